#include "run/resume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is behind the folder; NULL: there is none. */
static const char *split(const struct buffer *text, char folder[PLACE_BYTES])
{
    const char *at = buffer_text(text), *end = at + text->size;
    char *line;
    if (strncmp(at, "folder ", 7) != 0)
        return NULL;
    unsigned long size = strtoul(at + 7, &line, 10);
    if (*line != '\n' || size >= PLACE_BYTES || size >= (size_t)(end - line - 1) || line[1 + size] != '\n')
        return NULL;
    memcpy(folder, line + 1, size);
    folder[size] = '\0';
    return line + 1 + size + 1;
}

bool resume_folder(const struct life *life, char folder[PLACE_BYTES])
{
    struct buffer text = {0};
    life_resume(life, &text); /* begun anew out of safe mode it is still theirs */
    bool right = split(&text, folder) && access(folder, X_OK) == 0;
    buffer_destroy(&text);
    return right;
}

bool resume_begin(const struct life *life, struct buffer *text, const char *folder, struct app_setup *setup)
{
    char of[PLACE_BYTES];
    enum life_begin begin = life_resume(life, text);
    const char *rest = begin == LIFE_ANEW ? NULL : split(text, of);
    if (!rest)
        return false;
    bool same = strcmp(of, folder) == 0;
    setup->resume = rest;
    setup->resume_size = text->size - (size_t)(rest - buffer_text(text));
    setup->resume_home = begin != LIFE_WHERE_IT_WAS || !same;
    setup->resume_unwritten = begin == LIFE_WITH_CALL || !same;
    return true;
}

void resume_keep(struct life *life, struct buffer *text, const char *folder, const struct app *app)
{
    char head[32];
    if (!life)
        return;
    app_resume_write(app, text);
    snprintf(head, sizeof head, "folder %zu\n", strlen(folder));
    buffer_splice(text, 0, 0, "\n", 1);
    buffer_splice(text, 0, 0, folder, strlen(folder));
    buffer_splice(text, 0, 0, head, strlen(head));
    life_keeps(life, text);
}

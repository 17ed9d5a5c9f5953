/* What the tests of paper share: every phrase that ships, on paper. */
#ifndef YINIAN_TESTS_PAPER_DESK_H
#define YINIAN_TESTS_PAPER_DESK_H

#include "unit_test.h"

#include <dirent.h>

#include "base/buffer.h"
#include "board/phrase_file.h"
#include "paper/paper.h"

static inline int desk_is_phrase_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".md") == 0;
}

static inline void desk_parse(struct phrase_set *set, const char *path)
{
    struct buffer bytes = {0};
    char part[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(&bytes, part, size);
    fclose(file);
    phrase_file_parse(buffer_text(&bytes), bytes.size, path, set, NULL);
    buffer_destroy(&bytes);
}

/* Of a language: "zh", "en". */
static inline void desk_shipped(struct phrase_set *set, const char *language)
{
    char folder[512], path[1024];
    struct dirent **entries;
    phrase_set_init(set);
    snprintf(folder, sizeof folder, "%s/phrases/%s", YINIAN_SOURCE_DIR, language);
    int count = scandir(folder, &entries, desk_is_phrase_file, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        desk_parse(set, path);
        free(entries[i]);
    }
    free(entries);
}

static inline const struct paper_sheet *desk_sheet(const struct paper *paper, const char *title)
{
    for (int i = 0; i < paper->count; i++)
        if (strcmp(paper->sheets[i].title, title) == 0)
            return &paper->sheets[i];
    fail_msg("there is no sheet \"%s\"", title);
    return NULL;
}

#endif

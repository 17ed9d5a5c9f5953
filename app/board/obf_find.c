#include "board/obf.h"

#include <stdlib.h>
#include <string.h>

/* Who is meant: ids and paths within a set. */

void obf_set_init(struct obf_set *set)
{
    *set = (struct obf_set){0};
    arena_init(&set->arena);
}

void obf_set_destroy(struct obf_set *set)
{
    arena_destroy(&set->arena);
    *set = (struct obf_set){0};
}

bool obf_id_equal(const struct obf_id *a, const struct obf_id *b)
{
    if (!a->text || !b->text || a->is_number != b->is_number)
        return false;
    return strcmp(a->text, b->text) == 0 || (a->is_number && strtod(a->text, NULL) == strtod(b->text, NULL));
}

static bool reads_the_same(const struct obf_id *a, const struct obf_id *b)
{
    return a->text && b->text && strcmp(a->text, b->text) == 0;
}

const struct obf_button *obf_find_button(const struct obf_board *board, const struct obf_id *id)
{
    for (size_t i = 0; i < board->button_count; i++)
        if (obf_id_equal(&board->buttons[i].id, id))
            return &board->buttons[i];
    for (size_t i = 0; i < board->button_count; i++)
        if (reads_the_same(&board->buttons[i].id, id))
            return &board->buttons[i];
    return NULL;
}

const struct obf_media *obf_find_media(const struct obf_media *media, size_t count, const struct obf_id *id)
{
    for (size_t i = 0; i < count; i++)
        if (obf_id_equal(&media[i].id, id))
            return &media[i];
    for (size_t i = 0; i < count; i++)
        if (reads_the_same(&media[i].id, id))
            return &media[i];
    return NULL;
}

int obf_find_board(const struct obf_set *set, const struct obf_id *id)
{
    for (size_t i = 0; i < set->board_count; i++)
        if (obf_id_equal(&set->boards[i].id, id))
            return (int)i;
    for (size_t i = 0; i < set->board_count; i++)
        if (reads_the_same(&set->boards[i].id, id))
            return (int)i;
    return -1;
}

/* Paths are from the root of the archive, whatever stands before them. */
static const char *plain_path(const char *path)
{
    while (strncmp(path, "./", 2) == 0 || path[0] == '/')
        path += path[0] == '/' ? 1 : 2;
    return path;
}

int obf_find_link(const struct obf_set *set, const struct obf_link *link)
{
    for (size_t i = 0; link->path && i < set->board_count; i++)
        if (strcmp(set->boards[i].path, plain_path(link->path)) == 0)
            return (int)i;
    return obf_find_board(set, &link->id);
}

const struct obf_file *obf_find_file(const struct obf_set *set, const char *path)
{
    for (size_t i = 0; i < set->file_count; i++)
        if (strcmp(set->files[i].name, plain_path(path)) == 0)
            return &set->files[i];
    return NULL;
}

const struct obf_file *obf_media_file(const struct obf_set *set, const struct obf_media *media, bool sound)
{
    const struct obf_path *paths = sound ? set->sounds : set->images;
    size_t count = sound ? set->sound_count : set->image_count;
    const struct obf_file *found = media->path ? obf_find_file(set, media->path) : NULL;
    for (size_t i = 0; !found && i < count; i++)
        if (reads_the_same(&paths[i].id, &media->id))
            found = obf_find_file(set, paths[i].path);
    return found;
}

/* "zh" is meant by "zh", "zh-CN" and "zh_TW". */
static bool is_language(const char *locale, const char *language)
{
    size_t size = strlen(language);
    return locale && strncasecmp(locale, language, size) == 0 &&
           (!locale[size] || locale[size] == '-' || locale[size] == '_');
}

const char *obf_in_language(const struct obf_board *board, const char *text, const char *language)
{
    for (size_t i = 0; text && i < board->language_count; i++)
        if (is_language(board->languages[i].locale, language))
            for (size_t k = 0; k < board->languages[i].count; k++)
                if (strcmp(board->languages[i].items[k].from, text) == 0)
                    return board->languages[i].items[k].to;
    return text;
}

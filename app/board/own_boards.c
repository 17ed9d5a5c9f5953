#include "board/own_boards.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

void own_boards_init(struct own_boards *own)
{
    *own = (struct own_boards){0};
    arena_init(&own->arena);
}

void own_boards_destroy(struct own_boards *own)
{
    for (size_t i = 0; i < own->set_count; i++)
        obf_set_destroy(&own->sets[i].set);
    free(own->sets);
    free(own->boards);
    arena_destroy(&own->arena);
    *own = (struct own_boards){0};
}

static size_t stem_size(const char *file)
{
    size_t size = strlen(file);
    bool ours =
        size > 4 && (strcasecmp(file + size - 4, ".obz") == 0 || strcasecmp(file + size - 4, ".obf") == 0);
    return ours ? size - 4 : size;
}

void own_boards_add(struct own_boards *own, const char *file, struct obf_set *set)
{
    own->sets = memory_grow(own->sets, own->set_count + 1, sizeof *own->sets);
    own->sets[own->set_count++] = (struct own_set){.file = arena_text(&own->arena, file),
                                                   .name = arena_copy(&own->arena, file, stem_size(file)),
                                                   .set = *set};
    *set = (struct obf_set){0};
}

/* --- keys ------------------------------------------------------------------------------------------------- */

/* Screens are named in one word. */
static char *one_word(struct arena *arena, const char *text)
{
    char *word = arena_text(arena, text);
    for (char *at = word; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7F)
            *at = '-';
    return word;
}

static const char *short_enough(struct arena *arena, const char *key)
{
    return strlen(key) <= OWN_KEY_BYTES_AT_MOST
               ? key
               : arena_printf(arena, "%08x", (unsigned)hash32_text(HASH32_START, key));
}

const struct own_board *own_boards_find(const struct own_boards *own, const char *key)
{
    for (size_t i = 0; i < own->count; i++)
        if (strcmp(own->boards[i].key, key) == 0)
            return &own->boards[i];
    return NULL;
}

/* The first board of a set has the set's name; the others their id behind it. Whoever comes later to a key that is taken
 * gets a number behind it. */
static const char *key_of(struct own_boards *own, const struct own_set *set, size_t index)
{
    const struct obf_id *id = &set->set.boards[index].id;
    const char *key = index == set->set.root
                          ? set->name
                          : arena_printf(&own->arena, "%s/%s", set->name, id->text ? id->text : "");
    const char *first = short_enough(&own->arena, one_word(&own->arena, key)), *free_key = first;
    for (int number = 2; own_boards_find(own, free_key); number++)
        free_key = arena_printf(&own->arena, "%s-%d", first, number);
    return free_key;
}

static void mark_reached(const struct obf_set *set, size_t index, bool *reached)
{
    size_t *waiting = memory_new(set->board_count, sizeof *waiting), count = 1;
    waiting[0] = index;
    reached[index] = true;
    while (count > 0) {
        const struct obf_board *board = &set->boards[waiting[--count]];
        for (size_t i = 0; i < board->button_count; i++) {
            int next = board->buttons[i].load_board ? obf_find_link(set, board->buttons[i].load_board) : -1;
            if (next < 0 || reached[next])
                continue;
            reached[next] = true;
            waiting[count++] = (size_t)next;
        }
    }
    free(waiting);
}

/* The root is listed, and of what it does not lead to whatever leads to the rest. */
static void index_set(struct own_boards *own, const struct own_set *of)
{
    const struct obf_set *set = &of->set;
    bool *reached = memory_new(set->board_count, sizeof *reached);
    for (size_t n = 0; n < set->board_count; n++) {
        size_t i = n == 0 ? set->root : n <= set->root ? n - 1 : n;
        bool listed = !reached[i];
        if (listed)
            mark_reached(set, i, reached);
        own->boards[own->count] = (struct own_board){
            .key = key_of(own, of, i), .of = of, .board = &set->boards[i], .listed = listed};
        own->count++;
    }
    free(reached);
}

void own_boards_index(struct own_boards *own)
{
    size_t total = 0;
    for (size_t i = 0; i < own->set_count; i++)
        total += own->sets[i].set.board_count;
    own->boards = memory_grow(own->boards, total + 1, sizeof *own->boards);
    own->count = 0;
    for (size_t i = 0; i < own->set_count; i++)
        index_set(own, &own->sets[i]);
}

/* --- links ------------------------------------------------------------------------------------------------ */

static const struct own_board *entry_of(const struct own_boards *own, const struct obf_board *board)
{
    for (size_t i = 0; i < own->count; i++)
        if (own->boards[i].board == board)
            return &own->boards[i];
    return NULL;
}

/* "boards/tea.obf" is "tea". */
static bool names_file(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path, *dot = strrchr(last, '.');
    size_t size = dot ? (size_t)(dot - last) : strlen(last);
    return strlen(name) == size && strncmp(last, name, size) == 0;
}

static const struct own_board *follow_outside(const struct own_boards *own, const struct own_board *from,
                                              const struct obf_link *link)
{
    for (size_t i = 0; i < own->set_count; i++) {
        const struct own_set *set = &own->sets[i];
        if (set == from->of)
            continue;
        if (link->path && names_file(link->path, set->name))
            return entry_of(own, &set->set.boards[set->set.root]);
        int found = obf_find_board(&set->set, &link->id);
        if (found >= 0)
            return entry_of(own, &set->set.boards[found]);
    }
    return NULL;
}

const struct own_board *own_boards_follow(const struct own_boards *own, const struct own_board *from,
                                          const struct obf_link *link)
{
    int found = obf_find_link(&from->of->set, link);
    return found >= 0 ? entry_of(own, &from->of->set.boards[found]) : follow_outside(own, from, link);
}

#include "library/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void shelf_init(struct shelf *shelf)
{
    *shelf = (struct shelf){0};
    arena_init(&shelf->arena);
}

void shelf_destroy(struct shelf *shelf)
{
    for (int i = 0; i < shelf->count; i++)
        article_destroy(&shelf->articles[i]);
    free(shelf->articles);
    arena_destroy(&shelf->arena);
    *shelf = (struct shelf){0};
}

bool shelf_add(struct shelf *shelf, const char *bytes, size_t size, const char *file, bool own,
               struct diagnostics *diagnostics)
{
    struct article article;
    bool right = article_parse(&article, bytes, size, file, own, diagnostics);
    if (right && shelf_find(shelf, article.id)) {
        diagnostics_add(diagnostics,
                        &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                             .file = file,
                                             .line = 1,
                                             .column = 1,
                                             .key = article.id,
                                             .reason = _("there is an article of this name already"),
                                             .valid = own ? _("another name for the file") : NULL});
        right = false;
    }
    if (!right) {
        article_destroy(&article);
        return false;
    }
    if (shelf->count == shelf->capacity) {
        shelf->capacity = shelf->capacity * 2 + 32;
        shelf->articles = memory_grow(shelf->articles, (size_t)shelf->capacity, sizeof *shelf->articles);
    }
    shelf->articles[shelf->count++] = article;
    return true;
}

/* ---- groups ---- */

static size_t group_size(const struct article *article)
{
    return strcspn(article->group, " ");
}

/* As numbers where there are digits: G2 before G10, L09 before L10. */
static int by_reading_order(const void *a, const void *b)
{
    const struct article *x = a, *y = b;
    if (x->own != y->own)
        return x->own ? 1 : -1;
    if (!x->own && !(group_size(x) == group_size(y) && strncmp(x->group, y->group, group_size(x)) == 0))
        return strverscmp(x->group, y->group);
    return strverscmp(x->id, y->id);
}

static bool is_in(const struct shelf_group *group, const struct article *article)
{
    if (article->own)
        return strcmp(group->id, SHELF_OWN_GROUP) == 0;
    return strlen(group->id) == group_size(article) &&
           strncmp(group->id, article->group, group_size(article)) == 0;
}

static struct shelf_group new_group(struct shelf *shelf, int first)
{
    const struct article *article = &shelf->articles[first];
    if (article->own)
        return (struct shelf_group){.id = SHELF_OWN_GROUP, .name = "", .first = first};
    const char *name = article->group + group_size(article);
    return (struct shelf_group){.id = arena_copy(&shelf->arena, article->group, group_size(article)),
                                .name = arena_text(&shelf->arena, *name ? name + 1 : name),
                                .first = first};
}

void shelf_sort(struct shelf *shelf)
{
    if (shelf->count)
        qsort(shelf->articles, (size_t)shelf->count, sizeof *shelf->articles, by_reading_order);
    arena_reset(&shelf->arena);
    shelf->groups = arena_new(&shelf->arena, (size_t)shelf->count, sizeof *shelf->groups);
    shelf->group_count = 0;
    for (int i = 0; i < shelf->count; i++) {
        if (!shelf->group_count || !is_in(&shelf->groups[shelf->group_count - 1], &shelf->articles[i]))
            shelf->groups[shelf->group_count++] = new_group(shelf, i);
        shelf->groups[shelf->group_count - 1].count++;
    }
}

/* ---- looking things up ---- */

const struct article *shelf_find(const struct shelf *shelf, const char *id)
{
    for (int i = 0; i < shelf->count; i++)
        if (strcmp(shelf->articles[i].id, id) == 0)
            return &shelf->articles[i];
    return NULL;
}

const struct shelf_group *shelf_group(const struct shelf *shelf, const char *id)
{
    for (int i = 0; i < shelf->group_count; i++)
        if (strcmp(shelf->groups[i].id, id) == 0)
            return &shelf->groups[i];
    return NULL;
}

const struct shelf_group *shelf_group_of(const struct shelf *shelf, const struct article *article)
{
    for (int i = 0; i < shelf->group_count; i++)
        if (is_in(&shelf->groups[i], article))
            return &shelf->groups[i];
    return NULL;
}

const struct article *shelf_after(const struct shelf *shelf, const struct article *article)
{
    for (const struct article *next = article + 1; next < shelf->articles + shelf->count; next++)
        if (!next->by_choice)
            return next;
    return NULL;
}

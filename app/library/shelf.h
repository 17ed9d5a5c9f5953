/* The shelf: all articles in one language, in reading order, by groups. Pure; the edge hands it bytes.
 *
 * Groups stand in the order of their first word ("G1" …) as ids; the family's own articles come last, in the group
 * SHELF_OWN_GROUP. An article that cannot be read is left out and reported; one with an id that is there already too. */
#ifndef YINIAN_LIBRARY_SHELF_H
#define YINIAN_LIBRARY_SHELF_H

#include "library/article.h"

#define SHELF_OWN_GROUP "own"

struct shelf_group {
    const char *id;   /* "G1", "own" */
    const char *name; /* "认识这个病"; "" for "own": the screen names it */
    int first, count; /* of shelf.articles */
};

struct shelf {
    struct article *articles;
    int count, capacity;
    struct shelf_group *groups;
    int group_count;
    struct arena arena; /* the groups */
};

void shelf_init(struct shelf *shelf);
void shelf_destroy(struct shelf *shelf);
/* False: not taken, see the diagnostics. Order of calls does not matter. Pointers to articles change; call shelf_sort() after
 * the last. */
bool shelf_add(struct shelf *shelf, const char *bytes, size_t size, const char *file, bool own,
               struct diagnostics *diagnostics);
void shelf_sort(struct shelf *shelf);
const struct article *shelf_find(const struct shelf *shelf, const char *id); /* NULL: not there */
const struct shelf_group *shelf_group(const struct shelf *shelf, const char *id);
const struct shelf_group *shelf_group_of(const struct shelf *shelf, const struct article *article);
/* The next one in reading order that opens without a choice; NULL: none. */
const struct article *shelf_after(const struct shelf *shelf, const struct article *article);

#endif

/* What is remembered of somebody's reading: where they stopped in each article, what they marked, what they have read to
 * its end. Kept as reading.txt in their folder, a line each:
 *
 *     # yinian-reading 1       the version (store/file_version.h)
 *     place KEY BYTES          newest last: "go on where I stopped" is the last of them
 *     read KEY
 *     mark KEY BYTES           a passage: where it begins
 *
 * KEY is LANGUAGE/ID ("zh/L04"; "own/feeding-pump"), a text's byte is where the present text has a sentence: an article that
 * was changed since opens at the sentence that stands there now. A KEY has no blanks or control characters. Marks are written in the order in which they were set.
 * Lines that are wrong are reported and left out. Pure. */
#ifndef YINIAN_LIBRARY_READING_STATE_H
#define YINIAN_LIBRARY_READING_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "library/article.h"

enum {
    READING_KEY_BYTES = ARTICLE_ID_BYTES + 8,
    READING_ITEMS_AT_MOST = 1000,
    READING_PLACE_AT_MOST = 999999999
};

struct reading_item {
    char key[READING_KEY_BYTES];
    size_t at;
    unsigned long order; /* the greater the newer */
};

struct reading_list {
    struct reading_item *items;
    int count, capacity;
};

struct reading_state {
    struct reading_list places, marks, read; /* places: newest last; marks: in the order of key and place */
    unsigned long orders;                    /* given so far */
};

void reading_state_init(struct reading_state *state);
void reading_state_destroy(struct reading_state *state);
/* Adds what the file says, as if it had just been read; false: some of it was wrong. */
bool reading_state_parse(struct reading_state *state, const char *bytes, size_t size, const char *file,
                         struct diagnostics *diagnostics);
void reading_state_write(const struct reading_state *state, struct buffer *out);

/* Blanks and control characters of the id become "_". */
void reading_key(char key[READING_KEY_BYTES], const char *language, const struct article *article);
/* What is given a key or a place that the file could not hold changes nothing. True: something changed. The newest READING_ITEMS_AT_MOST of each kind are kept. */
bool reading_set_place(struct reading_state *state, const char *key, size_t at);
bool reading_place(const struct reading_state *state, const char *key, size_t *at); /* false: never opened */
const struct reading_item *
reading_newest(const struct reading_state *state); /* NULL: nothing was ever read */
bool reading_set_read(struct reading_state *state, const char *key);
bool reading_is_read(const struct reading_state *state, const char *key);
/* Sets the mark, or takes away every mark in [first, end) when there is one. */
void reading_toggle_mark(struct reading_state *state, const char *key, size_t first, size_t end);
bool reading_is_marked(const struct reading_state *state, const char *key, size_t first, size_t end);
bool reading_has_mark(const struct reading_state *state, const char *key); /* anywhere in it */

#endif

/* Pictures as they are painted, kept from one drawing to the next: at most so many bytes of them, and what
 * was not used for longest goes first. A file is known by its path, the time of its last change and its
 * size; it is asked for these once after every picture_cache_look_again(), so that going through a page
 * touches no file. */
#ifndef YINIAN_VIEW_PICTURE_CACHE_H
#define YINIAN_VIEW_PICTURE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "view/bitmap.h"
#include "view/picture_reader.h"

struct picture_cache;

/* What is wrong with a file is added to `problems` (borrowed; may be NULL), once until the file changes. A
 * single card larger than `bytes_at_most` is kept alone. */
struct picture_cache *picture_cache_new(size_t bytes_at_most, struct diagnostics *problems);
void picture_cache_free(struct picture_cache *cache); /* NULL allowed */
void picture_cache_look_again(struct picture_cache *cache);
size_t picture_cache_bytes(const struct picture_cache *cache);

/* The picture's own size; false when there is no picture to be had from this file. */
bool picture_cache_size(struct picture_cache *cache, const char *path, int *width, int *height);
/* The picture as such a card (bitmap.h), read and made if need be; NULL when there is none to be had, and
 * from then on picture_cache_size() says so too. Valid until the next call. */
const struct bitmap *picture_cache_card(struct picture_cache *cache, const char *path,
                                        const struct bitmap_card *card);

/* From now on a thread reads (picture_load()): picture_cache_card() is NULL too for a picture that is not there yet, while its
 * size is known; it is asked for, and there once it has been taken. What was asked for and is not being read is forgotten when
 * it is looked again. Without a thread all stays as it was. */
void picture_cache_read_beside(struct picture_cache *cache, picture_reader_load *load);
/* Takes what has come, after waiting so long at most for all that was asked for. True: something did, good or not. */
bool picture_cache_take(struct picture_cache *cache, int wait_ms);

#endif

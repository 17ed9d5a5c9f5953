/* Pictures read on a thread of its own: large ones take long, and the scan must not wait for them.
 *
 *     ask ──→ waits ──→ is read ──→ has come ──→ take
 *
 * Whoever asked goes on and takes what has come when it suits. */
#ifndef YINIAN_VIEW_PICTURE_READER_H
#define YINIAN_VIEW_PICTURE_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "view/picture.h"

struct picture_reader;

/* How a file is read: picture_load(). */
typedef enum picture_fault picture_reader_load(const char *path, struct bitmap *bitmap);

struct picture_come {
    uint64_t file_id; /* as it was asked for */
    struct bitmap_card card;
    enum picture_fault fault;
    struct bitmap bitmap; /* when good: bitmap_destroy() it */
};

/* NULL: no thread to be had. */
struct picture_reader *picture_reader_start(picture_reader_load *load);
/* After the picture that is being read. NULL allowed. */
void picture_reader_stop(struct picture_reader *reader);

/* Asked for again before it has been taken: once is enough. */
void picture_reader_ask(struct picture_reader *reader, uint64_t file_id, const char *path,
                        const struct bitmap_card *card);
/* What is not being read yet will not be. */
void picture_reader_forget(struct picture_reader *reader);
/* Waits until all has come that was asked for, at most so long. */
void picture_reader_wait(struct picture_reader *reader, int wait_ms);
bool picture_reader_take(struct picture_reader *reader, struct picture_come *come); /* false: none (yet) */

#endif

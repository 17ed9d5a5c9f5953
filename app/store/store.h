/* Files of the person: read whole, written whole or not at all. Folders are made with mode 0700, files with 0600:
 * what people say is readable by its owner alone.
 *
 *     write: FILE.tmp (new) → fsync → rename over FILE → fsync of the folder
 *
 * A failure leaves the old file as it was. `reason` gets a clause for the screen. Folders
 * are fsynced when they are made. */
#ifndef YINIAN_STORE_STORE_H
#define YINIAN_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { STORE_FILE_BYTES_AT_MOST = 64 * 1024 * 1024 };

struct store_options {
    bool durable; /* fsync; the driver in virtual time goes without */
};

/* False when it cannot be read; `missing` (may be NULL) tells a file that is not there from one that cannot be read. */
bool store_read(const char *path, struct buffer *bytes, bool *missing, char *reason, size_t reason_size);
bool store_write(const char *path, const char *bytes, size_t size, const struct store_options *options,
                 char *reason, size_t reason_size);
/* Adds one line at the end (the newline is added here), or nothing. A line that a power failure cut off is the reader's
 * to skip; the next one takes its place. `*end`: −1 at first; kept from an attempt that failed to the next one with the same
 * line, so that a line that could be neither fsynced nor taken back does not stand there twice. */
bool store_append_line(const char *path, const char *line, const struct store_options *options, int64_t *end,
                       char *reason, size_t reason_size);
bool store_make_folder(const char *path); /* with its parents */
/* Names in a folder that end so, sorted, each passed to `each`; false when the folder cannot be read. */
bool store_list(const char *folder, const char *ending, void (*each)(void *context, const char *name),
                void *context);

#endif

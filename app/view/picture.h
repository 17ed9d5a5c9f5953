/* PNG files that a caregiver put beside the phrases → bitmaps. They are anybody's files: missing, broken,
 * huge or no files at all is an ordinary answer. */
#ifndef YINIAN_VIEW_PICTURE_H
#define YINIAN_VIEW_PICTURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "view/bitmap.h"

enum {
    PICTURE_SIDE_AT_MOST = 4096,
    PICTURE_BYTES_AT_MOST = 16 * 1024 * 1024, /* decoded, four bytes a pixel (2048 × 2048); and of the file */
    PICTURE_HEAD_BYTES = 24                   /* as far as width and height */
};

enum picture_fault {
    PICTURE_GOOD,
    PICTURE_MISSING,    /* no such file */
    PICTURE_UNREADABLE, /* not a file, or one that this user may not read */
    PICTURE_NO_PNG,     /* something else, or damaged */
    PICTURE_TOO_LARGE
};

/* Width and height from the first PICTURE_HEAD_BYTES; what follows may still be damaged. Set only when
 * good. */
enum picture_fault picture_head(const uint8_t *bytes, size_t size, int *width, int *height);
/* Any PNG: palette, grey, 16 bits, interlaced. When good, bitmap_destroy() the bitmap; else it is no
 * bitmap. */
enum picture_fault picture_decode(const uint8_t *bytes, size_t size, struct bitmap *bitmap);

/* What a file is recognised by. */
struct picture_stamp {
    int64_t changed_ns; /* time of its last change, since 1970 */
    int64_t size;
};

/* Reads the head alone. `stamp` is set for whatever is there, and all zero for nothing. */
enum picture_fault picture_look(const char *path, struct picture_stamp *stamp, int *width, int *height);
enum picture_fault picture_load(const char *path, struct bitmap *bitmap);

/* Adds what is wrong with the file, and what would be right; nothing for PICTURE_GOOD. */
void picture_report(const char *path, enum picture_fault fault, struct diagnostics *problems);

#endif

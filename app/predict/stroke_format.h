/* strokes.bin, shared by its builder (app/language-model/build_strokes.c) and its reader (stroke_table.c).
 *
 * In the byte order of the machine that built it (it is built where it is used). After the header, each at a
 * multiple of 4 from the start of the file:
 *
 *     records   record_count × struct stroke_record, sorted by character; of one character as stroke_table.h says
 *     strokes   one byte each, enum stroke */
#ifndef YINIAN_PREDICT_STROKE_FORMAT_H
#define YINIAN_PREDICT_STROKE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

#define STROKE_MAGIC "yinian-strokes\n" /* 16 bytes with its NUL */

enum { STROKE_VERSION = 1, STROKE_BYTE_ORDER = 0x01020304 };

struct stroke_header {
    char magic[16];
    uint32_t byte_order, version;
    uint32_t file_size;
    uint32_t record_count, strokes_size;
    uint32_t records_at, strokes_at;
    uint32_t body_checksum;   /* of everything after the header */
    uint32_t header_checksum; /* of the header before this field */
};

struct stroke_record {
    uint32_t character; /* the code point that it is looked up by: simplified */
    uint32_t form;      /* the code point that is drawn: the same, or a traditional form of it */
    uint32_t at;        /* first of its strokes */
    uint32_t count;
};

static inline uint32_t stroke_checksum(const unsigned char *bytes, size_t size)
{
    return hash32_bytes(HASH32_START, bytes, size);
}

#endif

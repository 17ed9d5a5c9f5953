/* How characters are drawn, stroke by stroke, read straight from the bytes of strokes.bin (memory-mapped by the
 * caller), which app/language-model makes at build time from Debian's rime-data-stroke.
 *
 * Pure; nothing is allocated; every access is checked against the bounds, so that damaged bytes give wrong strokes but
 * never a wrong access. The bytes must outlive the table. All functions may be called on a zeroed table (no characters).
 *
 * A character may be drawn in several ways: 我 丿一丨一乛丿丶 on the Mainland, 丿一乛一乛丿丶 by Taiwan's standard.
 * All of them are known, in this order: the Mainland's; others of the same character; its traditional forms (of 头: 頭),
 * Taiwan's way last. */
#ifndef YINIAN_PREDICT_STROKE_TABLE_H
#define YINIAN_PREDICT_STROKE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"

/* The five kinds that schools teach: 横 竖 撇 点 折 (点 with 捺, 横 with 提, 竖 with 竖钩). */
enum stroke { STROKE_ACROSS, STROKE_DOWN, STROKE_LEFT, STROKE_DOT, STROKE_BENT, STROKE_KINDS };

enum { STROKES_AT_MOST = 32 }; /* of a character; longer ones are cut off there */

struct stroke_table {
    const unsigned char *bytes; /* NULL: no characters */
    size_t size;
    uint32_t record_count;
    size_t records_at, strokes_at, strokes_size;
};

/* Looks at the header only (microseconds). False and a diagnostic when it is not a table of this version and byte
 * order, or is cut short; then the table is zeroed. */
bool stroke_table_open(struct stroke_table *table, const void *bytes, size_t size, const char *name,
                       struct diagnostics *diagnostics);
/* Reads everything and compares the checksum (a few milliseconds): for --check and tests. */
bool stroke_table_verify(const struct stroke_table *table, const char *name, struct diagnostics *diagnostics);

/* The first record of the character and how many there are; 0 when it is not known. */
uint32_t stroke_table_find(const struct stroke_table *table, uint32_t character, uint32_t *first);

struct stroke_sequence {
    uint32_t character, form; /* as in stroke_format.h */
    const uint8_t *strokes;   /* enum stroke, in the table's bytes */
    int count;                /* 1 … STROKES_AT_MOST */
};
/* False when there is no such record, or what it says leads out of the bytes. */
bool stroke_table_sequence(const struct stroke_table *table, uint32_t record,
                           struct stroke_sequence *sequence);

#endif

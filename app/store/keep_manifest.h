/* The list of what a saved file (`.yinian`) holds: the first thing in it. Pure.
 *
 *     Yinian keeps 1
 *     program 0.1.0
 *     date 2026-11-22
 *     file 0a1b2c3d 1234 phrases/zh/10-我们家.md      CRC-32 (zlib's), bytes, name: to the end of the line
 *     end 1
 *
 * Names ascend as bytes, so none stands twice. What is wrong anywhere makes all of it wrong: it comes from somewhere
 * else, and what it names is written into a folder. */
#ifndef YINIAN_STORE_KEEP_MANIFEST_H
#define YINIAN_STORE_KEEP_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"

enum {
    KEEP_NAME_BYTES_AT_MOST = 500,
    KEEP_PART_BYTES_AT_MOST = 240, /* of one folder or file: room for ".tmp" within NAME_MAX */
    KEEP_DEPTH_AT_MOST = 8,
    KEEP_FILES_AT_MOST = 20000,
    KEEP_MANIFEST_BYTES_AT_MOST = 4 * 1024 * 1024,
    KEEP_VERSION_BYTES = 32,
    KEEP_DATE_BYTES = 11 /* "2026-11-22" */
};
#define KEEP_FILE_BYTES_AT_MOST ((uint64_t)1 << 30)
#define KEEP_BYTES_AT_MOST ((uint64_t)4 << 30)

struct keep_file {
    const char *name;
    uint64_t size;
    uint32_t crc;
};

struct keep_manifest {
    struct arena texts; /* owns the names */
    struct keep_file *files;
    size_t count;
    uint64_t total; /* bytes of all files */
    char program[KEEP_VERSION_BYTES], date[KEEP_DATE_BYTES];
};

void keep_manifest_init(struct keep_manifest *manifest);
void keep_manifest_destroy(struct keep_manifest *manifest);
/* Copies the name. Call keep_manifest_sort() after the last one. */
void keep_manifest_add(struct keep_manifest *manifest, const char *name, uint64_t size, uint32_t crc);
void keep_manifest_sort(struct keep_manifest *manifest);
const struct keep_file *keep_manifest_find(const struct keep_manifest *manifest, const char *name);
bool keep_manifest_same_files(const struct keep_manifest *a, const struct keep_manifest *b);

void keep_manifest_write(const struct keep_manifest *manifest, struct buffer *out);
/* False: something is wrong, and `manifest` is empty. `file` stands in diagnostics; both may be NULL. */
bool keep_manifest_parse(struct keep_manifest *manifest, const char *bytes, size_t size, const char *file,
                         struct diagnostics *diagnostics);

/* Whether such a name may be kept: UTF-8, relative, climbing nowhere, nothing hidden, no copies/ of our own, no
 * half-written or saved file. NULL: it may; else why not, translated. */
const char *keep_name_problem(const char *name);
bool keep_date_is_right(const char *date); /* YYYY-MM-DD */

#endif

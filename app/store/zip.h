/* Zip archives in memory, by libarchive: what somebody gave us is anybody's.
 *
 * Refused as a whole, with a reason: what is no zip or is cut off, is encrypted, holds paths that lead out of it ("../", from
 * the root, a drive), links or devices, more than the limits say, or files whose check sums are wrong.
 *
 * libarchive wants a locale of UTF-8 (run/language.h) for names with Hanzi. */
#ifndef YINIAN_STORE_ZIP_H
#define YINIAN_STORE_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

struct zip_file {
    char *name; /* parts by '/'; UTF-8 */
    char *bytes;
    size_t size;
};

struct zip_files { /* owns them */
    struct zip_file *items;
    size_t count;
};

enum {
    ZIP_FILES_AT_MOST = 5000,
    ZIP_FILE_BYTES_AT_MOST = 32 * 1024 * 1024,
    ZIP_BYTES_AT_MOST = 128 * 1024 * 1024, /* of all files together */
    ZIP_RATIO_AT_MOST = 100,               /* of all files to the archive, beyond the first MB */
    ZIP_NAME_BYTES_AT_MOST = 512
};

bool zip_is(const char *bytes, size_t size);
/* Files in the order of the archive, folders left out. Of two with one name the later counts, with a warning. `file` stands in
 * diagnostics. False: nothing was read. */
bool zip_read(const char *bytes, size_t size, const char *file, struct zip_files *files,
              struct diagnostics *diagnostics);
/* Adds the archive to `out`. The same files give the same bytes. */
bool zip_write(const struct zip_files *files, struct buffer *out);
/* Takes the name over as a copy, and the bytes too. */
void zip_add(struct zip_files *files, const char *name, const char *bytes, size_t size);
void zip_free(struct zip_files *files);

#endif

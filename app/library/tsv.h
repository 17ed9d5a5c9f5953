/* Tables: lines of fields parted by tabs, the first of them the names of the columns. No quoting, so a field holds no tab and
 * no line's end. Blanks around a field, CR before the line's end and the mark some editors begin a file with do not count;
 * empty lines neither. Columns are found by their names; others may stand beside them. Pure.
 *
 *     static const char *const names[] = {"article", "zh", "en", NULL};
 *     if (tsv_begin(&tsv, names, bytes, size, file, diagnostics))
 *         while (tsv_next(&tsv))
 *             … tsv.fields[1] is that of "zh" …
 *     return tsv.right; */
#ifndef YINIAN_LIBRARY_TSV_H
#define YINIAN_LIBRARY_TSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/memory.h"

enum { TSV_COLUMNS_AT_MOST = 16 }; /* that are asked for */

struct tsv_field {
    const char *at; /* in the bytes of the file; a field that the line does not have: its end, size 0 */
    size_t size;
};

struct tsv {
    struct tsv_field fields[TSV_COLUMNS_AT_MOST]; /* of the present line, in the order of the names */
    bool right;                                   /* nothing was wrong so far */
    const char *const *names;
    int places[TSV_COLUMNS_AT_MOST]; /* which column of the file each name is */
    int name_count, column_count;
    const char *line, *next, *end;
    int number; /* of the line */
    const char *file;
    struct diagnostics *diagnostics;
};

/* `names`: NULL-terminated, all of them must stand in the header. False, with a complaint, when they do not; there are no
 * lines then. The bytes, the names and `file` must outlive the reading. */
bool tsv_begin(struct tsv *tsv, const char *const *names, const char *bytes, size_t size, const char *file,
               struct diagnostics *diagnostics);
/* The next line that is text and has no more fields than the header; others are reported. False: there is none. */
bool tsv_next(struct tsv *tsv);
/* Reports the field; always false. `reason` and `valid` (may be NULL) are translated. */
bool tsv_wrong(struct tsv *tsv, int name, const char *reason, const char *valid);
const char *tsv_copy(const struct tsv *tsv, int name, struct arena *arena);

#endif

/* Copies of everything (keep_archive.h) in the person's folder:
 *
 *     copies/yinian-2026-11-22.yinian       one a day at most, the last seven
 *     copies/before-2026-11-22-01.yinian    what was there before something was put back, the last seven
 *
 * A copy that would hold the same as the last is not made. */
#ifndef YINIAN_STORE_KEEP_COPIES_H
#define YINIAN_STORE_KEEP_COPIES_H

#include "store/keep_archive.h"

enum { KEEP_COPIES = 7 };

/* The copy of the day in stamp->date. `made` (may be NULL): whether there was anything new. False: it could not be
 * made, and why; the old ones stay. */
bool copies_make(const char *folder, const struct keep_stamp *stamp, const struct keep_control *control,
                 bool *made, char *reason, size_t reason_size);
/* What is there now, before it is replaced; `path` gets the copy. */
bool copies_before(const char *folder, const struct keep_stamp *stamp, char path[KEEP_PATH_BYTES],
                   char *reason, size_t reason_size);

/* Newest first, their names without the folder: "yinian-2026-11-22.yinian". */
struct copy_names {
    char **names; /* owned */
    size_t count;
};
enum copy_kind { COPIES_DATED, COPIES_BEFORE };
void copies_list(const char *folder, enum copy_kind kind, struct copy_names *names);
void copy_names_free(struct copy_names *names);

/* What somebody asks for: "undo" (the newest copy of before), a date, or a file's path. False: there is no such copy. */
bool copies_find(const char *folder, const char *wanted, char path[KEEP_PATH_BYTES]);

#endif

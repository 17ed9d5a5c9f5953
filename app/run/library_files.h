/* The care library out of its files: what the program ships (content/), and the family's own articles (articles/ in the
 * person's folder, a Markdown file each, shown in both languages).
 *
 * An own article that was right once and is broken now stays as it was, and the complaint says where it is broken. In the
 * characters of Taiwan everything is turned when it is first asked for. */
#ifndef YINIAN_RUN_LIBRARY_FILES_H
#define YINIAN_RUN_LIBRARY_FILES_H

#include "base/diagnostic.h"
#include "base/script.h"
#include "library/library.h"

struct library_good { /* an own article as it was right last; owned */
    char *name, *bytes;
    size_t size;
};

struct library_files {
    const char *content, *own;   /* folders; borrowed */
    const struct script *script; /* borrowed; NULL: simplified only */
    struct library plain, turned;
    bool is_turned; /* `turned` is loaded */
    struct library_good *good;
    int good_count;
    struct library_source source;
};

void library_files_open(struct library_files *files, const char *content, const char *own,
                        const struct script *script, struct diagnostics *problems);
void library_files_close(struct library_files *files);
/* All of it anew; what the source gave before is gone. */
void library_files_reload(struct library_files *files, struct diagnostics *problems);

#endif

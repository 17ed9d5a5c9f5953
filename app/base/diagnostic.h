/* What is wrong with something that a person gave us: where, what, why, and what would be right.
 *
 *     /home/li/.config/yinian/settings.conf:12:8: scan_time: 90 is too short; valid: 300 to 5000 ms
 *
 * Parsers add to a list and go on; nobody prints. The caller shows them on the screen and on stderr
 * (bad configuration never silences anybody, house rule 6). */
#ifndef YINIAN_BASE_DIAGNOSTIC_H
#define YINIAN_BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

enum diagnostic_level { DIAGNOSTIC_NOTE, DIAGNOSTIC_WARNING, DIAGNOSTIC_ERROR };

/* Texts are copied; any may be NULL where it does not apply. Lines and columns count from 1 (0: not known);
 * columns count characters. */
struct diagnostic {
    enum diagnostic_level level;
    const char *file;
    int line;
    int column;
    const char *key;    /* the setting, heading or field */
    const char *reason; /* a clause in the language of the screen */
    const char *valid;  /* what would be right */
};

struct diagnostics {
    struct arena texts; /* owns the texts of the items */
    struct diagnostic *items;
    size_t count;
    size_t errors;  /* how many of them, and of those left out, are errors */
    size_t dropped; /* beyond DIAGNOSTICS_AT_MOST */
};

enum { DIAGNOSTICS_AT_MOST = 200 };

void diagnostics_init(struct diagnostics *list);
void diagnostics_destroy(struct diagnostics *list);
void diagnostics_clear(struct diagnostics *list);
/* Copies what it is given. `list` may be NULL: then nothing happens. */
void diagnostics_add(struct diagnostics *list, const struct diagnostic *diagnostic);
/* One line as above, without a newline, written into `line` (always terminated). */
void diagnostic_format(const struct diagnostic *diagnostic, char *line, size_t size);

#endif

/* The fields of a line of text, parted by blanks, and what is wrong with one of them, told with its place.
 *
 *     word 12.5 汤婷 tang1 ting2
 *     └──┘ └──┘ └──┘ └───┘ └───┘
 *
 * For files of lines that the program writes for itself and a person can read. Nothing is copied: fields point into
 * the line's bytes. */
#ifndef YINIAN_BASE_LINE_FIELDS_H
#define YINIAN_BASE_LINE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"

struct field {
    const char *at;
    size_t size; /* 0: the line has ended */
};

struct line_fields {
    const char *file, *start, *at,
        *end; /* of this line, without its newline; `at`: where the next field may begin */
    struct diagnostics *diagnostics; /* or NULL */
    int number;                      /* of the line, from 1 */
};

/* The line that begins at `at` of a text that ends at `end`; the number goes up by one. */
void line_begin(struct line_fields *line, const char *at, const char *end);
bool line_is_blank(char byte);
struct field line_next_field(struct line_fields *line);
bool field_is(const struct field *field, const char *word);
/* Reports the field, by name where it can be shown; always false. `valid` may be NULL. */
bool line_wrong(const struct line_fields *line, const struct field *field, const char *reason,
                const char *valid);

#endif

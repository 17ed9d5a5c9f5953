/* What the program says for somebody without being a phrase of the files: it can be recorded as these can. */
#ifndef YINIAN_BOARD_PHRASE_FIXED_H
#define YINIAN_BOARD_PHRASE_FIXED_H

#include <stddef.h>

struct phrase_fixed {
    const char *id, *other; /* `other` is the id of its cell, which serves as well */
    const char *label;      /* translate with _() */
    const char *text;       /* likewise */
};

enum { PHRASE_FIXED_COUNT = 3 };
extern const struct phrase_fixed phrase_fixed[]; /* ends with an id of NULL */

const struct phrase_fixed *phrase_fixed_find(const char *id); /* NULL: none */

#endif

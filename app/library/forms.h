/* Many words, looked for in a text at once, the longest of them at each place. Pure.
 *
 * Latin letters count the same capital or small, and a word that begins or ends with a letter or figure stands there only as
 * a whole one: "NfL" is not in "inflammation". Chinese has no such borders. */
#ifndef YINIAN_LIBRARY_FORMS_H
#define YINIAN_LIBRARY_FORMS_H

#include <stddef.h>

enum { FORMS_HEADS = 256 };

struct forms {
    struct form {
        const char *text; /* not owned */
        size_t size;
        int of;   /* what it is a form of */
        int next; /* with the same hash of its first bytes, no longer than this one: its index + 1; 0: none */
    } * items;
    int count, capacity;
    int heads[FORMS_HEADS]; /* index + 1 */
};

void forms_init(struct forms *forms);
void forms_destroy(struct forms *forms);
/* `text` (1 byte or more) must outlive the forms. Of two that are equal the one that came first is found. */
void forms_add(struct forms *forms, const char *text, int of);
/* The longest that begins at this byte of the text; NULL: none. */
const struct form *forms_at(const struct forms *forms, const char *text, size_t size, size_t at);

#endif

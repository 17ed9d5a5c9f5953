/* The people who share this machine, as the screens show them (run/people.h keeps them). Each has settings, phrases, learnt
 * words, history and recordings of their own. The first is there always. */
#ifndef YINIAN_BOARD_PEOPLE_H
#define YINIAN_BOARD_PEOPLE_H

#include <stdbool.h>

enum { PEOPLE_AT_MOST = 24, PERSON_NAME_BYTES = 64, PERSON_DEED_BYTES = 2 * PERSON_NAME_BYTES };

struct people {
    char names[PEOPLE_AT_MOST][PERSON_NAME_BYTES]; /* [0]: what the first one is called; "": nobody has said */
    int count;                                     /* at least 1 */
    int current;
    char removed[PEOPLE_AT_MOST][PERSON_NAME_BYTES + 16]; /* "2026-11-22-NAME": they can be brought back */
    int removed_count;
};

/* Why nobody can be called so; NULL: they can. N_() */
const char *people_name_problem(const struct people *people, const char *name);

#endif

/* The copies of everything that can be gone back to, as the screens show them (store/keep_copies.h makes them). */
#ifndef YINIAN_BOARD_KEPT_COPIES_H
#define YINIAN_BOARD_KEPT_COPIES_H

#include <stdbool.h>

enum { KEPT_COPIES_AT_MOST = 10, KEPT_DATE_BYTES = 11 };

struct kept_copies {
    char dates[KEPT_COPIES_AT_MOST][KEPT_DATE_BYTES]; /* "2026-11-22", newest first */
    int count;
    bool can_undo; /* something was restored, and what was there before is kept */
};

#endif

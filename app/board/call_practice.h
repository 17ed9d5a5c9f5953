/* Practising to call: what the page says of it. */
#ifndef YINIAN_BOARD_CALL_PRACTICE_H
#define YINIAN_BOARD_CALL_PRACTICE_H

#include <stdbool.h>

/* The ways to call by a gesture. */
enum call_way { CALL_BY_HOLDING, CALL_BY_QUICK_PRESSES, CALL_BY_SWITCH, CALL_BY_CORNERS };

enum call_miss { CALL_NO_MISS, CALL_TOO_FEW_PRESSES, CALL_TOO_SHORT, CALL_CORNERS_BROKEN };

enum { CALL_TRIES = 3 }; /* then it is over: the next one calls */

struct call_practice {
    bool runs;
    int done;            /* gestures that would have called, since it began */
    enum call_way last;  /* … of which the latest, if done > 0 */
    enum call_miss miss; /* why what came after that would not have */
    int presses, held_ms, corners;
};

#endif

/* Keeps a fast device from swamping the loop: of places that come more often than every POINTER_PACE_US, the last one goes on
 * when it is due. Pure, in time.
 *
 *     comes      | |||||||||||||           | |           1000 a second, then a rest: the last is never lost
 *     goes on    |       |       |         |       |
 *                 ← pace →       ↑ by the deadline
 *
 * 7.5 ms: a little less than between the samples of a 125 Hz mouse, so that each of those goes on at once. */
#ifndef YINIAN_INPUT_POINTER_PACE_H
#define YINIAN_INPUT_POINTER_PACE_H

#include <stdbool.h>

#include "base/time_us.h"

enum { POINTER_PACE_US = 7500 };

struct pointer_place {
    int x_px, y_px;
    time_us at_us;
};

/* Zeroed: nothing yet. */
struct pointer_pace {
    bool begun, waits;
    time_us told_at;
    struct pointer_place last;
};

/* True: this place goes on now; else it waits. */
bool pointer_pace_offer(struct pointer_pace *pace, const struct pointer_place *place);
/* When what waits is due; TIME_NEVER: nothing waits. */
time_us pointer_pace_deadline(const struct pointer_pace *pace);
/* True when a place was waiting and is due (TIME_NEVER: whatever waits): `place` goes on, with the time at which it came. */
bool pointer_pace_take(struct pointer_pace *pace, time_us now_us, struct pointer_place *place);

#endif

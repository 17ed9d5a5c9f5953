/* Calling by quick presses: so many, each soon after the one before. Pure, in time.
 *
 * The cases. ▔ a press that counts (what acceptance time and ignored repeats leave of the contact), N = 4, G = gap:
 *
 *     ▁▔▁▁▔▔▁▁▔▁▁▁▔                        ▁▔▁▁▔▁▁▁▁▁▁▁▁▔▁▁▔▁▁▔▁▁▔
 *      ¦≤G¦≤ G¦≤ G¦                         ¦  ¦   > G   ¦  ¦  ¦  ¦
 *      1  2   3   4 DONE, when the          1  2         1  2  3  4 DONE: too late is the first anew
 *                   fourth begins
 *     ▁▔▁▁▔▁▁▔▁▁▁▁▁▁▁▁                     ▁▔▁▁▔▁▁▔▁▁▔▁▁▔▁▁▔
 *      1  2  3 ¦  G  ¦ ENDED: 3 of 4        1  2  3  4  1  2   a press belongs to one call
 *
 * From beginning to beginning: how long each is held does not matter, but for its being shorter than G. A deadline at a
 * press fires after it: within G means G or less.
 *
 * A tremor is one press to the filter, whatever its number of contacts, as long as they are closer together than the ignored
 * repeats; so that has to be set first (fitting). */
#ifndef YINIAN_INPUT_QUICK_PRESSES_H
#define YINIAN_INPUT_QUICK_PRESSES_H

#include <stdbool.h>

#include "base/time_us.h"

/* Owns nothing. The members are its own, to be read. */
struct quick_presses {
    int wanted; /* 0: off */
    int gap_ms;
    int count;       /* of the presses that belong together so far */
    time_us last_us; /* when the latest of them began */
};

/* What it counted is kept if nothing changes, else forgotten. */
void quick_presses_configure(struct quick_presses *quick, int wanted, int gap_ms);
void quick_presses_forget(struct quick_presses *quick);
/* One more begins. True: it is the last of so many. */
bool quick_presses_press(struct quick_presses *quick, time_us at_us);
/* When what was counted will have ended, incomplete; TIME_NEVER: nothing was. */
time_us quick_presses_deadline(const struct quick_presses *quick);
/* True when it ended now; `count` gets how many there were. */
bool quick_presses_advance(struct quick_presses *quick, time_us now_us, int *count);

#endif

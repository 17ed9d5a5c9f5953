/* What the switches hold: while one of them is held at its edge, the time of the scan stands still, and the press that
 * may come of it concerns what was lit when the hold began. Common to the scanner and to evidence scanning.
 *
 *     |--row2--[=====v          the press is for row2, however long it took to be accepted
 *     |--row2--[=====]--|       nothing came of it: row2 goes on with the time that was left
 *     |--row2--[==[==]==]--|    two switches: from the first hold to the end of the last
 *
 * A `due` time belongs to the owner: while held it is as it stood when the hold began, and the length of the hold is
 * added to it in the end. */
#ifndef YINIAN_SCAN_SCAN_HOLD_H
#define YINIAN_SCAN_SCAN_HOLD_H

#include <stdbool.h>

#include "base/time_us.h"

#define SCAN_HOLD_AT_MOST_US                                                                                 \
    ((time_us)15000000) /* beyond the 10 s after which the filter calls a switch stuck */

enum scan_switch { SCAN_SWITCH_SELECT, SCAN_SWITCH_STEP };
enum { SCAN_SWITCHES = SCAN_SWITCH_STEP + 1 };

/* Fields may be read; use the functions to change them. */
struct scan_hold {
    unsigned switches;           /* a bit for each enum scan_switch: time stands still */
    time_us since;               /* of the first of them; says nothing when there is none */
    long latched[SCAN_SWITCHES]; /* the highlight at the last hold of each; -1 when it has been used up */
};

void scan_hold_init(struct scan_hold *hold); /* none, nothing latched */

/* `highlight`: the number of the one that is lit, which this switch now means. False: it held already. */
bool scan_hold_begin(struct scan_hold *hold, enum scan_switch which, long highlight, time_us at);
/* The hold of this switch is over, if it had one; with the last one `due` moves on. Is what is lit, `highlight`, the
 * same as when it began? True without a hold. */
bool scan_hold_drop(struct scan_hold *hold, enum scan_switch which, long highlight, time_us *due, time_us at);
/* Time goes on, whoever holds; what was latched stays so. */
void scan_hold_end(struct scan_hold *hold, time_us *due, time_us at);

bool scan_hold_has(const struct scan_hold *hold, enum scan_switch which);
bool scan_hold_is_latched(const struct scan_hold *hold, enum scan_switch which);
/* From when on a length counts that begins at `at`: from the hold, if there is one. */
time_us scan_hold_from(const struct scan_hold *hold, time_us at);
/* When such a length is due; TIME_NEVER when it is TIME_NEVER. */
time_us scan_hold_due(const struct scan_hold *hold, time_us length, time_us at);

#endif

/* The inside of the scanner: what the calls of scanner.h are made of. For this room only. */
#ifndef YINIAN_SCAN_SCAN_CORE_H
#define YINIAN_SCAN_SCAN_CORE_H

#include "scan/scanner.h"

/* What the controls differ in; everything else is common to them. */
struct scan_technique {
    bool begins_lit; /* a list lights its first item by itself, else it waits for a press */
    enum { SCAN_DUE_NEVER, SCAN_DUE_MOVES, SCAN_DUE_TAKES } due;
    enum { SCAN_PRESS_TAKES, SCAN_PRESS_MOVES, SCAN_PRESS_STARTS } select;
    bool release_takes;
    bool step_moves;
};

const struct scan_technique *scan_technique(const struct scanner *s);

/* Telling. */

enum scan_state scan_state_for_log(const struct scanner *s); /* the state, if there is a log */
void scan_told(const struct scanner *s, time_us at, const char *transition, enum scan_state before);
/* Says what is lit, when that has changed. `anew`: a highlight begins, be it on the same item. */
void scan_show(struct scanner *s, bool anew, time_us at);

/* Going on. */

/* Scans the list from that item, or the next that is offered; with SCAN_NONE: the list where the scan
 * begins, the first item. Not lit: the next press lights it. */
void scan_begin(struct scanner *s, int list, int item, bool lit, time_us at);
/* The same, lit or not as the control has it. */
void scan_begin_by_itself(struct scanner *s, int list, int item, time_us at);
/* Nothing is lit and nothing is due; `item` is where it will go on. */
void scan_go_dark(struct scanner *s, int item, time_us at);
void scan_enter_pause(struct scanner *s, time_us at);
void scan_settle(struct scanner *s, time_us at);
void scan_move(struct scanner *s, time_us at);
/* Takes what is lit (something is). Returns the name of the transition. */
const char *scan_take(struct scanner *s, time_us at);
/* The deadline (there is one, not after `now`) has come. */
void scan_fire(struct scanner *s, time_us now);

#endif

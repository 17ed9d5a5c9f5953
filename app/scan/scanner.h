/* The scanner: lights one thing after another, and a press takes what is lit. A pure state machine in time
 * over a tree (scan_tree.h); it has never heard of pixels, labels or actions.
 *
 * Timing cases. T = scan time, x = first-item extra, P = pause after a selection, S = step_take. `|` a
 * highlight begins, `v` press, `^` release, `m` press of the step switch, `.` nothing is lit, `[==]` held
 * by a switch edge.
 *
 *  1 automatic    |--row1--x--|--row2--|--row3--|--row1--|      T+x, then T each; no extra on the second pass
 *  2 narrow       |--row1--x--|--row2-v|--c1--x--|--c2--|       the press lights the first cell at once
 *  3 take         --c2--v.....P.....|--row1--x--|               then from the start (or c2 again: `resume`)
 *  4 voice        --c2--v.....P.....~~voice~~|--row1--x--|      the longer of pause and voice
 *  5 row loops    |--c1--x--|--c2--|--c1--|--c2--|--row2--x--|  row_loops 2: back up, on the same row
 *  6 page loops   --row3--|.................v|--row1--x--|      paused; any press goes on, selects nothing
 *  7 back         --c2--|-back-v|--row2--x--|                   at once, the same row
 *  8 on the edge  |--row1--(v|)--row2--                         a press at the very deadline belongs to row2
 *  9 late         |--row1--|--row2--|      (now)                each deadline fires at its own time, and the
 *                                                               next counts from it, not from now: no drift
 * 10 hold, press  |--row2--[=====v|--c1--x--|                   takes what was lit when the hold began
 * 11 hold, thaw   |--row2--[=====]--|--row3--|                  goes on with the time that was left
 * 12 stall        |--row2--------(> 5 s)--------|--row2--|      the machine stood still: row2 once more
 * 13 unused       --c2--v..v..P.....|--row1--x--|               nothing lit: a press selects nothing
 * 14 step, two    |--row1 … m|--row2 … v|--c1 … m|--c2          m moves, v takes; no deadline
 * 15 step, one    ...v|--row1--v|--row2--S--...v|--c1--S--.P.   in each list nothing is lit until a press:
 *                                                               nothing is taken before a move
 * 16 inverse      ...v|--row1--x--|--row2-^...v|--c1--x--^.P.   moves while held, takes on release
 * 17 emptied      |--row2--.....|--row3--|                      the lit item became empty: its light goes
 *                                                               out, place and time stay, a press is unused
 *
 * Time. Every call has its time `at`; one before that of the last call counts as the same. Deadlines before
 * it fire first, at their own time; then the call acts. A deadline at that very time fires before a call of
 * the switch filter (a press at the edge belongs to what is lit from there on) and after one of the app:
 * what has to happen at once, as the end of a pause of 0 ms, is a deadline too, so that the app can change
 * the tree or give something to the voice between a selection and the next highlight. The loop reads the
 * clock, then drains the input in the order of its time stamps, with scanner_advance() to the time of each
 * event before and after it, then calls scanner_advance() with the time that it read.
 *
 * A deadline that is called more than SCAN_STALL_US late means that the machine stood still (a stopped
 * process, a sleeping computer). Then nothing is raced through, and nothing is taken by itself: what is lit
 * starts anew, a pause is over. A press that ends the stall takes what stood lit on the screen all the
 * while. So the real loop hands on the present time, not the deadline's, and virtual time goes from
 * deadline to deadline.
 *
 * A pass through a list is over when the scan comes by the item where it began: after a row exit in the
 * middle of a page, too, each row has its turns.
 *
 * A hold that nobody ends is ended after SCAN_HOLD_AT_MOST_US: a scan must never stand still for good.
 *
 * What happened is queued with its time; take it out with scanner_next_event(). The cause comes before the
 * highlight that follows from it (SCAN_TAKEN, then SCAN_LIT), at the same time. */
#ifndef YINIAN_SCAN_SCANNER_H
#define YINIAN_SCAN_SCANNER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time_us.h"
#include "scan/scan_hold.h"
#include "scan/scan_queue.h"
#include "scan/scan_settings.h"
#include "scan/scan_tree.h"

#define SCAN_STALL_US ((time_us)5000000)

/* What the scan is doing, as it is told to the driver and shown on the screen. */
enum scan_state {
    SCAN_STATE_STOPPED,  /* rest: nothing happens, presses are unused */
    SCAN_STATE_PAUSED,   /* any press goes on from the start */
    SCAN_STATE_EMPTY,    /* there is nothing to choose */
    SCAN_STATE_READY,    /* step with one switch, inverse: the next press lights */
    SCAN_STATE_SETTLING, /* the pause after a selection */
    SCAN_STATE_WAITING,  /* the pause is over, the voice is not */
    SCAN_STATE_HELD,     /* frozen by a switch edge */
    SCAN_STATE_CELLS,    /* scanning leaves */
    SCAN_STATE_ROWS,     /* scanning groups of leaves */
    SCAN_STATE_GROUPS    /* scanning groups of groups */
};

enum scan_place {
    SCAN_FROM_START, /* the new page is scanned from its beginning */
    SCAN_KEEP_PLACE  /* the same item stays lit with the time it has left, if the refs on the way to it still
                        exist; else the deepest list that still exists begins anew */
};

/* Told of every transition: its name, the state before and after it. For logs and tests. */
typedef void scan_log_fn(void *context, time_us at_us, const char *transition, enum scan_state before,
                         enum scan_state after);

/* All fields are the scanner's own: use the functions. */
struct scanner {
    struct scanner_settings settings;
    struct scan_tree tree;
    enum { SCAN_AT_REST, SCAN_AT_PAUSE, SCAN_AT_READY, SCAN_AT_SETTLE, SCAN_AT_WORK } phase;
    int list; /* its children are scanned; SCAN_NONE: the list where the scan begins */
    int item; /* the child that is lit, or will be; SCAN_NONE: the first. At work: SCAN_NONE = all is empty */
    int origin; /* the child with which the present pass began */
    int passes; /* completed without a press */
    time_us now;
    time_us lit_since;
    time_us due;    /* of the highlight or the pause; while held: as it stood when the hold began */
    time_us period; /* of the present highlight: given anew after a stall */
    long highlight; /* counts highlights */
    struct scan_hold hold;
    int shown; /* what the last SCAN_LIT said */
    bool speaking;
    struct scan_queue queue;
    scan_log_fn *log;
    void *log_context;
};

/* At rest, with an empty tree. Settings are clamped to their ranges. */
void scanner_init(struct scanner *s, const struct scanner_settings *settings, time_us at);
void scanner_destroy(struct scanner *s);
/* Another control begins the scan anew; everything else holds from the next highlight on. */
void scanner_set_settings(struct scanner *s, const struct scanner_settings *settings, time_us at);
void scanner_set_log(struct scanner *s, scan_log_fn *log, void *context); /* NULL: none */

/* A page was shown or changed; the tree is copied. Rest, a pause and a settling go on. */
void scanner_set_tree(struct scanner *s, const struct scan_tree *tree, enum scan_place place, time_us at);
/* A cell became empty or full. Nothing else is disturbed. */
void scanner_set_skip(struct scanner *s, int node, bool skip, time_us at);

/* From the beginning, also from rest; without auto_start it is paused until a press. */
void scanner_start(struct scanner *s, time_us at);
/* Rest: nothing lit, no deadline, every press unused. */
void scanner_stop(struct scanner *s, time_us at);
/* From the beginning of the page, also from a pause or a settling; not from rest. */
void scanner_restart(struct scanner *s, time_us at);
/* Until a press or scanner_resume(), which go on from the start; not from rest. */
void scanner_pause(struct scanner *s, time_us at);
void scanner_resume(struct scanner *s, time_us at);
/* Something was chosen in another way (a caregiver's finger): the pause as after SCAN_TAKEN. Not from
 * rest or a pause. */
void scanner_settle(struct scanner *s, time_us at);
/* The main voice began or ended. Call it with true when something is given to the voice, in the same turn as
 * SCAN_TAKEN is handled; with false also when sound is lost. */
void scanner_speaking(struct scanner *s, bool speaking, time_us at);
/* Deadlines up to `now` fire. Returns after a SCAN_TAKEN, so that the app can act on it at its time:
 * call it again while scanner_deadline() is not after `now`. */
void scanner_advance(struct scanner *s, time_us now);

/* What the switch filter tells. At the raw edge it may say hold: what is lit is frozen; then it says either
 * what came of it (press, release) or thaw. A press after a hold concerns what was lit when the hold began;
 * if that has been changed meanwhile (another page), it is unused. Without a hold a press concerns what is
 * lit at its time.
 *
 *                         press of select   release of select   press of step
 *     automatic           takes             –                   unused
 *     step, two switches  takes             –                   moves (unused while select holds)
 *     step, one switch    moves             –                   moves
 *     inverse             starts moving     takes               unused */
void scanner_hold(struct scanner *s, enum scan_switch which, time_us at);
void scanner_thaw(struct scanner *s, enum scan_switch which, time_us at);
void scanner_press(struct scanner *s, enum scan_switch which, time_us at);
void scanner_release(struct scanner *s, enum scan_switch which, time_us at);
/* The switch vanished or events were lost: holds end, inverse stops moving, nothing is taken. */
void scanner_cancel(struct scanner *s, time_us at);

/* Queries; all hold for the time of the last call. */
time_us scanner_deadline(const struct scanner *s);      /* when to call scanner_advance(); TIME_NEVER */
int scanner_lit(const struct scanner *s);               /* what a press would take or narrow to; SCAN_NONE */
bool scanner_is_lit(const struct scanner *s, int node); /* it is lit, or stands in a group that is */
int scanner_list(const struct scanner *s);              /* the node whose children are scanned */
int scanner_level(const struct scanner *s);             /* its depth: 0 at the root */
/* From the root to the lit node; returns how many nodes that is (0: nothing lit), of which the first `size`
 * are written. */
int scanner_path(const struct scanner *s, int *path, int size);
time_us scanner_lit_since(const struct scanner *s); /* TIME_NEVER when nothing is lit */
time_us scanner_lit_until(const struct scanner *s); /* TIME_NEVER when it does not end, or nothing is lit */
enum scan_state scanner_state(const struct scanner *s);
const char *scan_state_name(enum scan_state state); /* "stopped", "paused" … as above */
const struct scan_tree *scanner_tree(const struct scanner *s);
bool scanner_next_event(struct scanner *s, struct scan_event *event); /* false: there is none */

#endif

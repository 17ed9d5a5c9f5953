/* Fitting the switch to a person: ten timed presses (practice.h, which times them), and what the contact did meanwhile.
 * While it runs nothing is held back: the raw edges are looked at, and every touch counts for the practice. Pure.
 *
 *   1 one touch     ▁▁▔▔▔▔▁▔▔▔▔▁▁▁     gaps shorter than the bounce time are the contact's: one touch, of the outer edges
 *                     ¦  ¦¦     ¦
 *   2 meant         a touch that took the marked key, in its light or late; how long those last is a person's press
 *   3 stray         a touch that took another key, or the marked one too early
 *   4 repeat        a touch while the answer stands: nothing is lit, so nothing can be meant. It is a double press when
 *                   it begins at most FITTING_REPEAT_MOST_MS after the release before it; later ones count for nothing
 *   5 lost          the switch vanished: how long the touch lasted is not known, and it is left out
 *
 * What is proposed, and why (all to the settings' steps of 50 ms):
 *
 *   scan time       mean of the timed presses / 0.65, the 0.65 rule (Simpson, Koester, LoPresti): see practice.h
 *   acceptance      With S = the shortest meant press and T = the longest stray touch that is shorter than S: above T by
 *                   at least half a step, so that touches like it count no more, and at most three quarters of S, so that
 *                   a press a quarter shorter than any seen still counts. Two such touches at least: one is an accident.
 *                   Where no step lies between, holding cannot tell the two apart, and nothing is proposed. Without any
 *                   stray touch none is needed: 0, the field's start value. A present value above three quarters of S
 *                   swallows presses: it is proposed to come down to that.
 *   ignore repeats  above the longest pause before a double press by at least half a step, since the dead time runs from
 *                   the release. None seen: the field's start value of 200 ms is enough; less is left as it is. */
#ifndef YINIAN_SCAN_FITTING_H
#define YINIAN_SCAN_FITTING_H

#include <stdbool.h>

#include "base/time_us.h"
#include "scan/practice.h"

enum {
    FITTING_PRESSES = 10,         /* timed ones; PRACTICE_TIMED_AT_LEAST */
    FITTING_REPEAT_MOST_MS = 800, /* a longer dead time would forbid pressing twice at a scan time of 1 s */
    FITTING_STRAYS_LEAST = 2,
    FITTING_IGNORE_START_MS = 200,
    FITTING_TOUCHES_AT_MOST = 512
};

enum fitting_touch_kind { FITTING_OTHER, FITTING_MEANT, FITTING_STRAY };

struct fitting_touch {
    enum fitting_touch_kind kind; /* OTHER: no answer came of it */
    time_us down_us, up_us;       /* up_us: TIME_NEVER while it lasts, and for ever when it was lost */
};

/* All fields are its own. Zeroed: nothing was seen. */
struct fitting {
    bool runs;
    int bounce_ms;
    struct fitting_touch touches[FITTING_TOUCHES_AT_MOST];
    int touch_count;
    int bounces, bounce_most_ms; /* openings of the contact within a touch, and the longest */
    struct practice_summary presses;
};

void fitting_start(struct fitting *fitting, int bounce_ms);
void fitting_edge(struct fitting *fitting, bool down, time_us at); /* raw; repeated edges do nothing */
void fitting_lost(struct fitting *fitting);
/* The practice answered the touch that lasts, if one does: a finger answers too. Stop and call are no answers. */
void fitting_answered(struct fitting *fitting, enum practice_answer answer);
void fitting_end(struct fitting *fitting, const struct practice *practice);

/* What is in force. */
struct fitting_now {
    int scan_time_ms, acceptance_ms, ignore_repeats_ms;
};

enum fitting_setting { FITTING_SCAN_TIME, FITTING_ACCEPTANCE, FITTING_IGNORE_REPEATS, FITTING_SETTINGS };

/* Why an acceptance time is proposed, or none. */
enum fitting_hold_reason {
    FITTING_HOLD_UNKNOWN,     /* fewer than ten presses were seen from end to end */
    FITTING_HOLD_NOT_NEEDED,  /* no stray touch */
    FITTING_HOLD_ONE_STRAY,   /* one: left as it is */
    FITTING_HOLD_APART,       /* it tells touches from presses */
    FITTING_HOLD_ALIKE,       /* it cannot */
    FITTING_HOLD_TOO_LONG_NOW /* the present one swallows presses */
};

struct fitting_advice {
    bool done; /* ten timed presses; nothing else is right otherwise */
    int timed, mean_ms, spread_ms;
    int held_count, held_least_ms, held_most_ms; /* of meant presses */
    int strays, stray_most_ms;                   /* shorter than any of those */
    int repeats, repeat_most_ms;                 /* the pause before a double press */
    enum fitting_hold_reason hold_reason;
    int proposed_ms[FITTING_SETTINGS]; /* the present value where nothing is proposed */
};

struct fitting_advice fitting_advice_of(const struct fitting *fitting, const struct fitting_now *now);

#endif

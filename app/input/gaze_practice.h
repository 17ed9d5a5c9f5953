/* Practising to look: keys of the size in force stand all over the screen, one of them is marked; who looks at it and stays is
 * shown the next. It ends by itself and says how exact looks are, how long eyes need to leave what they do not want, and
 * which dwell time and keys suit that. Pure, in time.
 *
 * `o` the mark comes, `g` a glance at another key, `N` near the mark, `s` another mark comes.
 *
 *   1 good     o..leave..ggg..NNNN=========s      near it for NEAR_MS: found, since when it was near; HOLD later the next
 *   2 passing  o..NN..gg..NNNN=====               near for less is no more than a glance
 *   3 missed   o..............................s   not found within GIVE_UP
 *   4 blink    NN...N====..====                   no longer than blink_ms: looks, glances and stays go on
 *   5 lost                                         longer: they end; it counts as lost time
 *   6 nobody   o.........................         no eyes for NOBODY on end: the end
 *   7 over     GAZE_PRACTICE_TARGETS marks, or GAZE_PRACTICE_MS
 *
 * Near is within REACH degrees of the mark's middle, whatever key is there: a tracker that is off is measured, not punished.
 *
 * The dwell time. Two things must be shorter than it: a glance at a key that is only passed on the way, and the time that
 * eyes need to leave a place once it is no longer wanted (measured when the next mark comes). Both vary; fixations of
 * search last 275 ms, s.d. about 100, log-normal (Rayner 2009), so that of 100 one is longer than the 90th percentile and
 * 200 ms: that is the least dwell time. It is never below 500 ms, where those begin who have practised for weeks
 * (Majaranta, Ahola, Špakov 2009: from 876 ms to 282 ms in ten sessions). What can be held is the most: four fifths of what
 * 90 of 100 stays on a key last. Where the least is above the most no dwell time is proposed: the keys are too small. */
#ifndef YINIAN_INPUT_GAZE_PRACTICE_H
#define YINIAN_INPUT_GAZE_PRACTICE_H

#include <stdbool.h>

#include "base/time_us.h"
#include "input/gaze_correction.h"

enum {
    GAZE_PRACTICE_TARGETS = 30,
    GAZE_PRACTICE_MS = 120000,
    GAZE_PRACTICE_NEAR_MS = 300,
    GAZE_PRACTICE_HOLD_MS = 1200, /* at least; and 200 longer than the dwell time in force */
    GAZE_PRACTICE_GIVE_UP_MS = 4000,
    GAZE_PRACTICE_NOBODY_MS = 8000,
    GAZE_PRACTICE_LOST_MS = 150, /* without a sample, to count as lost */
    GAZE_PRACTICE_APART_MS = 8,  /* a quick tracker's samples are thinned out */
    GAZE_PRACTICE_GLANCES = 128,
    GAZE_PRACTICE_FOUND_LEAST = 10, /* targets, for anything to be proposed */
    GAZE_PRACTICE_DWELL_LEAST_MS = 500
};

#define GAZE_PRACTICE_REACH_DEGREES 5.0

enum gaze_practice_end {
    GAZE_PRACTICE_NOT_BEGUN,
    GAZE_PRACTICE_RUNNING,
    GAZE_PRACTICE_OVER,
    GAZE_PRACTICE_NOBODY_THERE,
    GAZE_PRACTICE_STOPPED
};

struct gaze_practice_settings {
    int keys; /* numbered from 0; at least 2 */
    double px_per_degree;
    int dwell_ms, blink_ms;
};

/* Where the eyes are, corrected but not smoothed; which key that is; and the middle of the marked key. Pixels. */
struct gaze_practice_sample {
    double x, y;
    int key; /* −1: none */
    double target_x, target_y;
};

struct gaze_practice_try {
    bool found;
    int arrive_ms;        /* from the mark's coming to the look that found it */
    double off_x, off_y;  /* degrees: the core of the stay (gaze_correction.h), from the mark's middle */
    double scatter;       /* degrees, r.m.s. about that */
    int stay_ms;          /* the longest unbroken stay on the marked key itself */
    bool hit;             /* … was at least the dwell time */
    int time_ms, lost_ms; /* while it was marked; of that without eyes */
};

/* All fields are its own. */
struct gaze_practice {
    struct gaze_practice_settings settings;
    enum gaze_practice_end end;
    int target, shown;  /* the marked key, −1: none; how many were marked */
    unsigned long turn; /* where it begins: another place each time */
    time_us started, shown_at, now;
    time_us seen_at;             /* the last sample */
    time_us near_since, near_at; /* TIME_NEVER: not near; the last sample that was */
    time_us found_at;            /* TIME_NEVER: not found yet */
    time_us thinned_at;          /* the last sample that was kept */
    int glance_key;              /* −1: none goes on */
    time_us glance_since, glance_at;
    time_us on_since, on_at;   /* the unbroken stay on the mark; TIME_NEVER */
    bool left_last;            /* the eyes have left the last mark, or there was none */
    time_us leaves_since;      /* a sample was elsewhere, the next one decides; TIME_NEVER */
    double last_x, last_y;     /* where they rested at the last mark */
    struct gaze_point_run run; /* of the stay */
    struct gaze_practice_try tries[GAZE_PRACTICE_TARGETS];
    int try_count;
    int glances_ms[GAZE_PRACTICE_GLANCES], glance_count;
    int leaves_ms[GAZE_PRACTICE_TARGETS], leave_count;
};

struct gaze_practice_summary {
    int tried, found, hit;
    int arrive_ms; /* the median */
    double accuracy_degrees,
        precision_degrees; /* mean distance of a stay from its mark; r.m.s. about the stay's mean */
    double off_x, off_y;   /* degrees: the mean way from mark to stay */
    int lost_percent;
    int leave_ms, stay_ms; /* 90 of 100 leave sooner; 90 of 100 stay longer */
    int proposed_dwell_ms; /* 0: none */
    bool proposes_keys;    /* enough was found for accuracy and precision to be gone by */
};

/* `practice` may be one that ran before: it begins elsewhere then. All zero: the first. */
void gaze_practice_start(struct gaze_practice *practice, const struct gaze_practice_settings *settings,
                         time_us at_us);
void gaze_practice_sample(struct gaze_practice *practice, const struct gaze_practice_sample *sample,
                          time_us at_us);
void gaze_practice_leave(struct gaze_practice *practice, time_us at_us);
void gaze_practice_advance(struct gaze_practice *practice, time_us at_us);
time_us gaze_practice_deadline(const struct gaze_practice *practice);
struct gaze_practice_summary gaze_practice_summary_of(const struct gaze_practice *practice);

#endif

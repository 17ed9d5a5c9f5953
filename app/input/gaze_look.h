/* From the samples of a tracker or pointer to looks: where the eyes rest, since when. Pure, in time.
 *
 *     samples → outliers out → 1€ filter → looks (fixations) with an enter and a leave radius
 *
 * What happens to a sample (gaze_filter.h says more):
 *
 *     near the smoothed point                 taken, smoothed
 *     a jump: beyond the leave radius         waits; the next one near it: the eyes moved there (the look there began
 *         . . . . .  ' ' ' '                  with the first of the two); the next one back where they were: thrown away
 *     a jump and then silence                 after GAZE_CONFIRM_MS it counts; not if the eyes are lost then, nor when
 *                                          silence means that
 *
 *     look 1 ━━━━━━━━━━━━┓  . saccade .  ┏━━━━ look 2: begins where the enter radius holds the point for GAZE_CONFIRM_MS,
 *                        ┗━━━━━━━━━━━━━━━┛     since the first of them; ends when the smoothed point is further than the
 *                                              leave radius (1.5 times) from its centre
 *
 *     ╌╌ pointer creeps on ╌╌▶                 one look: its centre, the mean of about the last 200 ms, goes with the
 *                                              pointer. At the start values that holds up to some 15° a second: a head
 *                                              mouse homing in. What is faster is on its way: looks there, if any, end
 *                                              within 200 ms, before anything locks on to them.
 *
 *     ━━━ look ━━━ blink ━━━ the same look ━━━      lost for less than blink_ms, back within the leave radius
 *     ━━━ look ━━━━━━━━━━ blink_ms ▏lost            else the look ends; since when is the time of the loss
 *     lost ━━━ . ━━━ lost                           a single sample while lost is nobody's eyes: still lost, since then
 *
 * Silence: a still mouse sends nothing and still points; an eye never keeps so still that a tracker sends nothing. AUTO: a
 * pointer that kept sending while it rested (gaze_stream.h) is lost after blink_ms of silence, too (after 100 ms at least:
 * trackers stutter).
 *
 * White noise up to 0.7 times the enter radius (r.m.s. over both axes) does not break looks: at the start value of 1° that is
 * twice what a good tracker has (look_bench).
 *
 * A deadline at or before an event fires first. An event with an earlier time than one before counts as now. */
#ifndef YINIAN_INPUT_GAZE_LOOK_H
#define YINIAN_INPUT_GAZE_LOOK_H

#include <stdbool.h>

#include "base/time_us.h"
#include "input/gaze_filter.h"
#include "input/gaze_stream.h"

/* A lone jump counts after so long, and a look begins when samples have stayed together for so long (three at 30 Hz, four or
 * five at 60 Hz), or were silent for so long after they came together (a mouse). A look's `since` is its first sample's all the same, so no dwell time is lost. */
enum { GAZE_CONFIRM_MS = 50 };
/* Lids take longer to close and to open again: a shorter loss is the tracker's alone. */
enum { GAZE_BLINK_LEAST_MS = 50 };

enum gaze_silence { GAZE_SILENCE_AUTO, GAZE_SILENCE_LOST, GAZE_SILENCE_STILL };

struct gaze_look_settings {
    double px_per_degree;
    double enter_degrees; /* leave: 1.5 times (OptiKey: 40 px in, 60 px out) */
    int blink_ms;         /* 0–1000 */
    enum gaze_silence silence;
};

/* What is known now. */
struct gaze_look {
    bool tracked;              /* the eyes are seen, or have only blinked */
    double x, y;               /* smoothed point, pixels; where they were last when not tracked */
    unsigned number;           /* of the look, or of the last one: grows with each; 0: none yet */
    bool resting;              /* a look goes on; else centre and since say nothing */
    double centre_x, centre_y; /* of the look */
    time_us since;             /* the look's first sample; a blink does not begin it anew */
    /* The look is known to have gone on up to here; TIME_NEVER: it goes on. A jump that waits, eyes that may have blinked
     * and a tracker that stutters leave that open: nothing is to be chosen by a look that may be over. */
    time_us sure_until;
    time_us
        lost_since; /* the first moment without eyes; TIME_NEVER while tracked, and before anything happened */
};

enum gaze_look_state {
    GAZE_LOOK_NONE, /* no eyes */
    GAZE_LOOK_MOVING, /* they have not yet stayed within the enter radius for long enough; centre and since of what they may
                         be staying at */
    GAZE_LOOK_RESTING
};

/* Owns nothing; copy and forget freely. The members are the machine's own. */
struct gaze_look_machine {
    struct gaze_look_settings settings;
    struct gaze_filter filter;
    struct gaze_stream stream;
    time_us now_us; /* newest event */
    enum gaze_look_state state;
    unsigned number;
    double centre_x, centre_y;
    unsigned samples; /* in the centre */
    time_us since, centre_us;
    bool sampled; /* there has been a sample: sampled_us */
    time_us sampled_us;
    bool eyes_lost; /* since eyes_lost_us, by the tracker's word; maybe a blink */
    time_us eyes_lost_us;
    time_us doubtful_since; /* the last place is not sure since then: lost, or elsewhere; TIME_NEVER */
    bool silenced;          /* lost by silence, and nothing has come since */
    time_us lost_since;     /* as in struct gaze_look */
};

void gaze_look_init(struct gaze_look_machine *machine, const struct gaze_look_settings *settings);
/* The look goes on, by the new measures. */
void gaze_look_set_settings(struct gaze_look_machine *machine, const struct gaze_look_settings *settings,
                            time_us at_us);
void gaze_look_sample(struct gaze_look_machine *machine, double x, double y,
                      time_us at_us); /* corrected, pixels */
void gaze_look_lost(struct gaze_look_machine *machine, time_us at_us);
void gaze_look_advance(struct gaze_look_machine *machine, time_us at_us);
/* A jump confirmed, a look begun, a blink over, a silence; TIME_NEVER when nothing is pending. */
time_us gaze_look_deadline(const struct gaze_look_machine *machine);
void gaze_look_now(const struct gaze_look_machine *machine, struct gaze_look *look);

#endif

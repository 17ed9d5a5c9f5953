/* From the samples of a tracker or pointer to looks: where the eyes rest, since when. Pure, in time.
 *
 *     samples → outliers out → 1€ filter → looks (fixations) with an enter and a leave radius
 *
 * What happens to a sample:
 *
 *     near the last one                       taken, smoothed
 *     a jump                                  waits; the next one near it: the eyes moved there (the look there began
 *         . . . . .  ' ' ' '                  with the first of the two); the next one back where they were: thrown away
 *     a jump and then silence                 after GAZE_CONFIRM_MS it counts
 *
 *     look 1 ━━━━━━━━━━━━┓  . saccade .  ┏━━━━ look 2: begins where GAZE_ENTER radius holds the samples, ends when one is
 *                        ┗━━━━━━━━━━━━━━━┛     further than the leave radius (1.5 times) from its centre
 *
 *     ━━━ look ━━━ blink ━━━ the same look ━━━      lost for at most blink_ms, back within the leave radius
 *     ━━━ look ━━━━━━━━━━ blink_ms ▏lost            else the look ends; since when is the time of the loss
 *
 * Silence: a still mouse sends nothing and still points; an eye never keeps so still that a tracker sends nothing. AUTO: a
 * pointer that kept sending while it rested (GAZE_STREAM_SAMPLES in a look) is lost after blink_ms of silence, too. */
#ifndef YINIAN_INPUT_GAZE_LOOK_H
#define YINIAN_INPUT_GAZE_LOOK_H

#include <stdbool.h>

#include "base/time_us.h"

enum gaze_silence { GAZE_SILENCE_AUTO, GAZE_SILENCE_LOST, GAZE_SILENCE_STILL };

struct gaze_look_settings {
    double px_per_degree;
    double enter_degrees; /* leave: 1.5 times (OptiKey: 40 px in, 60 px out) */
    int blink_ms;
    enum gaze_silence silence;
};

/* What is known now. */
struct gaze_look {
    bool tracked;              /* the eyes are seen, or have only blinked */
    double x, y;               /* smoothed point, pixels; where they were last when not tracked */
    unsigned number;           /* of the look: grows with each; 0: none yet */
    bool resting;              /* a look goes on */
    double centre_x, centre_y; /* of the look */
    time_us since;             /* the look's first sample; a blink does not begin it anew */
    time_us lost_since;        /* the first moment without eyes; TIME_NEVER while tracked */
};

struct gaze_look_machine; /* plain data, no memory of its own */

void gaze_look_init(struct gaze_look_machine *machine, const struct gaze_look_settings *settings);
void gaze_look_set_settings(struct gaze_look_machine *machine, const struct gaze_look_settings *settings,
                            time_us at_us);
void gaze_look_sample(struct gaze_look_machine *machine, double x, double y,
                      time_us at_us); /* corrected, pixels */
void gaze_look_lost(struct gaze_look_machine *machine, time_us at_us);
void gaze_look_advance(struct gaze_look_machine *machine, time_us at_us);
time_us
gaze_look_deadline(const struct gaze_look_machine *machine); /* a blink over, a jump confirmed, a silence */
void gaze_look_now(const struct gaze_look_machine *machine, struct gaze_look *look);

#endif

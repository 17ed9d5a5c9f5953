/* Looking all round: the upper right corner, the lower right, the lower left, the upper left. It calls for help. Pure, in time.
 *
 *     ┌───────────┐   1 ━hold━▌travel▐2 ━hold━▌travel▐3 ━hold━▌travel▐4 ━hold▶ DONE
 *     │4         1│   1 ━hol▌                      too short: begins anew; the same for 2, 3 and 4
 *     │           │   1 ━hold━▌      travel  ▏     too late: begins anew; lost eyes are away since the loss
 *     │3         2│   1 ━hold━▌ ▐3 …               another corner than the next one: begins anew (with it, if it is 1)
 *     └───────────┘   1 ━hold━▌ ▐1▌ ▐2 ━hold━▌     a wobble at the edge: back in the corner that was held
 *                     1 ━━━━━━ longer than most ━  who stays so long does not go round, but reads or chooses: begins anew
 *                     … something is chosen …      begins anew (gaze_round_forget): keys are looked at until they are taken
 *
 * hold: GAZE_ROUND_HOLD_MS or longer, shorter than any dwell time, so that no key in a corner is taken on the way; most:
 * GAZE_ROUND_MOST_MS; travel: GAZE_ROUND_TRAVEL_MS. A deadline at or before a call fires first. A still pointer sends no
 * samples: the eyes are where they were told to be last, until they are lost.
 *
 * Clockwise, so that the way holds no "left, then right" along the top, which rests (gaze_gesture.h), and beginning at the
 * right, where that one ends only: after resting or waking the eyes are at 1, and go on anywhere but to 2. */
#ifndef YINIAN_INPUT_GAZE_ROUND_H
#define YINIAN_INPUT_GAZE_ROUND_H

#include <stdbool.h>

#include "base/time_us.h"

/* How far a corner reaches, in degrees: what a tracker that is off by 3° still finds. */
#define GAZE_ROUND_DEGREES 4

enum {
    GAZE_ROUND_CORNERS = 4,
    GAZE_ROUND_HOLD_MS = 250,
    GAZE_ROUND_MOST_MS = 1500,
    GAZE_ROUND_TRAVEL_MS = 1000
};

/* Owns nothing. The members are its own; `held` may be read: how many corners were held in time. */
struct gaze_round {
    int held;        /* 0–3 */
    int at;          /* the corner the eyes are in, from 1; 0: none */
    time_us since;   /* … since then */
    time_us left_at; /* when the corner that was held last was left; TIME_NEVER: it was not */
    time_us newest_us;
    bool done;
};

void gaze_round_init(struct gaze_round *round);
/* Which corner, from 1 in the order of the gesture; 0: none. It reaches `corner_px` both ways, at most to the middle, and as far
 * beyond the edge of the screen: who looks about the room looks further, and some trackers tell where. */
int gaze_round_corner(double x, double y, int width_px, int height_px, double corner_px);
/* Every sample; 0 also when the eyes are lost. */
void gaze_round_look(struct gaze_round *round, int corner, time_us at_us);
/* Something was chosen: it begins anew. */
void gaze_round_forget(struct gaze_round *round);
void gaze_round_advance(struct gaze_round *round, time_us at_us);
/* Of DONE, or of the end of an attempt; TIME_NEVER when nothing is pending. */
time_us gaze_round_deadline(const struct gaze_round *round);
/* True once for each gesture that was completed. */
bool gaze_round_taken(struct gaze_round *round);

#endif

/* The corner gesture: look at the upper left corner of the screen, then at the upper right one. It rests and wakes.
 * Pure.
 *
 *     ┌───────────┐   1 ━━hold━━━━▌ away, less than travel ▐2━━hold━━▶ DONE
 *     │1         2│   1 ━━hold━━━━▌           travel ▏                  too late: nothing
 *     │           │   1 ━━hol| …                                        too short: nothing; the same for 2
 *     └───────────┘   lost for travel; 2 before 1; 2 alone              nothing
 *
 *     1 ━━hold━━▌ ▐1▌ ▐2━━hold━━▶             a wobble at the edge: travel goes on from where 1 was held
 *     1 ━━hold━━▌ ▐2▌ ▐2━━hold━━▶             a glance at 2: the last stay there has to begin within travel
 *     1 ━━ho╌lost╌ld━━▌ ▐2━━ho╌lost╌ld━━▶     lost for less than travel and back there: the hold goes on, the time
 *                                             lost does not count as held
 *     1 ━━hold━━╌lost╌▐2━━hold━━▶             lost on the way: away since the loss
 *
 * hold: GAZE_CORNER_HOLD_MS or longer, travel: GAZE_CORNER_TRAVEL_MS. A deadline at or before a call fires first.
 * A still pointer sends no samples: where the eyes are is where they were told to be last, until they are lost.
 *
 * A corner is what lies within corner_px of it both ways, and everything beyond the edge there: trackers are worst
 * at the edges, and eyes that look past the corner mean it too. */
#ifndef YINIAN_INPUT_GAZE_GESTURE_H
#define YINIAN_INPUT_GAZE_GESTURE_H

#include <stdbool.h>

#include "base/time_us.h"

enum { GAZE_CORNER_HOLD_MS = 500, GAZE_CORNER_TRAVEL_MS = 1500 };

enum gaze_corner { GAZE_NO_CORNER, GAZE_CORNER_LEFT, GAZE_CORNER_RIGHT };
enum gaze_gesture_state {
    GAZE_GESTURE_NONE,
    GAZE_GESTURE_FIRST,  /* at the left corner */
    GAZE_GESTURE_TRAVEL, /* the left corner was held */
    GAZE_GESTURE_SECOND  /* at the right corner, in time */
};

/* Owns nothing; copy and forget freely. The members are its own. */
struct gaze_gesture {
    enum gaze_gesture_state state;
    time_us since;       /* of the state; of a corner later by what was lost there */
    time_us first_until; /* when the left corner, held, was left; TIME_NEVER: it was not held */
    time_us lost_since;  /* TIME_NEVER: the eyes are seen */
    time_us newest_us;   /* of all calls: an older one is taken to be as new as this */
    bool done;
};

void gaze_gesture_init(struct gaze_gesture *gesture);
/* Which corner a point lies in, for a screen so large; corner_px: how far it reaches, at most to the
 * middle. Points may lie beyond the screen. */
enum gaze_corner gaze_corner_at(double x, double y, int width_px, int height_px, double corner_px);
/* Every sample. */
void gaze_gesture_look(struct gaze_gesture *gesture, enum gaze_corner corner, time_us at_us);
/* The eyes are not seen; at every call or at the first only. */
void gaze_gesture_lost(struct gaze_gesture *gesture, time_us at_us);
void gaze_gesture_advance(struct gaze_gesture *gesture, time_us at_us);
/* Of DONE, or of the end of an attempt; TIME_NEVER when nothing is pending. */
time_us gaze_gesture_deadline(const struct gaze_gesture *gesture);
/* True once for each gesture that was completed. */
bool gaze_gesture_taken(struct gaze_gesture *gesture);

#endif

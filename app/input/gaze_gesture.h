/* The corner gesture: look at the upper left corner of the screen, then at the upper right one. It rests and wakes. Pure.
 *
 *     ┌───────────┐   left corner, at least hold_ms      ▶ away, at most travel_ms ▶   right corner, at least hold_ms → DONE
 *     │1         2│
 *     │           │   anything else in between for longer than travel_ms, the eyes lost for longer than travel_ms, or the
 *     └───────────┘   corners in the other order: nothing
 *
 * A corner is what lies within corner_degrees of it both ways, and everything beyond the edge there: trackers are worst at
 * the edges, and eyes that look past the corner mean it too. */
#ifndef YINIAN_INPUT_GAZE_GESTURE_H
#define YINIAN_INPUT_GAZE_GESTURE_H

#include <stdbool.h>

#include "base/time_us.h"

enum { GAZE_CORNER_HOLD_MS = 500, GAZE_CORNER_TRAVEL_MS = 1500 };

enum gaze_corner { GAZE_NO_CORNER, GAZE_CORNER_LEFT, GAZE_CORNER_RIGHT };
enum gaze_gesture_state { GAZE_GESTURE_NONE, GAZE_GESTURE_FIRST, GAZE_GESTURE_TRAVEL, GAZE_GESTURE_SECOND };

struct gaze_gesture {
    enum gaze_gesture_state state;
    time_us since; /* of the state */
    bool done;
};

void gaze_gesture_init(struct gaze_gesture *gesture);
/* Which corner a point lies in, for a screen so large; corner_px: how far it reaches. */
enum gaze_corner gaze_corner_at(double x, double y, int width_px, int height_px, double corner_px);
void gaze_gesture_look(struct gaze_gesture *gesture, enum gaze_corner corner,
                       time_us at_us); /* every sample */
void gaze_gesture_lost(struct gaze_gesture *gesture, time_us at_us);
void gaze_gesture_advance(struct gaze_gesture *gesture, time_us at_us);
time_us gaze_gesture_deadline(const struct gaze_gesture *gesture);
/* True once for each gesture that was completed. */
bool gaze_gesture_taken(struct gaze_gesture *gesture);

#endif

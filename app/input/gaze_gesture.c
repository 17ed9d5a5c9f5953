#include "input/gaze_gesture.h"

static const time_us hold_us = GAZE_CORNER_HOLD_MS * 1000, travel_us = GAZE_CORNER_TRAVEL_MS * 1000;

static void begin_anew(struct gaze_gesture *gesture)
{
    gesture->state = GAZE_GESTURE_NONE;
    gesture->since = gesture->newest_us;
    gesture->first_until = TIME_NEVER;
}

void gaze_gesture_init(struct gaze_gesture *gesture)
{
    *gesture = (struct gaze_gesture){.lost_since = TIME_NEVER, .newest_us = INT64_MIN};
    begin_anew(gesture);
}

enum gaze_corner gaze_corner_at(double x, double y, int width_px, int height_px, double corner_px)
{
    double middle_px = width_px / 2.0;
    if (!(y <= corner_px) || !(y < height_px / 2.0))
        return GAZE_NO_CORNER;
    if (x <= corner_px && x < middle_px)
        return GAZE_CORNER_LEFT;
    if (x >= width_px - corner_px && x > middle_px)
        return GAZE_CORNER_RIGHT;
    return GAZE_NO_CORNER;
}

static bool is_lost(const struct gaze_gesture *gesture)
{
    return gesture->lost_since != TIME_NEVER;
}

time_us gaze_gesture_deadline(const struct gaze_gesture *gesture)
{
    switch (gesture->state) {
    case GAZE_GESTURE_NONE:
        break;
    case GAZE_GESTURE_FIRST:
        return is_lost(gesture) ? gesture->lost_since + travel_us : TIME_NEVER;
    case GAZE_GESTURE_TRAVEL:
        return gesture->first_until + travel_us;
    case GAZE_GESTURE_SECOND:
        return is_lost(gesture) ? gesture->lost_since + travel_us : gesture->since + hold_us;
    }
    return TIME_NEVER;
}

static time_us go_on(struct gaze_gesture *gesture, time_us at_us)
{
    if (at_us > gesture->newest_us)
        gesture->newest_us = at_us;
    time_us due_us = gaze_gesture_deadline(gesture);
    if (due_us != TIME_NEVER && due_us <= gesture->newest_us) {
        if (gesture->state == GAZE_GESTURE_SECOND && !is_lost(gesture))
            gesture->done = true;
        begin_anew(gesture);
        gesture->since = due_us;
    }
    return gesture->newest_us;
}

void gaze_gesture_advance(struct gaze_gesture *gesture, time_us at_us)
{
    go_on(gesture, at_us);
}

static void enter(struct gaze_gesture *gesture, enum gaze_gesture_state state, time_us since)
{
    gesture->state = state;
    gesture->since = since;
}

/* The eyes go from where they were to another place, or to none. */
static void go_to(struct gaze_gesture *gesture, enum gaze_corner corner, time_us left_at, time_us at_us)
{
    if (gesture->state == GAZE_GESTURE_FIRST && left_at - gesture->since >= hold_us)
        gesture->first_until = left_at;
    bool in_time = gesture->first_until != TIME_NEVER && at_us < gesture->first_until + travel_us;
    if (corner == GAZE_CORNER_LEFT)
        enter(gesture, GAZE_GESTURE_FIRST, at_us);
    else if (!in_time)
        begin_anew(gesture);
    else if (corner == GAZE_CORNER_RIGHT)
        enter(gesture, GAZE_GESTURE_SECOND, at_us);
    else
        enter(gesture, GAZE_GESTURE_TRAVEL, gesture->first_until);
}

static enum gaze_corner corner_of(enum gaze_gesture_state state)
{
    return state == GAZE_GESTURE_FIRST    ? GAZE_CORNER_LEFT
           : state == GAZE_GESTURE_SECOND ? GAZE_CORNER_RIGHT
                                          : GAZE_NO_CORNER;
}

void gaze_gesture_look(struct gaze_gesture *gesture, enum gaze_corner corner, time_us at_us)
{
    at_us = go_on(gesture, at_us);
    time_us seen_until = time_min(gesture->lost_since, at_us);
    gesture->lost_since = TIME_NEVER;
    if (corner != corner_of(gesture->state))
        go_to(gesture, corner, seen_until, at_us);
    else if (corner != GAZE_NO_CORNER)
        gesture->since += at_us - seen_until;
}

void gaze_gesture_lost(struct gaze_gesture *gesture, time_us at_us)
{
    at_us = go_on(gesture, at_us);
    if (!is_lost(gesture))
        gesture->lost_since = at_us;
}

bool gaze_gesture_taken(struct gaze_gesture *gesture)
{
    bool taken = gesture->done;
    gesture->done = false;
    return taken;
}

#include "input/gaze_round.h"

static const time_us hold_us = GAZE_ROUND_HOLD_MS * 1000, most_us = GAZE_ROUND_MOST_MS * 1000,
                     travel_us = GAZE_ROUND_TRAVEL_MS * 1000;

void gaze_round_init(struct gaze_round *round)
{
    *round = (struct gaze_round){.left_at = TIME_NEVER, .newest_us = INT64_MIN};
}

int gaze_round_corner(double x, double y, int width_px, int height_px, double corner_px)
{
    double middle_x = width_px / 2.0, middle_y = height_px / 2.0;
    bool left = x <= corner_px && x < middle_x, right = x >= width_px - corner_px && x > middle_x;
    bool top = y <= corner_px && y < middle_y, bottom = y >= height_px - corner_px && y > middle_y;
    bool far = x < -corner_px || x > width_px + corner_px || y < -corner_px || y > height_px + corner_px;
    if (far)
        return 0;
    if (right)
        return top ? 1 : bottom ? 2 : 0;
    if (left)
        return bottom ? 3 : top ? 4 : 0;
    return 0;
}

static void begin_anew(struct gaze_round *round)
{
    round->held = 0;
    round->left_at = TIME_NEVER;
}

void gaze_round_forget(struct gaze_round *round)
{
    begin_anew(round);
    round->at = 0;
}

/* Is the corner that the eyes are in the next of the gesture, and not yet held? */
static bool at_next(const struct gaze_round *round)
{
    return round->at == round->held + 1;
}

time_us gaze_round_deadline(const struct gaze_round *round)
{
    if (at_next(round))
        return round->since + (round->at == GAZE_ROUND_CORNERS ? hold_us : most_us);
    if (round->held && round->at == round->held)
        return round->since + most_us;
    return round->left_at == TIME_NEVER ? TIME_NEVER : round->left_at + travel_us;
}

void gaze_round_advance(struct gaze_round *round, time_us at_us)
{
    if (at_us > round->newest_us)
        round->newest_us = at_us;
    if (gaze_round_deadline(round) > round->newest_us)
        return;
    if (at_next(round) && round->at == GAZE_ROUND_CORNERS)
        round->done = true;
    gaze_round_forget(round);
}

/* The eyes leave the corner they are in. */
static void leave(struct gaze_round *round)
{
    time_us now = round->newest_us;
    if (at_next(round) && now - round->since >= hold_us) {
        round->held = round->at;
        round->left_at = now;
    } else if (at_next(round)) {
        begin_anew(round);
    } else if (round->held && round->at == round->held) {
        round->left_at = now;
    }
    round->at = 0;
}

void gaze_round_look(struct gaze_round *round, int corner, time_us at_us)
{
    gaze_round_advance(round, at_us);
    if (corner == round->at)
        return;
    if (round->at)
        leave(round);
    if (!corner)
        return;
    if (corner != round->held && corner != round->held + 1)
        begin_anew(round);
    round->at = corner;
    round->since = round->newest_us;
}

bool gaze_round_taken(struct gaze_round *round)
{
    bool taken = round->done;
    round->done = false;
    return taken;
}

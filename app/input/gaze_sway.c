#include "input/gaze_sway.h"

#include <math.h>

void gaze_sway_init(struct gaze_sway *sway)
{
    *sway = (struct gaze_sway){.known = false};
}

static void begin_at(struct gaze_sway *sway, double x, double y, time_us at)
{
    sway->known = true;
    sway->direction = sway->sweeps = 0;
    sway->left = sway->right = x;
    sway->at_left = sway->at_right = at;
    sway->top = sway->bottom = y;
}

static void follow(struct gaze_sway *sway, double x, double y, double near_px, time_us at)
{
    sway->left = fmin(sway->left, x);
    sway->right = fmax(sway->right, x);
    sway->top = fmin(sway->top, y);
    sway->bottom = fmax(sway->bottom, y);
    if (x - sway->left <= near_px)
        sway->at_left = at;
    if (sway->right - x <= near_px)
        sway->at_right = at;
}

static int swept_in(const struct gaze_sway *sway, double x, double wide)
{
    if (sway->direction <= 0 && x - sway->left >= wide)
        return 1;
    return sway->direction >= 0 && sway->right - x >= wide ? -1 : 0;
}

static void sweep(struct gaze_sway *sway, int direction, double x, double y, time_us at)
{
    bool slow = at - (direction > 0 ? sway->at_left : sway->at_right) > time_from_ms(GAZE_SWAY_TRAVEL_MS);
    time_us took = at - sway->swept_at;
    bool first = sway->sweeps == 0 || took > time_from_ms(GAZE_SWAY_MOST_MS);
    if (!slow && !first && took < time_from_ms(GAZE_SWAY_LEAST_MS)) {
        begin_at(sway, x, y, at);
        return;
    }
    sway->sweeps = slow ? 0 : first ? 1 : sway->sweeps + 1;
    sway->direction = direction;
    sway->left = sway->right = x;
    sway->at_left = sway->at_right = sway->swept_at = at;
    if (slow || first)
        sway->top = sway->bottom = y;
}

void gaze_sway_look(struct gaze_sway *sway, double x, double y, int width_px, int height_px, time_us at_us)
{
    if (!isfinite(x) || !isfinite(y))
        return;
    if (!sway->known)
        begin_at(sway, x, y, at_us);
    follow(sway, x, y, GAZE_SWAY_NEAR * width_px, at_us);
    if (sway->bottom - sway->top > GAZE_SWAY_HEIGHT * height_px) {
        begin_at(sway, x, y, at_us);
        return;
    }
    int direction = swept_in(sway, x, GAZE_SWAY_WIDTH * width_px);
    if (direction)
        sweep(sway, direction, x, y, at_us);
    if (sway->sweeps < GAZE_SWAY_SWEEPS)
        return;
    sway->done = true;
    begin_at(sway, x, y, at_us);
}

bool gaze_sway_taken(struct gaze_sway *sway)
{
    bool done = sway->done;
    sway->done = false;
    return done;
}

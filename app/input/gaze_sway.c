#include "input/gaze_sway.h"

#include <math.h>

void gaze_sway_init(struct gaze_sway *sway)
{
    *sway = (struct gaze_sway){.known = false};
}

static void begin_at(struct gaze_sway *sway, double x, double y)
{
    sway->known = true;
    sway->direction = sway->sweeps = 0;
    sway->left = sway->right = x;
    sway->top = sway->bottom = y;
}

static int swept_in(const struct gaze_sway *sway, double x, double wide)
{
    if (sway->direction <= 0 && x - sway->left >= wide)
        return 1;
    return sway->direction >= 0 && sway->right - x >= wide ? -1 : 0;
}

static void sweep(struct gaze_sway *sway, int direction, double x, double y, time_us at)
{
    time_us took = at - sway->swept_at;
    bool first = sway->sweeps == 0 || took > time_from_ms(GAZE_SWAY_MOST_MS);
    if (!first && took < time_from_ms(GAZE_SWAY_LEAST_MS)) {
        begin_at(sway, x, y);
        return;
    }
    sway->sweeps = first ? 1 : sway->sweeps + 1;
    sway->direction = direction;
    sway->left = sway->right = x;
    sway->swept_at = at;
    if (first)
        sway->top = sway->bottom = y;
}

void gaze_sway_look(struct gaze_sway *sway, double x, double y, int width_px, int height_px, time_us at_us)
{
    if (!isfinite(x) || !isfinite(y))
        return;
    if (!sway->known)
        begin_at(sway, x, y);
    sway->left = fmin(sway->left, x);
    sway->right = fmax(sway->right, x);
    sway->top = fmin(sway->top, y);
    sway->bottom = fmax(sway->bottom, y);
    if (sway->bottom - sway->top > GAZE_SWAY_HEIGHT * height_px) {
        begin_at(sway, x, y);
        return;
    }
    int direction = swept_in(sway, x, GAZE_SWAY_WIDTH * width_px);
    if (direction)
        sweep(sway, direction, x, y, at_us);
    if (sway->sweeps < GAZE_SWAY_SWEEPS)
        return;
    sway->done = true;
    begin_at(sway, x, y);
}

bool gaze_sway_taken(struct gaze_sway *sway)
{
    bool done = sway->done;
    sway->done = false;
    return done;
}

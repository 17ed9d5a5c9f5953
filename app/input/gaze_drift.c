#include "input/gaze_correction.h"

#include <math.h>

static const double standard_errors = 3;

void gaze_drift_clear(struct gaze_drift *drift)
{
    drift->count = drift->next = 0;
}

void gaze_drift_add(struct gaze_drift *drift, double dx_px, double dy_px)
{
    if (!isfinite(dx_px) || !isfinite(dy_px))
        return;
    drift->x[drift->next] = dx_px;
    drift->y[drift->next] = dy_px;
    drift->next = (drift->next + 1) % GAZE_DRIFT_LANDINGS;
    drift->count += drift->count < GAZE_DRIFT_LANDINGS;
}

static double mean(const double *values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += values[i];
    return sum / count;
}

/* The standard error of the mean along the direction x, y, of length 1. */
static double standard_error(const struct gaze_drift *drift, double x, double y, double middle)
{
    double squares = 0;
    for (int i = 0; i < drift->count; i++) {
        double off = drift->x[i] * x + drift->y[i] * y - middle;
        squares += off * off;
    }
    return sqrt(squares / (drift->count - 1) / drift->count);
}

bool gaze_drift_proposes(const struct gaze_drift *drift, double px_per_degree, double *dx_px, double *dy_px)
{
    if (drift->count < GAZE_DRIFT_LEAST)
        return false;
    double x = mean(drift->x, drift->count), y = mean(drift->y, drift->count), off = hypot(x, y);
    if (off <= GAZE_DRIFT_DEGREES * px_per_degree ||
        off <= standard_errors * standard_error(drift, x / off, y / off, off))
        return false;
    *dx_px = x;
    *dy_px = y;
    return true;
}

#include "input/gaze_correction.h"

#include <math.h>

static const double shift_most = 0.5, one_look_most_degrees = 15;

void gaze_correction_init(struct gaze_correction *correction)
{
    *correction = (struct gaze_correction){.xx = 1, .yy = 1};
}

bool gaze_correction_is_none(const struct gaze_correction *correction)
{
    return correction->xx == 1 && correction->xy == 0 && correction->yx == 0 && correction->yy == 1 &&
           correction->shift_x == 0 && correction->shift_y == 0;
}

void gaze_correct(const struct gaze_correction *correction, int width_px, int height_px, double *x, double *y)
{
    if (width_px < 1 || height_px < 1)
        return;
    double u = *x / width_px - 0.5, v = *y / height_px - 0.5;
    *x = (0.5 + correction->xx * u + correction->xy * v + correction->shift_x) * width_px;
    *y = (0.5 + correction->yx * u + correction->yy * v + correction->shift_y) * height_px;
}

bool gaze_correction_one_look(struct gaze_correction *correction, const struct gaze_point_run *run,
                              int width_px, int height_px, double px_per_degree)
{
    struct gaze_point_core core;
    if (width_px < 1 || height_px < 1 || !gaze_point_run_enough(run, px_per_degree) ||
        !gaze_point_run_core(run, &core))
        return false;
    gaze_correct(correction, width_px, height_px, &core.x, &core.y);
    double dx = run->x - core.x, dy = run->y - core.y;
    double shift_x = correction->shift_x + dx / width_px, shift_y = correction->shift_y + dy / height_px;
    /* Said so that what is not a number is refused. */
    if (!(hypot(dx, dy) <= one_look_most_degrees * px_per_degree && fabs(shift_x) <= shift_most &&
          fabs(shift_y) <= shift_most))
        return false;
    correction->shift_x = shift_x;
    correction->shift_y = shift_y;
    return true;
}

static double moved(double shift, double by)
{
    return isfinite(by) ? fmin(fmax(shift + by, -shift_most), shift_most) : shift;
}

void gaze_correction_move(struct gaze_correction *correction, double dx_px, double dy_px, int width_px,
                          int height_px)
{
    if (width_px < 1 || height_px < 1)
        return;
    correction->shift_x = moved(correction->shift_x, dx_px / width_px);
    correction->shift_y = moved(correction->shift_y, dy_px / height_px);
}

/* --- the size of keys ----------------------------------------------------------------------------------- */

/* The share of samples, off by `off` and scattering by `sd` on this axis, that lie within `half` of the middle. */
static double share_within(double half, double off, double sd)
{
    return (erf((half - off) / (sd * sqrt(2))) + erf((half + off) / (sd * sqrt(2)))) / 2;
}

double gaze_key_degrees(double accuracy_degrees, double precision_degrees)
{
    static const double least = 2, wanted = 0.99;
    double off = fmax(accuracy_degrees, 0), sd = fmax(precision_degrees, 1e-6) / sqrt(2);
    double low = 0, high = off + 4 * sd; /* of half a key: holds more than 0.9999 of the samples */
    for (int i = 0; i < 40; i++) {
        double half = (low + high) / 2;
        if (share_within(half, off, sd) * share_within(half, 0, sd) < wanted)
            low = half;
        else
            high = half;
    }
    return fmax(2 * high, least);
}

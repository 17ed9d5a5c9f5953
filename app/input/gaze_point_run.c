#include "input/gaze_correction.h"

#include <math.h>

enum { HALF_MOST = GAZE_POINT_SAMPLES / 2, HALF_LEAST = GAZE_POINT_LEAST / 2 };

static const double scatter_most_degrees = 1.5, core_reach = 3, core_reach_least_px = 1;

void gaze_point_run_begin(struct gaze_point_run *run, double x, double y)
{
    *run = (struct gaze_point_run){.x = x, .y = y};
}

void gaze_point_run_add(struct gaze_point_run *run, double raw_x, double raw_y)
{
    if (!isfinite(raw_x) || !isfinite(raw_y))
        return;
    run->sample_x[run->next] = raw_x;
    run->sample_y[run->next] = raw_y;
    run->next = (run->next + 1) % GAZE_POINT_SAMPLES;
    run->count += run->count < GAZE_POINT_SAMPLES;
}

/* --- the core ------------------------------------------------------------------------------------------- */

struct samples {
    double x[HALF_MOST], y[HALF_MOST], distance[HALF_MOST];
    int count;
};

static void newest_half(const struct gaze_point_run *run, struct samples *half)
{
    half->count = (run->count + 1) / 2;
    if (half->count < HALF_LEAST)
        half->count = run->count < HALF_LEAST ? run->count : HALF_LEAST;
    for (int i = 0; i < half->count; i++) {
        int at = (run->next - 1 - i + GAZE_POINT_SAMPLES) % GAZE_POINT_SAMPLES;
        half->x[i] = run->sample_x[at];
        half->y[i] = run->sample_y[at];
    }
}

static double median(const double *values, int count)
{
    double sorted[HALF_MOST];
    for (int i = 0; i < count; i++) {
        int to = i;
        for (; to > 0 && sorted[to - 1] > values[i]; to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = values[i];
    }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

static void measure_from(struct samples *samples, double x, double y)
{
    for (int i = 0; i < samples->count; i++)
        samples->distance[i] = hypot(samples->x[i] - x, samples->y[i] - y);
}

/* Of samples that scatter normally on both axes 2 in 1000 lie further out than three times the median distance: what
 * is left out is of blinks and glances, and the scatter of the others is not made smaller by it. */
static void keep_core(struct samples *samples)
{
    measure_from(samples, median(samples->x, samples->count), median(samples->y, samples->count));
    double reach = fmax(core_reach * median(samples->distance, samples->count), core_reach_least_px);
    int kept = 0;
    for (int i = 0; i < samples->count; i++) {
        if (samples->distance[i] > reach)
            continue;
        samples->x[kept] = samples->x[i];
        samples->y[kept++] = samples->y[i];
    }
    samples->count = kept;
}

bool gaze_point_run_core(const struct gaze_point_run *run, struct gaze_point_core *core)
{
    if (run->count == 0)
        return false;
    struct samples half;
    newest_half(run, &half);
    core->of = half.count;
    keep_core(&half);
    core->count = half.count;
    core->x = median(half.x, half.count);
    core->y = median(half.y, half.count);
    measure_from(&half, core->x, core->y);
    double squares = 0;
    for (int i = 0; i < half.count; i++)
        squares += half.distance[i] * half.distance[i];
    core->scatter_px = sqrt(squares / half.count);
    return true;
}

bool gaze_point_run_enough(const struct gaze_point_run *run, double px_per_degree)
{
    struct gaze_point_core core;
    return run->count >= GAZE_POINT_LEAST && gaze_point_run_core(run, &core) &&
           3 * core.count >= 2 * core.of && core.scatter_px <= scatter_most_degrees * px_per_degree;
}

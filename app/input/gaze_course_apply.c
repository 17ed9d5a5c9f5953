#include "input/gaze_course.h"

#include <math.h>

struct offset {
    double x, y; /* degrees, from the point to the look */
    double scatter;
};

/* False: there was no steady look at it. */
static bool offset_of(const struct gaze_course *course, int point, const struct gaze_correction *correction,
                      int width_px, int height_px, struct offset *offset)
{
    const struct gaze_point_run *run = &course->runs[point];
    struct gaze_point_core core;
    if (!course->done[point] || !gaze_point_run_core(run, &core))
        return false;
    gaze_correct(correction, width_px, height_px, &core.x, &core.y);
    *offset =
        (struct offset){(core.x - run->x) / course->px_per_degree, (core.y - run->y) / course->px_per_degree,
                        core.scatter_px / course->px_per_degree};
    return true;
}

static void measure_before(const struct gaze_course *course, const struct gaze_correction *correction,
                           int width_px, int height_px, struct gaze_course_outcome *outcome)
{
    struct offset offset;
    int count = 0;
    for (int i = 0; i < course->count; i++) {
        if (!offset_of(course, i, correction, width_px, height_px, &offset))
            continue;
        count++;
        outcome->was_degrees += hypot(offset.x, offset.y);
        outcome->was_x += offset.x;
        outcome->was_y += offset.y;
        outcome->scatter_degrees += offset.scatter * offset.scatter;
    }
    if (count == 0)
        return;
    outcome->was_degrees /= count;
    outcome->was_x /= count;
    outcome->was_y /= count;
    outcome->scatter_degrees = sqrt(outcome->scatter_degrees / count);
}

struct gaze_course_outcome gaze_course_apply(const struct gaze_course *course,
                                             struct gaze_correction *correction, int width_px, int height_px)
{
    struct gaze_course_outcome outcome = {.took_ms = (int)time_to_ms(course->ended - course->started)};
    struct offset aside;
    measure_before(course, correction, width_px, height_px, &outcome);
    if (course->end != GAZE_COURSE_DONE)
        return outcome;
    if (course->kind == GAZE_COURSE_FIVE) {
        outcome.applied = gaze_correction_fit(correction, course->runs, course->count, width_px, height_px,
                                              course->px_per_degree);
        outcome.now_degrees = correction->accuracy_degrees;
        return outcome;
    }
    outcome.applied =
        gaze_correction_one_look(correction, &course->runs[0], width_px, height_px, course->px_per_degree);
    if (offset_of(course, 1, correction, width_px, height_px, &aside))
        outcome.now_degrees = hypot(aside.x, aside.y);
    return outcome;
}

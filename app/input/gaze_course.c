#include "input/gaze_course.h"

#include <math.h>

enum { NO_POINT = -1, MIDDLE = 0, ASIDE = 1, STEADY_LOOKS_LEAST = 3 };

static const double leaves = 1.0 / 3, follows = 0.5; /* shares of the way between two points */

struct share {
    double x, y;
};
static const struct share five[] = {{0.5, 0.5}, {0.12, 0.12}, {0.88, 0.12}, {0.88, 0.88}, {0.12, 0.88}};
/* The point aside stands off on both axes: a tracker that has lost one of them does not pass. */
static const struct share one[] = {{0.5, 0.5}, {0.72, 0.25}};

/* --- points come and go --------------------------------------------------------------------------------- */

static void end_course(struct gaze_course *course, enum gaze_course_end end, time_us at)
{
    course->end = end;
    course->ended = at;
    course->point = NO_POINT;
}

static void begin_run(struct gaze_course *course, time_us from)
{
    struct gaze_point_run *run = &course->runs[course->point];
    gaze_point_run_begin(run, run->x, run->y);
    course->collect_from = from;
    course->taken_at = TIME_NEVER;
}

static void show_point(struct gaze_course *course, int point, time_us at)
{
    int find_ms = course->turns == 0 ? GAZE_COURSE_FIRST_MS : GAZE_COURSE_FIND_MS;
    course->point = point;
    course->turns++;
    course->done[point] = false;
    course->stands_since = at;
    begin_run(course, at + time_from_ms(find_ms));
    course->give_up_at =
        course->collect_from +
        time_from_ms(course->kind == GAZE_COURSE_ONE ? GAZE_COURSE_GIVE_UP_ONE_MS : GAZE_COURSE_GIVE_UP_MS);
}

static int done_count(const struct gaze_course *course)
{
    int count = 0;
    for (int i = 0; i < course->count; i++)
        count += course->done[i];
    return count;
}

/* The first round in order, then once more what is missing; NO_POINT: both are over. */
static int next_of_five(const struct gaze_course *course)
{
    if (course->turns < GAZE_POINTS)
        return course->turns;
    for (int i = course->turns == GAZE_POINTS ? 0 : course->point + 1; i < GAZE_POINTS; i++)
        if (!course->done[i])
            return i;
    return NO_POINT;
}

static void go_on_five(struct gaze_course *course, time_us at)
{
    int next = next_of_five(course), done = done_count(course);
    if (next == NO_POINT || (done == 0 && course->turns >= STEADY_LOOKS_LEAST))
        end_course(course, done >= STEADY_LOOKS_LEAST ? GAZE_COURSE_DONE : GAZE_COURSE_NOT_STEADY, at);
    else
        show_point(course, next, at);
}

/* The eyes went from one look to the other as the points stand. */
static bool looks_agree(const struct gaze_course *course)
{
    struct gaze_point_core from, to;
    if (!course->done[ASIDE] || !course->done[MIDDLE] || !gaze_point_run_core(&course->runs[ASIDE], &from) ||
        !gaze_point_run_core(&course->runs[MIDDLE], &to))
        return false;
    double way_x = course->runs[MIDDLE].x - course->runs[ASIDE].x;
    double way_y = course->runs[MIDDLE].y - course->runs[ASIDE].y;
    return hypot(to.x - from.x - way_x, to.y - from.y - way_y) <= follows * hypot(way_x, way_y);
}

static void go_on_one(struct gaze_course *course, time_us at)
{
    if (looks_agree(course))
        end_course(course, GAZE_COURSE_DONE, at);
    else if (course->turns < GAZE_COURSE_LOOKS_OF_ONE)
        show_point(course, course->point == MIDDLE ? ASIDE : MIDDLE, at);
    else
        end_course(course, done_count(course) == 2 ? GAZE_COURSE_NOT_FOLLOWED : GAZE_COURSE_NOT_STEADY, at);
}

static void go_on(struct gaze_course *course, time_us at)
{
    if (course->kind == GAZE_COURSE_ONE)
        go_on_one(course, at);
    else
        go_on_five(course, at);
}

void gaze_course_start(struct gaze_course *course, enum gaze_course_kind kind, int width_px, int height_px,
                       double px_per_degree, time_us at_us)
{
    const struct share *shares = kind == GAZE_COURSE_ONE ? one : five;
    *course = (struct gaze_course){.kind = kind,
                                   .end = GAZE_COURSE_RUNNING,
                                   .px_per_degree = px_per_degree,
                                   .count = kind == GAZE_COURSE_ONE ? 2 : GAZE_POINTS,
                                   .last = NO_POINT,
                                   .started = at_us,
                                   .seen_at = at_us};
    for (int i = 0; i < course->count; i++)
        gaze_point_run_begin(&course->runs[i], shares[i].x * width_px, shares[i].y * height_px);
    show_point(course, kind == GAZE_COURSE_ONE ? ASIDE : 0, at_us);
}

/* --- time ----------------------------------------------------------------------------------------------- */

static time_us falls_silent_at(const struct gaze_course *course)
{
    return course->lost ? TIME_NEVER : course->seen_at + time_from_ms(GAZE_COURSE_LOST_MS);
}

static time_us gives_up_at(const struct gaze_course *course)
{
    return course->lost ? course->lost_since + time_from_ms(GAZE_COURSE_NOBODY_MS) : course->give_up_at;
}

time_us gaze_course_deadline(const struct gaze_course *course)
{
    if (course->end != GAZE_COURSE_RUNNING)
        return TIME_NEVER;
    return time_min(falls_silent_at(course), gives_up_at(course));
}

static void lose(struct gaze_course *course)
{
    course->lost = true;
    course->lost_since = course->seen_at;
}

static void fire(struct gaze_course *course, time_us at)
{
    if (falls_silent_at(course) <= at)
        lose(course);
    else if (course->lost)
        end_course(course, GAZE_COURSE_NOBODY, at);
    else
        go_on(course, at);
}

void gaze_course_advance(struct gaze_course *course, time_us at_us)
{
    for (time_us due = gaze_course_deadline(course); due <= at_us; due = gaze_course_deadline(course))
        fire(course, due);
}

/* --- samples -------------------------------------------------------------------------------------------- */

/* Whoever stares where the eyes rested before has not found the point. */
static bool has_left(const struct gaze_course *course, const struct gaze_point_core *core)
{
    if (course->last == NO_POINT || course->last == course->point)
        return true;
    const struct gaze_point_run *from = &course->runs[course->last], *to = &course->runs[course->point];
    double way = hypot(to->x - from->x, to->y - from->y);
    return hypot(core->x - course->rested_x, core->y - course->rested_y) >= leaves * way;
}

static void judge(struct gaze_course *course, time_us at)
{
    struct gaze_point_run *run = &course->runs[course->point];
    struct gaze_point_core core;
    if (at - course->collect_from < time_from_ms(GAZE_COURSE_COLLECT_MS) ||
        !gaze_point_run_enough(run, course->px_per_degree) || !gaze_point_run_core(run, &core) ||
        !has_left(course, &core))
        return;
    course->done[course->point] = true;
    course->last = course->point;
    course->rested_x = core.x;
    course->rested_y = core.y;
    go_on(course, at);
}

static void find_again(struct gaze_course *course, time_us at)
{
    time_us loss = at - course->lost_since, from = at + time_from_ms(GAZE_COURSE_BACK_MS);
    course->lost = false;
    course->give_up_at += loss;
    begin_run(course, from > course->collect_from ? from : course->collect_from);
}

void gaze_course_sample(struct gaze_course *course, double raw_x, double raw_y, time_us at_us)
{
    gaze_course_advance(course, at_us);
    if (course->end != GAZE_COURSE_RUNNING || !isfinite(raw_x) || !isfinite(raw_y))
        return;
    if (course->lost)
        find_again(course, at_us);
    course->seen_at = at_us;
    if (at_us < course->collect_from ||
        (course->taken_at != TIME_NEVER && at_us - course->taken_at < time_from_ms(GAZE_COURSE_APART_MS)))
        return;
    course->taken_at = at_us;
    gaze_point_run_add(&course->runs[course->point], raw_x, raw_y);
    judge(course, at_us);
}

/* A sample that was not seen is no more than a sample that did not come. */
void gaze_course_lost(struct gaze_course *course, time_us at_us)
{
    gaze_course_advance(course, at_us);
}

void gaze_course_leave(struct gaze_course *course, time_us at_us)
{
    if (course->end == GAZE_COURSE_RUNNING)
        end_course(course, GAZE_COURSE_LEFT, at_us);
}

double gaze_course_left(const struct gaze_course *course, time_us at_us)
{
    if (course->end != GAZE_COURSE_RUNNING || course->lost || at_us <= course->collect_from)
        return 1;
    double of_time = (double)(at_us - course->collect_from) / (double)time_from_ms(GAZE_COURSE_COLLECT_MS);
    double of_samples = (double)course->runs[course->point].count / GAZE_POINT_LEAST;
    return fmax(1 - fmin(of_time, of_samples), 0);
}

#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "input/gaze_scale.h"

/* See app_gaze_course.h. */

static double px_per_degree(const struct app *app)
{
    return gaze_px_per_degree(app->width_px, app->height_px, app->settings.screen_inch_tenths,
                              app->settings.eye_distance_cm);
}

void app_course_init(struct app *app)
{
    gaze_correction_init(&app->course.before);
    gaze_sway_init(&app->course.sway);
    app->course.frame_at = TIME_NEVER;
}

/* --- the correction in force ------------------------------------------------------------------------------ */

static void keep_correction(struct app *app)
{
    struct buffer text = {0};
    gaze_correction_write(&app->gaze.correction, &text);
    const char *kept = app_keep(app, buffer_text(&text));
    app_emit(app, EFFECT_KEEP_GAZE)->text = kept;
    app_lower(app, WARNING_GAZE_BROKEN);
    buffer_destroy(&text);
}

static void corrected(struct app *app)
{
    gaze_drift_clear(&app->gaze.drift);
    app->course.drift_told = false;
    app_lower(app, WARNING_EYES_DRIFT);
    keep_correction(app);
    app_stale_from_start(app);
}

/* What came of the latest course says nothing of the correction that is in force now. */
static void forget_latest(struct app *app)
{
    app->course.has_before = app->course.outcome.applied = false;
    app->course.course.end = GAZE_COURSE_LEFT;
}

void app_course_as_before(struct app *app)
{
    if (!app->course.has_before)
        return;
    app->gaze.correction = app->course.before;
    forget_latest(app);
    corrected(app);
    app_go_back(app);
}

void app_gaze_forget(struct app *app)
{
    gaze_correction_init(&app->gaze.correction);
    forget_latest(app);
    corrected(app);
}

/* --- drift ------------------------------------------------------------------------------------------------ */

bool app_drift(const struct app *app, double *x_degrees, double *y_degrees)
{
    double dx_px, dy_px, degree = px_per_degree(app);
    if (!gaze_drift_proposes(&app->gaze.drift, degree, &dx_px, &dy_px))
        return false;
    *x_degrees = dx_px / degree;
    *y_degrees = dy_px / degree;
    return true;
}

/* Said once, until it was answered or the tracker was put right otherwise. */
void app_drift_noted(struct app *app)
{
    double x_degrees, y_degrees;
    bool drifts = app_drift(app, &x_degrees, &y_degrees);
    if (drifts && !app->course.drift_told) {
        app->course.drift_told = true;
        app_raise(app, WARNING_EYES_DRIFT, NULL);
    } else if (!drifts) {
        app_lower(app, WARNING_EYES_DRIFT);
    }
}

void app_drift_answer(struct app *app, bool move)
{
    double x_degrees, y_degrees, degree = px_per_degree(app);
    if (!app_drift(app, &x_degrees, &y_degrees))
        return;
    if (move) {
        forget_latest(app);
        gaze_correction_move(&app->gaze.correction, -x_degrees * degree, -y_degrees * degree, app->width_px,
                             app->height_px);
        corrected(app);
        return;
    }
    gaze_drift_clear(&app->gaze.drift);
    app->course.drift_told = false;
    app_lower(app, WARNING_EYES_DRIFT);
    app_stale_from_start(app);
}

/* --- beginning and end ------------------------------------------------------------------------------------ */

/* The page is the same all the while: only its point moves and shrinks. */
static void show_point(struct app *app)
{
    struct app_course *course = &app->course;
    struct page *page = app_shown(app);
    app_course_point(app, &page->point);
    app_changed(app);
    if (course->told_turn == course->course.turns)
        return;
    course->told_turn = course->course.turns;
    char id[16];
    snprintf(id, sizeof id, "point.%d", course->course.point);
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    effect->id = app_keep(app, id);
    effect->label = app_keep(app, "");
}

void app_course_point(const struct app *app, struct cell_place *place)
{
    const struct gaze_course *course = &app->course.course;
    if (course->end != GAZE_COURSE_RUNNING)
        return;
    const struct gaze_point_run *run = &course->runs[course->point];
    *place = (struct cell_place){.x = (int)(run->x * 1000 / app->width_px + 0.5),
                                 .y = (int)(run->y * 1000 / app->height_px + 0.5),
                                 .width = (int)(1000 * gaze_course_left(course, app->now))};
}

void app_course_begin(struct app *app, enum gaze_course_kind kind)
{
    if (app->settings.pointing == POINTING_OFF || app->ringing)
        return;
    app_practice_over(app);
    if (app->large_text) /* it would cover the point */
        app_large_text_over(app);
    app->course.from_rest = app->mode == MODE_REST || app->mode == MODE_WAKE;
    if (app->course.from_rest)
        app_emit(app, EFFECT_WAKE);
    app->mode = MODE_COURSE;
    gaze_course_start(&app->course.course, kind, app->width_px, app->height_px, px_per_degree(app), app->now);
    app->course.outcome = (struct gaze_course_outcome){.applied = false};
    app->course.told_turn = 0;
    app->course.frame_at = app->now + time_from_ms(APP_COURSE_FRAME_MS);
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
    show_point(app);
}

void app_course_over(struct app *app)
{
    if (app->mode != MODE_COURSE)
        return;
    gaze_course_leave(&app->course.course, app->now);
    gaze_sway_init(&app->course.sway);
    app->course.frame_at = TIME_NEVER;
    app->mode = MODE_PAGE;
}

static void apply(struct app *app)
{
    struct app_course *course = &app->course;
    struct gaze_correction before = app->gaze.correction;
    course->outcome =
        gaze_course_apply(&course->course, &app->gaze.correction, app->width_px, app->height_px);
    if (!course->outcome.applied)
        return;
    course->before = before;
    course->has_before = true;
    corrected(app);
}

/* The machine has ended it. */
static void ended(struct app *app)
{
    bool begun_from_there = strncmp(app->screens[app->screen_count - 1].name, "gaze", 4) == 0;
    apply(app);
    bool applied = app->course.outcome.applied;
    if (applied || begun_from_there)
        app_go(app, "gaze:course");
    if (!applied && app->course.from_rest) {
        app_course_over(app);
        app_rest(app);
        return;
    }
    app_practice_end(app);
}

static void follow(struct app *app)
{
    if (app->course.course.end != GAZE_COURSE_RUNNING)
        ended(app);
    else
        show_point(app);
}

/* --- time and samples -------------------------------------------------------------------------------------- */

time_us app_course_deadline(const struct app *app)
{
    return app->mode == MODE_COURSE
               ? time_min(app->course.frame_at, gaze_course_deadline(&app->course.course))
               : TIME_NEVER;
}

/* A pointer that keeps quite still sends nothing, and points all the same. */
static void feed_still_pointer(struct app *app)
{
    struct app_course *course = &app->course;
    struct gaze_look look;
    gaze_look_now(&app->gaze.looks, &look);
    if (course->raw_known && look.tracked && app->now - course->raw_at >= time_from_ms(APP_COURSE_STILL_MS))
        gaze_course_sample(&course->course, course->raw_x, course->raw_y, app->now);
}

void app_course_advance(struct app *app)
{
    struct app_course *course = &app->course;
    if (course->frame_at <= app->now) {
        course->frame_at = app->now + time_from_ms(APP_COURSE_FRAME_MS);
        feed_still_pointer(app);
    }
    gaze_course_advance(&course->course, app->now);
    follow(app);
}

void app_course_event(struct app *app, const struct event *event)
{
    struct app_course *course = &app->course;
    course->raw_known = event->kind == EVENT_POINT;
    course->raw_x = event->x_px;
    course->raw_y = event->y_px;
    course->raw_at = app->now;
    if (app->mode != MODE_COURSE)
        return;
    if (course->raw_known)
        gaze_course_sample(&course->course, course->raw_x, course->raw_y, app->now);
    else
        gaze_course_lost(&course->course, app->now);
    if (course->course.end != GAZE_COURSE_RUNNING || course->told_turn != course->course.turns)
        follow(app);
}

/* --- the gesture ------------------------------------------------------------------------------------------- */

void app_course_sway(struct app *app, const struct gaze_look *look)
{
    struct app_course *course = &app->course;
    struct gaze_sway *sway = &course->sway;
    bool may = app->settings.sway_gesture && app->mode != MODE_CALL && !app_practises(app);
    if (!may || course->sway_taken_count != app->taken_count) /* who takes something is choosing */
        gaze_sway_init(sway);
    course->sway_taken_count = app->taken_count;
    if (!may || !look->tracked)
        return;
    int sweeps = sway->sweeps;
    gaze_sway_look(sway, look->x, look->y, app->width_px, app->height_px, app->now);
    if (sway->sweeps > sweeps && sweeps > 0) /* what is passed at the sides does not add up */
        dwell_forget(&app->gaze.dwell, app->now);
    if (!gaze_sway_taken(sway))
        return;
    app_gaze_spend(app);
    app_course_begin(app, GAZE_COURSE_ONE);
}

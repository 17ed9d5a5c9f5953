#include "app_parts.h"

#include "board/gaze_grid.h"
#include "input/gaze_scale.h"

/* Practising to look (input/gaze_practice.h). The page stands full of keys; they cannot be taken, the bar below them can, as
 * everywhere.
 *
 *     PAGE "gaze:practice" ──begin──▶ LOOK_PRACTICE ──over, nobody there, stop, a press──▶ PAGE "gaze:practice" */

enum { NOTHING = -1 };

static struct gaze_practice *practice_of(struct app *app)
{
    return &app->look_practice;
}

/* The keys are the page's first cells, in their order. */
static int key_under(struct app *app, double x, double y)
{
    const struct view_rect *rects = app_gaze_places(app);
    for (int i = 0; i < practice_of(app)->settings.keys; i++)
        if (rect_holds(rects[i], (int)x, (int)y))
            return i;
    return NOTHING;
}

static void tell_mark(struct app *app)
{
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    const struct cell *cell = &app_shown(app)->cells[practice_of(app)->target];
    effect->id = app_keep(app, cell->id);
    effect->label = app_keep(app, cell->label);
}

void app_look_practice_begin(struct app *app)
{
    struct gaze_grid grid = gaze_grid_of(app->width_px, app->height_px, app_gaze_key_px(app));
    struct gaze_practice_settings settings = {
        .keys = grid.columns * (grid.rows - 1),
        .px_per_degree = gaze_px_per_degree(app->width_px, app->height_px, app->settings.screen_inch_tenths,
                                            app->settings.eye_distance_cm),
        .dwell_ms = app->settings.dwell_ms,
        .blink_ms = app->settings.blink_ms};
    if (app->settings.pointing == POINTING_OFF || app->ringing)
        return;
    app_practice_over(app);
    if (app->large_text) /* it would cover the keys */
        app_large_text_over(app);
    app->mode = MODE_LOOK_PRACTICE;
    gaze_practice_start(practice_of(app), &settings, app->now);
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
    tell_mark(app);
}

void app_look_practice_over(struct app *app)
{
    if (app->mode != MODE_LOOK_PRACTICE)
        return;
    gaze_practice_leave(practice_of(app), app->now);
    app->mode = MODE_PAGE;
}

static void show_change(struct app *app, int shown)
{
    struct gaze_practice *practice = practice_of(app);
    if (practice->end != GAZE_PRACTICE_RUNNING) {
        app_practice_end(app);
    } else if (practice->shown != shown) {
        app_rebuild(app, SCAN_KEEP_PLACE);
        tell_mark(app);
    }
}

time_us app_look_practice_deadline(const struct app *app)
{
    return app->mode == MODE_LOOK_PRACTICE ? gaze_practice_deadline(&app->look_practice) : TIME_NEVER;
}

void app_look_practice_advance(struct app *app)
{
    int shown = practice_of(app)->shown;
    gaze_practice_advance(practice_of(app), app->now);
    show_change(app, shown);
}

void app_look_practice_sample(struct app *app, double x, double y)
{
    struct gaze_practice *practice = practice_of(app);
    if (app->mode != MODE_LOOK_PRACTICE)
        return;
    struct view_rect rect = app_gaze_places(app)[practice->target];
    struct gaze_practice_sample sample = {.x = x,
                                          .y = y,
                                          .key = key_under(app, x, y),
                                          .target_x = rect.x + rect.width / 2.0,
                                          .target_y = rect.y + rect.height / 2.0};
    int shown = practice->shown;
    gaze_practice_sample(practice, &sample, app->now);
    show_change(app, shown);
}

#include "app_parts.h"

/* What is heard of looking: the click of a choice, and the cue voice: see app_gaze.h. */

void app_gaze_sound_init(struct app *app)
{
    app->gaze.cue =
        (struct app_gaze_cue){.due = TIME_NEVER, .wanted = DWELL_NO_TARGET, .said = DWELL_NO_TARGET};
}

/* After what was chosen has been asked for: nothing waits for a click. The bell drowns it. */
void app_gaze_taken(struct app *app)
{
    app->gaze.cue.said = DWELL_NO_TARGET;
    if (app->settings.dwell_sound && !app->ringing)
        app_emit(app, EFFECT_TICK);
}

/* What the main voice or the bell drowns has not been said. */
static void say(struct app *app)
{
    struct app_gaze_cue *cue = &app->gaze.cue;
    const struct cell *cell = &app_shown(app)->cells[app->gaze.lit];
    uint32_t before = app->cue_id;
    app_cue(app, cell->cue ? cell->cue : cell->label);
    if (app->cue_id != before)
        cue->said = cue->wanted;
}

void app_gaze_cue_lit(struct app *app, int target)
{
    struct app_gaze_cue *cue = &app->gaze.cue;
    if (cue->wanted != DWELL_NO_TARGET && cue->wanted == cue->said)
        cue->left_at = app->now;
    cue->wanted = target;
    cue->due = TIME_NEVER;
    bool again = target == cue->said && app->now < cue->left_at + time_from_ms(GAZE_CUE_AGAIN_MS);
    if (!app->settings.cue || target == DWELL_NO_TARGET || again)
        return;
    cue->due = app->now;
    if (app->settings.pointing == POINTING_SWITCH)
        cue->due += time_from_ms(app->settings.lock_on_ms);
    app_gaze_cue_advance(app);
}

time_us app_gaze_cue_deadline(const struct app *app)
{
    return app->gaze.cue.due;
}

void app_gaze_cue_advance(struct app *app)
{
    struct app_gaze_cue *cue = &app->gaze.cue;
    if (cue->due > app->now)
        return;
    cue->due = TIME_NEVER;
    if (app->gaze.lit >= 0) /* another page may have come since */
        say(app);
}

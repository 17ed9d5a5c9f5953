#include "app_parts.h"

#include <stdio.h>

#include "base/text.h"
#include "scan/switch_watch.h"

/* The watch on the switch (scan/switch_watch.h says when): what it has to tell is for whoever is there. It stands on the
 * screen until a hand takes it away or the switch shows that it is well: with a press, with as many presses as are judged
 * that do not rattle.
 *
 * Silent is the switch that is used, while the aid was not told to rest; what rests by itself after a long silence is still
 * silent. Who has never pressed a switch has none. */

enum { REST_SOON_MS = 60000 };

static bool watches_silence(const struct app *app)
{
    bool rests = app->mode == MODE_REST || app->mode == MODE_WAKE;
    return app->watch.used && (!rests || app->watch.rests_by_itself);
}

static int64_t silent_since_local_ms(const struct app *app)
{
    return app_local_ms(app) - time_to_ms(app->now - app->last_press);
}

time_us app_watch_deadline(const struct app *app)
{
    if (app->watch.silence_told || !watches_silence(app))
        return TIME_NEVER;
    int64_t local_ms = app_local_ms(app);
    int64_t limit_ms = (int64_t)switch_watch_limit_min(&app->habits, local_ms) * 60000;
    int64_t at_ms = switch_watch_after(silent_since_local_ms(app), limit_ms);
    return app->now + (at_ms > local_ms ? time_from_ms(at_ms - local_ms) : 0);
}

void app_watch_advance(struct app *app)
{
    char span[64];
    int64_t minutes = switch_watch_day_ms(silent_since_local_ms(app), app_local_ms(app)) / 60000;
    app->watch.silence_told = true;
    snprintf(span, sizeof span, _("%d hours %d minutes"), (int)(minutes / 60), (int)(minutes % 60));
    app_raise(app, WARNING_SWITCH_SILENT, span);
}

/* Somebody told it to; what rests already goes on as it began. */
void app_watch_rests(struct app *app)
{
    if (app->mode != MODE_REST && app->mode != MODE_WAKE)
        app->watch.rests_by_itself = false;
}

void app_rest_by_itself(struct app *app)
{
    bool silent = app->mode != MODE_WAKE || app->watch.rests_by_itself, asked = app->mode == MODE_WAKE;
    app_lower(app, WARNING_RESTS_SOON);
    if (!asked && app->settings.cue)
        app_cue(app, _("Resting. Press to wake."));
    app_rest(app);
    app->watch.rests_by_itself = silent;
}

/* A minute before it rests by itself it says so. */
time_us app_rest_soon_deadline(const struct app *app)
{
    time_us rests = app_rest_deadline(app);
    bool told = app->warnings.items[WARNING_RESTS_SOON].on;
    return rests == TIME_NEVER || told || app->mode == MODE_WAKE ? TIME_NEVER
                                                                 : rests - time_from_ms(REST_SOON_MS);
}

void app_rest_soon_advance(struct app *app)
{
    app_raise(app, WARNING_RESTS_SOON, NULL);
    if (app->settings.cue)
        app_cue(app, _("In a minute it rests. A press puts that off."));
}

/* Any switch, before it is noted as the latest press. */
void app_watch_pressed(struct app *app)
{
    int64_t silent_ms = switch_watch_day_ms(silent_since_local_ms(app), app_local_ms(app));
    if (watches_silence(app) && switch_watch_note(&app->habits, app_local_ms(app), (int)(silent_ms / 60000)))
        app_habits_changed(app);
    app->watch.used = true;
    app->watch.silence_told = false;
    app_lower(app, WARNING_SWITCH_SILENT);
    app_lower(app, WARNING_RESTS_SOON);
}

/* --- rattling ------------------------------------------------------------------------------------------- */

void app_watch_rattled(struct app *app)
{
    char numbers[64];
    app->watch.rattles++;
    struct switch_rattling seen =
        switch_watch_rattling(&app->habits, app_local_ms(app), app->settings.ignore_repeats_ms);
    if (!seen.more)
        return;
    app->habits.rattling_told = true;
    app->habits.rattling_told_day = switch_habits_day(app_local_ms(app));
    app->watch.well = seen.before > 25 ? seen.before * 2 : 50;
    app->watch.presses = app->watch.rattles = 0;
    app_habits_changed(app);
    snprintf(numbers, sizeof numbers, _("%d of 100 presses, before it was %d"), (seen.now + 5) / 10,
             (seen.before + 5) / 10);
    app_raise(app, WARNING_SWITCH_RATTLES, numbers);
}

void app_watch_counted(struct app *app)
{
    struct app_watch *watch = &app->watch;
    if (++watch->presses < WATCH_PRESSES)
        return;
    if (watch->rattles * 1000 < watch->well * WATCH_PRESSES)
        app_lower(app, WARNING_SWITCH_RATTLES);
    watch->presses = watch->rattles = 0;
}

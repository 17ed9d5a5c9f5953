#include "app_parts.h"

#include <string.h>

/* Practising (scan/practice.h) takes the scan's place: the scanner rests, the machine says what is lit, and every press
 * that would choose goes to it. Whatever leads elsewhere (a call, rest, home, another screen) ends it first, and what
 * was practised until then counts.
 *
 *     PAGE "practice" ──begin──▶ PRACTICE ──over, stop, asleep──▶ PAGE "practice" with what came of it
 *                                PRACTICE ──call──▶ CALL ──▶ PAGE "practice" */

/* What the screen shows of it: told anew when it changes. */
struct shown {
    time_us lit_since;
    int lit, tries, minutes;
    unsigned long turn;
};

static struct shown shown_of(const struct app *app)
{
    const struct practice *practice = &app->practice;
    return (struct shown){practice->lit_since, practice->lit, practice->try_count,
                          practice_minutes_left(practice), practice->turn};
}

/* −1: none. */
static int light_of(const struct cell *cell)
{
    switch (cell->action.kind) {
    case ACTION_PRACTICE_KEY:
        return cell->action.argument[0] - '0';
    case ACTION_PRACTICE_STOP:
        return PRACTICE_STOP;
    case ACTION_CALL:
        return PRACTICE_CALL;
    default:
        return -1;
    }
}

/* On pages for looking its cells stand in another order. */
int app_practice_lit_cell(const struct app *app)
{
    const struct page *page = &app->pages[app->page];
    for (int i = 0; app->practice.lit >= 0 && i < page->cell_count; i++)
        if (light_of(&page->cells[i]) == app->practice.lit)
            return i;
    return -1;
}

time_us app_practice_out_since(const struct app *app, const struct cell *cell)
{
    int light = app->mode == MODE_PRACTICE ? light_of(cell) : -1;
    return light < 0 ? INT64_MIN : practice_out_since(&app->practice, light);
}

static void tell_light(struct app *app)
{
    struct effect *effect = app_emit(app, EFFECT_HIGHLIGHT);
    int lit = app_practice_lit_cell(app);
    app_gaze_look_anew(app);
    if (lit < 0)
        return;
    const struct cell *cell = &app_shown(app)->cells[lit];
    app->taken_cell = -1;
    effect->id = app_keep(app, cell->id);
    effect->label = app_keep(app, cell->label);
    if (app->settings.cue && cell->label[0] && strcmp(cell->label, "·") != 0)
        app_cue(app, cell->label);
}

/* --- beginning and end ---------------------------------------------------------------------------------- */

void app_practice_begin(struct app *app, int presses_wanted)
{
    const struct settings *settings = &app->settings;
    struct practice_settings practice = {settings->scan_time_ms, settings->first_item_extra_percent,
                                         settings->pause_after_selection_ms, presses_wanted};
    app->mode = MODE_PRACTICE;
    app_configure_switches(app);
    practice_start(&app->practice, &practice, app->now);
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
    tell_light(app);
}

bool app_practises(const struct app *app)
{
    return app->mode == MODE_PRACTICE || app->mode == MODE_COURSE || app->mode == MODE_LOOK_PRACTICE;
}

void app_practice_over(struct app *app)
{
    app_course_over(app);
    app_look_practice_over(app);
    if (app->mode != MODE_PRACTICE)
        return;
    if (app->practice.end == PRACTICE_RUNNING)
        practice_leave(&app->practice, PRACTICE_STOPPED);
    app_fitting_over(app);
    app->mode = MODE_PAGE;
    app_configure_switches(app);
    if (app->practice.try_count == 0)
        return;
    practice_teach(&app->practice, &app->evidence->person);
    app_person_taught(app);
    app_keep_person(app);
}

void app_practice_end(struct app *app)
{
    if (!app_practises(app))
        return;
    app_practice_over(app);
    app->last_press = app->now; /* the time to rest by itself begins now */
    app_rebuild(app, SCAN_FROM_START);
    app_scan_start(app);
    app_drain_scanner(app);
}

/* --- time and the switch -------------------------------------------------------------------------------- */

static void show_change(struct app *app, struct shown before)
{
    struct shown now = shown_of(app);
    if (app->practice.end == PRACTICE_CALLED) {
        app_practice_over(app);
        app_call(app);
        return;
    }
    if (app->practice.end == PRACTICE_OVER)
        app_fitting_done(app);
    if (app->practice.end != PRACTICE_RUNNING) {
        app_practice_end(app);
        return;
    }
    if (now.tries != before.tries || now.turn != before.turn || now.minutes != before.minutes)
        app_rebuild(app, SCAN_KEEP_PLACE);
    if (now.lit != before.lit || now.lit_since != before.lit_since)
        tell_light(app);
    app_changed(app);
}

time_us app_practice_deadline(const struct app *app)
{
    return app->mode == MODE_PRACTICE ? practice_deadline(&app->practice) : TIME_NEVER;
}

void app_practice_report(const struct app *app, struct app_scan_report *report)
{
    const struct practice *practice = &app->practice;
    time_us until = practice_lit_until(practice);
    bool lit = practice->lit >= 0;
    report->technique = "linear";
    report->state = scan_state_name(!lit             ? SCAN_STATE_SETTLING
                                    : practice->held ? SCAN_STATE_HELD
                                                     : SCAN_STATE_CELLS);
    report->lit_ms = lit ? time_to_ms(app->now) - time_to_ms(practice->lit_since) : -1;
    report->left_ms = until == TIME_NEVER ? -1 : time_to_ms(until) - time_to_ms(app->now);
}

void app_practice_advance(struct app *app)
{
    struct shown before = shown_of(app);
    practice_advance(&app->practice, app->now);
    show_change(app, before);
}

void app_practice_press(struct app *app)
{
    struct shown before = shown_of(app);
    const struct page *page = app_shown(app);
    int lit = app_practice_lit_cell(app);
    if (lit >= 0) {
        struct effect *effect = app_emit(app, EFFECT_SELECT);
        effect->id = app_keep(app, page->cells[lit].id);
        effect->label = app_keep(app, page->cells[lit].label);
    }
    practice_press(&app->practice, app->now);
    if (app->practice.try_count > before.tries)
        fitting_answered(&app->fitting, practice_last(&app->practice).answer);
    bool right =
        app->practice.try_count > before.tries && practice_last(&app->practice).answer == PRACTICE_RIGHT;
    app->taken_cell = right ? lit : -1;
    show_change(app, before);
}

void app_practice_switch(struct app *app, const struct switch_output *output)
{
    if (output->kind == SWITCH_HOLD)
        practice_hold(&app->practice, app->now);
    else if (output->kind == SWITCH_RESUME || output->kind == SWITCH_CANCEL)
        practice_thaw(&app->practice, app->now);
    else if (output->kind == SWITCH_ACT)
        app_practice_press(app);
}

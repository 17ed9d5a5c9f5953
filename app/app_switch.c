#include "app_parts.h"

#include <stdio.h>

#include "base/text.h"

/* From the raw edge to the choice: the filter says what an edge means, the switch's function what it is for, the
 * scanner what was lit. */

/* Inverse scanning takes what is lit when the switch is let go; practised is pressing. */
static bool acts_on_release(const struct app *app)
{
    if (app->fitting.runs)
        return false;
    if (app->settings.scan_control == CONTROL_INVERSE)
        return app->mode != MODE_PRACTICE;
    return app->settings.act_on == ON_RELEASE;
}

void app_configure_switches(struct app *app)
{
    const struct settings *settings = &app->settings;
    bool inverse = settings->scan_control == CONTROL_INVERSE;
    struct switch_filter_config config = {
        .acceptance_ms = app->fitting.runs ? 0 : settings->acceptance_ms,
        .ignore_repeats_ms = app->fitting.runs ? 0 : settings->ignore_repeats_ms,
        .act_on = acts_on_release(app) ? SWITCH_ACT_ON_RELEASE : SWITCH_ACT_ON_PRESS,
        .bounce_ms = settings->bounce_ms,
        /* In inverse scanning a long hold is the scan itself, as long as a person needs. */
        .long_press_ms = inverse || settings->long_press_function == LONG_NONE ? 0 : settings->long_press_ms,
        .linger_ms = inverse ? 0 : settings->urgent_hold_ms,
        .stuck_ms = inverse ? 60000 : settings->stuck_ms,
    };
    struct switch_outputs out = {.count = 0};
    for (int i = 1; i < APP_SWITCHES; i++) {
        switch_filter_configure(&app->filters[i], &config, app->now, &out);
        out.count = 0;
    }
}

/* --- the scanner's news --------------------------------------------------------------------------------- */

static void tell_selected(struct app *app, const char *id, const char *label)
{
    struct effect *effect = app_emit(app, EFFECT_SELECT);
    effect->id = app_keep(app, id);
    effect->label = app_keep(app, label);
}

static void narrowed(struct app *app, int node)
{
    tell_selected(app, app_node_id(app, node), app_node_label(app, node));
}

/* The way out of the row `node`, by the id that it has on the page. */
static void left_row(struct app *app, int node)
{
    char id[APP_SCREEN_BYTES];
    snprintf(id, sizeof id, "exit.%s", app_node_id(app, node));
    tell_selected(app, id, "↩");
    app_habits_count(app, HABIT_CORRECTED);
}

static void taken(struct app *app, const struct cell *cell, int index)
{
    struct cell chosen = *cell;
    app->taken_cell = index;
    app->taken_count++;
    tell_selected(app, cell->id, cell->label);
    app->by_scan = true;
    app_act(app, &chosen);
    app->by_scan = false;
    if (app->scans_by_evidence)
        app_person_taught(app);
    app->last_by_scan = app->last_by_scan || chosen.action.kind != ACTION_UNDO;
}

void app_unused_press(struct app *app)
{
    bool safe = app->now < app->speech_since + time_from_ms(APP_SPEECH_SAFE_MS);
    if (app->mode == MODE_REST)
        app_ask_wake(app);
    else if (app->mode == MODE_COURSE || app->mode == MODE_LOOK_PRACTICE)
        app_practice_end(app);
    else if (app->large_text && !safe)
        app_large_text_over(app);
    else if (app_shows(app))
        app_go_back(app);
    else if (app->speech_id && !safe && app->settings.press_while_speaking == SPEAKING_STOP)
        app_stop_speech(app);
}

static void paused(struct app *app)
{
    app_keep_person(app);
    if (app->mode == MODE_WAKE)
        app_rest(app);
    else if (app->settings.cue)
        app_cue(app, _("Waiting – press to go on")); /* the screen says it too */
}

static void handle_scan_event(struct app *app, const struct scan_event *event)
{
    const struct cell *cell = NULL;
    switch (event->kind) {
    case SCAN_LIT:
        if (event->node != SCAN_NONE)
            app->taken_cell = -1;
        app_tell_highlight(app, event->node);
        break;
    case SCAN_NARROWED:
        if (!app->scans_by_evidence)
            narrowed(app, event->node);
        break;
    case SCAN_TAKEN:
        cell = app_cell_of_node(app, event->node);
        if (cell)
            taken(app, cell, (int)(cell - app_shown(app)->cells));
        break;
    case SCAN_BACK:
        left_row(app, event->node);
        break;
    case SCAN_PAUSED:
        paused(app);
        break;
    case SCAN_PRESS_UNUSED:
        app_unused_press(app);
        break;
    default:
        break;
    }
}

void app_drain_scanner(struct app *app)
{
    struct scan_event event;
    while (app_scan_next_event(app, &event)) {
        app_changed(app);
        handle_scan_event(app, &event);
        app_refresh(app);
    }
}

/* --- the filter's news ---------------------------------------------------------------------------------- */

static bool moves_or_takes(enum switch_function function)
{
    return function == SWITCH_FUNCTION_SELECT || function == SWITCH_FUNCTION_STEP;
}

/* A switch for resting wakes too: once to be asked, once more to wake. */
static bool woken_by_rest_switch(struct app *app)
{
    if (app->mode == MODE_REST)
        app_ask_wake(app);
    else if (app->mode != MODE_WAKE)
        return false;
    else if (!app_asks_in_the_dark(app))
        app_wake(app);
    else
        app->calling.light_from = app->now + time_from_ms(APP_WAKE_CALM_MS);
    return true;
}

static void act_of_function(struct app *app, enum switch_function function)
{
    app_read_stop(app); /* whatever it does beside that */
    if (function == SWITCH_FUNCTION_CALL) {
        app_call_by(app, CALL_BY_SWITCH);
        return;
    }
    if (function == SWITCH_FUNCTION_REST && woken_by_rest_switch(app))
        return;
    static const enum action_kind kinds[] = {
        [SWITCH_FUNCTION_BACK] = ACTION_BACK,   [SWITCH_FUNCTION_CALL] = ACTION_CALL,
        [SWITCH_FUNCTION_SPEAK] = ACTION_SPEAK, [SWITCH_FUNCTION_REST] = ACTION_REST,
        [SWITCH_FUNCTION_HOME] = ACTION_HOME,
    };
    app_act_kind(app, kinds[function]);
}

/* Pressing and letting go as the scanner understands them. In automatic and step scanning only ACT counts; inverse
 * scanning begins to move at PRESSED and takes at ACT, which there is the release. */
static void tell_scanner(struct app *app, enum switch_function function, const struct switch_output *output)
{
    enum scan_switch which = function == SWITCH_FUNCTION_STEP ? SCAN_SWITCH_STEP : SCAN_SWITCH_SELECT;
    bool inverse = app->settings.scan_control == CONTROL_INVERSE;
    if (app_asks_in_the_dark(app)) /* too soon for an answer */
        return;
    switch (output->kind) {
    case SWITCH_HOLD:
        app_scan_hold(app, which);
        break;
    case SWITCH_RESUME:
        app_scan_thaw(app, which);
        break;
    case SWITCH_CANCEL:
        app_scan_thaw(app, which);
        if (inverse)
            app_scan_cancel(app);
        break;
    case SWITCH_PRESSED:
        if (inverse)
            app_scan_press(app, which);
        break;
    case SWITCH_ACT:
        if (inverse)
            app_scan_release(app, which);
        else
            app_scan_press(app, which);
        break;
    default:
        break;
    }
}

/* What was latched when the press began is not taken. */
static void let_go_of(struct app *app, enum switch_function function)
{
    app_scan_thaw(app, function == SWITCH_FUNCTION_STEP ? SCAN_SWITCH_STEP : SCAN_SWITCH_SELECT);
    app->gaze.held = false;
    app->gaze.latched = DWELL_NO_TARGET;
    app_drain_scanner(app);
}

static void handle_output(struct app *app, enum switch_function function, const struct switch_output *output)
{
    if (output->at_us > app->now)
        app->now = output->at_us;
    if (function == SWITCH_FUNCTION_SELECT)
        app_habits_output(app, output, app->filters[switch_number(function)].down_us);
    if (output->kind == SWITCH_HOLD || output->kind == SWITCH_RESUME || output->kind == SWITCH_CANCEL)
        app_changed(app); /* the lit thing shows that it is held; all else shows by what comes of it */
    if (output->kind == SWITCH_PRESSED)
        app_watch_pressed(app);
    if (output->kind == SWITCH_PRESSED || output->kind == SWITCH_ACT)
        app->last_press = app->now;
    if (output->kind == SWITCH_PRESSED && function == SWITCH_FUNCTION_SELECT)
        app_note_press(app, &app->before_press);
    if (moves_or_takes(function) && app_read_takes_press(app, output)) {
        let_go_of(app, function);
    } else if (moves_or_takes(function) && app->mode == MODE_PRACTICE) {
        app_practice_switch(app, output);
    } else if (moves_or_takes(function) && app_by_gaze(app)) {
        app_gaze_switch(app, output);
    } else if (moves_or_takes(function)) {
        tell_scanner(app, function, output);
        app_drain_scanner(app);
    } else if (output->kind == SWITCH_ACT) {
        act_of_function(app, function);
    }
    if (output->kind == SWITCH_LINGER && function == SWITCH_FUNCTION_SELECT)
        app_lingered(app);
    if (output->kind == SWITCH_LONG && function == SWITCH_FUNCTION_SELECT)
        app_long_press_counted(app);
    if (output->kind == SWITCH_STUCK)
        app_raise(app, WARNING_SWITCH_STUCK, NULL);
    if (output->kind == SWITCH_UNSTUCK)
        app_lower(app, WARNING_SWITCH_STUCK);
    app_refresh(app);
}

void app_hear_outputs(struct app *app, int number, const struct switch_outputs *out)
{
    enum switch_function function;
    if (!switch_function_of(number, &function))
        return;
    for (int i = 0; i < out->count; i++)
        handle_output(app, function, &out->items[i]);
}

/* While the guide listens any key is the switch that is looked for, but for the one that calls. */
static bool is_found(struct app *app, const struct event *event)
{
    return event->kind == EVENT_SWITCH_DOWN && event->switch_number != switch_number(SWITCH_FUNCTION_CALL) &&
           app_guide_takes_press(app);
}

void app_switch_edge(struct app *app, const struct event *event)
{
    struct switch_outputs out = {.count = 0};
    int number = event->switch_number;
    if (number < 1 || number >= APP_SWITCHES)
        return;
    struct switch_filter before = app->filters[number];
    app_fitting_edge(app, event);
    bool called = app_calling_edge(app, event);
    if (called || is_found(app, event))
        switch_filter_held(&app->filters[number], app->now, &out);
    else if (event->kind == EVENT_SWITCH_LOST)
        switch_filter_lost(&app->filters[number], app->now, &out);
    else if (event->kind == EVENT_SWITCH_HELD)
        switch_filter_held(&app->filters[number], app->now, &out);
    else
        switch_filter_edge(&app->filters[number], event->kind == EVENT_SWITCH_DOWN, app->now, &out);
    if (event->kind == EVENT_SWITCH_DOWN && number == switch_number(SWITCH_FUNCTION_SELECT))
        app_habits_edge(app, &before, &app->filters[number]);
    app_hear_outputs(app, number, &out);
}

bool app_switch_is_down(const struct app *app)
{
    enum switch_function function;
    for (int i = 1; i < APP_SWITCHES; i++)
        if (switch_function_of(i, &function) && moves_or_takes(function) &&
            app->filters[i].state == SWITCH_STATE_CLOSED)
            return true;
    return false;
}

void app_advance_switch(struct app *app, int number)
{
    struct switch_outputs out = {.count = 0};
    switch_filter_advance(&app->filters[number], app->now, &out);
    app_hear_outputs(app, number, &out);
}

#include "app_parts.h"

/* The call's gestures by the switch, and its answers (app_call.h). Two filters of their own read the edges of the switch that
 * selects: one as the settings say, for quick presses, one for bare contacts. */

static const int SELECT = SWITCH_FUNCTION_SELECT + 1;

static bool long_press_calls(const struct settings *settings)
{
    return settings->scan_control != CONTROL_INVERSE && settings->long_press_function == LONG_CALL;
}

void app_calling_configure(struct app *app)
{
    struct app_calling *calling = &app->calling;
    const struct settings *settings = &app->settings;
    struct switch_filter_config pressed = {.acceptance_ms = settings->acceptance_ms,
                                           .ignore_repeats_ms = settings->ignore_repeats_ms,
                                           .bounce_ms = settings->bounce_ms};
    struct switch_filter_config touched = {.bounce_ms = settings->bounce_ms};
    touched.long_press_ms = long_press_calls(settings) ? settings->long_press_ms : 0;
    struct switch_outputs out = {.count = 0};
    switch_filter_configure(&calling->quick_filter, &pressed, app->now, &out);
    out.count = 0;
    switch_filter_configure(&calling->touch, &touched, app->now, &out);
    bool off = settings->call_presses == CALL_PRESSES_OFF;
    if (!settings->bell_test)
        calling->test_at = TIME_NEVER;
    else if (calling->test_at == TIME_NEVER)
        calling->test_at = app->now + time_from_ms(APP_BELL_TEST_FIRST_MS);
    quick_presses_configure(&calling->quick, off ? 0 : CALL_PRESSES_LEAST - 1 + settings->call_presses,
                            settings->call_gap_ms);
}

void app_calling_init(struct app *app)
{
    struct app_calling *calling = &app->calling;
    switch_filter_init(&calling->quick_filter, &(struct switch_filter_config){0});
    switch_filter_init(&calling->touch, &(struct switch_filter_config){0});
    calling->command_at = calling->answer_at = calling->speech_until = calling->test_at = TIME_NEVER;
    app_calling_configure(app);
}

/* --- quick presses --------------------------------------------------------------------------------------- */

static void call_by_presses(struct app *app)
{
    app_take_back_presses(app, &app->before_quick);
    app->last_press = app->now;
    app_call(app);
    app_refresh(app);
}

/* While it rings there is nothing to call for: who answers quickly does not ask anew. */
static bool one_more_press(struct app *app)
{
    struct quick_presses *quick = &app->calling.quick;
    if (app->ringing || quick->wanted == 0) {
        quick_presses_forget(quick);
        return false;
    }
    if (quick_presses_press(quick, app->now)) {
        call_by_presses(app);
        return true;
    }
    if (quick->count == 1)
        app_note_press(app, &app->before_quick);
    return false;
}

static bool hear_quick(struct app *app, const struct switch_outputs *out)
{
    bool called = false;
    for (int i = 0; i < out->count; i++)
        if (out->items[i].kind == SWITCH_PRESSED)
            called = one_more_press(app) || called;
    return called;
}

/* --- contacts -------------------------------------------------------------------------------------------- */

static bool calm_before(const struct app *app)
{
    const struct app_calling *calling = &app->calling;
    return calling->touched_before == 0 ||
           calling->touched_at >= calling->touched_before + time_from_ms(APP_CALM_MS);
}

/* Somebody or something presses on: the answer was none. */
static void answer_void(struct app *app)
{
    app->calling.answer_at = TIME_NEVER;
    if (app->ringing && app->mode == MODE_CALL)
        app_call(app);
    app_refresh(app);
}

/* True: the press made an answer void, and is nothing else. */
static bool hear_touch(struct app *app, const struct switch_outputs *out)
{
    struct app_calling *calling = &app->calling;
    bool voided = false;
    for (int i = 0; i < out->count; i++) {
        if (out->items[i].kind == SWITCH_PRESSED) {
            calling->touched_before = calling->touched_at;
            calling->touched_at = out->items[i].edge_us;
            voided = voided || calling->answer_at != TIME_NEVER;
            if (calling->answer_at != TIME_NEVER)
                answer_void(app);
        } else if (out->items[i].kind == SWITCH_LONG && calling->found_is_held) {
            app_call(app);
            app_refresh(app);
        }
    }
    return voided;
}

static void feed(struct switch_filter *filter, const struct event *event, time_us now,
                 struct switch_outputs *out)
{
    out->count = 0;
    if (event->kind == EVENT_SWITCH_LOST)
        switch_filter_lost(filter, now, out);
    else if (event->kind == EVENT_SWITCH_HELD)
        switch_filter_held(filter, now, out);
    else
        switch_filter_edge(filter, event->kind == EVENT_SWITCH_DOWN, now, out);
}

bool app_calling_edge(struct app *app, const struct event *event)
{
    struct switch_outputs out;
    if (event->switch_number != SELECT)
        return false;
    if (event->kind == EVENT_SWITCH_DOWN)
        app->calling.found_is_held = false;
    feed(&app->calling.touch, event, app->now, &out);
    bool voided = hear_touch(app, &out);
    feed(&app->calling.quick_filter, event, app->now, &out);
    return hear_quick(app, &out) || voided;
}

/* --- answers --------------------------------------------------------------------------------------------- */

/* Chosen by pressing the switch: not by a finger, nor by staying on it; nor by waiting, where the switch only moves. */
static bool by_switch(const struct app *app)
{
    return app->by_scan && !app->gaze.by_dwell;
}

static bool by_waiting(const struct app *app)
{
    return app->settings.scan_control == CONTROL_STEP_DWELL && !app_by_gaze(app);
}

void app_call_first_answer(struct app *app)
{
    if (!app->ringing)
        return;
    app->call_stop_asked = !by_switch(app) || by_waiting(app) || calm_before(app);
    app_stale_from_start(app);
}

void app_call_second_answer(struct app *app)
{
    if (!by_switch(app)) {
        app_call_stop(app, "acknowledged");
        return;
    }
    if (!by_waiting(app) && !calm_before(app)) {
        app_call(app);
        return;
    }
    app->calling.answer_at = app->now + time_from_ms(APP_CALM_MS);
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app); /* there is nothing to be chosen meanwhile */
    app_drain_scanner(app);
}

/* --- time ------------------------------------------------------------------------------------------------ */

time_us app_calling_deadline(const struct app *app)
{
    const struct app_calling *calling = &app->calling;
    time_us filters =
        time_min(switch_filter_deadline(&calling->quick_filter), switch_filter_deadline(&calling->touch));
    return time_min(filters, calling->answer_at);
}

static void drop_press(struct app *app)
{
    struct switch_outputs out = {.count = 0};
    switch_filter_held(&app->filters[SELECT], app->now, &out);
    app_hear_outputs(app, SELECT, &out);
}

bool app_calling_advance(struct app *app)
{
    struct app_calling *calling = &app->calling;
    struct switch_outputs out = {.count = 0};
    if (switch_filter_deadline(&calling->touch) <= app->now) {
        switch_filter_advance(&calling->touch, app->now, &out);
        (void)hear_touch(app, &out); /* presses begin with their edges */
    } else if (switch_filter_deadline(&calling->quick_filter) <= app->now) {
        switch_filter_advance(&calling->quick_filter, app->now, &out);
        if (hear_quick(app, &out))
            drop_press(app);
    } else if (calling->answer_at <= app->now) {
        calling->answer_at = TIME_NEVER;
        app_call_stop(app, "acknowledged");
    } else {
        return false;
    }
    return true;
}

#include "app_parts.h"

#include <string.h>

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
    calling->command_at = calling->answer_at = calling->light_from = calling->speech_until =
        calling->test_at = TIME_NEVER;
    app_calling_configure(app);
}

/* --- quick presses --------------------------------------------------------------------------------------- */

static void call_by_presses(struct app *app)
{
    app_take_back_presses(app, &app->before_quick);
    app->last_press = app->now;
    if (!app->calling.quick_practised)
        app_call_practice_over(app);
    app_call_by(app, CALL_BY_QUICK_PRESSES);
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
    if (quick->count == 1) {
        app_note_press(app, &app->before_quick);
        app->calling.quick_practised = app_practises_call(app);
    }
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

/* --- practising ------------------------------------------------------------------------------------------ */

/* Where it is practised nobody is called; but only there, only for a while, and only so often. */
bool app_practises_call(const struct app *app)
{
    const char *screen = app->screens[app->screen_count - 1].name;
    return app->calling.practice.runs && app->mode == MODE_PAGE && strcmp(screen, "calling") == 0;
}

void app_call_practice_begin(struct app *app)
{
    struct app_calling *calling = &app->calling;
    if (!calling->practice.runs)
        calling->practice = (struct call_practice){.runs = true};
    calling->practice_until = app->now + time_from_ms(APP_CALL_PRACTICE_MS);
    app_stale_from_start(app);
}

void app_call_practice_over(struct app *app)
{
    if (!app->calling.practice.runs)
        return;
    app->calling.practice.runs = false;
    app_stale_from_start(app);
}

void app_call_by(struct app *app, enum call_way way)
{
    struct call_practice *practice = &app->calling.practice;
    if (!app_practises_call(app)) {
        app_call(app);
        return;
    }
    practice->done++;
    practice->last = way;
    practice->miss = CALL_NO_MISS;
    if (practice->done >= CALL_TRIES)
        practice->runs = false;
    app_stale_from_start(app);
    app_refresh(app);
}

static void note_miss(struct app *app, enum call_miss miss)
{
    app->calling.practice.miss = miss;
    app->page_stale = true;
    app_refresh(app);
}

static void note_few_presses(struct app *app, int count)
{
    if (!app_practises_call(app) || count < 2)
        return;
    app->calling.practice.presses = count;
    note_miss(app, CALL_TOO_FEW_PRESSES);
}

static void note_short_hold(struct app *app, time_us released_us)
{
    struct app_calling *calling = &app->calling;
    int64_t held_ms = time_to_ms(released_us - calling->touched_at);
    if (!app_practises_call(app) || calling->touch.config.long_press_ms == 0 || held_ms < APP_CALL_HELD_MS ||
        held_ms >= calling->touch.config.long_press_ms)
        return;
    calling->practice.held_ms = (int)held_ms;
    note_miss(app, CALL_TOO_SHORT);
}

/* --- contacts -------------------------------------------------------------------------------------------- */

/* Taken by waiting for it, where the switch only moves. */
static bool by_waiting(const struct app *app)
{
    return app->settings.scan_control == CONTROL_STEP_DWELL && !app_by_gaze(app);
}

/* Who moves by the switch has no longer for it than until what is lit is taken. */
static int calm_ms(const struct app *app)
{
    int half_ms = app->settings.step_take_ms / 2;
    return by_waiting(app) && half_ms < APP_CALM_MS ? half_ms : APP_CALM_MS;
}

static bool calm_before(const struct app *app)
{
    const struct app_calling *calling = &app->calling;
    return calling->touched_before == 0 ||
           calling->touched_at >= calling->touched_before + time_from_ms(calm_ms(app));
}

/* When a question that waits in the dark may be lit, as the switch was pressed last. */
static time_us calm_again(const struct app *app)
{
    if (app->mode == MODE_CALL)
        return app->calling.touched_at + time_from_ms(APP_CALM_MS);
    return app->now + time_from_ms(APP_WAKE_CALM_MS);
}

/* Somebody or something presses on: the answer was none. */
static void answer_void(struct app *app)
{
    app->calling.answer_at = TIME_NEVER;
    if (app->ringing && app->mode == MODE_CALL)
        app_call(app);
    app_refresh(app);
}

/* Whoever holds on calls, also by a press that is none: begun too soon after another, taken for the finding of the switch, or
 * lost to settings that it changed. Only what a press that counts has chosen is taken back. */
static void held_on(struct app *app)
{
    if (app->filters[SELECT].state != SWITCH_STATE_CLOSED)
        app->before_press.noted = false;
    app->calling.held_on_at = app->now;
    if (!app->calling.hold_practised)
        app_call_practice_over(app);
    app_long_press(app);
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
            calling->hold_practised = app_practises_call(app);
            voided = voided || calling->answer_at != TIME_NEVER;
            if (calling->light_from != TIME_NEVER)
                calling->light_from = calm_again(app);
            if (calling->answer_at != TIME_NEVER)
                answer_void(app);
        } else if (out->items[i].kind == SWITCH_RELEASED) {
            note_short_hold(app, out->items[i].edge_us);
        } else if (out->items[i].kind == SWITCH_LONG) {
            held_on(app);
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
    feed(&app->calling.touch, event, app->now, &out);
    bool voided = hear_touch(app, &out);
    feed(&app->calling.quick_filter, event, app->now, &out);
    return hear_quick(app, &out) || voided;
}

bool app_asks_in_the_dark(const struct app *app)
{
    return app->calling.light_from != TIME_NEVER && (app->mode == MODE_WAKE || app->mode == MODE_CALL);
}

/* --- answers --------------------------------------------------------------------------------------------- */

/* Chosen by the switch: not by a finger, nor by staying on it. */
static bool by_switch(const struct app *app)
{
    return app->by_scan && !app->gaze.by_dwell;
}

void app_call_first_answer(struct app *app)
{
    if (!app->ringing)
        return;
    app->call_stop_asked = !by_switch(app) || calm_before(app);
    app_stale_from_start(app);
    if (app->call_stop_asked && by_switch(app) && !by_waiting(app) && !app_by_gaze(app))
        app_ask_in_the_dark(app, calm_again(app));
}

void app_call_second_answer(struct app *app)
{
    if (!by_switch(app)) {
        app_call_stop(app, "acknowledged");
        return;
    }
    if (!calm_before(app)) {
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
    if (calling->practice.runs)
        filters = time_min(filters, calling->practice_until);
    time_us first = time_min(filters, time_min(calling->answer_at, calling->light_from));
    return time_min(first, quick_presses_deadline(&calling->quick));
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
    int count;
    if (switch_filter_deadline(&calling->touch) <= app->now) {
        switch_filter_advance(&calling->touch, app->now, &out);
        (void)hear_touch(app, &out); /* presses begin with their edges */
    } else if (switch_filter_deadline(&calling->quick_filter) <= app->now) {
        switch_filter_advance(&calling->quick_filter, app->now, &out);
        if (hear_quick(app, &out))
            drop_press(app);
    } else if (quick_presses_advance(&calling->quick, app->now, &count)) {
        note_few_presses(app, count);
    } else if (calling->practice.runs && calling->practice_until <= app->now) {
        app_call_practice_over(app);
        app_refresh(app);
    } else if (calling->answer_at <= app->now) {
        calling->answer_at = TIME_NEVER;
        app_call_stop(app, "acknowledged");
    } else if (calling->light_from <= app->now) {
        app_let_answer(app);
    } else {
        return false;
    }
    return true;
}

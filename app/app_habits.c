#include "app_parts.h"

/* What ordinary use shows of the switch (scan/switch_habits.h): only of the one that selects, and only while something is
 * chosen in earnest. Presses are timed where one thing after the other lights up by itself.
 *
 *     raw edge ──▶ filter ──▶ HOLD (when after the light-up?) ──▶ ACT (a press) ──▶ RELEASED (how long was it held?)
 *        └─ a bounce, or within the dead time: counted at once                                                        */

enum { KEEP_MS = 600000 };

int64_t app_local_ms(const struct app *app)
{
    return app->local_ms + time_to_ms(app->now - app->local_at);
}

void app_set_local_ms(struct app *app, int64_t local_ms, time_us at_us)
{
    app->local_ms = local_ms;
    app->local_at = at_us;
}

void app_habits_changed(struct app *app)
{
    if (app->keep_habits_at == TIME_NEVER)
        app->keep_habits_at = app->now + time_from_ms(KEEP_MS);
}

/* NULL: nothing is counted now. */
static struct switch_habit *counted(struct app *app)
{
    if (app->mode != MODE_PAGE && app->mode != MODE_ASK)
        return NULL;
    app_habits_changed(app);
    return switch_habits_now(&app->habits, app_local_ms(app), app->settings.scan_time_ms,
                             app->settings.ignore_repeats_ms);
}

void app_habits_count(struct app *app, enum habit_count what)
{
    struct switch_habit *habit = counted(app);
    if (habit)
        habit->counts[what]++;
}

void app_habits_edge(struct app *app, const struct switch_filter *before, const struct switch_filter *after)
{
    bool closes = after->contact && !before->contact;
    bool bounces = before->state == SWITCH_STATE_CLOSING || before->state == SWITCH_STATE_CLOSED;
    bool ignored = before->state == SWITCH_STATE_OPEN && after->state == SWITCH_STATE_IGNORED;
    if (!closes || (!bounces && !ignored) || !counted(app))
        return;
    app_habits_count(app, bounces ? HABIT_BOUNCES : HABIT_IGNORED);
    app_watch_rattled(app);
}

/* Of the hold that begins; −1 where it says nothing. What lit up first, after a choice or a pause, has had nothing before
 * it that could have been meant. */
static int time_of_hold(const struct app *app, time_us edge_us)
{
    const struct settings *settings = &app->settings;
    time_us since = app_scan_lit_since(app), scan_time = time_from_ms(settings->scan_time_ms);
    bool timed = settings->scan_control == CONTROL_AUTOMATIC && settings->act_on == ON_PRESS &&
                 !app->scans_by_evidence && !app_by_gaze(app);
    if (!timed || since == TIME_NEVER || since > edge_us || edge_us - since > 2 * scan_time)
        return -1;
    int time_ms = (int)time_to_ms(edge_us - since);
    return time_ms < HABITS_LATE_MS && since - app->last_press <= scan_time ? -1 : time_ms;
}

static void count_press(struct app *app, time_us edge_us)
{
    struct switch_habit *habit = counted(app);
    if (!habit)
        return;
    switch_habit_press(habit, app->habit_time_ms);
    bool again = app->habit_released && edge_us - app->habit_released < time_from_ms(HABITS_DOUBLE_MS);
    habit->counts[HABIT_DOUBLE] += again;
    app_watch_counted(app);
}

void app_habits_output(struct app *app, const struct switch_output *output, time_us down_us)
{
    struct switch_habit *habit = NULL;
    switch (output->kind) {
    case SWITCH_HOLD:
        app->habit_time_ms = time_of_hold(app, output->edge_us);
        break;
    case SWITCH_ACT:
        count_press(app, output->edge_us);
        break;
    case SWITCH_RELEASED:
        app->habit_released = output->edge_us;
        habit = counted(app);
        if (habit)
            switch_habit_hold(habit, (int)time_to_ms(output->edge_us - down_us));
        break;
    case SWITCH_STUCK:
        app_habits_count(app, HABIT_STUCK);
        break;
    default:
        break;
    }
}

void app_habits_keep(struct app *app)
{
    struct buffer text = {0};
    if (app->keep_habits_at == TIME_NEVER)
        return;
    app->keep_habits_at = TIME_NEVER;
    switch_habits_write(&app->habits, &text);
    app_emit(app, EFFECT_KEEP_HABITS)->text = app_keep(app, buffer_text(&text));
    buffer_destroy(&text);
}

struct habit_proposal app_habits_proposal(const struct app *app)
{
    return switch_habits_propose(&app->habits, app_local_ms(app), app->settings.scan_time_ms,
                                 app->settings.ignore_repeats_ms);
}

void app_habits_decline(struct app *app)
{
    switch_habits_decline(&app->habits, app_habits_proposal(app).kind, app_local_ms(app));
    app->keep_habits_at = app->now;
    app_stale_from_start(app);
}

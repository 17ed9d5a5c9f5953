#include "app_parts.h"

#include <string.h>

/* A press that is held on. It counted when it began, for what was lit then (nobody waits for a choice); held for the
 * linger time it is the way to the urgent phrases, held for the long-press time it calls, or does what the settings say.
 * What it took at its beginning was not meant, and is taken back first:
 *
 *     press: takes 我 ─── linger time: 我 is taken back, the urgent phrases ─── long-press time: the call
 *
 * A setting that it changed stays changed, and what it turned (a page of suggestions, the body) stays turned. */

void app_note_press(struct app *app, struct app_before_press *before)
{
    before->steps = app->message.steps;
    before->taken_count = app->taken_count;
    before->pages_turned = app->pages_turned;
    before->screen_count = app->screen_count;
    memcpy(before->screens, app->screens, sizeof before->screens);
    before->mode = app->mode;
    before->speech_id = app->speech_id;
    before->noted = true;
}

/* Does it show another screen than it did before the press? */
static bool shows_another(const struct app *app, const struct app_before_press *before)
{
    const char *now = app->screens[app->screen_count - 1].name;
    return app->mode != before->mode || strcmp(now, before->screens[before->screen_count - 1].name) != 0;
}

static void take_back(struct app *app, struct app_before_press *before)
{
    if (!before->noted)
        return;
    before->noted = false;
    if (app->speech_id != before->speech_id)
        app_stop_speech(app);
    app->from_start = app->from_start || shows_another(app, before);
    memcpy(app->screens, before->screens, sizeof app->screens);
    app->screen_count = before->screen_count;
    app_read_heed(app); /* the steps are those of the message that was written then */
    if (message_return(&app->message, before->steps))
        app_message_changed(app);
    app->pages_turned = before->pages_turned;
    app->page_stale = true;
    if (app->mode == MODE_ASK && before->mode == MODE_PAGE)
        app->mode = MODE_PAGE;
    if (app->scans_by_evidence && !app_by_gaze(app) && app->taken_count != before->taken_count)
        evidence_forget_choice(app->evidence);
}

/* Rest and practising, where the press itself began them. */
static void leave_what_it_began(struct app *app, const struct app_before_press *before)
{
    if (!before->noted || (before->mode != MODE_PAGE && before->mode != MODE_ASK))
        return;
    app_practice_over(app);
    if (app->mode == MODE_REST)
        app_wake(app);
}

void app_lingered(struct app *app)
{
    leave_what_it_began(app, &app->before_press);
    if (app->mode != MODE_PAGE && app->mode != MODE_ASK)
        return;
    take_back(app, &app->before_press);
    struct cell urgent = {.id = "", .label = "", .action = {ACTION_OPEN, "urgent"}};
    app_act(app, &urgent);
    app->before_press.noted = true; /* held on further, it is where the press found it */
    app->before_press.taken_count = app->taken_count;
}

void app_take_back_presses(struct app *app, struct app_before_press *before)
{
    leave_what_it_began(app, before);
    if (app->mode == MODE_PAGE || app->mode == MODE_ASK)
        take_back(app, before);
}

/* Calling has been heard already, by the bare contact (app_call_gesture.c), unless that was broken meanwhile. */
void app_long_press_counted(struct app *app)
{
    if (app->settings.long_press_function != LONG_CALL || app->calling.held_on_at != app->now)
        app_long_press(app);
}

void app_long_press(struct app *app)
{
    static const enum action_kind kinds[] = {
        [LONG_NONE] = ACTION_NONE, [LONG_CALL] = ACTION_CALL, [LONG_UNDO] = ACTION_UNDO,
        [LONG_HOME] = ACTION_HOME, [LONG_REST] = ACTION_REST, [LONG_SPEAK] = ACTION_SPEAK,
    };
    if (app->mode == MODE_PAGE || app->mode == MODE_ASK)
        take_back(app, &app->before_press);
    if (app->settings.long_press_function == LONG_CALL) {
        app_call_by(app, CALL_BY_HOLDING);
        return;
    }
    app_act_kind(app, kinds[app->settings.long_press_function]);
}

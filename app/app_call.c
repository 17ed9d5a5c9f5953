#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Calling, resting, waking, and questions.
 *
 * The call: the bell for APP_BELL_MS, then the spoken call, then the bell again, until somebody stops it; the screen
 * flashes slowly all the while. Without sound it flashes.
 *
 *     |bell----4 s----|"Please come …"|bell----4 s----|…
 *     |bright|dark|bright|dark|bright|…                       APP_FLASH_MS each
 *
 * A call is taken back by two answers of which the harmless one always comes first: not by a tremor. */

static void ring(struct app *app, bool on)
{
    app->bell_on = on;
    app->bell_until = app->now + time_from_ms(APP_BELL_MS);
    app_emit(app, EFFECT_RING)->on = on;
}

static void tell_call(struct app *app, const char *state)
{
    app_emit(app, EFFECT_CALL)->text = app_keep(app, state);
}

/* A page that came over the others is scanned from its start, also out of rest or a pause. */
static void show_overlay(struct app *app)
{
    app_rebuild(app, SCAN_FROM_START);
    app_scan_start(app);
    app_drain_scanner(app);
}

void app_call(struct app *app)
{
    app_practice_over(app);
    app->call_stop_asked = false;
    if (!app->ringing) {
        app_stop_speech(app);
        app->mode_before_call = app->mode == MODE_WAKE ? MODE_REST : app->mode;
        app->ringing = app->flash_on = true;
        app->flash_at = app->now + time_from_ms(APP_FLASH_MS);
        tell_call(app, "ringing");
        ring(app, true);
    }
    app->mode = MODE_CALL;
    show_overlay(app);
}

static void say_call(struct app *app)
{
    ring(app, false);
    app->call_speech_id = ++app->next_speech_id;
    struct effect *effect = app_emit(app, EFFECT_SAY);
    effect->text = app_keep(app, _("Please come! I need help."));
    effect->phrase = "call";
    effect->speech_id = app->call_speech_id;
}

static void call_said(struct app *app)
{
    if (app->call_speech_id)
        app_emit(app, EFFECT_SAID)->speech_id = app->call_speech_id;
    app->call_speech_id = 0;
}

void app_call_speech_ended(struct app *app)
{
    call_said(app);
    if (app->ringing)
        ring(app, true);
}

void app_call_advance(struct app *app)
{
    if (app->bell_on && app->bell_until <= app->now)
        say_call(app);
    if (app->flash_at <= app->now) {
        app->flash_on = !app->flash_on;
        app->flash_at += time_from_ms(APP_FLASH_MS);
        app_changed(app);
    }
}

void app_call_stop(struct app *app, const char *how)
{
    if (!app->ringing)
        return;
    app->ringing = app->call_stop_asked = app->flash_on = false;
    if (app->bell_on)
        ring(app, false);
    if (app->call_speech_id)
        app_emit(app, EFFECT_STOP_SPEECH);
    call_said(app);
    tell_call(app, how);
    app->mode = app->mode_before_call;
    if (app->mode == MODE_REST) {
        app->mode = MODE_PAGE;
        app_emit(app, EFFECT_WAKE);
    }
    show_overlay(app);
}

/* --- rest ---------------------------------------------------------------------------------------------- */

void app_rest(struct app *app)
{
    if (app->ringing) /* a call ends by its own answers only */
        return;
    app_stop_speech(app);
    if (app->mode != MODE_WAKE)
        app_emit(app, EFFECT_REST);
    app_practice_over(app);
    app_lock_shut(app);
    app_keep_person(app);
    app_habits_keep(app);
    app->mode = MODE_REST;
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
}

void app_ask_wake(struct app *app)
{
    app->mode = MODE_WAKE;
    app->last_press = app->now;
    show_overlay(app);
}

void app_wake(struct app *app)
{
    if (app->mode != MODE_REST && app->mode != MODE_WAKE)
        return;
    app->mode = MODE_PAGE;
    app->last_press = app->now;
    app_emit(app, EFFECT_WAKE);
    show_overlay(app);
}

/* --- questions ----------------------------------------------------------------------------------------- */

void app_ask(struct app *app, const struct action *action)
{
    app->asked = (struct action){action->kind, NULL};
    app->mode = MODE_ASK;
    app_stale_from_start(app);
}

static void do_asked(struct app *app)
{
    if (app->asked.kind == ACTION_QUIT)
        app_emit(app, EFFECT_QUIT);
    else if (app->asked.kind == ACTION_FORGET_WORDS)
        app_words_forget_all(app);
    else if (app->asked.kind == ACTION_FORGET_PERSON)
        app_forget_person(app);
    else if (app->asked.kind == ACTION_GAZE_FORGET)
        app_gaze_forget(app);
    else if (app->asked.kind == ACTION_RESTORE)
        app_restore(app);
    else if (app->asked.kind == ACTION_SETTING_CHANGE)
        app_change_setting(app, app->asked_change);
    else if (app->asked.kind == ACTION_SETTING_UNDO)
        app_undo_setting(app, app->asked_change);
    else if (message_clear(&app->message))
        app_message_changed(app);
}

void app_answer(struct app *app, bool yes)
{
    if (app->mode == MODE_CALL && app->call_stop_asked) {
        if (yes)
            app_call_stop(app, "acknowledged");
        else
            app_call(app);
        return;
    }
    if (app->mode == MODE_WAKE) {
        app_rest(app);
        return;
    }
    if (app->mode != MODE_ASK)
        return;
    app->mode = MODE_PAGE;
    app_stale_from_start(app);
    if (yes)
        do_asked(app);
}

#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Calling, resting, waking, and questions.
 *
 * The call: the bell for APP_BELL_MS, then the spoken call, then the bell again, until somebody stops it; the screen
 * flashes slowly all the while. A spoken call that does not end by APP_CALL_SPEECH_MS (the synthesiser hangs) is waited for
 * no more in this call: the bell rings alone, until that voice is heard of again. Without sound nobody would hear a voice
 * either: then the bell rings on without a pause, so that it sounds as soon as anything takes it, and the page says so.
 *
 *     |bell----4 s----|"Please come …"|bell----4 s----|…
 *     |bright|dark|bright|dark|bright|…                       APP_FLASH_MS each: 0.5 Hz, where 3 Hz would be harmful
 *
 * A call is taken back by two answers of which the harmless one always comes first: not by a tremor (app_call.h). */

static void ring(struct app *app, bool on)
{
    bool alone = app->calling.voice_hangs || app->sound_lost;
    if (on || app->bell_on)
        app_emit(app, EFFECT_RING)->on = on;
    app->bell_on = on;
    app->bell_until = alone ? TIME_NEVER : app->now + time_from_ms(APP_BELL_MS);
}

/* The caregiver's own program. */
static void run_command(struct app *app, const char *state)
{
    app->calling.command_at = TIME_NEVER;
    if (!app->settings.call_command[0])
        return;
    struct effect *effect = app_emit(app, EFFECT_CALL_COMMAND);
    effect->id = app_keep(app, state);
    effect->text = app_keep(app, _("Please come! I need help."));
    if (app->ringing)
        app->calling.command_at = app->now + time_from_ms(APP_CALL_COMMAND_MS);
}

static void tell_call(struct app *app, const char *state)
{
    app_emit(app, EFFECT_CALL)->text = app_keep(app, state);
    run_command(app, state);
}

/* A page that came over the others is scanned from its start, also out of rest or a pause. */
static void show_overlay(struct app *app)
{
    app_rebuild(app, SCAN_FROM_START);
    app_scan_start(app);
    app_drain_scanner(app);
}

static void begin_to_ring(struct app *app)
{
    app_stop_speech(app);
    if (app->large_text) /* nothing stands before a call */
        app_large_text_over(app);
    app->mode_before_call = app->mode == MODE_WAKE ? MODE_REST : app->mode;
    app->ringing = app->flash_on = true;
    app->flash_at = app->now + time_from_ms(APP_FLASH_MS);
    app->calling.voice_hangs = false;
    tell_call(app, "ringing");
    ring(app, true);
}

void app_call(struct app *app)
{
    app_practice_over(app);
    app->call_stop_asked = false;
    app->calling.answer_at = app->calling.light_from = TIME_NEVER;
    if (!app->ringing)
        begin_to_ring(app);
    app->mode = MODE_CALL;
    show_overlay(app);
}

static void say_call(struct app *app)
{
    ring(app, false);
    app->call_speech_id = ++app->next_speech_id;
    app->calling.speech_until = app->now + time_from_ms(APP_CALL_SPEECH_MS);
    struct effect *effect = app_emit(app, EFFECT_SAY);
    effect->text = app_keep(app, _("Please come! I need help."));
    effect->phrase = "call";
    effect->speech_id = app->call_speech_id;
}

void app_call_speech_lasts(struct app *app, time_us lasts_us)
{
    time_us until = app->now + lasts_us + time_from_ms(APP_CALL_SPEECH_MS);
    if (app->calling.speech_until != TIME_NEVER && until > app->calling.speech_until)
        app->calling.speech_until = until;
}

/* Of the call that is being spoken, if there is one. */
static void speech_over(struct app *app)
{
    if (app->call_speech_id)
        app_emit(app, EFFECT_SAID)->speech_id = app->call_speech_id;
    app->calling.late_speech_id = app->call_speech_id;
    app->call_speech_id = 0;
    app->calling.speech_until = TIME_NEVER;
}

/* One that was waited for in vain may end after all: then the voice is heard again, after the bell. */
void app_call_speech_ended(struct app *app, uint32_t speech_id)
{
    struct app_calling *calling = &app->calling;
    if (app->ringing && calling->voice_hangs && speech_id == calling->late_speech_id) {
        calling->voice_hangs = false;
        ring(app, true);
    }
    if (!app->call_speech_id || speech_id != app->call_speech_id)
        return;
    speech_over(app);
    if (app->ringing)
        ring(app, true);
}

static void voice_hangs(struct app *app)
{
    app->calling.voice_hangs = true;
    app_emit(app, EFFECT_STOP_SPEECH);
    speech_over(app);
    ring(app, true);
}

/* Lost, the voice is waited for no more; back, it comes after the bell. */
void app_call_sound_changed(struct app *app)
{
    app->page_stale = app->page_stale || app->mode == MODE_CALL;
    if (!app->ringing)
        return;
    if (app->call_speech_id) {
        app_emit(app, EFFECT_STOP_SPEECH);
        speech_over(app);
    }
    ring(app, true);
}

time_us app_call_deadline(const struct app *app)
{
    const struct app_calling *calling = &app->calling;
    if (!app->ringing)
        return calling->test_at;
    time_us first = time_min(app->flash_at, time_min(calling->speech_until, calling->command_at));
    return app->bell_on ? time_min(first, app->bell_until) : first;
}

/* Heard by nobody; what rings is its own test. */
static void test_bell(struct app *app)
{
    app->calling.test_at = app->now + time_from_ms(APP_BELL_TEST_MS);
    app_emit(app, EFFECT_TEST_BELL);
}

void app_call_advance(struct app *app)
{
    struct app_calling *calling = &app->calling;
    if (!app->ringing) {
        test_bell(app);
        return;
    }
    if (app->bell_on && app->bell_until <= app->now)
        say_call(app);
    if (calling->speech_until <= app->now)
        voice_hangs(app);
    if (calling->command_at <= app->now)
        run_command(app, "ringing");
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
    ring(app, false);
    if (app->call_speech_id)
        app_emit(app, EFFECT_STOP_SPEECH);
    speech_over(app);
    app->calling.late_speech_id = 0;
    app->calling.answer_at = app->calling.light_from = TIME_NEVER;
    tell_call(app, how);
    app_lower(app, WARNING_CALL_FAILED);
    app->mode = app->mode_before_call;
    if (app->mode == MODE_REST) {
        app->mode = MODE_PAGE;
        app_emit(app, EFFECT_WAKE);
    }
    show_overlay(app);
}

void app_call_event(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_CALL_FAILED)
        app_raise(app, WARNING_CALL_FAILED, event->detail);
    else if (event->kind == EVENT_CALLED)
        app_lower(app, WARNING_CALL_FAILED);
    else if (event->kind == EVENT_BELL_SILENT)
        app_raise(app, WARNING_BELL_SILENT, event->text);
    else if (event->kind == EVENT_BELL_WORKS)
        app_lower(app, WARNING_BELL_SILENT);
}

/* --- rest ---------------------------------------------------------------------------------------------- */

void app_rest(struct app *app)
{
    if (app->ringing) /* a call ends by its own answers only */
        return;
    app_stop_speech(app);
    app_watch_rests(app);
    if (app->mode != MODE_WAKE)
        app_emit(app, EFFECT_REST);
    app_practice_over(app);
    app_lock_shut(app);
    app_keep_person(app);
    app_habits_keep(app);
    app->mode = MODE_REST;
    app->calling.light_from = TIME_NEVER;
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
}

void app_ask_wake(struct app *app)
{
    app->mode = MODE_WAKE;
    app->last_press = app->now;
    app_ask_in_the_dark(app, app->now + time_from_ms(APP_WAKE_CALM_MS));
}

void app_ask_in_the_dark(struct app *app, time_us until)
{
    app->calling.light_from = until;
    app_rebuild(app, SCAN_FROM_START);
    app_scan_stop(app);
    app_drain_scanner(app);
}

void app_let_answer(struct app *app)
{
    bool asked = app->mode == MODE_WAKE || (app->mode == MODE_CALL && app->call_stop_asked);
    app->calling.light_from = TIME_NEVER;
    if (asked)
        show_overlay(app);
}

void app_wake(struct app *app)
{
    if (app->mode != MODE_REST && app->mode != MODE_WAKE)
        return;
    app->mode = MODE_PAGE;
    app->last_press = app->now;
    app->calling.light_from = TIME_NEVER;
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
    else if (app->asked.kind == ACTION_PERSON)
        app_do_person(app);
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
            app_call_second_answer(app);
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

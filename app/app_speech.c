#include "app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* What is being said. The main voice says one thing at a time: something new interrupts what is being said. */

bool app_waits_for_speech(const struct app *app)
{
    return app->speech_id != 0 || app->large_text;
}

static void tell_scanner(struct app *app)
{
    app_scan_speaking(app);
}

static void remember_said(struct app *app, const char *text)
{
    app_partner_says(app, text);
    if (app->history_count == APP_HISTORY_AT_MOST)
        free(app->history[--app->history_count]);
    memmove(&app->history[1], &app->history[0], (size_t)app->history_count * sizeof app->history[0]);
    app->history[0] = memory_copy_text(text);
    app->history_count++;
    app_known_said(app, text);
    app_emit(app, EFFECT_KEEP_SAID)->text = app_keep(app, text);
}

static void show_large(struct app *app, const char *text)
{
    app_replace_text(&app->large_text, text);
    app->large_text_until = app->now + time_from_ms(APP_LARGE_TEXT_MS);
}

static void begin_to_say(struct app *app, const char *phrase, const char *text, const char *reading,
                         int rate_wpm)
{
    app_tell_over(app);
    app_replace_text(&app->speech_phrase, phrase);
    app_replace_text(&app->speech_text, text);
    app_replace_text(&app->speech_reading, reading);
    app->speech_id = ++app->next_speech_id;
    app->speech_since = app->now;
    app->speech_overdue =
        app->now +
        time_from_ms(APP_SPEECH_GRACE_MS + (int64_t)utf8_count(text, strlen(text)) * APP_SPEECH_CHARACTER_MS);
    app->spoken_first = app->spoken_count = 0;
    struct effect *effect = app_emit(app, EFFECT_SAY);
    effect->text = app_keep(app, text);
    effect->reading = app_keep(app, reading);
    effect->phrase = app_keep(app, phrase);
    effect->speech_id = app->speech_id;
    effect->rate_wpm = rate_wpm;
}

void app_speech_lasts(struct app *app, uint32_t speech_id, time_us lasts_us)
{
    time_us overdue = app->speech_since + lasts_us + time_from_ms(APP_SPEECH_GRACE_MS);
    if (speech_id == app->speech_id && overdue > app->speech_overdue)
        app->speech_overdue = overdue;
    if (speech_id == app->call_speech_id)
        app_call_speech_lasts(app, lasts_us);
}

void app_speak_part(struct app *app, const char *text, const char *reading, int rate_wpm)
{
    begin_to_say(app, NULL, text, reading, rate_wpm);
    tell_scanner(app);
}

void app_speak(struct app *app, const char *text, const char *reading, bool remember)
{
    app_speak_phrase(app, NULL, text, reading, remember);
}

void app_speak_phrase(struct app *app, const char *given_id, const char *given, const char *given_reading,
                      bool remember)
{
    if (!given || !given[0])
        return;
    char *text = memory_copy_text(given), *reading = memory_copy_text(given_reading);
    char *id = memory_copy_text(given_id);
    app_stop_speech(app);
    begin_to_say(app, id, text, reading, 0);
    if (remember)
        remember_said(app, text);
    if (app->sound_lost)
        show_large(app, text);
    free(text);
    free(reading);
    free(id);
    app->page_stale = true;
    tell_scanner(app);
}

void app_message_reading(const struct app *app, struct buffer *reading)
{
    uint32_t character;
    const char *text = message_text(&app->message);
    size_t size = message_size(&app->message);
    for (size_t at = 0, index = 0; at < size; index++) {
        at += utf8_decode(text + at, size - at, &character);
        if (!utf8_is_hanzi(character))
            continue;
        const char *syllable = message_syllable(&app->message, (int)index);
        buffer_printf(reading, "%s%s", reading->size ? " " : "", syllable[0] ? syllable : "-");
    }
}

void app_speak_message(struct app *app)
{
    struct buffer reading = {0};
    app_message_reading(app, &reading);
    app_speak(app, message_text(&app->message), reading.size ? buffer_text(&reading) : NULL, true);
    buffer_destroy(&reading);
}

void app_say(struct app *app, const char *text, time_us at_us)
{
    app_advance(app, at_us);
    app_speak(app, text, NULL, false);
    app_partner_says(app, text);
    app_refresh(app);
    app_drain_scanner(app);
}

void app_cue(struct app *app, const char *text)
{
    if (!text[0] || app->speech_id || app->ringing || app_records(app))
        return;
    struct effect *effect = app_emit(app, EFFECT_SAY);
    effect->text = app_keep(app, text);
    effect->speech_id = app->cue_id = ++app->next_speech_id;
    effect->cue = true;
}

static void speech_over(struct app *app)
{
    app->speech_id = 0;
    app->speech_overdue = TIME_NEVER;
    app->spoken_count = 0;
    app_partner_said(app);
    tell_scanner(app);
    app_changed(app);
}

void app_stop_speech(struct app *app)
{
    if (app->reading.run == READING_ALOUD)
        app_read_still(app);
    app_tell_stop(app);
    if (!app->speech_id)
        return;
    app_emit(app, EFFECT_STOP_SPEECH);
    app_emit(app, EFFECT_SAID)->speech_id = app->speech_id;
    speech_over(app);
}

void app_speech_event(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_SPEECH_ENDED)
        app_call_speech_ended(app, event->speech_id);
    if (event->speech_id == app->tell.speech_id && event->kind == EVENT_SPEECH_ENDED)
        app_tell_over(app);
    if (event->speech_id != app->speech_id || app->speech_id == 0)
        return;
    if (event->kind == EVENT_SPEECH_WORD) {
        app->spoken_first = event->first;
        app->spoken_count = event->count;
        app_read_word(app, event->first, event->count);
        app_changed(app);
    } else if (event->kind == EVENT_SPEECH_ENDED) {
        app_speech_ended(app);
    }
}

void app_speech_ended(struct app *app)
{
    app_emit(app, EFFECT_SAID)->speech_id = app->speech_id;
    speech_over(app);
    if (!app_tell_within_reading(app))
        app_read_said(app);
    app_drain_scanner(app);
}

void app_sound_event(struct app *app, bool lost)
{
    app->sound_lost = lost;
    if (lost)
        app_raise(app, WARNING_NO_SOUND, NULL);
    else
        app_lower(app, WARNING_NO_SOUND);
    if (lost && app->reading.run == READING_ALOUD)
        app_read_stop(app);
    if (lost && app->speech_id)
        show_large(app, app->speech_text);
    app_call_sound_changed(app);
    tell_scanner(app);
    app_changed(app);
}

void app_large_text_over(struct app *app)
{
    free(app->large_text);
    app->large_text = NULL;
    tell_scanner(app);
    app_changed(app);
    app_drain_scanner(app);
}

#include "run/real_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "run/clock.h"
#include "run/event_json.h"
#include "speech/voice_thread.h"
#include "view/layout.h"

/* --- effects ------------------------------------------------------------------------------------------- */

static void write_log(struct real *real, const struct effect *effect, const struct utterance *utterance)
{
    if (!real->log)
        return;
    buffer_clear(&real->line);
    if (!event_json(&real->line, effect, utterance))
        return;
    /* How late the program was for it, beside what the driver tells. */
    fprintf(real->log, "%.*s,\"late_us\":%lld}\n", (int)real->line.size - 1, buffer_text(&real->line),
            (long long)(clock_now() - effect->at_us));
    fflush(real->log);
}

static void say(struct real *real, const struct effect *effect)
{
    struct utterance utterance = sayer_build(&real->sayer, effect, app_settings(real->app));
    write_log(real, effect, &utterance);
    real->voice->say(real->voice->self, &utterance);
    say_report(&real->sayer, &utterance, real->app, effect->at_us);
}

/* How it is to ring is asked when it begins: who changes that while it rings changes the next call. */
static void ring(struct real *real, bool on)
{
    const struct settings *settings = app_settings(real->app);
    if (on)
        voice_thread_set_bell(real->voice, settings->call_everywhere, settings->call_mixer);
    voice_thread_bell(real->voice, on);
}

static bool same_switches(const struct settings *a, const struct settings *b)
{
    return a->switch_count == b->switch_count && memcmp(a->switches, b->switches, sizeof a->switches) == 0;
}

/* The guide has found another switch: it serves at once. */
static void take_switches(struct real *real, const struct settings *settings)
{
    bool same = same_switches(&real->world.settings, settings);
    real->world.settings = *settings;
    if (same)
        return;
    world_take_switches(&real->world);
    window_source_set_map(real->window_source, &real->world.switches);
    if (real->switches)
        evdev_source_set_map(real->switches, &real->world.switches);
}

static void keep_settings(struct real *real, const struct effect *effect)
{
    const struct settings *settings = app_settings(real->app);
    struct settings before = real->world.settings;
    take_switches(real, settings);
    real_serve_as_set(real, &before);
    saver_add(real->saver, effect, settings);
}

static void copy(struct real *real, const struct effect *effect)
{
    struct event event = {.kind = EVENT_HANDED, .hand = HAND_COPY, .at_us = clock_now()};
    if (!window_copy(real->window, effect->text)) {
        event.kind = EVENT_HAND_FAILED;
        snprintf(event.detail, sizeof event.detail, "%s", _("there is no clipboard here"));
    }
    real_post(real, &event);
}

static void hand_over(struct real *real, const struct effect *effect)
{
    if (real->hand_over)
        hand_over_add(real->hand_over, effect, app_settings(real->app));
}

static void keep_recordings(struct real *real)
{
    struct recorder_job *job;
    while ((job = recorder_take_job(&real->recorder)) != NULL)
        saver_add_recording(real->saver, job);
}

static void begin_with(struct real *real, const struct effect *effect)
{
    if (world_begins_with(&real->world, effect, real->restore)) {
        real->quit = true;
        return;
    }
    app_warn(real->app, keep_begin_warning(real->restore), _("not in safe mode"), clock_now());
    real->restore[0] = '\0';
}

static void carry_out(struct real *real, const struct effect *effect)
{
    switch (effect->kind) {
    case EFFECT_SAY:
        say(real, effect);
        break;
    case EFFECT_STOP_SPEECH:
        real->voice->stop(real->voice->self, VOICE_MAIN);
        break;
    case EFFECT_RING:
        ring(real, effect->on);
        break;
    case EFFECT_TICK:
        voice_thread_tick(real->voice, app_settings(real->app)->speech_volume);
        break;
    case EFFECT_KEEP_SETTINGS:
        keep_settings(real, effect);
        break;
    case EFFECT_KEEP_PHRASE:
        free(real->kept_phrase);
        real->kept_phrase = memory_copy_text(effect->text);
        saver_add(real->saver, effect, app_settings(real->app));
        break;
    case EFFECT_KEEP_WORDS:
        learnt_note(&real->world.learnt, effect->text);
        saver_add(real->saver, effect, app_settings(real->app));
        break;
    case EFFECT_KEEP_RECORDING:
        keep_recordings(real);
        break;
    case EFFECT_EDIT_PHRASES:
    case EFFECT_KEEP_MESSAGE:
    case EFFECT_KEEP_SAID:
    case EFFECT_KEEP_PERSON:
    case EFFECT_KEEP_HABITS:
    case EFFECT_KEEP_GAZE:
    case EFFECT_KEEP_READING:
        saver_add(real->saver, effect, app_settings(real->app));
        break;
    case EFFECT_PERSON:
    case EFFECT_RESTORE:
        begin_with(real, effect);
        break;
    case EFFECT_BEGIN_ANEW:
        real->quit = real->again = true;
        break;
    case EFFECT_COPY:
        copy(real, effect);
        break;
    case EFFECT_SAVE_TEXT:
    case EFFECT_SEND:
    case EFFECT_PAPER:
        hand_over(real, effect);
        break;
    case EFFECT_CALL_COMMAND:
        write_log(real, effect, NULL);
        if (real->call_over)
            hand_over_call(real->call_over, effect, app_settings(real->app));
        break;
    case EFFECT_TEST_BELL:
        voice_thread_test_bell(real->voice);
        break;
    case EFFECT_QUIT:
        real->quit = true;
        break;
    default:
        write_log(real, effect, NULL);
    }
}

void real_settle(struct real *real)
{
    for (const struct effect *effect = app_next_effect(real->app); effect;
         effect = app_next_effect(real->app))
        carry_out(real, effect);
}

void real_listen_as_shown(struct real *real)
{
    bool listens = app_listens(real->app);
    if (listens == real->listens)
        return;
    real->listens = listens;
    window_source_listen(real->window_source, listens);
    if (real->switches)
        evdev_source_listen(real->switches, listens);
}

static struct view_rect message_place(struct real *real)
{
    struct arena arena;
    int width, height;
    arena_init(&arena);
    window_size(real->window, &width, &height);
    struct layout layout =
        layout_of(app_page(real->app), width, height, app_settings(real->app)->text_percent, &arena);
    arena_destroy(&arena);
    return layout.message;
}

/* Keys type while a text is typed; a caregiver's keyboard is no switch then. */
void real_type_as_shown(struct real *real)
{
    enum app_typing typing = app_types(real->app);
    static const enum window_typing of[] = {[TYPING_NOTHING] = WINDOW_TYPES_NOTHING,
                                            [TYPING_BESIDE] = WINDOW_TYPES_BESIDE,
                                            [TYPING_ALL] = WINDOW_TYPES_ALL};
    if (typing == real->typing)
        return;
    struct view_rect place = message_place(real);
    real->typing = typing;
    window_source_type(real->window_source, of[typing], place.x, place.y, place.width, place.height);
    if (real->switches)
        evdev_source_type(real->switches, typing == TYPING_ALL);
}

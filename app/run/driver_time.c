#include "run/driver_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "run/hand_over.h"

/* Virtual time. What the voice will tell is computed when something is said, and waits here for its time. */

static void add_pending(struct driver *driver, const struct event *event)
{
    if (driver->pending_count == driver->pending_capacity) {
        driver->pending_capacity = driver->pending_capacity ? driver->pending_capacity * 2 : 64;
        driver->pending = memory_grow(driver->pending, driver->pending_capacity, sizeof *driver->pending);
    }
    size_t at = driver->pending_count++;
    for (; at > 0 && driver->pending[at - 1].at_us > event->at_us; at--)
        driver->pending[at] = driver->pending[at - 1];
    driver->pending[at] = *event;
}

static void forget_pending(struct driver *driver, uint32_t speech_id)
{
    size_t kept = 0;
    for (size_t i = 0; i < driver->pending_count; i++)
        if (driver->pending[i].speech_id != speech_id)
            driver->pending[kept++] = driver->pending[i];
    driver->pending_count = kept;
}

static void schedule_speech(struct driver *driver, const struct utterance *utterance, time_us at_us)
{
    struct speech_times times;
    voice_virtual_time(driver->voice, utterance, &times);
    for (size_t i = 0; i < times.word_count; i++)
        add_pending(driver, &(struct event){.kind = EVENT_SPEECH_WORD,
                                            .at_us = at_us + time_from_ms(times.words[i].at_ms),
                                            .speech_id = utterance->id,
                                            .first = times.words[i].first,
                                            .count = times.words[i].count});
    add_pending(driver, &(struct event){.kind = EVENT_SPEECH_ENDED,
                                        .at_us = at_us + time_from_ms(times.duration_ms),
                                        .speech_id = utterance->id});
}

static void say(struct driver *driver, const struct effect *effect)
{
    uint32_t *saying = effect->cue ? &driver->cue_id : &driver->main_id;
    struct utterance utterance = sayer_build(&driver->sayer, effect, app_settings(driver->app));
    driver_tell(driver, effect, &utterance);
    forget_pending(driver, *saying);
    *saying = utterance.id;
    schedule_speech(driver, &utterance, effect->at_us);
    say_report(&driver->sayer, &utterance, driver->app, effect->at_us);
}

static void tell_kept(void *context, const struct kept_job *job, struct event *event)
{
    struct driver *driver = context;
    bool kept_phrase = event->kind == EVENT_PHRASE_KEPT;
    event->at_us = driver->now;
    event->kind = kept_phrase ? EVENT_SAVED : event->kind;
    app_handle(driver->app, event);
    if (!kept_phrase)
        return;
    app_phrase_kept(driver->app, job->text);
    world_reload_phrases(&driver->world);
    app_set_phrases(driver->app, &driver->world.phrases_zh, &driver->world.phrases_en, driver->now);
}

/* As the saver does. */
static void try_to_keep(struct driver *driver)
{
    bool waits = keeping_try(&driver->keeping, tell_kept, driver) > 0;
    driver->keep_again = waits ? driver->now + time_from_ms(KEEPING_AGAIN_MS) : TIME_NEVER;
}

static void keep(struct driver *driver, const struct effect *effect)
{
    keeping_add(&driver->keeping, effect, app_settings(driver->app));
    try_to_keep(driver);
}

static void edit_phrases(struct driver *driver, const struct effect *effect)
{
    struct event answer;
    bool english = app_settings(driver->app)->language == LANGUAGE_ENGLISH;
    world_edit_phrases(&driver->world, effect->text, english, &answer);
    answer.at_us = effect->at_us;
    if (answer.kind == EVENT_PHRASES_EDITED) {
        world_reload_phrases(&driver->world);
        app_set_phrases(driver->app, &driver->world.phrases_zh, &driver->world.phrases_en, driver->now);
        world_report(&driver->world, driver->app, driver->now);
    }
    app_handle(driver->app, &answer);
}

static void keep_recordings(struct driver *driver)
{
    struct recorder_job *job;
    while ((job = recorder_take_job(&driver->recorder)) != NULL) {
        struct event answer;
        recorder_do_job(&driver->world, job, &answer);
        recorder_job_free(job);
        answer.at_us = driver->now;
        app_handle(driver->app, &answer);
    }
}

/* Told, and answered at once as done; only texts are really saved. */
static void hand_over(struct driver *driver, const struct effect *effect, enum hand hand)
{
    char path[PLACE_BYTES] = "", reason[PLACE_BYTES + 64] = "";
    struct event event = {.kind = EVENT_HANDED, .at_us = effect->at_us, .hand = hand};
    driver_tell(driver, effect, NULL);
    if (hand == HAND_SAVE && !text_file_save(&driver->world, effect->text, path, reason, sizeof reason))
        event.kind = EVENT_HAND_FAILED;
    snprintf(event.detail, sizeof event.detail, "%.*s", (int)sizeof event.detail - 1,
             event.kind == EVENT_HANDED ? path : reason);
    app_handle(driver->app, &event);
}

static void answer(struct driver *driver, enum event_kind kind, const char *text)
{
    struct event event = {.kind = kind, .at_us = driver->now};
    snprintf(event.text, sizeof event.text, "%s", text);
    app_handle(driver->app, &event);
}

static void test_bell(struct driver *driver)
{
    if (driver->sound_gone)
        answer(driver, EVENT_BELL_SILENT, _("there is no sound device"));
    else
        answer(driver, EVENT_BELL_WORKS, "");
}

static void begin_with(struct driver *driver, const struct effect *effect)
{
    if (world_begins_with(&driver->world, effect, driver->restore))
        return;
    app_warn(driver->app, keep_begin_warning(driver->restore), _("not in safe mode"), driver->now);
    driver->restore[0] = '\0';
}

static void carry_out(struct driver *driver, const struct effect *effect)
{
    switch (effect->kind) {
    case EFFECT_SAY:
        say(driver, effect);
        break;
    case EFFECT_STOP_SPEECH:
        forget_pending(driver, driver->main_id);
        break;
    case EFFECT_KEEP_MESSAGE:
    case EFFECT_KEEP_SAID:
    case EFFECT_KEEP_PHRASE:
    case EFFECT_KEEP_SETTINGS:
    case EFFECT_KEEP_WORDS:
    case EFFECT_KEEP_PERSON:
    case EFFECT_KEEP_HABITS:
    case EFFECT_KEEP_GAZE:
    case EFFECT_KEEP_READING:
        keep(driver, effect);
        break;
    case EFFECT_EDIT_PHRASES:
        edit_phrases(driver, effect);
        break;
    case EFFECT_KEEP_RECORDING:
        keep_recordings(driver);
        break;
    case EFFECT_PERSON:
    case EFFECT_RESTORE:
        begin_with(driver, effect);
        break;
    case EFFECT_BEGIN_ANEW:
        driver->again = true;
        break;
    case EFFECT_COPY:
        hand_over(driver, effect, HAND_COPY);
        break;
    case EFFECT_SAVE_TEXT:
        hand_over(driver, effect, HAND_SAVE);
        break;
    case EFFECT_SEND:
        hand_over(driver, effect, HAND_SEND);
        break;
    case EFFECT_PAPER:
        hand_over(driver, effect, HAND_PAPER);
        break;
    case EFFECT_CALL_COMMAND:
        driver_tell(driver, effect, NULL);
        answer(driver, EVENT_CALLED, "");
        break;
    case EFFECT_TEST_BELL:
        test_bell(driver);
        break;
    case EFFECT_QUIT:
        driver->quit = true;
        break;
    default:
        driver_tell(driver, effect, NULL);
    }
}

void driver_settle(struct driver *driver)
{
    for (const struct effect *effect = app_next_effect(driver->app); effect;
         effect = app_next_effect(driver->app)) {
        struct effect copy = *effect;
        carry_out(driver, &copy);
    }
}

void driver_event(struct driver *driver, const struct event *event)
{
    app_handle(driver->app, event);
    driver_settle(driver);
}

/* The next moment at which anything happens by itself, up to `target`. */
static time_us next_moment(const struct driver *driver, time_us target)
{
    time_us next = time_min(time_min(app_deadline(driver->app), driver->keep_again), target);
    return driver->pending_count ? time_min(next, driver->pending[0].at_us) : next;
}

static void tell_pending(struct driver *driver)
{
    struct event event = driver->pending[0];
    driver->pending_count--;
    memmove(driver->pending, driver->pending + 1, driver->pending_count * sizeof *driver->pending);
    driver_event(driver, &event);
}

void driver_pass(struct driver *driver, time_us target, bool stop_at_change)
{
    unsigned long revision = app_revision(driver->app);
    for (;;) {
        time_us moment = next_moment(driver, target);
        if (moment > driver->now)
            driver->now = moment;
        app_advance(driver->app, driver->now);
        driver_settle(driver);
        if (driver->keep_again <= driver->now) {
            try_to_keep(driver);
            driver_settle(driver);
        }
        while (driver->pending_count && driver->pending[0].at_us <= driver->now)
            tell_pending(driver);
        if (stop_at_change && (driver->events.size || app_revision(driver->app) != revision))
            return;
        if (driver->now >= target && next_moment(driver, target) >= target &&
            app_deadline(driver->app) > target)
            return;
    }
}

#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "message/message_file.h"

bool app_english(const struct app *app)
{
    return app->settings.language == LANGUAGE_ENGLISH;
}

const struct phrase_set *app_phrases(const struct app *app)
{
    return app_english(app) ? app->phrases_en : app->phrases_zh;
}

void app_replace_text(char **place, const char *text)
{
    char *copy = memory_copy_text(text);
    free(*place);
    *place = copy;
}

void app_changed(struct app *app)
{
    app->revision++;
}

/* --- effects ------------------------------------------------------------------------------------------- */

struct effect *app_emit(struct app *app, enum effect_kind kind)
{
    if (app->effect_count == app->effect_capacity) {
        app->effect_capacity = app->effect_capacity ? app->effect_capacity * 2 : 32;
        app->effects = memory_grow(app->effects, app->effect_capacity, sizeof *app->effects);
    }
    struct effect *effect = &app->effects[app->effect_count++];
    *effect = (struct effect){.kind = kind, .at_us = app->now};
    return effect;
}

const char *app_keep(struct app *app, const char *text)
{
    return text ? arena_text(&app->effect_texts, text) : NULL;
}

const struct effect *app_next_effect(struct app *app)
{
    return app->effect_next < app->effect_count ? &app->effects[app->effect_next++] : NULL;
}

/* Effects that were read are forgotten when the app is told something new. */
static void forget_read_effects(struct app *app)
{
    if (app->effect_next == 0 || app->effect_next < app->effect_count)
        return;
    app->effect_next = app->effect_count = 0;
    arena_reset(&app->effect_texts);
}

/* --- time ---------------------------------------------------------------------------------------------- */

/* Whether to wake is a question that ends by itself, also where rounds are endless or nothing moves by itself. */
static time_us wake_deadline(const struct app *app)
{
    int64_t rounds_ms = (int64_t)app->settings.scan_time_ms * APP_WAKE_STEPS;
    return app->last_press + time_from_ms(rounds_ms > APP_WAKE_MS ? rounds_ms : APP_WAKE_MS);
}

time_us app_rest_deadline(const struct app *app)
{
    if (app->mode == MODE_WAKE)
        return wake_deadline(app);
    bool watching = app->settings.rest_after_min > 0 && (app->mode == MODE_PAGE || app->mode == MODE_ASK);
    return watching ? app->last_press + time_from_ms((int64_t)app->settings.rest_after_min * 60000)
                    : TIME_NEVER;
}

static time_us filters_deadline(const struct app *app)
{
    time_us first = TIME_NEVER;
    for (int i = 1; i < APP_SWITCHES; i++)
        first = time_min(first, switch_filter_deadline(&app->filters[i]));
    return first;
}

static time_us large_text_deadline(const struct app *app)
{
    return app->large_text ? app->large_text_until : TIME_NEVER;
}

time_us app_deadline(const struct app *app)
{
    time_us first = time_min(app_scan_deadline(app), filters_deadline(app));
    first = time_min(first, time_min(app_practice_deadline(app), app_gaze_deadline(app)));
    first = time_min(first, time_min(app_course_deadline(app), app_look_practice_deadline(app)));
    first = time_min(first, time_min(app_rest_deadline(app), app_call_deadline(app)));
    first = time_min(first, app_calling_deadline(app));
    first = time_min(first, time_min(app->keep_message_at, app->speech_overdue));
    first = time_min(first, time_min(app_edit_deadline(app), app_trial_deadline(app)));
    first = time_min(first, app_lock_deadline(app));
    first = time_min(first, time_min(app_read_deadline(app), app_record_deadline(app)));
    first = time_min(first, time_min(app->keep_person_at, app->keep_words_at));
    first = time_min(first, time_min(app->keep_habits_at, app_partner_deadline(app)));
    first = time_min(first, time_min(app_tell_deadline(app), app_watch_deadline(app)));
    first = time_min(first, app_rest_soon_deadline(app));
    return time_min(first, large_text_deadline(app));
}

const struct message *app_message_to_keep(const struct app *app)
{
    return app->reading.searches   ? &app->reading.aside
           : app->edit.told.typing ? &app->edit.aside
                                   : &app->message;
}

static void fire_keep_message(struct app *app)
{
    struct buffer details = {0};
    app->keep_message_at = TIME_NEVER;
    message_file_write(app_message_to_keep(app), &details);
    const char *reading = app_keep(app, buffer_text(&details));
    struct effect *effect = app_emit(app, EFFECT_KEEP_MESSAGE);
    effect->text = app_keep(app, message_text(app_message_to_keep(app)));
    effect->reading = reading;
    buffer_destroy(&details);
}

/* One deadline, the one that is due at `due`. The switches go first: what they decide concerns what was lit. */
static void fire(struct app *app, time_us due)
{
    if (app_calling_advance(app))
        return;
    for (int i = 1; i < APP_SWITCHES; i++)
        if (switch_filter_deadline(&app->filters[i]) <= due) {
            app_advance_switch(app, i);
            return;
        }
    if (app_scan_deadline(app) <= due) {
        app_scan_advance(app, due);
        app_drain_scanner(app);
    } else if (app_gaze_deadline(app) <= due) {
        app_gaze_advance(app);
    } else if (app_course_deadline(app) <= due) {
        app_course_advance(app);
    } else if (app_look_practice_deadline(app) <= due) {
        app_look_practice_advance(app);
    } else if (app_practice_deadline(app) <= due) {
        app_practice_advance(app);
    } else if (app_call_deadline(app) <= due) {
        app_call_advance(app);
    } else if (large_text_deadline(app) <= due) {
        app_large_text_over(app);
    } else if (app->speech_overdue <= due) {
        app_speech_ended(app);
    } else if (app->keep_message_at <= due) {
        fire_keep_message(app);
    } else if (app->keep_person_at <= due) {
        app_keep_person(app);
    } else if (app->keep_habits_at <= due) {
        app_habits_keep(app);
    } else if (app->keep_words_at <= due) {
        app_words_keep(app);
    } else if (app_record_deadline(app) <= due) {
        app_record_advance(app);
    } else if (app_lock_deadline(app) <= due) {
        app_lock_advance(app);
    } else if (app_trial_deadline(app) <= due) {
        app_trial_advance(app);
    } else if (app_edit_deadline(app) <= due) {
        app_edit_advance(app);
    } else if (app_read_deadline(app) <= due) {
        app_read_advance(app);
    } else if (app_partner_deadline(app) <= due) {
        app_partner_advance(app);
    } else if (app_tell_deadline(app) <= due) {
        app_tell_advance(app);
    } else if (app_watch_deadline(app) <= due) {
        app_watch_advance(app);
    } else if (app_rest_soon_deadline(app) <= due) {
        app_rest_soon_advance(app);
    } else if (app_rest_deadline(app) <= due) {
        app_rest_by_itself(app);
    }
}

/* While the machine stood still nobody was silent: neither rest nor the watch on the switch counts that. */
static void forget_stalled_time(struct app *app, time_us at_us)
{
    time_us due = app_deadline(app);
    if (due > app->now && at_us - due > SCAN_STALL_US)
        app->last_press += at_us - due;
}

/* After the machine stood still (a stopped process, a sleeping computer) nothing is raced through: the scanner is told
 * the present time and begins what is lit anew. */
static void pass_over_stall(struct app *app, time_us at_us)
{
    forget_stalled_time(app, at_us);
    if (app_practice_deadline(app) != TIME_NEVER && at_us - app_practice_deadline(app) > SCAN_STALL_US) {
        app->now = at_us;
        app_practice_advance(app);
    }
    time_us due = app_scan_deadline(app);
    if (due == TIME_NEVER || at_us - due <= SCAN_STALL_US)
        return;
    app->now = at_us;
    app_scan_advance(app, at_us);
    app_drain_scanner(app);
}

static void advance_to(struct app *app, time_us at_us)
{
    pass_over_stall(app, at_us);
    for (time_us due = app_deadline(app); due <= at_us; due = app_deadline(app)) {
        if (due > app->now)
            app->now = due;
        fire(app, app->now);
        app_refresh(app);
    }
    if (at_us > app->now)
        app->now = at_us;
    app_scan_advance(app, app->now); /* no deadline is left: what it is asked holds for now */
}

void app_advance(struct app *app, time_us now_us)
{
    forget_read_effects(app);
    advance_to(app, now_us);
}

void app_finish(struct app *app, time_us now_us)
{
    app_advance(app, now_us);
    app_practice_over(app);
    if (app->keep_message_at != TIME_NEVER)
        fire_keep_message(app);
    app_keep_person(app);
    app_habits_keep(app);
    app_read_keep(app);
    if (app->keep_words_at != TIME_NEVER)
        app_words_keep(app);
}

/* --- events -------------------------------------------------------------------------------------------- */

/* Several may be missing at a time; the warning names them all and stays until the last is back. */
static void tell_gone(struct app *app, bool points)
{
    enum warning_kind kind = points ? WARNING_TRACKER_GONE : WARNING_SWITCH_GONE;
    struct buffer names = {0};
    for (int i = 0; i < app->gone_count; i++)
        if (app->gone[i].points == points)
            buffer_printf(&names, "%s%s", names.size ? ", " : "", app->gone[i].name);
    if (names.size)
        app_raise(app, kind, buffer_text(&names));
    else
        app_lower(app, kind);
    buffer_destroy(&names);
}

static int find_gone(const struct app *app, const struct event *event)
{
    int at = 0;
    while (at < app->gone_count &&
           (app->gone[at].points != event->points || strcmp(app->gone[at].name, event->text) != 0))
        at++;
    return at;
}

static void device_gone(struct app *app, const struct event *event)
{
    if (find_gone(app, event) < app->gone_count || app->gone_count == APP_GONE_AT_MOST)
        return;
    struct app_gone *gone = &app->gone[app->gone_count++];
    gone->points = event->points;
    snprintf(gone->name, sizeof gone->name, "%s", event->text);
    tell_gone(app, event->points);
    if (!event->points)
        app_habits_count(app, HABIT_GONE);
}

static void device_back(struct app *app, const struct event *event)
{
    int at = find_gone(app, event);
    app_lower(app, event->points ? WARNING_TRACKER_BUSY : WARNING_SWITCH_BUSY);
    if (at == app->gone_count)
        return;
    memmove(&app->gone[at], &app->gone[at + 1], (size_t)(--app->gone_count - at) * sizeof app->gone[0]);
    tell_gone(app, event->points);
}

static void resize(struct app *app, const struct event *event)
{
    if (event->x_px < 1 || event->y_px < 1 || (event->x_px == app->width_px && event->y_px == app->height_px))
        return;
    if (app->mode == MODE_COURSE || app->mode == MODE_LOOK_PRACTICE) /* its points and keys stood elsewhere */
        app_practice_end(app);
    app->width_px = event->x_px;
    app->height_px = event->y_px;
    gaze_drift_clear(&app->gaze.drift);
    app_drift_noted(app);
    app_gaze_configure(app);
    app_rebuild(app, SCAN_KEEP_PLACE);
}

/* What came of that which the world was asked for. */
static void world_answers(struct app *app, const struct event *event)
{
    switch (event->kind) {
    case EVENT_SAVED:
        app_emit(app, EFFECT_SAVED);
        app->unsaved = event->count > 0;
        if (!app->unsaved)
            app_lower(app, WARNING_SAVE_FAILED);
        break;
    case EVENT_SAVE_FAILED:
        app->unsaved = event->count > 0;
        app_raise(app, WARNING_SAVE_FAILED, event->detail);
        break;
    case EVENT_PHRASES_EDITED:
    case EVENT_EDIT_REFUSED:
    case EVENT_EDIT_FAILED:
        app_edit_event(app, event);
        break;
    case EVENT_RECORDING_KEPT:
        app_record_kept(app, event);
        break;
    case EVENT_HANDED:
    case EVENT_HAND_FAILED:
        app_handed(app, event);
        break;
    case EVENT_CALLED:
    case EVENT_CALL_FAILED:
    case EVENT_BELL_WORKS:
    case EVENT_BELL_SILENT:
        app_call_event(app, event);
        break;
    default:
        break;
    }
}

static void dispatch(struct app *app, const struct event *event)
{
    switch (event->kind) {
    case EVENT_SWITCH_DOWN:
    case EVENT_SWITCH_UP:
    case EVENT_SWITCH_LOST:
    case EVENT_SWITCH_HELD:
        app_switch_edge(app, event);
        break;
    case EVENT_POINT:
    case EVENT_POINT_LOST:
        app_gaze_event(app, event);
        break;
    case EVENT_TURN:
        app_hand_turns(app, event->count);
        break;
    case EVENT_BACK:
        app_hand_goes_back(app);
        break;
    case EVENT_DEVICE_GONE:
        device_gone(app, event);
        break;
    case EVENT_DEVICE_BACK:
        device_back(app, event);
        break;
    case EVENT_INPUT_UNREADABLE:
        app_raise(app, WARNING_INPUT_UNREADABLE, NULL);
        break;
    case EVENT_INPUT_READABLE:
        app_lower(app, WARNING_INPUT_UNREADABLE);
        break;
    case EVENT_DEVICE_BUSY:
        app_raise(app, event->points ? WARNING_TRACKER_BUSY : WARNING_SWITCH_BUSY, event->text);
        break;
    case EVENT_RESIZE:
        resize(app, event);
        break;
    case EVENT_SPEECH_STARTED:
    case EVENT_SPEECH_WORD:
    case EVENT_SPEECH_ENDED:
        app_speech_event(app, event);
        break;
    case EVENT_SOUND_LOST:
    case EVENT_SOUND_BACK:
        app_sound_event(app, event->kind == EVENT_SOUND_LOST);
        break;
    case EVENT_TEXT:
    case EVENT_TEXT_EDITING:
    case EVENT_TYPING_KEY:
        app_typed(app, event);
        break;
    case EVENT_HOLD_DOWN:
    case EVENT_HOLD_UP:
        app_lock_hold(app, event->kind == EVENT_HOLD_DOWN);
        break;
    case EVENT_QUIT:
        app_emit(app, EFFECT_QUIT);
        break;
    default:
        world_answers(app, event);
    }
}

void app_handle(struct app *app, const struct event *event)
{
    forget_read_effects(app);
    advance_to(app, event->at_us);
    dispatch(app, event);
    app_refresh(app);
    if (app->keep_message_at <= app->now)
        fire_keep_message(app);
}

/* --- warnings ------------------------------------------------------------------------------------------ */

void app_phrase_kept(struct app *app, const char *text)
{
    app_replace_text(&app->kept_phrase, text);
    app->page_stale = true;
    app_refresh(app);
}

/* Who looks with the window's pointer and names no switch is not told all day that switches cannot be read: the notice
 * would take half of the message's place. */
static bool concerns(const struct settings *settings, enum warning_kind kind)
{
    bool looks = settings->pointing == POINTING_DWELL && settings->pointer == POINTER_WINDOW;
    bool names_switch = settings->switch_count > 0 || settings->scan_when_lost;
    return kind != WARNING_INPUT_UNREADABLE || !looks || names_switch;
}

static void list_notices(struct app *app)
{
    enum warning_kind kinds[WARNING_KIND_COUNT];
    int count = warnings_list(&app->warnings, kinds, WARNING_KIND_COUNT);
    app->notice_count = 0;
    for (int i = 0; i < count && app->notice_count < SCENE_NOTICES_AT_MOST; i++)
        if (concerns(&app->settings, kinds[i])) {
            app->notice_kinds[app->notice_count] = kinds[i];
            char *text = app->notices[app->notice_count++];
            warning_text(&app->warnings, kinds[i], text, sizeof app->notices[0]);
        }
    app_changed(app);
}

void app_raise(struct app *app, enum warning_kind kind, const char *detail)
{
    bool was_on = app->warnings.items[kind].on;
    if (!warnings_raise(&app->warnings, kind, detail))
        return;
    char text[WARNING_TEXT_BYTES * 2];
    warning_text(&app->warnings, kind, text, sizeof text);
    app_emit(app, EFFECT_WARNING)->text = app_keep(app, text);
    app_tell_raised(app, kind, was_on);
    list_notices(app);
}

void app_lower(struct app *app, enum warning_kind kind)
{
    app_tell_lowered(app, kind);
    if (warnings_clear(&app->warnings, kind))
        list_notices(app);
}

void app_warn(struct app *app, enum warning_kind kind, const char *detail, time_us at_us)
{
    app_advance(app, at_us);
    app_raise(app, kind, detail);
}

void app_unwarn(struct app *app, enum warning_kind kind, time_us at_us)
{
    app_advance(app, at_us);
    app_lower(app, kind);
}

/* --- life ---------------------------------------------------------------------------------------------- */

static void take_history(struct app *app, const struct app_setup *setup)
{
    for (int i = 0; i < setup->said_today_count && i < APP_HISTORY_AT_MOST; i++)
        app->history[app->history_count++] = memory_copy_text(setup->said_today[i]);
}

static void take_setup(struct app *app, const struct app_setup *setup)
{
    app->settings = app->kept_settings = *setup->settings;
    app->lexicon = setup->lexicon;
    app->phrases_zh = setup->phrases_zh;
    app->phrases_en = setup->phrases_en;
    app->predictor = setup->predictor;
    app->own_words = setup->own_words;
    app->safe = setup->safe;
    app->own_boards = setup->own_boards;
    app->copies = setup->copies;
    app->people = setup->people;
    app->pictures = setup->pictures;
    app->known = setup->known;
    app->said_earlier = setup->said_earlier;
    app->said_earlier_count = setup->said_earlier_count;
    app->script = setup->script;
    app->set_language = setup->set_language;
    app->width_px = setup->width_px;
    app->height_px = setup->height_px;
    if (setup->message)
        message_restore(&app->message, setup->message);
    if (setup->writing)
        message_file_read(&app->message, setup->writing, strlen(setup->writing));
    app_note_reading(app);
    take_history(app, setup);
    app_known_fill(app);
    /* What was spoken before the restart is not learnt twice. */
    if (setup->message && app->history_count > 0 && strcmp(setup->message, app->history[0]) == 0)
        app_replace_text(&app->learnt, setup->message);
    app_words_configure(app);
}

struct app *app_new(const struct app_setup *setup, time_us at_us)
{
    struct app *app = memory_new(1, sizeof *app);
    app->now = app->last_press = at_us;
    app->keep_message_at = app->keep_person_at = app->keep_words_at = app->speech_overdue = TIME_NEVER;
    app->keep_habits_at = TIME_NEVER;
    app->local_ms = 9 * 3600000;
    app->local_at = at_us;
    if (setup->habits)
        app->habits = *setup->habits;
    app->watch.used = app->habits.count > 0;
    app->taken_cell = -1;
    app->told_lit_at = TIME_NEVER;
    message_init(&app->message);
    warnings_init(&app->warnings);
    page_init(&app->pages[0]);
    page_init(&app->pages[1]);
    arena_init(&app->effect_texts);
    take_setup(app, setup);
    if (app->set_language)
        app->set_language(app_english(app), app->settings.script == WRITE_TRADITIONAL);
    app_read_init(app, setup);
    app_record_init(app, setup->recording_desk);
    app_edit_init(app);
    app_gaze_init(app, setup->gaze);
    app_course_init(app);
    app_scan_init(app);
    app_take_person(app, setup->person);
    for (int i = 1; i < APP_SWITCHES; i++)
        switch_filter_init(&app->filters[i], &(struct switch_filter_config){0});
    app_configure_switches(app);
    app_calling_init(app);
    app->screen_count = 1;
    app->key_block = -1;
    strcpy(app->screens[0].name, "home");
    if (setup->resume)
        app_resume_take(app, setup);
    if (app->safe)
        app_raise(app, WARNING_SAFE_MODE, NULL);
    app_rebuild(app, SCAN_FROM_START);
    return app;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    for (int i = 0; i < app->history_count; i++)
        free(app->history[i]);
    app_record_over(app);
    app_hand_destroy(app);
    app_partner_destroy(app);
    free(app->kept_phrase);
    free(app->learnt);
    free(app->speech_text);
    free(app->speech_reading);
    free(app->speech_phrase);
    free(app->large_text);
    free(app->effects);
    arena_destroy(&app->effect_texts);
    page_destroy(&app->pages[0]);
    page_destroy(&app->pages[1]);
    app_scan_destroy(app);
    app_gaze_destroy(app);
    app_read_destroy(app);
    app_edit_destroy(app);
    free(app->lit_cells);
    free(app->next_cells);
    message_destroy(&app->message);
    free(app);
}

void app_start(struct app *app, time_us at_us)
{
    app_advance(app, at_us);
    app_scan_start(app);
    app_drain_scanner(app);
    app_resume_start(app);
}

void app_set_phrases(struct app *app, const struct phrase_set *zh, const struct phrase_set *en, time_us at_us)
{
    app_advance(app, at_us);
    app->phrases_zh = zh;
    app->phrases_en = en;
    app_known_fill(app);
    app_rebuild(app, SCAN_KEEP_PLACE);
}

void app_boards_changed(struct app *app, time_us at_us)
{
    app_advance(app, at_us);
    app_rebuild(app, SCAN_KEEP_PLACE);
}

bool app_take_settings(struct app *app, const struct settings *settings)
{
    bool other_rows = app->settings.scan_pattern != settings->scan_pattern;
    app->settings = *settings;
    app_words_configure(app);
    if (app->set_language)
        app->set_language(app_english(app), app->settings.script == WRITE_TRADITIONAL);
    app_gaze_configure(app);
    app_scan_configure(app);
    app_configure_switches(app);
    app_calling_configure(app);
    list_notices(app);
    app_partner_configure(app);
    return other_rows;
}

void app_put_settings(struct app *app, const struct settings *settings)
{
    app_practice_end(app);
    bool other_rows = app_take_settings(app, settings);
    app_rebuild(app, other_rows ? SCAN_FROM_START : SCAN_KEEP_PLACE);
}

void app_set_settings(struct app *app, const struct settings *settings, time_us at_us)
{
    app_advance(app, at_us);
    app->trial.info = NULL;
    app->kept_settings = *settings;
    app_put_settings(app, settings);
}

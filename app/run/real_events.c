#include "run/real_parts.h"

#include <string.h>

#include "input/evdev_devices.h"
#include "input/switch_line.h"
#include "run/clock.h"
#include "run/only_one.h"
#include "speech/voice_thread.h"

/* From any thread. */
void real_post(void *context, const struct event *event)
{
    struct real *real = context;
    facts_add(&real->facts, event);
    window_source_wake(real->window_source);
}

/* Places in the window become places in what is drawn. */
void real_by_window(void *context, const struct event *event)
{
    struct real *real = context;
    struct event fact = *event;
    if (fact.kind == EVENT_CLICK || fact.kind == EVENT_POINT)
        window_to_pixels(real->window, &fact.x_px, &fact.y_px);
    facts_add(&real->facts, &fact);
}

void real_displays_changed(void *context)
{
    real_post(context, &(struct event){.kind = EVENT_DISPLAYS_CHANGED, .at_us = clock_now()});
}

/* --- what the window tells ------------------------------------------------------------------------------ */

void real_focus(void *context, bool ours)
{
    struct real *real = context;
    if (real->switches)
        evdev_source_set_attention(real->switches, ours);
}

/* On the bare console no window system moves a pointer: there it is always a device that is looked with. */
void real_point_as_set(struct real *real)
{
    const struct settings *settings = app_settings(real->app);
    bool points = settings->pointing != POINTING_OFF;
    bool by_device =
        settings->pointer == POINTER_DEVICE || strcmp(window_driver(real->window), "KMSDRM") == 0;
    struct pointer_choice choice = {.on = points && by_device, .speed_percent = settings->pointer_speed};
    int width, height;
    window_source_point(real->window_source, points && !by_device);
    if (!real->switches)
        return;
    snprintf(choice.device, sizeof choice.device, "%s",
             settings->pointer == POINTER_DEVICE ? settings->pointer_device : "");
    window_size(real->window, &width, &height);
    evdev_source_set_pointer(real->switches, &choice, width, height);
}

/* Of the settings, what the app does not do itself. Another device ends what is being said: not for any other setting. */
void real_serve_as_set(struct real *real, const struct settings *before)
{
    const struct settings *settings = app_settings(real->app);
    if (strcmp(settings->sound_device, before->sound_device) != 0 ||
        strcmp(settings->cue_device, before->cue_device) != 0)
        voice_thread_set_devices(real->voice, settings->sound_device, settings->cue_device);
    window_set_fullscreen(real->window, settings->window_fullscreen && !real->options->window);
    real_point_as_set(real);
}

void real_window_event(void *context, const void *sdl_event)
{
    struct real *real = context;
    int width, height;
    if (partner_note_event(&real->partner, sdl_event))
        real->shown = false;
    if (!window_note_event(real->window, sdl_event))
        return;
    real->shown = false;
    window_size(real->window, &width, &height);
    facts_add(&real->facts,
              &(struct event){.kind = EVENT_RESIZE, .at_us = clock_now(), .x_px = width, .y_px = height});
    real_point_as_set(real);
}

void real_sound_device(void *context, bool added, unsigned int id)
{
    struct real *real = context;
    if (!real->voice)
        return;
    if (added)
        voice_thread_device_added(real->voice);
    else
        voice_thread_device_removed(real->voice, id);
}

/* --- events -------------------------------------------------------------------------------------------- */

static void click(struct real *real, const struct event *event)
{
    struct scene scene;
    app_scene(real->app, &scene);
    int cell = window_cell_at(real->window, &scene, event->x_px, event->y_px);
    if (!app_choose(real->app, cell, event->at_us))
        app_click(real->app, event->x_px, event->y_px, event->at_us);
}

static void files_changed(struct real *real, time_us at_us)
{
    struct settings old = *app_settings(real->app), before = real->world.settings;
    world_reload_phrases(&real->world);
    app_set_phrases(real->app, &real->world.phrases_zh, &real->world.phrases_en, at_us);
    if (world_reload_settings(&real->world) && memcmp(&old, &real->world.settings, sizeof old) != 0) {
        app_set_settings(real->app, &real->world.settings, at_us);
        if (real->switches)
            evdev_source_set_map(real->switches, &real->world.switches);
        window_source_set_map(real->window_source, &real->world.switches);
        real_serve_as_set(real, &before);
    }
    world_report(&real->world, real->app, at_us);
}

/* Not with the others: whatever is read aloud ends. */
static void library_changed(struct real *real, time_us at_us)
{
    world_reload_library(&real->world);
    app_library_changed(real->app, at_us);
    world_report(&real->world, real->app, at_us);
}

static void boards_changed(struct real *real, time_us at_us)
{
    world_reload_boards(&real->world);
    app_boards_changed(real->app, at_us);
    board_pictures_look(real->pictures);
    world_report(&real->world, real->app, at_us);
}

static void learnt_changed(struct real *real, time_us at_us)
{
    if (!world_reload_learnt(&real->world))
        return;
    world_report(&real->world, real->app, at_us);
    app_words_changed(real->app, at_us);
}

/* When the first sample of what is said went to the sound device: for measuring. */
static void log_sound(struct real *real, const struct event *event)
{
    if (!real->log)
        return;
    fprintf(real->log, "{\"t\":%lld,\"kind\":\"sound\",\"us\":%lld}\n", (long long)time_to_ms(event->at_us),
            (long long)event->at_us);
    fflush(real->log);
}

static void phrases_edited(struct real *real, const struct event *event)
{
    world_reload_phrases(&real->world);
    app_set_phrases(real->app, &real->world.phrases_zh, &real->world.phrases_en, event->at_us);
    world_report(&real->world, real->app, event->at_us);
    app_handle(real->app, event);
}

static void phrase_kept(struct real *real, const struct event *event)
{
    struct event saved = *event;
    saved.kind = EVENT_SAVED;
    app_handle(real->app, &saved);
    if (real->kept_phrase)
        app_phrase_kept(real->app, real->kept_phrase);
}

static void key_seen(struct real *real, const struct event *event)
{
    char line[SETTINGS_TEXT_BYTES], name[SETTINGS_TEXT_BYTES];
    struct switch_device device = {event->text, event->vendor, event->product,
                                   (enum device_kind)event->device_kind};
    const char *key = evdev_key_name(event->key_code);
    if (!key)
        return;
    switch_line_write(&device, key, line, sizeof line);
    switch_line_name(&device, key, name, sizeof name);
    app_switch_found(real->app, line, name, event->at_us);
}

/* Loads what may be large. */
static bool takes_long(enum event_kind kind)
{
    return kind == EVENT_PHRASES_EDITED || kind == EVENT_FILES_CHANGED || kind == EVENT_LIBRARY_CHANGED ||
           kind == EVENT_BOARDS_CHANGED || kind == EVENT_COPIES_CHANGED || kind == EVENT_LEARNT_CHANGED;
}

void real_handle(struct real *real, const struct event *event)
{
    if (takes_long(event->kind))
        life_works_long(real->life, clock_now());
    switch (event->kind) {
    case EVENT_KEY_SEEN:
        key_seen(real, event);
        break;
    case EVENT_PHRASE_KEPT:
        phrase_kept(real, event);
        break;
    case EVENT_PHRASES_EDITED:
        phrases_edited(real, event);
        break;
    case EVENT_CLICK:
        click(real, event);
        break;
    case EVENT_POINT:
        if (event->steered)
            window_put_pointer(real->window, event->x_px, event->y_px);
        app_handle(real->app, event);
        break;
    case EVENT_FILES_CHANGED:
        files_changed(real, event->at_us);
        break;
    case EVENT_LIBRARY_CHANGED:
        library_changed(real, event->at_us);
        break;
    case EVENT_BOARDS_CHANGED:
        boards_changed(real, event->at_us);
        break;
    case EVENT_SHOW:
        window_to_front(real->window);
        only_one_answer(real->world.folder);
        break;
    case EVENT_SOUND_CARD:
        voice_thread_device_added(real->voice);
        break;
    case EVENT_COPIES_CHANGED:
        keep_list(real->world.places.data, &real->world.copies);
        app_copies_changed(real->app, event->at_us);
        break;
    case EVENT_DISPLAYS_CHANGED:
        real->shown = false;
        break;
    case EVENT_LEARNT_CHANGED:
        learnt_changed(real, event->at_us);
        break;
    case EVENT_INPUT_UNREADABLE:
    case EVENT_INPUT_READABLE:
        window_source_serve(real->window_source, event->kind == EVENT_INPUT_UNREADABLE);
        app_handle(real->app, event);
        break;
    case EVENT_SPEECH_STARTED:
        log_sound(real, event);
        app_handle(real->app, event);
        break;
    default:
        app_handle(real->app, event);
    }
}

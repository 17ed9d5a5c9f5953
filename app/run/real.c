#include "run/real.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "base/memory.h"
#include "base/text.h"
#include "input/evdev_devices.h"
#include "input/evdev_source.h"
#include "input/switch_line.h"
#include "input/window_source.h"
#include "run/board_pictures.h"
#include "run/clock.h"
#include "run/copier.h"
#include "run/event_json.h"
#include "run/hand_over.h"
#include "run/keep.h"
#include "run/language.h"
#include "run/life.h"
#include "run/partner.h"
#include "run/only_one.h"
#include "run/recorder.h"
#include "run/resume.h"
#include "run/saver.h"
#include "run/say.h"
#include "run/watch.h"
#include "run/world.h"
#include "speech/microphone_sdl.h"
#include "speech/voice_espeak.h"
#include "speech/voice_thread.h"
#include "view/font.h"
#include "view/layout.h"
#include "view/window.h"

/* Threads (switches, voice, saver, copier, watch) post facts; this loop decides.
 *
 *     facts ─┐
 *            ├→ in the order of their time → app_handle → effects → voice, saver
 *     window ┘                             → picture, if anything changed → sleep until the next deadline or fact */
enum { TRY_AGAIN_MS = 1800000, LEFT_ALONE_MS = 300000 };

struct real {
    const struct real_options *options;
    struct life *life; /* of who has started this program; NULL: nobody watches it */
    struct buffer resume;
    enum life_level level;
    time_us try_again_at; /* with everything, in safe mode; else TIME_NEVER */
    bool again;
    struct world world;
    struct app *app;
    struct window *window;
    struct partner partner;
    struct window_source *window_source;
    struct evdev_source *switches;
    struct sound_system *sounds;
    struct synth *synth;
    struct voice *voice;
    struct sayer sayer;
    struct recorder recorder;
    struct saver *saver;
    struct copier *copier;
    char *kept_phrase; /* given to the saver last */
    struct hand_over *hand_over;
    struct hand_over *call_over; /* for the caregiver's program alone */
    struct watch *watch;
    struct board_pictures *pictures;
    FILE *log;
    struct buffer line;

    pthread_mutex_t lock;
    struct event *facts; /* under the lock */
    size_t fact_count, fact_capacity;
    struct event *batch; /* the loop's own */
    size_t batch_capacity;
    unsigned long shown_revision;
    const char *restore_problem; /* why it could not begin anew as it was to, just before; "" */
    enum warning_kind restore_warning;
    char restore[BEGIN_ANEW_BYTES]; /* what to begin anew with, when it has quit; "" */
    bool shown, quit, listens;
    bool restarts; /* it has gone back to a copy: nothing is as it was */
    enum app_typing typing;
};

/* --- facts --------------------------------------------------------------------------------------------- */

/* Whoever copies ten files is told of at once: all of them are loaded anew. Under the lock. */
static bool waits_already(const struct real *real, enum event_kind kind)
{
    bool is_told_once =
        kind == EVENT_FILES_CHANGED || kind == EVENT_LIBRARY_CHANGED || kind == EVENT_BOARDS_CHANGED;
    for (size_t i = 0; is_told_once && i < real->fact_count; i++)
        if (real->facts[i].kind == kind)
            return true;
    return false;
}

static void add_fact(struct real *real, const struct event *event)
{
    pthread_mutex_lock(&real->lock);
    if (waits_already(real, event->kind)) {
        pthread_mutex_unlock(&real->lock);
        return;
    }
    if (real->fact_count == real->fact_capacity) {
        real->fact_capacity = real->fact_capacity ? real->fact_capacity * 2 : 64;
        real->facts = memory_grow(real->facts, real->fact_capacity, sizeof *real->facts);
    }
    real->facts[real->fact_count++] = *event;
    pthread_mutex_unlock(&real->lock);
}

/* From any thread. */
static void post(void *context, const struct event *event)
{
    struct real *real = context;
    add_fact(real, event);
    window_source_wake(real->window_source);
}

/* Places in the window become places in what is drawn. */
static void by_window(void *context, const struct event *event)
{
    struct real *real = context;
    struct event fact = *event;
    if (fact.kind == EVENT_CLICK || fact.kind == EVENT_POINT)
        window_to_pixels(real->window, &fact.x_px, &fact.y_px);
    add_fact(real, &fact);
}

/* Takes all facts; they are few, and mostly in order already. */
static size_t take_facts(struct real *real)
{
    pthread_mutex_lock(&real->lock);
    struct event *batch = real->batch;
    size_t count = real->fact_count, capacity = real->batch_capacity;
    real->batch = real->facts;
    real->batch_capacity = real->fact_capacity;
    real->facts = batch;
    real->fact_capacity = capacity;
    real->fact_count = 0;
    pthread_mutex_unlock(&real->lock);
    for (size_t i = 1; i < count; i++) {
        struct event event = real->batch[i];
        size_t at = i;
        for (; at > 0 && real->batch[at - 1].at_us > event.at_us; at--)
            real->batch[at] = real->batch[at - 1];
        real->batch[at] = event;
    }
    return count;
}

static void displays_changed(void *context)
{
    post(context, &(struct event){.kind = EVENT_DISPLAYS_CHANGED, .at_us = clock_now()});
}

/* --- what the window tells ------------------------------------------------------------------------------ */

static void focus(void *context, bool ours)
{
    struct real *real = context;
    if (real->switches)
        evdev_source_set_attention(real->switches, ours);
}

/* On the bare console no window system moves a pointer: there it is always a device that is looked with. */
static void point_as_set(struct real *real)
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

static void window_event(void *context, const void *sdl_event)
{
    struct real *real = context;
    int width, height;
    if (partner_note_event(&real->partner, sdl_event))
        real->shown = false;
    if (!window_note_event(real->window, sdl_event))
        return;
    real->shown = false;
    window_size(real->window, &width, &height);
    add_fact(real,
             &(struct event){.kind = EVENT_RESIZE, .at_us = clock_now(), .x_px = width, .y_px = height});
    point_as_set(real);
}

static void sound_device(void *context, bool added, unsigned int id)
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
    struct settings old = *app_settings(real->app);
    world_reload_phrases(&real->world);
    app_set_phrases(real->app, &real->world.phrases_zh, &real->world.phrases_en, at_us);
    if (world_reload_settings(&real->world) && memcmp(&old, &real->world.settings, sizeof old) != 0) {
        app_set_settings(real->app, &real->world.settings, at_us);
        if (real->switches)
            evdev_source_set_map(real->switches, &real->world.switches);
        window_source_set_map(real->window_source, &real->world.switches);
        point_as_set(real);
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

static void handle(struct real *real, const struct event *event)
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
        only_one_answer(real->world.places.data);
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
    voice_thread_set_devices(real->voice, settings->sound_device, settings->cue_device);
    window_set_fullscreen(real->window, settings->window_fullscreen && !real->options->window);
    take_switches(real, settings);
    point_as_set(real);
    saver_add(real->saver, effect, settings);
}

static void copy(struct real *real, const struct effect *effect)
{
    struct event event = {.kind = EVENT_HANDED, .hand = HAND_COPY, .at_us = clock_now()};
    if (!window_copy(real->window, effect->text)) {
        event.kind = EVENT_HAND_FAILED;
        snprintf(event.detail, sizeof event.detail, "%s", _("there is no clipboard here"));
    }
    post(real, &event);
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
        snprintf(real->restore, sizeof real->restore, "person %s", effect->text);
        real->quit = true;
        break;
    case EFFECT_RESTORE:
        snprintf(real->restore, sizeof real->restore, "%s", effect->text);
        real->quit = true;
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

static void settle(struct real *real)
{
    for (const struct effect *effect = app_next_effect(real->app); effect;
         effect = app_next_effect(real->app))
        carry_out(real, effect);
}

static void listen_as_shown(struct real *real)
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
static void type_as_shown(struct real *real)
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

/* --- the loop ------------------------------------------------------------------------------------------ */

static void log_picture(struct real *real, const char *kind, long drawn)
{
    if (!real->log || drawn <= 0)
        return;
    fprintf(real->log, "{\"t\":%lld,\"kind\":\"%s\",\"us\":%lld,\"pixels\":%ld}\n",
            (long long)time_to_ms(clock_now()), kind, (long long)clock_now(), drawn);
    fflush(real->log);
}

static void show(struct real *real)
{
    struct scene scene;
    if (real->shown && app_revision(real->app) == real->shown_revision)
        return;
    real->shown_revision = app_revision(real->app);
    resume_keep(real->life, &real->resume, real->app);
    app_scene(real->app, &scene);
    long drawn = window_present(real->window, &scene);
    real->shown = drawn >= 0;
    log_picture(real, "frame", drawn);
    log_picture(real, "partner", partner_show(&real->partner, real->app));
}

/* Out of safe mode by itself, when that is nobody's loss. */
static void try_again(struct real *real, time_us now)
{
    if (now < real->try_again_at)
        return;
    real->try_again_at = now + time_from_ms(LEFT_ALONE_MS);
    if (app_is_left_alone(real->app, time_from_ms(LEFT_ALONE_MS)))
        real->quit = real->again = true;
}

static void turn(struct real *real)
{
    /* The clock is read before the input is drained: what comes later belongs to the next turn. */
    time_us now = clock_now();
    life_works(real->life, LIFE_LOOP, now);
    app_set_local_ms(real->app, clock_local_ms(), now);
    window_source_drain(real->window_source, now);
    size_t count = take_facts(real);
    for (size_t i = 0; i < count; i++) {
        handle(real, &real->batch[i]);
        settle(real);
    }
    app_advance(real->app, now);
    try_again(real, now);
    settle(real);
    listen_as_shown(real);
    type_as_shown(real);
    show(real);
}

static void sleep_until_due(struct real *real)
{
    time_us due = time_min(app_deadline(real->app), real->try_again_at);
    time_us now = clock_now();
    life_sleeps(real->life, LIFE_LOOP, due);
    /* Also when it is late already: signals come in nowhere else. */
    window_source_wait(real->window_source, due == TIME_NEVER ? TIME_NEVER : due > now ? due - now : 0);
}

/* --- life ---------------------------------------------------------------------------------------------- */

static void print_problems(const struct diagnostics *problems)
{
    char line[1024];
    for (size_t i = 0; i < problems->count; i++) {
        diagnostic_format(&problems->items[i], line, sizeof line);
        fprintf(stderr, "yinian: %s\n", line);
    }
}

static bool open_window(struct real *real)
{
    struct diagnostics problems;
    diagnostics_init(&problems);
    bool fullscreen = real->world.settings.window_fullscreen && !real->options->window;
    real->window =
        window_open(_("Yinian"), real->options->width_px, real->options->height_px, fullscreen, &problems);
    print_problems(&problems);
    diagnostics_destroy(&problems);
    if (!real->window)
        return false;
    painter_read_beside(window_painter(real->window), picture_load);
    partner_init(&real->partner, real->window, displays_changed, real);
    struct window_listener listener = {real, by_window, focus, window_event, sound_device};
    real->window_source = window_source_new(window_sdl(real->window), &real->world.switches, &listener);
    return true;
}

static bool has_chinese(struct font_set *fonts)
{
    return fonts && font_covers(fonts, 0x6211); /* 我 */
}

static void open_app(struct real *real)
{
    struct app_setup setup = {.set_language = screen_language_set};
    world_setup(&real->world, &setup);
    bool resumes = !real->restarts && resume_begin(real->life, &real->resume, &setup);
    recorder_open(&real->recorder, &real->world);
    setup.recording_desk = &real->recorder.desk;
    window_size(real->window, &setup.width_px, &setup.height_px);
    time_us now = clock_now();
    real->app = app_new(&setup, now);
    if (!has_chinese(painter_fonts(window_painter(real->window))))
        app_warn(real->app, WARNING_FONT_MISSING, NULL, now);
    world_report(&real->world, real->app, now);
    if (real->restore_problem[0])
        app_warn(real->app, real->restore_warning, real->restore_problem, now);
    app_start(real->app, now);
    if (real->world.first_start && !resumes)
        app_open(real->app, "guide", now);
    show(real); /* what is to be heard waits for the voice: see open_senses() */
    life_shown(real->life);
}

static void voice_works(void *life, time_us now_us)
{
    life_works(life, LIFE_VOICE, now_us);
}

static void voice_sleeps(void *life, time_us until_us)
{
    life_sleeps(life, LIFE_VOICE, until_us);
}

static void switches_work(void *life, time_us now_us)
{
    life_works(life, LIFE_SWITCHES, now_us);
}

static void switches_sleep(void *life)
{
    life_sleeps(life, LIFE_SWITCHES, TIME_NEVER);
}

/* After the first picture: nobody waits for a voice or a switch in the first tenth of a second. */
static void open_senses(struct real *real)
{
    char reason[256];
    bool bare = real->level == LIFE_BARE;     /* the bell needs no synthesiser */
    life_works_long(real->life, clock_now()); /* a sound card of a slow computer takes its time */
    real->synth = bare ? NULL : synth_create(reason, sizeof reason);
    if (!real->synth && !bare)
        fprintf(stderr, "yinian: %s\n", reason);
    real->sounds = sound_system_create();
    recorder_take_microphone(&real->recorder, microphone_sdl_create(real->sounds));
    const struct settings *settings = &real->world.settings;
    real->voice =
        voice_thread_create(&(struct voice_thread_options){.system = real->sounds,
                                                           .synth = real->synth,
                                                           .device = settings->sound_device,
                                                           .cue_device = settings->cue_device,
                                                           .sign = {voice_works, voice_sleeps, real->life},
                                                           .post = {post, real}});
    real->saver = saver_start(&real->world, post, real);
    if (real->level == LIFE_ALL)
        real->copier = copier_start(real->world.places.data, post, real);
    real->hand_over = hand_over_start(&real->world, post, real);
    real->call_over = hand_over_start(&real->world, post, real);
    if (real->level == LIFE_ALL)
        real->watch = watch_start(real->world.places.data, post, real);
    real->pictures = board_pictures_start(&real->world.boards, real->world.places.picture, post, real);
    struct evdev_sign sign = {switches_work, switches_sleep, real->life};
    real->switches = evdev_source_start(&real->world.switches, &sign, post, real);
    if (real->switches && strcmp(window_driver(real->window), "KMSDRM") == 0)
        evdev_source_watch_pointers(real->switches);
    point_as_set(real);
}

static void close_all(struct real *real)
{
    life_works_long(real->life, clock_now());
    evdev_source_stop(real->switches);
    watch_stop(real->watch);
    board_pictures_stop(real->pictures);
    if (real->voice)
        real->voice->destroy(real->voice->self);
    hand_over_stop(real->hand_over);
    hand_over_stop(real->call_over);
    saver_stop(real->saver);
    copier_stop(real->copier);
    recorder_take_microphone(&real->recorder, NULL); /* while there still is the sound system */
    sound_system_destroy(real->sounds);
    synth_destroy(real->synth);
    sayer_destroy(&real->sayer);
    app_free(real->app);
    recorder_close(&real->recorder);
    window_source_free(real->window_source);
    partner_close(&real->partner);
    window_destroy(real->window);
    world_close(&real->world);
    buffer_destroy(&real->line);
    buffer_destroy(&real->resume);
    if (real->log && real->log != stdout)
        fclose(real->log);
    free(real->kept_phrase);
    free(real->facts);
    free(real->batch);
    pthread_mutex_destroy(&real->lock);
}

/* Nobody is silenced for want of a log. */
static void open_log(struct real *real)
{
    const char *name = real->options->log;
    if (!name)
        return;
    real->log = strcmp(name, "-") == 0 ? stdout : fopen(name, life_is_first(real->life) ? "w" : "a");
    if (!real->log)
        perror(name);
}

static bool open_world(struct real *real)
{
    struct world_options options = {.data = real->options->data,
                                    .profile = real->options->profile,
                                    .durable = true,
                                    .level = real->level};
    bool right = world_open(&real->world, &options);
    if (!right)
        world_report(&real->world, NULL, 0);
    return right;
}

static void run(struct real *real)
{
    sayer_init(&real->sayer, &real->world.words.lexicon, &real->world.words.opencc.script,
               &real->world.recordings);
    open_app(real);
    open_senses(real);
    while (!real->quit) {
        turn(real);
        if (!real->quit)
            sleep_until_due(real);
    }
    app_finish(real->app, clock_now());
    settle(real);
}

static int exit_status(const struct real *real, bool right)
{
    bool no_screen = !right && real->life && !real->window;
    return no_screen ? LIFE_EXIT_NO_SCREEN : !right ? 1 : real->again ? LIFE_EXIT_AGAIN : 0;
}

/* From the start to the end; returns the exit status. `copy` gets the copy to begin anew with, or "". `reason`: why that of
 * before could not be gone back to, or ""; then of this one. */
static int run_once(struct real_options *options, struct life *life, char data[PLACE_BYTES], char *copy,
                    char *reason, size_t reason_size)
{
    struct real real = {.options = options,
                        .life = life,
                        .restore_problem = reason,
                        .restore_warning = keep_begin_warning(copy),
                        .restarts = copy[0]};
    real.level = life ? life_level(life) : options->safe ? LIFE_SAFE : LIFE_ALL;
    real.try_again_at = real.level == LIFE_ALL ? TIME_NEVER : clock_now() + time_from_ms(TRY_AGAIN_MS);
    char today[KEPT_DATE_BYTES];
    pthread_mutex_init(&real.lock, NULL);
    life_works_long(life, clock_now());
    bool right = open_world(&real);
    open_log(&real);
    right = right && open_window(&real);
    if (right)
        run(&real);
    int status = exit_status(&real, right);
    snprintf(data, PLACE_BYTES, "%s", real.world.places.data);
    snprintf(today, sizeof today, "%.10s", real.world.today);
    memcpy(copy, real.restore, BEGIN_ANEW_BYTES);
    close_all(&real);
    reason[0] = '\0';
    if (right && copy[0] && !keep_begin_anew(data, copy, true, today, reason, reason_size))
        fprintf(stderr, "yinian: %s\n", reason);
    options->data = data;
    return status;
}

/* As the only one with the folder. No file of the person is read before: it may be the one that a death is to blame on. */
static int run_alone(struct real_options *options, struct life *life, char data[PLACE_BYTES], char *copy,
                     char *reason, size_t reason_size)
{
    struct places places;
    bool taken;
    places_find(&places, options->data);
    int only = only_one_enter(places.data, &taken);
    if (taken) {
        keep_begin(&places, options->data);
        only_one_show(places.data);
        return ONLY_ONE_EXIT;
    }
    int status = run_once(options, life, data, copy, reason, reason_size);
    only_one_leave(only);
    return status;
}

int real_run(const struct real_options *given)
{
    struct real_options options = *given;
    char data[PLACE_BYTES] = "", copy[BEGIN_ANEW_BYTES] = "", reason[2 * PLACE_BYTES] = "";
    struct life *life = life_join();
    int status = run_alone(&options, life, data, copy, reason, sizeof reason);
    while ((status == 0 && copy[0]) ||
           (status == LIFE_EXIT_AGAIN && !life)) { /* with what was gone back to; or everything */
        options.safe = options.safe && status != LIFE_EXIT_AGAIN;
        status = run_alone(&options, life, data, copy, reason, sizeof reason);
    }
    life_leave(life);
    return status;
}

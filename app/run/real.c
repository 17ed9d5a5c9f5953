#include "run/real_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "run/clock.h"
#include "run/language.h"
#include "run/only_one.h"
#include "run/people.h"
#include "run/resume.h"
#include "speech/microphone_sdl.h"
#include "speech/voice_espeak.h"
#include "speech/voice_thread.h"
#include "view/font.h"

/* Threads (switches, voice, saver, copier, watch) post facts; this loop decides.
 *
 *     facts ─┐
 *            ├→ in the order of their time → app_handle → effects → voice, saver
 *     window ┘                             → picture, if anything changed → sleep until the next deadline or fact */
enum { TRY_AGAIN_MS = 1800000, LEFT_ALONE_MS = 300000 };

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
    resume_keep(real->life, &real->resume, real->world.folder, real->app);
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
    size_t count = facts_take(&real->facts);
    for (size_t i = 0; i < count; i++) {
        real_handle(real, &real->facts.taken[i]);
        real_settle(real);
    }
    app_advance(real->app, now);
    try_again(real, now);
    real_settle(real);
    real_listen_as_shown(real);
    real_type_as_shown(real);
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
    partner_init(&real->partner, real->window, real_displays_changed, real);
    struct window_listener listener = {real, real_by_window, real_focus, real_window_event,
                                       real_sound_device};
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
    bool resumes = !real->restarts && resume_begin(real->life, &real->resume, real->world.folder, &setup);
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
                                                           .post = {real_post, real}});
    real->saver = saver_start(&real->world, real_post, real);
    if (real->level == LIFE_ALL)
        real->copier = copier_start(real->world.places.data, real_post, real);
    real->hand_over = hand_over_start(&real->world, real_post, real);
    real->call_over = hand_over_start(&real->world, real_post, real);
    real->watch = watch_start(real->world.folder, real->level == LIFE_ALL, real_post, real);
    real->pictures = board_pictures_start(&real->world.boards, real->world.places.picture, real_post, real);
    struct evdev_sign sign = {switches_work, switches_sleep, real->life};
    real->switches = evdev_source_start(&real->world.switches, &sign, real_post, real);
    if (real->switches && strcmp(window_driver(real->window), "KMSDRM") == 0)
        evdev_source_watch_pointers(real->switches);
    real_point_as_set(real);
}

static void close_all(struct real *real)
{
    life_works_long(real->life, clock_now());
    evdev_source_stop(real->switches);
    saver_stop(real->saver); /* before all that a device or a program may hold up for ever */
    watch_stop(real->watch);
    board_pictures_stop(real->pictures);
    if (real->voice)
        real->voice->destroy(real->voice->self);
    hand_over_stop(real->hand_over);
    hand_over_stop(real->call_over);
    copier_stop(real->copier);
    recorder_take_microphone(&real->recorder, NULL); /* while there still is the sound system */
    sound_system_destroy(real->sounds);
    synth_destroy(real->synth);
    sayer_destroy(&real->sayer);
    app_free(real->app);
    recorder_close(&real->recorder);
    partner_close(&real->partner); /* its thread wakes the window's source */
    window_source_free(real->window_source);
    window_destroy(real->window);
    world_close(&real->world);
    buffer_destroy(&real->line);
    buffer_destroy(&real->resume);
    if (real->log && real->log != stdout)
        fclose(real->log);
    free(real->kept_phrase);
    facts_destroy(&real->facts);
}

/* Nobody is silenced for want of a log. */
static void open_log(struct real *real)
{
    const char *name = real->options->log;
    bool anew = !real->options->log_goes_on && life_is_first(real->life);
    if (!name)
        return;
    real->log = strcmp(name, "-") == 0 ? stdout : fopen(name, anew ? "w" : "a");
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
    real_settle(real);
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
    facts_init(&real.facts);
    life_works_long(life, clock_now());
    bool right = open_world(&real);
    open_log(&real);
    right = right && open_window(&real);
    if (right)
        run(&real);
    int status = exit_status(&real, right);
    snprintf(data, PLACE_BYTES, "%s", real.world.folder);
    world_date(&real.world, today);
    memcpy(copy, real.restore, BEGIN_ANEW_BYTES);
    close_all(&real);
    reason[0] = '\0';
    if (right && copy[0] && !keep_begin_anew(data, copy, true, today, reason, reason_size))
        fprintf(stderr, "yinian: %s\n", reason);
    options->data = data;
    options->log_goes_on = true;
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
    if (resume_folder(life, data)) { /* whoever it began with: somebody else may have been chosen since */
        options.data = data;
        people_remember(data);
    }
    int status = run_alone(&options, life, data, copy, reason, sizeof reason);
    while ((status == 0 && copy[0]) ||
           (status == LIFE_EXIT_AGAIN && !life)) { /* with what was gone back to; or everything */
        options.safe = options.safe && status != LIFE_EXIT_AGAIN;
        status = run_alone(&options, life, data, copy, reason, sizeof reason);
    }
    life_leave(life);
    return status;
}

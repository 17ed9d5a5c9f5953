#include "speech/bell_everywhere.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "speech/bell.h"
#include "speech/bell_mixer.h"
#include "speech/bell_track.h"

enum { DEVICES_AT_MOST = 16, LINGER_MS = 10000, RETRY_MS = 2000, USUAL_MS = 1500, USUAL_LOOK_MS = 20 };
/* The test: so many samples have to be taken within so long. */
enum { TEST_SAMPLES = SOUND_RATE_HZ / 5, TEST_MS = 2000, TEST_LOOK_MS = 20 };

struct other {
    char *name;            /* NULL: free */
    struct sound_out *out; /* NULL: to be opened */
    struct bell_track track;
    atomic_int_least64_t asked_us;
};

struct bell_everywhere {
    struct bell_everywhere_options options;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* Guarded by the lock. */
    char *device, *cue_device;
    bool other_devices, mixers, on, test, quit, news;
    /* The thread's own. */
    struct other others[DEVICES_AT_MOST];
    struct bell_mixer *mixer; /* NULL: as it was */
    time_us off_us;
    time_us usual_by; /* the others wait until then for the usual one; 0: it does not ring yet */
};

/* What is asked for, at one moment. */
struct wish {
    char *device, *cue_device;
    bool other_devices, mixers, on, test, quit;
};

/* --- the others ------------------------------------------------------------------------------------------ */

/* On SDL's audio thread. */
static void fill(void *context, int16_t *samples, size_t count, time_us at_us)
{
    struct other *other = context;
    memset(samples, 0, count * sizeof *samples);
    bell_track_take(&other->track, samples, count);
    atomic_store(&other->asked_us, at_us);
}

static void close_other(struct other *other)
{
    sound_out_close(other->out);
    other->out = NULL;
}

static bool is_dead(const struct other *other)
{
    return !sound_out_alive(other->out) ||
           sound_clock_us() - atomic_load(&other->asked_us) > time_from_ms(RETRY_MS);
}

static void open_other(struct bell_everywhere *bell, struct other *other)
{
    char reason[96];
    struct sound_source source = {.fill = fill, .context = other};
    bell_track_reset(&other->track);
    atomic_store(&other->asked_us, sound_clock_us());
    other->out = sound_out_open_only(bell->options.system, other->name, bell->options.buffer_samples, source,
                                     reason, sizeof reason);
}

static void look_after_others(struct bell_everywhere *bell, bool on)
{
    for (int i = 0; i < DEVICES_AT_MOST; i++) {
        struct other *other = &bell->others[i];
        if (!other->name)
            continue;
        if (other->out && is_dead(other))
            close_other(other);
        if (!other->out)
            open_other(bell, other);
        bell_track_turn(&other->track, on);
    }
}

struct listing {
    struct bell_everywhere *bell;
    const struct wish *wish;
    char usual[256]; /* what the usual device is called, where it is known */
};

static void list_other(void *context, const char *name)
{
    struct listing *listing = context;
    struct other *others = listing->bell->others, *room = NULL;
    const char *ours = listing->wish->device[0] ? listing->wish->device : listing->usual;
    if (!name || strcmp(name, ours) == 0 || strcmp(name, listing->wish->cue_device) == 0)
        return;
    for (int i = 0; i < DEVICES_AT_MOST; i++) {
        if (others[i].name && strcmp(others[i].name, name) == 0)
            return;
        if (!others[i].name && !room)
            room = &others[i];
    }
    if (room)
        room->name = memory_copy_text(name);
}

static void ring_others(struct bell_everywhere *bell, const struct wish *wish)
{
    struct listing listing = {.bell = bell, .wish = wish};
    if (wish->other_devices) {
        sound_system_usual(bell->options.system, listing.usual, sizeof listing.usual);
        bell->options.names(bell->options.system, list_other, &listing);
    }
    look_after_others(bell, true);
}

static bool usual_flows(const struct bell_everywhere *bell)
{
    return bell->options.flows && bell->options.flows(bell->options.flows_context);
}

/* Devices are opened one after another, for the whole program (sound_sdl.c): were a slow one the first, the usual one would
 * have to wait for it. */
static bool waits_for_usual(struct bell_everywhere *bell, time_us now)
{
    if (!bell->usual_by)
        bell->usual_by = now + time_from_ms(bell->options.usual_ms);
    if (bell->options.flows && now < bell->usual_by && !usual_flows(bell))
        return true;
    bell->usual_by = now;
    return false;
}

static void silence_others(struct bell_everywhere *bell)
{
    for (int i = 0; i < DEVICES_AT_MOST; i++)
        bell_track_turn(&bell->others[i].track, false);
}

static void close_others(struct bell_everywhere *bell)
{
    for (int i = 0; i < DEVICES_AT_MOST; i++) {
        close_other(&bell->others[i]);
        free(bell->others[i].name);
        bell->others[i].name = NULL;
    }
    bell_mixer_restore(bell->mixer);
    bell->mixer = NULL;
    bell->usual_by = 0;
}

/* --- the test -------------------------------------------------------------------------------------------- */

struct test {
    atomic_size_t taken;
    atomic_int peak;
    uint64_t position; /* the callback's own */
};

/* The pattern is made as when it rings, and silence handed on. */
static void fill_unheard(void *context, int16_t *samples, size_t count, time_us at_us)
{
    struct test *test = context;
    (void)at_us;
    bell_fill(test->position, samples, count);
    test->position += count;
    for (size_t i = 0; i < count; i++)
        if (samples[i] > atomic_load(&test->peak))
            atomic_store(&test->peak, samples[i]);
    memset(samples, 0, count * sizeof *samples);
    atomic_fetch_add(&test->taken, count);
}

static bool rings(struct bell_everywhere *bell)
{
    pthread_mutex_lock(&bell->lock);
    bool on = bell->on || bell->quit;
    pthread_mutex_unlock(&bell->lock);
    return on;
}

/* The device is let go at once for somebody who calls meanwhile. */
static bool passes(struct bell_everywhere *bell, const char *device, char *reason, size_t size)
{
    struct test test = {0};
    struct sound_source source = {.fill = fill_unheard, .context = &test};
    struct sound_out *out =
        sound_out_open(bell->options.system, device, bell->options.buffer_samples, source, reason, size);
    if (!out)
        return false;
    struct timespec moment = {0, TEST_LOOK_MS * 1000000L};
    for (int ms = 0; ms < TEST_MS && atomic_load(&test.taken) < TEST_SAMPLES && !rings(bell);
         ms += TEST_LOOK_MS)
        nanosleep(&moment, NULL);
    sound_out_close(out);
    if (atomic_load(&test.taken) < TEST_SAMPLES)
        snprintf(reason, size, "%s", _("the sound device does not answer"));
    else if (atomic_load(&test.peak) < BELL_PEAK / 2)
        snprintf(reason, size, "%s", _("its tones cannot be made"));
    else
        return true;
    return false;
}

static void run_test(struct bell_everywhere *bell, const char *device)
{
    struct event event = {.kind = EVENT_BELL_WORKS};
    char reason[sizeof event.text] = "";
    if (!usual_flows(bell) && !passes(bell, device, reason, sizeof reason)) {
        event.kind = EVENT_BELL_SILENT;
        snprintf(event.text, sizeof event.text, "%s", reason);
    }
    if (rings(bell)) /* it was broken off */
        return;
    event.at_us = sound_clock_us();
    bell->options.post.post(bell->options.post.context, &event);
}

/* --- the thread ------------------------------------------------------------------------------------------ */

static struct wish take_wish(struct bell_everywhere *bell)
{
    struct wish wish = {.device = memory_copy_text(bell->device),
                        .cue_device = memory_copy_text(bell->cue_device),
                        .other_devices = bell->other_devices,
                        .mixers = bell->mixers,
                        .on = bell->on,
                        .test = bell->test,
                        .quit = bell->quit};
    bell->test = bell->news = false;
    return wish;
}

/* Returns when to look again; TIME_NEVER: when there is news. */
static time_us heed(struct bell_everywhere *bell, const struct wish *wish)
{
    time_us now = sound_clock_us();
    if (wish->test && !wish->on) /* what rings is its own test */
        run_test(bell, wish->device);
    if (wish->on) {
        if (wish->mixers && !bell->mixer)
            bell->mixer = bell_mixer_raise();
        bell->off_us = 0;
        if (waits_for_usual(bell, now))
            return now + time_from_ms(USUAL_LOOK_MS);
        ring_others(bell, wish);
        return now + time_from_ms(bell->options.retry_ms);
    }
    silence_others(bell);
    if (!bell->off_us)
        bell->off_us = now;
    time_us close_us = bell->off_us + time_from_ms(bell->options.linger_ms);
    if (now < close_us)
        return close_us;
    close_others(bell);
    return TIME_NEVER;
}

/* With the lock held. */
static void wait_until(struct bell_everywhere *bell, time_us until)
{
    struct timespec time = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    if (bell->news || bell->quit)
        return;
    if (until == TIME_NEVER)
        pthread_cond_wait(&bell->changed, &bell->lock);
    else
        pthread_cond_timedwait(&bell->changed, &bell->lock, &time);
}

static void *run(void *context)
{
    struct bell_everywhere *bell = context;
    bool quits = false;
    pthread_mutex_lock(&bell->lock);
    while (!quits) {
        struct wish wish = take_wish(bell);
        pthread_mutex_unlock(&bell->lock);
        quits = wish.quit;
        time_us until = quits ? 0 : heed(bell, &wish);
        free(wish.device);
        free(wish.cue_device);
        pthread_mutex_lock(&bell->lock);
        if (!quits)
            wait_until(bell, until);
    }
    pthread_mutex_unlock(&bell->lock);
    close_others(bell);
    sound_thread_end();
    return NULL;
}

/* --- for others ------------------------------------------------------------------------------------------ */

static void tell(struct bell_everywhere *bell)
{
    bell->news = true;
    pthread_cond_signal(&bell->changed);
    pthread_mutex_unlock(&bell->lock);
}

void bell_everywhere_set_devices(struct bell_everywhere *bell, const char *device, const char *cue_device)
{
    pthread_mutex_lock(&bell->lock);
    free(bell->device);
    free(bell->cue_device);
    bell->device = memory_copy_text(device ? device : "");
    bell->cue_device = memory_copy_text(cue_device ? cue_device : "");
    pthread_mutex_unlock(&bell->lock);
}

void bell_everywhere_set(struct bell_everywhere *bell, bool other_devices, bool mixers)
{
    pthread_mutex_lock(&bell->lock);
    bell->other_devices = other_devices;
    bell->mixers = mixers;
    pthread_mutex_unlock(&bell->lock);
}

void bell_everywhere_turn(struct bell_everywhere *bell, bool on)
{
    pthread_mutex_lock(&bell->lock);
    bell->on = on;
    tell(bell);
}

void bell_everywhere_test(struct bell_everywhere *bell)
{
    pthread_mutex_lock(&bell->lock);
    bell->test = true;
    tell(bell);
}

struct bell_everywhere *bell_everywhere_start(const struct bell_everywhere_options *options)
{
    struct bell_everywhere *bell = memory_new(1, sizeof *bell);
    pthread_condattr_t monotonic;
    bell->options = *options;
    bell->options.linger_ms = options->linger_ms ? options->linger_ms : LINGER_MS;
    bell->options.retry_ms = options->retry_ms ? options->retry_ms : RETRY_MS;
    bell->options.usual_ms = options->usual_ms ? options->usual_ms : USUAL_MS;
    bell->options.names = options->names ? options->names : sound_system_names;
    bell->device = memory_copy_text(options->device ? options->device : "");
    bell->cue_device = memory_copy_text(options->cue_device ? options->cue_device : "");
    bell->off_us = 1; /* there is nothing to close */
    pthread_mutex_init(&bell->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&bell->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&bell->thread, NULL, run, bell) != 0)
        abort(); /* no thread: as out of memory */
    return bell;
}

void bell_everywhere_stop(struct bell_everywhere *bell)
{
    pthread_mutex_lock(&bell->lock);
    bell->quit = true;
    tell(bell);
    pthread_join(bell->thread, NULL);
    pthread_cond_destroy(&bell->changed);
    pthread_mutex_destroy(&bell->lock);
    free(bell->device);
    free(bell->cue_device);
    free(bell);
}

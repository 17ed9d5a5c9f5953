#include "speech/bell_sdl.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "speech/bell.h"
#include "speech/sound_ring.h"

enum { LOOK_MS = 1000, STALL_MS = 2000 };

struct bell_sdl {
    struct sound_system *system;
    char *device;
    struct voice_post post;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ringing, quit; /* guarded by lock */
    unsigned starts;    /* guarded by lock: how often it was started */

    /* The bell thread's own. */
    struct sound_out *out;
    time_us opened_us;
    bool lost;

    /* Shared with SDL's callback. */
    atomic_bool loud;
    atomic_int_least64_t taken_us;
    uint64_t position; /* the callback's own while the device is open */
    bool faded;        /* likewise */
};

static void fill(void *context, int16_t *samples, size_t count, time_us at_us)
{
    struct bell_sdl *bell = context;
    atomic_store(&bell->taken_us, at_us);
    memset(samples, 0, count * sizeof *samples);
    bool loud = atomic_load(&bell->loud);
    if (!loud && bell->faded)
        return;
    size_t sounding = loud || count < SOUND_FADE ? count : SOUND_FADE;
    bell_fill(bell->position, samples, sounding);
    bell->position += sounding;
    for (size_t i = 0; !loud && i < sounding; i++)
        samples[i] = (int16_t)(samples[i] * (int)(sounding - i) / (int)(sounding + 1));
    bell->faded = !loud;
}

static void tell(struct bell_sdl *bell, bool lost, const char *reason)
{
    if (bell->lost == lost)
        return;
    bell->lost = lost;
    struct event event = {.kind = lost ? EVENT_SOUND_LOST : EVENT_SOUND_BACK, .at_us = sound_clock_us()};
    snprintf(event.text, sizeof event.text, "%s", reason);
    bell->post.post(bell->post.context, &event);
}

static void close_out(struct bell_sdl *bell)
{
    sound_out_close(bell->out);
    bell->out = NULL;
}

static void open_out(struct bell_sdl *bell)
{
    char reason[96] = "";
    struct sound_source source = {.fill = fill, .context = bell};
    bell->position = 0;
    bell->faded = false;
    bell->opened_us = sound_clock_us();
    atomic_store(&bell->loud, true);
    bell->out = sound_out_open(bell->system, bell->device, 0, source, reason, sizeof reason);
    tell(bell, !bell->out, reason);
}

static bool broken(struct bell_sdl *bell)
{
    time_us last = atomic_load(&bell->taken_us);
    last = last > bell->opened_us ? last : bell->opened_us;
    return !sound_out_alive(bell->out) || sound_clock_us() - last > time_from_ms(STALL_MS);
}

/* With the lock held; until something changes, or for `ms` (0: without end). */
static void wait(struct bell_sdl *bell, int ms)
{
    if (!ms) {
        pthread_cond_wait(&bell->changed, &bell->lock);
        return;
    }
    time_us until = sound_clock_us() + time_from_ms(ms);
    struct timespec time = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    pthread_cond_timedwait(&bell->changed, &bell->lock, &time);
}

/* Rings until stopped or started anew. Without the lock, but for waiting. */
static void ring(struct bell_sdl *bell, unsigned start)
{
    bool on = true;
    while (on) {
        if (bell->out && broken(bell))
            close_out(bell);
        if (!bell->out)
            open_out(bell);
        pthread_mutex_lock(&bell->lock);
        if (bell->ringing && !bell->quit && bell->starts == start)
            wait(bell, LOOK_MS);
        on = bell->ringing && !bell->quit && bell->starts == start;
        pthread_mutex_unlock(&bell->lock);
    }
    atomic_store(&bell->loud, false);
}

/* The callback fades out and SDL plays what it holds before it closes. */
static void run_out(struct bell_sdl *bell)
{
    if (!bell->out)
        return;
    time_us until = sound_clock_us() + 3 * sound_out_latency_us(bell->out);
    pthread_mutex_lock(&bell->lock);
    struct timespec time = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    while (!bell->quit && !bell->ringing &&
           pthread_cond_timedwait(&bell->changed, &bell->lock, &time) != ETIMEDOUT)
        ;
    pthread_mutex_unlock(&bell->lock);
    close_out(bell);
}

static void *run(void *context)
{
    struct bell_sdl *bell = context;
    pthread_mutex_lock(&bell->lock);
    while (!bell->quit) {
        if (!bell->ringing) {
            wait(bell, 0);
            continue;
        }
        unsigned start = bell->starts;
        pthread_mutex_unlock(&bell->lock);
        ring(bell, start);
        run_out(bell);
        pthread_mutex_lock(&bell->lock);
    }
    pthread_mutex_unlock(&bell->lock);
    sound_thread_end();
    return NULL;
}

struct bell_sdl *bell_sdl_create(struct sound_system *system, const char *device, struct voice_post post)
{
    struct bell_sdl *bell = memory_new(1, sizeof *bell);
    bell->system = system;
    bell->device = memory_copy_text(device ? device : "");
    bell->post = post;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&bell->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&bell->lock, NULL);
    if (pthread_create(&bell->thread, NULL, run, bell) != 0)
        abort(); /* no thread: as out of memory */
    return bell;
}

static void change(struct bell_sdl *bell, bool ringing, bool quit)
{
    pthread_mutex_lock(&bell->lock);
    bell->starts += ringing && !bell->ringing;
    bell->ringing = ringing;
    bell->quit = quit;
    pthread_cond_signal(&bell->changed);
    pthread_mutex_unlock(&bell->lock);
}

void bell_sdl_start(struct bell_sdl *bell)
{
    change(bell, true, false);
}

void bell_sdl_stop(struct bell_sdl *bell)
{
    change(bell, false, false);
}

void bell_sdl_destroy(struct bell_sdl *bell)
{
    if (!bell)
        return;
    change(bell, false, true);
    pthread_join(bell->thread, NULL);
    pthread_cond_destroy(&bell->changed);
    pthread_mutex_destroy(&bell->lock);
    free(bell->device);
    free(bell);
}

#include "speech/sound_sdl.h"

#include <SDL.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "speech/sound_ring.h"

enum { BUFFER_SAMPLES = 256, BUFFER_SAMPLES_AT_MOST = 1024 };

enum { OPEN_MS = 5000 };

/* SDL's list of devices has no lock: whoever opens or closes one, or looks at them, has SDL's audio to himself for as long. */
struct sound_system {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    bool taken;
    int users;
    int open_ms;
    int holders; /* its owner, and whoever opens a device still: the last one frees it */
};

struct sound_out {
    struct sound_system *system;
    struct sound_source source;
    SDL_AudioDeviceID id;
    time_us latency_us;
};

time_us sound_clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (time_us)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static struct timespec in_ms(int ms)
{
    time_us at = sound_clock_us() + (time_us)ms * 1000;
    return (struct timespec){.tv_sec = at / 1000000, .tv_nsec = at % 1000000 * 1000};
}

static void cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &steady);
    pthread_condattr_destroy(&steady);
}

struct sound_system *sound_system_create(void)
{
    struct sound_system *system = memory_new(1, sizeof *system);
    pthread_mutex_init(&system->lock, NULL);
    cond_init(&system->freed);
    system->open_ms = OPEN_MS;
    system->holders = 1;
    return system;
}

void sound_system_set_open_ms(struct sound_system *system, int ms)
{
    system->open_ms = ms;
}

static void hold(struct sound_system *system)
{
    pthread_mutex_lock(&system->lock);
    system->holders++;
    pthread_mutex_unlock(&system->lock);
}

static void let_go(struct sound_system *system)
{
    pthread_mutex_lock(&system->lock);
    bool last = --system->holders == 0;
    pthread_mutex_unlock(&system->lock);
    if (!last)
        return;
    pthread_cond_destroy(&system->freed);
    pthread_mutex_destroy(&system->lock);
    free(system);
}

/* While a device is still being opened it stays. */
void sound_system_destroy(struct sound_system *system)
{
    if (system)
        let_go(system);
}

/* False: whoever has it does not come to an end. */
static bool take(struct sound_system *system)
{
    struct timespec until = in_ms(system->open_ms);
    pthread_mutex_lock(&system->lock);
    while (system->taken && pthread_cond_timedwait(&system->freed, &system->lock, &until) == 0)
        ;
    bool free_now = !system->taken;
    system->taken = true;
    pthread_mutex_unlock(&system->lock);
    return free_now;
}

static void give_back(struct sound_system *system)
{
    pthread_mutex_lock(&system->lock);
    system->taken = false;
    pthread_cond_signal(&system->freed);
    pthread_mutex_unlock(&system->lock);
}

static int count_user(struct sound_system *system, int more)
{
    pthread_mutex_lock(&system->lock);
    int users = system->users += more;
    pthread_mutex_unlock(&system->lock);
    return users;
}

/* By who has taken it. SDL_AudioInit() and not SDL_InitSubSystem(): the latter counts its users without a lock, and
 * the main thread uses it for the window. */
static bool enter(struct sound_system *system)
{
    if (count_user(system, 1) > 1 || SDL_AudioInit(NULL) == 0)
        return true;
    count_user(system, -1);
    return false;
}

static void leave(struct sound_system *system)
{
    if (count_user(system, -1) == 0)
        SDL_AudioQuit();
}

void sound_system_names(struct sound_system *system, void (*each)(void *context, const char *name),
                        void *context)
{
    if (!take(system))
        return;
    if (enter(system)) {
        int count = SDL_GetNumAudioDevices(0);
        for (int i = 0; i < count; i++)
            each(context, SDL_GetAudioDeviceName(i, 0));
        leave(system);
    }
    give_back(system);
}

void sound_system_usual(struct sound_system *system, char *name, size_t size)
{
    SDL_AudioSpec spec;
    char *usual = NULL;
    name[0] = '\0';
    if (!take(system))
        return;
    if (enter(system)) {
        if (SDL_GetDefaultAudioInfo(&usual, &spec, 0) == 0 && usual)
            snprintf(name, size, "%s", usual);
        SDL_free(usual);
        leave(system);
    }
    give_back(system);
}

static void SDLCALL fill(void *context, Uint8 *bytes, int size)
{
    struct sound_out *out = context;
    size_t count = (size_t)size / sizeof(int16_t);
    int16_t samples[BUFFER_SAMPLES_AT_MOST];
    time_us now = sound_clock_us();
    for (size_t done = 0; done < count;) {
        size_t part = count - done < BUFFER_SAMPLES_AT_MOST ? count - done : BUFFER_SAMPLES_AT_MOST;
        out->source.fill(out->source.context, samples, part, now + (time_us)done * 1000000 / SOUND_RATE_HZ);
        memcpy(bytes + done * sizeof *samples, samples, part * sizeof *samples);
        done += part;
    }
}

static int wanted_samples(int buffer_samples)
{
    if (getenv("SDL_AUDIO_SAMPLES"))
        return 0; /* SDL reads it itself */
    if (buffer_samples <= 0)
        return BUFFER_SAMPLES;
    return buffer_samples < BUFFER_SAMPLES_AT_MOST ? buffer_samples : BUFFER_SAMPLES_AT_MOST;
}

/* --- opening ---------------------------------------------------------------------------------------------- */

/* A device may never answer (a sound server that hangs): it is opened on a thread of its own, and given up by who waits.
 *
 *     opens  |-- take -- open ----------------------- … it answers: closed again -- give back
 *     waits  |---------- OPEN_MS ----------| no sound, and why
 *     next   |           .                     |-- OPEN_MS --| the same, as long as the first has not given back   */
struct opening {
    struct sound_system *system;
    char *device; /* its own; NULL: the usual one */
    SDL_AudioSpec wanted, got;
    bool records, only;
    SDL_AudioDeviceID id; /* paused; 0: it could not be opened */
    char reason[256];

    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool done, given_up;
};

static void opening_free(struct opening *o)
{
    pthread_cond_destroy(&o->changed);
    pthread_mutex_destroy(&o->lock);
    free(o->device);
    free(o);
}

/* With SDL's audio taken, and kept so until it is known who has the device. */
static void open_device(struct opening *o)
{
    bool entered = enter(o->system);
    if (entered && o->device)
        o->id = SDL_OpenAudioDevice(o->device, o->records, &o->wanted, &o->got, 0);
    if (entered && !o->id && !o->only)
        o->id = SDL_OpenAudioDevice(NULL, o->records, &o->wanted, &o->got, 0);
    if (!o->id)
        snprintf(o->reason, sizeof o->reason, "%s", SDL_GetError());
    if (entered && !o->id)
        leave(o->system);
}

/* Returns whether nobody waits for it any more. */
static bool tell_done(struct opening *o)
{
    pthread_mutex_lock(&o->lock);
    o->done = true;
    bool given_up = o->given_up;
    pthread_cond_signal(&o->changed);
    pthread_mutex_unlock(&o->lock);
    return given_up;
}

static void *open_it(void *context)
{
    struct opening *o = context;
    struct sound_system *system = o->system;
    bool taken = take(system);
    if (taken)
        open_device(o);
    else
        snprintf(o->reason, sizeof o->reason, "another device does not answer");
    SDL_AudioDeviceID id = o->id;
    if (tell_done(o)) {
        if (id) {
            SDL_CloseAudioDevice(id);
            leave(system);
        }
        opening_free(o);
    }
    if (taken)
        give_back(system);
    let_go(system);
    SDL_TLSCleanup();
    return NULL;
}

static bool await(struct opening *o)
{
    struct timespec until = in_ms(o->system->open_ms);
    pthread_mutex_lock(&o->lock);
    while (!o->done && pthread_cond_timedwait(&o->changed, &o->lock, &until) == 0)
        ;
    o->given_up = !o->done;
    bool done = o->done;
    pthread_mutex_unlock(&o->lock);
    return done;
}

static bool start(struct opening *o)
{
    pthread_t thread;
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    hold(o->system);
    bool started = pthread_create(&thread, &detached, open_it, o) == 0;
    if (!started)
        let_go(o->system);
    pthread_attr_destroy(&detached);
    return started;
}

/* The device, paused; 0, and why. */
static SDL_AudioDeviceID open_within(const struct opening *what, const char *device, SDL_AudioSpec *got,
                                     char *reason, size_t size)
{
    struct opening *o = memory_new(1, sizeof *o);
    *o = *what;
    pthread_mutex_init(&o->lock, NULL);
    cond_init(&o->changed);
    o->device = device && device[0] ? memory_copy_text(device) : NULL;
    if (!start(o)) {
        snprintf(reason, size, "no thread");
        opening_free(o);
        return 0;
    }
    if (!await(o)) {
        snprintf(reason, size, "it does not answer");
        return 0;
    }
    SDL_AudioDeviceID id = o->id;
    *got = o->got;
    if (!id)
        snprintf(reason, size, "%s", o->reason);
    opening_free(o);
    return id;
}

/* Also while a device is opened that does not answer: that one is in no list yet, and nothing else is opened meanwhile. */
static void close_device(struct sound_system *system, SDL_AudioDeviceID id)
{
    bool taken = take(system);
    SDL_CloseAudioDevice(id);
    if (taken) {
        leave(system);
        give_back(system);
    } else {
        count_user(system, -1); /* not the last one */
    }
}

/* --- out -------------------------------------------------------------------------------------------------- */

static struct sound_out *open_out(struct sound_system *system, const char *device, int buffer_samples,
                                  bool only, struct sound_source source, char *reason, size_t size)
{
    SDL_AudioSpec got;
    struct sound_out *out = memory_new(1, sizeof *out);
    *out = (struct sound_out){.system = system, .source = source};
    struct opening what = {.system = system,
                           .only = only,
                           .wanted = {.freq = SOUND_RATE_HZ,
                                      .format = AUDIO_S16SYS,
                                      .channels = 1,
                                      .samples = (Uint16)wanted_samples(buffer_samples),
                                      .callback = fill,
                                      .userdata = out}};
    out->id = open_within(&what, device, &got, reason, size);
    if (!out->id) { /* a paused device calls nobody back */
        free(out);
        return NULL;
    }
    out->latency_us = (time_us)got.samples * 1000000 / got.freq;
    SDL_PauseAudioDevice(out->id, 0);
    return out;
}

struct sound_out *sound_out_open(struct sound_system *system, const char *device, int buffer_samples,
                                 struct sound_source source, char *reason, size_t size)
{
    return open_out(system, device, buffer_samples, false, source, reason, size);
}

struct sound_out *sound_out_open_only(struct sound_system *system, const char *device, int buffer_samples,
                                      struct sound_source source, char *reason, size_t size)
{
    return open_out(system, device, buffer_samples, true, source, reason, size);
}

void sound_out_close(struct sound_out *out)
{
    if (!out)
        return;
    close_device(out->system, out->id);
    free(out);
}

bool sound_out_alive(const struct sound_out *out)
{
    return SDL_GetAudioDeviceStatus(out->id) != SDL_AUDIO_STOPPED;
}

uint32_t sound_out_id(const struct sound_out *out)
{
    return out->id;
}

time_us sound_out_latency_us(const struct sound_out *out)
{
    return out->latency_us;
}

void sound_thread_end(void)
{
    SDL_TLSCleanup();
}

/* --- in -------------------------------------------------------------------------------------------------- */

struct sound_in {
    struct sound_system *system;
    SDL_AudioDeviceID id;
};

struct sound_in *sound_in_open(struct sound_system *system, char *reason, size_t size)
{
    SDL_AudioSpec got;
    struct opening what = {
        .system = system,
        .records = true,
        .wanted = {.freq = SOUND_RATE_HZ, .format = AUDIO_S16SYS, .channels = 1, .samples = 1024}};
    SDL_AudioDeviceID id = open_within(&what, NULL, &got, reason, size);
    if (!id)
        return NULL;
    struct sound_in *in = memory_new(1, sizeof *in);
    *in = (struct sound_in){system, id};
    SDL_PauseAudioDevice(id, 0);
    return in;
}

void sound_in_close(struct sound_in *in)
{
    if (!in)
        return;
    close_device(in->system, in->id);
    free(in);
}

size_t sound_in_take(struct sound_in *in, int16_t *samples, size_t most)
{
    return SDL_DequeueAudio(in->id, samples, (Uint32)(most * sizeof *samples)) / sizeof *samples;
}

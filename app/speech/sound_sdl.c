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

struct sound_system {
    pthread_mutex_t lock; /* also held while devices are opened and closed: SDL's list of them has no lock */
    int users;
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

struct sound_system *sound_system_create(void)
{
    struct sound_system *system = memory_new(1, sizeof *system);
    pthread_mutex_init(&system->lock, NULL);
    return system;
}

void sound_system_destroy(struct sound_system *system)
{
    if (!system)
        return;
    pthread_mutex_destroy(&system->lock);
    free(system);
}

/* With the lock held. SDL_AudioInit() and not SDL_InitSubSystem(): the latter counts its users without a lock, and
 * the main thread uses it for the window. */
static bool enter(struct sound_system *system)
{
    if (!system->users && SDL_AudioInit(NULL) != 0)
        return false;
    system->users++;
    return true;
}

static void leave(struct sound_system *system)
{
    if (--system->users == 0)
        SDL_AudioQuit();
}

void sound_system_names(struct sound_system *system, void (*each)(void *context, const char *name),
                        void *context)
{
    pthread_mutex_lock(&system->lock);
    if (enter(system)) {
        int count = SDL_GetNumAudioDevices(0);
        for (int i = 0; i < count; i++)
            each(context, SDL_GetAudioDeviceName(i, 0));
        leave(system);
    }
    pthread_mutex_unlock(&system->lock);
}

void sound_system_usual(struct sound_system *system, char *name, size_t size)
{
    SDL_AudioSpec spec;
    char *usual = NULL;
    name[0] = '\0';
    pthread_mutex_lock(&system->lock);
    if (enter(system)) {
        if (SDL_GetDefaultAudioInfo(&usual, &spec, 0) == 0 && usual)
            snprintf(name, size, "%s", usual);
        SDL_free(usual);
        leave(system);
    }
    pthread_mutex_unlock(&system->lock);
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

static bool open_device(struct sound_out *out, const char *device, int buffer_samples, bool only)
{
    SDL_AudioSpec wanted = {.freq = SOUND_RATE_HZ,
                            .format = AUDIO_S16SYS,
                            .channels = 1,
                            .samples = (Uint16)wanted_samples(buffer_samples),
                            .callback = fill,
                            .userdata = out};
    SDL_AudioSpec got;
    if (device && device[0])
        out->id = SDL_OpenAudioDevice(device, 0, &wanted, &got, 0);
    if (!out->id && !only)
        out->id = SDL_OpenAudioDevice(NULL, 0, &wanted, &got, 0);
    if (!out->id)
        return false;
    out->latency_us = (time_us)got.samples * 1000000 / got.freq;
    SDL_PauseAudioDevice(out->id, 0);
    return true;
}

static struct sound_out *open_out(struct sound_system *system, const char *device, int buffer_samples, bool only,
                                  struct sound_source source, char *reason, size_t size)
{
    struct sound_out *out = memory_new(1, sizeof *out);
    *out = (struct sound_out){.system = system, .source = source};
    pthread_mutex_lock(&system->lock);
    bool entered = enter(system);
    bool opened = entered && open_device(out, device, buffer_samples, only);
    if (!opened)
        snprintf(reason, size, "%s", SDL_GetError());
    if (entered && !opened)
        leave(system);
    pthread_mutex_unlock(&system->lock);
    if (opened)
        return out;
    free(out);
    return NULL;
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
    pthread_mutex_lock(&out->system->lock);
    SDL_CloseAudioDevice(out->id);
    leave(out->system);
    pthread_mutex_unlock(&out->system->lock);
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
    SDL_AudioSpec wanted = {.freq = SOUND_RATE_HZ, .format = AUDIO_S16SYS, .channels = 1, .samples = 1024}, got;
    struct sound_in *in = NULL;
    pthread_mutex_lock(&system->lock);
    if (enter(system)) {
        SDL_AudioDeviceID id = SDL_OpenAudioDevice(NULL, 1, &wanted, &got, 0);
        if (id) {
            in = memory_new(1, sizeof *in);
            *in = (struct sound_in){system, id};
            SDL_PauseAudioDevice(id, 0);
        } else {
            leave(system);
        }
    }
    if (!in)
        snprintf(reason, size, "%s", SDL_GetError());
    pthread_mutex_unlock(&system->lock);
    return in;
}

void sound_in_close(struct sound_in *in)
{
    if (!in)
        return;
    struct sound_system *system = in->system;
    pthread_mutex_lock(&system->lock);
    SDL_CloseAudioDevice(in->id);
    leave(system);
    pthread_mutex_unlock(&system->lock);
    free(in);
}

size_t sound_in_take(struct sound_in *in, int16_t *samples, size_t most)
{
    return SDL_DequeueAudio(in->id, samples, (Uint32)(most * sizeof *samples)) / sizeof *samples;
}

#include "speech/microphone_sdl.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

struct microphone_sdl {
    struct microphone microphone;
    struct sound_system *system;
    struct sound_in *in; /* NULL: it does not hear */
};

static void stop(void *self)
{
    struct microphone_sdl *m = self;
    sound_in_close(m->in);
    m->in = NULL;
}

static bool start(void *self, time_us at_us, char *reason, size_t size)
{
    struct microphone_sdl *m = self;
    (void)at_us;
    stop(m);
    m->in = sound_in_open(m->system, reason, size);
    return m->in;
}

static size_t take(void *self, time_us at_us, float *samples, size_t most)
{
    struct microphone_sdl *m = self;
    int16_t block[1024];
    size_t count = 0, got;
    (void)at_us;
    while (m->in && count < most &&
           (got = sound_in_take(m->in, block, most - count < 1024 ? most - count : 1024)) > 0)
        for (size_t i = 0; i < got; i++)
            samples[count++] = (float)block[i] / INT16_MAX;
    return count;
}

static void destroy(void *self)
{
    stop(self);
    free(self);
}

struct microphone *microphone_sdl_create(struct sound_system *system)
{
    struct microphone_sdl *m = memory_new(1, sizeof *m);
    m->system = system;
    m->microphone =
        (struct microphone){.self = m, .start = start, .take = take, .stop = stop, .destroy = destroy};
    return &m->microphone;
}

/* A microphone, asked through a struct of functions: a real one (microphone_sdl.h), or one that hears a file
 * (run/microphone_file.h). One thread. */
#ifndef YINIAN_SPEECH_MICROPHONE_H
#define YINIAN_SPEECH_MICROPHONE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time_us.h"

struct microphone {
    void *self;
    /* False: `reason` gets a clause. Hears from `at_us` on, until it is stopped. */
    bool (*start)(void *self, time_us at_us, char *reason, size_t size);
    /* What was heard up to `at_us` and not yet taken, at most `most` samples: mono, SOUND_RATE_HZ, −1 … 1. Returns how many;
     * does not wait. */
    size_t (*take)(void *self, time_us at_us, float *samples, size_t most);
    void (*stop)(void *self); /* also when it does not hear */
    void (*destroy)(void *self);
};

#endif

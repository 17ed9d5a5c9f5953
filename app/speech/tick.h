/* The soft click of a choice, as samples. Pure: a function of the position alone.
 *
 * One hears it hundreds of times an hour, and often while somebody speaks: it is short, dull and quiet. A tone of 1000 Hz
 * that dies away by 1/e every 6 ms, so that old ears hear it and nobody takes it for the bell or for an alarm (those
 * last); it swells for 3 ms, so that it does not crack, and is cut off smoothly at its end.
 *
 *     0      3 ms                                    25       30 ms
 *     ╱‾‾‾‾‾‾‾╲______________________________________‾‾‾‾‾‾‾──|
 *
 * Peak 0.06 of full scale, 525 r.m.s. over its 30 ms. The voice at 100 % has peaks of 0.72–0.88 of full scale and 3000
 * r.m.s. (espeak-ng 1.51 at 150 words a minute, a sentence of each language): the click is 15 dB below it, and what
 * lasts much less than 200 ms sounds quieter still. */
#ifndef YINIAN_SPEECH_TICK_H
#define YINIAN_SPEECH_TICK_H

#include <stddef.h>
#include <stdint.h>

#include "speech/sound_ring.h"

enum {
    TICK_MS = 30,
    TICK_SAMPLES = 661, /* TICK_MS at SOUND_RATE_HZ */
    TICK_PEAK = 1966    /* 0.06 of full scale: never above */
};

/* Sample `position` of the click; 0 from TICK_SAMPLES on. */
int16_t tick_sample(uint32_t position);

#endif

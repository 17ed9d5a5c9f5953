/* Samples on their way from the voice's thread (which writes) to the sound device's callback (which takes), without a
 * lock: the callback never waits. One writer, one taker. Positions count samples since the ring was made and never
 * run backwards, so that "sample 4711" names a moment in speech for ever.
 *
 *     taken            skip_to       written
 *     |  not to be heard  | to be heard |      a cut moves skip_to to `written`: the taker fades out
 *     |===================|-------------|      over SOUND_FADE samples and goes on at skip_to
 *
 * With each take the ring notes when it was, so that the writer can tell at what time a sample went out. Pure: time
 * is told. */
#ifndef YINIAN_SPEECH_SOUND_RING_H
#define YINIAN_SPEECH_SOUND_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time_us.h"

enum {
    SOUND_RATE_HZ = 22050, /* espeak-ng's; mono, signed 16 bit */
    SOUND_FADE = 64        /* samples, 3 ms: no click when speech is cut */
};

struct sound_ring {
    int16_t *samples;
    size_t size; /* a power of two */
    atomic_uint_least64_t written, taken, skip_to;
    atomic_uint_least64_t wake_at; /* the taker reports when `taken` reaches it; 0: never */
    atomic_int_least64_t asked_us; /* when the taker last came, be it in vain */
    /* The last take that took anything: sample `base` would have gone out at `at_us`. Odd `turn`: being written. */
    atomic_uint_least64_t turn, base;
    atomic_int_least64_t at_us;
};

void sound_ring_init(struct sound_ring *ring, size_t size); /* size: a power of two */
void sound_ring_destroy(struct sound_ring *ring);

/* For the writer. */
size_t sound_ring_space(const struct sound_ring *ring);
void sound_ring_write(struct sound_ring *ring, const int16_t *samples, size_t count); /* count <= space */
void sound_ring_cut(struct sound_ring *ring);         /* what is not yet taken shall not be heard */
bool sound_ring_empty(const struct sound_ring *ring); /* nothing left to be heard */
/* When sample `position` was taken; false when it was not yet (or was cut). */
bool sound_ring_taken_at(const struct sound_ring *ring, uint64_t position, time_us *at_us);
time_us sound_ring_asked_at(const struct sound_ring *ring); /* when the taker last came; 0: never */

/* For the taker: adds up to `count` samples to `out`, at the time `at_us`. True when the writer wants to know. */
bool sound_ring_take(struct sound_ring *ring, int16_t *out, size_t count, time_us at_us);

/* sample × percent / 100; what would exceed full scale is rounded off smoothly instead of clipped, so that a voice
 * can be made louder than the synthesiser makes it. */
int16_t sound_gain(int16_t sample, int percent);

int16_t sound_add(int16_t a, int b); /* kept within full scale */

#endif

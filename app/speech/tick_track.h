/* The click's way to the loudspeaker: whoever has seen the choice asks, the sound device's callback makes the samples
 * and adds them to what speaks. Pure.
 *
 *     asked    t₀                          t₁                     t₂
 *     taken       | tick |                    | tick |            – – – –   too late: not at all
 *
 * A click that comes late belongs to nothing that the person sees: with a device that had to be opened first and took
 * its time, it is left out. One asks, one takes. */
#ifndef YINIAN_SPEECH_TICK_TRACK_H
#define YINIAN_SPEECH_TICK_TRACK_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time_us.h"

enum { TICK_LATE_MS = 200 };

struct tick_track {
    atomic_int_least64_t asked_us; /* 0: never */
    atomic_int percent;
    /* The taker's own. */
    time_us seen_us;
    uint32_t left; /* samples of it that are still to come */
};

/* At `now`; `percent` 0–100 of its loudness. Asked anew while it sounds, it begins anew. */
void tick_track_ask(struct tick_track *track, int percent, time_us now);

/* For the taker: adds it to what `samples` hold. */
void tick_track_take(struct tick_track *track, int16_t *samples, size_t count, time_us at_us);

#endif

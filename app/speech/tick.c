#include "speech/tick.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

/* SCALE is 1 over the largest value of the product below (0.6179 at 2.77 ms; found by search, checked by the test of
 * the level). */
static const double PITCH_HZ = 1000, SWELL_MS = 3, DECAY_MS = 6, END_MS = 5, SCALE = 1 / 0.6179;

/* From 0 to 1 as `share` does, without a corner at either end. */
static double smooth(double share)
{
    return share >= 1 ? 1 : (1 - cos(PI * share)) / 2;
}

int16_t tick_sample(uint32_t position)
{
    if (position >= TICK_SAMPLES)
        return 0;
    double ms = position * 1000.0 / SOUND_RATE_HZ;
    double loudness = smooth(ms / SWELL_MS) * exp(-ms / DECAY_MS) * smooth((TICK_MS - ms) / END_MS);
    return (int16_t)lrint(sin(2 * PI * PITCH_HZ * ms / 1000) * loudness * SCALE * TICK_PEAK);
}

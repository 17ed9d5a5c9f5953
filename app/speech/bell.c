#include "speech/bell.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

enum { ATTACK_MS = 8, RELEASE_MS = 30, GAP_MS = 10, HARMONICS = 5 };

/* C5 E5 G5 C6, equal temperament at A4 = 440 Hz; the second group is two semitones higher. */
static const double TONES_HZ[2][BELL_TONES] = {{523.25, 659.26, 783.99, 1046.50},
                                               {587.33, 739.99, 880.00, 1174.66}};

/* A clear, slightly sharp sound; the sum of sines has no closed peak, so `SCALE` is 1 over the largest value of
 * the sum (1.8295 at 0.0833 of a turn; found by search, checked by the test of the level). */
static const double HARMONIC[HARMONICS] = {1.0, 0.6, 0.45, 0.3, 0.2};
static const double SCALE = 1.0 / 1.8295;

/* Which tone `ms` into the period falls into, and how far; false in a pause. */
static const double *tone_at(double ms, double *into_ms)
{
    int group = ms >= BELL_GROUP_MS;
    double in_group = ms - group * BELL_GROUP_MS;
    int tone = (int)(in_group / BELL_TONE_MS);
    if (tone >= BELL_TONES)
        return NULL;
    *into_ms = in_group - tone * BELL_TONE_MS;
    return &TONES_HZ[group][tone];
}

static double position_ms(uint64_t position)
{
    return (double)(position % BELL_PERIOD) * 1000.0 / BELL_RATE_HZ;
}

static double envelope(double into_ms)
{
    double left = BELL_TONE_MS - GAP_MS - into_ms;
    if (left <= 0)
        return 0;
    double rise = into_ms / ATTACK_MS, fall = left / RELEASE_MS;
    double least = rise < fall ? rise : fall;
    return least < 1 ? least : 1;
}

double bell_pitch_hz(uint64_t position)
{
    double into_ms;
    const double *tone = tone_at(position_ms(position), &into_ms);
    return tone && envelope(into_ms) > 0 ? *tone : 0;
}

static double sound(uint64_t position)
{
    double into_ms;
    const double *tone = tone_at(position_ms(position), &into_ms);
    if (!tone)
        return 0;
    double sum = 0, turn = 2 * PI * *tone * into_ms / 1000;
    for (int i = 0; i < HARMONICS; i++)
        sum += HARMONIC[i] * sin(turn * (i + 1));
    return sum * SCALE * envelope(into_ms);
}

void bell_fill(uint64_t position, int16_t *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)lrint(sound(position + i) * BELL_PEAK);
}

#include "speech/tick_track.h"

#include "speech/tick.h"

void tick_track_ask(struct tick_track *track, int percent, time_us now)
{
    atomic_store(&track->percent, percent < 0 ? 0 : percent > 100 ? 100 : percent);
    atomic_store(&track->asked_us, now);
}

void tick_track_take(struct tick_track *track, int16_t *samples, size_t count, time_us at_us)
{
    time_us asked_us = atomic_load(&track->asked_us);
    if (asked_us != track->seen_us)
        track->left = at_us - asked_us <= time_from_ms(TICK_LATE_MS) ? TICK_SAMPLES : 0;
    track->seen_us = asked_us;
    int percent = atomic_load(&track->percent);
    for (size_t i = 0; i < count && track->left > 0; i++, track->left--)
        samples[i] = sound_add(samples[i], tick_sample(TICK_SAMPLES - track->left) * percent / 100);
}

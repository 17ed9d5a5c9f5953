#include "speech/sound_ring.h"

#include <stdlib.h>

#include "base/memory.h"

void sound_ring_init(struct sound_ring *ring, size_t size)
{
    *ring = (struct sound_ring){.size = size};
    ring->samples = memory_new(size, sizeof *ring->samples);
}

void sound_ring_destroy(struct sound_ring *ring)
{
    free(ring->samples);
    ring->samples = NULL;
}

size_t sound_ring_space(const struct sound_ring *ring)
{
    return ring->size - (size_t)(atomic_load(&ring->written) - atomic_load(&ring->taken));
}

void sound_ring_write(struct sound_ring *ring, const int16_t *samples, size_t count)
{
    uint64_t written = atomic_load(&ring->written);
    for (size_t i = 0; i < count; i++)
        ring->samples[(written + i) & (ring->size - 1)] = samples[i];
    atomic_store(&ring->written, written + count);
}

void sound_ring_cut(struct sound_ring *ring)
{
    atomic_store(&ring->skip_to, atomic_load(&ring->written));
}

bool sound_ring_empty(const struct sound_ring *ring)
{
    uint64_t written = atomic_load(&ring->written);
    return atomic_load(&ring->taken) == written || atomic_load(&ring->skip_to) == written;
}

static void read_note(const struct sound_ring *ring, uint64_t *base, time_us *at_us)
{
    uint64_t turn;
    do {
        turn = atomic_load(&ring->turn);
        *base = atomic_load(&ring->base);
        *at_us = atomic_load(&ring->at_us);
    } while (turn & 1 || atomic_load(&ring->turn) != turn);
}

bool sound_ring_taken_at(const struct sound_ring *ring, uint64_t position, time_us *at_us)
{
    if (atomic_load(&ring->taken) <= position)
        return false;
    uint64_t base;
    time_us noted_us;
    read_note(ring, &base, &noted_us);
    *at_us = noted_us + ((int64_t)position - (int64_t)base) * 1000000 / SOUND_RATE_HZ;
    return true;
}

time_us sound_ring_asked_at(const struct sound_ring *ring)
{
    return atomic_load(&ring->asked_us);
}

int16_t sound_add(int16_t a, int b)
{
    int sum = a + b;
    return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

/* Fades out what was cut; returns how many samples of `out` that took. */
static size_t fade_out(const struct sound_ring *ring, uint64_t taken, uint64_t skip_to, int16_t *out,
                       size_t count)
{
    size_t fade = SOUND_FADE;
    fade = fade < count ? fade : count;
    fade = fade < skip_to - taken ? fade : (size_t)(skip_to - taken);
    for (size_t i = 0; i < fade; i++) {
        int sample = ring->samples[(taken + i) & (ring->size - 1)];
        out[i] = sound_add(out[i], sample * (int)(fade - i) / (int)(fade + 1));
    }
    return fade;
}

bool sound_ring_take(struct sound_ring *ring, int16_t *out, size_t count, time_us at_us)
{
    uint64_t before = atomic_load(&ring->taken), taken = before;
    uint64_t written = atomic_load(&ring->written), skip_to = atomic_load(&ring->skip_to);
    size_t done = 0;
    if (skip_to > taken) {
        done = fade_out(ring, taken, skip_to, out, count);
        taken = skip_to;
    }
    for (; done < count && taken < written; done++, taken++)
        out[done] = sound_add(out[done], ring->samples[taken & (ring->size - 1)]);
    atomic_store(&ring->asked_us, at_us);
    if (taken == before)
        return false;
    atomic_fetch_add(&ring->turn, 1);
    atomic_store(&ring->base, taken - done);
    atomic_store(&ring->at_us, at_us);
    atomic_fetch_add(&ring->turn, 1);
    atomic_store(&ring->taken, taken);
    uint64_t wake_at = atomic_load(&ring->wake_at);
    return wake_at && before < wake_at && taken >= wake_at;
}

int16_t sound_gain(int16_t sample, int percent)
{
    enum { KNEE = 26000, ROOM = INT16_MAX - KNEE };
    int scaled = sample * percent / 100;
    int size = scaled < 0 ? -scaled : scaled;
    if (percent <= 100 || size <= KNEE)
        return (int16_t)scaled;
    int over = size - KNEE;
    int rounded = KNEE + (int)((int64_t)over * ROOM / (over + ROOM));
    return (int16_t)(scaled < 0 ? -rounded : rounded);
}

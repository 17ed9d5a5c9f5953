#include "speech/bell_track.h"

#include "speech/bell.h"

bool bell_track_rings(const struct bell_track *track)
{
    return atomic_load(&track->turns) & 1;
}

void bell_track_turn(struct bell_track *track, bool on)
{
    if (bell_track_rings(track) != on)
        atomic_fetch_add(&track->turns, 1);
}

void bell_track_reset(struct bell_track *track)
{
    track->sounding = false;
    track->position = 0;
}

static void fade_out(uint64_t position, int16_t *samples, size_t count)
{
    int16_t last[SOUND_FADE];
    size_t fade = count < SOUND_FADE ? count : SOUND_FADE;
    bell_fill(position, last, fade);
    for (size_t i = 0; i < fade; i++)
        samples[i] = sound_add(samples[i], last[i] * (int)(fade - i) / (int)(fade + 1));
}

void bell_track_take(struct bell_track *track, int16_t *samples, size_t count)
{
    unsigned turns = atomic_load(&track->turns);
    bool rings = turns & 1, turned = track->sounding && turns != track->seen;
    uint64_t before = track->position;
    if (rings) {
        track->position = turned || !track->sounding ? 0 : before;
        bell_fill(track->position, samples, count);
        track->position += count;
    }
    if (turned)
        fade_out(before, samples, count);
    track->sounding = rings;
    track->seen = turns;
}

#include "speech/recording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void recording_destroy(struct recording *recording)
{
    free(recording->samples);
    *recording = (struct recording){0};
}

struct recording recording_copy(const struct recording *recording)
{
    struct recording copy = {.count = recording->count};
    if (copy.count == 0)
        return copy;
    copy.samples = memory_new(copy.count, sizeof *copy.samples);
    memcpy(copy.samples, recording->samples, copy.count * sizeof *copy.samples);
    return copy;
}

/* The energy of each whole frame, and of what is left at the end. */
struct frames {
    float *energy;
    size_t count;
    float least; /* what a frame of speech has at least */
};

static size_t frame_size(size_t frame, size_t count)
{
    size_t left = count - frame * RECORDING_FRAME;
    return left < RECORDING_FRAME ? left : RECORDING_FRAME;
}

static float energy_of(const float *samples, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)samples[i] * (double)samples[i];
    return (float)(sum / (double)count);
}

static double from_db(double db)
{
    return pow(10, db / 10);
}

static int by_energy(const void *a, const void *b)
{
    float first = *(const float *)a, second = *(const float *)b;
    return (first > second) - (first < second);
}

/* Of an energy: what lies that far below or above. */
static void find_least(struct frames *frames)
{
    float *sorted = memory_new(frames->count, sizeof *sorted);
    memcpy(sorted, frames->energy, frames->count * sizeof *sorted);
    qsort(sorted, frames->count, sizeof *sorted, by_energy);
    double loudest = sorted[frames->count - 1], room = sorted[frames->count / 10];
    free(sorted);
    double above_room = fmin(room * from_db(RECORDING_ABOVE_ROOM_DB), loudest * from_db(-RECORDING_SURE_DB));
    frames->least = (float)fmax(loudest * from_db(-RECORDING_RANGE_DB), above_room);
}

/* False: nothing is to be heard. Otherwise frames_free(). */
static bool frames_take(struct frames *frames, const float *samples, size_t count)
{
    float loudest = 0;
    *frames = (struct frames){.count = (count + RECORDING_FRAME - 1) / RECORDING_FRAME};
    if (!count)
        return false;
    frames->energy = memory_new(frames->count, sizeof *frames->energy);
    for (size_t i = 0; i < frames->count; i++) {
        frames->energy[i] = energy_of(samples + i * RECORDING_FRAME, frame_size(i, count));
        loudest = fmaxf(loudest, frames->energy[i]);
    }
    if (loudest >= (float)from_db(RECORDING_SILENT_DB)) {
        find_least(frames);
        return true;
    }
    free(frames->energy);
    return false;
}

static bool is_speech(const struct frames *frames, size_t frame)
{
    return frames->energy[frame] >= frames->least;
}

/* RECORDING_RUN_FRAMES of speech, or all there are, from this one on. */
static bool run_from(const struct frames *frames, size_t frame)
{
    for (size_t i = frame; i < frame + RECORDING_RUN_FRAMES && i < frames->count; i++)
        if (!is_speech(frames, i))
            return false;
    return frame + RECORDING_RUN_FRAMES <= frames->count || frame == 0;
}

/* The first frame of the first run and one past the last frame of the last. */
static bool find_runs(const struct frames *frames, size_t *first, size_t *end)
{
    bool found = false;
    for (size_t i = 0; i < frames->count; i++) {
        if (!run_from(frames, i))
            continue;
        if (!found)
            *first = i;
        found = true;
        *end = i + RECORDING_RUN_FRAMES < frames->count ? i + RECORDING_RUN_FRAMES : frames->count;
    }
    return found;
}

static size_t samples_of_ms(size_t ms)
{
    return ms * SOUND_RATE_HZ / 1000;
}

bool recording_speech(const float *samples, size_t count, size_t *begin, size_t *end)
{
    struct frames frames;
    if (!frames_take(&frames, samples, count))
        return false;
    size_t first = 0, last = 0;
    bool found = find_runs(&frames, &first, &last);
    free(frames.energy);
    size_t before = samples_of_ms(RECORDING_BEFORE_MS), after = samples_of_ms(RECORDING_AFTER_MS);
    first *= RECORDING_FRAME;
    last *= RECORDING_FRAME;
    *begin = first < before ? 0 : first - before;
    *end = last + after < count ? last + after : count;
    return found;
}

double recording_level_db(const float *samples, size_t count)
{
    struct frames frames;
    if (!frames_take(&frames, samples, count))
        return -INFINITY;
    double sum = 0;
    size_t heard = 0;
    for (size_t i = 0; i < frames.count; i++) {
        if (!is_speech(&frames, i))
            continue;
        sum += (double)frames.energy[i] * (double)frame_size(i, count);
        heard += frame_size(i, count);
    }
    free(frames.energy);
    return 10 * log10(sum / (double)heard);
}

static float peak_of(const float *samples, size_t count)
{
    float peak = 0;
    for (size_t i = 0; i < count; i++)
        peak = fmaxf(peak, fabsf(samples[i]));
    return peak;
}

static void level(float *samples, size_t count)
{
    double gain_db = fmin(RECORDING_LEVEL_DB - recording_level_db(samples, count), RECORDING_GAIN_DB_AT_MOST);
    float gain = (float)fmin(sqrt(from_db(gain_db)), RECORDING_PEAK / (double)peak_of(samples, count));
    for (size_t i = 0; i < count; i++)
        samples[i] *= gain;
}

static void fade(float *samples, size_t count)
{
    size_t in = samples_of_ms(RECORDING_FADE_IN_MS), out = samples_of_ms(RECORDING_FADE_OUT_MS);
    for (size_t i = 0; i < in && i < count; i++)
        samples[i] *= (float)i / (float)in;
    for (size_t i = 0; i < out && i < count; i++)
        samples[count - 1 - i] *= (float)i / (float)out;
}

bool recording_prepare(struct recording *recording)
{
    size_t begin, end;
    if (!recording_speech(recording->samples, recording->count, &begin, &end))
        return false;
    recording->count = end - begin;
    memmove(recording->samples, recording->samples + begin, recording->count * sizeof *recording->samples);
    level(recording->samples, recording->count);
    fade(recording->samples, recording->count);
    return true;
}

void recording_to_pcm(const float *samples, size_t count, int16_t *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (int16_t)lrintf(fminf(fmaxf(samples[i], -1), 1) * INT16_MAX);
}

#include "speech/voice_line.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void voice_line_init(struct voice_line *line, struct sound_system *system, const char *device,
                     int buffer_samples, int wake_fd)
{
    *line = (struct voice_line){.system = system, .buffer_samples = buffer_samples, .wake_fd = wake_fd};
    line->device = memory_copy_text(device ? device : "");
}

void voice_line_destroy(struct voice_line *line)
{
    voice_line_close(line);
    free(line->device);
}

void voice_line_add(struct voice_line *line, struct voice_track *track)
{
    line->tracks[line->track_count++] = track;
}

static bool take(struct voice_line *line, int16_t *samples, size_t count, time_us at_us)
{
    bool report = false;
    for (size_t i = 0; i < line->track_count; i++)
        if (sound_ring_take(&line->tracks[i]->ring, samples, count, at_us))
            report = true;
    return report;
}

/* On SDL's audio thread. The eventfd does not block: it counts. */
static void fill(void *context, int16_t *samples, size_t count, time_us at_us)
{
    struct voice_line *line = context;
    memset(samples, 0, count * sizeof *samples);
    bool report = take(line, samples, count, at_us);
    if (line->tick)
        tick_track_take(line->tick, samples, count, at_us);
    if (line->bell) /* in the place of all that */
        bell_track_take(line->bell, samples, count);
    if (!report)
        return;
    uint64_t one = 1;
    ssize_t full = write(line->wake_fd, &one, sizeof one);
    (void)full; /* a count that is full wakes as well */
}

bool voice_line_open(struct voice_line *line, char *reason, size_t size)
{
    if (line->out)
        return true;
    struct sound_source source = {.fill = fill, .context = line};
    if (line->bell)
        bell_track_reset(line->bell);
    line->opened_us = sound_clock_us();
    line->out = sound_out_open(line->system, line->device, line->buffer_samples, source, reason, size);
    return line->out != NULL;
}

void voice_line_close(struct voice_line *line)
{
    sound_out_close(line->out);
    line->out = NULL;
    line->silent_us = sound_clock_us();
}

time_us voice_line_latency_us(const struct voice_line *line)
{
    return line->out ? sound_out_latency_us(line->out) : 0;
}

bool voice_line_waiting(const struct voice_line *line)
{
    for (size_t i = 0; i < line->track_count; i++) {
        const struct voice_track *track = line->tracks[i];
        if (track->next < track->count || !sound_ring_empty(&track->ring))
            return true;
    }
    return false;
}

void voice_line_run_silently(struct voice_line *line, time_us now)
{
    enum { BLOCK = 512 };
    int16_t nobody[BLOCK] = {0};
    if (line->out)
        return;
    if (!voice_line_waiting(line)) {
        take(line, nobody, 0, now); /* passes what was cut */
        line->silent_us = now;
        return;
    }
    int64_t samples = (now - line->silent_us) * SOUND_RATE_HZ / 1000000;
    while (samples > 0) {
        size_t block = samples < BLOCK ? (size_t)samples : BLOCK;
        take(line, nobody, block, line->silent_us);
        line->silent_us += (time_us)block * 1000000 / SOUND_RATE_HZ;
        samples -= (int64_t)block;
    }
}

time_us voice_line_silent_deadline(const struct voice_line *line)
{
    time_us deadline = TIME_NEVER;
    for (size_t i = 0; !line->out && i < line->track_count; i++) {
        const struct sound_ring *ring = &line->tracks[i]->ring;
        uint64_t taken = atomic_load(&ring->taken), wake_at = atomic_load(&ring->wake_at);
        if (wake_at > taken)
            deadline = time_min(deadline,
                                line->silent_us + ((time_us)(wake_at - taken) + 2) * 1000000 / SOUND_RATE_HZ);
    }
    return deadline;
}

bool voice_line_stalled(const struct voice_line *line, time_us now, time_us stall_us, time_us *deadline)
{
    *deadline = TIME_NEVER;
    if (!line->out)
        return false;
    if (!sound_out_alive(line->out))
        return true;
    time_us last = line->opened_us;
    for (size_t i = 0; i < line->track_count; i++) {
        time_us asked_us = sound_ring_asked_at(&line->tracks[i]->ring);
        last = asked_us > last ? asked_us : last;
    }
    *deadline = last + stall_us;
    return now >= *deadline;
}

#include "speech/voice_track.h"

#include <stdlib.h>

void voice_track_init(struct voice_track *track, size_t ring_size)
{
    *track = (struct voice_track){0};
    sound_ring_init(&track->ring, ring_size);
}

void voice_track_destroy(struct voice_track *track)
{
    free(track->marks);
    sound_ring_destroy(&track->ring);
}

static void add_mark(struct voice_track *track, struct voice_mark mark)
{
    if (track->count == track->capacity) {
        track->capacity = track->capacity ? track->capacity * 2 : 32;
        track->marks = memory_grow(track->marks, track->capacity, sizeof *track->marks);
    }
    track->marks[track->count++] = mark;
}

static uint64_t written(const struct voice_track *track)
{
    return atomic_load(&track->ring.written);
}

void voice_track_begin(struct voice_track *track, uint32_t id)
{
    track->id = id;
    track->count = track->next = 0;
    track->told_us = 0;
    add_mark(track, (struct voice_mark){.kind = EVENT_SPEECH_STARTED, .position = written(track)});
}

void voice_track_word(struct voice_track *track, uint64_t position, int first, int count)
{
    add_mark(track, (struct voice_mark){
                        .kind = EVENT_SPEECH_WORD, .position = position, .first = first, .count = count});
}

void voice_track_end(struct voice_track *track)
{
    add_mark(track, (struct voice_mark){.kind = EVENT_SPEECH_ENDED, .position = written(track) - 1});
}

void voice_track_cut(struct voice_track *track)
{
    sound_ring_cut(&track->ring);
    track->count = track->next = 0;
}

bool voice_track_due(struct voice_track *track, time_us now, time_us latency_us, struct event *event,
                     time_us *deadline)
{
    *deadline = TIME_NEVER;
    if (track->next == track->count)
        return false;
    const struct voice_mark *mark = &track->marks[track->next];
    time_us at_us;
    if (!sound_ring_taken_at(&track->ring, mark->position, &at_us))
        return false;
    at_us += mark->kind == EVENT_SPEECH_STARTED ? 0 : latency_us;
    at_us = at_us < track->told_us ? track->told_us : at_us;
    if (at_us > now) {
        *deadline = at_us;
        return false;
    }
    *event = (struct event){.kind = mark->kind, .at_us = at_us, .speech_id = track->id};
    event->first = mark->first;
    event->count = mark->count;
    track->told_us = at_us;
    track->next++;
    return true;
}

void voice_track_wake(struct voice_track *track, bool full)
{
    uint64_t wake_at = 0;
    if (track->next < track->count)
        wake_at = track->marks[track->next].position + 1;
    uint64_t half = atomic_load(&track->ring.taken) + track->ring.size / 2;
    if (full && written(track) > half && (!wake_at || written(track) - track->ring.size / 2 < wake_at))
        wake_at = written(track) - track->ring.size / 2;
    atomic_store(&track->ring.wake_at, wake_at);
}

/* One role's way to the loudspeaker: its ring of samples and the marks in it (first sample, words, last sample) that
 * become events when their sample is heard. Pure; for the writer of the ring.
 *
 *     written  |S-----w------w------w----E|            marks stand at samples
 *     taken    |>>>>>>>>>>>>                           the device has taken up to here, at a known time
 *     events    S     w                                S when its sample was taken ("queued"),
 *                                                      w and E when it is heard: taken + latency */
#ifndef YINIAN_SPEECH_VOICE_TRACK_H
#define YINIAN_SPEECH_VOICE_TRACK_H

#include "speech/sound_ring.h"
#include "speech/voice.h"

struct voice_mark {
    enum event_kind kind; /* EVENT_SPEECH_STARTED, _WORD or _ENDED */
    uint64_t position;    /* sample in the ring */
    int first, count;
};

struct voice_track {
    struct sound_ring ring;
    uint32_t id;
    struct voice_mark *marks; /* in the order of their positions; those before `next` have been told */
    size_t count, next, capacity;
    time_us told_us; /* time of the last event told */
};

void voice_track_init(struct voice_track *track, size_t ring_size);
void voice_track_destroy(struct voice_track *track);

/* An utterance begins with the next sample written. */
void voice_track_begin(struct voice_track *track, uint32_t id);
/* A word begins at `position` of the ring. */
void voice_track_word(struct voice_track *track, uint64_t position, int first, int count);
/* The utterance ends with the last sample written; at least one must have been. */
void voice_track_end(struct voice_track *track);
/* Silence, and nothing more is told of this utterance. */
void voice_track_cut(struct voice_track *track);

/* The next thing that has happened by `now`: true, and *event is written. Otherwise false, and *deadline is when to
 * ask again (TIME_NEVER: when the ring's taker reports). `latency_us`: from taken to heard. */
bool voice_track_due(struct voice_track *track, time_us now, time_us latency_us, struct event *event,
                     time_us *deadline);
/* The position at which the taker shall report: the next mark, or, when `full`, half a ring free. */
void voice_track_wake(struct voice_track *track, bool full);

#endif

/* The bell of a call on every other sound device, at full volume; and its test, which nobody hears. A thread of its own, so
 * that no mixer that hangs, and, since the usual one comes first, no device that is slow to open, holds up the bell there
 * (voice_sound.h):
 *
 *     turn on   → the mixers of all cards are turned up and unmuted, if that is wanted; when the usual device rings, or does
 *                 not within 1.5 s, each device there is, but the usual
 *                 one and that of the cue voice (an ear-piece), is opened and rings; every RETRY_MS again for those that
 *                 came, or went and came back
 *     turn off  → they are silent at once; LINGER_MS later, if it has not been turned on again (the spoken call comes
 *                 between), they are closed, and the mixers as they were
 *     test      → the usual device is opened, is given silence for the pattern that is made, and closed again
 *
 * At rest the thread sleeps. */
#ifndef YINIAN_SPEECH_BELL_EVERYWHERE_H
#define YINIAN_SPEECH_BELL_EVERYWHERE_H

#include "speech/sound_sdl.h"
#include "speech/voice.h"

struct bell_everywhere;

struct bell_everywhere_options {
    struct sound_system *system;
    const char *device, *cue_device; /* copied */
    int buffer_samples;
    int linger_ms, retry_ms, usual_ms; /* 0: 10000, 2000, 1500 */
    /* What devices there are; NULL: sound_system_names(). */
    void (*names)(struct sound_system *system, void (*each)(void *context, const char *name), void *context);
    /* Does the voice have the usual device open just now, and samples flow? A card with room for one only is not to be tested
     * beside it. NULL: no. */
    bool (*flows)(void *context);
    void *flows_context;
    struct voice_post
        post; /* gets EVENT_BELL_WORKS, EVENT_BELL_SILENT: one for each test, unless a call comes */
};

struct bell_everywhere *bell_everywhere_start(const struct bell_everywhere_options *options);
void bell_everywhere_stop(struct bell_everywhere *bell); /* ends the thread */

/* From any one thread; they return at once. */
void bell_everywhere_set_devices(struct bell_everywhere *bell, const char *device, const char *cue_device);
void bell_everywhere_set(struct bell_everywhere *bell, bool other_devices,
                         bool mixers); /* at the start neither */
void bell_everywhere_turn(struct bell_everywhere *bell, bool on);
void bell_everywhere_test(struct bell_everywhere *bell);

#endif

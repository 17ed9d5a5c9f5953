/* espeak-ng as a synthesiser: a piece of one language in, samples and words out, on the calling thread.
 *
 * The library is one to a process and may be started once only: in 1.51 a second espeak_Terminate() hangs for ever
 * (measured). So it stays loaded from the first synth_create() on. Only one thread at a time may use it. It also sets
 * LC_CTYPE for the whole process when it starts; synth_create() sets that back, so create it before other threads
 * are started. */
#ifndef YINIAN_SPEECH_VOICE_ESPEAK_H
#define YINIAN_SPEECH_VOICE_ESPEAK_H

#include "speech/voice.h"

struct synth;

/* Where the sound goes. */
struct synth_sink {
    void *context;
    /* The word at character `position` of `as` (from 1) begins with sample `sample` of this piece; comes before the
     * samples that hold it. As the library says it: see voice_segment_word(). May be NULL. */
    void (*word)(void *context, uint64_t sample, int position, int length);
    /* Mono, SOUND_RATE_HZ; false: enough, stop. */
    bool (*samples)(void *context, const int16_t *samples, size_t count);
};

/* NULL when espeak-ng or its data is missing, and why in `reason`. 3–11 ms; loads no voice yet. */
struct synth *synth_create(char *reason, size_t size);
void synth_destroy(struct synth *synth); /* NULL is nothing */
/* Loads the voices, so that the first sentence need not wait 30 ms for them; says nothing. */
void synth_warm_up(struct synth *synth);
/* False when the language's voice is missing. Returns after the last sample, or as soon as the sink says enough
 * (asked every 20 ms of sound, which is about 0.05 ms of work). */
bool synth_speak(struct synth *synth, const struct voice_segment *segment, int rate_wpm, int pitch,
                 const struct synth_sink *sink);

#endif

/* The driver's voice: how long speech lasts and when its words come, in virtual time, from the real espeak-ng and
 * without a sound device.
 *
 * The answer depends on nothing but the utterance. espeak-ng 1.51 itself does not keep to that: the same sentence comes
 * out up to 9 ms longer or shorter the second time (its oscillators run on; measured). So every piece is synthesised by
 * a fork of this process made when espeak-ng has loaded its voices and said nothing: always the same first sentence.
 * About 5 ms for a new piece; one that was asked for before costs nothing.
 *
 * One thread only, and no other user of espeak-ng in the process. */
#ifndef YINIAN_SPEECH_VOICE_VIRTUAL_H
#define YINIAN_SPEECH_VOICE_VIRTUAL_H

#include "speech/voice.h"
#include "speech/voice_espeak.h"

struct speech_word {
    int at_ms;        /* since the first sample */
    int first, count; /* characters of the text */
};

struct speech_times {
    int duration_ms;
    const struct speech_word *words; /* in the order of time; valid until the next question */
    size_t word_count;
};

struct voice_virtual;

/* `synth` NULL (espeak-ng is missing): all durations are estimates. Nobody else may use `synth` before or after. */
struct voice_virtual *voice_virtual_create(struct synth *synth);
void voice_virtual_destroy(struct voice_virtual *v);
void voice_virtual_time(struct voice_virtual *v, const struct utterance *utterance,
                        struct speech_times *times);

#endif

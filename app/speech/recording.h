/* A recording of somebody's own voice, made fit to be said among other speech: the silence at its ends cut off, brought
 * to the synthesiser's level, its ends faded. Pure: samples in, samples out.
 *
 *     given     ~~~~~~~~~~~~|#####|~~~|#######|~~~~~~~~~~~~~~~~     # speech  ~ the room
 *     trimmed           |~~~|#####|~~~|#######|~~~~~~|
 *                         │                      └ RECORDING_AFTER_MS: the end of a word fades into the room
 *                         └ RECORDING_BEFORE_MS: a soft f, h, sh begins well below the vowel behind it
 *
 * What is speech is told by the energy of frames of 10 ms: more than RECORDING_RANGE_DB below the loudest frame is none,
 * nor what is less than RECORDING_ABOVE_ROOM_DB above the room (the tenth quietest of a hundred frames) – but all that is
 * within RECORDING_SURE_DB of the loudest is, so that a sound without any pause in it is left whole. Speech begins and
 * ends with RECORDING_RUN_FRAMES such frames in a row: the click of the key that started the recording (up to 20 ms) is shorter.
 * The margins come from test_recording_level.c: of ten sentences of espeak-ng in the noise of a room (−65 and −50 dB) speech
 * was found within 10 ms of its ends; with a ventilator's −38 dB up to 86 ms of a soft beginning (shi) and 143 ms of a soft
 * end were under the noise, and are kept by the margins. */
#ifndef YINIAN_SPEECH_RECORDING_H
#define YINIAN_SPEECH_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "speech/sound_ring.h"

enum {
    RECORDING_SECONDS_AT_MOST = 60,
    RECORDING_FRAME = SOUND_RATE_HZ / 100,
    RECORDING_RANGE_DB = 40,
    RECORDING_ABOVE_ROOM_DB = 6,
    RECORDING_SURE_DB = 15,
    RECORDING_RUN_FRAMES = 4,
    RECORDING_BEFORE_MS = 100,
    RECORDING_AFTER_MS = 200,
    RECORDING_FADE_IN_MS = 5,
    RECORDING_FADE_OUT_MS = 15,
    /* Below this even the loudest frame is nothing but the noise of a microphone (a quiet room with a quiet microphone
     * gives about −60 dB, speech at arm's length −35 to −15). */
    RECORDING_SILENT_DB = -55,
    RECORDING_GAIN_DB_AT_MOST = 30 /* more would bring up nothing but the room */
};

/* What espeak-ng 1.51 gives: ten sentences of its Mandarin and English voices have −17.4 to −21.8 dB, −20.1 in the mean,
 * and peaks at 0.43–0.88 of full scale (measured by test_recording_level.c). */
#define RECORDING_LEVEL_DB (-20.0)
#define RECORDING_PEAK 0.95 /* of full scale; what would be louder is made so loud only */

struct recording {
    float *samples; /* −1 … 1, SOUND_RATE_HZ, mono; owned */
    size_t count;
};

void recording_destroy(struct recording *recording);
struct recording recording_copy(const struct recording *recording);

/* The level of speech, in dB of full scale: the energy of the frames that are speech. −INFINITY: there is none. */
double recording_level_db(const float *samples, size_t count);
/* First and one past the last sample of what is speech, with the room left about it; false: there is none. */
bool recording_speech(const float *samples, size_t count, size_t *begin, size_t *end);
/* Trims, levels, fades. False, and nothing is changed: nothing is to be heard in it. */
bool recording_prepare(struct recording *recording);
/* As a sound device takes it; `out` has room for `count`. What is louder than full scale is full scale. */
void recording_to_pcm(const float *samples, size_t count, int16_t *out);

#endif

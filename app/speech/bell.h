/* The ringing of a call for help, as samples. Pure: a function of the position alone.
 *
 * It has to be heard two rooms away, by old ears too, and must not be taken for anything else in the room:
 * - fundamentals of 523–1175 Hz with harmonics up to the fifth: within the 500–2500 Hz that ISO 7731 asks of signals
 *   to be heard over noise, nothing that depends on hearing above 4 kHz;
 * - four tones that rise by steps to the octave, then the same a whole tone higher: a ventilator or monitor
 *   (IEC 60601-1-8) sounds bursts of 3 or 5 or 10 equal or falling tones, a smoke alarm a single pitch.
 *
 *     Hz  1175                                          ██
 *         1047             ██
 *          880                                      ██
 *          784        ██                        ██                 (740)
 *          659    ██                        ██                     (587)
 *          523 ██
 *              0  180  360 540  – 720       1000 1180 1360 1540 – 1720      – 2400 ms, and again
 *
 * Each tone: 180 ms; 8 ms attack, held at full, 30 ms release; 10 ms of silence at its end. Peak 0.95 of full scale. */
#ifndef YINIAN_SPEECH_BELL_H
#define YINIAN_SPEECH_BELL_H

#include <stddef.h>
#include <stdint.h>

#include "speech/sound_ring.h"

enum {
    BELL_RATE_HZ = SOUND_RATE_HZ,
    BELL_TONE_MS = 180,
    BELL_TONES = 4,       /* in a group */
    BELL_GROUP_MS = 1000, /* from the beginning of the first group to that of the second */
    BELL_PERIOD_MS = 2400,
    BELL_PERIOD = 52920, /* samples: BELL_PERIOD_MS at BELL_RATE_HZ, exactly */
    BELL_PEAK = 31128    /* 0.95 of full scale */
};

/* The pitch that sounds at sample `position`, in Hz; 0 between the tones. */
double bell_pitch_hz(uint64_t position);
/* Writes samples [position, position + count). */
void bell_fill(uint64_t position, int16_t *samples, size_t count);

#endif

/* The bell's way to the loudspeaker: whoever calls for help turns it on and off, the sound device's callback makes its
 * samples itself. Nobody else is needed for it to go on sounding: no ring to be kept full, no synthesiser, no thread
 * that could hang. Pure.
 *
 *     turns   0        1                   2              3         odd: it rings
 *             silence  | C5 E5 G5 C6 … –– … | 3 ms fade     | C5 …    anew at every turn
 *
 * One turns it, one takes it. While it rings nothing else is heard: a voice under it could not be understood, and the
 * sum would clip. */
#ifndef YINIAN_SPEECH_BELL_TRACK_H
#define YINIAN_SPEECH_BELL_TRACK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bell_track {
    atomic_uint turns;
    /* The taker's own. */
    unsigned seen;
    bool sounding;
    uint64_t position;
};

/* For whoever turns it; nothing when it is so already. Heard with the next take. */
void bell_track_turn(struct bell_track *track, bool on);
bool bell_track_rings(const struct bell_track *track);

/* For the taker. A device was opened: what sounded before is past, so that nothing is left to fade out. */
void bell_track_reset(struct bell_track *track);
/* Puts the bell in the place of what `samples` hold; leaves them alone when it does not sound. */
void bell_track_take(struct bell_track *track, int16_t *samples, size_t count);

#endif

/* While the bell rings, the mixers of the sound cards (ALSA) turned up and unmuted: those of the way out only (names of
 * bell_mixer_concerns()), never a microphone, a loop or a beep. A sound server over the card sees the change and follows it;
 * its own volume of our stream is not touched. */
#ifndef YINIAN_SPEECH_BELL_MIXER_H
#define YINIAN_SPEECH_BELL_MIXER_H

#include <stdbool.h>

struct bell_mixer;

/* Turns everything up; what has to be put back is in what it gives. NULL: nothing was changed. May take some ms. */
struct bell_mixer *bell_mixer_raise(void);
/* Puts back what nobody has changed since, and frees it. NULL is nothing. */
void bell_mixer_restore(struct bell_mixer *mixer);

/* Is a control of this name on the way to a loudspeaker? */
bool bell_mixer_concerns(const char *name);

#endif

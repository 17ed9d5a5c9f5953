/* The bell through the sound card: rings at full volume until it is stopped, on a device and a thread of its own, so
 * that it needs neither the synthesiser nor the voice's thread. The thread sleeps while nothing rings.
 *
 *     start ──→ open ──→ ringing ──stop──→ faded out (3 ms), closed
 *                 │  ↑      │ device gone, or it takes nothing for 2 s
 *                 ↓  │      ↓
 *               no sound: EVENT_SOUND_LOST once; tried again every second as long as it rings; EVENT_SOUND_BACK */
#ifndef YINIAN_SPEECH_BELL_SDL_H
#define YINIAN_SPEECH_BELL_SDL_H

#include "speech/sound_sdl.h"
#include "speech/voice.h"

struct bell_sdl;

/* `device`: as for the voice; copied. Events are posted on the bell's thread. */
struct bell_sdl *bell_sdl_create(struct sound_system *system, const char *device, struct voice_post post);
void bell_sdl_destroy(struct bell_sdl *bell);
/* Return at once; starting a bell that rings and stopping one that does not are nothing. The pattern begins with its
 * lowest tone at every start. */
void bell_sdl_start(struct bell_sdl *bell);
void bell_sdl_stop(struct bell_sdl *bell);

#endif

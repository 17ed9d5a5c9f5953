/* The usual microphone of the machine. It is open only while something is recorded. */
#ifndef YINIAN_SPEECH_MICROPHONE_SDL_H
#define YINIAN_SPEECH_MICROPHONE_SDL_H

#include "speech/microphone.h"
#include "speech/sound_sdl.h"

/* `system` must outlive it. */
struct microphone *microphone_sdl_create(struct sound_system *system);

#endif

/* The sound card through SDL audio. SDL's audio is started when a device is opened and ended with the last one closed:
 * SDL 2.26 keeps calling back a paused device and its ALSA backend looks for new devices ten times a second, and at
 * rest nothing of ours may wake up. Nobody else may start SDL's audio (no SDL_INIT_AUDIO). */
#ifndef YINIAN_SPEECH_SOUND_SDL_H
#define YINIAN_SPEECH_SOUND_SDL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time_us.h"

/* One to a program; made before the voice and destroyed after it. */
struct sound_system;
struct sound_system *sound_system_create(void);
void sound_system_destroy(struct sound_system *system);
/* How long a device may take to open before it is given up (5000): for tests. */
void sound_system_set_open_ms(struct sound_system *system, int ms);
/* The names of the devices, as the settings `sound_device` and `cue_device` take them. Starts SDL's audio for the
 * moment; may take some ms. */
void sound_system_names(struct sound_system *system, void (*each)(void *context, const char *name),
                        void *context);

/* What the usual device is called; "" where that is not known (ALSA without a sound server). */
void sound_system_usual(struct sound_system *system, char *name, size_t size);

/* Writes all `count` samples (mono, SOUND_RATE_HZ) that go out next. On SDL's audio thread: never blocks. */
struct sound_source {
    void (*fill)(void *context, int16_t *samples, size_t count, time_us at_us);
    void *context;
};

struct sound_out;
/* `device`: NULL or "" for the usual one; where one by that name is not there, the usual one. `buffer_samples`: 0 for
 * 256, which is 11.6 ms; a slower machine takes up to 1024; SDL_AUDIO_SAMPLES in the environment goes before both.
 * Begins to call back at once. NULL when there is no sound, and why in `reason`: also when the device does not answer within
 * five seconds; until it does, no other can be opened. Any thread. */
struct sound_out *sound_out_open(struct sound_system *system, const char *device, int buffer_samples,
                                 struct sound_source source, char *reason, size_t size);
/* The same of this device and no other. */
struct sound_out *sound_out_open_only(struct sound_system *system, const char *device, int buffer_samples,
                                      struct sound_source source, char *reason, size_t size);
void sound_out_close(struct sound_out *out);               /* NULL is nothing; no callback after it */
bool sound_out_alive(const struct sound_out *out);         /* false: the device has gone away */
uint32_t sound_out_id(const struct sound_out *out);        /* as in SDL_AUDIODEVICEREMOVED, `which` */
time_us sound_out_latency_us(const struct sound_out *out); /* about, from taken to heard: one buffer */

/* The last call on a thread that opened devices: SDL keeps an error text for each thread. */
void sound_thread_end(void);

time_us sound_clock_us(void); /* CLOCK_MONOTONIC, for the threads of the sound */

/* The usual microphone, which gives mono samples at SOUND_RATE_HZ. NULL, with a clause in `reason`: there is none. */
struct sound_in *sound_in_open(struct sound_system *system, char *reason, size_t size);
void sound_in_close(struct sound_in *in); /* NULL is nothing */
/* What was heard and not yet taken, at most `most` samples; does not wait. */
size_t sound_in_take(struct sound_in *in, int16_t *samples, size_t most);

#endif

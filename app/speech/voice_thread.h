/* The real voice: espeak-ng and the sound card behind `struct voice`, on a thread of its own; and the bell of a call for
 * help, which is heard on the same device.
 *
 *     main thread            voice thread                          SDL's audio thread
 *     say, stop, device …  → inbox → queue → synthesiser → ring  → callback (takes, never waits)
 *     events             ←──────────────────── marks due ←──────── "taken up to here, at this time"
 *     bell on, off       ────────────────────────────────────────→ makes the bell's samples
 *     click              ────────────────────────────────────────→ makes the click's samples
 *                        → opens the device, if it is closed
 *                        → bell's thread: opens the device, if the voice has not
 *
 * At rest nothing wakes up: `linger_ms` after the last sound the device is closed.
 *
 * The bell needs neither the synthesiser nor the voice's thread: it rings when there is none and when it hangs. It is
 * heard at full volume and in place of speech, within one buffer when the device is open, and ends with a fade of 3 ms.
 *
 * Sound and its loss:
 *
 *     open fails / device goes / device takes nothing for stall_ms
 *       → EVENT_SOUND_LOST once; what is being said goes on in silence at its natural speed
 *     tried again: with every utterance; every retry_ms while something is being said;
 *       at rest where it could not be opened: after rest_retry_ms, twice that, … a minute, from the start again after
 *       voice_thread_device_added() (which also tries a device that took nothing);
 *       and every bell_retry_ms while the bell rings
 *       → EVENT_SOUND_BACK once; what is still to be said is heard
 */
#ifndef YINIAN_SPEECH_VOICE_THREAD_H
#define YINIAN_SPEECH_VOICE_THREAD_H

#include "speech/sound_sdl.h"
#include "speech/voice.h"
#include "speech/voice_espeak.h"

/* How the thread says that it does not hang: it works, from `now_us` on, or sleeps until then (TIME_NEVER: until something
 * comes). Called from the thread. Both NULL: nobody listens. */
struct voice_sign {
    void (*works)(void *context, time_us now_us);
    void (*sleeps)(void *context, time_us until_us);
    void *context;
};

struct voice_thread_options {
    struct sound_system *system;
    struct synth
        *synth; /* used by the voice's thread alone until destroy; stays the caller's. NULL: there is none;
                            then everything is "said" in silence, EVENT_SOUND_LOST is posted at the start and
                            EVENT_SOUND_BACK never; the bell rings all the same */
    const char *device;                /* NULL or "": the usual one */
    const char *cue_device;            /* NULL, "" or the same: cues are heard where the voice is */
    int buffer_samples;                /* 0: see sound_out_open() */
    int linger_ms, stall_ms, retry_ms; /* 0: 3000, 2000, 2000 */
    int rest_retry_ms;                 /* 0: 500 */
    int bell_retry_ms;                 /* 0: 1000 */
    struct voice_sign sign;
    struct voice_post post; /* gets EVENT_BELL_WORKS and EVENT_BELL_SILENT too */
    /* What sound devices there are; NULL: sound_system_names(). For tests. */
    void (*names)(struct sound_system *system, void (*each)(void *context, const char *name), void *context);
};

/* Starts the thread, which loads the voices and tries the sound card; returns at once. destroy() ends it. */
struct voice *voice_thread_create(const struct voice_thread_options *options);

/* From the main loop; `voice` is what voice_thread_create() gave. They return at once. */
/* Rings until it is turned off; the pattern begins with its lowest tone at every start. Turning on what rings and off
 * what does not are nothing. */
void voice_thread_bell(struct voice *voice, bool on);
/* How: on every other sound device as well, and the cards turned up meanwhile (bell_everywhere.h). At the start neither. */
void voice_thread_set_bell(struct voice *voice, bool every_device, bool mixers);
/* Is it taken by the sound? Nobody hears it. */
void voice_thread_test_bell(struct voice *voice);
/* The click of a choice, once, beside what speaks; `percent` 0–100 of its loudness. Without a device, nothing. */
void voice_thread_tick(struct voice *voice, int percent);
void voice_thread_device_removed(struct voice *voice,
                                 uint32_t device);   /* SDL_AUDIODEVICEREMOVED: adevice.which */
void voice_thread_device_added(struct voice *voice); /* SDL_AUDIODEVICEADDED, or udev */
void voice_thread_set_devices(struct voice *voice, const char *device,
                              const char *cue_device); /* ends all speech; the bell rings on */

#endif

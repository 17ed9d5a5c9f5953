/* Where a voice and the bell are heard: their sound devices, the loss and the return of these, and the bell.
 *
 * One device for both, because many a sound driver has only one to give: with two, the bell and the spoken call of a call
 * for help would shut each other out. Two threads may open it, each for itself, because the voice's thread runs
 * the synthesiser and a synthesiser may hang:
 *
 *     voice's thread ── speech → opens, watches, closes at rest ─┐
 *                                                                ├─ lock ── line ── device's callback: tracks, bell
 *     bell's thread ── rings → opens, watches                   ─┘                    (waits for no lock)
 *
 * The bell's thread sleeps while nothing rings. */
#ifndef YINIAN_SPEECH_VOICE_SOUND_H
#define YINIAN_SPEECH_VOICE_SOUND_H

#include <pthread.h>

#include "speech/voice_line.h"

struct voice_sound_options {
    struct sound_system *system;
    const char *device, *cue_device; /* as for the voice; copied */
    int buffer_samples;
    int linger_ms, stall_ms, retry_ms, rest_retry_ms, bell_retry_ms;
    struct voice_post post;
    int wake_fd; /* an eventfd: written when the voice's thread has something to look at */
    bool mute;   /* there will be no speech: only the bell opens a device; the loss told once is final */
};

struct voice_sound {
    struct voice_sound_options options;
    struct voice_track *tracks; /* VOICE_ROLES of them, the voice's */
    struct bell_track bell;
    struct tick_track tick;
    atomic_int_least64_t bell_off_us; /* when the bell stopped last */

    pthread_mutex_t
        lock; /* guards the devices and what is told of them; never held by the callers of the voice */
    struct voice_line lines[VOICE_ROLES]; /* the second only when cues have a device of their own */
    size_t line_count;
    bool lost;
    struct voice_line
        *unopened; /* could not be opened; NULL: all could, or it was given up because it did not answer */
    time_us tried_us, took_us; /* the last try to open one: its end, how long it lasted */
    int try_after_ms;          /* at rest the next one; doubled with each */

    pthread_t bell_thread;
    pthread_mutex_t bell_lock; /* guards the two below, nothing else */
    pthread_cond_t bell_changed;
    bool bell_news, bell_quit;
};

void voice_sound_init(struct voice_sound *sound, const struct voice_sound_options *options,
                      struct voice_track tracks[VOICE_ROLES]);
void voice_sound_destroy(struct voice_sound *sound); /* after the voice's thread has ended */

/* From any one thread; returns at once. Turning the bell on when it rings and off when it does not are nothing. */
void voice_sound_bell(struct voice_sound *sound, bool on);
/* Is the voice's device open, and has it taken samples within the last stall_ms? Any thread. */
bool voice_sound_flows(struct voice_sound *sound);
/* From any one thread; returns at once. Heard if the voice's device is open, or is soon enough: see tick_track.h. */
void voice_sound_tick(struct voice_sound *sound, int percent);

/* The rest is for the voice's thread. */

/* EVENT_SOUND_LOST or _BACK, if that is news. */
void voice_sound_tell(struct voice_sound *sound, bool lost, const char *reason);
/* Something will be said in this role: opens the device, if it can be opened. */
void voice_sound_open(struct voice_sound *sound, enum voice_role role);
/* A click was asked for: opens the voice's device, unless that is lost. Nobody is told of a click that nobody hears. */
void voice_sound_open_for_tick(struct voice_sound *sound);
void voice_sound_removed(struct voice_sound *sound, uint32_t device);
void voice_sound_added(struct voice_sound *sound);
void voice_sound_set_devices(struct voice_sound *sound, const char *device, const char *cue_device);
bool voice_sound_cue_apart(const struct voice_sound *sound);
time_us voice_sound_latency_us(struct voice_sound *sound, enum voice_role role);

/* Watches the devices, tries lost ones again and lets silent lines run; true while speech is still to be heard. Puts
 * *deadline forward to when it has to be called again. */
bool voice_sound_watch(struct voice_sound *sound, time_us now, time_us *deadline);
/* No speech since `idle_us`: tries what could not be opened again, ever more rarely; closes the devices when it was long enough. */
void voice_sound_rest(struct voice_sound *sound, time_us now, time_us idle_us, time_us *deadline);

#endif

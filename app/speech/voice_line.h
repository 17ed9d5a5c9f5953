/* A line: one sound device and what is heard on it: tracks of speech, and on one line the bell and the
 * click of choices. Where there is no device
 * the line runs silently: the samples pass at the speed at which they would be heard, so that every utterance lasts its
 * natural time and the program goes on. Has no lock: see voice_sound.h. */
#ifndef YINIAN_SPEECH_VOICE_LINE_H
#define YINIAN_SPEECH_VOICE_LINE_H

#include "speech/bell_track.h"
#include "speech/sound_sdl.h"
#include "speech/tick_track.h"
#include "speech/voice_track.h"

struct voice_line {
    struct sound_system *system;
    char *device; /* name; "": the usual one */
    int buffer_samples;
    int wake_fd; /* an eventfd: written when a track's taker has something to report */
    struct voice_track *tracks[VOICE_ROLES];
    size_t track_count;
    struct bell_track *bell; /* NULL: none */
    struct tick_track *tick; /* NULL: none */
    struct sound_out *out;   /* NULL: silent */
    time_us opened_us;
    time_us retry_us;  /* not to be opened again before */
    time_us silent_us; /* up to when the silent line has run */
};

void voice_line_init(struct voice_line *line, struct sound_system *system, const char *device,
                     int buffer_samples, int wake_fd);
void voice_line_destroy(struct voice_line *line);
void voice_line_add(struct voice_line *line, struct voice_track *track);

/* True when the device is open or could be opened now. */
bool voice_line_open(struct voice_line *line, char *reason, size_t size);
void voice_line_close(struct voice_line *line); /* from now on it runs silently */
time_us voice_line_latency_us(const struct voice_line *line);

/* Lets the samples of a silent line pass up to `now`; nothing for an open one. */
void voice_line_run_silently(struct voice_line *line, time_us now);
/* When the next mark of a silent line comes; TIME_NEVER when there is none. */
time_us voice_line_silent_deadline(const struct voice_line *line);

/* The open device has gone away, or has not asked for samples for `stall_us`. Otherwise false, and *deadline is when to
 * look again. */
bool voice_line_stalled(const struct voice_line *line, time_us now, time_us stall_us, time_us *deadline);
/* Speech is still to be heard or told. Only for the writer of the tracks. */
bool voice_line_waiting(const struct voice_line *line);

#endif

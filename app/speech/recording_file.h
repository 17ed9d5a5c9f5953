/* Sound files: WAV, FLAC, OGG (Vorbis, Opus) and MP3 in, by libsndfile; FLAC out. Mixed down to one channel and brought to
 * SOUND_RATE_HZ by libsamplerate: three seconds of WAV, MP3 or OGG in 13–26 ms, of FLAC at our rate in 0.8 ms, a minute of
 * MP3 in 0.43 s (measured on one core of the machine that it was written on).
 *
 * A file is refused whole, with the reason: not one of the four, damaged, empty, longer than RECORDING_SECONDS_AT_MOST,
 * more channels or a higher rate than any sound card has. What its head says of its length is not believed: samples are
 * counted as they come. */
#ifndef YINIAN_SPEECH_RECORDING_FILE_H
#define YINIAN_SPEECH_RECORDING_FILE_H

#include "base/buffer.h"
#include "speech/recording.h"

enum {
    RECORDING_FILE_BYTES_AT_MOST = 50 * 1024 * 1024,
    RECORDING_FILE_CHANNELS_AT_MOST = 8,
    RECORDING_FILE_RATE_LEAST_HZ = 4000,
    RECORDING_FILE_RATE_MOST_HZ = 192000
};

/* The endings that a recording's file may have, in the order in which they are looked for; the last is NULL. */
extern const char *const recording_file_endings[];

struct recording_file {
    struct recording
        sound;     /* as it is in the file: recording_prepare() makes it fit, unless it is `prepared` */
    bool prepared; /* written by recording_file_write() */
    char *text;    /* what is said in it, as that noted it; NULL: not known */
};

/* True: recording_file_destroy() it. False: `reason` gets a clause for the screen. */
bool recording_file_parse(const char *bytes, size_t size, struct recording_file *file, char *reason,
                          size_t reason_size);
void recording_file_destroy(struct recording_file *file);
/* Only the text that recording_file_write() noted, without decoding the sound; free() it. NULL: none. */
char *recording_file_text(const char *bytes, size_t size);
/* The bytes of a FLAC file of a prepared recording, in which `text` is said, into `out` (cleared first). */
bool recording_file_write(const struct recording *recording, const char *text, struct buffer *out,
                          char *reason, size_t reason_size);

#endif

/* Recordings of somebody's own voice ("message banking"), in the person's folder:
 *
 *     DATA/recordings/zh/urgent.suction.flac      of the phrase with this id, while the screen is Chinese
 *     DATA/recordings/en/urgent.suction.mp3       … English: the shipped phrases have the same ids in both
 *     DATA/recordings/urgent.suction.wav          … in whatever language
 *
 * A phrase's `recording:` goes before these, then the folder of the language; of several endings recording_file_endings'
 * first. What is no phrase of the files but said all the same has a name of its own: phrase_fixed.
 *
 * A text is looked for by the id of its phrase; where that is not known, or has no recording, any phrase with this very
 * text serves: what is said again out of the history comes in the same voice.
 *
 * One that the program made holds the text that it was made of (speech/recording_file.h). When the phrase has another text now,
 * it is not played: the cell says one thing and the voice would say another. RECORDING_KEPT plays it all the same.
 *
 * Nothing is remembered of which files there are: a recording that is put into the folder is played the next time. What was
 * read is kept, by the file's time and size. */
#ifndef YINIAN_RUN_RECORDINGS_H
#define YINIAN_RUN_RECORDINGS_H

#include <stdint.h>
#include <sys/stat.h>

#include "base/diagnostic.h"
#include "board/phrase_fixed.h"
#include "board/phrase_set.h"
#include "board/recording_desk.h"
#include "run/place.h"
#include "run/recording_notes.h"
#include "speech/recording_file.h"

enum {
    RECORDINGS_CALL_SECONDS = 15, /* while the call is said the bell does not ring */
    RECORDINGS_KEPT_AT_MOST = 64,
    RECORDINGS_KEPT_SAMPLES = 15 * 60 * SOUND_RATE_HZ /* together: a quarter of an hour, 40 MB */
};

struct recordings_kept {
    char *path;
    struct timespec changed;
    off_t size;
    int16_t *samples; /* NULL: it cannot be played */
    size_t count;
    char *reason; /* why not */
    unsigned long used;
};

struct recordings {
    char folder[PLACE_BYTES];         /* DATA/recordings */
    const struct phrase_set *sets[2]; /* borrowed: Chinese, English */
    struct recordings_kept kept[RECORDINGS_KEPT_AT_MOST];
    int kept_count;
    size_t kept_samples;
    unsigned long clock;
    struct recording_notes *notes; /* owned */
    /* RECORDING_TRIAL: what the recorder has and nobody has kept; owned. */
    int16_t *trial;
    size_t trial_count;
};

struct recordings_wish {
    bool english;
    const char *phrase; /* an id, or NULL */
    const char *text;   /* in simplified characters */
};

enum recordings_answer {
    RECORDINGS_NONE,
    RECORDINGS_SOUND, /* `samples`, good until the next question */
    RECORDINGS_BROKEN /* there is one, but it cannot be played; why stands in `problem` */
};

struct recordings_found {
    const int16_t *samples;
    size_t count;
    char problem[PLACE_BYTES];
};

void recordings_init(struct recordings *recordings, const char *data, const struct phrase_set *zh,
                     const struct phrase_set *en);
void recordings_destroy(struct recordings *recordings);
enum recordings_answer recordings_get(struct recordings *recordings, const struct recordings_wish *wish,
                                      struct recordings_found *found);

/* The file of this phrase's recording; false: there is none. A `recording:` that is not there, nor another in its place, is a
 * file all the same: to be complained of. */
bool recordings_path_of_phrase(const struct recordings *recordings, bool english, const struct phrase *phrase,
                               char path[PLACE_BYTES]);
bool recordings_path_of_fixed(const struct recordings *recordings, bool english,
                              const struct phrase_fixed *fixed, char path[PLACE_BYTES]);
/* Is the file at `path`, of this phrase, a recording of another text than it has now? */
bool recordings_of_other_text(const struct recordings *recordings, bool english, const struct phrase *phrase,
                              const char *path);
/* May a recording of so many samples be said for this id? False: `reason` gets a clause. */
bool recordings_may_last(const char *id, size_t samples, char *reason, size_t size);
/* Reads every recording that a phrase has; complains of those that cannot be played. */
void recordings_check(const struct recordings *recordings, struct diagnostics *problems);
/* Reads a file and makes it fit to be said. False: `reason` gets a clause. */
bool recordings_read(const char *path, struct recording_file *file, char *reason, size_t size);
/* The name of the file that a recording of this id is kept in, without its ending. */
void recordings_name(const char *id, char name[PLACE_BYTES]);

#endif

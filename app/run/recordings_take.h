/* `yinian --recordings`: takes in recordings that somebody made, and tells what is still to be recorded. */
#ifndef YINIAN_RUN_RECORDINGS_TAKE_H
#define YINIAN_RUN_RECORDINGS_TAKE_H

#include <stdbool.h>

#include "run/world.h"
#include "speech/recording_match.h"

struct recordings_options {
    const char *data, *profile; /* as for a start */
    const char *language;       /* "zh", "en": whose phrases; NULL: that of the screen */
    const char *what;           /* a folder, a list (speech/recording_match.h), or "missing" */
};

/* Copies what fits a phrase, trimmed and levelled, as DATA/recordings/LANGUAGE/ID.flac, and tells of each file what came of
 * it. In a folder, its folders zh and en are of these languages. A recording that was there is set aside, as
 * LANGUAGE/earlier/ID.N.flac: nobody may be able to say it again.
 *
 * Returns the exit status: 0; 1: something was not taken in, or is missing; 2: nothing could be read. */
int recordings_run(const struct recordings_options *options);

/* What can be recorded in this language: all phrases of its files and phrase_fixed. free() it. The texts are the
 * world's. */
struct recording_aim *recordings_aims(const struct world *world, bool english, size_t *count);
bool recordings_has(const struct world *world, bool english, const struct recording_aim *aim);
/* Of a text that the phrase has no longer? */
bool recordings_of_old_text(const struct world *world, bool english, const struct recording_aim *aim);
/* Notes in the recording at `path` the text that its phrase has now; the sound stays. False: `reason` gets a clause. */
bool recordings_agree(const struct world *world, const char *path, const char *spoken, char *reason,
                      size_t size);
/* Keeps a recording, which is fit to be said, of this aim. False: `reason` gets a clause. */
bool recordings_keep(const struct world *world, bool english, const struct recording_aim *aim,
                     const struct recording *recording, char *reason, size_t size);

#endif

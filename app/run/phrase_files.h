/* The phrase files of one language, read: the shipped ones first, then the person's own, which may replace them. Of a file that
 * holds an error, or cannot be read any more, what was good last counts on; the problem is told. */
#ifndef YINIAN_RUN_PHRASE_FILES_H
#define YINIAN_RUN_PHRASE_FILES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "board/phrase_set.h"
#include "run/place.h"

struct good_phrases {
    char path[PLACE_BYTES];
    struct buffer bytes;
};

struct phrase_files {
    struct good_phrases *good; /* owned */
    size_t count;
};

void phrase_files_destroy(struct phrase_files *files);
/* "zh" or "en", into an empty set. False: those that come with the program are not there. */
bool phrase_files_load(struct phrase_files *files, const struct places *places, const char *language,
                       struct phrase_set *set, struct diagnostics *problems);

#endif

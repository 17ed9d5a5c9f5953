/* learnt.txt in the person's folder: what was learnt from what is spoken. Read at the start, written whole.
 * One that is broken serves as far as it can be read, and is kept beside the new one as learnt.txt.broken-1
 * … -99; where that fails, nothing is written over it. */
#ifndef YINIAN_RUN_LEARNT_H
#define YINIAN_RUN_LEARNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "predict/own_words.h"
#include "run/kept.h"
#include "store/store.h"

enum { LEARNT_WRITTEN = 4 };

/* Zeroed at first. */
struct learnt_file {
    _Atomic bool locked;              /* it must not be written over */
    _Atomic bool newer;               /* … as it is of a newer version of the program */
    uint64_t written[LEARNT_WRITTEN]; /* keys of what was written last: changes that are our own */
    int next;
};

/* Reads it into `own`; a file that is not there is no problem. */
void learnt_load(struct learnt_file *file, const char *data, const struct store_options *options,
                 struct own_words *own, struct diagnostics *problems);
/* `text`: what own_words_write() made. learnt_note() beforehand, in the thread that also calls
 * learnt_is_foreign(). */
enum world_kept learnt_keep(const struct learnt_file *file, const char *data,
                            const struct store_options *options, const char *text, char *reason,
                            size_t reason_size);
void learnt_note(struct learnt_file *file, const char *text);
/* Did somebody else write what the file holds now? */
bool learnt_is_foreign(const struct learnt_file *file, const char *data);

#endif

/* Saving on a thread of its own: a slow disk must not hold up the scan. What is done is answered by
 * EVENT_SAVED (a phrase: EVENT_PHRASE_KEPT; an edit: EVENT_PHRASES_EDITED …) or EVENT_SAVE_FAILED; what the disk refused is
 * tried again (run/keeping.h). */
#ifndef YINIAN_RUN_SAVER_H
#define YINIAN_RUN_SAVER_H

#include "run/recorder.h"
#include "run/world.h"

struct saver;

typedef void saver_post(void *context, const struct event *event);

/* `world` must outlive it; the saver uses only its folders and options. Never NULL: where no thread is to be had, whoever adds
 * waits for the disk. */
struct saver *saver_start(const struct world *world, saver_post *post, void *context);
/* Copies the effect and the settings. */
void saver_add(struct saver *saver, const struct effect *effect, const struct settings *settings);
/* A recording that is to be kept; owned from now on. Answered by EVENT_RECORDING_KEPT. */
void saver_add_recording(struct saver *saver, struct recorder_job *recording);
void saver_stop(
    struct saver *saver); /* after the last job, and one more try of what waits; NULL is nothing */

#endif

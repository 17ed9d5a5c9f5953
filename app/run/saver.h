/* Saving on a thread of its own: a slow disk must not hold up the scan. What is done is answered by
 * EVENT_SAVED (a phrase: EVENT_PHRASE_KEPT; an edit: EVENT_PHRASES_EDITED …) or EVENT_SAVE_FAILED; what the disk refused is
 * tried again (run/keeping.h). */
#ifndef YINIAN_RUN_SAVER_H
#define YINIAN_RUN_SAVER_H

#include "run/world.h"

struct saver;

typedef void saver_post(void *context, const struct event *event);

/* `world` must outlive it; the saver uses only its folders and options. NULL: no thread to be had. */
struct saver *saver_start(const struct world *world, saver_post *post, void *context);
/* Copies the effect and the settings. */
void saver_add(struct saver *saver, const struct effect *effect, const struct settings *settings);
void saver_stop(struct saver *saver); /* after the last job, and one more try of what waits; NULL is nothing */

#endif

/* Notices what happens outside: a caregiver edited, added or took away a phrase file or the settings (EVENT_FILES_CHANGED), an
 * article (EVENT_LIBRARY_CHANGED), a board (EVENT_BOARDS_CHANGED) or the learnt words (EVENT_LEARNT_CHANGED), a sound card was plugged in (EVENT_SOUND_CARD).
 * Has a thread of its own, which sleeps until then. */
#ifndef YINIAN_RUN_WATCH_H
#define YINIAN_RUN_WATCH_H

#include "input/event.h"

struct watch;

typedef void watch_post(void *context, const struct event *event);

/* Watches the folder `data` and phrases/zh, phrases/en, articles, boards in it, also where these are made later or anew. Without `files`, in safe mode, none of these files: only
 * sound cards, and who asks for the window (only_one.h, EVENT_SHOW). NULL: cannot be watched. */
struct watch *watch_start(const char *data, bool files, watch_post *post, void *context);
void watch_stop(struct watch *watch); /* NULL is nothing */

#endif

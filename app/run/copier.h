/* The dated copies, made while the program runs: once at the start, and after every midnight. A thread of its own, at the
 * lowest priority for processor and disk, so that neither the person nor the saving of what they write waits for it;
 * the end of the program does not wait either. A copy that cannot be made is told on stderr alone: nothing is lost by it
 * (what the person writes is saved by saver.h, which tells them), and the settings show of which days there are copies. */
#ifndef YINIAN_RUN_COPIER_H
#define YINIAN_RUN_COPIER_H

#include "input/event.h"

struct copier;

typedef void copier_post(void *context, const struct event *event);

/* Of the folder `data`. Posts EVENT_COPIES_CHANGED. NULL: no thread to be had. */
struct copier *copier_start(const char *data, copier_post *post, void *context);
void copier_stop(struct copier *copier); /* NULL is nothing */

#endif

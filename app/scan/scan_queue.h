/* What happened in a scan, in order, until somebody takes it out. Common to the scanner and to evidence scanning. */
#ifndef YINIAN_SCAN_SCAN_QUEUE_H
#define YINIAN_SCAN_SCAN_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time_us.h"

enum scan_event_kind {
    SCAN_LIT,         /* a highlight begins on `node`; SCAN_NONE: now nothing is lit */
    SCAN_NARROWED,    /* the scan goes on among the children of `node` */
    SCAN_TAKEN,       /* the leaf `node` was chosen: act on it */
    SCAN_BACK,        /* returned by the row exit; `node` is the group that was left */
    SCAN_PAUSED,      /* waits for any press (node: SCAN_NONE in this and those below) */
    SCAN_RESUMED,     /* goes on, from the start */
    SCAN_PRESS_UNUSED /* a press came to nothing, as nothing was lit: the app may stop the voice */
};

struct scan_event {
    enum scan_event_kind kind;
    int node;
    time_us at_us;
};

const char *scan_event_name(enum scan_event_kind kind); /* "lit", "narrowed", "taken", "back" … */

/* All zero: empty. */
struct scan_queue {
    struct scan_event *events; /* owned */
    size_t first, count, capacity;
};

void scan_queue_add(struct scan_queue *queue, enum scan_event_kind kind, int node, time_us at);
bool scan_queue_take(struct scan_queue *queue,
                     struct scan_event *event);    /* the oldest; false: there is none */
void scan_queue_destroy(struct scan_queue *queue); /* empty again */

#endif

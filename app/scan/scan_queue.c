#include "scan/scan_queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const char *scan_event_name(enum scan_event_kind kind)
{
    static const char *const names[] = {
        [SCAN_LIT] = "lit",
        [SCAN_NARROWED] = "narrowed",
        [SCAN_TAKEN] = "taken",
        [SCAN_BACK] = "back",
        [SCAN_PAUSED] = "paused",
        [SCAN_RESUMED] = "resumed",
        [SCAN_PRESS_UNUSED] = "unused",
    };
    return names[kind];
}

void scan_queue_add(struct scan_queue *queue, enum scan_event_kind kind, int node, time_us at)
{
    if (queue->first + queue->count == queue->capacity) {
        if (queue->first)
            memmove(queue->events, queue->events + queue->first, queue->count * sizeof *queue->events);
        queue->first = 0;
        if (queue->count == queue->capacity) {
            queue->capacity = queue->capacity ? 2 * queue->capacity : 16;
            queue->events = memory_grow(queue->events, queue->capacity, sizeof *queue->events);
        }
    }
    queue->events[queue->first + queue->count++] = (struct scan_event){kind, node, at};
}

bool scan_queue_take(struct scan_queue *queue, struct scan_event *event)
{
    if (!queue->count)
        return false;
    *event = queue->events[queue->first++];
    if (!--queue->count)
        queue->first = 0;
    return true;
}

void scan_queue_destroy(struct scan_queue *queue)
{
    free(queue->events);
    *queue = (struct scan_queue){.events = NULL};
}

/* What happened, told by any thread, for one loop that decides. */
#ifndef YINIAN_RUN_FACTS_H
#define YINIAN_RUN_FACTS_H

#include <pthread.h>

#include "input/event.h"

struct facts {
    pthread_mutex_t lock;
    struct event *told; /* under the lock */
    size_t count, capacity;
    struct event *taken; /* the loop's own */
    size_t taken_capacity;
};

void facts_init(struct facts *facts);
void facts_destroy(struct facts *facts);

/* From any thread. Of changed files, articles and boards one that waits already is enough: whoever copies ten is told of at
 * once, and all of them are loaded anew. */
void facts_add(struct facts *facts, const struct event *event);

/* All there are, in the order of their time (of the same time: as they were told); `taken` holds them until the next call.
 * Returns how many. */
size_t facts_take(struct facts *facts);

#endif

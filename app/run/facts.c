#include "run/facts.h"

#include <stdlib.h>

#include "base/memory.h"

void facts_init(struct facts *facts)
{
    *facts = (struct facts){.count = 0};
    pthread_mutex_init(&facts->lock, NULL);
}

void facts_destroy(struct facts *facts)
{
    free(facts->told);
    free(facts->taken);
    pthread_mutex_destroy(&facts->lock);
}

/* Under the lock. */
static bool waits_already(const struct facts *facts, enum event_kind kind)
{
    bool is_told_once =
        kind == EVENT_FILES_CHANGED || kind == EVENT_LIBRARY_CHANGED || kind == EVENT_BOARDS_CHANGED;
    for (size_t i = 0; is_told_once && i < facts->count; i++)
        if (facts->told[i].kind == kind)
            return true;
    return false;
}

void facts_add(struct facts *facts, const struct event *event)
{
    pthread_mutex_lock(&facts->lock);
    if (!waits_already(facts, event->kind)) {
        if (facts->count == facts->capacity) {
            facts->capacity = facts->capacity ? facts->capacity * 2 : 64;
            facts->told = memory_grow(facts->told, facts->capacity, sizeof *facts->told);
        }
        facts->told[facts->count++] = *event;
    }
    pthread_mutex_unlock(&facts->lock);
}

/* They are few, and mostly in order already. */
static void sort(struct event *events, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct event event = events[i];
        size_t at = i;
        for (; at > 0 && events[at - 1].at_us > event.at_us; at--)
            events[at] = events[at - 1];
        events[at] = event;
    }
}

size_t facts_take(struct facts *facts)
{
    pthread_mutex_lock(&facts->lock);
    struct event *read = facts->taken;
    size_t count = facts->count, capacity = facts->taken_capacity;
    facts->taken = facts->told;
    facts->taken_capacity = facts->capacity;
    facts->told = read;
    facts->capacity = capacity;
    facts->count = 0;
    pthread_mutex_unlock(&facts->lock);
    sort(facts->taken, count);
    return count;
}

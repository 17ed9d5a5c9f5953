/* What is to be kept, and what the disk has refused so far. Nothing that was refused is forgotten: it stays in memory and
 * is tried again, in order, with the next thing to keep and every KEEPING_AGAIN_MS.
 *
 *     add ──▶ waiting ──try──▶ on the disk                  told: kept, and how many wait still
 *                │  ▲
 *                └──┘ the disk refuses: full, read-only …   told: why, the same reason until nothing waits any more
 *
 * Of a file that is written whole only the newest text waits: it takes the place of an older one. What was said and phrases
 * wait each. One thread uses it: the saver, or the driver in virtual time. */
#ifndef YINIAN_RUN_KEEPING_H
#define YINIAN_RUN_KEEPING_H

#include "run/world.h"

enum {
    KEEPING_AGAIN_MS = 5000,
    KEEPING_AT_MOST = 10000, /* then the oldest that was said goes: days of a full disk */
    KEEPING_REASON_BYTES = 240
};

struct kept_job {
    struct kept_job *next;
    enum effect_kind kind;
    char *text, *details; /* owned; what the effect's text and reading were */
    struct settings settings;
    int64_t said_end; /* see store_append_line() */
};

struct keeping {
    const struct world *world;
    struct kept_job *first, **last;
    int count;                         /* that wait */
    char reason[KEEPING_REASON_BYTES]; /* that was told; "": none */
};

/* EVENT_SAVED (of a phrase EVENT_PHRASE_KEPT) or EVENT_SAVE_FAILED, all but its time filled in. `job` ends after it. */
typedef void keeping_tell(void *context, const struct kept_job *job, struct event *event);

void keeping_init(struct keeping *keeping, const struct world *world);
void keeping_destroy(struct keeping *keeping);
void keeping_add(struct keeping *keeping, const struct effect *effect, const struct settings *settings);
/* Tries all that waits. Returns how much still does. */
int keeping_try(struct keeping *keeping, keeping_tell *tell, void *context);

#endif

/* From looks to choices: dwelling. Pure, in time. Targets are numbers of whoever calls; dwell has never heard of pixels.
 *
 *     look at A   ▏lock-on▕━━━━━━━━━━━━━━▶ TAKEN      progress 0 to 1, steadily, over what remains of A's dwell time
 *
 *     A ▏lock-on▕━━━━▌ away, at most the memory ▏lock-on▕▐━━━━▶ TAKEN    what was shown is kept, frozen, and goes on
 *     A ▏lock-on▕━━━━▌ away for longer ▏                               forgotten
 *     A ▏loc| B                                                        a glance before lock-on leaves nothing behind
 *     A ▏lock-on▕━━▌ saccade within A ▏lock-on▕▐━━━▶                   reading a long word: each new look locks on anew
 *     A TAKEN ─────── still looking at the same place ───────            spent: nothing more by this look, whatever stands
 *                                                                        there now; with look_away not before the eyes were
 *                                                                        somewhere else than at the place of A
 *     page changes ▏dead time▕                                          no target opens before it is over
 *     lost (after the blink tolerance of gaze_look)                    as looking away
 *
 * The dwell time counts from the look's first sample and holds the lock-on time: dwell 600, lock-on 250: taken after 600,
 * 350 of them seen to fill. A target that is not open yet (opens_at) counts from when it opens. */
#ifndef YINIAN_INPUT_DWELL_H
#define YINIAN_INPUT_DWELL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time_us.h"

enum { DWELL_NO_TARGET = -1, DWELL_EVENTS_AT_MOST = 8, DWELL_REMEMBERED_AT_MOST = 4 };

struct dwell_settings {
    int dwell_ms;   /* 300–5000 */
    int lock_on_ms; /* 0–1000; never more than dwell_ms */
    int memory_ms;  /* 0: off */
    int pause_ms;   /* after a choice nothing counts for so long */
    bool look_away;
};

struct dwell_target {
    int id;             /* ≥ 0, or DWELL_NO_TARGET */
    int factor_percent; /* of the dwell time: 40–300 */
    time_us opens_at;   /* nothing counts before: the dead time after a page change */
    int64_t
        place; /* what "the same place" means for look_away: equal for what stands where the taken one stood */
};

enum dwell_event_kind {
    DWELL_LOCKED,   /* target: progress begins to be seen */
    DWELL_UNLOCKED, /* target: looked away, or lost */
    DWELL_TAKEN     /* target */
};

struct dwell_event {
    enum dwell_event_kind kind;
    int target;
    time_us at_us;
};

struct dwell {
    struct dwell_settings settings;
    /* The present look. */
    bool looking;
    unsigned look_number;
    time_us look_since;
    struct dwell_target target;
    bool locked, spent;
    time_us counts_from; /* when what is looked at began to count */
    int64_t carried_us;  /* progress that was remembered */
    /* After a choice. */
    time_us pause_until;
    bool must_leave;
    int64_t left_place;
    /* What was begun and left. */
    struct dwell_memory {
        int id;
        int64_t progress_us;
        time_us left_at;
    } memory[DWELL_REMEMBERED_AT_MOST];
    struct dwell_event events[DWELL_EVENTS_AT_MOST];
    int first, count;
};

void dwell_init(struct dwell *dwell, const struct dwell_settings *settings);
/* Takes effect at once; what is being dwelt on begins anew. */
void dwell_set_settings(struct dwell *dwell, const struct dwell_settings *settings, time_us at_us);
/* The eyes rest on this target (or on none) by look `number`, which began at `since`. Call at every sample and whenever the
 * page has changed; with the same look and target again nothing happens. Time first goes on to `at_us`. */
void dwell_look(struct dwell *dwell, const struct dwell_target *target, unsigned number, time_us since,
                time_us at_us);
/* No look: the eyes move, or are lost. */
void dwell_away(struct dwell *dwell, time_us at_us);
/* The present look is used up: something was chosen otherwise (the switch), or may not be chosen by it. */
void dwell_spend(struct dwell *dwell, time_us at_us);
/* Targets have other numbers from now on (another page): what was begun is forgotten, the present look is spent. */
void dwell_forget(struct dwell *dwell, time_us at_us);
void dwell_advance(struct dwell *dwell, time_us at_us);
time_us dwell_deadline(const struct dwell *dwell); /* of the lock-on, the choice, or the end of a memory */
bool dwell_next_event(struct dwell *dwell, struct dwell_event *event);
/* What is locked on to, or DWELL_NO_TARGET. */
int dwell_locked(const struct dwell *dwell);
/* 0–1 for any target: also what is remembered of one just left, frozen. 0 before lock-on. */
double dwell_progress(const struct dwell *dwell, int target, time_us at_us);

#endif

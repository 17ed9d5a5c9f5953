/* From looks to choices: dwelling. Pure, in time. Targets are numbers of whoever calls; dwell has never heard of
 * pixels.
 *
 *  1  look at A   ▏lock-on▕━━━━━━━━━━━━━━▶ TAKEN    progress 0 to 1, steadily, over what remains of A's dwell time
 *
 *  2  A ▏loc| B                                     a glance shorter than lock-on leaves nothing behind
 *
 *  3  A ▏lock-on▕━━━━▌ away ▏lock-on▕▐━━━▶ TAKEN    away for less than the memory: what was shown is kept, frozen,
 *                    ¦ memory ¦                     and goes on; while the eyes are on A again it waits for them
 *     A ▏lock-on▕━━━━▌ away   ¦ forgotten
 *     A ▏lock-on▕━━━━▌B ▌A ▏lo|B forgotten          a glance back does not renew what is kept
 *     A ▏lock-on▕━▌ ▏lock-on▕▐━▌ ▏lock-on▕▐━▌       nor is the memory: all the time in which nothing filled, away or
 *                   ¦        memory        ¦        locking on again, is taken from the one memory. So who reads does
 *                                                   not choose, however often the eyes come by
 *
 *  4  A ▏lock-on▕━━▌ saccade within A ▏lock-on▕▐━▶  reading a long word: each new look locks on anew and goes on
 *
 *  5  A ▏loc|B▏lock-on▕━━▶                          the same look drifts over a border: B counts from there;
 *     A ▏lock-on▕━▌B▏lock-on▕━━▶                    after lock-on that is leaving A, as 3
 *
 *  6  A TAKEN ── the same look goes on ──           spent: nothing more by this look, whatever stands there now
 *     A TAKEN ── new look at A's place ──           with look_away nothing either, until a look began at another
 *     A TAKEN ── lost ── new look at A's place ──   place (on no target will do); blinks, losses and drifting are
 *                                                   not going away
 *     A TAKEN ▏pause▕ B ▏lock-on▕━━▶                a look that began before the pause is over counts from its end
 *
 *  7  page changes ▏dead time▕▏lock-on▕━━▶          no target counts before it opens; one that closes while it fills
 *                                                   is left, as 3
 *
 *  8  A ▏lock-on▕━━▌ closed ▐▏lock-on▕▐━━▶          something else is going on (a press): nothing fills, then as 3
 *
 *  9  lost (after the blink tolerance of gaze_look) as looking away
 *
 * The dwell time counts from the look's first sample and holds the lock-on time: dwell 600, lock-on 250:
 * taken after 600, 350 of them seen to fill. Whoever is told of a look later than lock-on after its
 * beginning counts it as if it had begun the lock-on time ago: what is chosen was always seen to fill from
 * where it stood.
 * A target whose dwell time is shorter than lock-on by its factor is taken when lock-on is over.
 * A factor that changes during a look changes the pace from then on, not what has been filled (rounded up
 * to 1 us).
 * A choice settles everything: what was begun elsewhere is forgotten with it.
 *
 * A deadline at or before a call fires first: away at exactly the dwell time is too late, back at exactly
 * the end of the memory too. Events carry the time they were due, however seldom dwell_advance() is called. */
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
    int factor_percent; /* of the dwell time: 40–1000, what lies outside is taken for the nearest */
    time_us opens_at; /* nothing counts before: the dead time after a page change. TIME_NEVER: never chosen */
    /* What "the same place" means for look_away: equal for what stands where the taken one stood. Of
     * DWELL_NO_TARGET too: equal when the eyes are where the taken one stood. */
    int64_t place;
};

/* Each LOCKED is ended by exactly one UNLOCKED or TAKEN of the same target. */
enum dwell_event_kind {
    DWELL_LOCKED,   /* progress begins to be seen, or goes on */
    DWELL_UNLOCKED, /* looked away, lost, spent, settings changed */
    DWELL_TAKEN     /* chosen */
};

struct dwell_event {
    enum dwell_event_kind kind;
    int target;
    time_us at_us;
};

/* What has been filled of a target. */
struct dwell_begun {
    int id; /* DWELL_NO_TARGET: nothing */
    int64_t progress_us, fill_us;
    time_us left_at; /* later by what had filled since it was first left */
    int64_t away_us; /* of the memory, used up before it was locked on to again */
};

/* Owns nothing; copy and forget freely. The members are its own. */
struct dwell {
    struct dwell_settings settings;
    time_us newest_us; /* of all calls: an older one is taken to be as new as this */
    /* The present look; when the eyes are away, the number of the last one and whether it was spent. */
    bool looking, spent;
    unsigned look_number;
    struct dwell_target target;
    time_us arrived_at;  /* on this target by this look */
    time_us counts_from; /* lock-on begins */
    bool locked;
    time_us locked_from;      /* since when it fills */
    struct dwell_begun begun; /* what it had been filled before */
    /* After a choice. */
    time_us quiet_until, closed_until; /* nothing before these counts */
    bool must_leave;
    int64_t left_place;
    /* What was begun and left. */
    struct dwell_begun memory[DWELL_REMEMBERED_AT_MOST];
    struct dwell_event events[DWELL_EVENTS_AT_MOST];
    int first, count;
};

void dwell_init(struct dwell *dwell, const struct dwell_settings *settings);
/* Takes effect at once; what is being dwelt on begins anew, what was begun is forgotten. The same ones
 * change nothing. */
void dwell_set_settings(struct dwell *dwell, const struct dwell_settings *settings, time_us at_us);
/* The eyes rest on this target (or on none) by look `number` (≥ 1), which began at `since`. Call at every
 * sample and whenever the page has changed; with the same look and target again nothing happens. Time first
 * goes on to `at_us`. */
void dwell_look(struct dwell *dwell, const struct dwell_target *target, unsigned number, time_us since,
                time_us at_us);
/* No look: the eyes move, or are lost. The same number coming back counts from when it comes. */
void dwell_away(struct dwell *dwell, time_us at_us);
/* The present look is used up: something was chosen otherwise (the switch), or may not be chosen by it. As
 * a choice, without event and pause: what was begun is forgotten, and with look_away the eyes have to go
 * elsewhere before this place. */
void dwell_spend(struct dwell *dwell, time_us at_us);
/* What was taken last stands at this place, whatever place the look that took it was told for it: for look_away. */
void dwell_taken_at(struct dwell *dwell, int64_t place);
/* Targets have other numbers from now on (another page): what was begun is forgotten, the present look is
 * spent. Call it before the first look at the new page. What was taken last keeps its place. */
void dwell_forget(struct dwell *dwell, time_us at_us);
/* Nothing counts before `until`, whatever is looked at: TIME_NEVER, and the time it is over when that is known. What
 * fills is left, as by looking away; the eyes stay where they are. */
void dwell_close(struct dwell *dwell, time_us until, time_us at_us);
void dwell_advance(struct dwell *dwell, time_us at_us);
/* Of the lock-on, the choice, or the end of a memory, later than all calls; TIME_NEVER when nothing is
 * pending. */
time_us dwell_deadline(const struct dwell *dwell);
/* The oldest event not yet read. One call makes at most 4; read them after each call. */
bool dwell_next_event(struct dwell *dwell, struct dwell_event *event);
/* What is locked on to, or DWELL_NO_TARGET. */
int dwell_locked(const struct dwell *dwell);
/* 0–1 for any target: also what is remembered of one just left, frozen. 0 before lock-on, and once taken.
 * at_us: from the last call on and before the deadline. */
double dwell_progress(const struct dwell *dwell, int target, time_us at_us);

#endif

/* What is believed about which leaf is wanted, and what a step tells. Pure arithmetic; it knows no clock.
 *
 * Leaf k has the prior π(k) and the likelihood Λ(k) of everything that happened since the last choice;
 * p(k) = π(k) Λ(k) / Σ. One step: the set S is lit for L seconds at most. With m, f, g of this person
 * (evidence_person.h), T the scan time, b = P(a press comes only after L):
 *
 *   silence               k in S    m + (1 - m) b              else   1 - f L / T
 *   press after t         k in S    (1 - m) g(t)               else   f / T
 *   press, and the step before it was silent with S', L', k in S' (a press on the way is late, not missed):
 *     the share r = (1 - m) b' / (m + (1 - m) b') of p(k) was on its way: it presses with the density
 *     g(L' + t) / b', the rest of it as above
 *   reading: new words were not all read when S lit. Then a press may come at any time: g(t) = 1 / L, b = 0;
 *     was the step over before they were read, its silence tells nothing
 *   change of mind: after each silence Λ(k) ← (1 - ε) Λ(k) / Σ π Λ + ε. So nothing is ruled out for good, and
 *     no leaf is ever waited for in vain.
 *
 * Prior: the weights given, of which a part (floor) is shared out equally: a model may be wrong.
 *
 * After an undo, on the page of the wrong choice again (told by its refs), that belief is the better part
 * (0.7) of the new prior, with the leaf that was taken down to 0.05 of it: what was meant then is meant
 * still, and the same presses do not lead to the same mistake.
 *
 * Learning. The steps of a choice are kept until the choice after the next, and then teach, with the leaf
 * that was taken as the one that was wanted: lit and pressed is a hit, lit and silent a miss, and so on. Was
 * it undone, the leaf that was taken is struck out of the belief of that moment, and the rest teaches, each
 * by its share. */
#ifndef YINIAN_SCAN_EVIDENCE_BELIEF_H
#define YINIAN_SCAN_EVIDENCE_BELIEF_H

#include "base/time_us.h"
#include "scan/evidence_person.h"
#include "scan/evidence_set.h"

enum { EVIDENCE_STEPS_AT_MOST = 64 }; /* of one choice that can teach: the latest */

/* In reading order. */
struct evidence_leaf {
    double weight;       /* ≥ 0, in any measure: how likely it is wanted, before anything happened */
    int ref;             /* what it stands for; tells it again when the page changes */
    int row;             /* leaves of one row follow each other */
    time_us readable_at; /* new words: when they will have been read; not lit before */
    bool skip;           /* an empty cell: never lit */
    bool risky;          /* speak, clear, quit, call: more certainty is wanted */
    bool alone; /* the way to the urgent phrases: lit by itself early on, and taken by that one press */
};

struct evidence_step {
    struct evidence_set lit;
    enum evidence_context context;
    bool reading;    /* new words were not all read when it lit */
    bool unreadable; /* … nor when it ended: silence tells nothing */
    bool alone;      /* the leaves that are lit alone */
    bool pressed;
    double length_s; /* how long it lasts when nobody presses */
    double press_s;  /* after the light-up */
};

struct evidence_record {
    struct evidence_step steps[EVIDENCE_STEPS_AT_MOST];
    int step_count;
    int count; /* of leaves; 0: there is no record */
    int taken;
    bool is_undo;
    double p[EVIDENCE_LEAVES_AT_MOST];
    int refs[EVIDENCE_LEAVES_AT_MOST];
};

/* All fields are the belief's own. */
struct evidence_belief {
    struct evidence_leaf leaves[EVIDENCE_LEAVES_AT_MOST];
    int count, alive; /* alive: not skipped */
    double scan_time_s, floor;
    double prior[EVIDENCE_LEAVES_AT_MOST], likelihood[EVIDENCE_LEAVES_AT_MOST], p[EVIDENCE_LEAVES_AT_MOST];
    struct evidence_set supported; /* has been lit at a press since the last choice */
    struct evidence_record now, last, before_last;
    struct evidence_record wrong; /* the choice that was just undone */
};

void evidence_belief_init(struct evidence_belief *belief, double scan_time_s, double floor);
/* Other leaves, at most EVIDENCE_LEAVES_AT_MOST (those beyond are left out). With `keep`, the evidence of
 * leaves with the same ref goes on, and a leaf that is new to it begins as if it had been lit like the
 * average. */
void evidence_belief_set_leaves(struct evidence_belief *belief, const struct evidence_leaf *leaves, int count,
                                bool keep);
void evidence_belief_set_skip(struct evidence_belief *belief, int leaf, bool skip);
/* Back to the prior: what happened since the last choice is forgotten. */
void evidence_belief_reset(struct evidence_belief *belief);

/* A step is over: with a press (step->pressed) or without one. */
void evidence_belief_step(struct evidence_belief *belief, const struct evidence_person *person,
                          const struct evidence_step *step);
/* What p would be after this step in silence. */
void evidence_belief_if_silent(const struct evidence_belief *belief, const struct evidence_person *person,
                               const struct evidence_step *step, double *p);

/* The likeliest leaf of those that were lit at a press since the last choice; -1: none. */
int evidence_belief_leader(const struct evidence_belief *belief);
/* It is chosen: the choice before teaches, this one is kept; back to the prior. */
void evidence_belief_take(struct evidence_belief *belief, struct evidence_person *person, int leaf);
/* The last choice was wrong. With `by_choice` the undo was itself chosen here: it is the last, and the one
 * before was wrong. */
void evidence_belief_undone(struct evidence_belief *belief, struct evidence_person *person, bool by_choice);

#endif

/* Evidence scanning: keys stand still, sets of them light up, and every press and every silence counts as
 * evidence. A pure state machine in time over a flat list of leaves in reading order; it is driven exactly
 * as the scanner is (scanner.h: its rules of time, its events and states hold here too).
 *
 *   evidence_belief.h   what is believed: priors, what a step tells, learning from choices
 *   evidence_choice.h   which set is lit next
 *   evidence_person.h   how this person presses
 *
 * The person rests the eyes on one key and presses when it lights. Once the belief in a key, after a press
 * while it was lit, has passed its threshold, the key is taken. Nothing is taken by silence.
 *
 * Timing cases. T = scan time, x = first-item extra, P = pause after a selection, B = the new words have been
 * read, G = T / 4; S1, S2 … sets. `|` a set lights, `v` press, `.` nothing is lit, `[==]` held by a switch
 * edge.
 *
 *  1 silence     |--S1--x--|--S2--|--S3--|               T+x, then T each; outlined during S1 was S2
 *  2 press       |--S1--x--|--S2-v|--S3--|               it is evidence and lights the next set at once
 *  3 take        |--S3--v.....P.....|--S1--x--|          … or takes a key; then from the new page's priors
 *  4 voice       |--S3--v.....P.....~~voice~~|--S1--x--| the longer of pause and voice
 *  5 reading     v|-----S1-----B--G--|--S2--|            the first step lasts until the new words were read
 *                                                        and G longer; who sees their key lit then presses
 *  6 away        |--S1--|--S2--|.........v|--S1--|       paused after so many silent steps, the belief is
 *                                                        forgotten; any press goes on, as no evidence
 *  7 on the edge |--S1--(v|)--S2--                       a press at the very deadline comes 0 ms into S2;
 *                                                        early in S2 it counts for both, g(t) and g(T + t)
 *  8 hold, press |--S2--[=====v|--S3--|                  for what was lit when the hold began
 *  9 hold, thaw  |--S2--[=====]--|--S3--|                goes on with the time that was left
 * 10 stall       |--S2--------(> 5 s)--------|--S2--|    the machine stood still: S2 once more, no evidence
 * 11 unused      |--S3--v..v..P.....|--S1--|             nothing lit: a press is no evidence
 *
 * A leaf takes part once its words can have been read: it is lit only in steps that end at its readable_at +
 * G or later. While new words are unread the person does not press, so a step that is over before tells
 * nothing.
 *
 * 12 urgent      |--S1--x--|--S2-- … --|--U-v..P..       every tenth silent step of a choice is for the leaves
 *                                                        that are lit alone: one press then takes them
 *
 * Case 12 bounds the way to the urgent phrases for those who cannot hold a press (switch_filter.h, case 7):
 * nine scan times and one press, however unlikely the model thinks them. Opened by a slip, such a leaf is
 * left again: it must be harmless, and needs only NEEDED_ALONE of the belief. It costs 0.2 % of the rate;
 * every fourth step for it would cost 10 % (U0, tatoeba-dev, first 60: 6.36 and 6.98 s/char, 6.35 without).
 *
 * Threshold. Taking leaf k wrongly costs about c (undo, and once more); another step with k lit costs the
 * mean time to a press a, at least G. So k is taken when (1 - p(k)) c ≤ a, for risky leaves (speak, clear,
 * quit, call) with a multiple of c; never below 0.5, never above 0.995. */
#ifndef YINIAN_SCAN_EVIDENCE_H
#define YINIAN_SCAN_EVIDENCE_H

#include "scan/evidence_belief.h"
#include "scan/evidence_choice.h"
#include "scan/scanner.h"

#define EVIDENCE_READ_AT_MOST_US ((time_us)4000000) /* no leaf is unread for longer */

enum { EVIDENCE_STEPS_BEFORE_ALONE = 9 };

/* Start values: evidence_settings_default(); measured with tests/bench/evidence_bench. */
struct evidence_settings {
    int scan_time_ms;             /* 300–5000 */
    int first_item_extra_percent; /* 0–200: as the scanner's */
    int pause_after_steps;        /* silent steps; 0: endless, –1000 */
    int pause_after_selection_ms; /* 0–3000 */
    bool wait_while_speaking, auto_start;
    int effort_permille; /* 0–3000, 500: λ at least, in scan times; more: fewer presses, slower */
    int pace_permille; /* 0–2000, 822: who needs less than this for a bit, in scan times, is spared presses */
    int calm_millibits;   /* 0–500, 20: what a set may lose for looking calm, for each piece */
    int wrong_cost_steps; /* 1–60, 16: c, in scan times */
    int risky_percent;    /* 100–2000, 400: of c, for risky leaves */
    int floor_permille;   /* 1–500, 30: the part of the prior that is shared out equally */
};

/* All fields are its own: use the functions. About 50 KB; owns its queue of events. */
struct evidence {
    struct evidence_settings settings;
    struct evidence_person person;
    struct evidence_belief belief;
    enum { EVIDENCE_AT_REST, EVIDENCE_AT_PAUSE, EVIDENCE_AT_SETTLE, EVIDENCE_AT_WORK } phase;
    struct evidence_step step; /* the one that is lit; lit empty: nothing is */
    struct evidence_answer next;
    bool has_next, next_alone, first; /* first: of a choice */
    double effort_s;                  /* λ, as it follows from the pace */
    int silent_steps;
    double taken_at_p; /* the belief at the last choice */
    time_us now, lit_since, due, period, last_press, read_at;
    long highlight;
    struct scan_hold hold;
    bool speaking;
    struct scan_queue queue;
    scan_log_fn *log;
    void *log_context;
};

struct evidence_settings evidence_settings_default(void);
void evidence_settings_clamp(struct evidence_settings *settings);

/* At rest, without leaves, with a person of whom nothing is known. */
void evidence_init(struct evidence *e, const struct evidence_settings *settings, time_us at);
void evidence_destroy(struct evidence *e);
/* Holds from the next step on. What was learnt of the person stays. */
void evidence_set_settings(struct evidence *e, const struct evidence_settings *settings, time_us at);
void evidence_set_log(struct evidence *e, scan_log_fn *log, void *context); /* NULL: none */

/* A page was shown or changed: its leaves in reading order, at most EVIDENCE_LEAVES_AT_MOST, copied. Leaves
 * are known by their number in this list from now on. Rest, a pause and a settling go on.
 * SCAN_FROM_START: a choice begins. SCAN_KEEP_PLACE: what was learnt about leaves with the same ref is kept,
 * they stay lit with the time that is left; when none of the lit is there any more, another set lights. */
void evidence_set_leaves(struct evidence *e, const struct evidence_leaf *leaves, int count,
                         enum scan_place place, time_us at);
/* A cell became empty or full. */
void evidence_set_skip(struct evidence *e, int leaf, bool skip, time_us at);

/* As scanner_start() … scanner_advance(). evidence_settle() and all that begin anew forget the evidence so
 * far. */
void evidence_start(struct evidence *e, time_us at);
void evidence_stop(struct evidence *e, time_us at);
void evidence_restart(struct evidence *e, time_us at);
void evidence_pause(struct evidence *e, time_us at);
void evidence_resume(struct evidence *e, time_us at);
void evidence_settle(struct evidence *e, time_us at);
void evidence_speaking(struct evidence *e, bool speaking, time_us at);
void evidence_advance(struct evidence *e, time_us now);

/* As scanner_hold() … scanner_cancel(), for automatic scanning: a press of the step switch is unused, a
 * release ends the hold. */
void evidence_hold(struct evidence *e, enum scan_switch which, time_us at);
void evidence_thaw(struct evidence *e, enum scan_switch which, time_us at);
void evidence_press(struct evidence *e, enum scan_switch which, time_us at);
void evidence_release(struct evidence *e, enum scan_switch which, time_us at);
void evidence_cancel(struct evidence *e, time_us at);

/* The person. evidence_undone(): the last choice was wrong; `by_choice`, the undo was itself chosen here
 * (call it while its SCAN_TAKEN is handled). Read e->person for showing it; import: false, and nothing
 * changed, when the numbers are not of a person. */
void evidence_undone(struct evidence *e, bool by_choice);
/* The last choice was no choice: it teaches nothing. */
void evidence_forget_choice(struct evidence *e);
void evidence_forget_person(struct evidence *e);
bool evidence_import_person(struct evidence *e, const double *numbers, int count);

/* Queries; all hold for the time of the last call. */
time_us evidence_deadline(const struct evidence *e); /* TIME_NEVER */
bool evidence_is_lit(const struct evidence *e, int leaf);
bool evidence_any_lit(const struct evidence *e);
/* It will light next if nobody presses. */
bool evidence_is_next(const struct evidence *e, int leaf);
time_us evidence_lit_since(const struct evidence *e);            /* TIME_NEVER when nothing is lit */
time_us evidence_lit_until(const struct evidence *e);            /* TIME_NEVER when held, or nothing is lit */
enum scan_state evidence_state(const struct evidence *e);        /* of a set that is lit: SCAN_STATE_CELLS */
double evidence_probability(const struct evidence *e, int leaf); /* p, 0–1 */
double evidence_needed(const struct evidence *e, int leaf);      /* its threshold, 0–1 */
/* p of the leaf that was chosen last: how likely the next one is not an undo. 1 before. */
double evidence_confidence(const struct evidence *e);
/* SCAN_LIT: node is the first leaf of the set, SCAN_NONE when nothing is lit. SCAN_NARROWED: the press
 * counted and took nothing. SCAN_TAKEN: node is the leaf. The others as scanner.h says. */
bool evidence_next_event(struct evidence *e, struct scan_event *event);

#endif

/* Practising to press when the marked key lights: three minutes, which also measure the person. A pure machine in
 * time, driven as the scanner is: a deadline at or before a press fires first.
 *
 * A round: keys 0–4 light one after the other, then "stop", then "call", each for the scan time T, the first for
 * x longer as in scanning. One of the keys 1–3 is marked: never the first, so that its turn can be felt coming, nor
 * the last, so that a late press falls on a key that does no harm. A press is answered in big plain words, which
 * stand for A = max(pause after a selection, 1200 ms) while nothing is lit; then a new round begins, with another
 * key marked. N = min(T / 2, 500 ms) is how near to its light a press is taken as meant for it.
 *
 * `|` a light, `v` press, `*` the marked key is lit, `.` nothing is lit, `[==]` held by the switch.
 *
 *   1 right    |0--x--|1---|*--v.....A.....|0--x--|      in its light: its time from the light-up is the reaction
 *   2 early    |0--x--|--1-v.......A.......|0--x--|      at most N before it lights
 *   3 late     |*-----|2v......A.......|0--x--|          less than N after its light went out; it is timed too
 *   4 missed   |*-----|2--N-|3---|4---|stop|call|0--x--| said N after; the round goes on, so that "stop" can be had
 *   5 other    |0-v......A.......|0--x--|                any other key, at any other time: a press by mistake
 *   6 stop     … |stop-v                                 the end; "call" likewise, and it calls
 *   7 answer   … v..v..A..|0--x--|                       a press while nothing is lit does nothing
 *   8 hold     |*--[==v....A....|                        counts for when the hold began
 *   9 thaw     |*--[==]---|2---|                         goes on with the time that was left
 *  10 asleep   no press for max(30 s, two rounds)        the end, at a light-up; what was missed or quiet since the
 *                                                        last press was not tried, and teaches nothing
 *  11 over     from 180 s on, at the first light-up that no answer is open at: the marked key is neither lit nor
 *              was less than N ago. So it lasts 180 s to 180 s + T + max(T, x + A, N + A), and longer if held
 *  12 stall    |2----(> 5 s)----|2---|                   the machine stood still: the light once more; what was open
 *                                                        is not judged
 *  13 fitting  presses_wanted > 0: it is over, too, when so many presses were timed and the last answer has stood. And
 *              whoever misses two marked keys in a row is tried at a scan time half as long again, from the next round */
#ifndef YINIAN_SCAN_PRACTICE_H
#define YINIAN_SCAN_PRACTICE_H

#include <stdbool.h>

#include "base/time_us.h"
#include "scan/evidence_person.h"

enum { PRACTICE_KEYS = 5, PRACTICE_STOP = PRACTICE_KEYS, PRACTICE_CALL, PRACTICE_LIGHTS };
enum {
    PRACTICE_MS = 180000,
    PRACTICE_ASLEEP_MS = 30000,
    PRACTICE_ANSWER_MS = 1200,
    PRACTICE_NEAR_AT_MOST_MS = 500,
    PRACTICE_TRIES_AT_MOST = 256, /* more than three minutes have room for: each takes A, or a whole round */
    PRACTICE_TIMED_AT_LEAST = 10, /* timed presses, for a scan time to be proposed */
    PRACTICE_MISSED_TO_SLOW = 2,
    PRACTICE_SCAN_TIME_MOST_MS = 5000
};

enum practice_answer {
    PRACTICE_NO_ANSWER,
    PRACTICE_RIGHT,
    PRACTICE_EARLY,
    PRACTICE_LATE,
    PRACTICE_MISSED,
    PRACTICE_OTHER,
    PRACTICE_ANSWERS
};

enum practice_end {
    PRACTICE_NOT_BEGUN,
    PRACTICE_RUNNING,
    PRACTICE_OVER,
    PRACTICE_STOPPED,
    PRACTICE_CALLED,
    PRACTICE_ASLEEP
};

struct practice_try {
    enum practice_answer answer;
    int time_ms;  /* RIGHT, LATE: after the light-up; EARLY: before it */
    double quiet; /* scan times that passed before, with another light and without a press */
};

struct practice_settings {
    int scan_time_ms, first_item_extra_percent, pause_after_selection_ms; /* as the scanner's */
    int presses_wanted; /* 0: as many as come in three minutes */
};

/* All fields are its own. */
struct practice {
    struct practice_settings settings;
    enum practice_end end;
    int lit, target; /* lit: -1, nothing */
    time_us started, now, lit_since, due, judged_at, last_press;
    time_us target_since; /* when the marked key lit up */
    bool open;            /* it has been lit in this round, and is not judged yet */
    bool held;
    time_us held_since;
    time_us out_at[PRACTICE_LIGHTS]; /* when it was lit last */
    unsigned long turn;          /* which round this is; tells where the mark goes */
    unsigned long answered_turn; /* the round of the last answer */
    double quiet;
    struct practice_try tries[PRACTICE_TRIES_AT_MOST];
    int try_count;
    int tried; /* how many tries there were up to the last press */
    int missed_in_a_row;
    bool slowed; /* the present round is slower than the one before */
};

/* What came of it: tries up to the last press when the person fell asleep, else all. */
struct practice_summary {
    int counts[PRACTICE_ANSWERS];
    int timed;              /* RIGHT and LATE */
    int mean_ms, spread_ms; /* of those; the standard deviation */
    /* mean / 0.65 (Simpson, Koester, LoPresti: the 0.65 rule), to the next 50 ms, 300–5000; 0: too few presses. */
    int proposed_ms;
};

void practice_start(struct practice *practice, const struct practice_settings *settings, time_us at);
void practice_advance(struct practice *practice, time_us now);
void practice_hold(struct practice *practice, time_us at);
void practice_thaw(struct practice *practice, time_us at);
/* "stop" and "call" end it. */
void practice_press(struct practice *practice, time_us at);
/* From outside: nothing more is lit. */
void practice_leave(struct practice *practice, enum practice_end end);

time_us practice_deadline(const struct practice *practice); /* TIME_NEVER: not running, or held */
time_us practice_lit_until(const struct practice *practice);
/* Since when this light is out: TIME_NEVER while it is lit, INT64_MIN when it was not lit yet. */
time_us practice_out_since(const struct practice *practice, int light);
/* The last answer; NO_ANSWER before the first. */
struct practice_try practice_last(const struct practice *practice);
int practice_minutes_left(const struct practice *practice); /* begun ones: 3, 2, 1 */
struct practice_summary practice_summary_of(const struct practice *practice);
/* What it says of the person. Light-ups follow a silence here: the other reaction is not touched. */
void practice_teach(const struct practice *practice, struct evidence_person *person);

#endif

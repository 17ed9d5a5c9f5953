/* What ordinary use shows of the switch: counted by halves of days, and proposals from it. Pure: the time of day is a
 * parameter (milliseconds of local time since 1970). Nothing is ever changed by itself.
 *
 * A day has two halves, of twelve hours each: the morning from 3 h to 15 h, rested; the evening from 15 h to 3 h, tired.
 * Each has a record for each pair of settings it was lived with (scan time, ignored repeats), so that what was counted
 * before a change says nothing of the time after it.
 *
 *   late       a press less than HABITS_LATE_MS after a light-up that came without a press, where another thing was lit
 *              right before: nobody reacts so fast (simple reactions to light take 200 ms and more), so it was meant for
 *              that. Where sets light up by evidence nothing is timed: there the machine reckons with it already
 *   corrected  undo, or the way out of a row, taken by the scan
 *   double     a press less than HABITS_DOUBLE_MS after the release before it that counted all the same
 *   ignored    one that did not count, within the dead time;     bounce: a contact that opened for less than its time
 *
 * The rules, over the latest HABITS_DAYS days of that half, with at least HABITS_PRESSES presses at the present settings:
 *
 *   slower by 100 ms       late >= 10 % of the presses, or late and corrected together >= 20 %. At a scan time that suits
 *                          (0.65 rule) about one press of twenty is late; twice that is no chance with a hundred presses
 *                          (5 % ± 2.2 %)
 *   faster by 100 ms       late <= 2 % and corrected <= 5 %, and mean time of the presses / 0.65 is below the scan time
 *                          by 100 ms or more, with twice as many presses: to be slow is an annoyance, to be too fast an error
 *   ignore 100 ms longer   double >= 5 % of the presses
 *
 * One proposal at a time, in this order: ignore longer, slower, faster. A declined one comes again after HABITS_QUIET_DAYS. */
#ifndef YINIAN_SCAN_SWITCH_HABITS_H
#define YINIAN_SCAN_SWITCH_HABITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

enum {
    HABITS_AT_MOST = 60, /* records: the oldest goes first */
    HABITS_DAYS = 3,
    HABITS_PRESSES = 100,
    HABITS_QUIET_DAYS = 3,
    HABITS_LATE_MS = 150,
    HABITS_DOUBLE_MS = 500,
    HABITS_STEP_MS = 100,
    HABITS_SCAN_LEAST_MS = 300,
    HABITS_SCAN_MOST_MS = 5000,
    HABITS_IGNORE_MOST_MS = 1000,
    HABIT_HOLD_MS = 50, /* width of a class of holds; the last is open */
    HABIT_HOLDS = 21,
    HABIT_SILENCES = 60
};

enum habit_count {
    HABIT_PRESSES,
    HABIT_LATE,
    HABIT_CORRECTED,
    HABIT_DOUBLE,
    HABIT_IGNORED,
    HABIT_BOUNCES,
    HABIT_STUCK,
    HABIT_GONE,
    HABIT_TIMED,    /* presses whose time after the light-up is known and not late */
    HABIT_TIMED_MS, /* … the sum of those times */
    HABIT_COUNTS
};

struct switch_habit {
    int day; /* since 1970-01-01, local; a night until 3 h belongs to the day before */
    bool evening;
    int scan_time_ms, ignore_repeats_ms;
    int counts[HABIT_COUNTS];
    int holds[HABIT_HOLDS]; /* how many presses were held so long */
};

enum habit_proposal_kind {
    HABIT_NO_PROPOSAL,
    HABIT_IGNORE_LONGER,
    HABIT_SLOWER,
    HABIT_FASTER,
    HABIT_PROPOSALS
};

/* The longest time without a press by day, see switch_watch.h. */
struct habit_silence {
    int day;
    int minutes;
};

/* Zeroed: nothing was counted. */
struct switch_habits {
    struct switch_habit records[HABITS_AT_MOST]; /* oldest first */
    int count;
    bool declined[HABIT_PROPOSALS]; /* by its kind, and last on that day */
    int declined_day[HABIT_PROPOSALS];
    struct habit_silence silences[HABIT_SILENCES]; /* a day once, oldest first; only days with one */
    int silence_count;
    bool rattling_told; /* that the switch rattles more than before, and last on that day */
    int rattling_told_day;
};

struct habit_proposal {
    enum habit_proposal_kind kind;
    bool evening;
    int proposed_ms;          /* of the scan time, or of the ignored repeats */
    struct switch_habit seen; /* all that it rests on, summed up */
};

/* The record that is counted in now; another half or other settings begin a new one. */
struct switch_habit *switch_habits_now(struct switch_habits *habits, int64_t local_ms, int scan_time_ms,
                                       int ignore_repeats_ms);
/* `time_ms`: after the light-up; negative: it is not known. */
void switch_habit_press(struct switch_habit *habit, int time_ms);
void switch_habit_hold(struct switch_habit *habit, int held_ms);
int switch_habit_median_hold_ms(const struct switch_habit *habit); /* the middle of its class; −1: none */
/* Days are counted from 1970-01-01 and begin at 3 h. */
int switch_habits_day(int64_t local_ms);
/* "2026-11-22", with its end. */
void switch_habit_date(const struct switch_habit *habit, char date[11]);

struct habit_proposal switch_habits_propose(const struct switch_habits *habits, int64_t local_ms,
                                            int scan_time_ms, int ignore_repeats_ms);
void switch_habits_decline(struct switch_habits *habits, enum habit_proposal_kind kind, int64_t local_ms);

/* habits.txt: a line for each record, to be read by people too. */
void switch_habits_write(const struct switch_habits *habits, struct buffer *out);
/* False, and `habits` as it was, when anything is wrong: each thing is reported. */
bool switch_habits_parse(struct switch_habits *habits, const char *bytes, size_t size, const char *name,
                         struct diagnostics *diagnostics);

#endif

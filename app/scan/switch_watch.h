/* The watch on the switch: is it rattling more than it used to, or silent for longer than this person ever was? Pure: what was
 * counted by days (switch_habits.h) in, an answer out. What it costs in false alarms: tests/bench, switch_watch_bench.
 *
 * Rattling: a closing that is no press (a bounce, or within the dead time), over the presses of a day. Days differ, and a
 * tremor has good and bad ones; so today is compared with days before, lived with the same dead time, and what they differed
 * by is reckoned with. Of the days that are known it is the older half: what has grown slowly is seen too.
 *
 *     p = all rattles / all presses of those days          WATCH_DAYS of them at least, with WATCH_PRESSES presses each
 *     f = how much wilder than chance they were: mean of (rattles − presses·p)² / (presses·p), at least 1
 *     k times stands out:   rattles >= k · p · presses                     so many times as often,
 *                           rattles >= 0.75 k · the worst of those days    more often than ever,
 *                           rattles >= 0.05 · presses                      often enough to matter,
 *                           rattles − presses·p >= 4 √(f · (presses·p + 1))   and no chance
 *     told:                 5 times today; or twice today and on the day before     from WATCH_PRESSES presses on
 *
 * It is told once, and again when WATCH_QUIET_DAYS have gone by: the days since are those before by then.
 *
 * Silence: time by day (8 h to 20 h of the clock: nobody is woken at night) without a press while the aid was not told to
 * rest; the longest of each day is kept, when a press ends it.
 *
 *     limit = 1.5 · the longest of the last HABIT_SILENCES days + 30 min, at least 2 h; until WATCH_SILENT_DAYS days are
 *     known at least 4 h; at most 11 h */
#ifndef YINIAN_SCAN_SWITCH_WATCH_H
#define YINIAN_SCAN_SWITCH_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "scan/switch_habits.h"

enum {
    WATCH_DAYS = 5,
    WATCH_PRESSES = 200,
    WATCH_QUIET_DAYS = 30,
    WATCH_SILENT_DAYS = 5,
    WATCH_SILENT_START_MIN = 240,
    WATCH_SILENT_LEAST_MIN = 120,
    WATCH_SILENT_MOST_MIN = 660,
    WATCH_FIRST_HOUR = 8,
    WATCH_LAST_HOUR = 20
};

struct switch_rattling {
    bool more;       /* than before: to be told */
    int now, before; /* of 1000 presses */
    int presses_today;
};

struct switch_rattling switch_watch_rattling(const struct switch_habits *habits, int64_t local_ms,
                                             int ignore_repeats_ms);

/* Time by day between two moments of the local clock, in ms; 0 when the second is not after the first. */
int64_t switch_watch_day_ms(int64_t from_local_ms, int64_t to_local_ms);
/* The moment at which so much time by day has gone by since `from_local_ms`. */
int64_t switch_watch_after(int64_t from_local_ms, int64_t day_ms);
/* A silence by day has ended with a press. True: it is the longest of that day so far, and was noted. */
bool switch_watch_note(struct switch_habits *habits, int64_t local_ms, int minutes);
int switch_watch_limit_min(const struct switch_habits *habits, int64_t local_ms);

#endif

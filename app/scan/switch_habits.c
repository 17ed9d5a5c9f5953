#include "scan/switch_habits.h"

#include <stdio.h>
#include <string.h>

enum { DAY_MS = 86400000, MORNING_MS = 3 * 3600000, MOST = 1000000000 };

/* --- days ----------------------------------------------------------------------------------------------- */

static int day_of(int64_t local_ms, bool *evening)
{
    int64_t at = local_ms - MORNING_MS;
    int64_t day = (at >= 0 ? at : at - DAY_MS + 1) / DAY_MS;
    *evening = at - day * DAY_MS >= DAY_MS / 2;
    return (int)day;
}

int switch_habits_day(int64_t local_ms)
{
    bool evening;
    return day_of(local_ms, &evening);
}

/* The calendar's years begin in March here, so that the odd day comes last: 400 years are 146097 days. */
void switch_habit_date(const struct switch_habit *habit, char date[11])
{
    int days = habit->day + 719468, era = (days >= 0 ? days : days - 146096) / 146097;
    int of_era = days - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    int day = of_year - (153 * month + 2) / 5 + 1;
    int calendar_month = month < 10 ? month + 3 : month - 9;
    year += era * 400 + (calendar_month <= 2);
    snprintf(date, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)calendar_month % 100u,
             (unsigned)day % 100u);
}

/* --- counting ------------------------------------------------------------------------------------------- */

static void add(int *count, int more)
{
    *count = *count > MOST - more ? MOST : *count + more;
}

struct switch_habit *switch_habits_now(struct switch_habits *habits, int64_t local_ms, int scan_time_ms,
                                       int ignore_repeats_ms)
{
    bool evening;
    int day = day_of(local_ms, &evening);
    struct switch_habit *latest = habits->count ? &habits->records[habits->count - 1] : NULL;
    if (latest && latest->day == day && latest->evening == evening && latest->scan_time_ms == scan_time_ms &&
        latest->ignore_repeats_ms == ignore_repeats_ms)
        return latest;
    if (habits->count == HABITS_AT_MOST)
        memmove(&habits->records[0], &habits->records[1],
                (size_t)--habits->count * sizeof habits->records[0]);
    latest = &habits->records[habits->count++];
    *latest = (struct switch_habit){
        .day = day, .evening = evening, .scan_time_ms = scan_time_ms, .ignore_repeats_ms = ignore_repeats_ms};
    return latest;
}

void switch_habit_press(struct switch_habit *habit, int time_ms)
{
    add(&habit->counts[HABIT_PRESSES], 1);
    if (time_ms < 0)
        return;
    if (time_ms < HABITS_LATE_MS) {
        add(&habit->counts[HABIT_LATE], 1);
    } else {
        add(&habit->counts[HABIT_TIMED], 1);
        add(&habit->counts[HABIT_TIMED_MS], time_ms);
    }
}

void switch_habit_hold(struct switch_habit *habit, int held_ms)
{
    int class = held_ms < 0 ? 0 : held_ms / HABIT_HOLD_MS;
    add(&habit->holds[class < HABIT_HOLDS ? class : HABIT_HOLDS - 1], 1);
}

int switch_habit_median_hold_ms(const struct switch_habit *habit)
{
    int64_t all = 0, below = 0;
    for (int i = 0; i < HABIT_HOLDS; i++)
        all += habit->holds[i];
    for (int i = 0; i < HABIT_HOLDS; i++) {
        below += habit->holds[i];
        if (all && 2 * below >= all)
            return i * HABIT_HOLD_MS + HABIT_HOLD_MS / 2;
    }
    return -1;
}

/* --- proposals ------------------------------------------------------------------------------------------ */

static void sum_up(const struct switch_habits *habits, int day, struct switch_habit *sum)
{
    for (int i = 0; i < habits->count; i++) {
        const struct switch_habit *record = &habits->records[i];
        if (record->evening != sum->evening || record->day <= day - HABITS_DAYS || record->day > day ||
            record->scan_time_ms != sum->scan_time_ms || record->ignore_repeats_ms != sum->ignore_repeats_ms)
            continue;
        for (int c = 0; c < HABIT_COUNTS; c++)
            add(&sum->counts[c], record->counts[c]);
        for (int c = 0; c < HABIT_HOLDS; c++)
            add(&sum->holds[c], record->holds[c]);
    }
}

/* At least so many of a hundred presses? */
static bool is_share(const struct switch_habit *sum, int64_t count, int percent)
{
    return count * 100 >= (int64_t)sum->counts[HABIT_PRESSES] * percent;
}

static bool is_at_most(const struct switch_habit *sum, int64_t count, int percent)
{
    return count * 100 <= (int64_t)sum->counts[HABIT_PRESSES] * percent;
}

static bool wants_slower(const struct switch_habit *sum)
{
    int64_t late = sum->counts[HABIT_LATE], corrected = sum->counts[HABIT_CORRECTED];
    return sum->scan_time_ms + HABITS_STEP_MS <= HABITS_SCAN_MOST_MS &&
           (is_share(sum, late, 10) || is_share(sum, late + corrected, 20));
}

/* mean / 0.65 <= scan time − 100 ms, in whole numbers. */
static bool wants_faster(const struct switch_habit *sum)
{
    int64_t timed = sum->counts[HABIT_TIMED];
    int64_t faster_ms = sum->scan_time_ms - HABITS_STEP_MS;
    return faster_ms >= HABITS_SCAN_LEAST_MS && timed >= 2 * HABITS_PRESSES &&
           is_at_most(sum, sum->counts[HABIT_LATE], 2) && is_at_most(sum, sum->counts[HABIT_CORRECTED], 5) &&
           (int64_t)sum->counts[HABIT_TIMED_MS] * 100 <= faster_ms * 65 * timed;
}

static bool wants_ignored(const struct switch_habit *sum)
{
    return sum->ignore_repeats_ms + HABITS_STEP_MS <= HABITS_IGNORE_MOST_MS &&
           is_share(sum, sum->counts[HABIT_DOUBLE], 5);
}

static bool may_propose(const struct switch_habits *habits, enum habit_proposal_kind kind, int day)
{
    return !habits->declined[kind] || day >= habits->declined_day[kind] + HABITS_QUIET_DAYS;
}

struct habit_proposal switch_habits_propose(const struct switch_habits *habits, int64_t local_ms,
                                            int scan_time_ms, int ignore_repeats_ms)
{
    struct habit_proposal proposal = {.kind = HABIT_NO_PROPOSAL};
    struct switch_habit *sum = &proposal.seen;
    sum->scan_time_ms = scan_time_ms;
    sum->ignore_repeats_ms = ignore_repeats_ms;
    int day = sum->day = day_of(local_ms, &sum->evening);
    proposal.evening = sum->evening;
    sum_up(habits, day, sum);
    if (sum->counts[HABIT_PRESSES] < HABITS_PRESSES)
        return proposal;
    if (wants_ignored(sum) && may_propose(habits, HABIT_IGNORE_LONGER, day)) {
        proposal.kind = HABIT_IGNORE_LONGER;
        proposal.proposed_ms = ignore_repeats_ms + HABITS_STEP_MS;
    } else if (wants_slower(sum)) {
        proposal.kind = may_propose(habits, HABIT_SLOWER, day) ? HABIT_SLOWER : HABIT_NO_PROPOSAL;
        proposal.proposed_ms = scan_time_ms + HABITS_STEP_MS;
    } else if (wants_faster(sum) && may_propose(habits, HABIT_FASTER, day)) {
        proposal.kind = HABIT_FASTER;
        proposal.proposed_ms = scan_time_ms - HABITS_STEP_MS;
    }
    return proposal;
}

void switch_habits_decline(struct switch_habits *habits, enum habit_proposal_kind kind, int64_t local_ms)
{
    bool evening;
    habits->declined[kind] = true;
    habits->declined_day[kind] = day_of(local_ms, &evening);
}

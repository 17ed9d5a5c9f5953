#include "scan/practice.h"

#include <math.h>

#include "scan/scanner.h"

enum { NOTHING = -1, STEP_MS = 50, SCAN_TIME_LEAST_MS = 300, SCAN_TIME_MOST_MS = PRACTICE_SCAN_TIME_MOST_MS };
#define REACTION_SHARE 0.65 /* of the scan time */

/* Where the mark goes, round by round: each of the three places as often, and never the same twice. */
static const int places[] = {2, 3, 1, 3, 2, 1, 2, 1, 3, 1, 3, 2, 3, 2, 1};

/* --- lengths -------------------------------------------------------------------------------------------- */

static time_us scan_time(const struct practice *practice)
{
    return time_from_ms(practice->settings.scan_time_ms);
}

static time_us first_extra(const struct practice *practice)
{
    int percent = practice->settings.first_item_extra_percent;
    time_us extra = scan_time(practice) * percent / 100, least = time_from_ms(500);
    return !percent ? 0 : extra > least ? extra : least;
}

static time_us near_time(const struct practice *practice)
{
    return time_min(scan_time(practice) / 2, time_from_ms(PRACTICE_NEAR_AT_MOST_MS));
}

static time_us answer_time(const struct practice *practice)
{
    int pause_ms = practice->settings.pause_after_selection_ms;
    return time_from_ms(pause_ms > PRACTICE_ANSWER_MS ? pause_ms : PRACTICE_ANSWER_MS);
}

static time_us asleep_time(const struct practice *practice)
{
    time_us rounds = 2 * (PRACTICE_LIGHTS * scan_time(practice) + first_extra(practice));
    time_us least = time_from_ms(PRACTICE_ASLEEP_MS);
    return rounds > least ? rounds : least;
}

/* --- lights --------------------------------------------------------------------------------------------- */

static void put_out(struct practice *practice, time_us at)
{
    if (practice->lit != NOTHING)
        practice->out_at[practice->lit] = at;
    practice->lit = NOTHING;
}

time_us practice_out_since(const struct practice *practice, int light)
{
    return light == practice->lit ? TIME_NEVER : practice->out_at[light];
}

void practice_leave(struct practice *practice, enum practice_end end)
{
    practice->end = end;
    put_out(practice, practice->now);
    practice->due = practice->judged_at = TIME_NEVER;
    practice->open = practice->held = false;
}

static bool has_presses_wanted(const struct practice *practice)
{
    return practice->settings.presses_wanted &&
           practice_summary_of(practice).timed >= practice->settings.presses_wanted;
}

static void light(struct practice *practice, int which, time_us at)
{
    if (at - practice->last_press >= asleep_time(practice)) {
        practice_leave(practice, PRACTICE_ASLEEP);
        return;
    }
    bool long_enough = at - practice->started >= time_from_ms(PRACTICE_MS) && !practice->open;
    if (long_enough || has_presses_wanted(practice)) {
        practice_leave(practice, PRACTICE_OVER);
        return;
    }
    put_out(practice, at);
    practice->lit = which;
    practice->lit_since = at;
    practice->due = at + scan_time(practice) + (which == 0 ? first_extra(practice) : 0);
    if (which == practice->target) {
        practice->open = true;
        practice->target_since = at;
    }
}

/* Who is to be fitted, and is too slow for the light, is not known before it is slow enough. */
static void slow_down(struct practice *practice)
{
    int slower_ms = practice->settings.scan_time_ms * 3 / 2;
    practice->slowed = practice->settings.presses_wanted &&
                       practice->missed_in_a_row >= PRACTICE_MISSED_TO_SLOW &&
                       practice->settings.scan_time_ms < SCAN_TIME_MOST_MS;
    if (!practice->slowed)
        return;
    practice->settings.scan_time_ms = slower_ms > SCAN_TIME_MOST_MS ? SCAN_TIME_MOST_MS : slower_ms;
    practice->missed_in_a_row = 0;
}

static void begin_round(struct practice *practice, time_us at)
{
    slow_down(practice);
    practice->turn++;
    practice->target = places[practice->turn % (sizeof places / sizeof places[0])];
    practice->open = false;
    practice->judged_at = TIME_NEVER;
    light(practice, 0, at);
}

void practice_start(struct practice *practice, const struct practice_settings *settings, time_us at)
{
    unsigned long turn = practice->turn; /* the next time it begins elsewhere */
    *practice = (struct practice){.settings = *settings,
                                  .end = PRACTICE_RUNNING,
                                  .lit = NOTHING,
                                  .turn = turn,
                                  .started = at,
                                  .now = at,
                                  .last_press = at};
    for (int i = 0; i < PRACTICE_LIGHTS; i++)
        practice->out_at[i] = INT64_MIN;
    begin_round(practice, at);
}

/* --- answers -------------------------------------------------------------------------------------------- */

static void note(struct practice *practice, enum practice_answer answer, time_us time)
{
    practice->open = false;
    practice->judged_at = TIME_NEVER;
    practice->answered_turn = practice->turn;
    practice->missed_in_a_row = answer == PRACTICE_MISSED ? practice->missed_in_a_row + 1 : 0;
    if (practice->try_count == PRACTICE_TRIES_AT_MOST)
        return;
    practice->tries[practice->try_count++] =
        (struct practice_try){answer, (int)time_to_ms(time), practice->quiet};
    practice->quiet = 0;
}

/* The answer stands; then a new round. */
static void answer_press(struct practice *practice, enum practice_answer answer, time_us time, time_us at)
{
    note(practice, answer, time);
    practice->tried = practice->try_count;
    put_out(practice, at);
    practice->due = at + answer_time(practice);
}

/* `edge` is when the press happened; `at`, when it counts. */
static void judge(struct practice *practice, time_us edge, time_us at)
{
    if (practice->lit == practice->target)
        answer_press(practice, PRACTICE_RIGHT, edge - practice->lit_since, at);
    else if (practice->open)
        answer_press(practice, PRACTICE_LATE, edge - practice->target_since, at);
    else if (practice->lit == practice->target - 1 && practice->due - edge <= near_time(practice))
        answer_press(practice, PRACTICE_EARLY, practice->due - edge, at);
    else
        answer_press(practice, PRACTICE_OTHER, 0, at);
}

/* --- time ----------------------------------------------------------------------------------------------- */

time_us practice_deadline(const struct practice *practice)
{
    if (practice->end != PRACTICE_RUNNING || practice->held)
        return TIME_NEVER;
    return time_min(practice->due, practice->judged_at);
}

/* A light went out without a press. */
static void go_out(struct practice *practice, time_us at)
{
    double scan_times = (double)(practice->due - practice->lit_since) / (double)scan_time(practice);
    if (practice->lit == practice->target) {
        practice->judged_at = at + near_time(practice);
    } else {
        practice->quiet += scan_times;
    }
    if (practice->lit + 1 < PRACTICE_LIGHTS)
        light(practice, practice->lit + 1, at);
    else
        begin_round(practice, at);
}

static void fire(struct practice *practice, time_us at)
{
    practice->now = at;
    if (practice->judged_at <= at)
        note(practice, PRACTICE_MISSED, 0);
    else if (practice->lit == NOTHING)
        begin_round(practice, at);
    else
        go_out(practice, at);
}

/* The machine stood still: nothing is raced through. */
static void light_again(struct practice *practice, time_us at)
{
    practice->now = practice->last_press = at;
    practice->judged_at = TIME_NEVER;
    practice->open = false;
    if (practice->lit == NOTHING)
        begin_round(practice, at);
    else
        light(practice, practice->lit, at);
}

void practice_advance(struct practice *practice, time_us now)
{
    if (practice_deadline(practice) != TIME_NEVER && now - practice_deadline(practice) > SCAN_STALL_US)
        light_again(practice, now);
    for (time_us due = practice_deadline(practice); due <= now; due = practice_deadline(practice))
        fire(practice, due);
    if (now > practice->now)
        practice->now = now;
}

/* --- the switch ----------------------------------------------------------------------------------------- */

void practice_hold(struct practice *practice, time_us at)
{
    practice_advance(practice, at);
    if (practice->end != PRACTICE_RUNNING || practice->held)
        return;
    practice->held = true;
    practice->held_since = practice->now;
}

static void end_hold(struct practice *practice)
{
    time_us length = practice->now - practice->held_since;
    if (!practice->held)
        return;
    practice->held = false;
    practice->due += length;
    if (practice->judged_at != TIME_NEVER)
        practice->judged_at += length;
}

void practice_thaw(struct practice *practice, time_us at)
{
    practice_advance(practice, at);
    end_hold(practice);
}

void practice_press(struct practice *practice, time_us at)
{
    practice_advance(practice, at);
    if (practice->end != PRACTICE_RUNNING)
        return;
    time_us edge = practice->held ? practice->held_since : practice->now;
    practice->held = false;
    practice->last_press = practice->now;
    if (practice->lit == PRACTICE_STOP || practice->lit == PRACTICE_CALL) {
        practice->tried = practice->try_count;
        practice_leave(practice, practice->lit == PRACTICE_STOP ? PRACTICE_STOPPED : PRACTICE_CALLED);
    } else if (practice->lit != NOTHING) {
        judge(practice, edge, practice->now);
    } else {
        practice->due += practice->now - edge;
    }
}

/* --- what came of it ------------------------------------------------------------------------------------ */

time_us practice_lit_until(const struct practice *practice)
{
    return practice->lit == NOTHING || practice->held ? TIME_NEVER : practice->due;
}

struct practice_try practice_last(const struct practice *practice)
{
    return practice->try_count ? practice->tries[practice->try_count - 1] : (struct practice_try){.quiet = 0};
}

int practice_minutes_left(const struct practice *practice)
{
    int64_t left_ms = PRACTICE_MS - time_to_ms(practice->now - practice->started);
    return left_ms > 0 ? (int)((left_ms + 59999) / 60000) : 1;
}

static int tries_that_count(const struct practice *practice)
{
    return practice->end == PRACTICE_ASLEEP ? practice->tried : practice->try_count;
}

static bool is_timed(const struct practice_try *try)
{
    return try->answer == PRACTICE_RIGHT || try->answer == PRACTICE_LATE;
}

static int proposal(double mean_ms)
{
    int steps = (int)ceil(mean_ms / REACTION_SHARE / STEP_MS - 1e-9), proposed = steps * STEP_MS;
    return proposed < SCAN_TIME_LEAST_MS  ? SCAN_TIME_LEAST_MS
           : proposed > SCAN_TIME_MOST_MS ? SCAN_TIME_MOST_MS
                                          : proposed;
}

struct practice_summary practice_summary_of(const struct practice *practice)
{
    struct practice_summary summary = {.timed = 0};
    double sum = 0, squares = 0;
    for (int i = 0; i < tries_that_count(practice); i++) {
        const struct practice_try *try = &practice->tries[i];
        summary.counts[try->answer]++;
        if (is_timed(try)) {
            summary.timed++;
            sum += try->time_ms;
            squares += (double)try->time_ms * try->time_ms;
        }
    }
    if (!summary.timed)
        return summary;
    double mean_ms = sum / summary.timed;
    summary.mean_ms = (int)lround(mean_ms);
    summary.spread_ms = (int)lround(sqrt(fmax(squares / summary.timed - mean_ms * mean_ms, 0)));
    summary.proposed_ms = summary.timed >= PRACTICE_TIMED_AT_LEAST ? proposal(mean_ms) : 0;
    return summary;
}

void practice_teach(const struct practice *practice, struct evidence_person *person)
{
    int count = tries_that_count(practice);
    for (int i = 0; i < count; i++) {
        const struct practice_try *try = &practice->tries[i];
        bool by_mistake = try->answer == PRACTICE_EARLY || try->answer == PRACTICE_OTHER;
        evidence_person_learn_unlit(person, false, try->quiet);
        if (by_mistake)
            evidence_person_learn_unlit(person, true, 1);
        else
            evidence_person_learn_lit(person, false, is_timed(try), 1);
        if (is_timed(try))
            evidence_person_learn_press(person, EVIDENCE_AFTER_SILENCE, try->time_ms / 1000.0, 1);
    }
    if (practice->end != PRACTICE_ASLEEP)
        evidence_person_learn_unlit(person, false, practice->quiet);
}

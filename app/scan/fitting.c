#include "scan/fitting.h"

#include <limits.h>
#include <stddef.h>

enum { STEP_MS = 50, ACCEPTANCE_MOST_MS = 2000 };

/* --- what is seen --------------------------------------------------------------------------------------- */

void fitting_start(struct fitting *fitting, int bounce_ms)
{
    *fitting = (struct fitting){.runs = true, .bounce_ms = bounce_ms};
}

static struct fitting_touch *latest(struct fitting *fitting)
{
    return fitting->touch_count ? &fitting->touches[fitting->touch_count - 1] : NULL;
}

static void close_contact(struct fitting *fitting, time_us at)
{
    struct fitting_touch *touch = latest(fitting);
    int open_ms = touch && touch->up_us != TIME_NEVER ? (int)time_to_ms(at - touch->up_us) : INT_MAX;
    if (open_ms < fitting->bounce_ms) {
        touch->up_us = TIME_NEVER;
        fitting->bounces++;
        fitting->bounce_most_ms = open_ms > fitting->bounce_most_ms ? open_ms : fitting->bounce_most_ms;
    } else if (fitting->touch_count < FITTING_TOUCHES_AT_MOST) {
        fitting->touches[fitting->touch_count++] = (struct fitting_touch){FITTING_OTHER, at, TIME_NEVER};
    }
}

void fitting_edge(struct fitting *fitting, bool down, time_us at)
{
    struct fitting_touch *touch = latest(fitting);
    bool closed = touch && touch->up_us == TIME_NEVER;
    if (!fitting->runs || closed == down)
        return;
    if (down)
        close_contact(fitting, at);
    else
        touch->up_us = at;
}

void fitting_lost(struct fitting *fitting)
{
    struct fitting_touch *touch = latest(fitting);
    if (touch && touch->up_us == TIME_NEVER)
        fitting->touch_count--;
}

void fitting_answered(struct fitting *fitting, enum practice_answer answer)
{
    struct fitting_touch *touch = latest(fitting);
    bool meant = answer == PRACTICE_RIGHT || answer == PRACTICE_LATE;
    bool stray = answer == PRACTICE_EARLY || answer == PRACTICE_OTHER;
    if (touch && touch->up_us == TIME_NEVER && (meant || stray))
        touch->kind = meant ? FITTING_MEANT : FITTING_STRAY;
}

void fitting_end(struct fitting *fitting, const struct practice *practice)
{
    fitting_lost(fitting);
    fitting->runs = false;
    fitting->presses = practice_summary_of(practice);
}

/* --- what it says --------------------------------------------------------------------------------------- */

static int held_ms(const struct fitting_touch *touch)
{
    return (int)time_to_ms(touch->up_us - touch->down_us);
}

static void see_presses(const struct fitting *fitting, struct fitting_advice *advice)
{
    for (int i = 0; i < fitting->touch_count; i++) {
        const struct fitting_touch *touch = &fitting->touches[i];
        if (touch->kind != FITTING_MEANT || touch->up_us == TIME_NEVER)
            continue;
        int held = held_ms(touch);
        if (!advice->held_count || held < advice->held_least_ms)
            advice->held_least_ms = held;
        if (held > advice->held_most_ms)
            advice->held_most_ms = held;
        advice->held_count++;
    }
}

static void see_strays(const struct fitting *fitting, struct fitting_advice *advice)
{
    for (int i = 0; i < fitting->touch_count; i++) {
        const struct fitting_touch *touch = &fitting->touches[i];
        if (touch->kind != FITTING_STRAY || touch->up_us == TIME_NEVER ||
            held_ms(touch) >= advice->held_least_ms)
            continue;
        advice->strays++;
        if (held_ms(touch) > advice->stray_most_ms)
            advice->stray_most_ms = held_ms(touch);
    }
}

static void see_repeats(const struct fitting *fitting, struct fitting_advice *advice)
{
    for (int i = 1; i < fitting->touch_count; i++) {
        const struct fitting_touch *before = &fitting->touches[i - 1], *touch = &fitting->touches[i];
        if (touch->kind != FITTING_OTHER || before->up_us == TIME_NEVER)
            continue;
        int pause_ms = (int)time_to_ms(touch->down_us - before->up_us);
        if (pause_ms > FITTING_REPEAT_MOST_MS)
            continue;
        advice->repeats++;
        if (pause_ms > advice->repeat_most_ms)
            advice->repeat_most_ms = pause_ms;
    }
}

/* The least step that is above by half a step at least. */
static int step_above(int ms)
{
    return (ms + STEP_MS / 2 + STEP_MS - 1) / STEP_MS * STEP_MS;
}

static void advise_hold(struct fitting_advice *advice, int now_ms)
{
    int *proposed_ms = &advice->proposed_ms[FITTING_ACCEPTANCE];
    int most_ms = advice->held_least_ms * 3 / 4 / STEP_MS * STEP_MS,
        above_ms = step_above(advice->stray_most_ms);
    most_ms = most_ms > ACCEPTANCE_MOST_MS ? ACCEPTANCE_MOST_MS : most_ms;
    *proposed_ms = now_ms > most_ms ? most_ms : now_ms;
    if (advice->held_count < FITTING_PRESSES) {
        *proposed_ms = now_ms;
        advice->hold_reason = FITTING_HOLD_UNKNOWN;
    } else if (!advice->strays) {
        *proposed_ms = 0;
        advice->hold_reason = FITTING_HOLD_NOT_NEEDED;
    } else if (advice->strays >= FITTING_STRAYS_LEAST && above_ms <= most_ms) {
        *proposed_ms = above_ms;
        advice->hold_reason = FITTING_HOLD_APART;
    } else if (now_ms > most_ms) {
        advice->hold_reason = FITTING_HOLD_TOO_LONG_NOW;
    } else {
        advice->hold_reason =
            advice->strays < FITTING_STRAYS_LEAST ? FITTING_HOLD_ONE_STRAY : FITTING_HOLD_ALIKE;
    }
}

static void advise_repeats(struct fitting_advice *advice, int now_ms)
{
    int enough_ms = advice->repeats ? step_above(advice->repeat_most_ms) : FITTING_IGNORE_START_MS;
    advice->proposed_ms[FITTING_IGNORE_REPEATS] = advice->repeats || now_ms > enough_ms ? enough_ms : now_ms;
}

struct fitting_advice fitting_advice_of(const struct fitting *fitting, const struct fitting_now *now)
{
    struct fitting_advice advice = {
        .timed = fitting->presses.timed,
        .mean_ms = fitting->presses.mean_ms,
        .spread_ms = fitting->presses.spread_ms,
        .proposed_ms = {now->scan_time_ms, now->acceptance_ms, now->ignore_repeats_ms},
    };
    advice.done = !fitting->runs && fitting->presses.proposed_ms > 0;
    if (!advice.done)
        return advice;
    advice.proposed_ms[FITTING_SCAN_TIME] = fitting->presses.proposed_ms;
    see_presses(fitting, &advice);
    see_strays(fitting, &advice);
    see_repeats(fitting, &advice);
    advise_hold(&advice, now->acceptance_ms);
    advise_repeats(&advice, now->ignore_repeats_ms);
    return advice;
}

#include "input/gaze_practice.h"

#include <math.h>

enum { NO_KEY = -1, HOLD_EXTRA_MS = 200, BORDER_MS = 50 };

static const double left_degrees = 2; /* so far from where they rested, eyes have left */

static time_us blink(const struct gaze_practice *practice)
{
    return time_from_ms(practice->settings.blink_ms);
}

static time_us hold(const struct gaze_practice *practice)
{
    int hold_ms = practice->settings.dwell_ms + HOLD_EXTRA_MS;
    return time_from_ms(hold_ms > GAZE_PRACTICE_HOLD_MS ? hold_ms : GAZE_PRACTICE_HOLD_MS);
}

/* --- marks ------------------------------------------------------------------------------------------------ */

static int common_divisor(int a, int b)
{
    while (b) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Each key in turn, a good way from the one before. */
static int key_of(const struct gaze_practice *practice, int number)
{
    int keys = practice->settings.keys, stride = keys * 3 / 8 + 1;
    while (common_divisor(keys, stride) != 1)
        stride++;
    return (int)((practice->turn * 7 + (unsigned long)number * (unsigned long)stride) % (unsigned long)keys);
}

static void show(struct gaze_practice *practice, time_us at)
{
    practice->target = key_of(practice, practice->shown++);
    practice->shown_at = at;
    practice->near_since = practice->found_at = practice->on_since = practice->thinned_at =
        practice->leaves_since = TIME_NEVER;
    practice->glance_key = NO_KEY;
    practice->run.count = 0;
    practice->tries[practice->try_count] = (struct gaze_practice_try){.found = false};
}

static void finish(struct gaze_practice *practice, enum gaze_practice_end end)
{
    practice->end = end;
    practice->target = NO_KEY;
}

void gaze_practice_start(struct gaze_practice *practice, const struct gaze_practice_settings *settings,
                         time_us at_us)
{
    unsigned long turn = practice->turn + 1;
    *practice = (struct gaze_practice){.settings = *settings,
                                       .end = GAZE_PRACTICE_RUNNING,
                                       .turn = turn,
                                       .started = at_us,
                                       .now = at_us,
                                       .seen_at = at_us,
                                       .left_last = true};
    show(practice, at_us);
}

/* --- what a try was --------------------------------------------------------------------------------------- */

static void measure_stay(const struct gaze_practice *practice, struct gaze_practice_try *try)
{
    struct gaze_point_core core;
    double degree = practice->settings.px_per_degree;
    if (!gaze_point_run_core(&practice->run, &core))
        return;
    try->off_x = (core.x - practice->run.x) / degree;
    try->off_y = (core.y - practice->run.y) / degree;
    try->scatter = core.scatter_px / degree;
}

static void end_stay(struct gaze_practice *practice)
{
    struct gaze_practice_try *try = &practice->tries[practice->try_count];
    if (practice->on_since == TIME_NEVER)
        return;
    int stay_ms = (int)time_to_ms(practice->on_at - practice->on_since);
    if (stay_ms > try->stay_ms)
        try->stay_ms = stay_ms;
    practice->on_since = TIME_NEVER;
}

/* Time without eyes until `at`, beyond what a sample or a blink takes. */
static void count_loss(struct gaze_practice *practice, time_us at)
{
    time_us from = practice->seen_at > practice->shown_at ? practice->seen_at : practice->shown_at;
    if (at - from > time_from_ms(GAZE_PRACTICE_LOST_MS))
        practice->tries[practice->try_count].lost_ms += (int)time_to_ms(at - from);
}

static void end_try(struct gaze_practice *practice, time_us at)
{
    struct gaze_practice_try *try = &practice->tries[practice->try_count];
    end_stay(practice);
    count_loss(practice, at);
    try->time_ms = (int)time_to_ms(at - practice->shown_at);
    if (try->found)
        measure_stay(practice, try);
    try->hit = try->found && try->stay_ms >= practice->settings.dwell_ms;
    practice->left_last = !try->found;
    practice->try_count++;
    if (practice->shown < GAZE_PRACTICE_TARGETS && at - practice->started < time_from_ms(GAZE_PRACTICE_MS))
        show(practice, at);
    else
        finish(practice, GAZE_PRACTICE_OVER);
}

/* --- time ------------------------------------------------------------------------------------------------- */

static time_us try_ends_at(const struct gaze_practice *practice)
{
    return practice->found_at != TIME_NEVER ? practice->found_at + hold(practice)
                                            : practice->shown_at + time_from_ms(GAZE_PRACTICE_GIVE_UP_MS);
}

time_us gaze_practice_deadline(const struct gaze_practice *practice)
{
    if (practice->end != GAZE_PRACTICE_RUNNING)
        return TIME_NEVER;
    return time_min(try_ends_at(practice), practice->seen_at + time_from_ms(GAZE_PRACTICE_NOBODY_MS));
}

void gaze_practice_advance(struct gaze_practice *practice, time_us at_us)
{
    for (time_us due = gaze_practice_deadline(practice); due <= at_us;
         due = gaze_practice_deadline(practice)) {
        if (practice->seen_at + time_from_ms(GAZE_PRACTICE_NOBODY_MS) <= due)
            finish(practice, GAZE_PRACTICE_NOBODY_THERE);
        else
            end_try(practice, due);
    }
    if (at_us > practice->now)
        practice->now = at_us;
}

void gaze_practice_leave(struct gaze_practice *practice, time_us at_us)
{
    gaze_practice_advance(practice, at_us);
    if (practice->end == GAZE_PRACTICE_RUNNING)
        finish(practice, GAZE_PRACTICE_STOPPED);
}

/* --- samples ---------------------------------------------------------------------------------------------- */

static void end_glance(struct gaze_practice *practice)
{
    if (practice->glance_key != NO_KEY && practice->glance_count < GAZE_PRACTICE_GLANCES)
        practice->glances_ms[practice->glance_count++] =
            (int)time_to_ms(practice->glance_at - practice->glance_since);
    practice->glance_key = NO_KEY;
}

/* Before the mark is found, and once the last one is left. A sample beside the key is noise at its border. */
static void follow_glance(struct gaze_practice *practice, const struct gaze_practice_sample *sample,
                          bool is_near, time_us at)
{
    bool passes = practice->left_last && !is_near && sample->key != NO_KEY && sample->key != practice->target;
    bool same = passes && sample->key == practice->glance_key;
    time_us most = same ? blink(practice) : time_from_ms(BORDER_MS);
    if (practice->glance_key != NO_KEY && at - practice->glance_at > most)
        end_glance(practice);
    if (!passes || (practice->glance_key != NO_KEY && !same))
        return;
    if (practice->glance_key == NO_KEY)
        practice->glance_since = at;
    practice->glance_key = sample->key;
    practice->glance_at = at;
}

/* One sample elsewhere may be a fault of the tracker; two are not. */
static void follow_leaving(struct gaze_practice *practice, const struct gaze_practice_sample *sample,
                           time_us at)
{
    double far = hypot(sample->x - practice->last_x, sample->y - practice->last_y);
    if (practice->left_last)
        return;
    if (far <= left_degrees * practice->settings.px_per_degree) {
        practice->leaves_since = TIME_NEVER;
    } else if (practice->leaves_since == TIME_NEVER) {
        practice->leaves_since = at;
    } else {
        practice->left_last = true;
        practice->leaves_ms[practice->leave_count++] =
            (int)time_to_ms(practice->leaves_since - practice->shown_at);
    }
}

static void follow_near(struct gaze_practice *practice, bool is_near, time_us at)
{
    if (practice->near_since != TIME_NEVER && at - practice->near_at > blink(practice)) {
        practice->near_since = TIME_NEVER;
        practice->run.count = 0;
    }
    if (!is_near)
        return;
    if (practice->near_since == TIME_NEVER)
        practice->near_since = at;
    practice->near_at = at;
    if (at - practice->near_since < time_from_ms(GAZE_PRACTICE_NEAR_MS))
        return;
    struct gaze_practice_try *try = &practice->tries[practice->try_count];
    try->found = true;
    try->arrive_ms = (int)time_to_ms(practice->near_since - practice->shown_at);
    practice->found_at = practice->near_since;
    end_glance(practice);
}

static void keep_sample(struct gaze_practice *practice, const struct gaze_practice_sample *sample, time_us at)
{
    if (practice->thinned_at != TIME_NEVER &&
        at - practice->thinned_at < time_from_ms(GAZE_PRACTICE_APART_MS))
        return;
    if (practice->run.count == 0)
        gaze_point_run_begin(&practice->run, sample->target_x, sample->target_y);
    practice->thinned_at = at;
    gaze_point_run_add(&practice->run, sample->x, sample->y);
    practice->last_x = sample->x;
    practice->last_y = sample->y;
}

static void follow_stay(struct gaze_practice *practice, bool on, time_us at)
{
    if (practice->on_since != TIME_NEVER && at - practice->on_at > blink(practice))
        end_stay(practice);
    if (!on)
        return;
    if (practice->on_since == TIME_NEVER)
        practice->on_since = at;
    practice->on_at = at;
}

void gaze_practice_sample(struct gaze_practice *practice, const struct gaze_practice_sample *sample,
                          time_us at_us)
{
    gaze_practice_advance(practice, at_us);
    if (practice->end != GAZE_PRACTICE_RUNNING || !isfinite(sample->x) || !isfinite(sample->y))
        return;
    double far = hypot(sample->x - sample->target_x, sample->y - sample->target_y);
    count_loss(practice, at_us);
    practice->seen_at = at_us;
    follow_leaving(practice, sample, at_us);
    bool is_near =
        practice->left_last && far <= GAZE_PRACTICE_REACH_DEGREES * practice->settings.px_per_degree;
    if (practice->found_at == TIME_NEVER) {
        follow_glance(practice, sample, is_near, at_us);
        follow_near(practice, is_near, at_us);
    }
    if (is_near && practice->near_since != TIME_NEVER)
        keep_sample(practice, sample, at_us);
    follow_stay(practice, sample->key == practice->target, at_us);
}

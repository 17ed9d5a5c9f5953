/* What came of practising to look. */
#include "input/gaze_practice.h"

#include <math.h>

enum { GLANCES_LEAST = 10, LEAVES_LEAST = 5, MARGIN_MS = 200, STEP_MS = 50 };

static const double can_be_held = 0.8;

static void sort(int *values, int count)
{
    for (int i = 1; i < count; i++) {
        int value = values[i], to = i;
        for (; to > 0 && values[to - 1] > value; to--)
            values[to] = values[to - 1];
        values[to] = value;
    }
}

/* Nearest rank of the sorted values: `percent` of them are at most that. */
static int percentile(const int *sorted, int count, int percent)
{
    int rank = (count * percent + 99) / 100;
    return count == 0 ? 0 : sorted[rank > 0 ? rank - 1 : 0];
}

static int percentile_of(const int *values, int count, int percent)
{
    int sorted[GAZE_PRACTICE_GLANCES];
    for (int i = 0; i < count; i++)
        sorted[i] = values[i];
    sort(sorted, count);
    return percentile(sorted, count, percent);
}

static int least_dwell_ms(const struct gaze_practice *practice, int leave_ms)
{
    int glance_ms = practice->glance_count >= GLANCES_LEAST
                        ? percentile_of(practice->glances_ms, practice->glance_count, 90)
                        : 0;
    int longest = (glance_ms > leave_ms ? glance_ms : leave_ms) + MARGIN_MS;
    int steps = (longest + STEP_MS - 1) / STEP_MS;
    return steps * STEP_MS > GAZE_PRACTICE_DWELL_LEAST_MS ? steps * STEP_MS : GAZE_PRACTICE_DWELL_LEAST_MS;
}

static void propose(const struct gaze_practice *practice, struct gaze_practice_summary *summary)
{
    summary->proposes_keys = summary->found >= GAZE_PRACTICE_FOUND_LEAST;
    if (!summary->proposes_keys || practice->leave_count < LEAVES_LEAST)
        return;
    int least = least_dwell_ms(practice, summary->leave_ms);
    if (least <= can_be_held * summary->stay_ms)
        summary->proposed_dwell_ms = least;
}

/* Means over the tries that were found. */
static void average(const struct gaze_practice *practice, struct gaze_practice_summary *summary)
{
    double squares = 0;
    for (int i = 0; i < practice->try_count; i++) {
        const struct gaze_practice_try *try = &practice->tries[i];
        if (!try->found)
            continue;
        summary->accuracy_degrees += hypot(try->off_x, try->off_y) / summary->found;
        summary->off_x += try->off_x / summary->found;
        summary->off_y += try->off_y / summary->found;
        squares += try->scatter * try->scatter / summary->found;
    }
    summary->precision_degrees = sqrt(squares);
}

struct gaze_practice_summary gaze_practice_summary_of(const struct gaze_practice *practice)
{
    struct gaze_practice_summary summary = {.tried = practice->try_count};
    int arrivals[GAZE_PRACTICE_TARGETS], stays[GAZE_PRACTICE_TARGETS];
    int64_t time_ms = 0, lost_ms = 0;
    for (int i = 0; i < practice->try_count; i++) {
        const struct gaze_practice_try *try = &practice->tries[i];
        time_ms += try->time_ms;
        lost_ms += try->lost_ms;
        summary.hit += try->hit;
        if (!try->found)
            continue;
        stays[summary.found] = try->stay_ms;
        arrivals[summary.found++] = try->arrive_ms;
    }
    average(practice, &summary);
    summary.arrive_ms = percentile_of(arrivals, summary.found, 50);
    summary.stay_ms = percentile_of(stays, summary.found, 10);
    summary.leave_ms = percentile_of(practice->leaves_ms, practice->leave_count, 90);
    summary.lost_percent = time_ms > 0 ? (int)(100 * lost_ms / time_ms) : 0;
    propose(practice, &summary);
    return summary;
}

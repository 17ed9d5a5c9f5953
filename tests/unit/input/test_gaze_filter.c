/* Spikes, jumps, lids, smoothing; and what issue 4 asks of it: at most 66 ms to 90 % of 10°, noise at least halved. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_filter.h"

/* 10 px a degree, a jump is more than 1°; times in ms. */
static struct gaze_filter fresh(void)
{
    struct gaze_filter filter;
    gaze_filter_init(&filter, &(struct gaze_filter_settings){10, 1});
    return filter;
}

static enum gaze_filter_result give(struct gaze_filter *filter, double ms, double x, double y)
{
    return gaze_filter_sample(filter, x, y, (time_us)llround(ms * 1000));
}

/* At rest at 100, 100 from 0 to 1000 ms. */
static struct gaze_filter at_rest(void)
{
    struct gaze_filter filter = fresh();
    for (int ms = 0; ms <= 1000; ms += 20)
        give(&filter, ms, 100, 100);
    return filter;
}

static void assert_at(const struct gaze_filter *filter, double x, double y)
{
    if (fabs(filter->x - x) > 1e-6 || fabs(filter->y - y) > 1e-6)
        fail_msg("at %f %f, not at %f %f", filter->x, filter->y, x, y);
}

static void first_sample_waits(void **state)
{
    (void)state;
    struct gaze_filter filter = fresh();
    assert_int_equal(give(&filter, 5, 100, 100), GAZE_FILTER_WAITS);
    assert_int_equal(filter.waiting_since, 5000);
    assert_int_equal(give(&filter, 20, 104, 100), GAZE_FILTER_JUMPED);
    assert_int_equal(filter.jumped_at, 5000);
    assert_at(&filter, 102, 100);
}

static void waiting_counts_or_not_as_told(void **state)
{
    (void)state;
    struct gaze_filter filter = fresh();
    give(&filter, 5, 100, 100);
    gaze_filter_confirm(&filter);
    assert_at(&filter, 100, 100);
    assert_int_equal(filter.jumped_at, 5000);
    give(&filter, 20, 300, 100);
    gaze_filter_drop(&filter);
    assert_false(filter.waits);
    assert_at(&filter, 100, 100);
    assert_int_equal(give(&filter, 40, 300, 100), GAZE_FILTER_WAITS);
}

static void spike_never_was(void **state)
{
    (void)state;
    struct gaze_filter with = at_rest(), without = at_rest();
    assert_int_equal(give(&with, 1017, 300, 700), GAZE_FILTER_WAITS);
    assert_at(&with, 100, 100);
    assert_int_equal(give(&with, 1033, 103, 100), GAZE_FILTER_TAKEN);
    give(&without, 1033, 103, 100);
    assert_false(with.waits);
    assert_at(&with, without.x, without.y);
}

static void jump_is_not_glided(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    assert_int_equal(give(&filter, 1017, 300, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1033, 304, 100), GAZE_FILTER_JUMPED);
    assert_int_equal(filter.jumped_at, 1017000);
    assert_at(&filter, 302, 100);
}

static void jump_distance_has_two_sides(void **state)
{
    (void)state;
    struct gaze_filter near = at_rest(), far = at_rest();
    assert_int_equal(give(&near, 1017, 106, 107.99), GAZE_FILTER_TAKEN);
    assert_int_equal(give(&far, 1017, 106, 108.01), GAZE_FILTER_WAITS);
    assert_true(near.x > 100 && near.x < 106);
}

static void two_samples_are_together_after_8_ms(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    give(&filter, 1010, 300, 100);
    assert_int_equal(give(&filter, 1010, 300, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1017.999, 300, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1018, 300, 100), GAZE_FILTER_JUMPED);
    assert_int_equal(filter.jumped_at, 1010000);
}

/* Each sample elsewhere: where the eyes go is not known, but they have gone. */
static void away_for_30_ms_is_gone(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    assert_int_equal(give(&filter, 1010, 200, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1025, 300, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1039.999, 400, 100), GAZE_FILTER_WAITS);
    assert_at(&filter, 100, 100);
    assert_int_equal(give(&filter, 1040, 500, 100), GAZE_FILTER_JUMPED);
    assert_int_equal(filter.jumped_at, 1040000);
    assert_at(&filter, 500, 100);
}

static void back_in_time_begins_being_away_anew(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    give(&filter, 1010, 200, 100);
    give(&filter, 1025, 300, 100);
    assert_int_equal(give(&filter, 1035, 100, 100), GAZE_FILTER_TAKEN);
    assert_int_equal(give(&filter, 1045, 400, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1060, 500, 100), GAZE_FILTER_WAITS);
}

/* Lids open: the point comes down from above, the first samples there are not where the eyes are. */
static void lids_are_waited_for(void **state)
{
    (void)state;
    static const double down[] = {200, 170, 145, 125, 108};
    struct gaze_filter filter = at_rest();
    gaze_filter_back(&filter, 1100000);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(give(&filter, 1100 + 16 * i, 100, down[i]), GAZE_FILTER_WAITS);
        assert_at(&filter, 100, 100);
    }
    assert_int_equal(give(&filter, 1164, 100, down[4]), GAZE_FILTER_TAKEN);
}

static void behind_the_lids_the_eyes_may_have_moved(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    gaze_filter_back(&filter, 1100000);
    for (double ms = 1100; ms < 1200; ms += 16)
        assert_int_equal(give(&filter, ms, 300, 300), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1199.999, 300, 300), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1200, 300, 300), GAZE_FILTER_JUMPED);
    assert_int_equal(filter.jumped_at, 1100000);
    assert_at(&filter, 300, 300);
}

static void nothing_known_nothing_to_wait_for(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    gaze_filter_forget(&filter);
    gaze_filter_back(&filter, 1100000);
    assert_int_equal(give(&filter, 1100, 100, 100), GAZE_FILTER_WAITS);
    assert_int_equal(give(&filter, 1116, 100, 100), GAZE_FILTER_JUMPED);
}

static void new_place_is_a_plain_mean_at_first(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    give(&filter, 1010, 300, 300);
    give(&filter, 1020, 304, 300);
    assert_at(&filter, 302, 300);
    give(&filter, 1020, 299, 306);
    assert_at(&filter, 301, 302);
}

/* Near, but more than half the jump distance apart: the first was on its way, it gives only its time. */
static void landing_is_where_the_second_is(void **state)
{
    (void)state;
    for (int apart = 4; apart <= 6; apart++) {
        struct gaze_filter filter = at_rest();
        give(&filter, 1010, 300, 300);
        assert_int_equal(give(&filter, 1020, 300 + apart, 300), GAZE_FILTER_JUMPED);
        assert_int_equal(filter.jumped_at, 1010000);
        assert_at(&filter, apart <= 5 ? 300 + apart / 2.0 : 306, 300);
    }
}

/* What 1€ does with less than a jump hangs little on how often it is sampled. */
static double ms_to_90_percent(int step_ms)
{
    struct gaze_filter filter = fresh();
    for (int ms = 0; ms <= 2000; ms += step_ms)
        give(&filter, ms, 100, 100);
    for (int ms = step_ms; ms < 1000; ms += step_ms) {
        give(&filter, 2000 + ms, 108, 100);
        if (filter.x >= 107.2)
            return ms;
    }
    return INFINITY;
}

static void small_steps_glide_in_their_time(void **state)
{
    (void)state;
    for (int step_ms = 4; step_ms <= 16; step_ms *= 2)
        assert_true(ms_to_90_percent(step_ms) > 40 && ms_to_90_percent(step_ms) <= 130);
}

static void odd_input_is_safe(void **state)
{
    (void)state;
    struct gaze_filter filter = at_rest();
    give(&filter, 1010, 1e300, -1e300);
    give(&filter, 1030, INFINITY, -INFINITY);
    assert_at(&filter, GAZE_FARTHEST_PX, -GAZE_FARTHEST_PX);
    give(&filter, 1050, -INFINITY, 1e300);
    give(&filter, 3600e3 * 24 * 365, 100, 100);
    give(&filter, 3600e3 * 24 * 366, 100, 100);
    assert_at(&filter, 100, 100);
    give(&filter, 3600e3 * 24 * 367, 104, 100);
    assert_true(filter.x > 103.99);
}

/* --- the promise of issue 4 --------------------------------------------------------------------------- */

static uint64_t random_state;

static double gauss(void)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        random_state = random_state * 6364136223846793005u + 1442695040888963407u;
        sum += (double)(random_state >> 11) / 9007199254740992.0;
    }
    return sum;
}

/* 0.35° r.m.s. over both axes, in the 10 px of a degree. */
static double noise(void)
{
    return 3.5 / sqrt(2) * gauss();
}

/* 10° in 43 ms, smoothly, from 0 ms on. */
static double saccade_px(double ms)
{
    double t = fmin(fmax(ms / 43, 0), 1);
    return 100 * t * t * t * (10 - 15 * t + 6 * t * t);
}

/* With the jump distance of looks at their start value. */
static struct gaze_filter as_in_looks(void)
{
    struct gaze_filter filter;
    gaze_filter_init(&filter, &(struct gaze_filter_settings){10, 1.5});
    return filter;
}

static double lag_ms(double phase, double loudness)
{
    struct gaze_filter filter = as_in_looks();
    for (int i = -60; i < 60; i++) {
        double ms = (i + phase) * 1000 / 60;
        double x = saccade_px(ms) + loudness * noise();
        give(&filter, ms + 2000, x, loudness * noise());
        if (ms > 0 && filter.x >= 90)
            return ms;
    }
    return INFINITY;
}

static void saccade_of_10_degrees_is_there_within_66_ms(void **state)
{
    (void)state;
    random_state = 1;
    for (int i = 1; i <= 500; i++) {
        double phase = i / 500.0;
        if (lag_ms(phase, 0) > 66 || lag_ms(phase, 1) > 66)
            fail_msg("phase %.3f: later than 66 ms", phase);
    }
}

static void noise_is_at_least_halved(void **state)
{
    (void)state;
    double before = 0, early = 0, late = 0;
    random_state = 2;
    enum { LOOKS = 200, SAMPLES = 90, EARLY = 18 };
    for (int look = 0; look < LOOKS; look++) {
        struct gaze_filter filter = as_in_looks();
        for (int i = 0; i < SAMPLES; i++) {
            double x = noise(), y = noise();
            give(&filter, i * 1000.0 / 60, x, y);
            before += i > 0 ? x * x + y * y : 0;
            early += i > 0 && i < EARLY ? filter.x * filter.x + filter.y * filter.y : 0;
            late += i >= EARLY ? filter.x * filter.x + filter.y * filter.y : 0;
        }
    }
    double rms = sqrt(before / (LOOKS * (SAMPLES - 1)));
    assert_true(rms > 3.4 && rms < 3.6);
    assert_true(sqrt(early / (LOOKS * (EARLY - 1))) <= rms / 2);
    assert_true(sqrt(late / (LOOKS * (SAMPLES - EARLY))) <= rms / 2.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_sample_waits),
        cmocka_unit_test(waiting_counts_or_not_as_told),
        cmocka_unit_test(spike_never_was),
        cmocka_unit_test(jump_is_not_glided),
        cmocka_unit_test(jump_distance_has_two_sides),
        cmocka_unit_test(two_samples_are_together_after_8_ms),
        cmocka_unit_test(away_for_30_ms_is_gone),
        cmocka_unit_test(back_in_time_begins_being_away_anew),
        cmocka_unit_test(lids_are_waited_for),
        cmocka_unit_test(behind_the_lids_the_eyes_may_have_moved),
        cmocka_unit_test(nothing_known_nothing_to_wait_for),
        cmocka_unit_test(new_place_is_a_plain_mean_at_first),
        cmocka_unit_test(landing_is_where_the_second_is),
        cmocka_unit_test(small_steps_glide_in_their_time),
        cmocka_unit_test(odd_input_is_safe),
        cmocka_unit_test(saccade_of_10_degrees_is_there_within_66_ms),
        cmocka_unit_test(noise_is_at_least_halved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

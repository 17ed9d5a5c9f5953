/* Practising, in virtual time: the cases drawn in practice.h, from both sides of their thresholds. */
#include "unit_test.h"

#include <math.h>

#include "scan/practice.h"

#define MS(ms) time_from_ms(ms)

/* T 1000 ms, x 500 ms, A 1200 ms, N 500 ms. */
static const struct practice_settings usual = {1000, 50, 500, 0};

/* When the marked key of a round that began at `at` lights up. */
static time_us light_of(const struct practice *practice, time_us at)
{
    return at + MS(500) + practice->target * MS(1000);
}

static void check(const struct practice *practice, enum practice_answer answer, int time_ms)
{
    struct practice_try last = practice_last(practice);
    assert_int_equal(last.answer, answer);
    assert_int_equal(last.time_ms, time_ms);
}

/* A first round, and one press `after_ms` after the marked key's light-up (before it, if negative). */
static struct practice pressed(int after_ms)
{
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, 0);
    time_us at = light_of(&practice, 0) + MS(after_ms);
    practice_press(&practice, at);
    return practice;
}

static void lights_go_round_in_the_rhythm_of_the_scan_time(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, MS(100));
    assert_int_equal(practice.lit, 0);
    assert_int_equal(practice_deadline(&practice), MS(1600));
    for (int light = 1; light < PRACTICE_LIGHTS; light++) {
        practice_advance(&practice, MS(600 + 1000 * light) - 1);
        assert_int_equal(practice.lit, light - 1);
        practice_advance(&practice, MS(600 + 1000 * light));
        assert_int_equal(practice.lit, light);
        assert_int_equal(practice.end, PRACTICE_RUNNING);
    }
    practice_advance(&practice, MS(7600));
    assert_int_equal(practice.lit, 0);
}

static void a_light_is_out_since_the_next_or_since_an_answer(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, MS(100));
    assert_true(practice_out_since(&practice, 0) == TIME_NEVER);
    assert_true(practice_out_since(&practice, PRACTICE_STOP) == INT64_MIN);
    practice_advance(&practice, MS(1600));
    assert_true(practice_out_since(&practice, 0) == MS(1600));
    assert_true(practice_out_since(&practice, 1) == TIME_NEVER);
    practice_press(&practice, MS(1700));
    assert_true(practice_out_since(&practice, 1) == MS(1700));
    practice_advance(&practice, MS(2900));
    assert_true(practice_out_since(&practice, 0) == TIME_NEVER);
    assert_true(practice_out_since(&practice, 1) == MS(1700));
}

static void the_mark_is_never_at_either_end_nor_twice_in_one_place(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    int before = -1, counts[PRACTICE_KEYS] = {0};
    for (int round = 0; round < 30; round++) {
        practice_start(&practice, &usual, 0);
        assert_in_range(practice.target, 1, PRACTICE_KEYS - 2);
        assert_int_not_equal(practice.target, before);
        before = practice.target;
        counts[before]++;
    }
    for (int key = 1; key < PRACTICE_KEYS - 1; key++)
        assert_int_equal(counts[key], 10);
}

static void right_is_in_its_light(void **state)
{
    (void)state;
    struct practice practice = pressed(0);
    check(&practice, PRACTICE_RIGHT, 0);
    assert_int_equal(practice.lit, -1);
    practice = pressed(430);
    check(&practice, PRACTICE_RIGHT, 430);
    practice = pressed(999);
    check(&practice, PRACTICE_RIGHT, 999);
    practice = pressed(1000);
    check(&practice, PRACTICE_LATE, 1000);
}

static void early_is_just_before_it(void **state)
{
    (void)state;
    struct practice practice = pressed(-1);
    check(&practice, PRACTICE_EARLY, 1);
    practice = pressed(-500);
    check(&practice, PRACTICE_EARLY, 500);
    practice = pressed(-501);
    check(&practice, PRACTICE_OTHER, 0);
}

static void late_is_just_after_it(void **state)
{
    (void)state;
    struct practice practice = pressed(1499);
    check(&practice, PRACTICE_LATE, 1499);
    assert_int_equal(practice.try_count, 1);
    practice = pressed(1500); /* missed by then; this is another press */
    check(&practice, PRACTICE_OTHER, 0);
    assert_int_equal(practice.try_count, 2);
    assert_int_equal(practice.tries[0].answer, PRACTICE_MISSED);
}

static void near_is_half_a_scan_time_where_that_is_short(void **state)
{
    (void)state;
    struct practice_settings fast = {300, 0, 0, 0};
    struct practice practice = {.turn = 0};
    for (int late = 0; late < 2; late++) {
        practice_start(&practice, &fast, 0);
        time_us out = (practice.target + 1) * MS(300);
        practice_press(&practice, out + MS(149 + late));
        check(&practice, late ? PRACTICE_OTHER : PRACTICE_LATE, late ? 0 : 449);
    }
}

static void what_is_missed_is_said_and_the_round_goes_on_to_stop(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, 0);
    time_us said = light_of(&practice, 0) + MS(1500);
    practice_advance(&practice, said - 1);
    check(&practice, PRACTICE_NO_ANSWER, 0);
    practice_advance(&practice, said);
    check(&practice, PRACTICE_MISSED, 0);
    assert_int_not_equal(practice.lit, -1);
    practice_advance(&practice, MS(5499));
    practice_press(&practice, MS(5499)); /* the last key */
    assert_int_equal(practice.end, PRACTICE_RUNNING);
    practice_start(&practice, &usual, 0);
    practice_press(&practice, MS(5500));
    assert_int_equal(practice.end, PRACTICE_STOPPED);
    assert_int_equal(practice.lit, -1);
    assert_int_equal(practice_deadline(&practice), TIME_NEVER);
    practice_start(&practice, &usual, 0);
    practice_press(&practice, MS(6499));
    assert_int_equal(practice.end, PRACTICE_STOPPED);
    practice_start(&practice, &usual, 0);
    practice_press(&practice, MS(6500));
    assert_int_equal(practice.end, PRACTICE_CALLED);
}

static void while_an_answer_stands_a_press_does_nothing(void **state)
{
    (void)state;
    struct practice practice = pressed(400);
    time_us at = practice.now;
    int target = practice.target;
    assert_int_equal(practice_deadline(&practice), at + MS(1200));
    practice_press(&practice, at + MS(300));
    practice_press(&practice, at + MS(1199));
    assert_int_equal(practice.try_count, 1);
    assert_int_equal(practice_deadline(&practice), at + MS(1200));
    practice_advance(&practice, at + MS(1200));
    assert_int_equal(practice.lit, 0);
    assert_int_not_equal(practice.target, target);
    struct practice_settings calm = {1000, 50, 2500, 0};
    practice_start(&practice, &calm, 0);
    practice_press(&practice, MS(10));
    assert_int_equal(practice_deadline(&practice), MS(2510));
}

static void a_hold_counts_for_its_beginning_or_gives_the_time_back(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, 0);
    time_us up = light_of(&practice, 0);
    practice_hold(&practice, up + MS(300));
    assert_int_equal(practice_deadline(&practice), TIME_NEVER);
    practice_advance(&practice, up + MS(1700));
    assert_int_equal(practice.lit, practice.target);
    practice_press(&practice, up + MS(1700));
    check(&practice, PRACTICE_RIGHT, 300);
    assert_int_equal(practice_deadline(&practice), up + MS(2900));
    practice_start(&practice, &usual, 0);
    practice_hold(&practice, MS(1400));
    practice_thaw(&practice, MS(2000));
    assert_int_equal(practice.lit, 0);
    assert_int_equal(practice_deadline(&practice), MS(2100));
    practice_thaw(&practice, MS(2000)); /* none is running: nothing */
    assert_int_equal(practice_deadline(&practice), MS(2100));
}

/* As the time passes, not as after a stall. */
static void pass(struct practice *practice, time_us until)
{
    while (practice_deadline(practice) <= until)
        practice_advance(practice, practice_deadline(practice));
    practice_advance(practice, until);
}

static void who_falls_asleep_ends_it_and_is_not_judged_for_it(void **state)
{
    (void)state;
    struct practice practice = pressed(400);
    struct evidence_person person, same;
    time_us last = practice.last_press;
    evidence_person_init(&person, 1000);
    pass(&practice, last + MS(29999));
    assert_int_equal(practice.end, PRACTICE_RUNNING);
    pass(&practice, last + MS(31500)); /* at the first light-up from then on */
    assert_int_equal(practice.end, PRACTICE_ASLEEP);
    struct practice_summary summary = practice_summary_of(&practice);
    assert_true(practice.try_count > 1);
    assert_int_equal(summary.counts[PRACTICE_RIGHT], 1);
    assert_int_equal(summary.counts[PRACTICE_MISSED], 0);
    practice_teach(&practice, &person);
    evidence_person_init(&same, 1000);
    assert_true(evidence_person_miss(&person, false) < evidence_person_miss(&same, false));
    assert_int_equal((int)person.misses, 0);
    struct practice_settings slow = {5000, 0, 0, 0}; /* 30 s would be less than one round */
    practice_start(&practice, &slow, 0);
    pass(&practice, MS(69999));
    assert_int_equal(practice.end, PRACTICE_RUNNING);
    pass(&practice, MS(70000));
    assert_int_equal(practice.end, PRACTICE_ASLEEP);
}

/* One who presses `reaction_ms` after each light-up of the marked key, until it ends. */
static struct practice whole(const struct practice_settings *settings, int reaction_ms, time_us from)
{
    struct practice practice = {.turn = 0};
    practice_start(&practice, settings, from);
    while (practice.end == PRACTICE_RUNNING) {
        bool open = practice.open && practice.now < practice.target_since + MS(reaction_ms);
        time_us press = open ? practice.target_since + MS(reaction_ms) : TIME_NEVER;
        if (press < practice_deadline(&practice))
            practice_press(&practice, press);
        else
            practice_advance(&practice, practice_deadline(&practice));
    }
    return practice;
}

static void it_lasts_three_minutes(void **state)
{
    (void)state;
    static const int scan_times[] = {300, 450, 1000, 1500, 2000, 5000};
    for (size_t i = 0; i < sizeof scan_times / sizeof scan_times[0]; i++)
        for (int reaction = 10; reaction < 100; reaction += 17) {
            struct practice_settings settings = {scan_times[i], 50, 500, 0};
            struct practice practice = whole(&settings, scan_times[i] * reaction / 100, MS(777));
            time_us lasted = practice.now - MS(777);
            int scan_time_ms = scan_times[i], extra_ms = scan_time_ms > 1000 ? scan_time_ms / 2 : 500;
            int most = 2 * scan_time_ms > scan_time_ms + extra_ms + 1200 ? 2 * scan_time_ms
                                                                         : scan_time_ms + extra_ms + 1200;
            assert_int_equal(practice.end, PRACTICE_OVER);
            assert_true(lasted >= MS(180000));
            assert_true(lasted <= MS(180000 + most));
            assert_true(practice.try_count < PRACTICE_TRIES_AT_MOST);
        }
}

static void the_minutes_count_down(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, MS(50));
    assert_int_equal(practice_minutes_left(&practice), 3);
    for (int second = 1; second < 180; second++) {
        practice.last_press = practice.now;
        practice_advance(&practice, MS(50 + 1000 * second));
        assert_int_equal(practice_minutes_left(&practice), second < 60 ? 3 : second < 120 ? 2 : 1);
    }
}

static void a_scan_time_is_proposed_from_ten_presses_on(void **state)
{
    (void)state;
    struct practice practice = whole(&usual, 455, 0);
    struct practice_summary summary = practice_summary_of(&practice);
    assert_true(summary.timed > 30);
    assert_int_equal(summary.counts[PRACTICE_RIGHT], summary.timed);
    assert_int_equal(summary.mean_ms, 455);
    assert_int_equal(summary.spread_ms, 0);
    assert_int_equal(summary.proposed_ms, 700); /* 455 / 0.65 = 700 */
    practice.try_count = 10;
    assert_int_equal(practice_summary_of(&practice).proposed_ms, 700);
    practice.try_count = 9;
    assert_int_equal(practice_summary_of(&practice).proposed_ms, 0);
    practice = whole(&usual, 456, 0);
    assert_int_equal(practice_summary_of(&practice).proposed_ms, 750);
    practice = whole(&usual, 20, 0);
    assert_int_equal(practice_summary_of(&practice).proposed_ms, 300);
    struct practice_settings slow = {4000, 0, 0, 0};
    practice = whole(&slow, 3900, 0);
    assert_int_equal(practice_summary_of(&practice).proposed_ms, 5000);
}

static void it_teaches_what_it_measured(void **state)
{
    (void)state;
    struct evidence_person person;
    struct practice practice = whole(&usual, 600, 0);
    evidence_person_init(&person, 1000);
    practice_teach(&practice, &person);
    double prior = 3.0 / (3 + practice.try_count);
    assert_true(fabs(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE) - 0.6) < 0.2 * prior);
    assert_true(evidence_person_sd_s(&person, EVIDENCE_AFTER_SILENCE) < 0.08);
    assert_true(fabs(evidence_person_mean_s(&person, EVIDENCE_AFTER_PRESS) - 0.45) < 1e-12);
    assert_true(evidence_person_miss(&person, false) < 0.02);
    assert_true(person.quiet > practice.try_count); /* at least the first key of each round */
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 20; i++) {
        practice = pressed(-300);
        practice_teach(&practice, &person);
    }
    assert_true(fabs(person.slips - 20) < 1e-9); /* before its light-up a press is one by mistake */
    assert_true(evidence_person_slip(&person) > 0.15);
    for (int i = 0; i < 20; i++) {
        practice = pressed(1499);
        practice_teach(&practice, &person);
    }
    assert_true(fabs(person.hits - 20) < 1e-9 && person.misses <= 0);
    assert_true(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE) > 1.2);
}

static void a_machine_that_stood_still_judges_nothing(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, 0);
    time_us up = light_of(&practice, 0);
    practice_advance(&practice, up + MS(100));
    practice_advance(&practice, up + MS(3600000));
    assert_int_equal(practice.end, PRACTICE_OVER); /* an hour is more than three minutes */
    practice_start(&practice, &usual, 0);
    practice_advance(&practice, MS(600));
    practice_advance(&practice, MS(9000));
    assert_int_equal(practice.lit, 0);
    assert_int_equal(practice.lit_since, MS(9000));
    assert_int_equal(practice.try_count, 0);
}

/* --- fitting -------------------------------------------------------------------------------------------- */

static struct practice fitted(int presses)
{
    struct practice_settings fitting = {1000, 50, 500, 10};
    struct practice practice = {.turn = 0};
    practice_start(&practice, &fitting, 0);
    for (int i = 0; i < presses; i++) {
        while (practice.lit != practice.target)
            practice_advance(&practice, practice_deadline(&practice));
        practice_press(&practice, practice.lit_since + MS(600));
        if (i + 1 < presses)
            practice_advance(&practice, practice_deadline(&practice));
    }
    return practice;
}

static void fitting_ends_when_the_tenth_answer_has_stood(void **state)
{
    (void)state;
    struct practice nine = fitted(9), ten = fitted(10);
    practice_advance(&nine, practice_deadline(&nine));
    assert_int_equal(nine.end, PRACTICE_RUNNING);
    assert_int_equal(ten.end, PRACTICE_RUNNING);
    practice_advance(&ten, practice_deadline(&ten) - 1);
    assert_int_equal(ten.end, PRACTICE_RUNNING);
    practice_advance(&ten, practice_deadline(&ten));
    assert_int_equal(ten.end, PRACTICE_OVER);
    assert_int_equal(practice_summary_of(&ten).proposed_ms, 950); /* 600 / 0.65 = 923.1 */
}

static void who_misses_twice_in_a_row_is_fitted_more_slowly(void **state)
{
    (void)state;
    struct practice_settings fitting = {1000, 50, 500, 10};
    struct practice practice = {.turn = 0};
    practice_start(&practice, &fitting, 0);
    while (practice.turn < 2)
        practice_advance(&practice, practice_deadline(&practice));
    assert_false(practice.slowed);
    assert_int_equal(practice.settings.scan_time_ms, 1000);
    while (practice.turn < 3)
        practice_advance(&practice, practice_deadline(&practice));
    assert_true(practice.slowed);
    assert_int_equal(practice.settings.scan_time_ms, 1500);
    practice_advance(&practice, practice_deadline(&practice));
    assert_int_equal(practice_deadline(&practice) - practice.lit_since, MS(1500));
}

static void who_only_practises_is_not_slowed(void **state)
{
    (void)state;
    struct practice practice = {.turn = 0};
    practice_start(&practice, &usual, 0);
    while (practice.turn < 4)
        practice_advance(&practice, practice_deadline(&practice));
    assert_int_equal(practice.settings.scan_time_ms, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lights_go_round_in_the_rhythm_of_the_scan_time),
        cmocka_unit_test(a_light_is_out_since_the_next_or_since_an_answer),
        cmocka_unit_test(the_mark_is_never_at_either_end_nor_twice_in_one_place),
        cmocka_unit_test(right_is_in_its_light),
        cmocka_unit_test(early_is_just_before_it),
        cmocka_unit_test(late_is_just_after_it),
        cmocka_unit_test(near_is_half_a_scan_time_where_that_is_short),
        cmocka_unit_test(what_is_missed_is_said_and_the_round_goes_on_to_stop),
        cmocka_unit_test(while_an_answer_stands_a_press_does_nothing),
        cmocka_unit_test(a_hold_counts_for_its_beginning_or_gives_the_time_back),
        cmocka_unit_test(who_falls_asleep_ends_it_and_is_not_judged_for_it),
        cmocka_unit_test(it_lasts_three_minutes),
        cmocka_unit_test(the_minutes_count_down),
        cmocka_unit_test(a_scan_time_is_proposed_from_ten_presses_on),
        cmocka_unit_test(it_teaches_what_it_measured),
        cmocka_unit_test(a_machine_that_stood_still_judges_nothing),
        cmocka_unit_test(fitting_ends_when_the_tenth_answer_has_stood),
        cmocka_unit_test(who_misses_twice_in_a_row_is_fitted_more_slowly),
        cmocka_unit_test(who_only_practises_is_not_slowed),
    };
    return cmocka_run_group_tests_name("practice", tests, NULL, NULL);
}

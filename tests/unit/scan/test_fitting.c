/* Fitting the switch: the rules of fitting.h, from both sides of their thresholds. */
#include "unit_test.h"

#include "scan/fitting.h"

#define MS(ms) time_from_ms(ms)

static const struct fitting_now usual = {1500, 0, 200};

/* A person at the switch; `at` is the present time. */
struct person {
    struct fitting fitting;
    struct practice practice;
    time_us at;
};

static void touch(struct person *person, int held_ms)
{
    fitting_edge(&person->fitting, true, person->at);
    person->at += MS(held_ms);
    fitting_edge(&person->fitting, false, person->at);
}

static void answered(struct person *person, enum practice_answer answer, int time_ms, int held_ms)
{
    person->at += MS(2000);
    fitting_edge(&person->fitting, true, person->at);
    fitting_answered(&person->fitting, answer);
    person->practice.tries[person->practice.try_count++] = (struct practice_try){answer, time_ms, 0};
    person->at += MS(held_ms);
    fitting_edge(&person->fitting, false, person->at);
}

/* `count` presses of 200 to 380 ms, each `time_ms` after the light. */
static struct person presses(int count, int time_ms)
{
    struct person person = {.at = MS(1000)};
    fitting_start(&person.fitting, 25);
    person.practice.end = PRACTICE_OVER;
    for (int i = 0; i < count; i++)
        answered(&person, PRACTICE_RIGHT, time_ms, 200 + i * 20);
    return person;
}

static struct fitting_advice advice_with(struct person *person, const struct fitting_now *now)
{
    fitting_end(&person->fitting, &person->practice);
    return fitting_advice_of(&person->fitting, now);
}

static void nine_presses_advise_nothing_and_ten_do(void **state)
{
    (void)state;
    struct person nine = presses(9, 650), ten = presses(10, 650);
    struct fitting_advice advice = advice_with(&nine, &usual);
    assert_false(advice.done);
    assert_int_equal(advice.timed, 9);
    assert_int_equal(advice.proposed_ms[FITTING_SCAN_TIME], 1500);
    advice = advice_with(&ten, &usual);
    assert_true(advice.done);
    assert_int_equal(advice.held_count, 10);
    assert_int_equal(advice.held_least_ms, 200);
    assert_int_equal(advice.held_most_ms, 380);
}

static void the_scan_time_is_the_mean_by_065_to_the_next_step(void **state)
{
    (void)state;
    struct person even = presses(10, 650), over = presses(10, 651), quick = presses(10, 100),
                  slow = presses(10, 4000);
    assert_int_equal(advice_with(&even, &usual).proposed_ms[FITTING_SCAN_TIME], 1000);
    assert_int_equal(advice_with(&over, &usual).proposed_ms[FITTING_SCAN_TIME], 1050);
    assert_int_equal(advice_with(&quick, &usual).proposed_ms[FITTING_SCAN_TIME], 300);
    assert_int_equal(advice_with(&slow, &usual).proposed_ms[FITTING_SCAN_TIME], 5000);
}

static void late_presses_are_meant_too(void **state)
{
    (void)state;
    struct person person = presses(9, 600);
    answered(&person, PRACTICE_LATE, 1100, 150);
    struct fitting_advice advice = advice_with(&person, &usual);
    assert_true(advice.done);
    assert_int_equal(advice.mean_ms, 650);
    assert_int_equal(advice.held_least_ms, 150);
}

/* --- acceptance ----------------------------------------------------------------------------------------- */

static struct fitting_advice with_strays(int count, int held_ms, int now_ms)
{
    struct fitting_now now = {1500, now_ms, 200};
    struct person person = presses(10, 650);
    for (int i = 0; i < count; i++)
        answered(&person, PRACTICE_OTHER, 0, held_ms);
    return advice_with(&person, &now);
}

static void check_hold(struct fitting_advice advice, enum fitting_hold_reason reason, int proposed_ms)
{
    assert_int_equal(advice.hold_reason, reason);
    assert_int_equal(advice.proposed_ms[FITTING_ACCEPTANCE], proposed_ms);
}

static void without_stray_touches_no_hold_is_needed(void **state)
{
    (void)state;
    check_hold(with_strays(0, 0, 0), FITTING_HOLD_NOT_NEEDED, 0);
    check_hold(with_strays(0, 0, 300), FITTING_HOLD_NOT_NEEDED, 0);
}

static void one_stray_touch_is_an_accident_and_two_are_tremor(void **state)
{
    (void)state;
    check_hold(with_strays(1, 60, 0), FITTING_HOLD_ONE_STRAY, 0);
    check_hold(with_strays(1, 60, 100), FITTING_HOLD_ONE_STRAY, 100);
    check_hold(with_strays(2, 60, 0), FITTING_HOLD_APART, 100);
    assert_int_equal(with_strays(2, 60, 0).stray_most_ms, 60);
}

/* The shortest press lasts 200 ms: at most 150 ms. */
static void the_hold_lies_half_a_step_above_the_touches_and_below_three_quarters_of_the_presses(void **state)
{
    (void)state;
    check_hold(with_strays(2, 25, 0), FITTING_HOLD_APART, 50);
    check_hold(with_strays(2, 26, 0), FITTING_HOLD_APART, 100);
    check_hold(with_strays(2, 125, 0), FITTING_HOLD_APART, 150);
    check_hold(with_strays(2, 126, 0), FITTING_HOLD_ALIKE, 0);
    check_hold(with_strays(2, 199, 0), FITTING_HOLD_ALIKE, 0);
}

static void touches_as_long_as_presses_are_no_tremor(void **state)
{
    (void)state;
    check_hold(with_strays(2, 200, 0), FITTING_HOLD_NOT_NEEDED, 0);
}

static void a_hold_that_swallows_presses_comes_down(void **state)
{
    (void)state;
    check_hold(with_strays(1, 60, 150), FITTING_HOLD_ONE_STRAY, 150);
    check_hold(with_strays(1, 60, 200), FITTING_HOLD_TOO_LONG_NOW, 150);
    check_hold(with_strays(3, 190, 200), FITTING_HOLD_TOO_LONG_NOW, 150);
}

static void presses_not_seen_to_their_end_say_nothing_of_holding(void **state)
{
    (void)state;
    struct fitting_now now = {1500, 250, 200};
    struct person person = presses(9, 650);
    person.practice.tries[person.practice.try_count++] = (struct practice_try){PRACTICE_RIGHT, 650, 0};
    person.at += MS(2000);
    fitting_edge(&person.fitting, true, person.at);
    fitting_answered(&person.fitting, PRACTICE_RIGHT);
    fitting_lost(&person.fitting);
    struct fitting_advice advice = advice_with(&person, &now);
    assert_true(advice.done);
    assert_int_equal(advice.held_count, 9);
    check_hold(advice, FITTING_HOLD_UNKNOWN, 250);
}

/* --- ignore repeats ------------------------------------------------------------------------------------- */

static struct fitting_advice with_repeat(int pause_ms, int now_ms)
{
    struct fitting_now now = {1500, 0, now_ms};
    struct person person = presses(10, 650);
    person.at += MS(pause_ms);
    touch(&person, 80);
    return advice_with(&person, &now);
}

static void ignored_is_what_comes_as_soon_as_the_slowest_double_press(void **state)
{
    (void)state;
    assert_int_equal(with_repeat(125, 200).proposed_ms[FITTING_IGNORE_REPEATS], 150);
    assert_int_equal(with_repeat(126, 200).proposed_ms[FITTING_IGNORE_REPEATS], 200);
    assert_int_equal(with_repeat(300, 200).proposed_ms[FITTING_IGNORE_REPEATS], 350);
    assert_int_equal(with_repeat(300, 200).repeats, 1);
    assert_int_equal(with_repeat(300, 200).repeat_most_ms, 300);
}

static void a_touch_long_after_the_press_is_no_double_press(void **state)
{
    (void)state;
    assert_int_equal(with_repeat(800, 200).proposed_ms[FITTING_IGNORE_REPEATS], 850);
    assert_int_equal(with_repeat(801, 200).repeats, 0);
    assert_int_equal(with_repeat(801, 200).proposed_ms[FITTING_IGNORE_REPEATS], 200);
}

static void without_double_presses_the_start_value_is_enough(void **state)
{
    (void)state;
    const struct fitting_now much = {1500, 0, 250}, start = {1500, 0, 200}, little = {1500, 0, 100};
    struct person person = presses(10, 650);
    assert_int_equal(advice_with(&person, &much).proposed_ms[FITTING_IGNORE_REPEATS], 200);
    assert_int_equal(advice_with(&person, &start).proposed_ms[FITTING_IGNORE_REPEATS], 200);
    assert_int_equal(advice_with(&person, &little).proposed_ms[FITTING_IGNORE_REPEATS], 100);
}

static void a_bounce_is_no_touch_of_its_own(void **state)
{
    (void)state;
    struct person person = presses(10, 650);
    person.at += MS(24);
    touch(&person, 80); /* the last press goes on: 380 + 24 + 80 ms */
    struct fitting_advice advice = advice_with(&person, &usual);
    assert_int_equal(advice.repeats, 0);
    assert_int_equal(advice.held_most_ms, 484);
    assert_int_equal(person.fitting.bounces, 1);
    assert_int_equal(person.fitting.bounce_most_ms, 24);
    assert_int_equal(with_repeat(25, 200).repeats, 1);
}

/* --- edges ---------------------------------------------------------------------------------------------- */

static void edges_of_another_time_and_too_many_do_no_harm(void **state)
{
    (void)state;
    struct fitting fitting = {.runs = false};
    fitting_edge(&fitting, true, MS(5));
    fitting_lost(&fitting);
    fitting_answered(&fitting, PRACTICE_RIGHT);
    assert_int_equal(fitting.touch_count, 0);
    fitting_start(&fitting, 25);
    fitting_edge(&fitting, false, MS(5));
    for (int i = 0; i < FITTING_TOUCHES_AT_MOST + 10; i++) {
        fitting_edge(&fitting, true, MS(1000 * i));
        fitting_edge(&fitting, true, MS(1000 * i + 1));
        fitting_edge(&fitting, false, MS(1000 * i + 100));
    }
    assert_int_equal(fitting.touch_count, FITTING_TOUCHES_AT_MOST);
    assert_false(fitting_advice_of(&fitting, &usual).done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_presses_advise_nothing_and_ten_do),
        cmocka_unit_test(the_scan_time_is_the_mean_by_065_to_the_next_step),
        cmocka_unit_test(late_presses_are_meant_too),
        cmocka_unit_test(without_stray_touches_no_hold_is_needed),
        cmocka_unit_test(one_stray_touch_is_an_accident_and_two_are_tremor),
        cmocka_unit_test(the_hold_lies_half_a_step_above_the_touches_and_below_three_quarters_of_the_presses),
        cmocka_unit_test(touches_as_long_as_presses_are_no_tremor),
        cmocka_unit_test(a_hold_that_swallows_presses_comes_down),
        cmocka_unit_test(presses_not_seen_to_their_end_say_nothing_of_holding),
        cmocka_unit_test(ignored_is_what_comes_as_soon_as_the_slowest_double_press),
        cmocka_unit_test(a_touch_long_after_the_press_is_no_double_press),
        cmocka_unit_test(without_double_presses_the_start_value_is_enough),
        cmocka_unit_test(a_bounce_is_no_touch_of_its_own),
        cmocka_unit_test(edges_of_another_time_and_too_many_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Practising to look: the cases drawn in gaze_practice.h, with eyes whose ways, glances and stays are known, and what is
 * said of them. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_practice.h"

enum { COLUMNS = 9, ROWS = 4, KEYS = COLUMNS * ROWS, KEY_PX = 140, SAMPLE_MS = 16 };
static const double degree = 40;
static const struct gaze_practice_settings usual = {KEYS, 40, 800, 300};

struct person {
    struct gaze_practice practice;
    int at_ms;
    double off_x, off_y, tremble; /* degrees */
    double x, y;                  /* where the eyes are */
    unsigned random;
};

static double middle_x(int key)
{
    return key % COLUMNS * KEY_PX + KEY_PX / 2.0;
}

static double middle_y(int key)
{
    return key / COLUMNS * KEY_PX + KEY_PX / 2.0;
}

static double next_random(struct person *person) /* uniform, −1 to 1 */
{
    person->random = person->random * 1664525u + 1013904223u;
    return (person->random >> 8) / (double)(1 << 23) - 1;
}

static struct person begin(const struct gaze_practice_settings *settings)
{
    struct person person = {.x = -1000, .y = -1000, .random = 7};
    gaze_practice_start(&person.practice, settings, 0);
    return person;
}

static bool runs(const struct person *person)
{
    return person->practice.end == GAZE_PRACTICE_RUNNING;
}

static void sample(struct person *person)
{
    const struct gaze_practice *practice = &person->practice;
    double spread = person->tremble * degree * sqrt(1.5);
    double x = person->x + person->off_x * degree + spread * next_random(person);
    double y = person->y + person->off_y * degree + spread * next_random(person);
    bool inside = x >= 0 && x < COLUMNS * KEY_PX && y >= 0 && y < ROWS * KEY_PX;
    struct gaze_practice_sample one = {.x = x,
                                       .y = y,
                                       .key = inside ? (int)(y / KEY_PX) * COLUMNS + (int)(x / KEY_PX) : -1,
                                       .target_x = middle_x(practice->target),
                                       .target_y = middle_y(practice->target)};
    gaze_practice_sample(&person->practice, &one, time_from_ms(person->at_ms));
    person->at_ms += SAMPLE_MS;
}

/* Rests where the eyes are; ends early with the mark. */
static void rest_for(struct person *person, int lasts_ms)
{
    int shown = person->practice.shown;
    for (int end_ms = person->at_ms + lasts_ms;
         person->at_ms < end_ms && runs(person) && person->practice.shown == shown;)
        sample(person);
}

static void look_at_key(struct person *person, int key, int lasts_ms)
{
    person->x = middle_x(key);
    person->y = middle_y(key);
    rest_for(person, lasts_ms);
}

static void see_nothing(struct person *person, int lasts_ms)
{
    person->at_ms += lasts_ms;
    gaze_practice_advance(&person->practice, time_from_ms(person->at_ms));
}

/* One mark after another: so long until the eyes leave, then to the mark. */
static void follow_marks(struct person *person, int count, int reaction_ms)
{
    for (int i = 0; i < count && runs(person); i++) {
        rest_for(person, reaction_ms);
        look_at_key(person, person->practice.target, 10000);
    }
}

/* --- the course of it --------------------------------------------------------------------------------------- */

static void good_eyes_find_all_and_are_through_within_a_minute(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    person.tremble = 0.35;
    follow_marks(&person, 100, 300);
    assert_int_equal(person.practice.end, GAZE_PRACTICE_OVER);
    struct gaze_practice_summary summary = gaze_practice_summary_of(&person.practice);
    print_message("%d marks in %d ms\n", summary.tried, person.at_ms);
    assert_int_equal(summary.tried, GAZE_PRACTICE_TARGETS);
    assert_int_equal(summary.found, GAZE_PRACTICE_TARGETS);
    assert_int_equal(summary.hit, GAZE_PRACTICE_TARGETS);
    assert_in_range(person.at_ms, 40000, 50000);
    assert_in_range(summary.arrive_ms, 300, 340);
    assert_in_range(summary.leave_ms, 300, 340);
    assert_int_equal(summary.lost_percent, 0);
    assert_true(fabs(summary.precision_degrees - 0.35) < 0.05 && summary.accuracy_degrees < 0.15);
    assert_int_equal(summary.proposed_dwell_ms, 550); /* some 320 and 200, to the next 50 */
    assert_true(summary.proposes_keys);
}

static void marks_come_all_over_and_never_near_the_last(void **state)
{
    (void)state;
    for (int keys = 2; keys <= 60; keys++) {
        struct gaze_practice_settings settings = {keys, 40, 800, 300};
        bool seen[60] = {false};
        struct person person = begin(&settings);
        int last = -1, different = 0;
        while (runs(&person)) {
            assert_in_range(person.practice.target, 0, keys - 1);
            assert_int_not_equal(person.practice.target, last);
            last = person.practice.target;
            different += !seen[last];
            seen[last] = true;
            int shown = person.practice.shown;
            person.x = person.y = -1000;
            while (runs(&person) && person.practice.shown == shown)
                sample(&person);
        }
        assert_int_equal(different, keys < GAZE_PRACTICE_TARGETS ? keys : GAZE_PRACTICE_TARGETS);
    }
    struct person person = begin(&usual);
    for (int last = person.practice.target; person.practice.shown < GAZE_PRACTICE_TARGETS;
         last = person.practice.target) {
        look_at_key(&person, last, 10000);
        int next = person.practice.target;
        double far = hypot(middle_x(next) - middle_x(last), middle_y(next) - middle_y(last));
        assert_true(far > GAZE_PRACTICE_REACH_DEGREES * degree);
    }
}

static void another_time_begins_elsewhere(void **state)
{
    (void)state;
    struct gaze_practice practice = {.turn = 0};
    gaze_practice_start(&practice, &usual, 0);
    int first = practice.target;
    gaze_practice_start(&practice, &usual, 0);
    assert_int_not_equal(practice.target, first);
}

static void found_when_near_long_enough_since_then(void **state)
{
    (void)state;
    for (int ms = 288; ms <= 320; ms += 32) { /* samples at 0 to 272, or to 304, after the eyes came */
        struct person person = begin(&usual);
        rest_for(&person, 512);
        look_at_key(&person, person.practice.target, ms);
        assert_int_equal(person.practice.tries[0].found, ms == 320);
        if (ms == 320)
            assert_int_equal(person.practice.tries[0].arrive_ms, 512);
    }
}

static void a_mark_that_is_not_found_is_left_after_four_seconds(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    rest_for(&person, 3990);
    assert_int_equal(person.practice.shown, 1);
    rest_for(&person, 40);
    assert_int_equal(person.practice.shown, 2);
    assert_false(person.practice.tries[0].found);
    assert_int_equal(person.practice.tries[0].time_ms, GAZE_PRACTICE_GIVE_UP_MS);
}

static void slow_eyes_end_after_two_minutes(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    while (runs(&person))
        rest_for(&person, 1000);
    assert_int_equal(person.practice.end, GAZE_PRACTICE_OVER);
    assert_in_range(person.at_ms, 120000, 120100);
    assert_false(gaze_practice_summary_of(&person.practice).proposes_keys);
    assert_int_equal(gaze_practice_summary_of(&person.practice).proposed_dwell_ms, 0);
}

static void nobody_there_ends_it(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    follow_marks(&person, 3, 300);
    int from_ms = person.at_ms - SAMPLE_MS;
    see_nothing(&person, GAZE_PRACTICE_NOBODY_MS - SAMPLE_MS - 1);
    assert_true(runs(&person));
    see_nothing(&person, 1);
    assert_int_equal(person.practice.end, GAZE_PRACTICE_NOBODY_THERE);
    assert_int_equal(person.at_ms - from_ms, GAZE_PRACTICE_NOBODY_MS);
    assert_int_equal(gaze_practice_deadline(&person.practice), TIME_NEVER);
}

static void leaving_keeps_what_was_measured(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    follow_marks(&person, 12, 300);
    gaze_practice_leave(&person.practice, time_from_ms(person.at_ms));
    assert_int_equal(person.practice.end, GAZE_PRACTICE_STOPPED);
    struct gaze_practice_summary summary = gaze_practice_summary_of(&person.practice);
    assert_int_equal(summary.tried, 12);
    assert_true(summary.proposes_keys);
}

/* --- what is measured --------------------------------------------------------------------------------------- */

static void a_tracker_that_is_off_is_measured_and_its_keys_not_hit(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    person.off_x = 2.4;
    person.off_y = -1.8; /* 3°: beside the key of 3.5° */
    follow_marks(&person, 100, 300);
    struct gaze_practice_summary summary = gaze_practice_summary_of(&person.practice);
    assert_int_equal(summary.found, GAZE_PRACTICE_TARGETS);
    assert_int_equal(summary.hit, 0);
    assert_true(fabs(summary.accuracy_degrees - 3) < 0.01);
    assert_true(fabs(summary.off_x - 2.4) < 0.01 && fabs(summary.off_y + 1.8) < 0.01);
    assert_int_equal(summary.proposed_dwell_ms, 0); /* nothing can be held on such keys */
}

static void passing_glances_make_the_dwell_time_longer(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    for (int i = 0; i < GAZE_PRACTICE_TARGETS; i++) {
        int target = person.practice.target, passed = (target + 2 * COLUMNS + 3) % KEYS;
        rest_for(&person, 250);
        look_at_key(&person, passed, i % 2 ? 416 : 208);
        look_at_key(&person, target, 10000);
    }
    struct gaze_practice_summary summary = gaze_practice_summary_of(&person.practice);
    assert_in_range(person.practice.glance_count, 25, 30);
    assert_in_range(summary.leave_ms, 250, 280);
    assert_int_equal(summary.proposed_dwell_ms, 600); /* 400 and 200 */
}

static void a_few_glances_say_nothing(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    for (int i = 0; i < GAZE_PRACTICE_TARGETS; i++) {
        int target = person.practice.target;
        rest_for(&person, 250);
        if (i < 9)
            look_at_key(&person, (target + 2 * COLUMNS + 3) % KEYS, 416);
        look_at_key(&person, target, 10000);
    }
    assert_int_equal(gaze_practice_summary_of(&person.practice).proposed_dwell_ms, 500);
}

static void a_blink_does_not_break_a_stay_a_loss_does(void **state)
{
    (void)state;
    for (int gap_ms = 290; gap_ms <= 330; gap_ms += 40) {
        struct person person = begin(&usual);
        look_at_key(&person, person.practice.target, 600);
        see_nothing(&person, gap_ms - SAMPLE_MS);
        rest_for(&person, 10000);
        const struct gaze_practice_try *try = &person.practice.tries[0];
        assert_in_range(try->lost_ms, gap_ms - SAMPLE_MS, gap_ms + SAMPLE_MS);
        if (gap_ms == 290)
            assert_in_range(try->stay_ms, 1170, 1200);
        else
            assert_in_range(try->stay_ms, 560, 620);
        assert_int_equal(try->hit, gap_ms == 290);
    }
}

static void a_slip_off_the_key_shortens_the_stay(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    int target = person.practice.target;
    look_at_key(&person, target, 500);
    look_at_key(&person, target % COLUMNS ? target - 1 : target + 1, 400);
    look_at_key(&person, target, 10000);
    assert_in_range(person.practice.tries[0].stay_ms, 450, 500);
    assert_false(person.practice.tries[0].hit);
}

static void a_long_dwell_time_is_held_as_long(void **state)
{
    (void)state;
    struct gaze_practice_settings settings = usual;
    settings.dwell_ms = 3000;
    struct person person = begin(&settings);
    look_at_key(&person, person.practice.target, 10000);
    assert_true(person.practice.tries[0].hit);
    assert_int_equal(person.practice.tries[0].time_ms, 3200);
}

static void one_stray_sample_is_not_leaving(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    look_at_key(&person, person.practice.target, 10000);
    rest_for(&person, 96);
    double x = person.x;
    person.x += 400;
    sample(&person);
    person.x = x;
    rest_for(&person, 208);
    assert_int_equal(person.practice.leave_count, 0);
    look_at_key(&person, person.practice.target, 100);
    assert_int_equal(person.practice.leave_count, 1);
    assert_in_range(person.practice.leaves_ms[0], 300, 336);
}

static void quick_trackers_fill_no_more_than_there_is_room_for(void **state)
{
    (void)state;
    struct person person = begin(&usual);
    for (int i = 0; i < 100000 && runs(&person); i++) {
        int target = person.practice.target, other = (target + 5) % KEYS;
        person.x = middle_x(i / 10 % 2 ? target : other);
        person.y = middle_y(i / 10 % 2 ? target : other);
        sample(&person);
        person.at_ms += 1 - SAMPLE_MS;
    }
    assert_in_range(person.practice.glance_count, 0, GAZE_PRACTICE_GLANCES);
    gaze_practice_summary_of(&person.practice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_eyes_find_all_and_are_through_within_a_minute),
        cmocka_unit_test(marks_come_all_over_and_never_near_the_last),
        cmocka_unit_test(another_time_begins_elsewhere),
        cmocka_unit_test(found_when_near_long_enough_since_then),
        cmocka_unit_test(a_mark_that_is_not_found_is_left_after_four_seconds),
        cmocka_unit_test(slow_eyes_end_after_two_minutes),
        cmocka_unit_test(nobody_there_ends_it),
        cmocka_unit_test(leaving_keeps_what_was_measured),
        cmocka_unit_test(a_tracker_that_is_off_is_measured_and_its_keys_not_hit),
        cmocka_unit_test(passing_glances_make_the_dwell_time_longer),
        cmocka_unit_test(a_few_glances_say_nothing),
        cmocka_unit_test(a_blink_does_not_break_a_stay_a_loss_does),
        cmocka_unit_test(a_slip_off_the_key_shortens_the_stay),
        cmocka_unit_test(a_long_dwell_time_is_held_as_long),
        cmocka_unit_test(one_stray_sample_is_not_leaving),
        cmocka_unit_test(quick_trackers_fill_no_more_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The course of points: the cases drawn in gaze_course.h, with eyes that are off, tremble, blink, stare, or are not there;
 * and what its looks are used for. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_course.h"

enum { WIDTH = 1280, HEIGHT = 800, SAMPLE_MS = 16, REACTION_MS = 250 };
static const double degree = 40;

/* A person before a tracker. The eyes follow the point after REACTION_MS. */
struct person {
    struct gaze_course course;
    double off_x, off_y;          /* degrees */
    double tremble;               /* degrees, r.m.s. over both axes */
    bool stares;                  /* at where the eyes are */
    int away_from_ms, away_to_ms; /* no eyes then */
    double eye_x, eye_y;
    int point, point_since_ms;
    int at_ms;
    unsigned random;
};

static double next_random(struct person *person) /* uniform, −1 to 1 */
{
    person->random = person->random * 1664525u + 1013904223u;
    return (person->random >> 8) / (double)(1 << 23) - 1;
}

static struct person person_at(enum gaze_course_kind kind, double off_x, double off_y)
{
    struct person person = {.off_x = off_x,
                            .off_y = off_y,
                            .tremble = 0.35,
                            .eye_x = 300,
                            .eye_y = 500,
                            .point = -1,
                            .random = 1};
    gaze_course_start(&person.course, kind, WIDTH, HEIGHT, degree, 0);
    return person;
}

static void move_eyes(struct person *person)
{
    const struct gaze_course *course = &person->course;
    if (course->point != person->point)
        person->point_since_ms = person->at_ms;
    person->point = course->point;
    if (person->stares || course->point < 0 || person->at_ms - person->point_since_ms < REACTION_MS)
        return;
    person->eye_x = course->runs[course->point].x;
    person->eye_y = course->runs[course->point].y;
}

static void sample(struct person *person)
{
    time_us at = time_from_ms(person->at_ms);
    double spread =
        person->tremble * degree * sqrt(1.5); /* a uniform variable's r.m.s. is 1/√3 of its half width */
    move_eyes(person);
    if (person->at_ms >= person->away_from_ms && person->at_ms < person->away_to_ms)
        gaze_course_lost(&person->course, at);
    else
        gaze_course_sample(&person->course,
                           person->eye_x + person->off_x * degree + spread * next_random(person),
                           person->eye_y + person->off_y * degree + spread * next_random(person), at);
    person->at_ms += SAMPLE_MS;
}

static void run(struct person *person, int until_ms)
{
    while (person->at_ms < until_ms && person->course.end == GAZE_COURSE_RUNNING)
        sample(person);
}

static int took_ms(const struct person *person)
{
    return (int)time_to_ms(person->course.ended - person->course.started);
}

/* --- five points ------------------------------------------------------------------------------------------ */

static void good_eyes_are_through_in_less_than_six_seconds(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 1.5, -0.8);
    run(&person, 20000);
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    print_message("five points: %d ms\n", took_ms(&person));
    assert_in_range(took_ms(&person), 5300, 5600);
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    struct gaze_course_outcome outcome = gaze_course_apply(&person.course, &correction, WIDTH, HEIGHT);
    assert_true(outcome.applied);
    assert_true(fabs(outcome.was_degrees - 1.7) < 0.2);
    assert_true(fabs(outcome.was_x - 1.5) < 0.2 && fabs(outcome.was_y + 0.8) < 0.2);
    assert_true(outcome.now_degrees < 0.3 && fabs(outcome.scatter_degrees - 0.35) < 0.1);
    double x = 900 + 1.5 * degree, y = 200 - 0.8 * degree;
    gaze_correct(&correction, WIDTH, HEIGHT, &x, &y);
    assert_true(hypot(x - 900, y - 200) < 0.3 * degree);
}

static void the_points_stand_in_the_middle_and_the_corners(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    static const int seconds[] = {100, 1600, 2600, 3600, 4700};
    static const double places[][2] = {{640, 400}, {153.6, 96}, {1126.4, 96}, {1126.4, 704}, {153.6, 704}};
    for (int i = 0; i < GAZE_POINTS; i++) {
        run(&person, seconds[i]);
        assert_int_equal(person.course.point, i);
        assert_true(fabs(person.course.runs[i].x - places[i][0]) < 0.01);
        assert_true(fabs(person.course.runs[i].y - places[i][1]) < 0.01);
    }
}

static void a_slow_tracker_only_takes_longer(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 1, 1);
    while (person.at_ms < 30000 && person.course.end == GAZE_COURSE_RUNNING) {
        sample(&person);
        person.at_ms += 100 - SAMPLE_MS; /* 10 a second */
        gaze_course_advance(&person.course, time_from_ms(person.at_ms));
    }
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    print_message("five points, 10 samples a second: %d ms\n", took_ms(&person));
    assert_in_range(took_ms(&person), 12000, 15000);
}

static void a_quick_tracker_does_not_make_it_shorter(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 1, 1);
    while (person.at_ms < 20000 && person.course.end == GAZE_COURSE_RUNNING) {
        sample(&person);
        person.at_ms += 1 - SAMPLE_MS; /* 1000 a second */
    }
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    assert_in_range(took_ms(&person), 5300, 5600);
    assert_in_range(person.course.runs[4].count, 45, GAZE_POINT_SAMPLES);
}

/* --- blinks and losses ------------------------------------------------------------------------------------ */

static void a_blink_keeps_what_was_collected_a_loss_does_not(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    person.away_from_ms = 1120;
    person.away_to_ms = 1330;
    run(&person, 1340);
    assert_in_range(person.course.runs[0].count, 13, 15);
    struct person loss = person_at(GAZE_COURSE_FIVE, 0, 0);
    loss.away_from_ms = 1120;
    loss.away_to_ms = 1400;
    run(&loss, 1410);
    assert_int_equal(loss.course.runs[0].count, 0);
    run(&loss, 2200);
    assert_int_equal(loss.course.point, 1);
}

static void a_loss_does_not_use_up_the_time(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    person.away_from_ms = 100;
    person.away_to_ms = 7000;
    run(&person, 7500);
    assert_int_equal(person.course.point, 0);
    run(&person, 30000);
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    assert_in_range(took_ms(&person), 6900 + 4500, 6900 + 5700);
}

static void nobody_there_ends_it_after_eight_seconds(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    person.away_to_ms = 100000;
    run(&person, 7990);
    assert_int_equal(person.course.end, GAZE_COURSE_RUNNING);
    run(&person, 8100);
    assert_int_equal(person.course.end, GAZE_COURSE_NOBODY);
    assert_int_equal(gaze_course_deadline(&person.course), TIME_NEVER);
}

static void it_ends_by_its_deadlines_alone(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_ONE, 0, 0);
    assert_int_equal(gaze_course_deadline(&person.course), time_from_ms(GAZE_COURSE_LOST_MS));
    gaze_course_advance(&person.course, time_from_ms(GAZE_COURSE_LOST_MS));
    assert_int_equal(gaze_course_deadline(&person.course), time_from_ms(GAZE_COURSE_NOBODY_MS));
    gaze_course_advance(&person.course, time_from_ms(60000));
    assert_int_equal(person.course.end, GAZE_COURSE_NOBODY);
    assert_int_equal(person.course.ended, time_from_ms(GAZE_COURSE_NOBODY_MS));
}

/* --- eyes that do not follow ------------------------------------------------------------------------------ */

static void restless_eyes_end_it_without_a_result(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    person.tremble = 6;
    run(&person, 60000);
    assert_int_equal(person.course.end, GAZE_COURSE_NOT_STEADY);
    assert_in_range(took_ms(&person), 16000, 17500);
}

static void a_point_that_was_missed_is_asked_for_again_at_the_end(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 1, 0);
    while (person.at_ms < 60000 && person.course.end == GAZE_COURSE_RUNNING) {
        person.tremble = person.course.point == 2 && person.course.turns <= GAZE_POINTS ? 6 : 0.35;
        sample(&person);
    }
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    assert_int_equal(person.course.turns, GAZE_POINTS + 1);
    for (int i = 0; i < GAZE_POINTS; i++)
        assert_true(person.course.done[i]);
}

static void four_of_five_are_enough_two_are_not(void **state)
{
    (void)state;
    for (int missing = 1; missing <= 3; missing++) {
        struct person person = person_at(GAZE_COURSE_FIVE, 1, 0);
        while (person.at_ms < 90000 && person.course.end == GAZE_COURSE_RUNNING) {
            person.tremble = person.course.point >= GAZE_POINTS - missing ? 6 : 0.35;
            sample(&person);
        }
        assert_int_equal(person.course.end, missing < 3 ? GAZE_COURSE_DONE : GAZE_COURSE_NOT_STEADY);
    }
}

static void whoever_stares_changes_nothing(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        struct person person = person_at((enum gaze_course_kind)kind, 0, 0);
        struct gaze_correction correction;
        gaze_correction_init(&correction);
        person.stares = true;
        run(&person, 90000);
        assert_int_equal(person.course.end, GAZE_COURSE_NOT_STEADY);
        assert_false(gaze_course_apply(&person.course, &correction, WIDTH, HEIGHT).applied);
        assert_true(gaze_correction_is_none(&correction));
    }
}

/* --- one look --------------------------------------------------------------------------------------------- */

static void one_look_takes_less_than_three_seconds_and_puts_a_turned_patient_right(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_ONE, -2.4, 1.8); /* 3° */
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    run(&person, 20000);
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    print_message("one look: %d ms\n", took_ms(&person));
    assert_in_range(took_ms(&person), 2300, 2500);
    struct gaze_course_outcome outcome = gaze_course_apply(&person.course, &correction, WIDTH, HEIGHT);
    assert_true(outcome.applied);
    assert_true(fabs(outcome.was_degrees - 3) < 0.2 && outcome.now_degrees < 0.4);
    assert_true(fabs(correction.shift_x * WIDTH - 2.4 * degree) < 0.2 * degree);
    assert_true(fabs(correction.shift_y * HEIGHT + 1.8 * degree) < 0.2 * degree);
}

static void eyes_that_come_late_are_asked_until_two_looks_agree(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_ONE, 2, 0);
    person.stares = true;
    run(&person, 1500); /* the first point was over: nobody looked at it */
    assert_int_equal(person.course.point, 0);
    person.stares = false;
    run(&person, 20000);
    assert_int_equal(person.course.end, GAZE_COURSE_DONE);
    assert_in_range(took_ms(&person), 3300, 3600);
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    assert_true(gaze_course_apply(&person.course, &correction, WIDTH, HEIGHT).applied);
    assert_true(fabs(correction.shift_x * WIDTH + 2 * degree) < 0.2 * degree);
}

/* Steady looks anywhere: at other places than the points. */
static void looks_that_go_elsewhere_are_not_followed(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_ONE, 0, 0);
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    person.stares = true;
    int turn = 0;
    while (person.at_ms < 60000 && person.course.end == GAZE_COURSE_RUNNING) {
        if (person.course.turns != turn) {
            turn = person.course.turns;
            person.eye_x = 100 + turn % 2 * 900;
            person.eye_y = 700 - turn * 100;
        }
        sample(&person);
    }
    assert_int_equal(person.course.end, GAZE_COURSE_NOT_FOLLOWED);
    assert_int_equal(person.course.turns, GAZE_COURSE_LOOKS_OF_ONE);
    assert_false(gaze_course_apply(&person.course, &correction, WIDTH, HEIGHT).applied);
    assert_true(gaze_correction_is_none(&correction));
}

/* --- the rest --------------------------------------------------------------------------------------------- */

static void what_is_left_of_a_point_shrinks_while_it_is_looked_at(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    double before = 1;
    run(&person, 900);
    assert_true(gaze_course_left(&person.course, time_from_ms(880)) == 1);
    for (int at_ms = 920; at_ms < 1380; at_ms += 40) {
        run(&person, at_ms);
        double left = gaze_course_left(&person.course, time_from_ms(at_ms));
        assert_true(left < before && left >= 0);
        before = left;
    }
    assert_true(before < 0.15);
}

static void leaving_ends_it_once(void **state)
{
    (void)state;
    struct person person = person_at(GAZE_COURSE_FIVE, 0, 0);
    run(&person, 2000);
    gaze_course_leave(&person.course, time_from_ms(2000));
    assert_int_equal(person.course.end, GAZE_COURSE_LEFT);
    int count = person.course.runs[1].count;
    gaze_course_sample(&person.course, 100, 100, time_from_ms(2100));
    gaze_course_advance(&person.course, time_from_ms(60000));
    assert_int_equal(person.course.end, GAZE_COURSE_LEFT);
    assert_int_equal(person.course.runs[1].count, count);
    assert_int_equal(gaze_course_deadline(&person.course), TIME_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_eyes_are_through_in_less_than_six_seconds),
        cmocka_unit_test(the_points_stand_in_the_middle_and_the_corners),
        cmocka_unit_test(a_slow_tracker_only_takes_longer),
        cmocka_unit_test(a_quick_tracker_does_not_make_it_shorter),
        cmocka_unit_test(a_blink_keeps_what_was_collected_a_loss_does_not),
        cmocka_unit_test(a_loss_does_not_use_up_the_time),
        cmocka_unit_test(nobody_there_ends_it_after_eight_seconds),
        cmocka_unit_test(it_ends_by_its_deadlines_alone),
        cmocka_unit_test(restless_eyes_end_it_without_a_result),
        cmocka_unit_test(a_point_that_was_missed_is_asked_for_again_at_the_end),
        cmocka_unit_test(four_of_five_are_enough_two_are_not),
        cmocka_unit_test(whoever_stares_changes_nothing),
        cmocka_unit_test(one_look_takes_less_than_three_seconds_and_puts_a_turned_patient_right),
        cmocka_unit_test(eyes_that_come_late_are_asked_until_two_looks_agree),
        cmocka_unit_test(looks_that_go_elsewhere_are_not_followed),
        cmocka_unit_test(what_is_left_of_a_point_shrinks_while_it_is_looked_at),
        cmocka_unit_test(leaving_ends_it_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

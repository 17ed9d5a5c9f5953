/* How a person presses: what is expected before anything is known, learning, and the numbers that are
 * stored. */
#include "test_evidence.h"

#include "scan/evidence_person.h"

static void before_anything_is_known(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    assert_near(evidence_person_miss(&person, false), 0.05, 1e-12); /* 1 of 20 */
    assert_near(evidence_person_miss(&person, true), 0.1, 1e-12);   /* 1 of 10 */
    assert_near(evidence_person_slip(&person), 0.01, 1e-12);        /* 0.3 of 30 */
    for (int i = 0; i < EVIDENCE_CONTEXTS; i++) {
        assert_near(evidence_person_mean_s(&person, (enum evidence_context)i), 0.45, 1e-12);
        assert_near(evidence_person_sd_s(&person, (enum evidence_context)i), 0.2, 1e-12);
    }
}

static void counts_add_to_what_is_expected(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 16; i++)
        evidence_person_learn_lit(&person, false, true, 1);
    for (int i = 0; i < 4; i++)
        evidence_person_learn_lit(&person, false, false, 1);
    assert_near(evidence_person_miss(&person, false), 5.0 / 40, 1e-12);
    assert_near(evidence_person_miss(&person, true), 0.1, 1e-12); /* counted apart */
    evidence_person_learn_unlit(&person, true, 1);
    evidence_person_learn_unlit(&person, false, 9);
    assert_near(evidence_person_slip(&person), 1.3 / 40, 1e-12);
}

static void rates_stay_in_their_ranges(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 1000; i++) {
        evidence_person_learn_lit(&person, false, true, 1);
        evidence_person_learn_unlit(&person, false, 1);
    }
    assert_near(evidence_person_miss(&person, false), 0.005, 0);
    assert_near(evidence_person_slip(&person), 0.002, 0);
    assert_true(person.hits <= 400.0001 && person.quiet <= 400.0001);
    for (int i = 0; i < 3000; i++) {
        evidence_person_learn_lit(&person, false, false, 1);
        evidence_person_learn_unlit(&person, true, 1);
    }
    assert_near(evidence_person_miss(&person, false), 0.5, 0);
    assert_near(evidence_person_slip(&person), 0.2, 0);
}

/* g adds up to 1: what lies in the step, and what lies beyond it. */
static void the_density_adds_up(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    double within = 0, step = 0.0005;
    for (int i = 0; i < 2000; i++)
        within += step * evidence_person_density(&person, EVIDENCE_AFTER_SILENCE, (i + 0.5) * step, 1);
    double beyond = evidence_person_beyond(&person, EVIDENCE_AFTER_SILENCE, 1);
    assert_near(within + beyond, 1, 1e-6);
    assert_true(beyond > 0.002 && beyond < 0.004); /* 0.95 P(z > 2.75), P(t > 0) = P(z > -2.25) */
    assert_near(evidence_person_density(&person, EVIDENCE_AFTER_SILENCE, -0.001, 1), 0, 0);
    assert_true(evidence_person_density(&person, EVIDENCE_AFTER_SILENCE, 0.45, 1) > 1.8);
}

static void timing_is_learnt_and_follows_a_change(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 300; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_PRESS, i % 2 ? 0.7 : 0.5, 1);
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_PRESS), 0.6, 0.01);
    assert_near(evidence_person_sd_s(&person, EVIDENCE_AFTER_PRESS), 0.1, 0.01);
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE), 0.45, 0); /* the other one */
    for (int i = 0; i < 300; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_PRESS, 0.3, 1);
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_PRESS), 0.3, 0.01);
    assert_near(evidence_person_sd_s(&person, EVIDENCE_AFTER_PRESS), 0.04, 0.01); /* never less than 0.04 */
}

static void one_odd_press_changes_little(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 100; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, i % 2 ? 0.5 : 0.4, 1);
    evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, 9, 1);
    assert_true(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE) < 0.456);
}

static void numbers_come_back_the_same(void **state)
{
    (void)state;
    struct evidence_person person, again;
    double numbers[EVIDENCE_PERSON_NUMBERS], second[EVIDENCE_PERSON_NUMBERS];
    evidence_person_init(&person, 700);
    evidence_person_learn_lit(&person, true, true, 0.5);
    evidence_person_learn_lit(&person, false, false, 1);
    evidence_person_learn_unlit(&person, true, 1);
    evidence_person_learn_press(&person, EVIDENCE_AFTER_PRESS, 0.61, 1);
    evidence_person_export(&person, numbers);
    evidence_person_init(&again, 2000);
    assert_true(evidence_person_import(&again, numbers, EVIDENCE_PERSON_NUMBERS));
    evidence_person_export(&again, second);
    for (int i = 0; i < EVIDENCE_PERSON_NUMBERS; i++)
        assert_near(numbers[i], second[i], 0);
}

static void bad_numbers_change_nothing(void **state)
{
    (void)state;
    struct evidence_person person;
    double good[EVIDENCE_PERSON_NUMBERS];
    evidence_person_init(&person, 1000);
    evidence_person_export(&person, good);
    const double bad[] = {-1, NAN, INFINITY, 1e6};
    for (int i = 0; i < EVIDENCE_PERSON_NUMBERS; i++)
        for (int k = 0; k < 4; k++) {
            double numbers[EVIDENCE_PERSON_NUMBERS];
            memcpy(numbers, good, sizeof numbers);
            numbers[i] = bad[k];
            assert_false(evidence_person_import(&person, numbers, EVIDENCE_PERSON_NUMBERS));
        }
    assert_false(evidence_person_import(&person, good, EVIDENCE_PERSON_NUMBERS - 1));
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE), 0.45, 1e-12);
}

static void another_scan_time_keeps_what_is_still_right(void **state)
{
    (void)state;
    struct evidence_person person, fresh;
    evidence_person_init(&person, 1000);
    evidence_person_init(&fresh, 2000);
    evidence_person_rescale(&person, 1000, 2000); /* nothing but guesses: those of the new scan time */
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE), 0.9, 1e-12);
    assert_near(evidence_person_sd_s(&person, EVIDENCE_AFTER_PRESS),
                evidence_person_sd_s(&fresh, EVIDENCE_AFTER_PRESS), 1e-12);
    evidence_person_init(&person, 1000);
    for (int i = 0; i < 300; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, 0.6, 1);
    double mean_s = evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE);
    evidence_person_rescale(&person, 1000, 2000); /* learnt: the hand's own */
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE), mean_s, 1e-12);
    assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_PRESS), 0.9, 1e-12); /* still a guess */
    for (int back = 0; back < 3; back++) { /* there and back is where it was */
        evidence_person_init(&person, 1000);
        for (int i = 0; i < 5; i++)
            evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, 0.6, 1);
        evidence_person_rescale(&person, 1000, 1300 + 400 * back);
        evidence_person_rescale(&person, 1300 + 400 * back, 1000);
        assert_near(evidence_person_mean_s(&person, EVIDENCE_AFTER_SILENCE), (3 * 0.45 + 5 * 0.6) / 8, 1e-9);
    }
}

static void slips_come_by_the_clock(void **state)
{
    (void)state;
    struct evidence_person person;
    evidence_person_init(&person, 1000);
    evidence_person_learn_unlit(&person, true, 2);
    evidence_person_learn_unlit(&person, false, 100); /* 100 s */
    evidence_person_learn_lit(&person, false, false, 3);
    double miss = evidence_person_miss(&person, false);
    evidence_person_rescale(&person, 1000, 2000);
    assert_near(person.quiet, 50, 1e-12); /* as many seconds */
    assert_near(person.slips, 2, 1e-12);
    assert_near(evidence_person_miss(&person, false), miss, 0);
    evidence_person_rescale(&person, 2000, 300);
    assert_near(person.quiet + person.slips, 335.3333333, 1e-6);
    evidence_person_rescale(&person, 2000, 300); /* more than is remembered: both less */
    assert_near(person.quiet + person.slips, EVIDENCE_COUNTS_AT_MOST, 1e-9);
    double numbers[EVIDENCE_PERSON_NUMBERS];
    evidence_person_export(&person, numbers);
    assert_true(evidence_person_import(&person, numbers, EVIDENCE_PERSON_NUMBERS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_anything_is_known),
        cmocka_unit_test(counts_add_to_what_is_expected),
        cmocka_unit_test(rates_stay_in_their_ranges),
        cmocka_unit_test(the_density_adds_up),
        cmocka_unit_test(timing_is_learnt_and_follows_a_change),
        cmocka_unit_test(one_odd_press_changes_little),
        cmocka_unit_test(numbers_come_back_the_same),
        cmocka_unit_test(bad_numbers_change_nothing),
        cmocka_unit_test(another_scan_time_keeps_what_is_still_right),
        cmocka_unit_test(slips_come_by_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

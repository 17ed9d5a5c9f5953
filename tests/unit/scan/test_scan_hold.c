/* Holds, common to the scanner and to evidence scanning; what comes of them there is tested with those. */
#include "unit_test.h"

#include "scan/scan_hold.h"

static void time_stands_still_from_the_first_hold_to_the_end_of_the_last(void **state)
{
    (void)state;
    struct scan_hold hold;
    time_us due = 1000;
    scan_hold_init(&hold);
    assert_int_equal(scan_hold_from(&hold, 100), 100);
    assert_true(scan_hold_begin(&hold, SCAN_SWITCH_SELECT, 7, 100));
    assert_false(scan_hold_begin(&hold, SCAN_SWITCH_SELECT, 8, 150));
    assert_true(scan_hold_begin(&hold, SCAN_SWITCH_STEP, 7, 200));
    assert_int_equal(scan_hold_from(&hold, 250), 100);
    assert_int_equal(scan_hold_due(&hold, 50, 250), 150);
    assert_true(scan_hold_drop(&hold, SCAN_SWITCH_SELECT, 7, &due, 300));
    assert_int_equal(due, 1000);
    assert_true(scan_hold_has(&hold, SCAN_SWITCH_STEP));
    assert_true(scan_hold_drop(&hold, SCAN_SWITCH_STEP, 7, &due, 400));
    assert_int_equal(due, 1300);
    assert_int_equal(scan_hold_due(&hold, 50, 400), 450);
}

static void what_was_lit_is_remembered_until_it_is_used(void **state)
{
    (void)state;
    struct scan_hold hold;
    time_us due = TIME_NEVER;
    scan_hold_init(&hold);
    assert_false(scan_hold_is_latched(&hold, SCAN_SWITCH_SELECT));
    assert_true(
        scan_hold_drop(&hold, SCAN_SWITCH_SELECT, 3, &due, 0)); /* without a hold nothing can differ */
    scan_hold_begin(&hold, SCAN_SWITCH_SELECT, 3, 10);
    scan_hold_end(&hold, &due, 20);
    assert_false(scan_hold_has(&hold, SCAN_SWITCH_SELECT));
    assert_true(scan_hold_is_latched(&hold, SCAN_SWITCH_SELECT));
    assert_false(scan_hold_drop(&hold, SCAN_SWITCH_SELECT, 4, &due, 30));
    assert_false(scan_hold_is_latched(&hold, SCAN_SWITCH_SELECT));
    assert_true(due == TIME_NEVER);
    assert_true(scan_hold_due(&hold, TIME_NEVER, 30) == TIME_NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_stands_still_from_the_first_hold_to_the_end_of_the_last),
        cmocka_unit_test(what_was_lit_is_remembered_until_it_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

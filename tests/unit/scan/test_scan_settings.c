/* Start values and ranges, the first-item extra, and the scan time proposed from timed presses. */
#include "unit_test.h"

#include "scan/scan_settings.h"
#include "scan/scan_timing.h"

static void start_values_are_those_of_the_field(void **state)
{
    (void)state;
    struct scanner_settings settings = scanner_settings_default();
    assert_int_equal(settings.scan_time_ms, 1500);
    assert_int_equal(settings.first_item_extra_percent, 50);
    assert_int_equal(settings.row_loops, 2);
    assert_int_equal(settings.page_loops, 3);
    assert_int_equal(settings.pause_after_selection_ms, 500);
    assert_true(settings.wait_while_speaking);
    struct scanner_settings clamped = settings;
    scanner_settings_clamp(&clamped);
    assert_memory_equal(&clamped, &settings, sizeof settings);
}

static void values_are_brought_into_their_ranges(void **state)
{
    (void)state;
    static const struct {
        int given, scan_time, extra, loops, pause, take;
    } cases[] = {
        {-1, 300, 0, 0, 0, 300},           {0, 300, 0, 0, 0, 300},
        {10, 300, 10, 10, 10, 300},        {11, 300, 11, 10, 11, 300},
        {200, 300, 200, 10, 200, 300},     {201, 300, 200, 10, 201, 300},
        {299, 300, 200, 10, 299, 300},     {300, 300, 200, 10, 300, 300},
        {301, 301, 200, 10, 301, 301},     {3000, 3000, 200, 10, 3000, 3000},
        {3001, 3001, 200, 10, 3000, 3001}, {5001, 5000, 200, 10, 3000, 5000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int v = cases[i].given;
        struct scanner_settings s = {SCAN_INVERSE, SCAN_RESUME_WHERE_IT_STOPPED, v, v, v, v, v, v, true,
                                     false};
        scanner_settings_clamp(&s);
        assert_int_equal(s.control, SCAN_INVERSE);
        assert_int_equal(s.resume, SCAN_RESUME_WHERE_IT_STOPPED);
        assert_int_equal(s.scan_time_ms, cases[i].scan_time);
        assert_int_equal(s.first_item_extra_percent, cases[i].extra);
        assert_int_equal(s.row_loops, cases[i].loops);
        assert_int_equal(s.page_loops, cases[i].loops);
        assert_int_equal(s.pause_after_selection_ms, cases[i].pause);
        assert_int_equal(s.step_take_ms, cases[i].take);
    }
}

static void the_first_item_has_at_least_half_a_second_more(void **state)
{
    (void)state;
    static const struct {
        int scan_time_ms, percent, extra_ms;
    } cases[] = {
        {1500, 50, 750}, {1000, 0, 0},    {1000, 1, 500},     {1000, 49, 500}, {1000, 50, 500},
        {1000, 51, 510}, {300, 200, 600}, {5000, 200, 10000}, {300, 100, 500},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scanner_settings settings = {.scan_time_ms = cases[i].scan_time_ms,
                                            .first_item_extra_percent = cases[i].percent};
        assert_int_equal(scanner_settings_first_item_extra(&settings), time_from_ms(cases[i].extra_ms));
    }
}

static int propose(time_us us, size_t count)
{
    time_us reactions[20];
    for (size_t i = 0; i < count; i++)
        reactions[i] = us;
    return scan_timing_propose_ms(reactions, count);
}

static void a_scan_time_from_ten_presses(void **state)
{
    (void)state;
    assert_int_equal(propose(650000, 10), 1000); /* 0.65 of it */
    assert_int_equal(propose(650001, 10), 1050); /* rounded up */
    assert_int_equal(propose(617500, 10), 950);
    assert_int_equal(propose(195000, 10), 300);
    assert_int_equal(propose(195001, 10), 350);
    assert_int_equal(propose(0, 10), 300);
    assert_int_equal(propose(100000, 10), 300);
    assert_int_equal(propose(3250000, 10), 5000);
    assert_int_equal(propose(3250001, 10), 5000);
    assert_int_equal(propose(INT64_MAX, 10), 5000);
    assert_int_equal(propose(650000, 1), 1000);
    assert_int_equal(propose(650000, 0), 0);
    assert_int_equal(propose(-1, 10), 0);
}

static void their_mean_counts(void **state)
{
    (void)state;
    const time_us reactions[SCAN_TIMING_PRESSES] = {400000, 900000, 500000, 800000, 600000,
                                                    700000, 650000, 650000, 300000, 1000000};
    assert_int_equal(scan_timing_propose_ms(reactions, SCAN_TIMING_PRESSES), 1000);
    assert_int_equal(scan_timing_propose_ms(reactions, 2), 1000);
    assert_int_equal(scan_timing_propose_ms(reactions, 3), 950); /* 600 / 0.65 = 923 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(start_values_are_those_of_the_field),
        cmocka_unit_test(values_are_brought_into_their_ranges),
        cmocka_unit_test(the_first_item_has_at_least_half_a_second_more),
        cmocka_unit_test(a_scan_time_from_ten_presses),
        cmocka_unit_test(their_mean_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

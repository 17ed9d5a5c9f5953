#include "unit_test.h"

#include "input/quick_presses.h"

#define MS(ms) time_from_ms(ms)

static struct quick_presses four_within_600(void)
{
    struct quick_presses quick = {0};
    quick_presses_configure(&quick, 4, 600);
    return quick;
}

/* At which press, from 1, it was done; 0: at none. Times in µs, ended by −1. */
static int done_at(struct quick_presses *quick, const time_us *presses)
{
    for (int i = 0; presses[i] >= 0; i++)
        if (quick_presses_press(quick, presses[i]))
            return i + 1;
    return 0;
}

static void so_many_in_time(void **state)
{
    (void)state;
    struct quick_presses quick = four_within_600();
    assert_int_equal(done_at(&quick, (time_us[]){MS(10), MS(610), MS(1210), MS(1810), -1}), 4);
    quick = four_within_600();
    assert_int_equal(done_at(&quick, (time_us[]){MS(10), MS(610), MS(1210), MS(1810) + 1, -1}), 0);
    assert_int_equal(quick.count, 1);
}

static void too_late_is_the_first_anew(void **state)
{
    (void)state;
    struct quick_presses quick = four_within_600();
    assert_int_equal(done_at(&quick, (time_us[]){0, MS(300), MS(1200), MS(1500), MS(1800), MS(2100), -1}), 6);
}

static void a_press_belongs_to_one_call(void **state)
{
    (void)state;
    struct quick_presses quick = four_within_600();
    time_us presses[] = {0, MS(300), MS(600), MS(900), -1},
            further[] = {MS(1200), MS(1500), MS(1800), MS(2100), -1};
    assert_int_equal(done_at(&quick, presses), 4);
    assert_int_equal(done_at(&quick, further), 4);
}

static void it_ends_by_itself(void **state)
{
    (void)state;
    struct quick_presses quick = four_within_600();
    int count = 0;
    assert_true(quick_presses_deadline(&quick) == TIME_NEVER);
    assert_false(quick_presses_advance(&quick, MS(100000), &count));
    (void)done_at(&quick, (time_us[]){0, MS(300), MS(600), -1});
    assert_true(quick_presses_deadline(&quick) == MS(1200) + 1);
    assert_false(quick_presses_advance(&quick, MS(1200), &count));
    assert_true(quick_presses_advance(&quick, MS(1200) + 1, &count));
    assert_int_equal(count, 3);
    assert_true(quick_presses_deadline(&quick) == TIME_NEVER);
}

static void off_counts_nothing(void **state)
{
    (void)state;
    struct quick_presses quick = {0};
    quick_presses_configure(&quick, 0, 600);
    assert_int_equal(done_at(&quick, (time_us[]){0, 1, 2, 3, 4, 5, 6, 7, -1}), 0);
    assert_true(quick_presses_deadline(&quick) == TIME_NEVER);
}

static void the_same_settings_forget_nothing(void **state)
{
    (void)state;
    struct quick_presses quick = four_within_600();
    (void)done_at(&quick, (time_us[]){0, MS(300), -1});
    quick_presses_configure(&quick, 4, 600);
    assert_int_equal(quick.count, 2);
    quick_presses_configure(&quick, 3, 600);
    assert_int_equal(quick.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(so_many_in_time),
        cmocka_unit_test(too_late_is_the_first_anew),
        cmocka_unit_test(a_press_belongs_to_one_call),
        cmocka_unit_test(it_ends_by_itself),
        cmocka_unit_test(off_counts_nothing),
        cmocka_unit_test(the_same_settings_forget_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

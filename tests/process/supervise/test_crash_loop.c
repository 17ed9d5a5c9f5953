/* What follows a death (app/run/crash_loop.h). */
#include "unit_test.h"

#include "run/crash_loop.h"

#define MS(ms) time_from_ms(ms)

static void where_it_was_then_the_start_board_then_less(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    struct next_start next = crash_loop_died(&loop, true, MS(100000));
    assert_int_equal(next.begin, LIFE_WHERE_IT_WAS);
    assert_int_equal(next.pause_ms, 0);
    assert_int_equal(loop.level, LIFE_ALL);
    assert_int_equal(crash_loop_died(&loop, true, MS(130000)).begin, LIFE_WITH_MESSAGE);
    assert_int_equal(loop.level, LIFE_ALL);
    assert_int_equal(crash_loop_died(&loop, true, MS(159999)).begin, LIFE_WITH_CALL);
    assert_int_equal(loop.level, LIFE_SAFE);
    assert_int_equal(crash_loop_again(&loop).begin, LIFE_ANEW);
    assert_int_equal(loop.level, LIFE_ALL);
}

static void a_death_an_hour_is_no_loop(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(crash_loop_died(&loop, true, MS(60000) * i).begin, LIFE_WHERE_IT_WAS);
        assert_int_equal(loop.level, LIFE_ALL);
    }
    crash_loop_died(&loop, true, MS(60000) * 99 + MS(59999));
    assert_int_equal(loop.death_count, 2);
}

static void at_the_bottom_it_goes_on_for_ever(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    int longest_ms = 0;
    for (int i = 0; i < 1000; i++) {
        struct next_start next = crash_loop_died(&loop, false, MS(1000) * i);
        assert_false(next.ends);
        assert_int_equal(loop.level, i < 2 ? LIFE_ALL : i < 5 ? LIFE_SAFE : LIFE_BARE);
        longest_ms = next.pause_ms > longest_ms ? next.pause_ms : longest_ms;
    }
    assert_int_equal(longest_ms, CRASH_PAUSE_MOST_MS);
}

static void the_pause_doubles_until_a_picture_stands(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    assert_int_equal(crash_loop_died(&loop, false, MS(0)).pause_ms, 250);
    assert_int_equal(crash_loop_died(&loop, false, MS(1000)).pause_ms, 500);
    assert_int_equal(crash_loop_died(&loop, false, MS(2000)).pause_ms, 0); /* with less */
    assert_int_equal(crash_loop_died(&loop, false, MS(3000)).pause_ms, 250);
    crash_loop_shown(&loop);
    assert_int_equal(crash_loop_died(&loop, true, MS(70000)).pause_ms, 0);
    assert_int_equal(crash_loop_died(&loop, false, MS(71000)).pause_ms, 250);
}

static void without_a_screen_it_waits_a_minute(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    assert_false(crash_loop_no_screen(&loop, MS(5000)).ends);
    assert_int_equal(crash_loop_no_screen(&loop, MS(64999)).begin, LIFE_WHERE_IT_WAS);
    assert_int_equal(loop.level, LIFE_ALL);
    assert_true(crash_loop_no_screen(&loop, MS(65000)).ends);
    crash_loop_shown(&loop);
    assert_false(crash_loop_no_screen(&loop, MS(65000)).ends);
}

static void a_voice_that_hangs_begins_it_anew_once_in_ten_minutes(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    assert_true(crash_loop_hangs(&loop, LIFE_VOICE, MS(1000)));
    assert_false(crash_loop_hangs(&loop, LIFE_VOICE, MS(600999)));
    assert_true(crash_loop_hangs(&loop, LIFE_VOICE, MS(601000)));
}

/* However often: where it was, with everything. */
static void switches_that_hang_begin_it_anew_each_minute(void **state)
{
    (void)state;
    struct crash_loop loop;
    crash_loop_init(&loop, LIFE_ALL);
    for (int minute = 0; minute < 100; minute++) {
        assert_true(crash_loop_hangs(&loop, LIFE_SWITCHES, MS(60000) * minute));
        assert_int_equal(crash_loop_died(&loop, true, MS(60000) * minute).begin, LIFE_WHERE_IT_WAS);
        assert_false(crash_loop_hangs(&loop, LIFE_SWITCHES, MS(60000) * minute + MS(59999)));
    }
    assert_int_equal(loop.level, LIFE_ALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_it_was_then_the_start_board_then_less),
        cmocka_unit_test(a_death_an_hour_is_no_loop),
        cmocka_unit_test(at_the_bottom_it_goes_on_for_ever),
        cmocka_unit_test(the_pause_doubles_until_a_picture_stands),
        cmocka_unit_test(without_a_screen_it_waits_a_minute),
        cmocka_unit_test(a_voice_that_hangs_begins_it_anew_once_in_ten_minutes),
        cmocka_unit_test(switches_that_hang_begin_it_anew_each_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

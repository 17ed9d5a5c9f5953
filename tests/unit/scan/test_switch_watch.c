/* The watch on the switch: the rules of switch_watch.h, from both sides of their thresholds. */
#include "unit_test.h"

#include "base/buffer.h"
#include "scan/switch_watch.h"

#define HOUR ((int64_t)3600000)
#define DAY (24 * HOUR)

enum { SCAN = 1000, IGNORE = 200 };

static int64_t noon(int day)
{
    return day * DAY + 12 * HOUR;
}

static void live(struct switch_habits *habits, int day, int presses, int rattles)
{
    struct switch_habit *habit = switch_habits_now(habits, noon(day), SCAN, IGNORE);
    habit->counts[HABIT_PRESSES] += presses;
    habit->counts[HABIT_BOUNCES] += rattles / 2;
    habit->counts[HABIT_IGNORED] += rattles - rattles / 2;
}

static void live_days(struct switch_habits *habits, int days, int presses, int rattles)
{
    for (int day = 1; day <= days; day++)
        live(habits, day, presses, rattles);
}

static bool rattles(const struct switch_habits *habits, int day)
{
    return switch_watch_rattling(habits, noon(day), IGNORE).more;
}

static void five_times_as_often_is_told_the_same_day(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS, 400, 20);
    live(&habits, 10, 400, 99);
    assert_false(rattles(&habits, 10));
    live(&habits, 10, 0, 1);
    struct switch_rattling seen = switch_watch_rattling(&habits, noon(10), IGNORE);
    assert_true(seen.more);
    assert_int_equal(seen.before, 50);
    assert_int_equal(seen.now, 250);
    assert_int_equal(seen.presses_today, 400);
}

static void twice_as_often_is_told_on_the_second_day(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS, 1000, 100);
    live(&habits, 10, 1000, 200);
    assert_false(rattles(&habits, 10));
    live(&habits, 11, 1000, 199);
    assert_false(rattles(&habits, 11));
    live(&habits, 11, 0, 1);
    assert_true(rattles(&habits, 11));
}

static void four_days_are_too_few_and_199_presses_too(void **state)
{
    (void)state;
    struct switch_habits few = {.count = 0}, enough = {.count = 0};
    live_days(&few, WATCH_DAYS - 1, 1000, 0);
    live(&few, 9, 1000, 500);
    assert_false(rattles(&few, 9));
    live_days(&enough, WATCH_DAYS, 1000, 0);
    live(&enough, 9, WATCH_PRESSES - 1, 150);
    assert_false(rattles(&enough, 9));
    live(&enough, 9, 1, 0);
    assert_true(rattles(&enough, 9));
}

static void a_switch_that_never_rattled_may_do_so_a_little(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS, 1000, 0);
    live(&habits, 9, 1000, 49);
    assert_false(rattles(&habits, 9));
    live(&habits, 9, 0, 1);
    assert_true(rattles(&habits, 9));
}

static void the_worst_day_before_counts(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS - 1, 1000, 20);
    live(&habits, WATCH_DAYS, 1000, 120);
    live(&habits, 9, 1000, 400); /* ten times the mean, but the days differ */
    assert_false(rattles(&habits, 9));
}

/* Twice as often, and more than on the worst day; but days that differ so much may come to that by chance. */
static void what_chance_may_do_is_not_told(void **state)
{
    (void)state;
    struct switch_habits wild = {.count = 0}, steady = {.count = 0};
    for (int day = 1; day <= WATCH_DAYS + 1; day++) {
        live(&wild, day, 200, day % 2 ? 1 : 9);
        live(&steady, day, 200, 5);
    }
    for (int day = 10; day <= 11; day++) {
        live(&wild, day, 200, 20);
        live(&steady, day, 200, 20);
    }
    assert_true(rattles(&steady, 11));
    assert_false(rattles(&wild, 11));
}

static void other_dead_times_say_nothing(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS, 1000, 0);
    struct switch_habit *habit = switch_habits_now(&habits, noon(9), SCAN, IGNORE + 100);
    habit->counts[HABIT_PRESSES] = 1000;
    habit->counts[HABIT_IGNORED] = 900;
    assert_false(switch_watch_rattling(&habits, noon(9), IGNORE + 100).more);
}

static void it_is_told_once_in_thirty_days(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    live_days(&habits, WATCH_DAYS, 1000, 0);
    live(&habits, 9, 1000, 300);
    assert_true(rattles(&habits, 9));
    habits.rattling_told = true;
    habits.rattling_told_day = 9;
    assert_false(rattles(&habits, 9));
    live(&habits, 9 + WATCH_QUIET_DAYS - 1, 1000, 300);
    assert_false(rattles(&habits, 9 + WATCH_QUIET_DAYS - 1));
    live(&habits, 9 + WATCH_QUIET_DAYS, 1000, 300);
    assert_true(rattles(&habits, 9 + WATCH_QUIET_DAYS));
}

static void what_grows_slowly_is_seen(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    int told = 0;
    for (int day = 1; day <= 29 && !told; day++) {
        live(&habits, day, 1000, 20 + day * day / 3);
        told = rattles(&habits, day) ? day : 0;
    }
    assert_in_range(told, 10, 29);
}

static void time_by_day_is_from_8_to_20(void **state)
{
    (void)state;
    assert_int_equal(switch_watch_day_ms(8 * HOUR, 20 * HOUR), 12 * HOUR);
    assert_int_equal(switch_watch_day_ms(0, DAY), 12 * HOUR);
    assert_int_equal(switch_watch_day_ms(19 * HOUR, DAY + 9 * HOUR), 2 * HOUR);
    assert_int_equal(switch_watch_day_ms(21 * HOUR, DAY + 7 * HOUR), 0);
    assert_int_equal(switch_watch_day_ms(12 * HOUR, 11 * HOUR), 0);
    assert_int_equal(switch_watch_day_ms(-DAY + 19 * HOUR, 9 * HOUR), 2 * HOUR);
    for (int64_t from = -2 * DAY; from < 2 * DAY; from += HOUR / 2)
        for (int64_t span = HOUR / 2; span < 30 * HOUR; span += HOUR) {
            int64_t at = switch_watch_after(from, span);
            assert_int_equal(switch_watch_day_ms(from, at), span);
            assert_int_equal(switch_watch_day_ms(from, at - 1), span - 1);
        }
    assert_int_equal(switch_watch_after(9 * HOUR, 0), 9 * HOUR);
}

static void the_longest_silence_of_each_day_is_kept(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    assert_false(switch_watch_note(&habits, noon(1), 0));
    assert_int_equal(habits.silence_count, 0);
    assert_true(switch_watch_note(&habits, noon(1), 30));
    assert_false(switch_watch_note(&habits, noon(1), 30));
    assert_true(switch_watch_note(&habits, noon(1), 31));
    assert_int_equal(habits.silence_count, 1);
    for (int day = 2; day < 2 + HABIT_SILENCES; day++)
        switch_watch_note(&habits, noon(day), day);
    assert_int_equal(habits.silence_count, HABIT_SILENCES);
    assert_int_equal(habits.silences[0].day, 2);
}

static void the_limit_is_half_as_long_again_as_ever(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    assert_int_equal(switch_watch_limit_min(&habits, noon(1)), WATCH_SILENT_START_MIN);
    switch_watch_note(&habits, noon(1), 200);
    assert_int_equal(switch_watch_limit_min(&habits, noon(1)),
                     330); /* longer than the start value: known already */
    for (int day = 2; day <= WATCH_SILENT_DAYS; day++)
        switch_watch_note(&habits, noon(day), 20);
    assert_int_equal(switch_watch_limit_min(&habits, noon(WATCH_SILENT_DAYS + 1)), 330);
    habits.silences[0].minutes = 100;
    assert_int_equal(switch_watch_limit_min(&habits, noon(WATCH_SILENT_DAYS)), WATCH_SILENT_START_MIN);
    assert_int_equal(switch_watch_limit_min(&habits, noon(WATCH_SILENT_DAYS + 1)), 180);
    habits.silences[0].minutes = 20;
    assert_int_equal(switch_watch_limit_min(&habits, noon(WATCH_SILENT_DAYS + 1)), WATCH_SILENT_LEAST_MIN);
    habits.silences[0].minutes = 700;
    assert_int_equal(switch_watch_limit_min(&habits, noon(WATCH_SILENT_DAYS + 1)), WATCH_SILENT_MOST_MIN);
}

static void it_is_in_the_file(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0}, read = {.count = 0};
    struct buffer text = {0};
    live(&habits, 1, 10, 1);
    switch_watch_note(&habits, noon(1), 30);
    switch_watch_note(&habits, noon(2), 90);
    habits.rattling_told = true;
    habits.rattling_told_day = 2;
    switch_habits_write(&habits, &text);
    assert_true(switch_habits_parse(&read, buffer_text(&text), text.size, "habits.txt", NULL));
    assert_memory_equal(&read, &habits, sizeof read);
    buffer_destroy(&text);
    static const char *const wrong[] = {"silence = 1", "silence = 1 2000", "silence = 1 -1", "rattling = x",
                                        "rattling = 1 2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(switch_habits_parse(&read, wrong[i], strlen(wrong[i]), "habits.txt", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_times_as_often_is_told_the_same_day),
        cmocka_unit_test(twice_as_often_is_told_on_the_second_day),
        cmocka_unit_test(four_days_are_too_few_and_199_presses_too),
        cmocka_unit_test(a_switch_that_never_rattled_may_do_so_a_little),
        cmocka_unit_test(the_worst_day_before_counts),
        cmocka_unit_test(what_chance_may_do_is_not_told),
        cmocka_unit_test(other_dead_times_say_nothing),
        cmocka_unit_test(it_is_told_once_in_thirty_days),
        cmocka_unit_test(what_grows_slowly_is_seen),
        cmocka_unit_test(time_by_day_is_from_8_to_20),
        cmocka_unit_test(the_longest_silence_of_each_day_is_kept),
        cmocka_unit_test(the_limit_is_half_as_long_again_as_ever),
        cmocka_unit_test(it_is_in_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

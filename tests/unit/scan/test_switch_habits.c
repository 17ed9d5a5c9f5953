/* What ordinary use shows of the switch: the rules of switch_habits.h, from both sides of their thresholds. */
#include "unit_test.h"

#include "base/buffer.h"
#include "scan/switch_habits.h"

#define HOUR ((int64_t)3600000)
#define DAY (24 * HOUR)

enum { SCAN = 1000, IGNORE = 200 };

static struct switch_habit *at(struct switch_habits *habits, int64_t local_ms)
{
    return switch_habits_now(habits, local_ms, SCAN, IGNORE);
}

/* `count` presses of which so many are late, and so many are taken back or come double; the others take 600 ms. */
static void use(struct switch_habits *habits, int64_t local_ms, int count, int late, int corrected,
                int doubles)
{
    struct switch_habit *habit = at(habits, local_ms);
    for (int i = 0; i < count; i++)
        switch_habit_press(habit, i < late ? HABITS_LATE_MS - 1 : 600);
    habit->counts[HABIT_CORRECTED] += corrected;
    habit->counts[HABIT_DOUBLE] += doubles;
}

static struct habit_proposal proposal_after(int count, int late, int corrected, int doubles)
{
    struct switch_habits habits = {.count = 0};
    use(&habits, 9 * HOUR, count, late, corrected, doubles);
    return switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE);
}

static void a_day_has_two_halves_and_the_night_belongs_to_the_day_before(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    char date[11];
    at(&habits, DAY + 3 * HOUR - 1);
    assert_int_equal(habits.records[0].day, 0);
    assert_true(habits.records[0].evening);
    at(&habits, DAY + 3 * HOUR);
    assert_int_equal(habits.records[1].day, 1);
    assert_false(habits.records[1].evening);
    at(&habits, DAY + 15 * HOUR - 1);
    assert_int_equal(habits.count, 2);
    at(&habits, DAY + 15 * HOUR);
    assert_int_equal(habits.count, 3);
    assert_true(habits.records[2].evening);
    switch_habit_date(&habits.records[2], date);
    assert_string_equal(date, "1970-01-02");
    at(&habits, 0);
    assert_int_equal(habits.records[3].day, -1);
    switch_habit_date(&habits.records[3], date);
    assert_string_equal(date, "1969-12-31");
}

static void dates_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        int day;
        const char *date;
    } cases[] = {{0, "1970-01-01"},     {58, "1970-02-28"},    {59, "1970-03-01"},
                 {11016, "2000-02-29"}, {11017, "2000-03-01"}, {19782, "2024-02-29"},
                 {20779, "2026-11-22"}, {47540, "2100-02-28"}, {47541, "2100-03-01"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char date[11];
        switch_habit_date(&(struct switch_habit){.day = cases[i].day}, date);
        assert_string_equal(date, cases[i].date);
    }
}

static void other_settings_begin_a_record_of_their_own(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    switch_habits_now(&habits, 9 * HOUR, 1000, 200);
    switch_habits_now(&habits, 9 * HOUR, 1000, 200);
    assert_int_equal(habits.count, 1);
    switch_habits_now(&habits, 9 * HOUR, 1100, 200);
    switch_habits_now(&habits, 9 * HOUR, 1100, 300);
    assert_int_equal(habits.count, 3);
}

static void the_oldest_record_goes_first(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    for (int day = 0; day <= HABITS_AT_MOST; day++)
        at(&habits, day * DAY + 9 * HOUR);
    assert_int_equal(habits.count, HABITS_AT_MOST);
    assert_int_equal(habits.records[0].day, 1);
    assert_int_equal(habits.records[HABITS_AT_MOST - 1].day, HABITS_AT_MOST);
}

static void nobody_reacts_within_150_ms(void **state)
{
    (void)state;
    struct switch_habit habit = {.day = 0};
    switch_habit_press(&habit, HABITS_LATE_MS - 1);
    assert_int_equal(habit.counts[HABIT_LATE], 1);
    switch_habit_press(&habit, HABITS_LATE_MS);
    switch_habit_press(&habit, -1);
    assert_int_equal(habit.counts[HABIT_LATE], 1);
    assert_int_equal(habit.counts[HABIT_TIMED], 1);
    assert_int_equal(habit.counts[HABIT_TIMED_MS], HABITS_LATE_MS);
    assert_int_equal(habit.counts[HABIT_PRESSES], 3);
}

static void the_median_hold_is_the_middle_of_its_class(void **state)
{
    (void)state;
    struct switch_habit habit = {.day = 0};
    assert_int_equal(switch_habit_median_hold_ms(&habit), -1);
    switch_habit_hold(&habit, 210);
    switch_habit_hold(&habit, 249);
    switch_habit_hold(&habit, 5000);
    assert_int_equal(switch_habit_median_hold_ms(&habit), 225);
    switch_habit_hold(&habit, 5000);
    switch_habit_hold(&habit, 5000);
    assert_int_equal(switch_habit_median_hold_ms(&habit), 1025);
}

/* --- proposals ------------------------------------------------------------------------------------------ */

static void a_tenth_of_late_presses_proposes_to_be_slower(void **state)
{
    (void)state;
    assert_int_equal(proposal_after(100, 9, 0, 0).kind, HABIT_NO_PROPOSAL);
    struct habit_proposal proposal = proposal_after(100, 10, 0, 0);
    assert_int_equal(proposal.kind, HABIT_SLOWER);
    assert_int_equal(proposal.proposed_ms, 1100);
    assert_int_equal(proposal.seen.counts[HABIT_LATE], 10);
    assert_false(proposal.evening);
    assert_int_equal(proposal_after(99, 99, 0, 0).kind, HABIT_NO_PROPOSAL);
}

static void late_and_corrected_together_make_a_fifth(void **state)
{
    (void)state;
    assert_int_equal(proposal_after(100, 9, 10, 0).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(proposal_after(100, 9, 11, 0).kind, HABIT_SLOWER);
}

static void double_presses_come_first(void **state)
{
    (void)state;
    assert_int_equal(proposal_after(100, 10, 0, 4).kind, HABIT_SLOWER);
    struct habit_proposal proposal = proposal_after(100, 10, 0, 5);
    assert_int_equal(proposal.kind, HABIT_IGNORE_LONGER);
    assert_int_equal(proposal.proposed_ms, 300);
}

static struct habit_proposal faster_after(int presses, int time_ms, int late, int corrected)
{
    struct switch_habits habits = {.count = 0};
    struct switch_habit *habit = at(&habits, 9 * HOUR);
    for (int i = 0; i < presses; i++)
        switch_habit_press(habit, time_ms);
    for (int i = 0; i < late; i++)
        switch_habit_press(habit, 0);
    habit->counts[HABIT_CORRECTED] = corrected;
    return switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE);
}

/* 585 ms / 0.65 = 900 ms. */
static void who_is_quick_and_hardly_errs_may_be_faster(void **state)
{
    (void)state;
    assert_int_equal(faster_after(200, 585, 0, 0).kind, HABIT_FASTER);
    assert_int_equal(faster_after(200, 585, 0, 0).proposed_ms, 900);
    assert_int_equal(faster_after(200, 586, 0, 0).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(faster_after(199, 585, 0, 0).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(faster_after(200, 500, 4, 0).kind, HABIT_FASTER);
    assert_int_equal(faster_after(200, 500, 5, 0).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(faster_after(200, 500, 0, 10).kind, HABIT_FASTER);
    assert_int_equal(faster_after(200, 500, 0, 11).kind, HABIT_NO_PROPOSAL);
}

static void mornings_say_nothing_of_evenings_nor_last_week_of_today(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    use(&habits, 9 * HOUR, 200, 100, 0, 0);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE).kind, HABIT_SLOWER);
    assert_int_equal(switch_habits_propose(&habits, 20 * HOUR, SCAN, IGNORE).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&habits, 2 * DAY + 9 * HOUR, SCAN, IGNORE).kind, HABIT_SLOWER);
    assert_int_equal(switch_habits_propose(&habits, 3 * DAY + 9 * HOUR, SCAN, IGNORE).kind,
                     HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN + 50, IGNORE).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE + 50).kind, HABIT_NO_PROPOSAL);
}

static void days_are_taken_together(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    use(&habits, 9 * HOUR, 40, 4, 0, 0);
    use(&habits, DAY + 9 * HOUR, 59, 6, 0, 0);
    assert_int_equal(switch_habits_propose(&habits, DAY + 10 * HOUR, SCAN, IGNORE).kind, HABIT_NO_PROPOSAL);
    use(&habits, 2 * DAY + 9 * HOUR, 1, 0, 0, 0);
    assert_int_equal(switch_habits_propose(&habits, 2 * DAY + 10 * HOUR, SCAN, IGNORE).kind, HABIT_SLOWER);
}

static void what_was_declined_rests_for_three_days(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    for (int day = 0; day <= 3; day++)
        use(&habits, day * DAY + 9 * HOUR, 100, 10, 0, 0);
    switch_habits_decline(&habits, HABIT_SLOWER, 10 * HOUR);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE).kind, HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&habits, 2 * DAY + 10 * HOUR, SCAN, IGNORE).kind,
                     HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&habits, 3 * DAY + 10 * HOUR, SCAN, IGNORE).kind, HABIT_SLOWER);
}

/* One after the other: the first does not come again because of the second. */
static void two_that_were_declined_both_rest(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0}, again = {.count = 0};
    struct buffer text = {0};
    for (int day = 0; day <= 3; day++)
        use(&habits, day * DAY + 9 * HOUR, 100, 10, 0, 10);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE).kind, HABIT_IGNORE_LONGER);
    switch_habits_decline(&habits, HABIT_IGNORE_LONGER, 10 * HOUR);
    assert_int_equal(switch_habits_propose(&habits, 10 * HOUR, SCAN, IGNORE).kind, HABIT_SLOWER);
    switch_habits_decline(&habits, HABIT_SLOWER, 10 * HOUR);
    switch_habits_write(&habits, &text);
    assert_true(switch_habits_parse(&again, buffer_text(&text), text.size, "habits.txt", NULL));
    buffer_destroy(&text);
    assert_int_equal(switch_habits_propose(&again, 2 * DAY + 10 * HOUR, SCAN, IGNORE).kind,
                     HABIT_NO_PROPOSAL);
    assert_int_equal(switch_habits_propose(&again, 3 * DAY + 10 * HOUR, SCAN, IGNORE).kind,
                     HABIT_IGNORE_LONGER);
}

static void the_ends_of_the_ranges_are_not_passed(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0};
    struct switch_habit *habit = switch_habits_now(&habits, 9 * HOUR, 4950, 950);
    for (int i = 0; i < 100; i++)
        switch_habit_press(habit, 0);
    habit->counts[HABIT_DOUBLE] = 100;
    assert_int_equal(switch_habits_propose(&habits, 9 * HOUR, 4950, 950).kind, HABIT_NO_PROPOSAL);
    habit->scan_time_ms = 4900;
    assert_int_equal(switch_habits_propose(&habits, 9 * HOUR, 4900, 950).kind, HABIT_SLOWER);
    habit->ignore_repeats_ms = 900;
    assert_int_equal(switch_habits_propose(&habits, 9 * HOUR, 4900, 900).kind, HABIT_IGNORE_LONGER);
}

/* --- the file ------------------------------------------------------------------------------------------- */

static void the_file_is_read_back_as_it_was(void **state)
{
    (void)state;
    struct switch_habits habits = {.count = 0}, again = {.count = 0};
    struct buffer text = {0};
    use(&habits, 9 * HOUR, 120, 6, 4, 3);
    use(&habits, DAY + 20 * HOUR, 80, 16, 4, 3);
    switch_habit_hold(&habits.records[1], 210);
    switch_habits_decline(&habits, HABIT_FASTER, DAY);
    switch_habits_write(&habits, &text);
    assert_non_null(strstr(buffer_text(&text), "# 1970-01-02\n"));
    assert_true(switch_habits_parse(&again, buffer_text(&text), text.size, "habits.txt", NULL));
    assert_memory_equal(&habits, &again, sizeof habits);
    buffer_destroy(&text);
}

static void a_broken_file_is_refused_as_a_whole_with_its_place(void **state)
{
    (void)state;
    static const char *const wrong[] = {"record = 1 2 3\n", "record = x\n",
                                        "declined = 9 1\n", "nonsense\n",
                                        "declined = 1\n",   "declined = 1 99999999999999999999\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct switch_habits habits = {.count = 0};
        struct diagnostics problems;
        struct buffer text = {0};
        diagnostics_init(&problems);
        use(&habits, 9 * HOUR, 1, 0, 0, 0);
        struct switch_habits before = habits;
        buffer_printf(&text, "# fine\n%s", wrong[i]);
        assert_false(switch_habits_parse(&habits, buffer_text(&text), text.size, "habits.txt", &problems));
        assert_memory_equal(&habits, &before, sizeof habits);
        assert_int_equal(problems.count, 1);
        assert_int_equal(problems.items[0].line, 2);
        diagnostics_destroy(&problems);
        buffer_destroy(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_has_two_halves_and_the_night_belongs_to_the_day_before),
        cmocka_unit_test(dates_are_those_of_the_calendar),
        cmocka_unit_test(other_settings_begin_a_record_of_their_own),
        cmocka_unit_test(the_oldest_record_goes_first),
        cmocka_unit_test(nobody_reacts_within_150_ms),
        cmocka_unit_test(the_median_hold_is_the_middle_of_its_class),
        cmocka_unit_test(a_tenth_of_late_presses_proposes_to_be_slower),
        cmocka_unit_test(late_and_corrected_together_make_a_fifth),
        cmocka_unit_test(double_presses_come_first),
        cmocka_unit_test(who_is_quick_and_hardly_errs_may_be_faster),
        cmocka_unit_test(mornings_say_nothing_of_evenings_nor_last_week_of_today),
        cmocka_unit_test(days_are_taken_together),
        cmocka_unit_test(what_was_declined_rests_for_three_days),
        cmocka_unit_test(two_that_were_declined_both_rest),
        cmocka_unit_test(the_ends_of_the_ranges_are_not_passed),
        cmocka_unit_test(the_file_is_read_back_as_it_was),
        cmocka_unit_test(a_broken_file_is_refused_as_a_whole_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

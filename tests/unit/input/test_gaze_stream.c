/* Trackers and mice told apart: both sides of each threshold. */
#include "unit_test.h"

#include "input/gaze_stream.h"

static struct gaze_stream stream;

static int begin(void **state)
{
    (void)state;
    gaze_stream_init(&stream);
    return 0;
}

static void give(int ms, double x, double y)
{
    gaze_stream_sample(&stream, x, y, time_from_ms(ms));
}

/* Samples `step` ms apart, to and fro over 4 px. */
static void jitter(int from_ms, int count, int step_ms)
{
    for (int i = 0; i < count; i++)
        give(from_ms + i * step_ms, 100 + i % 2 * 4, 100);
}

static void tracker_is_known_after_300_ms(void **state)
{
    (void)state;
    jitter(0, 30, 10);
    gaze_stream_sample(&stream, 104, 100, 299999);
    assert_false(stream.keeps_sending);
    give(300, 100, 100);
    assert_true(stream.keeps_sending);
}

static void ten_samples_at_least(void **state)
{
    (void)state;
    jitter(0, 9, 50);
    assert_false(stream.keeps_sending);
    give(450, 104, 100);
    assert_true(stream.keeps_sending);
}

static void gap_of_100_ms_is_none(void **state)
{
    (void)state;
    jitter(0, 10, 100);
    assert_true(stream.keeps_sending);
}

static void longer_gap_begins_anew(void **state)
{
    (void)state;
    jitter(0, 40, 101);
    assert_false(stream.keeps_sending);
}

static void hand_homing_in_is_no_tracker(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++)
        give(i * 8, 100 + i / 4.0, 100 + i / 3.0);
    assert_false(stream.keeps_sending);
}

static void hand_that_overshoots_is_none_either(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++)
        give(i * 8, i < 40 ? 100 + i : 180 - i, 100);
    assert_false(stream.keeps_sending);
}

/* The way is four times as long as the place is wide: 300 ms, and the last of four passes not yet, then quite over. */
static void to_and_fro_has_two_sides(void **state)
{
    (void)state;
    for (int i = 0; i < 40; i++)
        give(i * 10, 100 + (i / 10 % 2 ? 10 - i % 10 : i % 10), 100);
    assert_false(stream.keeps_sending);
    give(400, 100, 100);
    assert_true(stream.keeps_sending);
}

static void moving_on_begins_anew(void **state)
{
    (void)state;
    jitter(0, 20, 10);
    gaze_stream_break(&stream);
    jitter(200, 20, 10);
    assert_false(stream.keeps_sending);
}

static void silence_that_ends_where_it_began_disproves(void **state)
{
    (void)state;
    jitter(0, 40, 10); /* the last at 104, 100 */
    assert_true(stream.keeps_sending);
    gaze_stream_back(&stream, 104, 103.01, 30);
    assert_true(stream.keeps_sending);
    gaze_stream_back(&stream, 104, 102.99, 30);
    assert_false(stream.keeps_sending);
}

static void gap_is_three_times_the_usual(void **state)
{
    (void)state;
    assert_false(gaze_stream_is_gap(&stream, 100000));
    assert_true(gaze_stream_is_gap(&stream, 100001));
    jitter(0, 40, 10);
    assert_false(gaze_stream_is_gap(&stream, 30000));
    assert_true(gaze_stream_is_gap(&stream, 30001));
    gaze_stream_back(&stream, 104, 100, 30); /* a mouse, then */
    assert_false(gaze_stream_is_gap(&stream, 30001));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(tracker_is_known_after_300_ms, begin),
        cmocka_unit_test_setup(ten_samples_at_least, begin),
        cmocka_unit_test_setup(gap_of_100_ms_is_none, begin),
        cmocka_unit_test_setup(longer_gap_begins_anew, begin),
        cmocka_unit_test_setup(hand_homing_in_is_no_tracker, begin),
        cmocka_unit_test_setup(hand_that_overshoots_is_none_either, begin),
        cmocka_unit_test_setup(to_and_fro_has_two_sides, begin),
        cmocka_unit_test_setup(moving_on_begins_anew, begin),
        cmocka_unit_test_setup(silence_that_ends_where_it_began_disproves, begin),
        cmocka_unit_test_setup(gap_is_three_times_the_usual, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

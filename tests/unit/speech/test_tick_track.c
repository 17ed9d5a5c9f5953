#include "unit_test.h"

#include "speech/tick.h"
#include "speech/tick_track.h"

enum { BLOCK = 256, BLOCKS = 4, SPEECH = 4000 };

static int16_t heard[BLOCKS * BLOCK];

/* Takes that begin at `at_us`, over speech of one level. */
static void take(struct tick_track *track, int level, time_us at_us)
{
    for (int i = 0; i < BLOCKS * BLOCK; i++)
        heard[i] = (int16_t)level;
    for (int i = 0; i < BLOCKS; i++)
        tick_track_take(track, heard + i * BLOCK, BLOCK, at_us + i * 11610);
}

static void expect_level(int from, int level)
{
    for (int i = from; i < BLOCKS * BLOCK; i++)
        assert_int_equal(heard[i], level);
}

static void nothing_is_heard_that_was_not_asked_for(void **state)
{
    (void)state;
    struct tick_track track = {0};
    take(&track, SPEECH, 1000);
    expect_level(0, SPEECH);
}

static void is_added_to_what_speaks_once(void **state)
{
    (void)state;
    struct tick_track track = {0};
    tick_track_ask(&track, 100, 1000000);
    take(&track, SPEECH, 1005000);
    for (uint32_t i = 0; i < TICK_SAMPLES; i++)
        assert_int_equal(heard[i], SPEECH + tick_sample(i));
    expect_level(TICK_SAMPLES, SPEECH);
    take(&track, SPEECH, 2000000);
    expect_level(0, SPEECH);
}

static void is_as_loud_as_the_voice_is_set(void **state)
{
    (void)state;
    static const int asked[] = {10, 100, 200, -5}, percent[] = {10, 100, 100, 0};
    for (int n = 0; n < 4; n++) {
        struct tick_track track = {0};
        tick_track_ask(&track, asked[n], 1000000);
        take(&track, 0, 1000000);
        for (uint32_t i = 0; i < TICK_SAMPLES; i++)
            assert_int_equal(heard[i], tick_sample(i) * percent[n] / 100);
    }
}

static void never_wraps_around_beside_a_loud_voice(void **state)
{
    (void)state;
    struct tick_track track = {0};
    tick_track_ask(&track, 100, 1000000);
    take(&track, INT16_MAX, 1000000);
    for (int i = 0; i < BLOCKS * BLOCK; i++)
        assert_true(heard[i] > INT16_MAX - 2 * TICK_PEAK);
}

/* The device took its time to open. */
static void what_comes_too_late_is_left_out(void **state)
{
    (void)state;
    struct tick_track track = {0};
    tick_track_ask(&track, 100, 1000000);
    take(&track, 0, 1000000 + TICK_LATE_MS * 1000 + 1);
    expect_level(0, 0);
    tick_track_ask(&track, 100, 2000000);
    take(&track, 0, 2000000 + TICK_LATE_MS * 1000);
    assert_int_equal(heard[60], tick_sample(60));
}

static void the_next_begins_anew(void **state)
{
    (void)state;
    struct tick_track track = {0};
    int16_t block[BLOCK] = {0};
    tick_track_ask(&track, 100, 1000000);
    tick_track_take(&track, block, BLOCK, 1000000);
    tick_track_ask(&track, 100, 1010000);
    take(&track, 0, 1011610);
    for (uint32_t i = 0; i < TICK_SAMPLES; i++)
        assert_int_equal(heard[i], tick_sample(i));
    expect_level(TICK_SAMPLES, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_heard_that_was_not_asked_for),
        cmocka_unit_test(is_added_to_what_speaks_once),
        cmocka_unit_test(is_as_loud_as_the_voice_is_set),
        cmocka_unit_test(never_wraps_around_beside_a_loud_voice),
        cmocka_unit_test(what_comes_too_late_is_left_out),
        cmocka_unit_test(the_next_begins_anew),
    };
    return cmocka_run_group_tests_name("tick's track", tests, NULL, NULL);
}

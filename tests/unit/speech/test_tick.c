#include "unit_test.h"

#include <math.h>

#include "speech/tick.h"

static void is_short_and_far_below_the_voice(void **state)
{
    (void)state;
    int peak = 0;
    double square = 0;
    for (uint32_t i = 0; i < TICK_SAMPLES; i++) {
        int size = abs(tick_sample(i));
        peak = size > peak ? size : peak;
        square += (double)size * size;
    }
    assert_in_range(peak, TICK_PEAK - 20, TICK_PEAK);
    assert_in_range((int)sqrt(square / TICK_SAMPLES), 400, 600); /* speech has 3000 */
    assert_int_equal(tick_sample(TICK_SAMPLES), 0);
    assert_int_equal(tick_sample(UINT32_MAX), 0);
}

/* A crack is a jump at an end; and what is soft has swelled before it is loudest. */
static void begins_and_ends_without_a_crack(void **state)
{
    (void)state;
    int loudest = 0;
    for (uint32_t i = 0; i < TICK_SAMPLES; i++)
        if (abs(tick_sample(i)) > abs(tick_sample((uint32_t)loudest)))
            loudest = (int)i;
    assert_int_equal(tick_sample(0), 0);
    for (uint32_t i = 0; i < 5; i++) {
        assert_in_range(abs(tick_sample(i)), 0, TICK_PEAK / 20);
        assert_in_range(abs(tick_sample(TICK_SAMPLES - 1 - i)), 0, 1);
    }
    assert_in_range(loudest, SOUND_RATE_HZ / 1000, 4 * SOUND_RATE_HZ / 1000);
}

static void is_a_tone_that_old_ears_hear(void **state)
{
    (void)state;
    int first = -1, last = -1, crossings = 0;
    for (uint32_t i = 1; i < TICK_SAMPLES / 2; i++)
        if (tick_sample(i - 1) < 0 && tick_sample(i) >= 0) {
            first = first < 0 ? (int)i : first;
            last = (int)i;
            crossings++;
        }
    assert_in_range((crossings - 1) * SOUND_RATE_HZ / (last - first), 980, 1020);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_short_and_far_below_the_voice),
        cmocka_unit_test(begins_and_ends_without_a_crack),
        cmocka_unit_test(is_a_tone_that_old_ears_hear),
    };
    return cmocka_run_group_tests_name("tick", tests, NULL, NULL);
}

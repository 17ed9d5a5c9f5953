#include "unit_test.h"

#include "speech/sound_ring.h"

static void write_ramp(struct sound_ring *ring, int from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int16_t sample = (int16_t)(from + (int)i);
        sound_ring_write(ring, &sample, 1);
    }
}

static void passes_samples_in_order_round_the_seam(void **state)
{
    (void)state;
    struct sound_ring ring;
    sound_ring_init(&ring, 256);
    int next = 1;
    for (int round = 0; round < 20; round++) {
        int16_t out[100] = {0};
        write_ramp(&ring, round * 100 + 1, 100);
        assert_int_equal(sound_ring_space(&ring), 156);
        sound_ring_take(&ring, out, 100, 0);
        for (int i = 0; i < 100; i++)
            assert_int_equal(out[i], next++);
        assert_true(sound_ring_empty(&ring));
    }
    sound_ring_destroy(&ring);
}

static void mixes_into_what_is_there_without_wrapping(void **state)
{
    (void)state;
    struct sound_ring ring;
    sound_ring_init(&ring, 16);
    static const int16_t loud[3] = {30000, -30000, 5};
    int16_t out[4] = {30000, -30000, 6, 7};
    sound_ring_write(&ring, loud, 3);
    sound_ring_take(&ring, out, 4, 0);
    assert_int_equal(out[0], INT16_MAX);
    assert_int_equal(out[1], INT16_MIN);
    assert_int_equal(out[2], 11);
    assert_int_equal(out[3], 7);
    sound_ring_destroy(&ring);
}

static void a_cut_fades_out_and_goes_on_with_what_comes_after(void **state)
{
    (void)state;
    struct sound_ring ring;
    int16_t out[512] = {0};
    sound_ring_init(&ring, 2048);
    for (int i = 0; i < 1000; i++)
        sound_ring_write(&ring, &(int16_t){10000}, 1);
    sound_ring_take(&ring, out, 100, 0);
    sound_ring_cut(&ring);
    assert_true(sound_ring_empty(&ring));
    for (int i = 0; i < 50; i++)
        sound_ring_write(&ring, &(int16_t){77}, 1);
    assert_false(sound_ring_empty(&ring));
    memset(out, 0, sizeof out);
    sound_ring_take(&ring, out, 512, 0);
    for (int i = 1; i < SOUND_FADE; i++)
        assert_true(out[i] < out[i - 1] && out[i] >= 0);
    assert_true(out[SOUND_FADE - 1] < 200);
    for (int i = 0; i < 50; i++)
        assert_int_equal(out[SOUND_FADE + i], 77);
    for (int i = SOUND_FADE + 50; i < 512; i++)
        assert_int_equal(out[i], 0);
    assert_int_equal(sound_ring_space(&ring), 2048);
    sound_ring_destroy(&ring);
}

static void knows_when_a_sample_was_taken(void **state)
{
    (void)state;
    struct sound_ring ring;
    int16_t out[SOUND_RATE_HZ / 10] = {0};
    time_us at_us = 0;
    sound_ring_init(&ring, 8192);
    write_ramp(&ring, 0, 4410);
    assert_int_equal(sound_ring_asked_at(&ring), 0);
    assert_false(sound_ring_taken_at(&ring, 0, &at_us));
    sound_ring_take(&ring, out, 2205, 5000000);
    assert_true(sound_ring_taken_at(&ring, 0, &at_us));
    assert_int_equal(at_us, 5000000);
    assert_true(sound_ring_taken_at(&ring, 2204, &at_us));
    assert_in_range(at_us, 5099900, 5100000);
    assert_false(sound_ring_taken_at(&ring, 2205, &at_us));
    sound_ring_take(&ring, out, 2205, 5100000);
    assert_true(sound_ring_taken_at(&ring, 2205, &at_us));
    assert_int_equal(at_us, 5100000);
    assert_true(sound_ring_taken_at(&ring, 0, &at_us)); /* of the past: still known */
    assert_int_equal(at_us, 5000000);
    sound_ring_take(&ring, out, 2205, 9000000); /* in vain: moves nothing */
    assert_true(sound_ring_taken_at(&ring, 4409, &at_us));
    assert_in_range(at_us, 5199900, 5200000);
    assert_int_equal(sound_ring_asked_at(&ring), 9000000);
    sound_ring_destroy(&ring);
}

static void reports_when_the_mark_is_passed_and_only_then(void **state)
{
    (void)state;
    struct sound_ring ring;
    int16_t out[100] = {0};
    sound_ring_init(&ring, 1024);
    write_ramp(&ring, 0, 300);
    assert_false(sound_ring_take(&ring, out, 100, 0)); /* no mark */
    atomic_store(&ring.wake_at, 200);
    assert_false(sound_ring_take(&ring, out, 99, 0));
    assert_true(sound_ring_take(&ring, out, 1, 0));
    assert_false(sound_ring_take(&ring, out, 50, 0)); /* behind it */
    sound_ring_destroy(&ring);
}

static void gain_is_straight_below_and_round_above(void **state)
{
    (void)state;
    assert_int_equal(sound_gain(1000, 50), 500);
    assert_int_equal(sound_gain(-28000, 100), -28000);
    assert_int_equal(sound_gain(1000, 200), 2000);
    int before = 0;
    for (int sample = 0; sample <= INT16_MAX; sample++) {
        int loud = sound_gain((int16_t)sample, 200);
        assert_true(loud >= before && loud <= INT16_MAX);
        assert_true(loud - before <= 2);
        assert_int_equal(sound_gain((int16_t)-sample, 200), -loud);
        before = loud;
    }
    assert_true(before > 31000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_samples_in_order_round_the_seam),
        cmocka_unit_test(mixes_into_what_is_there_without_wrapping),
        cmocka_unit_test(a_cut_fades_out_and_goes_on_with_what_comes_after),
        cmocka_unit_test(knows_when_a_sample_was_taken),
        cmocka_unit_test(reports_when_the_mark_is_passed_and_only_then),
        cmocka_unit_test(gain_is_straight_below_and_round_above),
    };
    return cmocka_run_group_tests_name("sound ring", tests, NULL, NULL);
}

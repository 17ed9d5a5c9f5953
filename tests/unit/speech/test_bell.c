#include "unit_test.h"

#include <math.h>

#include "speech/bell.h"

static int16_t pattern[BELL_PERIOD];

static int fill_pattern(void **state)
{
    (void)state;
    bell_fill(0, pattern, BELL_PERIOD);
    return 0;
}

static void is_loud_and_does_not_clip(void **state)
{
    (void)state;
    int peak = 0;
    double square = 0;
    for (int i = 0; i < BELL_PERIOD; i++) {
        int size = abs(pattern[i]);
        peak = size > peak ? size : peak;
        square += (double)pattern[i] * pattern[i];
    }
    assert_in_range(peak, BELL_PEAK - 1500, BELL_PEAK);
    assert_true(sqrt(square / BELL_PERIOD) > 8000); /* −12 dB of full scale, its pauses included */
}

/* Zero crossings upwards of the fundamental: the harmonics are weak enough not to add any. */
static double measured_hz(int from, int count)
{
    int crossings = 0, first = -1, last = -1;
    for (int i = from + 1; i < from + count; i++)
        if (pattern[i - 1] < 0 && pattern[i] >= 0) {
            crossings++;
            first = first < 0 ? i : first;
            last = i;
        }
    return crossings < 2 ? 0 : (double)(crossings - 1) * BELL_RATE_HZ / (last - first);
}

static void rises_tone_by_tone_and_group_by_group(void **state)
{
    (void)state;
    double first_of_group = 0;
    for (int group = 0; group < 2; group++) {
        double before = 0;
        for (int tone = 0; tone < BELL_TONES; tone++) {
            int from = (group * BELL_GROUP_MS + tone * BELL_TONE_MS) * BELL_RATE_HZ / 1000;
            double hz = measured_hz(from + 220, 2900);
            assert_true(hz > before * 1.15);
            assert_true(fabs(hz - bell_pitch_hz((uint64_t)from + 1000)) < 3);
            before = hz;
            if (tone == 0) {
                assert_true(hz > first_of_group * 1.1);
                first_of_group = hz;
            }
        }
        assert_in_range((int)before, 1000, 1200);
    }
}

static void has_no_click_and_no_seam(void **state)
{
    (void)state;
    int16_t around[2000];
    bell_fill((uint64_t)BELL_PERIOD * 7 - 1000, around, 2000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(around[i], 0); /* a pause ends the period */
        assert_int_equal(around[1000 + i], pattern[i]);
    }
    for (int i = 0; i < 2 * BELL_TONES; i++) {
        int begin_ms = i / BELL_TONES * BELL_GROUP_MS + i % BELL_TONES * BELL_TONE_MS;
        int begin = begin_ms * BELL_RATE_HZ / 1000,
            end = (begin_ms + BELL_TONE_MS - 10) * BELL_RATE_HZ / 1000;
        for (int near = -5; near <= 5; near++) {
            assert_true(begin + near < 0 || abs(pattern[begin + near]) < 1000);
            assert_true(abs(pattern[end + near]) < 1000);
        }
    }
}

static void is_the_same_in_any_pieces(void **state)
{
    (void)state;
    int16_t piece[257];
    for (uint64_t at = 0; at + 257 < BELL_PERIOD; at += 257) {
        bell_fill(at, piece, 257);
        assert_memory_equal(piece, &pattern[at], sizeof piece);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_loud_and_does_not_clip),
        cmocka_unit_test(rises_tone_by_tone_and_group_by_group),
        cmocka_unit_test(has_no_click_and_no_seam),
        cmocka_unit_test(is_the_same_in_any_pieces),
    };
    return cmocka_run_group_tests_name("bell", tests, fill_pattern, NULL);
}

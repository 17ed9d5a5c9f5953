#include "unit_test.h"

#include <math.h>

#include "base/memory.h"
#include "speech/recording.h"

enum { SECOND = SOUND_RATE_HZ, MS = SECOND / 1000, FRAME = RECORDING_FRAME };

/* A tone whose every frame has exactly this level, or silence where it is −INFINITY. */
static void tone(struct recording *to, size_t frames, double level_db)
{
    to->samples = memory_grow(to->samples, to->count + frames * FRAME, sizeof *to->samples);
    float height = (float)pow(10, level_db / 20);
    for (size_t i = 0; i < frames * FRAME; i++)
        to->samples[to->count++] = i % 2 ? height : -height;
}

static const double nothing = -INFINITY;

static size_t frames_before(const struct recording *recording)
{
    size_t begin = 0, end = 0;
    assert_true(recording_speech(recording->samples, recording->count, &begin, &end));
    return (begin + FRAME / 2) / FRAME; /* a frame is not quite 10 ms */
}

static void silence_is_cut_but_for_the_margins(void **state)
{
    (void)state;
    struct recording given = {0};
    tone(&given, 100, nothing);
    tone(&given, 50, -20);
    tone(&given, 100, nothing);
    size_t begin, end;
    assert_true(recording_speech(given.samples, given.count, &begin, &end));
    assert_int_equal(begin, 100 * FRAME - RECORDING_BEFORE_MS * SECOND / 1000);
    assert_int_equal(end, 150 * FRAME + RECORDING_AFTER_MS * SECOND / 1000);
    recording_destroy(&given);
}

static void margins_end_where_the_recording_does(void **state)
{
    (void)state;
    struct recording given = {0};
    size_t begin, end;
    tone(&given, 2, nothing);
    tone(&given, 50, -20);
    tone(&given, 3, nothing);
    assert_true(recording_speech(given.samples, given.count, &begin, &end));
    assert_int_equal(begin, 0);
    assert_int_equal(end, given.count);
    recording_destroy(&given);
}

static void the_range_below_the_loudest(void **state)
{
    (void)state;
    static const double levels[] = {-20 - RECORDING_RANGE_DB + 0.1, -20 - RECORDING_RANGE_DB - 0.1};
    for (int i = 0; i < 2; i++) {
        struct recording given = {0};
        tone(&given, 100, nothing);
        tone(&given, 30, levels[i]);
        tone(&given, 50, -20);
        tone(&given, 100, nothing);
        assert_int_equal(frames_before(&given), i == 0 ? 90 : 120);
        recording_destroy(&given);
    }
}

static void the_level_above_the_room(void **state)
{
    (void)state;
    static const double levels[] = {-50 + RECORDING_ABOVE_ROOM_DB + 0.1, -50 + RECORDING_ABOVE_ROOM_DB - 0.1};
    for (int i = 0; i < 2; i++) {
        struct recording given = {0};
        tone(&given, 100, -50);
        tone(&given, 30, levels[i]);
        tone(&given, 50, -20);
        tone(&given, 100, -50);
        assert_int_equal(frames_before(&given), i == 0 ? 90 : 120);
        recording_destroy(&given);
    }
}

/* Nothing but sound: no tenth of it is the room. */
static void what_is_near_the_loudest_is_speech_whatever_the_room(void **state)
{
    (void)state;
    static const double levels[] = {-20 - RECORDING_SURE_DB + 0.1, -20 - RECORDING_SURE_DB - 0.1};
    for (int i = 0; i < 2; i++) {
        struct recording given = {0};
        tone(&given, 30, levels[i]);
        tone(&given, 50, -20);
        assert_int_equal(frames_before(&given), i == 0 ? 0 : 20);
        recording_destroy(&given);
    }
}

static void a_click_is_no_speech(void **state)
{
    (void)state;
    for (size_t frames = RECORDING_RUN_FRAMES - 1; frames <= RECORDING_RUN_FRAMES; frames++) {
        struct recording given = {0};
        tone(&given, 20, nothing);
        tone(&given, frames, -20);
        tone(&given, 80, nothing);
        tone(&given, 50, -20);
        assert_int_equal(frames_before(&given), frames < RECORDING_RUN_FRAMES ? 90 + frames : 10);
        recording_destroy(&given);
    }
}

static void silence_is_no_recording(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct recording given = {0};
        tone(&given, 100, RECORDING_SILENT_DB + (i ? 0.1 : -0.1));
        assert_true(recording_prepare(&given) == (i == 1));
        recording_destroy(&given);
    }
    struct recording none = {0};
    assert_false(recording_prepare(&none));
    assert_true(isinf(recording_level_db(NULL, 0)));
}

static void nothing_is_changed_where_nothing_is_heard(void **state)
{
    (void)state;
    struct recording given = {0};
    tone(&given, 50, nothing);
    tone(&given, 1, -10); /* a click, and that is all */
    tone(&given, 50, nothing);
    assert_false(recording_prepare(&given));
    assert_int_equal(given.count, 101 * FRAME);
    recording_destroy(&given);
}

static void shorter_than_a_frame(void **state)
{
    (void)state;
    struct recording given = {0};
    tone(&given, 1, -20);
    given.count = 7;
    assert_true(recording_prepare(&given));
    assert_int_equal(given.count, 7);
    recording_destroy(&given);
}

static double prepared_level(double level_db)
{
    struct recording given = {0};
    tone(&given, 50, level_db);
    assert_true(recording_prepare(&given));
    double level = recording_level_db(given.samples + 10 * FRAME, 30 * FRAME);
    recording_destroy(&given);
    return level;
}

static void quiet_and_loud_come_to_the_level(void **state)
{
    (void)state;
    assert_float_equal(prepared_level(-3), RECORDING_LEVEL_DB, 0.01);
    assert_float_equal(prepared_level(-40), RECORDING_LEVEL_DB, 0.01);
}

static void the_gain_has_a_bound(void **state)
{
    (void)state;
    double edge = RECORDING_LEVEL_DB - RECORDING_GAIN_DB_AT_MOST;
    assert_float_equal(prepared_level(edge + 0.5), RECORDING_LEVEL_DB, 0.01);
    assert_float_equal(prepared_level(edge - 0.5), (RECORDING_LEVEL_DB - 0.5), 0.01);
}

/* A quiet voice with one loud peak: the peak decides. */
static void peaks_do_not_clip(void **state)
{
    (void)state;
    struct recording given = {0};
    tone(&given, 200, -40);
    given.samples[100 * FRAME] = 0.5f;
    assert_true(recording_prepare(&given));
    assert_float_equal(given.samples[100 * FRAME], RECORDING_PEAK, 1e-4);
    recording_destroy(&given);
}

static void ends_are_faded(void **state)
{
    (void)state;
    struct recording given = {0};
    tone(&given, 50, -20);
    assert_true(recording_prepare(&given));
    size_t in = RECORDING_FADE_IN_MS * SECOND / 1000, out = RECORDING_FADE_OUT_MS * SECOND / 1000;
    float full = fabsf(given.samples[25 * FRAME]);
    assert_true(given.samples[0] == 0 && given.samples[given.count - 1] == 0);
    assert_float_equal(fabsf(given.samples[in / 2]), (full / 2), 0.01);
    assert_float_equal(fabsf(given.samples[in]), full, 1e-6);
    assert_float_equal(fabsf(given.samples[given.count - 1 - out]), full, 1e-6);
    assert_true(fabsf(given.samples[in - 1]) < full && fabsf(given.samples[given.count - out]) < full);
    recording_destroy(&given);
}

static void samples_for_the_sound_device(void **state)
{
    (void)state;
    static const float given[] = {0, 1, -1, 2, -2, 0.5f};
    static const int16_t wanted[] = {0, 32767, -32767, 32767, -32767, 16384};
    int16_t out[6];
    recording_to_pcm(given, 6, out);
    assert_memory_equal(out, wanted, sizeof wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_is_cut_but_for_the_margins),
        cmocka_unit_test(margins_end_where_the_recording_does),
        cmocka_unit_test(the_range_below_the_loudest),
        cmocka_unit_test(the_level_above_the_room),
        cmocka_unit_test(what_is_near_the_loudest_is_speech_whatever_the_room),
        cmocka_unit_test(a_click_is_no_speech),
        cmocka_unit_test(silence_is_no_recording),
        cmocka_unit_test(nothing_is_changed_where_nothing_is_heard),
        cmocka_unit_test(shorter_than_a_frame),
        cmocka_unit_test(quiet_and_loud_come_to_the_level),
        cmocka_unit_test(the_gain_has_a_bound),
        cmocka_unit_test(peaks_do_not_clip),
        cmocka_unit_test(ends_are_faded),
        cmocka_unit_test(samples_for_the_sound_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

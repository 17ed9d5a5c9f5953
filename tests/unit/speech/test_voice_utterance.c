#include "unit_test.h"

#include "speech/voice.h"

/* 我想看 movie, as in voice.h. */
static const struct voice_span chinese_spans[] = {{0, 3, 0, 1}, {4, 6, 1, 1}, {11, 4, 2, 1}};
static const struct voice_segment chinese = {VOICE_CHINESE, "wo3 xiang3 kan4", chinese_spans, 3};
static const struct voice_span english_spans[] = {{0, 5, 3, 5}};
static const struct voice_segment english = {VOICE_ENGLISH, "movie", english_spans, 1};

static void a_word_lights_its_characters(void **state)
{
    (void)state;
    int first = -1, count = -1;
    assert_true(voice_segment_word(&chinese, 5, 6, &first, &count));
    assert_int_equal(first, 1);
    assert_int_equal(count, 1);
    assert_true(voice_segment_word(&chinese, 1, 10, &first, &count)); /* two syllables as one word */
    assert_int_equal(first, 0);
    assert_int_equal(count, 2);
    assert_true(voice_segment_word(&english, 1, 5, &first, &count));
    assert_int_equal(first, 3);
    assert_int_equal(count, 5);
}

static void what_is_no_word_lights_nothing(void **state)
{
    (void)state;
    int first, count;
    assert_false(voice_segment_word(&chinese, 0, 3, &first, &count));
    assert_false(voice_segment_word(&chinese, 15, 0, &first, &count));
    assert_false(voice_segment_word(&chinese, 4, 1, &first, &count)); /* the blank */
    assert_false(voice_segment_word(&chinese, 99, 5, &first, &count));
    const struct voice_segment bare = {VOICE_CHINESE, "wo3", NULL, 0};
    assert_false(voice_segment_word(&bare, 1, 3, &first, &count));
}

static void positions_count_characters_not_bytes(void **state)
{
    (void)state;
    const struct voice_span spans[] = {{0, 4, 0, 1}, {5, 3, 1, 1}};
    const struct voice_segment segment = {VOICE_CHINESE, "lü4 hua", spans, 2}; /* ü: two bytes */
    int first, count;
    assert_true(voice_segment_word(&segment, 5, 3, &first, &count));
    assert_int_equal(first, 1);
    assert_int_equal(count, 1);
}

static void keeps_a_deep_copy_within_range(void **state)
{
    (void)state;
    char as[] = "wo3";
    struct voice_span span = {0, 3, 7, 1};
    struct voice_segment segment = {VOICE_CHINESE, as, &span, 1};
    struct utterance said = {.id = 5,
                             .segments = &segment,
                             .segment_count = 1,
                             .rate_wpm = 9999,
                             .pitch = -4,
                             .volume_percent = 999};
    struct kept_utterance *kept = utterance_keep(&said);
    as[0] = 'X';
    span.first = 0;
    segment.span_count = 0;
    assert_string_equal(kept->said.segments[0].as, "wo3");
    assert_int_equal(kept->said.segments[0].spans[0].first, 7);
    assert_int_equal(kept->said.rate_wpm, VOICE_RATE_MOST_WPM);
    assert_int_equal(kept->said.pitch, 0);
    assert_int_equal(kept->said.volume_percent, 200);
    utterance_drop(kept);
    kept = utterance_keep(&(struct utterance){.id = 1});
    assert_int_equal(kept->said.segment_count, 0);
    assert_int_equal(kept->said.rate_wpm, VOICE_RATE_LEAST_WPM);
    utterance_drop(kept);
}

static void pauses_follow_the_punctuation(void **state)
{
    (void)state;
    const struct voice_segment full = {.as = "hao3。 "}, half = {.as = "hao3,"}, none = {.as = "hao3"},
                               empty = {.as = ""};
    assert_true(voice_segment_gap_ms(&full) > voice_segment_gap_ms(&half));
    assert_true(voice_segment_gap_ms(&half) > voice_segment_gap_ms(&none));
    assert_int_equal(voice_segment_gap_ms(&empty), voice_segment_gap_ms(&none));
}

static void estimates_grow_with_the_text_and_shrink_with_the_rate(void **state)
{
    (void)state;
    assert_int_equal(voice_segment_estimate_ms(&chinese, 175), 3 * 302);
    assert_int_equal(voice_segment_estimate_ms(&chinese, 350), 3 * 151);
    assert_int_equal(voice_segment_estimate_ms(&english, 175), 305);
    const struct voice_segment hanzi = {.language = VOICE_CHINESE, .as = "我想"};
    assert_int_equal(voice_segment_estimate_ms(&hanzi, 175), 604);
    assert_int_equal(voice_segment_estimate_ms(&chinese, 0), voice_segment_estimate_ms(&chinese, 80));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_lights_its_characters),
        cmocka_unit_test(what_is_no_word_lights_nothing),
        cmocka_unit_test(positions_count_characters_not_bytes),
        cmocka_unit_test(keeps_a_deep_copy_within_range),
        cmocka_unit_test(pauses_follow_the_punctuation),
        cmocka_unit_test(estimates_grow_with_the_text_and_shrink_with_the_rate),
    };
    return cmocka_run_group_tests_name("voice utterance", tests, NULL, NULL);
}

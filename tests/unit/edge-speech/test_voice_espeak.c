#include "real_synth.h"

#include <locale.h>

#include "speech/sound_ring.h"

struct got {
    size_t samples, calls;
    size_t stop_after; /* calls; 0: never */
    int64_t energy;
    struct {
        uint64_t sample;
        int position, length;
    } words[64];
    size_t words_count;
    size_t late_words; /* whose samples had already come */
};

static void got_word(void *context, uint64_t sample, int position, int length)
{
    struct got *got = context;
    got->late_words += sample < got->samples;
    got->words[got->words_count].sample = sample;
    got->words[got->words_count].position = position;
    got->words[got->words_count++].length = length;
}

static bool got_samples(void *context, const int16_t *samples, size_t count)
{
    struct got *got = context;
    for (size_t i = 0; i < count; i++)
        got->energy += abs(samples[i]);
    got->samples += count;
    return ++got->calls != got->stop_after;
}

static bool speak(enum voice_language language, const char *as, int rate, struct got *got)
{
    struct voice_segment segment = {.language = language, .as = as};
    struct synth_sink sink = {.context = got, .word = got_word, .samples = got_samples};
    return synth_speak(synth, &segment, rate, 50, &sink);
}

static int start_in_locale_c(void **state)
{
    setlocale(LC_CTYPE, "C");
    return start(state);
}

static void leaves_the_locale_alone(void **state)
{
    (void)state;
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C");
}

static void pinyin_is_spoken_with_a_word_for_each_syllable(void **state)
{
    (void)state;
    struct got got = {0};
    assert_true(speak(VOICE_CHINESE, "wo3 xiang3 he1 shui3", 175, &got));
    assert_in_range(got.samples, SOUND_RATE_HZ / 2, SOUND_RATE_HZ * 2);
    assert_true(got.energy / (int64_t)got.samples > 300);
    static const int positions[] = {1, 5, 12, 16};
    assert_int_equal(got.words_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(got.words[i].position, positions[i]);
        assert_true(got.words[i].length > 0);
        assert_true(!i || got.words[i].sample > got.words[i - 1].sample);
        assert_true(got.words[i].sample < got.samples);
    }
    assert_int_equal(got.late_words, 0);
}

struct take {
    int16_t samples[SOUND_RATE_HZ];
    size_t count;
};

static bool keep(void *context, const int16_t *samples, size_t count)
{
    struct take *take = context;
    for (size_t i = 0; i < count && take->count < SOUND_RATE_HZ; i++)
        take->samples[take->count++] = samples[i];
    return true;
}

/* The pitch at `percent` of a vowel, by autocorrelation between 60 and 250 Hz. */
static int pitch_hz(const struct take *take, int percent)
{
    enum { WINDOW = 1000, LEAST = SOUND_RATE_HZ / 250, MOST = SOUND_RATE_HZ / 60 };
    const int16_t *at = &take->samples[(take->count - WINDOW - MOST) * (size_t)percent / 100];
    int best = LEAST;
    double most = 0;
    for (int lag = LEAST; lag < MOST; lag++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++)
            sum += (double)at[i] * at[i + lag];
        best = sum > most ? lag : best;
        most = sum > most ? sum : most;
    }
    return SOUND_RATE_HZ / best;
}

static void the_tones_are_heard(void **state)
{
    (void)state;
    static struct take rising, falling;
    struct voice_segment second = {.as = "a2"}, fourth = {.as = "a4"};
    struct synth_sink sink = {.context = &rising, .samples = keep};
    assert_true(synth_speak(synth, &second, 100, 50, &sink));
    sink.context = &falling;
    assert_true(synth_speak(synth, &fourth, 100, 50, &sink));
    assert_true(pitch_hz(&rising, 100) > pitch_hz(&rising, 0) + 5);
    assert_true(pitch_hz(&falling, 0) > pitch_hz(&falling, 100) + 10);
}

static void english_american_and_british(void **state)
{
    (void)state;
    struct got american = {0}, british = {0};
    assert_true(speak(VOICE_ENGLISH, "I can't ask for a bath tomato", 175, &american));
    assert_true(speak(VOICE_ENGLISH_BRITISH, "I can't ask for a bath tomato", 175, &british));
    assert_int_equal(american.words_count, british.words_count);
    assert_true(american.energy != british.energy);
}

static void the_rate_is_followed(void **state)
{
    (void)state;
    struct got slow = {0}, fast = {0};
    assert_true(speak(VOICE_CHINESE, "wo3 xiang3 he1 shui3 qing3 bang1", 80, &slow));
    assert_true(speak(VOICE_CHINESE, "wo3 xiang3 he1 shui3 qing3 bang1", 450, &fast));
    assert_true(slow.samples > 4 * fast.samples);
}

static void stops_when_told_enough(void **state)
{
    (void)state;
    struct got got = {.stop_after = 3};
    speak(VOICE_ENGLISH, "this is a long sentence that nobody wants to hear to its end", 100, &got);
    assert_int_equal(got.calls, 3);
    struct got after = {0};
    assert_true(speak(VOICE_ENGLISH, "short", 175, &after));
    assert_in_range(after.samples, SOUND_RATE_HZ / 10, SOUND_RATE_HZ);
}

static void nothing_and_marks_alone_are_no_trouble(void **state)
{
    (void)state;
    static const char *const odd[] = {"",      " ",        "...",  "。",   "<b>&amp;</b>",
                                      "[[x]]", "\x01\x02", "🙂", "3–5年"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct got got = {0};
        assert_true(speak(VOICE_CHINESE, odd[i], 175, &got));
        assert_true(got.samples < SOUND_RATE_HZ * 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_the_locale_alone),
        cmocka_unit_test(pinyin_is_spoken_with_a_word_for_each_syllable),
        cmocka_unit_test(the_tones_are_heard),
        cmocka_unit_test(english_american_and_british),
        cmocka_unit_test(the_rate_is_followed),
        cmocka_unit_test(stops_when_told_enough),
        cmocka_unit_test(nothing_and_marks_alone_are_no_trouble),
    };
    return cmocka_run_group_tests_name("espeak-ng", tests, start_in_locale_c, end);
}

#include "real_synth.h"

#include "speech/sound_ring.h"
#include "speech/voice_virtual.h"

static const struct voice_span wo_spans[] = {{0, 3, 0, 1}, {4, 6, 1, 1}, {11, 4, 2, 1}};
static const struct voice_span movie_spans[] = {{0, 5, 3, 5}};
static const struct voice_segment mixed[] = {{VOICE_CHINESE, "wo3 xiang3 kan4", wo_spans, 3},
                                             {VOICE_ENGLISH, "movie", movie_spans, 1}};

static int duration(struct voice_virtual *v, enum voice_language language, const char *as)
{
    struct voice_segment segment = {.language = language, .as = as};
    struct utterance said = {.segments = &segment, .segment_count = 1, .rate_wpm = 175, .pitch = 50};
    struct speech_times times;
    voice_virtual_time(v, &said, &times);
    return times.duration_ms;
}

static const struct {
    enum voice_language language;
    const char *as;
} sentences[] = {
    {VOICE_CHINESE, "wo3 xiang3 he1 shui3. qing3 bang1 wo3"},
    {VOICE_ENGLISH, "I want some water, please."},
    {VOICE_CHINESE, "hu1 xi1 bu4 shun4 chang4, kuai4 bang1 wo3 xi1 tan2"},
    {VOICE_ENGLISH, "Please turn me to the left."},
    {VOICE_CHINESE, "you4 jian1 bang3 yang3, qing3 bang1 wo3 nao2 yi2 xia4"},
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0] };

/* The driver's promise: what was said before does not change how long it takes. */
static void does_not_depend_on_what_was_said_before(void **state)
{
    (void)state;
    int first[SENTENCES];
    struct voice_virtual *v = voice_virtual_create(synth);
    for (int i = 0; i < SENTENCES; i++)
        first[i] = duration(v, sentences[i].language, sentences[i].as);
    for (int i = 0; i < SENTENCES; i++)
        assert_int_equal(duration(v, sentences[i].language, sentences[i].as), first[i]); /* from memory */
    voice_virtual_destroy(v);
    v = voice_virtual_create(synth);
    for (int i = SENTENCES; i-- > 0;)
        assert_int_equal(duration(v, sentences[i].language, sentences[i].as), first[i]); /* backwards, anew */
    voice_virtual_destroy(v);
}

/* A recording lasts as long as it is, whatever the text, and the whole text is lit meanwhile. */
static void a_recording_lasts_as_long_as_it_is(void **state)
{
    (void)state;
    static int16_t samples[SOUND_RATE_HZ];
    struct voice_virtual *v = voice_virtual_create(synth);
    struct utterance said = {.segments = mixed,
                             .segment_count = 2,
                             .rate_wpm = 175,
                             .pitch = 50,
                             .samples = samples,
                             .sample_count = SOUND_RATE_HZ / 2,
                             .characters = 8};
    struct speech_times times;
    for (int i = 0; i < 2; i++) {
        voice_virtual_time(v, &said, &times);
        assert_int_equal(times.duration_ms, 500 + 4); /* and the pause behind everything that is said */
        assert_int_equal(times.word_count, 1);
        assert_int_equal(times.words[0].at_ms, 0);
        assert_int_equal(times.words[0].first, 0);
        assert_int_equal(times.words[0].count, 8);
    }
    said.sample_count = 0;
    voice_virtual_time(v, &said, &times);
    assert_int_equal(times.word_count, 4);
    voice_virtual_destroy(v);
}

static void words_come_in_order_and_name_their_characters(void **state)
{
    (void)state;
    struct voice_virtual *v = voice_virtual_create(synth);
    struct utterance said = {.segments = mixed, .segment_count = 2, .rate_wpm = 175, .pitch = 50};
    struct speech_times times;
    voice_virtual_time(v, &said, &times);
    assert_int_equal(times.word_count, 4);
    static const int firsts[] = {0, 1, 2, 3}, counts[] = {1, 1, 1, 5};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(times.words[i].first, firsts[i]);
        assert_int_equal(times.words[i].count, counts[i]);
        assert_true(!i || times.words[i].at_ms > times.words[i - 1].at_ms);
        assert_true(times.words[i].at_ms < times.duration_ms);
    }
    int parts_ms = duration(v, VOICE_CHINESE, mixed[0].as) + duration(v, VOICE_ENGLISH, mixed[1].as);
    assert_in_range(times.duration_ms, parts_ms + 20, parts_ms + 60); /* and a short gap between them */
    voice_virtual_destroy(v);
}

static void rate_and_pitch_are_part_of_the_question(void **state)
{
    (void)state;
    struct voice_virtual *v = voice_virtual_create(synth);
    struct utterance said = {.segments = mixed, .segment_count = 1, .rate_wpm = 175, .pitch = 50};
    struct speech_times slow, fast;
    voice_virtual_time(v, &said, &slow);
    said.rate_wpm = 350;
    voice_virtual_time(v, &said, &fast);
    assert_true(fast.duration_ms * 3 < slow.duration_ms * 2);
    voice_virtual_destroy(v);
}

static void without_espeak_there_is_an_estimate(void **state)
{
    (void)state;
    struct voice_virtual *v = voice_virtual_create(NULL);
    assert_int_equal(duration(v, VOICE_CHINESE, "wo3 xiang3"), 604 + 4); /* and the tail, in whole samples */
    assert_int_equal(duration(v, VOICE_CHINESE, ""), 4);
    voice_virtual_destroy(v);
}

struct counted {
    size_t samples, zeros;
};

static bool count_samples(void *context, const int16_t *samples, size_t count)
{
    struct counted *counted = context;
    for (size_t i = 0; i < count && counted->zeros == counted->samples + i && !samples[i]; i++)
        counted->zeros++;
    counted->samples += count;
    return true;
}

/* Last of all: it lets the synthesiser speak in this process. */
static void the_silence_before_a_plosive_is_left_out(void **state)
{
    (void)state;
    struct voice_virtual *v = voice_virtual_create(synth);
    int virtual_ms = duration(v, VOICE_CHINESE, "ba3 kong1 tiao2 da3 kai1");
    voice_virtual_destroy(v);
    struct counted counted = {0};
    struct voice_segment segment = {.language = VOICE_CHINESE, .as = "ba3 kong1 tiao2 da3 kai1"};
    struct synth_sink sink = {.context = &counted, .samples = count_samples};
    assert_true(synth_speak(synth, &segment, 175, 50, &sink));
    assert_true(counted.zeros > SOUND_RATE_HZ / 50);
    int heard_ms = (int)((counted.samples - counted.zeros) * 1000 / SOUND_RATE_HZ) + 5; /* and the tail */
    assert_in_range(virtual_ms, heard_ms - 2, heard_ms + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_not_depend_on_what_was_said_before),
        cmocka_unit_test(a_recording_lasts_as_long_as_it_is),
        cmocka_unit_test(words_come_in_order_and_name_their_characters),
        cmocka_unit_test(rate_and_pitch_are_part_of_the_question),
        cmocka_unit_test(without_espeak_there_is_an_estimate),
        cmocka_unit_test(the_silence_before_a_plosive_is_left_out),
    };
    return cmocka_run_group_tests_name("voice in virtual time", tests, start, end);
}

/* What recording.h states of espeak-ng, and how its trimming does with speech under the noise of a room. */
#include "real_synth.h"

#include <math.h>

#include "base/memory.h"
#include "speech/recording.h"

static const struct {
    enum voice_language language;
    const char *as;
} sentences[] = {
    {VOICE_CHINESE, "wo3 xiang3 he1 shui3. qing3 bang1 wo3"},
    {VOICE_CHINESE, "kuai4 bang1 wo3 xi1 tan2, tan2 du3 zhu4 le5"},
    {VOICE_CHINESE, "xie4 xie5"},
    {VOICE_CHINESE, "fu2 wo3 zuo4 qi3 lai2"},
    {VOICE_CHINESE, "shi4 de5"},
    {VOICE_ENGLISH, "I want some water, please."},
    {VOICE_ENGLISH, "Please turn me to the left."},
    {VOICE_ENGLISH, "Yes."},
    {VOICE_ENGLISH_BRITISH, "Help me to sit up."},
    {VOICE_ENGLISH_BRITISH, "Thank you."},
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0], SECOND = SOUND_RATE_HZ };

static bool keep_samples(void *context, const int16_t *samples, size_t count)
{
    struct recording *to = context;
    to->samples = memory_grow(to->samples, to->count + count, sizeof *to->samples);
    for (size_t i = 0; i < count; i++)
        to->samples[to->count++] = (float)samples[i] / INT16_MAX;
    return true;
}

static struct recording speak(int sentence)
{
    struct recording said = {0};
    struct voice_segment segment = {.language = sentences[sentence].language, .as = sentences[sentence].as};
    struct synth_sink sink = {.context = &said, .samples = keep_samples};
    assert_true(synth_speak(synth, &segment, 175, 50, &sink));
    return said;
}

static float peak_of(const struct recording *recording)
{
    float peak = 0;
    for (size_t i = 0; i < recording->count; i++)
        peak = fmaxf(peak, fabsf(recording->samples[i]));
    return peak;
}

static void the_level_is_the_synthesisers(void **state)
{
    (void)state;
    double sum = 0;
    for (int i = 0; i < SENTENCES; i++) {
        struct recording said = speak(i);
        double level = recording_level_db(said.samples, said.count);
        print_message("# %-46s %6.1f dB, peak %.2f\n", sentences[i].as, level, (double)peak_of(&said));
        assert_float_equal(level, RECORDING_LEVEL_DB, 3);
        sum += level;
        recording_destroy(&said);
    }
    assert_float_equal(sum / SENTENCES, RECORDING_LEVEL_DB, 0.5);
}

static unsigned random_state;

/* −1 … 1, evenly. */
static float noise(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (float)(random_state >> 8) / (float)(1u << 23) - 1;
}

/* A sentence as somebody records it at home: the key is pressed (a click of 15 ms), a second passes, the sentence, a second
 * and a half, the key. `first` and `end`: where the sentence is. */
static struct recording at_home(int sentence, double room_db, size_t *first, size_t *end)
{
    struct recording said = speak(sentence), home = {0};
    size_t from = 0, to = said.count;
    while (said.samples[from] == 0)
        from++;
    while (said.samples[to - 1] == 0)
        to--;
    home.count = said.count + 5 * SECOND / 2;
    home.samples = memory_new(home.count, sizeof *home.samples);
    float room = (float)(sqrt(3) * pow(10, room_db / 20)); /* of even noise the level is the peak / √3 */
    random_state = (unsigned)sentence;
    for (size_t i = 0; i < home.count; i++)
        home.samples[i] = noise() * room;
    for (size_t i = 0; i < 15 * SECOND / 1000; i++) {
        home.samples[i] += noise() * 0.5f;
        home.samples[home.count - 1 - i] += noise() * 0.5f;
    }
    for (size_t i = 0; i < said.count; i++)
        home.samples[SECOND + i] += said.samples[i];
    *first = SECOND + from;
    *end = SECOND + to;
    recording_destroy(&said);
    return home;
}

/* Nothing of the sentence is lost, and of the rest no more is left than the room that is wanted about it. */
static void trims_speech_out_of_a_room(double room_db)
{
    for (int i = 0; i < SENTENCES; i++) {
        size_t first, end, begin_kept, end_kept;
        struct recording home = at_home(i, room_db, &first, &end);
        assert_true(recording_speech(home.samples, home.count, &begin_kept, &end_kept));
        print_message("# room %.0f dB: %-46s %4ld ms before it, %4ld ms behind it\n", room_db,
                      sentences[i].as, ((long)first - (long)begin_kept) * 1000 / SECOND,
                      ((long)end_kept - (long)end) * 1000 / SECOND);
        assert_true(begin_kept <= first && first - begin_kept <= (RECORDING_BEFORE_MS + 10) * SECOND / 1000);
        assert_true(end_kept >= end && end_kept - end <= (RECORDING_AFTER_MS + 10) * SECOND / 1000);
        recording_destroy(&home);
    }
}

static void a_quiet_room(void **state)
{
    (void)state;
    trims_speech_out_of_a_room(-65);
}

static void a_room_as_they_are(void **state)
{
    (void)state;
    trims_speech_out_of_a_room(-50);
}

static void a_room_with_a_ventilator(void **state)
{
    (void)state;
    trims_speech_out_of_a_room(-38);
}

static void a_recording_from_home_comes_to_the_level(void **state)
{
    (void)state;
    for (int i = 0; i < SENTENCES; i++) {
        size_t first, end;
        struct recording home = at_home(i, -50, &first, &end);
        for (size_t s = 0; s < home.count; s++)
            home.samples[s] *= 0.1f;
        assert_true(recording_prepare(&home));
        assert_float_equal(recording_level_db(home.samples, home.count), RECORDING_LEVEL_DB, 1.5);
        assert_true(peak_of(&home) <= (float)RECORDING_PEAK + 1e-6f);
        recording_destroy(&home);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_level_is_the_synthesisers),
        cmocka_unit_test(a_quiet_room),
        cmocka_unit_test(a_room_as_they_are),
        cmocka_unit_test(a_room_with_a_ventilator),
        cmocka_unit_test(a_recording_from_home_comes_to_the_level),
    };
    return cmocka_run_group_tests(tests, start, end);
}

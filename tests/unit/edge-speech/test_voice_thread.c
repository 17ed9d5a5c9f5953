#include "unit_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "heard.h"
#include "real_synth.h"

/* A voice that writes what it says to a file. */
struct bench {
    struct heard *heard;
    struct sound_system *system;
    struct voice *voice;
    char path[200], cue_path[200];
};

static struct voice_thread_options options_of(struct bench *bench)
{
    return (struct voice_thread_options){.system = bench->system,
                                         .synth = synth,
                                         .device = bench->path,
                                         .retry_ms = 20,
                                         .post = {heard_post, bench->heard}};
}

static void prepare(struct bench *bench, const char *driver, const char *delay_ms)
{
    use_disk(delay_ms);
    SDL_setenv("SDL_AUDIODRIVER", driver, 1);
    disk_file(bench->path, sizeof bench->path, "main");
    disk_file(bench->cue_path, sizeof bench->cue_path, "cue");
    bench->heard = heard_new();
    bench->system = sound_system_create();
}

static void set_up(struct bench *bench)
{
    prepare(bench, "disk", "2");
    struct voice_thread_options options = options_of(bench);
    bench->voice = voice_thread_create(&options);
}

static void silence(struct bench *bench)
{
    bench->voice->destroy(bench->voice->self);
}

static void put_away(struct bench *bench)
{
    sound_system_destroy(bench->system);
    heard_free(bench->heard);
    remove(bench->path);
    remove(bench->cue_path);
}

static const struct voice_span chinese_spans[] = {{0, 3, 0, 1}, {4, 6, 1, 1}, {11, 4, 2, 1}};
static const struct voice_span english_spans[] = {{0, 5, 3, 5}};
static const struct voice_segment mixed[] = {{VOICE_CHINESE, "wo3 xiang3 kan4", chinese_spans, 3},
                                             {VOICE_ENGLISH, "movie", english_spans, 1}};
static const struct voice_segment shorter[] = {{VOICE_CHINESE, "hao3", chinese_spans, 1}};
static const struct voice_segment longer[] = {
    {VOICE_ENGLISH,
     "this is a long sentence about nothing at all and it goes on and on and on until at last it ends", NULL,
     0}};

static void say(struct bench *bench, uint32_t id, enum voice_role role, bool queued,
                const struct voice_segment *segments, size_t count, int rate_wpm)
{
    struct utterance said = {.id = id,
                             .role = role,
                             .queued = queued,
                             .segments = segments,
                             .segment_count = count,
                             .rate_wpm = rate_wpm,
                             .pitch = 50,
                             .volume_percent = 100};
    bench->voice->say(bench->voice->self, &said);
}

static bool count_samples(void *context, const int16_t *samples, size_t count)
{
    (void)samples;
    *(size_t *)context += count;
    return true;
}

/* Before the voice has the synthesiser. */
static size_t natural_length(const struct voice_segment *segments, size_t count, int rate_wpm)
{
    size_t samples = 0;
    struct synth_sink sink = {.context = &samples, .samples = count_samples};
    for (size_t i = 0; i < count; i++) {
        assert_true(synth_speak(synth, &segments[i], rate_wpm, 50, &sink));
        samples += i + 1 < count ? (size_t)voice_segment_gap_ms(&segments[i]) * SOUND_RATE_HZ / 1000 : 0;
    }
    return samples;
}

static void says_two_languages_and_tells_each_word(void **state)
{
    (void)state;
    struct bench bench;
    size_t natural = natural_length(mixed, 2, 175);
    set_up(&bench);
    say(&bench, 7, VOICE_MAIN, false, mixed, 2, 175);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 7);
    silence(&bench);
    const struct event *events = bench.heard->events;
    static const enum event_kind kinds[] = {EVENT_SPEECH_STARTED, EVENT_SPEECH_WORD, EVENT_SPEECH_WORD,
                                            EVENT_SPEECH_WORD,    EVENT_SPEECH_WORD, EVENT_SPEECH_ENDED};
    static const int firsts[] = {0, 0, 1, 2, 3, 0}, counts[] = {0, 1, 1, 1, 5, 0};
    assert_int_equal(bench.heard->count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(events[i].kind, kinds[i]);
        assert_int_equal(events[i].speech_id, 7);
        assert_int_equal(events[i].first, firsts[i]);
        assert_int_equal(events[i].count, counts[i]);
        assert_true(!i || events[i].at_us >= events[i - 1].at_us);
    }
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t heard = sounding(samples, count);
    assert_in_range(heard, natural * 8 / 10, natural * 12 / 10);
    free(samples);
    put_away(&bench);
}

static void stop_is_heard_at_once(void **state)
{
    (void)state;
    struct bench bench;
    size_t natural = natural_length(longer, 1, 80);
    set_up(&bench);
    say(&bench, 1, VOICE_MAIN, false, longer, 1, 80);
    say(&bench, 2, VOICE_MAIN, true, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    bench.voice->stop(bench.voice->self, VOICE_MAIN);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_STARTED, 2), 0);
    say(&bench, 3, VOICE_MAIN, false, shorter, 1, 175); /* and the voice goes on working */
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 3);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t heard = sounding(samples, count);
    assert_in_range(heard, 1000, natural / 2);
    free(samples);
    put_away(&bench);
}

/* A square wave that no synthesiser makes. */
static void recording_of(int16_t *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        samples[i] = i / 25 % 2 ? 8000 : -8000;
}

static void say_recording(struct bench *bench, uint32_t id, const int16_t *samples, size_t count, int percent)
{
    struct utterance said = {.id = id,
                             .role = VOICE_MAIN,
                             .segments = shorter,
                             .segment_count = 1,
                             .rate_wpm = 175,
                             .pitch = 50,
                             .volume_percent = percent,
                             .samples = samples,
                             .sample_count = count,
                             .characters = 5};
    bench->voice->say(bench->voice->self, &said);
}

static void a_recording_is_played_in_place_of_the_synthesiser(void **state)
{
    (void)state;
    enum { COUNT = SOUND_RATE_HZ / 2 };
    struct bench bench;
    static int16_t given[COUNT];
    recording_of(given, COUNT);
    set_up(&bench);
    say_recording(&bench, 1, given, COUNT, 50);
    memset(given, 0, sizeof given); /* it was copied */
    size_t word = heard_wait(bench.heard, EVENT_SPEECH_WORD, 1);
    assert_int_equal(bench.heard->events[word].first, 0);
    assert_int_equal(bench.heard->events[word].count, 5);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    size_t count, loud = 0;
    int16_t *samples = disk_read(bench.path, &count);
    for (size_t i = 0; i < count; i++) {
        assert_true(samples[i] == 0 || abs(samples[i]) == 4000);
        loud += samples[i] != 0;
    }
    assert_int_equal(loud, COUNT);
    free(samples);
    put_away(&bench);
}

static void a_recording_is_stopped_like_speech(void **state)
{
    (void)state;
    enum { COUNT = 50 * SOUND_RATE_HZ };
    struct bench bench;
    int16_t *given = memory_new(COUNT, sizeof *given);
    recording_of(given, COUNT);
    set_up(&bench);
    say_recording(&bench, 1, given, COUNT, 100);
    free(given);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    bench.voice->stop(bench.voice->self, VOICE_MAIN);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    say(&bench, 2, VOICE_MAIN, false, shorter, 1, 175); /* and the synthesiser goes on */
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    assert_in_range(sounding(samples, count), 1000, COUNT / 2);
    free(samples);
    put_away(&bench);
}

static void queued_utterances_follow_each_other(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    for (uint32_t id = 1; id <= 4; id++)
        say(&bench, id, VOICE_MAIN, id > 1, shorter, 1, 300);
    for (uint32_t id = 1; id <= 4; id++) { /* each in its turn: heard_wait only looks forwards */
        heard_wait(bench.heard, EVENT_SPEECH_STARTED, id);
        heard_wait(bench.heard, EVENT_SPEECH_ENDED, id);
    }
    silence(&bench);
    for (uint32_t id = 1; id <= 4; id++) {
        assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_STARTED, id), 1);
        assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_ENDED, id), 1);
    }
    put_away(&bench);
}

static void said_in_its_place_the_old_ends_first(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    say(&bench, 1, VOICE_MAIN, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    say(&bench, 2, VOICE_MAIN, false, shorter, 1, 175);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 2);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    silence(&bench);
    put_away(&bench);
}

static void cues_give_way_to_the_voice(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    say(&bench, 1, VOICE_CUE, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    say(&bench, 2, VOICE_CUE, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 2);
    say(&bench, 3, VOICE_MAIN, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 3);
    say(&bench, 4, VOICE_CUE, false, shorter, 1, 175);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 4);
    assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_STARTED, 4), 0);
    assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_ENDED, 3), 0); /* the voice was not disturbed */
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_ENDED, 3), 1); /* destroyed while it spoke */
    put_away(&bench);
}

static void cues_on_a_device_of_their_own_sound_beside_the_voice(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk", "2");
    struct voice_thread_options options = options_of(&bench);
    options.cue_device = bench.cue_path;
    bench.voice = voice_thread_create(&options);
    say(&bench, 1, VOICE_MAIN, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    say(&bench, 2, VOICE_CUE, false, shorter, 1, 240);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 2);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    size_t main_count, cue_count;
    int16_t *main_samples = disk_read(bench.path, &main_count);
    int16_t *cue_samples = disk_read(bench.cue_path, &cue_count);
    size_t main_sounding = sounding(main_samples, main_count),
           cue_sounding = sounding(cue_samples, cue_count);
    assert_in_range(cue_sounding, SOUND_RATE_HZ / 20, SOUND_RATE_HZ);
    assert_true(main_sounding > 3 * cue_sounding);
    free(main_samples);
    free(cue_samples);
    put_away(&bench);
}

static void speech_longer_than_the_ring_is_heard_to_its_end(void **state)
{
    (void)state;
    struct bench bench;
    struct voice_segment pieces[4];
    for (int i = 0; i < 4; i++)
        pieces[i] = longer[0];
    size_t natural = natural_length(pieces, 4, 80);
    assert_true(natural > (1 << 19));
    prepare(&bench, "disk", "1");
    struct voice_thread_options options = options_of(&bench);
    bench.voice = voice_thread_create(&options);
    say(&bench, 1, VOICE_MAIN, false, pieces, 4, 80);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t heard = sounding(samples, count);
    assert_in_range(heard, natural * 9 / 10, natural * 11 / 10);
    free(samples);
    put_away(&bench);
}

/* No sound card: the utterance takes its time all the same; when there is one, sound is back with the next. */
static void without_a_device_time_passes_and_sound_comes_back(void **state)
{
    (void)state;
    struct bench bench;
    size_t natural = natural_length(mixed, 2, 300);
    prepare(&bench, "no-such-driver", "2");
    struct voice_thread_options options = options_of(&bench);
    options.retry_ms = options.rest_retry_ms = 100000;
    bench.voice = voice_thread_create(&options);
    size_t lost = heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    assert_true(bench.heard->events[lost].text[0]);
    say(&bench, 1, VOICE_MAIN, false, mixed, 2, 300);
    size_t began = heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    size_t ended = heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    time_us took_us = bench.heard->events[ended].at_us - bench.heard->events[began].at_us;
    time_us natural_us = (time_us)natural * 1000000 / SOUND_RATE_HZ;
    assert_in_range(took_us, natural_us * 9 / 10,
                    natural_us * 11 / 10); /* stamps of samples, not of the clock */
    assert_int_equal(heard_count(bench.heard, EVENT_SPEECH_WORD, 1), 4);
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1); /* the voice rests */
    say(&bench, 2, VOICE_MAIN, false, shorter, 1, 175);
    heard_wait(bench.heard, EVENT_SOUND_BACK, 0);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 1);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    assert_true(sounding(samples, count) > SOUND_RATE_HZ / 10);
    free(samples);
    put_away(&bench);
}

/* A sound server that comes up late: nobody says anything, nothing is plugged in. (The thread tries meanwhile: no variable of the
 * environment may change under it, so what comes late is the folder that the device writes to.) */
static void what_could_not_be_opened_is_tried_again_at_rest(void **state)
{
    (void)state;
    struct bench bench;
    char folder[240];
    prepare(&bench, "disk", "2");
    snprintf(folder, sizeof folder, "%s.late", bench.path);
    snprintf(bench.path, sizeof bench.path, "%.190s/main", folder);
    SDL_setenv("SDL_DISKAUDIOFILE", bench.path, 1); /* that of the usual device */
    struct voice_thread_options options = options_of(&bench);
    options.rest_retry_ms = 5;
    bench.voice = voice_thread_create(&options);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    heard_wait(bench.heard, EVENT_SOUND_BACK, 0);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 1);
    put_away(&bench);
    rmdir(folder);
    unsetenv("SDL_DISKAUDIOFILE");
}

static void an_added_device_is_tried_at_rest(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "no-such-driver", "2");
    struct voice_thread_options options = options_of(&bench);
    options.rest_retry_ms = 100000;
    bench.voice = voice_thread_create(&options);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    heard_moment(bench.heard, 30); /* longer than half of retry_ms */
    SDL_setenv("SDL_AUDIODRIVER", "dummy", 1);
    voice_thread_device_added(bench.voice);
    heard_wait(bench.heard, EVENT_SOUND_BACK, 0);
    silence(&bench);
    put_away(&bench);
}

/* SDL numbers its open devices from 2. */
static void a_device_that_is_removed_while_speaking(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk", "2");
    struct voice_thread_options options = options_of(&bench);
    options.retry_ms = 100000;
    bench.voice = voice_thread_create(&options);
    say(&bench, 1, VOICE_MAIN, false, longer, 1, 175);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    voice_thread_device_removed(bench.voice, 4711); /* another one's */
    voice_thread_device_removed(bench.voice, 2);    /* there is another: it goes on there */
    say(&bench, 2, VOICE_MAIN, true, longer, 1, 400);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 2);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 0);
    SDL_setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    voice_thread_device_removed(bench.voice, 2);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2); /* in silence */
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 1);
    put_away(&bench);
}

static void a_device_that_does_not_answer_is_given_up(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk", "400");
    struct voice_thread_options options = options_of(&bench);
    options.stall_ms = 60;
    options.retry_ms = 100000;
    bench.voice = voice_thread_create(&options);
    say(&bench, 1, VOICE_MAIN, false, mixed, 2, 300);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    put_away(&bench);
}

static void without_a_synthesiser_it_takes_its_time_in_silence(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk", "2");
    struct voice_thread_options options = options_of(&bench);
    options.synth = NULL;
    bench.voice = voice_thread_create(&options);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    say(&bench, 1, VOICE_MAIN, false, shorter, 1, 300);
    size_t began = heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    size_t ended = heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    time_us took_us = bench.heard->events[ended].at_us - bench.heard->events[began].at_us;
    assert_in_range(took_us, 170000, 190000); /* 302 ms at 175, here at 300 */
    silence(&bench);
    put_away(&bench);
}

static void devices_can_be_changed(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    say(&bench, 1, VOICE_MAIN, false, longer, 1, 80);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    voice_thread_set_devices(bench.voice, bench.cue_path, NULL);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    say(&bench, 2, VOICE_MAIN, false, shorter, 1, 175);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 2);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.cue_path, &count);
    assert_true(sounding(samples, count) > SOUND_RATE_HZ / 10);
    free(samples);
    put_away(&bench);
}

static void empty_utterances_begin_and_end(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench);
    say(&bench, 1, VOICE_MAIN, false, NULL, 0, 175);
    heard_wait(bench.heard, EVENT_SPEECH_STARTED, 1);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    put_away(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_two_languages_and_tells_each_word),
        cmocka_unit_test(stop_is_heard_at_once),
        cmocka_unit_test(a_recording_is_played_in_place_of_the_synthesiser),
        cmocka_unit_test(a_recording_is_stopped_like_speech),
        cmocka_unit_test(queued_utterances_follow_each_other),
        cmocka_unit_test(said_in_its_place_the_old_ends_first),
        cmocka_unit_test(cues_give_way_to_the_voice),
        cmocka_unit_test(cues_on_a_device_of_their_own_sound_beside_the_voice),
        cmocka_unit_test(speech_longer_than_the_ring_is_heard_to_its_end),
        cmocka_unit_test(without_a_device_time_passes_and_sound_comes_back),
        cmocka_unit_test(what_could_not_be_opened_is_tried_again_at_rest),
        cmocka_unit_test(an_added_device_is_tried_at_rest),
        cmocka_unit_test(a_device_that_is_removed_while_speaking),
        cmocka_unit_test(a_device_that_does_not_answer_is_given_up),
        cmocka_unit_test(without_a_synthesiser_it_takes_its_time_in_silence),
        cmocka_unit_test(devices_can_be_changed),
        cmocka_unit_test(empty_utterances_begin_and_end),
    };
    return cmocka_run_group_tests_name("the voice", tests, start, end);
}

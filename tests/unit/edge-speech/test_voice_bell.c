/* The bell and the click of a choice beside speech on one device. The synthesiser is a stand-in that says one level, and hangs when asked to. */
#include "unit_test.h"

#include <sys/stat.h>

#include "heard.h"
#include "speech/bell.h"
#include "speech/tick.h"

enum { SPEECH_LEVEL = 4000, SPEECH_SAMPLES = 6000, BELL_SAMPLES = 8192 };

enum place { NOWHERE, IN_WARM_UP, IN_SPEECH };

struct synth {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    enum place hangs, is; /* where it is to hang; where it does */
};

static void synth_pass(struct synth *synth, enum place place)
{
    pthread_mutex_lock(&synth->lock);
    while (synth->hangs == place) {
        synth->is = place;
        pthread_cond_broadcast(&synth->changed);
        pthread_cond_wait(&synth->changed, &synth->lock);
    }
    synth->is = NOWHERE;
    pthread_mutex_unlock(&synth->lock);
}

void synth_warm_up(struct synth *synth)
{
    synth_pass(synth, IN_WARM_UP);
}

bool synth_speak(struct synth *synth, const struct voice_segment *segment, int rate_wpm, int pitch,
                 const struct synth_sink *sink)
{
    (void)segment, (void)rate_wpm, (void)pitch;
    int16_t level[100];
    for (int i = 0; i < 100; i++)
        level[i] = SPEECH_LEVEL;
    synth_pass(synth, IN_SPEECH);
    for (int i = 0; i < SPEECH_SAMPLES / 100; i++)
        if (!sink->samples(sink->context, level, 100))
            break;
    return true;
}

static void wait_until_it_hangs(struct synth *synth)
{
    pthread_mutex_lock(&synth->lock);
    while (synth->is != synth->hangs)
        pthread_cond_wait(&synth->changed, &synth->lock);
    pthread_mutex_unlock(&synth->lock);
}

static void let_it_go(struct synth *synth)
{
    pthread_mutex_lock(&synth->lock);
    synth->hangs = NOWHERE;
    pthread_cond_broadcast(&synth->changed);
    pthread_mutex_unlock(&synth->lock);
}

struct bench {
    struct synth synth;
    struct heard *heard;
    struct sound_system *system;
    struct voice_thread_options options;
    struct voice *voice;
    char path[200], other_path[200];
};

static void prepare(struct bench *bench, const char *driver)
{
    *bench = (struct bench){0};
    use_disk("2");
    SDL_setenv("SDL_AUDIODRIVER", driver, 1);
    disk_file(bench->path, sizeof bench->path, "bell");
    disk_file(bench->other_path, sizeof bench->other_path, "other");
    pthread_mutex_init(&bench->synth.lock, NULL);
    pthread_cond_init(&bench->synth.changed, NULL);
    bench->heard = heard_new();
    bench->system = sound_system_create();
    bench->options = (struct voice_thread_options){.system = bench->system,
                                                   .synth = &bench->synth,
                                                   .device = bench->path,
                                                   .retry_ms = 100000,
                                                   .bell_retry_ms = 20,
                                                   .linger_ms = 100000,
                                                   .post = {heard_post, bench->heard}};
}

static void begin(struct bench *bench)
{
    bench->voice = voice_thread_create(&bench->options);
}

static void silence(struct bench *bench)
{
    bench->voice->destroy(bench->voice->self);
}

static void put_away(struct bench *bench)
{
    sound_system_destroy(bench->system);
    heard_free(bench->heard);
    pthread_cond_destroy(&bench->synth.changed);
    pthread_mutex_destroy(&bench->synth.lock);
    remove(bench->path);
    remove(bench->other_path);
}

static void say(struct bench *bench, uint32_t id)
{
    static const struct voice_segment segment = {.language = VOICE_CHINESE, .as = "lai2"};
    struct utterance said = {.id = id,
                             .segments = &segment,
                             .segment_count = 1,
                             .rate_wpm = 175,
                             .pitch = 50,
                             .volume_percent = 100};
    bench->voice->say(bench->voice->self, &said);
}

static off_t size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_size : 0;
}

/* Until `count` samples more have gone out; fails the test when they do not. */
static void await_samples(struct bench *bench, const char *path, size_t count)
{
    off_t enough = size_of(path) + (off_t)(count * sizeof(int16_t));
    for (int i = 0; size_of(path) < enough; i++) {
        assert_true(i < HEARD_DEADLINE_S * 200);
        heard_moment(bench->heard, 5);
    }
}

static void ring_for_a_while(struct bench *bench)
{
    voice_thread_bell(bench->voice, true);
    await_samples(bench, bench->path, BELL_SAMPLES);
    voice_thread_bell(bench->voice, false);
}

static void await_closed(struct bench *bench)
{
    for (int i = 0; SDL_GetCurrentAudioDriver(); i++) {
        assert_true(i < HEARD_DEADLINE_S * 200);
        heard_moment(bench->heard, 5);
    }
}

/* Finds the bell's pattern, as long as it is whole, from its beginning; fails the test when it is not there. Returns
 * where it ends. SDL writes in blocks through a buffer of 4096 bytes: what was waited for is not all bell. */
static size_t expect_bell(const int16_t *samples, size_t from, size_t count)
{
    while (from + 1 < count && !samples[from + 1]) /* the pattern begins with one silent sample */
        from++;
    int16_t *pattern = memory_new(count - from, sizeof *pattern);
    bell_fill(0, pattern, count - from);
    size_t same = 0;
    while (from + same < count && samples[from + same] == pattern[same])
        same++;
    free(pattern);
    assert_true(same > BELL_SAMPLES / 2);
    return from + same;
}

/* How many samples from there on are those of an utterance. */
static size_t speech_from(const int16_t *samples, size_t from, size_t count)
{
    size_t to = from;
    while (to < count && samples[to] == SPEECH_LEVEL)
        to++;
    return to - from;
}

/* Likewise the whole of an utterance, of which the fade of the bell may cover the beginning. (A few samples of the bell may
 * have its level by chance.) */
static size_t expect_speech(const int16_t *samples, size_t from, size_t count)
{
    while (from < count && speech_from(samples, from, count) < SOUND_FADE)
        from++;
    size_t said = speech_from(samples, from, count);
    assert_in_range(said, SPEECH_SAMPLES - SOUND_FADE, SPEECH_SAMPLES);
    return from + said;
}

static void expect_silence(const int16_t *samples, size_t from, size_t count)
{
    for (size_t i = from + SOUND_FADE; i < count; i++)
        assert_int_equal(samples[i], 0);
}

/* The disk driver begins its file anew when it is opened: everything in one file went through one device. */
static void bell_speech_and_bell_are_heard_in_turn_on_one_device(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    begin(&bench);
    voice_thread_bell(bench.voice, false); /* nothing */
    ring_for_a_while(&bench);
    say(&bench, 1);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    ring_for_a_while(&bench);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 0);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_BACK, 0), 0);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t at = expect_bell(samples, 0, count);
    at = expect_speech(samples, at, count);
    at = expect_bell(samples, at, count);
    expect_silence(samples, at, count);
    free(samples);
    put_away(&bench);
}

/* The dummy driver has one output only, and refuses a second. */
static void a_single_output_is_never_lost_to_oneself(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "dummy");
    begin(&bench);
    for (uint32_t id = 1; id <= 3; id++) {
        voice_thread_bell(bench.voice, true);
        heard_moment(bench.heard, 60);
        voice_thread_bell(bench.voice, false);
        say(&bench, id);
        heard_wait(bench.heard, EVENT_SPEECH_ENDED, id);
    }
    voice_thread_bell(bench.voice, true);
    heard_moment(bench.heard, 60);
    silence(&bench); /* while it rings */
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 0);
    put_away(&bench);
}

static void rings_without_a_synthesiser(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    bench.options.synth = NULL;
    begin(&bench);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    ring_for_a_while(&bench);
    say(&bench, 1);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 1);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_BACK, 0), 0); /* the voice is not back */
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t at = expect_bell(samples, 0, count);
    expect_silence(samples, at, count);
    free(samples);
    put_away(&bench);
}

static void rings_while_the_synthesiser_hangs(enum place place)
{
    struct bench bench;
    prepare(&bench, "disk");
    bench.synth.hangs = place;
    begin(&bench);
    say(&bench, 1);
    wait_until_it_hangs(&bench.synth);
    ring_for_a_while(&bench);
    let_it_go(&bench.synth);
    heard_wait(bench.heard, EVENT_SPEECH_ENDED, 1);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 0);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    expect_speech(samples, expect_bell(samples, 0, count), count);
    free(samples);
    put_away(&bench);
}

static void rings_while_the_synthesiser_hangs_in_a_sentence(void **state)
{
    (void)state;
    rings_while_the_synthesiser_hangs(IN_SPEECH);
}

static void rings_while_the_synthesiser_hangs_before_any_device_is_open(void **state)
{
    (void)state;
    rings_while_the_synthesiser_hangs(IN_WARM_UP);
}

/* The voice itself would not try again for 100 s; it hangs besides. */
static void says_when_nobody_can_hear_it_and_rings_when_they_can(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "no-such-driver");
    bench.synth.hangs = IN_WARM_UP;
    begin(&bench);
    voice_thread_bell(bench.voice, true);
    size_t place = heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    assert_true(bench.heard->events[place].text[0]);
    heard_moment(bench.heard, 100); /* some more tries in vain */
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
    heard_wait(bench.heard, EVENT_SOUND_BACK, 0);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    let_it_go(&bench.synth);
    silence(&bench);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_LOST, 0), 1);
    assert_int_equal(heard_count(bench.heard, EVENT_SOUND_BACK, 0), 1);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    expect_bell(samples, 0, count);
    free(samples);
    put_away(&bench);
}

static void a_device_that_does_not_answer_the_bell_is_given_up(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    use_disk("400");
    bench.options.stall_ms = 60;
    begin(&bench);
    voice_thread_bell(bench.voice, true);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    silence(&bench);
    put_away(&bench);
}

/* The voice rests, and would have closed the device many times over. */
static void at_rest_the_device_is_closed_but_not_while_it_rings(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    bench.options.linger_ms = 5;
    bench.options.bell_retry_ms = 100000;
    begin(&bench);
    voice_thread_bell(bench.voice, true);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    voice_thread_device_removed(bench.voice, 4711); /* another one's; it only wakes the voice */
    await_samples(&bench, bench.path, BELL_SAMPLES);
    voice_thread_bell(bench.voice, false);
    await_closed(&bench);
    silence(&bench);
    put_away(&bench);
}

static void rings_on_when_the_device_is_changed(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    bench.options.bell_retry_ms = 100000;
    begin(&bench);
    voice_thread_bell(bench.voice, true);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    voice_thread_set_devices(bench.voice, bench.other_path, NULL);
    await_samples(&bench, bench.other_path, BELL_SAMPLES);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.other_path, &count);
    expect_bell(samples, 0, count);
    free(samples);
    put_away(&bench);
}

/* How many whole clicks there are, with nothing but them and speech of one level, or silence, behind them. */
static int clicks_over(const int16_t *samples, size_t count, int level)
{
    int found = 0;
    for (size_t at = 0; at + TICK_SAMPLES <= count; at++) {
        uint32_t same = 0;
        while (same < TICK_SAMPLES && samples[at + same] == level + tick_sample(same))
            same++;
        found += same == TICK_SAMPLES;
    }
    return found;
}

static int clicks_in_file(const char *path, int level)
{
    size_t count;
    int16_t *samples = disk_read(path, &count);
    int found = clicks_over(samples, count, level);
    free(samples);
    return found;
}

/* A click that a busy machine brings too late is left out, rightly: then another one is asked for. */
static void a_click_opens_the_device_and_lets_it_close_again(void **state)
{
    (void)state;
    struct bench bench;
    int heard = 0;
    prepare(&bench, "disk");
    bench.options.linger_ms = 100;
    begin(&bench);
    for (int tries = 0; !heard && tries < 20; tries++) {
        await_closed(&bench);
        remove(bench.path);
        voice_thread_tick(bench.voice, 100);
        for (int i = 0; !size_of(bench.path); i++) {
            assert_true(i < HEARD_DEADLINE_S * 200);
            heard_moment(bench.heard, 5);
        }
        await_closed(&bench);
        heard = clicks_in_file(bench.path, 0);
    }
    assert_int_equal(heard, 1);
    silence(&bench);
    assert_int_equal(bench.heard->count, 0);
    put_away(&bench);
}

static void a_click_is_heard_beside_speech_of_which_nothing_is_lost(void **state)
{
    (void)state;
    struct bench bench;
    int heard = 0;
    prepare(&bench, "disk");
    begin(&bench);
    for (uint32_t id = 1; !heard && id <= 20; id++) {
        remove(bench.path);
        voice_thread_set_devices(bench.voice, bench.path, NULL); /* another file */
        say(&bench, id);
        heard_wait(bench.heard, EVENT_SPEECH_STARTED, id);
        voice_thread_tick(bench.voice, 100);
        heard_wait(bench.heard, EVENT_SPEECH_ENDED, id);
        await_samples(&bench, bench.path, BELL_SAMPLES);
        size_t count, said = 0;
        int16_t *samples = disk_read(bench.path, &count);
        for (size_t i = 0; i < count; i++)
            said += samples[i] > SPEECH_LEVEL / 2;
        assert_int_equal(said, SPEECH_SAMPLES);
        heard = clicks_over(samples, count, SPEECH_LEVEL);
        free(samples);
    }
    assert_int_equal(heard, 1);
    silence(&bench);
    put_away(&bench);
}

static void no_click_is_heard_when_the_bell_rings_nor_after_it(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "disk");
    begin(&bench);
    voice_thread_bell(bench.voice, true);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    voice_thread_tick(bench.voice, 100);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    voice_thread_bell(bench.voice, false);
    await_samples(&bench, bench.path, BELL_SAMPLES);
    silence(&bench);
    size_t count;
    int16_t *samples = disk_read(bench.path, &count);
    size_t at = expect_bell(samples, 0, count);
    assert_true(at > 2 * BELL_SAMPLES);
    expect_silence(samples, at, count);
    free(samples);
    put_away(&bench);
}

static void where_the_device_is_lost_a_click_is_nothing(void **state)
{
    (void)state;
    struct bench bench;
    prepare(&bench, "no-such-driver");
    bench.options.retry_ms = 1;
    begin(&bench);
    heard_wait(bench.heard, EVENT_SOUND_LOST, 0);
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
    voice_thread_tick(bench.voice, 100);
    heard_moment(bench.heard, 100);
    assert_int_equal(bench.heard->count, 1);
    assert_int_equal(size_of(bench.path), 0);
    say(&bench, 1);
    heard_wait(bench.heard, EVENT_SOUND_BACK, 0); /* speech finds it */
    silence(&bench);
    put_away(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bell_speech_and_bell_are_heard_in_turn_on_one_device),
        cmocka_unit_test(a_single_output_is_never_lost_to_oneself),
        cmocka_unit_test(rings_without_a_synthesiser),
        cmocka_unit_test(rings_while_the_synthesiser_hangs_in_a_sentence),
        cmocka_unit_test(rings_while_the_synthesiser_hangs_before_any_device_is_open),
        cmocka_unit_test(says_when_nobody_can_hear_it_and_rings_when_they_can),
        cmocka_unit_test(a_device_that_does_not_answer_the_bell_is_given_up),
        cmocka_unit_test(at_rest_the_device_is_closed_but_not_while_it_rings),
        cmocka_unit_test(rings_on_when_the_device_is_changed),
        cmocka_unit_test(a_click_opens_the_device_and_lets_it_close_again),
        cmocka_unit_test(a_click_is_heard_beside_speech_of_which_nothing_is_lost),
        cmocka_unit_test(no_click_is_heard_when_the_bell_rings_nor_after_it),
        cmocka_unit_test(where_the_device_is_lost_a_click_is_nothing),
    };
    return cmocka_run_group_tests_name("bell and speech", tests, NULL, NULL);
}

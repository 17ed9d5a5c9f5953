#include "unit_test.h"

#include "speech/voice_track.h"

/* 22050 samples are a second. */
static void write_silence(struct voice_track *track, size_t count)
{
    int16_t none = 0;
    for (size_t i = 0; i < count; i++)
        sound_ring_write(&track->ring, &none, 1);
}

static void take(struct voice_track *track, size_t count, time_us at_us)
{
    int16_t out[4410] = {0};
    sound_ring_take(&track->ring, out, count, at_us);
}

static void words_come_when_they_are_heard(void **state)
{
    (void)state;
    struct voice_track track;
    struct event event;
    time_us deadline;
    voice_track_init(&track, 1 << 15);
    voice_track_begin(&track, 9);
    write_silence(&track, 4410);
    voice_track_word(&track, 2205, 3, 2);
    voice_track_end(&track);
    assert_false(voice_track_due(&track, 1, 0, &event, &deadline)); /* nothing taken */
    assert_int_equal(deadline, TIME_NEVER);
    take(&track, 4410, 1000000);
    assert_true(voice_track_due(&track, 1000000, 10000, &event, &deadline));
    assert_int_equal(event.kind, EVENT_SPEECH_STARTED);
    assert_int_equal(event.speech_id, 9);
    assert_int_equal(event.at_us, 1000000); /* queued: no latency */
    assert_false(voice_track_due(&track, 1109999, 10000, &event, &deadline));
    assert_int_equal(deadline, 1110000); /* 100 ms into it, heard 10 ms later */
    assert_true(voice_track_due(&track, 1110000, 10000, &event, &deadline));
    assert_int_equal(event.kind, EVENT_SPEECH_WORD);
    assert_int_equal(event.first, 3);
    assert_int_equal(event.count, 2);
    assert_false(voice_track_due(&track, 1200000, 10000, &event, &deadline));
    assert_true(voice_track_due(&track, 1210000, 10000, &event, &deadline));
    assert_int_equal(event.kind, EVENT_SPEECH_ENDED);
    assert_false(voice_track_due(&track, 9999999, 10000, &event, &deadline));
    voice_track_destroy(&track);
}

static void a_cut_utterance_tells_nothing_more(void **state)
{
    (void)state;
    struct voice_track track;
    struct event event;
    time_us deadline;
    voice_track_init(&track, 1 << 15);
    voice_track_begin(&track, 1);
    write_silence(&track, 2205);
    voice_track_end(&track);
    voice_track_cut(&track);
    take(&track, 4410, 1000);
    assert_false(voice_track_due(&track, 9999999, 0, &event, &deadline));
    voice_track_begin(&track, 2);
    write_silence(&track, 100);
    voice_track_end(&track);
    take(&track, 100, 2000000);
    assert_true(voice_track_due(&track, 9999999, 0, &event, &deadline));
    assert_int_equal(event.speech_id, 2);
    assert_int_equal(event.at_us, 2000000);
    voice_track_destroy(&track);
}

static void time_never_runs_backwards(void **state)
{
    (void)state;
    struct voice_track track;
    struct event event;
    time_us deadline;
    voice_track_init(&track, 1 << 15);
    voice_track_begin(&track, 1);
    write_silence(&track, 200);
    voice_track_word(&track, 90, 0, 1);
    voice_track_word(&track, 110, 1, 1);
    take(&track, 100, 1000000);
    assert_true(voice_track_due(&track, 9999999, 50000, &event, &deadline));
    assert_true(voice_track_due(&track, 9999999, 50000, &event, &deadline));
    time_us word_us = event.at_us;
    take(&track, 100, 1000001); /* a device that takes faster than it plays */
    assert_true(voice_track_due(&track, 9999999, 0, &event, &deadline));
    assert_int_equal(event.at_us, word_us);
    voice_track_destroy(&track);
}

static void asks_to_be_woken_at_the_next_mark_or_when_there_is_room(void **state)
{
    (void)state;
    struct voice_track track;
    struct event event;
    time_us deadline;
    voice_track_init(&track, 1 << 10);
    voice_track_wake(&track, true);
    assert_int_equal(atomic_load(&track.ring.wake_at), 0);
    voice_track_begin(&track, 1);
    write_silence(&track, 1024);
    voice_track_wake(&track, true);
    assert_int_equal(atomic_load(&track.ring.wake_at), 1);
    take(&track, 10, 0);
    assert_true(voice_track_due(&track, 0, 0, &event, &deadline));
    voice_track_wake(&track, false);
    assert_int_equal(atomic_load(&track.ring.wake_at), 0);
    voice_track_wake(&track, true);
    assert_int_equal(atomic_load(&track.ring.wake_at), 512);
    voice_track_word(&track, 700, 0, 1);
    voice_track_wake(&track, true);
    assert_int_equal(atomic_load(&track.ring.wake_at), 512);
    voice_track_wake(&track, false);
    assert_int_equal(atomic_load(&track.ring.wake_at), 701);
    take(&track, 600, 0); /* room enough: no longer a reason */
    voice_track_wake(&track, true);
    assert_int_equal(atomic_load(&track.ring.wake_at), 701);
    voice_track_destroy(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_when_they_are_heard),
        cmocka_unit_test(a_cut_utterance_tells_nothing_more),
        cmocka_unit_test(time_never_runs_backwards),
        cmocka_unit_test(asks_to_be_woken_at_the_next_mark_or_when_there_is_room),
    };
    return cmocka_run_group_tests_name("voice track", tests, NULL, NULL);
}

#include "unit_test.h"

#include "speech/speech_queue.h"

static struct kept_utterance *utterance(uint32_t id, enum voice_role role, bool queued)
{
    struct utterance said = {.id = id, .role = role, .queued = queued, .rate_wpm = 175};
    return utterance_keep(&said);
}

static struct speech_change change;

static void say(struct speech_queue *queue, uint32_t id, enum voice_role role, bool queued)
{
    speech_queue_say(queue, utterance(id, role, queued), &change);
}

static uint32_t next(struct speech_queue *queue, enum voice_role role)
{
    const struct utterance *said = speech_queue_next(queue, role);
    return said ? said->id : 0;
}

static void said_in_its_place_ends_what_is_said(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, false);
    say(&queue, 1, VOICE_MAIN, false);
    assert_int_equal(change.ended_count, 0);
    assert_int_equal(next(&queue, VOICE_MAIN), 1);
    assert_int_equal(next(&queue, VOICE_MAIN), 0);
    say(&queue, 2, VOICE_MAIN, true);
    say(&queue, 3, VOICE_MAIN, false);
    assert_true(change.cut[VOICE_MAIN]);
    assert_int_equal(change.ended_count, 2);
    assert_int_equal(change.ended[0], 1);
    assert_int_equal(change.ended[1], 2);
    assert_int_equal(next(&queue, VOICE_MAIN), 3);
    speech_queue_destroy(&queue);
}

static void queued_waits_for_its_turn(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, false);
    for (uint32_t id = 1; id <= 3; id++)
        say(&queue, id, VOICE_MAIN, true);
    for (uint32_t id = 1; id <= 3; id++) {
        assert_int_equal(next(&queue, VOICE_MAIN), id);
        assert_true(speech_queue_busy(&queue, VOICE_MAIN));
        speech_queue_done(&queue, VOICE_MAIN);
    }
    assert_false(speech_queue_busy(&queue, VOICE_MAIN));
    assert_int_equal(next(&queue, VOICE_MAIN), 0);
    speech_queue_destroy(&queue);
}

static void a_cue_ends_the_one_before(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, false);
    say(&queue, 1, VOICE_CUE, true);
    assert_int_equal(next(&queue, VOICE_CUE), 1);
    say(&queue, 2, VOICE_CUE, true);
    assert_true(change.cut[VOICE_CUE]);
    assert_int_equal(change.ended[0], 1);
    say(&queue, 3, VOICE_CUE, false);
    assert_false(change.cut[VOICE_CUE]); /* 2 had not begun */
    assert_int_equal(change.ended[0], 2);
    assert_int_equal(next(&queue, VOICE_CUE), 3);
    speech_queue_destroy(&queue);
}

static void the_main_voice_goes_before_cues(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, false);
    say(&queue, 1, VOICE_CUE, false);
    assert_int_equal(next(&queue, VOICE_CUE), 1);
    say(&queue, 2, VOICE_MAIN, true);
    assert_true(change.cut[VOICE_CUE]);
    assert_false(change.cut[VOICE_MAIN]);
    say(&queue, 3, VOICE_CUE, false); /* main waits: refused */
    assert_int_equal(change.ended_count, 1);
    assert_int_equal(change.ended[0], 3);
    assert_int_equal(next(&queue, VOICE_MAIN), 2);
    say(&queue, 4, VOICE_CUE, false); /* main speaks: refused */
    assert_false(change.cut[VOICE_MAIN]);
    assert_int_equal(change.ended[0], 4);
    speech_queue_done(&queue, VOICE_MAIN);
    say(&queue, 5, VOICE_CUE, false);
    assert_int_equal(change.ended_count, 0);
    assert_int_equal(next(&queue, VOICE_CUE), 5);
    speech_queue_destroy(&queue);
}

static void a_cue_voice_apart_is_not_disturbed(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, true);
    say(&queue, 1, VOICE_CUE, false);
    assert_int_equal(next(&queue, VOICE_CUE), 1);
    say(&queue, 2, VOICE_MAIN, false);
    assert_false(change.cut[VOICE_CUE]);
    assert_int_equal(next(&queue, VOICE_MAIN), 2);
    say(&queue, 3, VOICE_CUE, false);
    assert_int_equal(change.ended_count, 1); /* 1, by 3 */
    assert_int_equal(next(&queue, VOICE_CUE), 3);
    speech_queue_destroy(&queue);
}

static void stop_ends_all_of_one_role(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, true);
    say(&queue, 1, VOICE_MAIN, true);
    say(&queue, 2, VOICE_MAIN, true);
    say(&queue, 3, VOICE_CUE, false);
    assert_int_equal(next(&queue, VOICE_MAIN), 1);
    speech_queue_stop(&queue, VOICE_MAIN, &change);
    assert_true(change.cut[VOICE_MAIN]);
    assert_int_equal(change.ended_count, 2);
    assert_true(speech_queue_busy(&queue, VOICE_CUE));
    speech_queue_stop(&queue, VOICE_MAIN, &change);
    assert_int_equal(change.ended_count, 0);
    assert_false(change.cut[VOICE_MAIN]);
    speech_queue_destroy(&queue);
}

static void a_full_queue_refuses_the_last(void **state)
{
    (void)state;
    struct speech_queue queue;
    speech_queue_init(&queue, false);
    for (uint32_t id = 1; id <= SPEECH_WAITING_AT_MOST; id++) {
        say(&queue, id, VOICE_MAIN, true);
        assert_int_equal(change.ended_count, 0);
    }
    say(&queue, 1000, VOICE_MAIN, true);
    assert_int_equal(change.ended_count, 1);
    assert_int_equal(change.ended[0], 1000);
    say(&queue, 1001, VOICE_MAIN, false); /* in its place: always */
    assert_int_equal(change.ended_count, SPEECH_WAITING_AT_MOST);
    assert_int_equal(next(&queue, VOICE_MAIN), 1001);
    speech_queue_destroy(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(said_in_its_place_ends_what_is_said),
        cmocka_unit_test(queued_waits_for_its_turn),
        cmocka_unit_test(a_cue_ends_the_one_before),
        cmocka_unit_test(the_main_voice_goes_before_cues),
        cmocka_unit_test(a_cue_voice_apart_is_not_disturbed),
        cmocka_unit_test(stop_ends_all_of_one_role),
        cmocka_unit_test(a_full_queue_refuses_the_last),
    };
    return cmocka_run_group_tests_name("speech queue", tests, NULL, NULL);
}

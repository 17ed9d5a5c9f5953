#include "unit_test.h"

#include <string.h>

#include "speech/bell.h"
#include "speech/bell_track.h"

enum { BLOCK = 256, SPEECH = 4000 };

static int16_t pattern[8 * BLOCK];
static int16_t block[BLOCK];

static int fill_pattern(void **state)
{
    (void)state;
    bell_fill(0, pattern, 8 * BLOCK);
    return 0;
}

/* What speech has left there. */
static void take(struct bell_track *track)
{
    for (int i = 0; i < BLOCK; i++)
        block[i] = SPEECH;
    bell_track_take(track, block, BLOCK);
}

static void leaves_speech_alone_when_it_does_not_ring(void **state)
{
    (void)state;
    struct bell_track track = {0};
    take(&track);
    bell_track_turn(&track, false); /* nothing */
    take(&track);
    for (int i = 0; i < BLOCK; i++)
        assert_int_equal(block[i], SPEECH);
}

static void rings_from_the_next_take_on_in_the_place_of_speech(void **state)
{
    (void)state;
    struct bell_track track = {0};
    take(&track);
    bell_track_turn(&track, true);
    assert_true(bell_track_rings(&track));
    take(&track);
    assert_memory_equal(block, pattern, sizeof block);
    bell_track_turn(&track, true); /* nothing */
    take(&track);
    assert_memory_equal(block, pattern + BLOCK, sizeof block);
}

static void fades_out_into_speech(void **state)
{
    (void)state;
    struct bell_track track = {0};
    bell_track_turn(&track, true);
    take(&track);
    bell_track_turn(&track, false);
    take(&track);
    int before = 0;
    for (int i = 0; i < SOUND_FADE; i++) {
        int bell = block[i] - SPEECH, full = pattern[BLOCK + i];
        assert_true(abs(bell) <= abs(full));
        before += bell != 0;
    }
    assert_true(before > SOUND_FADE / 2);
    for (int i = SOUND_FADE; i < BLOCK; i++)
        assert_int_equal(block[i], SPEECH);
    take(&track);
    assert_int_equal(block[0], SPEECH);
}

static void begins_anew_also_between_two_takes(void **state)
{
    (void)state;
    struct bell_track track = {0};
    bell_track_turn(&track, true);
    take(&track);
    bell_track_turn(&track, false);
    bell_track_turn(&track, true);
    take(&track);
    assert_memory_equal(block + SOUND_FADE, pattern + SOUND_FADE, sizeof block - SOUND_FADE * sizeof *block);
}

static void a_new_device_hears_no_rest_of_the_old_bell(void **state)
{
    (void)state;
    struct bell_track track = {0};
    bell_track_turn(&track, true);
    take(&track);
    bell_track_reset(&track);
    take(&track);
    assert_memory_equal(block, pattern, sizeof block);
    bell_track_turn(&track, false);
    bell_track_reset(&track);
    take(&track);
    assert_int_equal(block[0], SPEECH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_speech_alone_when_it_does_not_ring),
        cmocka_unit_test(rings_from_the_next_take_on_in_the_place_of_speech),
        cmocka_unit_test(fades_out_into_speech),
        cmocka_unit_test(begins_anew_also_between_two_takes),
        cmocka_unit_test(a_new_device_hears_no_rest_of_the_old_bell),
    };
    return cmocka_run_group_tests_name("bell's track", tests, fill_pattern, NULL);
}

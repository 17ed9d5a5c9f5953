#include "unit_test.h"

#include "heard.h"
#include "speech/bell.h"
#include "speech/bell_sdl.h"

static void rings_its_pattern_and_fades_out(void **state)
{
    (void)state;
    char path[200];
    disk_file(path, sizeof path, "bell");
    use_disk("2");
    struct heard *heard = heard_new();
    struct sound_system *system = sound_system_create();
    struct bell_sdl *bell = bell_sdl_create(system, path, (struct voice_post){heard_post, heard});
    bell_sdl_stop(bell); /* nothing */
    bell_sdl_start(bell);
    bell_sdl_start(bell); /* nothing */
    heard_moment(heard, 150);
    bell_sdl_stop(bell);
    bell_sdl_destroy(bell);
    sound_system_destroy(system);
    assert_int_equal(heard_count(heard, EVENT_SOUND_LOST, 0), 0);
    heard_free(heard);

    size_t all, silent = 0;
    int16_t *from_disk = disk_read(path, &all);
    while (silent + 1 < all &&
           !from_disk[silent + 1]) /* SDL may begin with a silent block; so does the pattern */
        silent++;
    const int16_t *samples = from_disk + silent;
    size_t count = all - silent;
    assert_true(count >= 256);
    int16_t *pattern = memory_new(count, sizeof *pattern);
    bell_fill(0, pattern, count);
    size_t same = 0;
    while (same < count && samples[same] == pattern[same])
        same++;
    assert_true(same >= 256);
    for (size_t i = same; i < count; i++)
        assert_true(abs(samples[i]) <= abs(pattern[i])); /* faded, then silent */
    for (size_t i = same + 256; i < count; i++)
        assert_int_equal(samples[i], 0);
    free(pattern);
    free(from_disk);
}

/* On the bell's thread: the sound card is mended as soon as it is missed. */
static void mend_and_post(void *context, const struct event *event)
{
    if (event->kind == EVENT_SOUND_LOST)
        SDL_setenv("SDL_AUDIODRIVER", "dummy", 1);
    heard_post(context, event);
}

static void says_when_nobody_can_hear_it_and_rings_when_they_can(void **state)
{
    (void)state;
    use_disk("2");
    SDL_setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    struct heard *heard = heard_new();
    struct sound_system *system = sound_system_create();
    struct bell_sdl *bell = bell_sdl_create(system, NULL, (struct voice_post){mend_and_post, heard});
    bell_sdl_start(bell);
    size_t place = heard_wait(heard, EVENT_SOUND_LOST, 0);
    assert_true(heard->events[place].text[0]);
    heard_wait(heard, EVENT_SOUND_BACK, 0);
    bell_sdl_destroy(bell); /* while it rings */
    sound_system_destroy(system);
    heard_free(heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rings_its_pattern_and_fades_out),
        cmocka_unit_test(says_when_nobody_can_hear_it_and_rings_when_they_can),
    };
    return cmocka_run_group_tests_name("bell through SDL", tests, NULL, NULL);
}

/* The bell on every device but the usual one and the ear-piece, and its test: with SDL's disk driver, whose devices are files. */
#include "unit_test.h"

#include <stdatomic.h>
#include <sys/stat.h>

#include "heard.h"
#include "speech/bell.h"
#include "speech/bell_everywhere.h"
#include "speech/bell_mixer.h"

enum { DEVICES = 5, USUAL = 0, EAR_PIECE = 1, LIVING_ROOM = 2, KITCHEN = 3, GONE = 4 };

static char paths[DEVICES][200];

static void names(struct sound_system *system, void (*each)(void *context, const char *name), void *context)
{
    (void)system;
    for (int i = 0; i < DEVICES; i++)
        each(context, paths[i]);
}

/* Does the usual device ring? From the third look on, or never. */
struct usual {
    atomic_int looks;
    atomic_int early; /* devices were listed before it did */
    bool ever;
};

static bool usual_flows(void *context)
{
    struct usual *usual = context;
    return atomic_fetch_add(&usual->looks, 1) >= 3 && usual->ever;
}

static struct usual *watched; /* by names_of_watched() */

static void names_of_watched(struct sound_system *system, void (*each)(void *context, const char *name),
                             void *context)
{
    if (atomic_load(&watched->looks) <= 3)
        atomic_fetch_add(&watched->early, 1);
    names(system, each, context);
}

struct bench {
    struct heard *heard;
    struct sound_system *system;
    struct bell_everywhere *bell;
};

static void begin_beside(struct bench *bench, const char *driver, struct usual *usual)
{
    use_disk("2");
    SDL_setenv("SDL_AUDIODRIVER", driver, 1);
    for (int i = 0; i < DEVICES; i++) {
        char name[20];
        snprintf(name, sizeof name, "every-%d", i);
        disk_file(paths[i], sizeof paths[i], name);
    }
    snprintf(paths[GONE], sizeof paths[GONE], "/nowhere/at/all");
    bench->heard = heard_new();
    bench->system = sound_system_create();
    bench->bell =
        bell_everywhere_start(&(struct bell_everywhere_options){.system = bench->system,
                                                                .device = paths[USUAL],
                                                                .cue_device = paths[EAR_PIECE],
                                                                .linger_ms = 50,
                                                                .retry_ms = 20,
                                                                .usual_ms = 200,
                                                                .names = usual ? names_of_watched : names,
                                                                .flows = usual ? usual_flows : NULL,
                                                                .flows_context = usual,
                                                                .post = {heard_post, bench->heard}});
}

static void begin(struct bench *bench, const char *driver)
{
    begin_beside(bench, driver, NULL);
}

static void end(struct bench *bench)
{
    bell_everywhere_stop(bench->bell);
    sound_system_destroy(bench->system);
    heard_free(bench->heard);
    for (int i = 0; i < GONE; i++)
        remove(paths[i]);
}

static off_t size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_size : 0;
}

static void await_size(struct bench *bench, const char *path, off_t size)
{
    for (int i = 0; size_of(path) < size; i++) {
        assert_true(i < HEARD_DEADLINE_S * 200);
        heard_moment(bench->heard, 5);
    }
}

/* Is the pattern heard there from its beginning, at its full level? */
static bool rings_in(const char *path)
{
    enum { LOOK = 4096 };
    int16_t heard[LOOK], bell[LOOK];
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(heard, sizeof *heard, LOOK, file) : 0;
    if (file)
        fclose(file);
    size_t first = 0;
    while (first < got && heard[first] == 0)
        first++;
    bell_fill(0, bell, LOOK);
    size_t quiet = 0; /* the attack begins at nothing */
    while (bell[quiet] == 0)
        quiet++;
    return got - first > 1000 && memcmp(heard + first, bell + quiet, 1000 * sizeof *bell) == 0;
}

static void every_other_device_rings(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_set(bench.bell, true, false);
    bell_everywhere_turn(bench.bell, true);
    await_size(&bench, paths[LIVING_ROOM], 2 * 4096);
    await_size(&bench, paths[KITCHEN], 2 * 4096);
    end(&bench);
}

static void it_is_the_bell_and_not_in_the_ear(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_set(bench.bell, true, false);
    bell_everywhere_turn(bench.bell, true);
    await_size(&bench, paths[KITCHEN], 2 * 4096);
    await_size(&bench, paths[LIVING_ROOM], 2 * 4096);
    assert_true(rings_in(paths[KITCHEN]));
    assert_true(rings_in(paths[LIVING_ROOM]));
    assert_int_equal(size_of(paths[USUAL]), 0); /* voice_sound rings there */
    assert_int_equal(size_of(paths[EAR_PIECE]), 0);
    end(&bench);
}

static void not_wanted_nothing_is_opened(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_turn(bench.bell, true);
    bell_everywhere_turn(bench.bell, false);
    bell_everywhere_test(bench.bell);
    heard_wait(bench.heard, EVENT_BELL_WORKS, 0);
    assert_int_equal(size_of(paths[KITCHEN]), 0);
    end(&bench);
}

/* What was written is silence, for as long as the test takes. */
static void the_test_is_not_heard(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_test(bench.bell);
    heard_wait(bench.heard, EVENT_BELL_WORKS, 0);
    assert_true(size_of(paths[USUAL]) > 0);
    FILE *file = fopen(paths[USUAL], "rb");
    for (int byte = fgetc(file); byte != EOF; byte = fgetc(file))
        assert_int_equal(byte, 0);
    fclose(file);
    bell_everywhere_test(bench.bell);
    heard_wait(bench.heard, EVENT_BELL_WORKS, 0);
    end(&bench);
}

static void without_a_device_the_test_says_so(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "none-of-that-name");
    bell_everywhere_test(bench.bell);
    size_t at = heard_wait(bench.heard, EVENT_BELL_SILENT, 0);
    assert_true(bench.heard->events[at].text[0]);
    end(&bench);
}

/* Devices are opened one after another: one that is slow is not to come before the usual one. */
static void the_usual_device_comes_first(void **state)
{
    (void)state;
    struct bench bench;
    struct usual usual = {.ever = true};
    watched = &usual;
    begin_beside(&bench, "disk", &usual);
    bell_everywhere_set(bench.bell, true, false);
    bell_everywhere_turn(bench.bell, true);
    await_size(&bench, paths[KITCHEN], 2 * 4096);
    end(&bench);
    assert_int_equal(usual.early, 0);
}

static void without_the_usual_device_the_others_ring(void **state)
{
    (void)state;
    struct bench bench;
    struct usual usual = {.ever = false};
    watched = &usual;
    begin_beside(&bench, "disk", &usual);
    bell_everywhere_set(bench.bell, true, false);
    bell_everywhere_turn(bench.bell, true);
    await_size(&bench, paths[KITCHEN], 2 * 4096);
    end(&bench);
}

/* Off for a moment, for the spoken call, and on again: it begins anew with its lowest tone. */
static void it_comes_and_goes(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_set(bench.bell, true, false);
    for (int i = 0; i < 3; i++) {
        off_t before = size_of(paths[KITCHEN]);
        bell_everywhere_turn(bench.bell, true);
        await_size(&bench, paths[KITCHEN], before + 4096);
        bell_everywhere_turn(bench.bell, false);
    }
    end(&bench);
}

/* A while after it was turned off the devices are let go: nothing is written to them any more. */
static void afterwards_devices_are_let_go(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, "disk");
    bell_everywhere_set(bench.bell, true, false);
    bell_everywhere_turn(bench.bell, true);
    await_size(&bench, paths[KITCHEN], 2 * 4096);
    bell_everywhere_turn(bench.bell, false);
    off_t before = -1;
    for (int i = 0; size_of(paths[KITCHEN]) != before; i++) {
        assert_true(i < HEARD_DEADLINE_S * 5);
        before = size_of(paths[KITCHEN]);
        heard_moment(bench.heard, 200);
    }
    end(&bench);
}

static void only_ways_out_are_turned_up(void **state)
{
    (void)state;
    static const char *const out[] = {"Master", "PCM", "Speaker", "Headphone"};
    static const char *const others[] = {"Mic",       "Capture", "Beep", "Loopback Mixing",
                                         "Mic Boost", "Line",    ""};
    for (size_t i = 0; i < sizeof out / sizeof out[0]; i++)
        assert_true(bell_mixer_concerns(out[i]));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(bell_mixer_concerns(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_other_device_rings),
        cmocka_unit_test(it_is_the_bell_and_not_in_the_ear),
        cmocka_unit_test(not_wanted_nothing_is_opened),
        cmocka_unit_test(the_test_is_not_heard),
        cmocka_unit_test(without_a_device_the_test_says_so),
        cmocka_unit_test(the_usual_device_comes_first),
        cmocka_unit_test(without_the_usual_device_the_others_ring),
        cmocka_unit_test(it_comes_and_goes),
        cmocka_unit_test(afterwards_devices_are_let_go),
        cmocka_unit_test(only_ways_out_are_turned_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

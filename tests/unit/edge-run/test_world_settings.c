/* settings.conf read anew while the program runs: whenever any file of the caregiver's has changed, a phrase as well. */
#include "unit_test.h"

#include "run/world.h"
#include "run/scratch.h"

struct place {
    char data[PLACE_BYTES];
    struct world world;
};

static int set_up(void **state)
{
    struct place *place = test_calloc(1, sizeof *place);
    assert_true(scratch_make(place->data));
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    world_close(&place->world);
    scratch_remove(place->data);
    test_free(place);
    return 0;
}

static void put(const struct place *place, const char *text)
{
    char path[PLACE_BYTES], reason[512];
    assert_true(place_join(path, place->data, "settings.conf"));
    assert_true(store_write(path, text, strlen(text), &(struct store_options){0}, reason, sizeof reason));
}

static void begin(struct place *place, const char *profile)
{
    assert_true(world_open(&place->world, &(struct world_options){.data = place->data, .profile = profile}));
    assert_int_equal(place->world.settings_problems.count, 0);
}

static void what_never_was_there_is_not_missed(void **state)
{
    struct place *place = *state;
    begin(place, NULL);
    assert_false(world_reload_settings(&place->world));
    assert_int_equal(place->world.settings_problems.count, 0);
    put(place, "scan_time = 1300\n");
    assert_true(world_reload_settings(&place->world));
    assert_int_equal(place->world.settings.scan_time_ms, 1300);
}

static void what_is_gone_is_told_and_what_was_good_last_stays(void **state)
{
    struct place *place = *state;
    char path[PLACE_BYTES];
    put(place, "scan_time = 1300\n");
    begin(place, NULL);
    assert_true(place_join(path, place->data, "settings.conf"));
    assert_int_equal(remove(path), 0);
    assert_false(world_reload_settings(&place->world));
    assert_int_equal(place->world.settings_problems.count, 1);
    assert_int_equal(place->world.settings.scan_time_ms, 1300);
}

static void a_profile_stands_for_the_file(void **state)
{
    struct place *place = *state;
    put(place, "scan_time = 1300\nnonsense\n");
    begin(place, "start");
    int scan_time_ms = place->world.settings.scan_time_ms;
    assert_int_not_equal(scan_time_ms, 1300);
    assert_false(world_reload_settings(&place->world));
    put(place, "scan_time = 1300\n");
    assert_false(world_reload_settings(&place->world));
    assert_int_equal(place->world.settings_problems.count, 0);
    assert_int_equal(place->world.settings.scan_time_ms, scan_time_ms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_never_was_there_is_not_missed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_gone_is_told_and_what_was_good_last_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_profile_stands_for_the_file, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("world-settings", tests, NULL, NULL);
}

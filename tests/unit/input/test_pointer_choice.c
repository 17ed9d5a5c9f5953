/* Which device points, and how often its places go on. */
#include "unit_test.h"

#include <linux/input.h>

#include "input/pointer_choice.h"
#include "input/pointer_pace.h"

static const struct pointer_shape absolute = {.x = {.there = true}, .y = {.there = true}};
static const struct pointer_shape touched = {.x = {.there = true}, .y = {.there = true}, .touch = true};
static const struct pointer_shape relative = {.moves = true};
static const struct pointer_shape nothing;

static enum pointer_rank rank(const char *wanted, const char *name, uint16_t bus, enum device_kind kind,
                              const struct pointer_shape *shape)
{
    struct pointer_choice choice = {.on = true};
    snprintf(choice.device, sizeof choice.device, "%s", wanted);
    return pointer_choice_rank(
        &choice,
        &(struct pointer_candidate){
            .name = name, .bus = bus, .vendor = 0x1209, .product = 0x00ab, .kind = kind, .shape = shape});
}

static void the_best_there_is(void **state)
{
    (void)state;
    assert_int_equal(rank("", "Eyes", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("", "Eyes", BUS_VIRTUAL, DEVICE_OTHER, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("", "Sensor", BUS_HOST, DEVICE_OTHER, &absolute), POINTER_NONE);
    assert_int_equal(rank("", "Head Mouse", BUS_USB, DEVICE_MOUSE, &relative), POINTER_MOUSE);
    assert_int_equal(rank("", "TrackPoint", BUS_I8042, DEVICE_MOUSE, &relative), POINTER_BUILT_IN);
    assert_int_equal(rank("", "Box", BUS_USB, DEVICE_KEYS, &nothing), POINTER_NONE);
}

static void the_caregivers_devices_only_by_name(void **state)
{
    (void)state;
    static const enum device_kind kinds[] = {DEVICE_TOUCHSCREEN, DEVICE_TOUCHPAD, DEVICE_TABLET};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(rank("", "It", BUS_USB, kinds[i], &touched), POINTER_NONE);
        assert_int_equal(rank("it", "It", BUS_USB, kinds[i], &touched), POINTER_SWITCH);
    }
    assert_int_equal(rank("", "Pad", BUS_USB, DEVICE_GAMEPAD, &absolute), POINTER_NONE);
    assert_int_equal(rank("", "Couch Keyboard", BUS_USB, DEVICE_KEYBOARD, &relative), POINTER_NONE);
    assert_int_equal(rank("couch", "Couch Keyboard", BUS_USB, DEVICE_KEYBOARD, &relative), POINTER_SWITCH);
}

static void a_part_of_the_name_or_the_ids(void **state)
{
    (void)state;
    assert_int_equal(rank("eye tracker", "ACME Eye Tracker 5", BUS_USB, DEVICE_MOUSE, &absolute),
                     POINTER_TRACKER);
    assert_int_equal(rank("5", "ACME Eye Tracker 5", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("tracker 5x", "ACME Eye Tracker 5", BUS_USB, DEVICE_MOUSE, &absolute),
                     POINTER_NONE);
    assert_int_equal(rank("眼动仪", "北京眼动仪", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("1209:00AB", "Eyes", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("1209:ab", "Eyes", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("1209:00ac", "Eyes", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_NONE);
    assert_int_equal(rank("1209:00ab1", "Eyes", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_NONE);
    assert_int_equal(rank("x:1", "Box:1", BUS_USB, DEVICE_MOUSE, &absolute), POINTER_TRACKER);
    assert_int_equal(rank("box", "Box", BUS_USB, DEVICE_KEYS, &nothing), POINTER_NONE);
}

static void a_device_may_be_named_that_cannot_be_read(void **state)
{
    (void)state;
    struct pointer_choice choice = {.on = true};
    assert_false(pointer_choice_names(&choice, "Eyes", 0x1209, 2));
    snprintf(choice.device, sizeof choice.device, "EYE");
    assert_true(pointer_choice_names(&choice, "My eyes", 0x1209, 2));
    assert_false(pointer_choice_names(&choice, "", 0x1209, 2));
    snprintf(choice.device, sizeof choice.device, "1209:2");
    assert_true(pointer_choice_names(&choice, "", 0x1209, 2));
}

static void switch_boxes_that_are_mice_come_last(void **state)
{
    (void)state;
    struct pointer_candidate box = {
        .name = "Box", .bus = BUS_USB, .kind = DEVICE_MOUSE, .shape = &relative, .serves = true};
    assert_int_equal(pointer_choice_rank(&(struct pointer_choice){.on = true}, &box), POINTER_SWITCH);
    box.shape = &absolute;
    assert_int_equal(pointer_choice_rank(&(struct pointer_choice){.on = true}, &box), POINTER_TRACKER);
    assert_int_equal(pointer_choice_rank(&(struct pointer_choice){.on = false}, &box), POINTER_NONE);
}

/* ---- pace ---- */

static bool offer(struct pointer_pace *pace, int x_px, time_us at_us)
{
    return pointer_pace_offer(pace, &(struct pointer_place){.x_px = x_px, .at_us = at_us});
}

static void up_to_125_a_second_go_on_at_once(void **state)
{
    (void)state;
    struct pointer_pace pace = {.begun = false};
    assert_int_equal(pointer_pace_deadline(&pace), TIME_NEVER);
    for (int i = 0; i < 100; i++)
        assert_true(offer(&pace, i, (time_us)i * 8000));
    assert_int_equal(pointer_pace_deadline(&pace), TIME_NEVER);
}

static void a_thousand_a_second_are_thinned_and_the_last_is_not_lost(void **state)
{
    (void)state;
    struct pointer_pace pace = {.begun = false};
    struct pointer_place place = {.x_px = -1};
    int told = 0;
    for (int i = 0; i < 1000; i++) {
        time_us at_us = (time_us)i * 1000;
        told += pointer_pace_take(&pace, at_us, &place);
        told += offer(&pace, i, at_us);
    }
    assert_in_range(told, 100, 134);
    assert_int_not_equal(place.x_px, 999);
    time_us due_us = pointer_pace_deadline(&pace);
    assert_in_range(due_us, 999000, 999000 + POINTER_PACE_US);
    assert_false(pointer_pace_take(&pace, due_us - 1, &place));
    assert_true(pointer_pace_take(&pace, due_us, &place));
    assert_int_equal(place.x_px, 999);
    assert_int_equal(place.at_us, 999000);
    assert_false(pointer_pace_take(&pace, TIME_NEVER, &place));
}

static void what_waits_can_be_had_before_it_is_due(void **state)
{
    (void)state;
    struct pointer_pace pace = {.begun = false};
    struct pointer_place place;
    assert_true(offer(&pace, 1, 5000));
    assert_false(offer(&pace, 2, 6000));
    assert_true(pointer_pace_take(&pace, TIME_NEVER, &place));
    assert_int_equal(place.x_px, 2);
}

static void time_that_goes_back_holds_nothing_up(void **state)
{
    (void)state;
    struct pointer_pace pace = {.begun = false};
    assert_true(offer(&pace, 1, 900000));
    assert_true(offer(&pace, 2, 1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_there_is),
        cmocka_unit_test(the_caregivers_devices_only_by_name),
        cmocka_unit_test(a_part_of_the_name_or_the_ids),
        cmocka_unit_test(a_device_may_be_named_that_cannot_be_read),
        cmocka_unit_test(switch_boxes_that_are_mice_come_last),
        cmocka_unit_test(up_to_125_a_second_go_on_at_once),
        cmocka_unit_test(a_thousand_a_second_are_thinned_and_the_last_is_not_lost),
        cmocka_unit_test(what_waits_can_be_had_before_it_is_due),
        cmocka_unit_test(time_that_goes_back_holds_nothing_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

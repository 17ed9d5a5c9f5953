/* Made-up devices, event by event; real recordings in test_pointer_records.c. */
#include "unit_test.h"

#include <limits.h>
#include <linux/input-event-codes.h>
#include <math.h>

#include "input/pointer_map.h"

enum { WIDTH = 1281, HEIGHT = 801 };

static const struct pointer_shape tracker = {.x = {.there = true, .least = 0, .most = 65535, .value = 30000},
                                             .y = {.there = true, .least = 0, .most = 65535, .value = 30000}};
static const struct pointer_shape mouse = {.moves = true};

static time_us now_us;

static struct pointer_map map_of(const struct pointer_shape *shape)
{
    struct pointer_map map;
    now_us = 1000000;
    pointer_map_init(&map, shape, WIDTH, HEIGHT, 100);
    return map;
}

static void send(struct pointer_map *map, int type, int code, int value)
{
    assert_int_equal(pointer_map_event(map, type, code, value, now_us), POINTER_NOTHING);
}

static enum pointer_output sync(struct pointer_map *map)
{
    now_us += 16000;
    return pointer_map_event(map, EV_SYN, SYN_REPORT, 0, now_us);
}

static enum pointer_output at(struct pointer_map *map, int x, int y)
{
    send(map, EV_ABS, ABS_X, x);
    send(map, EV_ABS, ABS_Y, y);
    return sync(map);
}

static enum pointer_output by(struct pointer_map *map, int x, int y)
{
    send(map, EV_REL, REL_X, x);
    send(map, EV_REL, REL_Y, y);
    return sync(map);
}

static enum pointer_output key(struct pointer_map *map, int code, int value)
{
    send(map, EV_KEY, code, value);
    return sync(map);
}

#define ASSERT_PLACE(map, x_px, y_px)                                                                        \
    do {                                                                                                     \
        assert_true(fabs((map).x - (x_px)) < 0.6);                                                           \
        assert_true(fabs((map).y - (y_px)) < 0.6);                                                           \
    } while (0)

/* ---- absolute ---- */

static void the_range_is_the_screen(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(at(&map, 32768, 32768), POINTER_POINT);
    ASSERT_PLACE(map, 640, 400);
    assert_int_equal(at(&map, 65535, 65535), POINTER_POINT);
    ASSERT_PLACE(map, 1280, 800);
    assert_int_equal(at(&map, 65535, 0), POINTER_POINT);
    ASSERT_PLACE(map, 1280, 0);
}

static void one_axis_alone_moves_one_way(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    send(&map, EV_ABS, ABS_X, 65535);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 1280, 800.0 * 30000 / 65535);
}

static void nothing_counts_before_its_report(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    send(&map, EV_ABS, ABS_X, 100);
    send(&map, EV_ABS, ABS_Y, 100);
    assert_false(map.seen);
    assert_int_equal(sync(&map), POINTER_POINT);
    assert_int_equal(sync(&map), POINTER_NOTHING);
}

static void odd_ranges(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.x.least = -2000, shape.x.most = 2000;
    shape.y.least = 4095, shape.y.most = 0; /* backwards */
    struct pointer_map map = map_of(&shape);
    assert_int_equal(at(&map, 0, 4095 * 3 / 4), POINTER_POINT);
    ASSERT_PLACE(map, 640, 200);
    shape.x.least = shape.x.most = shape.y.least = shape.y.most = 0; /* never said: pixels */
    map = map_of(&shape);
    assert_int_equal(at(&map, 300, 200), POINTER_POINT);
    ASSERT_PLACE(map, 300, 200);
    shape.x.least = shape.y.least = INT_MIN, shape.x.most = shape.y.most = INT_MAX;
    map = map_of(&shape);
    assert_int_equal(at(&map, INT_MAX, INT_MAX), POINTER_POINT);
    ASSERT_PLACE(map, 1280, 800);
}

static void outside_the_range_is_outside_the_screen_and_far_outside_is_nowhere(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(at(&map, -6553, 32768), POINTER_POINT);
    ASSERT_PLACE(map, -128, 400);
    assert_int_equal(at(&map, 65535 + 6553, 32768), POINTER_POINT);
    ASSERT_PLACE(map, 1408, 400);
    assert_int_equal(at(&map, -32768, -32768), POINTER_LOST);
    assert_int_equal(at(&map, INT_MIN, INT_MAX), POINTER_NOTHING);
    assert_int_equal(at(&map, 32768, 32768), POINTER_POINT);
}

static void seen_again_at_the_same_place(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(at(&map, 100, 200), POINTER_POINT);
    send(&map, EV_MSC, MSC_TIMESTAMP, 8000);
    assert_int_equal(sync(&map), POINTER_POINT);
    send(&map, EV_MSC, MSC_SCAN, 90001);
    send(&map, EV_KEY, BTN_LEFT, 1);
    assert_int_equal(sync(&map), POINTER_NOTHING);
}

/* ---- lost eyes ---- */

static void a_jump_to_the_least_values_is_lost_eyes(void **state)
{
    (void)state;
    static const int parking[] = {0, -1};
    for (int i = 0; i < 2; i++) {
        struct pointer_map map = map_of(&tracker);
        assert_int_equal(at(&map, 40000, 20000), POINTER_POINT);
        assert_int_equal(at(&map, parking[i], parking[i]), POINTER_LOST);
        send(&map, EV_MSC, MSC_TIMESTAMP, 1);
        assert_int_equal(sync(&map), POINTER_NOTHING);
        assert_int_equal(at(&map, 40000, 20000), POINTER_POINT);
    }
}

static void the_first_value_of_all_may_be_lost_eyes(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(at(&map, 0, 0), POINTER_NOTHING);
    assert_int_equal(at(&map, 1, 0), POINTER_POINT);
}

static void a_look_into_the_corner_comes_nearer_first(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(at(&map, 6000, 6000), POINTER_POINT);
    assert_int_equal(at(&map, 0, 0), POINTER_POINT);
    ASSERT_PLACE(map, 0, 0);
    assert_int_equal(at(&map, 40000, 0), POINTER_POINT); /* one edge alone is a place */
    assert_int_equal(at(&map, 40000, 20000), POINTER_POINT);
    assert_int_equal(at(&map, 0, 20000), POINTER_POINT);
}

/* ---- touched or near ---- */

static void a_touch_screen_points_while_it_is_touched(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.touch = true;
    struct pointer_map map = map_of(&shape);
    assert_int_equal(at(&map, 100, 100), POINTER_NOTHING); /* hovering */
    send(&map, EV_KEY, BTN_TOUCH, 1);
    assert_int_equal(at(&map, 0, 0), POINTER_POINT); /* it can say that it is not touched: this is a place */
    send(&map, EV_KEY, BTN_TOUCH, 0);
    assert_int_equal(at(&map, 0, 0), POINTER_LOST);
    assert_int_equal(at(&map, 1, 1), POINTER_NOTHING);
    /* touched at the same place again: the kernel leaves out what has not changed */
    assert_int_equal(key(&map, BTN_TOUCH, 1), POINTER_POINT);
    assert_int_equal(key(&map, BTN_TOUCH, 0), POINTER_LOST);
}

static void a_pen_points_while_it_is_near(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.touch = shape.tool = true;
    struct pointer_map map = map_of(&shape);
    send(&map, EV_KEY, BTN_TOOL_PEN, 1);
    assert_int_equal(at(&map, 500, 500), POINTER_POINT);
    assert_int_equal(key(&map, BTN_TOUCH, 1), POINTER_POINT);
    assert_int_equal(key(&map, BTN_TOUCH, 0), POINTER_POINT);
    send(&map, EV_KEY, BTN_TOOL_RUBBER, 1);
    assert_int_equal(key(&map, BTN_TOOL_PEN, 0), POINTER_POINT);
    send(&map, EV_KEY, BTN_TOOL_RUBBER, 0);
    assert_int_equal(at(&map, 0, 0), POINTER_LOST);
}

static void a_tool_that_is_never_reported_needs_no_more_than_a_touch(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.touch = shape.tool = true;
    struct pointer_map map = map_of(&shape);
    assert_int_equal(key(&map, BTN_TOUCH, 1), POINTER_POINT);
    assert_int_equal(key(&map, BTN_TOUCH, 0), POINTER_LOST);
}

static void a_tracker_may_lose_eyes_as_a_finger_or_by_its_pressure(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.finger = shape.finger_down = true;
    struct pointer_map map = map_of(&shape);
    assert_int_equal(at(&map, 500, 500), POINTER_POINT);
    assert_int_equal(key(&map, BTN_TOOL_FINGER, 0), POINTER_LOST);
    shape = tracker;
    shape.pressure = (struct pointer_axis){.there = true, .least = 0, .most = 255};
    map = map_of(&shape);
    assert_int_equal(at(&map, 500, 500), POINTER_POINT); /* never pressed: the pressure says nothing */
    send(&map, EV_ABS, ABS_PRESSURE, 80);
    assert_int_equal(at(&map, 600, 500), POINTER_POINT);
    send(&map, EV_ABS, ABS_PRESSURE, 0);
    assert_int_equal(sync(&map), POINTER_LOST);
    assert_int_equal(at(&map, 700, 500), POINTER_NOTHING);
}

/* ---- touches ---- */

static const struct pointer_shape touches = {.touch_x = {.there = true, .most = 1280},
                                             .touch_y = {.there = true, .most = 800},
                                             .slot = {.there = true, .most = 9}};

static void touch(struct pointer_map *map, int slot, int id, int x, int y)
{
    send(map, EV_ABS, ABS_MT_SLOT, slot);
    send(map, EV_ABS, ABS_MT_TRACKING_ID, id);
    if (id >= 0) {
        send(map, EV_ABS, ABS_MT_POSITION_X, x);
        send(map, EV_ABS, ABS_MT_POSITION_Y, y);
    }
}

static void the_first_finger_points(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&touches);
    touch(&map, 0, 10, 100, 100);
    assert_int_equal(sync(&map), POINTER_POINT);
    touch(&map, 1, 11, 900, 700);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 100, 100);
    touch(&map, 0, -1, 0, 0);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 900, 700);
    touch(&map, 1, -1, 0, 0);
    assert_int_equal(sync(&map), POINTER_LOST);
    /* a new one at the same place: its coordinates are left out */
    send(&map, EV_ABS, ABS_MT_TRACKING_ID, 12);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 900, 700);
}

static void a_finger_that_was_there_before_is_known_when_both_its_axes_have_moved(void **state)
{
    (void)state;
    struct pointer_shape shape = touches;
    shape.slot.value = 3;
    struct pointer_map map = map_of(&shape);
    send(&map, EV_ABS, ABS_MT_POSITION_X, 100);
    assert_int_equal(sync(&map), POINTER_NOTHING);
    send(&map, EV_ABS, ABS_MT_POSITION_Y, 200);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 100, 200);
    send(&map, EV_ABS, ABS_MT_TRACKING_ID, -1);
    assert_int_equal(sync(&map), POINTER_LOST);
}

static void a_slot_that_cannot_be_is_left_out(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&touches);
    touch(&map, INT_MAX, 1, 100, 100);
    assert_int_equal(sync(&map), POINTER_NOTHING);
    touch(&map, -1, 1, 100, 100);
    assert_int_equal(sync(&map), POINTER_NOTHING);
}

static void touches_without_slots(void **state)
{
    (void)state;
    struct pointer_shape shape = touches;
    shape.slot.there = false;
    struct pointer_map map = map_of(&shape);
    for (int i = 0; i < 2; i++) {
        send(&map, EV_ABS, ABS_MT_POSITION_X, 300 + i * 400);
        send(&map, EV_ABS, ABS_MT_POSITION_Y, 200);
        send(&map, EV_SYN, SYN_MT_REPORT, 0);
    }
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 300, 200);
    send(&map, EV_SYN, SYN_MT_REPORT, 0);
    assert_int_equal(sync(&map), POINTER_LOST);
}

/* ---- relative ---- */

static void a_mouse_moves_from_the_middle(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    assert_int_equal(by(&map, 4, -3), POINTER_POINT);
    ASSERT_PLACE(map, 644, 397);
    assert_int_equal(key(&map, BTN_LEFT, 1), POINTER_NOTHING);
    send(&map, EV_REL, REL_WHEEL, 1);
    assert_int_equal(sync(&map), POINTER_NOTHING);
}

static void slow_movement_adds_up_in_parts_of_pixels(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    double from = map.x;
    pointer_map_set_speed(&map, 25);
    for (int i = 0; i < 10; i++)
        by(&map, 1, 0);
    assert_true(fabs(map.x - (from + 2.5)) < 1e-9);
}

static void fast_movement_goes_twice_as_far(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    by(&map, 0, 1);
    double from = map.x;
    by(&map, 100, 0); /* in 16 ms */
    assert_true(fabs(map.x - (from + 200)) < 1e-9);
    by(&map, -100, 0);
    assert_true(fabs(map.x - (from)) < 1e-9); /* there and back at the same speed */
    now_us += 1000000;
    by(&map, 20, 0); /* after a rest: slow */
    assert_true(fabs(map.x - (from + 20)) < 1e-9);
}

static void the_edge_holds(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    by(&map, INT_MAX, INT_MIN);
    ASSERT_PLACE(map, 1280, 0);
    for (int i = 0; i < 3; i++) {
        send(&map, EV_REL, REL_X, INT_MIN);
        send(&map, EV_REL, REL_Y, INT_MAX);
    }
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 0, 800);
}

static void the_speed_has_bounds(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    pointer_map_set_speed(&map, 0);
    assert_int_equal(map.speed_percent, POINTER_SPEED_LEAST);
    pointer_map_set_speed(&map, INT_MAX);
    assert_int_equal(map.speed_percent, POINTER_SPEED_MOST);
}

static void another_size_keeps_the_place_in_proportion(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    by(&map, 2000, 2000);
    pointer_map_set_screen(&map, 641, 401);
    ASSERT_PLACE(map, 640, 400);
    pointer_map_set_screen(&map, 0, -5);
    assert_int_equal(map.width_px, 1);
    assert_int_equal(map.height_px, 1);
}

/* ---- loss ---- */

static void dropped_events_are_no_movement(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&mouse);
    by(&map, 10, 10);
    double x = map.x;
    send(&map, EV_REL, REL_X, 50);
    send(&map, EV_SYN, SYN_DROPPED, 0);
    send(&map, EV_REL, REL_X, 50);
    assert_int_equal(sync(&map), POINTER_NOTHING);
    assert_int_equal(pointer_map_resync(&map, &mouse), POINTER_NOTHING);
    assert_int_equal(sync(&map), POINTER_NOTHING);
    assert_true(fabs(map.x - (x)) < 1e-9);
    assert_int_equal(by(&map, 1, 0), POINTER_POINT);
}

static void after_dropped_events_the_state_is_as_asked(void **state)
{
    (void)state;
    struct pointer_shape shape = tracker;
    shape.touch = true;
    struct pointer_map map = map_of(&shape);
    send(&map, EV_KEY, BTN_TOUCH, 1);
    assert_int_equal(at(&map, 100, 100), POINTER_POINT);
    send(&map, EV_SYN, SYN_DROPPED, 0);
    shape.touch_down = true;
    shape.x.value = 65535;
    assert_int_equal(pointer_map_resync(&map, &shape), POINTER_NOTHING);
    send(&map, EV_ABS, ABS_Y, 65535);
    assert_int_equal(sync(&map), POINTER_POINT);
    ASSERT_PLACE(map, 1280, 800);
    send(&map, EV_SYN, SYN_DROPPED, 0);
    shape.touch_down = false;
    assert_int_equal(pointer_map_resync(&map, &shape), POINTER_LOST);
}

static void after_dropped_events_touches_are_not_known(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&touches);
    touch(&map, 0, 10, 100, 100);
    assert_int_equal(sync(&map), POINTER_POINT);
    send(&map, EV_SYN, SYN_DROPPED, 0);
    assert_int_equal(pointer_map_resync(&map, &touches), POINTER_LOST);
    send(&map, EV_ABS, ABS_MT_POSITION_X, 500);
    send(&map, EV_ABS, ABS_MT_POSITION_Y, 500);
    assert_int_equal(sync(&map), POINTER_POINT);
}

static void lost_is_told_once(void **state)
{
    (void)state;
    struct pointer_map map = map_of(&tracker);
    assert_int_equal(pointer_map_lose(&map), POINTER_NOTHING);
    at(&map, 100, 200);
    assert_int_equal(pointer_map_lose(&map), POINTER_LOST);
    assert_int_equal(pointer_map_lose(&map), POINTER_NOTHING);
}

static void who_can_point(void **state)
{
    (void)state;
    struct pointer_shape shape = {0};
    assert_false(pointer_shape_points(&shape));
    assert_true(pointer_shape_points(&mouse));
    assert_false(pointer_shape_absolute(&mouse));
    assert_true(pointer_shape_absolute(&tracker));
    assert_true(pointer_shape_absolute(&touches));
    shape.x.there = true;
    assert_false(pointer_shape_points(&shape));
    struct pointer_map map = map_of(&shape);
    assert_int_equal(at(&map, 5, 5), POINTER_NOTHING);
    assert_int_equal(by(&map, 5, 5), POINTER_NOTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_is_the_screen),
        cmocka_unit_test(one_axis_alone_moves_one_way),
        cmocka_unit_test(nothing_counts_before_its_report),
        cmocka_unit_test(odd_ranges),
        cmocka_unit_test(outside_the_range_is_outside_the_screen_and_far_outside_is_nowhere),
        cmocka_unit_test(seen_again_at_the_same_place),
        cmocka_unit_test(a_jump_to_the_least_values_is_lost_eyes),
        cmocka_unit_test(the_first_value_of_all_may_be_lost_eyes),
        cmocka_unit_test(a_look_into_the_corner_comes_nearer_first),
        cmocka_unit_test(a_touch_screen_points_while_it_is_touched),
        cmocka_unit_test(a_pen_points_while_it_is_near),
        cmocka_unit_test(a_tool_that_is_never_reported_needs_no_more_than_a_touch),
        cmocka_unit_test(a_tracker_may_lose_eyes_as_a_finger_or_by_its_pressure),
        cmocka_unit_test(the_first_finger_points),
        cmocka_unit_test(a_finger_that_was_there_before_is_known_when_both_its_axes_have_moved),
        cmocka_unit_test(a_slot_that_cannot_be_is_left_out),
        cmocka_unit_test(touches_without_slots),
        cmocka_unit_test(a_mouse_moves_from_the_middle),
        cmocka_unit_test(slow_movement_adds_up_in_parts_of_pixels),
        cmocka_unit_test(fast_movement_goes_twice_as_far),
        cmocka_unit_test(the_edge_holds),
        cmocka_unit_test(the_speed_has_bounds),
        cmocka_unit_test(another_size_keeps_the_place_in_proportion),
        cmocka_unit_test(dropped_events_are_no_movement),
        cmocka_unit_test(after_dropped_events_the_state_is_as_asked),
        cmocka_unit_test(after_dropped_events_touches_are_not_known),
        cmocka_unit_test(lost_is_told_once),
        cmocka_unit_test(who_can_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

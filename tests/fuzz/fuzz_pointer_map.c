/* Any events of any pointing device: the place is a number, on the screen or near it, LOST comes only after POINT, and a
 * report without events says nothing. */
#include "fuzz.h"

#include <math.h>

#include <linux/input-event-codes.h>

#include "input/pointer_map.h"

struct input {
    const uint8_t *bytes;
    size_t size;
};

static int take_byte(struct input *input)
{
    if (!input->size)
        return 0;
    input->size--;
    return *input->bytes++;
}

/* Small numbers mostly, and the greatest. */
static int take_number(struct input *input)
{
    uint32_t number = 0;
    int first = take_byte(input);
    if (first < 200)
        return first - 100 + 100 * take_byte(input);
    for (int i = 0; i < 4; i++)
        number = number << 8 | (uint32_t)take_byte(input);
    return (int)(number & INT32_MAX) - (first % 2 ? INT32_MAX : 0);
}

static struct pointer_axis take_axis(struct input *input, bool there)
{
    struct pointer_axis axis = {.there = there};
    if (!there)
        return axis;
    axis.least = take_number(input);
    axis.most = take_number(input);
    axis.value = take_number(input);
    return axis;
}

static struct pointer_shape take_shape(struct input *input)
{
    int axes = take_byte(input), keys = take_byte(input);
    struct pointer_shape shape = {.x = take_axis(input, axes & 1),
                                  .y = take_axis(input, axes & 2),
                                  .touch_x = take_axis(input, axes & 4),
                                  .touch_y = take_axis(input, axes & 8),
                                  .slot = take_axis(input, axes & 16),
                                  .pressure = take_axis(input, axes & 32),
                                  .moves = axes & 64};
    shape.touch = keys & 1;
    shape.tool = keys & 2;
    shape.finger = keys & 4;
    shape.touch_down = keys & 8;
    shape.tools_down = keys & 16 ? 1 : 0;
    shape.finger_down = keys & 32;
    return shape;
}

static void check(const struct pointer_map *map, enum pointer_output output, bool *seen)
{
    REQUIRE(isfinite(map->x) && isfinite(map->y));
    REQUIRE(fabs(map->x) <= 2.0 * map->width_px && fabs(map->y) <= 2.0 * map->height_px);
    REQUIRE(map->first < POINTER_TOUCHES);
    REQUIRE(output != POINTER_LOST || *seen);
    REQUIRE(output != POINTER_POINT || pointer_shape_points(&map->shape));
    if (output != POINTER_NOTHING)
        *seen = output == POINTER_POINT;
    REQUIRE(map->seen == *seen);
}

static enum pointer_output send(struct pointer_map *map, struct input *input, time_us at_us)
{
    static const struct {
        int type, code;
    } events[] = {{EV_ABS, ABS_X},
                  {EV_ABS, ABS_Y},
                  {EV_ABS, ABS_PRESSURE},
                  {EV_ABS, ABS_MT_SLOT},
                  {EV_ABS, ABS_MT_TRACKING_ID},
                  {EV_ABS, ABS_MT_POSITION_X},
                  {EV_ABS, ABS_MT_POSITION_Y},
                  {EV_REL, REL_X},
                  {EV_REL, REL_Y},
                  {EV_KEY, BTN_TOUCH},
                  {EV_KEY, BTN_TOOL_PEN},
                  {EV_KEY, BTN_TOOL_LENS},
                  {EV_KEY, BTN_TOOL_FINGER},
                  {EV_MSC, MSC_TIMESTAMP},
                  {EV_SYN, SYN_MT_REPORT},
                  {EV_SYN, SYN_DROPPED}};
    enum { COUNT = sizeof events / sizeof events[0] };
    int what = take_byte(input);
    if (what < 64)
        return pointer_map_event(map, EV_SYN, SYN_REPORT, 0, at_us);
    if (what < 66) {
        struct pointer_shape shape = take_shape(input);
        return pointer_map_resync(map, &shape);
    }
    if (what < 68) {
        int width_px = take_number(input), height_px = take_number(input);
        pointer_map_set_screen(map, width_px, height_px);
        return POINTER_NOTHING;
    }
    if (what == 68)
        return pointer_map_lose(map);
    if (what == 69)
        return pointer_map_event(map, take_byte(input), take_number(input), take_number(input), at_us);
    int value = take_number(input);
    return pointer_map_event(map, events[what % COUNT].type, events[what % COUNT].code, value, at_us);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {bytes, size};
    struct pointer_map map;
    struct pointer_shape shape = take_shape(&input);
    int speed_percent = take_number(&input);
    bool seen = false;
    time_us now_us = 0;
    pointer_map_init(&map, &shape, 1280, 800, speed_percent);
    while (input.size) {
        now_us += (time_us)take_byte(&input) * 100;
        enum pointer_output output = send(&map, &input, now_us);
        check(&map, output, &seen);
        if (output == POINTER_POINT)
            REQUIRE(pointer_map_event(&map, EV_SYN, SYN_REPORT, 0, now_us) == POINTER_NOTHING);
    }
    return 0;
}

#include "input/pointer_map.h"

#include <linux/input-event-codes.h>
#include <math.h>
#include <string.h>

static double clamp(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

/* ---- what it is ---- */

static bool by_place(const struct pointer_shape *shape)
{
    return shape->x.there && shape->y.there;
}

static bool by_touches(const struct pointer_shape *shape)
{
    return !by_place(shape) && shape->touch_x.there && shape->touch_y.there;
}

bool pointer_shape_absolute(const struct pointer_shape *shape)
{
    return by_place(shape) || by_touches(shape);
}

bool pointer_shape_points(const struct pointer_shape *shape)
{
    return pointer_shape_absolute(shape) || shape->moves;
}

bool pointer_shape_key(struct pointer_shape *shape, int code, bool down)
{
    unsigned tool = 0;
    if (code == BTN_TOUCH)
        shape->touch_down = down;
    else if (code == BTN_TOOL_FINGER)
        shape->finger_down = down;
    else if (code >= BTN_TOOL_PEN && code <= BTN_TOOL_LENS)
        tool = 1u << (code - BTN_TOOL_PEN);
    else
        return false;
    shape->tools_down = down ? shape->tools_down | tool : shape->tools_down & ~tool;
    return true;
}

/* It can say that there is nothing to point with. */
static bool tells_absence(const struct pointer_map *map)
{
    const struct pointer_shape *shape = &map->shape;
    return shape->touch || shape->tool || shape->finger || (shape->pressure.there && map->pressed_once);
}

/* Some pens have a tool that they never report, so that a touch is enough. */
static bool is_present(const struct pointer_map *map)
{
    const struct pointer_shape *shape = &map->shape;
    if (shape->touch || shape->tool)
        return shape->touch_down || shape->tools_down;
    if (shape->finger)
        return shape->finger_down;
    return !tells_absence(map) || shape->pressure.value > shape->pressure.least;
}

/* ---- absolute places ---- */

/* 0 to 1 within the range. */
static double part_of(const struct pointer_axis *axis, int value, int size_px)
{
    if (axis->least == axis->most)
        return size_px > 1 ? (double)value / (size_px - 1) : 0;
    return ((double)value - axis->least) / ((double)axis->most - axis->least);
}

static bool is_on_or_about(double part)
{
    return part >= -POINTER_OUTSIDE && part <= 1 + POINTER_OUTSIDE;
}

static bool is_parking_value(const struct pointer_axis *axis)
{
    return axis->value == axis->least || (double)axis->value == (double)axis->least - 1;
}

static bool is_parked(const struct pointer_map *map)
{
    if (tells_absence(map) || !is_parking_value(&map->shape.x) || !is_parking_value(&map->shape.y))
        return false;
    return map->parked || !map->seen || map->x > POINTER_JUMP * map->width_px ||
           map->y > POINTER_JUMP * map->height_px;
}

enum pointer_output pointer_map_lose(struct pointer_map *map)
{
    bool was = map->seen;
    map->seen = false;
    return was ? POINTER_LOST : POINTER_NOTHING;
}

static enum pointer_output take_place(struct pointer_map *map, double part_x, double part_y)
{
    if (!is_on_or_about(part_x) || !is_on_or_about(part_y))
        return pointer_map_lose(map);
    map->x = part_x * (map->width_px - 1);
    map->y = part_y * (map->height_px - 1);
    map->seen = true;
    return POINTER_POINT;
}

static enum pointer_output report_place(struct pointer_map *map)
{
    const struct pointer_shape *shape = &map->shape;
    map->parked = is_parked(map);
    if (map->parked || !is_present(map))
        return pointer_map_lose(map);
    return take_place(map, part_of(&shape->x, shape->x.value, map->width_px),
                      part_of(&shape->y, shape->y.value, map->height_px));
}

/* ---- touches ---- */

static void forget_touches(struct pointer_map *map)
{
    memset(map->touches, 0, sizeof map->touches);
    map->first = -1;
    map->slot = map->shape.slot.there ? map->shape.slot.value : 0;
}

/* Where it was stays known: the kernel leaves out what is the same for the next one. */
static void end_touch(struct pointer_map *map, int slot)
{
    map->touches[slot].held = false;
    if (map->first == slot)
        map->first = -1;
    for (int i = 0; map->first < 0 && i < POINTER_TOUCHES; i++)
        if (map->touches[i].held)
            map->first = i;
}

/* A touch that was there before anybody listened is known by its first movement. */
static void note_touch(struct pointer_map *map, int code, int value)
{
    if (code == ABS_MT_SLOT)
        map->slot = value;
    if (map->slot < 0 || map->slot >= POINTER_TOUCHES)
        return;
    struct pointer_touch *touch = &map->touches[map->slot];
    if (code == ABS_MT_TRACKING_ID && value < 0)
        end_touch(map, map->slot);
    else if (code == ABS_MT_TRACKING_ID)
        touch->held = true;
    else if (code == ABS_MT_POSITION_X)
        touch->x = value, touch->held = touch->x_seen = true;
    else if (code == ABS_MT_POSITION_Y)
        touch->y = value, touch->held = touch->y_seen = true;
    if (touch->held && map->first < 0)
        map->first = map->slot;
}

static enum pointer_output report_touches(struct pointer_map *map)
{
    const struct pointer_shape *shape = &map->shape;
    const struct pointer_touch *touch = map->first < 0 ? NULL : &map->touches[map->first];
    bool known = touch && touch->x_seen && touch->y_seen;
    enum pointer_output output = known ? take_place(map, part_of(&shape->touch_x, touch->x, map->width_px),
                                                    part_of(&shape->touch_y, touch->y, map->height_px))
                                       : pointer_map_lose(map);
    if (!shape->slot.there)
        forget_touches(map);
    return output;
}

/* ---- movement ---- */

/* The longer nothing moved, the slower it was; but not slower than in a twentieth of a second. */
static double gain(const struct pointer_map *map, time_us at_us)
{
    double ms = map->moved_at == TIME_NEVER ? 50 : clamp((double)(at_us - map->moved_at) / 1000, 1, 50);
    double speed = hypot(map->moved_x, map->moved_y) / ms;
    double fast = clamp((speed - POINTER_SLOW) / (POINTER_FAST - POINTER_SLOW), 0, 1);
    return (1 + fast) * map->speed_percent / 100;
}

static enum pointer_output report_movement(struct pointer_map *map, time_us at_us)
{
    double factor = gain(map, at_us);
    map->x = clamp(map->x + map->moved_x * factor, 0, map->width_px - 1);
    map->y = clamp(map->y + map->moved_y * factor, 0, map->height_px - 1);
    map->moved_at = at_us;
    map->seen = true;
    return POINTER_POINT;
}

/* ---- reports ---- */

static void begin_report(struct pointer_map *map)
{
    map->reported = false;
    map->moved_x = map->moved_y = 0;
}

static enum pointer_output report(struct pointer_map *map, time_us at_us)
{
    enum pointer_output output = POINTER_NOTHING;
    if (map->reported)
        output = by_place(&map->shape) ? report_place(map) : report_touches(map);
    else if (map->moved_x != 0 || map->moved_y != 0)
        output = report_movement(map, at_us);
    begin_report(map);
    return output;
}

static void note_place(struct pointer_map *map, int code, int value)
{
    struct pointer_shape *shape = &map->shape;
    if (code == ABS_X)
        shape->x.value = value;
    else if (code == ABS_Y)
        shape->y.value = value;
    else if (code == ABS_PRESSURE)
        shape->pressure.value = value;
    else
        return;
    map->pressed_once = map->pressed_once || shape->pressure.value > shape->pressure.least;
    map->reported = true;
}

static void note_absolute(struct pointer_map *map, int code, int value)
{
    if (by_place(&map->shape)) {
        note_place(map, code, value);
    } else if (by_touches(&map->shape) && code >= ABS_MT_SLOT && code <= ABS_MAX) {
        note_touch(map, code, value);
        map->reported = true;
    }
}

static void note_movement(struct pointer_map *map, int code, int value)
{
    if (map->shape.moves && code == REL_X)
        map->moved_x += value;
    else if (map->shape.moves && code == REL_Y)
        map->moved_y += value;
}

/* Touches without slots follow each other, each ended by a SYN_MT_REPORT; none at all is one without anything before it. */
static enum pointer_output note_sync(struct pointer_map *map, int code, time_us at_us)
{
    if (code == SYN_DROPPED) {
        begin_report(map);
        map->dropped = true;
    } else if (code == SYN_MT_REPORT && by_touches(&map->shape) && !map->shape.slot.there) {
        map->slot++;
        map->reported = true;
    } else if (code == SYN_REPORT) {
        return report(map, at_us);
    }
    return POINTER_NOTHING;
}

/* Touching, and a time stamp: nothing has moved, but it was looked at again. */
static bool reports_anew(struct pointer_map *map, int type, int code, int value)
{
    return by_place(&map->shape) && ((type == EV_KEY && pointer_shape_key(&map->shape, code, value != 0)) ||
                                     (type == EV_MSC && code == MSC_TIMESTAMP));
}

enum pointer_output pointer_map_event(struct pointer_map *map, int type, int code, int value, time_us at_us)
{
    if (map->dropped)
        return POINTER_NOTHING;
    if (type == EV_SYN)
        return note_sync(map, code, at_us);
    if (type == EV_ABS)
        note_absolute(map, code, value);
    else if (type == EV_REL)
        note_movement(map, code, value);
    else if (reports_anew(map, type, code, value))
        map->reported = true;
    return POINTER_NOTHING;
}

enum pointer_output pointer_map_resync(struct pointer_map *map, const struct pointer_shape *shape)
{
    bool gone = by_touches(shape);
    map->shape = *shape;
    map->dropped = false;
    begin_report(map);
    forget_touches(map);
    map->pressed_once = map->pressed_once || shape->pressure.value > shape->pressure.least;
    if (by_place(shape))
        gone = !is_present(map);
    return gone ? pointer_map_lose(map) : POINTER_NOTHING;
}

/* ---- settings ---- */

void pointer_map_set_speed(struct pointer_map *map, int speed_percent)
{
    map->speed_percent = (int)clamp(speed_percent, POINTER_SPEED_LEAST, POINTER_SPEED_MOST);
}

void pointer_map_set_screen(struct pointer_map *map, int width_px, int height_px)
{
    int width = width_px < 1 ? 1 : width_px, height = height_px < 1 ? 1 : height_px;
    if (map->width_px > 1)
        map->x = map->x * (width - 1) / (map->width_px - 1);
    if (map->height_px > 1)
        map->y = map->y * (height - 1) / (map->height_px - 1);
    map->width_px = width;
    map->height_px = height;
}

void pointer_map_init(struct pointer_map *map, const struct pointer_shape *shape, int width_px, int height_px,
                      int speed_percent)
{
    int width = width_px < 1 ? 1 : width_px, height = height_px < 1 ? 1 : height_px;
    *map = (struct pointer_map){.width_px = width,
                                .height_px = height,
                                .x = (width - 1) / 2.0,
                                .y = (height - 1) / 2.0,
                                .moved_at = TIME_NEVER};
    pointer_map_set_speed(map, speed_percent);
    pointer_map_resync(map, shape);
}

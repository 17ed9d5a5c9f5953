/* Recordings of real devices (evemu), in ../shared/samples/input when they are there: how many places and losses come of
 * them. The numbers were counted from the recordings by another program. */
#include "unit_test.h"

#include <linux/input-event-codes.h>

#include "input/pointer_map.h"

enum { WIDTH = 1280, HEIGHT = 800 };

struct counts {
    int points, lost, outside;
};

static FILE *open_sample(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/../shared/samples/input/evemu-devices/%s", YINIAN_SOURCE_DIR, name);
    return fopen(path, "r");
}

static bool has_bit(const unsigned char *bits, int bit)
{
    return (bits[bit / 8] >> (bit % 8) & 1) != 0;
}

static struct pointer_axis *axis_of(struct pointer_shape *shape, unsigned code)
{
    switch (code) {
    case ABS_X:
        return &shape->x;
    case ABS_Y:
        return &shape->y;
    case ABS_PRESSURE:
        return &shape->pressure;
    case ABS_MT_SLOT:
        return &shape->slot;
    case ABS_MT_POSITION_X:
        return &shape->touch_x;
    case ABS_MT_POSITION_Y:
        return &shape->touch_y;
    default:
        return NULL;
    }
}

static size_t read_bytes(const char *at, unsigned char *bytes, size_t size, size_t room)
{
    unsigned byte;
    for (int used; size < room && sscanf(at, "%x%n", &byte, &used) == 1; at += used)
        bytes[size++] = (unsigned char)byte;
    return size;
}

/* "B: TYPE bytes…", eight bytes a line; "A: CODE LEAST MOST …". */
static struct pointer_shape read_shape(FILE *file)
{
    char line[512];
    unsigned char keys[96] = {0}, movements[8] = {0};
    size_t key_bytes = 0, movement_bytes = 0;
    struct pointer_shape shape = {.moves = false};
    unsigned code;
    int least, most, used;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "B: %x%n", &code, &used) == 1 && code == EV_KEY)
            key_bytes = read_bytes(line + used, keys, key_bytes, sizeof keys);
        else if (sscanf(line, "B: %x%n", &code, &used) == 1 && code == EV_REL)
            movement_bytes = read_bytes(line + used, movements, movement_bytes, sizeof movements);
        else if (sscanf(line, "A: %x %d %d", &code, &least, &most) == 3 && axis_of(&shape, code))
            *axis_of(&shape, code) = (struct pointer_axis){.there = true, .least = least, .most = most};
    }
    shape.moves = has_bit(movements, REL_X) && has_bit(movements, REL_Y);
    shape.touch = has_bit(keys, BTN_TOUCH);
    shape.finger = has_bit(keys, BTN_TOOL_FINGER);
    for (int tool = BTN_TOOL_PEN; tool <= BTN_TOOL_LENS; tool++)
        shape.tool = shape.tool || (tool != BTN_TOOL_FINGER && has_bit(keys, tool));
    return shape;
}

static struct counts play(FILE *file, struct pointer_map *map)
{
    struct counts counts = {0};
    char line[512];
    double seconds;
    unsigned type, code;
    int value;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "E: %lf %x %x %d", &seconds, &type, &code, &value) != 4)
            continue;
        enum pointer_output output =
            pointer_map_event(map, (int)type, (int)code, value, (time_us)(seconds * 1e6));
        counts.points += output == POINTER_POINT;
        counts.lost += output == POINTER_LOST;
        counts.outside += output == POINTER_POINT &&
                          (map->x < 0 || map->x > WIDTH - 1 || map->y < 0 || map->y > HEIGHT - 1);
    }
    return counts;
}

static const struct {
    const char *description, *record;
    struct counts counts;
} records[] = {
    {"touchscreens-Atmel_maXTouch_Touchscreen.desc",
     "touchscreens-Atmel_maXTouch_Touchscreen.1-finger-fast-taps.events",
     {9, 9, 0}},
    {"touchscreens-QUANTA_OpticalTouchScreen.desc",
     "touchscreens-QUANTA_OpticalTouchScreen.events",
     {729, 9, 0}},
    {"touchscreens-QUANTA_OpticalTouchScreen.desc",
     "touchscreens-QUANTA_OpticalTouchScreen.touch-hover.events",
     {111, 1, 0}},
    {"tablets-QEMU_0.12.1_QEMU_USB_Tablet.desc",
     "tablets-QEMU_0.12.1_QEMU_USB_Tablet.scroll-up-down.events",
     {3, 0, 0}},
    {"tablets-Wacom_Intuos4_6x9.desc", "tablets-Wacom_Intuos4_6x9.stylus-tap.events", {78, 1, 0}},
    {"tablets-dell_canvas_pen.evemu", "tablets-dell_canvas_pen.evemu", {974, 3, 0}},
    /* its range is not what the kernel says: much of it lies outside, and what lies far outside is no place */
    {"touchpads-SynPS2_Synaptics_TouchPad-fdo23890.desc",
     "touchpads-SynPS2_Synaptics_TouchPad-fdo23890.events",
     {567, 7, 178}},
    /* two slots are in use, one of them since before */
    {"mice-Apple_Touch_Mouse.evemu", "mice-Apple_Touch_Mouse.evemu", {10, 1, 0}},
    {"mice-PS2_Generic_Mouse.desc", "mice-PS2_Generic_Mouse.events", {2707, 0, 0}},
    {"mice-Saitek_Cyborg_R.A.T.5_Mouse.desc", "mice-Saitek_Cyborg_R.A.T.5_Mouse.events", {796, 0, 0}},
    {"trackpoints-TPPS2_IBM_TrackPoint.desc", "trackpoints-TPPS2_IBM_TrackPoint.events", {945, 0, 0}},
};

static void real_devices(void **state)
{
    (void)state;
    FILE *first = open_sample(records[0].record);
    if (!first) {
        print_message("# skipped: no ../shared/samples/input\n");
        skip();
    }
    fclose(first);
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        FILE *description = open_sample(records[i].description), *record = open_sample(records[i].record);
        assert_non_null(description);
        assert_non_null(record);
        struct pointer_shape shape = read_shape(description);
        struct pointer_map map;
        pointer_map_init(&map, &shape, WIDTH, HEIGHT, 100);
        struct counts counts = play(record, &map);
        fclose(description);
        fclose(record);
        print_message("# %s: %d places, %d lost\n", records[i].record, counts.points, counts.lost);
        assert_int_equal(counts.points, records[i].counts.points);
        assert_int_equal(counts.lost, records[i].counts.lost);
        assert_int_equal(counts.outside, records[i].counts.outside);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

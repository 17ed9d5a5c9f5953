/* The guess, on made-up devices and on the descriptions of real ones in ../shared/samples/input when they
 * are there. */
#include "unit_test.h"

#include <linux/input-event-codes.h>

#include "input/device_kind.h"

static struct device_bits keys(const int *codes, size_t count)
{
    struct device_bits bits = {0};
    for (size_t i = 0; i < count; i++)
        device_set_key(&bits, codes[i]);
    return bits;
}
#define KEYS(...) keys((const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

static void made_up_devices(void **state)
{
    (void)state;
    struct device_bits bits = {0};
    assert_int_equal(device_kind_guess(&bits), DEVICE_OTHER);
    bits = KEYS(KEY_SPACE, KEY_ENTER);
    assert_int_equal(device_kind_guess(&bits), DEVICE_KEYS);
    bits = KEYS(BTN_LEFT, BTN_RIGHT);
    assert_int_equal(device_kind_guess(&bits), DEVICE_KEYS);
    bits.moves = true;
    assert_int_equal(device_kind_guess(&bits), DEVICE_MOUSE);
    bits = KEYS(BTN_TRIGGER);
    assert_int_equal(device_kind_guess(&bits), DEVICE_GAMEPAD);
    bits = KEYS(BTN_0);
    assert_int_equal(device_kind_guess(&bits), DEVICE_KEYS); /* headsets have it too */
    bits = KEYS(BTN_TOUCH);
    bits.points = true;
    assert_int_equal(device_kind_guess(&bits), DEVICE_TOUCHSCREEN);
    device_set_key(&bits, BTN_TOOL_FINGER);
    assert_int_equal(device_kind_guess(&bits), DEVICE_TOUCHPAD);
    device_set_key(&bits, BTN_STYLUS);
    assert_int_equal(device_kind_guess(&bits), DEVICE_TABLET);
    bits = (struct device_bits){0};
    for (int code = KEY_ESC; code <= KEY_SPACE; code++)
        device_set_key(&bits, code);
    assert_int_equal(device_kind_guess(&bits), DEVICE_KEYBOARD);
    assert_int_equal(device_key_count(&bits), KEY_SPACE);
}

static void codes_out_of_range_are_no_keys(void **state)
{
    (void)state;
    struct device_bits bits = {0};
    device_set_key(&bits, -1);
    device_set_key(&bits, DEVICE_KEY_CODES);
    assert_int_equal(device_key_count(&bits), 0);
    assert_false(device_has_key(&bits, -1));
    assert_false(device_has_key(&bits, DEVICE_KEY_CODES));
    device_set_key(&bits, DEVICE_KEY_CODES - 1);
    assert_true(device_has_key(&bits, DEVICE_KEY_CODES - 1));
}

/* ---- real devices: the "P:" and "B: TYPE bytes…" lines of evemu, eight bytes a line ---- */

struct description {
    unsigned char bits[32][DEVICE_KEY_CODES / 8];
    size_t sizes[32];
    unsigned properties;
};

static void read_bytes(struct description *d, unsigned type, const char *at)
{
    unsigned byte;
    int used;
    for (; type < 32 && sscanf(at, "%x%n", &byte, &used) == 1; at += used)
        if (d->sizes[type] < sizeof d->bits[type])
            d->bits[type][d->sizes[type]++] = (unsigned char)byte;
}

static struct device_bits bits_of(const struct description *d)
{
    struct device_bits bits = {0};
    memcpy(bits.keys, d->bits[EV_KEY], sizeof bits.keys);
    bits.moves = (d->bits[EV_REL][0] & 3) == 3;
    bits.points = (d->bits[EV_ABS][0] & 3) == 3 || (d->bits[EV_ABS][6] & 0x60) == 0x60;
    bits.direct = (d->properties >> INPUT_PROP_DIRECT & 1) != 0;
    return bits;
}

static bool read_description(const char *name, struct device_bits *bits)
{
    char path[512], line[512];
    snprintf(path, sizeof path, "%s/../shared/samples/input/%s", YINIAN_SOURCE_DIR, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    struct description d = {0};
    unsigned type;
    int used;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "B: %x%n", &type, &used) == 1)
            read_bytes(&d, type, line + used);
        else if (sscanf(line, "P: %x", &type) == 1 && !d.properties)
            d.properties = type;
    }
    fclose(file);
    *bits = bits_of(&d);
    return true;
}

static const struct {
    const char *name;
    enum device_kind kind;
} real[] = {
    {"derived/buzz_button_hold_65s.ev", DEVICE_GAMEPAD},
    {"evemu-devices/joysticks-Mad_Catz_Wired_Xbox_360_Controller.events", DEVICE_GAMEPAD},
    {"evemu-devices/joysticks-Microsoft_X-Box_360_pad.desc", DEVICE_GAMEPAD},
    {"evemu-devices/joysticks-Sony_PLAYSTATIONR3_Controller.desc", DEVICE_GAMEPAD},
    {"evemu-devices/keyboards-Lenovo_ThinkPad_Compact_USB_Keyboard_with_TrackPoint.keyboard.events",
     DEVICE_KEYBOARD},
    {"evemu-devices/keyboards-Lenovo_ThinkPad_Compact_USB_Keyboard_with_TrackPoint.trackpoint.events",
     DEVICE_MOUSE},
    {"evemu-devices/keyboards-Logitech_K400_Plus.events", DEVICE_KEYBOARD},
    {"evemu-devices/mice-IBM_ScrollPoint_MO18B.desc", DEVICE_MOUSE},
    {"evemu-devices/mice-PS2_Generic_Mouse.desc", DEVICE_MOUSE},
    {"evemu-devices/mice-Saitek_Cyborg_R.A.T.5_Mouse.desc", DEVICE_MOUSE},
    {"evemu-devices/misc-Nintendo_Wiimote.desc", DEVICE_KEYS},
    {"evemu-devices/misc-Plantronics_Plantronics_.Audio_648_USB.desc", DEVICE_KEYS},
    {"evemu-devices/tablets-QEMU_0.12.1_QEMU_USB_Tablet.desc", DEVICE_MOUSE},
    {"evemu-devices/tablets-Wacom_Intuos4_6x9.desc", DEVICE_TABLET},
    {"evemu-devices/touchpads-AlpsPS2_ALPS_GlidePoint.desc", DEVICE_TOUCHPAD},
    {"evemu-devices/touchpads-SynPS2_Synaptics_TouchPad-fdo23890.desc", DEVICE_TOUCHPAD},
    {"evemu-devices/touchscreens-Atmel_maXTouch_Touchscreen.desc", DEVICE_TOUCHSCREEN},
    {"evemu-devices/touchscreens-QUANTA_OpticalTouchScreen.desc", DEVICE_TOUCHSCREEN},
    {"evemu-devices/trackpoints-TPPS2_IBM_TrackPoint.desc", DEVICE_MOUSE},
};

static void real_devices(void **state)
{
    (void)state;
    struct device_bits bits;
    if (!read_description(real[0].name, &bits)) {
        print_message("# skipped: no ../shared/samples/input\n");
        skip();
    }
    int wrong = 0;
    for (size_t i = 0; i < sizeof real / sizeof real[0]; i++) {
        assert_true(read_description(real[i].name, &bits));
        enum device_kind kind = device_kind_guess(&bits);
        if (kind != real[i].kind)
            print_message("# %s: %s\n", real[i].name, device_kind_name(kind));
        wrong += kind != real[i].kind;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_up_devices),
        cmocka_unit_test(codes_out_of_range_are_no_keys),
        cmocka_unit_test(real_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

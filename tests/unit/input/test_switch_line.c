/* The line of the settings that a found switch is written as: read back, it is that key of that device. */
#include "unit_test.h"

#include "input/switch_line.h"

static int code_of_name(const char *name)
{
    return strcmp(name, "KEY_F5") == 0 ? 63 : strcmp(name, "BTN_0") == 0 ? 0x100 : -1;
}

/* Is the key the switch then, and does the entry choose the device? */
static void check(const struct switch_device *device, const char *key, const char *line, bool chosen)
{
    char text[128];
    struct switch_map map = {.count = 0};
    switch_line_write(device, key, text, sizeof text);
    assert_string_equal(text, line);
    assert_true(switch_map_add(&map, text, strlen(text), &(struct switch_place){0}, code_of_name, NULL));
    if (device->name[0])
        assert_int_equal(switch_map_find(&map, device, code_of_name(key)), 1);
    assert_int_equal(switch_map_find_in_window(&map, code_of_name(key)), 1);
    assert_int_equal(switch_map_chooses(&map, device), chosen);
}

static void the_line_is_read_back_as_that_key_of_that_device(void **state)
{
    (void)state;
    const struct switch_device keyboard = {"AT Keyboard", 1, 1, DEVICE_KEYBOARD};
    const struct switch_device box = {"Buzz Button", 0x1209, 1, DEVICE_KEYS};
    const struct switch_device pad = {"Pad * 8?", 0x045e, 2, DEVICE_GAMEPAD};
    const struct switch_device window = {"", 0, 0, DEVICE_OTHER};
    check(&keyboard, "KEY_F5", "select keyboard KEY_F5", false);
    check(&box, "BTN_0", "select \"Buzz Button\" BTN_0", true);
    check(&pad, "BTN_0", "select \"Pad * 8?\" BTN_0", true);
    check(&window, "KEY_F5", "select any KEY_F5", false);
}

static void a_name_that_cannot_be_written_is_replaced_by_numbers(void **state)
{
    (void)state;
    const struct switch_device quoted = {"The \"Box\"", 0x1209, 0xa, DEVICE_KEYS};
    const struct switch_device broken = {"\xff\xfe", 0x1209, 0xa, DEVICE_KEYS};
    const struct switch_device longest = {"123456789 123456789 123456789 123456789 123456789 123456789 ", 1,
                                          2, DEVICE_KEYS};
    const struct switch_device too_long = {"123456789 123456789 123456789 123456789 123456789 123456789 1", 1,
                                           2, DEVICE_KEYS};
    check(&quoted, "BTN_0", "select 1209:000a BTN_0", true);
    check(&broken, "BTN_0", "select 1209:000a BTN_0", true);
    check(&longest, "BTN_0", "select \"123456789 123456789 123456789 123456789 123456789 123456789 \" BTN_0",
          true);
    check(&too_long, "BTN_0", "select 0001:0002 BTN_0", true);
}

static void it_is_called_by_key_and_device(void **state)
{
    (void)state;
    char name[64];
    const struct switch_device box = {"Buzz Button", 0x1209, 1, DEVICE_KEYS},
                               window = {"", 0, 0, DEVICE_OTHER};
    switch_line_name(&box, "BTN_0", name, sizeof name);
    assert_string_equal(name, "BTN_0 · Buzz Button");
    switch_line_name(&window, "KEY_F5", name, sizeof name);
    assert_string_equal(name, "F5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_is_read_back_as_that_key_of_that_device),
        cmocka_unit_test(a_name_that_cannot_be_written_is_replaced_by_numbers),
        cmocka_unit_test(it_is_called_by_key_and_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The names and numbers of keys: libevdev's beside our own tables. */
#include "unit_test.h"

#include "input/evdev_devices.h"
#include "input/key_codes.h"

static void names_and_codes_agree(void **state)
{
    (void)state;
    assert_int_equal(evdev_key_code("KEY_SPACE"), 57);
    assert_int_equal(evdev_key_code("BTN_TRIGGER"), 0x120);
    assert_true(evdev_key_code("SPACE") < 0);
    assert_true(evdev_key_code("") < 0);
    assert_true(evdev_key_code("ABS_X") < 0);
    assert_string_equal(evdev_key_name(57), "KEY_SPACE");
    assert_null(evdev_key_name(-1));
}

/* What the window's keys are called, at places spread over the whole table. */
static void usages(void **state)
{
    (void)state;
    static const struct {
        int usage;
        const char *name;
    } known[] = {
        {0x04, "KEY_A"},     {0x1d, "KEY_Z"},        {0x1e, "KEY_1"},         {0x27, "KEY_0"},
        {0x28, "KEY_ENTER"}, {0x2c, "KEY_SPACE"},    {0x2f, "KEY_LEFTBRACE"}, {0x33, "KEY_SEMICOLON"},
        {0x38, "KEY_SLASH"}, {0x39, "KEY_CAPSLOCK"}, {0x3a, "KEY_F1"},        {0x45, "KEY_F12"},
        {0x4a, "KEY_HOME"},  {0x4b, "KEY_PAGEUP"},   {0x4e, "KEY_PAGEDOWN"},  {0x4f, "KEY_RIGHT"},
        {0x52, "KEY_UP"},    {0x54, "KEY_KPSLASH"},  {0x57, "KEY_KPPLUS"},    {0x58, "KEY_KPENTER"},
        {0x59, "KEY_KP1"},   {0x62, "KEY_KP0"},      {0x63, "KEY_KPDOT"},     {0x67, "KEY_KPEQUAL"},
        {0x68, "KEY_F13"},   {0x73, "KEY_F24"},      {0xe0, "KEY_LEFTCTRL"},  {0xe7, "KEY_RIGHTMETA"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_string_equal(evdev_key_name(key_code_of_usage(known[i].usage)), known[i].name);
    assert_int_equal(key_code_of_usage(-1), 0);
    assert_int_equal(key_code_of_usage(0), 0);
    assert_int_equal(key_code_of_usage(0x80), 0);
    assert_int_equal(key_code_of_usage(0xe8), 0);
}

static void mouse_buttons(void **state)
{
    (void)state;
    assert_string_equal(evdev_key_name(key_code_of_mouse_button(1)), "BTN_LEFT");
    assert_string_equal(evdev_key_name(key_code_of_mouse_button(3)), "BTN_RIGHT");
    assert_int_equal(key_code_of_mouse_button(0), 0);
    assert_int_equal(key_code_of_mouse_button(6), 0);
}

/* As the program uses it: names of the kernel in an entry of the settings. */
static void an_entry_with_the_kernels_names(void **state)
{
    (void)state;
    struct switch_map map = {0};
    struct switch_place place = {.line = 1};
    struct switch_device device = {"Buzz", 1, 2, DEVICE_GAMEPAD};
    static const char entry[] = "call \"Buzz\" BTN_TRIGGER_HAPPY20";
    assert_true(switch_map_add(&map, entry, sizeof entry - 1, &place, evdev_key_code, NULL));
    assert_int_equal(switch_map_find(&map, &device, 723), switch_number(SWITCH_FUNCTION_CALL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_codes_agree),
        cmocka_unit_test(usages),
        cmocka_unit_test(mouse_buttons),
        cmocka_unit_test(an_entry_with_the_kernels_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include <linux/input-event-codes.h>

#include "base/diagnostic.h"
#include "input/switch_map.h"

static int code_of_name(const char *name)
{
    static const struct {
        const char *name;
        int code;
    } known[] = {{"KEY_SPACE", KEY_SPACE}, {"KEY_ENTER", KEY_ENTER}, {"KEY_ESC", KEY_ESC},
                 {"KEY_A", KEY_A},         {"BTN_LEFT", BTN_LEFT},   {"BTN_TRIGGER", BTN_TRIGGER}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!strcmp(known[i].name, name))
            return known[i].code;
    return -1;
}

static bool add(struct switch_map *map, const char *text, struct diagnostics *list)
{
    struct switch_place place = {.file = "settings.conf", .line = 12, .column = 10};
    return switch_map_add(map, text, strlen(text), &place, code_of_name, list);
}

static struct switch_map map_of(const char *first, const char *second)
{
    struct switch_map map = {0};
    assert_true(add(&map, first, NULL));
    if (second)
        assert_true(add(&map, second, NULL));
    return map;
}

static const struct switch_device keyboard = {"Logitech K400", 0x046d, 0x404d, DEVICE_KEYBOARD};
static const struct switch_device box = {"Buzz Button", 0x054c, 0x1000, DEVICE_KEYS};
static const struct switch_device pad = {"X-Box pad", 0x045e, 0x028e, DEVICE_GAMEPAD};
static const struct switch_device mouse = {"PS/2 Mouse", 0x0002, 0x0001, DEVICE_MOUSE};

static void every_function_has_a_number(void **state)
{
    (void)state;
    for (int f = 0; f < SWITCH_FUNCTIONS; f++) {
        enum switch_function back;
        assert_true(switch_function_of(switch_number((enum switch_function)f), &back));
        assert_int_equal(back, f);
        assert_true(switch_function_info(back)->name[0] && switch_function_info(back)->help[0]);
    }
    enum switch_function none;
    assert_int_equal(switch_number(SWITCH_FUNCTION_SELECT), 1);
    assert_false(switch_function_of(0, &none));
    assert_false(switch_function_of(SWITCH_FUNCTIONS + 1, &none));
}

static void without_configuration(void **state)
{
    (void)state;
    struct switch_map map = {0};
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_SPACE), 1);
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_ENTER), 1);
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_A), 0);
    assert_int_equal(switch_map_find(&map, &box, KEY_SPACE), 1);
    assert_int_equal(switch_map_find(&map, &pad, BTN_SOUTH), 1);
    assert_int_equal(switch_map_find(&map, &pad, BTN_TRIGGER), 1);
    assert_int_equal(switch_map_find(&map, &mouse, BTN_LEFT), 0);
    assert_false(switch_map_chooses(&map, &keyboard));
    assert_false(switch_map_chooses(&map, &pad));
    assert_int_equal(switch_map_find_in_window(&map, KEY_SPACE), 1);
    assert_int_equal(switch_map_find_in_window(&map, KEY_A), 0);
    assert_int_equal(switch_map_find_in_window(&map, BTN_LEFT), 0);
}

static void a_device_by_name(void **state)
{
    (void)state;
    struct switch_map map = map_of("select \"Buzz Button\" KEY_A", "step = \"Buzz*\" KEY_SPACE");
    assert_int_equal(switch_map_find(&map, &box, KEY_A), 1);
    assert_int_equal(switch_map_find(&map, &box, KEY_SPACE), 2);
    assert_int_equal(switch_map_find(&map, &box, KEY_ENTER), 0);
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_SPACE), 0);
    assert_true(switch_map_chooses(&map, &box));
    assert_false(switch_map_chooses(&map, &keyboard));
    assert_int_equal(switch_map_find_in_window(&map, KEY_A), 1);
}

static void a_device_by_ids(void **state)
{
    (void)state;
    struct switch_map map = map_of("call 054C:1000", "select any KEY_SPACE");
    assert_int_equal(switch_map_find(&map, &box, KEY_ESC), switch_number(SWITCH_FUNCTION_CALL));
    assert_int_equal(switch_map_find(&map, &box, KEY_SPACE), switch_number(SWITCH_FUNCTION_CALL));
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_SPACE), 1);
    map = map_of("call \"Buzz Button\" 54c:1001 any", NULL);
    assert_int_equal(switch_map_find(&map, &box, KEY_ESC), 0);
}

static void a_chosen_device_goes_before_any(void **state)
{
    (void)state;
    struct switch_map map = map_of("select any KEY_SPACE", "home \"Buzz Button\" KEY_SPACE");
    assert_int_equal(switch_map_find(&map, &box, KEY_SPACE), switch_number(SWITCH_FUNCTION_HOME));
}

static void a_mouse_when_chosen(void **state)
{
    (void)state;
    struct switch_map map = map_of("select mouse", "back keyboard KEY_ESC");
    assert_int_equal(switch_map_find(&map, &mouse, BTN_LEFT), 1);
    assert_true(switch_map_chooses(&map, &mouse));
    assert_int_equal(switch_map_find_in_window(&map, BTN_LEFT), 1);
    assert_int_equal(switch_map_find_in_window(&map, KEY_SPACE), 0);
    assert_int_equal(switch_map_find(&map, &keyboard, KEY_ESC), switch_number(SWITCH_FUNCTION_BACK));
    assert_int_equal(switch_map_find(&map, &box, KEY_ESC), 0);
    assert_false(switch_map_chooses(&map, &keyboard));
}

static void patterns(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *name;
        int number;
    } cases[] = {
        {"select \"*\" any", "", 1},
        {"select \"*Button\" any", "Buzz Button", 1},
        {"select \"*Button\" any", "Buzz Buttons", 0},
        {"select \"B?zz*n\" any", "Buzz Button", 1},
        {"select \"B*B*n\" any", "Buzz BBBButton", 1},
        {"select \"Buzz\" any", "Buzz Button", 0},
        {"select \"Buzz Button?\" any", "Buzz Button", 0},
        {"select \"*a*a*a*a*a*a*a*b\" any", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0},
        {"select \"按钮*\" any", "按钮一", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct switch_map map = map_of(cases[i].entry, NULL);
        struct switch_device device = {cases[i].name, 1, 1, DEVICE_KEYS};
        if (switch_map_find(&map, &device, KEY_A) != cases[i].number)
            fail_msg("%s against \"%s\"", cases[i].entry, cases[i].name);
    }
}

static void numbers_name_keys_too(void **state)
{
    (void)state;
    struct switch_map map = map_of("select \"Box\" 288", "step \"Box\" 0x121");
    struct switch_device device = {"Box", 1, 1, DEVICE_GAMEPAD};
    assert_int_equal(switch_map_find(&map, &device, 288), 1);
    assert_int_equal(switch_map_find(&map, &device, 289), 2);
}

/* What is wrong is said with its column (the text begins at column 10), and leaves the map alone. */
static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *entry;
        int column;
    } wrong[] = {
        {"", 10},
        {"choose \"Box\" KEY_A", 10},
        {"\"select\" \"Box\" KEY_A", 11},
        {"select", 16},
        {"select Box KEY_A", 17},
        {"select \"Box KEY_A", 18},
        {"select \"\" KEY_A", 18},
        {"select \"Box\" KEY_NOTHING", 23},
        {"select \"按钮\" KEY_NOTHING", 22},
        {"select \"Box\" 768", 23},
        {"select \"Box\" 0", 23},
        {"select \"Box\" 0x", 23},
        {"select \"Box\" KEY_A KEY_ESC", 29},
        {"select 054c: KEY_A", 17},
        {"select 054c:10000 KEY_A", 17},
        {"select any", 20},
        {"select any any", 21},
        {"select \"Box\" \"KEY_A\"", 24},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct switch_map map = {0};
        struct diagnostics list;
        diagnostics_init(&list);
        assert_false(add(&map, wrong[i].entry, &list));
        assert_int_equal(map.count, 0);
        assert_int_equal(list.errors, 1);
        if (list.items[0].column != wrong[i].column)
            fail_msg("%s: column %d, not %d", wrong[i].entry, list.items[0].column, wrong[i].column);
        assert_int_equal(list.items[0].line, 12);
        diagnostics_destroy(&list);
    }
}

static void a_diagnostic_reads_well(void **state)
{
    (void)state;
    struct switch_map map = {0};
    struct diagnostics list;
    char line[300];
    diagnostics_init(&list);
    add(&map, "choose \"Box\"", &list);
    diagnostic_format(&list.items[0], line, sizeof line);
    assert_string_equal(line, "settings.conf:12:10: switch: what the switch does must come first; "
                              "valid: select, step, back, call, speak, rest, home");
    diagnostics_destroy(&list);
}

static void no_more_than_fit(void **state)
{
    (void)state;
    struct switch_map map = {0};
    for (int i = 0; i < SWITCH_ENTRIES_AT_MOST; i++)
        assert_true(add(&map, "select \"Box\"", NULL));
    assert_false(add(&map, "select \"Box\"", NULL));
    char name[200] = "select \"";
    memset(name + 8, 'x', 96);
    strcpy(name + 104, "\" any");
    map.count = 0;
    assert_false(add(&map, name, NULL));
    name[103] = '"', name[104] = ' ', name[105] = '\0';
    assert_true(add(&map, name, NULL));
}

/* Bytes that are no text, not ended by NUL: refused or read, never read beyond. */
static void any_bytes(void **state)
{
    (void)state;
    unsigned seed = 3;
    static const char alphabet[] = "select \"054c:1000\" any=KEY_A\xE6\x8C\xFF\0\t*?";
    for (int round = 0; round < 20000; round++) {
        size_t size = (seed >> 9) % 40;
        char *bytes = malloc(size ? size : 1);
        for (size_t i = 0; i < size; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = alphabet[(seed >> 8) % (sizeof alphabet - 1)];
        }
        seed = seed * 1664525u + 1013904223u;
        struct switch_map map = {0};
        struct switch_place place = {.line = 1};
        switch_map_add(&map, bytes, size, &place, code_of_name, NULL);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_has_a_number),
        cmocka_unit_test(without_configuration),
        cmocka_unit_test(a_device_by_name),
        cmocka_unit_test(a_device_by_ids),
        cmocka_unit_test(a_chosen_device_goes_before_any),
        cmocka_unit_test(a_mouse_when_chosen),
        cmocka_unit_test(patterns),
        cmocka_unit_test(numbers_name_keys_too),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(a_diagnostic_reads_well),
        cmocka_unit_test(no_more_than_fit),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

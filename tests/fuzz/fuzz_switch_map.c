/* The reader of a `switch = …` entry: takes anything; what it accepts is within bounds, what it refuses is
 * said with a place, and leaves the map alone. */
#include "fuzz.h"

#include "input/switch_map.h"

static int code_of_name(const char *name)
{
    return strncmp(name, "KEY_", 4) == 0 ? (int)strlen(name) : -1;
}

static void require_sound(const struct switch_entry *entry)
{
    REQUIRE(entry->function <= SWITCH_FUNCTION_HOME);
    REQUIRE(memchr(entry->name, 0, sizeof entry->name));
    REQUIRE(entry->code == SWITCH_ANY_KEY || (entry->code > 0 && entry->code < DEVICE_KEY_CODES));
    REQUIRE(entry->devices != SWITCH_DEVICES_CHOSEN || entry->name[0] || entry->by_ids);
    REQUIRE(entry->devices != SWITCH_DEVICES_ANY || entry->code != SWITCH_ANY_KEY);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct switch_map map = {0};
    struct diagnostics list;
    struct switch_place place = {.file = "fuzz.conf", .line = 3, .column = 10};
    diagnostics_init(&list);
    bool good = switch_map_add(&map, (const char *)bytes, size, &place, code_of_name, &list);
    REQUIRE(map.count == (good ? 1 : 0) && list.errors == (good ? 0 : 1));
    if (good) {
        struct switch_device device = {"Some * Device?", 1, 2, DEVICE_GAMEPAD};
        require_sound(&map.entries[0]);
        switch_map_find(&map, &device, 57);
        switch_map_find_in_window(&map, 57);
        switch_map_chooses(&map, &device);
    } else {
        REQUIRE(list.items[0].line == 3 && list.items[0].column >= 10 && list.items[0].reason);
    }
    diagnostics_destroy(&list);
    return 0;
}

#include "input/switch_map.h"

#include <linux/input-event-codes.h>
#include <string.h>

#include "base/text.h"

static const struct switch_function_info functions[SWITCH_FUNCTIONS] = {
    {"select", N_("select"), N_("Takes what is lit.")},
    {"step", N_("step"), N_("Moves the light on by one.")},
    {"back", N_("back"), N_("Goes back one step.")},
    {"call", N_("call"), N_("Calls for help, from everywhere.")},
    {"speak", N_("speak"), N_("Speaks the message.")},
    {"rest", N_("rest"), N_("Rests, and wakes again.")},
    {"home", N_("home"), N_("Goes to the first page.")},
};

const struct switch_function_info *switch_function_info(enum switch_function function)
{
    return &functions[function];
}

int switch_number(enum switch_function function)
{
    return (int)function + 1;
}

bool switch_function_of(int number, enum switch_function *function)
{
    if (number < 1 || number > SWITCH_FUNCTIONS)
        return false;
    *function = (enum switch_function)(number - 1);
    return true;
}

static const struct switch_entry defaults[] = {
    {.devices = SWITCH_DEVICES_ANY, .code = KEY_SPACE},
    {.devices = SWITCH_DEVICES_ANY, .code = KEY_ENTER},
    {.devices = SWITCH_DEVICES_ANY, .code = KEY_KPENTER},
    {.devices = SWITCH_DEVICES_GAMEPAD, .code = SWITCH_ANY_KEY},
};

static const struct switch_entry *entries(const struct switch_map *map, int *count)
{
    *count = map->count ? map->count : (int)(sizeof defaults / sizeof defaults[0]);
    return map->count ? map->entries : defaults;
}

/* `*` any text, `?` any one byte: names are short, so it simply tries again further on after the last
 * star. */
static bool name_fits(const char *pattern, const char *name)
{
    const char *star = NULL, *from = name;
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            from = name;
        } else if (*pattern == *name || *pattern == '?') {
            pattern++;
            name++;
        } else if (star) {
            pattern = star + 1;
            name = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

bool switch_entry_fits_device(const struct switch_entry *entry, const struct switch_device *device)
{
    switch (entry->devices) {
    case SWITCH_DEVICES_ANY:
        return true;
    case SWITCH_DEVICES_KEYBOARD:
        return device->kind == DEVICE_KEYBOARD;
    case SWITCH_DEVICES_GAMEPAD:
        return device->kind == DEVICE_GAMEPAD;
    case SWITCH_DEVICES_MOUSE:
        return device->kind == DEVICE_MOUSE;
    case SWITCH_DEVICES_CHOSEN:
        break;
    }
    bool named = !entry->name[0] || name_fits(entry->name, device->name);
    return named &&
           (!entry->by_ids || (entry->vendor == device->vendor && entry->product == device->product));
}

static bool entry_chooses(const struct switch_entry *entry)
{
    return entry->devices == SWITCH_DEVICES_CHOSEN || entry->devices == SWITCH_DEVICES_MOUSE;
}

static bool fits_key(const struct switch_entry *entry, int code)
{
    return entry->code == code || entry->code == SWITCH_ANY_KEY;
}

int switch_map_find(const struct switch_map *map, const struct switch_device *device, int code)
{
    int count;
    const struct switch_entry *list = entries(map, &count);
    for (int chosen = 1; chosen >= 0; chosen--)
        for (int i = 0; i < count; i++)
            if (entry_chooses(&list[i]) == (chosen != 0) && fits_key(&list[i], code) &&
                switch_entry_fits_device(&list[i], device))
                return switch_number(list[i].function);
    return 0;
}

static bool is_mouse_button(int code)
{
    return code >= BTN_MOUSE && code <= BTN_TASK;
}

int switch_map_find_in_window(const struct switch_map *map, int code)
{
    int count;
    const struct switch_entry *list = entries(map, &count);
    for (int i = 0; i < count; i++)
        if (list[i].code == code || (list[i].code == SWITCH_ANY_KEY &&
                                     list[i].devices == SWITCH_DEVICES_MOUSE && is_mouse_button(code)))
            return switch_number(list[i].function);
    return 0;
}

bool switch_map_chooses(const struct switch_map *map, const struct switch_device *device)
{
    for (int i = 0; i < map->count; i++)
        if (entry_chooses(&map->entries[i]) && switch_entry_fits_device(&map->entries[i], device))
            return true;
    return false;
}

/* Which key of which device is which switch, and what that switch does. Pure.
 *
 * One entry is the value of one `switch = …` line of the settings:
 *
 *     switch = select "Buzz Button" KEY_SPACE        a device by its name; * any text, ? any byte
 *     switch = step "Buzz*" 1209:0001 BTN_TRIGGER    by name and by vendor:product (hex, as in lsusb)
 *     switch = call 1209:0001 any                    any key of it (also when the key is left out)
 *     switch = select any KEY_SPACE                  that key on any device
 *     switch = back keyboard KEY_ESC                 on any keyboard; likewise gamepad, mouse
 *
 *     entry    = function [ "=" ] device [ key ]
 *     function = select | step | back | call | speak | rest | home
 *     device   = '"' name '"' [ ids ] | ids | any | keyboard | gamepad | mouse
 *     ids      = 1–4 hex digits ":" 1–4 hex digits
 *     key      = a name of the kernel's (KEY_SPACE; `yinian --devices` shows it) | its number | any
 *
 * Without any entry: Space and Enter of any device, and any button of a gamepad or joystick, select. A mouse
 * (and a touch) is left to the window until an entry chooses it.
 *
 * The number of a switch says its function: select is switch 1, step 2, and so on in the order of the table.
 * Keys with the same function are the same switch. */
#ifndef YINIAN_INPUT_SWITCH_MAP_H
#define YINIAN_INPUT_SWITCH_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "input/device_kind.h"

/* ---- THE table of switch functions ---- */

enum switch_function {
    SWITCH_FUNCTION_SELECT,
    SWITCH_FUNCTION_STEP,
    SWITCH_FUNCTION_BACK,
    SWITCH_FUNCTION_CALL,
    SWITCH_FUNCTION_SPEAK,
    SWITCH_FUNCTION_REST,
    SWITCH_FUNCTION_HOME
};
enum { SWITCH_FUNCTIONS = SWITCH_FUNCTION_HOME + 1 };

struct switch_function_info {
    const char *name;  /* in the settings */
    const char *label; /* on the screen, N_() */
    const char *help;  /* one sentence, N_() */
};
const struct switch_function_info *switch_function_info(enum switch_function function);
int switch_number(enum switch_function function); /* 1 … SWITCH_FUNCTIONS */
bool switch_function_of(int switch_number,
                        enum switch_function *function); /* false: there is no such switch */

/* ---- the map ---- */

enum switch_devices {
    SWITCH_DEVICES_CHOSEN,
    SWITCH_DEVICES_ANY,
    SWITCH_DEVICES_KEYBOARD,
    SWITCH_DEVICES_GAMEPAD,
    SWITCH_DEVICES_MOUSE
};

enum { SWITCH_NAME_BYTES = 96, SWITCH_ENTRIES_AT_MOST = 16, SWITCH_ANY_KEY = -1 };

struct switch_entry {
    enum switch_function function;
    enum switch_devices devices;
    char name[SWITCH_NAME_BYTES]; /* CHOSEN: a pattern; "" = any name */
    bool by_ids;                  /* CHOSEN: the ids must be these */
    uint16_t vendor, product;
    int code; /* of EV_KEY, or SWITCH_ANY_KEY */
};

/* No entries: the defaults above. Zeroed is valid. Owns nothing. */
struct switch_map {
    struct switch_entry entries[SWITCH_ENTRIES_AT_MOST];
    int count;
};

struct switch_device {
    const char *name;
    uint16_t vendor, product;
    enum device_kind kind;
};

/* The code of a key's name, or negative. The real one asks libevdev (evdev_key_code). */
typedef int switch_code_of_name(const char *name);

/* Where the text of an entry stands, for diagnostics. */
struct switch_place {
    const char *file; /* may be NULL */
    int line;
    int column; /* of the text's first character, from 1; 0 counts as 1 */
};

/* Adds one entry. What is wrong goes to `list` (may be NULL), false comes back and the map stays as it
 * was. */
bool switch_map_add(struct switch_map *map, const char *text, size_t size, const struct switch_place *place,
                    switch_code_of_name *code_of_name, struct diagnostics *list);

/* The number of the switch that this key of this device is; 0: none. Entries that choose a device go
 * first. */
int switch_map_find(const struct switch_map *map, const struct switch_device *device, int code);
/* The same for a key (or mouse button) that came through the window: its device is not known, so entries
 * with a key of their own fit whatever device they name; SWITCH_ANY_KEY fits a mouse button for `mouse` and
 * nothing else. */
int switch_map_find_in_window(const struct switch_map *map, int code);
/* An entry chooses it (by name, ids or as `mouse`): it is the person's, grab it. Keyboards and gamepads that
 * serve by `any`, `keyboard`, `gamepad` or by default are not chosen: the caregiver types on them too. */
bool switch_map_chooses(const struct switch_map *map, const struct switch_device *device);
bool switch_entry_fits_device(const struct switch_entry *entry, const struct switch_device *device);

#endif

#include "input/device_kind.h"

#include <linux/input-event-codes.h>

#include "base/text.h"

bool device_has_key(const struct device_bits *bits, int code)
{
    return code >= 0 && code < DEVICE_KEY_CODES && (bits->keys[code / 8] >> (code % 8) & 1) != 0;
}

void device_set_key(struct device_bits *bits, int code)
{
    if (code >= 0 && code < DEVICE_KEY_CODES)
        bits->keys[code / 8] = (uint8_t)(bits->keys[code / 8] | 1u << (code % 8));
}

int device_key_count(const struct device_bits *bits)
{
    int count = 0;
    for (int code = 0; code < DEVICE_KEY_CODES; code++)
        count += device_has_key(bits, code);
    return count;
}

static bool has_all(const struct device_bits *bits, int first, int last)
{
    for (int code = first; code <= last; code++)
        if (!device_has_key(bits, code))
            return false;
    return true;
}

static bool has_one(const struct device_bits *bits, int first, int last)
{
    for (int code = first; code <= last; code++)
        if (device_has_key(bits, code))
            return true;
    return false;
}

static bool has_game_buttons(const struct device_bits *bits)
{
    return has_one(bits, BTN_JOYSTICK, BTN_THUMBR) || has_one(bits, BTN_DPAD_UP, BTN_DPAD_RIGHT) ||
           has_one(bits, BTN_TRIGGER_HAPPY, BTN_TRIGGER_HAPPY40);
}

enum device_kind device_kind_guess(const struct device_bits *bits)
{
    if (has_all(bits, KEY_Q, KEY_P) && device_has_key(bits, KEY_SPACE))
        return DEVICE_KEYBOARD;
    if (device_has_key(bits, BTN_TOOL_PEN) || device_has_key(bits, BTN_STYLUS))
        return DEVICE_TABLET;
    if (bits->points && (bits->direct || device_has_key(bits, BTN_TOUCH)))
        return bits->direct || !device_has_key(bits, BTN_TOOL_FINGER) ? DEVICE_TOUCHSCREEN : DEVICE_TOUCHPAD;
    if (device_has_key(bits, BTN_LEFT) && (bits->moves || bits->points))
        return DEVICE_MOUSE;
    if (has_game_buttons(bits))
        return DEVICE_GAMEPAD;
    return device_key_count(bits) > 0 ? DEVICE_KEYS : DEVICE_OTHER;
}

const char *device_kind_name(enum device_kind kind)
{
    static const char *const names[DEVICE_KINDS] = {
        N_("no keys"), N_("keyboard"), N_("keys"),         N_("gamepad"),
        N_("mouse"),   N_("touchpad"), N_("touch screen"), N_("tablet"),
    };
    return names[kind];
}

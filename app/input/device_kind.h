/* What a device probably is, guessed from what it can send. Pure. The guess names it in lists and decides
 * what stands for `keyboard`, `gamepad` and `mouse` in the settings; any device with keys can be chosen
 * whatever it is taken for.
 *
 *     letters Q to P and Space                       keyboard (also one with a built-in pointer)
 *     pen or stylus                                  tablet
 *     touch that is where one looks / is not         touch screen / touchpad
 *     BTN_LEFT and a position or movement            mouse (head mice and eye trackers that act as mice too)
 *     joystick, gamepad or "happy" buttons           gamepad (many switch boxes)
 *     other keys                                     keys (switch boxes, presenters, pedals, headsets, power)
 *     no keys                                        other
 */
#ifndef YINIAN_INPUT_DEVICE_KIND_H
#define YINIAN_INPUT_DEVICE_KIND_H

#include <stdbool.h>
#include <stdint.h>

enum device_kind {
    DEVICE_OTHER,
    DEVICE_KEYBOARD,
    DEVICE_KEYS,
    DEVICE_GAMEPAD,
    DEVICE_MOUSE,
    DEVICE_TOUCHPAD,
    DEVICE_TOUCHSCREEN,
    DEVICE_TABLET
};
enum { DEVICE_KINDS = DEVICE_TABLET + 1 };

enum { DEVICE_KEY_CODES = 768 }; /* EV_KEY codes are below (KEY_MAX is 0x2ff) */

struct device_bits {
    uint8_t keys[DEVICE_KEY_CODES / 8]; /* bit `code % 8` of byte `code / 8` */
    bool moves;                         /* REL_X and REL_Y */
    bool points;                        /* ABS_X and ABS_Y, or their multitouch kin */
    bool direct;                        /* INPUT_PROP_DIRECT: a screen that is touched */
};

bool device_has_key(const struct device_bits *bits, int code);
void device_set_key(struct device_bits *bits, int code); /* codes out of range are left out */
int device_key_count(const struct device_bits *bits);
enum device_kind device_kind_guess(const struct device_bits *bits);
const char *device_kind_name(enum device_kind kind); /* N_(): "keyboard", "mouse" … */

#endif

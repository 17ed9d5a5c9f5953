/* Keys that come through the window, as evdev codes, so that the switch map needs one language only. Pure.
 *
 * A keyboard's `usage` is its number on the keyboard page of the USB HID usage tables; window systems that
 * are independent of layouts (SDL's scancodes among them) use the same numbers. */
#ifndef YINIAN_INPUT_KEY_CODES_H
#define YINIAN_INPUT_KEY_CODES_H

int key_code_of_usage(int usage);         /* KEY_…; 0: none */
int key_code_of_mouse_button(int button); /* 1 left, 2 middle, 3 right, 4, 5 side; BTN_…; 0: none */

#endif

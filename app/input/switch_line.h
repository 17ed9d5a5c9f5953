/* The line of the settings that makes a key the switch, and what to call it. Pure.
 *
 *     keyboard              switch = select keyboard KEY_F5         any keyboard: it is not grabbed, others type on it
 *     unknown (a window's)  switch = select any KEY_F5
 *     anything else         switch = select "Buzz Button" BTN_0     that device, which is grabbed and missed when it goes;
 *                           switch = select 1209:0001 BTN_0         by its numbers, where the name cannot be written */
#ifndef YINIAN_INPUT_SWITCH_LINE_H
#define YINIAN_INPUT_SWITCH_LINE_H

#include <stddef.h>

#include "input/switch_map.h"

/* What stands after `switch =`; switch_map_add() reads it. `key`: as the kernel names it. */
void switch_line_write(const struct switch_device *device, const char *key, char *line, size_t size);
/* For people: "F5 · Some Keyboard", "F5". */
void switch_line_name(const struct switch_device *device, const char *key, char *name, size_t size);

#endif

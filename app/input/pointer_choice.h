/* Which device is the one that points. Pure.
 *
 * By the setting pointer_device: `1209:0001` are ids (hex, as in lsusb), anything else is a part of the name, in capitals or
 * not. Empty: the best there is,
 *
 *     TRACKER    absolute, neither touched nor held: an eye tracker, or a program that acts as one
 *     MOUSE      relative: mice, head mice, trackballs
 *     BUILT_IN   likewise, but of the computer itself: a pointing stick
 *     SWITCH     likewise, but its buttons serve as switches: many switch boxes are mice
 *
 * of the first of these kinds that is there, the one with the lowest number. Touch screens, touchpads, tablets, gamepads and
 * keyboards with a pointer are taken only by name: they are the caregiver's, or nothing to look with. */
#ifndef YINIAN_INPUT_POINTER_CHOICE_H
#define YINIAN_INPUT_POINTER_CHOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "input/device_kind.h"
#include "input/pointer_map.h"
#include "input/switch_map.h"

enum pointer_rank { POINTER_NONE, POINTER_SWITCH, POINTER_BUILT_IN, POINTER_MOUSE, POINTER_TRACKER };

/* Zeroed: no device is wanted. */
struct pointer_choice {
    bool on;
    char device[128]; /* as in the settings; "": the best there is */
    int speed_percent;
};

struct pointer_candidate {
    const char *name;
    uint16_t bus, vendor, product;
    enum device_kind kind;
    const struct pointer_shape *shape;
    bool serves; /* the switch map chooses it */
};

bool pointer_choice_by_name(const struct pointer_choice *choice);
/* By its name or ids, whether it can point or not; false when none are given. */
bool pointer_choice_names(const struct pointer_choice *choice, const char *name, uint16_t vendor,
                          uint16_t product);
/* How well it fits: the greatest is to be taken. NONE: not at all. */
enum pointer_rank pointer_choice_rank(const struct pointer_choice *choice,
                                      const struct pointer_candidate *candidate);

#endif

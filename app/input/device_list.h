/* `yinian --devices`: which input devices there are, whether they can be read and what to do about it, with which of them one
 * can look, and then every press as it happens. */
#ifndef YINIAN_INPUT_DEVICE_LIST_H
#define YINIAN_INPUT_DEVICE_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "input/switch_map.h"

struct device_list_options {
    const struct switch_map *map; /* to say which key is which switch now; NULL: the defaults */
    bool once;                    /* only list, do not wait for presses */
};

/* Lists to `out`; then, unless once, shows the keys of every device until standard input ends or an
 * interrupt comes. Grabs nothing. A press is shown with its time stamp (seconds of CLOCK_MONOTONIC) and the
 * gap since the last release, its release with how long it was held; below the first press of a key stands
 * the line for the settings. Returns the program's exit status: 0, or 1 when not one device with keys could
 * be read. */
int device_list_run(FILE *out, const struct device_list_options *options);

#endif

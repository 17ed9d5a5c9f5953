/* The driver's command lines. Pure: bytes in, a command or a complaint out.
 *
 *     press [SWITCH]   release [SWITCH]   tap [SWITCH] [MS]   point X Y   point none   hold down   hold up
 *     device gone   device back   sound gone   sound back   wait MS   next MS   write   open SCREEN   say TEXT   tree   shot FILE
 *     partner [FILE]   quit */
#ifndef YINIAN_RUN_DRIVER_COMMAND_H
#define YINIAN_RUN_DRIVER_COMMAND_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum driver_command_kind {
    DRIVER_PRESS,
    DRIVER_RELEASE,
    DRIVER_TAP,
    DRIVER_POINT,
    DRIVER_POINT_NONE,
    DRIVER_HOLD_DOWN,
    DRIVER_HOLD_UP,
    DRIVER_DEVICE_GONE,
    DRIVER_DEVICE_BACK,
    DRIVER_SOUND_GONE,
    DRIVER_SOUND_BACK,
    DRIVER_WAIT,
    DRIVER_NEXT,
    DRIVER_WRITE,
    DRIVER_OPEN,
    DRIVER_SAY,
    DRIVER_TREE,
    DRIVER_SHOT,
    DRIVER_PARTNER,
    DRIVER_QUIT
};

enum { DRIVER_TAP_MS = 80, DRIVER_WAIT_MS_AT_MOST = INT_MAX, DRIVER_SWITCHES = 7, DRIVER_POINT_PX = 100000 };

struct driver_command {
    enum driver_command_kind kind;
    int switch_number; /* 1 – DRIVER_SWITCHES */
    int ms;            /* 0 – DRIVER_WAIT_MS_AT_MOST */
    int x_px, y_px;    /* within ± DRIVER_POINT_PX */
    const char *text;  /* SCREEN, TEXT, FILE: not empty but of `partner`; points into the line */
};

/* One a line of the table above, for the manual; NULL behind the last. */
struct driver_command_info {
    const char *name;
    const char *arguments; /* NULL: none */
    const char *help;      /* N_() */
};
const struct driver_command_info *driver_command_info(size_t index);

/* `line`: its newline taken off, terminated at `size`; a CR at its end is taken off too (the line is changed).
 * False: `problem` says what is wrong, and what would be right. */
bool driver_command_parse(char *line, size_t size, struct driver_command *command, char *problem,
                          size_t problem_size);

#endif

/* From what a pointing device reports to places on the screen. Pure.
 *
 * A device is one of these, as its axes and buttons say (struct pointer_shape):
 *
 *     absolute (ABS_X, ABS_Y)               eye trackers, virtual tablets: its range is the whole screen
 *       with BTN_TOUCH or a hovering tool   touch screens, tablets: points only while touched or near
 *       with BTN_TOOL_FINGER alone          points while that is on
 *       with ABS_PRESSURE alone             points while it is pressed, once it has been seen pressed
 *     touches (ABS_MT_POSITION_X, _Y alone) the one that was there first, while it is there
 *     relative (REL_X, REL_Y)               mice, head mice, trackballs: a place that is kept here, in parts of pixels
 *
 * Nothing counts before its SYN_REPORT. What comes of a report:
 *
 *     REL, ABS …  SYN_REPORT     POINT   also when the place is the same as before: it was seen again
 *     touch or tool gone         LOST    once
 *     buttons or wheel alone     nothing
 *     … SYN_DROPPED …            nothing until the state is known again (pointer_map_resync); never a movement
 *
 * Ranges: `least` is the left (upper) edge and `most` the other, whichever is greater: an axis may run backwards. When they
 * are equal the driver never said, and values are pixels. A value outside its range is a place outside the screen (a
 * correction may bring it back) up to POINTER_OUTSIDE of the screen's size; beyond that it is no place: LOST.
 *
 * Lost eyes: trackers that act as absolute pointers have no way to say so, and some send the least value on both axes, or
 * one less (0,0 or −1,−1). That is taken as LOST when it is the first there is, or the place jumps there from further than
 * POINTER_JUMP of the screen: a look into that corner comes nearer before it arrives. It lasts until another value comes.
 * Devices that can say that they are not touched are believed.
 *
 * Speed of relative devices: at 100 % a count is a pixel when the movement is slow, and up to two when it is fast, in
 * proportion between POINTER_SLOW and POINTER_FAST counts a millisecond: fine near the target, and across the screen in one
 * turn of the head. (Twice at most, and slow below 0.4: as libinput's adaptive profile for a mouse of 1000 dpi.) */
#ifndef YINIAN_INPUT_POINTER_MAP_H
#define YINIAN_INPUT_POINTER_MAP_H

#include <stdbool.h>

#include "base/time_us.h"

#define POINTER_OUTSIDE 0.25
#define POINTER_JUMP 0.125
#define POINTER_SLOW 0.4
#define POINTER_FAST 2.0

enum { POINTER_TOUCHES = 16, POINTER_SPEED_LEAST = 10, POINTER_SPEED_MOST = 1000 };

struct pointer_axis {
    bool there;
    int least, most;
    int value;
};

/* What a device can report of places, and its state now. Zeroed: it cannot point. */
struct pointer_shape {
    struct pointer_axis x, y;             /* ABS_X, ABS_Y */
    struct pointer_axis touch_x, touch_y; /* ABS_MT_POSITION_X, _Y */
    struct pointer_axis slot;             /* ABS_MT_SLOT; without it a report lists all touches anew */
    struct pointer_axis pressure;         /* ABS_PRESSURE */
    bool moves;                           /* REL_X and REL_Y */
    bool touch, tool, finger;             /* it has BTN_TOUCH; BTN_TOOL_PEN or its kin; BTN_TOOL_FINGER */
    bool touch_down, finger_down;
    unsigned tools_down; /* bit 0: BTN_TOOL_PEN, bit 1: BTN_TOOL_RUBBER … */
};

bool pointer_shape_absolute(const struct pointer_shape *shape); /* by ABS_X, ABS_Y or by touches */
bool pointer_shape_points(const struct pointer_shape *shape);   /* it can point at all */
/* Notes a button of it that is held, or let go. False: it says nothing about touching. */
bool pointer_shape_key(struct pointer_shape *shape, int code, bool down);

enum pointer_output { POINTER_NOTHING, POINTER_POINT, POINTER_LOST };

struct pointer_touch {
    bool held, x_seen, y_seen;
    int x, y;
};

/* Plain data. */
struct pointer_map {
    struct pointer_shape shape; /* kept up to date */
    int width_px, height_px, speed_percent;
    double x, y; /* the place, pixels; of relative devices the middle of the screen at first */
    bool seen;   /* a POINT was told, and no LOST since */
    bool parked; /* lost eyes: the least value on both axes */
    bool pressed_once;
    struct pointer_touch touches[POINTER_TOUCHES];
    int slot;  /* that events speak of */
    int first; /* the touch that points, or −1 */
    /* The report that is coming in. */
    bool reported, dropped;
    double moved_x, moved_y;
    time_us moved_at; /* the last report with movement; TIME_NEVER: none yet */
};

/* width_px, height_px: of the screen; below 1 counts as 1. The speed is kept within its bounds. */
void pointer_map_init(struct pointer_map *map, const struct pointer_shape *shape, int width_px, int height_px,
                      int speed_percent);
/* The place stays where it is in proportion. */
void pointer_map_set_screen(struct pointer_map *map, int width_px, int height_px);
void pointer_map_set_speed(struct pointer_map *map, int speed_percent);
/* One event of the kernel's. POINT: map->x, map->y is the place; it may lie outside the screen. */
enum pointer_output pointer_map_event(struct pointer_map *map, int type, int code, int value, time_us at_us);
/* After a loss of events: the state is this now. LOST when the touch has gone meanwhile. */
enum pointer_output pointer_map_resync(struct pointer_map *map, const struct pointer_shape *shape);
/* The device is not listened to any more: LOST when a place was known. */
enum pointer_output pointer_map_lose(struct pointer_map *map);

#endif

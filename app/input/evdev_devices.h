/* The input devices of the machine: which are there, and what their keys do. Finds them in /dev/input, opens
 * those that the watcher wants, follows plugging and unplugging, and reads them with libevdev (whose types
 * stop here).
 *
 * One thread uses it. Nothing happens by itself: evdev_devices_wait() sleeps until there is something,
 * without a timeout, unless given one. Only key events wake it, and what the one device that points does: of all others the
 * kernel is asked (EVIOCSMASK) to keep movements back. */
#ifndef YINIAN_INPUT_EVDEV_DEVICES_H
#define YINIAN_INPUT_EVDEV_DEVICES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time_us.h"
#include "input/device_kind.h"
#include "input/pointer_map.h"
#include "input/switch_map.h"

struct evdev_device {
    int number; /* N of /dev/input/eventN */
    char path[32];
    char name[SWITCH_NAME_BYTES];
    uint16_t bus, vendor, product;
    enum device_kind kind;
    struct device_bits bits;
    struct pointer_shape shape; /* how it can point; its state when it was opened */
    int error;                  /* errno of opening it (EACCES …), 0: it could be read */
    bool open;                  /* the watcher wants it, and it is being read */
    bool grabbed;               /* its keys come to us alone */
    bool busy;                  /* to be grabbed, but another program has it */
    bool points;                /* its movements are told */
    bool kernel_time; /* its events carry CLOCK_MONOTONIC; otherwise the time at which they were read */
};

/* What the owner is asked and told. All pointers are good for the time of the call. */
struct evdev_watcher {
    void *context;
    bool (*wants)(void *context, const struct evdev_device *device); /* read it? */
    bool (*grabs)(void *context, const struct evdev_device *device); /* for itself alone? */
    void (*came)(void *context, const struct evdev_device *device);  /* found; again when its error is gone */
    void (*went)(void *context, const struct evdev_device *device);
    void (*key)(void *context, const struct evdev_device *device, int code, bool down,
                time_us at_us); /* no repeats */
    /* Events of it were lost (SYN_DROPPED); evdev_device_holds() now tells the true state. */
    void (*dropped)(void *context, const struct evdev_device *device, time_us at_us);
    /* NULL, both: of no device. */
    bool (*points)(void *context, const struct evdev_device *device); /* tell its movements? */
    /* Every event of a device that points, its keys too (they are told before as keys). */
    void (*moved)(void *context, const struct evdev_device *device, int type, int code, int value,
                  time_us at_us);
    /* It was busy, and sends again: the other program has let go of it. NULL: nobody wants to know. */
    void (*freed)(void *context, const struct evdev_device *device);
    void (*sleeps)(void *context, bool sleeps); /* from now on, or no more; NULL: nobody wants to know */
};

struct evdev_devices;

struct evdev_devices *evdev_devices_new(const struct evdev_watcher *watcher); /* finds none yet */
void evdev_devices_free(struct evdev_devices *devices);
/* Looks what is there: tells what came and what went, tries again what could not be opened. */
void evdev_devices_look(struct evdev_devices *devices);
/* Asks `wants`, `grabs` and `points` again for every device. */
void evdev_devices_review(struct evdev_devices *devices);
/* Sleeps until something happens, and tells it; at most until `until_us` (TIME_NEVER: no end). False when wake_fd (or -1)
 * became readable or hung up. */
bool evdev_devices_wait(struct evdev_devices *devices, int wake_fd, time_us until_us);
int evdev_devices_count(const struct evdev_devices *devices);
const struct evdev_device *evdev_devices_at(const struct evdev_devices *devices, int index); /* by number */
/* How it points and what its axes and buttons say now, asked of the kernel. */
struct pointer_shape evdev_device_shape(const struct evdev_devices *devices,
                                        const struct evdev_device *device);
bool evdev_device_holds(const struct evdev_devices *devices, const struct evdev_device *device, int code);

time_us evdev_now(void);              /* CLOCK_MONOTONIC */
int evdev_key_code(const char *name); /* "KEY_SPACE"; negative: there is none (a switch_code_of_name) */
const char *evdev_key_name(int code); /* NULL: it has none */

#endif

/* Tells that something changed among the input devices: plugged in, pulled out, permissions changed. It does
 * not say what: the listener looks again (evdev_devices_look). Two witnesses, so that it works with udev and
 * without: libudev's monitor, and inotify on /dev/input (on /dev while there is no /dev/input). */
#ifndef YINIAN_INPUT_EVDEV_CHANGES_H
#define YINIAN_INPUT_EVDEV_CHANGES_H

#include <stdbool.h>

struct udev;
struct udev_monitor;

enum { EVDEV_CHANGES_FDS = 2 };

struct evdev_changes {
    struct udev *udev;            /* NULL: no udev */
    struct udev_monitor *monitor; /* NULL: no udev */
    int inotify_fd;               /* -1: no inotify */
    bool watches_folder;          /* /dev/input, not /dev */
};

void evdev_changes_init(struct evdev_changes *changes);
void evdev_changes_destroy(struct evdev_changes *changes);
/* Readable when something changed; -1 where there is none. */
void evdev_changes_fds(const struct evdev_changes *changes, int fds[EVDEV_CHANGES_FDS]);
/* Reads everything that has been told so far. */
void evdev_changes_drain(struct evdev_changes *changes);

#endif

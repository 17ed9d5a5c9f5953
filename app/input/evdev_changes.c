#include "input/evdev_changes.h"

#include <libudev.h>
#include <stddef.h>
#include <sys/inotify.h>
#include <unistd.h>

static const char folder[] = "/dev/input";

static void watch_folder(struct evdev_changes *changes)
{
    if (changes->inotify_fd < 0 || changes->watches_folder)
        return;
    changes->watches_folder =
        inotify_add_watch(changes->inotify_fd, folder, IN_CREATE | IN_ATTRIB | IN_DELETE) >= 0;
    if (!changes->watches_folder)
        inotify_add_watch(changes->inotify_fd, "/dev", IN_CREATE);
}

static struct udev_monitor *new_monitor(struct udev *udev)
{
    struct udev_monitor *monitor = udev ? udev_monitor_new_from_netlink(udev, "udev") : NULL;
    if (monitor && (udev_monitor_filter_add_match_subsystem_devtype(monitor, "input", NULL) < 0 ||
                    udev_monitor_enable_receiving(monitor) < 0))
        monitor = udev_monitor_unref(monitor);
    return monitor;
}

void evdev_changes_init(struct evdev_changes *changes)
{
    *changes =
        (struct evdev_changes){.udev = udev_new(), .inotify_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    changes->monitor = new_monitor(changes->udev);
    watch_folder(changes);
}

void evdev_changes_destroy(struct evdev_changes *changes)
{
    udev_monitor_unref(changes->monitor);
    udev_unref(changes->udev);
    if (changes->inotify_fd >= 0)
        close(changes->inotify_fd);
    *changes = (struct evdev_changes){.inotify_fd = -1};
}

void evdev_changes_fds(const struct evdev_changes *changes, int fds[EVDEV_CHANGES_FDS])
{
    fds[0] = changes->monitor ? udev_monitor_get_fd(changes->monitor) : -1;
    fds[1] = changes->inotify_fd;
}

void evdev_changes_drain(struct evdev_changes *changes)
{
    char bytes[4096];
    struct udev_device *device;
    while (changes->monitor && (device = udev_monitor_receive_device(changes->monitor)))
        udev_device_unref(device);
    while (changes->inotify_fd >= 0 && read(changes->inotify_fd, bytes, sizeof bytes) > 0)
        continue;
    watch_folder(changes);
}

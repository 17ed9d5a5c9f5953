#include "speech/sound_watch.h"

#include <libudev.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct sound_watch {
    struct udev *udev;
    struct udev_monitor *monitor;
};

struct sound_watch *sound_watch_open(void)
{
    struct sound_watch *watch = memory_new(1, sizeof *watch);
    watch->udev = udev_new();
    watch->monitor = watch->udev ? udev_monitor_new_from_netlink(watch->udev, "udev") : NULL;
    if (watch->monitor &&
        udev_monitor_filter_add_match_subsystem_devtype(watch->monitor, "sound", NULL) >= 0 &&
        udev_monitor_enable_receiving(watch->monitor) >= 0)
        return watch;
    sound_watch_close(watch);
    return NULL;
}

void sound_watch_close(struct sound_watch *watch)
{
    if (!watch)
        return;
    udev_monitor_unref(watch->monitor);
    udev_unref(watch->udev);
    free(watch);
}

int sound_watch_fd(const struct sound_watch *watch)
{
    return udev_monitor_get_fd(watch->monitor);
}

/* udev adds the card and its parts, then says "change" of the card when all of it is there. */
bool sound_watch_read(struct sound_watch *watch)
{
    bool came = false;
    struct udev_device *device;
    while ((device = udev_monitor_receive_device(watch->monitor))) {
        const char *action = udev_device_get_action(device);
        came = came || (action && (strcmp(action, "add") == 0 || strcmp(action, "change") == 0));
        udev_device_unref(device);
    }
    return came;
}

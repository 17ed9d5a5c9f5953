#include "input/evdev_devices.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "input/evdev_changes.h"

static const char folder[] = "/dev/input";

struct entry {
    struct evdev_device device;
    struct libevdev *evdev; /* NULL: not open */
    int fd;
    bool told; /* the watcher knows of it */
    bool seen; /* in the round of evdev_devices_look() that is running */
};

struct evdev_devices {
    struct evdev_watcher watcher;
    struct evdev_changes changes;
    struct entry **entries; /* by device number; each its own memory: addresses stay */
    int count;
    struct pollfd *polls;
};

time_us evdev_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (time_us)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int evdev_key_code(const char *name)
{
    return libevdev_event_code_from_name(EV_KEY, name);
}

const char *evdev_key_name(int code)
{
    return code >= 0 ? libevdev_event_code_get_name(EV_KEY, (unsigned)code) : NULL;
}

/* ---- opening ---- */

/* Lets only keys through (and SYN_DROPPED, which no mask holds back), of the device that points its movements as well. An
 * old kernel refuses: then movements of a device that is read wake us, no more. */
static void mask_types(int fd, bool points)
{
    enum { MOVEMENTS = 1u << EV_REL | 1u << EV_ABS | 1u << EV_MSC };
    uint8_t types[EV_CNT / 8] = {(uint8_t)(1u << EV_KEY | (points ? MOVEMENTS : 0))};
    struct input_mask mask = {.type = EV_SYN, .codes_size = sizeof types, .codes_ptr = (uintptr_t)types};
    ioctl(fd, EVIOCSMASK, &mask);
}

static struct pointer_axis axis(const struct libevdev *evdev, unsigned code)
{
    const struct input_absinfo *info = libevdev_get_abs_info(evdev, code);
    if (!info)
        return (struct pointer_axis){.there = false};
    return (struct pointer_axis){
        .there = true, .least = info->minimum, .most = info->maximum, .value = info->value};
}

static bool has_tool(const struct libevdev *evdev)
{
    for (unsigned code = BTN_TOOL_PEN; code <= BTN_TOOL_LENS; code++)
        if (code != BTN_TOOL_FINGER && libevdev_has_event_code(evdev, EV_KEY, code))
            return true;
    return false;
}

/* A motion sensor has axes, but points at nothing. */
static struct pointer_shape read_shape(const struct libevdev *evdev)
{
    struct pointer_shape shape = {.moves = libevdev_has_event_code(evdev, EV_REL, REL_X) &&
                                           libevdev_has_event_code(evdev, EV_REL, REL_Y),
                                  .touch = libevdev_has_event_code(evdev, EV_KEY, BTN_TOUCH),
                                  .tool = has_tool(evdev),
                                  .finger = libevdev_has_event_code(evdev, EV_KEY, BTN_TOOL_FINGER)};
    if (libevdev_has_property(evdev, INPUT_PROP_ACCELEROMETER))
        return shape;
    shape.x = axis(evdev, ABS_X);
    shape.y = axis(evdev, ABS_Y);
    shape.touch_x = axis(evdev, ABS_MT_POSITION_X);
    shape.touch_y = axis(evdev, ABS_MT_POSITION_Y);
    shape.slot = axis(evdev, ABS_MT_SLOT);
    shape.pressure = axis(evdev, ABS_PRESSURE);
    for (int code = BTN_TOOL_PEN; code <= BTN_TOUCH; code++)
        pointer_shape_key(&shape, code, libevdev_get_event_value(evdev, EV_KEY, (unsigned)code) != 0);
    return shape;
}

static void describe(struct evdev_device *device, const struct libevdev *evdev)
{
    snprintf(device->name, sizeof device->name, "%s", libevdev_get_name(evdev));
    device->bus = (uint16_t)libevdev_get_id_bustype(evdev);
    device->vendor = (uint16_t)libevdev_get_id_vendor(evdev);
    device->product = (uint16_t)libevdev_get_id_product(evdev);
    device->bits = (struct device_bits){.moves = libevdev_has_event_code(evdev, EV_REL, REL_X) &&
                                                 libevdev_has_event_code(evdev, EV_REL, REL_Y),
                                        .points = (libevdev_has_event_code(evdev, EV_ABS, ABS_X) &&
                                                   libevdev_has_event_code(evdev, EV_ABS, ABS_Y)) ||
                                                  libevdev_has_event_code(evdev, EV_ABS, ABS_MT_POSITION_X),
                                        .direct = libevdev_has_property(evdev, INPUT_PROP_DIRECT) != 0};
    for (unsigned code = 0; code < DEVICE_KEY_CODES; code++)
        if (libevdev_has_event_code(evdev, EV_KEY, code))
            device_set_key(&device->bits, (int)code);
    device->kind = device_kind_guess(&device->bits);
    device->shape = read_shape(evdev);
}

/* One line of sysfs about a device; "" when there is none. */
static void read_sysfs(const struct evdev_device *device, const char *what, char *line, size_t size)
{
    char path[80];
    snprintf(path, sizeof path, "/sys/class/input/event%d/device/%s", device->number, what);
    line[0] = '\0';
    FILE *file = fopen(path, "re");
    if (!file)
        return;
    if (fgets(line, (int)size, file))
        line[strcspn(line, "\n")] = '\0';
    fclose(file);
}

/* What can be known of a device that cannot be opened: sysfs tells its name and ids to everybody. */
static void describe_unread(struct evdev_device *device)
{
    char id[16];
    read_sysfs(device, "name", device->name, sizeof device->name);
    if (!device->name[0])
        snprintf(device->name, sizeof device->name, "event%d", device->number);
    read_sysfs(device, "id/vendor", id, sizeof id);
    device->vendor = (uint16_t)strtoul(id, NULL, 16);
    read_sysfs(device, "id/product", id, sizeof id);
    device->product = (uint16_t)strtoul(id, NULL, 16);
}

static void open_entry(struct entry *entry)
{
    struct evdev_device *device = &entry->device;
    int fd = open(device->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    int error = fd < 0 ? errno : -libevdev_new_from_fd(fd, &entry->evdev);
    device->error = error;
    if (error) {
        if (fd >= 0)
            close(fd);
        describe_unread(device);
        return;
    }
    entry->fd = fd;
    device->open = true;
    device->kernel_time = libevdev_set_clock_id(entry->evdev, CLOCK_MONOTONIC) == 0;
    describe(device, entry->evdev);
    mask_types(fd, false);
}

static void close_entry(struct entry *entry)
{
    if (entry->evdev) {
        libevdev_free(entry->evdev);
        close(entry->fd);
    }
    entry->evdev = NULL;
    entry->fd = -1;
    entry->device.open = entry->device.grabbed = entry->device.busy = entry->device.points = false;
}

static void grab_as_wanted(struct evdev_devices *devices, struct entry *entry)
{
    struct evdev_device *device = &entry->device;
    bool grab = devices->watcher.grabs(devices->watcher.context, device);
    if (!device->open || grab == device->grabbed)
        return;
    int error = libevdev_grab(entry->evdev, grab ? LIBEVDEV_GRAB : LIBEVDEV_UNGRAB);
    device->grabbed = grab && !error;
    device->busy = grab && error == -EBUSY;
}

static void point_as_wanted(struct evdev_devices *devices, struct entry *entry)
{
    struct evdev_device *device = &entry->device;
    const struct evdev_watcher *watcher = &devices->watcher;
    bool points = device->open && watcher->points && watcher->points(watcher->context, device);
    if (points == device->points)
        return;
    device->points = points;
    mask_types(entry->fd, points);
}

static void close_unless_wanted(struct evdev_devices *devices, struct entry *entry)
{
    if (entry->device.open && !devices->watcher.wants(devices->watcher.context, &entry->device))
        close_entry(entry);
    grab_as_wanted(devices, entry);
    point_as_wanted(devices, entry);
}

/* ---- what is there ---- */

static void remove_entry(struct evdev_devices *devices, int index)
{
    struct entry *entry = devices->entries[index];
    memmove(devices->entries + index, devices->entries + index + 1,
            (size_t)(devices->count - index - 1) * sizeof *devices->entries);
    devices->count--;
    if (entry->told)
        devices->watcher.went(devices->watcher.context, &entry->device);
    close_entry(entry);
    free(entry);
}

static struct entry *insert_entry(struct evdev_devices *devices, int number)
{
    int at = 0;
    while (at < devices->count && devices->entries[at]->device.number < number)
        at++;
    devices->entries = memory_grow(devices->entries, (size_t)devices->count + 1, sizeof *devices->entries);
    memmove(devices->entries + at + 1, devices->entries + at,
            (size_t)(devices->count - at) * sizeof *devices->entries);
    devices->count++;
    struct entry *entry = devices->entries[at] = memory_new(1, sizeof *entry);
    entry->fd = -1;
    entry->device.number = number;
    snprintf(entry->device.path, sizeof entry->device.path, "%s/event%d", folder, number);
    return entry;
}

static struct entry *find_entry(const struct evdev_devices *devices, int number)
{
    for (int i = 0; i < devices->count; i++)
        if (devices->entries[i]->device.number == number)
            return devices->entries[i];
    return NULL;
}

static void find_device(struct evdev_devices *devices, int number)
{
    struct entry *entry = find_entry(devices, number);
    if (entry && !entry->device.error) {
        entry->seen = true;
        return;
    }
    if (!entry)
        entry = insert_entry(devices, number);
    int error_before = entry->device.error;
    open_entry(entry);
    /* A node whose device has just gone: it is left unseen, and so forgotten at the end of the round. */
    entry->seen =
        entry->device.error != ENODEV && entry->device.error != ENXIO && entry->device.error != ENOENT;
    if (!entry->seen || (error_before && entry->device.error))
        return;
    close_unless_wanted(devices, entry);
    entry->told = true;
    devices->watcher.came(devices->watcher.context, &entry->device);
}

void evdev_devices_look(struct evdev_devices *devices)
{
    for (int i = 0; i < devices->count; i++)
        devices->entries[i]->seen = false;
    DIR *dir = opendir(folder);
    for (struct dirent *node; dir && (node = readdir(dir));) {
        int number, used;
        if (sscanf(node->d_name, "event%d%n", &number, &used) == 1 && !node->d_name[used])
            find_device(devices, number);
    }
    if (dir)
        closedir(dir);
    for (int i = devices->count - 1; i >= 0; i--)
        if (!devices->entries[i]->seen)
            remove_entry(devices, i);
}

void evdev_devices_review(struct evdev_devices *devices)
{
    for (int i = 0; i < devices->count; i++) {
        struct entry *entry = devices->entries[i];
        if (!entry->device.open && devices->watcher.wants(devices->watcher.context, &entry->device))
            open_entry(entry);
        close_unless_wanted(devices, entry);
    }
}

struct evdev_devices *evdev_devices_new(const struct evdev_watcher *watcher)
{
    struct evdev_devices *devices = memory_new(1, sizeof *devices);
    devices->watcher = *watcher;
    evdev_changes_init(&devices->changes);
    return devices;
}

void evdev_devices_free(struct evdev_devices *devices)
{
    for (int i = 0; i < devices->count; i++) {
        close_entry(devices->entries[i]);
        free(devices->entries[i]);
    }
    evdev_changes_destroy(&devices->changes);
    free(devices->entries);
    free(devices->polls);
    free(devices);
}

int evdev_devices_count(const struct evdev_devices *devices)
{
    return devices->count;
}

const struct evdev_device *evdev_devices_at(const struct evdev_devices *devices, int index)
{
    return &devices->entries[index]->device;
}

static void ask_axis(const struct entry *entry, unsigned code, struct pointer_axis *axis)
{
    struct input_absinfo info;
    if (axis->there && ioctl(entry->fd, EVIOCGABS(code), &info) >= 0)
        axis->value = info.value;
}

/* What was masked has passed libevdev by. */
struct pointer_shape evdev_device_shape(const struct evdev_devices *devices,
                                        const struct evdev_device *device)
{
    const struct entry *entry = find_entry(devices, device->number);
    if (!entry || !entry->evdev)
        return device->shape;
    struct pointer_shape shape = read_shape(entry->evdev);
    ask_axis(entry, ABS_X, &shape.x);
    ask_axis(entry, ABS_Y, &shape.y);
    ask_axis(entry, ABS_MT_SLOT, &shape.slot);
    ask_axis(entry, ABS_PRESSURE, &shape.pressure);
    return shape;
}

bool evdev_device_holds(const struct evdev_devices *devices, const struct evdev_device *device, int code)
{
    const struct entry *entry = find_entry(devices, device->number);
    return entry && entry->evdev && code >= 0 &&
           libevdev_get_event_value(entry->evdev, EV_KEY, (unsigned)code) != 0;
}

/* ---- reading ---- */

static time_us time_of(const struct entry *entry, const struct input_event *event)
{
    if (!entry->device.kernel_time)
        return evdev_now();
    return (time_us)event->input_event_sec * 1000000 + event->input_event_usec;
}

static void resynchronise(struct evdev_devices *devices, struct entry *entry,
                          const struct input_event *dropped)
{
    struct input_event event;
    while (libevdev_next_event(entry->evdev, LIBEVDEV_READ_FLAG_SYNC, &event) == LIBEVDEV_READ_STATUS_SYNC)
        continue;
    devices->watcher.dropped(devices->watcher.context, &entry->device, time_of(entry, dropped));
}

/* Who holds a device has all that it sends. */
static void take_back(struct evdev_devices *devices, struct entry *entry)
{
    grab_as_wanted(devices, entry);
    if (!entry->device.busy && devices->watcher.freed)
        devices->watcher.freed(devices->watcher.context, &entry->device);
}

static void tell_event(struct evdev_devices *devices, struct entry *entry, const struct input_event *event)
{
    enum { KEY_REPEATED = 2 };
    const struct evdev_watcher *watcher = &devices->watcher;
    if (event->type == EV_KEY && event->value == KEY_REPEATED)
        return;
    time_us at_us = time_of(entry, event);
    if (entry->device.busy)
        take_back(devices, entry);
    if (event->type == EV_KEY)
        watcher->key(watcher->context, &entry->device, event->code, event->value != 0, at_us);
    if (entry->device.points)
        watcher->moved(watcher->context, &entry->device, event->type, event->code, event->value, at_us);
}

/* False when the device is gone. Nothing to read after poll() said there was is the end of the file, and
 * that is how a pulled-out device looks where it is simulated; a real one answers ENODEV. */
static bool read_entry(struct evdev_devices *devices, struct entry *entry)
{
    struct input_event event;
    bool anything = false;
    for (;;) {
        int status = libevdev_next_event(entry->evdev, LIBEVDEV_READ_FLAG_NORMAL, &event);
        if (status == -EAGAIN)
            return anything || access(entry->device.path, F_OK) == 0;
        if (status < 0 && status != -EINTR)
            return false;
        anything = true;
        if (status == LIBEVDEV_READ_STATUS_SYNC)
            resynchronise(devices, entry, &event);
        else if (status == LIBEVDEV_READ_STATUS_SUCCESS)
            tell_event(devices, entry, &event);
    }
}

static int fill_polls(struct evdev_devices *devices, int wake_fd)
{
    int fds[EVDEV_CHANGES_FDS];
    evdev_changes_fds(&devices->changes, fds);
    int count = devices->count + EVDEV_CHANGES_FDS + 1;
    devices->polls = memory_grow(devices->polls, (size_t)count, sizeof *devices->polls);
    for (int i = 0; i < count; i++)
        devices->polls[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    for (int i = 0; i < devices->count; i++)
        devices->polls[i].fd = devices->entries[i]->fd;
    for (int i = 0; i < EVDEV_CHANGES_FDS; i++)
        devices->polls[devices->count + i].fd = fds[i];
    devices->polls[count - 1].fd = wake_fd;
    return count;
}

/* To the end of its millisecond. */
static int timeout_ms(time_us until_us)
{
    time_us us = until_us == TIME_NEVER ? TIME_NEVER : until_us - evdev_now();
    if (us == TIME_NEVER)
        return -1;
    return us <= 0 ? 0 : us > 1000000 ? 1000 : (int)((us + 999) / 1000);
}

static void tell_sleep(const struct evdev_devices *devices, bool sleeps)
{
    if (devices->watcher.sleeps)
        devices->watcher.sleeps(devices->watcher.context, sleeps);
}

bool evdev_devices_wait(struct evdev_devices *devices, int wake_fd, time_us until_us)
{
    int entries = devices->count, count = fill_polls(devices, wake_fd);
    tell_sleep(devices, true);
    int got_any = poll(devices->polls, (nfds_t)count, timeout_ms(until_us));
    tell_sleep(devices, false);
    if (got_any < 0)
        return true; /* a signal: the caller looks whether it is to end */
    for (int i = entries - 1; i >= 0; i--) {
        short got = devices->polls[i].revents;
        bool there = !got || read_entry(devices, devices->entries[i]);
        if (!there || (got & (POLLERR | POLLHUP | POLLNVAL)))
            remove_entry(devices, i);
    }
    for (int i = 0; i < EVDEV_CHANGES_FDS; i++)
        if (devices->polls[entries + i].revents) {
            evdev_changes_drain(&devices->changes);
            evdev_devices_look(devices);
            break;
        }
    return !devices->polls[count - 1].revents;
}

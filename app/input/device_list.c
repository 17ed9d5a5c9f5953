#include "input/device_list.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/text.h"
#include "base/time_us.h"
#include "input/evdev_devices.h"
#include "input/pointer_choice.h"

enum { KEYS_AT_MOST = 64 };

/* A key that was seen: for its hold and its gap. */
struct seen_key {
    int device_number, code;
    bool down;
    time_us at_us; /* its last edge */
};

struct list {
    FILE *out;
    const struct switch_map *map;
    struct evdev_devices *devices;
    struct seen_key keys[KEYS_AT_MOST];
    int key_count;
    bool live; /* what comes and goes is told */
};

/* ---- the list ---- */

static const char *state_of(const struct evdev_device *device)
{
    if (device->error == EACCES || device->error == EPERM)
        return _("MAY NOT BE READ");
    if (device->error)
        return strerror(device->error);
    return device->kernel_time || !device->open ? _("can be read")
                                                : _("can be read, without the kernel's time stamps");
}

static void print_pointing(const struct list *list, const struct pointer_shape *shape)
{
    const struct pointer_axis *x = shape->x.there ? &shape->x : &shape->touch_x;
    const struct pointer_axis *y = shape->y.there ? &shape->y : &shape->touch_y;
    if (pointer_shape_absolute(shape))
        fprintf(list->out, _("    can point: places from %d to %d across, %d to %d down\n"), x->least,
                x->most, y->least, y->most);
    else if (pointer_shape_points(shape))
        fputs(_("    can point: movements\n"), list->out);
}

static void print_device(const struct list *list, const struct evdev_device *device)
{
    fprintf(list->out, "%s  %04x:%04x  \"%s\"\n", device->path, device->vendor, device->product,
            device->name);
    if (device->error)
        fprintf(list->out, "    %s\n", state_of(device));
    else
        fprintf(list->out, _("    %s; keys and buttons: %d; %s\n"), _(device_kind_name(device->kind)),
                device_key_count(&device->bits), state_of(device));
    print_pointing(list, &device->shape);
}

/* The one that would be taken without a name. */
static const struct evdev_device *best_pointer(const struct list *list)
{
    const struct pointer_choice any = {.on = true};
    const struct evdev_device *best = NULL;
    enum pointer_rank best_rank = POINTER_NONE;
    for (int i = 0; i < evdev_devices_count(list->devices); i++) {
        const struct evdev_device *device = evdev_devices_at(list->devices, i);
        struct switch_device who = {device->name, device->vendor, device->product, device->kind};
        enum pointer_rank rank = pointer_choice_rank(
            &any, &(struct pointer_candidate){.name = device->name,
                                              .bus = device->bus,
                                              .vendor = device->vendor,
                                              .product = device->product,
                                              .kind = device->kind,
                                              .shape = &device->shape,
                                              .serves = switch_map_chooses(list->map, &who)});
        if (rank > best_rank)
            best = device, best_rank = rank;
    }
    return best;
}

static void print_how_to_look(const struct list *list)
{
    const struct evdev_device *best = best_pointer(list);
    fputs(_("\nTo choose by looking with a device that can point, write into the settings:\n"), list->out);
    fputs("       pointing = dwell\n       pointer = device\n       pointer_device = ", list->out);
    fputs(_("a part of its name, or its numbers (1209:0002)\n"), list->out);
    if (best)
        fprintf(list->out, _("Without the last line it is \"%s\".\n"), best->name);
    fputs(_("When the tracker's own program moves the pointer of the screen: pointer = window\n"), list->out);
}

static void print_what_to_do(const struct list *list)
{
    fputs(_("\nSome devices may not be read. Either of these mends it, once, as the administrator:\n"
            "  1. Put this line into /etc/udev/rules.d/70-yinian-switch.rules, then plug the switch in "
            "again:\n"),
          list->out);
    fputs("       SUBSYSTEM==\"input\", KERNEL==\"event*\", TAG+=\"uaccess\"\n", list->out);
    fputs(_("     Whoever is logged in at this machine may then read its input devices.\n"
            "  2. Put the user into the group \"input\" and log in again:\n"),
          list->out);
    fputs("       usermod -aG input USER\n", list->out);
    fputs(_("Until then the aid hears only keys and clicks in its own window.\n"), list->out);
}

/* Returns how many devices with keys can be read. */
static int print_all(const struct list *list)
{
    int with_keys = 0, closed = 0, pointing = 0, count = evdev_devices_count(list->devices);
    for (int i = 0; i < count; i++) {
        const struct evdev_device *device = evdev_devices_at(list->devices, i);
        print_device(list, device);
        with_keys += !device->error && device_key_count(&device->bits) > 0;
        closed += device->error == EACCES || device->error == EPERM;
        pointing += !device->error && pointer_shape_points(&device->shape);
    }
    if (!count)
        fputs(_("There is no input device here (nothing in /dev/input).\n"), list->out);
    if (pointing)
        print_how_to_look(list);
    if (closed)
        print_what_to_do(list);
    fflush(list->out);
    return with_keys;
}

/* ---- presses ---- */

static void print_key_name(const struct list *list, int code)
{
    const char *name = evdev_key_name(code);
    if (name)
        fputs(name, list->out);
    else
        fprintf(list->out, "%d", code);
}

/* The line that makes this key the switch. */
static void print_setting(const struct list *list, const struct evdev_device *device, int code)
{
    struct switch_device who = {device->name, device->vendor, device->product, device->kind};
    enum switch_function function;
    if (switch_function_of(switch_map_find(list->map, &who, code), &function)) {
        fprintf(list->out, _("    this is a switch now: %s\n"), _(switch_function_info(function)->label));
        return;
    }
    fprintf(list->out, _("    to make it the switch, write into the settings: "));
    if (strchr(device->name, '"'))
        fprintf(list->out, "switch = select %04x:%04x ", device->vendor, device->product);
    else
        fprintf(list->out, "switch = select \"%s\" ", device->name);
    print_key_name(list, code);
    fputc('\n', list->out);
}

/* NULL when more keys were pressed than fit: then they have no gap. */
static struct seen_key *seen(struct list *list, const struct evdev_device *device, int code, bool *first)
{
    *first = false;
    for (int i = 0; i < list->key_count; i++)
        if (list->keys[i].device_number == device->number && list->keys[i].code == code)
            return &list->keys[i];
    *first = true;
    if (list->key_count == KEYS_AT_MOST)
        return NULL;
    struct seen_key *key = &list->keys[list->key_count++];
    *key = (struct seen_key){.device_number = device->number, .code = code};
    return key;
}

static void print_ms(const struct list *list, const char *what, time_us us)
{
    fprintf(list->out, "  %s %.1f ms", what, (double)us / 1000);
}

static void on_key(void *context, const struct evdev_device *device, int code, bool down, time_us at_us)
{
    struct list *list = context;
    bool first;
    struct seen_key *key = seen(list, device, code, &first);
    fprintf(list->out, "%14.6f  %s  ", (double)at_us / 1e6, down ? "▼" : "▲");
    print_key_name(list, code);
    if (key && !first && down != key->down)
        print_ms(list, down ? _("after a gap of") : _("held"), at_us - key->at_us);
    fprintf(list->out, "  \"%s\"\n", device->name);
    if (first && down)
        print_setting(list, device, code);
    if (key) {
        key->down = down;
        key->at_us = at_us;
    }
    fflush(list->out);
}

static void on_came(void *context, const struct evdev_device *device)
{
    struct list *list = context;
    if (!list->live)
        return;
    fputs(_("plugged in: "), list->out);
    print_device(list, device);
    fflush(list->out);
}

static void on_went(void *context, const struct evdev_device *device)
{
    struct list *list = context;
    for (int i = list->key_count - 1; i >= 0; i--)
        if (list->keys[i].device_number == device->number)
            list->keys[i] = list->keys[--list->key_count];
    fprintf(list->out, _("unplugged: \"%s\"\n"), device->name);
    fflush(list->out);
}

static void on_dropped(void *context, const struct evdev_device *device, time_us at_us)
{
    struct list *list = context;
    fprintf(list->out, _("%14.6f  events of \"%s\" were lost\n"), (double)at_us / 1e6, device->name);
    fflush(list->out);
}

static bool on_wants(void *context, const struct evdev_device *device)
{
    (void)context;
    return device_key_count(&device->bits) > 0;
}

static bool on_grabs(void *context, const struct evdev_device *device)
{
    (void)context;
    (void)device;
    return false;
}

/* ---- until the end ---- */

/* Readable when an interrupt comes or standard input has something to say; -1 when the kernel refuses. */
static int new_end_fd(int *signal_fd)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    *signal_fd = signalfd(-1, &signals, SFD_CLOEXEC);
    int fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    if (fd >= 0 && *signal_fd >= 0)
        epoll_ctl(fd, EPOLL_CTL_ADD, *signal_fd, &event);
    if (fd >= 0)
        epoll_ctl(fd, EPOLL_CTL_ADD, STDIN_FILENO,
                  &event); /* a file is refused: then only an interrupt ends it */
    return fd;
}

/* An interrupt, or the end of the input; what is typed meanwhile is read and means nothing. */
static bool ended(int signal_fd)
{
    char bytes[256];
    struct pollfd polls[2] = {{.fd = signal_fd, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    if (poll(polls, 2, 0) <= 0)
        return false;
    return polls[0].revents != 0 || (polls[1].revents && read(STDIN_FILENO, bytes, sizeof bytes) <= 0);
}

static void show_presses(struct list *list)
{
    int signal_fd;
    int end_fd = new_end_fd(&signal_fd);
    list->live = true;
    fputs(_("\nNow press the switch. Ctrl-C ends.\n"), list->out);
    fflush(list->out);
    while (evdev_devices_wait(list->devices, end_fd, TIME_NEVER) || !ended(signal_fd))
        continue;
    if (signal_fd >= 0)
        close(signal_fd);
    if (end_fd >= 0)
        close(end_fd);
}

int device_list_run(FILE *out, const struct device_list_options *options)
{
    static const struct switch_map defaults;
    struct list list = {.out = out, .map = options->map ? options->map : &defaults};
    struct evdev_watcher watcher = {.context = &list,
                                    .wants = on_wants,
                                    .grabs = on_grabs,
                                    .came = on_came,
                                    .went = on_went,
                                    .key = on_key,
                                    .dropped = on_dropped};
    list.devices = evdev_devices_new(&watcher);
    evdev_devices_look(list.devices);
    int with_keys = print_all(&list);
    if (!options->once)
        show_presses(&list);
    evdev_devices_free(list.devices);
    return with_keys > 0 ? 0 : 1;
}

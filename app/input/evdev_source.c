#include "input/evdev_source.h"

#include <linux/input-event-codes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "input/evdev_devices.h"
#include "input/evdev_pointer.h"

enum { HELD_AT_MOST = 64, WATCHED_AT_MOST = SWITCH_ENTRIES_AT_MOST + 16 };

struct held_key {
    int device_number, code, switch_number;
};

/* A device whose going and coming is told. */
struct watched {
    struct switch_entry entry;
    char name[SWITCH_NAME_BYTES]; /* to show */
    bool gone;
};

/* What other threads ask for; under the lock. */
struct request {
    bool stop, new_map, new_attention, attention, pointers, new_pointer, listens, types;
    struct switch_map map;
    struct pointer_choice choice;
    int width_px, height_px;
};

struct evdev_source {
    event_post *post;
    void *context;
    struct evdev_sign sign;
    pthread_t thread;
    pthread_mutex_t lock;
    int wake_fd;
    struct request request;

    /* The thread's own. */
    struct evdev_devices *devices;
    struct switch_map map;
    struct evdev_pointer pointer;
    bool attention, pointers, listens, types;
    struct held_key held[HELD_AT_MOST];
    int held_count;
    struct watched watched[WATCHED_AT_MOST];
    int watched_count;
    bool unreadable;
};

/* ---- telling ---- */

static void post_text(struct evdev_source *source, enum event_kind kind, const char *text)
{
    struct event event = {.kind = kind, .at_us = evdev_now()};
    snprintf(event.text, sizeof event.text, "%s", text);
    source->post(source->context, &event);
}

static void post_switch(struct evdev_source *source, enum event_kind kind, int switch_number, time_us at_us)
{
    struct event event = {.kind = kind, .at_us = at_us, .switch_number = switch_number};
    source->post(source->context, &event);
}

static struct switch_device identity(const struct evdev_device *device)
{
    return (struct switch_device){device->name, device->vendor, device->product, device->kind};
}

/* ---- keys ---- */

/* 0: this key is no switch, or not now. */
static int find_switch(const struct evdev_source *source, const struct evdev_device *device, int code)
{
    struct switch_device who = identity(device);
    bool typed = source->types && who.kind == DEVICE_KEYBOARD;
    if ((!source->attention || typed) && !switch_map_chooses(&source->map, &who))
        return 0;
    return switch_map_find(&source->map, &who, code);
}

static bool is_held(const struct evdev_source *source, int switch_number)
{
    for (int i = 0; i < source->held_count; i++)
        if (source->held[i].switch_number == switch_number)
            return true;
    return false;
}

static int find_held(const struct evdev_source *source, const struct evdev_device *device, int code)
{
    for (int i = 0; i < source->held_count; i++)
        if (source->held[i].device_number == device->number && source->held[i].code == code)
            return i;
    return -1;
}

/* Returns whether the switch was open before. A 65th key at a time is left out. */
static bool add_held(struct evdev_source *source, const struct evdev_device *device, int code,
                     int switch_number)
{
    bool first = !is_held(source, switch_number);
    if (source->held_count < HELD_AT_MOST)
        source->held[source->held_count++] = (struct held_key){device->number, code, switch_number};
    return first;
}

static int remove_held(struct evdev_source *source, int index)
{
    int switch_number = source->held[index].switch_number;
    source->held[index] = source->held[--source->held_count];
    return switch_number;
}

static void watch_served(struct evdev_source *source, const struct evdev_device *device);

static bool is_pointer(const struct evdev_device *device)
{
    switch (identity(device).kind) {
    case DEVICE_MOUSE:
    case DEVICE_TOUCHPAD:
    case DEVICE_TOUCHSCREEN:
    case DEVICE_TABLET:
        return true;
    default:
        return false;
    }
}

static void post_seen(struct evdev_source *source, const struct evdev_device *device, int code, time_us at_us)
{
    struct event event = {.kind = EVENT_KEY_SEEN,
                          .at_us = at_us,
                          .key_code = code,
                          .device_kind = (int)device->kind,
                          .vendor = device->vendor,
                          .product = device->product};
    snprintf(event.text, sizeof event.text, "%s", device->name);
    source->post(source->context, &event);
}

static void key_down(struct evdev_source *source, const struct evdev_device *device, int code, time_us at_us)
{
    int switch_number = find_switch(source, device, code);
    if (source->listens && source->attention && !is_pointer(device))
        post_seen(source, device, code, at_us);
    if (!switch_number && source->pointers && is_pointer(device) && !device->grabbed)
        source->post(source->context, &(struct event){.kind = EVENT_POINTER_PRESSED, .at_us = at_us});
    if (!switch_number || find_held(source, device, code) >= 0)
        return;
    if (add_held(source, device, code, switch_number))
        post_switch(source, EVENT_SWITCH_DOWN, switch_number, at_us);
    watch_served(source, device);
}

static void key_up(struct evdev_source *source, const struct evdev_device *device, int code, time_us at_us)
{
    int index = find_held(source, device, code);
    if (index < 0)
        return;
    int switch_number = remove_held(source, index);
    if (!is_held(source, switch_number))
        post_switch(source, EVENT_SWITCH_UP, switch_number, at_us);
}

static void on_key(void *context, const struct evdev_device *device, int code, bool down, time_us at_us)
{
    if (down)
        key_down(context, device, code, at_us);
    else
        key_up(context, device, code, at_us);
}

/* ---- loss ---- */

/* Forgets the held keys of a device (NULL: of all); whether and when they were let go is not known. */
static void lose_held(struct evdev_source *source, const struct evdev_device *device, time_us at_us)
{
    bool lost[SWITCH_FUNCTIONS + 1] = {false};
    for (int i = source->held_count - 1; i >= 0; i--)
        if (!device || source->held[i].device_number == device->number)
            lost[remove_held(source, i)] = true;
    for (int number = 1; number <= SWITCH_FUNCTIONS; number++) {
        if (lost[number])
            post_switch(source, EVENT_SWITCH_LOST, number, at_us);
        if (lost[number] && is_held(source, number))
            post_switch(source, EVENT_SWITCH_HELD, number, at_us);
    }
}

/* Keys of the device that are down without having been seen to go down. */
static void find_held_keys(struct evdev_source *source, const struct evdev_device *device, time_us at_us)
{
    for (int code = 1; device->open && code < DEVICE_KEY_CODES; code++) {
        if (!evdev_device_holds(source->devices, device, code) || find_held(source, device, code) >= 0)
            continue;
        int switch_number = find_switch(source, device, code);
        if (switch_number && add_held(source, device, code, switch_number))
            post_switch(source, EVENT_SWITCH_HELD, switch_number, at_us);
    }
}

static void on_dropped(void *context, const struct evdev_device *device, time_us at_us)
{
    struct evdev_source *source = context;
    lose_held(source, device, at_us);
    find_held_keys(source, device, at_us);
    evdev_pointer_dropped(&source->pointer, source->devices, device, at_us);
}

/* ---- which devices are there ---- */

/* What kind of device cannot be read is not known: it may be the mouse that is looked for. */
static bool is_there(const struct evdev_source *source, const struct switch_entry *entry)
{
    for (int i = 0; i < evdev_devices_count(source->devices); i++) {
        const struct evdev_device *device = evdev_devices_at(source->devices, i);
        struct switch_device who = identity(device);
        if (switch_entry_fits_device(entry, &who) ||
            (device->error && entry->devices == SWITCH_DEVICES_MOUSE))
            return true;
    }
    return false;
}

static bool same_devices(const struct switch_entry *a, const struct switch_entry *b)
{
    return a->devices == b->devices && a->by_ids == b->by_ids && a->vendor == b->vendor &&
           a->product == b->product && strcmp(a->name, b->name) == 0;
}

static void watch(struct evdev_source *source, const struct switch_entry *entry, const char *name)
{
    for (int i = 0; i < source->watched_count; i++)
        if (same_devices(&source->watched[i].entry, entry))
            return;
    if (source->watched_count == WATCHED_AT_MOST)
        return;
    struct watched *watched = &source->watched[source->watched_count++];
    *watched = (struct watched){.entry = *entry};
    snprintf(watched->name, sizeof watched->name, "%s", name);
}

static void watch_served(struct evdev_source *source, const struct evdev_device *device)
{
    struct switch_device who = identity(device);
    struct switch_entry entry = {.devices = SWITCH_DEVICES_CHOSEN,
                                 .by_ids = true,
                                 .vendor = device->vendor,
                                 .product = device->product};
    if (switch_map_chooses(&source->map, &who))
        return;
    snprintf(entry.name, sizeof entry.name, "%s", device->name);
    watch(source, &entry, device->name);
}

/* Begins anew with the map's own devices. Nobody misses the others any more. */
static void watch_chosen(struct evdev_source *source)
{
    for (int i = 0; i < source->watched_count; i++)
        if (source->watched[i].gone)
            post_text(source, EVENT_DEVICE_BACK, source->watched[i].name);
    source->watched_count = 0;
    for (int i = 0; i < source->map.count; i++) {
        const struct switch_entry *entry = &source->map.entries[i];
        char ids[16];
        snprintf(ids, sizeof ids, "%04x:%04x", entry->vendor, entry->product);
        if (entry->devices == SWITCH_DEVICES_MOUSE)
            watch(source, entry, _(device_kind_name(DEVICE_MOUSE)));
        else if (entry->devices == SWITCH_DEVICES_CHOSEN)
            watch(source, entry, entry->name[0] ? entry->name : ids);
    }
}

static void tell_gone_and_back(struct evdev_source *source)
{
    for (int i = 0; i < source->watched_count; i++) {
        struct watched *watched = &source->watched[i];
        bool gone = !is_there(source, &watched->entry);
        if (gone != watched->gone)
            post_text(source, gone ? EVENT_DEVICE_GONE : EVENT_DEVICE_BACK, watched->name);
        watched->gone = gone;
    }
}

static void tell_readable(struct evdev_source *source)
{
    const struct evdev_device *closed = NULL;
    bool keys = false;
    for (int i = evdev_devices_count(source->devices) - 1; i >= 0; i--) {
        const struct evdev_device *device = evdev_devices_at(source->devices, i);
        if (device->error)
            closed = device;
        keys = keys || device_key_count(&device->bits) > 0;
    }
    bool unreadable = closed || !keys;
    if (unreadable != source->unreadable)
        post_text(source, unreadable ? EVENT_INPUT_UNREADABLE : EVENT_INPUT_READABLE,
                  closed ? closed->name : "");
    source->unreadable = unreadable;
}

static void on_came(void *context, const struct evdev_device *device)
{
    struct evdev_source *source = context;
    if (device->busy)
        post_text(source, EVENT_DEVICE_BUSY, device->name);
    find_held_keys(source, device, evdev_now());
}

static void on_went(void *context, const struct evdev_device *device)
{
    struct evdev_source *source = context;
    lose_held(source, device, evdev_now());
    evdev_pointer_went(&source->pointer, device, evdev_now());
}

static bool on_wants(void *context, const struct evdev_device *device)
{
    struct evdev_source *source = context;
    struct switch_device who = identity(device);
    if (evdev_pointer_is(&source->pointer, device) || (source->pointers && is_pointer(device)) || source->listens)
        return true;
    for (int code = 1; code < DEVICE_KEY_CODES; code++)
        if (device_has_key(&device->bits, code) && switch_map_find(&source->map, &who, code))
            return true;
    return device->error != 0;
}

static bool on_grabs(void *context, const struct evdev_device *device)
{
    struct evdev_source *source = context;
    struct switch_device who = identity(device);
    return evdev_pointer_serves(&source->pointer, device) || switch_map_chooses(&source->map, &who);
}

static bool on_points(void *context, const struct evdev_device *device)
{
    const struct evdev_source *source = context;
    return evdev_pointer_serves(&source->pointer, device);
}

/* The window does not hear the button of a grabbed mouse. */
static void on_moved(void *context, const struct evdev_device *device, int type, int code, int value,
                     time_us at_us)
{
    struct evdev_source *source = context;
    bool clicks = type == EV_KEY && code == BTN_LEFT && value && device->grabbed &&
                  find_switch(source, device, code) == 0;
    evdev_pointer_event(&source->pointer, device, type, code, value, clicks, at_us);
}

/* ---- the thread ---- */

static void apply_map(struct evdev_source *source, const struct switch_map *map)
{
    lose_held(source, NULL, evdev_now());
    source->map = *map;
    watch_chosen(source);
    evdev_devices_review(source->devices);
    for (int i = 0; i < evdev_devices_count(source->devices); i++)
        on_came(source, evdev_devices_at(source->devices, i));
}

static void apply_attention(struct evdev_source *source, bool attention)
{
    source->attention = attention;
    evdev_pointer_set_attention(&source->pointer, attention);
    evdev_devices_review(source->devices);
    for (int i = 0; i < evdev_devices_count(source->devices); i++) {
        const struct evdev_device *device = evdev_devices_at(source->devices, i);
        struct switch_device who = identity(device);
        if (!attention && !switch_map_chooses(&source->map, &who))
            lose_held(source, device, evdev_now());
        find_held_keys(source, device, evdev_now());
    }
}

/* False when the thread is to end. */
static bool take_request(struct evdev_source *source)
{
    eventfd_t times;
    pthread_mutex_lock(&source->lock);
    struct request request = source->request;
    source->request.new_map = source->request.new_attention = source->request.new_pointer = false;
    eventfd_read(source->wake_fd, &times);
    pthread_mutex_unlock(&source->lock);
    if (request.stop)
        return false;
    if (request.new_map) /* before it listens no more: what was found stays open */
        apply_map(source, &request.map);
    source->types = request.types;
    if (request.listens != source->listens) {
        source->listens = request.listens;
        evdev_devices_review(source->devices);
    }
    if (request.pointers && !source->pointers) {
        source->pointers = true;
        evdev_devices_review(source->devices);
    }
    if (request.new_attention)
        apply_attention(source, request.attention);
    if (request.new_pointer)
        evdev_pointer_set(&source->pointer, &request.choice, request.width_px, request.height_px);
    return true;
}

static void on_freed(void *context, const struct evdev_device *device)
{
    struct evdev_source *source = context;
    post_text(source, EVENT_DEVICE_BACK, device->name);
    evdev_pointer_freed(&source->pointer, device);
}

static void on_sleeps(void *context, bool sleeps)
{
    const struct evdev_sign *sign = &((struct evdev_source *)context)->sign;
    if (sleeps && sign->sleeps)
        sign->sleeps(sign->context);
    else if (!sleeps && sign->works)
        sign->works(sign->context, evdev_now());
}

static void *run(void *context)
{
    struct evdev_source *source = context;
    struct evdev_watcher watcher = {source, on_wants,   on_grabs,  on_came,  on_went,
                                    on_key, on_dropped, on_points, on_moved, on_freed, on_sleeps};
    on_sleeps(source, false);
    source->devices = evdev_devices_new(&watcher);
    watch_chosen(source);
    evdev_devices_look(source->devices);
    for (bool going = true; going;) {
        evdev_pointer_review(&source->pointer, source->devices, &source->map);
        tell_gone_and_back(source);
        tell_readable(source);
        if (!evdev_devices_wait(source->devices, source->wake_fd, evdev_pointer_deadline(&source->pointer)))
            going = take_request(source);
        evdev_pointer_advance(&source->pointer, evdev_now());
    }
    evdev_devices_free(source->devices);
    on_sleeps(source, true);
    return NULL;
}

/* Signals are for the main thread. */
static bool start_thread(struct evdev_source *source)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&source->thread, NULL, run, source);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error == 0;
}

struct evdev_source *evdev_source_start(const struct switch_map *map, const struct evdev_sign *sign, event_post *post,
                                        void *context)
{
    struct evdev_source *source = memory_new(1, sizeof *source);
    source->sign = sign ? *sign : (struct evdev_sign){0};
    source->post = post;
    source->context = context;
    source->map = *map;
    source->attention = true;
    evdev_pointer_init(&source->pointer, post, context);
    source->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&source->lock, NULL);
    if (source->wake_fd >= 0 && start_thread(source))
        return source;
    if (source->wake_fd >= 0)
        close(source->wake_fd);
    pthread_mutex_destroy(&source->lock);
    free(source);
    return NULL;
}

void evdev_source_stop(struct evdev_source *source)
{
    if (!source)
        return;
    pthread_mutex_lock(&source->lock);
    source->request.stop = true;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
    pthread_join(source->thread, NULL);
    close(source->wake_fd);
    pthread_mutex_destroy(&source->lock);
    free(source);
}

void evdev_source_set_map(struct evdev_source *source, const struct switch_map *map)
{
    pthread_mutex_lock(&source->lock);
    source->request.map = *map;
    source->request.new_map = true;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

void evdev_source_set_pointer(struct evdev_source *source, const struct pointer_choice *choice, int width_px,
                              int height_px)
{
    pthread_mutex_lock(&source->lock);
    source->request.choice = *choice;
    source->request.width_px = width_px;
    source->request.height_px = height_px;
    source->request.new_pointer = true;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

void evdev_source_type(struct evdev_source *source, bool types)
{
    pthread_mutex_lock(&source->lock);
    source->request.types = types;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

void evdev_source_listen(struct evdev_source *source, bool listens)
{
    pthread_mutex_lock(&source->lock);
    source->request.listens = listens;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

void evdev_source_watch_pointers(struct evdev_source *source)
{
    pthread_mutex_lock(&source->lock);
    source->request.pointers = true;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

void evdev_source_set_attention(struct evdev_source *source, bool ours)
{
    pthread_mutex_lock(&source->lock);
    source->request.attention = ours;
    source->request.new_attention = true;
    eventfd_write(source->wake_fd, 1);
    pthread_mutex_unlock(&source->lock);
}

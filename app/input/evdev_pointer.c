#include "input/evdev_pointer.h"

#include <linux/input-event-codes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

void evdev_pointer_init(struct evdev_pointer *pointer, event_post *post, void *context)
{
    *pointer = (struct evdev_pointer){.post = post, .context = context, .attention = true, .number = -1};
}

/* ---- telling ---- */

static void post_text(const struct evdev_pointer *pointer, enum event_kind kind, const char *text)
{
    struct event event = {.kind = kind, .at_us = evdev_now(), .points = true};
    snprintf(event.text, sizeof event.text, "%s", text);
    pointer->post(pointer->context, &event);
}

static void post_place(const struct evdev_pointer *pointer, enum event_kind kind,
                       const struct pointer_place *place)
{
    struct event event = {.kind = kind,
                          .at_us = place->at_us,
                          .x_px = place->x_px,
                          .y_px = place->y_px,
                          .steered = !pointer_shape_absolute(&pointer->map.shape)};
    pointer->post(pointer->context, &event);
}

/* What waits goes on before anything else is told. */
static void flush(struct evdev_pointer *pointer, time_us now_us)
{
    struct pointer_place place;
    if (pointer_pace_take(&pointer->pace, now_us, &place))
        post_place(pointer, EVENT_POINT, &place);
}

static int whole_px(double px)
{
    return (int)lround(fmin(fmax(px, -1e6), 1e6));
}

static struct pointer_place place_now(const struct evdev_pointer *pointer, time_us at_us)
{
    return (struct pointer_place){
        .x_px = whole_px(pointer->map.x), .y_px = whole_px(pointer->map.y), .at_us = at_us};
}

static void tell(struct evdev_pointer *pointer, enum pointer_output output, time_us at_us)
{
    struct pointer_place place = place_now(pointer, at_us);
    if (output == POINTER_POINT && pointer_pace_offer(&pointer->pace, &place))
        post_place(pointer, EVENT_POINT, &place);
    if (output != POINTER_LOST)
        return;
    flush(pointer, TIME_NEVER);
    pointer->pace = (struct pointer_pace){.begun = false};
    pointer->post(pointer->context, &(struct event){.kind = EVENT_POINT_LOST, .at_us = at_us});
}

static void tell_click(struct evdev_pointer *pointer, time_us at_us)
{
    struct pointer_place place = place_now(pointer, at_us);
    pointer->clicked = false;
    if (!pointer->map.seen)
        return;
    flush(pointer, TIME_NEVER);
    post_place(pointer, EVENT_CLICK, &place);
}

/* That it may not be read is told by another. */
static bool is_unreadable(const struct evdev_pointer *pointer, const struct evdev_devices *devices)
{
    for (int i = 0; i < evdev_devices_count(devices); i++) {
        const struct evdev_device *device = evdev_devices_at(devices, i);
        if (device->error &&
            pointer_choice_names(&pointer->choice, device->name, device->vendor, device->product))
            return true;
    }
    return false;
}

static void tell_gone(struct evdev_pointer *pointer, const struct evdev_devices *devices)
{
    bool gone = pointer->choice.on && pointer->number < 0 && !is_unreadable(pointer, devices);
    if (gone == pointer->gone)
        return;
    const char *name = pointer->name[0] ? pointer->name : pointer->choice.device;
    if (gone)
        snprintf(pointer->gone_name, sizeof pointer->gone_name, "%.*s", SWITCH_NAME_BYTES - 1,
                 name[0] ? name : _("pointing device"));
    pointer->gone = gone;
    post_text(pointer, gone ? EVENT_DEVICE_GONE : EVENT_DEVICE_BACK, pointer->gone_name);
}

/* ---- which it is ---- */

bool evdev_pointer_is(const struct evdev_pointer *pointer, const struct evdev_device *device)
{
    return pointer->number >= 0 && device->number == pointer->number;
}

static bool is_ours_now(const struct evdev_pointer *pointer)
{
    return pointer->attention || pointer->rank == POINTER_TRACKER || pointer_choice_by_name(&pointer->choice);
}

bool evdev_pointer_serves(const struct evdev_pointer *pointer, const struct evdev_device *device)
{
    return evdev_pointer_is(pointer, device) && is_ours_now(pointer);
}

static enum pointer_rank rank_of(const struct evdev_pointer *pointer, const struct evdev_device *device,
                                 const struct switch_map *map)
{
    struct switch_device who = {device->name, device->vendor, device->product, device->kind};
    return device->error
               ? POINTER_NONE
               : pointer_choice_rank(&pointer->choice,
                                     &(struct pointer_candidate){.name = device->name,
                                                                 .bus = device->bus,
                                                                 .vendor = device->vendor,
                                                                 .product = device->product,
                                                                 .kind = device->kind,
                                                                 .shape = &device->shape,
                                                                 .serves = switch_map_chooses(map, &who)});
}

static bool served_last(const struct evdev_pointer *pointer, const struct evdev_device *device)
{
    return device->vendor == pointer->vendor && device->product == pointer->product &&
           strcmp(device->name, pointer->name) == 0;
}

/* May it take over from the one that serves, or served last? */
static bool may_follow(const struct evdev_pointer *pointer, const struct evdev_device *device,
                       enum pointer_rank rank)
{
    return !pointer->name[0] || pointer_choice_by_name(&pointer->choice) || rank > pointer->rank ||
           served_last(pointer, device);
}

static const struct evdev_device *choose(const struct evdev_pointer *pointer,
                                         const struct evdev_devices *devices, const struct switch_map *map,
                                         enum pointer_rank *best_rank)
{
    const struct evdev_device *best = NULL;
    *best_rank = POINTER_NONE;
    for (int i = 0; i < evdev_devices_count(devices); i++) {
        const struct evdev_device *device = evdev_devices_at(devices, i);
        enum pointer_rank rank = rank_of(pointer, device, map);
        bool better = rank > *best_rank ||
                      (rank == *best_rank && rank != POINTER_NONE && evdev_pointer_is(pointer, device));
        if (!better || !may_follow(pointer, device, rank))
            continue;
        best = device;
        *best_rank = rank;
    }
    return best;
}

static void lose(struct evdev_pointer *pointer, time_us at_us)
{
    pointer->clicked = false;
    tell(pointer, pointer_map_lose(&pointer->map), at_us);
}

static void remember(struct evdev_pointer *pointer, const struct evdev_device *device, enum pointer_rank rank)
{
    pointer->rank = rank;
    snprintf(pointer->name, sizeof pointer->name, "%s", device->name);
    pointer->vendor = device->vendor;
    pointer->product = device->product;
}

static void begin(struct evdev_pointer *pointer, const struct evdev_devices *devices,
                  const struct evdev_device *device)
{
    struct pointer_shape shape = evdev_device_shape(devices, device);
    pointer->pace = (struct pointer_pace){.begun = false};
    pointer_map_init(&pointer->map, &shape, pointer->width_px, pointer->height_px,
                     pointer->choice.speed_percent);
    if (device->busy)
        post_text(pointer, EVENT_DEVICE_BUSY, device->name);
}

void evdev_pointer_review(struct evdev_pointer *pointer, struct evdev_devices *devices,
                          const struct switch_map *map)
{
    enum pointer_rank rank;
    const struct evdev_device *best = choose(pointer, devices, map, &rank);
    int number = best ? best->number : -1;
    if (best)
        remember(pointer, best, rank);
    if (number != pointer->number) {
        lose(pointer, evdev_now());
        pointer->number = number;
        evdev_devices_review(devices);
        if (best)
            begin(pointer, devices, best);
    }
    tell_gone(pointer, devices);
}

/* ---- what is wanted ---- */

void evdev_pointer_set(struct evdev_pointer *pointer, const struct pointer_choice *choice, int width_px,
                       int height_px)
{
    bool same = choice->on == pointer->choice.on && strcmp(choice->device, pointer->choice.device) == 0;
    pointer->choice = *choice;
    pointer->width_px = width_px;
    pointer->height_px = height_px;
    if (pointer->number >= 0) {
        pointer_map_set_screen(&pointer->map, width_px, height_px);
        pointer_map_set_speed(&pointer->map, choice->speed_percent);
    }
    if (same)
        return;
    if (pointer->gone)
        post_text(pointer, EVENT_DEVICE_BACK, pointer->gone_name);
    pointer->gone = false;
    pointer->name[0] = '\0';
}

void evdev_pointer_set_attention(struct evdev_pointer *pointer, bool ours)
{
    pointer->attention = ours;
    if (!is_ours_now(pointer))
        lose(pointer, evdev_now());
}

/* ---- its events ---- */

void evdev_pointer_event(struct evdev_pointer *pointer, const struct evdev_device *device, int type, int code,
                         int value, bool clicks, time_us at_us)
{
    if (!evdev_pointer_serves(pointer, device))
        return;
    pointer->clicked = pointer->clicked || clicks;
    tell(pointer, pointer_map_event(&pointer->map, type, code, value, at_us), at_us);
    if (pointer->clicked && type == EV_SYN && code == SYN_REPORT)
        tell_click(pointer, at_us);
}

void evdev_pointer_dropped(struct evdev_pointer *pointer, const struct evdev_devices *devices,
                           const struct evdev_device *device, time_us at_us)
{
    if (!evdev_pointer_serves(pointer, device))
        return;
    struct pointer_shape shape = evdev_device_shape(devices, device);
    pointer->clicked = false;
    tell(pointer, pointer_map_resync(&pointer->map, &shape), at_us);
}

void evdev_pointer_freed(struct evdev_pointer *pointer, const struct evdev_device *device)
{
    if (device->number == pointer->number)
        post_text(pointer, EVENT_DEVICE_BACK, device->name);
}

void evdev_pointer_went(struct evdev_pointer *pointer, const struct evdev_device *device, time_us at_us)
{
    if (!evdev_pointer_is(pointer, device))
        return;
    lose(pointer, at_us);
    pointer->number = -1;
}

time_us evdev_pointer_deadline(const struct evdev_pointer *pointer)
{
    return pointer_pace_deadline(&pointer->pace);
}

void evdev_pointer_advance(struct evdev_pointer *pointer, time_us now_us)
{
    flush(pointer, now_us);
}

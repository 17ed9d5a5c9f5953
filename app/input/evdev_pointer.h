/* The one device that points (pointer_choice.h), among those of evdev_devices: from its events to POINT and POINT_LOST. It
 * belongs to the thread of evdev_source, which asks it what to read and grab, and hands it what is read.
 *
 * What it posts (event_post, as evdev_source.h):
 *     POINT                  a place on the screen or near it, at the kernel's time stamp; not more often than pointer_pace.h says
 *     POINT_LOST             the touch or the eyes are gone, as far as the device can say so; or the device itself
 *     CLICK                  the left button of a grabbed device, where it points; the window does not hear of it
 *     DEVICE_GONE, _BACK     there is none, at the start too. `text` = the name of the one that served, or what was wanted.
 *                            Not when it is there and may not be read
 *     DEVICE_BUSY            another program has grabbed it
 *
 * Without a name in the settings the best device serves. When it goes, only itself or a better one takes over: the mouse of
 * the caregiver is not to be taken because the tracker was unplugged. A mouse that was not chosen by name is read and grabbed
 * only while the window has the attention. */
#ifndef YINIAN_INPUT_EVDEV_POINTER_H
#define YINIAN_INPUT_EVDEV_POINTER_H

#include <stdbool.h>

#include "input/evdev_devices.h"
#include "input/evdev_source.h"
#include "input/pointer_choice.h"
#include "input/pointer_map.h"
#include "input/pointer_pace.h"

struct evdev_pointer {
    event_post *post;
    void *context;
    struct pointer_choice choice;
    int width_px, height_px;
    bool attention;

    int number; /* of the device; −1: none */
    enum pointer_rank rank;
    char name[SWITCH_NAME_BYTES]; /* of the one that serves or served last; "": none did */
    uint16_t vendor, product;
    bool gone, clicked;                /* told as gone; the button went down in this report */
    char gone_name[SWITCH_NAME_BYTES]; /* as told */
    struct pointer_map map;
    struct pointer_pace pace;
};

/* Nothing is wanted. */
void evdev_pointer_init(struct evdev_pointer *pointer, event_post *post, void *context);
/* What is wanted from now on, and the screen's size. evdev_pointer_review() is to follow. */
void evdev_pointer_set(struct evdev_pointer *pointer, const struct pointer_choice *choice, int width_px,
                       int height_px);
void evdev_pointer_set_attention(struct evdev_pointer *pointer, bool ours);
/* Devices came or went, or what is wanted has changed: chooses anew, and lets `devices` ask again where it matters. */
void evdev_pointer_review(struct evdev_pointer *pointer, struct evdev_devices *devices,
                          const struct switch_map *map);

bool evdev_pointer_is(const struct evdev_pointer *pointer, const struct evdev_device *device);
/* It is, and it is ours now: read its movements, grab it. */
bool evdev_pointer_serves(const struct evdev_pointer *pointer, const struct evdev_device *device);
/* One event of it. clicks: it is a press that is to be a click. */
void evdev_pointer_event(struct evdev_pointer *pointer, const struct evdev_device *device, int type, int code,
                         int value, bool clicks, time_us at_us);
void evdev_pointer_dropped(struct evdev_pointer *pointer, const struct evdev_devices *devices,
                           const struct evdev_device *device, time_us at_us);
void evdev_pointer_freed(struct evdev_pointer *pointer, const struct evdev_device *device); /* it was busy */
void evdev_pointer_went(struct evdev_pointer *pointer, const struct evdev_device *device, time_us at_us);
/* A place that was held back is due. */
time_us evdev_pointer_deadline(const struct evdev_pointer *pointer);
void evdev_pointer_advance(struct evdev_pointer *pointer, time_us now_us);

#endif

/* Switches, and the device that points, from /dev/input, as the program's events. Has its own thread, which sleeps until a key moves or a
 * device comes or goes; it posts from there, so `post` must be safe to call from another thread (and must
 * not call back).
 *
 * What it posts:
 *     SWITCH_DOWN, SWITCH_UP   switch_number, at the kernel's time stamp. Several keys that are the same
 *                              switch count as one: down with the first, up with the last.
 *     SWITCH_LOST              the device vanished while the switch was held, events were dropped, or the
 *                              settings took the key away. SWITCH_HELD follows when it is still held.
 *     SWITCH_HELD              found held: at the start, plugged in while pressed, after a loss.
 *     DEVICE_GONE, DEVICE_BACK a chosen device (by name, ids, `mouse`) is not there, at the start too; and
 *                              any other that has served as a switch and was pulled out. `text` = its name.
 *                              BACK also when new settings do not name it any more.
 *     DEVICE_BUSY              a chosen device is held by another program; BACK when it sends again.
 *     INPUT_UNREADABLE         some device may not be read, or none has keys: the window's keys are to
 *     INPUT_READABLE           serve; once, until this. `text` = the first such device, or "".
 *     POINT, POINT_LOST, CLICK of the device that points, if one is wanted: see evdev_pointer.h. GONE, BACK and BUSY of it,
 *                              too. Its buttons are switches as those of any other.
 *
 * Chosen devices are grabbed, so that their keys do not also type elsewhere; keyboards that serve by
 * default, or as `any`, `keyboard` or `gamepad`, are not, and count only while the window has the
 * attention. */
#ifndef YINIAN_INPUT_EVDEV_SOURCE_H
#define YINIAN_INPUT_EVDEV_SOURCE_H

#include <stdbool.h>

#include "input/event.h"
#include "input/pointer_choice.h"
#include "input/switch_map.h"

struct evdev_source;

typedef void event_post(void *context, const struct event *event);

/* How the thread says that it does not hang: it works, from `now_us` on, or sleeps until something comes. Called from it,
 * before and after every sleep. */
struct evdev_sign {
    void (*works)(void *context, time_us now_us);
    void (*sleeps)(void *context);
    void *context;
};

/* Copies the map and the sign (NULL: nobody listens). NULL when no thread can be started. The first look at the devices is
 * done by the thread. */
struct evdev_source *evdev_source_start(const struct switch_map *map, const struct evdev_sign *sign,
                                        event_post *post, void *context);
/* Ends the thread, lets go of every device. NULL is fine. */
void evdev_source_stop(struct evdev_source *source);

/* On the bare console the window system is not told that its pointers moved until it looks: from now on a button or touch
 * of any mouse, touchpad, touch screen or tablet posts POINTER_PRESSED, so that the click is fetched at once and not with
 * the next press of the switch. Any thread. */
void evdev_source_watch_pointers(struct evdev_source *source);
/* Whether any key is listened for, so that a switch can be found by pressing it (false at the start): KEY_SEEN for each that
 * is pressed on whatever can be read, while the attention is ours, and before the SWITCH_DOWN if it is one. Not of mice,
 * touchpads, touch screens and tablets: those are the caregiver's, who clicks. Any thread. */
void evdev_source_listen(struct evdev_source *source, bool listens);
/* Which device points (none at the start), and the size of what is drawn. Any thread. */
void evdev_source_set_pointer(struct evdev_source *source, const struct pointer_choice *choice, int width_px,
                              int height_px);
/* New settings: from now on this map. Any thread. */
void evdev_source_set_map(struct evdev_source *source, const struct switch_map *map);
/* Whether a text is typed in the window (false at the start): then keys of keyboards that are not chosen are no switches.
 * Any thread. */
void evdev_source_type(struct evdev_source *source, bool types);
/* Whether what is typed on unchosen keyboards is meant for us: the window has the focus, or the console is
 * ours (true at the start). Any thread. */
void evdev_source_set_attention(struct evdev_source *source, bool ours);

#endif

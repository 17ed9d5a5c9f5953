/* What the window system tells, as the program's events; and waiting for it.
 *
 *     keys and mouse buttons   SWITCH_DOWN/UP, when the keys of the window are to serve (/dev/input cannot be read)
 *     left button, touch       CLICK (the caregiver), in the window's own coordinates
 *     Page Up/Down, arrows,    TURN by a page, by all of them (the caregiver reads); Escape, Backspace: BACK. Not for a key
 *       Home, End                that is one of the person's switches, whoever reads that key
 *     text, input method       TEXT, TEXT_EDITING, TYPING_KEY, while something is typed
 *     wheel                    TURN, at most once in a quarter of a second
 *     pointer                  POINT, POINT_LOST when it leaves the window, if it is looked with; likewise, and not more often
 *                              than pointer_pace.h says. Never of a touch: that is the caregiver's finger
 *     close, terminate         QUIT
 *
 * Under X11 the wait is for its connection and an eventfd; on the bare console for the eventfd alone, because there
 * SDL 2.26 would look for events a thousand times a second. Under Wayland it is SDL that waits, to the millisecond.
 * SIGINT and SIGTERM reach the calling thread, and threads made later, only in the wait (not so under Wayland). */
#ifndef YINIAN_INPUT_WINDOW_SOURCE_H
#define YINIAN_INPUT_WINDOW_SOURCE_H

#include <stdbool.h>

#include "input/event.h"
#include "input/switch_map.h"

struct window_source;

struct window_listener {
    void *context;
    void (*event)(void *context, const struct event *event);
    void (*focus)(void *context, bool ours);
    /* Any other SDL_Event, for who draws. */
    void (*window)(void *context, const void *sdl_event);
    void (*sound_device)(void *context, bool added, unsigned int id);
};

/* Copies the listener and the map; borrows the SDL_Window. One at a time, on the thread that made the window. */
struct window_source *window_source_new(void *sdl_window, const struct switch_map *map,
                                        const struct window_listener *listener);
void window_source_free(struct window_source *source);
void window_source_set_map(struct window_source *source, const struct switch_map *map);
/* Whether keys and mouse buttons of the window are switches (false at the start). */
void window_source_serve(struct window_source *source, bool keys_serve);
/* Whether any key is listened for (false at the start): KEY_SEEN for each that is pressed, when the window's keys serve. */
void window_source_listen(struct window_source *source, bool listens);
/* Whether a text is typed (NOTHING at the start): TEXT, TEXT_EDITING and TYPING_KEY, also from an input method, whose window
 * comes beside this place. BESIDE: keys that are switches stay that. */
enum window_typing { WINDOW_TYPES_NOTHING, WINDOW_TYPES_BESIDE, WINDOW_TYPES_ALL };
void window_source_type(struct window_source *source, enum window_typing typing, int x_px, int y_px,
                        int width_px, int height_px);
/* Whether the pointer is looked with (false at the start: then its movements do not even wake). No longer: POINT_LOST. */
void window_source_point(struct window_source *source, bool points);
/* Tells the listener everything that has come. `now_us` is the time stamp: SDL's own are no finer. */
void window_source_drain(struct window_source *source, time_us now_us);
/* Returns when something came, was woken, or after `timeout_us` (TIME_NEVER: no end). */
void window_source_wait(struct window_source *source, time_us timeout_us);
void window_source_wake(struct window_source *source); /* any thread */

#endif

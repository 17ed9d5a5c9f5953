/* The window on the screen, drawn in software: under X11 straight into shared memory, on the bare console (KMSDRM)
 * and under Wayland through whatever SDL needs there, because those have no plain framebuffer in SDL 2.26.
 *
 * Only what changed since the last picture is drawn and handed over, and only when something changed. */
#ifndef YINIAN_VIEW_WINDOW_H
#define YINIAN_VIEW_WINDOW_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "view/draw.h"
#include "view/scene.h"

struct window;

/* Starts SDL's video system (if it is not running) and opens a resizable window, or the full screen: always on the
 * bare console. NULL when there is no screen to be had; `problems` (may be NULL) then says why and what to do, and
 * tells of missing fonts too. SDL events stay with the caller. */
struct window *window_open(const char *title, int width, int height, bool fullscreen,
                           struct diagnostics *problems);
/* Takes NULL too; ends SDL's video system if window_open() started it. */
void window_destroy(struct window *window);

/* A second window that fills `place` of the desktop, a display, for pictures only: it takes neither the keyboard nor the
 * pointer from `main`, whose fonts it draws with. NULL: it cannot be had now. To be destroyed before `main`. */
struct window *window_open_beside(struct window *main, struct view_rect place);
/* Where the window system lets itself be asked for it (not Wayland). */
void window_take_keyboard(struct window *window);
/* Brings the scene onto the screen. Returns how many pixels were drawn: 0 when nothing had changed; -1 when the
 * screen could not be drawn on now (asks again next time). */
long window_present(struct window *window, const struct scene *scene);
/* Everything has to be drawn again: another window stood before it, it was shown, its size changed. */
void window_invalidate(struct window *window);
/* Hands over an SDL_Event (as void*): exposed, resized, shown again. True: call window_present() soon. Reads only
 * window events; all others are left alone. */
bool window_note_event(struct window *window, const void *sdl_event);

/* Size in pixels of what is drawn. */
void window_size(const struct window *window, int *width, int *height);
/* The page's cell at this pixel of the last picture, or -1. `scene` is the one that was presented. */
int window_cell_at(struct window *window, const struct scene *scene, int x, int y);
/* From the window's own coordinates (mouse events) to pixels of the picture. */
void window_to_pixels(const struct window *window, int *x, int *y);
/* Shows the pointer at this pixel of the picture, where the window system lets it be put somewhere (not Wayland). */
void window_put_pointer(struct window *window, int x, int y);
/* Puts a text on the clipboard; false: the window system takes none. */
bool window_copy(struct window *window, const char *text);
void window_set_fullscreen(struct window *window, bool fullscreen);
void window_to_front(struct window *window); /* as far as the window system lets it */
/* "x11", "wayland", "KMSDRM", "dummy" … as SDL calls it. */
const char *window_driver(const struct window *window);
/* Its painter, for pictures of the same scenes; borrowed. */
struct painter *window_painter(struct window *window);
/* The SDL_Window. */
void *window_sdl(struct window *window);

#endif

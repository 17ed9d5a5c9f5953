/* The second display, for who listens: a window of its own there as long as the settings want one and there is one.
 * Whatever becomes of it, the main window stays as it is. */
#ifndef YINIAN_RUN_PARTNER_H
#define YINIAN_RUN_PARTNER_H

#include "app.h"
#include "run/displays.h"
#include "view/window.h"

struct partner {
    struct window *main;       /* borrowed */
    struct window *window;     /* NULL: none is wanted, or there is no display for it */
    struct view_rect place;    /* where it was opened, or could not be; empty: nowhere */
    struct displays *displays; /* while it is wanted, under X11 */
    bool asked_for_displays;
    void (*displays_changed)(void *context);
    void *context;
    struct page page;
};

/* `displays_changed`, from any thread: call partner_show() soon. */
void partner_init(struct partner *partner, struct window *main, void (*displays_changed)(void *context),
                  void *context);
void partner_close(struct partner *partner); /* before the main window */
/* Hands over an SDL_Event (as void*): displays and windows that come, go and change. True: call partner_show() soon. */
bool partner_note_event(struct partner *partner, const void *sdl_event);
/* Draws what has changed; opens, moves and closes the window as the settings and the displays want it. Returns what
 * window_present() does. */
long partner_show(struct partner *partner, const struct app *app);

#endif

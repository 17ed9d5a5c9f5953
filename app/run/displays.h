/* Which displays there are under X11, and when that changes: a thread with a connection of its own waits for it. SDL 2.26
 * notices a display that is plugged in, but not where it is put then, nor that it is switched off. */
#ifndef YINIAN_RUN_DISPLAYS_H
#define YINIAN_RUN_DISPLAYS_H

#include "view/rect.h"

enum { DISPLAYS_AT_MOST = 8 };

struct displays;

/* `changed` is called on the thread, whenever displays have changed. NULL: there is no X server, or it does not tell. */
struct displays *displays_start(void (*changed)(void *context), void *context);
void displays_stop(struct displays *displays); /* NULL allowed */
/* Their places on the desktop, as they are now; returns how many. */
int displays_list(struct displays *displays, struct view_rect places[DISPLAYS_AT_MOST]);

/* The first display that shows another part of the desktop than the one on which most of `window` stands. False: none. */
bool displays_beside(const struct view_rect *places, int count, struct view_rect window,
                     struct view_rect *place);

#endif

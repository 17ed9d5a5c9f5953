/* Pictures of boards that are no PNG (JPEG, GIF, SVG): run/board_files.c puts them as they are into DATA/boards/.pictures,
 * NAME.wait; here they become NAME.png, or NAME.refused, which holds why not. */
#ifndef YINIAN_RUN_BOARD_PICTURES_H
#define YINIAN_RUN_BOARD_PICTURES_H

#include "input/event.h"
#include "run/board_files.h"

/* All that wait, now; returns how many wait no longer. `program`: yinian-picture. */
int board_pictures_make(const struct board_files *files, const char *program);

/* On a thread of its own, so that nobody waits for pictures while boards come: BOARDS_CHANGED when it is done. */
struct board_pictures;
typedef void board_pictures_post(void *context, const struct event *event);
struct board_pictures *board_pictures_start(const struct board_files *files, const char *program,
                                            board_pictures_post *post, void *context);
void board_pictures_look(struct board_pictures *pictures); /* there may be more. NULL allowed */
void board_pictures_stop(struct board_pictures *pictures); /* NULL allowed */

#endif

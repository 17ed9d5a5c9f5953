/* Pages for looking: any page that a board has built becomes one whose cells fit into the grid of large keys
 * (gaze_grid.h). Nothing that could be chosen before is lost.
 *
 *     ┌─────────────────────────────┐
 *     │ message             notices │
 *     │ ▢▢▢ ▢▢▢ ▢▢▢ ▢▢▢ ▢▢▢         │  what the page holds, in the rows it had where those fit, else in rows of equal
 *     │ ▢▢▢ ▢▢▢ ▢▢▢ ▢▢▢ More        │  length; what is too much for one page stands on the next ("more")
 *     │ ◁  ⌂  ✉   ·  ·  ·  ⚠  ☏  ☾  │  back, home, message, what the page adds, urgent, call, rest: always at their
 *     └─────────────────────────────┘  places, whatever is missing. What does not fit there stands among the others
 *
 * The drawn body becomes the names of its parts. */
#ifndef YINIAN_BOARD_BOARD_ENLARGE_H
#define YINIAN_BOARD_BOARD_ENLARGE_H

#include "board/board.h"

/* Does nothing when context->key_px is 0, or when the page is for looking already (page->key_px). */
void board_enlarge(const struct board_context *context, struct page *page);

#endif

/* Inside layout: places on a page to read (PAGE_READ).
 *
 *     ┌────────────────────────────┐ head: the article's title, and which page of it
 *     │ The title · 3/7       15:04│
 *     │                            │
 *     │ text text text text text   │ layout.text: what reading_pages.h fills, free of everything else
 *     │ text text text text text   │
 *     │ ━━━━━━━━━━──────────────── │ layout.progress: how far one has read
 *     │[next][aloud][back][mark][…]│ the page's rows: by scanning as high as bars, by looking as keys, on a page
 *     │[back][home][call]          │ of blocks a third of the screen
 *     └────────────────────────────┘
 *
 * A row by looking stands in as many lines as its cells need to be a key wide. At least a third of the body is the text's, whatever the rows want. */
#ifndef YINIAN_VIEW_LAYOUT_READ_H
#define YINIAN_VIEW_LAYOUT_READ_H

#include "board/gaze_grid.h"
#include "view/layout.h"

enum { READ_ROWS_SHARE = 66 }; /* per cent of the body that are the rows' at most */

/* By looking: places of text, rows and cells in the body. */
void layout_read_gaze(const struct page *page, struct layout *layout, const struct gaze_grid *grid);
/* On a page of blocks: what of the body its `lines` rows have; the rest is layout.text. */
struct view_rect layout_read_blocks(struct layout *layout, int lines);
/* Takes the progress and the room about the text out of what is layout.text so far. */
void layout_read_finish(struct layout *layout);

#endif

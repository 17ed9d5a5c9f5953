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
 * At least a third of the body is the text's, whatever the rows want. */
#ifndef YINIAN_VIEW_LAYOUT_READ_H
#define YINIAN_VIEW_LAYOUT_READ_H

#include "view/layout.h"

enum { READ_ROWS_SHARE = 66 }; /* per cent of the body that are the rows' at most */

/* On a page of blocks: what of the body its `lines` rows have; the rest is layout.text. */
struct view_rect layout_read_blocks(struct layout *layout, int lines);
/* Takes the progress out of what is layout.text so far. */
void layout_read_progress(struct layout *layout);

#endif

/* Inside layout: places on a page that is chosen by looking (page.key_px > 0).
 *
 *     ┌──────────────────────────────┐
 *     │ message            ⚠ notices │  one strip: the message, and the head at its right; without a message all of it
 *     │ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢            │  is the head
 *     │ ▢ …                          │  rows share the height by weight, bars are one key high
 *     │ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢            │
 *     └──────────────────────────────┘
 *
 * Cells share their row's width by span. What can be chosen is at least key_px wide and high as long as no row has more
 * spans than board/gaze_grid.h has columns and the page no more rows (board/board_enlarge.c sees to it); cells of finer
 * spans are as wide as they say. Rows of text alone may be lower. Pages with a large text have it above their rows. */
#ifndef YINIAN_VIEW_LAYOUT_GAZE_H
#define YINIAN_VIEW_LAYOUT_GAZE_H

#include "view/layout.h"

/* Fills in everything but width, height and the sizes of texts; the arrays are there already. */
void layout_gaze(const struct page *page, struct layout *layout, struct arena *arena);

#endif

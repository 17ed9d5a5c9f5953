/* The small signs beside labels (board/page.h: enum cell_mark), drawn on a grid of 24 × 24 with lines 2 wide and
 * round ends: one hand, one weight, so that they read as a family from two metres. */
#ifndef YINIAN_VIEW_MARK_H
#define YINIAN_VIEW_MARK_H

#include "board/page.h"
#include "view/outline.h"

enum { MARK_GRID = 24 };

/* Adds the sign's shape, `size_px` wide and high, its left top corner at (0, 0). False for MARK_NONE. */
bool mark_shape(enum cell_mark mark, int size_px, struct polygons *polygons);

#endif

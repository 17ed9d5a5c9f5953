/* Pages in two looks, for trackers that are far off: the first look takes one of six blocks, the second one of the six
 * cells of that block, which stand then where the six blocks stood, each in the direction in which it stood in its block.
 *
 *     first look                          second look, at the block in the middle above
 *     ┌────────────────────────────┐      ┌────────┬───────────────────┐
 *     │ message            notices │      │ ◁ Back │ message   notices │
 *     ├────────┬─────────┬─────────┤      ├────────┼─────────┬─────────┤
 *     │  我 你 │  b p m  │  n l g  │      │        │         │         │
 *     │  他 …  │  f d t  │  k h    │      │   b    │    p    │    m    │
 *     ├────────┼─────────┼─────────┤      ├────────┼─────────┼─────────┤
 *     │  j q x │  r z c  │  speak  │      │        │         │         │
 *     │ zh ch… │  s y w  │  undo … │      │   f    │    d    │    t    │
 *     └────────┴─────────┴─────────┘      └────────┴─────────┴─────────┘
 *
 * The top edge leads back from the second look, so a wrong block costs one look. Whatever is chosen, the first look follows.
 * A block of which only one cell can be chosen is that cell, and is taken with one look. Upright screens have two blocks side
 * by side. Pure. */
#ifndef YINIAN_BOARD_BLOCK_FOLD_H
#define YINIAN_BOARD_BLOCK_FOLD_H

#include "board/board.h"

enum { BLOCKS = 6, BLOCK_CELLS = 6 };

/* The id of "back" where it stands in a block: it leaves the page. The one at the top edge, "act.back", leaves the block. */
#define BLOCK_LEAVE_ID "act.leave"

/* Side by side, blocks as well as the cells of one: 3, upright 2. */
int block_columns(const struct board_context *context);

/* Makes a page of blocks of one whose first six rows are the blocks, of at most six cells each: the first look, or with
 * context->key_block the second one. */
void block_fold(const struct board_context *context, struct page *page);

/* Makes a page of at most six large cells of one that has one row of them; the top edge leads back. */
void block_spread(const struct board_context *context, struct page *page);

#endif

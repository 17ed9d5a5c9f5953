/* Inside layout: places on a page of blocks (page.block_columns > 0, board/block_fold.h).
 *
 *     ┌──────────────────────────────┐
 *     │ Back │ message      notices  │  the strip: a sixth of the height, as high as a key of 3°; its row (ROW_TOP) stands at
 *     │ ┌────────┐┌────────┐┌──────┐ │  the left of it, up to the edge of the screen
 *     │ │        ││        ││      │ │  the rows share the rest evenly
 *     │ │ a b c  ││        ││      │ │  what stands small in a block stands about its middle: who looks at any of it with a
 *     │ │ d e f  ││        ││      │ │  tracker that is 2.5° off is still inside the block
 *     │ └────────┘└────────┘└──────┘ │
 *     │ …                            │
 *     └──────────────────────────────┘
 *
 * At the start values (15.6 inches, 60 cm) blocks are 10.4° × 7.6° at least on 800×480, 1280×800 and 1920×1080. */
#ifndef YINIAN_VIEW_LAYOUT_BLOCKS_H
#define YINIAN_VIEW_LAYOUT_BLOCKS_H

#include "view/layout.h"

/* Fills in everything but width, height and the sizes of texts; the arrays are there already. */
void layout_blocks(const struct page *page, struct layout *layout);

#endif

/* What stands where inside the cells: sign, label and note, at sizes that are calm to look at, which is the same
 * size for cells of a kind wherever it can be. Pure: fonts come in as widths.
 *
 *     tall cell          wide cell             own "back" of a row
 *     ┌────────┐         ┌───────────────┐     ┌──┐
 *     │  sign  │         │ sign  label   │     │↩ │
 *     │ label  │         │       note    │     └──┘
 *     │  note  │         └───────────────┘
 *     └────────┘ */
#ifndef YINIAN_VIEW_CELL_FIT_H
#define YINIAN_VIEW_CELL_FIT_H

#include "view/node.h"
#include "view/text_fit.h"

struct cell_fit {
    struct view_rect label, note; /* boxes that the lines are centred in; empty without one */
    int mark_x, mark_y, mark_px;  /* mark_px 0: no sign */
    enum cell_mark mark;
    bool bold;
    bool tall;        /* the sign stands above the label */
    bool to_the_left; /* lines begin at the left of their box instead of standing in its middle */
    struct text_fit label_fit, note_fit;
};

/* Fills fits[0 … page->cell_count − 1]. */
void cell_fit_all(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                  struct cell_fit *fits);

#endif

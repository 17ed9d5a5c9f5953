/* What stands where inside the cells: sign, label and note, at sizes that are calm to look at, which is the same
 * size for cells of a kind wherever it can be. Pure: fonts come in as widths, pictures as sizes.
 *
 *     tall cell          wide cell             own "back" of a row
 *     ┌────────┐         ┌───────────────┐     ┌──┐
 *     │  sign  │         │ sign  label   │     │↩ │
 *     │ label  │         │       note    │     └──┘
 *     │  note  │         └───────────────┘
 *     └────────┘
 *
 *     with a picture
 *     ┌────────┐         ┌───────────────┐
 *     │ ▓▓▓▓▓▓ │         │ ▓▓▓▓          │
 *     │ ▓▓▓▓▓▓ │         │ ▓▓▓▓   label  │
 *     │ label  │         │ ▓▓▓▓          │
 *     └────────┘         └───────────────┘
 *
 * A picture stands in place of the sign: above the label in tall cells, at the left of wide ones, where those
 * of a column stand in line. It gives way to the label: it is made smaller, and at last left out, until the
 * label is whole and no smaller than TYPE_42 (or than it would be without the picture). */
#ifndef YINIAN_VIEW_CELL_FIT_H
#define YINIAN_VIEW_CELL_FIT_H

#include "view/node.h"
#include "view/text_fit.h"

struct cell_fit {
    struct view_rect label, note; /* boxes that the lines are centred in; empty without one */
    int mark_x, mark_y, mark_px;  /* mark_px 0: no sign */
    struct view_rect picture;     /* where the picture stands; empty: it is not shown */
    int picture_slot_px;          /* the height (tall) or width that is kept for it */
    enum cell_mark mark;
    bool bold;
    bool tall;        /* the sign stands above the label */
    bool note_beside; /* the note stands at the right of the label, not below it */
    bool to_the_left; /* lines begin at the left of their box instead of standing in its middle */
    struct text_fit label_fit, note_fit; /* of a pair: of the half in force, and of the other */
};

/* The two halves of a pair's label (board/page.h): the first is so long, the second begins there. */
size_t cell_first_half(const char *label);
const char *cell_second_half(const char *label);

struct picture_measure {
    bool (*size)(void *context, const char *path, int *width, int *height); /* false: no picture to be had */
    void *context;
};

/* Fills fits[0 … page->cell_count − 1]; pictures are left out. */
void cell_fit_all(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                  struct cell_fit *fits);
/* The same with the pictures. */
void cell_fit_with_pictures(const struct node_tree *tree, const struct page *page,
                            const struct text_measure *measure, const struct picture_measure *pictures,
                            struct cell_fit *fits);
/* Fills fits[0 … page->small_count − 1]: what stands small in blocks (cell_fit_small.c). */
void cell_fit_small(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                    struct cell_fit *fits);

#endif

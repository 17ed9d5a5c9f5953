#include "view/draw_part.h"

void draw_small(const struct drawing *d, const struct node *node, const struct cell_fit *fit)
{
    const struct node *block = &d->tree->nodes[node->parent];
    const struct cell *cell = &d->scene->page->small[node->index];
    if (node->empty || rect_is_empty(node->rect))
        return;
    enum cell_role role = d->scene->page->cells[block->index].role; /* it stands on the block's own ground */
    enum cell_state state = block->kept ? STATE_LOOKED : block->state;
    struct cell_colours colours = theme_cell(d->scene->theme, role, TINT_NONE, state, block->dim);
    if (fit->mark_px)
        draw_mark(d->masks, d->canvas, fit->mark, fit->mark_x, fit->mark_y, fit->mark_px,
                  cell->role == CELL_URGENT ? colours.mark : colours.text);
    draw_fitted(d, node->label, &fit->label_fit, fit->label, false, FONT_REGULAR, colours.text);
}

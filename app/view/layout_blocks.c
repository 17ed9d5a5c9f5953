#include "view/layout_blocks.h"

#include "view/layout_read.h"

enum {
    STRIP_SHARE = 6,  /* of the height */
    GAP_SHARE = 80,   /* of the shorter side: blocks are parted plainly */
    TOP_SHARE = 36,   /* per cent of the strip that its row has */
    HEAD_SHARE = 24,  /* … and the head */
    SMALL_WIDTH = 72, /* per cent of a block that are its small cells' */
    SMALL_HEIGHT = 57,
    SMALL_GAP_SHARE = 3 /* … between them, of the shorter side of the block */
};

static int at_least_one(int px)
{
    return px > 0 ? px : 1;
}

/* The part of `all` at `column` of `columns` and `row` of `rows`. */
static struct view_rect part_of(struct view_rect all, int column, int columns, int row, int rows, int gap)
{
    int left = (all.width + gap) * column / columns, right = (all.width + gap) * (column + 1) / columns - gap;
    int top = (all.height + gap) * row / rows, bottom = (all.height + gap) * (row + 1) / rows - gap;
    return (struct view_rect){all.x + left, all.y + top, at_least_one(right - left),
                              at_least_one(bottom - top)};
}

/* It reaches to the edge of the screen: whoever looks too far up is still there. */
static void lay_strip(const struct page *page, struct layout *layout, bool has_top)
{
    int gap = layout->scale.gap_px, margin = layout->scale.margin_px, height = layout->height / STRIP_SHARE;
    struct view_rect strip = {margin, margin, at_least_one(layout->width - 2 * margin),
                              at_least_one(height - margin)};
    int top = has_top ? strip.width * TOP_SHARE / 100 + gap : 0;
    layout->body = (struct view_rect){margin, height + gap, strip.width,
                                      at_least_one(layout->height - margin - gap - height)};
    layout->head = layout->message = strip;
    layout->message.x += top;
    layout->message.width = at_least_one(strip.width - top);
    layout->head = layout->message;
    if (!page->with_message) {
        layout->message = (struct view_rect){0};
        return;
    }
    bool titled = page->title && *page->title;
    layout->head.width = titled ? strip.width * HEAD_SHARE / 100 : 0;
    layout->head.x = strip.x + strip.width - layout->head.width;
    /* Without a title the end of the strip is free, half as wide again as it is high: the eyes can rest there. */
    int rest = titled ? 0 : strip.height * 3 / 2;
    layout->message.width = at_least_one(layout->head.x - rest - gap - layout->message.x);
}

static void lay_top(const struct page *page, struct layout *layout, int row)
{
    struct view_rect top = layout->message;
    top.x = top.y = 0;
    top.width = at_least_one((rect_is_empty(layout->message) ? layout->head.x : layout->message.x) -
                             layout->scale.gap_px);
    top.height = layout->height / STRIP_SHARE;
    layout->rows[row] = top;
    for (int i = 0; i < page->rows[row].cell_count; i++)
        layout->cells[page->rows[row].first_cell + i] =
            part_of(top, i, page->rows[row].cell_count, 0, 1, layout->scale.gap_px);
}

static void lay_small(const struct page *page, struct layout *layout, int cell)
{
    const struct cell *block = &page->cells[cell];
    struct view_rect rect = layout->cells[cell];
    int shorter = rect.width < rect.height ? rect.width : rect.height, gap = shorter * SMALL_GAP_SHARE / 100;
    int columns = page->block_columns, rows = (block->small_count + columns - 1) / columns;
    int all_rows = columns == 2 ? 3 : 2;
    rows = rows < all_rows ? all_rows : rows;
    struct view_rect all = {0, 0, rect.width * SMALL_WIDTH / 100, rect.height * SMALL_HEIGHT / 100};
    all.x = rect.x + (rect.width - all.width) / 2;
    all.y = rect.y + (rect.height - all.height) / 2;
    for (int i = 0; i < block->small_count; i++)
        layout->small[block->first_small + i] = part_of(all, i % columns, columns, i / columns, rows, gap);
}

void layout_blocks(const struct page *page, struct layout *layout)
{
    int shorter = layout->width < layout->height ? layout->width : layout->height, lines = 0, line = 0;
    layout->scale.gap_px = at_least_one(shorter / GAP_SHARE);
    layout->scale.margin_px = layout->scale.gap_px / 2;
    for (int i = 0; i < page->row_count; i++)
        lines += page->rows[i].kind != ROW_TOP;
    lay_strip(page, layout, lines < page->row_count);
    struct view_rect rows = page->shape == PAGE_READ ? layout_read_blocks(layout, lines) : layout->body;
    for (int i = 0; i < page->row_count; i++) {
        const struct row *row = &page->rows[i];
        if (row->kind == ROW_TOP) {
            lay_top(page, layout, i);
            continue;
        }
        layout->rows[i] = part_of(rows, 0, 1, line++, lines, layout->scale.gap_px);
        for (int c = 0; c < row->cell_count; c++) {
            layout->cells[row->first_cell + c] =
                part_of(layout->rows[i], c, row->cell_count, 0, 1, layout->scale.gap_px);
            lay_small(page, layout, row->first_cell + c);
        }
    }
}

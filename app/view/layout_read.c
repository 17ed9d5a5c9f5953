#include "view/layout_read.h"

/* In tenths of the spacing unit. */
enum { PROGRESS_HEIGHT = 8, PROGRESS_APART = 16, ROOM_ABOVE = 25, ROOM_BESIDE = 40 };

static int at_least_one(int px)
{
    return px > 0 ? px : 1;
}

/* ---- by looking --------------------------------------------------------------------------------------------- */

static int lines_of(const struct row *row, const struct gaze_grid *grid)
{
    return (row->cell_count + grid->columns - 1) / grid->columns;
}

/* The cells of one line share its width. */
static void place_line(struct layout *layout, int first, int count, struct view_rect line, int gap)
{
    for (int i = 0; i < count; i++) {
        int left = (line.width + gap) * i / count, right = (line.width + gap) * (i + 1) / count - gap;
        layout->cells[first + i] =
            (struct view_rect){line.x + left, line.y, at_least_one(right - left), line.height};
    }
}

/* In lines of as many cells each as can be. */
static void place_row(struct layout *layout, const struct row *row, struct view_rect rect, int lines, int gap)
{
    for (int line = 0; line < lines; line++) {
        int first = row->cell_count * line / lines, end = row->cell_count * (line + 1) / lines;
        int top = (rect.height + gap) * line / lines, bottom = (rect.height + gap) * (line + 1) / lines - gap;
        struct view_rect place = {rect.x, rect.y + top, rect.width, at_least_one(bottom - top)};
        place_line(layout, row->first_cell + first, end - first, place, gap);
    }
}

void layout_read_gaze(const struct page *page, struct layout *layout, const struct gaze_grid *grid)
{
    struct view_rect body = layout->body;
    int lines = 0, gap = grid->gap_px;
    for (int i = 0; i < page->row_count; i++)
        lines += lines_of(&page->rows[i], grid);
    layout->text = body;
    if (lines == 0)
        return;
    int wanted = lines * (grid->row_px + gap) - gap, most = body.height * READ_ROWS_SHARE / 100;
    int height = at_least_one(wanted < most ? wanted : most), at = 0;
    int top = body.y + body.height - height;
    layout->text.height = at_least_one(body.height - height - gap);
    for (int i = 0; i < page->row_count; i++) {
        int own = lines_of(&page->rows[i], grid);
        if (own == 0)
            continue;
        int from = (height + gap) * at / lines, to = (height + gap) * (at + own) / lines - gap;
        layout->rows[i] = (struct view_rect){body.x, top + from, body.width, at_least_one(to - from)};
        place_row(layout, &page->rows[i], layout->rows[i], own, gap);
        at += own;
    }
}

/* ---- in two looks, and in all ways ---------------------------------------------------------------------------- */

struct view_rect layout_read_blocks(struct layout *layout, int lines)
{
    struct view_rect body = layout->body, rows = body;
    int gap = layout->scale.gap_px, wanted = lines * (layout->height / 3) + (lines - 1) * gap;
    int most = body.height * READ_ROWS_SHARE / 100;
    layout->text = body;
    if (lines == 0)
        return rows;
    rows.height = at_least_one(wanted < most ? wanted : most);
    rows.y = body.y + body.height - rows.height;
    layout->text.height = at_least_one(body.height - rows.height - gap);
    return rows;
}

void layout_read_finish(struct layout *layout)
{
    const struct scale *scale = &layout->scale;
    struct view_rect text = layout->text;
    int height = scale_units(scale, PROGRESS_HEIGHT), above = scale_units(scale, ROOM_ABOVE);
    int beside = scale_units(scale, ROOM_BESIDE);
    text.x += beside;
    text.width = at_least_one(text.width - 2 * beside);
    layout->progress = (struct view_rect){text.x, text.y + text.height - height, text.width, height};
    text.y += above;
    text.height = at_least_one(text.height - above - height - scale_units(scale, PROGRESS_APART));
    layout->text = text;
}

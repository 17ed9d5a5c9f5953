#include "view/layout_gaze.h"

#include "board/gaze_grid.h"
#include "view/layout_read.h"

enum {
    HEAD_SHARE = 20,      /* per cent of the strip that is the head's, beside a message */
    ASK_ROWS_SHARE = 58,  /* per cent of a page with a large text that is its rows' */
    CALL_ROWS_SHARE = 36, /* … while it rings */
    TEXT_LINE_SHARE = 45, /* per cent of a key: a row of text alone */
};

struct gaze_planner {
    const struct page *page;
    struct layout *layout;
    struct gaze_grid grid;
    int *heights_px; /* of the rows */
};

static int span_of(const struct cell *cell)
{
    return cell->span > 0 ? cell->span : 1;
}

static bool is_text_alone(const struct page *page, const struct row *row)
{
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        if (page->cells[i].role != CELL_LINE)
            return false;
    return true;
}

static bool has_fixed_height(const struct page *page, const struct row *row)
{
    return row->kind == ROW_BAR || row->kind == ROW_STRIP || is_text_alone(page, row);
}

static int weight_of(const struct row *row)
{
    return row->weight > 0 ? row->weight : 1;
}

/* Empty rows are nowhere. */
static int rows_with_cells(const struct page *page)
{
    int count = 0;
    for (int i = 0; i < page->row_count; i++)
        count += page->rows[i].cell_count > 0;
    return count;
}

/* ---- heights --------------------------------------------------------------------------------------------- */

static int line_height(const struct gaze_planner *p, const struct row *row)
{
    return is_text_alone(p->page, row) ? p->grid.row_px * TEXT_LINE_SHARE / 100 : p->grid.row_px;
}

struct sharing {
    int fixed_px; /* of the rows with heights of their own */
    int weight;   /* of the others */
    int others;
    int gaps_px;
};

static struct sharing add_up(const struct gaze_planner *p)
{
    struct sharing sum = {0};
    int rows = rows_with_cells(p->page);
    for (int i = 0; i < p->page->row_count; i++) {
        const struct row *row = &p->page->rows[i];
        if (row->cell_count == 0)
            continue;
        bool fixed = has_fixed_height(p->page, row);
        sum.fixed_px += fixed ? line_height(p, row) : 0;
        sum.weight += fixed ? 0 : weight_of(row);
        sum.others += !fixed;
    }
    sum.gaps_px = rows > 1 ? (rows - 1) * p->grid.gap_px : 0;
    return sum;
}

/* Too many rows for the grid: all alike, so that none is lost. */
static void share_evenly(const struct gaze_planner *p, int room_px)
{
    int left = rows_with_cells(p->page);
    for (int i = 0; i < p->page->row_count; i++) {
        if (p->page->rows[i].cell_count == 0)
            continue;
        p->heights_px[i] = room_px / left;
        room_px -= room_px / left--;
    }
}

static void share_heights(const struct gaze_planner *p, int height_px)
{
    struct sharing sum = add_up(p);
    int room = height_px - sum.gaps_px, left = room - sum.fixed_px, weight = sum.weight;
    if (left < sum.others * p->grid.row_px) {
        share_evenly(p, room > 0 ? room : 1);
        return;
    }
    for (int i = 0; i < p->page->row_count; i++) {
        const struct row *row = &p->page->rows[i];
        if (row->cell_count == 0)
            continue;
        p->heights_px[i] = line_height(p, row);
        if (has_fixed_height(p->page, row))
            continue;
        int spare = left - sum.others * p->grid.row_px; /* every row is a key high first */
        p->heights_px[i] += (int)((long long)spare * weight_of(row) / weight);
        left -= p->heights_px[i];
        weight -= weight_of(row);
        sum.others--;
    }
}

/* ---- places ---------------------------------------------------------------------------------------------- */

static void place_cells(const struct gaze_planner *p, const struct row *row, struct view_rect line)
{
    int spans = 0, at = 0, gap = p->grid.gap_px;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        spans += span_of(&p->page->cells[i]);
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        int next = at + span_of(&p->page->cells[i]);
        int left = (int)((long long)(line.width + gap) * at / spans);
        int right = (int)((long long)(line.width + gap) * next / spans) - gap;
        p->layout->cells[i] =
            (struct view_rect){line.x + left, line.y, right > left ? right - left : 1, line.height};
        at = next;
    }
}

/* What the rows leave of the height: only where none of them stretches. */
static int spare_height(const struct gaze_planner *p, int height_px)
{
    int used = -p->grid.gap_px;
    for (int i = 0; i < p->page->row_count; i++)
        used += p->page->rows[i].cell_count > 0 ? p->heights_px[i] + p->grid.gap_px : 0;
    return height_px > used ? height_px - used : 0;
}

/* From `area`'s top on, in heights that were shared before; the last rows keep their place at its end. */
static void place_rows(const struct gaze_planner *p, struct view_rect area)
{
    int y = area.y, spare = spare_height(p, area.height);
    for (int i = 0; i < p->page->row_count; i++) {
        if (p->page->rows[i].cell_count == 0)
            continue;
        if (p->page->rows[i].kind == ROW_BAR) {
            y += spare;
            spare = 0;
        }
        int height = p->heights_px[i] > 0 ? p->heights_px[i] : 1;
        p->layout->rows[i] = (struct view_rect){area.x, y, area.width, height};
        place_cells(p, &p->page->rows[i], p->layout->rows[i]);
        y += height + p->grid.gap_px;
    }
}

static void lay_rows(const struct gaze_planner *p)
{
    share_heights(p, p->layout->body.height);
    place_rows(p, p->layout->body);
}

/* The rows have at least what they need, the text what is left. */
static void lay_text(const struct gaze_planner *p)
{
    struct view_rect area = p->layout->body;
    p->layout->text = area;
    if (rows_with_cells(p->page) == 0)
        return;
    struct sharing sum = add_up(p);
    int share = p->page->shape == PAGE_CALL ? CALL_ROWS_SHARE : ASK_ROWS_SHARE;
    int needed = sum.fixed_px + sum.gaps_px + sum.others * p->grid.row_px;
    int wanted = sum.others > 0 ? area.height * share / 100 : needed;
    int height = wanted < needed ? needed : wanted;
    height = height > area.height - p->grid.gap_px - 1 ? area.height - p->grid.gap_px - 1 : height;
    p->layout->text.height = area.height - height - p->grid.gap_px;
    share_heights(p, height);
    area.y += area.height - height;
    area.height = height;
    place_rows(p, area);
}

/* A page without a title leaves it to the message, but for a key's width at the end, where the second corner is: there the
 * eyes can rest, and nothing is read or taken. */
static void share_strip(const struct gaze_planner *p, struct view_rect strip)
{
    struct layout *layout = p->layout;
    bool titled = p->page->title && *p->page->title;
    layout->head.width = titled ? strip.width * HEAD_SHARE / 100 : 0;
    layout->head.x = strip.x + strip.width - layout->head.width;
    layout->message = strip;
    int rest_px = titled ? layout->head.width : p->page->key_px;
    layout->message.width = strip.width - rest_px - p->grid.gap_px;
}

static void lay_strip(const struct gaze_planner *p)
{
    struct layout *layout = p->layout;
    int margin = p->grid.margin_px;
    struct view_rect strip = {margin, margin, layout->width - 2 * margin, p->grid.strip_px};
    int top = strip.y + strip.height + p->grid.gap_px;
    layout->head = strip;
    if (p->page->with_message)
        share_strip(p, strip);
    layout->body = (struct view_rect){margin, top, strip.width, layout->height - margin - top};
    layout->body.height = layout->body.height < 1 ? 1 : layout->body.height;
    layout->body.width = layout->body.width < 1 ? 1 : layout->body.width;
}

void layout_gaze(const struct page *page, struct layout *layout, struct arena *arena)
{
    struct gaze_planner planner = {page, layout, gaze_grid_of(layout->width, layout->height, page->key_px),
                                   arena_new(arena, (size_t)page->row_count, sizeof(int))};
    layout->scale.gap_px = planner.grid.gap_px;
    layout->scale.margin_px = planner.grid.margin_px;
    lay_strip(&planner);
    if (page->shape == PAGE_ROWS || page->shape == PAGE_BODY)
        lay_rows(&planner);
    else if (page->shape == PAGE_READ)
        layout_read_gaze(page, layout, &planner.grid);
    else
        lay_text(&planner);
}

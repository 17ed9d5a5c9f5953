#include "view/layout.h"

#include "board/body_figure.h"
#include "view/layout_blocks.h"
#include "view/layout_gaze.h"
#include "view/layout_read.h"
#include "view/text_fit.h"

/* Heights and widths in tenths of the spacing unit (8 px at 1920×1080). */
enum {
    HEAD_HEIGHT = 60,
    BAR_HEIGHT = 130,
    BAR_HEIGHT_AT_MOST = 200,
    STRIP_HEIGHT = 100,
    WORDS_HEIGHT = 140,
    WORDS_HEIGHT_AT_MOST = 220,
    EXIT_WIDTH = 100,
    CELLS_HEIGHT_WANTED = 110, /* below this the other rows give way */
};

static const int narrowest_cell[CELL_ROLE_COUNT] = {
    [CELL_TILE] = 300,   [CELL_KEY] = 100,    [CELL_WORD] = 220, [CELL_PHRASE] = 280,
    [CELL_ACTION] = 180, [CELL_URGENT] = 220, [CELL_PART] = 200, [CELL_LINE] = 0,
};

/* One row while heights are being shared out. */
struct row_plan {
    int lines;    /* of cells */
    int columns;  /* spans that fit side by side in one line */
    int height;   /* of all its lines and the gaps between them */
    bool skipped; /* free, or without cells */
};

struct planner {
    const struct page *page;
    struct layout *layout;
    struct row_plan *plans;
    bool exits; /* some row ends with its way out: all keep its place free, so that cells stand in columns */
    bool keys;  /* there are keys: what stands among them is as narrow, for the same reason */
};

static int span_of(const struct cell *cell)
{
    return cell->span > 0 ? cell->span : 1;
}

static bool is_free(const struct planner *p, const struct row *row)
{
    return row->kind == ROW_FREE && p->page->shape == PAGE_BODY;
}

static bool has_exit(const struct page *page, const struct row *row)
{
    return row->cell_count > 1 && page->cells[row->first_cell + row->cell_count - 1].row_exit;
}

/* Places the cells that share the row's width: spans from `first` on, until `columns` are full. */
static int cells_in_line(const struct page *page, int first, int end, int columns)
{
    int spans = 0, count = 0;
    while (first + count < end) {
        int span = span_of(&page->cells[first + count]);
        if (count > 0 && spans + span > columns)
            break;
        spans += span;
        count++;
    }
    return count;
}

static int lines_with(const struct page *page, int first, int end, int columns)
{
    int lines = 0;
    for (int at = first; at < end; lines++)
        at += cells_in_line(page, at, end, columns);
    return lines;
}

/* The end of the cells that share the width: the exit stands apart. */
static int shared_end(const struct page *page, const struct row *row)
{
    return row->first_cell + row->cell_count - (has_exit(page, row) ? 1 : 0);
}

static int exit_width(const struct layout *layout, int row_width)
{
    int wanted = scale_units(&layout->scale, EXIT_WIDTH);
    return wanted < row_width / 5 ? wanted : row_width / 5;
}

static int shared_width(const struct planner *p, const struct row *row, int width)
{
    bool strip = row->kind == ROW_STRIP && !has_exit(p->page, row);
    if (!p->exits || row->cell_count < 2 || strip)
        return width;
    return width - exit_width(p->layout, width) - p->layout->scale.gap_px;
}

static int narrowest(const struct planner *p, const struct row *row, const struct cell *cell)
{
    bool among_keys = p->keys && row->kind == ROW_CELLS && cell->role == CELL_ACTION;
    bool to_read =
        p->page->shape == PAGE_READ && cell->role == CELL_ACTION; /* words, where others have one */
    enum cell_role role = among_keys ? CELL_KEY : to_read ? CELL_WORD : cell->role;
    return narrowest_cell[role < CELL_ROLE_COUNT ? role : CELL_ACTION];
}

/* How many lines the row takes: one, or as many as keep its cells from being too narrow. */
static void plan_lines(const struct planner *p, const struct row *row, int width, struct row_plan *plan)
{
    int end = shared_end(p->page, row);
    int spans = 0, wanted = row->kind == ROW_WORDS ? narrowest_cell[CELL_WORD] : 0; /* few or many words */
    for (int i = row->first_cell; i < end; i++) {
        const struct cell *cell = &p->page->cells[i];
        int least = narrowest(p, row, cell);
        spans += span_of(cell);
        if (!cell->empty && least / span_of(cell) > wanted)
            wanted = least / span_of(cell);
    }
    int gap = p->layout->scale.gap_px;
    int least_px = scale_units(&p->layout->scale, wanted) + gap;
    int fitting = wanted ? (shared_width(p, row, width) + gap) / least_px : spans;
    fitting = fitting < 1 ? 1 : fitting;
    int lines = spans > 0 ? (spans + fitting - 1) / fitting : 1;
    lines = lines > ROW_LINES_AT_MOST ? ROW_LINES_AT_MOST : lines;
    plan->columns = spans > 0 ? (spans + lines - 1) / lines : 1;
    plan->lines = lines_with(p->page, row->first_cell, end, plan->columns);
    /* A wide cell may have made more lines than wanted: widen until they fit. */
    while (plan->lines > ROW_LINES_AT_MOST)
        plan->lines = lines_with(p->page, row->first_cell, end, ++plan->columns);
}

static int fixed_line_height(const struct layout *layout, enum row_kind kind)
{
    switch (kind) {
    case ROW_BAR:
        return scale_units(&layout->scale, BAR_HEIGHT);
    case ROW_STRIP:
        return scale_units(&layout->scale, STRIP_HEIGHT);
    case ROW_WORDS:
        return scale_units(&layout->scale, WORDS_HEIGHT);
    case ROW_CELLS:
    case ROW_FREE:
    case ROW_TOP:
        break;
    }
    return 0;
}

/* Weight of a row in the sharing of what is left: 0 for rows with a height of their own. */
static int weight_of(const struct row *row, const struct row_plan *plan)
{
    if (plan->skipped || (row->kind != ROW_CELLS && row->kind != ROW_FREE))
        return 0;
    return (row->weight > 0 ? row->weight : 1) * plan->lines;
}

struct stack {
    bool bars, others; /* which kinds of rows stand here */
    struct view_rect area;
};

static bool is_bar(const struct row *row)
{
    return row->kind == ROW_BAR || row->kind == ROW_STRIP;
}

static bool stands_here(const struct planner *p, const struct stack *stack, int index)
{
    const struct row *row = &p->page->rows[index];
    if (p->plans[index].skipped)
        return false;
    return is_bar(row) ? stack->bars : stack->others;
}

struct sharing {
    int fixed_px;    /* heights of rows with one of their own */
    int gaps_px;     /* between rows and between the lines of a row */
    int weight;      /* of the others */
    int share_lines; /* lines of the others */
};

static struct sharing add_up(const struct planner *p, const struct stack *stack)
{
    struct sharing sum = {0};
    int rows = 0;
    for (int i = 0; i < p->page->row_count; i++) {
        if (!stands_here(p, stack, i))
            continue;
        const struct row_plan *plan = &p->plans[i];
        int weight = weight_of(&p->page->rows[i], plan);
        sum.fixed_px += fixed_line_height(p->layout, p->page->rows[i].kind) * plan->lines;
        sum.weight += weight;
        sum.share_lines += weight ? plan->lines : 0;
        sum.gaps_px += (plan->lines - 1) * p->layout->scale.gap_px;
        rows++;
    }
    sum.gaps_px += rows > 1 ? (rows - 1) * p->layout->scale.gap_px : 0;
    return sum;
}

/* What is left over when no row shares it: bars and words grow, up to a limit. */
static int grown(const struct layout *layout, enum row_kind kind, int height_px, int fixed_px, int room_px)
{
    int most = scale_units(&layout->scale, kind == ROW_WORDS ? WORDS_HEIGHT_AT_MOST : BAR_HEIGHT_AT_MOST);
    long long wanted = (long long)height_px * room_px / (fixed_px > 0 ? fixed_px : 1);
    return wanted > most ? (most > height_px ? most : height_px) : (int)wanted;
}

/* Gives every row of the stack its height. */
static void share_heights(const struct planner *p, const struct stack *stack)
{
    const struct layout *layout = p->layout;
    struct sharing sum = add_up(p, stack);
    int room = stack->area.height - sum.gaps_px;
    room = room < 1 ? 1 : room;
    int wanted_for_cells = scale_units(&layout->scale, CELLS_HEIGHT_WANTED) * sum.share_lines;
    int fixed_room = room - wanted_for_cells;
    int fixed_least = room * sum.fixed_px / (sum.fixed_px + wanted_for_cells + 1);
    fixed_room = fixed_room < fixed_least ? fixed_least : fixed_room;
    int fixed_used = 0;
    for (int i = 0; i < p->page->row_count; i++) {
        if (!stands_here(p, stack, i))
            continue;
        struct row_plan *plan = &p->plans[i];
        int line = fixed_line_height(layout, p->page->rows[i].kind);
        if (sum.fixed_px > fixed_room)
            line = (int)((long long)line * fixed_room / sum.fixed_px);
        else if (line && sum.weight == 0)
            line = grown(layout, p->page->rows[i].kind, line, sum.fixed_px, room);
        plan->height = line * plan->lines + (line ? (plan->lines - 1) * layout->scale.gap_px : 0);
        fixed_used += line * plan->lines;
    }
    int left = room - fixed_used, weight_left = sum.weight;
    for (int i = 0; i < p->page->row_count && weight_left > 0; i++) {
        int weight = stands_here(p, stack, i) ? weight_of(&p->page->rows[i], &p->plans[i]) : 0;
        if (!weight)
            continue;
        int height = left * weight / weight_left;
        p->plans[i].height = height + (p->plans[i].lines - 1) * layout->scale.gap_px;
        left -= height;
        weight_left -= weight;
    }
}

static void place_line(const struct planner *p, int first, int count, int columns, struct view_rect line)
{
    int gap = p->layout->scale.gap_px;
    int at = 0;
    for (int i = first; i < first + count; i++) {
        int span = span_of(&p->page->cells[i]);
        int next = at + span > columns ? columns : at + span;
        int left = (int)((long long)(line.width + gap) * at / columns);
        int right = (int)((long long)(line.width + gap) * next / columns) - gap;
        p->layout->cells[i] =
            (struct view_rect){line.x + left, line.y, right > left ? right - left : 1, line.height};
        at = next;
    }
}

static void place_row(const struct planner *p, int index)
{
    const struct row *row = &p->page->rows[index];
    const struct row_plan *plan = &p->plans[index];
    const struct view_rect all = p->layout->rows[index];
    int gap = p->layout->scale.gap_px;
    int width = shared_width(p, row, all.width);
    int end = shared_end(p->page, row);
    int lines = plan->lines > 0 ? plan->lines : 1;
    int at = row->first_cell;
    for (int line = 0; line < lines; line++) {
        int top = (int)((long long)(all.height + gap) * line / lines);
        int bottom = (int)((long long)(all.height + gap) * (line + 1) / lines) - gap;
        int count = cells_in_line(p->page, at, end, plan->columns);
        struct view_rect place = {all.x, all.y + top, width, bottom > top ? bottom - top : 1};
        place_line(p, at, count, plan->columns, place);
        at += count;
    }
    if (has_exit(p->page, row)) {
        struct view_rect *exit = &p->layout->cells[end];
        *exit = (struct view_rect){all.x + width + gap, all.y, all.width - width - gap, all.height};
    }
}

/* Plans, shares and places the rows of one stack. Returns the height that was used. */
static int place_stack(const struct planner *p, const struct stack *stack, bool at_bottom)
{
    for (int i = 0; i < p->page->row_count; i++)
        if (stands_here(p, stack, i))
            plan_lines(p, &p->page->rows[i], stack->area.width, &p->plans[i]);
    share_heights(p, stack);
    int used = 0, rows = 0;
    for (int i = 0; i < p->page->row_count; i++)
        if (stands_here(p, stack, i)) {
            used += p->plans[i].height;
            rows++;
        }
    used += rows > 1 ? (rows - 1) * p->layout->scale.gap_px : 0;
    int y = stack->area.y + (at_bottom ? stack->area.height - used : 0);
    for (int i = 0; i < p->page->row_count; i++) {
        if (!stands_here(p, stack, i))
            continue;
        p->layout->rows[i] = (struct view_rect){stack->area.x, y, stack->area.width, p->plans[i].height};
        place_row(p, i);
        y += p->plans[i].height + p->layout->scale.gap_px;
    }
    return used;
}

static bool any_row(const struct planner *p, bool bars)
{
    for (int i = 0; i < p->page->row_count; i++)
        if (!p->plans[i].skipped && is_bar(&p->page->rows[i]) == bars)
            return true;
    return false;
}

/* The height that a stack of bars wants, at most `most`. */
static int wanted_height(const struct planner *p, const struct stack *stack, int most)
{
    for (int i = 0; i < p->page->row_count; i++)
        if (stands_here(p, stack, i))
            plan_lines(p, &p->page->rows[i], stack->area.width, &p->plans[i]);
    struct sharing sum = add_up(p, stack);
    int wanted = sum.fixed_px + sum.gaps_px +
                 sum.share_lines * scale_units(&p->layout->scale, CELLS_HEIGHT_WANTED + 60);
    return wanted < most ? wanted : most;
}

/* ---- the drawn body ------------------------------------------------------------------------------------ */

static void place_free(const struct planner *p)
{
    struct view_rect area = p->layout->free;
    for (int i = 0; i < p->page->row_count; i++) {
        const struct row *row = &p->page->rows[i];
        if (!is_free(p, row))
            continue;
        for (int c = row->first_cell; c < row->first_cell + row->cell_count; c++) {
            const struct cell_place *place = &p->page->cells[c].place;
            int left = area.width * place->x / 1000, top = area.height * place->y / 1000;
            int right = area.width * (place->x + place->width) / 1000;
            int bottom = area.height * (place->y + place->height) / 1000;
            p->layout->cells[c] = (struct view_rect){area.x + left, area.y + top, right - left, bottom - top};
            p->layout->rows[i] = rect_union(p->layout->rows[i], p->layout->cells[c]);
        }
    }
}

/* The largest box of the figure's proportions in the middle of the free area. */
static struct view_rect figure_box(struct view_rect area)
{
    int height = area.height;
    int width = height * BODY_FIGURE_WIDTH / BODY_FIGURE_HEIGHT;
    int most = area.width * BODY_FIGURE_SHARE / 1000;
    if (width > most) {
        width = most;
        height = width * BODY_FIGURE_HEIGHT / BODY_FIGURE_WIDTH;
    }
    return (struct view_rect){area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width,
                              height};
}

static void lay_body(const struct planner *p)
{
    struct view_rect area = p->layout->body;
    int gap = p->layout->scale.gap_px;
    struct stack bars = {.bars = true, .area = area};
    if (any_row(p, true)) {
        bars.area.height = wanted_height(p, &bars, area.height * 2 / 5);
        bars.area.y = area.y + area.height - bars.area.height;
        place_stack(p, &bars, true);
        area.height -= bars.area.height + gap;
    }
    if (any_row(p, false)) {
        struct stack others = {.others = true, .area = area};
        if (p->layout->width > p->layout->height) {
            others.area.width = area.width / 5;
            others.area.x = area.x + area.width - others.area.width;
            others.area.height = wanted_height(p, &others, area.height);
            area.width -= others.area.width + 2 * gap;
        } else {
            others.area.height = wanted_height(p, &others, area.height / 3);
            others.area.y = area.y + area.height - others.area.height;
            area.height -= others.area.height + gap;
        }
        place_stack(p, &others, false);
    }
    p->layout->figure = figure_box(area);
    int most = p->layout->figure.height * 3 / 2; /* the names' columns are not much higher than the figure */
    if (area.height > most) {
        area.y += (area.height - most) / 2;
        area.height = most;
    }
    p->layout->free = area;
    place_free(p);
}

/* ---- pages with a large text ---------------------------------------------------------------------------- */

static void lay_text(const struct planner *p)
{
    struct view_rect area = p->layout->body;
    int gap = p->layout->scale.gap_px;
    p->layout->text = area;
    struct stack all = {.bars = true, .others = true, .area = area};
    if (!any_row(p, true) && !any_row(p, false))
        return;
    int share = p->page->shape == PAGE_ASK ? 58 : p->page->shape == PAGE_READ ? READ_ROWS_SHARE : 36;
    int most = area.height * share / 100;
    bool only_bars = !any_row(p, false);
    all.area.height = only_bars ? wanted_height(p, &all, most) : most;
    all.area.y = area.y + area.height - all.area.height;
    int used = place_stack(p, &all, true);
    p->layout->text.height = area.height - used - 2 * gap;
}

/* ---- a point to look at -------------------------------------------------------------------------------------- */

/* In thousandths of the screen. The corners and the middle are where points stand: the text has its place between
 * them, and another one for a point that would stand in it. */
static struct view_rect point_text(const struct page *page, const struct layout *layout)
{
    enum { LEFT = 220, WIDTH = 560, TOP = 160, OTHER_TOP = 620, HEIGHT = 180, APART = 80 };
    bool beside = page->point.x < LEFT - APART || page->point.x > LEFT + WIDTH + APART;
    bool above_or_below = page->point.y < TOP - APART || page->point.y > TOP + HEIGHT + APART;
    int top = beside || above_or_below ? TOP : OTHER_TOP;
    return (struct view_rect){layout->width * LEFT / 1000, layout->height * top / 1000,
                              layout->width * WIDTH / 1000, layout->height * HEIGHT / 1000};
}

static int spans_of(const struct page *page, const struct row *row)
{
    int spans = 0;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        spans += span_of(&page->cells[i]);
    return spans;
}

/* Its rows stand one below the other in the middle of the lower edge, as wide as their keys or half the screen. */
static void lay_point(const struct planner *p)
{
    struct view_rect area = p->layout->body;
    int gap = p->layout->scale.gap_px, key = p->page->key_px, most = 1;
    int height = scale_units(&p->layout->scale, BAR_HEIGHT);
    height = height < key ? key : height;
    p->layout->text = point_text(p->page, p->layout);
    for (int i = 0; i < p->page->row_count; i++) {
        int spans = spans_of(p->page, &p->page->rows[i]);
        most = spans > most ? spans : most;
    }
    int width = most * key + (most - 1) * gap;
    width = width < area.width / 2 ? area.width / 2 : width;
    width = width < area.width ? width : area.width;
    int bottom = area.y + area.height;
    for (int i = p->page->row_count - 1; i >= 0; i--) {
        int spans = spans_of(p->page, &p->page->rows[i]);
        if (spans == 0)
            continue;
        p->plans[i] = (struct row_plan){.lines = 1, .columns = spans, .height = height};
        p->layout->rows[i] =
            (struct view_rect){area.x + (area.width - width) / 2, bottom - height, width, height};
        place_row(p, i);
        bottom -= height + gap;
    }
}

/* ---- all of it ------------------------------------------------------------------------------------------- */

static void lay_head_and_message(const struct page *page, struct layout *layout)
{
    const struct scale *scale = &layout->scale;
    int margin = scale->margin_px;
    struct view_rect inside = rect_grow((struct view_rect){0, 0, layout->width, layout->height}, -margin);
    int head = scale_units(scale, HEAD_HEIGHT);
    int text_head = scale->type_px[TYPE_HEAD] * 3 / 2;
    head = head < text_head ? text_head : head;
    layout->head = (struct view_rect){inside.x, margin / 2, inside.width, head};
    int top = layout->head.y + head + scale->gap_px / 2;
    if (page->with_message) {
        int lines = layout->height > layout->width ? 3 : 2;
        int height = text_height(lines, scale->type_px[TYPE_WORD]) + 2 * scale->padding_px;
        int most = layout->height / 5;
        layout->message = (struct view_rect){inside.x, top, inside.width, height < most ? height : most};
        top += layout->message.height + scale->gap_px;
    }
    layout->body = (struct view_rect){inside.x, top, inside.width, inside.y + inside.height - top};
    if (layout->body.height < 1)
        layout->body.height = 1;
    if (layout->body.width < 1)
        layout->body.width = 1;
}

static void join_sections(const struct page *page, struct layout *layout)
{
    for (int s = 0; s < page->section_count; s++)
        for (int r = 0; r < page->sections[s].row_count; r++)
            layout->sections[s] =
                rect_union(layout->sections[s], layout->rows[page->sections[s].first_row + r]);
}

static void look_around(struct planner *p)
{
    for (int i = 0; i < p->page->row_count; i++)
        p->exits = p->exits || has_exit(p->page, &p->page->rows[i]);
    for (int i = 0; i < p->page->cell_count; i++)
        p->keys = p->keys || (p->page->cells[i].role == CELL_KEY && !p->page->cells[i].empty);
}

/* What goes on stands in the upper fifth, the text below it. */
static void lay_listen(struct layout *layout)
{
    struct view_rect inside =
        rect_grow((struct view_rect){0, 0, layout->width, layout->height}, -2 * layout->scale.margin_px);
    int head = inside.height / 6;
    layout->head = (struct view_rect){inside.x, inside.y, inside.width, head};
    layout->text = layout->body =
        (struct view_rect){inside.x, inside.y + head, inside.width, inside.height - head};
}

static void lay_out(const struct page *page, struct layout *layout, struct arena *arena)
{
    struct planner planner = {
        page, layout, arena_new(arena, (size_t)page->row_count, sizeof(struct row_plan)), false, false};
    for (int i = 0; i < page->row_count; i++)
        planner.plans[i].skipped = is_free(&planner, &page->rows[i]) || page->rows[i].cell_count == 0;
    look_around(&planner);
    lay_head_and_message(page, layout);
    if (page->shape == PAGE_BODY)
        lay_body(&planner);
    else if (page->shape == PAGE_POINT)
        lay_point(&planner);
    else if (page->shape == PAGE_LISTEN)
        lay_listen(layout);
    else if (page->shape == PAGE_ROWS)
        place_stack(&planner, &(struct stack){.bars = true, .others = true, .area = layout->body}, false);
    else
        lay_text(&planner);
}

struct layout layout_of(const struct page *page, int width, int height, int text_percent, struct arena *arena)
{
    struct layout layout = {.width = width, .height = height, .scale = scale_of(width, height, text_percent)};
    layout.sections = arena_new(arena, (size_t)page->section_count, sizeof *layout.sections);
    layout.rows = arena_new(arena, (size_t)page->row_count, sizeof *layout.rows);
    layout.cells = arena_new(arena, (size_t)page->cell_count, sizeof *layout.cells);
    layout.small = arena_new(arena, (size_t)page->small_count, sizeof *layout.small);
    if (page->block_columns > 0)
        layout_blocks(page, &layout);
    else if (page->key_px > 0 && page->shape != PAGE_POINT)
        layout_gaze(page, &layout, arena);
    else
        lay_out(page, &layout, arena);
    if (page->shape == PAGE_READ)
        layout_read_finish(&layout);
    join_sections(page, &layout);
    return layout;
}

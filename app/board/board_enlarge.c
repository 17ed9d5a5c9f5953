#include "board/board_enlarge.h"

#include <string.h>

#include "board/board_parts.h"
#include "board/gaze_grid.h"

/* A large text wants about two rows where there are five, one where there are fewer; the parts of the body stand at least six
 * to a row where they find no room in rows of their own; an upright screen has two rows of functions. */
enum {
    TEXT_ROWS = 2,
    ROWS_FOR_LONG_TEXT = 5,
    BODY_COLUMNS = 6,
    ROWS_FOR_TWO_LAST = 7,
    COLUMNS_FOR_ONE_LAST = 6
};

/* Cells in their order. */
struct cells {
    const struct cell **items;
    int count;
};

/* The page as its board built it, sorted by where its cells will stand. */
struct sorting {
    const struct board_context *context;
    struct page *page;
    struct gaze_grid grid;
    const struct row *rows; /* as they were */
    int row_count;
    const struct cell *cells;
    struct cells content;       /* the middle */
    struct cells last;          /* the last row */
    struct cells before, after; /* texts above and below the content, a row each */
    int columns;                /* of the longest row of the content */
    int content_rows;
    int last_rows;
};

static bool is_last(const struct row *row)
{
    return row->kind == ROW_BAR || row->kind == ROW_STRIP;
}

static bool is_filler(const struct cell *cell)
{
    return cell->empty && !cell->label[0];
}

static void add(struct cells *cells, const struct cell *cell)
{
    cells->items[cells->count++] = cell;
}

static int span_of(const struct cell *cell)
{
    return cell->span > 0 ? cell->span : 1;
}

static int spans_of(const struct sorting *s, const struct row *row)
{
    int spans = 0;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        spans += span_of(&s->cells[i]);
    return spans;
}

/* --- sorting ------------------------------------------------------------------------------------------------ */

static void sort_row(struct sorting *s, const struct row *row)
{
    int before = s->content.count;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        const struct cell *cell = &s->cells[i];
        if (cell->role == CELL_LINE)
            add(s->content.count == 0 ? &s->before : &s->after, cell);
        else if (is_last(row) && !is_filler(cell))
            add(&s->last, cell);
        else if (!is_last(row) && !is_filler(cell))
            add(&s->content, cell);
    }
    if (s->content.count == before)
        return;
    int columns = spans_of(s, row);
    columns = row->kind == ROW_FREE && columns < BODY_COLUMNS ? BODY_COLUMNS : columns;
    s->columns = columns > s->columns ? columns : s->columns;
    s->content_rows++;
}

static void *copied(struct arena *arena, const void *items, int count, size_t size)
{
    void *copy = arena_new(arena, (size_t)count, size);
    if (count > 0)
        memcpy(copy, items, (size_t)count * size);
    return copy;
}

static void sort_page(struct sorting *s)
{
    struct page *page = s->page;
    struct arena *arena = &page->arena;
    s->row_count = page->row_count;
    s->rows = copied(arena, page->rows, page->row_count, sizeof *page->rows);
    s->cells = copied(arena, page->cells, page->cell_count, sizeof *page->cells);
    struct cells *const sorts[] = {&s->content, &s->last, &s->before, &s->after};
    for (int i = 0; i < 4; i++)
        sorts[i]->items = arena_new(arena, (size_t)page->cell_count, sizeof(struct cell *));
    for (int i = 0; i < s->row_count; i++)
        sort_row(s, &s->rows[i]);
}

/* --- the last row ------------------------------------------------------------------------------------------- */

/* What has a place of its own, those first that are wanted most; from the left, or from the right (−1: the last). */
static const struct {
    enum action_kind kind;
    const char *screen; /* that it opens */
    int place;
} own_places[] = {
    {ACTION_BACK, NULL, 0}, {ACTION_CALL, NULL, -2},     {ACTION_REST, NULL, -1},
    {ACTION_HOME, NULL, 1}, {ACTION_OPEN, "urgent", -3}, {ACTION_OPEN, "message", 2},
};
enum { OWN_PLACES = sizeof own_places / sizeof own_places[0], OTHERS_FROM = 3 };

/* Index into own_places; OWN_PLACES: none. */
static int own_place(const struct cell *cell)
{
    for (int i = 0; i < OWN_PLACES; i++)
        if (cell->action.kind == own_places[i].kind &&
            (!own_places[i].screen || strcmp(cell->action.argument, own_places[i].screen) == 0))
            return i;
    return OWN_PLACES;
}

static int free_place(const struct cell *const *places, int count, int wanted)
{
    for (int i = 0; i < count; i++)
        if (!places[(wanted + i) % count])
            return (wanted + i) % count;
    return -1;
}

static int wanted_place(int own, int count)
{
    int place = own < OWN_PLACES ? own_places[own].place : OTHERS_FROM;
    return (place + count) % count;
}

/* Everything takes its place, in the order of own_places; what finds none joins the content. */
static const struct cell **place_last(struct sorting *s)
{
    int count = s->grid.columns * s->last_rows;
    const struct cell **places = arena_new(&s->page->arena, (size_t)count, sizeof *places);
    for (int own = 0; own <= OWN_PLACES; own++)
        for (int i = 0; i < s->last.count; i++) {
            if (own_place(s->last.items[i]) != own)
                continue;
            int place = free_place(places, count, wanted_place(own, count));
            if (place >= 0)
                places[place] = s->last.items[i];
            else
                add(&s->content, s->last.items[i]);
        }
    return places;
}

/* --- building anew ------------------------------------------------------------------------------------------ */

static void put(struct page *page, const struct cell *cell, int span)
{
    struct cell *copy = page_cell(page, cell->role, cell->id, cell->label);
    *copy = *cell;
    copy->span = span;
    copy->place = (struct cell_place){0};
}

static void put_gap(struct page *page, int row, int column)
{
    page_gap(page, arena_printf(&page->arena, "gap.%d.%d", row, column));
}

static void put_texts(struct page *page, const struct cells *texts)
{
    for (int i = 0; i < texts->count; i++) {
        page_row(page, arena_printf(&page->arena, "text.%s", texts->items[i]->id), ROW_STRIP);
        put(page, texts->items[i], 1);
    }
}

static int rows_for_content(const struct sorting *s)
{
    const struct page *page = s->page;
    bool text = page->shape != PAGE_ROWS && page->question;
    int text_rows = !text ? 0 : s->grid.rows >= ROWS_FOR_LONG_TEXT ? TEXT_ROWS : 1;
    int rows = s->grid.rows - s->last_rows - text_rows - s->before.count - s->after.count;
    return rows < 1 ? 1 : rows;
}

/* As they were: with their gaps, which part things. */
static void put_rows(struct sorting *s)
{
    for (int i = 0; i < s->row_count; i++) {
        const struct row *row = &s->rows[i];
        if (is_last(row) || row->cell_count == 0 || s->cells[row->first_cell].role == CELL_LINE)
            continue;
        page_row(s->page, row->id, row->kind == ROW_FREE ? ROW_CELLS : row->kind);
        s->page->rows[s->page->row_count - 1].weight = row->weight;
        for (int c = row->first_cell; c < row->first_cell + row->cell_count; c++)
            put(s->page, &s->cells[c], s->cells[c].span);
    }
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Columns that hold everything in so many rows: as many as the page had, or more as long as labels are well read. Where
 * several pages are needed anyway its cells need not be so narrow. */
static int columns_for(const struct sorting *s, int rows)
{
    bool upright = s->context->height_px > s->context->width_px;
    int least = smaller(s->columns, s->grid.columns);
    int most = smaller(least == 1 ? 2 : upright ? 3 : 5, s->grid.columns);
    for (int columns = least; columns <= most; columns++)
        if (columns * rows >= s->content.count)
            return columns;
    int paged = smaller(least == 1 ? 2 : upright ? 3 : 4, s->grid.columns);
    return least * rows >= s->content.count || least > paged ? least : paged;
}

static void put_in_columns(struct sorting *s, int rows)
{
    struct page *page = s->page;
    int columns = columns_for(s, rows), room = columns * rows;
    bool paged = s->content.count > room;
    int each = paged ? room - 1 : room, pages = paged ? (s->content.count + each - 1) / each : 1;
    int first = s->context->page_number % pages * each;
    int shown = paged ? room : s->content.count;
    for (int place = 0; place < (shown + columns - 1) / columns * columns; place++) {
        if (place % columns == 0)
            page_row(page, arena_printf(&page->arena, "rows.%d", place / columns), ROW_CELLS);
        if (paged && place == room - 1)
            board_add_action(page, ACTION_MORE, NULL);
        else if (first + place < s->content.count && place < each)
            put(page, s->content.items[first + place], 1);
        else
            put_gap(page, place / columns, place % columns);
    }
}

/* Keys to practise pressing with are not for the eyes: they stay together, however narrow. */
static bool is_to_be_pressed(const struct sorting *s)
{
    return s->content.count > 0 && s->content.items[0]->action.kind == ACTION_PRACTICE_KEY;
}

static bool fits_in_its_rows(const struct sorting *s, int rows)
{
    if (is_to_be_pressed(s))
        return true;
    return s->content_rows <= rows && s->columns <= s->grid.columns;
}

static void put_content(struct sorting *s, bool in_rows, int rows)
{
    page_section(s->page, "page");
    put_texts(s->page, &s->before);
    if (in_rows)
        put_rows(s);
    else if (s->content.count > 0)
        put_in_columns(s, rows);
    put_texts(s->page, &s->after);
}

static void put_last(struct sorting *s, const struct cell *const *places)
{
    page_section(s->page, "bar");
    for (int i = 0; i < s->grid.columns * s->last_rows; i++) {
        if (i % s->grid.columns == 0)
            page_row(s->page, i == 0 ? "bar" : "bar.1", ROW_BAR);
        if (places[i])
            put(s->page, places[i], 1);
        else
            put_gap(s->page, s->grid.rows, i);
    }
}

/* Who writes with six blocks has cells as large on all pages: three columns, and as few rows as will do. */
static int key_px_of(const struct board_context *context)
{
    int longer = context->width_px > context->height_px ? context->width_px : context->height_px;
    int large = longer / (GAZE_COLUMNS_AT_LEAST + 1) + 1;
    bool blocks = context->settings->gaze_board == GAZE_BOARD_BLOCKS;
    return blocks && large > context->key_px ? large : context->key_px;
}

void board_enlarge(const struct board_context *context, struct page *page)
{
    if (context->key_px <= 0 || page->key_px > 0)
        return;
    page->key_px = key_px_of(context);
    if (page->row_count == 0 || page->shape == PAGE_POINT || page->shape == PAGE_READ)
        return;
    struct sorting s = {.context = context,
                        .page = page,
                        .grid = gaze_grid_of(context->width_px, context->height_px, page->key_px)};
    sort_page(&s);
    bool upright = s.grid.columns < COLUMNS_FOR_ONE_LAST && s.grid.rows >= ROWS_FOR_TWO_LAST;
    s.last_rows = s.last.count == 0 ? 0 : upright ? 2 : 1;
    int in_its_rows = s.content.count;
    const struct cell **places = place_last(&s);
    int rows = rows_for_content(&s);
    bool in_rows = fits_in_its_rows(&s, rows) && s.content.count == in_its_rows;
    page->section_count = page->row_count = page->cell_count = 0;
    put_content(&s, in_rows, rows);
    if (page->shape == PAGE_BODY)
        page->shape = PAGE_ROWS;
    if (s.last_rows > 0)
        put_last(&s, places);
}

#include "board/block_fold.h"

#include <string.h>

#include "board/board_parts.h"

/* The rows and cells as they were built; what they hold stays in the page's arena. */
struct folding {
    const struct board_context *context;
    struct page *page;
    const struct row *rows;
    int row_count;
    const struct cell *cells;
};

int block_columns(const struct board_context *context)
{
    return context->width_px < context->height_px ? 2 : 3;
}

static void *copied(struct arena *arena, const void *items, int count, size_t size)
{
    void *copy = arena_new(arena, (size_t)count + 1, size);
    if (count > 0)
        memcpy(copy, items, (size_t)count * size);
    return copy;
}

/* Takes everything off the page. */
static struct folding taken_off(const struct board_context *context, struct page *page)
{
    struct arena *arena = &page->arena;
    struct folding folding = {.context = context,
                              .page = page,
                              .rows = copied(arena, page->rows, page->row_count, sizeof *page->rows),
                              .row_count = page->row_count < BLOCKS ? page->row_count : BLOCKS,
                              .cells = copied(arena, page->cells, page->cell_count, sizeof *page->cells)};
    page->section_count = page->row_count = page->cell_count = 0;
    page->block_columns = block_columns(context);
    page->key_px = context->key_px;
    return folding;
}

static void put(struct page *page, const struct cell *cell)
{
    struct cell *copy = page_cell(page, cell->role, cell->id, cell->label);
    *copy = *cell;
    copy->span = 1;
}

static bool is_choice(const struct cell *cell)
{
    return !cell->empty && cell->action.kind != ACTION_NONE;
}

static int choices_in(const struct folding *f, int block)
{
    const struct row *row = &f->rows[block];
    int count = 0;
    for (int i = 0; block < f->row_count && i < row->cell_count; i++)
        count += is_choice(&f->cells[row->first_cell + i]);
    return count;
}

static void begin_line(const struct folding *f, const char *name, int place)
{
    int columns = f->page->block_columns;
    if (place % columns == 0)
        page_row(f->page, arena_printf(&f->page->arena, "%s.%d", name, place / columns), ROW_CELLS);
}

/* --- the first look ------------------------------------------------------------------------------------------ */

/* What the cue voice says, and the driver reads: the labels one after the other. */
static const char *joined(const struct folding *f, const struct row *row, const char *between)
{
    struct arena *arena = &f->page->arena;
    const char *all = "";
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        const struct cell *cell = &f->cells[i];
        const char *label = between[0] == ' ' || !cell->cue ? cell->label : cell->cue;
        if (is_choice(cell))
            all = arena_printf(arena, "%s%s%s", all, *all ? between : "", label);
    }
    return all;
}

static void put_block(const struct folding *f, int block)
{
    struct page *page = f->page;
    const struct row *row = &f->rows[block];
    const char *id = arena_printf(&page->arena, "block.%d", block);
    struct cell *cell = page_cell(page, CELL_KEY, id, joined(f, row, " "));
    cell->cue = joined(f, row, ", ");
    cell->action = (struct action){ACTION_BLOCK, arena_printf(&page->arena, "%d", block)};
    for (int i = 0; i < row->cell_count && i < BLOCK_CELLS; i++)
        page_small(page, &f->cells[row->first_cell + i]);
}

static void put_only_choice(const struct folding *f, int block)
{
    const struct row *row = &f->rows[block];
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        if (is_choice(&f->cells[i]))
            put(f->page, &f->cells[i]);
}

static void put_blocks(const struct folding *f)
{
    page_section(f->page, "blocks");
    for (int block = 0; block < BLOCKS; block++) {
        int choices = choices_in(f, block);
        begin_line(f, "blocks", block);
        if (choices > 1)
            put_block(f, block);
        else if (choices == 1)
            put_only_choice(f, block);
        else
            page_gap(f->page, arena_printf(&f->page->arena, "block.%d", block));
    }
}

/* --- the second look ------------------------------------------------------------------------------------------ */

static void put_way_back(struct page *page)
{
    page_section(page, "top");
    page_row(page, "top", ROW_TOP);
    board_add_action(page, ACTION_BACK, NULL);
}

/* The section has the block's own id: it is what the cells stood in. */
static void put_cells(const struct folding *f, int block, const char *section)
{
    struct page *page = f->page;
    const struct row *row = &f->rows[block];
    page_section(page, section);
    page->sections[page->section_count - 1].id = arena_text(&page->arena, section);
    for (int place = 0; place < BLOCK_CELLS; place++) {
        begin_line(f, "large", place);
        if (place < row->cell_count)
            put(page, &f->cells[row->first_cell + place]);
        else
            page_gap(page, arena_printf(&page->arena, "gap.%d", place));
    }
}

void block_fold(const struct board_context *context, struct page *page)
{
    struct folding folding = taken_off(context, page);
    int block = context->key_block;
    if (block < 0 || block >= folding.row_count || choices_in(&folding, block) == 0) {
        put_blocks(&folding);
        return;
    }
    put_way_back(page);
    put_cells(&folding, block, arena_printf(&page->arena, "block.%d", block));
}

void block_spread(const struct board_context *context, struct page *page)
{
    struct folding folding = taken_off(context, page);
    put_way_back(page);
    put_cells(&folding, 0, "group.large");
}

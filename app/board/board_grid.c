#include "board/board_parts.h"

#include "base/text.h"

const char *board_capital(struct page *page, const char *text)
{
    char *copy = arena_text(&page->arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z')
        copy[0] = (char)(copy[0] - 'a' + 'A');
    return copy;
}

struct cell *board_add_say(struct page *page, const char *id, const char *label, const char *text)
{
    struct cell *cell = page_cell(page, CELL_PHRASE, id, label);
    cell->action = (struct action){ACTION_SAY_TEXT, arena_text(&page->arena, text)};
    return cell;
}

static void fill_row(struct page *page, const struct board_grid *grid, int index, int last, int row, int end)
{
    for (int column = 0; column < grid->columns; column++, index++) {
        if (index == last)
            board_add_action(page, ACTION_MORE, NULL);
        else if (index < end)
            grid->add(grid->state, page, index);
        else
            page_gap(page, arena_printf(&page->arena, "gap.%d.%d", row, column));
    }
}

static int rows_needed(const struct board_grid *grid)
{
    return (grid->total + grid->columns - 1) / grid->columns;
}

/* A list of few leaves room below: its cells stay of a size at which a list is read. */
static int rows_shown(const struct board_grid *grid)
{
    int needed = rows_needed(grid), least = (grid->rows + 1) / 2;
    return needed > grid->rows ? grid->rows : needed < least && needed > 0 ? least : needed;
}

void board_add_grid(const struct board_context *context, struct page *page, const struct board_grid *grid)
{
    int room = grid->columns * grid->rows;
    bool paged = grid->total > room && context->key_px == 0; /* by looking: board_enlarge() pages it */
    int each = paged ? room - 1 : grid->total > room ? grid->total : room;
    int pages = paged ? (grid->total + each - 1) / each : 1;
    int first = context->page_number % pages * each;
    int end = first + each < grid->total ? first + each : grid->total;
    int rows = context->key_px > 0 ? rows_needed(grid) : rows_shown(grid);
    for (int row = 0; row < rows; row++) {
        page_row(page, arena_printf(&page->arena, "%s.%d", grid->row_id, row), ROW_CELLS);
        fill_row(page, grid, first + row * grid->columns, paged ? first + room - 1 : -1, row, end);
    }
}

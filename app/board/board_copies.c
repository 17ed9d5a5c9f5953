#include "board/board_parts.h"

#include "base/text.h"

/* "copies": the dated copies of everything; choosing one asks whether to go back to it. */

enum { COLUMNS = 4, COLUMNS_UPRIGHT = 2 };

static void add_copy(struct page *page, int index, const char *date)
{
    struct cell *cell = page_cell(page, CELL_TILE, arena_printf(&page->arena, "copy.%d", index), date);
    cell->mark = MARK_HISTORY;
    cell->action = (struct action){ACTION_RESTORE, arena_text(&page->arena, date)};
}

static void add_copies(const struct board_context *context, struct page *page)
{
    int columns = context->height_px > context->width_px ? COLUMNS_UPRIGHT : COLUMNS;
    for (int i = 0; i < context->copies->count; i++) {
        if (i % columns == 0)
            page_row(page, arena_printf(&page->arena, "copies.%d", i / columns), ROW_CELLS);
        add_copy(page, i, context->copies->dates[i]);
    }
}

static void add_undo(struct page *page)
{
    page_row(page, "undo", ROW_CELLS);
    struct cell *cell = page_cell(page, CELL_TILE, "copy.undo", _("Undo the last going back"));
    cell->mark = MARK_UNDO;
    cell->action = (struct action){ACTION_RESTORE, "undo"};
}

void board_copies_build(const struct board_context *context, struct page *page)
{
    bool any = context->copies && context->copies->count > 0;
    page_begin(page, context->screen, _("Copies"));
    page->shape = PAGE_ASK;
    page->question = arena_text(
        &page->arena,
        any ? _("On each of these days a copy of everything was made: settings, phrases, learnt words, "
                "recordings.\nChoose one to go back to it. It asks first, and can be undone.")
        : context->safe ? _("In safe mode copies are left out. “Start everything again” on the start board "
                            "leads to them.")
                        : _("There is no copy yet. One is made each day on which something changed."));
    page_section(page, "copies");
    if (any)
        add_copies(context, page);
    if (context->copies && context->copies->can_undo)
        add_undo(page);
    board_add_bar(context, page);
}

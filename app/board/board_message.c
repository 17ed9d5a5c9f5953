#include "board/board_parts.h"

#include "base/text.h"

/* What can be done with the message, and what was said today. */

/* Says itself that it is done. */
static void add_keep(const struct board_context *context, struct page *page)
{
    struct cell *cell = board_add_action(page, ACTION_SAVE_PHRASE, NULL);
    cell->empty = context->kept || message_size(context->message) == 0;
    if (!context->kept)
        return;
    cell->label = arena_text(&page->arena, _("Kept"));
    cell->note = arena_text(&page->arena, _("under your own phrases"));
    cell->mark = MARK_YES;
}

static void add_show(const struct board_context *context, struct page *page, const char *screen,
                     const char *label, enum cell_mark mark)
{
    struct cell *cell = board_add_open(page, CELL_TILE, screen, label);
    cell->mark = mark;
    cell->empty = board_shown_text(context)[0] == '\0';
}

/* What is not said yet may be private. */
static void add_hide(const struct board_context *context, struct page *page)
{
    bool hidden = context->settings->partner_hidden;
    if (context->settings->partner_view == PARTNER_OFF)
        return;
    struct cell *cell = board_add_action(page, ACTION_HIDE, NULL);
    cell->mark = hidden ? MARK_YES : MARK_NONE;
    cell->chosen = hidden;
}

void board_message_build(const struct board_context *context, struct page *page)
{
    bool empty = message_size(context->message) == 0;
    page_begin(page, context->screen, _("Message"));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    page_section(page, "message");
    page_row(page, "message.0", ROW_CELLS);
    board_add_action(page, ACTION_SPEAK, NULL)->empty = empty;
    board_add_action(page, ACTION_SPEAK_AGAIN, NULL)->empty = context->history_count == 0;
    board_add_open(page, CELL_TILE, "history", _("Said today"))->mark = MARK_HISTORY;
    page_row(page, "message.1", ROW_CELLS);
    board_add_action(page, ACTION_UNDO, NULL)->empty = !context->can_undo;
    board_add_action(page, ACTION_DELETE, NULL)->empty = message_is_empty(context->message);
    board_add_action(page, ACTION_DELETE_WORD, NULL)->empty = message_is_empty(context->message);
    board_add_action(page, ACTION_CLEAR, NULL)->empty = message_is_empty(context->message);
    page_row(page, "message.2", ROW_CELLS);
    board_add_open(page, CELL_TILE, "write", _("Write"))->mark = MARK_WRITE;
    add_keep(context, page);
    struct cell *others = board_add_open(page, CELL_TILE, "pass-on", _("For others"));
    others->mark = MARK_BOOK_NEXT;
    others->empty = empty;
    page_row(page, "message.3", ROW_CELLS);
    add_show(context, page, "show", _("Show it large"), MARK_LARGER);
    add_show(context, page, "show:turned", _("Turned, for somebody opposite"), MARK_LARGER);
    add_hide(context, page);
    board_add_bar(context, page);
}

static void add_said(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    const char *text = context->history[index];
    board_add_say(page, arena_printf(&page->arena, "said.%d", index), text, text);
}

void board_history_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Said today"));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    page_section(page, "history");
    if (context->history_count == 0) {
        page_row(page, "history.none", ROW_CELLS);
        page_cell(page, CELL_LINE, "history.none", _("Nothing has been said today."));
    }
    board_add_grid(context, page,
                   &(struct board_grid){.total = context->history_count,
                                        .columns = 1,
                                        .rows = 6,
                                        .row_id = "history",
                                        .add = add_said,
                                        .state = context});
    board_add_bar(context, page);
}

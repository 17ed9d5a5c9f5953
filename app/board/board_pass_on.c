#include "board/board_parts.h"

#include "base/text.h"

/* The message for others: to the clipboard, into a file, to a program. Each cell says itself how far it is. And the
 * person's boards on paper. */

static void show_state(struct page *page, struct cell *cell, const struct board_hand *hand, const char *done)
{
    cell->empty = hand->state == BOARD_HAND_DONE || hand->state == BOARD_HAND_ASKED;
    if (hand->state == BOARD_HAND_ASKED)
        cell->note = arena_text(&page->arena, _("One moment …"));
    if (hand->state != BOARD_HAND_DONE)
        return;
    cell->label = arena_text(&page->arena, done);
    cell->note = hand->detail[0] ? arena_text(&page->arena, hand->detail) : NULL;
    cell->mark = MARK_YES;
}

static void add_hand(const struct board_context *context, struct page *page, enum action_kind kind,
                     enum hand hand, const char *done)
{
    struct cell *cell = board_add_action(page, kind, NULL);
    show_state(page, cell, &context->hands[hand], done);
    cell->empty = cell->empty || message_size(context->message) == 0;
}

void board_pass_on_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("For others"));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    page_section(page, "pass-on");
    page_row(page, "pass-on", ROW_CELLS);
    add_hand(context, page, ACTION_COPY, HAND_COPY, _("Copied"));
    add_hand(context, page, ACTION_SAVE_TEXT, HAND_SAVE, _("Saved"));
    if (context->settings->send_command[0])
        add_hand(context, page, ACTION_SEND, HAND_SEND, _("Sent"));
    board_add_bar(context, page);
}

void board_paper_build(const struct board_context *context, struct page *page)
{
    const struct board_hand *hand = &context->hands[HAND_PAPER];
    page_begin(page, context->screen, _("Boards on paper"));
    page->shape = PAGE_ASK;
    page->question = arena_text(
        &page->arena,
        _("For the day the power fails: phrases, the writing board, the body, yes and no, with numbers "
          "to ask by. This makes a file that any computer can print."));
    if (hand->state == BOARD_HAND_DONE)
        page->question =
            arena_printf(&page->arena, _("The file is written. Please print it:\n%s"), hand->detail);
    else if (hand->state == BOARD_HAND_FAILED)
        page->question = arena_printf(&page->arena, _("The file could not be written:\n%s"), hand->detail);
    page_section(page, "paper");
    page_row(page, "paper", ROW_CELLS);
    struct cell *cell = board_add_action(page, ACTION_PAPER, NULL);
    if (hand->state == BOARD_HAND_ASKED)
        show_state(page, cell, hand, "");
    cell->empty = false; /* the only one of its row: the rows stay rows while the file is written */
    if (hand->state == BOARD_HAND_ASKED)
        cell->chosen = true;
    else if (hand->state == BOARD_HAND_DONE)
        cell->label = _("Write it again");
    board_add_bar(context, page);
}

#include "board/board_parts.h"

#include "base/text.h"

/* Pages over the others. The answer that changes nothing always comes first, so that a tremor does no harm. */

void board_ask_build(const struct board_context *context, const char *screen, const char *question, struct page *page)
{
    (void)context;
    page_begin(page, screen, "");
    page->shape = PAGE_ASK;
    page->question = arena_text(&page->arena, question);
    page->with_message = true;
    page_section(page, "answers");
    page_row(page, "answers", ROW_CELLS);
    board_add_action(page, ACTION_CANCEL, NULL);
    board_add_action(page, ACTION_CONFIRM, NULL);
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

void board_rest_build(const struct board_context *context, struct page *page)
{
    (void)context;
    page_begin(page, "rest", "");
    page->shape = PAGE_REST;
    page->question = arena_text(&page->arena, _("Resting. Press to wake."));
}

void board_wake_build(const struct board_context *context, struct page *page)
{
    (void)context;
    page_begin(page, "wake", "");
    page->shape = PAGE_ASK;
    page->question = arena_text(&page->arena, _("Wake up?"));
    page_section(page, "answers");
    page_row(page, "answers", ROW_CELLS);
    board_add_action(page, ACTION_REST, NULL)->label = _("Rest on");
    board_add_action(page, ACTION_WAKE, NULL);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
}

void board_call_build(const struct board_context *context, struct page *page)
{
    (void)context;
    page_begin(page, "call", "");
    page->shape = PAGE_CALL;
    page->question = arena_text(&page->arena, _("Please come! I need help."));
    page_section(page, "answers");
    page_row(page, "answers", ROW_CELLS);
    board_add_action(page, ACTION_CALL, NULL)->label = _("Ring on");
    board_add_action(page, ACTION_CALL_STOP, NULL)->label = _("Somebody is here");
}

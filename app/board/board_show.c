#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* A text for somebody who listens: nothing is lit, any press leads back. Who looks finds keys for that below it. */

const char *board_shown_text(const struct board_context *context)
{
    if (message_size(context->message) > 0)
        return message_text(context->message);
    return context->history_count > 0 ? context->history[0] : "";
}

void board_show_build(const struct board_context *context, struct page *page)
{
    bool by_gaze = context->key_px > 0;
    page_begin(page, context->screen, by_gaze ? "" : _("A press leads back"));
    page->shape = PAGE_SHOW;
    page->by_rows = true;
    page->turned = strcmp(context->argument, "turned") == 0;
    page->question = arena_text(&page->arena, board_shown_text(context));
    if (!by_gaze)
        return;
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_BACK, NULL);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

bool board_show_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return strcmp(argument, "turned") == 0;
}

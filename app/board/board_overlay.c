#include "board/board_parts.h"

#include "base/text.h"

/* Pages over the others. The answer that changes nothing always comes first, so that a tremor does no harm. */

static void begin_question(struct page *page, const char *screen, enum page_shape shape, const char *question)
{
    page_begin(page, screen, "");
    page->shape = shape;
    page->question = arena_text(&page->arena, question);
    page_section(page, "answers");
    page_row(page, "answers", ROW_CELLS);
}

void board_ask_build(const struct board_context *context, const char *question, struct page *page)
{
    (void)context;
    begin_question(page, "ask", PAGE_ASK, question);
    page->with_message = true;
    board_add_action(page, ACTION_CANCEL, NULL);
    board_add_action(page, ACTION_CONFIRM, NULL);
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

bool board_has_switch(const struct settings *settings)
{
    return settings->pointing == POINTING_SWITCH || settings->scan_when_lost;
}

/* The ways back that are on. */
static const char *how_to_wake(const struct settings *settings, struct arena *arena)
{
    const char *how = _("Resting. Press to wake.");
    if (settings->pointing == POINTING_OFF)
        return how;
    if (settings->corner_gesture)
        how = board_has_switch(settings)
                  ? _("Resting.\nLook at the upper left corner, then at the upper right one, or press, to "
                      "wake.")
                  : _("Resting.\nLook at the upper left corner, then at the upper right one, to wake.");
    if (!settings->sway_gesture)
        return how;
    return arena_printf(arena, "%s\n%s", how,
                        _("If your gaze misses: look left, right, left, right, until a point appears."));
}

void board_rest_build(const struct board_context *context, struct page *page)
{
    page_begin(page, "rest", "");
    page->shape = PAGE_REST;
    page->question = arena_text(&page->arena, how_to_wake(context->settings, &page->arena));
}

void board_wake_build(const struct board_context *context, struct page *page)
{
    (void)context;
    begin_question(page, "wake", PAGE_ASK, _("Wake up?"));
    board_add_action(page, ACTION_REST, NULL)->label = _("Rest on");
    board_add_action(page, ACTION_WAKE, NULL);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
}

/* Without sound only the screen calls: whoever sees it is told. */
static const char *with_silence(const struct board_context *context, struct page *page, const char *question)
{
    return context->sound_lost
               ? arena_printf(&page->arena, "%s\n%s", question, _("There is no sound: only this screen calls."))
               : question;
}

void board_call_build(const struct board_context *context, struct page *page)
{
    begin_question(page, "call", PAGE_CALL, "");
    page->by_rows = true; /* one press for one answer: see app_call.h */
    page->question = with_silence(context, page, _("Please come! I need help."));
    board_add_action(page, ACTION_CALL, NULL)->label = _("Ring on");
    board_add_action(page, ACTION_CALL_STOP, NULL)->label = _("Somebody is here");
}

/* While it rings there is nothing else to be done: home and rest come after it. */
void board_call_stop_build(const struct board_context *context, struct page *page)
{
    begin_question(page, "call-stop", PAGE_CALL, "");
    page->by_rows = true;
    page->question = with_silence(context, page,
                                  context->call_answered ? _("Keep still for a moment …") : _("Stop ringing?"));
    board_add_action(page, ACTION_CANCEL, NULL)->label = _("Ring on");
    board_add_action(page, ACTION_CONFIRM, NULL)->label = _("Stop ringing");
}

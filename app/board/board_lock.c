#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* "lock": what the caregiver sets is behind it. "lock:new": four digits to lock with. The call, rest and the way home stand
 * here as everywhere. */

static const char *dots(const struct board_context *context, struct page *page, bool shown)
{
    const char *text = "", *typed = context->lock.typed;
    for (int i = 0; i < LOCK_DIGIT_COUNT; i++) {
        bool there = i < (int)strlen(typed);
        const char digit[] = {there ? typed[i] : ' ', '\0'};
        text = arena_printf(&page->arena, "%s %s", text, !there ? "○" : shown ? digit : "●");
    }
    return text;
}

static void add_digit(struct page *page, char digit)
{
    char text[] = {digit, '\0'};
    struct cell *cell = page_cell(page, CELL_TILE, arena_printf(&page->arena, "lock.%c", digit), text);
    cell->action = (struct action){ACTION_LOCK, arena_printf(&page->arena, "digit:%c", digit)};
}

static struct cell *add_deed(struct page *page, const char *deed, const char *label, enum cell_mark mark)
{
    struct cell *cell = page_cell(page, CELL_ACTION, arena_printf(&page->arena, "lock.%s", deed), label);
    cell->action = (struct action){ACTION_LOCK, arena_text(&page->arena, deed)};
    cell->mark = mark;
    return cell;
}

static void add_digits(struct page *page, const char *digits, int columns)
{
    for (int i = 0; digits[i]; i++) {
        if (i % columns == 0)
            page_row(page, arena_printf(&page->arena, "digits.%d", i / columns), ROW_CELLS);
        add_digit(page, digits[i]);
    }
}

static const char *order_in_words(struct page *page)
{
    const char *text = "";
    for (const char *digit = LOCK_ORDER; *digit; digit++)
        text = arena_printf(&page->arena, "%s%s%c", text, text[0] ? " " : "", *digit);
    return text;
}

static const char *question(const struct board_context *context, struct page *page)
{
    const char *wrong = context->lock.wrong ? _("That was not right.\n") : "";
    if (context->settings->lock == LOCK_DIGITS)
        return arena_printf(
            &page->arena,
            _("%sThe settings are locked. The four digits: %s\nForgotten? On this computer: yinian "
              "--unlock"),
            wrong, dots(context, page, false));
    return context->lock.held
               ? arena_text(&page->arena, _("Keep holding …"))
               : arena_printf(
                     &page->arena,
                     _("%sThe settings are locked. Hold a finger or the mouse here for 3 seconds, or "
                       "choose %s one after the other: %s"),
                     wrong, order_in_words(page), dots(context, page, true));
}

static void build_lock(const struct board_context *context, struct page *page)
{
    bool digits = context->settings->lock == LOCK_DIGITS;
    page->question = question(context, page);
    add_digits(page, digits ? "1234567890" : "1234", digits ? 5 : 4);
    page_row(page, "lock", ROW_BAR);
    add_deed(page, "delete", _("Delete"), MARK_DELETE)->empty = !context->lock.typed[0];
    if (context->settings->pointing != POINTING_OFF)
        board_add_open(page, CELL_ACTION, "gaze", _("Eye tracker"))->mark = MARK_TARGET;
}

static void build_new(const struct board_context *context, struct page *page)
{
    page->question = arena_printf(&page->arena,
                                  _("Four digits to lock with: %s\nNote them down. Forgotten? Whoever has "
                                    "this computer can start: yinian "
                                    "--unlock"),
                                  dots(context, page, true));
    add_digits(page, "1234567890", 5);
    page_row(page, "lock", ROW_BAR);
    add_deed(page, "delete", _("Delete"), MARK_DELETE)->empty = !context->lock.typed[0];
    add_deed(page, "take", _("Lock with these"), MARK_YES)->empty =
        strlen(context->lock.typed) < LOCK_DIGIT_COUNT;
}

void board_lock_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Lock of the settings"));
    page->shape = PAGE_ASK;
    page->question = _("Nothing is locked.");
    page_section(page, "lock");
    if (strcmp(context->argument, "new") == 0)
        build_new(context, page);
    else if (context->lock.on)
        build_lock(context, page);
    board_add_bar(context, page);
}

bool board_lock_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return strcmp(argument, "new") == 0;
}

void board_add_lock_now(const struct board_context *context, struct page *page)
{
    if (context->lock.on && context->lock.opened)
        add_deed(page, "now", _("Lock now"), MARK_STOP);
}

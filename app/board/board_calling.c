#include "board/board_parts.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

/* Calling: by which gestures it is called, and practising them. The cell that changes nothing comes first, so that presses
 * that were no gesture do no harm. */

static bool has_call_switch(const struct settings *settings)
{
    for (int i = 0; i < settings->switch_count; i++)
        if (strncmp(settings->switches[i] + strspn(settings->switches[i], " \t"), "call", strlen("call")) ==
            0)
            return true;
    return false;
}

static int presses_wanted(const struct settings *settings)
{
    return settings->call_presses + CALL_PRESSES_LEAST - 1;
}

static double seconds(int ms)
{
    return ms / 1000.0;
}

static const char *ways(const struct settings *settings, struct page *page)
{
    struct buffer text = {0};
    bool holds = settings->long_press_function == LONG_CALL && settings->long_press_ms &&
                 settings->scan_control != CONTROL_INVERSE;
    buffer_printf(&text, "%s", _("From everywhere you can call by:"));
    if (holds)
        buffer_printf(&text, _("\n• holding the switch for %.1f s"), seconds(settings->long_press_ms));
    if (settings->call_presses != CALL_PRESSES_OFF)
        buffer_printf(&text, _("\n• %d quick presses, no more than %.2f s apart"),
                      presses_wanted(settings), seconds(settings->call_gap_ms));
    if (has_call_switch(settings))
        buffer_printf(&text, "%s", _("\n• a switch of its own"));
    if (settings->call_gaze && settings->pointing != POINTING_OFF)
        buffer_printf(&text, "%s", _("\n• looking round the corners, clockwise, from the upper right"));
    if (!strchr(buffer_text(&text), '\n'))
        buffer_printf(&text, "%s", _("\n– no gesture! Only the key “Call” does. See the settings."));
    const char *kept = arena_text(&page->arena, buffer_text(&text));
    buffer_destroy(&text);
    return kept;
}

static const char *miss_text(const struct board_context *context, struct page *page)
{
    const struct call_practice *practice = context->call_practice;
    const struct settings *settings = context->settings;
    switch (practice->miss) {
    case CALL_TOO_FEW_PRESSES:
        return arena_printf(&page->arena, _("Only %d presses of %d came within %.2f s of one another."),
                            practice->presses, presses_wanted(settings), seconds(settings->call_gap_ms));
    case CALL_TOO_SHORT:
        return arena_printf(&page->arena, _("Held for %.1f s: it takes %.1f s."), seconds(practice->held_ms),
                            seconds(settings->long_press_ms));
    default:
        return NULL;
    }
}

static const char *result(const struct board_context *context, struct page *page)
{
    static const char *const by[] = {
        [CALL_BY_HOLDING] = N_("Recognised: holding."),
        [CALL_BY_QUICK_PRESSES] = N_("Recognised: quick presses."),
        [CALL_BY_SWITCH] = N_("Recognised: the switch of its own."),
        [CALL_BY_CORNERS] = N_("Recognised: the corners."),
    };
    const struct call_practice *practice = context->call_practice;
    const char *miss = miss_text(context, page);
    if (miss)
        return miss;
    return practice->done ? _(by[practice->last]) : _("Call now: nobody is called while you practise.");
}

static const char *text_of(const struct board_context *context, struct page *page)
{
    const struct call_practice *practice = context->call_practice;
    if (practice && practice->runs)
        return arena_printf(&page->arena, _("%s\n%d of %d"), result(context, page), practice->done,
                            CALL_TRIES);
    if (practice && practice->done >= CALL_TRIES)
        return arena_printf(&page->arena, "%s\n%s", result(context, page),
                            _("That was practised: from now on it calls again."));
    return ways(context->settings, page);
}

void board_calling_build(const struct board_context *context, struct page *page)
{
    bool runs = context->call_practice && context->call_practice->runs;
    page_begin(page, context->screen, _("Practise calling"));
    page->shape = PAGE_ASK;
    page->question = text_of(context, page);
    page_section(page, "calling");
    page_row(page, "calling", ROW_CELLS);
    struct cell *cell = board_add_action(page, ACTION_CALL_PRACTICE, NULL);
    cell->label = runs ? _("Practise on") : _("Begin");
    if (runs) {
        board_add_action(page, ACTION_CALL_PRACTICE_STOP, NULL)->label = _("Stop");
    } else {
        board_add_open(page, CELL_TILE, "settings:calling", _("Settings"));
    }
    board_add_bar(context, page);
}

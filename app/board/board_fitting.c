#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* Fitting the switch (scan/fitting.h): before it, and afterwards one page for each setting that something else would suit,
 * with the reason in words. "fitting", "fitting:scan_time" … "fitting:done"; in the guide "guide:fitting" … "guide:fitted". */

static const char *const names[FITTING_SETTINGS] = {"scan_time", "acceptance_time", "ignore_repeats"};
static const char *const screens[2][FITTING_SETTINGS + 1] = {
    {"fitting:scan_time", "fitting:acceptance_time", "fitting:ignore_repeats", "fitting:done"},
    {"guide:scan_time", "guide:acceptance_time", "guide:ignore_repeats", "guide:fitted"},
};

static int now_of(const struct settings *settings, int which)
{
    return setting_get(settings, setting_find(names[which]));
}

struct fitting_advice board_fitting_advice(const struct fitting *fitting, const struct settings *settings)
{
    const struct fitting_now now = {settings->scan_time_ms, settings->acceptance_ms,
                                    settings->ignore_repeats_ms};
    return fitting_advice_of(fitting, &now);
}

const char *board_fitting_after(const struct fitting_advice *advice, const struct settings *settings,
                                int after, bool guided)
{
    for (int which = after + 1; which < FITTING_SETTINGS; which++)
        if (advice->proposed_ms[which] != now_of(settings, which))
            return screens[guided][which];
    return screens[guided][FITTING_SETTINGS];
}

static const char *shown(struct page *page, int which, int value_ms)
{
    char text[64];
    setting_show(setting_find(names[which]), value_ms, text, sizeof text);
    return arena_text(&page->arena, text);
}

/* --- the reasons ---------------------------------------------------------------------------------------- */

static const char *scan_time_reason(struct page *page, const struct fitting_advice *advice)
{
    return arena_printf(
        &page->arena,
        _("You press %.2f s after the light, give or take %.2f s. The scan time should be about "
          "half as long again, so that most presses come in time: %s."),
        advice->mean_ms / 1000.0, advice->spread_ms / 1000.0,
        shown(page, FITTING_SCAN_TIME, advice->proposed_ms[FITTING_SCAN_TIME]));
}

static const char *touches_between(struct page *page, const struct fitting_advice *advice)
{
    return arena_printf(
        &page->arena, _("Your presses last %d to %d ms. Shorter touches between them: %d, of at most %d ms."),
        advice->held_least_ms, advice->held_most_ms, advice->strays, advice->stray_most_ms);
}

static const char *hold_reason(struct page *page, const struct fitting_advice *advice, int now_ms)
{
    const char *held = touches_between(page, advice);
    switch (advice->hold_reason) {
    case FITTING_HOLD_NOT_NEEDED:
        return arena_printf(
            &page->arena,
            _("Your presses last %d to %d ms, and no shorter touches came between them: a press "
              "can count at once."),
            advice->held_least_ms, advice->held_most_ms);
    case FITTING_HOLD_ONE_STRAY:
        return arena_printf(&page->arena, _("%s\nOne is an accident: nothing need be changed for it."), held);
    case FITTING_HOLD_APART:
        return arena_printf(
            &page->arena,
            _("%s\nIf a press must be held for %s to count, shorter ones are taken for tremor."), held,
            shown(page, FITTING_ACCEPTANCE, advice->proposed_ms[FITTING_ACCEPTANCE]));
    case FITTING_HOLD_ALIKE:
        return arena_printf(&page->arena, _("%s\nThey are too much alike to be told apart by holding."),
                            held);
    case FITTING_HOLD_TOO_LONG_NOW:
        return arena_printf(
            &page->arena, _("Your presses last %d to %d ms. Now they must be held for %s: that loses some."),
            advice->held_least_ms, advice->held_most_ms, shown(page, FITTING_ACCEPTANCE, now_ms));
    default:
        return _("Too few presses were seen from beginning to end to say how long they last.");
    }
}

static const char *repeat_reason(struct page *page, const struct fitting_advice *advice)
{
    const char *value = shown(page, FITTING_IGNORE_REPEATS, advice->proposed_ms[FITTING_IGNORE_REPEATS]);
    if (!advice->repeats)
        return arena_printf(&page->arena, _("No press came double: %s is enough to ignore repeats."), value);
    return arena_printf(
        &page->arena,
        _("Double presses: %d, at most %d ms after letting go. Ignoring repeats for %s makes one "
          "press of them."),
        advice->repeats, advice->repeat_most_ms, value);
}

static const char *reason(const struct board_context *context, struct page *page,
                          const struct fitting_advice *advice, int which)
{
    switch (which) {
    case FITTING_SCAN_TIME:
        return scan_time_reason(page, advice);
    case FITTING_ACCEPTANCE:
        return hold_reason(page, advice, context->settings->acceptance_ms);
    default:
        return repeat_reason(page, advice);
    }
}

/* --- the pages ------------------------------------------------------------------------------------------ */

static void add_again(struct page *page)
{
    board_add_action(page, ACTION_FITTING, NULL)->label = _("Measure again");
}

static struct cell *add_next(struct page *page, const char *id, const char *label, const char *argument)
{
    struct cell *cell = page_cell(page, CELL_TILE, id, label);
    cell->action = (struct action){ACTION_GUIDE, argument};
    return cell;
}

static void build_proposal(const struct board_context *context, struct page *page,
                           const struct fitting_advice *advice, int which, bool guided)
{
    int now_ms = now_of(context->settings, which), proposed_ms = advice->proposed_ms[which];
    const char *next = board_fitting_after(advice, context->settings, which, guided);
    page->question = arena_printf(&page->arena, "%s\n%s", _(setting_find(names[which])->label),
                                  reason(context, page, advice, which));
    page_row(page, "proposal", ROW_CELLS);
    if (proposed_ms != now_ms) {
        add_next(page, "fitting.use",
                 arena_printf(&page->arena, _("Use %s"), shown(page, which, proposed_ms)),
                 arena_printf(&page->arena, "%s %s=%d", next, names[which], proposed_ms))
            ->mark = MARK_YES;
        add_next(page, "fitting.keep", arena_printf(&page->arena, _("Keep %s"), shown(page, which, now_ms)),
                 next)
            ->mark = MARK_NO;
    } else {
        add_next(page, "fitting.on", _("Go on"), next)->mark = MARK_MORE;
    }
    add_again(page);
}

static void build_before(const struct board_context *context, struct page *page, bool guided)
{
    const struct fitting *fitting = context->fitting;
    bool tried = fitting && fitting->touch_count > 0;
    page->question =
        _("Press whenever the marked key lights up, ten times. It takes about a minute, and shows how fast "
          "the light should go for you.");
    if (tried)
        page->question =
            arena_printf(&page->arena, _("Ten presses at the marked key are needed; %d have come."),
                         fitting->presses.timed);
    page_row(page, "fitting", ROW_CELLS);
    board_add_action(page, ACTION_FITTING, NULL);
    if (guided)
        board_guide_add_skip(page, "guide:board");
}

static void build_done(const struct board_context *context, struct page *page,
                       const struct fitting_advice *advice, bool guided)
{
    page->question =
        arena_printf(&page->arena, "%s\n%s\n%s", reason(context, page, advice, FITTING_SCAN_TIME),
                     reason(context, page, advice, FITTING_ACCEPTANCE),
                     reason(context, page, advice, FITTING_IGNORE_REPEATS));
    page_row(page, "fitted", ROW_CELLS);
    if (guided)
        add_next(page, "guide.on", _("Go on"), "guide:board")->mark = MARK_MORE;
    add_again(page);
}

void board_fitting_add(const struct board_context *context, struct page *page, const char *step, bool guided)
{
    const char *name = guided ? "guide:" : "fitting:";
    struct fitting_advice advice = {.done = false};
    if (context->fitting)
        advice = board_fitting_advice(context->fitting, context->settings);
    page->shape = PAGE_ASK;
    page_section(page, "fitting");
    for (int which = 0; which < FITTING_SETTINGS; which++)
        if (advice.done && strcmp(step, screens[guided][which] + strlen(name)) == 0) {
            build_proposal(context, page, &advice, which, guided);
            return;
        }
    if (advice.done && strcmp(step, guided ? "fitting" : "") != 0)
        build_done(context, page, &advice, guided);
    else
        build_before(context, page, guided);
}

void board_fitting_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Fit the switch"));
    board_fitting_add(context, page, context->argument, false);
    board_add_bar(context, page);
}

bool board_fitting_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    for (int which = 0; which <= FITTING_SETTINGS; which++)
        if (strcmp(screens[false][which] + strlen("fitting:"), argument) == 0)
            return true;
    return false;
}

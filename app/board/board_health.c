#include "board/board_parts.h"

#include "base/text.h"

/* Switch health: what the last days have shown of it (scan/switch_habits.h), and what is proposed from that. */

enum { LINES_AT_MOST = 4 };

static const char *shown(struct page *page, const char *setting, int value)
{
    char text[64];
    setting_show(setting_find(setting), value, text, sizeof text);
    return arena_text(&page->arena, text);
}

static int percent(int count, int of)
{
    return of > 0 ? (int)(((int64_t)count * 100 + of / 2) / of) : 0;
}

/* --- the proposal ---------------------------------------------------------------------------------------- */

static const char *when(const struct habit_proposal *proposal)
{
    return proposal->evening ? _("In the evenings of the last days") : _("In the mornings of the last days");
}

static const char *words_of(struct page *page, const struct habit_proposal *proposal)
{
    const struct switch_habit *seen = &proposal->seen;
    int presses = seen->counts[HABIT_PRESSES];
    switch (proposal->kind) {
    case HABIT_SLOWER:
        return arena_printf(
            &page->arena,
            _("%s, of %d presses %d %% came late, and %d %% were taken back. Should the light go slower by "
              "100 ms?"),
            when(proposal), presses, percent(seen->counts[HABIT_LATE], presses),
            percent(seen->counts[HABIT_CORRECTED], presses));
    case HABIT_FASTER:
        return arena_printf(
            &page->arena,
            _("%s, of %d presses hardly any came late, on average %.2f s after the light. Should it go "
              "faster by 100 ms?"),
            when(proposal), presses,
            seen->counts[HABIT_TIMED_MS] / 1000.0 / (seen->counts[HABIT_TIMED] + !seen->counts[HABIT_TIMED]));
    case HABIT_IGNORE_LONGER:
        return arena_printf(
            &page->arena,
            _("%s, of %d presses %d %% came double. Should repeats be ignored for 100 ms longer?"),
            when(proposal), presses, percent(seen->counts[HABIT_DOUBLE], presses));
    default:
        if (presses >= HABITS_PRESSES)
            return _("The settings suit how you press at this time of the day: nothing is proposed.");
        return arena_printf(&page->arena,
                            _("A proposal takes %d presses with these settings at this time of the day. So "
                              "far there were %d."),
                            HABITS_PRESSES, presses);
    }
}

static void add_answers(struct page *page, const struct habit_proposal *proposal)
{
    const char *name = proposal->kind == HABIT_IGNORE_LONGER ? "ignore_repeats" : "scan_time";
    page_row(page, "proposal", ROW_CELLS);
    struct cell *cell =
        page_cell(page, CELL_TILE, "health.yes",
                  arena_printf(&page->arena, _("Use %s"), shown(page, name, proposal->proposed_ms)));
    cell->mark = MARK_YES;
    cell->action = (struct action){ACTION_GUIDE,
                                   arena_printf(&page->arena, "health %s=%d", name, proposal->proposed_ms)};
    board_add_action(page, ACTION_HABITS_NO, NULL);
}

/* --- the days -------------------------------------------------------------------------------------------- */

static const char *line_of(struct page *page, const struct switch_habit *habit)
{
    char date[11];
    const int *counts = habit->counts;
    switch_habit_date(habit, date);
    int held_ms = switch_habit_median_hold_ms(habit);
    return arena_printf(
        &page->arena,
        _("%s %s: presses %d · late %d · back %d · double %d · held %d ms · bounces %d · stuck %d · gone %d"),
        date + 5, habit->evening ? _("evening") : _("morning"), counts[HABIT_PRESSES], counts[HABIT_LATE],
        counts[HABIT_CORRECTED], counts[HABIT_DOUBLE] + counts[HABIT_IGNORED], held_ms < 0 ? 0 : held_ms,
        counts[HABIT_BOUNCES], counts[HABIT_STUCK], counts[HABIT_GONE]);
}

/* Newest first; those of a half day with other settings are one line. */
static void add_days(const struct board_context *context, struct page *page)
{
    const struct switch_habits *habits = context->habits;
    int lines = 0;
    for (int i = habits->count - 1; i >= 0 && lines < LINES_AT_MOST; lines++) {
        struct switch_habit sum = habits->records[i];
        for (i--; i >= 0 && habits->records[i].day == sum.day && habits->records[i].evening == sum.evening;
             i--) {
            for (int c = 0; c < HABIT_COUNTS; c++)
                sum.counts[c] += habits->records[i].counts[c];
            for (int c = 0; c < HABIT_HOLDS; c++)
                sum.holds[c] += habits->records[i].holds[c];
        }
        page_row(page, arena_printf(&page->arena, "day.%d", lines), ROW_STRIP);
        page_cell(page, CELL_LINE, arena_printf(&page->arena, "health.%d", lines), line_of(page, &sum));
    }
}

void board_health_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Switch health"));
    page->shape = PAGE_ASK;
    page->question = words_of(page, &context->habit_proposal);
    page_section(page, "health");
    if (context->habits)
        add_days(context, page);
    if (context->habit_proposal.kind != HABIT_NO_PROPOSAL)
        add_answers(page, &context->habit_proposal);
    page_row(page, "health", ROW_BAR);
    board_add_open(page, CELL_ACTION, "fitting", _("Fit the switch"));
    board_add_open(page, CELL_ACTION, "settings:switch", _("Switch"));
    board_add_bar(context, page);
}

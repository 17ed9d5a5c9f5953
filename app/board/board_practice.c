#include "board/board_parts.h"

#include "base/text.h"

/* Practising to press (scan/practice.h): before and after it, and while it runs. */

/* --- before and after ----------------------------------------------------------------------------------- */

static const char *scan_time_text(struct page *page, int scan_time_ms)
{
    char text[64];
    setting_show(setting_find("scan_time"), scan_time_ms, text, sizeof text);
    return arena_text(&page->arena, text);
}

static const char *introduction(void)
{
    return _("Press whenever the marked key lights up. It lasts three minutes and shows how you press.\n"
             "To end it sooner press when “Stop” lights up, or do not press at all for a while.");
}

static const char *advice(const struct board_context *context, struct page *page,
                          const struct practice_summary *summary)
{
    int now_ms = context->settings->scan_time_ms;
    if (!summary->proposed_ms)
        return _("For advice on the scan time ten presses at the marked key are needed.");
    if (summary->proposed_ms == now_ms)
        return arena_printf(&page->arena, _("The scan time of %s suits that."), scan_time_text(page, now_ms));
    return arena_printf(&page->arena, _("A scan time of %s would suit that; now it is %s."),
                        scan_time_text(page, summary->proposed_ms), scan_time_text(page, now_ms));
}

static const char *result(const struct board_context *context, struct page *page,
                          const struct practice_summary *summary)
{
    const int *counts = summary->counts;
    const char *tries = arena_printf(
        &page->arena, _("Right %d, late %d, early %d, missed %d, other keys %d."), counts[PRACTICE_RIGHT],
        counts[PRACTICE_LATE], counts[PRACTICE_EARLY], counts[PRACTICE_MISSED], counts[PRACTICE_OTHER]);
    if (!summary->timed)
        return arena_printf(&page->arena, "%s\n%s", tries, advice(context, page, summary));
    return arena_printf(&page->arena, _("%s\nYou press %.2f s after the light, give or take %.2f s.\n%s"),
                        tries, summary->mean_ms / 1000.0, summary->spread_ms / 1000.0,
                        advice(context, page, summary));
}

/* A proposal is said, never taken by itself. */
static void add_proposal(const struct board_context *context, struct page *page,
                         const struct practice_summary *summary)
{
    int now_ms = context->settings->scan_time_ms, proposed_ms = summary->proposed_ms;
    if (!proposed_ms || proposed_ms == now_ms)
        return;
    page_row(page, "proposal", ROW_CELLS);
    struct cell *cell = page_cell(page, CELL_TILE, "practice.keep",
                                  arena_printf(&page->arena, _("Keep %s"), scan_time_text(page, now_ms)));
    cell->action.kind = ACTION_BACK;
    cell = page_cell(page, CELL_TILE, "practice.use",
                     arena_printf(&page->arena, _("Use %s"), scan_time_text(page, proposed_ms)));
    cell->action =
        (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "scan_time=%d", proposed_ms)};
}

void board_practice_build(const struct board_context *context, struct page *page)
{
    bool done = context->practice && context->practice->end != PRACTICE_NOT_BEGUN;
    page_begin(page, context->screen, _("Practice"));
    page->shape = PAGE_ASK;
    page_section(page, "practice");
    page->question = introduction();
    if (done) {
        struct practice_summary summary = practice_summary_of(context->practice);
        page->question = result(context, page, &summary);
        add_proposal(context, page, &summary);
    }
    page_row(page, "practice", ROW_CELLS);
    struct cell *cell = board_add_action(page, ACTION_PRACTICE, NULL);
    cell->label = done ? _("Practise again") : _("Begin");
    board_add_open(page, CELL_TILE, "person", _("How you press"));
    board_add_bar(context, page);
}

/* --- while it runs -------------------------------------------------------------------------------------- */

static const char *feedback(const struct practice *practice, struct page *page)
{
    struct practice_try last = practice_last(practice);
    double time_s = last.time_ms / 1000.0;
    if (practice->answered_turn != practice->turn)
        return _("Press when the marked key lights up");
    switch (last.answer) {
    case PRACTICE_RIGHT:
        return arena_printf(&page->arena, _("Right!\n%.2f s"), time_s);
    case PRACTICE_LATE:
        return arena_printf(&page->arena, _("A little late\n%.2f s"), time_s);
    case PRACTICE_EARLY:
        return arena_printf(&page->arena, _("A little early\n%.2f s before it lit up"), time_s);
    case PRACTICE_MISSED:
        return practice->slowed ? _("Missed\nIt goes slower now") : _("Missed\nAnother one comes");
    default:
        return _("Not this one\nWait for the marked key");
    }
}

/* What is lit one after the other: the keys, stop, call. */
void board_practice_run_build(const struct board_context *context, struct page *page)
{
    const struct practice *practice = context->practice;
    struct practice_summary summary = practice_summary_of(practice);
    page_begin(page, "practice-run", _("Practice"));
    page->shape = PAGE_ASK;
    page->question = feedback(practice, page);
    page_section(page, "keys");
    page_row(page, "keys", ROW_CELLS);
    for (int key = 0; key < PRACTICE_KEYS; key++) {
        bool marked = key == practice->target;
        const char *number = arena_printf(&page->arena, "%d", key);
        struct cell *cell = page_cell(page, CELL_TILE, arena_printf(&page->arena, "practice.%s", number),
                                      marked ? _("Here") : "·");
        cell->action = (struct action){ACTION_PRACTICE_KEY, number};
        cell->mark = marked ? MARK_KEEP : MARK_NONE;
        cell->tint = marked ? TINT_GREEN : TINT_NONE;
    }
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_PRACTICE_STOP, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    const char *count =
        practice->settings.presses_wanted
            ? arena_printf(&page->arena, _("Measured %d of %d"), summary.timed,
                           practice->settings.presses_wanted)
            : arena_printf(&page->arena, _("Right %d of %d · %d min"), summary.counts[PRACTICE_RIGHT],
                           practice->try_count, practice_minutes_left(practice));
    page_cell(page, CELL_LINE, "practice.count", count)->span = 2;
}

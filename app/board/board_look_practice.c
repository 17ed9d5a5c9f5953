#include "board/board_parts.h"

#include <math.h>

#include "base/text.h"
#include "board/gaze_grid.h"

/* Practising to look (input/gaze_practice.h): before and after it, and while it runs. */

/* Blinks alone are some 6 % of the time. */
enum { LOST_OFTEN_PERCENT = 10 };

/* --- before and after ----------------------------------------------------------------------------------- */

static const char *shown(struct page *page, const char *setting, int value)
{
    char text[64];
    setting_show(setting_find(setting), value, text, sizeof text);
    return arena_text(&page->arena, text);
}

static const char *how_it_went(struct page *page, const struct gaze_practice_summary *summary)
{
    const char *found = arena_printf(
        &page->arena, _("Found %d of %d keys, %.1f s each; stayed on %d long enough to take them."),
        summary->found, summary->tried, summary->arrive_ms / 1000.0, summary->hit);
    if (summary->lost_percent < LOST_OFTEN_PERCENT)
        return found;
    return arena_printf(&page->arena, _("%s The tracker did not see the eyes for %d %% of the time."), found,
                        summary->lost_percent);
}

static const char *advice_on_dwell(const struct board_context *context, struct page *page,
                                   const struct gaze_practice_summary *summary)
{
    int now_ms = context->settings->dwell_ms, proposed_ms = summary->proposed_dwell_ms;
    if (!proposed_ms)
        return _("The eyes do not stay long enough for a dwell time to be proposed.");
    if (proposed_ms == now_ms)
        return arena_printf(&page->arena, _("The dwell time of %s suits that."),
                            shown(page, "dwell_time", now_ms));
    return arena_printf(&page->arena, _("A dwell time of %s would suit that; now it is %s."),
                        shown(page, "dwell_time", proposed_ms), shown(page, "dwell_time", now_ms));
}

static const char *result(const struct board_context *context, struct page *page,
                          const struct gaze_practice_summary *summary)
{
    const char *went = how_it_went(page, summary);
    if (!summary->proposes_keys)
        return arena_printf(&page->arena, _("%s\nFor advice ten keys must be found."), went);
    return arena_printf(&page->arena, "%s\n%s\n%s", went,
                        board_exactness(context, page, summary->accuracy_degrees, summary->precision_degrees),
                        advice_on_dwell(context, page, summary));
}

/* Proposals are said, never taken by themselves. */
static void add_proposals(const struct board_context *context, struct page *page,
                          const struct gaze_practice_summary *summary)
{
    int proposed_ms = summary->proposed_dwell_ms;
    bool dwell = proposed_ms && proposed_ms != context->settings->dwell_ms;
    bool keys = summary->proposes_keys &&
                board_key_size_tenths(summary->accuracy_degrees, summary->precision_degrees) !=
                    context->settings->key_degree_tenths;
    if (!dwell && !keys)
        return;
    page_row(page, "proposals", ROW_CELLS);
    page_cell(page, CELL_TILE, "gaze.leave", _("Leave all as it is"))->action.kind = ACTION_BACK;
    if (keys)
        board_add_key_size(context, page, summary->accuracy_degrees, summary->precision_degrees);
    if (!dwell)
        return;
    struct cell *cell =
        page_cell(page, CELL_TILE, "gaze.dwell",
                  arena_printf(&page->arena, _("Dwell for %s"), shown(page, "dwell_time", proposed_ms)));
    cell->action =
        (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "dwell_time=%d", proposed_ms)};
}

void board_look_practice_build(const struct board_context *context, struct page *page)
{
    const struct gaze_practice *practice = context->gaze ? context->gaze->practice : NULL;
    bool done = practice && practice->end != GAZE_PRACTICE_NOT_BEGUN;
    page_begin(page, context->screen, _("Practise looking"));
    page->shape = PAGE_ASK;
    page_section(page, "practice");
    page->question = _("Look at the marked key until the mark moves on. It takes a minute and shows how "
                       "exact your gaze is.\n"
                       "To end it sooner, look at Stop or close your eyes for a while.");
    if (done) {
        struct gaze_practice_summary summary = gaze_practice_summary_of(practice);
        page->question = result(context, page, &summary);
        add_proposals(context, page, &summary);
    }
    page_row(page, "practice", ROW_CELLS);
    struct cell *cell = board_add_action(page, ACTION_GAZE_PRACTICE, NULL);
    cell->label = done ? _("Practise again") : _("Begin");
    cell->empty = !context->gaze;
    board_add_open(page, CELL_TILE, "gaze", _("Eye tracker"));
    board_add_bar(context, page);
}

/* --- while it runs -------------------------------------------------------------------------------------- */

/* The first cells are the keys, in their order. What is to be looked at is a dot in the middle: a text draws the eyes along
 * itself. */
static void add_keys(const struct board_context *context, struct page *page)
{
    const struct gaze_practice *practice = context->gaze->practice;
    int columns = gaze_grid_of(context->width_px, context->height_px, context->gaze->key_px).columns;
    page_section(page, "keys");
    for (int key = 0; key < practice->settings.keys; key++) {
        bool marked = key == practice->target;
        if (key % columns == 0)
            page_row(page, arena_printf(&page->arena, "keys.%d", key / columns), ROW_CELLS);
        struct cell *cell =
            page_cell(page, CELL_KEY, arena_printf(&page->arena, "look.%d", key), marked ? "●" : "·");
        cell->tint = marked ? TINT_GREEN : TINT_NONE;
        cell->chosen = marked;
        cell->calm = !marked;
    }
}

void board_look_practice_run_build(const struct board_context *context, struct page *page)
{
    const struct gaze_practice *practice = context->gaze->practice;
    page_begin(page, "gaze-practice", _("Look at the marked key"));
    page->key_px = context->gaze->key_px;
    add_keys(context, page);
    board_add_gaze_bar(page);
    const char *count = arena_printf(&page->arena, "%d / %d", practice->try_count, GAZE_PRACTICE_TARGETS);
    page_cell(page, CELL_LINE, "look.count", count);
}

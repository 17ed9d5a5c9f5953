#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "board/setting_search.h"

/* "settings:search": what is looked for is written or typed, and found as one types. "settings:changes": what was changed
 * since the program began, to be taken back one by one. */

enum { HITS_AT_MOST = 160, FITS = 4, MORE_CHANGES = 3 };

/* --- search ---------------------------------------------------------------------------------------------- */

struct hits {
    const struct board_context *context;
    struct hit {
        const struct setting_info *info;
        const struct board_door *door;
    } hits[HITS_AT_MOST];
    int count;
};

static const char *question_of(const struct board_context *context)
{
    return context->setting_question ? context->setting_question : "";
}

static int fit_of_setting(const struct board_context *context, const struct setting_info *info)
{
    const struct searched thing = {info->name, info->label, setting_group_label(info->group), info->help,
                                   info->choices};
    return setting_search_fit(&thing, question_of(context), context->lexicon);
}

static int fit_of_door(const struct board_context *context, const struct board_door *door)
{
    const struct searched thing = {.name = door->screen, .label = door->label};
    return setting_search_fit(&thing, question_of(context), context->lexicon);
}

static void add_fitting(struct hits *hits, int fit)
{
    for (size_t i = 0; i < settings_count() && hits->count < HITS_AT_MOST; i++)
        if (fit_of_setting(hits->context, &settings_table[i]) == fit)
            hits->hits[hits->count++] = (struct hit){&settings_table[i], NULL};
    for (int i = 0; i < board_door_count && hits->count < HITS_AT_MOST; i++)
        if (fit_of_door(hits->context, &board_doors[i]) == fit)
            hits->hits[hits->count++] = (struct hit){NULL, &board_doors[i]};
}

static void add_hit(const void *state, struct page *page, int index)
{
    const struct hits *hits = state;
    const struct hit *hit = &hits->hits[index];
    struct cell *cell = hit->info ? board_add_setting(hits->context, page, hit->info)
                                  : board_add_open(page, CELL_TILE, hit->door->screen, _(hit->door->label));
    cell->id = arena_printf(&page->arena, "hit.%d", index);
}

static void say_instead(struct page *page, const char *text)
{
    page_row(page, "nothing", ROW_CELLS);
    page_cell(page, CELL_LINE, "nothing", text);
}

void board_setting_search_build(const struct board_context *context, struct page *page)
{
    bool portrait = context->height_px > context->width_px;
    struct hits *hits = arena_new(&page->arena, 1, sizeof *hits);
    hits->context = context;
    for (int fit = 0; fit < FITS; fit++)
        add_fitting(hits, fit);
    page->with_message = true; /* what is looked for stands there */
    page_row(page, "search", ROW_BAR);
    board_add_open(page, CELL_ACTION, "write",
                   question_of(context)[0] ? _("Change the words") : _("Write what to look for"))
        ->mark = MARK_WRITE;
    page_section(page, "hits");
    if (hits->count == 0)
        say_instead(
            page, question_of(context)[0]
                      ? _("Nothing was found. Fewer or shorter words may find more.")
                      : _("Type on the keyboard, or choose “Write what to look for”.\nSettings are found by "
                          "their names, groups, values and help."));
    else
        board_add_grid(context, page,
                       &(struct board_grid){.total = hits->count,
                                            .columns = portrait ? 2 : 3,
                                            .rows = portrait ? 6 : 4,
                                            .row_id = "hits",
                                            .add = add_hit,
                                            .state = hits});
}

/* --- what was changed ------------------------------------------------------------------------------------- */

static const char *shown(struct page *page, const struct setting_info *info, int value)
{
    char text[80];
    setting_show(info, value, text, sizeof text);
    return arena_text(&page->arena, text);
}

const char *board_change_text(struct page *page, const struct board_setting_change *change)
{
    return arena_printf(&page->arena, "%s → %s", shown(page, change->info, change->before),
                        shown(page, change->info, change->after));
}

/* Changes that were made by one choice belong together. */
static int first_of(const struct board_context *context, int act)
{
    int at = context->change_count;
    for (int i = 0, acts = 0; i < context->change_count; i++) {
        acts += i == 0 || context->changes[i].act != context->changes[i - 1].act;
        if (acts == act + 1) {
            at = i;
            break;
        }
    }
    return at;
}

static int count_of(const struct board_context *context, int first)
{
    int count = 1;
    while (first + count < context->change_count &&
           context->changes[first + count].act == context->changes[first].act)
        count++;
    return count;
}

static const char *note_of(const struct board_context *context, struct page *page, int first, int count)
{
    const char *note = board_change_text(page, &context->changes[first]);
    for (int i = 1; i < count && i < MORE_CHANGES; i++)
        note = arena_printf(&page->arena, "%s; %s: %s", note, _(context->changes[first + i].info->label),
                            board_change_text(page, &context->changes[first + i]));
    return count > MORE_CHANGES ? arena_printf(&page->arena, "%s …", note) : note;
}

static void add_change(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    int first = first_of(context, index), count = count_of(context, first);
    const struct board_setting_change *change = &context->changes[first];
    struct cell *cell =
        page_cell(page, CELL_PHRASE, arena_printf(&page->arena, "change.%d", index), _(change->info->label));
    cell->note = note_of(context, page, first, count);
    cell->mark = MARK_UNDO;
    cell->action = (struct action){ACTION_SETTING_UNDO, arena_printf(&page->arena, "%u", change->act)};
}

void board_setting_changes_build(const struct board_context *context, struct page *page)
{
    bool portrait = context->height_px > context->width_px;
    int acts = 0;
    while (first_of(context, acts) < context->change_count)
        acts++;
    if (acts == 0) {
        say_instead(page, _("No setting was changed since the program began."));
        return;
    }
    page->title = _("Last changes: choose one to take it back");
    board_add_grid(context, page,
                   &(struct board_grid){.total = acts,
                                        .columns = portrait ? 1 : 2,
                                        .rows = portrait ? 7 : 5,
                                        .row_id = "changes",
                                        .add = add_change,
                                        .state = context});
}

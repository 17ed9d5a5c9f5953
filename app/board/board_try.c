#include "board/board_parts.h"

#include "base/text.h"

/* "try:scan_time": a value of a setting in force on this page alone, and for a while, before it is kept (app_trial.c). */

static bool is_heard(enum setting_trial trial)
{
    return trial == TRIAL_VOICE || trial == TRIAL_CUE || trial == TRIAL_READING || trial == TRIAL_CLICK;
}

static const char *question(const struct board_context *context, struct page *page,
                            const struct setting_info *info)
{
    char now[80], before[80];
    setting_show(info, setting_get(context->settings, info), now, sizeof now);
    setting_show(info, context->tried_before, before, sizeof before);
    if (context->tried != info)
        return arena_printf(
            &page->arena,
            _("%s: %s\nWhat you choose here is in force at once, but only on this page. Nothing is "
              "kept before you say so."),
            _(info->label), now);
    return arena_printf(
        &page->arena,
        _("%s: %s is being tried. Before: %s\nWithout “Keep this value” everything becomes as it was: when "
          "you leave, and when nothing is chosen for a while."),
        _(info->label), now, before);
}

static void add_answers(const struct board_context *context, struct page *page,
                        const struct setting_info *info)
{
    page_row(page, "answers", ROW_CELLS);
    board_add_action(page, ACTION_TRY_KEEP, NULL)->empty = context->tried != info;
    if (is_heard(info->trial))
        board_add_action(page, ACTION_TRY_HEAR, info->name);
    struct cell *cell = page_cell(page, CELL_TILE, "try.leave", _("As it was before"));
    cell->mark = MARK_UNDO;
    cell->action = (struct action){ACTION_BACK, NULL};
}

void board_try_build(const struct board_context *context, struct page *page)
{
    const struct setting_info *info = setting_find(context->argument);
    page_begin(page, context->screen, _("Try values"));
    page->shape = PAGE_ASK;
    page->question = "";
    page_section(page, "try");
    if (info) {
        page->question = question(context, page, info);
        board_add_values(context, page, info, ACTION_TRY);
        add_answers(context, page, info);
    }
    board_add_bar(context, page);
}

bool board_try_knows(const struct board_context *context, const char *argument)
{
    const struct setting_info *info = setting_find(argument);
    (void)context;
    return info && info->trial != TRIAL_NONE;
}

#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* The settings, out of the one table: groups → settings with their values → one setting.
 * "settings", "settings:scanning", "settings:scan_time". */

static const char *const group_names[SETTINGS_GROUP_COUNT] = {"screen", "scanning", "switch", "voice",
                                                              "cue",    "write",    "reading",  "looking"};

static int group_called(const char *name)
{
    for (int group = 0; group < SETTINGS_GROUP_COUNT; group++)
        if (strcmp(group_names[group], name) == 0)
            return group;
    return -1;
}

static void build_groups(const struct board_context *context, struct page *page)
{
    int columns = context->height_px > context->width_px ? 2 : 4;
    for (int group = 0; group < SETTINGS_GROUP_COUNT; group++) {
        if (group % columns == 0)
            page_row(page, arena_printf(&page->arena, "groups.%d", group / columns), ROW_CELLS);
        board_add_open(page, CELL_TILE, arena_printf(&page->arena, "settings:%s", group_names[group]),
                       _(setting_group_label((enum setting_group)group)));
    }
}

static void add_person(const struct board_context *context, struct page *page)
{
    page_row(page, "person", ROW_CELLS);
    board_add_open(page, CELL_TILE, "guide", _("Set up anew"));
    board_add_open(page, CELL_TILE, "fitting", _("Fit the switch"));
    board_add_open(page, CELL_TILE, "practice", _("Practise pressing"));
    struct cell *cell = board_add_open(page, CELL_TILE, "person", _("How you press"));
    if (context->habit_proposal.kind != HABIT_NO_PROPOSAL)
        cell->note = _("a proposal");
    board_add_open(page, CELL_TILE, "gaze", _("Eye tracker"));
    page_row(page, "keep", ROW_CELLS);
    board_add_open(page, CELL_TILE, "recordings", _("Recorded voice"));
    board_add_open(page, CELL_TILE, "copies", _("Copies"));
    board_add_open(page, CELL_TILE, "paper", _("Boards on paper"));
}

/* The way out of the program stands apart from everything that is chosen often. */
static void add_quit(struct page *page)
{
    page_row(page, "quit", ROW_BAR);
    board_add_action(page, ACTION_QUIT, NULL);
}

static const char *value_text(const struct board_context *context, struct page *page,
                              const struct setting_info *info)
{
    char text[SETTINGS_TEXT_BYTES];
    if (info->type == SETTING_TEXT)
        return arena_text(&page->arena, (const char *)context->settings + info->offset);
    setting_show(info, setting_get(context->settings, info), text, sizeof text);
    return board_capital(page, text);
}

struct settings_of_group {
    const struct board_context *context;
    const struct setting_info *infos[32];
    int count;
};

static void add_setting(const void *state, struct page *page, int index)
{
    const struct settings_of_group *of = state;
    const struct setting_info *info = of->infos[index];
    if (index == of->count) { /* after the settings of writing */
        board_add_open(page, CELL_TILE, "words", _("Learnt words"));
        return;
    }
    struct cell *cell = board_add_open(page, CELL_TILE, arena_printf(&page->arena, "settings:%s", info->name),
                                       _(info->label));
    const char *value = value_text(of->context, page, info);
    cell->note = value[0] ? value : "–";
}

static void build_group(const struct board_context *context, struct page *page, int group)
{
    struct settings_of_group of = {.context = context};
    for (size_t i = 0; i < settings_count() && of.count < 32; i++)
        if ((int)settings_table[i].group == group)
            of.infos[of.count++] = &settings_table[i];
    bool portrait = context->height_px > context->width_px;
    board_add_grid(context, page,
                   &(struct board_grid){.total = of.count + (group == SETTINGS_WRITING),
                                        .columns = portrait ? 2 : 3,
                                        .rows = portrait ? 6 : 4,
                                        .row_id = "settings",
                                        .add = add_setting,
                                        .state = &of});
}

static void add_value(const struct board_context *context, struct page *page, const struct setting_info *info,
                      int value, const char *id)
{
    char text[80];
    setting_show(info, value, text, sizeof text);
    struct cell *cell = page_cell(page, CELL_TILE, id, board_capital(page, text));
    cell->action =
        (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "%s=%d", info->name, value)};
    cell->chosen = setting_get(context->settings, info) == value;
}

static void build_choices(const struct board_context *context, struct page *page,
                          const struct setting_info *info)
{
    int columns = info->most + 1 > 3 ? (info->most + 2) / 2 : info->most + 1;
    for (int value = info->least; value <= info->most; value++) {
        if (value % columns == 0)
            page_row(page, arena_printf(&page->arena, "values.%d", value / columns), ROW_CELLS);
        add_value(context, page, info, value, arena_printf(&page->arena, "value.%d", value));
    }
}

static void add_change(struct page *page, const struct setting_info *info, int now, int steps, const char *id,
                       const char *note)
{
    int by = steps * info->step;
    int value = now + by < info->least ? info->least : now + by > info->most ? info->most : now + by;
    char shown[64];
    setting_show(info, value, shown, sizeof shown);
    struct cell *cell = page_cell(page, CELL_TILE, id, shown);
    cell->note = arena_text(&page->arena, note);
    cell->action =
        (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "%s=%d", info->name, value)};
    cell->empty = value == now;
}

/* Four changes (far less, less, more, far more) and the start value; the present value stands in the question. */
static void build_number(const struct board_context *context, struct page *page,
                         const struct setting_info *info)
{
    int now = setting_get(context->settings, info);
    page_row(page, "change", ROW_CELLS);
    add_change(page, info, now, -5, "change.less5", _("much less"));
    add_change(page, info, now, -1, "change.less", _("a little less"));
    add_change(page, info, now, 1, "change.more", _("a little more"));
    add_change(page, info, now, 5, "change.more5", _("much more"));
    page_row(page, "start", ROW_CELLS);
    char shown[64];
    setting_show(info, info->start, shown, sizeof shown);
    struct cell *cell = page_cell(page, CELL_TILE, "change.start", shown);
    cell->note = _("start value");
    cell->action =
        (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "%s=%d", info->name, info->start)};
    cell->empty = now == info->start;
}

static void build_one(const struct board_context *context, struct page *page, const struct setting_info *info)
{
    const char *value = value_text(context, page, info);
    page->shape = PAGE_ASK;
    page->question = arena_printf(&page->arena, _("%s: %s\n%s"), _(info->label), value, _(info->help));
    if (info->type == SETTING_NUMBER)
        build_number(context, page, info);
    else if (info->type != SETTING_TEXT)
        build_choices(context, page, info);
    else
        page->question = arena_printf(&page->arena, _("%s: %s\n%s"), _(info->label), value[0] ? value : "–",
                                      _("A helper writes this into the file settings.conf."));
}

void board_settings_build(const struct board_context *context, struct page *page)
{
    const struct setting_info *info = setting_find(context->argument);
    int group = group_called(context->argument);
    const char *title = info         ? _(info->label)
                        : group >= 0 ? _(setting_group_label((enum setting_group)group))
                                     : _("Settings");
    page_begin(page, context->screen, title);
    page_section(page, "settings");
    if (info)
        build_one(context, page, info);
    else if (group >= 0)
        build_group(context, page, group);
    else
        build_groups(context, page);
    if (!info && group < 0) {
        add_person(context, page);
        add_quit(page);
    }
    board_add_bar(context, page);
}

bool board_settings_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return setting_find(argument) || group_called(argument) >= 0;
}

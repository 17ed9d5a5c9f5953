#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* The settings, out of the one table: groups → settings with their values → one setting.
 * "settings", "settings:scanning", "settings:scan_time". */

static const char *const group_names[SETTINGS_GROUP_COUNT] = {
    "screen", "scanning", "switch", "calling", "voice", "cue", "write", "reading", "looking"};

static int group_called(const char *name)
{
    for (int group = 0; group < SETTINGS_GROUP_COUNT; group++)
        if (strcmp(group_names[group], name) == 0)
            return group;
    return -1;
}

static void build_groups(const struct board_context *context, struct page *page)
{
    int columns = context->height_px > context->width_px ? 3 : 5;
    for (int group = 0; group < SETTINGS_GROUP_COUNT; group++) {
        if (group % columns == 0)
            page_row(page, arena_printf(&page->arena, "groups.%d", group / columns), ROW_CELLS);
        board_add_open(page, CELL_TILE, arena_printf(&page->arena, "settings:%s", group_names[group]),
                       _(setting_group_label((enum setting_group)group)));
    }
}

const struct board_door board_doors[] = {
    {"guide", N_("Set up anew")},
    {"fitting", N_("Fit the switch")},
    {"practice", N_("Practise pressing")},
    {"person", N_("How you press")},
    {"gaze", N_("Eye tracker")},
    {"settings:search", N_("Search")},
    {"settings:changes", N_("Last changes")},
    {"recordings", N_("Recorded voice")},
    {"copies", N_("Copies")},
    {"paper", N_("Boards on paper")},
    {"people", N_("People")},
    {"calling", N_("Practise calling")},
    {"words", N_("Learnt words")},
    {"edit", N_("Change phrases")},
    {"health", N_("Switch health")},
};
const int board_door_count = sizeof board_doors / sizeof board_doors[0];
enum { PERSON_DOORS = 5, KEEP_DOORS = 11 }; /* of the first page: the first of them in two rows */

static void add_doors(const struct board_context *context, struct page *page, int from, int to)
{
    for (int i = from; i < to; i++) {
        const struct board_door *door = &board_doors[i];
        struct cell *cell = board_add_open(page, CELL_TILE, door->screen, _(door->label));
        if (strcmp(door->screen, "person") == 0 && context->habit_proposal.kind != HABIT_NO_PROPOSAL)
            cell->note = _("a proposal");
        if (strcmp(door->screen, "settings:search") == 0)
            cell->mark = MARK_SEARCH;
        if (strcmp(door->screen, "settings:changes") == 0) {
            cell->mark = MARK_UNDO;
            cell->empty = context->change_count == 0;
        }
    }
}

static void add_person(const struct board_context *context, struct page *page)
{
    page_row(page, "person", ROW_CELLS);
    add_doors(context, page, 0, PERSON_DOORS);
    page_row(page, "keep", ROW_CELLS);
    add_doors(context, page, PERSON_DOORS, KEEP_DOORS);
}

/* The way out of the program stands apart from everything that is chosen often. */
static void add_quit(const struct board_context *context, struct page *page)
{
    page_row(page, "quit", ROW_BAR);
    board_add_lock_now(context, page);
    board_add_action(page, ACTION_QUIT, NULL);
}

static const char *value_text(const struct board_context *context, struct page *page,
                              const struct setting_info *info)
{
    char text[SETTINGS_TEXT_BYTES];
    if (info->secret)
        return ((const char *)context->settings + info->offset)[0] ? "••••" : "";
    if (info->type == SETTING_TEXT)
        return arena_text(&page->arena, (const char *)context->settings + info->offset);
    setting_show(info, setting_get(context->settings, info), text, sizeof text);
    return board_capital(page, text);
}

struct settings_of_group {
    const struct board_context *context;
    const struct setting_info *infos[32];
    int count;
    bool calls;
};

struct cell *board_add_setting(const struct board_context *context, struct page *page,
                               const struct setting_info *info)
{
    struct cell *cell = board_add_open(page, CELL_TILE, arena_printf(&page->arena, "settings:%s", info->name),
                                       _(info->label));
    const char *value = value_text(context, page, info);
    cell->note = value[0] ? value : "–";
    return cell;
}

static void add_setting(const void *state, struct page *page, int index)
{
    const struct settings_of_group *of = state;
    if (index == of->count) { /* after the settings of writing, of calling */
        if (of->calls)
            board_add_open(page, CELL_TILE, "calling", _("Practise calling"));
        else
            board_add_open(page, CELL_TILE, "words", _("Learnt words"));
        return;
    }
    board_add_setting(of->context, page, of->infos[index]);
}

static void build_group(const struct board_context *context, struct page *page, int group)
{
    struct settings_of_group of = {.context = context, .calls = group == SETTINGS_CALL};
    for (size_t i = 0; i < settings_count() && of.count < 32; i++)
        if ((int)settings_table[i].group == group)
            of.infos[of.count++] = &settings_table[i];
    bool portrait = context->height_px > context->width_px;
    board_add_grid(
        context, page,
        &(struct board_grid){.total = of.count + (group == SETTINGS_WRITING || group == SETTINGS_CALL),
                             .columns = portrait ? 2 : 3,
                             .rows = portrait ? 6 : 4,
                             .row_id = "settings",
                             .add = add_setting,
                             .state = &of});
}

/* A setting whose values are offered, and what choosing one does. */
struct offered {
    const struct board_context *context;
    const struct setting_info *info;
    enum action_kind change;
};

static struct cell *add_choice(struct page *page, const struct offered *offered, int value, const char *id)
{
    char text[80];
    setting_show(offered->info, value, text, sizeof text);
    struct cell *cell = page_cell(page, CELL_TILE, id, text);
    cell->action =
        (struct action){offered->change, arena_printf(&page->arena, "%s=%d", offered->info->name, value)};
    return cell;
}

static void build_choices(struct page *page, const struct offered *offered)
{
    const struct setting_info *info = offered->info;
    int columns = info->most + 1 > 3 ? (info->most + 2) / 2 : info->most + 1;
    for (int value = info->least; value <= info->most; value++) {
        if (value % columns == 0)
            page_row(page, arena_printf(&page->arena, "values.%d", value / columns), ROW_CELLS);
        struct cell *cell = add_choice(page, offered, value, arena_printf(&page->arena, "value.%d", value));
        cell->label = board_capital(page, cell->label);
        cell->chosen = setting_get(offered->context->settings, info) == value;
        if (value == LOCK_DIGITS && strcmp(info->name, "lock") == 0) /* they are chosen first */
            cell->action = (struct action){ACTION_OPEN, "lock:new"};
    }
}

static int changed_by(const struct offered *offered, int steps)
{
    const struct setting_info *info = offered->info;
    int value = setting_get(offered->context->settings, info) + steps * info->step;
    return value < info->least ? info->least : value > info->most ? info->most : value;
}

/* Nothing is to be chosen where it leads no further than `nearer` does. */
static void add_change(struct page *page, const struct offered *offered, int steps, int nearer,
                       const char *id, const char *note)
{
    int value = changed_by(offered, steps);
    struct cell *cell = add_choice(page, offered, value, id);
    cell->note = arena_text(&page->arena, note);
    cell->empty = value == nearer;
}

/* Four changes: far less, less, more, far more; the present value stands in the question. */
static void build_number(struct page *page, const struct offered *offered)
{
    int now = changed_by(offered, 0);
    page_row(page, "change", ROW_CELLS);
    add_change(page, offered, -5, changed_by(offered, -1), "change.less5", _("much less"));
    add_change(page, offered, -1, now, "change.less", _("a little less"));
    add_change(page, offered, 1, now, "change.more", _("a little more"));
    add_change(page, offered, 5, changed_by(offered, 1), "change.more5", _("much more"));
}

void board_add_values(const struct board_context *context, struct page *page, const struct setting_info *info,
                      enum action_kind change)
{
    const struct offered offered = {context, info, change};
    if (info->type == SETTING_NUMBER)
        build_number(page, &offered);
    else
        build_choices(page, &offered);
}

static void add_start(const struct board_context *context, struct page *page, const struct setting_info *info)
{
    const struct offered offered = {context, info, ACTION_SETTING_CHANGE};
    struct cell *cell = add_choice(page, &offered, info->start, "change.start");
    char least[80], most[80];
    setting_show(info, info->least, least, sizeof least);
    setting_show(info, info->most, most, sizeof most);
    cell->note = arena_printf(&page->arena, _("start value; from %s to %s"), least, most);
    cell->empty = setting_get(context->settings, info) == info->start;
}

static void add_try(struct page *page, const struct setting_info *info)
{
    struct cell *cell =
        board_add_open(page, CELL_TILE, arena_printf(&page->arena, "try:%s", info->name), _("Try values"));
    cell->note = _("before one is kept");
    cell->mark = MARK_TARGET;
}

/* The latest change of this setting. */
static void add_take_back(const struct board_context *context, struct page *page,
                          const struct setting_info *info)
{
    const struct board_setting_change *change = NULL;
    for (int i = 0; i < context->change_count && !change; i++)
        if (context->changes[i].info == info)
            change = &context->changes[i];
    if (!change)
        return;
    struct cell *cell = page_cell(page, CELL_TILE, "change.undo", _("Take back"));
    cell->note = board_change_text(page, change);
    cell->mark = MARK_UNDO;
    cell->action = (struct action){ACTION_SETTING_UNDO, arena_printf(&page->arena, "%u", change->act)};
}

/* The start value of a number; trying; the way back. */
static void add_ways(const struct board_context *context, struct page *page, const struct setting_info *info)
{
    page_row(page, "start", ROW_CELLS);
    if (info->type == SETTING_NUMBER)
        add_start(context, page, info);
    if (info->trial != TRIAL_NONE)
        add_try(page, info);
    add_take_back(context, page, info);
}

static void build_one(const struct board_context *context, struct page *page, const struct setting_info *info)
{
    const char *value = value_text(context, page, info);
    bool text = info->type == SETTING_TEXT;
    page->shape = PAGE_ASK;
    page->question =
        arena_printf(&page->arena, _("%s: %s\n%s"), _(info->label), text && !value[0] ? "–" : value,
                     info->secret ? _(info->help)
                     : text       ? _("A helper writes this into the file settings.conf.")
                                  : _(info->help));
    if (text)
        return;
    board_add_values(context, page, info, ACTION_SETTING_CHANGE);
    add_ways(context, page, info);
}

/* --- the pages ------------------------------------------------------------------------------------------- */

struct part {
    const char *name, *title;
    void (*build)(const struct board_context *context, struct page *page);
};

static void build_first(const struct board_context *context, struct page *page)
{
    build_groups(context, page);
    add_person(context, page);
    add_quit(context, page);
}

static const struct part parts[] = {
    {"", N_("Settings"), build_first},
    {"search", N_("Search"), board_setting_search_build},
    {"changes", N_("Last changes"), board_setting_changes_build},
};

static const struct part *part_called(const char *name)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(parts[i].name, name) == 0)
            return &parts[i];
    return NULL;
}

void board_settings_build(const struct board_context *context, struct page *page)
{
    const struct setting_info *info = setting_find(context->argument);
    const struct part *part = part_called(context->argument);
    int group = group_called(context->argument);
    page_begin(page, context->screen,
               info         ? _(info->label)
               : group >= 0 ? _(setting_group_label((enum setting_group)group))
                            : _((part ? part : parts)->title));
    page_section(page, "settings");
    if (info)
        build_one(context, page, info);
    else if (group >= 0)
        build_group(context, page, group);
    else
        (part ? part : parts)->build(context, page);
    board_add_bar(context, page);
}

bool board_settings_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return setting_find(argument) || part_called(argument) || group_called(argument) >= 0;
}

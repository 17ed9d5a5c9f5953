#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* Setting up, a page for each step:
 *
 *     guide (language) → guide:voice → guide:input ──press──▶ guide:found → guide:fitting → … → guide:fitted ┐
 *                                          └──looking──▶ guide:look ──▶ guide:looked ─────────────────────▶ guide:board
 *                                                                                                         → guide:done
 * Every step has a cell that leaves it out. What is chosen is in force at once (app_guide.c). */

static struct cell *add_step(struct page *page, const char *id, const char *label, const char *argument)
{
    struct cell *cell = page_cell(page, CELL_TILE, id, label);
    cell->action = (struct action){ACTION_GUIDE, argument};
    return cell;
}

void board_guide_add_skip(struct page *page, const char *next)
{
    add_step(page, "guide.skip", _("Skip this step"), next)->mark = MARK_MORE;
}

static void add_on(struct page *page, const char *next)
{
    add_step(page, "guide.on", _("Go on"), next)->mark = MARK_MORE;
}

static void row(struct page *page, const char *id)
{
    page_row(page, id, ROW_CELLS);
}

/* --- the pages ------------------------------------------------------------------------------------------- */

/* Whoever reads one of them need not read the other. */
static void build_language(const struct board_context *context, struct page *page)
{
    page->question = "请选择语言\nChoose your language";
    row(page, "languages");
    add_step(page, "guide.chinese", "中文", "guide:voice language=0")->chosen = !context->english;
    add_step(page, "guide.english", "English", "guide:voice language=1")->chosen = context->english;
    row(page, "on");
    add_step(page, "guide.leave", _("Set up later"), "home")->mark = MARK_HOME;
}

static void add_change(const struct board_context *context, struct page *page, const char *name, int steps,
                       const char *id, const char *label)
{
    const struct setting_info *info = setting_find(name);
    int now = setting_get(context->settings, info), value = now + steps * info->step;
    char shown[64];
    value = value < info->least ? info->least : value > info->most ? info->most : value;
    setting_show(info, value, shown, sizeof shown);
    struct cell *cell =
        add_step(page, id, label, arena_printf(&page->arena, "guide:voice %s=%d", name, value));
    cell->note = arena_text(&page->arena, shown);
    cell->empty = value == now;
}

static void build_voice(const struct board_context *context, struct page *page)
{
    page->question = _("This is how the voice sounds. Is it good?");
    row(page, "voice");
    add_on(page, "guide:input");
    add_step(page, "guide.hear", _("Hear it again"), "guide:voice")->mark = MARK_SPEAK;
    row(page, "change");
    add_change(context, page, "speech_rate", -2, "guide.slower", _("Slower"));
    add_change(context, page, "speech_rate", 2, "guide.faster", _("Faster"));
    add_change(context, page, "speech_volume", -2, "guide.softer", _("Softer"));
    add_change(context, page, "speech_volume", 2, "guide.louder", _("Louder"));
}

static void build_input(const struct board_context *context, struct page *page)
{
    (void)context;
    page->question = _("Press the switch now.\nAny key, button or switch box is found by being pressed.");
    row(page, "input");
    add_step(page, "guide.look", _("I choose by looking"), "guide:look pointing=1 scan_when_lost=1")->mark =
        MARK_TARGET;
    board_guide_add_skip(page, "guide:fitting");
}

static void build_found(const struct board_context *context, struct page *page)
{
    const char *name = context->found_switch;
    page->question =
        name && name[0]
            ? arena_printf(&page->arena, _("Found: %s\nPress it again when “Go on” lights up."), name)
            : _("Found.\nPress it again when “Go on” lights up.");
    row(page, "found");
    add_on(page, "guide:fitting");
    add_step(page, "guide.another", _("Another switch"), "guide:input")->mark = MARK_KEYS;
}

static void build_look(const struct board_context *context, struct page *page)
{
    (void)context;
    page->question = _("Look at the key below until it is chosen.");
    row(page, "look");
    add_step(page, "guide.here", _("Look here"), "guide:looked")->mark = MARK_TARGET;
    row(page, "other");
    add_step(page, "guide.switch", _("It does not work: use a switch"),
             "guide:input pointing=0 scan_when_lost=0")
        ->mark = MARK_NO;
    board_guide_add_skip(page, "guide:board pointing=0 scan_when_lost=0");
}

static void build_looked(const struct board_context *context, struct page *page)
{
    (void)context;
    page->question = _("Your gaze arrives. If it lands beside the keys, put the tracker right.");
    row(page, "looked");
    add_on(page, "guide:board");
    board_add_action(page, ACTION_GAZE_COURSE, "five");
}

static const struct start_board {
    const char *profile, *label, *note;
} start_boards[] = {
    {"start", N_("Three tiles"), N_("Yes, no, call: for the first days")},
    {"six", N_("Six tiles"), N_("For tired eyes")},
    {"standard", N_("Everything"), N_("Row by row, at ease")},
    {"fluent", N_("Everything, fast"), N_("Sets by evidence, for who is used to it")},
    {"gaze", N_("By looking"), N_("Needs an eye tracker")},
};

static void build_board(const struct board_context *context, struct page *page)
{
    page->question = _("What should stand there when the program starts?");
    for (size_t i = 0; i < sizeof start_boards / sizeof start_boards[0]; i++) {
        const struct start_board *board = &start_boards[i];
        if (i % 3 == 0)
            row(page, arena_printf(&page->arena, "boards.%zu", i / 3));
        struct cell *cell =
            add_step(page, arena_printf(&page->arena, "guide.%s", board->profile), _(board->label),
                     arena_printf(&page->arena, "guide:done profile=%s", board->profile));
        cell->note = _(board->note);
        cell->chosen = settings_has_profile(context->settings, board->profile);
    }
    board_guide_add_skip(page, "guide:done");
}

static void build_done(const struct board_context *context, struct page *page)
{
    (void)context;
    page->question =
        _("All is ready. Everything can be changed in the settings: the voice under “Voice”, the light under "
          "“Scanning”, presses under “Switch”. “Set up anew” brings these pages again.");
    row(page, "done");
    add_step(page, "guide.begin", _("Begin"), "home")->mark = MARK_YES;
    board_add_open(page, CELL_TILE, "settings", _("Settings"))->mark = MARK_SETTINGS;
}

/* --- which ----------------------------------------------------------------------------------------------- */

static const struct step {
    const char *name;
    int number;                                                            /* as it is told */
    void (*build)(const struct board_context *context, struct page *page); /* NULL: of the fitting */
} steps[] = {
    {"", 1, build_language},     {"voice", 2, build_voice}, {"input", 3, build_input},
    {"found", 3, build_found},   {"look", 3, build_look},   {"looked", 3, build_looked},
    {"fitting", 4, NULL},        {"scan_time", 4, NULL},    {"acceptance_time", 4, NULL},
    {"ignore_repeats", 4, NULL}, {"fitted", 4, NULL},       {"board", 5, build_board},
    {"done", 6, build_done},
};
enum { STEPS = sizeof steps / sizeof steps[0], STEPS_TOLD = 6 };

static const struct step *step_called(const char *name)
{
    for (int i = 0; i < STEPS; i++)
        if (strcmp(steps[i].name, name) == 0)
            return &steps[i];
    return NULL;
}

static void add_bar(struct page *page)
{
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_BACK, NULL);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

void board_guide_build(const struct board_context *context, struct page *page)
{
    const struct step *step = step_called(context->argument);
    page_begin(page, context->screen, "");
    page->title = arena_printf(&page->arena, _("Setting up: %d of %d"), step->number, STEPS_TOLD);
    page->shape = PAGE_ASK;
    page_section(page, "guide");
    if (step->build)
        step->build(context, page);
    else
        board_fitting_add(context, page, step->name, true);
    add_bar(page);
}

bool board_guide_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return argument[0] && step_called(argument);
}

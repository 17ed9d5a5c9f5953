#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* The first screen: `start` (yes, no, call), `six`, or everything. "home:standard" is everything whatever the
 * setting says, so that the small boards lead everywhere too. */

struct tile {
    const char *id;
    const char *label;
    const char *action;
    enum cell_mark mark;
    enum cell_tint tint;
    enum cell_role role;
};

static const struct tile yes = {"yes", N_("Yes"), NULL, MARK_YES, TINT_GREEN, CELL_TILE};
static const struct tile no = {"no", N_("No"), NULL, MARK_NO, TINT_YELLOW, CELL_TILE};
static const struct tile call = {"call", N_("Call"), "call", MARK_CALL, TINT_RED, CELL_URGENT};
static const struct tile needs = {"needs", N_("Urgent"), "open:urgent", MARK_URGENT, TINT_RED, CELL_URGENT};
static const struct tile phrases = {"phrases",    N_("Phrases"), "open:phrases",
                                    MARK_PHRASES, TINT_BLUE,     CELL_TILE};
static const struct tile writing = {"write", N_("Write"), "open:write", MARK_WRITE, TINT_BLUE, CELL_TILE};
static const struct tile body = {"body", N_("Body"), "open:body", MARK_BODY, TINT_PURPLE, CELL_TILE};
static const struct tile library = {"library",    N_("Library"), "open:library",
                                    MARK_LIBRARY, TINT_NONE,     CELL_TILE};
static const struct tile rest = {"rest", N_("Rest"), "rest", MARK_REST, TINT_GREY, CELL_TILE};
static const struct tile settings = {"settings",    N_("Settings"), "open:settings",
                                     MARK_SETTINGS, TINT_GREY,      CELL_TILE};

enum { TILES_AT_MOST = 10 };
static const struct tile *const boards[][TILES_AT_MOST] = {
    [BOARD_START] = {&yes, &no, &call},
    [BOARD_SIX] = {&call, &yes, &no, &needs, &phrases, &body},
    [BOARD_STANDARD] = {&call, &yes, &no, &needs, &phrases, &writing, &body, &library, &rest, &settings},
};

static void add_tile(const struct board_context *context, struct page *page, const struct tile *tile)
{
    struct cell *cell =
        page_cell(page, tile->role, arena_printf(&page->arena, "home.%s", tile->id), _(tile->label));
    cell->mark = tile->mark;
    cell->tint = tile->tint;
    if (tile->action)
        action_parse(tile->action, &cell->action);
    else
        cell->action =
            (struct action){ACTION_SAY_TEXT, arena_text(&page->arena, tile == &yes ? _("Yes.") : _("No."))};
    (void)context;
}

static int columns_of(const struct board_context *context, int count)
{
    if (count == 3)
        return context->height_px > context->width_px ? 1 : 3;
    if (count == 6)
        return context->height_px > context->width_px ? 2 : 3;
    return context->height_px > context->width_px ? 2 : 5;
}

static void add_small_bar(struct page *page)
{
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_open(page, CELL_ACTION, "home:standard", _("Everything"))->mark = MARK_MORE;
    board_add_action(page, ACTION_REST, NULL);
}

void board_home_build(const struct board_context *context, struct page *page)
{
    bool all = strcmp(context->argument, "standard") == 0;
    int board = all ? BOARD_STANDARD : context->settings->board;
    int count = 0;
    while (count < TILES_AT_MOST && boards[board][count])
        count++;
    int columns = columns_of(context, count);
    page_begin(page, context->screen, context->key_px > 0 ? "" : _("Yinian")); /* nothing to be looked at */
    page->with_message = board == BOARD_STANDARD;
    page_section(page, "tiles");
    for (int i = 0; i < count; i++) {
        if (i % columns == 0)
            page_row(page, arena_printf(&page->arena, "tiles.%d", i / columns), ROW_CELLS);
        add_tile(context, page, boards[board][i]);
    }
    if (board == BOARD_STANDARD)
        board_add_bar(context, page);
    else
        add_small_bar(page);
    if (context->safe) {
        page_row(page, "safe", ROW_BAR);
        board_add_action(page, ACTION_BEGIN_ANEW, NULL);
    }
}

bool board_home_knows(const struct board_context *context, const char *argument)
{
    (void)context;
    return strcmp(argument, "standard") == 0;
}

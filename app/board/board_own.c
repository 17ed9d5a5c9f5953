#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "board/obf_colour.h"
#include "board/own_boards.h"

/* The person's own boards: "boards" is their list, "board:KEY" one of them, laid out as its author did: every place stays where
 * it is, empty ones too. A board with more places than the screen has room for is shown in parts, with "more" in the bar. */

static const char *language_of(const struct board_context *context)
{
    return context->english ? "en" : "zh";
}

/* --- the list --------------------------------------------------------------------------------------------- */

struct board_list {
    const struct board_context *context;
    const struct own_board **boards;
    int count;
};

static const char *name_of(const struct board_context *context, const struct own_board *board)
{
    const char *name = obf_in_language(board->board, board->board->name, language_of(context));
    return name && name[0] ? name : board->key;
}

static void add_listed(const void *state, struct page *page, int index)
{
    const struct board_list *list = state;
    const struct own_board *board = list->boards[index];
    board_add_open(page, CELL_TILE, arena_printf(&page->arena, "board:%s", board->key),
                   arena_text(&page->arena, name_of(list->context, board)));
}

static void add_line(struct page *page, const char *text)
{
    page_row(page, "line", ROW_CELLS);
    page_cell(page, CELL_LINE, "line", text);
}

static void build_list(const struct board_context *context, struct page *page)
{
    const struct own_boards *own = context->own_boards;
    size_t most = own ? own->count : 0;
    struct board_list list = {.context = context,
                              .boards = arena_new(&page->arena, most, sizeof *list.boards)};
    for (size_t i = 0; i < most; i++)
        if (own->boards[i].listed)
            list.boards[list.count++] = &own->boards[i];
    bool portrait = context->height_px > context->width_px;
    page_section(page, "boards");
    if (list.count == 0)
        add_line(page, _("There are no boards of your own yet."));
    else
        board_add_grid(context, page,
                       &(struct board_grid){.total = list.count,
                                            .columns = portrait ? 2 : 4,
                                            .rows = portrait                   ? 8
                                                    : context->height_px < 600 ? 4
                                                                               : 5,
                                            .row_id = "boards",
                                            .add = add_listed,
                                            .state = &list});
}

void board_boards_build(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("My boards"));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    build_list(context, page);
    board_add_bar(context, page);
}

/* --- one board -------------------------------------------------------------------------------------------- */

/* Which part of the grid stands on the page. */
struct window {
    int first_row, rows, first_column, columns;
    int parts; /* of how many */
};

static int parts_of(int length, int room)
{
    return (length + room - 1) / room;
}

/* By looking everything is given: board_enlarge() pages it. */
static struct window window_of(const struct board_context *context, const struct obf_board *board)
{
    bool portrait = context->height_px > context->width_px;
    int columns = portrait ? 5 : context->width_px < 1000 ? 6 : 8;
    int rows = portrait ? 9 : context->height_px < 600 ? 4 : 7;
    if (context->key_px > 0)
        return (struct window){0, board->rows, 0, board->columns, 1};
    int across = parts_of(board->columns, columns), down = parts_of(board->rows, rows);
    int part = context->page_number % (across * down);
    columns = parts_of(board->columns, across);
    rows = parts_of(board->rows, down);
    return (struct window){.first_row = part / across * rows,
                           .rows = rows,
                           .first_column = part % across * columns,
                           .columns = columns,
                           .parts = across * down};
}

static enum cell_tint tint_of(const struct obf_button *button)
{
    struct obf_colour colour;
    const char *text = button->background_color ? button->background_color : button->border_color;
    return obf_colour_read(text, &colour) ? obf_colour_tint(&colour) : TINT_NONE;
}

static const char *picture_of(struct page *page, const struct obf_board *board,
                              const struct obf_button *button)
{
    const struct obf_media *image = obf_find_media(board->images, board->image_count, &button->image_id);
    return image && image->drawn ? arena_text(&page->arena, image->drawn) : NULL;
}

static const char *sound_of(struct page *page, const struct obf_board *board, const struct obf_button *button)
{
    const struct obf_media *sound = obf_find_media(board->sounds, board->sound_count, &button->sound_id);
    return sound && sound->kept ? arena_text(&page->arena, sound->kept) : NULL;
}

/* What mends a message is there when there is something to mend. */
static bool does_nothing(const struct board_context *context, enum action_kind kind)
{
    bool mends = kind == ACTION_SPEAK || kind == ACTION_DELETE || kind == ACTION_CLEAR;
    return kind == ACTION_NONE || (mends && message_size(context->message) == 0);
}

static const char *label_of(const struct board_context *context, struct arena *arena,
                            const struct obf_board *board, const struct obf_button *button,
                            const struct own_meaning *meaning)
{
    const char *label = button->label && button->label[0] ? button->label : button->vocalization;
    label = obf_in_language(board, label, language_of(context));
    return label ? own_plain_text(arena, label) : meaning->said ? meaning->said : "";
}

static void add_button(const struct board_context *context, struct page *page, const struct own_board *own,
                       const struct obf_button *button, const char *place)
{
    struct own_meaning meaning =
        own_meaning_of(context->own_boards, own, button, language_of(context), &page->arena);
    enum action_kind kind = meaning.action.kind;
    enum cell_role role = kind == ACTION_SAY_TEXT ? CELL_PHRASE
                          : kind == ACTION_OPEN   ? CELL_TILE
                          : kind == ACTION_COMMIT ? CELL_WORD
                                                  : CELL_ACTION;
    struct cell *cell = page_cell(page, role, arena_printf(&page->arena, "button.%s", place),
                                  label_of(context, &page->arena, own->board, button, &meaning));
    cell->action.kind = kind;
    cell->action.argument =
        meaning.action.argument ? arena_text(&page->arena, meaning.action.argument) : NULL;
    cell->reading = meaning.reading ? arena_text(&page->arena, meaning.reading) : NULL;
    cell->commit = kind == ACTION_COMMIT ? arena_text(&page->arena, meaning.said) : NULL;
    cell->tint = tint_of(button);
    cell->picture = picture_of(page, own->board, button);
    cell->sound = kind == ACTION_SAY_TEXT ? sound_of(page, own->board, button) : NULL;
    cell->empty = does_nothing(context, kind);
    if (kind == ACTION_OPEN)
        cell->mark = MARK_MORE;
}

static void add_place(const struct board_context *context, struct page *page, const struct own_board *own,
                      int row, int column)
{
    const struct obf_board *board = own->board;
    const struct obf_id *id = &board->order[row * board->columns + column];
    const struct obf_button *button = id->text ? obf_find_button(board, id) : NULL;
    const char *place = arena_printf(&page->arena, "%d.%d", row + 1, column + 1);
    if (button && button->hidden != OBF_YES)
        add_button(context, page, own, button, place);
    else
        page_gap(page, arena_printf(&page->arena, "gap.%s", place));
}

static void add_places(const struct board_context *context, struct page *page, const struct own_board *own,
                       const struct window *window)
{
    page_section(page, "board");
    for (int row = window->first_row; row < window->first_row + window->rows; row++) {
        page_row(page, arena_printf(&page->arena, "row.%d", row + 1), ROW_CELLS);
        for (int column = window->first_column; column < window->first_column + window->columns; column++)
            if (row < own->board->rows && column < own->board->columns)
                add_place(context, page, own, row, column);
            else
                page_gap(page, arena_printf(&page->arena, "gap.%d.%d", row + 1, column + 1));
    }
}

void board_board_build(const struct board_context *context, struct page *page)
{
    const struct own_board *own =
        context->own_boards ? own_boards_find(context->own_boards, context->argument) : NULL;
    page_begin(page, context->screen, own ? name_of(context, own) : _("My boards"));
    page->title = arena_text(&page->arena, page->title);
    page->with_message = true;
    board_add_urgent_strip(context, page);
    struct window window = {.parts = 1};
    if (own) {
        window = window_of(context, own->board);
        add_places(context, page, own, &window);
    } else {
        page_section(page, "board");
        add_line(page, _("This board is not there any more."));
    }
    board_add_bar(context, page);
    if (window.parts > 1)
        board_add_action(page, ACTION_MORE, NULL);
}

bool board_board_knows(const struct board_context *context, const char *argument)
{
    return context->own_boards && own_boards_find(context->own_boards, argument);
}

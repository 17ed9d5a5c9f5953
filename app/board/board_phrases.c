#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"

/* Phrases: categories, the phrases of one, and the eight urgent ones, as the files in phrases/ give them. */

static const enum cell_tint tints[PHRASE_COLOUR_COUNT] = {
    [PHRASE_COLOUR_RED] = TINT_RED,       [PHRASE_COLOUR_BLUE] = TINT_BLUE,
    [PHRASE_COLOUR_GREEN] = TINT_GREEN,   [PHRASE_COLOUR_YELLOW] = TINT_YELLOW,
    [PHRASE_COLOUR_PURPLE] = TINT_PURPLE, [PHRASE_COLOUR_GREY] = TINT_GREY,
};

/* The parser has refused paths that lead out of the folder of the phrase's file (phrase_attributes.c). */
const char *board_phrase_picture(struct page *page, const struct phrase *phrase)
{
    if (!phrase->picture)
        return NULL;
    const char *slash = strrchr(phrase->file, '/');
    int folder_size = slash ? (int)(slash + 1 - phrase->file) : 0;
    return arena_printf(&page->arena, "%.*s%s", folder_size, phrase->file, phrase->picture);
}

static struct cell *add_phrase(struct page *page, const struct phrase_category *category,
                               const struct phrase *phrase, enum cell_role role)
{
    struct cell *cell =
        page_cell(page, role, arena_printf(&page->arena, "say.%s", phrase->id), phrase->label);
    cell->action = (struct action){ACTION_SAY, arena_text(&page->arena, phrase->id)};
    cell->tint = tints[phrase_colour_shown(category, phrase)];
    cell->picture = board_phrase_picture(page, phrase);
    return cell;
}

/* Rows of three, three and two (and the call): with the strip as second row of every writing or phrase page, the
 * slowest of the eight is 1.5 + 0.5 + 4 s away at a scan time of 1000 ms with the start values. Always by rows: two
 * presses take a phrase here, by evidence it would be three or four. */
void board_urgent_build(const struct board_context *context, struct page *page)
{
    const struct phrase_category *urgent = phrase_set_category(context->phrases, "urgent");
    page_begin(page, context->screen, _("Urgent"));
    page->with_message = page->by_rows = true;
    page_section(page, "urgent");
    size_t count = urgent ? urgent->count : 0;
    for (size_t i = 0; i < count && i < 8; i++) {
        if (i % 3 == 0)
            page_row(page, arena_printf(&page->arena, "urgent.%zu", i / 3), ROW_CELLS);
        add_phrase(page, urgent, &urgent->phrases[i], CELL_URGENT);
    }
    board_add_action(page, ACTION_CALL, NULL)->id = "urgent.call"; /* "act.call" stands in the bar */
    board_add_bar(context, page);
}

static bool has_boards(const struct board_context *context)
{
    return context->own_boards && context->own_boards->count > 0;
}

/* Boards that were made for this person come before everything else. */
static void add_category_tile(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    if (has_boards(context) && index-- == 0) {
        board_add_open(page, CELL_TILE, "boards", _("My boards"))->mark = MARK_PHRASES;
        return;
    }
    const struct phrase_category *category = &context->phrases->categories[index];
    struct cell *cell = board_add_open(
        page, CELL_TILE, arena_printf(&page->arena, "phrases:%s", category->id), category->title);
    cell->tint = tints[category->colour];
}

static void build_categories(const struct board_context *context, struct page *page)
{
    bool portrait = context->height_px > context->width_px;
    int rows = portrait ? 8 : context->height_px < 600 ? 4 : 5;
    page_section(page, "categories");
    board_add_grid(context, page,
                   &(struct board_grid){.total = (int)context->phrases->count + has_boards(context),
                                        .columns = portrait ? 3 : 5,
                                        .rows = rows,
                                        .row_id = "categories",
                                        .add = add_category_tile,
                                        .state = context});
}

static void add_phrase_of(const void *state, struct page *page, int index)
{
    const struct phrase_category *category = state;
    add_phrase(page, category, &category->phrases[index], CELL_PHRASE);
}

static void build_phrases(const struct board_context *context, struct page *page,
                          const struct phrase_category *category)
{
    bool portrait = context->height_px > context->width_px;
    page_section(page, "phrases");
    board_add_grid(context, page,
                   &(struct board_grid){.total = (int)category->count,
                                        .columns = portrait ? 2 : 3,
                                        .rows = portrait                   ? 8
                                                : context->height_px < 600 ? 4
                                                                           : 5,
                                        .row_id = "phrases",
                                        .add = add_phrase_of,
                                        .state = category});
}

void board_phrases_build(const struct board_context *context, struct page *page)
{
    const struct phrase_category *category =
        context->argument[0] ? phrase_set_category(context->phrases, context->argument) : NULL;
    page_begin(page, context->screen, category ? category->title : _("Phrases"));
    page->with_message = true;
    board_add_urgent_strip(context, page);
    if (category)
        build_phrases(context, page, category);
    else
        build_categories(context, page);
    board_add_bar(context, page);
    char shown[PHRASE_ID_SHOWN_BYTES] = "";
    if (category)
        phrase_id_shown(category->id, shown);
    board_add_open(page, CELL_ACTION, arena_printf(&page->arena, category ? "edit:%s" : "edit%s", shown),
                   _("Change"))
        ->mark = MARK_WRITE;
}

bool board_phrases_knows(const struct board_context *context, const char *argument)
{
    return phrase_set_category(context->phrases, argument);
}

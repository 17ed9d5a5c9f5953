#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "board/gaze_grid.h"
#include "library/reading_state.h"

/* Reading: "read:L04" is the article, page by page; "reading:L04" what else can be done with it, "reading:L04:words" the words
 * on the page that are explained, "reading:L04:contents" its headings; "term:T12" is one word. */

enum { WORDS_AT_MOST = 24, CELLS_IN_A_ROW = 6 };

static const struct article *article_of(const struct board_context *context, const char *argument)
{
    size_t length = strcspn(argument, ":");
    const struct shelf *shelf = context->reading->shelf;
    for (int i = 0; i < shelf->count; i++)
        if (strlen(shelf->articles[i].id) == length && memcmp(shelf->articles[i].id, argument, length) == 0)
            return &shelf->articles[i];
    return NULL;
}

bool board_is_shut(const struct board_reading *reading)
{
    const struct article *article = reading->article;
    return article && article->by_choice && strcmp(reading->chosen_id, article->id) != 0;
}

/* Not there any more: it was taken away while it was read. */
static void build_missing(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, _("Library"));
    page->shape = PAGE_ASK;
    page->question = _("This article is not there any more.");
    page_section(page, "bar");
    board_add_bar(context, page);
}

/* The answer that opens nothing comes first. */
static void build_shut(const struct board_context *context, struct page *page)
{
    page_begin(page, context->screen, context->reading->article->title);
    page->shape = PAGE_ASK;
    page->question =
        _("This article tells how the illness may go on. It is shown only if you want it.\nShow it now?");
    page_section(page, "answers");
    page_row(page, "answers", ROW_CELLS);
    board_add_action(page, ACTION_BACK, NULL)->label = _("Not now");
    board_add_action(page, ACTION_READ_CHOOSE, context->reading->article->id);
    page_section(page, "bar");
    page_row(page, "bar", ROW_BAR);
    board_add_action(page, ACTION_HOME, NULL);
    board_add_action(page, ACTION_CALL, NULL);
    board_add_action(page, ACTION_REST, NULL);
}

/* --- the article ----------------------------------------------------------------------------------------- */

/* On its last page "next" leads to the next article. */
static void add_next(const struct board_context *context, struct page *page)
{
    const struct board_reading *reading = context->reading;
    const struct article *after = shelf_after(reading->shelf, reading->article);
    bool last = reading->page + 1 >= reading->page_count;
    struct cell *cell = board_add_action(page, ACTION_READ_NEXT, NULL);
    cell->empty = last && !after;
    if (!last || !after)
        return;
    cell->label = _("Next article");
    cell->action = (struct action){ACTION_OPEN, arena_printf(&page->arena, "read:%s", after->id)};
}

static void add_aloud(const struct board_context *context, struct page *page)
{
    struct cell *cell =
        board_add_action(page, context->reading->runs ? ACTION_READ_STOP : ACTION_READ_ALOUD, NULL);
    cell->id = "act.read-aloud"; /* one place, whatever it does now */
}

static struct cell *add_mark(const struct board_context *context, struct page *page)
{
    const struct board_reading *reading = context->reading;
    char key[READING_KEY_BYTES];
    reading_key(key, context->english ? "en" : "zh", reading->article);
    struct cell *cell = board_add_action(page, ACTION_READ_MARK, NULL);
    cell->chosen = reading_is_marked(reading->state, key, reading->first, reading->end);
    if (cell->chosen)
        cell->label = _("Marked");
    return cell;
}

static int words_on_page(const struct board_context *context, const struct glossary_term **found)
{
    const struct board_reading *reading = context->reading;
    return glossary_find(&reading->library->glossary, context->english,
                         reading->article->text + reading->first, reading->end - reading->first, found,
                         WORDS_AT_MOST);
}

static struct cell *add_part(struct page *page, const struct article *article, const char *part,
                             const char *label)
{
    return board_add_open(page, CELL_ACTION, arena_printf(&page->arena, "reading:%s%s", article->id, part),
                          label);
}

static void add_words(const struct board_context *context, struct page *page, enum cell_role role)
{
    const struct glossary_term *found[WORDS_AT_MOST];
    struct cell *cell = add_part(page, context->reading->article, ":words", _("Words here"));
    cell->id = "reading.words";
    cell->mark = MARK_WORDS;
    cell->role = role;
    cell->empty = words_on_page(context, found) == 0;
}

static void add_more(const struct board_context *context, struct page *page)
{
    struct cell *cell = add_part(page, context->reading->article, "", _("More"));
    cell->id = "reading.more";
    cell->mark = MARK_MORE;
}

/* Where few large cells are all that can be looked at exactly, or all that there is room for. */
static bool has_few(const struct board_context *context)
{
    if (context->key_px <= 0)
        return false;
    struct gaze_grid grid = gaze_grid_of(context->width_px, context->height_px, context->key_px);
    return context->settings->gaze_board == GAZE_BOARD_BLOCKS || grid.columns < CELLS_IN_A_ROW;
}

/* Three large cells; what else there is stands behind the last. */
static void add_few(const struct board_context *context, struct page *page)
{
    page_section(page, "read");
    page_row(page, "read", ROW_CELLS);
    add_next(context, page);
    add_aloud(context, page);
    add_more(context, page);
}

static void add_all(const struct board_context *context, struct page *page)
{
    page_section(page, "read");
    page_row(page, "read", ROW_BAR);
    add_next(context, page);
    add_aloud(context, page);
    board_add_action(page, ACTION_READ_BACK, NULL)->empty = context->reading->page == 0;
    add_mark(context, page);
    add_words(context, page, CELL_ACTION);
    add_more(context, page);
    board_add_bar(context, page);
}

void board_read_build(const struct board_context *context, struct page *page)
{
    const struct board_reading *reading = context->reading;
    if (!reading->article) {
        build_missing(context, page);
        return;
    }
    if (board_is_shut(reading)) {
        build_shut(context, page);
        return;
    }
    page_begin(page, context->screen, reading->article->title);
    if (reading->page_count > 0)
        page->title = arena_printf(&page->arena, "%s · %d/%d", reading->article->title, reading->page + 1,
                                   reading->page_count);
    page->shape = PAGE_READ;
    page->article = reading->article;
    page->reading_page = reading->page;
    page->by_rows = true;
    if (has_few(context))
        add_few(context, page);
    else
        add_all(context, page);
}

bool board_read_knows(const struct board_context *context, const char *argument)
{
    return !strchr(argument, ':') && article_of(context, argument);
}

/* --- what else can be done ------------------------------------------------------------------------------- */

static struct cell *add_change(const struct board_context *context, struct page *page, const char *name,
                               int direction, const char *id, const char *label)
{
    const struct setting_info *info = setting_find(name);
    int now = setting_get(context->settings, info), value = now + direction * info->step;
    char shown[64];
    setting_show(info, now, shown, sizeof shown);
    struct cell *cell = page_cell(page, CELL_TILE, id, label);
    cell->note = arena_text(&page->arena, shown);
    cell->empty = value < info->least || value > info->most;
    cell->action = (struct action){ACTION_SETTING_CHANGE, arena_printf(&page->arena, "%s=%d", name, value)};
    return cell;
}

static void add_tile_of(struct page *page, enum action_kind kind)
{
    board_add_action(page, kind, NULL)->role = CELL_TILE;
}

/* What is not on the page of the article itself in two looks comes first. */
/* Four tiles a row, two where the screen is high. */
static void begin_two(const struct board_context *context, struct page *page, int number)
{
    bool portrait = context->height_px > context->width_px;
    if (portrait || number % 2 == 0)
        page_row(page, arena_printf(&page->arena, "tools.%d", portrait ? number : number / 2), ROW_CELLS);
}

static void build_tools(const struct board_context *context, struct page *page)
{
    const struct article *article = context->reading->article;
    begin_two(context, page, 0);
    struct cell *back = board_add_action(page, ACTION_READ_BACK, NULL);
    back->role = CELL_TILE;
    back->empty = context->reading->page == 0;
    add_mark(context, page)->role = CELL_TILE;
    begin_two(context, page, 1);
    add_words(context, page, CELL_TILE);
    add_part(page, article, ":contents", _("Contents"))->role = CELL_TILE;
    begin_two(context, page, 2);
    add_tile_of(page, ACTION_READ_SAY);
    add_tile_of(page, ACTION_READ_SILENT);
    begin_two(context, page, 3);
    add_change(context, page, "reading_size", 1, "read.larger", _("Larger"))->mark = MARK_LARGER;
    add_change(context, page, "reading_size", -1, "read.smaller", _("Smaller"))->mark = MARK_SMALLER;
    begin_two(context, page, 4);
    add_change(context, page, "reading_rate", 1, "read.faster", _("Read faster"));
    add_change(context, page, "reading_rate", -1, "read.slower", _("Read slower"));
    begin_two(context, page, 5);
    add_change(context, page, "reading_pace", 1, "read.pace-faster", _("Turn pages faster"));
    add_change(context, page, "reading_pace", -1, "read.pace-slower", _("Turn pages slower"));
    begin_two(context, page, 6);
    board_add_open(page, CELL_TILE, "library:search", _("Search"))->mark = MARK_SEARCH;
    board_add_open(page, CELL_TILE, "library:marked", _("Marked passages"))->mark = MARK_BOOKMARK;
    begin_two(context, page, 7);
    board_add_open(page, CELL_TILE, "library:questions", _("Questions for the doctor"))->mark = MARK_QUESTION;
    board_add_open(page, CELL_TILE, "library", _("Library"))->mark = MARK_LIBRARY;
}

/* --- words on the page ----------------------------------------------------------------------------------- */

struct word_list {
    const struct board_context *context;
    const struct glossary_term *found[WORDS_AT_MOST];
};

static void add_word(const void *state, struct page *page, int index)
{
    const struct word_list *list = state;
    const struct glossary_term *term = list->found[index];
    board_add_open(page, CELL_TILE, arena_printf(&page->arena, "term:%s", term->id),
                   list->context->english ? term->en : term->zh);
}

static void build_words(const struct board_context *context, struct page *page)
{
    struct word_list list = {.context = context};
    bool portrait = context->height_px > context->width_px;
    page->title = _("What words mean");
    board_add_grid(context, page,
                   &(struct board_grid){.total = words_on_page(context, list.found),
                                        .columns = portrait ? 2 : 3,
                                        .rows = portrait ? 6 : 4,
                                        .row_id = "words",
                                        .add = add_word,
                                        .state = &list});
}

/* --- contents -------------------------------------------------------------------------------------------- */

struct heading_list {
    const struct article *article;
    const int *blocks;
};

static void add_heading(const void *state, struct page *page, int index)
{
    const struct heading_list *list = state;
    const struct article_block *block = &list->article->blocks[list->blocks[index]];
    struct cell *cell =
        page_cell(page, CELL_TILE, arena_printf(&page->arena, "heading.%d", index),
                  arena_printf(&page->arena, "%.*s", (int)block->size, list->article->text + block->first));
    cell->action = (struct action){ACTION_READ_GO,
                                   arena_printf(&page->arena, "%zu:%s", block->first, list->article->id)};
}

static void build_contents(const struct board_context *context, struct page *page)
{
    const struct article *article = context->reading->article;
    int *blocks = arena_new(&page->arena, (size_t)article->block_count + 1, sizeof *blocks), count = 0;
    for (int i = 0; i < article->block_count; i++)
        if (article->blocks[i].kind == BLOCK_HEADING)
            blocks[count++] = i;
    bool portrait = context->height_px > context->width_px;
    page->title = _("Contents");
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = portrait ? 1 : 2,
                                        .rows = 5,
                                        .row_id = "headings",
                                        .add = add_heading,
                                        .state = &(struct heading_list){article, blocks}});
}

void board_reading_build(const struct board_context *context, struct page *page)
{
    const struct board_reading *reading = context->reading;
    const char *part = strchr(context->argument, ':');
    if (!reading->article) {
        build_missing(context, page);
        return;
    }
    if (board_is_shut(reading)) {
        build_shut(context, page);
        return;
    }
    page_begin(page, context->screen, reading->article->title);
    page_section(page, "reading");
    if (!part)
        build_tools(context, page);
    else if (strcmp(part, ":words") == 0)
        build_words(context, page);
    else
        build_contents(context, page);
    board_add_bar(context, page);
}

bool board_reading_knows(const struct board_context *context, const char *argument)
{
    const char *part = strchr(argument, ':');
    return article_of(context, argument) &&
           (!part || strcmp(part, ":words") == 0 || strcmp(part, ":contents") == 0);
}

/* --- one word -------------------------------------------------------------------------------------------- */

void board_term_build(const struct board_context *context, struct page *page)
{
    const struct glossary_term *term = glossary_term(&context->reading->library->glossary, context->argument);
    page_begin(page, context->screen, _("Words"));
    page->shape = PAGE_ASK;
    page_section(page, "word");
    if (term && context->english)
        page->question = arena_printf(&page->arena, "%s\n%s", term->en, term->en_explanation);
    else if (term)
        page->question =
            arena_printf(&page->arena, "%s (%s)\n%s", term->zh, term->pinyin, term->zh_explanation);
    if (term) {
        const char *said = context->english
                               ? page->question
                               : arena_printf(&page->arena, "%s。%s", term->zh, term->zh_explanation);
        page_row(page, "word", ROW_CELLS);
        board_add_say(page, "term.say", _("Say it"), said)->mark = MARK_SPEAK;
        board_add_open(page, CELL_TILE, "library:glossary", _("All words"));
    }
    board_add_bar(context, page);
}

bool board_term_knows(const struct board_context *context, const char *argument)
{
    return glossary_term(&context->reading->library->glossary, argument);
}

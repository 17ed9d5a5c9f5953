#include "board/board_parts.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "library/search.h"

/* The library: "library" is the way in; "library:G3" and "library:own" are groups of articles; "library:marked",
 * "library:search", "library:questions", "library:glossary", "library:howto". */

enum { HITS_AT_MOST = 40, EXCERPT_CHARACTERS = 24, ASKED_AT_MOST = 120 };

static const char *key_of(const struct board_context *context, const struct article *article,
                          char key[READING_KEY_BYTES])
{
    reading_key(key, context->english ? "en" : "zh", article);
    return key;
}

static struct cell *add_open_article(struct page *page, const struct article *article, const char *label)
{
    return board_add_open(page, CELL_TILE, arena_printf(&page->arena, "read:%s", article->id), label);
}

/* --- lists of articles ----------------------------------------------------------------------------------- */

/* "3 min · read · marked" */
static const char *state_of(const struct board_context *context, struct page *page,
                            const struct article *article)
{
    const struct reading_state *state = context->reading->state;
    char key[READING_KEY_BYTES];
    key_of(context, article, key);
    int minutes = article_minutes(article, context->settings->reading_pace);
    return arena_printf(&page->arena, "%s%s%s", arena_printf(&page->arena, _("%d min"), minutes),
                        reading_is_read(state, key) ? _(" · read") : "",
                        reading_has_mark(state, key) ? _(" · marked") : "");
}

static void add_article(const struct board_context *context, struct page *page, const struct article *article)
{
    struct cell *cell = add_open_article(page, article, article->title);
    const char *state = state_of(context, page, article);
    cell->role = CELL_PHRASE; /* smaller letters: there is a line to be read below */
    cell->note = article->summary[0] ? arena_printf(&page->arena, "%s · %s", state, article->summary) : state;
}

struct article_list {
    const struct board_context *context;
    const struct article *const *articles;
    int count;
};

static void add_listed(const void *state, struct page *page, int index)
{
    const struct article_list *list = state;
    add_article(list->context, page, list->articles[index]);
}

static void add_articles(const struct board_context *context, struct page *page,
                         const struct article *const *articles, int count)
{
    struct article_list list = {context, articles, count};
    bool portrait = context->height_px > context->width_px;
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = portrait ? 1 : 2,
                                        .rows = portrait ? 6 : 4,
                                        .row_id = "articles",
                                        .add = add_listed,
                                        .state = &list});
}

static const char *name_of_group(const struct shelf_group *group)
{
    return strcmp(group->id, SHELF_OWN_GROUP) == 0 ? _("From your family") : group->name;
}

static void build_group(const struct board_context *context, struct page *page,
                        const struct shelf_group *group)
{
    const struct shelf *shelf = context->reading->shelf;
    const struct article **articles = arena_new(&page->arena, (size_t)group->count, sizeof *articles);
    for (int i = 0; i < group->count; i++)
        articles[i] = &shelf->articles[group->first + i];
    page->title = arena_text(&page->arena, name_of_group(group));
    add_articles(context, page, articles, group->count);
}

/* --- marked passages ------------------------------------------------------------------------------------- */

/* What a mark, or a place, is about; NULL: not on this shelf. */
static const struct article *article_of(const struct board_context *context, const struct reading_item *item)
{
    const char *slash = strchr(item->key, '/');
    const struct article *article = slash ? shelf_find(context->reading->shelf, slash + 1) : NULL;
    char key[READING_KEY_BYTES];
    return article && strcmp(key_of(context, article, key), item->key) == 0 ? article : NULL;
}

/* The first words of the sentence that stands there. What opens by choice only shows nothing of itself. */
static const char *excerpt(struct page *page, const struct article *article, size_t at)
{
    int index = article_sentence_at(article, at);
    if (index < 0 || article->by_choice)
        return "";
    const struct article_sentence *sentence = &article->sentences[index];
    const char *text = article->text + sentence->first;
    size_t size = utf8_offset(text, sentence->size, EXCERPT_CHARACTERS);
    return arena_printf(&page->arena, "%.*s%s", (int)size, text, size < sentence->size ? "…" : "");
}

struct mark_list {
    const struct board_context *context;
    const struct reading_item *const *items;
};

static void add_mark(const void *state, struct page *page, int index)
{
    const struct mark_list *list = state;
    const struct reading_item *item = list->items[index];
    const struct article *article = article_of(list->context, item);
    struct cell *cell =
        page_cell(page, CELL_PHRASE, arena_printf(&page->arena, "mark.%d", index), article->title);
    cell->note = excerpt(page, article, item->at);
    cell->mark = MARK_BOOKMARK;
    cell->action =
        (struct action){ACTION_READ_GO, arena_printf(&page->arena, "%zu:%s", item->at, article->id)};
}

static int marks_of(const struct board_context *context, struct page *page,
                    const struct reading_item *const **items)
{
    const struct reading_list *marks = &context->reading->state->marks;
    const struct reading_item **found = arena_new(&page->arena, (size_t)marks->count + 1, sizeof *found);
    int count = 0;
    for (int i = 0; i < marks->count; i++)
        if (article_of(context, &marks->items[i]))
            found[count++] = &marks->items[i];
    *items = found;
    return count;
}

static void say_instead(struct page *page, const char *text)
{
    page_row(page, "nothing", ROW_CELLS);
    page_cell(page, CELL_LINE, "nothing", text);
}

static void build_marked(const struct board_context *context, struct page *page)
{
    struct mark_list list = {.context = context};
    int count = marks_of(context, page, &list.items);
    page->title = _("Marked passages");
    if (count == 0) {
        say_instead(page, _("Nothing is marked yet. While you read, take “Mark this”."));
        return;
    }
    bool portrait = context->height_px > context->width_px;
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = portrait ? 1 : 2,
                                        .rows = portrait ? 6 : 4,
                                        .row_id = "marks",
                                        .add = add_mark,
                                        .state = &list});
}

/* --- questions to the doctor ----------------------------------------------------------------------------- */

struct question_list {
    const struct board_context *context;
    const struct question *items[ASKED_AT_MOST];
    int count;
};

static const char *text_of(const struct question_list *list, int index)
{
    return list->context->english ? list->items[index]->en : list->items[index]->zh;
}

/* Questions tell what an article is about. */
static bool is_open(const struct board_context *context, const struct article *article)
{
    return !article->by_choice || strcmp(context->reading->chosen_id, article->id) == 0;
}

static void collect_questions(const struct board_context *context, struct question_list *list)
{
    const struct questions *questions = &context->reading->library->questions;
    char key[READING_KEY_BYTES];
    list->context = context;
    for (int i = 0; i < questions->count && list->count < ASKED_AT_MOST; i++) {
        const struct article *article = shelf_find(context->reading->shelf, questions->items[i].article);
        if (article && is_open(context, article) &&
            reading_has_mark(context->reading->state, key_of(context, article, key)))
            list->items[list->count++] = &questions->items[i];
    }
}

static void add_question(const void *state, struct page *page, int index)
{
    const struct question_list *list = state;
    const char *text = text_of(list, index);
    board_add_say(page, arena_printf(&page->arena, "question.%d", index), text, text);
}

static void add_say_all(struct page *page, const struct question_list *list)
{
    const char *all = "";
    for (int i = 0; i < list->count; i++)
        all = arena_printf(&page->arena, "%s%s%s", all, i ? "\n" : "", text_of(list, i));
    page_section(page, "all");
    page_row(page, "all", ROW_BAR);
    board_add_say(page, "question.all", _("Say them all"), all)->mark = MARK_SPEAK;
}

static void build_questions(const struct board_context *context, struct page *page)
{
    struct question_list *list = arena_new(&page->arena, 1, sizeof *list);
    collect_questions(context, list);
    page->title = _("Questions for the doctor");
    if (list->count == 0) {
        say_instead(page, _("Mark something in an article, and the questions that go with it stand here."));
        return;
    }
    board_add_grid(context, page,
                   &(struct board_grid){.total = list->count,
                                        .columns = 1,
                                        .rows = context->height_px > context->width_px ? 7 : 5,
                                        .row_id = "questions",
                                        .add = add_question,
                                        .state = list});
    add_say_all(page, list);
}

/* --- the glossary ---------------------------------------------------------------------------------------- */

static void add_term(const void *state, struct page *page, int index)
{
    const struct board_context *context = state;
    const struct glossary_term *term = &context->reading->library->glossary.terms[index];
    board_add_open(page, CELL_TILE, arena_printf(&page->arena, "term:%s", term->id),
                   context->english ? term->en : term->zh);
}

static void build_glossary(const struct board_context *context, struct page *page)
{
    bool portrait = context->height_px > context->width_px;
    page->title = _("Words");
    board_add_grid(context, page,
                   &(struct board_grid){.total = context->reading->library->glossary.term_count,
                                        .columns = portrait ? 2 : 4,
                                        .rows = portrait ? 8 : 5,
                                        .row_id = "terms",
                                        .add = add_term,
                                        .state = context});
}

/* --- search ---------------------------------------------------------------------------------------------- */

static void add_hit(const void *state, struct page *page, int index)
{
    const struct search_hit *hit = (const struct search_hit *)state + index;
    struct cell *cell =
        page_cell(page, CELL_PHRASE, arena_printf(&page->arena, "hit.%d", index), hit->article->title);
    cell->note = excerpt(page, hit->article, hit->at);
    cell->action =
        (struct action){ACTION_READ_GO, arena_printf(&page->arena, "%zu:%s", hit->at, hit->article->id)};
}

static void add_hits(const struct board_context *context, struct page *page)
{
    const char *question = context->reading->question;
    struct search_hit *hits = arena_new(&page->arena, HITS_AT_MOST, sizeof *hits);
    int count = search_shelf(context->reading->shelf, question, hits, HITS_AT_MOST);
    bool portrait = context->height_px > context->width_px;
    if (count == 0) {
        say_instead(page, question[0] ? _("Nothing was found. Fewer or shorter words may find more.")
                                      : _("Write a word, and the articles in which it stands come here."));
        return;
    }
    board_add_grid(context, page,
                   &(struct board_grid){.total = count,
                                        .columns = portrait ? 1 : 2,
                                        .rows = portrait ? 6 : 4,
                                        .row_id = "hits",
                                        .add = add_hit,
                                        .state = hits});
}

void board_search_instead(struct page *page)
{
    for (int i = 0; i < page->cell_count; i++) {
        struct cell *cell = &page->cells[i];
        if (cell->action.kind != ACTION_SPEAK)
            continue;
        cell->id = "act.search";
        cell->label = _("Search");
        cell->mark = MARK_SEARCH;
        cell->action = (struct action){ACTION_SEARCH, NULL};
    }
}

static void build_search(const struct board_context *context, struct page *page)
{
    const char *question = context->reading->question;
    page->title = question[0] ? arena_printf(&page->arena, _("Search: %s"), question) : _("Search");
    page_row(page, "search", ROW_BAR);
    board_add_open(page, CELL_ACTION, "write",
                   question[0] ? _("Change the words") : _("Write what to look for"))
        ->mark = MARK_WRITE;
    page_section(page, "hits");
    add_hits(context, page);
}

/* --- the way in ------------------------------------------------------------------------------------------ */

static const struct article *newest_article(const struct board_context *context)
{
    const struct reading_list *places = &context->reading->state->places;
    for (int i = places->count - 1; i >= 0; i--) {
        const struct article *article = article_of(context, &places->items[i]);
        if (article)
            return article;
    }
    return NULL;
}

struct way {
    const char *screen, *label;
    enum cell_mark mark;
};

static const struct way ways[] = {
    {"library:search", N_("Search"), MARK_SEARCH},
    {"library:marked", N_("Marked passages"), MARK_BOOKMARK},
    {"library:questions", N_("Questions for the doctor"), MARK_QUESTION},
    {"library:glossary", N_("Words"), MARK_WORDS},
    {"library:howto", N_("How to use this"), MARK_NONE},
};
enum { WAY_COUNT = sizeof ways / sizeof ways[0] };

struct way_in {
    const struct board_context *context;
    const struct article *newest; /* NULL: nothing was read yet */
};

static void add_group(const struct board_context *context, struct page *page, const struct shelf_group *group)
{
    board_add_open(page, CELL_TILE, arena_printf(&page->arena, "library:%s", group->id), name_of_group(group))
        ->note = arena_printf(
        &page->arena, ngettext("%d article", "%d articles", (unsigned long)group->count), group->count);
    (void)context;
}

static void add_way_in(const void *state, struct page *page, int index)
{
    const struct way_in *in = state;
    const struct shelf *shelf = in->context->reading->shelf;
    int group = index - (in->newest != NULL);
    if (group < 0) {
        struct cell *cell = add_open_article(page, in->newest, _("Go on reading"));
        cell->id = "library.go-on";
        cell->note = arena_text(&page->arena, in->newest->title);
        cell->mark = MARK_LIBRARY;
        cell->tint = TINT_BLUE;
    } else if (group < shelf->group_count) {
        add_group(in->context, page, &shelf->groups[group]);
    } else {
        const struct way *way = &ways[group - shelf->group_count];
        board_add_open(page, CELL_TILE, way->screen, _(way->label))->mark = way->mark;
    }
}

static void build_way_in(const struct board_context *context, struct page *page)
{
    struct way_in in = {context, newest_article(context)};
    bool portrait = context->height_px > context->width_px;
    page->with_message = true;
    board_add_grid(
        context, page,
        &(struct board_grid){.total = (in.newest != NULL) + context->reading->shelf->group_count + WAY_COUNT,
                             .columns = portrait ? 2 : 3,
                             .rows = portrait ? 8 : 5,
                             .row_id = "library",
                             .add = add_way_in,
                             .state = &in});
}

struct part {
    const char *name;
    void (*build)(const struct board_context *context, struct page *page);
};

static void build_howto(const struct board_context *context, struct page *page)
{
    page->title = _("How to use this");
    page->with_message = true;
    board_add_howto(context, page);
}

static const struct part parts[] = {
    {"", build_way_in},           {"marked", build_marked}, {"questions", build_questions},
    {"glossary", build_glossary}, {"search", build_search}, {"howto", build_howto},
};

static const struct part *part_called(const char *name)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(parts[i].name, name) == 0)
            return &parts[i];
    return NULL;
}

void board_library_build(const struct board_context *context, struct page *page)
{
    const struct part *part = part_called(context->argument);
    const struct shelf_group *group = shelf_group(context->reading->shelf, context->argument);
    page_begin(page, context->screen, _("Library"));
    page_section(page, "library");
    if (part)
        part->build(context, page);
    else if (group)
        build_group(context, page, group);
    else
        build_way_in(context, page);
    board_add_bar(context, page);
}

bool board_library_knows(const struct board_context *context, const char *argument)
{
    return part_called(argument) || shelf_group(context->reading->shelf, argument);
}

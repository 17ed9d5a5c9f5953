#include "app_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "board/board_enlarge.h"
#include "view/layout.h"

/* What is open and which page of it stands there: see app_read.h. app_read_run.c has what runs by itself. */

enum { KEEP_MS = 5000, HANZI_ADVANCE = 1000, OTHER_ADVANCE = 600 };

static const struct library nothing;

/* --- what there is ---------------------------------------------------------------------------------------- */

const struct library *app_library(const struct app *app)
{
    const struct library_source *source = app->reading.source;
    const struct library *library = source ? source->get(source->self, app_traditional(app)) : NULL;
    return library ? library : &nothing;
}

const struct shelf *app_shelf(const struct app *app)
{
    return library_shelf(app_library(app), app_english(app));
}

/* The article that the screen in front is about: "read:L04", "reading:L04:words". */
static const struct article *article_in_front(const struct app *app)
{
    const char *screen = app->screens[app->screen_count - 1].name;
    const char *colon = strchr(screen, ':');
    char id[APP_SCREEN_BYTES];
    if (!colon || strncmp(screen, "read", 4) != 0)
        return NULL;
    snprintf(id, sizeof id, "%.*s", (int)strcspn(colon + 1, ":"), colon + 1);
    return shelf_find(app_shelf(app), id);
}

static void key_of(const struct app *app, char key[READING_KEY_BYTES], const struct article *article)
{
    reading_key(key, app_english(app) ? "en" : "zh", article);
}

/* --- places ----------------------------------------------------------------------------------------------- */

static void keep_soon(struct app *app)
{
    if (app->reading.keep_at == TIME_NEVER)
        app->reading.keep_at = app->now + time_from_ms(KEEP_MS);
}

static void note_place(struct app *app, const struct article *article)
{
    char key[READING_KEY_BYTES];
    key_of(app, key, article);
    if (reading_set_place(&app->reading.state, key, app->reading.at))
        keep_soon(app);
    if (app->reading.page + 1 == app->reading.pages.page_count && reading_set_read(&app->reading.state, key))
        keep_soon(app);
}

void app_read_keep(struct app *app)
{
    struct buffer text = {0};
    if (app->reading.keep_at == TIME_NEVER)
        return;
    app->reading.keep_at = TIME_NEVER;
    reading_state_write(&app->reading.state, &text);
    app_emit(app, EFFECT_KEEP_READING)->text = app_keep(app, buffer_text(&text));
    buffer_destroy(&text);
}

/* Another article, or the same in another language: it opens where it was left. */
static void open_article(struct app *app, const struct article *article)
{
    struct app_reading *reading = &app->reading;
    char key[READING_KEY_BYTES];
    if (strcmp(reading->id, article->id) == 0 && reading->english == app_english(app))
        return;
    snprintf(reading->id, sizeof reading->id, "%s", article->id);
    reading->english = app_english(app);
    key_of(app, key, article);
    if (!reading_place(&reading->state, key, &reading->at))
        reading->at = 0;
    reading->sentence = -1;
}

bool app_read_go(struct app *app, const char *place)
{
    char *end, screen[APP_SCREEN_BYTES];
    size_t at = strtoul(place, &end, 10);
    const struct article *article = *end == ':' ? shelf_find(app_shelf(app), end + 1) : NULL;
    if (!article)
        return false;
    open_article(app, article);
    app->reading.at = at;
    app->reading.sentence = -1;
    snprintf(screen, sizeof screen, "read:%s", article->id);
    app_go(app, screen);
    return true;
}

/* --- pages ------------------------------------------------------------------------------------------------ */

static int plain_advance(void *context, uint32_t character)
{
    (void)context;
    return utf8_is_hanzi(character) || character >= 0x3000 ? HANZI_ADVANCE : OTHER_ADVANCE;
}

static void set_pages(struct app *app, const struct page *page)
{
    struct app_reading *reading = &app->reading;
    struct reading_pages *pages = &reading->pages;
    const struct text_measure plain = {plain_advance, NULL};
    struct arena arena;
    arena_init(&arena);
    struct layout layout = layout_of(page, app->width_px, app->height_px, app->settings.text_percent, &arena);
    int size_px = reading_size_px(app->width_px, app->height_px, app->settings.reading_percent);
    bool same = reading->set_of == page->article && pages->width_px == layout.text.width &&
                pages->height_px == layout.text.height && pages->size_px == size_px;
    if (!same)
        reading_pages_make(pages, page->article, layout.text.width, layout.text.height, size_px,
                           reading->measure ? reading->measure : &plain);
    reading->set_of = page->article;
    arena_destroy(&arena);
}

/* Places of the rows depend on which rows there are, not on what page of the article it is: so first the one, then the
 * other. */
void app_read_set(struct app *app, const struct board_context *context, struct board_reading *told,
                  struct page *page)
{
    struct app_reading *reading = &app->reading;
    board_read_build(context, page);
    if (page->shape == PAGE_READ) {
        board_enlarge(context, page);
        set_pages(app, page);
        reading->page = reading_page_of(&reading->pages, reading->at);
        const struct reading_page *now = &reading->pages.pages[reading->page];
        reading->at = reading->at < now->first ? now->first : reading->at;
        app_read_tell(app, told);
    } else {
        reading->set_of = NULL;
    }
    page_reset(page);
}

void app_read_shown(struct app *app, struct page *page)
{
    struct app_reading *reading = &app->reading;
    if (page->shape != PAGE_READ)
        return;
    page->set = &reading->pages;
    note_place(app, page->article);
    if (reading->run == READING_SILENT && reading->turn_at == TIME_NEVER)
        app_read_time_page(app);
}

/* What boards are told of it. */
void app_read_tell(struct app *app, struct board_reading *told)
{
    struct app_reading *reading = &app->reading;
    const struct article *article = article_in_front(app);
    if (article)
        open_article(app, article);
    *told = (struct board_reading){
        .library = app_library(app),
        .state = &reading->state,
        .shelf = app_shelf(app),
        .article = article,
        .chosen_id = reading->chosen,
        .runs = reading->run != READING_STILL,
        .question = app_looked_for(app),
    };
    if (!article || reading->set_of != article)
        return;
    const struct reading_page *page = &reading->pages.pages[reading->page];
    told->page = reading->page;
    told->page_count = reading->pages.page_count;
    told->first = page->first;
    told->end = page->end;
}

static void turn_to(struct app *app, int number)
{
    struct app_reading *reading = &app->reading;
    if (reading->set_of != article_in_front(app))
        return;
    reading->at = reading->pages.pages[number].first;
    reading->sentence = -1;
    app_stale_from_start(app);
}

void app_read_turn(struct app *app, int by)
{
    const struct app_reading *reading = &app->reading;
    app_read_stop(app);
    if (!reading->set_of)
        return;
    int last = reading->pages.page_count - 1;
    int to = reading->page + by;
    to = to < 0 ? 0 : to > last ? last : to;
    if (to != reading->page)
        turn_to(app, to);
}

void app_read_mark(struct app *app)
{
    const struct article *article = article_in_front(app);
    char key[READING_KEY_BYTES];
    if (!article || app->reading.set_of != article)
        return;
    const struct reading_page *page = &app->reading.pages.pages[app->reading.page];
    key_of(app, key, article);
    reading_toggle_mark(&app->reading.state, key, page->first, page->end);
    keep_soon(app);
    app->page_stale = true;
}

void app_read_choose(struct app *app, const char *id)
{
    snprintf(app->reading.chosen, sizeof app->reading.chosen, "%s", id);
    app_stale_from_start(app);
}

/* --- what follows from where one is ------------------------------------------------------------------------- */

static bool stack_has(const struct app *app, const char *screen)
{
    for (int i = 0; i < app->screen_count; i++)
        if (strncmp(app->screens[i].name, screen, strlen(screen)) == 0)
            return true;
    return false;
}

/* Where one is looking for something, or writes a name: the latest of these screens; else "". */
static const char *const search_screens[] = {"library:search", "settings:search", "people:add", "people:rename"};

static const char *search_in_stack(const struct app *app, int *at)
{
    for (*at = app->screen_count - 1; *at >= 0; (*at)--) {
        const char *name = app->screens[*at].name;
        for (int i = 0; i < 4; i++)
            if (strcmp(name, search_screens[i]) == 0)
                return name;
    }
    return "";
}

/* In the library until what was found is read: there the message is what is to be said again. Among the settings on the page
 * of what was found, and while one writes. */
static bool is_searching(const struct app *app)
{
    int at;
    const char *search = search_in_stack(app, &at);
    bool library = strncmp(search, "library", 7) == 0;
    for (int i = at + 1; i < app->screen_count; i++) {
        const char *above = app->screens[i].name;
        if (library ? strncmp(above, "read:", 5) == 0 : strncmp(above, "write", 5) != 0)
            return false;
    }
    return search[0];
}

/* What was looked for in the library stays to be changed; among the settings one looks for something else each time. */
static void heed_another_search(struct app *app)
{
    struct app_reading *reading = &app->reading;
    int at;
    const char *search = search_in_stack(app, &at);
    if (strcmp(search, reading->search) == 0 || (!search[0] && strncmp(reading->search, "library", 7) == 0))
        return;
    snprintf(reading->search, sizeof reading->search, "%s", search);
    message_reset(reading->searches ? &app->message : &reading->aside);
}

/* What is written while something is looked for is no message: the message waits meanwhile. */
static void heed_search(struct app *app)
{
    struct app_reading *reading = &app->reading;
    heed_another_search(app);
    bool searches = is_searching(app);
    if (searches == reading->searches)
        return;
    reading->searches = searches;
    struct message other = reading->aside;
    reading->aside = app->message;
    app->message = other;
    app_message_exchanged(app);
}

const char *app_looked_for(const struct app *app)
{
    return message_text(app->reading.searches ? &app->message : &app->reading.aside);
}

/* What was opened last is what stands there: neither another article nor the same in another language. */
static bool is_open_in_front(const struct app *app)
{
    const struct article *article = article_in_front(app);
    const char *screen = app->screens[app->screen_count - 1].name;
    return article && strncmp(screen, "read:", 5) == 0 && strcmp(app->reading.id, article->id) == 0 &&
           app->reading.english == app_english(app);
}

/* Before a page is built. */
void app_read_heed(struct app *app)
{
    struct app_reading *reading = &app->reading;
    char screen[APP_SCREEN_BYTES], tools[APP_SCREEN_BYTES];
    snprintf(screen, sizeof screen, "read:%s", reading->chosen);
    snprintf(tools, sizeof tools, "reading:%s", reading->chosen);
    if (reading->chosen[0] && !stack_has(app, screen) && !stack_has(app, tools))
        reading->chosen[0] = '\0';
    heed_search(app);
    if (reading->run != READING_STILL && (app->mode != MODE_PAGE || !is_open_in_front(app)))
        app_read_stop(app);
}

void app_library_changed(struct app *app, time_us at_us)
{
    app_read_stop(app);
    app->reading.set_of = NULL;
    app_advance(app, at_us);
    app_rebuild(app, SCAN_KEEP_PLACE);
}

bool app_reads(const struct app *app)
{
    const char *screen = app->screens[app->screen_count - 1].name;
    return app->mode == MODE_PAGE && strncmp(screen, "read:", 5) == 0 && app->reading.set_of &&
           app->reading.set_of == article_in_front(app);
}

void app_read_init(struct app *app, const struct app_setup *setup)
{
    struct app_reading *reading = &app->reading;
    reading->source = setup->library;
    reading->measure = setup->measure;
    reading->keep_at = reading->turn_at = TIME_NEVER;
    reading->sentence = -1;
    message_init(&reading->aside);
    reading_pages_init(&reading->pages);
    reading_state_init(&reading->state);
    if (setup->reading)
        reading_state_parse(&reading->state, setup->reading, strlen(setup->reading), NULL, NULL);
}

void app_read_destroy(struct app *app)
{
    message_destroy(&app->reading.aside);
    reading_pages_destroy(&app->reading.pages);
    reading_state_destroy(&app->reading.state);
}

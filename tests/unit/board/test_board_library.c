/* The library's boards with what ships: what stands on them after reading and marking, and what must not. */
#include "unit_test.h"

#include "board/board_parts.h"
#include "library_desk.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct page page;
    struct library_desk library;
    bool english;
};

static void desk_init(struct desk *desk)
{
    static const char text[] = "# U {id: urgent}\n- suction\n";
    settings_init(&desk->settings);
    phrase_set_init(&desk->phrases);
    phrase_file_parse(text, sizeof text - 1, "test.md", &desk->phrases, NULL);
    message_init(&desk->message);
    page_init(&desk->page);
    library_desk_init(&desk->library, true);
    desk->english = false;
}

static void desk_destroy(struct desk *desk)
{
    phrase_set_destroy(&desk->phrases);
    message_destroy(&desk->message);
    page_destroy(&desk->page);
    library_desk_destroy(&desk->library);
}

/* What `desk->library.reading` says stays: call library_desk_open() first where it matters. */
static const struct page *build(struct desk *desk, const char *screen, int page_number)
{
    const char *colon = strchr(screen, ':');
    struct board_context context = {.settings = &desk->settings,
                                    .phrases = &desk->phrases,
                                    .message = &desk->message,
                                    .reading = &desk->library.reading,
                                    .english = desk->english,
                                    .screen = screen,
                                    .argument = colon ? colon + 1 : "",
                                    .page_number = page_number,
                                    .width_px = 1280,
                                    .height_px = 800};
    board_find(screen)->build(&context, &desk->page);
    return &desk->page;
}

static const struct page *open_screen(struct desk *desk, const char *screen)
{
    library_desk_open(&desk->library, screen, desk->english);
    return build(desk, screen, 0);
}

static const struct article *article(const struct desk *desk, const char *id)
{
    const struct article *found = shelf_find(library_shelf(&desk->library.library, desk->english), id);
    assert_non_null(found);
    return found;
}

static void mark(struct desk *desk, const char *key, size_t at)
{
    reading_toggle_mark(&desk->library.state, key, at, at + 1);
}

static int count_of(const struct page *page, const char *prefix)
{
    int count = 0;
    for (int i = 0; i < page->cell_count; i++)
        count += strncmp(page->cells[i].id, prefix, strlen(prefix)) == 0;
    return count;
}

static void all_articles_stand_in_their_groups(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    for (int english = 0; english < 2; english++) {
        desk.english = english;
        const struct shelf *shelf = library_shelf(&desk.library.library, english);
        int found = 0;
        assert_int_equal(shelf->group_count, 7);
        for (int g = 0; g < shelf->group_count; g++) {
            char screen[64];
            snprintf(screen, sizeof screen, "library:%s", shelf->groups[g].id);
            library_desk_open(&desk.library, screen, english);
            bool seen[LIBRARY_DESK_ARTICLES] = {false};
            for (int number = 0; number < 3; number++) {
                const struct page *page = build(&desk, screen, number);
                for (int i = 0; i < shelf->groups[g].count; i++) {
                    char id[64];
                    snprintf(id, sizeof id, "open.read:%s", shelf->articles[shelf->groups[g].first + i].id);
                    seen[i] = seen[i] || page_find(page, id);
                }
            }
            for (int i = 0; i < shelf->groups[g].count; i++)
                found += seen[i];
        }
        assert_int_equal(found, LIBRARY_DESK_ARTICLES);
    }
    desk_destroy(&desk);
}

static void a_tile_tells_minutes_read_and_marked(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    const struct cell *cell = page_find(open_screen(&desk, "library:G1"), "open.read:L04");
    assert_non_null(strstr(cell->note, "min"));
    assert_non_null(strstr(cell->note, article(&desk, "L04")->summary));
    assert_null(strstr(cell->note, "· read"));
    assert_null(strstr(cell->note, "· marked"));
    reading_set_read(&desk.library.state, "zh/L04");
    mark(&desk, "zh/L04", 0);
    cell = page_find(open_screen(&desk, "library:G1"), "open.read:L04");
    assert_non_null(strstr(cell->note, "· read · marked"));
    assert_null(strstr(page_find(&desk.page, "open.read:L03")->note, "· read"));
    desk.english = true; /* another article, for who reads in another language */
    cell = page_find(open_screen(&desk, "library:G1"), "open.read:L04");
    assert_null(strstr(cell->note, "· read"));
    desk_destroy(&desk);
}

static void going_on_is_first_and_about_what_is_there(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    assert_null(page_find(open_screen(&desk, "library"), "library.go-on"));
    reading_set_place(&desk.library.state, "zh/L04", 100);
    reading_set_place(&desk.library.state, "en/L05", 100);
    reading_set_place(&desk.library.state, "own/gone", 0);
    const struct page *page = open_screen(&desk, "library");
    assert_string_equal(page->cells[0].id, "library.go-on");
    assert_string_equal(page->cells[0].action.argument, "read:L04");
    assert_string_equal(page->cells[0].note, article(&desk, "L04")->title);
    desk.english = true;
    assert_string_equal(open_screen(&desk, "library")->cells[0].action.argument, "read:L05");
    desk_destroy(&desk);
}

static void marks_of_one_article_lead_each_to_its_place(void **state)
{
    (void)state;
    struct desk desk;
    char place[64];
    desk_init(&desk);
    const struct article *about = article(&desk, "L04");
    size_t second = about->sentences[5].first;
    mark(&desk, "zh/L04", second);
    mark(&desk, "zh/L04", 0);
    mark(&desk, "en/L04", 7);
    const struct page *page = open_screen(&desk, "library:marked");
    assert_int_equal(count_of(page, "mark."), 2);
    assert_string_equal(page_find(page, "mark.0")->action.argument, "0:L04");
    snprintf(place, sizeof place, "%zu:L04", second);
    assert_string_equal(page_find(page, "mark.1")->action.argument, place);
    assert_memory_equal(page_find(page, "mark.1")->note, about->text + second, 6);
    desk_destroy(&desk);
}

/* Neither its text, nor questions that would tell what it is about. */
static void what_opens_by_choice_only_shows_nothing_of_itself(void **state)
{
    (void)state;
    static const char *const screens[] = {
        "read:L31",       "reading:L31",       "reading:L31:words", "reading:L31:contents",
        "library:marked", "library:questions", "library:G7",        "library"};
    struct desk desk;
    desk_init(&desk);
    mark(&desk, "zh/L31", 60);
    reading_set_place(&desk.library.state, "zh/L31", 60);
    const struct article *shut = article(&desk, "L31");
    for (size_t s = 0; s < sizeof screens / sizeof screens[0]; s++) {
        library_desk_open(&desk.library, screens[s], false);
        desk.library.reading.chosen_id = "";
        const struct page *page = build(&desk, screens[s], 0);
        assert_ptr_equal(page->article, NULL);
        assert_int_equal(count_of(page, "question."), 0);
        for (int b = 1; b < shut->block_count; b++) {
            char begin[32];
            snprintf(begin, sizeof begin, "%.15s", shut->text + shut->blocks[b].first); /* five Hanzi */
            for (int i = 0; i < page->cell_count; i++)
                if (strstr(page->cells[i].label, begin) ||
                    (page->cells[i].note && strstr(page->cells[i].note, begin)))
                    fail_msg("%s shows %s", screens[s], begin);
        }
    }
    library_desk_open(&desk.library, "read:L31", false);
    assert_ptr_equal(build(&desk, "read:L31", 0)->article, shut);
    desk_destroy(&desk);
}

static void questions_are_those_of_the_marked_articles(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    const struct questions *questions = &desk.library.library.questions;
    assert_int_equal(count_of(open_screen(&desk, "library:questions"), "question."), 0);
    mark(&desk, "zh/L16", 0);
    int wanted = 0;
    for (int i = 0; i < questions->count; i++)
        wanted += strcmp(questions->items[i].article, "L16") == 0;
    const struct page *page = open_screen(&desk, "library:questions");
    assert_true(wanted >= 1);
    assert_int_equal(count_of(page, "question."), wanted + 1); /* and all of them */
    const char *all = page_find(page, "question.all")->action.argument;
    for (int i = 0; i < questions->count; i++)
        assert_int_equal(strstr(all, questions->items[i].zh) != NULL,
                         strcmp(questions->items[i].article, "L16") == 0);
    desk_destroy(&desk);
}

/* Each article has some, and each question an article. */
static void every_article_has_questions(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    const struct questions *questions = &desk.library.library.questions;
    const struct shelf *shelf = &desk.library.library.zh;
    for (int i = 0; i < questions->count; i++)
        assert_non_null(shelf_find(shelf, questions->items[i].article));
    for (int i = 0; i < shelf->count; i++) {
        int count = 0;
        for (int q = 0; q < questions->count; q++)
            count += strcmp(questions->items[q].article, shelf->articles[i].id) == 0;
        assert_true(count >= 1);
    }
    desk_destroy(&desk);
}

static void hits_open_at_the_words(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    library_desk_open(&desk.library, "library:search", false);
    desk.library.reading.question = "肉跳";
    const struct page *page = build(&desk, "library:search", 0);
    const struct cell *cell = page_find(page, "hit.0");
    assert_non_null(cell);
    const char *colon = strchr(cell->action.argument, ':');
    const struct article *found = article(&desk, colon + 1);
    size_t at = strtoul(cell->action.argument, NULL, 10);
    const struct article_sentence *sentence = &found->sentences[article_sentence_at(found, at)];
    char text[1000];
    snprintf(text, sizeof text, "%.*s", (int)sentence->size, found->text + sentence->first);
    assert_non_null(strstr(text, "肉跳"));
    desk_destroy(&desk);
}

static void the_last_page_leads_on_and_the_last_article_nowhere(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    library_desk_open(&desk.library, "read:L01", false);
    const struct cell *next = page_find(build(&desk, "read:L01", 0), "act.read-next");
    assert_int_equal(next->action.kind, ACTION_OPEN);
    assert_string_equal(next->action.argument, "read:L02");
    desk.library.reading.page_count = 2;
    assert_int_equal(page_find(build(&desk, "read:L01", 0), "act.read-next")->action.kind, ACTION_READ_NEXT);
    library_desk_open(&desk.library, "read:L30", false); /* L31 opens by choice only */
    assert_true(page_find(build(&desk, "read:L30", 0), "act.read-next")->empty);
    desk_destroy(&desk);
}

/* Taken away while it is read, or named wrongly: a page that leads on. */
static void what_is_not_there_says_so(void **state)
{
    (void)state;
    static const char *const screens[] = {"read:X", "reading:X", "reading:X:words", "reading:X:contents",
                                          "term:X", "library:X"};
    struct desk desk;
    desk_init(&desk);
    for (size_t s = 0; s < sizeof screens / sizeof screens[0]; s++) {
        const struct page *page = open_screen(&desk, screens[s]);
        assert_non_null(page_find(page, "act.home"));
        assert_non_null(page_find(page, "act.call"));
    }
    desk_destroy(&desk);
}

static void without_a_library_its_boards_stand_all_the_same(void **state)
{
    (void)state;
    static const char *const screens[] = {"library",          "library:marked", "library:questions",
                                          "library:glossary", "library:search", "library:howto",
                                          "library:G1"};
    struct desk desk;
    desk_init(&desk);
    library_desk_destroy(&desk.library);
    library_desk_init(&desk.library, false);
    for (size_t s = 0; s < sizeof screens / sizeof screens[0]; s++)
        assert_non_null(page_find(open_screen(&desk, screens[s]), "act.home"));
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_articles_stand_in_their_groups),
        cmocka_unit_test(a_tile_tells_minutes_read_and_marked),
        cmocka_unit_test(going_on_is_first_and_about_what_is_there),
        cmocka_unit_test(marks_of_one_article_lead_each_to_its_place),
        cmocka_unit_test(what_opens_by_choice_only_shows_nothing_of_itself),
        cmocka_unit_test(questions_are_those_of_the_marked_articles),
        cmocka_unit_test(every_article_has_questions),
        cmocka_unit_test(hits_open_at_the_words),
        cmocka_unit_test(the_last_page_leads_on_and_the_last_article_nowhere),
        cmocka_unit_test(what_is_not_there_says_so),
        cmocka_unit_test(without_a_library_its_boards_stand_all_the_same),
    };
    return cmocka_run_group_tests_name("board_library", tests, NULL, NULL);
}

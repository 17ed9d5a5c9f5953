/* The caregiver reads along: keys, wheel and a finger on the text (app_read_hand.c). */
#include "unit_test.h"

#include "base/buffer.h"
#include "begun_app.h"
#include "view/reading_pages.h"

#define MS(ms) time_from_ms(ms)

enum { WIDTH = 1280, HEIGHT = 800, PARAGRAPHS = 60 };

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct library library;
    struct library_source source;
    struct app *app;
    time_us now;
};

static const struct library *give(void *self, bool traditional)
{
    (void)traditional;
    return &((struct desk *)self)->library;
}

static void add_article(struct shelf *shelf, const char *id, const char *audience)
{
    struct buffer text = {0};
    buffer_printf(&text,
                  "---\nid: %s\nlang: zh\ngroup: G1 认识\naudience: %s\ntitle: 标题\nsummary: 一句话\nfacts: "
                  "A-001\nsources: A\ndate: 2026-11-22\n---\n\n",
                  id, audience);
    for (int i = 0; i < PARAGRAPHS; i++)
        buffer_printf(&text, "第%d段。这一段有好几个字，还有一句。\n\n", i);
    assert_true(shelf_add(shelf, buffer_text(&text), text.size, "test.md", false, NULL));
    buffer_destroy(&text);
}

static void desk_init(struct desk *desk)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    settings_init(&desk->settings);
    phrases_of(&desk->phrases, phrases);
    shelf_init(&desk->library.zh);
    shelf_init(&desk->library.en);
    glossary_init(&desk->library.glossary);
    questions_init(&desk->library.questions);
    add_article(&desk->library.zh, "L01", "all");
    add_article(&desk->library.zh, "L31", "patient (opt-in)");
    shelf_sort(&desk->library.zh);
    desk->source = (struct library_source){.self = desk, .get = give};
    desk->now = 0;
    desk->app =
        begun_app(&desk->settings, &desk->phrases,
                  (struct app_setup){.library = &desk->source, .width_px = WIDTH, .height_px = HEIGHT}, 0);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
    shelf_destroy(&desk->library.zh);
    shelf_destroy(&desk->library.en);
    glossary_destroy(&desk->library.glossary);
    questions_destroy(&desk->library.questions);
}

static void open_screen(struct desk *desk, const char *screen)
{
    assert_true(app_open(desk->app, screen, desk->now += MS(10)));
}

static void tell(struct desk *desk, enum event_kind kind, int count)
{
    struct event event = {.kind = kind, .at_us = desk->now += MS(10), .count = count};
    app_handle(desk->app, &event);
}

static bool click(struct desk *desk, int x_px)
{
    return app_click(desk->app, x_px, HEIGHT / 3, desk->now += MS(10));
}

static int page_of(const struct desk *desk)
{
    const struct page *page = app_page(desk->app);
    assert_int_equal(page->shape, PAGE_READ);
    return page->reading_page;
}

static int last_page(const struct desk *desk)
{
    return app_page(desk->app)->set->page_count - 1;
}

static const char *screen_of(const struct desk *desk)
{
    return app_page(desk->app)->screen;
}

static int choice(const struct desk *desk, const char *id)
{
    const struct page *page = app_page(desk->app);
    const struct cell *cell = page_find(page, id);
    assert_non_null(cell);
    return (int)(cell - page->cells);
}

/* How many effects of this kind are waiting. All are read. */
static int count(struct desk *desk, enum effect_kind kind)
{
    int found = 0;
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app))
        found += effect->kind == kind;
    return found;
}

static bool reads_aloud(const struct desk *desk)
{
    struct scene scene;
    app_scene(desk->app, &scene);
    return scene.read_size > 0;
}

static void read_aloud(struct desk *desk)
{
    assert_true(app_choose(desk->app, choice(desk, "act.read-aloud"), desk->now += MS(10)));
    assert_int_equal(count(desk, EFFECT_SAY), 1);
    assert_true(reads_aloud(desk));
}

static void keys_turn_and_stop_at_both_ends(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01");
    int last = last_page(&desk);
    assert_true(last >= 3);
    tell(&desk, EVENT_TURN, -1);
    assert_int_equal(page_of(&desk), 0);
    tell(&desk, EVENT_TURN, 1);
    tell(&desk, EVENT_TURN, 1);
    assert_int_equal(page_of(&desk), 2);
    tell(&desk, EVENT_TURN, -1);
    assert_int_equal(page_of(&desk), 1);
    tell(&desk, EVENT_TURN, EVENT_TURN_ALL);
    assert_int_equal(page_of(&desk), last);
    tell(&desk, EVENT_TURN, 1);
    assert_int_equal(page_of(&desk), last);
    assert_string_equal(screen_of(&desk), "read:L01");
    tell(&desk, EVENT_TURN, -EVENT_TURN_ALL);
    assert_int_equal(page_of(&desk), 0);
    desk_destroy(&desk);
}

static void a_finger_turns_on_the_right_and_back_on_the_left(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01");
    assert_true(click(&desk, WIDTH - 100));
    assert_true(click(&desk, WIDTH / 2));
    assert_int_equal(page_of(&desk), 2);
    assert_true(click(&desk, 100));
    assert_int_equal(page_of(&desk), 1);
    assert_false(app_click(desk.app, WIDTH / 2, 2, desk.now));          /* the head */
    assert_false(app_click(desk.app, WIDTH / 2, HEIGHT - 2, desk.now)); /* below the cells */
    assert_false(app_click(desk.app, -1, HEIGHT / 3, desk.now));
    assert_int_equal(page_of(&desk), 1);
    desk_destroy(&desk);
}

static void while_it_is_read_aloud_a_finger_only_stops_it(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01");
    read_aloud(&desk);
    assert_true(click(&desk, WIDTH - 100));
    assert_int_equal(count(&desk, EFFECT_STOP_SPEECH), 1);
    assert_false(reads_aloud(&desk));
    assert_int_equal(page_of(&desk), 0);
    assert_true(click(&desk, WIDTH - 100));
    assert_int_equal(page_of(&desk), 1);
    desk_destroy(&desk);
}

static void a_key_stops_it_and_turns(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01");
    read_aloud(&desk);
    tell(&desk, EVENT_TURN, 1);
    assert_int_equal(count(&desk, EFFECT_STOP_SPEECH), 1);
    assert_false(reads_aloud(&desk));
    assert_int_equal(page_of(&desk), 1);
    desk_destroy(&desk);
}

/* Whoever scans goes on: something is lit again after a page was turned for them. */
static void the_scan_begins_anew_on_the_turned_page(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01");
    read_aloud(&desk);
    tell(&desk, EVENT_TURN, 1);
    assert_true(count(&desk, EFFECT_HIGHLIGHT) > 0);
    assert_true(app_deadline(desk.app) < desk.now + MS(60000));
    desk_destroy(&desk);
}

static void escape_stops_and_then_goes_back(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "library");
    open_screen(&desk, "read:L01");
    read_aloud(&desk);
    tell(&desk, EVENT_BACK, 0);
    assert_false(reads_aloud(&desk));
    assert_string_equal(screen_of(&desk), "read:L01");
    tell(&desk, EVENT_BACK, 0);
    assert_string_equal(screen_of(&desk), "library");
    tell(&desk, EVENT_BACK, 0);
    assert_string_equal(screen_of(&desk), "home");
    desk_destroy(&desk);
}

static void elsewhere_they_do_nothing(void **state)
{
    (void)state;
    static const char *const screens[] = {"home", "write", "phrases", "settings", "library:search"};
    struct desk desk;
    desk_init(&desk);
    for (int i = 0; i < 5; i++) {
        open_screen(&desk, screens[i]);
        unsigned long revision = app_revision(desk.app);
        tell(&desk, EVENT_BACK, 0);
        tell(&desk, EVENT_TURN, 1);
        assert_false(click(&desk, WIDTH / 2));
        assert_string_equal(screen_of(&desk), screens[i]);
        assert_int_equal(app_revision(desk.app), revision);
    }
    desk_destroy(&desk);
}

static void what_opens_by_choice_is_not_turned_open(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "read:L01"); /* what stood there before is not turned either */
    open_screen(&desk, "read:L31");
    tell(&desk, EVENT_TURN, 1);
    assert_false(click(&desk, WIDTH / 2));
    assert_int_equal(app_page(desk.app)->shape, PAGE_ASK);
    desk_destroy(&desk);
}

static void what_is_there_no_more_can_be_left(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "library");
    open_screen(&desk, "read:L01");
    read_aloud(&desk);
    shelf_destroy(&desk.library.zh);
    shelf_init(&desk.library.zh);
    app_library_changed(desk.app, desk.now);
    tell(&desk, EVENT_TURN, 1);
    assert_false(click(&desk, WIDTH / 2));
    assert_string_equal(screen_of(&desk), "read:L01");
    assert_int_equal(app_page(desk.app)->shape, PAGE_ASK);
    tell(&desk, EVENT_BACK, 0);
    assert_string_equal(screen_of(&desk), "library");
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_turn_and_stop_at_both_ends),
        cmocka_unit_test(a_finger_turns_on_the_right_and_back_on_the_left),
        cmocka_unit_test(while_it_is_read_aloud_a_finger_only_stops_it),
        cmocka_unit_test(a_key_stops_it_and_turns),
        cmocka_unit_test(the_scan_begins_anew_on_the_turned_page),
        cmocka_unit_test(escape_stops_and_then_goes_back),
        cmocka_unit_test(elsewhere_they_do_nothing),
        cmocka_unit_test(what_opens_by_choice_is_not_turned_open),
        cmocka_unit_test(what_is_there_no_more_can_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

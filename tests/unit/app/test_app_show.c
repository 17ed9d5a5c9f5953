/* A text stands large for somebody who listens (board_show.c): which one, and what ends it. */
#include "unit_test.h"

#include "app.h"

#define MS(ms) time_from_ms(ms)

enum { WIDTH = 1280, HEIGHT = 800 };

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    time_us now;
};

static void desk_open(struct desk *desk, const char *message, const char *said)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    const char *const history[] = {said};
    struct app_setup setup = {.settings = &desk->settings,
                              .phrases_zh = &desk->phrases,
                              .phrases_en = &desk->phrases,
                              .message = message,
                              .said_today = history,
                              .said_today_count = said ? 1 : 0,
                              .width_px = WIDTH,
                              .height_px = HEIGHT};
    phrase_set_init(&desk->phrases);
    phrase_file_parse(phrases, strlen(phrases), "test.md", &desk->phrases, NULL);
    desk->now = 0;
    desk->app = app_new(&setup, 0);
    app_start(desk->app, 0);
    assert_true(app_open(desk->app, "message", desk->now += MS(10)));
}

static void desk_close(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static bool choose(struct desk *desk, const char *id)
{
    const struct page *page = app_page(desk->app);
    const struct cell *cell = page_find(page, id);
    assert_non_null(cell);
    return app_choose(desk->app, (int)(cell - page->cells), desk->now += MS(1000));
}

static void edge(struct desk *desk, enum event_kind kind)
{
    struct event event = {.kind = kind, .at_us = desk->now += MS(400), .switch_number = 1};
    app_handle(desk->app, &event);
}

static void assert_screen(const struct desk *desk, const char *screen)
{
    assert_string_equal(app_page(desk->app)->screen, screen);
}

static void assert_shown(struct desk *desk, const char *message, const char *said, const char *shown)
{
    settings_init(&desk->settings);
    desk_open(desk, message, said);
    assert_true(choose(desk, "open.show"));
    assert_int_equal(app_page(desk->app)->shape, PAGE_SHOW);
    assert_string_equal(app_page(desk->app)->question, shown);
    assert_false(app_page(desk->app)->turned);
    desk_close(desk);
}

static void the_message_or_what_was_said_last(void **state)
{
    (void)state;
    struct desk desk;
    assert_shown(&desk, "我想喝水", "谢谢", "我想喝水");
    assert_shown(&desk, NULL, "谢谢", "谢谢");
    settings_init(&desk.settings);
    desk_open(&desk, NULL, NULL);
    assert_false(choose(&desk, "open.show"));
    assert_false(choose(&desk, "open.show:turned"));
    desk_close(&desk);
}

static void any_press_ends_it_in_every_technique(void **state)
{
    (void)state;
    for (int pattern = PATTERN_ROW_COLUMN; pattern <= PATTERN_EVIDENCE; pattern++)
        for (int control = CONTROL_AUTOMATIC; control <= CONTROL_INVERSE; control++) {
            struct desk desk;
            settings_init(&desk.settings);
            desk.settings.scan_pattern = pattern;
            desk.settings.scan_control = control;
            desk_open(&desk, "hello", NULL);
            assert_true(choose(&desk, "open.show:turned"));
            assert_true(app_page(desk.app)->turned);
            app_advance(desk.app, desk.now += MS(120000));
            assert_screen(&desk, "show:turned");
            edge(&desk, EVENT_SWITCH_DOWN);
            edge(&desk, EVENT_SWITCH_UP);
            assert_screen(&desk, "message");
            desk_close(&desk);
        }
}

static void a_finger_anywhere_ends_it(void **state)
{
    (void)state;
    struct desk desk;
    settings_init(&desk.settings);
    desk_open(&desk, "hello", NULL);
    assert_false(app_click(desk.app, 640, 400, desk.now += MS(10)));
    assert_true(choose(&desk, "open.show"));
    assert_true(app_click(desk.app, 640, 400, desk.now += MS(10)));
    assert_screen(&desk, "message");
    desk_close(&desk);
}

static void who_looks_finds_the_way_back_and_the_call_below_it(void **state)
{
    (void)state;
    struct desk desk;
    settings_init(&desk.settings);
    desk.settings.pointing = POINTING_DWELL;
    desk_open(&desk, "hello", NULL);
    assert_true(app_open(desk.app, "show", desk.now += MS(10)));
    assert_non_null(page_find(app_page(desk.app), "act.call"));
    assert_true(choose(&desk, "act.back"));
    assert_screen(&desk, "message");
    assert_true(app_open(desk.app, "show", desk.now += MS(10)));
    assert_true(choose(&desk, "act.call"));
    assert_screen(&desk, "call");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_message_or_what_was_said_last),
        cmocka_unit_test(any_press_ends_it_in_every_technique),
        cmocka_unit_test(a_finger_anywhere_ends_it),
        cmocka_unit_test(who_looks_finds_the_way_back_and_the_call_below_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A text stands large for somebody who listens (board_show.c): which one, and what ends it. */
#include "message_desk.h"

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

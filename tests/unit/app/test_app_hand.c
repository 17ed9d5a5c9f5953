/* Handing over (app_hand.c): asked once, answered in its own time, told where it failed. */
#include "message_desk.h"

/* Every effect is read; that of this kind, or NULL. Its text is copied. */
static const char *asked(struct desk *desk, enum effect_kind kind)
{
    static char text[256];
    const char *found = NULL;
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app))
        if (effect->kind == kind) {
            snprintf(text, sizeof text, "%s", effect->text);
            found = text;
        }
    return found;
}

static void answer(struct desk *desk, enum event_kind kind, enum hand hand, const char *text)
{
    struct event event = {.kind = kind, .at_us = desk->now += MS(1000), .hand = hand};
    snprintf(event.detail, sizeof event.detail, "%s", text);
    app_handle(desk->app, &event);
}

static const struct cell *cell(const struct desk *desk, const char *id)
{
    const struct cell *found = page_find(app_page(desk->app), id);
    assert_non_null(found);
    return found;
}

static void open_screen(struct desk *desk, const char *message, const char *screen)
{
    settings_init(&desk->settings);
    snprintf(desk->settings.send_command, sizeof desk->settings.send_command, "mail");
    desk_open(desk, message, NULL);
    assert_true(app_open(desk->app, screen, desk->now += MS(10)));
    asked(desk, EFFECT_QUIT);
}

static void nothing_is_sent_twice_at_a_time(void **state)
{
    (void)state;
    struct desk desk;
    open_screen(&desk, "hello", "pass-on");
    assert_true(choose(&desk, "act.send"));
    assert_string_equal(asked(&desk, EFFECT_SEND), "hello");
    assert_true(cell(&desk, "act.send")->empty);
    assert_string_equal(cell(&desk, "act.send")->note, "One moment …");
    assert_false(choose(&desk, "act.send"));
    answer(&desk, EVENT_HANDED, HAND_SEND, "");
    assert_string_equal(cell(&desk, "act.send")->label, "Sent");
    assert_true(cell(&desk, "act.send")->empty);
    assert_false(cell(&desk, "act.copy")->empty);
    desk_close(&desk);
}

static void a_failure_is_told_and_can_be_tried_again(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    open_screen(&desk, "hello", "pass-on");
    assert_true(choose(&desk, "act.send"));
    answer(&desk, EVENT_HAND_FAILED, HAND_SEND, "mail took longer than 10 seconds");
    assert_non_null(strstr(asked(&desk, EFFECT_WARNING), "took longer"));
    app_scene(desk.app, &scene);
    assert_non_null(strstr(scene.notices[0], "took longer"));
    assert_true(choose(&desk, "act.send"));
    answer(&desk, EVENT_HANDED, HAND_SEND, "");
    app_scene(desk.app, &scene);
    assert_null(scene.notices[0]);
    desk_close(&desk);
}

/* The message was changed meanwhile: what is answered was another one. */
static void a_late_answer_does_not_speak_for_another_message(void **state)
{
    (void)state;
    struct desk desk;
    open_screen(&desk, "hello", "pass-on");
    assert_true(choose(&desk, "act.save-text"));
    assert_true(app_open(desk.app, "message", desk.now += MS(10)));
    assert_true(choose(&desk, "act.delete"));
    answer(&desk, EVENT_HANDED, HAND_SAVE, "/data/texts/1.txt");
    assert_true(app_open(desk.app, "pass-on", desk.now += MS(10)));
    assert_false(cell(&desk, "act.save-text")->empty);
    assert_string_equal(cell(&desk, "act.save-text")->label, "Save as a file");
    desk_close(&desk);
}

static void the_page_of_paper_says_where_the_file_is(void **state)
{
    (void)state;
    struct desk desk;
    open_screen(&desk, NULL, "paper");
    assert_true(choose(&desk, "act.paper"));
    assert_non_null(asked(&desk, EFFECT_PAPER));
    assert_true(cell(&desk, "act.paper")->chosen); /* the only one of its row stays */
    answer(&desk, EVENT_HAND_FAILED, HAND_PAPER, "the disk is full");
    assert_non_null(strstr(app_page(desk.app)->question, "the disk is full"));
    assert_true(choose(&desk, "act.paper"));
    answer(&desk, EVENT_HANDED, HAND_PAPER, "/data/paper/boards.pdf");
    assert_non_null(strstr(app_page(desk.app)->question, "/data/paper/boards.pdf"));
    assert_false(cell(&desk, "act.paper")->empty);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_sent_twice_at_a_time),
        cmocka_unit_test(a_failure_is_told_and_can_be_tried_again),
        cmocka_unit_test(a_late_answer_does_not_speak_for_another_message),
        cmocka_unit_test(the_page_of_paper_says_where_the_file_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

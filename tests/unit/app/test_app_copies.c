/* Going back to a copy of everything (app_copies.c, board_copies.c): what is shown, asked and told to the world. */
#include "unit_test.h"

#include "begun_app.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct kept_copies copies;
    struct app *app;
    time_us now;
};

static void desk_open(struct desk *desk, const struct kept_copies *copies)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    settings_init(&desk->settings);
    if (copies)
        desk->copies = *copies;
    phrases_of(&desk->phrases, phrases);
    desk->now = 0;
    desk->app = begun_app(&desk->settings, &desk->phrases,
                          (struct app_setup){.copies = copies ? &desk->copies : NULL}, 0);
    assert_true(app_open(desk->app, "copies", desk->now += MS(10)));
}

static void desk_close(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static const struct cell *find(struct desk *desk, const char *id)
{
    return page_find(app_page(desk->app), id);
}

static void choose(struct desk *desk, const char *id)
{
    const struct cell *cell = find(desk, id);
    assert_non_null(cell);
    assert_true(app_choose(desk->app, (int)(cell - app_page(desk->app)->cells), desk->now += MS(1000)));
}

/* What the world was asked to go back to since it was asked last; "" nothing. */
static const char *asked_for(struct desk *desk)
{
    static char copy[32];
    copy[0] = '\0';
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app))
        if (effect->kind == EFFECT_RESTORE)
            snprintf(copy, sizeof copy, "%s", effect->text);
    return copy;
}

static const struct kept_copies two = {.dates = {"2026-11-22", "2026-11-20"}, .count = 2};

static void a_copy_is_gone_back_to_after_a_yes(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, &two);
    assert_string_equal(find(&desk, "copy.0")->label, "2026-11-22");
    assert_null(find(&desk, "copy.2"));
    assert_null(find(&desk, "copy.undo"));
    choose(&desk, "copy.1");
    assert_string_equal(app_page(desk.app)->screen, "ask");
    assert_non_null(strstr(app_page(desk.app)->question, "2026-11-20"));
    choose(&desk, "act.cancel");
    assert_string_equal(asked_for(&desk), "");
    choose(&desk, "copy.1");
    choose(&desk, "act.confirm");
    assert_string_equal(asked_for(&desk), "2026-11-20");
    desk_close(&desk);
}

static void the_last_going_back_can_be_undone(void **state)
{
    (void)state;
    struct desk desk;
    struct kept_copies copies = {.can_undo = true};
    desk_open(&desk, &copies);
    choose(&desk, "copy.undo");
    assert_string_equal(asked_for(&desk), "");
    choose(&desk, "act.confirm");
    assert_string_equal(asked_for(&desk), "undo");
    desk_close(&desk);
}

static void without_copies_there_is_nothing_to_choose(void **state)
{
    (void)state;
    struct desk desk;
    struct kept_copies none = {0};
    for (int i = 0; i < 2; i++) {
        desk_open(&desk, i ? &none : NULL);
        assert_null(find(&desk, "copy.0"));
        assert_null(find(&desk, "copy.undo"));
        assert_non_null(find(&desk, "act.back"));
        desk_close(&desk);
    }
}

static void a_copy_that_is_made_meanwhile_appears(void **state)
{
    (void)state;
    struct desk desk;
    struct kept_copies none = {0};
    desk_open(&desk, &none);
    desk.copies = two;
    app_copies_changed(desk.app, desk.now += MS(10));
    assert_string_equal(find(&desk, "copy.0")->label, "2026-11-22");
    /* … and one that goes before it is chosen is not asked about. */
    desk.copies = none;
    choose(&desk, "copy.0");
    assert_string_not_equal(app_page(desk.app)->screen, "ask");
    assert_string_equal(asked_for(&desk), "");
    desk_close(&desk);
}

static void it_fits_on_every_screen(void **state)
{
    (void)state;
    struct kept_copies many = {.count = KEPT_COPIES_AT_MOST, .can_undo = true};
    struct desk desk;
    for (int i = 0; i < many.count; i++)
        snprintf(many.dates[i], sizeof many.dates[i], "2026-11-1%c", '0' + i);
    desk_open(&desk, &many);
    static const int sizes[][2] = {{1280, 800}, {800, 1280}, {800, 480}, {3840, 2160}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct event event = {
            .kind = EVENT_RESIZE, .at_us = desk.now += MS(10), .x_px = sizes[i][0], .y_px = sizes[i][1]};
        app_handle(desk.app, &event);
        assert_non_null(find(&desk, "copy.9"));
        assert_non_null(find(&desk, "copy.undo"));
    }
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_gone_back_to_after_a_yes),
        cmocka_unit_test(the_last_going_back_can_be_undone),
        cmocka_unit_test(without_copies_there_is_nothing_to_choose),
        cmocka_unit_test(a_copy_that_is_made_meanwhile_appears),
        cmocka_unit_test(it_fits_on_every_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

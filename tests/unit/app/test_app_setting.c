/* Settings where the driver cannot go: what a caregiver types to find one, many changes, texts of other programs' files. The
 * rest is in tests/scenarios/settings-*.scenario. */
#include "unit_test.h"

#include "app.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    time_us now;
    int kept; /* how often settings were given to the disk */
};

static void desk_init(struct desk *desk)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    memset(desk, 0, sizeof *desk);
    settings_init(&desk->settings);
    desk->settings.row_exit = 0;
    phrase_set_init(&desk->phrases);
    phrase_file_parse(phrases, strlen(phrases), "/home/a.md", &desk->phrases, NULL);
    phrase_set_order(&desk->phrases, "/home");
    struct app_setup setup = {.settings = &desk->settings,
                              .phrases_zh = &desk->phrases,
                              .phrases_en = &desk->phrases,
                              .message = "what is said",
                              .width_px = 1280,
                              .height_px = 800};
    desk->app = app_new(&setup, 0);
    app_start(desk->app, 0);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static void listen(struct desk *desk)
{
    for (const struct effect *effect; (effect = app_next_effect(desk->app));)
        desk->kept += effect->kind == EFFECT_KEEP_SETTINGS;
}

static void type(struct desk *desk, const char *text)
{
    struct event event = {.kind = EVENT_TEXT, .at_us = desk->now += MS(100)};
    snprintf(event.text, sizeof event.text, "%s", text);
    app_handle(desk->app, &event);
}

static void press_key(struct desk *desk, enum typing_key key)
{
    app_handle(desk->app,
               &(struct event){.kind = EVENT_TYPING_KEY, .at_us = desk->now += MS(100), .key = key});
}

static const struct cell *find(const struct desk *desk, const char *id)
{
    return page_find(app_page(desk->app), id);
}

/* By a finger. */
static void choose(struct desk *desk, const char *id)
{
    const struct cell *cell = find(desk, id);
    assert_non_null(cell);
    assert_true(app_choose(desk->app, (int)(cell - app_page(desk->app)->cells), desk->now += MS(100)));
    listen(desk);
}

static void open_search(struct desk *desk)
{
    assert_true(app_open(desk->app, "settings", desk->now += MS(100)));
    choose(desk, "open.settings:search");
}

static const char *message(const struct desk *desk)
{
    struct scene scene;
    app_scene(desk->app, &scene);
    return scene.message;
}

static const char *screen(const struct desk *desk)
{
    return app_page(desk->app)->screen;
}

static void what_is_typed_is_found_at_once(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    assert_int_equal(app_types(desk.app), TYPING_NOTHING);
    open_search(&desk);
    assert_int_equal(app_types(desk.app), TYPING_ALL);
    assert_string_equal(message(&desk), "");
    type(&desk, "SCAN Ti");
    assert_string_equal(find(&desk, "hit.0")->action.argument, "settings:scan_time");
    type(&desk, "xyz");
    assert_null(find(&desk, "hit.0"));
    for (int i = 0; i < 3; i++)
        press_key(&desk, TYPING_BACKSPACE);
    choose(&desk, "hit.0");
    assert_string_equal(screen(&desk), "settings:scan_time");
    assert_string_equal(message(&desk), "what is said");
    assert_int_equal(app_types(desk.app), TYPING_NOTHING);
    desk_destroy(&desk);
}

static void escape_leaves_it_and_the_message_is_as_it_was(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    open_search(&desk);
    type(&desk, "voice");
    press_key(&desk, TYPING_ESCAPE);
    assert_string_equal(screen(&desk), "settings");
    assert_string_equal(message(&desk), "what is said");
    desk_destroy(&desk);
}

static void enter_on_the_writing_board_shows_what_was_found(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    open_search(&desk);
    choose(&desk, "open.write");
    type(&desk, "bounce");
    assert_int_equal(app_types(desk.app), TYPING_ALL);
    press_key(&desk, TYPING_ENTER);
    assert_string_equal(screen(&desk), "settings:search");
    assert_string_equal(find(&desk, "hit.0")->action.argument, "settings:bounce");
    desk_destroy(&desk);
}

/* A key that is the person's switch serves again a minute after the last key; and where a switch opened it, at once. */
static void who_types_no_more_has_no_keys_of_others(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    open_search(&desk);
    type(&desk, "v");
    app_advance(desk.app, desk.now + MS(60000) - 1);
    assert_int_equal(app_types(desk.app), TYPING_ALL);
    app_advance(desk.app, desk.now + MS(60000));
    assert_int_equal(app_types(desk.app), TYPING_BESIDE);
    desk_destroy(&desk);
}

static void many_changes_are_kept_and_the_oldest_forgotten(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    assert_true(app_open(desk.app, "settings:scan_time", desk.now += MS(100)));
    for (int i = 0; i < 70; i++)
        choose(&desk, i % 2 ? "change.less" : "change.more");
    assert_int_equal(desk.kept, 70);
    assert_true(app_open(desk.app, "settings:changes", desk.now += MS(100)));
    int taken_back = 0;
    while (find(&desk, "change.0")) {
        choose(&desk, "change.0");
        taken_back++;
    }
    assert_int_equal(taken_back, 60);
    assert_int_equal(desk.kept, 130);
    assert_int_equal(app_settings(desk.app)->scan_time_ms, desk.settings.scan_time_ms);
    desk_destroy(&desk);
}

/* A file that was edited while a value is tried: the file counts. */
static void settings_from_outside_end_a_trial(void **state)
{
    struct desk desk;
    (void)state;
    desk_init(&desk);
    assert_true(app_open(desk.app, "try:scan_time", desk.now += MS(100)));
    choose(&desk, "change.more5");
    assert_int_equal(app_settings(desk.app)->scan_time_ms, 1750);
    struct settings edited = desk.settings;
    edited.scan_time_ms = 900;
    app_set_settings(desk.app, &edited, desk.now += MS(100));
    assert_int_equal(app_settings(desk.app)->scan_time_ms, 900);
    app_advance(desk.app, desk.now + MS(100000));
    assert_int_equal(app_settings(desk.app)->scan_time_ms, 900);
    assert_true(app_open(desk.app, "home", desk.now += MS(100001)));
    assert_int_equal(app_settings(desk.app)->scan_time_ms, 900);
    assert_int_equal(desk.kept, 0);
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_found_at_once),
        cmocka_unit_test(escape_leaves_it_and_the_message_is_as_it_was),
        cmocka_unit_test(enter_on_the_writing_board_shows_what_was_found),
        cmocka_unit_test(who_types_no_more_has_no_keys_of_others),
        cmocka_unit_test(many_changes_are_kept_and_the_oldest_forgotten),
        cmocka_unit_test(settings_from_outside_end_a_trial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

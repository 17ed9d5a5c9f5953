/* Settings where the driver cannot go: what a caregiver types to find one, many changes, texts of other programs' files. The
 * rest is in tests/scenarios/settings-*.scenario. */
#include "unit_test.h"

#include "begun_app.h"

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
    phrases_of(&desk->phrases, phrases);
    desk->app = begun_app(&desk->settings, &desk->phrases, (struct app_setup){.message = "what is said"}, 0);
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

/* --- the lock --------------------------------------------------------------------------------------------- */

static void hold(struct desk *desk, bool down, int after_ms)
{
    desk->now += MS(after_ms);
    app_handle(desk->app,
               &(struct event){.kind = down ? EVENT_HOLD_DOWN : EVENT_HOLD_UP, .at_us = desk->now});
}

static void desk_init_locked(struct desk *desk, enum setting_lock lock, const char *digits)
{
    desk_init(desk);
    struct settings settings = desk->settings;
    settings.lock = lock;
    snprintf(settings.lock_digits, sizeof settings.lock_digits, "%s", digits);
    app_set_settings(desk->app, &settings, 0);
    choose(desk, "home.settings");
    assert_string_equal(screen(desk), "lock");
}

static void a_hold_of_three_seconds_opens(void **state)
{
    struct desk desk;
    (void)state;
    desk_init_locked(&desk, LOCK_HOLD, "");
    hold(&desk, true, 100);
    hold(&desk, false, 2999);
    assert_string_equal(screen(&desk), "lock");
    hold(&desk, true, 100);
    app_advance(desk.app, desk.now += MS(2999));
    assert_string_equal(screen(&desk), "lock");
    app_advance(desk.app, desk.now += MS(1));
    assert_string_equal(screen(&desk), "settings");
    hold(&desk, false, 500);
    assert_string_equal(screen(&desk), "settings");
    desk_destroy(&desk);
}

/* A hold that began elsewhere, or goes on elsewhere, is none. */
static void a_hold_belongs_to_the_page_of_the_lock(void **state)
{
    struct desk desk;
    (void)state;
    desk_init_locked(&desk, LOCK_HOLD, "");
    hold(&desk, true, 100);
    choose(&desk, "act.home");
    app_advance(desk.app, desk.now += MS(5000));
    assert_string_equal(screen(&desk), "home");
    hold(&desk, false, 100);
    hold(&desk, true, 100);
    choose(&desk, "home.settings");
    app_advance(desk.app, desk.now += MS(5000));
    assert_string_equal(screen(&desk), "lock");
    desk_destroy(&desk);
}

static void where_digits_are_wanted_a_hold_opens_nothing(void **state)
{
    struct desk desk;
    (void)state;
    desk_init_locked(&desk, LOCK_DIGITS, "4711");
    hold(&desk, true, 100);
    app_advance(desk.app, desk.now += MS(10000));
    assert_string_equal(screen(&desk), "lock");
    desk_destroy(&desk);
}

static void digits_are_typed_beside_the_switch(void **state)
{
    struct desk desk;
    (void)state;
    desk_init_locked(&desk, LOCK_DIGITS, "4711");
    assert_int_equal(app_types(desk.app), TYPING_BESIDE);
    type(&desk, "47x2");
    press_key(&desk, TYPING_BACKSPACE);
    type(&desk, "1");
    assert_string_equal(screen(&desk), "lock");
    type(&desk, "1");
    assert_string_equal(screen(&desk), "settings");
    assert_string_equal(message(&desk), "what is said");
    assert_int_equal(app_types(desk.app), TYPING_NOTHING);
    desk_destroy(&desk);
}

/* Wrong ones are forgotten, on the page and on leaving it. */
static void wrong_digits_open_nothing(void **state)
{
    struct desk desk;
    (void)state;
    desk_init_locked(&desk, LOCK_DIGITS, "4711");
    type(&desk, "1234");
    assert_string_equal(screen(&desk), "lock");
    assert_non_null(strstr(app_page(desk.app)->question, "That was not right."));
    type(&desk, "47");
    choose(&desk, "act.home");
    choose(&desk, "home.settings");
    type(&desk, "11");
    assert_string_equal(screen(&desk), "lock");
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
        cmocka_unit_test(a_hold_of_three_seconds_opens),
        cmocka_unit_test(a_hold_belongs_to_the_page_of_the_lock),
        cmocka_unit_test(where_digits_are_wanted_a_hold_opens_nothing),
        cmocka_unit_test(digits_are_typed_beside_the_switch),
        cmocka_unit_test(wrong_digits_open_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

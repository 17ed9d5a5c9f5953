/* A restart after a death (app_resume.c): everything stands as it stood. */
#include "unit_test.h"

#include "begun_app.h"
#include "message/message_file.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    time_us now;
};

static void begin(struct desk *desk, const char *resume, size_t size)
{
    desk->app =
        begun_app(&desk->settings, &desk->phrases,
                  (struct app_setup){.message = "old", .resume = resume, .resume_size = size}, desk->now);
}

static void desk_open(struct desk *desk)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n# B {id: breath}\n- one\n- two\n";
    *desk = (struct desk){.now = MS(1000)};
    settings_init(&desk->settings);
    desk->settings.page_loops = 2;
    phrases_of(&desk->phrases, phrases);
    begin(desk, NULL, 0);
}

static void desk_close(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

/* It dies, and begins anew a second later. */
static void die(struct desk *desk)
{
    struct buffer resume = {0};
    app_resume_write(desk->app, &resume);
    app_free(desk->app);
    desk->now += MS(1000);
    begin(desk, buffer_text(&resume), resume.size);
    buffer_destroy(&resume);
}

static void choose(struct desk *desk, const char *id)
{
    const struct cell *cell = page_find(app_page(desk->app), id);
    assert_non_null(cell);
    assert_true(app_choose(desk->app, (int)(cell - app_page(desk->app)->cells), desk->now += MS(1000)));
}

static const char *screen(const struct desk *desk)
{
    return app_page(desk->app)->screen;
}

static struct scene scene_of(const struct desk *desk)
{
    struct scene scene;
    app_scene(desk->app, &scene);
    return scene;
}

/* True when this was asked of the world since it was asked last. */
static bool asked(struct desk *desk, enum effect_kind kind)
{
    bool found = false;
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app))
        found = found || effect->kind == kind;
    return found;
}

/* How what was asked last to be said is read. */
static void assert_read_as(struct desk *desk, const char *reading)
{
    bool said = false;
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app))
        if (effect->kind == EFFECT_SAY) {
            assert_string_equal(effect->reading, reading);
            said = true;
        }
    assert_true(said);
}

static void the_page_and_the_way_to_it(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    choose(&desk, "home.phrases");
    choose(&desk, "open.phrases:breath");
    assert_string_equal(screen(&desk), "phrases:breath");
    die(&desk);
    assert_string_equal(screen(&desk), "phrases:breath");
    choose(&desk, "act.back");
    assert_string_equal(screen(&desk), "phrases");
    choose(&desk, "act.back");
    assert_string_equal(screen(&desk), "home");
    desk_close(&desk);
}

/* Where somebody has written this; all but the first `caret` characters stand behind the caret, and zh is spelt. */
static void begin_written(struct desk *desk, const char *text, const char *reading, int caret)
{
    struct message message;
    struct buffer resume = {0};
    message_init(&message);
    message_commit(&message, text, reading, 0);
    message_move_caret(&message, caret);
    message_spell(&message, "zh");
    buffer_add_text(&resume, "screen 0 home\nscreen 0 write\nwriting\n");
    message_file_write(&message, &resume);
    buffer_printf(&resume, "message\n%s", text);
    app_free(desk->app);
    begin(desk, buffer_text(&resume), resume.size);
    buffer_destroy(&resume);
    message_destroy(&message);
}

static void the_message_its_caret_and_what_was_spelt(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    begin_written(&desk, "请\n来", NULL, 1);
    for (int times = 0; times < 2; times++) {
        struct scene scene = scene_of(&desk);
        assert_string_equal(screen(&desk), "write");
        assert_string_equal(scene.message, "请\n来");
        assert_int_equal(scene.caret, 1);
        assert_string_equal(scene.reading, "zh");
        die(&desk);
    }
    desk_close(&desk);
}

/* Each character is read as it was chosen, and what was chosen at once goes at once. */
static void how_each_word_was_chosen(void **state)
{
    (void)state;
    struct desk desk;
    struct buffer resume = {0};
    desk_open(&desk);
    begin_written(&desk, "重庆\nmessage\nwriting", "chong2 qing4", 2);
    for (int times = 0; times < 2; times++) {
        app_resume_write(desk.app, &resume);
        assert_non_null(strstr(buffer_text(&resume), "\nchosen chong2 qing4 - "));
        assert_string_equal(scene_of(&desk).message, "重庆\nmessage\nwriting");
        die(&desk);
    }
    choose(&desk, "act.speak");
    assert_read_as(&desk, "chong2 qing4");
    buffer_destroy(&resume);
    desk_close(&desk);
}

static void rest_and_a_pause(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    choose(&desk, "home.rest");
    die(&desk);
    assert_string_equal(screen(&desk), "rest");
    assert_int_equal(scene_of(&desk).lit_row, -1);
    app_advance(desk.app, desk.now += MS(60000)); /* the message is kept; and whatever else follows a start */
    assert_true(app_deadline(desk.app) > desk.now + MS(600000));
    desk_close(&desk);
    desk_open(&desk);
    for (int i = 0; i < 1000; i++) /* its loops without a press */
        app_advance(desk.app, desk.now += MS(100));
    assert_true(scene_of(&desk).scan_paused);
    die(&desk);
    assert_true(scene_of(&desk).scan_paused);
    desk_close(&desk);
}

static void a_call_rings_on(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    choose(&desk, "home.rest");
    app_handle(desk.app,
               &(struct event){.kind = EVENT_SWITCH_DOWN, .at_us = desk.now += MS(1000), .switch_number = 1});
    app_advance(desk.app, desk.now += MS(20000));
    app_handle(desk.app,
               &(struct event){.kind = EVENT_SWITCH_UP, .at_us = desk.now += MS(10), .switch_number = 1});
    assert_true(scene_of(&desk).ringing);
    die(&desk);
    assert_true(scene_of(&desk).ringing);
    assert_true(asked(&desk, EFFECT_RING));
    assert_string_equal(screen(&desk), "call");
    desk_close(&desk);
}

/* Nothing of it is lost that is right, nothing that is wrong is taken. */
static void anything_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *resume, *screen, *message;
    } cases[] = {
        {"", "home", "old"},
        {"message\n", "home", ""},
        {"screen 0 home\nscreen 0 phrases\nscreen 0 phrases:gone\nscreen 0 write\nmessage\nx", "phrases",
         "x"},
        {"screen -1 phrases\nscreen x\nscreen\nodd\nmessage\nx", "home", "x"},
        {"writing\ntext 0\ncaret 99\nmessage\nx", "home", "x"},
        {"message\nwriting\n", "home", "writing\n"},
        {"screen 0 home\nscreen 0 write\n", "home", "old"},
        {"message\n\xFF", "home", "old"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk;
        desk_open(&desk);
        app_free(desk.app);
        begin(&desk, cases[i].resume, strlen(cases[i].resume));
        assert_string_equal(screen(&desk), cases[i].screen);
        assert_string_equal(scene_of(&desk).message, cases[i].message);
        desk_close(&desk);
    }
}

/* Safe mode says so, and has a way back to everything; by itself it goes there only when nobody would miss anything. */
static void safe_mode_has_a_way_out(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk);
    assert_null(page_find(app_page(desk.app), "act.begin-anew"));
    app_free(desk.app);
    desk.app = begun_app(&desk.settings, &desk.phrases, (struct app_setup){.safe = true}, desk.now);
    assert_non_null(strstr(scene_of(&desk).notices[0], "Safe mode"));
    assert_false(app_is_left_alone(desk.app, MS(60000)));
    for (int i = 0; i < 240; i++) /* not at once: that would be a machine that stood still */
        app_advance(desk.app, desk.now += MS(250));
    assert_true(app_is_left_alone(desk.app, MS(60000)));
    assert_false(asked(&desk, EFFECT_BEGIN_ANEW));
    choose(&desk, "act.begin-anew");
    assert_true(asked(&desk, EFFECT_BEGIN_ANEW));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_and_the_way_to_it),
        cmocka_unit_test(the_message_its_caret_and_what_was_spelt),
        cmocka_unit_test(how_each_word_was_chosen),
        cmocka_unit_test(rest_and_a_pause),
        cmocka_unit_test(a_call_rings_on),
        cmocka_unit_test(anything_is_taken),
        cmocka_unit_test(safe_mode_has_a_way_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

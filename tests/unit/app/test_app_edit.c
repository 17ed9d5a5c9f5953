/* Changing phrases where the driver cannot go: keys and an input method, a disk that refuses for a while, many edits at once.
 * The rest is in tests/scenarios/edit.scenario. */
#include "unit_test.h"

#include "begun_app.h"
#include "board/picture_desk.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct picture_desk pictures;
    int picture_count;
    struct app *app;
    time_us now;
    char asked[200]; /* the latest edit that was given to the disk */
    int asked_count;
};

/* So many pictures, of which the second is broken. */
static int look(void *self, bool english)
{
    (void)english;
    return *(const int *)self;
}

static const char *name_of(void *self, int index)
{
    (void)self;
    static const char *const names[] = {"home/cup.png", "broken.png", "IMG_20240517_102233.png",
                                        "外婆家的院子还有那棵老枣树和水井.png", "grandmother garden.png"};
    return names[index];
}

static const char *path_of(void *self, int index)
{
    (void)self;
    return index ? "/home/broken.png" : "/home/home/cup.png";
}

static const char *problem_of(void *self, int index)
{
    (void)self;
    return index == 1 ? "damaged" : NULL;
}

static const char *folder_of(void *self)
{
    (void)self;
    return "/home/pictures";
}

static void desk_init(struct desk *desk)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n# P {id: p}\n- one\n- two\n";
    memset(desk, 0, sizeof *desk);
    settings_init(&desk->settings);
    desk->pictures =
        (struct picture_desk){&desk->picture_count, look, name_of, path_of, problem_of, folder_of};
    phrases_of(&desk->phrases, phrases);
    desk->app =
        begun_app(&desk->settings, &desk->phrases, (struct app_setup){.pictures = &desk->pictures}, 0);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static void listen(struct desk *desk)
{
    for (const struct effect *effect; (effect = app_next_effect(desk->app));)
        if (effect->kind == EFFECT_EDIT_PHRASES) {
            snprintf(desk->asked, sizeof desk->asked, "%s", effect->text);
            desk->asked_count++;
        }
}

static void tell(struct desk *desk, enum event_kind kind, const char *text)
{
    struct event event = {.kind = kind, .at_us = desk->now += MS(100)};
    snprintf(event.text, sizeof event.text, "%s", text);
    app_handle(desk->app, &event);
    listen(desk);
}

static void press(struct desk *desk, enum typing_key key)
{
    app_handle(desk->app,
               &(struct event){.kind = EVENT_TYPING_KEY, .at_us = desk->now += MS(100), .key = key});
    listen(desk);
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

static void open_screen(struct desk *desk, const char *screen)
{
    assert_true(app_open(desk->app, screen, desk->now += MS(100)));
    listen(desk);
}

static const char *written(const struct desk *desk)
{
    struct scene scene;
    app_scene(desk->app, &scene);
    return scene.message;
}

static void text_is_typed_at_the_caret(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    tell(&desk, EVENT_TEXT, "nobody types");
    assert_string_equal(written(&desk), "");
    open_screen(&desk, "edit:p:one");
    assert_int_equal(app_types(desk.app), TYPING_NOTHING);
    choose(&desk, "field.label");
    assert_int_equal(app_types(desk.app), TYPING_ALL);
    assert_string_equal(written(&desk), "one");
    press(&desk, TYPING_HOME);
    press(&desk, TYPING_BACKSPACE);
    tell(&desk, EVENT_TEXT, "银行\n ");
    press(&desk, TYPING_LEFT);
    press(&desk, TYPING_LEFT);
    press(&desk, TYPING_DELETE);
    press(&desk, TYPING_BACKSPACE);
    tell(&desk, EVENT_TEXT, "去");
    assert_string_equal(written(&desk), "银去 one");
    press(&desk, TYPING_END);
    press(&desk, TYPING_RIGHT);
    press(&desk, TYPING_BACKSPACE);
    press(&desk, TYPING_ENTER);
    assert_string_equal(desk.asked, "label\np\np.one\n银去 on\n");
    assert_string_equal(written(&desk), "");
    assert_string_equal(app_page(desk.app)->screen, "edit:p:one");
    desk_destroy(&desk);
}

static void an_input_method_shows_what_it_is_at(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    open_screen(&desk, "edit:p");
    choose(&desk, "field.add");
    tell(&desk, EVENT_TEXT_EDITING, "yin hang");
    app_scene(desk.app, &scene);
    assert_string_equal(scene.reading, "yin hang");
    assert_string_equal(scene.message, "");
    tell(&desk, EVENT_TEXT_EDITING, "");
    tell(&desk, EVENT_TEXT, "银行");
    app_scene(desk.app, &scene);
    assert_string_equal(scene.reading, "");
    assert_string_equal(scene.message, "银行");
    press(&desk, TYPING_ESCAPE);
    assert_string_equal(app_page(desk.app)->screen, "edit:p");
    assert_int_equal(desk.asked_count, 0);
    desk_destroy(&desk);
}

static void keys_are_switches_again_when_nobody_types(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "edit:p");
    choose(&desk, "field.add");
    tell(&desk, EVENT_TEXT, "a");
    app_advance(desk.app, desk.now += MS(59000));
    assert_int_equal(app_types(desk.app), TYPING_ALL);
    app_advance(desk.app, desk.now += MS(1000));
    assert_int_equal(app_types(desk.app), TYPING_BESIDE);
    tell(&desk, EVENT_TEXT, "b");
    assert_int_equal(app_types(desk.app), TYPING_BESIDE);
    assert_string_equal(written(&desk), "ab");
    desk_destroy(&desk);
}

static void what_the_disk_refuses_is_kept(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_screen(&desk, "edit:p:one");
    choose(&desk, "edit.hide");
    assert_string_equal(desk.asked, "hide\np\np.one\n\n");
    choose(&desk, "edit.copy"); /* waits */
    assert_int_equal(desk.asked_count, 1);
    tell(&desk, EVENT_EDIT_FAILED, "the disk is full");
    assert_int_equal(desk.asked_count, 1);
    assert_non_null(find(&desk, "edit.retry"));
    assert_true(find(&desk, "edit.undo")->empty);
    choose(&desk, "edit.retry");
    assert_int_equal(desk.asked_count, 2);
    assert_string_equal(desk.asked, "hide\np\np.one\n\n");
    tell(&desk, EVENT_PHRASES_EDITED, "p.one");
    assert_int_equal(desk.asked_count, 3);
    assert_string_equal(desk.asked, "copy\np\np.one\n\n");
    tell(&desk, EVENT_PHRASES_EDITED, "");
    assert_null(find(&desk, "edit.retry"));
    choose(&desk, "edit.undo");
    assert_string_equal(desk.asked, "undo\n\n\n\n");
    tell(&desk, EVENT_PHRASES_EDITED, "");
    choose(&desk, "edit.undo");
    tell(&desk, EVENT_EDIT_REFUSED, "by hand");
    assert_true(find(&desk, "edit.undo")->empty);
    assert_string_equal(app_page(desk.app)->title, "by hand");
    desk_destroy(&desk);
}

static void open_pictures(struct desk *desk)
{
    assert_true(app_open(desk->app, "edit:p:one", desk->now));
    choose(desk, "open.edit:p:one:picture");
}

static void pictures_to_choose_from(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_pictures(&desk);
    assert_non_null(strstr(app_page(desk.app)->question, "/home/pictures")); /* where they are to be put */
    desk.picture_count = 5;
    open_pictures(&desk);
    const struct page *page = app_page(desk.app);
    const struct cell *good = page_find(page, "picture.home/cup.png"),
                      *broken = page_find(page, "picture.broken.png");
    assert_string_equal(good->picture, "/home/home/cup.png");
    assert_string_equal(good->label, "home/cup");
    assert_true(broken->empty && !broken->picture);
    assert_string_equal(broken->note, "damaged");
    assert_string_equal(page_find(page, "picture.IMG_20240517_102233.png")->label, "IMG_…_102233");
    assert_string_equal(page_find(page, "picture.外婆家的院子还有那棵老枣树和水井.png")->label,
                        "外婆家的…树和水井");
    assert_string_equal(page_find(page, "picture.grandmother garden.png")->label, "grandmother garden");
    choose(&desk, "picture.home/cup.png");
    listen(&desk);
    assert_string_equal(desk.asked, "picture\np\np.one\nhome/cup.png\n");
    assert_string_equal(app_page(desk.app)->screen, "edit:p:one");
    assert_false(app_open(desk.app, "edit:p:one:pictures", desk.now));
    desk_destroy(&desk);
}

/* A name that is typed leaves the page of pictures too. */
static void a_picture_by_its_name(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    open_pictures(&desk);
    choose(&desk, "field.picture");
    tell(&desk, EVENT_TEXT, "tea.png");
    press(&desk, TYPING_ENTER);
    assert_string_equal(desk.asked, "picture\np\np.one\ntea.png\n");
    assert_string_equal(app_page(desk.app)->screen, "edit:p:one");
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_typed_at_the_caret),
        cmocka_unit_test(an_input_method_shows_what_it_is_at),
        cmocka_unit_test(keys_are_switches_again_when_nobody_types),
        cmocka_unit_test(what_the_disk_refuses_is_kept),
        cmocka_unit_test(pictures_to_choose_from),
        cmocka_unit_test(a_picture_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

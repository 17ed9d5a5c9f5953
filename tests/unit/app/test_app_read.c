/* Reading where the driver cannot go: sound that goes away, a window that changes its size, settings and articles that
 * change while it is read. The rest is in tests/scenarios/reading*.scenario. */
#include "unit_test.h"

#include "begun_app.h"
#include "library_desk.h"
#include "view/reading_pages.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct library_desk library;
    struct library_source source;
    struct app *app;
    time_us now;
    char said[1000]; /* what was given to the voice last; "" none since forget() */
    uint32_t speech;
    int stops;
};

static const struct library *give(void *self, bool traditional)
{
    (void)traditional;
    return &((struct desk *)self)->library.library;
}

static void desk_init(struct desk *desk)
{
    static const char phrases[] = "# U {id: urgent}\n- suction\n";
    memset(desk, 0, sizeof *desk);
    library_desk_init(&desk->library, true);
    settings_init(&desk->settings);
    phrases_of(&desk->phrases, phrases);
    desk->source = (struct library_source){.self = desk, .get = give};
    desk->app = begun_app(&desk->settings, &desk->phrases, (struct app_setup){.library = &desk->source}, 0);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
    library_desk_destroy(&desk->library);
}

static void listen(struct desk *desk)
{
    for (const struct effect *effect; (effect = app_next_effect(desk->app));) {
        if (effect->kind == EFFECT_SAY) {
            snprintf(desk->said, sizeof desk->said, "%s", effect->text);
            desk->speech = effect->speech_id;
        }
        desk->stops += effect->kind == EFFECT_STOP_SPEECH;
    }
}

static void tell(struct desk *desk, struct event event)
{
    desk->now += MS(100);
    event.at_us = desk->now;
    app_handle(desk->app, &event);
    listen(desk);
}

/* What is being said has come to its end. */
static void end_sentence(struct desk *desk)
{
    desk->said[0] = '\0';
    tell(desk, (struct event){.kind = EVENT_SPEECH_ENDED, .speech_id = desk->speech});
}

static void take(struct desk *desk, const char *id)
{
    const struct page *page = app_page(desk->app);
    const struct cell *cell = page_find(page, id);
    assert_non_null(cell);
    desk->now += MS(100);
    assert_true(app_choose(desk->app, (int)(cell - page->cells), desk->now));
    listen(desk);
}

static void open_screen(struct desk *desk, const char *screen)
{
    assert_true(app_open(desk->app, screen, desk->now));
    listen(desk);
}

static void begin_aloud(struct desk *desk)
{
    open_screen(desk, "read:L04");
    take(desk, "act.read-aloud");
    assert_string_equal(desk->said, "手、胳膊和腿的变化");
}

static bool reads(const struct desk *desk)
{
    const struct cell *cell = page_find(app_page(desk->app), "act.read-aloud");
    return cell && cell->action.kind == ACTION_READ_STOP;
}

static void a_finger_on_stop_stops_and_on_next_turns(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    begin_aloud(&desk);
    take(&desk, "act.read-aloud");
    assert_false(reads(&desk));
    assert_int_equal(desk.stops, 1);
    take(&desk, "act.read-aloud");
    assert_true(reads(&desk));
    take(&desk, "act.read-next");
    assert_false(reads(&desk));
    assert_int_equal(app_page(desk.app)->reading_page, 1);
    desk_destroy(&desk);
}

static void sound_that_is_lost_ends_it_and_begins_nothing(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    begin_aloud(&desk);
    tell(&desk, (struct event){.kind = EVENT_SOUND_LOST});
    end_sentence(&desk);
    assert_false(reads(&desk));
    assert_string_equal(desk.said, "");
    take(&desk, "act.read-aloud");
    assert_false(reads(&desk));
    assert_string_equal(desk.said, "");
    app_scene(desk.app, &scene);
    assert_non_null(scene.notices[0]);
    tell(&desk, (struct event){.kind = EVENT_SOUND_BACK});
    take(&desk, "act.read-aloud");
    assert_true(reads(&desk));
    assert_string_not_equal(desk.said, "");
    desk_destroy(&desk);
}

/* On a smaller screen there are more pages; the one with the sentence that is being said stands there. */
static void another_size_of_the_window_keeps_the_place(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    begin_aloud(&desk);
    while (app_page(desk.app)->reading_page == 0)
        end_sentence(&desk);
    char said[sizeof desk.said];
    snprintf(said, sizeof said, "%s", desk.said);
    tell(&desk, (struct event){.kind = EVENT_RESIZE, .x_px = 800, .y_px = 480});
    const struct page *page = app_page(desk.app);
    const struct reading_page *shown = &page->set->pages[page->reading_page];
    size_t at = (size_t)(strstr(page->article->text, said) - page->article->text);
    assert_true(reads(&desk));
    assert_in_range(at, shown->first, shown->end - 1);
    end_sentence(&desk);
    assert_string_not_equal(desk.said, "");
    desk_destroy(&desk);
}

static void other_settings_leave_it_reading_or_still(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    begin_aloud(&desk);
    end_sentence(&desk);
    desk.settings.reading_percent = 160;
    desk.settings.scan_time_ms = 700;
    app_set_settings(desk.app, &desk.settings, desk.now);
    assert_true(reads(&desk));
    end_sentence(&desk);
    assert_string_equal(desk.said, "常见的开头，是手指发笨、没力气。");
    assert_true(reads(&desk));
    desk_destroy(&desk);
}

/* In the middle of it another language: that article is not read on from nowhere. */
static void another_language_ends_it_or_begins_at_a_sentence(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    begin_aloud(&desk);
    end_sentence(&desk);
    end_sentence(&desk);
    desk.settings.language = LANGUAGE_ENGLISH;
    app_set_settings(desk.app, &desk.settings, desk.now);
    listen(&desk);
    assert_string_equal(app_page(desk.app)->article->language, "en");
    end_sentence(&desk);
    assert_false(reads(&desk));
    assert_string_equal(desk.said, "");
    desk_destroy(&desk);
}

/* As when a file of the family's was written: the same articles at other places of memory, or none at all. */
static void load_anew(struct desk *desk, bool shipped)
{
    struct library_desk before = desk->library;
    library_desk_init(&desk->library, shipped);
    app_library_changed(desk->app, desk->now);
    library_desk_destroy(&before);
    listen(desk);
}

static void a_library_that_changes_ends_it_and_keeps_the_place(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    begin_aloud(&desk);
    while (app_page(desk.app)->reading_page == 0)
        end_sentence(&desk);
    load_anew(&desk, true);
    assert_false(reads(&desk));
    assert_int_equal(app_page(desk.app)->reading_page, 1);
    take(&desk, "act.read-aloud");
    assert_true(reads(&desk));
    desk_destroy(&desk);
}

static void an_article_that_is_gone_says_so_and_leads_on(void **state)
{
    (void)state;
    static const char *const screens[] = {
        "read:L04", "reading:L04", "reading:L04:words", "reading:L04:contents",
        "term:T05", "library:G3",  "library:marked",    "library:search"};
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        struct desk desk;
        desk_init(&desk);
        open_screen(&desk, screens[i]);
        load_anew(&desk, false);
        assert_non_null(page_find(app_page(desk.app), "act.home"));
        take(&desk, "act.back");
        desk_destroy(&desk);
    }
}

/* A voice that tells of words: the one that is said stands lit in its sentence. */
static void words_are_lit_within_their_sentence(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    begin_aloud(&desk);
    end_sentence(&desk);
    end_sentence(&desk);
    tell(&desk, (struct event){.kind = EVENT_SPEECH_WORD, .speech_id = desk.speech, .first = 2, .count = 3});
    app_scene(desk.app, &scene);
    const char *text = app_page(desk.app)->article->text;
    assert_memory_equal(text + scene.read_first, desk.said, strlen(desk.said));
    assert_int_equal(scene.read_size, strlen(desk.said));
    assert_int_equal(scene.read_word_first - scene.read_first, strlen("常见"));
    assert_int_equal(scene.read_word_size, strlen("的开头"));
    /* One that lies behind the sentence's end lights nothing outside it. */
    tell(&desk,
         (struct event){.kind = EVENT_SPEECH_WORD, .speech_id = desk.speech, .first = 500, .count = 9});
    app_scene(desk.app, &scene);
    assert_true(scene.read_word_first + scene.read_word_size <= scene.read_first + scene.read_size);
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_on_stop_stops_and_on_next_turns),
        cmocka_unit_test(sound_that_is_lost_ends_it_and_begins_nothing),
        cmocka_unit_test(another_size_of_the_window_keeps_the_place),
        cmocka_unit_test(other_settings_leave_it_reading_or_still),
        cmocka_unit_test(another_language_ends_it_or_begins_at_a_sentence),
        cmocka_unit_test(a_library_that_changes_ends_it_and_keeps_the_place),
        cmocka_unit_test(an_article_that_is_gone_says_so_and_leads_on),
        cmocka_unit_test(words_are_lit_within_their_sentence),
    };
    return cmocka_run_group_tests_name("app_read", tests, NULL, NULL);
}

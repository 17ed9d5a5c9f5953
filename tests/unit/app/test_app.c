/* What the driver cannot do: a finger, a window that changes its size, sound that goes away, a machine that stood
 * still, phrases that change while one looks. The rest is in tests/scenarios. */
#include "unit_test.h"

#include "begun_app.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
};

static void open_desk(struct desk *desk)
{
    phrases_of(&desk->phrases,
               "# U {id: urgent}\n- suction\n- turn\n# B {id: breath}\n- one\n- two\n- three\n");
    desk->app = begun_app(&desk->settings, &desk->phrases, (struct app_setup){.message = NULL}, 0);
}

static void desk_init(struct desk *desk)
{
    settings_init(&desk->settings);
    desk->settings.scan_time_ms = 1000;
    desk->settings.first_item_extra_percent = 0;
    open_desk(desk);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

/* How many effects of this kind are waiting; the text (or id) of the last of them in `last`. All are read. */
static int count(struct app *app, enum effect_kind kind, char last[200])
{
    int found = 0;
    for (const struct effect *effect = app_next_effect(app); effect; effect = app_next_effect(app))
        if (effect->kind == kind) {
            const char *text = effect->text ? effect->text : effect->id ? effect->id : "";
            snprintf(last, 200, "%s", text);
            found++;
        }
    return found;
}

static int cell_index(const struct app *app, const char *id)
{
    const struct page *page = app_page(app);
    const struct cell *cell = page_find(page, id);
    return cell ? (int)(cell - page->cells) : -1;
}

static void a_finger_takes_what_it_touches(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    desk_init(&desk);
    assert_true(app_choose(desk.app, cell_index(desk.app, "home.phrases"), MS(100)));
    assert_string_equal(app_page(desk.app)->screen, "phrases");
    count(desk.app, EFFECT_SELECT, last);
    assert_string_equal(last, "home.phrases");
    assert_false(app_choose(desk.app, -1, MS(200)));
    assert_false(app_choose(desk.app, 9999, MS(200)));
    assert_string_equal(app_page(desk.app)->screen, "phrases");
    desk_destroy(&desk);
}

static void a_machine_that_stood_still_races_through_nothing(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    desk_init(&desk);
    app_advance(desk.app, MS(1500));
    count(desk.app, EFFECT_HIGHLIGHT, last);
    app_advance(desk.app, MS(3600000)); /* an hour of sleep */
    assert_in_range(count(desk.app, EFFECT_HIGHLIGHT, last), 0, 1);
    struct app_scan_report report;
    app_scan_report(desk.app, &report);
    assert_int_equal(report.lit_ms, 0);
    assert_int_equal(app_deadline(desk.app), MS(3601000));
    desk_destroy(&desk);
}

static void a_machine_that_stood_still_does_not_rest(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    desk_init(&desk);
    desk.settings.page_loops = 1; /* the scan pauses, and waits for nothing but rest */
    app_set_settings(desk.app, &desk.settings, 0);
    while (app_deadline(desk.app) < MS(3600000 - 60000))
        app_advance(desk.app, app_deadline(desk.app));
    assert_int_equal(app_deadline(desk.app), MS(3600000 - 60000));
    app_advance(desk.app, MS(8 * 3600000));
    assert_int_equal(count(desk.app, EFFECT_REST, last), 0);
    assert_int_equal(app_deadline(desk.app), MS(8 * 3600000 + 60000));
    desk_destroy(&desk);
}

static void a_little_late_is_made_up_for(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    desk_init(&desk);
    count(desk.app, EFFECT_HIGHLIGHT, last);
    app_advance(desk.app, MS(3500));
    assert_int_equal(count(desk.app, EFFECT_HIGHLIGHT, last), 3);
    desk_destroy(&desk);
}

static void without_sound_what_is_said_stands_large_until_a_press(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    char last[200];
    desk_init(&desk);
    app_handle(desk.app, &(struct event){.kind = EVENT_SOUND_LOST, .at_us = MS(10)});
    assert_int_equal(count(desk.app, EFFECT_WARNING, last), 1);
    app_choose(desk.app, cell_index(desk.app, "home.yes"), MS(100));
    app_scene(desk.app, &scene);
    assert_string_equal(scene.large_text, "Yes.");
    app_handle(desk.app, &(struct event){.kind = EVENT_SPEECH_ENDED, .at_us = MS(900), .speech_id = 1});
    app_scene(desk.app, &scene);
    assert_non_null(scene.large_text);
    app_handle(desk.app, &(struct event){.kind = EVENT_SWITCH_DOWN, .at_us = MS(3000), .switch_number = 1});
    app_scene(desk.app, &scene);
    assert_null(scene.large_text);
    app_handle(desk.app, &(struct event){.kind = EVENT_SOUND_BACK, .at_us = MS(4000)});
    app_scene(desk.app, &scene);
    assert_null(scene.notices[0]);
    desk_destroy(&desk);
}

static void the_large_text_goes_by_itself_after_twenty_seconds(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    app_handle(desk.app, &(struct event){.kind = EVENT_SOUND_LOST, .at_us = MS(10)});
    app_choose(desk.app, cell_index(desk.app, "home.yes"), MS(100));
    app_handle(desk.app, &(struct event){.kind = EVENT_SPEECH_ENDED, .at_us = MS(900), .speech_id = 1});
    app_advance(desk.app, MS(20099));
    app_scene(desk.app, &scene);
    assert_non_null(scene.large_text);
    app_advance(desk.app, MS(20100));
    app_scene(desk.app, &scene);
    assert_null(scene.large_text);
    desk_destroy(&desk);
}

static void the_spoken_characters_are_shown(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    app_choose(desk.app, cell_index(desk.app, "home.yes"), MS(100));
    app_handle(
        desk.app,
        &(struct event){.kind = EVENT_SPEECH_WORD, .at_us = MS(200), .speech_id = 1, .first = 0, .count = 3});
    app_scene(desk.app, &scene);
    assert_string_equal(scene.spoken_text, "Yes.");
    assert_int_equal(scene.spoken_count, 3);
    app_handle(
        desk.app,
        &(struct event){.kind = EVENT_SPEECH_WORD, .at_us = MS(300), .speech_id = 7, .first = 1, .count = 1});
    app_scene(desk.app, &scene);
    assert_int_equal(scene.spoken_count, 3); /* of another utterance: nothing to us */
    app_handle(desk.app, &(struct event){.kind = EVENT_SPEECH_ENDED, .at_us = MS(900), .speech_id = 1});
    app_scene(desk.app, &scene);
    assert_null(scene.spoken_text);
    desk_destroy(&desk);
}

static void a_voice_that_hangs_is_not_waited_for_for_ever(void **state)
{
    (void)state;
    struct desk desk;
    struct app_scan_report report;
    desk_init(&desk);
    app_choose(desk.app, cell_index(desk.app, "home.yes"), 0); /* "Yes.": 10 s and 4 × 1 s */
    app_advance(desk.app, MS(13999));
    app_scan_report(desk.app, &report);
    assert_string_equal(report.state, "waiting");
    app_advance(desk.app, MS(14000));
    app_scan_report(desk.app, &report);
    assert_string_equal(report.state, "rows");
    desk_destroy(&desk);
}

static void the_cue_voice_says_what_is_lit_but_not_over_the_main_voice(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    settings_init(&desk.settings);
    desk.settings.cue = 1;
    desk.settings.scan_time_ms = 1000;
    desk.settings.first_item_extra_percent = 0;
    desk.settings.wait_while_speaking = 0;
    open_desk(&desk);
    assert_int_equal(count(desk.app, EFFECT_SAY, last), 1);
    app_advance(desk.app, MS(1000));
    assert_int_equal(count(desk.app, EFFECT_SAY, last), 1);
    app_say(desk.app, "something long", MS(1100));
    assert_int_equal(count(desk.app, EFFECT_SAY, last), 1);
    app_advance(desk.app, MS(4000));
    assert_int_equal(count(desk.app, EFFECT_SAY, last), 0);
    desk_destroy(&desk);
}

static void phrases_that_change_leave_the_person_where_she_is(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    struct phrase_set fresh;
    desk_init(&desk);
    app_open(desk.app, "phrases:breath", 0);
    app_advance(desk.app, MS(1200));
    app_scene(desk.app, &scene);
    int lit = scene.lit_row;
    phrases_of(&fresh, "# U {id: urgent}\n- suction\n# B {id: breath}\n- one\n- two\n- four\n");
    app_set_phrases(desk.app, &fresh, &fresh, MS(1300));
    app_scene(desk.app, &scene);
    assert_string_equal(app_page(desk.app)->screen, "phrases:breath");
    assert_int_equal(scene.lit_row, lit);
    assert_non_null(page_find(app_page(desk.app), "say.breath.four"));
    desk_destroy(&desk);
    phrase_set_destroy(&fresh);
}

static void another_size_keeps_the_screen(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    app_open(desk.app, "phrases", 0);
    app_handle(desk.app, &(struct event){.kind = EVENT_RESIZE, .at_us = MS(5), .x_px = 480, .y_px = 800});
    app_handle(desk.app, &(struct event){.kind = EVENT_RESIZE, .at_us = MS(6), .x_px = 0, .y_px = -1});
    assert_string_equal(app_page(desk.app)->screen, "phrases");
    desk_destroy(&desk);
}

static void two_missing_switches_are_named_until_both_are_back(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 1, .text = "Buzz"});
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 2, .text = "Pedal"});
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_BACK, .at_us = 3, .text = "Buzz"});
    app_scene(desk.app, &scene);
    assert_non_null(strstr(scene.notices[0], "Pedal"));
    assert_null(strstr(scene.notices[0], "Buzz"));
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_BACK, .at_us = 4, .text = "Pedal"});
    app_scene(desk.app, &scene);
    assert_null(scene.notices[0]);
    desk_destroy(&desk);
}

static void a_missing_tracker_is_no_missing_switch(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    app_handle(desk.app,
               &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 1, .points = true, .text = "Eyes"});
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 2, .text = "Eyes"});
    app_scene(desk.app, &scene);
    assert_string_equal(scene.notices[0], "The switch is unplugged: Eyes");
    assert_string_equal(scene.notices[1], "The pointing device is unplugged: Eyes");
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_BACK, .at_us = 3, .text = "Eyes"});
    app_scene(desk.app, &scene);
    assert_string_equal(scene.notices[0], "The pointing device is unplugged: Eyes");
    app_handle(desk.app,
               &(struct event){.kind = EVENT_DEVICE_BUSY, .at_us = 4, .points = true, .text = "Eyes"});
    app_handle(desk.app,
               &(struct event){.kind = EVENT_DEVICE_BACK, .at_us = 5, .points = true, .text = "Eyes"});
    app_scene(desk.app, &scene);
    assert_null(scene.notices[0]);
    desk_destroy(&desk);
}

/* 1280 × 800: the head is the uppermost 40 px. */
static void a_hand_takes_a_notice_away_until_there_is_news(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    desk_init(&desk);
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 1, .text = "Buzz"});
    app_warn(desk.app, WARNING_SAVE_FAILED, "no room", 2);
    assert_false(app_click(desk.app, 640, 100, 3));
    app_scene(desk.app, &scene);
    assert_non_null(scene.notices[1]);
    assert_true(app_click(desk.app, 1100, 20, 4));
    app_scene(desk.app, &scene);
    assert_string_equal(scene.notices[0], "The switch is unplugged: Buzz");
    assert_null(scene.notices[1]);
    assert_true(app_click(desk.app, 1100, 20, 5));
    app_scene(desk.app, &scene);
    assert_null(scene.notices[0]);
    assert_false(app_click(desk.app, 1100, 20, 6));
    app_handle(desk.app, &(struct event){.kind = EVENT_DEVICE_GONE, .at_us = 7, .text = "Pedal"});
    app_scene(desk.app, &scene);
    assert_string_equal(scene.notices[0], "The switch is unplugged: Buzz, Pedal");
    desk_destroy(&desk);
}

/* Nothing is said over what the person says, nor while a hand has taken it away before its turn. */
static void a_warning_is_said_once_the_voice_is_free(void **state)
{
    (void)state;
    struct desk desk;
    char text[200] = "";
    desk_init(&desk);
    app_say(desk.app, "water", 0);
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 1);
    app_warn(desk.app, WARNING_SAVE_FAILED, "no room", MS(10));
    app_advance(desk.app, MS(20));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 0);
    app_handle(desk.app, &(struct event){.kind = EVENT_SPEECH_ENDED, .at_us = MS(30), .speech_id = 1});
    app_advance(desk.app, MS(30));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 1);
    assert_string_equal(text, "To whoever is there: Not saved yet: it stays in memory and is tried again.");
    app_warn(desk.app, WARNING_SWITCH_STUCK, NULL, MS(40));
    app_advance(desk.app, MS(50));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 0); /* one after the other */
    app_advance(desk.app, MS(30000));                       /* a voice that hangs is not waited for */
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 1);
    assert_string_equal(text, "To whoever is there: The switch is stuck down. Please look at it.");
    desk_destroy(&desk);
}

/* At rest it is quiet but for what somebody may be woken for; the rest is said when it is over. */
static void at_rest_only_what_may_wake_somebody_is_said(void **state)
{
    (void)state;
    struct desk desk;
    char text[200] = "";
    desk_init(&desk);
    for (int i = 0; i < 2; i++)
        app_handle(desk.app, &(struct event){.kind = i ? EVENT_SWITCH_UP : EVENT_SWITCH_DOWN,
                                             .at_us = MS(100 + 80 * i),
                                             .switch_number = 6});
    app_warn(desk.app, WARNING_SAVE_FAILED, "no room", MS(1000));
    app_advance(desk.app, MS(60000));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 0);
    app_warn(desk.app, WARNING_SWITCH_GONE, "Buzz", MS(60010));
    app_advance(desk.app, MS(60020));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 1);
    assert_string_equal(text, "To whoever is there: The switch is unplugged");
    app_advance(desk.app, MS(100000));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 0);
    app_open(desk.app, "home", MS(100010));
    app_advance(desk.app, MS(100020));
    assert_int_equal(count(desk.app, EFFECT_SAY, text), 1);
    desk_destroy(&desk);
}

/* Eyes that rest in the middle of a cell for so long, 60 samples a second. */
static void look_at(struct desk *desk, int x, int y, int from_ms, int lasts_ms)
{
    for (int ms = from_ms; ms <= from_ms + lasts_ms; ms += 17) {
        app_advance(desk->app, MS(ms));
        app_handle(desk->app, &(struct event){.kind = EVENT_POINT, .at_us = MS(ms), .x_px = x, .y_px = y});
    }
}

static void looking_desk(struct desk *desk, bool sound)
{
    settings_init(&desk->settings);
    desk->settings.pointing = POINTING_DWELL;
    desk->settings.dwell_ms = 600;
    desk->settings.dwell_sound = sound;
    open_desk(desk);
}

/* The middle of the first board. */
enum { MIDDLE_X = 640, MIDDLE_Y = 400 };

static void a_choice_by_looking_clicks_where_that_is_wanted(void **state)
{
    (void)state;
    for (int sound = 0; sound < 2; sound++) {
        struct desk desk;
        char last[200];
        looking_desk(&desk, sound);
        look_at(&desk, MIDDLE_X, MIDDLE_Y, 1000, 500);
        assert_int_equal(count(desk.app, EFFECT_TICK, last), 0);
        look_at(&desk, MIDDLE_X, MIDDLE_Y, 1510, 5000);
        assert_int_equal(count(desk.app, EFFECT_TICK, last), sound);
        desk_destroy(&desk);
    }
}

static void a_finger_does_not_click(void **state)
{
    (void)state;
    struct desk desk;
    char last[200];
    looking_desk(&desk, true);
    assert_true(app_choose(desk.app, cell_index(desk.app, "home.phrases"), MS(100)));
    assert_int_equal(count(desk.app, EFFECT_TICK, last), 0);
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_takes_what_it_touches),
        cmocka_unit_test(a_machine_that_stood_still_races_through_nothing),
        cmocka_unit_test(a_machine_that_stood_still_does_not_rest),
        cmocka_unit_test(a_little_late_is_made_up_for),
        cmocka_unit_test(without_sound_what_is_said_stands_large_until_a_press),
        cmocka_unit_test(the_large_text_goes_by_itself_after_twenty_seconds),
        cmocka_unit_test(the_spoken_characters_are_shown),
        cmocka_unit_test(a_voice_that_hangs_is_not_waited_for_for_ever),
        cmocka_unit_test(the_cue_voice_says_what_is_lit_but_not_over_the_main_voice),
        cmocka_unit_test(phrases_that_change_leave_the_person_where_she_is),
        cmocka_unit_test(another_size_keeps_the_screen),
        cmocka_unit_test(two_missing_switches_are_named_until_both_are_back),
        cmocka_unit_test(a_missing_tracker_is_no_missing_switch),
        cmocka_unit_test(a_hand_takes_a_notice_away_until_there_is_news),
        cmocka_unit_test(a_warning_is_said_once_the_voice_is_free),
        cmocka_unit_test(at_rest_only_what_may_wake_somebody_is_said),
        cmocka_unit_test(a_choice_by_looking_clicks_where_that_is_wanted),
        cmocka_unit_test(a_finger_does_not_click),
    };
    return cmocka_run_group_tests_name("app", tests, NULL, NULL);
}

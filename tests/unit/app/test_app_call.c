/* The call for help where the driver cannot go: a voice that hangs, how fast the screen flashes, a program that fails, and the
 * switch of somebody with a tremor. The rest is in tests/scenarios/call*.scenario and tests/explore/call_everywhere.py. */
#include "unit_test.h"

#include "begun_app.h"

#define MS(ms) time_from_ms(ms)

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    int rings_on, rings_off, said, acknowledged, commands;
    uint32_t speech_id;
    char lit[40];   /* what is lit by itself; "": nothing */
    time_us lit_at; /* since then */
};

static void hear(struct desk *desk)
{
    for (const struct effect *effect = app_next_effect(desk->app); effect;
         effect = app_next_effect(desk->app)) {
        desk->rings_on += effect->kind == EFFECT_RING && effect->on;
        desk->rings_off += effect->kind == EFFECT_RING && !effect->on;
        desk->said += effect->kind == EFFECT_SAY;
        desk->commands += effect->kind == EFFECT_CALL_COMMAND;
        desk->acknowledged += effect->kind == EFFECT_CALL && strcmp(effect->text, "acknowledged") == 0;
        if (effect->kind == EFFECT_SAY)
            desk->speech_id = effect->speech_id;
        if (effect->kind == EFFECT_HIGHLIGHT) {
            snprintf(desk->lit, sizeof desk->lit, "%s", effect->id ? effect->id : "");
            desk->lit_at = effect->at_us;
        }
    }
}

static void desk_init(struct desk *desk)
{
    *desk = (struct desk){.speech_id = 0};
    settings_init(&desk->settings);
    desk->settings.scan_time_ms = 1000;
    snprintf(desk->settings.call_command, sizeof desk->settings.call_command, "bell");
    phrase_set_init(&desk->phrases);
    desk->app = begun_app(&desk->settings, &desk->phrases, (struct app_setup){.message = NULL}, 0);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static void edge(struct desk *desk, bool down, int number, time_us at)
{
    app_handle(desk->app, &(struct event){.kind = down ? EVENT_SWITCH_DOWN : EVENT_SWITCH_UP,
                                          .at_us = at,
                                          .switch_number = number});
    hear(desk);
}

static void call(struct desk *desk, time_us at)
{
    edge(desk, true, 4, at);
    edge(desk, false, 4, at + MS(80));
}

static void pass(struct desk *desk, time_us to)
{
    app_advance(desk->app, to);
    hear(desk);
}

/* Nothing is ever heard of what was said: the bell is back after 8 s, and rings on. */
static void a_voice_that_hangs_leaves_the_bell_ringing(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    call(&desk, 0);
    pass(&desk, MS(3999));
    assert_int_equal(desk.said, 0);
    pass(&desk, MS(4000));
    assert_int_equal(desk.said, 1);
    assert_int_equal(desk.rings_off, 1);
    pass(&desk, MS(11999));
    assert_int_equal(desk.rings_on, 1);
    pass(&desk, MS(12000));
    assert_int_equal(desk.rings_on, 2);
    pass(&desk, MS(3600000));
    assert_int_equal(desk.rings_off, 1);
    assert_int_equal(desk.said, 1);
    desk_destroy(&desk);
}

/* It ends after all: it is spoken again, after the bell. */
static void a_voice_that_was_only_slow_speaks_again(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    call(&desk, 0);
    pass(&desk, MS(20000));
    app_handle(desk.app,
               &(struct event){.kind = EVENT_SPEECH_ENDED, .at_us = MS(20000), .speech_id = desk.speech_id});
    pass(&desk, MS(24000));
    assert_int_equal(desk.said, 2);
    desk_destroy(&desk);
}

/* WCAG 2.3.1: not more than three flashes in any second. Ours: one in two. */
static void the_screen_flashes_slowly(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    call(&desk, 0);
    struct scene scene;
    bool was = false;
    int changes = 0, in_second = 0, most_in_second = 0;
    for (int ms = 100; ms <= 60000; ms += 10) {
        pass(&desk, MS(ms));
        app_scene(desk.app, &scene);
        assert_true(scene.ringing);
        in_second = ms % 1000 == 0 ? 0 : in_second;
        changes += scene.flash_on != was;
        in_second += scene.flash_on != was;
        most_in_second = in_second > most_in_second ? in_second : most_in_second;
        was = scene.flash_on;
    }
    assert_in_range(changes, 59, 61);
    assert_in_range(most_in_second, 1, 2); /* two changes are one flash */
    desk_destroy(&desk);
}

static bool is_told(struct desk *desk, const char *part)
{
    struct scene scene;
    app_scene(desk->app, &scene);
    for (int i = 0; i < SCENE_NOTICES_AT_MOST; i++)
        if (scene.notices[i] && strstr(scene.notices[i], part))
            return true;
    return false;
}

static void a_program_that_fails_is_told_while_it_rings(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    call(&desk, 0);
    assert_int_equal(desk.commands, 1);
    struct event failed = {.kind = EVENT_CALL_FAILED, .at_us = MS(500)};
    snprintf(failed.detail, sizeof failed.detail, "bell: no such file");
    app_handle(desk.app, &failed);
    assert_true(is_told(&desk, "bell: no such file"));
    pass(&desk, MS(60000));
    assert_int_equal(desk.commands, 2);
    app_handle(desk.app, &(struct event){.kind = EVENT_CALLED, .at_us = MS(60500)});
    assert_false(is_told(&desk, "bell: no such file"));
    desk_destroy(&desk);
}

static unsigned random_next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

/* Trains of presses that are closer together than a second, with pauses of any length between the trains: 4 to 8 in a second,
 * each with bouncing contacts, for half an hour. Whatever they hit, it rings on. */
static void shake(enum setting_control control)
{
    for (unsigned run = 1; run <= 20; run++) {
        struct desk desk;
        desk_init(&desk);
        desk.settings.scan_time_ms = 300 + (int)run * 60;
        desk.settings.first_item_extra_percent = 0;
        desk.settings.pause_after_selection_ms = run % 2 ? 0 : 500;
        desk.settings.ignore_repeats_ms = run % 3 ? 0 : 200;
        desk.settings.scan_pattern = run % 2 ? PATTERN_LINEAR : PATTERN_EVIDENCE;
        desk.settings.scan_control = control;
        desk.settings.step_take_ms = 500 + (int)run * 100;
        app_set_settings(desk.app, &desk.settings, 0);
        call(&desk, MS(10));
        unsigned seed = run;
        time_us now = MS(500);
        while (now < MS(1800000)) {
            int presses = 2 + (int)(random_next(&seed) % 20);
            for (int i = 0; i < presses; i++) {
                edge(&desk, true, 1, now);
                edge(&desk, false, 1, now + MS(5)); /* bounce */
                edge(&desk, true, 1, now + MS(8));
                edge(&desk, false, 1, now + MS(40 + (int)(random_next(&seed) % 60)));
                now += MS(125 + (int)(random_next(&seed) % 125));
            }
            now += MS((int)(random_next(&seed) % 8000));
        }
        assert_int_equal(desk.acknowledged, 0);
        desk_destroy(&desk);
    }
}

static void no_tremor_ends_a_call(void **state)
{
    (void)state;
    shake(CONTROL_AUTOMATIC);
}

static void nor_where_the_switch_moves_the_light(void **state)
{
    (void)state;
    shake(CONTROL_STEP);
    shake(CONTROL_STEP_DWELL);
    shake(CONTROL_INVERSE);
}

static void tap(struct desk *desk, int number, time_us at)
{
    edge(desk, true, number, at);
    edge(desk, false, number, at + MS(80));
}

/* “Somebody is here” is chosen `calm_ms` after a press that rings on, “Stop ringing” when it is lit, and `quiet_ms` later the
 * switch is pressed; is it quiet? */
static bool stops(int calm_ms, int quiet_ms)
{
    struct desk desk;
    desk_init(&desk);
    desk.settings.scan_control = CONTROL_STEP; /* the second switch moves, so that it is exactly then */
    desk.settings.pause_after_selection_ms = 0;
    app_set_settings(desk.app, &desk.settings, 0);
    call(&desk, MS(10));
    tap(&desk, 1, MS(2000));
    tap(&desk, 2, MS(2000 + calm_ms / 2)); /* from "ring on" to the other */
    tap(&desk, 1, MS(2000 + calm_ms));
    tap(&desk, 2, MS(4000));
    tap(&desk, 1, MS(4500));
    tap(&desk, 1, MS(4500 + quiet_ms));
    bool quiet = desk.acknowledged == 1;
    desk_destroy(&desk);
    return quiet;
}

static void two_calm_answers_end_it(void **state)
{
    (void)state;
    assert_true(stops(1000, 1000));
    assert_false(stops(999, 1000));
    assert_false(stops(1000, 999));
}

/* Time passes until `id` is lit. */
static time_us wait_for_light(struct desk *desk, const char *id, time_us from)
{
    time_us now = from;
    for (; strcmp(desk->lit, id) != 0; now += MS(1)) {
        assert_true(now < from + MS(20000));
        pass(desk, now);
    }
    return desk->lit_at;
}

static void desk_with_scan_time(struct desk *desk, int scan_time_ms)
{
    desk_init(desk);
    desk->settings.scan_time_ms = scan_time_ms;
    desk->settings.first_item_extra_percent = 0;
    desk->settings.pause_after_selection_ms = 0;
    desk->settings.page_loops = 0;
    app_set_settings(desk->app, &desk->settings, 0);
}

/* However fast the scan is, who presses for “Stop ringing” when it is lit for the first time ends the call: nothing is lit for
 * that answer before the calm that it asks for. */
static void the_second_answer_counts_on_its_first_pass(void **state)
{
    (void)state;
    static const int scan_times_ms[] = {100, 200, 300, 500, 699, 1000, 1500};
    for (size_t i = 0; i < sizeof scan_times_ms / sizeof scan_times_ms[0]; i++) {
        struct desk desk;
        desk_with_scan_time(&desk, scan_times_ms[i]);
        call(&desk, MS(10));
        pass(&desk, MS(3000));
        desk.lit[0] = '\0';
        time_us first = wait_for_light(&desk, "act.call-stop", MS(3000)) + MS(20);
        tap(&desk, 1, first);
        time_us second = wait_for_light(&desk, "act.confirm", first + MS(80)) + MS(20);
        tap(&desk, 1, second);
        pass(&desk, second + MS(999));
        assert_int_equal(desk.acknowledged, 0);
        pass(&desk, second + MS(1000));
        assert_int_equal(desk.acknowledged, 1);
        desk_destroy(&desk);
    }
}

/* Nothing is lit for a second after the press of the first answer, and after each that comes meanwhile. */
static void the_second_question_is_lit_when_it_is_calm(void **state)
{
    (void)state;
    struct desk desk;
    desk_with_scan_time(&desk, 300);
    call(&desk, MS(10));
    pass(&desk, MS(3000));
    desk.lit[0] = '\0';
    time_us first = wait_for_light(&desk, "act.call-stop", MS(3000)) + MS(20);
    tap(&desk, 1, first);
    pass(&desk, first + MS(999));
    assert_string_equal(desk.lit, "");
    tap(&desk, 1, first + MS(999));
    pass(&desk, first + MS(1998));
    assert_string_equal(desk.lit, "");
    pass(&desk, first + MS(1999));
    assert_string_equal(desk.lit, "act.cancel");
    assert_int_equal(desk.lit_at, first + MS(1999));
    assert_int_equal(desk.acknowledged, 0);
    desk_destroy(&desk);
}

/* One switch moves, waiting takes: twice the second cell, moved to `gap_ms` after the first was lit. */
static bool stops_by_waiting(int step_take_ms, int gap_ms)
{
    struct desk desk;
    desk_init(&desk);
    desk.settings.scan_control = CONTROL_STEP_DWELL;
    desk.settings.step_take_ms = step_take_ms;
    desk.settings.pause_after_selection_ms = 0;
    app_set_settings(desk.app, &desk.settings, 0);
    call(&desk, MS(10));
    for (int answer = 0; answer < 2; answer++) {
        time_us from = MS(2000 + answer * 10000);
        tap(&desk, 1, from);
        tap(&desk, 1, from + MS(gap_ms));
        for (int ms = gap_ms + 100; ms < 9000; ms += 100)
            pass(&desk, from + MS(ms));
    }
    bool quiet = desk.acknowledged == 1;
    desk_destroy(&desk);
    return quiet;
}

static void by_waiting_the_last_press_is_calm(void **state)
{
    (void)state;
    assert_true(stops_by_waiting(2000, 1000));
    assert_false(stops_by_waiting(2000, 999));
    assert_true(stops_by_waiting(5000, 1000));
    assert_false(stops_by_waiting(5000, 999));
    assert_true(stops_by_waiting(800, 400));
    assert_false(stops_by_waiting(800, 399));
}

/* “Stop ringing” was chosen, and within the second that it waits for somebody calls anew: it rings on. */
static void a_call_within_the_calm_second_rings_on(void **state)
{
    (void)state;
    struct desk desk;
    desk_with_scan_time(&desk, 1000);
    call(&desk, MS(10));
    desk.lit[0] = '\0';
    time_us first = wait_for_light(&desk, "act.call-stop", MS(200)) + MS(20);
    tap(&desk, 1, first);
    time_us second = wait_for_light(&desk, "act.confirm", first + MS(80)) + MS(20);
    tap(&desk, 1, second);
    call(&desk, second + MS(500));
    pass(&desk, second + MS(60000));
    assert_int_equal(desk.acknowledged, 0);
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_answer_counts_on_its_first_pass),
        cmocka_unit_test(the_second_question_is_lit_when_it_is_calm),
        cmocka_unit_test(a_voice_that_hangs_leaves_the_bell_ringing),
        cmocka_unit_test(a_voice_that_was_only_slow_speaks_again),
        cmocka_unit_test(the_screen_flashes_slowly),
        cmocka_unit_test(a_program_that_fails_is_told_while_it_rings),
        cmocka_unit_test(no_tremor_ends_a_call),
        cmocka_unit_test(nor_where_the_switch_moves_the_light),
        cmocka_unit_test(by_waiting_the_last_press_is_calm),
        cmocka_unit_test(two_calm_answers_end_it),
        cmocka_unit_test(a_call_within_the_calm_second_rings_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

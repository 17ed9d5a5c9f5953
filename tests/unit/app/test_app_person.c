/* How this person presses, in the whole aid: which choices teach, and which are taken back. */
#include "unit_test.h"

#include <math.h>

#include "app_parts.h"
#include "begun_app.h"

#define MS(ms) time_from_ms(ms)

static void assert_near(double value, double wanted, double by)
{
    if (!(fabs(value - wanted) <= by))
        fail_msg("%.9g is not %.9g", value, wanted);
}

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct app *app;
    time_us now;
};

static void desk_init_as(struct desk *desk, bool by_evidence, const struct person_file *person)
{
    desk->now = 0;
    settings_init(&desk->settings);
    desk->settings.language = LANGUAGE_ENGLISH;
    desk->settings.scan_time_ms = 1000;
    desk->settings.scan_pattern = by_evidence ? PATTERN_EVIDENCE : PATTERN_ROW_COLUMN;
    desk->settings.long_press_function = LONG_UNDO;
    phrase_set_init(&desk->phrases);
    desk->app = begun_app(&desk->settings, &desk->phrases, (struct app_setup){.person = person}, 0);
}

static void desk_init(struct desk *desk, bool by_evidence)
{
    desk_init_as(desk, by_evidence, NULL);
}

static void desk_destroy(struct desk *desk)
{
    app_free(desk->app);
    phrase_set_destroy(&desk->phrases);
}

static void advance(struct desk *desk, int ms)
{
    desk->now += MS(ms);
    app_advance(desk->app, desk->now);
}

static void hold(struct desk *desk, int ms)
{
    app_handle(desk->app, &(struct event){.kind = EVENT_SWITCH_DOWN, .at_us = desk->now, .switch_number = 1});
    desk->now += MS(ms);
    app_handle(desk->app, &(struct event){.kind = EVENT_SWITCH_UP, .at_us = desk->now, .switch_number = 1});
}

static int cell_index(const struct desk *desk, const char *id)
{
    const struct cell *cell = page_find(app_page(desk->app), id);
    assert_non_null(cell);
    return (int)(cell - app_page(desk->app)->cells);
}

static void touch(struct desk *desk, const char *id)
{
    assert_true(app_choose(desk->app, cell_index(desk, id), desk->now));
    advance(desk, 600);
}

static int leaf_of(const struct desk *desk, const char *id)
{
    int cell = cell_index(desk, id);
    for (int leaf = 0; leaf < desk->app->leaf_count; leaf++)
        if (desk->app->leaf_cells[leaf] == cell)
            return leaf;
    return -1;
}

/* As a person does by evidence scanning: pressing when the cell lights, until what is written has changed. */
static void scan(struct desk *desk, const char *id)
{
    char before[sizeof desk->app->told_reading];
    snprintf(before, sizeof before, "%s", desk->app->told_reading);
    for (int i = 0; i < 5000 && strcmp(before, desk->app->told_reading) == 0; i++) {
        time_us since = evidence_lit_since(desk->app->evidence);
        if (evidence_is_lit(desk->app->evidence, leaf_of(desk, id)) && desk->now - since == MS(450))
            hold(desk, 80);
        else
            advance(desk, 10);
    }
    assert_string_not_equal(before, desk->app->told_reading);
    advance(desk, 300);
}

static const struct evidence_record *wrong(const struct desk *desk)
{
    return &desk->app->evidence->belief.wrong;
}

static void write_letters(struct desk *desk)
{
    desk_init(desk, true);
    app_open(desk->app, "write:letters", 0);
    scan(desk, "letter.b");
    scan(desk, "letter.d");
    assert_string_equal(desk->app->told_reading, "bd");
}

static void an_undo_by_the_scan_blames_the_choice_before_it(void **state)
{
    (void)state;
    struct desk desk;
    write_letters(&desk);
    int ref = desk.app->evidence->belief.leaves[leaf_of(&desk, "letter.d")].ref;
    scan(&desk, "act.undo");
    assert_true(wrong(&desk)->count > 0);
    assert_int_equal(wrong(&desk)->refs[wrong(&desk)->taken], ref);
    assert_true(desk.app->evidence->belief.last.is_undo);
    desk_destroy(&desk);
}

static void an_undo_by_a_long_press_or_a_finger_blames_the_last_choice(void **state)
{
    (void)state;
    for (int by_finger = 0; by_finger < 2; by_finger++) {
        struct desk desk;
        write_letters(&desk);
        int ref = desk.app->evidence->belief.leaves[leaf_of(&desk, "letter.d")].ref;
        if (by_finger)
            touch(&desk, "act.undo");
        else
            hold(&desk, 3100);
        assert_string_equal(desk.app->told_reading, "b");
        assert_false(desk.app->evidence->belief.last.is_undo);
        /* What a long press takes at its beginning is forgotten; then there is nothing to blame. */
        assert_true(wrong(&desk)->count > 0 || !by_finger);
        if (wrong(&desk)->count > 0)
            assert_int_equal(wrong(&desk)->refs[wrong(&desk)->taken], ref);
        desk_destroy(&desk);
    }
}

static void taking_back_what_a_finger_chose_blames_nothing(void **state)
{
    (void)state;
    struct desk desk;
    write_letters(&desk);
    touch(&desk, "letter.e");
    scan(&desk, "act.undo");
    assert_int_equal(wrong(&desk)->count, 0);
    scan(&desk, "letter.f");
    scan(&desk, "act.undo");
    assert_true(wrong(&desk)->count > 0);
    desk_destroy(&desk);
}

/* The scene outlines what the evidence says lights up next, always for the page that is shown; not in other ways of
 * scanning, nor when it is not wanted. */
static void what_is_next_is_in_the_scene(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    int outlined = 0;
    desk_init(&desk, true);
    app_open(desk.app, "write:letters", 0);
    for (int step = 0; step < 12; step++) {
        app_scene(desk.app, &scene);
        for (int leaf = 0; scene.lit_cells && leaf < desk.app->leaf_count; leaf++) {
            int cell = desk.app->leaf_cells[leaf];
            assert_non_null(scene.next_cells);
            assert_true(scene.lit_cells[cell] == evidence_is_lit(desk.app->evidence, leaf));
            assert_true(scene.next_cells[cell] == evidence_is_next(desk.app->evidence, leaf));
            outlined += scene.next_cells[cell];
        }
        advance(&desk, step == 5 ? 500 : 1000);
        if (step == 5) /* another page while a set is lit */
            app_set_phrases(desk.app, &desk.phrases, &desk.phrases, desk.now);
    }
    assert_true(outlined > 0);
    desk.settings.outline_next = 0;
    app_set_settings(desk.app, &desk.settings, desk.now);
    app_scene(desk.app, &scene);
    assert_non_null(scene.lit_cells);
    assert_null(scene.next_cells);
    desk_destroy(&desk);
    desk_init(&desk, false);
    app_scene(desk.app, &scene);
    assert_null(scene.next_cells);
    desk_destroy(&desk);
}

/* How often the person was asked to be kept; the last of the files in `file`. */
static int kept(struct desk *desk, struct person_file *file)
{
    int count = 0;
    for (const struct effect *effect; (effect = app_next_effect(desk->app));)
        if (effect->kind == EFFECT_KEEP_PERSON) {
            assert_true(person_file_parse(file, effect->text, strlen(effect->text), "kept", NULL));
            count++;
        }
    return count;
}

static void what_is_learnt_is_kept_within_a_minute_and_when_it_is_calm(void **state)
{
    (void)state;
    struct desk desk;
    struct person_file file = {.scan_time_ms = 0};
    desk_init(&desk, true);
    app_open(desk.app, "write:letters", 0);
    advance(&desk, 30000);
    assert_int_equal(kept(&desk, &file), 0); /* nothing was learnt */
    desk.settings.page_loops = 0;
    app_set_settings(desk.app, &desk.settings, desk.now);
    scan(&desk, "letter.b");
    time_us since = desk.app->keep_person_at - MS(60000);
    assert_int_equal(kept(&desk, &file), 0);
    app_advance(desk.app, since + MS(60000) - 1);
    assert_int_equal(kept(&desk, &file), 0);
    app_advance(desk.app, since + MS(60000));
    assert_int_equal(kept(&desk, &file), 1);
    assert_int_equal(file.scan_time_ms, 1000);
    desk.now = since + MS(60000);
    advance(&desk, 200000);
    assert_int_equal(kept(&desk, &file), 0);
    scan(&desk, "letter.d");
    app_act_kind(desk.app, ACTION_REST);
    assert_int_equal(kept(&desk, &file), 1);
    app_finish(desk.app, desk.now);
    assert_int_equal(kept(&desk, &file), 0);
    desk_destroy(&desk);
}

static void the_end_keeps_what_was_learnt_and_the_next_start_knows_it(void **state)
{
    (void)state;
    struct desk desk;
    struct person_file file = {.scan_time_ms = 0};
    write_letters(&desk);
    scan(&desk, "letter.e");
    scan(&desk, "letter.f");
    kept(&desk, &file);
    app_finish(desk.app, desk.now);
    assert_int_equal(kept(&desk, &file), 1);
    double mean_s = evidence_person_mean_s(&desk.app->evidence->person, EVIDENCE_AFTER_SILENCE);
    assert_true(desk.app->evidence->person.hits > 0.5);
    desk_destroy(&desk);
    desk_init_as(&desk, true, &file);
    assert_float_equal(evidence_person_mean_s(&desk.app->evidence->person, EVIDENCE_AFTER_SILENCE), mean_s,
                       1e-5);
    assert_near(desk.app->evidence->person.hits, file.person.hits, 1e-9);
    desk_destroy(&desk);
    file.scan_time_ms = 2000; /* learnt at another scan time: the quiet seconds are as many */
    double quiet = file.person.quiet;
    desk_init_as(&desk, true, &file);
    assert_near(desk.app->evidence->person.quiet, 2 * quiet, 1e-9);
    desk_destroy(&desk);
}

static void begin_practice(struct desk *desk)
{
    desk_init(desk, true);
    app_open(desk->app, "practice", 0);
    touch(desk, "act.practice");
    assert_string_equal(app_page(desk->app)->screen, "practice-run");
}

static void practising_can_be_left_by_everything_that_leads_away(void **state)
{
    (void)state;
    static const char *const screens[] = {"practice", "practice", "write", "home", "call", "rest", "home"};
    for (int way = 0; way < 7; way++) {
        struct desk desk;
        struct app_scan_report report;
        begin_practice(&desk);
        hold(&desk, 80);
        assert_int_equal(desk.app->practice.try_count, 1);
        if (way == 0)
            touch(&desk, "act.practice-stop");
        else if (way == 1)
            app_set_settings(desk.app, &desk.settings, desk.now);
        else if (way == 2)
            app_write(desk.app, desk.now);
        else if (way == 3)
            app_act_kind(desk.app, ACTION_HOME);
        else if (way == 4)
            touch(&desk, "act.call");
        else if (way == 5)
            app_act_kind(desk.app, ACTION_REST);
        else
            app_open(desk.app, "home", desk.now);
        advance(&desk, 3000);
        assert_memory_equal(app_page(desk.app)->screen, screens[way], strlen(screens[way]));
        assert_true(desk.app->practice.end == PRACTICE_STOPPED);
        assert_true(desk.app->evidence->person.slips > 0.5); /* what was practised until then counts */
        app_scan_report(desk.app, &report);
        assert_true(way == 5 || report.lit_ms >= 0); /* the scan goes on there */
        desk_destroy(&desk);
    }
}

static void a_finger_on_a_key_is_a_press_for_what_is_lit(void **state)
{
    (void)state;
    struct desk desk;
    struct scene scene;
    begin_practice(&desk);
    while (!desk.app->practice.open)
        advance(&desk, 100);
    app_scene(desk.app, &scene);
    assert_int_equal(scene.lit_cell, desk.app->practice.target);
    assert_null(scene.lit_cells);
    assert_true(app_choose(desk.app, 0, desk.now));
    assert_int_equal(practice_last(&desk.app->practice).answer, PRACTICE_RIGHT);
    app_scene(desk.app, &scene);
    assert_int_equal(scene.lit_cell, -1);
    desk_destroy(&desk);
}

static void a_sleeping_computer_judges_nobody(void **state)
{
    (void)state;
    struct desk desk;
    begin_practice(&desk);
    advance(&desk, 100000);
    assert_string_equal(app_page(desk.app)->screen, "practice-run");
    assert_int_equal(desk.app->practice.try_count, 0);
    assert_int_equal(desk.app->practice.lit_since, desk.now);
    desk_destroy(&desk);
}

static void write_letters_with_urgent_hold(struct desk *desk)
{
    write_letters(desk);
    desk->settings.urgent_hold_ms = 1000;
    app_set_settings(desk->app, &desk->settings, desk->now);
}

static void press(struct desk *desk, enum event_kind kind)
{
    app_handle(desk->app, &(struct event){.kind = kind, .at_us = desk->now, .switch_number = 1});
}

static void hold_on(struct desk *desk)
{
    press(desk, EVENT_SWITCH_DOWN);
    advance(desk, 1500);
    press(desk, EVENT_SWITCH_UP);
}

/* Presses whenever the cell is lit; the press that takes a cell is held on. */
static void scan_and_hold_on(struct desk *desk, const char *id)
{
    const struct evidence *e = desk->app->evidence;
    unsigned long taken = desk->app->taken_count;
    for (int i = 0; i < 5000 && desk->app->taken_count == taken; i++) {
        advance(desk, 10);
        if (!evidence_is_lit(e, leaf_of(desk, id)) || desk->now - evidence_lit_since(e) != MS(450))
            continue;
        press(desk, EVENT_SWITCH_DOWN);
        advance(desk, desk->app->taken_count == taken ? 80 : 1500);
        press(desk, EVENT_SWITCH_UP);
    }
}

static void a_held_press_that_took_nothing_leaves_the_last_choice(void **state)
{
    (void)state;
    struct desk desk;
    write_letters_with_urgent_hold(&desk);
    const struct evidence_record *last = &desk.app->evidence->belief.last;
    unsigned long taken = desk.app->taken_count;
    assert_true(last->count > 0);
    advance(&desk, 500);
    hold_on(&desk);
    assert_int_equal(desk.app->taken_count, taken);
    assert_string_equal(app_page(desk.app)->screen, "urgent");
    assert_true(last->count > 0);
    desk_destroy(&desk);
}

static void a_held_press_that_took_something_is_no_choice(void **state)
{
    (void)state;
    struct desk desk;
    write_letters_with_urgent_hold(&desk);
    unsigned long taken = desk.app->taken_count;
    scan_and_hold_on(&desk, "letter.s");
    assert_int_equal(desk.app->taken_count, taken + 1);
    assert_string_equal(app_page(desk.app)->screen, "urgent");
    assert_string_equal(desk.app->told_reading, "bd");
    assert_int_equal(desk.app->evidence->belief.last.count, 0);
    desk_destroy(&desk);
}

static void phrases_that_were_said_are_likelier_and_so_is_their_category(void **state)
{
    (void)state;
    static const char text[] = "# A {id: a}\n- one\n- two\n# B {id: b}\n- three\n";
    static const char *const said[] = {"two", "nothing of these", "two"};
    struct desk desk = {.now = 0};
    settings_init(&desk.settings);
    desk.settings.scan_pattern = PATTERN_EVIDENCE;
    phrases_of(&desk.phrases, text);
    desk.app = begun_app(&desk.settings, &desk.phrases,
                         (struct app_setup){.said_today = said, .said_today_count = 3}, 0);
    const struct evidence_belief *belief = &desk.app->evidence->belief;
    app_open(desk.app, "phrases:a", 0);
    assert_near(belief->leaves[leaf_of(&desk, "say.a.two")].weight,
                5 * belief->leaves[leaf_of(&desk, "say.a.one")].weight, 1e-9);
    app_open(desk.app, "phrases", 0);
    assert_near(belief->leaves[leaf_of(&desk, "open.phrases:a")].weight,
                5 * belief->leaves[leaf_of(&desk, "open.phrases:b")].weight, 1e-9);
    desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_undo_by_the_scan_blames_the_choice_before_it),
        cmocka_unit_test(an_undo_by_a_long_press_or_a_finger_blames_the_last_choice),
        cmocka_unit_test(taking_back_what_a_finger_chose_blames_nothing),
        cmocka_unit_test(what_is_next_is_in_the_scene),
        cmocka_unit_test(what_is_learnt_is_kept_within_a_minute_and_when_it_is_calm),
        cmocka_unit_test(the_end_keeps_what_was_learnt_and_the_next_start_knows_it),
        cmocka_unit_test(practising_can_be_left_by_everything_that_leads_away),
        cmocka_unit_test(a_finger_on_a_key_is_a_press_for_what_is_lit),
        cmocka_unit_test(a_sleeping_computer_judges_nobody),
        cmocka_unit_test(a_held_press_that_took_nothing_leaves_the_last_choice),
        cmocka_unit_test(a_held_press_that_took_something_is_no_choice),
        cmocka_unit_test(phrases_that_were_said_are_likelier_and_so_is_their_category),
    };
    return cmocka_run_group_tests_name("app_person", tests, NULL, NULL);
}

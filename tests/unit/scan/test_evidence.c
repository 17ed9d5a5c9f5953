/* Evidence scanning in time: the cases of evidence.h, the rules of time of the scanner, and whole choices by
 * simulated people. T = 1000 ms, no extra, no pause after a selection, endless, if a test does not say
 * otherwise. */
#include "test_evidence.h"

#include "scan/evidence.h"

enum { MS = 1000 };

static struct evidence e;

static struct evidence_settings plain(void)
{
    struct evidence_settings settings = evidence_settings_default();
    settings.scan_time_ms = 1000;
    settings.first_item_extra_percent = 0;
    settings.pause_after_selection_ms = 0;
    settings.pause_after_steps = 0;
    return settings;
}

static void put_leaves(int count, enum scan_place place, time_us at)
{
    struct evidence_leaf leaves[EVIDENCE_LEAVES_AT_MOST];
    for (int i = 0; i < count; i++)
        leaves[i] = (struct evidence_leaf){.weight = 1, .ref = i, .row = i / 4};
    evidence_set_leaves(&e, leaves, count, place, at);
}

static void set_up(const struct evidence_settings *settings, int count)
{
    evidence_destroy(&e);
    evidence_init(&e, settings, 0);
    put_leaves(count, SCAN_FROM_START, 0);
    evidence_start(&e, 0);
}

static void set_up_plain(int count)
{
    struct evidence_settings settings = plain();
    set_up(&settings, count);
}

static int clean_up(void **state)
{
    (void)state;
    evidence_destroy(&e);
    return 0;
}

static int count_lit(void)
{
    int lit = 0;
    for (int i = 0; i < EVIDENCE_LEAVES_AT_MOST; i++)
        lit += evidence_is_lit(&e, i);
    return lit;
}

/* The next event is of this kind and time; returns its node. */
static int assert_event(enum scan_event_kind kind, time_us at)
{
    struct scan_event event;
    assert_true(evidence_next_event(&e, &event));
    assert_int_equal(event.kind, kind);
    assert_int_equal(event.at_us, at);
    return event.node;
}

static void assert_no_event(void)
{
    struct scan_event event;
    assert_false(evidence_next_event(&e, &event));
}

static void forget_events(void)
{
    struct scan_event event;
    while (evidence_next_event(&e, &event))
        ;
}

static void press_at(time_us at)
{
    evidence_hold(&e, SCAN_SWITCH_SELECT, at);
    evidence_press(&e, SCAN_SWITCH_SELECT, at);
}

/* Presses whenever `leaf` is lit, 450 ms after its light-up, until something is taken, and says what. */
static int choose(int leaf)
{
    struct scan_event event;
    for (int steps = 0; steps < 100; steps++) {
        if (evidence_is_lit(&e, leaf))
            press_at(evidence_lit_since(&e) + 450 * MS);
        else
            evidence_advance(&e, evidence_deadline(&e));
        while (evidence_next_event(&e, &event))
            if (event.kind == SCAN_TAKEN)
                return event.node;
    }
    return -1;
}

static void silence_lights_what_was_outlined(void **state)
{
    (void)state;
    set_up_plain(12);
    assert_int_equal(evidence_deadline(&e), 1000 * MS);
    for (int step = 1; step < 30; step++) {
        bool next[12];
        for (int i = 0; i < 12; i++)
            next[i] = evidence_is_next(&e, i);
        evidence_advance(&e, step * 1000 * MS - 1);
        assert_int_equal(evidence_lit_since(&e), (step - 1) * 1000 * MS);
        evidence_advance(&e, step * 1000 * MS);
        assert_int_equal(evidence_lit_since(&e), step * 1000 * MS);
        assert_int_equal(evidence_lit_until(&e), (step + 1) * 1000 * MS);
        for (int i = 0; i < 12; i++)
            assert_int_equal(evidence_is_lit(&e, i), next[i]);
    }
}

/* Nothing is ever taken without a press; every leaf has its turn; a set is never empty, never all. */
static void silence_takes_nothing(void **state)
{
    (void)state;
    for (int count = 1; count < 40; count += 3) {
        struct scan_event event;
        int turns[40] = {0};
        set_up_plain(count);
        for (int step = 1; step <= 200; step++) {
            for (int i = 0; i < count; i++)
                turns[i] += evidence_is_lit(&e, i);
            assert_true(count_lit() > 0 && (count == 1 || count_lit() < count));
            evidence_advance(&e, step * 1000 * MS);
        }
        while (evidence_next_event(&e, &event))
            assert_int_equal(event.kind, SCAN_LIT);
        for (int i = 0; i < count; i++)
            assert_true(turns[i] > 3);
    }
}

static void a_press_is_evidence_and_lights_the_next_set(void **state)
{
    (void)state;
    set_up_plain(12);
    assert_event(SCAN_LIT, 0);
    double before[12];
    bool lit[12];
    for (int i = 0; i < 12; i++) {
        before[i] = evidence_probability(&e, i);
        lit[i] = evidence_is_lit(&e, i);
    }
    press_at(450 * MS);
    assert_event(SCAN_NARROWED, 450 * MS);
    assert_event(SCAN_LIT, 450 * MS);
    assert_no_event();
    for (int i = 0; i < 12; i++)
        assert_int_equal(evidence_probability(&e, i) > before[i], lit[i]);
    assert_int_equal(evidence_lit_since(&e), 450 * MS);
    assert_int_equal(evidence_deadline(&e), 1450 * MS);
}

static void every_leaf_can_be_chosen(void **state)
{
    (void)state;
    for (int count = 1; count <= 48; count += count < 4 ? 1 : 11)
        for (int leaf = 0; leaf < count; leaf++) {
            set_up_plain(count);
            assert_int_equal(choose(leaf), leaf);
            assert_true(evidence_confidence(&e) >= evidence_needed(&e, leaf));
        }
}

/* Both sides of a threshold: the same presses take a plain leaf and do not yet take a risky one. */
static void risky_leaves_need_more(void **state)
{
    (void)state;
    for (int risky = 0; risky < 2; risky++) {
        struct evidence_settings settings = plain();
        settings.wrong_cost_steps = 10;
        settings.risky_percent = 1000;
        evidence_destroy(&e);
        evidence_init(&e, &settings, 0);
        struct evidence_leaf leaves[] = {{.weight = 0.24, .risky = risky}, {.weight = 0.76, .ref = 1}};
        evidence_set_leaves(&e, leaves, 2, SCAN_FROM_START, 0);
        evidence_start(&e, 0);
        while (!evidence_is_lit(&e, 0))
            evidence_advance(&e, evidence_deadline(&e));
        forget_events();
        time_us at = evidence_lit_since(&e) + 900 * MS; /* an odd time: weak evidence */
        assert_near(evidence_needed(&e, 0), risky ? 0.995 : 0.955, 1e-9);
        press_at(at);
        assert_int_equal(assert_event(risky ? SCAN_NARROWED : SCAN_TAKEN, at), 0);
    }
}

/* Forty leaves, of which the last is most unlikely and is lit alone in every tenth step of a silent choice. */
static void set_up_with_alone(void)
{
    struct evidence_leaf leaves[40];
    struct evidence_settings settings = plain();
    for (int i = 0; i < 40; i++)
        leaves[i] =
            (struct evidence_leaf){.weight = i < 39 ? 1 : 0.2, .ref = i, .row = i / 8, .alone = i == 39};
    evidence_destroy(&e);
    evidence_init(&e, &settings, 0);
    evidence_set_leaves(&e, leaves, 40, SCAN_FROM_START, 0);
    evidence_start(&e, 0);
}

static void one_press_takes_what_is_lit_alone(void **state)
{
    (void)state;
    set_up_with_alone();
    for (int step = 0; step < 30; step++) {
        if (step % 10 == EVIDENCE_STEPS_BEFORE_ALONE)
            assert_true(count_lit() == 1 && evidence_is_lit(&e, 39));
        evidence_advance(&e, (step + 1) * 1000 * MS);
    }
    set_up_with_alone();
    for (int step = 1; step <= EVIDENCE_STEPS_BEFORE_ALONE; step++)
        evidence_advance(&e, step * 1000 * MS);
    forget_events();
    time_us at = EVIDENCE_STEPS_BEFORE_ALONE * 1000 * MS + 300 * MS;
    press_at(at);
    assert_int_equal(assert_event(SCAN_TAKEN, at), 39);
}

/* After a press the choice goes on as the evidence says. */
static void nothing_is_lit_alone_after_a_press(void **state)
{
    (void)state;
    set_up_with_alone();
    press_at(evidence_lit_since(&e) + 450 * MS);
    forget_events();
    for (int step = 0; step < EVIDENCE_STEPS_BEFORE_ALONE; step++)
        evidence_advance(&e, evidence_deadline(&e));
    assert_false(count_lit() == 1 && evidence_is_lit(&e, 39));
}

static void a_choice_settles_and_begins_anew(void **state)
{
    (void)state;
    struct evidence_settings settings = plain();
    settings.pause_after_selection_ms = 500;
    settings.first_item_extra_percent = 20; /* 200 ms: at least 500 */
    set_up(&settings, 1);
    assert_int_equal(evidence_deadline(&e), 1500 * MS);
    forget_events();
    press_at(300 * MS);
    assert_event(SCAN_TAKEN, 300 * MS);
    assert_event(SCAN_LIT, 300 * MS); /* nothing is lit */
    assert_no_event();
    assert_int_equal(evidence_state(&e), SCAN_STATE_SETTLING);
    assert_int_equal(evidence_lit_since(&e), TIME_NEVER);
    put_leaves(4, SCAN_KEEP_PLACE, 300 * MS);
    press_at(400 * MS);
    assert_event(SCAN_PRESS_UNUSED, 400 * MS);
    evidence_speaking(&e, true, 500 * MS);
    assert_int_equal(evidence_deadline(&e), TIME_NEVER);
    evidence_advance(&e, 900 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_WAITING);
    evidence_speaking(&e, false, 2000 * MS);
    evidence_advance(&e, 2000 * MS);
    assert_event(SCAN_LIT, 2000 * MS);
    assert_int_equal(evidence_deadline(&e), 3500 * MS);
    assert_near(evidence_probability(&e, 3), 0.25, 1e-9);
}

/* A deadline at the time of a press fires first: the press comes at 0 ms into the next step. */
static void on_the_edge(void **state)
{
    (void)state;
    set_up_plain(12);
    forget_events();
    evidence_press(&e, SCAN_SWITCH_SELECT, 1000 * MS);
    assert_event(SCAN_LIT, 1000 * MS);
    assert_event(SCAN_NARROWED, 1000 * MS);
    assert_event(SCAN_LIT, 1000 * MS);
    set_up_plain(12);
    forget_events();
    evidence_press(&e, SCAN_SWITCH_SELECT, 1000 * MS - 1);
    assert_event(SCAN_NARROWED, 1000 * MS - 1);
}

/* … and after what the app does at that very time. */
static void the_app_comes_before_a_deadline(void **state)
{
    (void)state;
    set_up_plain(12);
    forget_events();
    evidence_pause(&e, 1000 * MS);
    assert_event(SCAN_PAUSED, 1000 * MS);
    assert_event(SCAN_LIT, 1000 * MS);
    assert_no_event();
}

static void deadlines_fire_at_their_own_time(void **state)
{
    (void)state;
    set_up_plain(12);
    forget_events();
    evidence_advance(&e, 3700 * MS);
    for (int step = 1; step <= 3; step++)
        assert_event(SCAN_LIT, step * 1000 * MS);
    assert_no_event();
    assert_int_equal(evidence_deadline(&e), 4000 * MS);
    evidence_advance(&e, 100 * MS); /* before the last call: the same as then */
    assert_int_equal(evidence_deadline(&e), 4000 * MS);
}

static void a_hold_freezes(void **state)
{
    (void)state;
    set_up_plain(12);
    forget_events();
    evidence_hold(&e, SCAN_SWITCH_SELECT, 700 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_HELD);
    assert_int_equal(evidence_lit_until(&e), TIME_NEVER);
    evidence_advance(&e, 2000 * MS);
    assert_no_event();
    evidence_thaw(&e, SCAN_SWITCH_SELECT, 2000 * MS);
    assert_int_equal(evidence_deadline(&e), 2300 * MS);
    evidence_hold(&e, SCAN_SWITCH_SELECT, 2299 * MS);
    evidence_cancel(&e, 5000 * MS);
    assert_int_equal(evidence_deadline(&e), 5001 * MS);
    evidence_hold(&e, SCAN_SWITCH_SELECT, 5000 * MS);
    evidence_advance(&e, 5000 * MS + SCAN_HOLD_AT_MOST_US);
    assert_int_equal(evidence_deadline(&e), 5001 * MS + SCAN_HOLD_AT_MOST_US);
}

/* The press counts for what was lit, and from when it was lit, as the switch closed. */
static void a_held_press_counts_from_the_edge(void **state)
{
    (void)state;
    double p[2];
    for (int held = 0; held < 2; held++) {
        set_up_plain(12);
        int leaf = evidence_set_first(&e.step.lit);
        evidence_hold(&e, SCAN_SWITCH_SELECT, 450 * MS);
        if (held)
            evidence_advance(&e, 1400 * MS);
        evidence_press(&e, SCAN_SWITCH_SELECT, held ? 1400 * MS : 450 * MS);
        p[held] = evidence_probability(&e, leaf);
    }
    assert_near(p[0], p[1], 0);
    set_up_plain(12);
    forget_events();
    evidence_hold(&e, SCAN_SWITCH_SELECT, 300 * MS);
    put_leaves(8, SCAN_FROM_START, 400 * MS); /* another page meanwhile: unused */
    forget_events();
    evidence_press(&e, SCAN_SWITCH_SELECT, 500 * MS);
    assert_event(SCAN_PRESS_UNUSED, 500 * MS);
}

static void after_a_stall_the_same_once_more(void **state)
{
    (void)state;
    set_up_plain(12);
    evidence_advance(&e, 1000 * MS);
    forget_events();
    int leaf = evidence_set_first(&e.step.lit);
    double before = evidence_probability(&e, leaf);
    time_us late = 2000 * MS + SCAN_STALL_US + 1;
    evidence_advance(&e, late);
    assert_int_equal(assert_event(SCAN_LIT, late), leaf);
    assert_no_event();
    assert_near(evidence_probability(&e, leaf), before, 0);
    assert_int_equal(evidence_deadline(&e), late + 1000 * MS);
    evidence_advance(&e, late + 1000 * MS + SCAN_STALL_US); /* just not a stall: all of them fire */
    for (int step = 1; step <= 6; step++)
        assert_event(SCAN_LIT, late + step * 1000 * MS);
    assert_no_event();
}

static void silent_steps_pause(void **state)
{
    (void)state;
    struct evidence_settings settings = plain();
    settings.pause_after_steps = 3;
    set_up(&settings, 12);
    evidence_advance(&e, 2000 * MS);
    forget_events();
    evidence_advance(&e, 3000 * MS - 1);
    assert_no_event();
    evidence_advance(&e, 3000 * MS);
    assert_event(SCAN_PAUSED, 3000 * MS);
    assert_event(SCAN_LIT, 3000 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_PAUSED);
    assert_int_equal(evidence_deadline(&e), TIME_NEVER);
    press_at(90000 * MS);
    assert_event(SCAN_RESUMED, 90000 * MS);
    assert_event(SCAN_LIT, 90000 * MS);
    assert_near(evidence_probability(&e, 5), 1.0 / 12, 1e-9); /* no evidence, and what was is forgotten */
    press_at(90450 * MS);
    evidence_advance(&e, 92000 * MS); /* the count began anew */
    assert_int_equal(evidence_state(&e), SCAN_STATE_CELLS);
}

static void rest_and_return(void **state)
{
    (void)state;
    set_up_plain(12);
    evidence_stop(&e, 100 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_STOPPED);
    assert_int_equal(count_lit(), 0);
    forget_events();
    press_at(200 * MS);
    assert_event(SCAN_PRESS_UNUSED, 200 * MS);
    evidence_restart(&e, 300 * MS);
    evidence_pause(&e, 300 * MS);
    evidence_settle(&e, 300 * MS);
    assert_int_equal(evidence_deadline(&e), TIME_NEVER);
    evidence_start(&e, 400 * MS);
    evidence_press(&e, SCAN_SWITCH_STEP, 500 * MS);
    assert_event(SCAN_LIT, 400 * MS);
    assert_event(SCAN_PRESS_UNUSED, 500 * MS);
    evidence_pause(&e, 600 * MS);
    evidence_resume(&e, 700 * MS);
    assert_int_equal(evidence_deadline(&e), 1700 * MS);
}

static void without_auto_start_it_waits(void **state)
{
    (void)state;
    struct evidence_settings settings = plain();
    settings.auto_start = false;
    set_up(&settings, 12);
    assert_event(SCAN_PAUSED, 0);
    assert_int_equal(evidence_deadline(&e), TIME_NEVER);
    press_at(5 * MS);
    assert_event(SCAN_RESUMED, 5 * MS);
}

static void empty_cells_are_never_lit(void **state)
{
    (void)state;
    set_up_plain(12);
    for (int i = 0; i < 12; i += 2)
        evidence_set_skip(&e, i, true, 0);
    for (int step = 1; step < 60; step++) {
        for (int i = 0; i < 12; i += 2)
            assert_false(evidence_is_lit(&e, i) || evidence_is_next(&e, i));
        evidence_advance(&e, step * 1000 * MS);
    }
    for (int i = 1; i < 12; i += 2)
        evidence_set_skip(&e, i, true, 60000 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_EMPTY);
    assert_int_equal(evidence_deadline(&e), TIME_NEVER);
    evidence_set_skip(&e, 7, false, 61000 * MS);
    assert_true(evidence_is_lit(&e, 7));
    evidence_set_skip(&e, 99, true, 61000 * MS);
    evidence_set_skip(&e, -1, true, 61000 * MS);
    put_leaves(0, SCAN_FROM_START, 62000 * MS);
    assert_int_equal(evidence_state(&e), SCAN_STATE_EMPTY);
}

static void a_page_that_stays_keeps_its_step(void **state)
{
    (void)state;
    set_up_plain(12);
    press_at(450 * MS);
    evidence_advance(&e, 700 * MS);
    forget_events();
    bool lit[12];
    double p[12];
    for (int i = 0; i < 12; i++) {
        lit[i] = evidence_is_lit(&e, i);
        p[i] = evidence_probability(&e, i);
    }
    put_leaves(12, SCAN_KEEP_PLACE, 700 * MS);
    assert_no_event();
    assert_int_equal(evidence_deadline(&e), 1450 * MS);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(evidence_is_lit(&e, i), lit[i]);
        assert_near(evidence_probability(&e, i), p[i], 1e-12);
    }
    struct evidence_leaf others[] = {{.weight = 1, .ref = 50}, {.weight = 1, .ref = 51}};
    evidence_set_leaves(&e, others, 2, SCAN_KEEP_PLACE, 800 * MS); /* none of the lit is left */
    assert_event(SCAN_LIT, 800 * MS);
    assert_int_equal(count_lit(), 1);
    put_leaves(12, SCAN_FROM_START, 900 * MS);
    assert_near(evidence_probability(&e, 3), 1.0 / 12, 1e-9);
    assert_int_equal(evidence_lit_since(&e), 900 * MS);
}

/* New words: the first step lasts until they were read and G longer; no leaf is lit that cannot have been
 * read by then; what can never be read is lit at last. */
static void words_that_are_being_read(void **state)
{
    (void)state;
    struct evidence_settings settings = plain();
    struct evidence_leaf leaves[8];
    for (int i = 0; i < 8; i++)
        leaves[i] = (struct evidence_leaf){
            .weight = i < 4 ? 10 : 1, .ref = i, .row = i / 4, .readable_at = i < 4 ? (i + 3) * 200 * MS : 0};
    evidence_destroy(&e);
    evidence_init(&e, &settings, 0);
    evidence_set_leaves(&e, leaves, 8, SCAN_FROM_START, 0);
    evidence_start(&e, 0);
    assert_int_equal(evidence_deadline(&e), 1450 * MS); /* 1200 + 250 */
    evidence_advance(&e, 1450 * MS);
    assert_int_equal(evidence_deadline(&e), 2450 * MS);

    for (int i = 0; i < 4; i++)
        leaves[i].readable_at = 3451 * MS; /* one ms too late for a step that ends at 3700 */
    evidence_set_leaves(&e, leaves, 8, SCAN_FROM_START, 2450 * MS);
    evidence_advance(&e, 2450 * MS);
    forget_events();
    assert_int_equal(evidence_deadline(&e), 3701 * MS);
    evidence_set_leaves(&e, leaves, 8, SCAN_FROM_START, 2700 * MS);
    assert_int_equal(evidence_deadline(&e), 3701 * MS);

    for (int i = 0; i < 8; i++)
        leaves[i].readable_at = TIME_NEVER;
    evidence_set_leaves(&e, leaves, 8, SCAN_FROM_START, 3000 * MS);
    assert_int_equal(evidence_deadline(&e), 3000 * MS + EVIDENCE_READ_AT_MOST_US + 250 * MS);
    assert_true(count_lit() > 0 && count_lit() < 8);
}

/* In the later steps, too, a leaf is lit only when it can have been read G before the end. What was outlined
 * is lit, even when a hold has given more time to read. */
static void what_is_unread_is_not_lit(void **state)
{
    (void)state;
    struct evidence_leaf leaves[8];
    set_up_plain(8);
    for (int i = 0; i < 8; i++)
        leaves[i] = (struct evidence_leaf){
            .weight = i < 4 ? 100 : 1, .ref = 50 + i, .row = i / 4, .readable_at = i < 4 ? 4400 * MS : 0};
    leaves[7].ref = evidence_set_first(&e.step.lit); /* one of the lit stays: the same step goes on */
    evidence_set_leaves(&e, leaves, 8, SCAN_KEEP_PLACE, 500 * MS);
    assert_int_equal(evidence_deadline(&e), 1000 * MS);
    time_us first = TIME_NEVER;
    for (int step = 0; step < 12; step++) {
        if (step == 2) {
            evidence_hold(&e, SCAN_SWITCH_SELECT, 2500 * MS);
            evidence_thaw(&e, SCAN_SWITCH_SELECT, 4600 * MS);
        }
        evidence_advance(&e, evidence_deadline(&e));
        bool lit = false;
        for (int i = 0; i < 4; i++)
            lit = lit || evidence_is_lit(&e, i);
        if (lit)
            first = time_min(first, evidence_lit_since(&e));
    }
    assert_int_equal(first, 6100 * MS); /* steps begin at 2000 (held), 5100 (outlined before), 6100 */
}

static void settings_and_numbers_are_kept_in_range(void **state)
{
    (void)state;
    struct evidence_settings settings = {
        .scan_time_ms = 1, .calm_millibits = 9999, .pause_after_steps = -5, .auto_start = true};
    set_up(&settings, 4);
    assert_int_equal(e.settings.scan_time_ms, 300);
    assert_int_equal(e.settings.calm_millibits, 500);
    assert_int_equal(e.settings.pause_after_steps, 0);
    assert_int_equal(e.settings.wrong_cost_steps, 1);
    settings = plain();
    evidence_set_settings(&e, &settings, 100 * MS); /* from the next step on */
    assert_int_equal(evidence_deadline(&e), 300 * MS);
    evidence_advance(&e, 300 * MS);
    assert_int_equal(evidence_deadline(&e), 1300 * MS);
    double numbers[EVIDENCE_PERSON_NUMBERS];
    evidence_person_export(&e.person, numbers);
    assert_true(evidence_import_person(&e, numbers, EVIDENCE_PERSON_NUMBERS));
    numbers[0] = -1;
    assert_false(evidence_import_person(&e, numbers, EVIDENCE_PERSON_NUMBERS));
    assert_near(evidence_probability(&e, 4), 0, 0);
    assert_near(evidence_needed(&e, -1), 1, 0);
}

/* --- whole choices -------------------------------------------------------------------------------------- */

static const char *told[3];
static int told_count;

static void remember(void *context, time_us at_us, const char *transition, enum scan_state before,
                     enum scan_state after)
{
    (void)context;
    (void)at_us;
    (void)before;
    (void)after;
    told[told_count++ % 3] = transition;
}

static void transitions_have_names(void **state)
{
    (void)state;
    set_up_plain(12);
    told_count = 0;
    evidence_set_log(&e, remember, NULL);
    evidence_advance(&e, 1000 * MS);
    press_at(1450 * MS);
    assert_int_equal(told_count, 3);
    assert_string_equal(told[0], "silence");
    assert_string_equal(told[1], "hold");
    assert_string_equal(told[2], "narrowed");
}

struct trial {
    uint64_t random;
    double mean, sd, misses, slips;
    int right, wrong;
};

static double normal(struct trial *t)
{
    return sqrt(-2 * log(next_uniform(&t->random))) * cos(2 * acos(-1) * next_uniform(&t->random));
}

/* Somebody who wants `leaf` meets the step that is lit. */
static void meet_step(struct trial *t, int leaf)
{
    time_us since = evidence_lit_since(&e), until = evidence_deadline(&e);
    if (since == TIME_NEVER) {
        evidence_advance(&e, until);
        return;
    }
    bool lit = evidence_is_lit(&e, leaf);
    double reaction = fmax(0.15, t->mean + t->sd * normal(t)), slip = next_uniform(&t->random);
    double chance = next_uniform(&t->random);
    bool presses = lit ? chance >= t->misses : chance < t->slips;
    time_us at = since + (time_us)(1e6 * (lit ? reaction : slip));
    if (presses && at < until)
        press_at(at);
    else
        evidence_advance(&e, until);
}

static void make_choices(struct trial *t, int choices)
{
    struct scan_event event;
    int wanted = 5, undo = 11;
    bool to_undo = false;
    for (int done = 0; done < choices;) {
        meet_step(t, to_undo ? undo : wanted);
        while (evidence_next_event(&e, &event)) {
            if (event.kind != SCAN_TAKEN)
                continue;
            bool right = event.node == (to_undo ? undo : wanted);
            if (event.node == undo)
                evidence_undone(&e, true);
            t->wrong += !right;
            t->right += right;
            to_undo = event.node == undo ? false : !right;
            done++;
            wanted = (int)(next_uniform(&t->random) * 11);
            put_leaves(12, SCAN_KEEP_PLACE, event.at_us);
        }
    }
}

static void a_person_is_learnt(void **state)
{
    (void)state;
    struct trial t = {.random = 5, .mean = 0.5, .sd = 0.1, .misses = 0.15, .slips = 0.03};
    set_up_plain(12);
    make_choices(&t, 400);
    assert_near(evidence_person_miss(&e.person, false), 0.15, 0.05);
    assert_near(evidence_person_slip(&e.person), 0.03, 0.015);
    assert_near(evidence_person_mean_s(&e.person, EVIDENCE_AFTER_SILENCE), 0.5, 0.04);
    assert_near(evidence_person_sd_s(&e.person, EVIDENCE_AFTER_SILENCE), 0.1, 0.04);
    assert_true(t.wrong <= 12);
    evidence_forget_person(&e);
    assert_near(evidence_person_miss(&e.person, false), 0.05, 1e-12);
}

static void the_same_presses_give_the_same_choices(void **state)
{
    (void)state;
    double numbers[2][EVIDENCE_PERSON_NUMBERS];
    time_us end[2];
    for (int run = 0; run < 2; run++) {
        struct trial t = {.random = 9, .mean = 0.4, .sd = 0.2, .misses = 0.1, .slips = 0.02};
        set_up_plain(12);
        make_choices(&t, 60);
        evidence_person_export(&e.person, numbers[run]);
        end[run] = evidence_deadline(&e);
    }
    assert_int_equal(end[0], end[1]);
    assert_memory_equal(numbers[0], numbers[1], sizeof numbers[0]);
}

/* Anything at any time: nothing breaks, and what must hold holds. */
static void do_anything(uint64_t *random, time_us at)
{
    enum scan_switch which = next_uniform(random) < 0.9 ? SCAN_SWITCH_SELECT : SCAN_SWITCH_STEP;
    switch ((int)(next_uniform(random) * 18)) {
    case 0:
        evidence_thaw(&e, which, at);
        break;
    case 1:
        evidence_cancel(&e, at);
        break;
    case 2:
        put_leaves((int)(next_uniform(random) * 30), SCAN_FROM_START, at);
        break;
    case 3:
        put_leaves((int)(next_uniform(random) * 30), SCAN_KEEP_PLACE, at);
        break;
    case 4:
        evidence_set_skip(&e, (int)(next_uniform(random) * 20), next_uniform(random) < 0.5, at);
        break;
    case 5:
        evidence_pause(&e, at);
        break;
    case 6:
        evidence_settle(&e, at);
        break;
    case 7:
        evidence_speaking(&e, next_uniform(random) < 0.3, at);
        break;
    case 8:
        evidence_undone(&e, next_uniform(random) < 0.5);
        break;
    case 9:
        evidence_start(&e, at);
        break;
    case 10:
        evidence_hold(&e, which, at);
        break;
    case 11:
        evidence_restart(&e, at);
        break;
    default:
        evidence_press(&e, which, at);
    }
}

static void anything_at_any_time(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int round = 0; round < 60; round++) {
        time_us at = 0, last = 0;
        struct scan_event event;
        set_up_plain(1 + round % 30);
        for (int i = 0; i < 200; i++) {
            at += (time_us)(next_uniform(&random) * 1500 * MS);
            do_anything(&random, at);
            int lit = count_lit(), alive = 0;
            double sum = 0;
            for (int k = 0; k < e.belief.count; k++) {
                alive += !e.belief.leaves[k].skip;
                sum += evidence_probability(&e, k);
                assert_false(e.belief.leaves[k].skip && evidence_is_lit(&e, k));
            }
            assert_near(sum, alive > 0, 1e-9);
            assert_true(evidence_state(&e) != SCAN_STATE_CELLS || (lit > 0 && (alive == 1 || lit < alive)));
            assert_true(evidence_deadline(&e) >= e.now);
            while (evidence_next_event(&e, &event)) {
                assert_true(event.at_us >= last && event.at_us <= at);
                last = event.at_us;
            }
        }
    }
}

#define TEST(name) cmocka_unit_test_teardown(name, clean_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(silence_lights_what_was_outlined),
        TEST(silence_takes_nothing),
        TEST(a_press_is_evidence_and_lights_the_next_set),
        TEST(every_leaf_can_be_chosen),
        TEST(risky_leaves_need_more),
        TEST(one_press_takes_what_is_lit_alone),
        TEST(nothing_is_lit_alone_after_a_press),
        TEST(a_choice_settles_and_begins_anew),
        TEST(on_the_edge),
        TEST(the_app_comes_before_a_deadline),
        TEST(deadlines_fire_at_their_own_time),
        TEST(a_hold_freezes),
        TEST(a_held_press_counts_from_the_edge),
        TEST(after_a_stall_the_same_once_more),
        TEST(silent_steps_pause),
        TEST(rest_and_return),
        TEST(without_auto_start_it_waits),
        TEST(empty_cells_are_never_lit),
        TEST(a_page_that_stays_keeps_its_step),
        TEST(words_that_are_being_read),
        TEST(what_is_unread_is_not_lit),
        TEST(settings_and_numbers_are_kept_in_range),
        TEST(transitions_have_names),
        TEST(a_person_is_learnt),
        TEST(the_same_presses_give_the_same_choices),
        TEST(anything_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

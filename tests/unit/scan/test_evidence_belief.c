/* What a step tells, computed by hand; what is learnt from choices and from undoing them. */
#include "test_evidence.h"

#include "scan/evidence_belief.h"

enum { SILENCE = -1 };

static struct evidence_belief belief;
static struct evidence_person person;

/* Leaves with these weights, refs 100, 101 …, one row; somebody of whom nothing is known (m 0.05, f 0.01,
 * presses at 0.45 ± 0.2 s), T = 1 s, no floor worth counting. */
static void set_up(const double *weights, int count)
{
    struct evidence_leaf leaves[EVIDENCE_LEAVES_AT_MOST];
    for (int i = 0; i < count; i++)
        leaves[i] = (struct evidence_leaf){.weight = weights[i], .ref = 100 + i};
    evidence_person_init(&person, 1000);
    evidence_belief_init(&belief, 1, 1e-12);
    evidence_belief_set_leaves(&belief, leaves, count, false);
}

/* A step of 1 s with the leaves lit that are '#', pressed at so many seconds or not at all. */
static struct evidence_step step_of(const char *lit, double press_s)
{
    struct evidence_step step = {.length_s = 1, .pressed = press_s >= 0, .press_s = press_s};
    for (int i = 0; lit[i]; i++)
        if (lit[i] == '#')
            evidence_set_add(&step.lit, i);
    return step;
}

static void tell(const char *lit, double press_s)
{
    struct evidence_step step = step_of(lit, press_s);
    evidence_belief_step(&belief, &person, &step);
}

static double sum(void)
{
    double all = 0;
    for (int i = 0; i < belief.count; i++)
        all += belief.p[i];
    return all;
}

static void the_prior(void **state)
{
    (void)state;
    struct evidence_leaf leaves[] = {
        {.weight = 3}, {.weight = 1}, {.weight = 5, .skip = true}, {.weight = 0}};
    evidence_belief_init(&belief, 1, 0.3);
    evidence_belief_set_leaves(&belief, leaves, 4, false);
    assert_int_equal(belief.alive, 3);
    assert_near(belief.p[0], 0.7 * 0.75 + 0.1, 1e-12);
    assert_near(belief.p[1], 0.7 * 0.25 + 0.1, 1e-12);
    assert_near(belief.p[2], 0, 0);
    assert_near(belief.p[3], 0.1, 1e-12);
}

static void weights_that_are_none(void **state)
{
    (void)state;
    struct evidence_leaf leaves[] = {{.weight = NAN}, {.weight = -2}, {.weight = INFINITY}, {.weight = 0}};
    evidence_belief_init(&belief, 1, 0.03);
    evidence_belief_set_leaves(&belief, leaves, 4, false);
    for (int i = 0; i < 4; i++)
        assert_near(belief.p[i], 0.25, 1e-12);
    evidence_belief_set_leaves(&belief, leaves, 0, false);
    assert_int_equal(belief.alive, 0);
    tell("", SILENCE);
}

/* Two leaves, one lit. Silence: of the lit one m + (1 - m) b, of the other 1 - f; then 0.2 % change of mind.
 * */
static void silence(void **state)
{
    (void)state;
    set_up((double[]){1, 1}, 2);
    double b = evidence_person_beyond(&person, EVIDENCE_AFTER_SILENCE, 1), lit = 0.05 + 0.95 * b;
    tell("#.", SILENCE);
    assert_near(belief.p[0], 0.998 * lit / (lit + 0.99) + 0.002 * 0.5, 1e-12);
    assert_near(sum(), 1, 1e-12);
    assert_int_equal(evidence_belief_leader(&belief), -1); /* silence alone leads nowhere */
}

/* A press at 0.45 s: of the lit one (1 - m) g, of the other f / T. */
static void press(void **state)
{
    (void)state;
    set_up((double[]){1, 3}, 2);
    double g = evidence_person_density(&person, EVIDENCE_AFTER_SILENCE, 0.45, 1), lit = 0.25 * 0.95 * g;
    tell("#.", 0.45);
    assert_near(belief.p[0], lit / (lit + 0.75 * 0.01), 1e-12);
    assert_int_equal(evidence_belief_leader(&belief), 0);
    tell("#.", 0.45);
    assert_near(sum(), 1, 1e-12);
    set_up((double[]){1, 3}, 2);
    belief.scan_time_s = 2; /* mistakes come as often in a scan time, however long it is */
    tell("#.", 0.45);
    assert_near(belief.p[0], lit / (lit + 0.75 * 0.01 / 2), 1e-12);
}

/* A step after a silent one: a press at once can only be late for a steady hand; later in the step it is
 * not. */
static void a_late_press_counts_for_the_step_before(void **state)
{
    (void)state;
    set_up((double[]){1, 1, 1, 1}, 4);
    for (int i = 0; i < 200; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, i % 2 ? 0.75 : 0.95, 1);
    tell("##..", SILENCE);
    tell("..#.", 0.05);
    assert_true(belief.p[0] > 0.4 && belief.p[1] > 0.4 && belief.p[2] < 0.1);
    set_up((double[]){1, 1, 1, 1}, 4);
    for (int i = 0; i < 200; i++)
        evidence_person_learn_press(&person, EVIDENCE_AFTER_SILENCE, i % 2 ? 0.75 : 0.95, 1);
    tell("##..", SILENCE);
    tell("..#.", 0.85);
    assert_true(belief.p[2] > 0.9);
}

static void what_is_being_read_tells_nothing(void **state)
{
    (void)state;
    set_up((double[]){1, 3}, 2);
    struct evidence_step step = step_of("#.", SILENCE);
    step.reading = step.unreadable = true;
    evidence_belief_step(&belief, &person, &step);
    assert_near(belief.p[0], 0.25, 1e-12);
    step.unreadable = false; /* read before it ended: m is 0.1 there, and nobody is late */
    evidence_belief_step(&belief, &person, &step);
    assert_near(belief.p[0], 0.998 * 0.025 / (0.025 + 0.75 * 0.99) + 0.002 * 0.25, 1e-12);
}

static void thinking_ahead_is_what_comes(void **state)
{
    (void)state;
    double ahead[EVIDENCE_LEAVES_AT_MOST];
    set_up((double[]){5, 2, 1, 1}, 4);
    tell("##..", 0.5);
    struct evidence_step step = step_of("#...", SILENCE);
    evidence_belief_if_silent(&belief, &person, &step, ahead);
    evidence_belief_step(&belief, &person, &step);
    for (int i = 0; i < 4; i++)
        assert_near(belief.p[i], ahead[i], 1e-12);
}

/* Nothing is ruled out for good: however long one key was lit in vain, it comes back with a few presses. */
static void nobody_waits_in_vain(void **state)
{
    (void)state;
    set_up((double[]){1, 1, 1}, 3);
    for (int i = 0; i < 100; i++)
        tell("#..", SILENCE);
    assert_true(belief.p[0] > 0.0005);
    assert_near(sum(), 1, 1e-12);
    tell("#..", 0.45);
    tell("#..", 0.45);
    assert_true(belief.p[0] > 0.9);
}

static void evidence_moves_with_its_leaf(void **state)
{
    (void)state;
    set_up((double[]){1, 1, 1}, 3);
    tell("#..", 0.45);
    double before = belief.p[0] / belief.p[2];
    struct evidence_leaf moved[] = {
        {.weight = 1, .ref = 102}, {.weight = 1, .ref = 77}, {.weight = 1, .ref = 100}};
    evidence_belief_set_leaves(&belief, moved, 3, true);
    assert_near(belief.p[2] / belief.p[0], before, 1e-9);
    assert_near(sum(), 1, 1e-12);
    assert_int_equal(evidence_belief_leader(&belief), 2);
    evidence_belief_set_leaves(&belief, moved, 3, false);
    assert_near(belief.p[2], 1.0 / 3, 1e-12);
    evidence_belief_set_skip(&belief, 2, true);
    assert_near(belief.p[2], 0, 0);
    assert_near(sum(), 1, 1e-12);
}

/* Three choices; each teaches two choices later. */
static void a_choice_that_stands_teaches(void **state)
{
    (void)state;
    set_up((double[]){1, 1, 1, 1}, 4);
    tell("##..", SILENCE); /* a miss: leaf 0 will be wanted */
    tell("..##", SILENCE); /* quiet */
    tell("#.#.", 0.5);     /* a hit */
    tell("...#", 0.2);     /* a slip */
    tell("#...", 0.5);     /* a hit */
    evidence_belief_take(&belief, &person, 0);
    evidence_belief_take(&belief, &person, 1);
    assert_near(person.hits + person.misses + person.slips + person.quiet, 0, 0);
    evidence_belief_take(&belief, &person, 1);
    assert_near(person.hits, 2, 1e-12);
    assert_near(person.misses, 1, 1e-12);
    assert_near(person.slips, 1, 1e-12);
    assert_near(person.quiet, 1, 1e-12);
    assert_near(belief.p[0], 0.25, 1e-12); /* and the belief begins anew */
}

/* Leaf 0 was taken by mistake: leaf 1, which the belief held for next, is what was meant. */
static void undo_teaches(void **state)
{
    (void)state;
    set_up((double[]){10, 10, 1e-9, 1e-9}, 4);
    tell("#...", 0.5); /* then this was a slip */
    tell(".#..", 0.5); /* and this a hit */
    tell("#...", 0.5);
    evidence_belief_take(&belief, &person, 0);
    evidence_belief_take(&belief, &person, 3); /* undo */
    evidence_belief_undone(&belief, &person, true);
    assert_near(person.slips, 2, 0.01);
    assert_near(person.hits, 1, 0.01);
    evidence_belief_undone(&belief, &person, true); /* it has been learnt: once only */
    assert_near(person.slips, 2, 0.01);
}

static void after_undo_what_was_meant_is_meant_still(void **state)
{
    (void)state;
    const double weights[] = {6, 3, 1, 0.01};
    set_up(weights, 4);
    struct evidence_leaf leaves[4];
    memcpy(leaves, belief.leaves, sizeof leaves);
    tell("##..", 0.5);
    double other = belief.p[1] / (belief.p[1] + belief.p[2] + belief.p[3]);
    evidence_belief_take(&belief, &person, 0);
    evidence_belief_take(&belief, &person, 3);
    evidence_belief_undone(&belief, &person, true);
    evidence_belief_set_leaves(&belief, leaves, 4, false);
    assert_near(belief.p[0], 0.3 * 6 / 10.01 + 0.7 * 0.05, 1e-9);
    assert_near(belief.p[1], 0.3 * 3 / 10.01 + 0.7 * 0.95 * other, 1e-9);
    assert_near(sum(), 1, 1e-12);
    for (int i = 0; i < 4; i++)
        leaves[i].ref += 1000; /* another page: nothing of it */
    evidence_belief_set_leaves(&belief, leaves, 4, false);
    assert_near(belief.p[0], 6 / 10.01, 1e-9);
}

/* Undo, and undo again: the first undo was right, and is not learnt as a mistake. */
static void undo_of_undo(void **state)
{
    (void)state;
    set_up((double[]){1, 1, 1, 1}, 4);
    for (int i = 0; i < 2; i++) {
        tell("...#", 0.5);
        evidence_belief_take(&belief, &person, 3);
        evidence_belief_undone(&belief, &person, true);
    }
    assert_near(person.slips, 0, 1e-9);
    tell("#...", 0.5);
    evidence_belief_take(&belief, &person, 0);
    evidence_belief_undone(&belief, &person, false); /* undone in another way: the last choice itself */
    assert_near(person.slips, 1, 0.01);
}

static void long_choices_keep_their_latest_steps(void **state)
{
    (void)state;
    set_up((double[]){1, 1}, 2);
    for (int i = 0; i < 3 * EVIDENCE_STEPS_AT_MOST; i++)
        tell(".#", SILENCE);
    tell("#.", 0.4);
    assert_int_equal(belief.now.step_count, EVIDENCE_STEPS_AT_MOST);
    assert_true(belief.now.steps[EVIDENCE_STEPS_AT_MOST - 1].pressed);
    for (int i = 0; i < 3; i++)
        evidence_belief_take(&belief, &person, 0);
    assert_near(person.hits, 1, 1e-12);
    assert_near(person.quiet, EVIDENCE_STEPS_AT_MOST - 1, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_prior),
        cmocka_unit_test(weights_that_are_none),
        cmocka_unit_test(silence),
        cmocka_unit_test(press),
        cmocka_unit_test(a_late_press_counts_for_the_step_before),
        cmocka_unit_test(what_is_being_read_tells_nothing),
        cmocka_unit_test(thinking_ahead_is_what_comes),
        cmocka_unit_test(nobody_waits_in_vain),
        cmocka_unit_test(evidence_moves_with_its_leaf),
        cmocka_unit_test(a_choice_that_stands_teaches),
        cmocka_unit_test(undo_teaches),
        cmocka_unit_test(after_undo_what_was_meant_is_meant_still),
        cmocka_unit_test(undo_of_undo),
        cmocka_unit_test(long_choices_keep_their_latest_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

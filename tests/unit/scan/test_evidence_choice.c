/* Which set is lit next: figures computed by hand, and what must hold for any board. */
#include "test_evidence.h"

#include "scan/evidence_choice.h"

enum { MANY = EVIDENCE_LEAVES_AT_MOST };

static double p[MANY], needed[MANY];
static int row[MANY];
static bool may_light[MANY];

/* As many leaves as given, equally likely, in rows of `columns`, each with the threshold 0.96. */
static struct evidence_question board(int count, int columns)
{
    for (int i = 0; i < count; i++) {
        p[i] = 1.0 / count;
        needed[i] = 0.96;
        row[i] = i / columns;
        may_light[i] = true;
    }
    return (struct evidence_question){.count = count,
                                      .p = p,
                                      .row = row,
                                      .may_light = may_light,
                                      .alive = count,
                                      .needed = needed,
                                      .verify_s = 0.45,
                                      .channel = {0.05, 0.01, 1.3, 1},
                                      .calm = 0.02};
}

static struct evidence_set set_of(const char *lit)
{
    struct evidence_set set = {{0}};
    for (int i = 0; lit[i]; i++)
        if (lit[i] == '#')
            evidence_set_add(&set, i);
    return set;
}

static void assert_lit(const struct evidence_answer *answer, const char *lit)
{
    for (int i = 0; lit[i]; i++)
        assert_int_equal(evidence_set_has(&answer->set, i), lit[i] == '#');
}

/* P = 1/2, m = 5 %, f = 1 %: y = 0.48, I = h(0.48) - (h(0.05) + h(0.01)) / 2 = 0.998846 - (0.286397 +
 * 0.080793) / 2; C = 0.48 * 1.45 + 0.52. */
static void information_and_cost(void **state)
{
    (void)state;
    struct evidence_channel channel = {0.05, 0.01, 1.45, 1};
    assert_near(evidence_information(&channel, 0.5), 0.815251, 1e-6);
    assert_near(evidence_cost_s(&channel, 0.5), 1.216, 1e-12);
    assert_near(evidence_information(&channel, 0), 0, 1e-12);
    assert_near(evidence_information(&channel, 1), 0, 1e-12);
}

/* Without noise the best P of a press of a seconds and a silence of 1 s solves P = x^a, 1 - P = x, at -log2
 * x bits a second (Shannon 1948): a = 1: P = 1/2, 1 bit/s; a = 2: x + x² = 1, the golden section. */
static void the_best_rate_without_noise(void **state)
{
    (void)state;
    double best;
    struct evidence_channel channel = {1e-12, 1e-12, 1, 1};
    assert_near(evidence_best_rate(&channel, &best), 1, 1e-6);
    assert_near(best, 0.5, 1e-4);
    channel.press_s = 2;
    assert_near(evidence_best_rate(&channel, &best), -log2(0.6180339887), 1e-6);
    assert_near(best, 0.3819660, 1e-4);
}

/* The price for which a P is the best, asked for by the pace that this P keeps. */
static void the_price_of_a_press(void **state)
{
    (void)state;
    struct evidence_channel channel = {0.05, 0.01, 0, 1};
    double wanted = 0.3, best;
    struct evidence_channel timed = channel;
    timed.press_s = 0.2;
    double pace = evidence_cost_s(&timed, wanted) / evidence_information(&timed, wanted);
    channel.press_s = evidence_press_price_s(&channel, 0.2, 0.1, pace);
    evidence_best_rate(&channel, &best);
    assert_near(best, wanted, 1e-3);
    /* a pace that nobody keeps: the least effort */
    assert_near(evidence_press_price_s(&channel, 0.2, 0.1, 0.01), 0.3, 1e-12);
    /* never below the least effort */
    assert_near(evidence_press_price_s(&channel, 0.2, 9, pace), 9.2, 1e-12);
}

static void pieces_as_the_eye_sees_them(void **state)
{
    (void)state;
    struct evidence_question question = board(12, 4);
    const struct {
        const char *lit;
        int pieces;
    } cases[] = {
        {"............", 0}, {"#...........", 1}, {"##..........", 1}, {"#.#.........", 2},
        {"####........", 1}, {"########....", 1}, {"####....####", 2}, {"..##........", 1},
        {"..####......", 2}, {"..######....", 2}, {"########..#.", 2}, {"############", 1},
        {"#.#.#.#.#.#.", 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct evidence_set set = set_of(cases[i].lit);
        assert_int_equal(evidence_pieces(&question, &set), cases[i].pieces);
    }
    may_light[1] = false; /* what cannot be lit neither joins nor parts */
    struct evidence_set set = set_of("#.##........");
    assert_int_equal(evidence_pieces(&question, &set), 1);
}

static void equal_leaves_light_in_one_block(void **state)
{
    (void)state;
    struct evidence_question question = board(32, 8);
    struct evidence_answer answer;
    evidence_choose(&question, &answer);
    assert_int_equal(answer.pieces, 1);
    assert_true(answer.probability > 0.2 && answer.probability < 0.55);
}

/* A leaf that needs one more press is lit alone, not a few others of little weight. */
static void the_one_that_is_nearly_sure_is_lit(void **state)
{
    (void)state;
    struct evidence_question question = board(6, 6);
    const double nearly[] = {0.01, 0.01, 0.01, 0.95, 0.01, 0.01};
    memcpy(p, nearly, sizeof nearly);
    struct evidence_answer answer;
    evidence_choose(&question, &answer);
    assert_lit(&answer, "...#..");
    for (int i = 0; i < 6; i++)
        needed[i] = 0.9999; /* out of reach of one press: the same */
    evidence_choose(&question, &answer);
    assert_lit(&answer, "...#..");
}

/* Also where lighting both and taking the likelier would be quickest. */
static void two_leaves_are_never_lit_together(void **state)
{
    (void)state;
    struct evidence_question question = board(2, 2);
    p[0] = 0.9;
    p[1] = 0.1;
    needed[0] = needed[1] = 0.5;
    question.verify_s = 0.001;
    question.channel.press_s = 0.01;
    struct evidence_answer answer;
    evidence_choose(&question, &answer);
    assert_true(evidence_set_has(&answer.set, 0) != evidence_set_has(&answer.set, 1));
}

/* Both outer leaves would be best, the left two nearly as good: which, that is a matter of calm. */
static void calm_decides_between_equals(void **state)
{
    (void)state;
    struct evidence_question question = board(5, 5);
    const double weights[] = {0.22, 0.14, 0.30, 0.12, 0.22};
    memcpy(p, weights, sizeof weights);
    struct evidence_answer calm, restless;
    question.calm = 0.3;
    evidence_choose(&question, &calm);
    assert_int_equal(calm.pieces, 1);
    question.calm = 0;
    evidence_choose(&question, &restless);
    assert_true(restless.loss <= calm.loss);
}

static uint64_t random_state = 7;

static double uniform(void)
{
    return next_uniform(&random_state);
}

static void sharpen(struct evidence_question *question)
{
    double sum = 0, power = 8 * uniform();
    question->alive = 0;
    for (int i = 0; i < question->count; i++) {
        bool alive = uniform() < 0.9;
        may_light[i] = alive && uniform() < 0.9;
        p[i] = alive ? pow(uniform(), power) + 1e-9 : 0;
        question->alive += alive;
        sum += p[i];
    }
    for (int i = 0; i < question->count; i++)
        p[i] = sum > 0 ? p[i] / sum : 0;
}

/* Boards of all sizes: never nothing, never all, never what may not be lit, and never far below a quarter of
 * the best share, so that every step tells something. */
static void sets_are_proper(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct evidence_question question =
            board(1 + (int)(uniform() * (round % 50 ? 40 : MANY)), 1 + round % 9);
        sharpen(&question);
        int can = 0, lit = 0;
        double heaviest = 0, sum = 0, best;
        struct evidence_answer answer, again;
        evidence_choose(&question, &answer);
        evidence_choose(&question, &again);
        assert_true(evidence_set_same(&answer.set, &again.set));
        for (int i = 0; i < MANY; i++) {
            bool is_lit = evidence_set_has(&answer.set, i);
            assert_false(is_lit && (i >= question.count || !may_light[i]));
            lit += is_lit;
            sum += is_lit ? p[i] : 0;
            can += i < question.count && may_light[i];
            heaviest = i < question.count && may_light[i] ? fmax(heaviest, p[i]) : heaviest;
        }
        assert_true(can ? lit > 0 : lit == 0);
        assert_true(question.alive <= 1 || lit < question.alive);
        if (!can)
            continue;
        assert_near(sum, answer.probability, 1e-9);
        evidence_best_rate(&question.channel, &best);
        assert_true(sum >= fmin(best / 4, heaviest) * 0.999);
        assert_int_equal(evidence_pieces(&question, &answer.set), answer.pieces);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(information_and_cost),
        cmocka_unit_test(the_best_rate_without_noise),
        cmocka_unit_test(the_price_of_a_press),
        cmocka_unit_test(pieces_as_the_eye_sees_them),
        cmocka_unit_test(equal_leaves_light_in_one_block),
        cmocka_unit_test(the_one_that_is_nearly_sure_is_lit),
        cmocka_unit_test(two_leaves_are_never_lit_together),
        cmocka_unit_test(calm_decides_between_equals),
        cmocka_unit_test(sets_are_proper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

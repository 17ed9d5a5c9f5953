/* Evidence scanning with the simulated users U0–U3 (reaction N(0.45 T, 0.15 T) from 150 ms on; misses, slips
 * and holds as the issue names them), on a board of 47 keys with targets drawn from the very priors that the
 * scan is given. Prints what a selection costs; `evidence_bench NAME=VALUE …` with other settings:
 *
 *   effort pace calm wrong risky floor (evidence_settings), time (T, ms), selections, seeds, bits (3–6: how
 *   open the priors are), read (1: five new words after each selection), users (as 0123),
 *   reaction spread (of U1–U3, in thousandths of T)
 *   evidence_bench table   what pace, effort and calm cost: each beside the values that were chosen; the
 *                          options before the word hold for it too
 *   evidence_bench speed   how long one choice of a set takes */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scan/evidence.h"

enum {
    WORDS = 5,
    ROW = 6,
    KEYS = 36,
    ACTIONS = 6,
    LEAVES = WORDS + KEYS + ACTIONS,
    SPEAK = WORDS + KEYS,
    UNDO,
    CLEAR
};

struct hand {
    const char *name;
    bool reacts;
    double misses, slips;
    int hold_least, hold_most, late;
};

static const struct hand hands[] = {
    {"U0", false, 0, 0, 80, 80, 0},
    {"U1", true, 0, 0, 80, 80, 150},
    {"U2", true, 0.05, 0.01, 80, 300, 150},
    {"U3", true, 0.10, 0.02, 80, 600, 150},
};

struct options {
    struct evidence_settings settings;
    int selections, seeds, read, reaction, spread; /* of the press, in thousandths of T */
    double bits;
    const char *users;
};

struct figures {
    double seconds, bits, presses, steps, selections, wrong, risky_wrong, pieces, lit_steps;
    double miss, slip, mean, sd;
};

/* --- chance --------------------------------------------------------------------------------------------- */

static uint64_t random_state,
    board_state; /* what is wanted is drawn apart: the same whatever the hand does */

static uint64_t draw(void)
{
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double uniform(void)
{
    return ((double)(draw() >> 11) + 0.5) / 9007199254740992.0;
}

static double gauss(void)
{
    return sqrt(-2 * log(uniform())) * cos(2 * acos(-1) * uniform());
}

/* --- the board and its priors --------------------------------------------------------------------------- */

/* Words and keys with weights exp(spread N(0, 1)), by frequency in rows: like a language, now open, now
 * nearly decided; a few actions. */
static void make_weights(double bits, double *weights)
{
    double spread = 3.2 - 0.55 * (bits - 3), words = 0.35 + 0.4 * uniform(), sum = 0, all = 0;
    for (int i = 0; i < WORDS; i++)
        sum += weights[i] = exp(-0.6 * i + 0.5 * gauss());
    for (int i = 0; i < WORDS; i++)
        weights[i] *= words / sum;
    sum = 0;
    for (int i = 0; i < KEYS; i++)
        sum += weights[WORDS + i] = exp(spread * gauss() - 0.05 * i);
    for (int i = 0; i < KEYS; i++)
        weights[WORDS + i] *= (0.93 - words) / sum;
    for (int i = 0; i < ACTIONS; i++)
        weights[WORDS + KEYS + i] = i == 0 ? 0.05 : 0.004;
    for (int i = 0; i < LEAVES; i++)
        all += weights[i];
    for (int i = 0; i < LEAVES; i++)
        weights[i] /= all;
}

static int draw_target(const double *weights)
{
    double at = uniform();
    for (int i = 0; i < LEAVES; i++)
        if ((at -= weights[i]) < 0)
            return i;
    return SPEAK;
}

/* --- one person ----------------------------------------------------------------------------------------- */

enum press_kind { NO_PRESS, AIMED, LATE, SLIP };

struct person {
    const struct options *options;
    const struct hand *hand;
    struct evidence evidence;
    struct figures figures;
    double weights[LEAVES];
    int target, wanted, to_undo; /* wanted: now; to_undo: wrong choices that stand */
    time_us now, since, reaction, slip_at, press_at, free_at, busy_until;
    bool missed, answered;
    enum press_kind press;
};

static time_us period(const struct person *person)
{
    return time_from_ms(person->options->settings.scan_time_ms);
}

static void show_page(struct person *person, bool new_words)
{
    struct evidence_leaf leaves[LEAVES];
    double doubt = 1 - evidence_confidence(&person->evidence);
    for (int i = 0; i < LEAVES; i++) {
        int row = i < WORDS ? 0 : i < SPEAK ? 1 + (i - WORDS) / ROW : 1 + KEYS / ROW;
        bool reads = new_words && person->options->read && i < WORDS;
        leaves[i] = (struct evidence_leaf){
            .weight = i == UNDO ? fmax(person->weights[i], doubt) : person->weights[i],
            .ref = i,
            .row = row,
            .readable_at = reads ? person->now + time_from_ms(300 + 120 * i) : 0,
            .risky = i == SPEAK || i == CLEAR,
        };
    }
    if (new_words && person->options->read)
        person->busy_until = person->now + time_from_ms(300 + 120 * (WORDS - 1));
    evidence_set_leaves(&person->evidence, leaves, LEAVES, SCAN_FROM_START, person->now);
}

static void next_target(struct person *person)
{
    uint64_t hand_state = random_state;
    random_state = board_state;
    make_weights(person->options->bits, person->weights);
    person->target = person->wanted = draw_target(person->weights);
    board_state = random_state;
    random_state = hand_state;
}

static void taken(struct person *person, int leaf)
{
    struct figures *figures = &person->figures;
    bool right = leaf == person->wanted;
    figures->wrong += !right;
    figures->risky_wrong += !right && (leaf == SPEAK || leaf == CLEAR);
    if (leaf == UNDO)
        evidence_undone(&person->evidence, true);
    if (right && leaf == UNDO && person->to_undo)
        person->to_undo--;
    else if (right) {
        figures->selections++;
        figures->bits -= log2(person->weights[leaf]);
        next_target(person);
    } else if (leaf != UNDO)
        person->to_undo++;
    person->wanted = person->to_undo ? UNDO : person->target;
    show_page(person, true);
}

/* What a highlight will need is drawn when it begins; a press that was planned before is kept when it is
 * only a little late. */
static void see_step(struct person *person, time_us at)
{
    const struct hand *hand = person->hand;
    double t = (double)period(person);
    person->since = at;
    person->reaction =
        hand->reacts ? (time_us)fmax(
                           150000, t * (person->options->reaction + person->options->spread * gauss()) / 1000)
                     : 0;
    person->missed = uniform() < hand->misses;
    bool slips = uniform() < hand->slips;
    time_us slip_at = at + (time_us)(uniform() * t);
    person->slip_at = slips ? slip_at : TIME_NEVER;
    person->answered = false;
    if (person->press == AIMED && person->press_at - at < time_from_ms(hand->late)) {
        person->press = LATE;
        person->answered = true;
    } else if (person->press != LATE) {
        person->press = NO_PRESS;
    }
}

static time_us latest(time_us a, time_us b)
{
    return a > b ? a : b;
}

static void decide(struct person *person)
{
    bool lit = person->now >= person->busy_until && evidence_is_lit(&person->evidence, person->wanted);
    if (lit) {
        if (person->press == SLIP)
            person->press = NO_PRESS;
        person->answered = person->answered || person->missed;
        if (person->answered || person->press != NO_PRESS)
            return;
        person->press = AIMED;
        person->press_at = latest(person->since + person->reaction, latest(person->now, person->free_at));
        return;
    }
    if (person->press == AIMED)
        person->press = NO_PRESS;
    if (person->press == NO_PRESS && person->slip_at != TIME_NEVER &&
        person->slip_at >= latest(person->now, person->free_at)) {
        person->press = SLIP;
        person->press_at = person->slip_at;
    }
}

static void count_lit(struct person *person)
{
    int rows[LEAVES];
    bool may_light[LEAVES];
    for (int i = 0; i < LEAVES; i++) {
        rows[i] = person->evidence.belief.leaves[i].row;
        may_light[i] = true;
    }
    struct evidence_question question = {.count = LEAVES, .row = rows, .may_light = may_light};
    person->figures.pieces += evidence_pieces(&question, &person->evidence.step.lit);
    person->figures.lit_steps++;
}

static void drain(struct person *person)
{
    struct scan_event event;
    while (evidence_next_event(&person->evidence, &event)) {
        if (event.kind == SCAN_TAKEN)
            taken(person, event.node);
        if (event.kind == SCAN_LIT && event.node != SCAN_NONE) {
            person->figures.steps++;
            count_lit(person);
            see_step(person, event.at_us);
        }
    }
}

static void press(struct person *person)
{
    int hold = person->hand->hold_least +
               (int)(uniform() * (person->hand->hold_most - person->hand->hold_least) + 0.5);
    person->press = NO_PRESS;
    person->answered = true;
    person->free_at = person->now + time_from_ms(hold + 120);
    person->slip_at = TIME_NEVER;
    person->figures.presses++;
    evidence_hold(&person->evidence, SCAN_SWITCH_SELECT, person->now);
    evidence_press(&person->evidence, SCAN_SWITCH_SELECT, person->now);
}

static void act(struct person *person)
{
    time_us deadline = evidence_deadline(&person->evidence);
    time_us due = person->press != NO_PRESS ? time_min(deadline, person->press_at) : deadline;
    if (person->busy_until > person->now)
        due = time_min(due, person->busy_until);
    person->now = latest(person->now, due);
    if (deadline <= person->now)
        evidence_advance(&person->evidence, person->now);
    else if (person->press != NO_PRESS && person->press_at <= person->now)
        press(person);
    drain(person);
    decide(person);
}

static void add(struct figures *to, const struct figures *figures)
{
    double *sum = (double *)to;
    const double *more = (const double *)figures;
    for (size_t i = 0; i < sizeof *to / sizeof *sum; i++)
        sum[i] += more[i];
}

static struct figures run(const struct options *options, const struct hand *hand, int seed)
{
    struct person *person = calloc(1, sizeof *person);
    if (!person)
        abort();
    person->options = options;
    person->hand = hand;
    random_state = (uint64_t)seed * 1000003;
    board_state = ~random_state;
    evidence_init(&person->evidence, &options->settings, 0);
    next_target(person);
    show_page(person, true);
    evidence_start(&person->evidence, 0);
    drain(person);
    decide(person);
    while (person->figures.selections < options->selections)
        act(person);
    struct figures figures = person->figures;
    figures.seconds = (double)person->now / 1e6;
    figures.miss = evidence_person_miss(&person->evidence.person, false);
    figures.slip = evidence_person_slip(&person->evidence.person);
    figures.mean = evidence_person_mean_s(&person->evidence.person, EVIDENCE_AFTER_SILENCE);
    figures.sd = evidence_person_sd_s(&person->evidence.person, EVIDENCE_AFTER_SILENCE);
    evidence_destroy(&person->evidence);
    free(person);
    return figures;
}

static struct figures run_seeds(const struct options *options, const struct hand *hand, int seeds)
{
    struct figures sum = {0};
    for (int seed = 1; seed <= seeds; seed++) {
        struct figures one = run(options, hand, seed);
        add(&sum, &one);
    }
    return sum;
}

static void print_table(const struct options *options)
{
    double steady = 0;
    printf("T %d ms, effort %d permille, pace %d permille, calm %d mbit, wrong %d steps, risky %d %%, floor "
           "%d permille, read %d, %d x %d "
           "selections\n",
           options->settings.scan_time_ms, options->settings.effort_permille, options->settings.pace_permille,
           options->settings.calm_millibits, options->settings.wrong_cost_steps,
           options->settings.risky_percent, options->settings.floor_permille, options->read, options->seeds,
           options->selections);
    printf("      bits/sel  s/sel  s/bit  rate  presses/sel presses/bit steps/sel bits/step pieces wrong%% "
           "risky%% | "
           "miss  slip  mean   sd\n");
    for (const char *user = options->users; *user >= '0' && *user <= '3'; user++) {
        int n = *user == '0' ? 1 : options->seeds;
        struct figures f = run_seeds(options, &hands[*user - '0'], n);
        double s_per_bit = f.seconds / f.bits;
        steady = steady > 0 ? steady : s_per_bit;
        printf("%s    %8.2f %6.2f %6.3f %5.3f %8.2f %10.3f %9.2f %9.3f %6.2f %6.2f %6.2f | %.3f %.4f %.3f "
               "%.3f\n",
               hands[*user - '0'].name, f.bits / f.selections, f.seconds / f.selections, s_per_bit,
               steady / s_per_bit, f.presses / f.selections, f.presses / f.bits, f.steps / f.selections,
               f.bits / f.steps, f.pieces / f.lit_steps, 100 * f.wrong / f.selections,
               100 * f.risky_wrong / f.selections, f.miss / n, f.slip / n, f.mean / n, f.sd / n);
    }
}

/* --- what the parameters cost ------------------------------------------------------------------------ */

static void print_costs_of(const struct options *options, const char *what, int value)
{
    double scan_time_s = options->settings.scan_time_ms / 1000.0;
    printf("| %s %d |", what, value);
    for (const char *user = options->users; *user >= '0' && *user <= '3'; user++) {
        struct figures f = run_seeds(options, &hands[*user - '0'], options->seeds);
        printf(" %.2f | %.2f | %.2f | %.2f |", f.seconds / f.selections / scan_time_s,
               f.presses / f.selections, f.pieces / f.lit_steps, 100 * f.wrong / f.selections);
    }
    printf("\n");
    fflush(stdout);
}

/* One parameter at a time, the others as they were chosen. */
static void print_costs(const struct options *chosen)
{
    static const int paces[] = {0, 375, 750, 1125}, efforts[] = {0, 250, 500, 1000},
                     calms[] = {0, 10, 20, 50, 100};
    struct options options = *chosen;
    printf("A choice: time in scan times | presses | pieces of a lit set | wrong in %%, for users %s\n",
           options.users);
    for (size_t i = 0; i < sizeof paces / sizeof paces[0]; i++) {
        options.settings.pace_permille = paces[i];
        print_costs_of(&options, "pace", paces[i]);
    }
    options = *chosen;
    for (size_t i = 0; i < sizeof efforts / sizeof efforts[0]; i++) {
        options.settings.effort_permille = efforts[i];
        print_costs_of(&options, "effort", efforts[i]);
    }
    options = *chosen;
    for (size_t i = 0; i < sizeof calms / sizeof calms[0]; i++) {
        options.settings.calm_millibits = calms[i];
        print_costs_of(&options, "calm", calms[i]);
    }
}

/* --- how long a choice takes ---------------------------------------------------------------------------- */

static void print_speed(int leaves)
{
    double p[EVIDENCE_LEAVES_AT_MOST], needed[EVIDENCE_LEAVES_AT_MOST], sum = 0, chosen = 0, slowest = 0,
                                                                        all = 0;
    int rows[EVIDENCE_LEAVES_AT_MOST];
    bool may_light[EVIDENCE_LEAVES_AT_MOST];
    enum { ROUNDS = 2000 };
    for (int round = 0; round < ROUNDS; round++) {
        sum = 0;
        for (int i = 0; i < leaves; i++) {
            sum += p[i] = exp(1.5 * gauss());
            needed[i] = 0.96;
            rows[i] = i / 8;
            may_light[i] = true;
        }
        for (int i = 0; i < leaves; i++)
            p[i] /= sum;
        struct evidence_question question = {.count = leaves,
                                             .p = p,
                                             .row = rows,
                                             .may_light = may_light,
                                             .alive = leaves,
                                             .needed = needed,
                                             .verify_s = 0.45,
                                             .channel = {0.05, 0.01, 1.3, 1.0},
                                             .calm = 0.02};
        struct evidence_answer answer;
        struct timespec from, to;
        clock_gettime(CLOCK_MONOTONIC, &from);
        evidence_choose(&question, &answer);
        clock_gettime(CLOCK_MONOTONIC, &to);
        double us = (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
        all += us;
        slowest = fmax(slowest, us);
        chosen += answer.probability;
    }
    printf("%3d leaves: %.1f us a choice, the slowest %.0f us, mean P %.2f\n", leaves, all / ROUNDS, slowest,
           chosen / ROUNDS);
}

static bool set_option(struct options *options, const char *argument)
{
    const char *equals = strchr(argument, '=');
    struct {
        const char *name;
        int *value;
    } numbers[] = {
        {"effort", &options->settings.effort_permille},
        {"pace", &options->settings.pace_permille},
        {"calm", &options->settings.calm_millibits},
        {"wrong", &options->settings.wrong_cost_steps},
        {"risky", &options->settings.risky_percent},
        {"floor", &options->settings.floor_permille},
        {"time", &options->settings.scan_time_ms},
        {"selections", &options->selections},
        {"seeds", &options->seeds},
        {"read", &options->read},
        {"reaction", &options->reaction},
        {"spread", &options->spread},
    };
    if (!equals)
        return false;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strncmp(argument, numbers[i].name, (size_t)(equals - argument)) == 0) {
            *numbers[i].value = atoi(equals + 1);
            return true;
        }
    if (strncmp(argument, "bits=", 5) == 0)
        options->bits = atof(equals + 1);
    else if (strncmp(argument, "users=", 6) == 0)
        options->users = equals + 1;
    else
        return false;
    return true;
}

int main(int count, char **arguments)
{
    struct options options = {evidence_settings_default(), 1000, 5, 1, 450, 150, 4.5, "0123"};
    options.settings.scan_time_ms = 1000;
    options.settings.first_item_extra_percent = options.settings.pause_after_selection_ms = 0;
    options.settings.pause_after_steps = 0;
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "speed") == 0) {
            print_speed(47);
            print_speed(64);
            print_speed(256);
            return 0;
        }
        if (strcmp(arguments[i], "table") == 0) {
            print_costs(&options);
            return 0;
        }
        if (!set_option(&options, arguments[i])) {
            fprintf(stderr, "evidence_bench: unknown: %s\n", arguments[i]);
            return 2;
        }
    }
    print_table(&options);
    return 0;
}

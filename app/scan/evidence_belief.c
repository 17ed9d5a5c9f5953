#include "scan/evidence_belief.h"

#include <math.h>
#include <string.h>

#define CHANGE_OF_MIND 0.002
#define SHARE_LEAST 0.001 /* a smaller part teaches nothing */
#define MEANT_STILL 0.7
#define WRONG_AGAIN 0.05
#define SAME_PAGE 0.8 /* so much of what was believed is found again */

/* --- leaves --------------------------------------------------------------------------------------------- */

static double share_of(const double *a, const double *b, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

static int leaf_with_ref(const struct evidence_leaf *leaves, int count, int ref)
{
    for (int i = 0; i < count; i++)
        if (leaves[i].ref == ref)
            return i;
    return -1;
}

/* The prior after an undo. */
static void mean_it_still(struct evidence_belief *belief)
{
    const struct evidence_record *wrong = &belief->wrong;
    double meant[EVIDENCE_LEAVES_AT_MOST] = {0}, rest = 0, found = WRONG_AGAIN;
    for (int i = 0; i < wrong->count; i++)
        rest += i == wrong->taken ? 0 : wrong->p[i];
    for (int i = 0; i < wrong->count; i++) {
        int leaf = leaf_with_ref(belief->leaves, belief->count, wrong->refs[i]);
        double share = i == wrong->taken ? WRONG_AGAIN
                       : rest > 0        ? (1 - WRONG_AGAIN) * wrong->p[i] / rest
                                         : 0;
        if (leaf < 0 || belief->leaves[leaf].skip)
            continue;
        meant[leaf] += share;
        found += i == wrong->taken ? 0 : share;
    }
    for (int i = 0; found >= SAME_PAGE && i < belief->count; i++)
        belief->prior[i] = (1 - MEANT_STILL) * belief->prior[i] + MEANT_STILL * meant[i];
}

static void make_prior(struct evidence_belief *belief)
{
    double sum = 0;
    belief->alive = 0;
    for (int i = 0; i < belief->count; i++)
        if (!belief->leaves[i].skip) {
            sum += belief->leaves[i].weight;
            belief->alive++;
        }
    double floor = sum > 0 ? belief->floor : 1;
    for (int i = 0; i < belief->count; i++) {
        const struct evidence_leaf *leaf = &belief->leaves[i];
        double own = sum > 0 ? (1 - floor) * leaf->weight / sum : 0;
        belief->prior[i] = leaf->skip ? 0 : own + floor / belief->alive;
    }
    if (belief->wrong.count)
        mean_it_still(belief);
}

/* Scales the likelihoods so that Σ π Λ = 1, and p with them. */
static void normalise(struct evidence_belief *belief)
{
    double sum = share_of(belief->prior, belief->likelihood, belief->count);
    for (int i = 0; i < belief->count; i++) {
        belief->likelihood[i] = sum > 0 ? belief->likelihood[i] / sum : 1;
        belief->p[i] = belief->prior[i] * belief->likelihood[i];
    }
}

void evidence_belief_init(struct evidence_belief *belief, double scan_time_s, double floor)
{
    *belief = (struct evidence_belief){.scan_time_s = scan_time_s, .floor = floor};
}

void evidence_belief_reset(struct evidence_belief *belief)
{
    for (int i = 0; i < belief->count; i++)
        belief->likelihood[i] = 1;
    belief->supported = (struct evidence_set){{0}};
    belief->now.step_count = 0;
    normalise(belief);
}

static struct evidence_set moved(const struct evidence_set *set, const int *from, int count)
{
    struct evidence_set to = {{0}};
    for (int i = 0; i < count; i++)
        if (evidence_set_has(set, from[i]))
            evidence_set_add(&to, i);
    return to;
}

/* The leaves stand elsewhere: leaf i was from[i], or is new (-1). */
static void move_evidence(struct evidence_belief *belief, const int *from)
{
    double old[EVIDENCE_LEAVES_AT_MOST];
    memcpy(old, belief->likelihood, sizeof old);
    for (int i = 0; i < belief->count; i++)
        belief->likelihood[i] = from[i] < 0 ? 1 : old[from[i]];
    belief->supported = moved(&belief->supported, from, belief->count);
    for (int i = 0; i < belief->now.step_count; i++)
        belief->now.steps[i].lit = moved(&belief->now.steps[i].lit, from, belief->count);
}

void evidence_belief_set_leaves(struct evidence_belief *belief, const struct evidence_leaf *leaves, int count,
                                bool keep)
{
    int from[EVIDENCE_LEAVES_AT_MOST] = {0}, old_count = belief->count;
    struct evidence_leaf old[EVIDENCE_LEAVES_AT_MOST];
    memcpy(old, belief->leaves, sizeof old);
    belief->count = count < EVIDENCE_LEAVES_AT_MOST ? count : EVIDENCE_LEAVES_AT_MOST;
    for (int i = 0; i < belief->count; i++) {
        belief->leaves[i] = leaves[i];
        belief->leaves[i].weight = leaves[i].weight > 0 && isfinite(leaves[i].weight) ? leaves[i].weight : 0;
        from[i] = keep ? leaf_with_ref(old, old_count, leaves[i].ref) : -1;
    }
    make_prior(belief);
    if (keep)
        move_evidence(belief, from);
    else
        evidence_belief_reset(belief);
    normalise(belief);
}

void evidence_belief_set_skip(struct evidence_belief *belief, int leaf, bool skip)
{
    if (leaf < 0 || leaf >= belief->count)
        return;
    belief->leaves[leaf].skip = skip;
    make_prior(belief);
    normalise(belief);
}

/* --- a step --------------------------------------------------------------------------------------------- */

static double beyond(const struct evidence_person *person, const struct evidence_step *step)
{
    return step->reading ? 0 : evidence_person_beyond(person, step->context, step->length_s);
}

static double silence_when_lit(const struct evidence_person *person, const struct evidence_step *step)
{
    double miss = evidence_person_miss(person, step->reading);
    return miss + (1 - miss) * beyond(person, step);
}

/* Of those for whom that step was silent although their key was lit: who were about to press. */
static double on_its_way(const struct evidence_person *person, const struct evidence_step *step)
{
    return 1 - evidence_person_miss(person, step->reading) / silence_when_lit(person, step);
}

static double press_density(const struct evidence_person *person, const struct evidence_step *step,
                            double t_s)
{
    return step->reading ? 1 / step->length_s
                         : evidence_person_density(person, step->context, t_s, step->length_s);
}

/* The density of a press in `step` that belongs to the silent step before it, of those whose key was lit
 * there. */
static double late_density(const struct evidence_person *person, const struct evidence_step *before,
                           const struct evidence_step *step)
{
    double b = beyond(person, before);
    if (b <= 0)
        return 0;
    double late =
        evidence_person_density(person, before->context, before->length_s + step->press_s, before->length_s);
    return on_its_way(person, before) * late / b;
}

static const struct evidence_step *silent_step_before(const struct evidence_record *record, int step)
{
    bool silent = step > 0 && !record->steps[step - 1].pressed && !record->steps[step - 1].unreadable;
    return silent ? &record->steps[step - 1] : NULL;
}

/* What a step multiplies the likelihood by: of a leaf that is lit, that is not, and of both when it was lit
 * in the silent step before. */
struct factors {
    const struct evidence_set *lit, *lit_before;
    double in, out, late, not_late;
};

static struct factors factors_of(const struct evidence_belief *belief, const struct evidence_person *person,
                                 const struct evidence_step *step, const struct evidence_step *before)
{
    double slip = evidence_person_slip(person);
    struct factors factors = {.lit = &step->lit, .in = 1, .out = 1, .not_late = 1};
    if (step->pressed) {
        double miss = evidence_person_miss(person, step->reading);
        factors.in = (1 - miss) * press_density(person, step, step->press_s);
        factors.out = slip / belief->scan_time_s;
        factors.lit_before = before ? &before->lit : NULL;
        factors.late = before ? late_density(person, before, step) : 0;
        factors.not_late = before ? 1 - on_its_way(person, before) : 1;
    } else if (!step->unreadable) {
        factors.in = silence_when_lit(person, step);
        factors.out = fmax(1 - slip * step->length_s / belief->scan_time_s, 0.5);
    }
    return factors;
}

static double factor(const struct factors *factors, int leaf)
{
    double own = evidence_set_has(factors->lit, leaf) ? factors->in : factors->out;
    bool lit_before = factors->lit_before && evidence_set_has(factors->lit_before, leaf);
    return lit_before ? factors->not_late * own + factors->late : own;
}

static void keep_step(struct evidence_record *record, const struct evidence_step *step)
{
    if (record->step_count == EVIDENCE_STEPS_AT_MOST) {
        record->step_count--;
        memmove(record->steps, record->steps + 1, (EVIDENCE_STEPS_AT_MOST - 1) * sizeof record->steps[0]);
    }
    record->steps[record->step_count++] = *step;
}

void evidence_belief_step(struct evidence_belief *belief, const struct evidence_person *person,
                          const struct evidence_step *step)
{
    keep_step(&belief->now, step);
    const struct evidence_step *before = silent_step_before(&belief->now, belief->now.step_count - 1);
    struct factors factors = factors_of(belief, person, step, before);
    for (int i = 0; i < belief->count; i++)
        belief->likelihood[i] *= factor(&factors, i);
    for (int i = 0; step->pressed && i < EVIDENCE_LEAVES_AT_MOST / 64; i++)
        belief->supported.words[i] |= step->lit.words[i];
    normalise(belief);
    for (int i = 0; !step->pressed && i < belief->count; i++)
        belief->likelihood[i] = (1 - CHANGE_OF_MIND) * belief->likelihood[i] + CHANGE_OF_MIND;
    normalise(belief);
}

void evidence_belief_if_silent(const struct evidence_belief *belief, const struct evidence_person *person,
                               const struct evidence_step *step, double *p)
{
    struct factors factors = factors_of(belief, person, step, NULL);
    double sum = 0;
    for (int i = 0; i < belief->count; i++)
        sum += p[i] = belief->p[i] * factor(&factors, i);
    for (int i = 0; i < belief->count; i++)
        p[i] = (1 - CHANGE_OF_MIND) * p[i] / (sum > 0 ? sum : 1) + CHANGE_OF_MIND * belief->prior[i];
}

int evidence_belief_leader(const struct evidence_belief *belief)
{
    int leader = -1;
    for (int i = 0; i < belief->count; i++)
        if (!belief->leaves[i].skip && evidence_set_has(&belief->supported, i) &&
            (leader < 0 || belief->p[i] > belief->p[leader]))
            leader = i;
    return leader;
}

/* --- learning ------------------------------------------------------------------------------------------- */

struct lesson {
    struct evidence_person *person;
    const struct evidence_person *as_it_was; /* what is early, late or a slip is judged by this */
    double scan_time_s;
    int leaf;
    double share;
};

static bool was_late(const struct lesson *lesson, const struct evidence_step *before,
                     const struct evidence_step *step)
{
    return before && step && step->pressed && !evidence_set_has(&step->lit, lesson->leaf) &&
           evidence_set_has(&before->lit, lesson->leaf) &&
           late_density(lesson->as_it_was, before, step) >
               evidence_person_slip(lesson->as_it_was) / lesson->scan_time_s;
}

static void learn_lit(const struct lesson *lesson, const struct evidence_step *step, double press_s, bool hit)
{
    evidence_person_learn_lit(lesson->person, step->reading, hit, lesson->share);
    if (hit && !step->reading)
        evidence_person_learn_press(lesson->person, step->context, press_s, lesson->share);
}

/* The steps of a choice, if the lesson's leaf was wanted. */
static void learn_as_wanted(const struct lesson *lesson, const struct evidence_record *record)
{
    for (int i = 0; i < record->step_count; i++) {
        const struct evidence_step *step = &record->steps[i], *before = silent_step_before(record, i);
        const struct evidence_step *next = i + 1 < record->step_count ? step + 1 : NULL;
        if (!step->pressed && step->unreadable)
            continue;
        if (evidence_set_has(&step->lit, lesson->leaf)) {
            bool late = !step->pressed && was_late(lesson, step, next);
            learn_lit(lesson, step, late ? step->length_s + next->press_s : step->press_s,
                      step->pressed || late);
        } else if (!was_late(lesson, before, step)) {
            double seconds = step->pressed ? lesson->scan_time_s : step->length_s;
            evidence_person_learn_unlit(lesson->person, step->pressed,
                                        lesson->share * seconds / lesson->scan_time_s);
        }
    }
}

static void learn(struct evidence_belief *belief, struct evidence_person *person,
                  struct evidence_record *record, bool wrong)
{
    const struct evidence_person before = *person;
    double rest = 0;
    for (int i = 0; i < record->count; i++)
        rest += i == record->taken ? 0 : record->p[i];
    for (int i = 0; i < record->count; i++) {
        bool is_taken = i == record->taken;
        double share = wrong ? (is_taken || rest <= 0 ? 0 : record->p[i] / rest) : is_taken;
        struct lesson lesson = {person, &before, belief->scan_time_s, i, share};
        if (share >= SHARE_LEAST)
            learn_as_wanted(&lesson, record);
    }
    record->count = 0;
}

void evidence_belief_take(struct evidence_belief *belief, struct evidence_person *person, int leaf)
{
    if (belief->before_last.count)
        learn(belief, person, &belief->before_last, false);
    belief->before_last = belief->last;
    belief->now.count = belief->count;
    belief->now.taken = leaf;
    belief->now.is_undo = false;
    memcpy(belief->now.p, belief->p, sizeof belief->now.p);
    for (int i = 0; i < belief->count; i++)
        belief->now.refs[i] = belief->leaves[i].ref;
    belief->wrong.count = 0;
    belief->last = belief->now;
    evidence_belief_reset(belief);
}

void evidence_belief_undone(struct evidence_belief *belief, struct evidence_person *person, bool by_choice)
{
    struct evidence_record *wrong = by_choice ? &belief->before_last : &belief->last;
    if (by_choice)
        belief->last.is_undo = true;
    if (!wrong->count || wrong->is_undo) /* undo after undo goes further back: the first was right */
        return;
    belief->wrong = *wrong;
    learn(belief, person, wrong, true);
}

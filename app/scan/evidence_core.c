#include "scan/evidence_core.h"

#include <math.h>

#define GLANCE_SHARE 4        /* G = T / 4 */
#define AFTER_PRESS_US 300000 /* a light-up within this time of a press follows a press */
#define NEEDED_LEAST 0.5
#define NEEDED_MOST 0.995
#define SILENT_AT_MOST 2
#define NEEDED_ALONE 0.08 /* it was lit by itself: a wrong one costs a step back, a right one was urgent */

/* --- telling -------------------------------------------------------------------------------------------- */

enum scan_state evidence_state_for_log(const struct evidence *e)
{
    return e->log ? evidence_state(e) : SCAN_STATE_STOPPED;
}

void evidence_told(const struct evidence *e, time_us at, const char *transition, enum scan_state before)
{
    if (e->log)
        e->log(e->log_context, at, transition, before, evidence_state(e));
}

/* --- time ----------------------------------------------------------------------------------------------- */

static void set_due(struct evidence *e, time_us length, time_us at)
{
    e->due = scan_hold_due(&e->hold, length, at);
}

static double seconds(time_us us)
{
    return (double)us / 1e6;
}

static time_us scan_time(const struct evidence *e)
{
    return time_from_ms(e->settings.scan_time_ms);
}

static time_us glance(const struct evidence *e)
{
    return scan_time(e) / GLANCE_SHARE;
}

static time_us first_extra(const struct evidence *e)
{
    time_us extra = scan_time(e) * e->settings.first_item_extra_percent / 100;
    time_us least = time_from_ms(500);
    return !e->settings.first_item_extra_percent ? 0 : extra > least ? extra : least;
}

static time_us step_length(const struct evidence *e, bool first, time_us at)
{
    time_us length = scan_time(e) + (first ? first_extra(e) : 0);
    time_us reading = e->read_at - at + glance(e);
    return first && e->read_at > at && reading > length ? reading : length;
}

/* --- the question --------------------------------------------------------------------------------------- */

/* a, that the threshold weighs against a mistake. */
static double verify_s(const struct evidence *e)
{
    return fmax(evidence_person_mean_s(&e->person, EVIDENCE_AFTER_SILENCE), seconds(glance(e)));
}

double evidence_needed(const struct evidence *e, int leaf)
{
    double wrong = seconds(scan_time(e)) * e->settings.wrong_cost_steps;
    if (leaf < 0 || leaf >= e->belief.count)
        return 1;
    if (e->belief.leaves[leaf].risky)
        wrong *= e->settings.risky_percent / 100.0;
    return fmin(fmax(1 - verify_s(e) / wrong, NEEDED_LEAST), NEEDED_MOST);
}

/* A leaf that stands lit alone by case 12 needs less. */
static bool is_sure(const struct evidence *e, int leaf)
{
    bool alone = e->step.alone && e->belief.leaves[leaf].alone;
    return e->belief.p[leaf] >= (alone ? NEEDED_ALONE : evidence_needed(e, leaf));
}

/* The sets that were lit in silence SILENT_AT_MOST times since the last press, this step's among them. */
static int refused_sets(const struct evidence *e, bool with_this, struct evidence_set *refused)
{
    const struct evidence_record *now = &e->belief.now;
    const struct evidence_set *seen[EVIDENCE_STEPS_AT_MOST + 1];
    int count = 0, refused_count = 0;
    if (with_this)
        seen[count++] = &e->step.lit;
    for (int i = now->step_count - 1; i >= 0 && !now->steps[i].pressed; i--)
        if (!now->steps[i].unreadable)
            seen[count++] = &now->steps[i].lit;
    for (int i = 0; i < count; i++) {
        int times = 0;
        for (int k = 0; k <= i; k++)
            times += evidence_set_same(seen[i], seen[k]);
        if (times == SILENT_AT_MOST)
            refused[refused_count++] = *seen[i];
    }
    return refused_count;
}

/* The answer to: what is lit from `at` on, in the step that is given, when p is believed? `planning`: after what is lit
 * now, in silence. */
static void ask(const struct evidence *e, const struct evidence_step *step, bool planning, const double *p,
                time_us at, struct evidence_answer *answer)
{
    struct evidence_set refused[EVIDENCE_STEPS_AT_MOST + 1];
    int rows[EVIDENCE_LEAVES_AT_MOST];
    bool may_light[EVIDENCE_LEAVES_AT_MOST], any = false;
    double needed[EVIDENCE_LEAVES_AT_MOST];
    time_us length = (time_us)llround(step->length_s * 1e6);
    for (int i = 0; i < e->belief.count; i++) {
        const struct evidence_leaf *leaf = &e->belief.leaves[i];
        rows[i] = leaf->row;
        may_light[i] = !leaf->skip && leaf->readable_at + glance(e) <= at + length;
        needed[i] = evidence_needed(e, i);
        any = any || may_light[i];
    }
    for (int i = 0; !any && i < e->belief.count; i++)
        may_light[i] = !e->belief.leaves[i].skip;
    double press_s = evidence_person_mean_s(&e->person, step->context);
    if (step->reading)
        press_s = fmax(press_s, seconds(e->read_at - at));
    struct evidence_question question = {
        .count = e->belief.count,
        .p = p,
        .row = rows,
        .may_light = may_light,
        .alive = e->belief.alive,
        .needed = needed,
        .verify_s = verify_s(e),
        .channel = {.miss = evidence_person_miss(&e->person, step->reading),
                    .slip = evidence_person_slip(&e->person),
                    .press_s = press_s + e->effort_s,
                    .silent_s = step->length_s},
        .calm = e->settings.calm_millibits / 1000.0,
        .refused = refused,
        .refused_count = refused_sets(e, planning, refused),
    };
    evidence_choose(&question, answer);
    question.refused_count = 0;
    if (evidence_set_first(&answer->set) < 0)
        evidence_choose(&question, answer);
}

static void make_step(const struct evidence *e, bool first, bool after_press, time_us at,
                      struct evidence_step *step)
{
    time_us length = step_length(e, first, at);
    *step = (struct evidence_step){
        .context = after_press ? EVIDENCE_AFTER_PRESS : EVIDENCE_AFTER_SILENCE,
        .reading = e->read_at > at,
        .unreadable = e->read_at >= at + length,
        .length_s = seconds(length),
    };
}

/* Is this silent step, the first of a choice being 0, for the leaves that are lit alone? Not once a press has come. */
static bool is_for_alone(const struct evidence *e, int step)
{
    const struct evidence_record *now = &e->belief.now;
    for (int i = 0; i < now->step_count; i++)
        if (now->steps[i].pressed)
            return false;
    return step % (EVIDENCE_STEPS_BEFORE_ALONE + 1) == EVIDENCE_STEPS_BEFORE_ALONE;
}

/* Their set takes the place of the answer; without any (false) the answer stands. */
static bool light_alone(const struct evidence *e, int step, const double *p, struct evidence_answer *answer)
{
    struct evidence_answer alone = {.pieces = 1};
    bool any = false;
    for (int i = 0; is_for_alone(e, step) && i < e->belief.count; i++)
        if (e->belief.leaves[i].alone && !e->belief.leaves[i].skip) {
            evidence_set_add(&alone.set, i);
            alone.probability += p[i];
            any = true;
        }
    if (any)
        *answer = alone;
    return any;
}

void evidence_plan(struct evidence *e)
{
    double p[EVIDENCE_LEAVES_AT_MOST];
    struct evidence_step step;
    time_us at = e->due;
    make_step(e, false, false, at, &step);
    evidence_belief_if_silent(&e->belief, &e->person, &e->step, p);
    ask(e, &step, true, p, at, &e->next);
    e->next_alone = light_alone(e, e->silent_steps + 1, p, &e->next);
    e->has_next = true;
}

/* --- steps ---------------------------------------------------------------------------------------------- */

void evidence_go_dark(struct evidence *e, time_us at)
{
    bool was_lit = evidence_any_lit(e);
    e->step.lit = (struct evidence_set){{0}};
    e->has_next = false;
    e->due = TIME_NEVER;
    if (was_lit)
        scan_queue_add(&e->queue, SCAN_LIT, SCAN_NONE, at);
}

void evidence_light(struct evidence *e, time_us at)
{
    struct evidence_answer answer = e->next;
    bool planned = e->has_next, alone = e->next_alone;
    e->phase = EVIDENCE_AT_WORK;
    if (!e->belief.alive) {
        evidence_go_dark(e, at);
        return;
    }
    make_step(e, e->first, at - e->last_press < AFTER_PRESS_US, at, &e->step);
    if (!planned) {
        ask(e, &e->step, false, e->belief.p, at, &answer);
        alone = light_alone(e, e->silent_steps, e->belief.p, &answer);
    }
    e->step.lit = answer.set;
    e->step.alone = alone;
    e->period = (time_us)llround(e->step.length_s * 1e6);
    e->first = false;
    e->lit_since = at;
    e->highlight++;
    set_due(e, e->period, at);
    evidence_plan(e);
    scan_queue_add(&e->queue, SCAN_LIT, evidence_set_first(&e->step.lit), at);
}

/* The effort that a press counts for, in an ordinary step of this person. */
static double effort_s(const struct evidence *e)
{
    double scan_time_s = seconds(scan_time(e));
    struct evidence_channel channel = {.miss = evidence_person_miss(&e->person, false),
                                       .slip = evidence_person_slip(&e->person),
                                       .silent_s = scan_time_s};
    double reaction_s = (evidence_person_mean_s(&e->person, EVIDENCE_AFTER_SILENCE) +
                         evidence_person_mean_s(&e->person, EVIDENCE_AFTER_PRESS)) /
                        2;
    return evidence_press_price_s(&channel, reaction_s, scan_time_s * e->settings.effort_permille / 1000.0,
                                  scan_time_s * e->settings.pace_permille / 1000.0) -
           reaction_s;
}

void evidence_begin(struct evidence *e, time_us at)
{
    e->effort_s = effort_s(e);
    evidence_belief_reset(&e->belief);
    e->has_next = false;
    e->first = true;
    evidence_light(e, at);
}

void evidence_enter_pause(struct evidence *e, time_us at)
{
    evidence_belief_reset(&e->belief);
    e->phase = EVIDENCE_AT_PAUSE;
    scan_queue_add(&e->queue, SCAN_PAUSED, SCAN_NONE, at);
    evidence_go_dark(e, at);
}

void evidence_enter_settle(struct evidence *e, time_us at)
{
    evidence_belief_reset(&e->belief);
    e->silent_steps = 0;
    e->phase = EVIDENCE_AT_SETTLE;
    evidence_go_dark(e, at);
    set_due(e, time_from_ms(e->settings.pause_after_selection_ms), at);
}

const char *evidence_count_press(struct evidence *e, time_us press_us, time_us at)
{
    e->step.pressed = true;
    e->step.press_s = seconds(press_us);
    e->silent_steps = 0;
    e->has_next = false;
    evidence_belief_step(&e->belief, &e->person, &e->step);
    int leader = evidence_belief_leader(&e->belief);
    if (leader >= 0 && is_sure(e, leader)) {
        e->taken_at_p = e->belief.p[leader];
        evidence_belief_take(&e->belief, &e->person, leader);
        scan_queue_add(&e->queue, SCAN_TAKEN, leader, at);
        evidence_enter_settle(e, at);
        return "taken";
    }
    scan_queue_add(&e->queue, SCAN_NARROWED, evidence_set_first(&e->step.lit), at);
    evidence_light(e, at);
    return "narrowed";
}

/* --- deadlines ------------------------------------------------------------------------------------------ */

time_us evidence_deadline(const struct evidence *e)
{
    if (e->hold.switches)
        return e->hold.since + SCAN_HOLD_AT_MOST_US;
    if (e->phase == EVIDENCE_AT_SETTLE)
        return e->speaking && e->settings.wait_while_speaking ? TIME_NEVER : e->due;
    return e->phase == EVIDENCE_AT_WORK ? e->due : TIME_NEVER;
}

static const char *silence(struct evidence *e, time_us at)
{
    evidence_belief_step(&e->belief, &e->person, &e->step);
    int most = e->settings.pause_after_steps;
    if (++e->silent_steps >= most && most) {
        evidence_enter_pause(e, at);
        return "paused";
    }
    evidence_light(e, at);
    return "silence";
}

/* What is lit, once more: the machine stood still. */
static void light_again(struct evidence *e, time_us at)
{
    e->lit_since = at;
    e->highlight++;
    set_due(e, e->period, at);
    evidence_plan(e);
    scan_queue_add(&e->queue, SCAN_LIT, evidence_set_first(&e->step.lit), at);
}

void evidence_fire(struct evidence *e, time_us now)
{
    time_us due = evidence_deadline(e);
    bool stalled = now - due > SCAN_STALL_US;
    enum scan_state before = evidence_state_for_log(e);
    const char *transition = stalled ? "stall" : "settled";
    e->now = stalled ? now : due;
    if (e->hold.switches) {
        scan_hold_end(&e->hold, &e->due, e->now);
        transition = "held too long";
    } else if (e->phase == EVIDENCE_AT_SETTLE) {
        evidence_begin(e, e->now);
    } else if (stalled) {
        light_again(e, e->now);
    } else {
        transition = silence(e, e->now);
    }
    evidence_told(e, e->now, transition, before);
}

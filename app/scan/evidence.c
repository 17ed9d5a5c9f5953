#include "scan/evidence.h"

#include "scan/evidence_core.h"

/* --- settings ------------------------------------------------------------------------------------------- */

struct evidence_settings evidence_settings_default(void)
{
    return (struct evidence_settings){
        .scan_time_ms = 1500,
        .first_item_extra_percent = 50,
        .pause_after_steps = 30,
        .pause_after_selection_ms = 500,
        .wait_while_speaking = true,
        .auto_start = true,
        .effort_permille = 500,
        .pace_permille = 822,
        .calm_millibits = 20,
        .wrong_cost_steps = 16,
        .risky_percent = 400,
        .floor_permille = 30,
    };
}

static void clamp(int *value, int least, int most)
{
    *value = *value < least ? least : *value > most ? most : *value;
}

void evidence_settings_clamp(struct evidence_settings *settings)
{
    clamp(&settings->scan_time_ms, 300, 5000);
    clamp(&settings->first_item_extra_percent, 0, 200);
    clamp(&settings->pause_after_steps, 0, 1000);
    clamp(&settings->pause_after_selection_ms, 0, 3000);
    clamp(&settings->effort_permille, 0, 3000);
    clamp(&settings->pace_permille, 0, 2000);
    clamp(&settings->calm_millibits, 0, 500);
    clamp(&settings->wrong_cost_steps, 1, 60);
    clamp(&settings->risky_percent, 100, 2000);
    clamp(&settings->floor_permille, 1, 500);
}

/* --- time ----------------------------------------------------------------------------------------------- */

static time_us come_to(struct evidence *e, time_us at)
{
    if (at > e->now)
        e->now = at;
    return e->now;
}

/* What every press begins with: the deadlines up to it, and at it. */
static time_us catch_up(struct evidence *e, time_us at)
{
    while (evidence_deadline(e) <= at)
        evidence_fire(e, at);
    return come_to(e, at);
}

/* The same for what the app does: a deadline at that very time follows it. */
static time_us turn_to(struct evidence *e, time_us at)
{
    while (evidence_deadline(e) < at)
        evidence_fire(e, at);
    return come_to(e, at);
}

void evidence_advance(struct evidence *e, time_us now)
{
    catch_up(e, now);
}

/* --- the switch ----------------------------------------------------------------------------------------- */

void evidence_hold(struct evidence *e, enum scan_switch which, time_us at)
{
    at = catch_up(e, at);
    enum scan_state before = evidence_state_for_log(e);
    if (scan_hold_begin(&e->hold, which, e->highlight, at))
        evidence_told(e, at, "hold", before);
}

static bool drop_hold(struct evidence *e, enum scan_switch which, time_us at)
{
    return scan_hold_drop(&e->hold, which, e->highlight, &e->due, at);
}

void evidence_thaw(struct evidence *e, enum scan_switch which, time_us at)
{
    at = catch_up(e, at);
    enum scan_state before = evidence_state_for_log(e);
    drop_hold(e, which, at);
    evidence_told(e, at, "thaw", before);
}

void evidence_release(struct evidence *e, enum scan_switch which, time_us at)
{
    evidence_thaw(e, which, at);
}

void evidence_cancel(struct evidence *e, time_us at)
{
    evidence_thaw(e, SCAN_SWITCH_STEP, at);
    evidence_thaw(e, SCAN_SWITCH_SELECT, at);
}

static const char *unused(struct evidence *e, time_us at)
{
    scan_queue_add(&e->queue, SCAN_PRESS_UNUSED, SCAN_NONE, at);
    return "unused";
}

static const char *go_on(struct evidence *e, time_us at)
{
    e->silent_steps = 0;
    scan_queue_add(&e->queue, SCAN_RESUMED, SCAN_NONE, at);
    evidence_begin(e, at);
    return "resumed";
}

void evidence_press(struct evidence *e, enum scan_switch which, time_us at)
{
    at = catch_up(e, at);
    enum scan_state before = evidence_state_for_log(e);
    time_us edge = scan_hold_has(&e->hold, which) ? e->hold.since : at;
    bool as_held = drop_hold(e, which, at);
    const char *transition;
    scan_hold_end(&e->hold, &e->due, at);
    e->last_press = at;
    if (e->phase == EVIDENCE_AT_PAUSE)
        transition = go_on(e, at);
    else if (which == SCAN_SWITCH_SELECT && as_held && evidence_any_lit(e))
        transition = evidence_count_press(e, edge > e->lit_since ? edge - e->lit_since : 0, at);
    else
        transition = unused(e, at);
    evidence_told(e, at, transition, before);
}

/* --- the app -------------------------------------------------------------------------------------------- */

void evidence_init(struct evidence *e, const struct evidence_settings *settings, time_us at)
{
    *e = (struct evidence){.settings = *settings, .phase = EVIDENCE_AT_REST, .now = at, .taken_at_p = 1};
    evidence_settings_clamp(&e->settings);
    evidence_person_init(&e->person, e->settings.scan_time_ms);
    evidence_belief_init(&e->belief, e->settings.scan_time_ms / 1000.0, e->settings.floor_permille / 1000.0);
    scan_hold_init(&e->hold);
    e->due = e->period = TIME_NEVER;
    e->last_press = e->read_at = at - SCAN_STALL_US;
}

void evidence_destroy(struct evidence *e)
{
    scan_queue_destroy(&e->queue);
    *e = (struct evidence){.now = 0};
}

void evidence_set_log(struct evidence *e, scan_log_fn *log, void *context)
{
    e->log = log;
    e->log_context = context;
}

/* What ended just now cannot have ended a pause before. */
static void pause_lasts_until(struct evidence *e, time_us at)
{
    time_us least = scan_hold_from(&e->hold, at);
    if (e->phase == EVIDENCE_AT_SETTLE && e->due < least)
        e->due = least;
}

void evidence_set_settings(struct evidence *e, const struct evidence_settings *settings, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    int old_scan_time_ms = e->settings.scan_time_ms;
    e->settings = *settings;
    evidence_settings_clamp(&e->settings);
    evidence_person_rescale(&e->person, old_scan_time_ms, e->settings.scan_time_ms);
    e->belief.scan_time_s = e->settings.scan_time_ms / 1000.0;
    e->belief.floor = e->settings.floor_permille / 1000.0;
    pause_lasts_until(e, at);
    evidence_told(e, at, "settings", before);
}

static void note_reading(struct evidence *e, struct evidence_leaf *leaf)
{
    leaf->readable_at = time_min(leaf->readable_at, e->now + EVIDENCE_READ_AT_MOST_US);
    if (!leaf->skip && leaf->readable_at > e->read_at)
        e->read_at = leaf->readable_at;
}

/* The leaves have changed while a set is lit: those that are still there stay so. */
static void keep_lit(struct evidence *e, const struct evidence_leaf *old, int old_count, time_us at)
{
    struct evidence_set lit = {{0}};
    int left = 0;
    for (int i = 0; i < old_count; i++)
        for (int k = 0; evidence_set_has(&e->step.lit, i) && k < e->belief.count; k++)
            if (e->belief.leaves[k].ref == old[i].ref && !e->belief.leaves[k].skip) {
                evidence_set_add(&lit, k);
                left++;
            }
    e->step.lit = lit;
    e->has_next = false;
    if (!left || (left == e->belief.alive && left > 1))
        evidence_light(e, at);
    else
        evidence_plan(e);
}

void evidence_set_leaves(struct evidence *e, const struct evidence_leaf *leaves, int count,
                         enum scan_place place, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    const struct evidence_belief old = e->belief;
    bool keep = place == SCAN_KEEP_PLACE;
    evidence_belief_set_leaves(&e->belief, leaves, count, keep);
    e->read_at = at;
    for (int i = 0; i < e->belief.count; i++)
        note_reading(e, &e->belief.leaves[i]);
    if (e->phase == EVIDENCE_AT_WORK && keep && evidence_any_lit(e) && e->belief.alive)
        keep_lit(e, old.leaves, old.count, at);
    else if (e->phase == EVIDENCE_AT_WORK)
        evidence_begin(e, at);
    evidence_told(e, at, "page", before);
}

void evidence_set_skip(struct evidence *e, int leaf, bool skip, time_us at)
{
    at = turn_to(e, at);
    if (leaf < 0 || leaf >= e->belief.count || e->belief.leaves[leaf].skip == skip)
        return;
    enum scan_state before = evidence_state_for_log(e);
    bool was_empty = !e->belief.alive;
    evidence_belief_set_skip(&e->belief, leaf, skip);
    if (e->phase == EVIDENCE_AT_WORK && (was_empty || !e->belief.alive))
        evidence_begin(e, at);
    else if (e->phase == EVIDENCE_AT_WORK)
        keep_lit(e, e->belief.leaves, e->belief.count, at);
    evidence_told(e, at, "skip", before);
}

void evidence_start(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    scan_hold_end(&e->hold, &e->due, at); /* what was latched stays so: that press will count for nothing */
    e->silent_steps = 0;
    if (e->settings.auto_start)
        evidence_begin(e, at);
    else
        evidence_enter_pause(e, at);
    evidence_told(e, at, "start", before);
}

void evidence_stop(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    scan_hold_end(&e->hold, &e->due, at);
    e->phase = EVIDENCE_AT_REST;
    evidence_belief_reset(&e->belief);
    evidence_go_dark(e, at);
    evidence_told(e, at, "stop", before);
}

void evidence_restart(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    if (e->phase == EVIDENCE_AT_PAUSE)
        go_on(e, at);
    else if (e->phase != EVIDENCE_AT_REST)
        evidence_begin(e, at);
    evidence_told(e, at, "restart", before);
}

void evidence_pause(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    if (e->phase != EVIDENCE_AT_REST && e->phase != EVIDENCE_AT_PAUSE)
        evidence_enter_pause(e, at);
    evidence_told(e, at, "pause", before);
}

void evidence_resume(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    if (e->phase == EVIDENCE_AT_PAUSE)
        go_on(e, at);
    evidence_told(e, at, "resume", before);
}

void evidence_settle(struct evidence *e, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    if (e->phase != EVIDENCE_AT_REST && e->phase != EVIDENCE_AT_PAUSE)
        evidence_enter_settle(e, at);
    evidence_told(e, at, "settle", before);
}

void evidence_speaking(struct evidence *e, bool speaking, time_us at)
{
    at = turn_to(e, at);
    enum scan_state before = evidence_state_for_log(e);
    e->speaking = speaking;
    pause_lasts_until(e, at);
    evidence_told(e, at, speaking ? "voice begins" : "voice ends", before);
}

/* --- the person ----------------------------------------------------------------------------------------- */

void evidence_undone(struct evidence *e, bool by_choice)
{
    evidence_belief_undone(&e->belief, &e->person, by_choice);
}

void evidence_forget_choice(struct evidence *e)
{
    e->belief.last.count = 0;
    evidence_belief_reset(&e->belief);
}

void evidence_forget_person(struct evidence *e)
{
    evidence_person_init(&e->person, e->settings.scan_time_ms);
    e->belief.last.count = e->belief.before_last.count = 0;
}

bool evidence_import_person(struct evidence *e, const double *numbers, int count)
{
    return evidence_person_import(&e->person, numbers, count);
}

/* --- queries -------------------------------------------------------------------------------------------- */

bool evidence_is_lit(const struct evidence *e, int leaf)
{
    return e->phase == EVIDENCE_AT_WORK && evidence_set_has(&e->step.lit, leaf);
}

bool evidence_any_lit(const struct evidence *e)
{
    return evidence_set_first(&e->step.lit) >= 0;
}

bool evidence_is_next(const struct evidence *e, int leaf)
{
    return e->has_next && evidence_set_has(&e->next.set, leaf);
}

time_us evidence_lit_since(const struct evidence *e)
{
    return evidence_any_lit(e) ? e->lit_since : TIME_NEVER;
}

time_us evidence_lit_until(const struct evidence *e)
{
    return e->hold.switches || !evidence_any_lit(e) ? TIME_NEVER : e->due;
}

enum scan_state evidence_state(const struct evidence *e)
{
    switch (e->phase) {
    case EVIDENCE_AT_REST:
        return SCAN_STATE_STOPPED;
    case EVIDENCE_AT_PAUSE:
        return SCAN_STATE_PAUSED;
    case EVIDENCE_AT_SETTLE:
        return e->hold.switches || e->now < e->due ? SCAN_STATE_SETTLING : SCAN_STATE_WAITING;
    case EVIDENCE_AT_WORK:
        break;
    }
    return !evidence_any_lit(e) ? SCAN_STATE_EMPTY : e->hold.switches ? SCAN_STATE_HELD : SCAN_STATE_CELLS;
}

double evidence_probability(const struct evidence *e, int leaf)
{
    return leaf >= 0 && leaf < e->belief.count ? e->belief.p[leaf] : 0;
}

double evidence_confidence(const struct evidence *e)
{
    return e->taken_at_p;
}

bool evidence_next_event(struct evidence *e, struct scan_event *event)
{
    return scan_queue_take(&e->queue, event);
}

#include "scan/scanner.h"

#include "scan/scan_core.h"

static time_us come_to(struct scanner *s, time_us at)
{
    if (at > s->now)
        s->now = at;
    return s->now;
}

/* What every press begins with: the deadlines up to it. Returns its time, never before that of the last
 * call. */
static time_us catch_up(struct scanner *s, time_us at)
{
    while (scanner_deadline(s) <= at)
        scan_fire(s, at);
    return come_to(s, at);
}

/* The same for what the app does: a deadline at that very time follows it. */
static time_us turn_to(struct scanner *s, time_us at)
{
    while (scanner_deadline(s) < at)
        scan_fire(s, at);
    return come_to(s, at);
}

void scanner_advance(struct scanner *s, time_us now)
{
    while (scanner_deadline(s) <= now) {
        bool at_work = s->phase == SCAN_AT_WORK;
        scan_fire(s, now);
        if (at_work && s->phase == SCAN_AT_SETTLE)
            return;
    }
    come_to(s, now);
}

/* The switch. */

static void go_on(struct scanner *s, bool lit, time_us at)
{
    scan_queue_add(&s->queue, SCAN_RESUMED, SCAN_NONE, at);
    scan_begin(s, SCAN_NONE, SCAN_NONE, lit, at);
}

static const char *unused(struct scanner *s, time_us at)
{
    scan_queue_add(&s->queue, SCAN_PRESS_UNUSED, SCAN_NONE, at);
    return "unused";
}

/* A press that moves, or that lights the first item. */
static const char *press_moves(struct scanner *s, time_us at)
{
    if (s->phase == SCAN_AT_READY)
        scan_begin(s, s->list, s->item, true, at);
    else if (s->phase == SCAN_AT_WORK && s->item != SCAN_NONE)
        scan_move(s, at);
    else
        return unused(s, at);
    return "moved";
}

static const char *press_takes(struct scanner *s, bool as_held, time_us at)
{
    return as_held && scanner_lit(s) != SCAN_NONE ? scan_take(s, at) : unused(s, at);
}

/* `as_held`: what is lit is what was lit when the switch closed. */
static const char *act(struct scanner *s, enum scan_switch which, bool as_held, time_us at)
{
    const struct scan_technique *it = scan_technique(s);
    if (s->phase == SCAN_AT_PAUSE) {
        go_on(s, true, at);
        return "resumed";
    }
    if (which == SCAN_SWITCH_STEP)
        return it->step_moves ? press_moves(s, at) : unused(s, at);
    switch (it->select) {
    case SCAN_PRESS_TAKES:
        return press_takes(s, as_held, at);
    case SCAN_PRESS_MOVES:
        return press_moves(s, at);
    case SCAN_PRESS_STARTS:
        break;
    }
    return s->phase == SCAN_AT_READY ? press_moves(s, at) : unused(s, at);
}

/* Inverse: the switch is closed and the scan moves. */
static bool is_running(const struct scanner *s)
{
    return scan_technique(s)->release_takes && s->phase == SCAN_AT_WORK && s->item != SCAN_NONE;
}

void scanner_hold(struct scanner *s, enum scan_switch which, time_us at)
{
    at = catch_up(s, at);
    enum scan_state before = scan_state_for_log(s);
    if (scan_hold_begin(&s->hold, which, s->highlight, at))
        scan_told(s, at, "hold", before);
}

static bool drop_hold(struct scanner *s, enum scan_switch which, time_us at)
{
    return scan_hold_drop(&s->hold, which, s->highlight, &s->due, at);
}

void scanner_thaw(struct scanner *s, enum scan_switch which, time_us at)
{
    at = catch_up(s, at);
    enum scan_state before = scan_state_for_log(s);
    drop_hold(s, which, at);
    scan_told(s, at, "thaw", before);
}

void scanner_press(struct scanner *s, enum scan_switch which, time_us at)
{
    at = catch_up(s, at);
    enum scan_state before = scan_state_for_log(s);
    bool as_held = drop_hold(s, which, at);
    const char *transition;
    if (which == SCAN_SWITCH_STEP && s->hold.switches) {
        transition = unused(s, at); /* the other switch is about to take what is lit */
    } else {
        scan_hold_end(&s->hold, &s->due, at);
        transition = act(s, which, as_held, at);
    }
    scan_told(s, at, transition, before);
}

void scanner_release(struct scanner *s, enum scan_switch which, time_us at)
{
    at = catch_up(s, at);
    enum scan_state before = scan_state_for_log(s);
    bool as_held = drop_hold(s, which, at);
    const char *transition = "released";
    if (which == SCAN_SWITCH_SELECT && is_running(s)) {
        scan_hold_end(&s->hold, &s->due, at);
        if (as_held && scanner_lit(s) != SCAN_NONE)
            transition = scan_take(s, at);
        else
            scan_begin_by_itself(s, s->list, s->item, at);
    }
    scan_told(s, at, transition, before);
}

void scanner_cancel(struct scanner *s, time_us at)
{
    at = catch_up(s, at);
    enum scan_state before = scan_state_for_log(s);
    drop_hold(s, SCAN_SWITCH_STEP, at);
    drop_hold(s, SCAN_SWITCH_SELECT, at);
    if (is_running(s))
        scan_begin_by_itself(s, s->list, SCAN_NONE, at);
    scan_told(s, at, "cancelled", before);
}

/* The app. */

void scanner_init(struct scanner *s, const struct scanner_settings *settings, time_us at)
{
    *s = (struct scanner){.settings = *settings, .phase = SCAN_AT_REST, .now = at};
    scanner_settings_clamp(&s->settings);
    scan_tree_init(&s->tree);
    s->list = s->item = s->origin = s->shown = SCAN_NONE;
    scan_hold_init(&s->hold);
    s->due = s->period = TIME_NEVER;
}

void scanner_destroy(struct scanner *s)
{
    scan_tree_destroy(&s->tree);
    scan_queue_destroy(&s->queue);
    *s = (struct scanner){0};
}

void scanner_set_log(struct scanner *s, scan_log_fn *log, void *context)
{
    s->log = log;
    s->log_context = context;
}

/* What ended just now cannot have ended a pause before. */
static void pause_lasts_until(struct scanner *s, time_us at)
{
    time_us least = scan_hold_from(&s->hold, at);
    if (s->phase == SCAN_AT_SETTLE && s->due < least)
        s->due = least;
}

static bool is_scanning(const struct scanner *s)
{
    return s->phase == SCAN_AT_WORK || s->phase == SCAN_AT_READY;
}

void scanner_set_settings(struct scanner *s, const struct scanner_settings *settings, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    enum scan_control control = s->settings.control;
    s->settings = *settings;
    scanner_settings_clamp(&s->settings);
    pause_lasts_until(s, at);
    if (control != s->settings.control && is_scanning(s))
        scan_begin_by_itself(s, SCAN_NONE, SCAN_NONE, at);
    scan_told(s, at, "settings", before);
}

/* The node of the present tree that is found in `tree` by the refs on the way to `node`. */
static int find_again(const struct scanner *s, const struct scan_tree *tree, int node)
{
    if (node == SCAN_NONE || node == SCAN_ROOT)
        return node;
    int parent = find_again(s, tree, s->tree.nodes[node].parent);
    return parent == SCAN_NONE ? SCAN_NONE : scan_tree_child_with_ref(tree, parent, s->tree.nodes[node].ref);
}

/* The place in the new tree; false when the item that is, or will be, lit is no longer there. */
static bool keep_place(struct scanner *s, const struct scan_tree *tree)
{
    if (s->list == SCAN_NONE)
        return s->phase != SCAN_AT_WORK;
    int item = find_again(s, tree, s->item), origin = find_again(s, tree, s->origin);
    int list = s->list;
    while (find_again(s, tree, list) == SCAN_NONE)
        list = s->tree.nodes[list].parent;
    bool wanted_item = s->item != SCAN_NONE;
    s->list = find_again(s, tree, list);
    s->item = item;
    s->origin = origin != SCAN_NONE ? origin : item;
    return item != SCAN_NONE || !wanted_item;
}

void scanner_set_tree(struct scanner *s, const struct scan_tree *tree, enum scan_place place, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    bool lit = scanner_lit(s) != SCAN_NONE, kept = false;
    if (place == SCAN_KEEP_PLACE)
        kept = keep_place(s, tree) && scan_tree_is_choice(tree, SCAN_ROOT);
    else
        s->list = s->item = s->origin = SCAN_NONE;
    scan_tree_copy(&s->tree, tree);
    if (kept && lit)
        s->shown = s->item;
    if (kept || !is_scanning(s))
        scan_show(s, false, at);
    else
        scan_begin_by_itself(s, s->list, SCAN_NONE, at);
    scan_told(s, at, "page", before);
}

void scanner_set_skip(struct scanner *s, int node, bool skip, time_us at)
{
    at = turn_to(s, at);
    if (!scan_tree_has(&s->tree, node))
        return;
    enum scan_state before = scan_state_for_log(s);
    scan_tree_set_skip(&s->tree, node, skip);
    bool empty = !scan_tree_is_choice(&s->tree, SCAN_ROOT), was_empty = s->item == SCAN_NONE;
    if (is_scanning(s) && empty != was_empty)
        scan_begin_by_itself(s, SCAN_NONE, SCAN_NONE, at);
    else
        scan_show(s, false, at);
    scan_told(s, at, "skip", before);
}

void scanner_start(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    scan_hold_end(&s->hold, &s->due, at); /* what was latched stays so: that press will take nothing */
    if (s->settings.auto_start)
        scan_begin_by_itself(s, SCAN_NONE, SCAN_NONE, at);
    else
        scan_enter_pause(s, at);
    scan_told(s, at, "start", before);
}

void scanner_stop(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    scan_hold_end(&s->hold, &s->due, at);
    s->phase = SCAN_AT_REST;
    s->list = SCAN_NONE;
    scan_go_dark(s, SCAN_NONE, at);
    scan_told(s, at, "stop", before);
}

void scanner_restart(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    if (s->phase == SCAN_AT_PAUSE)
        go_on(s, scan_technique(s)->begins_lit, at);
    else if (s->phase != SCAN_AT_REST)
        scan_begin_by_itself(s, SCAN_NONE, SCAN_NONE, at);
    scan_told(s, at, "restart", before);
}

void scanner_pause(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    if (s->phase != SCAN_AT_REST && s->phase != SCAN_AT_PAUSE)
        scan_enter_pause(s, at);
    scan_told(s, at, "pause", before);
}

void scanner_resume(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    if (s->phase == SCAN_AT_PAUSE)
        go_on(s, scan_technique(s)->begins_lit, at);
    scan_told(s, at, "resume", before);
}

void scanner_settle(struct scanner *s, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    if (s->phase != SCAN_AT_REST && s->phase != SCAN_AT_PAUSE)
        scan_settle(s, at);
    scan_told(s, at, "settle", before);
}

void scanner_speaking(struct scanner *s, bool speaking, time_us at)
{
    at = turn_to(s, at);
    enum scan_state before = scan_state_for_log(s);
    s->speaking = speaking;
    pause_lasts_until(s, at);
    scan_told(s, at, speaking ? "voice begins" : "voice ends", before);
}

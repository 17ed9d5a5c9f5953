#include "scan/scan_core.h"

static const struct scan_technique techniques[] = {
    [SCAN_AUTOMATIC] = {true, SCAN_DUE_MOVES, SCAN_PRESS_TAKES, false, false},
    [SCAN_STEP_TWO_SWITCHES] = {true, SCAN_DUE_NEVER, SCAN_PRESS_TAKES, false, true},
    [SCAN_STEP_ONE_SWITCH] = {false, SCAN_DUE_TAKES, SCAN_PRESS_MOVES, false, true},
    [SCAN_INVERSE] = {false, SCAN_DUE_MOVES, SCAN_PRESS_STARTS, true, false},
};

const struct scan_technique *scan_technique(const struct scanner *s)
{
    return &techniques[s->settings.control];
}

/* Telling. */

enum scan_state scan_state_for_log(const struct scanner *s)
{
    return s->log ? scanner_state(s) : SCAN_STATE_STOPPED;
}

void scan_told(const struct scanner *s, time_us at, const char *transition, enum scan_state before)
{
    if (s->log)
        s->log(s->log_context, at, transition, before, scanner_state(s));
}

void scan_show(struct scanner *s, bool anew, time_us at)
{
    int lit = scanner_lit(s);
    if (lit == s->shown && !(anew && lit != SCAN_NONE))
        return;
    if (lit != SCAN_NONE) {
        s->lit_since = at;
        s->highlight++;
    }
    s->shown = lit;
    scan_queue_add(&s->queue, SCAN_LIT, lit, at);
}

/* Time. While a switch holds the scan, its time stands still: a length that begins then counts from the
 * hold. */

static void set_due(struct scanner *s, time_us length, time_us at)
{
    s->due = scan_hold_due(&s->hold, length, at);
}

static time_us highlight_length(const struct scanner *s, bool first)
{
    switch (scan_technique(s)->due) {
    case SCAN_DUE_MOVES:
        return time_from_ms(s->settings.scan_time_ms) +
               (first ? scanner_settings_first_item_extra(&s->settings) : 0);
    case SCAN_DUE_TAKES:
        return time_from_ms(s->settings.step_take_ms);
    case SCAN_DUE_NEVER:
        break;
    }
    return TIME_NEVER;
}

/* Moving. */

void scan_go_dark(struct scanner *s, int item, time_us at)
{
    s->item = item;
    s->due = TIME_NEVER;
    scan_show(s, false, at);
}

static void light(struct scanner *s, int item, bool first, time_us at)
{
    s->phase = SCAN_AT_WORK;
    s->item = item;
    s->period = highlight_length(s, first);
    set_due(s, s->period, at);
    scan_show(s, true, at);
}

/* The place from which a list is begun: the item itself, or the next that is offered; a list that has run dry
 * is left upwards, from the top to the list where the scan begins. False when there is nothing anywhere. */
static bool find_place(struct scanner *s)
{
    for (;;) {
        if (s->list == SCAN_NONE) {
            s->list = scan_tree_top(&s->tree);
            s->item = SCAN_NONE;
        }
        if (s->item == SCAN_NONE || !scan_tree_is_offered(&s->tree, s->item))
            s->item = scan_tree_next(&s->tree, s->list, s->item);
        if (s->item != SCAN_NONE)
            return true;
        if (!scan_tree_is_choice(&s->tree, SCAN_ROOT))
            return false;
        int dry = s->list;
        s->list = scan_tree_list_above(&s->tree, dry);
        if (s->list != SCAN_NONE)
            s->item = scan_tree_child_towards(&s->tree, s->list, dry);
    }
}

void scan_begin(struct scanner *s, int list, int item, bool lit, time_us at)
{
    s->list = list;
    s->item = item;
    s->passes = 0;
    if (!find_place(s)) {
        s->phase = SCAN_AT_WORK;
        s->list = SCAN_NONE;
        scan_go_dark(s, SCAN_NONE, at);
        return;
    }
    s->origin = s->item;
    if (lit) {
        light(s, s->item, true, at);
        return;
    }
    s->phase = SCAN_AT_READY;
    scan_go_dark(s, s->item, at);
}

void scan_begin_by_itself(struct scanner *s, int list, int item, time_us at)
{
    scan_begin(s, list, item, scan_technique(s)->begins_lit, at);
}

void scan_enter_pause(struct scanner *s, time_us at)
{
    s->phase = SCAN_AT_PAUSE;
    s->list = SCAN_NONE;
    scan_queue_add(&s->queue, SCAN_PAUSED, SCAN_NONE, at);
    scan_go_dark(s, SCAN_NONE, at);
}

/* Does the scan, going on from the present item to `next`, come by the item where the pass began? */
static bool completes_pass(const struct scanner *s, int next)
{
    int count = s->tree.nodes[s->list].child_count;
    int to_origin = (s->origin - s->item + count) % count;
    int to_next = (next - s->item + count) % count;
    return (to_origin ? to_origin : count) <= (to_next ? to_next : count);
}

/* The passes through a list are used up. False: the list is scanned on. */
static bool leave(struct scanner *s, time_us at)
{
    int above = scan_tree_list_above(&s->tree, s->list);
    int loops = above == SCAN_NONE ? s->settings.page_loops : s->settings.row_loops;
    if (!loops || s->passes < loops)
        return false;
    if (above != SCAN_NONE)
        scan_begin(s, above, scan_tree_child_towards(&s->tree, above, s->list), true, at);
    else if (scan_technique(s)->due == SCAN_DUE_MOVES)
        scan_enter_pause(s, at);
    else
        return false;
    return true;
}

void scan_move(struct scanner *s, time_us at)
{
    int next = scan_tree_next(&s->tree, s->list, s->item);
    if (next == SCAN_NONE) {
        scan_begin(s, s->list, SCAN_NONE, true, at);
        return;
    }
    if (completes_pass(s, next)) {
        s->passes++;
        if (leave(s, at))
            return;
    }
    light(s, next, false, at);
}

/* Selecting. */

void scan_settle(struct scanner *s, time_us at)
{
    if (s->settings.resume == SCAN_RESUME_AT_START)
        s->list = s->item = SCAN_NONE;
    s->phase = SCAN_AT_SETTLE;
    set_due(s, time_from_ms(s->settings.pause_after_selection_ms), at);
    scan_show(s, false, at);
}

static void go_back(struct scanner *s, time_us at)
{
    int above = scan_tree_list_above(&s->tree, s->list);
    int group = scan_tree_child_towards(&s->tree, above, s->list);
    scan_queue_add(&s->queue, SCAN_BACK, group, at);
    scan_begin_by_itself(s, above, group, at);
}

const char *scan_take(struct scanner *s, time_us at)
{
    if (s->tree.nodes[s->item].back) {
        go_back(s, at);
        return "back";
    }
    int node = scan_tree_descend(&s->tree, s->item);
    if (scan_tree_is_leaf(&s->tree, node)) {
        scan_queue_add(&s->queue, SCAN_TAKEN, node, at);
        scan_settle(s, at);
        return "taken";
    }
    scan_queue_add(&s->queue, SCAN_NARROWED, node, at);
    scan_begin_by_itself(s, node, SCAN_NONE, at);
    return "narrowed";
}

/* Deadlines. */

static bool voice_blocks(const struct scanner *s)
{
    return s->speaking && s->settings.wait_while_speaking;
}

time_us scanner_deadline(const struct scanner *s)
{
    if (s->hold.switches)
        return s->hold.since + SCAN_HOLD_AT_MOST_US;
    if (s->phase == SCAN_AT_SETTLE)
        return voice_blocks(s) ? TIME_NEVER : s->due;
    return s->phase == SCAN_AT_WORK ? s->due : TIME_NEVER;
}

static const char *highlight_ends(struct scanner *s, time_us at)
{
    if (scan_technique(s)->due == SCAN_DUE_MOVES) {
        scan_move(s, at);
        return "scan time";
    }
    if (scanner_lit(s) != SCAN_NONE)
        return scan_take(s, at);
    scan_begin_by_itself(s, s->list, s->item, at); /* it became empty meanwhile: not without another press */
    return "step time";
}

/* `stalled`: the deadline is called far too late, `at` is now and not when it should have been. */
static void fire(struct scanner *s, bool stalled, time_us at)
{
    enum scan_state before = scan_state_for_log(s);
    const char *transition = stalled ? "stall" : "settled";
    if (s->hold.switches) {
        scan_hold_end(&s->hold, &s->due, at);
        transition = "held too long";
    } else if (s->phase == SCAN_AT_SETTLE) {
        scan_begin_by_itself(s, s->list, s->item, at);
    } else if (stalled && scanner_lit(s) != SCAN_NONE) {
        set_due(s, s->period, at);
        scan_show(s, true, at);
    } else {
        transition = highlight_ends(s, at);
    }
    scan_told(s, at, transition, before);
}

void scan_fire(struct scanner *s, time_us now)
{
    time_us due = scanner_deadline(s);
    bool stalled = now - due > SCAN_STALL_US;
    s->now = stalled ? now : due;
    fire(s, stalled, s->now);
}

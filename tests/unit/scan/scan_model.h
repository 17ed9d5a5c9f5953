/* A second scanner, for test_scan_random.c: the same rules written down in another way. Time passes in
 * ticks of 10 ms that count down; there are no deadlines, and nothing about the tree is kept, everything
 * is asked anew. */
#ifndef YINIAN_TESTS_SCAN_MODEL_H
#define YINIAN_TESTS_SCAN_MODEL_H

#include <string.h>

#include "scan/scanner.h"

enum { TICK_MS = 10, MODEL_NODES = 200, MODEL_EVENTS = 4000, NO_END = -1 };

struct model {
    struct scan_node nodes[MODEL_NODES]; /* parent, first_child, child_count, group, skip, back are used */
    int count;
    struct scanner_settings settings;
    enum { M_REST, M_PAUSED, M_READY, M_SETTLING, M_LIT } mode;
    int list, item, origin, passes;
    int left;  /* ticks of the highlight or the pause; NO_END */
    long tick; /* now */
    bool speaking, held[2], meant[2];
    int held_ticks;
    int shown;
    struct scan_event events[MODEL_EVENTS];
    int event_count;
};

/* The tree. */

static bool m_choice(const struct model *m, int node)
{
    const struct scan_node *it = &m->nodes[node];
    for (int above = node; above != SCAN_NONE; above = m->nodes[above].parent)
        if (m->nodes[above].skip)
            return false;
    if (!it->group)
        return !it->back;
    for (int i = 0; i < it->child_count; i++)
        if (m_choice(m, it->first_child + i))
            return true;
    return false;
}

static int m_choices(const struct model *m, int list, int *only)
{
    int choices = 0;
    for (int i = 0; i < m->nodes[list].child_count; i++)
        if (m_choice(m, m->nodes[list].first_child + i)) {
            *only = m->nodes[list].first_child + i;
            choices++;
        }
    return choices;
}

static int m_top(const struct model *m)
{
    int list = SCAN_ROOT, only = SCAN_ROOT;
    while (m_choices(m, list, &only) == 1 && m->nodes[only].group)
        list = only;
    return list;
}

static int m_above(const struct model *m, int list)
{
    int only;
    for (int above = m->nodes[list].parent; above != SCAN_NONE; above = m->nodes[above].parent)
        if (m_choices(m, above, &only) > 1)
            return above;
    return SCAN_NONE;
}

static int m_child_holding(const struct model *m, int list, int node)
{
    for (; m->nodes[node].parent != list; node = m->nodes[node].parent)
        ;
    return node;
}

static bool m_offered(const struct model *m, int node)
{
    int only;
    if (m_choice(m, node))
        return true;
    for (int above = node; above != SCAN_NONE; above = m->nodes[above].parent)
        if (m->nodes[above].skip)
            return false;
    int list = m->nodes[node].parent;
    return m->nodes[node].back && m_above(m, list) != SCAN_NONE && m_choices(m, list, &only) > 0;
}

/* Step by step in a circle, seeing whether it comes by the origin. */
static int m_next(const struct model *m, int item, bool *passed)
{
    const struct scan_node *list = &m->nodes[m->list];
    *passed = false;
    for (int i = 0; i < list->child_count; i++) {
        item = item + 1 == list->first_child + list->child_count ? list->first_child : item + 1;
        *passed = *passed || item == m->origin;
        if (m_offered(m, item))
            return item;
    }
    return SCAN_NONE;
}

/* What happens. */

static void m_event(struct model *m, enum scan_event_kind kind, int node)
{
    if (m->event_count < MODEL_EVENTS)
        m->events[m->event_count++] = (struct scan_event){kind, node, time_from_ms(m->tick * TICK_MS)};
}

static int m_lit(const struct model *m)
{
    return m->mode == M_LIT && m->item != SCAN_NONE && m_offered(m, m->item) ? m->item : SCAN_NONE;
}

static void m_show(struct model *m, bool anew)
{
    int lit = m_lit(m);
    if (lit != m->shown || (anew && lit != SCAN_NONE))
        m_event(m, SCAN_LIT, lit);
    if (lit != SCAN_NONE && (anew || lit != m->shown))
        m->meant[0] = m->meant[1] = false; /* what was lit at an edge no longer is */
    m->shown = lit;
}

static void m_light(struct model *m, int item, bool first)
{
    int ms = m->settings.scan_time_ms, percent = m->settings.first_item_extra_percent;
    if (first && percent)
        ms += ms * percent / 100 < 500 ? 500 : ms * percent / 100;
    if (m->settings.control == SCAN_STEP_ONE_SWITCH)
        ms = m->settings.step_take_ms;
    m->mode = M_LIT;
    m->item = item;
    m->left = m->settings.control == SCAN_STEP_TWO_SWITCHES ? NO_END : ms / TICK_MS;
    m_show(m, true);
}

static void m_nothing(struct model *m, int mode, int list, int item)
{
    m->mode = mode;
    m->list = list;
    m->item = item;
    m->left = NO_END;
    m_show(m, false);
}

static int m_first_from(const struct model *m, int list, int item)
{
    const struct scan_node *it = &m->nodes[list];
    int start = item == SCAN_NONE ? 0 : item - it->first_child;
    for (int i = 0; i < it->child_count; i++) {
        int node = it->first_child + (start + i) % it->child_count;
        if (m_offered(m, node))
            return node;
    }
    return SCAN_NONE;
}

static void m_begin(struct model *m, int list, int item, bool lit)
{
    if (!m_choice(m, SCAN_ROOT)) {
        m_nothing(m, M_LIT, SCAN_NONE, SCAN_NONE);
        return;
    }
    if (list == SCAN_NONE) {
        list = m_top(m);
        item = SCAN_NONE;
    }
    int found = m_first_from(m, list, item);
    if (found == SCAN_NONE) { /* dry: up */
        int above = m_above(m, list);
        m_begin(m, above, above == SCAN_NONE ? SCAN_NONE : m_child_holding(m, above, list), lit);
        return;
    }
    m->list = list;
    m->origin = found;
    m->passes = 0;
    if (lit)
        m_light(m, found, true);
    else
        m_nothing(m, M_READY, list, found);
}

static bool m_begins_lit(const struct model *m)
{
    return m->settings.control == SCAN_AUTOMATIC || m->settings.control == SCAN_STEP_TWO_SWITCHES;
}

static void m_pause(struct model *m)
{
    m_event(m, SCAN_PAUSED, SCAN_NONE);
    m_nothing(m, M_PAUSED, SCAN_NONE, SCAN_NONE);
}

static void m_move(struct model *m)
{
    bool passed, by_itself = m->settings.control == SCAN_AUTOMATIC || m->settings.control == SCAN_INVERSE;
    int next = m_next(m, m->item, &passed), above = m_above(m, m->list);
    int loops = above == SCAN_NONE ? m->settings.page_loops : m->settings.row_loops;
    m->passes += passed && next != SCAN_NONE;
    bool over = passed && loops && m->passes >= loops;
    if (next == SCAN_NONE)
        m_begin(m, m->list, SCAN_NONE, true);
    else if (over && above != SCAN_NONE)
        m_begin(m, above, m_child_holding(m, above, m->list), true);
    else if (over && by_itself)
        m_pause(m);
    else
        m_light(m, next, false);
}

static void m_settle(struct model *m)
{
    bool stays = m->settings.resume == SCAN_RESUME_WHERE_IT_STOPPED;
    m_nothing(m, M_SETTLING, stays ? m->list : SCAN_NONE, stays ? m->item : SCAN_NONE);
    m->left = m->settings.pause_after_selection_ms / TICK_MS;
}

static void m_take(struct model *m)
{
    int node = m->item, only = node;
    if (m->nodes[node].back) {
        int above = m_above(m, m->list), group = m_child_holding(m, above, m->list);
        m_event(m, SCAN_BACK, group);
        m_begin(m, above, group, m_begins_lit(m));
        return;
    }
    while (m->nodes[node].group && m_choices(m, node, &only) == 1)
        node = only;
    m_event(m, m->nodes[node].group ? SCAN_NARROWED : SCAN_TAKEN, node);
    if (m->nodes[node].group)
        m_begin(m, node, SCAN_NONE, m_begins_lit(m));
    else
        m_settle(m);
}

/* What is over at this tick. */
static void m_fire(struct model *m)
{
    bool voice = m->speaking && m->settings.wait_while_speaking;
    if (m->held[0] || m->held[1] || m->left != 0)
        return;
    if (m->mode == M_SETTLING) {
        if (!voice)
            m_begin(m, m->list, m->item, m_begins_lit(m));
    } else if (m->mode == M_LIT) {
        if (m->settings.control != SCAN_STEP_ONE_SWITCH)
            m_move(m);
        else if (m_lit(m) != SCAN_NONE)
            m_take(m);
        else
            m_begin(m, m->list, m->item, false);
    }
}

static void m_tick(struct model *m)
{
    m->tick++;
    if (!m->held[0] && !m->held[1]) {
        m->left -= m->left > 0;
    } else if (++m->held_ticks == SCAN_HOLD_AT_MOST_US / 1000 / TICK_MS) {
        m->held[0] = m->held[1] = false;
    }
    m_fire(m);
}

/* The switch. */

static void m_hold(struct model *m, enum scan_switch which)
{
    if (m->held[which])
        return;
    if (!m->held[!which])
        m->held_ticks = 0;
    m->held[which] = m->meant[which] = true;
}

/* `latched`: this press began with a hold. Returns whether it means what is lit now. */
static bool m_let_go(struct model *m, enum scan_switch which, bool latched)
{
    m->held[which] = false;
    return !latched || m->meant[which];
}

static void m_press(struct model *m, enum scan_switch which, bool latched)
{
    bool meant = m_let_go(m, which, latched), step = which == SCAN_SWITCH_STEP;
    enum scan_control control = m->settings.control;
    bool moves = step ? control == SCAN_STEP_TWO_SWITCHES || control == SCAN_STEP_ONE_SWITCH
                      : control == SCAN_STEP_ONE_SWITCH || (control == SCAN_INVERSE && m->mode == M_READY);
    bool takes = !step && (control == SCAN_AUTOMATIC || control == SCAN_STEP_TWO_SWITCHES);
    if (step && m->held[SCAN_SWITCH_SELECT]) {
        m_event(m, SCAN_PRESS_UNUSED, SCAN_NONE);
        return;
    }
    m->held[0] = m->held[1] = false;
    if (m->mode == M_PAUSED) {
        m_event(m, SCAN_RESUMED, SCAN_NONE);
        m_begin(m, SCAN_NONE, SCAN_NONE, true);
    } else if (moves && m->mode == M_READY) {
        m_begin(m, m->list, m->item, true);
    } else if (moves && m->mode == M_LIT && m->item != SCAN_NONE) {
        m_move(m);
    } else if (takes && meant && m_lit(m) != SCAN_NONE) {
        m_take(m);
    } else {
        m_event(m, SCAN_PRESS_UNUSED, SCAN_NONE);
    }
}

static void m_release(struct model *m, enum scan_switch which, bool latched)
{
    bool meant = m_let_go(m, which, latched);
    if (which != SCAN_SWITCH_SELECT || m->settings.control != SCAN_INVERSE || m->mode != M_LIT ||
        m->item == SCAN_NONE)
        return;
    m->held[0] = m->held[1] = false;
    if (meant && m_lit(m) != SCAN_NONE)
        m_take(m);
    else
        m_begin(m, m->list, m->item, false);
}

/* The app. */

static void m_skip(struct model *m, int node, bool skip)
{
    bool was_empty = !m_choice(m, SCAN_ROOT);
    m->nodes[node].skip = skip;
    bool scanning = m->mode == M_LIT || m->mode == M_READY;
    if (scanning && was_empty != !m_choice(m, SCAN_ROOT))
        m_begin(m, SCAN_NONE, SCAN_NONE, m_begins_lit(m));
    else
        m_show(m, false);
}

static void m_page(struct model *m, const struct scan_tree *tree)
{
    memcpy(m->nodes, tree->nodes, (size_t)tree->count * sizeof *tree->nodes);
    m->count = tree->count;
    m->list = m->item = SCAN_NONE;
    if (m->mode == M_LIT || m->mode == M_READY)
        m_begin(m, SCAN_NONE, SCAN_NONE, m_begins_lit(m));
}

/* Writes the refs from the node up to the root; returns how many. */
static int m_refs(const struct model *m, int node, int *refs)
{
    int count = 0;
    for (; node > SCAN_ROOT; node = m->nodes[node].parent)
        refs[count++] = m->nodes[node].ref;
    return count;
}

/* Goes down along refs as far as there are such nodes; `left`: how many refs were not found. */
static int m_follow(const struct scan_tree *tree, const int *refs, int count, int *left)
{
    int node = SCAN_ROOT;
    for (*left = count; *left; --*left) {
        int child = tree->nodes[node].first_child, end = child + tree->nodes[node].child_count;
        while (child < end && tree->nodes[child].ref != refs[*left - 1])
            child++;
        if (child == end)
            break;
        node = child;
    }
    return node;
}

static void m_keep(struct model *m, const struct scan_tree *tree)
{
    int item_refs[16], origin_refs[16], list_refs[16], item_left = 1, origin_left, list_left;
    bool scanning = m->mode == M_LIT || m->mode == M_READY;
    int list = SCAN_NONE, item = SCAN_NONE, origin = SCAN_NONE;
    if (m->list != SCAN_NONE) {
        list = m_follow(tree, list_refs, m_refs(m, m->list, list_refs), &list_left);
        item = m_follow(tree, item_refs, m_refs(m, m->item, item_refs), &item_left);
        item_left += m->item == SCAN_NONE; /* was gone before */
        origin = m_follow(tree, origin_refs, m_refs(m, m->origin, origin_refs), &origin_left);
        origin = origin_left ? item : origin;
    }
    bool lit = m_lit(m) != SCAN_NONE;
    memcpy(m->nodes, tree->nodes, (size_t)tree->count * sizeof *tree->nodes);
    m->count = tree->count;
    m->list = list;
    m->item = item_left ? SCAN_NONE : item;
    m->origin = origin;
    if (lit && !item_left)
        m->shown = item;
    if (scanning && (item_left || !m_choice(m, SCAN_ROOT)))
        m_begin(m, list, SCAN_NONE, m_begins_lit(m));
    else
        m_show(m, false);
}

#endif

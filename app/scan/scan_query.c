#include "scan/scan_core.h"

bool scanner_next_event(struct scanner *s, struct scan_event *event)
{
    return scan_queue_take(&s->queue, event);
}

/* What is lit. */

int scanner_lit(const struct scanner *s)
{
    bool lit = s->phase == SCAN_AT_WORK && s->item != SCAN_NONE && scan_tree_is_offered(&s->tree, s->item);
    return lit ? s->item : SCAN_NONE;
}

bool scanner_is_lit(const struct scanner *s, int node)
{
    int lit = scanner_lit(s);
    return lit != SCAN_NONE && scan_tree_has(&s->tree, node) && scan_tree_is_within(&s->tree, node, lit);
}

int scanner_path(const struct scanner *s, int *path, int size)
{
    int lit = scanner_lit(s);
    if (lit == SCAN_NONE)
        return 0;
    int depth = scan_tree_depth(&s->tree, lit);
    for (int node = lit, i = depth; i >= 0; i--, node = s->tree.nodes[node].parent)
        if (i < size)
            path[i] = node;
    return depth + 1;
}

time_us scanner_lit_since(const struct scanner *s)
{
    return scanner_lit(s) == SCAN_NONE ? TIME_NEVER : s->lit_since;
}

time_us scanner_lit_until(const struct scanner *s)
{
    return s->hold.switches || scanner_lit(s) == SCAN_NONE ? TIME_NEVER : s->due;
}

/* Where the scan is. */

const struct scan_tree *scanner_tree(const struct scanner *s)
{
    return &s->tree;
}

int scanner_list(const struct scanner *s)
{
    return s->list == SCAN_NONE ? scan_tree_top(&s->tree) : s->list;
}

int scanner_level(const struct scanner *s)
{
    return scan_tree_depth(&s->tree, scanner_list(s));
}

static enum scan_state state_at_work(const struct scanner *s)
{
    if (s->item == SCAN_NONE)
        return SCAN_STATE_EMPTY;
    if (s->hold.switches && scanner_lit(s) != SCAN_NONE)
        return SCAN_STATE_HELD;
    int height = s->tree.nodes[s->list].height;
    return height <= 1 ? SCAN_STATE_CELLS : height == 2 ? SCAN_STATE_ROWS : SCAN_STATE_GROUPS;
}

enum scan_state scanner_state(const struct scanner *s)
{
    switch (s->phase) {
    case SCAN_AT_REST:
        return SCAN_STATE_STOPPED;
    case SCAN_AT_PAUSE:
        return SCAN_STATE_PAUSED;
    case SCAN_AT_READY:
        return SCAN_STATE_READY;
    case SCAN_AT_SETTLE:
        return s->hold.switches || s->now < s->due ? SCAN_STATE_SETTLING : SCAN_STATE_WAITING;
    case SCAN_AT_WORK:
        break;
    }
    return state_at_work(s);
}

const char *scan_state_name(enum scan_state state)
{
    static const char *const names[] = {
        [SCAN_STATE_STOPPED] = "stopped",   [SCAN_STATE_PAUSED] = "paused",
        [SCAN_STATE_EMPTY] = "empty",       [SCAN_STATE_READY] = "ready",
        [SCAN_STATE_SETTLING] = "settling", [SCAN_STATE_WAITING] = "waiting",
        [SCAN_STATE_HELD] = "held",         [SCAN_STATE_CELLS] = "cells",
        [SCAN_STATE_ROWS] = "rows",         [SCAN_STATE_GROUPS] = "groups",
    };
    return names[state];
}

/* Random trees, settings, presses and changes of page, held against a model that was written in another
 * way (scan_model.h), and against what must hold whatever happens. Seeded: a failure names its run,
 * which can be repeated. */
#include "unit_test.h"

#include "scan_model.h"

enum { RUNS = 12000, ACTIONS = 60 };

struct trial {
    uint64_t random;
    int run;
    struct scanner scanner;
    struct model model;
    bool latched[2]; /* that switch said hold, and nothing came of it yet */
    int lit;         /* replayed from the events */
    time_us last_event;
    int compared, fresh_ref;
    long taken, narrowed, backs, unused, pauses; /* over all runs */
};

/* splitmix64 */
static uint64_t draw(struct trial *t)
{
    uint64_t z = (t->random += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static int below(struct trial *t, int most)
{
    return (int)(draw(t) % (uint64_t)most);
}

/* Making. */

static void grow(struct trial *t, struct scan_tree *tree, int parent, int depth)
{
    int count = 1 + below(t, 5), first = tree->count;
    for (int i = 0; i < count && tree->count < MODEL_NODES; i++) {
        int dice = below(t, 10);
        enum scan_kind kind = depth < 3 && dice < 6 ? SCAN_GROUP
                              : dice == 7           ? SCAN_BACK_LEAF
                              : dice == 8           ? SCAN_EMPTY_LEAF
                                                    : SCAN_LEAF;
        int node = scan_tree_add(tree, parent, kind, i);
        assert_int_equal(node, tree->count - 1);
    }
    for (int node = first, end = tree->count; node < end; node++)
        if (tree->nodes[node].group)
            grow(t, tree, node, depth + 1);
}

static void make_tree(struct trial *t, struct scan_tree *tree)
{
    scan_tree_init(tree);
    grow(t, tree, SCAN_ROOT, 0);
}

/* The page as it is, with some nodes gone, some new, some emptied or filled, and groups turned round. */
static void change(struct trial *t, struct scan_tree *to, int new_parent, int old_parent)
{
    const struct scan_node *nodes = t->model.nodes;
    int old[MODEL_NODES], first = to->count, count = 0, children = nodes[old_parent].child_count;
    bool turned = below(t, 8) == 0, mild = below(t, 2);
    for (int i = 0; i < children; i++) {
        int node = nodes[old_parent].first_child + (turned ? children - 1 - i : i);
        if (mild && below(t, 10) == 0)
            continue;
        if (mild && below(t, 10) == 0) {
            old[count++] = SCAN_NONE;
            scan_tree_add(to, new_parent, SCAN_LEAF, ++t->fresh_ref);
        }
        old[count++] = node;
        enum scan_kind kind = nodes[node].group ? SCAN_GROUP : nodes[node].back ? SCAN_BACK_LEAF : SCAN_LEAF;
        int made = scan_tree_add(to, new_parent, kind, nodes[node].ref);
        scan_tree_set_skip(to, made, mild && below(t, 10) == 0 ? !nodes[node].skip : nodes[node].skip);
    }
    for (int i = 0; i < count; i++)
        if (old[i] != SCAN_NONE && nodes[old[i]].group)
            change(t, to, first + i, old[i]);
}

static struct scanner_settings make_settings(struct trial *t)
{
    return (struct scanner_settings){
        .control = (enum scan_control)below(t, 4),
        .resume = (enum scan_resume)below(t, 2),
        .scan_time_ms = 300 + 100 * below(t, 10),
        .first_item_extra_percent = 50 * below(t, 4),
        .row_loops = below(t, 4),
        .page_loops = below(t, 4),
        .pause_after_selection_ms = 100 * below(t, 8),
        .step_take_ms = 300 + 100 * below(t, 10),
        .wait_while_speaking = below(t, 2),
        .auto_start = below(t, 4) != 0,
    };
}

/* What must hold. */

static void invariants(struct trial *t, const struct scan_event *event)
{
    const struct scan_tree *tree = scanner_tree(&t->scanner);
    assert_true(event->at_us >= t->last_event);
    t->last_event = event->at_us;
    switch (event->kind) {
    case SCAN_LIT:
        t->lit = event->node;
        break;
    case SCAN_TAKEN:
        t->taken++;
        assert_true(scan_tree_is_leaf(tree, event->node));
        assert_false(tree->nodes[event->node].back);
        for (int node = event->node; node != SCAN_NONE; node = tree->nodes[node].parent)
            assert_false(tree->nodes[node].skip);
        assert_true(t->lit != SCAN_NONE && scan_tree_is_within(tree, event->node, t->lit));
        break;
    case SCAN_NARROWED:
        t->narrowed++;
        assert_true(tree->nodes[event->node].choices > 1);
        assert_true(scan_tree_is_within(tree, event->node, t->lit));
        break;
    case SCAN_BACK:
        t->backs++;
        assert_true(t->lit != SCAN_NONE && tree->nodes[t->lit].back);
        assert_true(scan_tree_is_within(tree, t->lit, event->node));
        break;
    case SCAN_PAUSED:
        t->pauses++;
        break;
    case SCAN_PRESS_UNUSED:
        t->unused++;
        break;
    case SCAN_RESUMED:
        break;
    }
}

static void compare(struct trial *t)
{
    struct scan_event event;
    struct model *m = &t->model;
    while (scanner_next_event(&t->scanner, &event)) {
        const struct scan_event *other = &m->events[t->compared++];
        bool same = t->compared <= m->event_count && event.kind == other->kind && event.node == other->node &&
                    event.at_us == other->at_us;
        if (!same)
            fail_msg("run %d: event %d: scanner %s %d at %lld us, model %s %d at %lld us", t->run,
                     t->compared, scan_event_name(event.kind), event.node, (long long)event.at_us,
                     t->compared <= m->event_count ? scan_event_name(other->kind) : "nothing", other->node,
                     (long long)other->at_us);
        invariants(t, &event);
    }
    if (t->compared != m->event_count)
        fail_msg("run %d: the scanner misses %s %d", t->run, scan_event_name(m->events[t->compared].kind),
                 m->events[t->compared].node);
    t->compared = m->event_count = 0;
    assert_int_equal(scanner_lit(&t->scanner), m_lit(m));
    assert_int_equal(t->lit, m_lit(m));
}

/* Every deadline is later than the one before, or leads out of a pause that ends at once. */
static void advance(struct trial *t, time_us now)
{
    time_us before = -1;
    for (int same = 0; scanner_deadline(&t->scanner) <= now;) {
        time_us due = scanner_deadline(&t->scanner);
        same = due == before ? same + 1 : 0;
        assert_true(due >= before && same <= 1);
        before = due;
        scanner_advance(&t->scanner, due);
    }
    scanner_advance(&t->scanner, now);
}

/* Doing. */

static void do_switch(struct trial *t, time_us at)
{
    enum scan_switch which = below(t, 3) ? SCAN_SWITCH_SELECT : SCAN_SWITCH_STEP;
    m_fire(&t->model); /* before a press, what is over at its time */
    switch (below(t, 8)) {
    case 0:
        scanner_hold(&t->scanner, which, at);
        m_hold(&t->model, which);
        t->latched[which] = true;
        return;
    case 1:
        scanner_thaw(&t->scanner, which, at);
        m_let_go(&t->model, which, false);
        break;
    case 2:
    case 3:
        scanner_release(&t->scanner, which, at);
        m_release(&t->model, which, t->latched[which]);
        break;
    default:
        scanner_press(&t->scanner, which, at);
        m_press(&t->model, which, t->latched[which]);
    }
    t->latched[which] = false;
}

static void do_page(struct trial *t, time_us at)
{
    struct scan_tree tree;
    make_tree(t, &tree);
    scanner_set_tree(&t->scanner, &tree, SCAN_FROM_START, at);
    m_page(&t->model, &tree);
    scan_tree_destroy(&tree);
}

static void do_keep(struct trial *t, time_us at)
{
    struct scan_tree tree;
    scan_tree_init(&tree);
    change(t, &tree, SCAN_ROOT, SCAN_ROOT);
    if (tree.count <= MODEL_NODES) {
        scanner_set_tree(&t->scanner, &tree, SCAN_KEEP_PLACE, at);
        m_keep(&t->model, &tree);
        t->lit = t->model.shown; /* the same item, where it now stands */
    }
    scan_tree_destroy(&tree);
}

static void do_going(struct trial *t, time_us at)
{
    struct model *m = &t->model;
    switch (below(t, 3)) {
    case 0:
        scanner_cancel(&t->scanner, at);
        m_fire(m);
        m->held[0] = m->held[1] = t->latched[0] = t->latched[1] = false;
        if (m->settings.control == SCAN_INVERSE && m->mode == M_LIT && m->item != SCAN_NONE)
            m_begin(m, m->list, SCAN_NONE, false);
        return;
    case 1:
        scanner_resume(&t->scanner, at);
        break;
    default:
        scanner_restart(&t->scanner, at);
        if (m->mode != M_PAUSED && m->mode != M_REST)
            m_begin(m, SCAN_NONE, SCAN_NONE, m_begins_lit(m));
    }
    if (m->mode == M_PAUSED) {
        m_event(m, SCAN_RESUMED, SCAN_NONE);
        m_begin(m, SCAN_NONE, SCAN_NONE, m_begins_lit(m));
    }
}

static void do_app(struct trial *t, time_us at)
{
    struct model *m = &t->model;
    int dice = below(t, 60), node = below(t, m->count);
    bool yes = below(t, 3) == 0;
    if (dice == 0) {
        do_page(t, at);
    } else if (dice == 1) {
        scanner_pause(&t->scanner, at);
        if (m->mode != M_PAUSED && m->mode != M_REST)
            m_pause(m);
    } else if (dice == 2) {
        scanner_settle(&t->scanner, at);
        if (m->mode != M_PAUSED && m->mode != M_REST)
            m_settle(m);
    } else if (dice == 3) {
        scanner_stop(&t->scanner, at);
        m->held[0] = m->held[1] = false;
        m_nothing(m, M_REST, SCAN_NONE, SCAN_NONE);
    } else if (m->mode == M_REST) {
        scanner_start(&t->scanner, at);
        m->held[0] = m->held[1] = false;
        if (m->settings.auto_start)
            m_begin(m, SCAN_NONE, SCAN_NONE, m_begins_lit(m));
        else
            m_pause(m);
    } else if (dice == 4) {
        do_going(t, at);
    } else if (dice < 14) {
        do_keep(t, at);
    } else if (dice < 24) {
        scanner_speaking(&t->scanner, yes, at);
        m->speaking = yes;
    } else {
        scanner_set_skip(&t->scanner, node, yes, at);
        m_skip(m, node, yes);
    }
}

/* The press comes in late, and nobody has called scanner_advance(). */
static void catch_up_by_itself(struct trial *t, time_us at)
{
    scanner_thaw(&t->scanner, SCAN_SWITCH_STEP, at);
    m_let_go(&t->model, SCAN_SWITCH_STEP, false);
    t->latched[SCAN_SWITCH_STEP] = false;
}

static void run_one(struct trial *t, int run)
{
    t->run = run;
    t->random = (uint64_t)run;
    t->compared = 0;
    t->fresh_ref = 1000;
    t->lit = SCAN_NONE;
    t->last_event = 0;
    t->latched[0] = t->latched[1] = false;
    struct scanner_settings settings = make_settings(t);
    scanner_init(&t->scanner, &settings, 0);
    t->model = (struct model){.settings = settings, .mode = M_REST, .left = NO_END};
    t->model.list = t->model.item = t->model.shown = SCAN_NONE;
    do_page(t, 0);
    scanner_start(&t->scanner, 0);
    if (settings.auto_start)
        m_begin(&t->model, SCAN_NONE, SCAN_NONE, m_begins_lit(&t->model));
    else
        m_pause(&t->model);
    for (int i = 0; i < ACTIONS; i++) {
        m_fire(&t->model); /* what ended just now */
        for (int ticks = below(t, below(t, 10) ? 60 : 400); ticks > 0; ticks--)
            m_tick(&t->model);
        m_fire(&t->model); /* a pause of 0 ms that began in the last tick */
        time_us at = time_from_ms(t->model.tick * TICK_MS);
        if (below(t, 3))
            advance(t, at);
        else
            catch_up_by_itself(t, at);
        compare(t);
        if (below(t, 4))
            do_switch(t, at);
        else
            do_app(t, at);
        compare(t);
    }
    scanner_destroy(&t->scanner);
}

static void agrees_with_the_model(void **state)
{
    (void)state;
    static struct trial t;
    for (int run = 1; run <= RUNS; run++)
        run_one(&t, run);
    print_message("taken %ld, narrowed %ld, back %ld, unused %ld, paused %ld\n", t.taken, t.narrowed, t.backs,
                  t.unused, t.pauses);
    assert_true(t.taken > RUNS && t.narrowed > RUNS && t.backs > RUNS / 10); /* it did reach all of it */
    assert_true(t.unused > RUNS && t.pauses > RUNS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_the_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

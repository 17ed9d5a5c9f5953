/* Dwelling against a slow model of its header that only counts: it goes through the whole history again for
 * every question, a millisecond at a time, and knows no deadlines. Times and settings are small, so that
 * everything meets everything. */
#include "unit_test.h"

#include "input/dwell.h"

enum { TARGETS = 7, CALLS = 40, EVENTS = 200 };

static const int factors[TARGETS] = {100, 100, 50, 160, 40, 300, 10};

enum call_kind { LOOK, AWAY, SPEND, FORGET };

/* Times in ms. */
struct call {
    enum call_kind kind;
    int at, target, since, opens, place;
    unsigned number;
};

struct history {
    int dwell, lock_on, memory, pause;
    bool look_away;
    struct call calls[CALLS];
    int count;
};

struct told {
    enum dwell_event_kind kind;
    int target;
    time_us at_us;
};

struct list {
    struct told items[EVENTS];
    int count;
};

/* ---- the model ---- */

struct model {
    const struct history *history;
    int now, quiet, looked, target, place, opens, arrived, taken_place;
    unsigned number;
    bool looking, locked, spent, kept_away;
    int filled[TARGETS];
    int away[TARGETS]; /* ms since it was left; −1: nothing is kept, or the eyes are on it */
    int left[TARGETS]; /* when: for a glance back */
    int used[TARGETS]; /* of the memory, when it was locked on to again */
    struct list *list;
};

static int whole(const struct history *history, int target)
{
    int factor = factors[target] < 40 ? 40 : factors[target];
    int filling = history->dwell * factor / 100 - history->lock_on;
    return filling > 0 ? filling : 0;
}

static void tell_event(struct model *m, enum dwell_event_kind kind)
{
    if (!m->list)
        return;
    assert_true(m->list->count < EVENTS);
    m->list->items[m->list->count++] = (struct told){kind, m->target, (time_us)m->now * 1000};
}

static void drop(struct model *m, int target)
{
    m->filled[target] = 0;
    m->away[target] = -1;
}

static void settle(struct model *m, int pause)
{
    for (int i = 0; i < TARGETS; i++)
        drop(m, i);
    m->locked = false;
    m->spent = true;
    if (m->quiet < m->now + pause)
        m->quiet = m->now + pause;
}

static bool leads_somewhere(const struct model *m)
{
    return m->looking && !m->spent && m->target >= 0 && !(m->kept_away && m->place == m->taken_place);
}

/* What is full now. */
static void happen(struct model *m)
{
    for (int i = 0; i < TARGETS; i++)
        if (m->away[i] >= m->history->memory)
            drop(m, i);
    if (!leads_somewhere(m))
        return;
    if (!m->locked && m->looked >= m->history->lock_on && m->now >= m->opens && m->now >= m->quiet) {
        m->locked = true;
        m->used[m->target] = m->filled[m->target] > 0 ? m->now - m->left[m->target] : 0;
        tell_event(m, DWELL_LOCKED);
    }
    if (m->locked && m->filled[m->target] >= whole(m->history, m->target)) {
        tell_event(m, DWELL_TAKEN);
        settle(m, m->history->pause);
        m->kept_away = m->history->look_away;
        m->taken_place = m->place;
    }
}

static void let_a_millisecond_pass(struct model *m)
{
    for (int i = 0; i < TARGETS; i++)
        if (m->away[i] >= 0)
            m->away[i]++;
    if (m->locked)
        m->filled[m->target]++;
    else if (m->now >= m->opens && m->now >= m->quiet)
        m->looked++;
    m->now++;
    happen(m);
}

static void keep_four(struct model *m)
{
    int kept = 0, oldest = -1;
    for (int i = 0; i < TARGETS; i++) {
        if (m->away[i] < 0)
            continue;
        kept++;
        if (oldest < 0 || m->away[i] > m->away[oldest])
            oldest = i;
    }
    if (kept > 4)
        drop(m, oldest);
}

static void go(struct model *m)
{
    bool keeps = leads_somewhere(m) && m->filled[m->target] > 0;
    if (m->locked) {
        tell_event(m, DWELL_UNLOCKED);
        m->left[m->target] = m->now - m->used[m->target];
    }
    m->locked = m->looking = false;
    if (keeps)
        m->away[m->target] = m->now - m->left[m->target];
    happen(m);
    keep_four(m);
}

/* How much of the lock-on time is over already. */
static void count_looked(struct model *m)
{
    m->looked = 0;
    for (int at = m->now - m->history->lock_on; at < m->now; at++)
        m->looked += at >= m->arrived && at >= m->opens && at >= m->quiet;
}

static void come(struct model *m, const struct call *call, bool is_new)
{
    m->looking = true;
    m->target = call->target;
    m->place = call->place;
    m->opens = call->opens;
    m->arrived = is_new && call->since < m->now ? call->since : m->now;
    if (is_new) {
        m->number = call->number;
        m->spent = false;
        m->kept_away = m->kept_away && call->place == m->taken_place;
    }
    if (leads_somewhere(m))
        m->away[m->target] = -1;
    count_looked(m);
}

static void look(struct model *m, const struct call *call)
{
    bool same =
        m->looking && call->number == m->number && call->target == m->target && call->place == m->place;
    if (same && !(m->locked && call->opens > m->now)) {
        m->opens = call->opens;
        if (!m->locked)
            count_looked(m);
        return;
    }
    bool is_new = call->number != m->number;
    go(m);
    come(m, call, is_new);
}

static void call_model(struct model *m, const struct call *call)
{
    bool uses_up = leads_somewhere(m) || (m->looking && !m->spent && m->target >= 0);
    if (call->kind == LOOK) {
        look(m, call);
    } else if (call->kind == AWAY) {
        go(m);
    } else {
        if (m->locked)
            tell_event(m, DWELL_UNLOCKED);
        settle(m, 0);
        if (call->kind == SPEND && uses_up) {
            m->kept_away = m->history->look_away;
            m->taken_place = m->place;
        }
    }
    happen(m);
}

/* Everything that was told, and then time until `until`; list may be NULL. */
static void replay(struct model *m, const struct history *history, int calls, int until, struct list *list)
{
    *m = (struct model){.history = history, .list = list, .target = DWELL_NO_TARGET, .quiet = -1000};
    for (int i = 0; i < TARGETS; i++)
        m->away[i] = -1;
    for (int i = 0; i <= calls; i++) {
        int at = i < calls ? history->calls[i].at : until;
        while (m->now < at)
            let_a_millisecond_pass(m);
        if (i < calls)
            call_model(m, &history->calls[i]);
    }
}

/* ---- histories ---- */

static unsigned random_number(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void invent_look(struct call *call, const struct call *last, unsigned *seed)
{
    unsigned what = random_number(seed, 10);
    if (what < 3 && last->kind == LOOK) { /* the same look, perhaps with another opening */
        *call =
            (struct call){LOOK, call->at, last->target, last->since, last->opens, last->place, last->number};
    } else {
        call->target = (int)random_number(seed, TARGETS + 1) - 1;
        call->place = random_number(seed, 4) ? call->target : (int)random_number(seed, 3);
        call->since = call->at - (int)random_number(seed, random_number(seed, 4) ? 4 : 60);
        call->number = last->number + (what < 8);
        call->opens = random_number(seed, 4) ? 0 : call->at + (int)random_number(seed, 30) - 5;
    }
    if (random_number(seed, 20) == 0)
        call->opens = call->at + (int)random_number(seed, 40) - 20;
}

static void invent(struct history *history, unsigned *seed)
{
    history->dwell = 10 * (1 + (int)random_number(seed, 6));
    history->lock_on = (int)random_number(seed, (unsigned)(random_number(seed, 2) ? 10 : history->dwell));
    history->memory = random_number(seed, 6) ? (int)random_number(seed, 90) : 0;
    history->pause = random_number(seed, 2) ? (int)random_number(seed, 40) : 0;
    history->look_away = random_number(seed, 2);
    history->count = CALLS;
    struct call last = {.kind = AWAY, .number = 1};
    int at = 0;
    for (int i = 0; i < CALLS; i++) {
        at += (int)random_number(seed, random_number(seed, 3) ? 14 : 90);
        struct call call = {.kind = AWAY, .at = at, .number = last.number};
        unsigned what = random_number(seed, 24);
        if (what < 18)
            call.kind = LOOK, invent_look(&call, &last, seed);
        else if (what == 18)
            call.kind = SPEND;
        else if (what == 19)
            call.kind = FORGET;
        history->calls[i] = last = call;
    }
}

/* ---- the two side by side ---- */

struct run {
    struct dwell dwell;
    struct list list;
};

static void read_events(struct run *run)
{
    struct dwell_event event;
    for (int i = 0; dwell_next_event(&run->dwell, &event); i++) {
        assert_true(i < 4);
        assert_true(run->list.count < EVENTS);
        run->list.items[run->list.count++] = (struct told){event.kind, event.target, event.at_us};
    }
    assert_true(dwell_deadline(&run->dwell) > run->dwell.newest_us);
}

static void call_dwell(struct run *run, const struct call *call)
{
    time_us at_us = time_from_ms(call->at);
    struct dwell_target target = {.id = call->target,
                                  .factor_percent = call->target < 0 ? 100 : factors[call->target],
                                  .opens_at = time_from_ms(call->opens),
                                  .place = call->place};
    if (call->kind == LOOK)
        dwell_look(&run->dwell, &target, call->number, time_from_ms(call->since), at_us);
    else if (call->kind == AWAY)
        dwell_away(&run->dwell, at_us);
    else if (call->kind == SPEND)
        dwell_spend(&run->dwell, at_us);
    else
        dwell_forget(&run->dwell, at_us);
    read_events(run);
}

static void pass(struct run *run, time_us from_us, time_us to_us, time_us step_us)
{
    for (time_us at_us = from_us; step_us > 0 && at_us < to_us; at_us += step_us) {
        dwell_advance(&run->dwell, at_us);
        read_events(run);
    }
}

static void check_state(struct run *run, const struct history *history, int calls)
{
    struct model m;
    int at = history->calls[calls - 1].at;
    replay(&m, history, calls, at, NULL);
    assert_int_equal(dwell_locked(&run->dwell), m.locked ? m.target : DWELL_NO_TARGET);
    for (int i = 0; i < TARGETS; i++) {
        double expected = m.filled[i] ? (double)m.filled[i] / whole(history, i) : 0;
        double shown = dwell_progress(&run->dwell, i, time_from_ms(at));
        assert_true(shown >= 0 && shown <= 1);
        assert_true(shown - expected < 1e-9 && expected - shown < 1e-9);
    }
}

static void check_lists(const struct list *a, const struct list *b)
{
    for (int i = 0; i < a->count && i < b->count; i++) {
        assert_int_equal(a->items[i].at_us, b->items[i].at_us);
        assert_int_equal(a->items[i].target, b->items[i].target);
        assert_int_equal(a->items[i].kind, b->items[i].kind);
    }
    assert_int_equal(a->count, b->count);
}

/* step_us: how often time is told in between; 0: not at all. */
static void run_history(struct run *run, const struct history *history, time_us step_us)
{
    struct dwell_settings settings = {.dwell_ms = history->dwell,
                                      .lock_on_ms = history->lock_on,
                                      .memory_ms = history->memory,
                                      .pause_ms = history->pause,
                                      .look_away = history->look_away};
    *run = (struct run){0};
    dwell_init(&run->dwell, &settings);
    time_us last_us = 0;
    for (int i = 0; i < history->count; i++) {
        pass(run, last_us, time_from_ms(history->calls[i].at), step_us);
        last_us = time_from_ms(history->calls[i].at);
        call_dwell(run, &history->calls[i]);
        if (step_us == 0)
            check_state(run, history, i + 1);
    }
    pass(run, last_us, last_us + 400000, step_us ? step_us : 400000);
    dwell_advance(&run->dwell, last_us + 400000);
    read_events(run);
}

static void like_the_model(void **state)
{
    (void)state;
    unsigned seed = 20261122;
    int taken = 0, carried = 0;
    for (int round = 0; round < 800; round++) {
        struct history history;
        struct list expected = {.count = 0};
        struct run seldom, often, odd;
        struct model m;
        invent(&history, &seed);
        replay(&m, &history, history.count, history.calls[history.count - 1].at + 400, &expected);
        run_history(&seldom, &history, 0);
        check_lists(&seldom.list, &expected);
        run_history(&often, &history, 500);
        check_lists(&often.list, &expected);
        run_history(&odd, &history, 7919);
        check_lists(&odd.list, &expected);
        for (int i = 0; i < expected.count; i++) {
            taken += expected.items[i].kind == DWELL_TAKEN;
            carried += i > 0 && expected.items[i].kind == DWELL_TAKEN &&
                       expected.items[i].at_us - expected.items[i - 1].at_us <
                           1000 * whole(&history, expected.items[i].target);
        }
    }
    assert_true(taken > 1000); /* the histories are worth playing */
    assert_true(carried > 40); /* and make use of the memory */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(like_the_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Dwelling: whatever is looked at in whatever time, nothing is taken that was not looked at for lock-on by
 * this look and seen to fill, no look chooses twice, every LOCKED is ended, and it does not matter how
 * often the time is told. */
#include "fuzz.h"

#include "input/dwell.h"

enum { TARGETS = 8, EVENTS_AT_MOST = 6 };

static const int factors[TARGETS] = {100, 40, 300, 160, 55, 100, 0, 1000};

struct call {
    unsigned what;
    struct dwell_target target;
    unsigned number;
    time_us since, at_us;
};

struct run {
    struct dwell dwell;
    struct call last;     /* the look that goes on */
    bool looking, chosen; /* `chosen` by this look */
    time_us from;         /* since when it is on its target */
    int locked;           /* by the events, and since when */
    time_us locked_at, newest_us;
    time_us closed_until;
    time_us filled[TARGETS]; /* since the last choice: as long as it was locked */
    struct dwell_event events[EVENTS_AT_MOST];
    int count; /* of one step */
};

static time_us whole_us(const struct run *run, int target)
{
    int factor = factors[target] < 40 ? 40 : factors[target] > 300 ? 300 : factors[target];
    return (time_us)run->dwell.settings.dwell_ms * factor * 10 - time_from_ms(run->dwell.settings.lock_on_ms);
}

static void forget(struct run *run)
{
    for (int i = 0; i < TARGETS; i++)
        run->filled[i] = 0;
}

static void check_locked(struct run *run, const struct dwell_event *event)
{
    const struct dwell_target *target = &run->last.target;
    REQUIRE(run->locked == DWELL_NO_TARGET);
    REQUIRE(run->looking && !run->chosen);
    REQUIRE(event->target == target->id && event->target != DWELL_NO_TARGET);
    REQUIRE(event->at_us >= target->opens_at && event->at_us >= run->closed_until);
    REQUIRE(event->at_us - run->from >= time_from_ms(run->dwell.settings.lock_on_ms));
    run->locked = event->target;
    run->locked_at = event->at_us;
}

static void check_ended(struct run *run, const struct dwell_event *event)
{
    REQUIRE(run->locked == event->target);
    run->filled[event->target] += event->at_us - run->locked_at;
    run->locked = DWELL_NO_TARGET;
    if (event->kind == DWELL_TAKEN) {
        REQUIRE(!run->chosen);
        REQUIRE(run->filled[event->target] >= whole_us(run, event->target));
        run->chosen = true;
        forget(run);
    }
}

static void check_events(struct run *run)
{
    for (struct dwell_event event; dwell_next_event(&run->dwell, &event);) {
        REQUIRE(run->count < EVENTS_AT_MOST);
        REQUIRE(event.at_us >= run->newest_us);
        run->newest_us = event.at_us;
        if (event.kind == DWELL_LOCKED)
            check_locked(run, &event);
        else
            check_ended(run, &event);
        run->events[run->count++] = event;
    }
}

static void advance(struct run *run, time_us at_us)
{
    dwell_advance(&run->dwell, at_us);
    check_events(run);
    REQUIRE(dwell_deadline(&run->dwell) > at_us);
}

static void look(struct run *run, const struct call *call)
{
    const struct call *last = &run->last;
    bool is_new = call->number != last->number;
    bool same = run->looking && !is_new && call->target.id == last->target.id &&
                call->target.place == last->target.place;
    double before = same ? dwell_progress(&run->dwell, call->target.id, call->at_us) : 0;
    if (!same)
        run->from = is_new ? time_min(call->since, call->at_us) : call->at_us;
    run->chosen = run->chosen && !is_new;
    run->looking = true;
    run->last = *call;
    dwell_look(&run->dwell, &call->target, call->number, call->since, call->at_us);
    check_events(run);
    /* one that closes is left, and its memory may have been used up */
    bool closes = call->target.opens_at > call->at_us;
    bool may_fall = run->chosen || closes || run->dwell.settings.memory_ms == 0;
    REQUIRE(!same || may_fall || dwell_progress(&run->dwell, call->target.id, call->at_us) >= before);
}

static void use_up(struct run *run, const struct call *call)
{
    if (call->what % 2)
        dwell_spend(&run->dwell, call->at_us);
    else
        dwell_forget(&run->dwell, call->at_us);
    check_events(run);
    run->chosen = true; /* by this look nothing comes any more */
    forget(run);
}

static void close_all(struct run *run, const struct call *call)
{
    run->closed_until = call->target.opens_at;
    dwell_close(&run->dwell, run->closed_until, call->at_us);
    check_events(run);
    REQUIRE(run->locked == DWELL_NO_TARGET || run->closed_until <= call->at_us);
}

static void tell(struct run *run, const struct call *call)
{
    if (call->what < 11) {
        look(run, call);
    } else if (call->what < 13) {
        dwell_away(&run->dwell, call->at_us);
        check_events(run);
        run->looking = false;
    } else if (call->what == 15) {
        close_all(run, call);
    } else {
        use_up(run, call);
    }
    REQUIRE(dwell_deadline(&run->dwell) > call->at_us);
    REQUIRE(dwell_locked(&run->dwell) == run->locked);
    for (int id = DWELL_NO_TARGET; id < TARGETS; id++) {
        double shown = dwell_progress(&run->dwell, id, call->at_us);
        REQUIRE(shown >= 0 && shown <= 1);
    }
}

/* The same twice: told only of calls, and at each deadline. */
static void tell_both(struct run *lazy, struct run *eager, const struct call *call)
{
    lazy->count = eager->count = 0;
    advance(lazy, call->at_us);
    tell(lazy, call);
    for (time_us due_us; (due_us = dwell_deadline(&eager->dwell)) <= call->at_us;)
        advance(eager, due_us);
    tell(eager, call);
    REQUIRE(lazy->count == eager->count);
    for (int i = 0; i < lazy->count; i++)
        REQUIRE(lazy->events[i].kind == eager->events[i].kind &&
                lazy->events[i].at_us == eager->events[i].at_us &&
                lazy->events[i].target == eager->events[i].target);
}

static void begin(struct run *run, const uint8_t *bytes)
{
    struct dwell_settings settings = {.dwell_ms = 100 + bytes[0] * 8,
                                      .lock_on_ms = bytes[1] * 4,
                                      .memory_ms = bytes[2] * 8,
                                      .pause_ms = bytes[3] * 4,
                                      .look_away = bytes[4] % 2};
    *run = (struct run){.locked = DWELL_NO_TARGET, .last.target.id = DWELL_NO_TARGET};
    dwell_init(&run->dwell, &settings);
}

/* What is looked at: low bits the target, then whether it is the same look, its place, and when it opens. */
static void read_call(struct call *call, const uint8_t *bytes)
{
    call->at_us += (time_us)(bytes[3] * 256 + bytes[4]) * 100;
    call->what = bytes[0] % 16;
    unsigned target = bytes[1] % 16;
    call->target.id = target < TARGETS ? (int)target : DWELL_NO_TARGET;
    call->target.factor_percent = factors[target % TARGETS];
    call->target.place = bytes[1] & 16 ? (bytes[1] >> 5) % 4 : call->target.id;
    call->target.opens_at = bytes[2] % 4 == 0 ? call->at_us + (bytes[2] - 64) * 4000 : 0;
    if (bytes[2] == 255)
        call->target.opens_at = TIME_NEVER;
    if (bytes[0] < 192) {
        call->number++;
        call->since = call->at_us - (bytes[2] & 63) * 2000;
    }
}

/* Five bytes of settings, then five for each call, the last two: how long after the last in units of 100
 * us. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 5)
        return 0;
    struct run lazy, eager;
    begin(&lazy, bytes);
    begin(&eager, bytes);
    struct call call = {.number = 0};
    for (size_t at = 5; at + 5 <= size; at += 5) {
        read_call(&call, bytes + at);
        tell_both(&lazy, &eager, &call);
    }
    return 0;
}

#include "input/dwell.h"

enum { FACTOR_LEAST = 40, FACTOR_MOST = 1000 };

static const struct dwell_begun nothing_begun = {.id = DWELL_NO_TARGET};

static time_us later(time_us a, time_us b)
{
    return a > b ? a : b;
}

static time_us after(time_us from, time_us us)
{
    return from > TIME_NEVER - us ? TIME_NEVER : from + us;
}

static struct dwell_settings usable(const struct dwell_settings *settings)
{
    struct dwell_settings usable = *settings;
    if (usable.dwell_ms < 0)
        usable.dwell_ms = 0;
    if (usable.lock_on_ms > usable.dwell_ms)
        usable.lock_on_ms = usable.dwell_ms;
    if (usable.lock_on_ms < 0)
        usable.lock_on_ms = 0;
    return usable;
}

static bool is_same_settings(const struct dwell_settings *a, const struct dwell_settings *b)
{
    return a->dwell_ms == b->dwell_ms && a->lock_on_ms == b->lock_on_ms && a->memory_ms == b->memory_ms &&
           a->pause_ms == b->pause_ms && a->look_away == b->look_away;
}

static void forget_begun(struct dwell *dwell)
{
    dwell->begun = nothing_begun;
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST; i++)
        dwell->memory[i] = nothing_begun;
}

void dwell_init(struct dwell *dwell, const struct dwell_settings *settings)
{
    *dwell = (struct dwell){.settings = usable(settings),
                            .newest_us = INT64_MIN,
                            .quiet_until = INT64_MIN,
                            .closed_until = INT64_MIN};
    forget_begun(dwell);
}

static void emit(struct dwell *dwell, enum dwell_event_kind kind, time_us at_us)
{
    if (dwell->count == DWELL_EVENTS_AT_MOST)
        return;
    int place = (dwell->first + dwell->count++) % DWELL_EVENTS_AT_MOST;
    dwell->events[place] = (struct dwell_event){kind, dwell->target.id, at_us};
}

bool dwell_next_event(struct dwell *dwell, struct dwell_event *event)
{
    if (dwell->count == 0)
        return false;
    *event = dwell->events[dwell->first];
    dwell->first = (dwell->first + 1) % DWELL_EVENTS_AT_MOST;
    dwell->count--;
    return true;
}

/* ---- how far it is ---- */

static bool is_kept_from_same_place(const struct dwell *dwell)
{
    return dwell->must_leave && dwell->target.place == dwell->left_place;
}

/* The look may lead to a choice. */
static bool counts(const struct dwell *dwell)
{
    return dwell->looking && !dwell->spent && dwell->target.id != DWELL_NO_TARGET &&
           !is_kept_from_same_place(dwell);
}

/* What is seen to fill: the target's dwell time without lock-on. */
static int64_t fill_us(const struct dwell *dwell)
{
    int factor = dwell->target.factor_percent;
    if (factor < FACTOR_LEAST)
        factor = FACTOR_LEAST;
    if (factor > FACTOR_MOST)
        factor = FACTOR_MOST;
    int64_t fill = (int64_t)dwell->settings.dwell_ms * factor * 10 - time_from_ms(dwell->settings.lock_on_ms);
    return fill > 0 ? fill : 0;
}

/* So much of another whole as was filled of the old one, never less. */
static void scale(struct dwell_begun *begun, int64_t to_fill_us)
{
    if (begun->fill_us != to_fill_us && begun->fill_us > 0)
        begun->progress_us = (begun->progress_us * to_fill_us + begun->fill_us - 1) / begun->fill_us;
    begun->fill_us = to_fill_us;
}

static int64_t filled_us(const struct dwell *dwell, time_us at_us)
{
    int64_t filled = dwell->begun.progress_us;
    if (dwell->locked && at_us > dwell->locked_from)
        filled += at_us - dwell->locked_from;
    return filled;
}

static time_us choice_due(const struct dwell *dwell)
{
    return dwell->locked_from + (dwell->begun.fill_us - dwell->begun.progress_us);
}

static time_us lock_on_due(const struct dwell *dwell)
{
    return after(dwell->counts_from, time_from_ms(dwell->settings.lock_on_ms));
}

static time_us memory_end(const struct dwell *dwell, const struct dwell_begun *begun)
{
    return begun->left_at + time_from_ms(dwell->settings.memory_ms);
}

time_us dwell_deadline(const struct dwell *dwell)
{
    time_us due_us = TIME_NEVER;
    if (counts(dwell))
        due_us = dwell->locked ? choice_due(dwell) : lock_on_due(dwell);
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST; i++)
        if (dwell->memory[i].id != DWELL_NO_TARGET)
            due_us = time_min(due_us, memory_end(dwell, &dwell->memory[i]));
    return due_us;
}

int dwell_locked(const struct dwell *dwell)
{
    return dwell->locked ? dwell->target.id : DWELL_NO_TARGET;
}

static double share(int64_t progress_us, int64_t whole_us)
{
    if (progress_us == 0)
        return 0;
    return progress_us >= whole_us ? 1 : (double)progress_us / (double)whole_us;
}

double dwell_progress(const struct dwell *dwell, int target, time_us at_us)
{
    if (target == DWELL_NO_TARGET)
        return 0;
    if (dwell->begun.id == target)
        return share(filled_us(dwell, at_us), dwell->begun.fill_us);
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST; i++)
        if (dwell->memory[i].id == target)
            return share(dwell->memory[i].progress_us, dwell->memory[i].fill_us);
    return 0;
}

/* ---- what was begun and left ---- */

static void end_memories(struct dwell *dwell, time_us at_us)
{
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST; i++)
        if (dwell->memory[i].id != DWELL_NO_TARGET && memory_end(dwell, &dwell->memory[i]) <= at_us)
            dwell->memory[i] = nothing_begun;
}

/* In a free place, or in that of the one left longest ago. */
static void remember(struct dwell *dwell, const struct dwell_begun *begun, time_us at_us)
{
    if (begun->progress_us == 0 || memory_end(dwell, begun) <= at_us)
        return;
    struct dwell_begun *place = &dwell->memory[0];
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST && place->id != DWELL_NO_TARGET; i++) {
        struct dwell_begun *other = &dwell->memory[i];
        if (other->id == DWELL_NO_TARGET || other->left_at < place->left_at)
            place = other;
    }
    *place = *begun;
}

static void recall(struct dwell *dwell)
{
    dwell->begun = (struct dwell_begun){.id = dwell->target.id, .fill_us = fill_us(dwell)};
    for (int i = 0; i < DWELL_REMEMBERED_AT_MOST; i++) {
        if (dwell->memory[i].id != dwell->target.id)
            continue;
        scale(&dwell->memory[i], dwell->begun.fill_us);
        dwell->begun = dwell->memory[i];
        dwell->memory[i] = nothing_begun;
    }
}

/* ---- deadlines ---- */

static void lock_on(struct dwell *dwell, time_us at_us)
{
    struct dwell_begun *begun = &dwell->begun;
    begun->away_us = begun->progress_us > 0 ? at_us - begun->left_at : 0;
    dwell->locked = true;
    dwell->locked_from = at_us;
    emit(dwell, DWELL_LOCKED, at_us);
}

/* Something was chosen, or the page is another: nothing of before counts. */
static void settle(struct dwell *dwell, time_us quiet_until)
{
    dwell->locked = false;
    dwell->spent = true;
    dwell->quiet_until = later(dwell->quiet_until, quiet_until);
    forget_begun(dwell);
}

static void keep_from_place(struct dwell *dwell)
{
    dwell->must_leave = dwell->settings.look_away;
    dwell->left_place = dwell->target.place;
}

static void take(struct dwell *dwell, time_us at_us)
{
    emit(dwell, DWELL_TAKEN, at_us);
    settle(dwell, at_us + time_from_ms(dwell->settings.pause_ms));
    keep_from_place(dwell);
}

static void fire(struct dwell *dwell, time_us at_us)
{
    end_memories(dwell, at_us);
    if (!counts(dwell))
        return;
    if (!dwell->locked && lock_on_due(dwell) <= at_us)
        lock_on(dwell, at_us);
    else if (dwell->locked && choice_due(dwell) <= at_us)
        take(dwell, at_us);
}

/* Returns at_us, or what is newer. */
static time_us go_on(struct dwell *dwell, time_us at_us)
{
    dwell->newest_us = later(dwell->newest_us, at_us);
    for (time_us due_us; (due_us = dwell_deadline(dwell)) <= dwell->newest_us && due_us != TIME_NEVER;)
        fire(dwell, due_us);
    return dwell->newest_us;
}

void dwell_advance(struct dwell *dwell, time_us at_us)
{
    go_on(dwell, at_us);
}

/* ---- looks ---- */

static void unlock(struct dwell *dwell, time_us at_us)
{
    if (dwell->locked)
        emit(dwell, DWELL_UNLOCKED, at_us);
    dwell->locked = false;
}

static void leave(struct dwell *dwell, time_us at_us)
{
    if (dwell->locked) {
        dwell->begun.progress_us = filled_us(dwell, at_us);
        dwell->begun.left_at = at_us - dwell->begun.away_us;
    }
    unlock(dwell, at_us);
    remember(dwell, &dwell->begun, at_us);
    dwell->begun = nothing_begun;
    dwell->looking = false;
}

/* Never so that lock-on would be over before anybody was told. */
static void begin_to_count(struct dwell *dwell, time_us at_us)
{
    dwell->counts_from = later(later(dwell->arrived_at, at_us - time_from_ms(dwell->settings.lock_on_ms)),
                               later(dwell->target.opens_at, later(dwell->quiet_until, dwell->closed_until)));
}

static void arrive(struct dwell *dwell, const struct dwell_target *target, time_us arrived_at, time_us at_us)
{
    dwell->looking = true;
    dwell->target = *target;
    dwell->arrived_at = arrived_at;
    begin_to_count(dwell, at_us);
    if (counts(dwell))
        recall(dwell);
}

/* The same look, the same target: only its factor or its opening may be others. */
static void look_on(struct dwell *dwell, const struct dwell_target *target, time_us at_us)
{
    int64_t filled = filled_us(dwell, at_us);
    dwell->target = *target;
    if (!counts(dwell))
        return;
    if (!dwell->locked)
        begin_to_count(dwell, at_us);
    if (dwell->begun.fill_us == fill_us(dwell))
        return;
    dwell->begun.progress_us = filled;
    dwell->locked_from = at_us;
    scale(&dwell->begun, fill_us(dwell));
}

static void begin_look(struct dwell *dwell, unsigned number, int64_t place)
{
    dwell->look_number = number;
    dwell->spent = false;
    if (place != dwell->left_place)
        dwell->must_leave = false;
}

static bool goes_on(const struct dwell *dwell, const struct dwell_target *target, unsigned number,
                    time_us at_us)
{
    bool closes = dwell->locked && target->opens_at > at_us;
    return dwell->looking && dwell->look_number == number && dwell->target.id == target->id &&
           dwell->target.place == target->place && !closes;
}

void dwell_look(struct dwell *dwell, const struct dwell_target *target, unsigned number, time_us since,
                time_us at_us)
{
    at_us = go_on(dwell, at_us);
    if (goes_on(dwell, target, number, at_us)) {
        look_on(dwell, target, at_us);
    } else {
        bool is_new = number != dwell->look_number;
        leave(dwell, at_us);
        if (is_new)
            begin_look(dwell, number, target->place);
        arrive(dwell, target, is_new ? time_min(since, at_us) : at_us, at_us);
    }
    go_on(dwell, at_us); /* without lock-on it begins at once */
}

void dwell_away(struct dwell *dwell, time_us at_us)
{
    leave(dwell, go_on(dwell, at_us));
}

void dwell_close(struct dwell *dwell, time_us until, time_us at_us)
{
    at_us = go_on(dwell, at_us);
    dwell->closed_until = until;
    if (dwell->looking) {
        struct dwell_target target = dwell->target;
        leave(dwell, at_us);
        arrive(dwell, &target, dwell->arrived_at, at_us);
    }
    go_on(dwell, at_us);
}

void dwell_forget(struct dwell *dwell, time_us at_us)
{
    at_us = go_on(dwell, at_us);
    unlock(dwell, at_us);
    settle(dwell, at_us);
}

void dwell_spend(struct dwell *dwell, time_us at_us)
{
    at_us = go_on(dwell, at_us);
    bool uses_up = dwell->looking && !dwell->spent && dwell->target.id != DWELL_NO_TARGET;
    dwell_forget(dwell, at_us);
    if (uses_up)
        keep_from_place(dwell);
}

void dwell_taken_at(struct dwell *dwell, int64_t place)
{
    dwell->left_place = place;
}

void dwell_set_settings(struct dwell *dwell, const struct dwell_settings *settings, time_us at_us)
{
    at_us = go_on(dwell, at_us);
    struct dwell_settings other = usable(settings);
    if (is_same_settings(&dwell->settings, &other))
        return;
    unlock(dwell, at_us);
    forget_begun(dwell);
    dwell->settings = other;
    dwell->must_leave = dwell->must_leave && other.look_away;
    if (dwell->looking)
        arrive(dwell, &dwell->target, at_us, at_us);
    go_on(dwell, at_us);
}

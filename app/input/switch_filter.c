#include "input/switch_filter.h"

#include <stddef.h>

const char *switch_output_name(enum switch_output_kind kind)
{
    static const char *const names[SWITCH_OUTPUT_KINDS] = {"hold",   "pressed", "act",  "resume", "released",
                                                           "cancel", "linger",  "long", "stuck",  "unstuck"};
    return names[kind];
}

const char *switch_state_name(enum switch_state state)
{
    static const char *const names[] = {"open", "closing", "closed", "ignored", "stuck"};
    return names[state];
}

void switch_filter_init(struct switch_filter *filter, const struct switch_filter_config *config)
{
    *filter = (struct switch_filter){.config = *config, .dead_until_us = INT64_MIN, .newest_us = INT64_MIN};
}

void switch_filter_trace(struct switch_filter *filter, switch_trace *trace, void *context)
{
    filter->trace = trace;
    filter->trace_context = context;
}

static void emit(struct switch_outputs *out, enum switch_output_kind kind, time_us at_us, time_us edge_us)
{
    if (out->count < SWITCH_OUTPUTS_AT_MOST)
        out->items[out->count++] = (struct switch_output){kind, at_us, edge_us};
}

static void enter(struct switch_filter *filter, time_us at_us, enum switch_state state, const char *why)
{
    if (filter->trace)
        filter->trace(filter->trace_context, at_us, filter->state, state, why);
    filter->state = state;
}

static bool acts_on_release(const struct switch_filter *filter)
{
    return filter->config.act_on == SWITCH_ACT_ON_RELEASE;
}

static void start_dead_time(struct switch_filter *filter, time_us from_us)
{
    filter->dead_until_us = from_us + time_from_ms(filter->config.ignore_repeats_ms);
}

/* ---- deadlines ---- */

static time_us after_press(const struct switch_filter *filter, int ms)
{
    time_us due_us = filter->down_us + time_from_ms(ms);
    return due_us > filter->contact_us ? due_us
                                       : filter->contact_us; /* it was open when due: when it closed again */
}

static time_us stuck_due(const struct switch_filter *filter)
{
    return filter->config.stuck_ms > 0 ? after_press(filter, filter->config.stuck_ms) : TIME_NEVER;
}

static time_us linger_due(const struct switch_filter *filter)
{
    int linger_ms = filter->config.linger_ms, acceptance_ms = filter->config.acceptance_ms;
    if (linger_ms <= 0 || filter->linger_fired || filter->long_fired)
        return TIME_NEVER;
    return after_press(filter, linger_ms > acceptance_ms ? linger_ms : acceptance_ms);
}

static time_us long_due(const struct switch_filter *filter)
{
    int long_ms = filter->config.long_press_ms, acceptance_ms = filter->config.acceptance_ms;
    if (long_ms <= 0 || filter->long_fired)
        return TIME_NEVER;
    return after_press(filter, long_ms > acceptance_ms ? long_ms : acceptance_ms);
}

time_us switch_filter_deadline(const struct switch_filter *filter)
{
    if (filter->state == SWITCH_STATE_OPEN)
        return TIME_NEVER;
    if (!filter->contact)
        return filter->up_us + time_from_ms(filter->config.bounce_ms);
    switch (filter->state) {
    case SWITCH_STATE_CLOSING:
        return time_min(after_press(filter, filter->config.acceptance_ms), stuck_due(filter));
    case SWITCH_STATE_CLOSED:
        return time_min(time_min(linger_due(filter), long_due(filter)), stuck_due(filter));
    case SWITCH_STATE_IGNORED:
        return stuck_due(filter);
    case SWITCH_STATE_OPEN:
    case SWITCH_STATE_STUCK:
        break;
    }
    return TIME_NEVER;
}

static void accept_press(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    enter(filter, at_us, SWITCH_STATE_CLOSED, "held for the acceptance time");
    start_dead_time(filter, filter->down_us);
    filter->dead_again = false;
    filter->linger_fired = filter->long_fired = false;
    emit(out, SWITCH_PRESSED, at_us, filter->down_us);
    if (!acts_on_release(filter)) {
        filter->frozen = false;
        emit(out, SWITCH_ACT, at_us, filter->down_us);
    }
}

/* The hold that is running ends and selects nothing. */
static void cancel(struct switch_filter *filter, time_us at_us, time_us edge_us, struct switch_outputs *out)
{
    if (filter->frozen || filter->state == SWITCH_STATE_CLOSED)
        emit(out, SWITCH_CANCEL, at_us, edge_us);
    filter->frozen = false;
}

/* It has done something by being held; its release does nothing more. */
static bool was_long(const struct switch_filter *filter)
{
    return filter->linger_fired || filter->long_fired;
}

static void release_closed(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    emit(out, SWITCH_RELEASED, at_us, filter->up_us);
    if (acts_on_release(filter) && !was_long(filter))
        emit(out, SWITCH_ACT, at_us, filter->up_us);
    filter->frozen = false;
    start_dead_time(filter, filter->up_us);
}

static void release_ignored(struct switch_filter *filter)
{
    if (filter->dead_again)
        return;
    filter->dead_again = true;
    start_dead_time(filter, filter->up_us);
}

/* It has been open for the bounce time: it was let go at up_us. */
static void confirm_release(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    const char *why = "let go";
    switch (filter->state) {
    case SWITCH_STATE_CLOSING:
        cancel(filter, at_us, filter->up_us, out);
        why = "let go before the acceptance time";
        break;
    case SWITCH_STATE_CLOSED:
        release_closed(filter, at_us, out);
        break;
    case SWITCH_STATE_IGNORED:
        release_ignored(filter);
        break;
    case SWITCH_STATE_STUCK:
        emit(out, SWITCH_UNSTUCK, at_us, filter->up_us);
        start_dead_time(filter, filter->up_us);
        break;
    case SWITCH_STATE_OPEN:
        break;
    }
    enter(filter, at_us, SWITCH_STATE_OPEN, why);
}

static void become_stuck(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    cancel(filter, at_us, filter->down_us, out);
    emit(out, SWITCH_STUCK, at_us, filter->down_us);
    enter(filter, at_us, SWITCH_STATE_STUCK, "held too long");
}

static void fire(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    if (!filter->contact) {
        confirm_release(filter, at_us, out);
    } else if (filter->state == SWITCH_STATE_CLOSING &&
               at_us >= after_press(filter, filter->config.acceptance_ms)) {
        accept_press(filter, at_us, out);
    } else if (filter->state == SWITCH_STATE_CLOSED && at_us >= long_due(filter)) {
        filter->long_fired = true;
        emit(out, SWITCH_LONG, at_us, filter->down_us);
    } else if (filter->state == SWITCH_STATE_CLOSED && at_us >= linger_due(filter)) {
        filter->linger_fired = true;
        emit(out, SWITCH_LINGER, at_us, filter->down_us);
    } else {
        become_stuck(filter, at_us, out);
    }
}

void switch_filter_advance(struct switch_filter *filter, time_us now_us, struct switch_outputs *out)
{
    for (time_us due_us; (due_us = switch_filter_deadline(filter)) <= now_us && due_us != TIME_NEVER;)
        fire(filter, due_us, out);
}

/* ---- edges ---- */

static time_us not_before_the_last(struct switch_filter *filter, time_us at_us)
{
    if (at_us > filter->newest_us)
        filter->newest_us = at_us;
    return filter->newest_us;
}

static void begin_press(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    filter->down_us = filter->contact_us = at_us;
    if (at_us < filter->dead_until_us) {
        enter(filter, at_us, SWITCH_STATE_IGNORED, "pressed in the dead time");
        return;
    }
    enter(filter, at_us, SWITCH_STATE_CLOSING, "pressed");
    if (!acts_on_release(filter)) {
        filter->frozen = true;
        emit(out, SWITCH_HOLD, at_us, at_us);
    }
}

static void close_contact(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    filter->contact = true;
    if (filter->state == SWITCH_STATE_OPEN) {
        begin_press(filter, at_us, out);
        return;
    }
    filter->contact_us = at_us;
    if (filter->frozen && filter->state == SWITCH_STATE_CLOSED) {
        filter->frozen = false;
        emit(out, SWITCH_RESUME, at_us, at_us);
    }
}

static void open_contact(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    filter->contact = false;
    filter->up_us = at_us;
    if (filter->state == SWITCH_STATE_CLOSED && acts_on_release(filter) && !was_long(filter)) {
        filter->frozen = true;
        emit(out, SWITCH_HOLD, at_us, at_us);
    }
}

void switch_filter_edge(struct switch_filter *filter, bool down, time_us at_us, struct switch_outputs *out)
{
    at_us = not_before_the_last(filter, at_us);
    switch_filter_advance(filter, at_us, out);
    if (down == filter->contact)
        return;
    if (down)
        close_contact(filter, at_us, out);
    else
        open_contact(filter, at_us, out);
    switch_filter_advance(filter, at_us, out); /* times of 0 ms are over at once */
}

/* ---- loss ---- */

void switch_filter_lost(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    at_us = not_before_the_last(filter, at_us);
    if (filter->state == SWITCH_STATE_STUCK)
        emit(out, SWITCH_UNSTUCK, at_us, at_us);
    cancel(filter, at_us, at_us, out);
    filter->contact = false;
    if (filter->state != SWITCH_STATE_OPEN)
        enter(filter, at_us, SWITCH_STATE_OPEN, "lost");
}

void switch_filter_held(struct switch_filter *filter, time_us at_us, struct switch_outputs *out)
{
    switch_filter_lost(filter, at_us, out);
    filter->contact = true;
    filter->down_us = filter->contact_us = filter->newest_us;
    filter->dead_again = false;
    enter(filter, filter->newest_us, SWITCH_STATE_IGNORED, "found held");
}

static bool is_same(const struct switch_filter_config *a, const struct switch_filter_config *b)
{
    return a->acceptance_ms == b->acceptance_ms && a->ignore_repeats_ms == b->ignore_repeats_ms &&
           a->act_on == b->act_on && a->bounce_ms == b->bounce_ms && a->long_press_ms == b->long_press_ms &&
           a->linger_ms == b->linger_ms && a->stuck_ms == b->stuck_ms;
}

/* A press that has counted goes on under new settings too, so that holding on calls whatever was changed by it; unless they
 * say of it what would have been long ago. */
static bool goes_on(const struct switch_filter *filter, const struct switch_filter_config *config,
                    time_us at_us)
{
    struct switch_filter changed = *filter;
    changed.config = *config;
    return filter->state == SWITCH_STATE_CLOSED && !acts_on_release(filter) && !acts_on_release(&changed) &&
           switch_filter_deadline(&changed) > at_us;
}

void switch_filter_configure(struct switch_filter *filter, const struct switch_filter_config *config,
                             time_us at_us, struct switch_outputs *out)
{
    switch_filter_advance(filter, at_us, out);
    if (is_same(&filter->config, config))
        return;
    bool held = filter->contact;
    if (filter->state != SWITCH_STATE_STUCK && filter->state != SWITCH_STATE_OPEN &&
        !goes_on(filter, config, at_us)) {
        switch_filter_lost(filter, at_us, out);
        if (held)
            switch_filter_held(filter, at_us, out);
    }
    filter->config = *config;
}

#include "input/gaze_look.h"

#include <math.h>

enum { SAMPLES_COUNTED = 100000 };
static const time_us FARTHEST_US = INT64_MAX / 4; /* so that times can be added and subtracted */
static const double LEAVE = 1.5;                  /* times the enter radius */
static const double CENTRE_S = 0.1;               /* mean age of what the centre is the mean of */

static double enter_px(const struct gaze_look_machine *machine)
{
    return machine->settings.enter_degrees * machine->settings.px_per_degree;
}

static void apply(struct gaze_look_machine *machine, const struct gaze_look_settings *settings)
{
    machine->settings = *settings;
    machine->settings.px_per_degree = fmax(settings->px_per_degree, 0.001);
    machine->settings.enter_degrees = fmax(settings->enter_degrees, 0.001);
    machine->filter.settings = (struct gaze_filter_settings){
        .px_per_degree = machine->settings.px_per_degree,
        .jump_degrees = LEAVE * machine->settings.enter_degrees,
    };
}

void gaze_look_init(struct gaze_look_machine *machine, const struct gaze_look_settings *settings)
{
    *machine = (struct gaze_look_machine){
        .now_us = -FARTHEST_US, .lost_since = TIME_NEVER, .doubtful_since = TIME_NEVER};
    gaze_filter_init(&machine->filter, &machine->filter.settings);
    gaze_stream_init(&machine->stream);
    apply(machine, settings);
}

/* ---- looks ---- */

/* The eyes may be staying here. */
static void begin_staying(struct gaze_look_machine *machine, time_us since_us, time_us at_us)
{
    machine->state = GAZE_LOOK_MOVING;
    machine->centre_x = machine->filter.x;
    machine->centre_y = machine->filter.y;
    machine->samples = 1;
    machine->since = since_us;
    machine->centre_us = at_us;
    gaze_stream_break(&machine->stream);
}

/* A plain mean at first, then one that forgets; no single sample after a pause weighs more than all before it. */
static void move_centre(struct gaze_look_machine *machine, time_us at_us)
{
    double dt = fmin((double)(at_us - machine->centre_us) / 1e6, CENTRE_S);
    machine->samples += machine->samples < SAMPLES_COUNTED;
    double share = fmax(dt / (dt + CENTRE_S), 1.0 / machine->samples);
    machine->centre_x += share * (machine->filter.x - machine->centre_x);
    machine->centre_y += share * (machine->filter.y - machine->centre_y);
    machine->centre_us = at_us;
}

/* The smoothed point is where it is; its first sample there was at since_us. */
static void follow(struct gaze_look_machine *machine, time_us since_us, time_us at_us)
{
    double away = hypot(machine->filter.x - machine->centre_x, machine->filter.y - machine->centre_y);
    double radius = enter_px(machine) * (machine->state == GAZE_LOOK_RESTING ? LEAVE : 1);
    if (machine->state == GAZE_LOOK_NONE || away > radius)
        begin_staying(machine, since_us, at_us);
    else
        move_centre(machine, at_us);
}

static void rest(struct gaze_look_machine *machine)
{
    machine->state = GAZE_LOOK_RESTING;
    machine->number++;
}

static void see(struct gaze_look_machine *machine, time_us since_us, time_us at_us)
{
    follow(machine, since_us, at_us);
    machine->lost_since = machine->doubtful_since = TIME_NEVER;
    if (machine->state == GAZE_LOOK_MOVING && at_us - machine->since >= time_from_ms(GAZE_CONFIRM_MS))
        rest(machine);
}

static void lose(struct gaze_look_machine *machine, time_us since_us)
{
    machine->state = GAZE_LOOK_NONE;
    machine->lost_since = since_us;
    machine->doubtful_since = TIME_NEVER;
    gaze_filter_forget(&machine->filter);
    gaze_stream_break(&machine->stream);
}

/* ---- deadlines ---- */

static bool silence_is_loss(const struct gaze_look_machine *machine)
{
    return machine->settings.silence == GAZE_SILENCE_LOST ||
           (machine->settings.silence == GAZE_SILENCE_AUTO && machine->stream.keeps_sending);
}

/* Less than what trackers stutter is no silence. */
static time_us silence_us(const struct gaze_look_machine *machine)
{
    int blink_ms = machine->settings.blink_ms;
    return time_from_ms(blink_ms > GAZE_STREAM_GAP_MS ? blink_ms : GAZE_STREAM_GAP_MS);
}

/* A jump and then silence. From a tracker that is no place where eyes rest. */
static time_us confirm_due(const struct gaze_look_machine *machine)
{
    bool long_silence = silence_is_loss(machine) && !machine->eyes_lost;
    if (!machine->filter.waits)
        return TIME_NEVER;
    return machine->filter.waiting_us + (long_silence ? silence_us(machine) : time_from_ms(GAZE_CONFIRM_MS));
}

/* Silence after the samples of a pointer that may be still; a tracker's samples tell themselves (see()). */
static time_us rest_due(const struct gaze_look_machine *machine)
{
    if (machine->state != GAZE_LOOK_MOVING || machine->filter.waits || machine->eyes_lost ||
        silence_is_loss(machine))
        return TIME_NEVER;
    return machine->sampled_us + time_from_ms(GAZE_CONFIRM_MS);
}

static time_us gone_due(const struct gaze_look_machine *machine)
{
    if (machine->state == GAZE_LOOK_NONE)
        return TIME_NEVER;
    if (machine->eyes_lost)
        return machine->eyes_lost_us + time_from_ms(machine->settings.blink_ms);
    return silence_is_loss(machine) ? machine->sampled_us + silence_us(machine) : TIME_NEVER;
}

time_us gaze_look_deadline(const struct gaze_look_machine *machine)
{
    return time_min(confirm_due(machine), time_min(rest_due(machine), gone_due(machine)));
}

static void confirm(struct gaze_look_machine *machine, time_us at_us)
{
    time_us since_us = machine->filter.waiting_since;
    if (machine->eyes_lost || silence_is_loss(machine)) {
        gaze_filter_drop(&machine->filter);
        return;
    }
    gaze_filter_confirm(&machine->filter);
    see(machine, since_us, at_us);
}

static void fire(struct gaze_look_machine *machine, time_us due_us)
{
    if (due_us == confirm_due(machine)) {
        confirm(machine, due_us);
    } else if (due_us == rest_due(machine)) {
        rest(machine);
    } else {
        machine->silenced = !machine->eyes_lost;
        lose(machine, machine->eyes_lost ? machine->eyes_lost_us : machine->sampled_us);
    }
}

static void fire_until(struct gaze_look_machine *machine, time_us now_us)
{
    for (time_us due_us; (due_us = gaze_look_deadline(machine)) <= now_us;)
        fire(machine, due_us);
}

/* Time goes on to at_us; says what time it is then. */
static time_us go_on(struct gaze_look_machine *machine, time_us at_us)
{
    at_us = time_min(at_us, FARTHEST_US);
    if (at_us > machine->now_us)
        machine->now_us = at_us;
    fire_until(machine, machine->now_us);
    return machine->now_us;
}

/* ---- what happens ---- */

static time_us sure_until(const struct gaze_look_machine *machine)
{
    time_us silent_us =
        silence_is_loss(machine) ? machine->sampled_us + time_from_ms(GAZE_CONFIRM_MS) : TIME_NEVER;
    return machine->state == GAZE_LOOK_NONE ? TIME_NEVER : time_min(machine->doubtful_since, silent_us);
}

/* The eyes are lost, or seem to be elsewhere: from now on the look may be over, if it was not doubtful before. */
static void doubt(struct gaze_look_machine *machine, time_us now_us)
{
    if (machine->state != GAZE_LOOK_NONE)
        machine->doubtful_since = time_min(sure_until(machine), now_us);
}

/* The eyes were away until now_us, by the tracker's word or by its silence, for long enough to have been closed: a tracker
 * that loses a sample now and then would else be waited for all the time, and never be seen to go elsewhere. */
static bool was_blink(const struct gaze_look_machine *machine, time_us now_us)
{
    bool gap = machine->sampled && gaze_stream_is_gap(&machine->stream, now_us - machine->sampled_us);
    if (machine->eyes_lost)
        return now_us - machine->eyes_lost_us >= time_from_ms(GAZE_BLINK_LEAST_MS);
    return gap && silence_is_loss(machine);
}

void gaze_look_sample(struct gaze_look_machine *machine, double x, double y, time_us at_us)
{
    time_us now_us = go_on(machine, at_us);
    if (machine->silenced)
        gaze_stream_back(&machine->stream, x, y, machine->settings.px_per_degree);
    if (was_blink(machine, now_us))
        gaze_filter_back(&machine->filter, now_us);
    doubt(machine, now_us); /* unless it is seen to be there still, or to be elsewhere now */
    machine->silenced = machine->eyes_lost = false;
    machine->sampled = true;
    machine->sampled_us = now_us;
    switch (gaze_filter_sample(&machine->filter, x, y, now_us)) {
    case GAZE_FILTER_TAKEN:
        see(machine, now_us, now_us);
        gaze_stream_sample(&machine->stream, x, y, now_us);
        break;
    case GAZE_FILTER_JUMPED:
        see(machine, machine->filter.jumped_at, now_us);
        gaze_stream_break(&machine->stream);
        break;
    case GAZE_FILTER_WAITS:
        break;
    }
    fire_until(machine, now_us);
}

void gaze_look_lost(struct gaze_look_machine *machine, time_us at_us)
{
    time_us now_us = go_on(machine, at_us);
    doubt(machine, now_us);
    if (!machine->eyes_lost) {
        machine->eyes_lost = true;
        machine->eyes_lost_us = now_us;
    }
    if (machine->state == GAZE_LOOK_NONE && machine->lost_since == TIME_NEVER)
        machine->lost_since = now_us;
    fire_until(machine, now_us);
}

void gaze_look_advance(struct gaze_look_machine *machine, time_us at_us)
{
    go_on(machine, at_us);
}

void gaze_look_set_settings(struct gaze_look_machine *machine, const struct gaze_look_settings *settings,
                            time_us at_us)
{
    time_us now_us = go_on(machine, at_us);
    apply(machine, settings);
    fire_until(machine, now_us);
}

void gaze_look_now(const struct gaze_look_machine *machine, struct gaze_look *look)
{
    *look = (struct gaze_look){.tracked = machine->state != GAZE_LOOK_NONE,
                               .x = machine->filter.x,
                               .y = machine->filter.y,
                               .number = machine->number,
                               .resting = machine->state == GAZE_LOOK_RESTING,
                               .centre_x = machine->centre_x,
                               .centre_y = machine->centre_y,
                               .since = machine->since,
                               .sure_until = sure_until(machine),
                               .lost_since = machine->lost_since};
}

/* Plays the files of dwell/ (their README.md says how they are written). */
#include "timed_cases.h"

#include "input/dwell.h"

struct looked {
    struct dwell dwell;
    struct dwell_settings settings;
    /* The look that samples tell again. */
    bool looking;
    struct dwell_target target;
    unsigned number;
    time_us since;
};

static void note(struct timed_play *play)
{
    static const char *const names[] = {"locked", "unlocked", "taken"};
    struct looked *looked = play->self;
    struct dwell_event event;
    for (int i = 0; dwell_next_event(&looked->dwell, &event); i++) {
        assert_true(i < 4);
        buffer_printf(&play->seen, "%.3f %s %d\n", (double)event.at_us / 1000, names[event.kind],
                      event.target);
    }
    assert_true(dwell_deadline(&looked->dwell) > looked->dwell.newest_us);
}

static void step(struct timed_play *play, time_us at_us)
{
    struct looked *looked = play->self;
    if (play->pace == BY_SAMPLES && looked->looking)
        dwell_look(&looked->dwell, &looked->target, looked->number, looked->since, at_us);
    else
        dwell_advance(&looked->dwell, at_us);
    note(play);
}

static time_us deadline(const void *self)
{
    const struct looked *looked = self;
    return dwell_deadline(&looked->dwell);
}

static void read_config(struct dwell_settings *settings, char **rest)
{
    for (char *name; (name = strtok_r(NULL, " \n", rest));) {
        const char *value = strtok_r(NULL, " \n", rest);
        assert_non_null(value);
        if (!strcmp(name, "dwell"))
            settings->dwell_ms = atoi(value);
        else if (!strcmp(name, "lock-on"))
            settings->lock_on_ms = atoi(value);
        else if (!strcmp(name, "memory"))
            settings->memory_ms = atoi(value);
        else if (!strcmp(name, "pause"))
            settings->pause_ms = atoi(value);
        else if (!strcmp(name, "look-away"))
            settings->look_away = atoi(value) != 0;
        else
            fail_msg("config: there is no \"%s\"", name);
    }
}

static int read_target(const char *text)
{
    return strcmp(text, "none") ? atoi(text) : DWELL_NO_TARGET;
}

static void read_look(struct looked *looked, time_us at_us, char **rest)
{
    int id = read_target(strtok_r(NULL, " \n", rest));
    looked->target = (struct dwell_target){.id = id, .factor_percent = 100, .place = id};
    looked->number = (unsigned)atoi(strtok_r(NULL, " \n", rest));
    looked->since = at_us;
    for (char *name; (name = strtok_r(NULL, " \n", rest));) {
        const char *value = strtok_r(NULL, " \n", rest);
        assert_non_null(value);
        if (!strcmp(name, "since"))
            looked->since = timed_us(value);
        else if (!strcmp(name, "factor"))
            looked->target.factor_percent = atoi(value);
        else if (!strcmp(name, "opens"))
            looked->target.opens_at = strcmp(value, "never") ? timed_us(value) : TIME_NEVER;
        else if (!strcmp(name, "place"))
            looked->target.place = atoi(value);
        else
            fail_msg("look: there is no \"%s\"", name);
    }
}

static void begin(void *self)
{
    struct looked *looked = self;
    looked->settings =
        (struct dwell_settings){.dwell_ms = 600, .lock_on_ms = 250, .memory_ms = 750, .look_away = true};
    dwell_init(&looked->dwell, &looked->settings);
    looked->looking = false;
}

static void configure(void *self, char **rest)
{
    struct looked *looked = self;
    read_config(&looked->settings, rest);
    dwell_init(&looked->dwell, &looked->settings);
}

static void check_shown(struct timed_play *play, time_us at_us, char **rest)
{
    const struct looked *looked = play->self;
    step(play, at_us);
    int target = read_target(strtok_r(NULL, " \n", rest));
    double expected = strtod(strtok_r(NULL, " \n", rest), NULL);
    double shown = 100 * dwell_progress(&looked->dwell, target, at_us);
    if (shown - expected > 0.0001 || expected - shown > 0.0001)
        fail_msg("%s (pace %d) at %.3f: %d shows %.6f, not %.6f", play->case_name, (int)play->pace,
                 (double)at_us / 1000, target, shown, expected);
}

static void tell(struct timed_play *play, time_us at_us, const char *what, char **rest)
{
    struct looked *looked = play->self;
    if (!strcmp(what, "look")) {
        read_look(looked, at_us, rest);
        looked->looking = true;
        dwell_look(&looked->dwell, &looked->target, looked->number, looked->since, at_us);
    } else if (!strcmp(what, "away")) {
        looked->looking = false;
        dwell_away(&looked->dwell, at_us);
    } else if (!strcmp(what, "spend")) {
        dwell_spend(&looked->dwell, at_us);
    } else if (!strcmp(what, "forget")) {
        dwell_forget(&looked->dwell, at_us);
    } else if (!strcmp(what, "close")) {
        const char *until = strtok_r(NULL, " \n", rest);
        dwell_close(&looked->dwell, until ? time_from_ms(atoi(until)) : TIME_NEVER, at_us);
    } else if (!strcmp(what, "advance")) {
        dwell_advance(&looked->dwell, at_us);
    } else if (!strcmp(what, "shown")) {
        check_shown(play, at_us, rest);
    } else if (!strcmp(what, "config")) {
        read_config(&looked->settings, rest);
        dwell_set_settings(&looked->dwell, &looked->settings, at_us);
    } else {
        fail_msg("%s: there is no \"%s\"", play->case_name, what);
    }
    note(play);
}

static void expect(struct timed_play *play, char **rest)
{
    double at = strtod(strtok_r(NULL, " \n", rest), NULL);
    const char *kind = strtok_r(NULL, " \n", rest);
    const char *target = strtok_r(NULL, " \n", rest);
    buffer_printf(&play->expected, "%.3f %s %s\n", at, kind, target);
}

static void scenarios(void **state)
{
    static const struct timed_machine machine = {begin, configure, step, deadline, tell, expect};
    struct looked looked;
    (void)state;
    int cases = timed_play_folder(&machine, &looked, YINIAN_SOURCE_DIR "/tests/unit/input/dwell", BY_SAMPLES);
    assert_true(cases >= 4 * 70);
}

/* ---- what scenarios cannot say ---- */

static const struct dwell_settings plain = {
    .dwell_ms = 600, .lock_on_ms = 250, .memory_ms = 750, .look_away = true};

/* While a target is looked at what it shows never falls, whatever its factor does; it grows with each
 * microsecond. */
static void never_falls(void **state)
{
    (void)state;
    static const int factors[] = {100, 160, 55, 300, 41, 99, 40, 140};
    struct dwell dwell;
    for (unsigned from = 0; from < 8; from++) {
        dwell_init(&dwell, &plain);
        double last = 0;
        struct dwell_event event = {.kind = DWELL_LOCKED};
        for (time_us at_us = 0; event.kind != DWELL_TAKEN; at_us += 9973) {
            struct dwell_target target = {.id = 3, .factor_percent = factors[(from + at_us / 90000) % 8]};
            dwell_look(&dwell, &target, 1, 0, at_us);
            while (dwell_next_event(&dwell, &event))
                ;
            double shown = dwell_progress(&dwell, 3, at_us);
            assert_true(event.kind == DWELL_TAKEN || shown >= last);
            assert_true(dwell_locked(&dwell) != 3 || dwell_progress(&dwell, 3, at_us + 1) > shown);
            last = shown;
            assert_true(at_us < 2000000);
        }
    }
}

/* A clock that goes back a little: as if nothing had been later. */
static void late_calls_are_new_ones(void **state)
{
    (void)state;
    struct dwell dwell;
    struct dwell_target target = {.id = 1, .factor_percent = 100};
    struct dwell_event event;
    dwell_init(&dwell, &plain);
    dwell_look(&dwell, &target, 1, 0, 0);
    dwell_advance(&dwell, 500000);
    assert_true(dwell_next_event(&dwell, &event));
    dwell_away(&dwell, 400000);
    assert_true(dwell_next_event(&dwell, &event));
    assert_int_equal(event.kind, DWELL_UNLOCKED);
    assert_int_equal(event.at_us, 500000);
}

static void locked_is_told(void **state)
{
    (void)state;
    struct dwell dwell;
    struct dwell_target target = {.id = 5, .factor_percent = 100};
    dwell_init(&dwell, &plain);
    assert_int_equal(dwell_deadline(&dwell), TIME_NEVER);
    dwell_look(&dwell, &target, 1, 0, 0);
    assert_int_equal(dwell_locked(&dwell), DWELL_NO_TARGET);
    assert_int_equal(dwell_deadline(&dwell), 250000);
    dwell_advance(&dwell, 250000);
    assert_int_equal(dwell_locked(&dwell), 5);
    assert_int_equal(dwell_deadline(&dwell), 600000);
    dwell_away(&dwell, 400000);
    assert_int_equal(dwell_locked(&dwell), DWELL_NO_TARGET);
    assert_int_equal(dwell_deadline(&dwell), 1150000);
    dwell_advance(&dwell, 1150000);
    assert_int_equal(dwell_deadline(&dwell), TIME_NEVER);
    assert_true(dwell_progress(&dwell, DWELL_NO_TARGET, 1150000) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios),
        cmocka_unit_test(never_falls),
        cmocka_unit_test(late_calls_are_new_ones),
        cmocka_unit_test(locked_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

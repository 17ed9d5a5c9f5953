/* Plays the files of scenarios/ (their README.md says how they are written) and, when they are there, the
 * recordings of
 * ../shared/samples/input/derived. */
#include "timed_cases.h"

#include "input/switch_filter.h"

struct switched {
    struct switch_filter filter;
    struct switch_filter_config config;
};

static void note(struct timed_play *play, struct switch_outputs *out)
{
    for (int i = 0; i < out->count; i++)
        buffer_printf(&play->seen, "%.3f %s %.3f\n", (double)out->items[i].at_us / 1000,
                      switch_output_name(out->items[i].kind), (double)out->items[i].edge_us / 1000);
    out->count = 0;
}

static void step(struct timed_play *play, time_us at_us)
{
    struct switched *switched = play->self;
    struct switch_outputs out = {0};
    switch_filter_advance(&switched->filter, at_us, &out);
    note(play, &out);
}

static time_us deadline(const void *self)
{
    const struct switched *switched = self;
    return switch_filter_deadline(&switched->filter);
}

static void read_config(struct switch_filter_config *config, char **rest)
{
    for (char *name; (name = strtok_r(NULL, " \n", rest));) {
        const char *value = strtok_r(NULL, " \n", rest);
        assert_non_null(value);
        if (!strcmp(name, "acceptance"))
            config->acceptance_ms = atoi(value);
        else if (!strcmp(name, "repeats"))
            config->ignore_repeats_ms = atoi(value);
        else if (!strcmp(name, "act"))
            config->act_on = strcmp(value, "release") ? SWITCH_ACT_ON_PRESS : SWITCH_ACT_ON_RELEASE;
        else if (!strcmp(name, "bounce"))
            config->bounce_ms = atoi(value);
        else if (!strcmp(name, "long"))
            config->long_press_ms = atoi(value);
        else if (!strcmp(name, "linger"))
            config->linger_ms = atoi(value);
        else if (!strcmp(name, "stuck"))
            config->stuck_ms = atoi(value);
        else
            fail_msg("config: there is no \"%s\"", name);
    }
}

static void begin(void *self)
{
    struct switched *switched = self;
    switched->config = (struct switch_filter_config){
        .ignore_repeats_ms = 200, .act_on = SWITCH_ACT_ON_PRESS, .bounce_ms = 25, .stuck_ms = 10000};
    switch_filter_init(&switched->filter, &switched->config);
}

static void configure(void *self, char **rest)
{
    struct switched *switched = self;
    read_config(&switched->config, rest);
    switch_filter_init(&switched->filter, &switched->config);
}

static void tell(struct timed_play *play, time_us at_us, const char *what, char **rest)
{
    struct switch_outputs out = {0};
    struct switched *switched = play->self;
    if (!strcmp(what, "down") || !strcmp(what, "up")) {
        switch_filter_edge(&switched->filter, what[0] == 'd', at_us, &out);
    } else if (!strcmp(what, "lost")) {
        switch_filter_lost(&switched->filter, at_us, &out);
    } else if (!strcmp(what, "held")) {
        switch_filter_held(&switched->filter, at_us, &out);
    } else if (!strcmp(what, "advance")) {
        switch_filter_advance(&switched->filter, at_us, &out);
    } else if (!strcmp(what, "config")) {
        read_config(&switched->config, rest);
        switch_filter_configure(&switched->filter, &switched->config, at_us, &out);
    } else {
        fail_msg("%s: there is no \"%s\"", play->case_name, what);
    }
    note(play, &out);
}

static void expect(struct timed_play *play, char **rest)
{
    double at = strtod(strtok_r(NULL, " \n", rest), NULL);
    const char *kind = strtok_r(NULL, " \n", rest);
    const char *edge = strtok_r(NULL, " \n", rest);
    buffer_printf(&play->expected, "%.3f %s %.3f\n", at, kind, edge ? strtod(edge, NULL) : at);
}

static void scenarios(void **state)
{
    static const struct timed_machine machine = {begin, configure, step, deadline, tell, expect};
    struct switched switched;
    (void)state;
    int cases = timed_play_folder(&machine, &switched, YINIAN_SOURCE_DIR "/tests/unit/input/scenarios",
                                  BY_MILLISECONDS);
    assert_true(cases >= 3 * 40);
}

/* ---- recordings ---- */

struct replay {
    struct switch_filter filter;
    int presses_raw, kinds[SWITCH_OUTPUT_KINDS];
    bool dropped; /* after SYN_DROPPED, until SYN_REPORT */
};

static void count(struct replay *replay, struct switch_outputs *out)
{
    for (int i = 0; i < out->count; i++)
        replay->kinds[out->items[i].kind]++;
    out->count = 0;
}

static void replay_line(struct replay *replay, const char *line)
{
    long s, us;
    unsigned type, code;
    int value;
    if (sscanf(line, "E: %ld.%6ld %x %x %d", &s, &us, &type, &code, &value) != 5)
        return;
    struct switch_outputs out = {0};
    time_us at_us = (time_us)s * 1000000 + us;
    switch_filter_advance(&replay->filter, at_us, &out);
    if (type == 0 && code == 3) {
        replay->dropped = true;
        switch_filter_lost(&replay->filter, at_us, &out);
    } else if (type == 0) {
        replay->dropped = false;
    } else if (type == 1 && !replay->dropped && value != 2) {
        replay->presses_raw += value;
        switch_filter_edge(&replay->filter, value != 0, at_us, &out);
    }
    count(replay, &out);
}

/* False when the samples are not there. */
static bool replay(struct replay *replay, const char *name, const struct switch_filter_config *config)
{
    char path[512], line[256];
    snprintf(path, sizeof path, "%s/../shared/samples/input/derived/%s", YINIAN_SOURCE_DIR, name);
    FILE *file = fopen(path, "r");
    if (!file) {
        print_message("# skipped: no ../shared/samples/input/derived/%s\n", name);
        return false;
    }
    *replay = (struct replay){0};
    switch_filter_init(&replay->filter, config);
    while (fgets(line, sizeof line, file))
        replay_line(replay, line);
    fclose(file);
    struct switch_outputs out = {0};
    switch_filter_advance(&replay->filter, TIME_NEVER - 1, &out);
    count(replay, &out);
    return true;
}

static const struct switch_filter_config plain = {
    .ignore_repeats_ms = 200, .bounce_ms = 25, .stuck_ms = 10000, .act_on = SWITCH_ACT_ON_PRESS};

/* Eight presses, each bouncing at both ends by 0.5–60 ms: eight presses count, whatever they act on. */
static void recording_bounce(void **state)
{
    (void)state;
    struct replay r;
    if (!replay(&r, "buzz_button_bounce_1-60ms.ev", &plain))
        skip();
    assert_int_equal(r.presses_raw, 24);
    assert_int_equal(r.kinds[SWITCH_ACT], 8);
    assert_int_equal(r.kinds[SWITCH_CANCEL], 0);
    struct switch_filter_config release = plain;
    release.act_on = SWITCH_ACT_ON_RELEASE;
    assert_true(replay(&r, "buzz_button_bounce_1-60ms.ev", &release));
    assert_int_equal(r.kinds[SWITCH_ACT], 8);
    struct switch_filter_config bare = plain;
    bare.bounce_ms = 0, bare.ignore_repeats_ms = 0;
    assert_true(replay(&r, "buzz_button_bounce_1-60ms.ev", &bare));
    assert_int_equal(r.kinds[SWITCH_ACT], 24);
}

static void recording_hold(void **state)
{
    (void)state;
    struct replay r;
    if (!replay(&r, "buzz_button_hold_65s.ev", &plain))
        skip();
    assert_int_equal(r.kinds[SWITCH_ACT], 2);
    assert_int_equal(r.kinds[SWITCH_STUCK], 1);
    assert_int_equal(r.kinds[SWITCH_UNSTUCK], 1);
    struct switch_filter_config release = plain;
    release.act_on = SWITCH_ACT_ON_RELEASE;
    assert_true(replay(&r, "buzz_button_hold_65s.ev", &release));
    assert_int_equal(r.kinds[SWITCH_ACT], 1);
}

/* 200 presses 0.9 s apart, 8–250 ms long: all count at once; with an acceptance time only those held so long.
 */
static void recording_tremor(void **state)
{
    (void)state;
    struct replay r;
    if (!replay(&r, "buzz_button_200_presses_tremor.ev", &plain))
        skip();
    assert_int_equal(r.kinds[SWITCH_ACT], 200);
    assert_int_equal(r.kinds[SWITCH_RELEASED], 200);
    struct switch_filter_config firm = plain;
    firm.acceptance_ms = 30;
    assert_true(replay(&r, "buzz_button_200_presses_tremor.ev", &firm));
    assert_true(r.kinds[SWITCH_ACT] > 50 && r.kinds[SWITCH_ACT] < 200);
    assert_int_equal(r.kinds[SWITCH_ACT] + r.kinds[SWITCH_CANCEL], 200);
}

/* A dropped release cancels; what follows a drop is not taken for a press until the next report. */
static void recording_dropped(void **state)
{
    (void)state;
    struct replay r;
    if (!replay(&r, "buzz_button_syn_dropped.ev", &plain))
        skip();
    assert_int_equal(r.kinds[SWITCH_ACT], 3);
    assert_int_equal(r.kinds[SWITCH_CANCEL], 1);
    struct switch_filter_config firm = plain;
    firm.acceptance_ms = 150;
    assert_true(replay(&r, "buzz_button_syn_dropped.ev", &firm));
    assert_int_equal(r.kinds[SWITCH_ACT], 3);
    firm.acceptance_ms = 201; /* the press at 3.0 s is cut at 3.2 s */
    assert_true(replay(&r, "buzz_button_syn_dropped.ev", &firm));
    assert_int_equal(r.kinds[SWITCH_ACT], 0);
    assert_int_equal(r.kinds[SWITCH_CANCEL], 3);
}

/* ---- what holds whatever comes ---- */

static unsigned random_number(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void check_pairs(const struct switch_outputs *out, bool *held, bool *frozen)
{
    for (int i = 0; i < out->count; i++) {
        enum switch_output_kind kind = out->items[i].kind;
        if (kind == SWITCH_HOLD) {
            assert_false(*frozen);
            *frozen = true;
        } else if (kind == SWITCH_PRESSED) {
            assert_false(*held);
            *held = true;
        } else if (kind == SWITCH_RELEASED) {
            assert_true(*held);
            *held = false;
        } else if (kind == SWITCH_ACT || kind == SWITCH_RESUME) {
            assert_true(*frozen);
            *frozen = false;
        } else if (kind == SWITCH_CANCEL) {
            assert_true(*held || *frozen);
            *held = *frozen = false;
        }
        assert_true(out->items[i].edge_us <= out->items[i].at_us);
    }
}

static void random_input(struct switch_filter *filter, unsigned *seed, time_us now_us,
                         struct switch_outputs *out)
{
    unsigned what = random_number(seed, 40);
    if (what == 0)
        switch_filter_lost(filter, now_us, out);
    else if (what == 1)
        switch_filter_held(filter, now_us, out);
    else if (what < 10)
        switch_filter_advance(filter, now_us, out);
    else
        switch_filter_edge(filter, what % 2, now_us, out);
}

/* Every HOLD and every PRESSED is ended by exactly one of what the header says, and no call overflows. */
static void pairs_always_match(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int round = 0; round < 300; round++) {
        struct switch_filter_config config = {.acceptance_ms = (int)random_number(&seed, 3) * 60,
                                              .ignore_repeats_ms = (int)random_number(&seed, 3) * 100,
                                              .act_on = (enum switch_act_on)random_number(&seed, 2),
                                              .bounce_ms = (int)random_number(&seed, 3) * 20,
                                              .long_press_ms = (int)random_number(&seed, 2) * 400,
                                              .linger_ms = (int)random_number(&seed, 3) * 300,
                                              .stuck_ms = 1000};
        struct switch_filter filter;
        switch_filter_init(&filter, &config);
        bool held = false, frozen = false;
        time_us now_us = 0;
        for (int i = 0; i < 300; i++) {
            struct switch_outputs out = {0};
            now_us += random_number(&seed, 10) ? random_number(&seed, 100000) : random_number(&seed, 3000000);
            random_input(&filter, &seed, now_us, &out);
            assert_true(out.count <= 8);
            check_pairs(&out, &held, &frozen);
        }
    }
}

static void late_edges_keep_their_time(void **state)
{
    (void)state;
    struct switch_filter filter;
    struct switch_outputs out = {0};
    switch_filter_init(&filter, &plain);
    switch_filter_advance(&filter, 500000, &out);
    switch_filter_edge(&filter, true, 499000, &out); /* the kernel's time stamp, read a little later */
    assert_int_equal(out.count, 3);
    assert_int_equal(out.items[2].kind, SWITCH_ACT);
    assert_int_equal(out.items[2].edge_us, 499000);
}

static void count_changes(void *context, time_us at_us, enum switch_state from, enum switch_state to,
                          const char *why)
{
    struct buffer *log = context;
    buffer_printf(log, "%lld %s>%s %s\n", (long long)at_us, switch_state_name(from), switch_state_name(to),
                  why);
}

static void transitions_are_told(void **state)
{
    (void)state;
    struct buffer log;
    struct switch_filter filter;
    struct switch_outputs out = {0};
    buffer_init(&log);
    switch_filter_init(&filter, &plain);
    switch_filter_trace(&filter, count_changes, &log);
    switch_filter_edge(&filter, true, 1000, &out);
    switch_filter_edge(&filter, false, 2000, &out);
    switch_filter_advance(&filter, 100000, &out);
    assert_string_equal(buffer_text(&log), "1000 open>closing pressed\n"
                                           "1000 closing>closed held for the acceptance time\n"
                                           "27000 closed>open let go\n");
    buffer_destroy(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios),
        cmocka_unit_test(recording_bounce),
        cmocka_unit_test(recording_hold),
        cmocka_unit_test(recording_tremor),
        cmocka_unit_test(recording_dropped),
        cmocka_unit_test(pairs_always_match),
        cmocka_unit_test(late_edges_keep_their_time),
        cmocka_unit_test(transitions_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

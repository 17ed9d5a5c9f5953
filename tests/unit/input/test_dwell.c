/* Plays the files of dwell/ (their README.md says how they are written). */
#include "unit_test.h"

#include <dirent.h>

#include "base/buffer.h"
#include "input/dwell.h"

enum pace { BY_INPUTS, BY_DEADLINES, BY_MILLISECONDS, BY_SAMPLES, PACES };

struct play {
    enum pace pace;
    struct dwell dwell;
    struct dwell_settings settings;
    time_us now_us;
    /* The look that samples tell again. */
    bool looking;
    struct dwell_target target;
    unsigned number;
    time_us since;
    struct buffer seen, expected;
    char case_name[160];
    int cases;
};

static void note(struct play *play)
{
    static const char *const names[] = {"locked", "unlocked", "taken"};
    struct dwell_event event;
    for (int i = 0; dwell_next_event(&play->dwell, &event); i++) {
        assert_true(i < 4);
        buffer_printf(&play->seen, "%.3f %s %d\n", (double)event.at_us / 1000, names[event.kind],
                      event.target);
    }
    assert_true(dwell_deadline(&play->dwell) > play->dwell.newest_us);
}

static void step(struct play *play, time_us at_us)
{
    if (play->pace == BY_SAMPLES && play->looking)
        dwell_look(&play->dwell, &play->target, play->number, play->since, at_us);
    else
        dwell_advance(&play->dwell, at_us);
    note(play);
}

/* Lets time pass up to, not including, at_us. */
static void pass(struct play *play, time_us at_us)
{
    time_us step_us = play->now_us;
    while (play->pace != BY_INPUTS) {
        step_us = play->pace == BY_DEADLINES ? dwell_deadline(&play->dwell) : step_us + 1000;
        if (step_us >= at_us)
            break;
        step(play, step_us);
    }
    play->now_us = at_us;
}

static time_us read_time(const char *text)
{
    return (time_us)(strtod(text, NULL) * 1000 + 0.5);
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

static void read_look(struct play *play, time_us at_us, char **rest)
{
    int id = read_target(strtok_r(NULL, " \n", rest));
    play->target = (struct dwell_target){.id = id, .factor_percent = 100, .place = id};
    play->number = (unsigned)atoi(strtok_r(NULL, " \n", rest));
    play->since = at_us;
    for (char *name; (name = strtok_r(NULL, " \n", rest));) {
        const char *value = strtok_r(NULL, " \n", rest);
        assert_non_null(value);
        if (!strcmp(name, "since"))
            play->since = read_time(value);
        else if (!strcmp(name, "factor"))
            play->target.factor_percent = atoi(value);
        else if (!strcmp(name, "opens"))
            play->target.opens_at = strcmp(value, "never") ? read_time(value) : TIME_NEVER;
        else if (!strcmp(name, "place"))
            play->target.place = atoi(value);
        else
            fail_msg("look: there is no \"%s\"", name);
    }
}

static void begin_case(struct play *play)
{
    play->settings =
        (struct dwell_settings){.dwell_ms = 600, .lock_on_ms = 250, .memory_ms = 750, .look_away = true};
    dwell_init(&play->dwell, &play->settings);
    play->now_us = 0;
    play->looking = false;
    buffer_clear(&play->seen);
    buffer_clear(&play->expected);
    play->cases++;
}

static void end_case(struct play *play)
{
    if (strcmp(buffer_text(&play->seen), buffer_text(&play->expected)) != 0)
        fail_msg("%s (pace %d)\n--- expected\n%s--- seen\n%s", play->case_name, (int)play->pace,
                 buffer_text(&play->expected), buffer_text(&play->seen));
}

static void check_shown(struct play *play, time_us at_us, char **rest)
{
    step(play, at_us);
    int target = read_target(strtok_r(NULL, " \n", rest));
    double expected = strtod(strtok_r(NULL, " \n", rest), NULL);
    double shown = 100 * dwell_progress(&play->dwell, target, at_us);
    if (shown - expected > 0.0001 || expected - shown > 0.0001)
        fail_msg("%s (pace %d) at %.3f: %d shows %.6f, not %.6f", play->case_name, (int)play->pace,
                 (double)at_us / 1000, target, shown, expected);
}

static void tell(struct play *play, time_us at_us, const char *what, char **rest)
{
    pass(play, at_us);
    if (!strcmp(what, "look")) {
        read_look(play, at_us, rest);
        play->looking = true;
        dwell_look(&play->dwell, &play->target, play->number, play->since, at_us);
    } else if (!strcmp(what, "away")) {
        play->looking = false;
        dwell_away(&play->dwell, at_us);
    } else if (!strcmp(what, "spend")) {
        dwell_spend(&play->dwell, at_us);
    } else if (!strcmp(what, "forget")) {
        dwell_forget(&play->dwell, at_us);
    } else if (!strcmp(what, "advance")) {
        dwell_advance(&play->dwell, at_us);
    } else if (!strcmp(what, "shown")) {
        check_shown(play, at_us, rest);
    } else if (!strcmp(what, "config")) {
        read_config(&play->settings, rest);
        dwell_set_settings(&play->dwell, &play->settings, at_us);
    } else {
        fail_msg("%s: there is no \"%s\"", play->case_name, what);
    }
    note(play);
}

static void expect(struct play *play, char **rest)
{
    double at = strtod(strtok_r(NULL, " \n", rest), NULL);
    const char *kind = strtok_r(NULL, " \n", rest);
    const char *target = strtok_r(NULL, " \n", rest);
    buffer_printf(&play->expected, "%.3f %s %s\n", at, kind, target);
}

static void play_line(struct play *play, const char *file, char *line)
{
    char whole[160];
    snprintf(whole, sizeof whole, "%s", line);
    char *rest = NULL;
    char *word = strtok_r(line, " \n", &rest);
    if (!word || word[0] == '#')
        return;
    if (!strcmp(word, "case")) {
        if (play->cases)
            end_case(play);
        begin_case(play);
        snprintf(play->case_name, sizeof play->case_name, "%.40s: %.100s", file, whole);
    } else if (!strcmp(word, "config")) {
        read_config(&play->settings, &rest);
        dwell_init(&play->dwell, &play->settings);
    } else if (!strcmp(word, "expect")) {
        expect(play, &rest);
    } else {
        time_us at_us = read_time(word);
        tell(play, at_us, strtok_r(NULL, " \n", &rest), &rest);
    }
}

static int play_file(const char *folder, const char *name, enum pace pace)
{
    char path[512], line[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct play play = {.pace = pace};
    while (fgets(line, sizeof line, file))
        play_line(&play, name, line);
    fclose(file);
    assert_true(play.cases > 0);
    end_case(&play);
    buffer_destroy(&play.seen);
    buffer_destroy(&play.expected);
    return play.cases;
}

static void scenarios(void **state)
{
    static const char folder[] = YINIAN_SOURCE_DIR "/tests/unit/input/dwell";
    (void)state;
    struct dirent **names;
    int cases = 0, count = scandir(folder, &names, NULL, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; free(names[i++])) {
        const char *dot = strrchr(names[i]->d_name, '.');
        if (!dot || strcmp(dot, ".txt") != 0)
            continue;
        for (enum pace pace = BY_INPUTS; pace < PACES; pace++)
            cases += play_file(folder, names[i]->d_name, pace);
    }
    free(names);
    assert_true(cases >= PACES * 70);
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

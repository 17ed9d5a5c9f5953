/* Recording a voice where the microphone or the disk fails, by a finger, and where the phrases change meanwhile. The rest is
 * in tests/scenarios/recordings_record.py. */
#include "unit_test.h"

#include <math.h>

#include "begun_app.h"
#include "board/recording_desk.h"
#include "effect.h"

#define MS(ms) time_from_ms(ms)

/* A recording desk that does as it is told. */
struct pretended {
    bool begins, ends, keeps;
    double level_db;
    char kept[200], old[200]; /* `old`: of another text */
    bool agrees;
    char asked[200]; /* to be kept; "": an old one is agreed to */
    int number;      /* of what was asked for last */
    int cancelled, looked;
    time_us since;
};

struct table {
    struct settings settings;
    struct phrase_set phrases, others;
    struct pretended pretended;
    struct recording_desk desk;
    struct app *app;
    time_us now;
};

static bool has(void *self, bool english, const char *id)
{
    const struct pretended *pretended = self;
    (void)english;
    return strcmp(id, pretended->kept) == 0 || strcmp(id, "yes") == 0;
}

static bool answer(bool right, const char *why, char *reason, size_t size)
{
    snprintf(reason, size, "%s", why);
    return right;
}

static bool begin(void *self, time_us at_us, char *reason, size_t size)
{
    struct pretended *pretended = self;
    pretended->since = at_us;
    return answer(pretended->begins, "nothing is plugged in", reason, size);
}

static bool end(void *self, time_us at_us, struct recording_now *now, char *reason, size_t size)
{
    struct pretended *pretended = self;
    now->ms = (int)time_to_ms(at_us - pretended->since);
    return answer(pretended->ends, "nobody spoke", reason, size);
}

static int keep(void *self, bool english, const char *id, char *reason, size_t size)
{
    struct pretended *pretended = self;
    (void)english;
    (void)reason;
    (void)size;
    snprintf(pretended->asked, sizeof pretended->asked, "%s", id);
    return ++pretended->number;
}

static bool of_other_text(void *self, bool english, const char *id)
{
    const struct pretended *pretended = self;
    (void)english;
    return strcmp(id, pretended->old) == 0;
}

static int agree(void *self, bool english, const char *id, char *reason, size_t size)
{
    struct pretended *pretended = self;
    (void)english;
    (void)id;
    (void)reason;
    (void)size;
    pretended->asked[0] = '\0';
    return ++pretended->number;
}

static void look(void *self, time_us at_us, struct recording_now *now)
{
    struct pretended *pretended = self;
    pretended->looked++;
    *now = (struct recording_now){(int)time_to_ms(at_us - pretended->since), pretended->level_db};
}

static void cancel(void *self)
{
    struct pretended *pretended = self;
    pretended->cancelled++;
}

#define LONG                                                                                                 \
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx" \
    "yz"

static void table_open(struct table *table, bool with_desk)
{
    *table = (struct table){.pretended = {.begins = true, .ends = true, .keeps = true, .level_db = -20}};
    table->desk = (struct recording_desk){.self = &table->pretended,
                                          .has = has,
                                          .of_other_text = of_other_text,
                                          .agree = agree,
                                          .begin = begin,
                                          .end = end,
                                          .keep = keep,
                                          .look = look,
                                          .cancel = cancel};
    phrases_of(&table->phrases, "# U {id: urgent}\n- suction\n- turn\n- " LONG " | long\n");
    phrases_of(&table->others, "# U {id: urgent}\n- turn\n");
    settings_init(&table->settings);
    table->settings.language = LANGUAGE_ENGLISH;
    table->app = begun_app(&table->settings, &table->phrases,
                           (struct app_setup){.recording_desk = with_desk ? &table->desk : NULL}, 0);
}

static void table_close(struct table *table)
{
    app_free(table->app);
    phrase_set_destroy(&table->phrases);
    phrase_set_destroy(&table->others);
}

static bool offers(const struct table *table, const char *id)
{
    return page_find(app_page(table->app), id);
}

/* By a finger. */
static void touch(struct table *table, const char *id)
{
    const struct page *page = app_page(table->app);
    const struct cell *cell = page_find(page, id);
    assert_non_null(cell);
    table->now += MS(1000);
    assert_true(app_choose(table->app, (int)(cell - page->cells), table->now));
}

static bool is_asked(const struct table *table)
{
    bool asked = false;
    for (const struct effect *effect = app_next_effect(table->app); effect;
         effect = app_next_effect(table->app))
        asked = asked || effect->kind == EFFECT_KEEP_RECORDING;
    return asked;
}

static bool is_warned(const struct table *table)
{
    bool warned = false;
    for (const struct effect *effect = app_next_effect(table->app); effect;
         effect = app_next_effect(table->app))
        warned = warned || (effect->kind == EFFECT_WARNING && strstr(effect->text, "the disk is full"));
    return warned;
}

/* The disk has done what it was asked for with this number, or not. */
static void answer_number(struct table *table, int number)
{
    struct pretended *pretended = &table->pretended;
    struct event event = {.kind = EVENT_RECORDING_KEPT, .at_us = table->now, .count = number};
    bool right = pretended->asked[0] ? pretended->keeps : pretended->agrees;
    if (!right)
        snprintf(event.detail, sizeof event.detail, "the disk is full");
    else if (pretended->asked[0])
        snprintf(pretended->kept, sizeof pretended->kept, "%s", pretended->asked);
    else
        pretended->old[0] = '\0';
    app_handle(table->app, &event);
}

/* Chooses to keep it, and has the answer. */
static void touch_to_keep(struct table *table, const char *id)
{
    is_asked(table);
    touch(table, id);
    assert_true(is_asked(table));
    answer_number(table, table->pretended.number);
}

static void open_screen(struct table *table, const char *screen)
{
    assert_true(app_open(table->app, screen, table->now));
}

static void assert_says(const struct table *table, const char *text)
{
    const char *question = app_page(table->app)->question;
    assert_non_null(question);
    if (!strstr(question, text))
        fail_msg("\"%s\" does not say \"%s\"", question, text);
}

static void a_finger_records_and_keeps(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    open_screen(&table, "record:urgent.suction");
    assert_says(&table, "suction\n");
    touch(&table, "act.record");
    app_advance(table.app, table.now += MS(1000));
    assert_int_equal(table.pretended.looked, 5);
    assert_says(&table, "1.0 s");
    assert_says(&table, "●●●●●●●○○○"); /* −20 dB: the seventh of steps of 5 dB from −50 */
    touch(&table, "act.record-stop");
    assert_says(&table, "2.0 s");
    touch_to_keep(&table, "act.record-keep");
    assert_string_equal(table.pretended.kept, "urgent.suction");
    assert_string_equal(app_page(table.app)->screen, "record:urgent.turn");
    assert_int_equal(app_deadline(table.app) == TIME_NEVER, 0);
    table_close(&table);
}

static void the_ends_of_the_level(void **state)
{
    (void)state;
    static const struct {
        double level_db;
        const char *dots;
    } levels[] = {{-INFINITY, "\n○○○○○○○○○○"}, {-50.1, "\n○○○○○○○○○○"}, {-50, "\n●○○○○○○○○○"},
                  {-5.1, "\n●●●●●●●●●○"},      {-5, "\n●●●●●●●●●●"},    {0, "\n●●●●●●●●●●"}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        struct table table;
        table_open(&table, true);
        table.pretended.level_db = levels[i].level_db;
        open_screen(&table, "record:urgent.suction");
        touch(&table, "act.record");
        app_advance(table.app, table.now += MS(200));
        assert_says(&table, levels[i].dots);
        table_close(&table);
    }
}

static void no_microphone(void **state)
{
    (void)state;
    for (int with_desk = 0; with_desk < 2; with_desk++) {
        struct table table;
        table_open(&table, with_desk);
        table.pretended.begins = false;
        open_screen(&table, "recordings");
        open_screen(&table, "recordings:urgent");
        open_screen(&table, "record:urgent.suction");
        touch(&table, "act.record");
        assert_says(&table, with_desk ? "nothing is plugged in" : "there is no microphone");
        assert_true(offers(&table, "act.record") && !offers(&table, "act.record-stop") &&
                    !offers(&table, "act.record-keep"));
        open_screen(&table, "record:urgent.turn"); /* of another phrase nothing is said */
        assert_says(&table, "There is no recording of it yet.");
        table_close(&table);
    }
}

static void nothing_heard(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    table.pretended.ends = false;
    open_screen(&table, "record:yes");
    touch(&table, "act.record");
    touch(&table, "act.record-stop");
    assert_says(&table, "nobody spoke");
    assert_true(offers(&table, "act.record") &&
                offers(&table, "act.record-hear") && /* the one that is kept */
                !offers(&table, "act.record-keep"));
    table_close(&table);
}

/* What was recorded is not lost. */
static void a_full_disk(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    table.pretended.keeps = false;
    open_screen(&table, "record:urgent.suction");
    touch(&table, "act.record");
    touch(&table, "act.record-stop");
    touch_to_keep(&table, "act.record-keep");
    assert_says(&table, "It could not be kept: the disk is full");
    assert_string_equal(app_page(table.app)->screen, "record:urgent.suction");
    table.pretended.keeps = true;
    touch_to_keep(&table, "act.record-keep");
    assert_string_equal(table.pretended.kept, "urgent.suction");
    table_close(&table);
}

static void try_one(struct table *table)
{
    open_screen(table, "record:urgent.suction");
    touch(table, "act.record");
    touch(table, "act.record-stop");
}

/* The disk takes its time: the screen stays as it is, it is asked for once, and still heard. */
static void a_slow_disk(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    try_one(&table);
    is_asked(&table);
    int before = table.pretended.cancelled;
    touch(&table, "act.record-keep");
    assert_true(is_asked(&table));
    assert_true(offers(&table, "act.record-hear"));
    touch(&table, "act.record-keep");
    assert_false(is_asked(&table));
    assert_int_equal(table.pretended.cancelled, before);
    answer_number(&table, table.pretended.number);
    assert_string_equal(app_page(table.app)->screen, "record:urgent.turn");
    table_close(&table);
}

static void whoever_has_gone_on_stays_where_they_are(void **state)
{
    (void)state;
    for (int keeps = 0; keeps < 2; keeps++) {
        struct table table;
        table_open(&table, true);
        table.pretended.keeps = keeps;
        try_one(&table);
        touch(&table, "act.record-keep");
        int number = table.pretended.number;
        open_screen(&table, "record:yes");
        answer_number(&table, number);
        assert_string_equal(app_page(table.app)->screen, "record:yes");
        assert_int_equal(is_warned(&table), !keeps);
        table_close(&table);
    }
}

/* The answer to the first is not one to the second, which is tried and not kept. */
static void recorded_again_meanwhile(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    try_one(&table);
    touch(&table, "act.record-keep");
    int number = table.pretended.number;
    touch(&table, "act.record");
    touch(&table, "act.record-stop");
    answer_number(&table, number);
    assert_string_equal(app_page(table.app)->screen, "record:urgent.suction");
    assert_true(offers(&table, "act.record-keep"));
    touch_to_keep(&table, "act.record-keep");
    assert_string_equal(app_page(table.app)->screen, "record:urgent.turn");
    table_close(&table);
}

static void an_id_too_long_for_a_screen(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    open_screen(&table, "recordings:urgent");
    assert_true(offers(&table, "open.record:#5"));
    touch(&table, "open.record:#5");
    touch(&table, "act.record");
    touch(&table, "act.record-stop");
    touch_to_keep(&table, "act.record-keep");
    assert_string_equal(table.pretended.kept, "urgent." LONG);
    assert_false(app_open(table.app, "record:#6", table.now) ||
                 app_open(table.app, "record:#-1", table.now) || app_open(table.app, "record:#", table.now) ||
                 app_open(table.app, "record:#1x", table.now) ||
                 app_open(table.app, "record:nobody", table.now));
    table_close(&table);
}

/* Whoever has heard it may keep it; a disk that refuses leaves the phrase to the synthesiser. */
static void of_another_text(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    snprintf(table.pretended.kept, sizeof table.pretended.kept, "urgent.suction");
    snprintf(table.pretended.old, sizeof table.pretended.old, "urgent.suction");
    open_screen(&table, "record:urgent.suction");
    assert_says(&table, "The text was changed since it was recorded.");
    assert_true(offers(&table, "act.record") && offers(&table, "act.record-hear"));
    touch_to_keep(&table, "act.record-agree");
    assert_says(&table, "It could not be kept: the disk is full");
    open_screen(&table, "record:yes");
    open_screen(&table, "record:urgent.suction");
    assert_says(&table, "The text was changed since it was recorded.");
    table.pretended.agrees = true;
    touch_to_keep(&table, "act.record-agree");
    assert_says(&table, "There is a recording of it.");
    assert_false(offers(&table, "act.record-agree"));
    table_close(&table);
}

/* The phrase is gone: what is recorded of it is nobody's. */
static void phrases_that_change_meanwhile(void **state)
{
    (void)state;
    struct table table;
    table_open(&table, true);
    open_screen(&table, "record:urgent.suction");
    touch(&table, "act.record");
    int before = table.pretended.cancelled;
    app_set_phrases(table.app, &table.others, &table.others, table.now += MS(100));
    assert_int_equal(table.pretended.cancelled, before + 1);
    assert_false(offers(&table, "act.record-stop") || offers(&table, "act.record"));
    assert_true(offers(&table, "open.recordings"));
    app_advance(table.app, table.now += MS(5000));
    assert_int_equal(table.pretended.looked, 0);
    table_close(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_records_and_keeps),
        cmocka_unit_test(the_ends_of_the_level),
        cmocka_unit_test(no_microphone),
        cmocka_unit_test(nothing_heard),
        cmocka_unit_test(a_full_disk),
        cmocka_unit_test(a_slow_disk),
        cmocka_unit_test(whoever_has_gone_on_stays_where_they_are),
        cmocka_unit_test(recorded_again_meanwhile),
        cmocka_unit_test(an_id_too_long_for_a_screen),
        cmocka_unit_test(of_another_text),
        cmocka_unit_test(phrases_that_change_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is to be kept and what the disk refuses (run/keeping.h), with a disk of the test's own: world_keep() is defined here. */
#include "unit_test.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "run/keeping.h"

enum { WRITTEN_AT_MOST = 20, TOLD_AT_MOST = 40 };

struct disk {
    bool full[EFFECT_QUIT + 1];
    enum world_kept instead; /* of WORLD_FAILED, where it is full */
    const char *reason;
    char written[WRITTEN_AT_MOST][32];
    int written_count;
    int tries;
    int64_t began_at; /* said_end, as it was given last */
};

struct told {
    enum event_kind kind;
    enum effect_kind of;
    int count;
    char detail[sizeof((struct event *)0)->detail];
};

static struct disk disk;
static struct told told[TOLD_AT_MOST];
static int told_count;

enum world_kept world_keep(const struct world *world, const struct effect *effect,
                           const struct settings *settings, int64_t *said_end, char *reason,
                           size_t reason_size)
{
    (void)world;
    disk.tries++;
    disk.began_at = *said_end;
    if (disk.full[effect->kind]) {
        snprintf(reason, reason_size, "%s", disk.reason);
        *said_end = 7; /* where the attempt began */
        return disk.instead;
    }
    assert_true(disk.written_count < WRITTEN_AT_MOST);
    snprintf(disk.written[disk.written_count++], sizeof disk.written[0], "%s%s%s %d", effect->text,
             effect->reading ? "+" : "", effect->reading ? effect->reading : "", settings->scan_time_ms);
    return WORLD_KEPT;
}

/* Names are left as they are. */
const char *world_name_on_the_screen(const struct world *world, const char *text)
{
    (void)world;
    return text;
}

static void tell(void *context, const struct kept_job *job, struct event *event)
{
    (void)context;
    assert_true(told_count < TOLD_AT_MOST);
    told[told_count] = (struct told){event->kind, job->kind, event->count, ""};
    snprintf(told[told_count++].detail, sizeof told[0].detail, "%s", event->detail);
}

static void begin(struct keeping *keeping)
{
    disk = (struct disk){.instead = WORLD_FAILED, .reason = "full"};
    told_count = 0;
    keeping_init(keeping, NULL);
}

static void add_with(struct keeping *keeping, enum effect_kind kind, const char *text, const char *reading,
                     int scan_time_ms)
{
    static struct settings settings;
    settings.scan_time_ms = scan_time_ms;
    keeping_add(keeping, &(struct effect){.kind = kind, .text = text, .reading = reading}, &settings);
}

static void add(struct keeping *keeping, enum effect_kind kind, const char *text)
{
    add_with(keeping, kind, text, NULL, 1);
}

static int try(struct keeping *keeping)
{
    return keeping_try(keeping, tell, NULL);
}

static void what_is_kept_is_told(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    add_with(&keeping, EFFECT_KEEP_MESSAGE, "a", "caret 1", 900);
    add(&keeping, EFFECT_KEEP_PHRASE, "b");
    assert_int_equal(keeping.count, 2);
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(disk.written_count, 2);
    assert_string_equal(disk.written[0], "a+caret 1 900");
    assert_int_equal(told_count, 2);
    assert_int_equal(told[0].kind, EVENT_SAVED);
    assert_int_equal(told[0].count, 1);
    assert_int_equal(told[1].kind, EVENT_PHRASE_KEPT);
    assert_int_equal(told[1].count, 0);
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(disk.tries, 2);
    keeping_destroy(&keeping);
}

/* Of a file that is written whole only the newest text, with the settings of then; of what was said everything. */
static void the_newest_of_a_file_and_all_that_was_said(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    add_with(&keeping, EFFECT_KEEP_MESSAGE, "a", "x", 1);
    add(&keeping, EFFECT_KEEP_SAID, "one");
    add_with(&keeping, EFFECT_KEEP_MESSAGE, "ab", NULL, 2);
    add(&keeping, EFFECT_KEEP_SAID, "two");
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(disk.written_count, 3);
    assert_string_equal(disk.written[0], "ab 2");
    assert_string_equal(disk.written[1], "one 1");
    assert_string_equal(disk.written[2], "two 1");
    keeping_destroy(&keeping);
}

/* Nothing that was refused is forgotten, what was said stays in order, and others are not held up by it. */
static void what_is_refused_waits_in_order(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    disk.full[EFFECT_KEEP_SAID] = true;
    add(&keeping, EFFECT_KEEP_SAID, "one");
    add(&keeping, EFFECT_KEEP_SAID, "two");
    add(&keeping, EFFECT_KEEP_MESSAGE, "m");
    assert_int_equal(try(&keeping), 2);
    assert_int_equal(disk.tries, 2); /* not "two" */
    assert_int_equal(told_count, 2);
    assert_int_equal(told[0].kind, EVENT_SAVE_FAILED);
    assert_int_equal(told[0].count, 3);
    assert_string_equal(told[0].detail, "full");
    assert_int_equal(told[1].kind, EVENT_SAVED);
    assert_int_equal(told[1].count, 2);
    assert_int_equal(try(&keeping), 2);
    assert_int_equal(disk.began_at, 7); /* it goes on where the first attempt began */
    disk.full[EFFECT_KEEP_SAID] = false;
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(disk.began_at, -1); /* of "two" */
    assert_string_equal(disk.written[0], "m 1");
    assert_string_equal(disk.written[1], "one 1");
    assert_string_equal(disk.written[2], "two 1");
    assert_int_equal(told[told_count - 1].count, 0);
    add(&keeping, EFFECT_KEEP_SAID, "three"); /* the list is whole again */
    assert_int_equal(try(&keeping), 0);
    assert_string_equal(disk.written[3], "three 1");
    keeping_destroy(&keeping);
}

/* The first reason stands until nothing waits any more. */
static void it_is_told_for_one_reason_at_a_time(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    disk.full[EFFECT_KEEP_SAID] = disk.full[EFFECT_KEEP_MESSAGE] = true;
    add(&keeping, EFFECT_KEEP_SAID, "one");
    try(&keeping);
    disk.reason = "read only";
    add(&keeping, EFFECT_KEEP_MESSAGE, "m");
    try(&keeping);
    assert_string_equal(told[told_count - 1].detail, "full");
    disk.full[EFFECT_KEEP_SAID] = disk.full[EFFECT_KEEP_MESSAGE] = false;
    try(&keeping);
    disk.full[EFFECT_KEEP_MESSAGE] = true;
    add(&keeping, EFFECT_KEEP_MESSAGE, "m");
    try(&keeping);
    assert_string_equal(told[told_count - 1].detail, "read only");
    keeping_destroy(&keeping);
}

/* What can never be kept is told and goes; a file of a newer program is left, and nobody is told. */
static void what_cannot_be_kept_goes(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    disk.full[EFFECT_KEEP_PHRASE] = disk.full[EFFECT_KEEP_HABITS] = true;
    disk.instead = WORLD_REFUSED;
    add(&keeping, EFFECT_KEEP_PHRASE, "p");
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(told_count, 1);
    assert_int_equal(told[0].kind, EVENT_SAVE_FAILED);
    assert_int_equal(told[0].count, 0);
    disk.instead = WORLD_LEFT;
    add(&keeping, EFFECT_KEEP_HABITS, "h");
    assert_int_equal(try(&keeping), 0);
    assert_int_equal(told_count, 1);
    assert_int_equal(disk.tries, 2);
    keeping_destroy(&keeping);
}

static void a_long_reason_ends_between_characters(void **state)
{
    (void)state;
    struct keeping keeping;
    char reason[3 * 100 + 2] = "x";
    begin(&keeping);
    for (int i = 0; i < 100; i++)
        memcpy(reason + 1 + 3 * i, "满", 3);
    disk.reason = reason;
    disk.full[EFFECT_KEEP_MESSAGE] = true;
    add(&keeping, EFFECT_KEEP_MESSAGE, "m");
    try(&keeping);
    assert_true(strlen(told[0].detail) > KEEPING_REASON_BYTES - 4);
    assert_true(utf8_valid(told[0].detail, strlen(told[0].detail), NULL));
    keeping_destroy(&keeping);
}

/* After days of a full disk the oldest that was said goes; never a file's newest text. */
static void when_too_much_waits_what_was_said_first_goes(void **state)
{
    (void)state;
    struct keeping keeping;
    begin(&keeping);
    disk.full[EFFECT_KEEP_SAID] = disk.full[EFFECT_KEEP_MESSAGE] = true;
    add(&keeping, EFFECT_KEEP_MESSAGE, "m");
    for (int i = 0; i < KEEPING_AT_MOST + 5; i++)
        add(&keeping, EFFECT_KEEP_SAID, "s");
    assert_int_equal(keeping.count, KEEPING_AT_MOST);
    assert_int_equal(try(&keeping), KEEPING_AT_MOST);
    disk.full[EFFECT_KEEP_MESSAGE] = false;
    assert_int_equal(try(&keeping), KEEPING_AT_MOST - 1);
    assert_string_equal(disk.written[0], "m 1");
    keeping_destroy(&keeping);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_told),
        cmocka_unit_test(the_newest_of_a_file_and_all_that_was_said),
        cmocka_unit_test(what_is_refused_waits_in_order),
        cmocka_unit_test(it_is_told_for_one_reason_at_a_time),
        cmocka_unit_test(what_cannot_be_kept_goes),
        cmocka_unit_test(a_long_reason_ends_between_characters),
        cmocka_unit_test(when_too_much_waits_what_was_said_first_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "action/action.h"

static void every_action_has_a_name_of_its_own_and_help(void **state)
{
    (void)state;
    for (int kind = 0; kind < ACTION_KIND_COUNT; kind++) {
        const struct action_info *info = action_info((enum action_kind)kind);
        assert_true(info->name[0] && info->help[0]);
        assert_int_equal(strspn(info->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(info->name));
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(info->name, action_info((enum action_kind)other)->name);
    }
}

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    for (int kind = 0; kind < ACTION_KIND_COUNT; kind++) {
        const struct action_info *info = action_info((enum action_kind)kind);
        const struct action given = {(enum action_kind)kind, info->takes_argument ? "body.右肩膀:3" : NULL};
        char text[64];
        action_format(&given, text, sizeof text);
        struct action read;
        assert_true(action_parse(text, &read));
        assert_int_equal(read.kind, given.kind);
        if (info->takes_argument)
            assert_string_equal(read.argument, given.argument);
        else
            assert_null(read.argument);
    }
}

static void the_argument_begins_after_the_first_colon(void **state)
{
    (void)state;
    struct action action;
    assert_true(action_parse("say-text:12:30 吃药", &action));
    assert_int_equal(action.kind, ACTION_SAY_TEXT);
    assert_string_equal(action.argument, "12:30 吃药");
    assert_true(action_parse("type::", &action));
    assert_string_equal(action.argument, ":");
}

/* Refused, and the action is left as it was. */
static void refuses(const char *text)
{
    struct action action = {ACTION_QUIT, "untouched"};
    assert_false(action_parse(text, &action));
    assert_int_equal(action.kind, ACTION_QUIT);
    assert_string_equal(action.argument, "untouched");
}

static void what_is_no_action_is_refused(void **state)
{
    (void)state;
    refuses("");
    refuses(":");
    refuses("spea");
    refuses("speaks");
    refuses("Speak");
    refuses(" speak");
    refuses("speak ");
    refuses("说");
}

static void arguments_are_asked_for_where_they_belong_only(void **state)
{
    (void)state;
    refuses("open");
    refuses("open:");
    refuses("speak:now");
    struct action action;
    assert_true(action_parse("open:write", &action));
    assert_int_equal(action.kind, ACTION_OPEN);
}

static void formatting_never_writes_beyond_its_room(void **state)
{
    (void)state;
    char text[8];
    memset(text, 'x', sizeof text);
    action_format(&(struct action){ACTION_OPEN, "phrases"}, text, 7);
    assert_string_equal(text, "open:p");
    assert_int_equal(text[7], 'x');
    char whole[32];
    action_format(&(struct action){ACTION_OPEN, NULL}, whole, sizeof whole);
    assert_string_equal(whole, "open");
}

static void a_kind_that_is_none_does_nothing(void **state)
{
    (void)state;
    assert_string_equal(action_info(ACTION_KIND_COUNT)->name, "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_action_has_a_name_of_its_own_and_help),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(the_argument_begins_after_the_first_colon),
        cmocka_unit_test(what_is_no_action_is_refused),
        cmocka_unit_test(arguments_are_asked_for_where_they_belong_only),
        cmocka_unit_test(formatting_never_writes_beyond_its_room),
        cmocka_unit_test(a_kind_that_is_none_does_nothing),
    };
    return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}

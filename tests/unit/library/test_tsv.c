/* Tables parted by tabs. */
#include "unit_test.h"

#include "library/tsv.h"

static const char *const names[] = {"id", "zh", NULL};
static struct diagnostics problems;
static struct tsv tsv;

static int begin(void **state)
{
    (void)state;
    diagnostics_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    diagnostics_destroy(&problems);
    return 0;
}

static bool begin_with(const char *text, size_t size)
{
    return tsv_begin(&tsv, names, text, size, "a.tsv", &problems);
}

static bool is_field(int name, const char *text)
{
    return tsv.fields[name].size == strlen(text) && memcmp(tsv.fields[name].at, text, strlen(text)) == 0;
}

static const char *complaint(size_t index)
{
    static char line[300];
    assert_true(index < problems.count);
    diagnostic_format(&problems.items[index], line, sizeof line);
    return line;
}

#define BEGIN(text) begin_with(text, sizeof(text) - 1)

static void test_columns_by_name(void **state)
{
    (void)state;
    assert_true(BEGIN("zh\tmore\tid\n甲\tx\t1\n乙\ty\t2"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "1") && is_field(1, "甲"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "2") && is_field(1, "乙"));
    assert_false(tsv_next(&tsv));
    assert_false(tsv_next(&tsv));
    assert_true(tsv.right);
}

static void test_mark_of_editors_blanks_and_empty_lines(void **state)
{
    (void)state;
    assert_true(BEGIN("\xEF\xBB\xBF\r\n id \tzh\r\n\r\n  \n 1 \t 甲 乙 \r\n"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "1") && is_field(1, "甲 乙"));
    assert_false(tsv_next(&tsv));
    assert_int_equal(problems.count, 0);
}

static void test_fields_that_are_not_there_are_empty(void **state)
{
    (void)state;
    assert_true(BEGIN("id\tzh\n1\n\t甲\n3\t丙\t\t\n"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "1") && is_field(1, ""));
    assert_false(tsv_wrong(&tsv, 1, "reason", NULL));
    assert_string_equal(complaint(0), "a.tsv:2:2: zh: reason");
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "") && is_field(1, "甲"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "3") && is_field(1, "丙"));
}

static void test_first_of_two_columns_of_a_name(void **state)
{
    (void)state;
    assert_true(BEGIN("id\tzh\tzh\n1\t甲\t乙\n"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(1, "甲"));
}

static void test_header_must_have_every_name(void **state)
{
    (void)state;
    assert_false(BEGIN("a\tID\n1\t甲\n"));
    assert_false(tsv_next(&tsv));
    assert_false(tsv.right);
    assert_int_equal(problems.count, 2);
    assert_string_equal(complaint(0), "a.tsv:1:1: id: the table has no column of this name");
    assert_string_equal(complaint(1), "a.tsv:1:1: zh: the table has no column of this name");
}

static void test_empty_table(void **state)
{
    (void)state;
    assert_false(BEGIN(""));
    assert_false(tsv_begin(&tsv, names, NULL, 0, "a.tsv", &problems));
    assert_false(BEGIN("\n\r\n"));
    assert_int_equal(problems.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(complaint(i), "a.tsv:1:1: the table is empty");
    assert_true(BEGIN("id\tzh"));
    assert_false(tsv_next(&tsv));
    assert_true(tsv.right);
}

static void test_lines_that_are_no_text_are_left_out(void **state)
{
    (void)state;
    assert_true(BEGIN("id\tzh\n1\t甲\xFF\n2\t\0\xFF\n3\t丙\n"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "3"));
    assert_false(tsv_next(&tsv));
    assert_false(tsv.right);
    assert_string_equal(complaint(0), "a.tsv:2:4: this is not text");
    assert_string_equal(complaint(1), "a.tsv:3:3: this is not text");
    assert_false(BEGIN("id\t\xFFzh\n"));
}

static void test_more_fields_than_names(void **state)
{
    (void)state;
    assert_true(BEGIN("id\tzh\n甲\tb\tc\n2\td\n"));
    assert_true(tsv_next(&tsv));
    assert_true(is_field(0, "2"));
    assert_string_equal(complaint(0), "a.tsv:2:5: the line has more fields than the first one has names");
}

static void test_complaint_names_the_column(void **state)
{
    (void)state;
    assert_true(BEGIN("id\tzh\n\n甲乙\t  丙\n"));
    assert_true(tsv_next(&tsv));
    assert_true(tsv.right);
    assert_false(tsv_wrong(&tsv, 1, "reason", "valid"));
    assert_false(tsv.right);
    assert_string_equal(complaint(0), "a.tsv:3:6: zh: reason; valid: valid");
}

static void test_copy_is_a_text(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_true(BEGIN("id\tzh\n1\t甲\n"));
    assert_true(tsv_next(&tsv));
    assert_string_equal(tsv_copy(&tsv, 0, &arena), "1");
    assert_string_equal(tsv_copy(&tsv, 1, &arena), "甲");
    arena_destroy(&arena);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_columns_by_name),
        CASE(test_mark_of_editors_blanks_and_empty_lines),
        CASE(test_fields_that_are_not_there_are_empty),
        CASE(test_first_of_two_columns_of_a_name),
        CASE(test_header_must_have_every_name),
        CASE(test_empty_table),
        CASE(test_lines_that_are_no_text_are_left_out),
        CASE(test_more_fields_than_names),
        CASE(test_complaint_names_the_column),
        CASE(test_copy_is_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

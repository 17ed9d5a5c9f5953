/* Questions for the doctor. */
#include "unit_test.h"
#include "whole_file.h"

#include "base/buffer.h"
#include "library/questions.h"

static struct questions questions;
static struct diagnostics problems;

static int begin(void **state)
{
    (void)state;
    questions_init(&questions);
    diagnostics_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    questions_destroy(&questions);
    diagnostics_destroy(&problems);
    return 0;
}

static bool add(const char *text)
{
    return questions_add(&questions, text, strlen(text), "questions.tsv", &problems);
}

static const char *complaint(size_t index)
{
    static char line[300];
    assert_true(index < problems.count);
    diagnostic_format(&problems.items[index], line, sizeof line);
    return line;
}

static void test_in_the_order_of_the_file(void **state)
{
    (void)state;
    assert_true(add("article\tzh\ten\nL04\t甲？\tA?\nL02\t乙？\tB?\nL04\t丙？\tC?\n"));
    assert_true(add("en\tzh\tarticle\nD?\t丁？\tL01\n"));
    static const struct question expected[] = {
        {"L04", "甲？", "A?"}, {"L02", "乙？", "B?"}, {"L04", "丙？", "C?"}, {"L01", "丁？", "D?"}};
    assert_int_equal(questions.count, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(questions.items[i].article, expected[i].article);
        assert_string_equal(questions.items[i].zh, expected[i].zh);
        assert_string_equal(questions.items[i].en, expected[i].en);
    }
}

static void test_wrong_lines_are_left_out(void **state)
{
    (void)state;
    assert_false(add("article\tzh\ten\n\t甲？\tA?\nL02\t\tB?\nL03\t乙？\nL04\t丙？\tC?\n"));
    assert_int_equal(questions.count, 1);
    assert_string_equal(questions.items[0].article, "L04");
    assert_int_equal(problems.count, 3);
    assert_string_equal(complaint(0), "questions.tsv:2:1: article: nothing stands here");
    assert_string_equal(complaint(1), "questions.tsv:3:5: zh: nothing stands here");
    assert_string_equal(complaint(2), "questions.tsv:4:7: en: nothing stands here");
    assert_false(add("article\tzh\nL04\t丙？\n"));
    assert_int_equal(questions.count, 1);
}

static void test_too_many(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_add_text(&text, "article\tzh\ten\n");
    for (int i = 0; i < QUESTIONS_AT_MOST; i++)
        buffer_add_text(&text, "L04\t甲？\tA?\n");
    assert_true(add(buffer_text(&text)));
    assert_int_equal(questions.count, QUESTIONS_AT_MOST);
    assert_false(add("article\tzh\ten\nL04\t甲？\tA?\n"));
    assert_int_equal(questions.count, QUESTIONS_AT_MOST);
    assert_string_equal(complaint(0), "questions.tsv:2:1: article: there are too many questions");
    buffer_destroy(&text);
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), wanted = strlen(end);
    return size > wanted && strcmp(text + size - wanted, end) == 0;
}

/* Every article that opens without a choice has some to ask, and they are questions. */
static void test_our_questions(void **state)
{
    (void)state;
    size_t size;
    char *bytes = whole_file(YINIAN_SOURCE_DIR "/content/questions.tsv", &size);
    assert_true(questions_add(&questions, bytes, size, "questions.tsv", &problems));
    free(bytes);
    int of[32] = {0};
    for (int i = 0; i < questions.count; i++) {
        const struct question *question = &questions.items[i];
        int number = atoi(question->article + 1);
        assert_true(question->article[0] == 'L' && number >= 1 && number <= 31);
        assert_true(ends_with(question->zh, "？"));
        assert_true(ends_with(question->en, "?"));
        of[number]++;
    }
    for (int i = 1; i <= 30; i++)
        assert_true(of[i] > 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_in_the_order_of_the_file),
        CASE(test_wrong_lines_are_left_out),
        CASE(test_too_many),
        CASE(test_our_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

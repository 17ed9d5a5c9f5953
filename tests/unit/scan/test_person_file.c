/* person.txt: what is written is read back; what is wrong is told with its place, and nothing is taken. */
#include "file_complaint.h"

#include "scan/person_file.h"

static struct person_file somebody(void)
{
    struct person_file file = {.scan_time_ms = 1300};
    evidence_person_init(&file.person, 1300);
    for (int i = 0; i < 25; i++) {
        evidence_person_learn_press(&file.person, EVIDENCE_AFTER_SILENCE, 0.4 + 0.01 * i, 1);
        evidence_person_learn_lit(&file.person, false, i % 5 != 0, 0.7);
        evidence_person_learn_unlit(&file.person, i % 9 == 0, 3.3);
    }
    return file;
}

static bool parse(void *file, const char *text, struct diagnostics *problems)
{
    return person_file_parse(file, text, strlen(text), "person.txt", problems);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    struct person_file file = somebody(), again;
    struct diagnostics problems;
    struct buffer first = {0}, second = {0};
    double numbers[EVIDENCE_PERSON_NUMBERS], numbers_again[EVIDENCE_PERSON_NUMBERS];
    diagnostics_init(&problems);
    person_file_write(&file, &first);
    assert_true(parse(&again, buffer_text(&first), &problems));
    assert_int_equal(problems.count, 0);
    assert_int_equal(again.scan_time_ms, 1300);
    evidence_person_export(&file.person, numbers);
    evidence_person_export(&again.person, numbers_again);
    for (int i = 0; i < EVIDENCE_PERSON_NUMBERS; i++)
        assert_float_equal(numbers[i], numbers_again[i], 2e-6);
    person_file_write(&again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    buffer_destroy(&first);
    buffer_destroy(&second);
    diagnostics_destroy(&problems);
}

/* The file with one text in the place of another; the first complaint of it. False: nothing was wrong. */
static bool complaint(const char *old, const char *new, char line[COMPLAINT_BYTES])
{
    struct person_file file = somebody(), before = file;
    struct buffer text = {0};
    person_file_write(&file, &text);
    bool wrong = file_complaint(&text, old, new, parse, &file, line);
    if (wrong)
        assert_memory_equal(&file, &before, sizeof file);
    return wrong;
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    char line[COMPLAINT_BYTES];
    assert_true(complaint("version = 1", "version = 2", line));
    assert_string_equal(line, "person.txt:3:11: version: is out of range; valid: 1 to 1");
    assert_true(complaint("hits = 1", "hits = x1", line));
    assert_string_equal(line, "person.txt:5:8: hits: is not a number; valid: 0 to 400");
    assert_true(complaint("hits = 1", "hits = 1e", line));
    assert_true(complaint("hits = 1", "hits = 987654321", line));
    assert_true(complaint("hits = 1", "hits = 900000", line));
    assert_string_equal(line, "person.txt:5:8: hits: is out of range; valid: 0 to 400");
    assert_true(complaint("hits = 1", "hats = 1", line));
    assert_string_equal(line, "person.txt:5:1: nothing of this name belongs here");
    assert_true(complaint("hits = 1", "hits 1", line));
    assert_true(complaint("misses", "hits", line));
    assert_string_equal(line, "person.txt:6:8: hits: stands here twice");
    assert_true(complaint("scan_time_ms = 1300", "scan_time_ms = 1300.5", line));
    assert_true(complaint("scan_time_ms = 1300", "scan_time_ms = 299", line));
    assert_true(complaint("slips = ", "# slips = ", line));
    assert_string_equal(line, "person.txt:16:1: slips: is missing");
    assert_true(complaint("after_silence_presses = ", "after_silence_presses = -", line));
}

static void blanks_comments_and_line_ends_do_not_matter(void **state)
{
    (void)state;
    char line[COMPLAINT_BYTES];
    assert_false(complaint("version = 1\n", "\t version=1  \r\n\r\n# 注\n", line));
    assert_false(complaint("scan_time_ms = 1300", "scan_time_ms = 1300.000", line));
    assert_false(complaint("scan_time_ms = 1300", "scan_time_ms = 300", line));
    assert_false(complaint("scan_time_ms = 1300", "scan_time_ms = 5000", line));
}

static void an_empty_file_is_told_of(void **state)
{
    (void)state;
    struct person_file file;
    struct diagnostics problems;
    diagnostics_init(&problems);
    assert_false(parse(&file, "", &problems));
    assert_int_equal(problems.errors, 2 + EVIDENCE_PERSON_NUMBERS);
    assert_int_equal(problems.items[0].line, 1);
    diagnostics_destroy(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(blanks_comments_and_line_ends_do_not_matter),
        cmocka_unit_test(an_empty_file_is_told_of),
    };
    return cmocka_run_group_tests_name("person_file", tests, NULL, NULL);
}

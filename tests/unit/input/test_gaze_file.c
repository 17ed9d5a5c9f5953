/* gaze.txt: what is written is read back; what is wrong is told with its place, and nothing is taken. */
#include "file_complaint.h"

#include <math.h>

#include "input/gaze_correction.h"

static const struct gaze_correction somebody = {.xx = 1.0625,
                                                .xy = -0.03125,
                                                .yx = 0.015625,
                                                .yy = 0.9375,
                                                .shift_x = -0.046875,
                                                .shift_y = 0.03125,
                                                .accuracy_degrees = 0.75,
                                                .precision_degrees = 0.375};

static bool parse(void *correction, const char *text, struct diagnostics *problems)
{
    return gaze_correction_parse(correction, text, strlen(text), "gaze.txt", problems);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    struct gaze_correction again = {.xx = 0};
    struct diagnostics problems;
    struct buffer text = {0};
    diagnostics_init(&problems);
    gaze_correction_write(&somebody, &text);
    assert_non_null(strstr(buffer_text(&text), "\nxx = 1.062500\nxy = -0.031250\n"));
    assert_true(parse(&again, buffer_text(&text), &problems));
    assert_int_equal(problems.count, 0);
    assert_memory_equal(&again, &somebody, sizeof again);
    buffer_destroy(&text);
    diagnostics_destroy(&problems);
}

/* A hair below zero is zero, and no correction is none again. */
static void none_is_read_back_as_none(void **state)
{
    (void)state;
    struct gaze_correction correction, again = {.xx = 0};
    struct buffer text = {0};
    gaze_correction_init(&correction);
    correction.yx = -1e-9;
    gaze_correction_write(&correction, &text);
    assert_non_null(strstr(buffer_text(&text), "\nyx = 0.000000\n"));
    assert_true(parse(&again, buffer_text(&text), NULL));
    assert_true(gaze_correction_is_none(&again));
    buffer_destroy(&text);
}

/* The file with one text in the place of another; the first complaint of it. False: nothing was wrong. */
static bool complaint(const char *old, const char *new, char line[COMPLAINT_BYTES])
{
    struct gaze_correction correction = somebody;
    struct buffer text = {0};
    gaze_correction_write(&correction, &text);
    correction.xx = 1.5; /* not what stands in the file */
    bool wrong = file_complaint(&text, old, new, parse, &correction, line);
    assert_true(wrong == (correction.xx == 1.5));
    return wrong;
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    char line[COMPLAINT_BYTES];
    assert_true(complaint("version = 1", "version = 2", line));
    assert_string_equal(line, "gaze.txt:4:11: version: is out of range; valid: 1 to 1");
    assert_true(complaint("xx = 1.062500", "xx = 2.000001", line));
    assert_string_equal(line, "gaze.txt:5:6: xx: is out of range; valid: 0.5 to 2");
    assert_true(complaint("xx = 1.062500", "xx = 0", line));
    assert_true(complaint("xx = 1.062500", "xx = -1", line));
    assert_true(complaint("xy = -0.031250", "xy = -0.51", line));
    assert_string_equal(line, "gaze.txt:6:6: xy: is out of range; valid: -0.5 to 0.5");
    assert_true(complaint("xy = -0.031250", "xy = --0.1", line));
    assert_string_equal(line, "gaze.txt:6:6: xy: is not a number; valid: -0.5 to 0.5");
    assert_true(complaint("xy = -0.031250", "xy = -", line));
    assert_true(complaint("xy = -0.031250", "xy = nan", line));
    assert_true(complaint("xy = -0.031250", "xy = 1e-2", line));
    assert_true(complaint("xy = -0.031250", "xy = 0,1", line));
    assert_true(complaint("shift_x = ", "shift_z = ", line));
    assert_string_equal(line, "gaze.txt:9:1: nothing of this name belongs here");
    assert_true(complaint("yx = ", "xx = ", line));
    assert_string_equal(line, "gaze.txt:7:6: xx: stands here twice");
    assert_true(complaint("yy = ", "yy ", line));
    assert_true(complaint("precision_degrees = 0.375000\n", "", line));
    assert_string_equal(line, "gaze.txt:11:1: precision_degrees: is missing");
    assert_true(complaint("precision_degrees = 0", "precision_degrees = 9", line));
}

static void what_a_person_may_write_is_read(void **state)
{
    (void)state;
    char line[COMPLAINT_BYTES];
    assert_false(complaint("xx = 1.062500\n", "\t xx=1.0625  \r\n\r\n# 注\n", line));
    assert_false(complaint("xy = -0.031250", "xy = -0", line));
    assert_false(complaint("shift_y = 0.031250", "shift_y = 0.5", line));
    assert_false(complaint("shift_y = 0.031250", "shift_y = -0.500000", line));
}

static void an_empty_file_is_told_of(void **state)
{
    (void)state;
    struct gaze_correction correction;
    struct diagnostics problems;
    diagnostics_init(&problems);
    assert_false(parse(&correction, "", &problems));
    assert_int_equal(problems.errors, 9);
    assert_int_equal(problems.items[0].line, 1);
    diagnostics_destroy(&problems);
}

/* What is out of its range is written as the end of it: a file that is written can be read. */
static void what_is_written_is_in_range(void **state)
{
    (void)state;
    struct gaze_correction correction = somebody;
    struct buffer text = {0};
    correction.accuracy_degrees = 40;
    correction.xx = NAN;
    correction.shift_y = -7;
    gaze_correction_write(&correction, &text);
    assert_true(parse(&correction, buffer_text(&text), NULL));
    assert_true(correction.accuracy_degrees == 12);
    assert_true(correction.xx == 0.5);
    assert_true(correction.shift_y == -0.5);
    buffer_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(none_is_read_back_as_none),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(what_a_person_may_write_is_read),
        cmocka_unit_test(an_empty_file_is_told_of),
        cmocka_unit_test(what_is_written_is_in_range),
    };
    return cmocka_run_group_tests_name("gaze_file", tests, NULL, NULL);
}

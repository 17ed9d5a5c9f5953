#include "unit_test.h"

#include "store/keep_manifest.h"

#define HEAD "Yinian keeps 1\nprogram 0.1.0\ndate 2026-11-22\n"

static bool parses(const char *text, struct diagnostics *problems)
{
    struct keep_manifest manifest;
    bool right = keep_manifest_parse(&manifest, text, strlen(text), "list", problems);
    assert_true(right || manifest.count == 0);
    keep_manifest_destroy(&manifest);
    return right;
}

static void refused_at(const char *text, int line)
{
    struct diagnostics problems;
    diagnostics_init(&problems);
    if (parses(text, &problems))
        fail_msg("taken: %s", text);
    assert_int_equal(problems.count, 1);
    if (problems.items[0].line != line)
        print_error("%s\n→ %s\n", text, problems.items[0].reason);
    assert_int_equal(problems.items[0].line, line);
    assert_non_null(problems.items[0].reason);
    diagnostics_destroy(&problems);
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    struct keep_manifest manifest, again;
    struct buffer text = {0};
    keep_manifest_init(&manifest);
    snprintf(manifest.program, sizeof manifest.program, "0.1.0");
    snprintf(manifest.date, sizeof manifest.date, "2026-11-22");
    keep_manifest_add(&manifest, "settings.conf", 12, 0xffffffffu);
    keep_manifest_add(&manifest, "phrases/zh/10-我们 家.md", 0, 0);
    keep_manifest_add(&manifest, "a", KEEP_FILE_BYTES_AT_MOST, 1);
    keep_manifest_sort(&manifest);
    keep_manifest_write(&manifest, &text);
    assert_string_equal(buffer_text(&text), HEAD "file 00000001 1073741824 a\n"
                                                 "file 00000000 0 phrases/zh/10-我们 家.md\n"
                                                 "file ffffffff 12 settings.conf\nend 3\n");
    assert_true(keep_manifest_parse(&again, buffer_text(&text), text.size, NULL, NULL));
    assert_true(keep_manifest_same_files(&manifest, &again));
    assert_int_equal(again.total, KEEP_FILE_BYTES_AT_MOST + 12);
    assert_string_equal(again.program, "0.1.0");
    assert_string_equal(again.date, "2026-11-22");
    assert_int_equal(keep_manifest_find(&again, "settings.conf")->crc, 0xffffffffu);
    assert_null(keep_manifest_find(&again, "settings"));
    again.files[1].crc = 5;
    assert_false(keep_manifest_same_files(&manifest, &again));
    keep_manifest_destroy(&manifest);
    keep_manifest_destroy(&again);
    buffer_destroy(&text);
}

static void every_wrong_line_is_told_and_nothing_taken(void **state)
{
    (void)state;
    assert_true(parses(HEAD "file 00000001 3 a\nend 1\n", NULL));
    assert_true(parses(HEAD "end 0\n", NULL));
    refused_at("", 1);
    refused_at("hello\n", 1);
    refused_at("Yinian keeps 2\nprogram 0.1.0\ndate 2026-11-22\nend 0\n", 1);
    refused_at("Yinian keeps 1\nversion 0.1.0\ndate 2026-11-22\nend 0\n", 2);
    refused_at("Yinian keeps 1\nprogram 0.1.0\ndate 2026-13-22\nend 0\n", 3);
    refused_at("Yinian keeps 1\nprogram 0.1.0\ndate 2026-11-221\nend 0\n", 3);
    refused_at(HEAD, 4);
    refused_at(HEAD "file 00000001 3 a\n", 5);
    refused_at(HEAD "file 00000001 3 a\nend 1", 5);
    refused_at(HEAD "file 00000001 3 a\nend 2\n", 5);
    refused_at(HEAD "file 00000001 3 a\nend 1\nmore\n", 5);
    refused_at(HEAD "file 0000001 3 a\nend 1\n", 4);
    refused_at(HEAD "file 0000000G 3 a\nend 1\n", 4);
    refused_at(HEAD "file 00000001 03 a\nend 1\n", 4);
    refused_at(HEAD "file 00000001 -3 a\nend 1\n", 4);
    refused_at(HEAD "file 00000001 1073741825 a\nend 1\n", 4);
    refused_at(HEAD "file 00000001 99999999999999999999999 a\nend 1\n", 4);
    refused_at(HEAD "file 00000001 3 b\nfile 00000001 3 a\nend 2\n", 5);
    refused_at(HEAD "file 00000001 3 a\nfile 00000001 3 a\nend 2\n", 5);
    refused_at(HEAD "file 00000001 3 a\nfile 00000001 3 a-b\nfile 00000001 3 a/b\nend 3\n", 6);
}

static void all_files_together_have_a_limit(void **state)
{
    (void)state;
    refused_at(HEAD "file 00000001 1073741824 a\nfile 00000001 1073741824 b\nfile 00000001 1073741824 c\n"
                    "file 00000001 1073741824 d\nfile 00000001 1 e\nend 5\n",
               8);
}

static void names_that_climb_or_hide_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/..",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        ".bashrc",
        "a/.ssh/x",
        ".restore/ready",
        "copies/x",
        "copies",
        "message.txt.tmp",
        "x.yinian",
        "a\tb",
        "a\x7f",
        "\xff\xfe",
        "1/2/3/4/5/6/7/8/9",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!keep_name_problem(wrong[i]))
            fail_msg("taken: %s", wrong[i]);
    static const char *const right[] = {
        "settings.conf", "said/2026-11-22.txt", "recordings/妈妈 1.wav", "a/copies", "copies.txt",
        "a..b",          "learnt.txt.broken-1", "1/2/3/4/5/6/7/8",       "-rf",      "*"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (keep_name_problem(right[i]))
            fail_msg("refused: %s: %s", right[i], keep_name_problem(right[i]));
    refused_at(HEAD "file 00000001 3 ../a\nend 1\n", 4);
}

static void long_names_are_refused(void **state)
{
    (void)state;
    char name[KEEP_NAME_BYTES_AT_MOST + 2];
    memset(name, 'a', sizeof name);
    name[KEEP_PART_BYTES_AT_MOST] = '\0';
    assert_null(keep_name_problem(name));
    name[KEEP_PART_BYTES_AT_MOST] = 'a';
    name[KEEP_PART_BYTES_AT_MOST + 1] = '\0';
    assert_non_null(keep_name_problem(name));
    memset(name, 'a', sizeof name);
    name[200] = name[400] = '/';
    name[KEEP_NAME_BYTES_AT_MOST] = '\0';
    assert_null(keep_name_problem(name));
    name[KEEP_NAME_BYTES_AT_MOST] = 'a';
    name[KEEP_NAME_BYTES_AT_MOST + 1] = '\0';
    assert_non_null(keep_name_problem(name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(every_wrong_line_is_told_and_nothing_taken),
        cmocka_unit_test(all_files_together_have_a_limit),
        cmocka_unit_test(names_that_climb_or_hide_are_refused),
        cmocka_unit_test(long_names_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

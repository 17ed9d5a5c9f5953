#include "kept_folder.h"

#include "store/keep_copies.h"

static char root[64], person[96];
static char reason[KEEP_PATH_BYTES + 256], path[KEEP_PATH_BYTES];

static int make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/yinian-keep-XXXXXX");
    if (!mkdtemp(root))
        return -1;
    snprintf(person, sizeof person, "%s/person", root);
    return store_make_folder(person) ? 0 : -1;
}

static int remove_root(void **state)
{
    (void)state;
    remove_folder(root);
    return 0;
}

static bool make(const char *date)
{
    struct keep_stamp stamp = {.program = "0.1.0", .date = date};
    bool made = false;
    if (!copies_make(person, &stamp, NULL, &made, reason, sizeof reason))
        fail_msg("%s", reason);
    return made;
}

static void are(enum copy_kind kind, const char *expected)
{
    struct copy_names names;
    struct buffer all = {0};
    copies_list(person, kind, &names);
    for (size_t i = 0; i < names.count; i++)
        buffer_printf(&all, "%s%s", i ? " " : "", names.names[i]);
    assert_string_equal(buffer_text(&all), expected);
    copy_names_free(&names);
    buffer_destroy(&all);
}

static void of_nothing_there_is_no_copy(void **state)
{
    (void)state;
    assert_false(make("2026-11-01"));
    are(COPIES_DATED, "");
}

static void one_a_day_and_only_of_something_new(void **state)
{
    (void)state;
    struct stat status;
    put_in(person, "settings.conf", "scan_time = 900\n");
    assert_true(make("2026-11-01"));
    assert_int_equal(stat(inside(person, "copies/yinian-2026-11-01.yinian"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    put_in(person, "settings.conf", "scan_time = 1000\n");
    assert_false(make("2026-11-01"));
    assert_true(make("2026-11-02"));
    assert_false(make("2026-11-03"));
    put_in(person, "settings.conf", "scan_time = 1000\n"); /* written anew, the same */
    assert_false(make("2026-11-04"));
    are(COPIES_DATED, "yinian-2026-11-02.yinian yinian-2026-11-01.yinian");
}

static void a_broken_last_copy_is_no_copy(void **state)
{
    (void)state;
    put_in(person, "copies/yinian-2026-11-02.yinian", "broken");
    assert_true(make("2026-11-04"));
    assert_false(make("2026-11-05"));
}

static void the_last_seven_stay(void **state)
{
    (void)state;
    char date[16], text[32];
    for (int day = 10; day < 20; day++) {
        snprintf(date, sizeof date, "2026-11-%02d", day);
        snprintf(text, sizeof text, "scan_time = %d\n", day * 100 + 1);
        put_in(person, "settings.conf", text);
        assert_true(make(date));
    }
    put_in(person, "copies/mine.yinian", "somebody put it here");
    put_in(person, "copies/yinian-2026-11-40.yinian", "no day");
    are(COPIES_DATED, "yinian-2026-11-19.yinian yinian-2026-11-18.yinian yinian-2026-11-17.yinian "
                      "yinian-2026-11-16.yinian yinian-2026-11-15.yinian yinian-2026-11-14.yinian "
                      "yinian-2026-11-13.yinian");
    /* A clock that was wrong for a while: today's stays. */
    put_in(person, "settings.conf", "scan_time = 700\n");
    assert_true(make("2026-01-01"));
    assert_true(copies_find(person, "2026-01-01", path));
    are(COPIES_DATED, "yinian-2026-11-19.yinian yinian-2026-11-18.yinian yinian-2026-11-17.yinian "
                      "yinian-2026-11-16.yinian yinian-2026-11-15.yinian yinian-2026-11-14.yinian "
                      "yinian-2026-01-01.yinian");
    holds(person, "copies/mine.yinian", "somebody put it here");
}

static void what_was_before_is_numbered_and_found(void **state)
{
    (void)state;
    struct keep_stamp stamp = {.program = "0.1.0", .date = "2026-11-22"};
    assert_false(copies_find(person, "undo", path));
    for (int i = 1; i <= 9; i++)
        assert_true(copies_before(person, &stamp, path, reason, sizeof reason));
    assert_non_null(strstr(path, "/copies/before-2026-11-22-09.yinian"));
    char found[KEEP_PATH_BYTES];
    assert_true(copies_find(person, "undo", found));
    assert_string_equal(found, path);
    struct copy_names names;
    copies_list(person, COPIES_BEFORE, &names);
    assert_int_equal(names.count, KEEP_COPIES);
    assert_string_equal(names.names[KEEP_COPIES - 1], "before-2026-11-22-03.yinian");
    copy_names_free(&names);
}

static void a_copy_is_found_by_date_or_path(void **state)
{
    (void)state;
    assert_true(copies_find(person, "2026-11-19", path));
    assert_non_null(strstr(path, "/copies/yinian-2026-11-19.yinian"));
    assert_false(copies_find(person, "2026-11-01", path));
    assert_false(copies_find(person, "2026-11-99", path));
    assert_true(copies_find(person, inside(person, "settings.conf"), path));
    assert_false(copies_find(person, inside(person, "nothing"), path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_nothing_there_is_no_copy),
        cmocka_unit_test(one_a_day_and_only_of_something_new),
        cmocka_unit_test(a_broken_last_copy_is_no_copy),
        cmocka_unit_test(the_last_seven_stay),
        cmocka_unit_test(what_was_before_is_numbered_and_found),
        cmocka_unit_test(a_copy_is_found_by_date_or_path),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}

/* The order of the shelf, its groups, and what comes after what. */
#include "article_text.h"

#include "library/shelf.h"
#include "whole_file.h"

static bool add(struct shelf *shelf, const char *id, const char *group, const char *audience)
{
    struct buffer text;
    buffer_init(&text);
    buffer_printf(
        &text,
        "---\nid: %s\nlang: zh\ngroup: %s\naudience: %s\ntitle: t\nsummary: s\ndate: 2026-11-22\n---\nx", id,
        group, audience);
    bool taken = shelf_add(shelf, text.bytes, text.size, "f.md", false, NULL);
    buffer_destroy(&text);
    return taken;
}

static bool add_own(struct shelf *shelf, const char *file, struct diagnostics *problems)
{
    return shelf_add(shelf, "x", 1, file, true, problems);
}

/* "G1 甲: L02 L10; own : a" */
static void check_order(const struct shelf *shelf, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    for (int i = 0; i < shelf->group_count; i++) {
        const struct shelf_group *group = &shelf->groups[i];
        buffer_printf(&out, "%s%s %s:", i ? "; " : "", group->id, group->name);
        assert_ptr_equal(shelf_group(shelf, group->id), group);
        for (int k = group->first; k < group->first + group->count; k++) {
            buffer_printf(&out, " %s", shelf->articles[k].id);
            assert_ptr_equal(shelf_group_of(shelf, &shelf->articles[k]), group);
            assert_ptr_equal(shelf_find(shelf, shelf->articles[k].id), &shelf->articles[k]);
        }
    }
    assert_string_equal(buffer_text(&out), wanted);
    buffer_destroy(&out);
}

static void groups_stand_in_order(void **state)
{
    (void)state;
    struct shelf shelf;
    shelf_init(&shelf);
    assert_true(add_own(&shelf, "b 2.md", NULL));
    assert_true(add(&shelf, "L10", "G1 甲", "all"));
    assert_true(add(&shelf, "L3", "G10 丙", "all"));
    assert_true(add(&shelf, "L09", "G2 乙", "all"));
    assert_true(add_own(&shelf, "a.md", NULL));
    assert_true(add(&shelf, "L02", "G1 甲", "all"));
    shelf_sort(&shelf);
    check_order(&shelf, "G1 甲: L02 L10; G2 乙: L09; G10 丙: L3; own : a b_2");
    assert_true(add(&shelf, "L01", "G2 乙", "all"));
    shelf_sort(&shelf);
    check_order(&shelf, "G1 甲: L02 L10; G2 乙: L01 L09; G10 丙: L3; own : a b_2");
    assert_null(shelf_find(&shelf, "L04"));
    assert_null(shelf_group(&shelf, "G3"));
    shelf_destroy(&shelf);
}

static void what_comes_after(void **state)
{
    (void)state;
    struct shelf shelf;
    shelf_init(&shelf);
    assert_true(add(&shelf, "L30", "G6 甲", "all"));
    assert_true(add(&shelf, "L31", "G7 乙", "patient (opt-in)"));
    shelf_sort(&shelf);
    assert_null(shelf_after(&shelf, shelf_find(&shelf, "L30")));
    assert_null(shelf_after(&shelf, shelf_find(&shelf, "L31")));
    assert_true(add(&shelf, "L29", "G6 甲", "all"));
    assert_true(add_own(&shelf, "a.md", NULL));
    shelf_sort(&shelf);
    assert_ptr_equal(shelf_after(&shelf, shelf_find(&shelf, "L29")), shelf_find(&shelf, "L30"));
    assert_ptr_equal(shelf_after(&shelf, shelf_find(&shelf, "L30")), shelf_find(&shelf, "a"));
    assert_null(shelf_after(&shelf, shelf_find(&shelf, "a")));
    shelf_destroy(&shelf);
}

static void a_second_one_of_a_name_is_left_out(void **state)
{
    (void)state;
    struct shelf shelf;
    struct diagnostics problems;
    char line[200];
    diagnostics_init(&problems);
    shelf_init(&shelf);
    assert_true(add_own(&shelf, "one/pump.md", &problems));
    assert_false(add_own(&shelf, "two/pump.md", &problems));
    assert_int_equal(problems.count, 1);
    diagnostic_format(&problems.items[0], line, sizeof line);
    assert_string_equal(
        line,
        "two/pump.md:1:1: pump: there is an article of this name already; valid: another name for the file");
    assert_false(shelf_add(&shelf, "", 0, "empty.md", true, &problems));
    assert_int_equal(problems.count, 2);
    assert_int_equal(shelf.count, 1);
    shelf_sort(&shelf);
    check_order(&shelf, "own : pump");
    shelf_destroy(&shelf);
    diagnostics_destroy(&problems);
}

static void an_empty_shelf_is_one(void **state)
{
    (void)state;
    struct shelf shelf;
    shelf_init(&shelf);
    shelf_sort(&shelf);
    check_order(&shelf, "");
    assert_null(shelf_find(&shelf, "L01"));
    shelf_destroy(&shelf);
}

static void our_articles_stand_in_order(void **state)
{
    (void)state;
    static const char *const languages[] = {"zh", "en"};
    static const int counts[] = {5, 5, 6, 4, 4, 6, 1};
    for (int l = 0; l < 2; l++) {
        struct shelf shelf;
        struct diagnostics problems;
        diagnostics_init(&problems);
        shelf_init(&shelf);
        for (int i = 31; i > 0; i--) {
            char path[300];
            size_t size;
            snprintf(path, sizeof path, YINIAN_SOURCE_DIR "/content/%s/L%02d.md", languages[l], i);
            char *bytes = whole_file(path, &size);
            assert_true(shelf_add(&shelf, bytes, size, path, false, &problems));
            free(bytes);
        }
        shelf_sort(&shelf);
        assert_int_equal(problems.count, 0);
        assert_int_equal(shelf.group_count, 7);
        for (int i = 0; i < 31; i++)
            assert_int_equal(atoi(shelf.articles[i].id + 1), i + 1);
        for (int i = 0; i < 7; i++) {
            assert_int_equal(shelf.groups[i].count, counts[i]);
            assert_true(*shelf.groups[i].name);
        }
        assert_ptr_equal(shelf_after(&shelf, &shelf.articles[28]), &shelf.articles[29]);
        assert_null(shelf_after(&shelf, &shelf.articles[29])); /* L31 opens by choice alone */
        shelf_destroy(&shelf);
        diagnostics_destroy(&problems);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_stand_in_order),
        cmocka_unit_test(what_comes_after),
        cmocka_unit_test(a_second_one_of_a_name_is_left_out),
        cmocka_unit_test(an_empty_shelf_is_one),
        cmocka_unit_test(our_articles_stand_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

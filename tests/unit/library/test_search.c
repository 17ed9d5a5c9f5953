/* Looking for words in the library. */
#include "unit_test.h"
#include "whole_file.h"

#include "base/buffer.h"
#include "library/search.h"

static struct shelf shelf;
static struct diagnostics problems;
static struct search_hit hits[40];

static int begin(void **state)
{
    (void)state;
    shelf_init(&shelf);
    diagnostics_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    shelf_destroy(&shelf);
    diagnostics_destroy(&problems);
    return 0;
}

static void add(const char *id, const char *audience, const char *title, const char *text)
{
    char bytes[8000], file[40];
    int size = snprintf(bytes, sizeof bytes,
                        "---\nid: %s\nlang: zh\ngroup: G1 x\naudience: %s\ntitle: %s\nsummary: 简介\nfacts: "
                        "A-001\nsources: A\ndate: 2026-11-22\n---\n\n%s\n",
                        id, audience, title, text);
    snprintf(file, sizeof file, "%s.md", id);
    assert_true(size > 0 && (size_t)size < sizeof bytes);
    assert_true(shelf_add(&shelf, bytes, (size_t)size, file, false, &problems));
}

/* The ids of what is found, best first. */
static const char *found(const char *question)
{
    static char line[400];
    int count = search_shelf(&shelf, question, hits, 40);
    *line = 0;
    for (int i = 0; i < count; i++) {
        strcat(line, i ? " " : "");
        strcat(line, hits[i].article->id);
    }
    return line;
}

/* The text where the first of what is found is to be opened begins with this. */
static void opens_at(const char *question, const char *text)
{
    assert_true(search_shelf(&shelf, question, hits, 40) > 0);
    const char *at = hits[0].article->text + hits[0].at;
    if (strncmp(at, text, strlen(text)) != 0)
        fail_msg("%s opens at %.60s", question, at);
}

static void test_chinese_as_it_is_written(void **state)
{
    (void)state;
    add("L01", "all", "甲", "呼吸变浅。");
    add("L02", "all", "乙", "吞咽变慢。");
    shelf_sort(&shelf);
    assert_string_equal(found("呼吸"), "L01");
    assert_string_equal(found("吸变"), "L01");
    assert_string_equal(found("变"), "L01 L02");
    assert_string_equal(found("呼变"), "");
    assert_string_equal(found("呼吸？"), "L01");
    assert_string_equal(found("“呼吸变浅。”"), "L01");
}

static void test_latin_where_a_word_begins(void **state)
{
    (void)state;
    add("L01", "all", "A", "Inflammation of Neurons; SOD1 and naïve cells.");
    shelf_sort(&shelf);
    assert_string_equal(found("inflam"), "L01");
    assert_string_equal(found("NEURONS"), "L01");
    assert_string_equal(found("sod"), "L01");
    assert_string_equal(found("flam"), "");
    assert_string_equal(found("od1"), "");
    assert_string_equal(found("ve"), "");
    assert_string_equal(found("NAÏVE"), "L01");
    assert_string_equal(found("neuronsx"), "");
}

static void test_full_width_is_half_width(void **state)
{
    (void)state;
    add("L01", "all", "甲", "ＳＯＤ１基因和TDP-43蛋白");
    shelf_sort(&shelf);
    assert_string_equal(found("sod1基因"), "L01");
    assert_string_equal(found("ｔｄｐ－４３"), "L01");
    assert_string_equal(found("基因　蛋白"), "L01");
}

static void test_all_words_must_stand_in_it(void **state)
{
    (void)state;
    add("L01", "all", "甲", "呼吸变浅。\n\n吞咽变慢。");
    add("L02", "all", "乙", "吞咽变慢。");
    shelf_sort(&shelf);
    assert_string_equal(found("呼吸 吞咽"), "L01");
    assert_string_equal(found("  吞咽   呼吸  "), "L01");
    assert_string_equal(found("呼吸 没有"), "");
    assert_string_equal(found("呼吸\t吞咽"), "L01");
}

static void test_words_behind_the_twentieth_do_not_count(void **state)
{
    (void)state;
    add("L01", "all", "甲", "一 二");
    shelf_sort(&shelf);
    struct buffer text = {0};
    for (int i = 0; i < 19; i++)
        buffer_add_text(&text, "一 ");
    buffer_add_text(&text, "没");
    assert_string_equal(found(buffer_text(&text)), "");
    buffer_splice(&text, 0, 0, "一 ", strlen("一 "));
    assert_string_equal(found(buffer_text(&text)), "L01");
    buffer_destroy(&text);
}

static void test_title_then_heading_then_text_then_more(void **state)
{
    (void)state;
    add("L01", "all", "甲", "呼吸");
    add("L02", "all", "乙", "呼吸，呼吸，呼吸");
    add("L03", "all", "丙", "## 呼吸\n\n无");
    add("L04", "all", "呼吸", "无");
    add("L05", "all", "丁", "呼吸");
    shelf_sort(&shelf);
    assert_string_equal(found("呼吸"), "L04 L03 L02 L01 L05");
    assert_true(hits[0].score > hits[1].score && hits[1].score > hits[2].score);
    assert_true(hits[2].score > hits[3].score && hits[3].score == hits[4].score);
}

static void test_many_hits_do_not_outweigh_a_heading(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 900; i++)
        buffer_add_text(&text, "气");
    add("L01", "all", "甲", buffer_text(&text));
    add("L02", "all", "乙", "## 气\n\n无");
    shelf_sort(&shelf);
    assert_string_equal(found("气"), "L02 L01");
    assert_string_equal(found("气 气 气 气 气 气 气 气 气 气 气 气"), "L02 L01");
    buffer_destroy(&text);
}

static void test_opens_at_the_sentence(void **state)
{
    (void)state;
    add("L01", "all", "甲", "先说别的。呼吸变浅。后来没有了。\n\n又是呼吸。也有吞咽的事，吞咽和呼吸一起。");
    shelf_sort(&shelf);
    opens_at("变浅", "呼吸变浅。");
    opens_at("呼吸", "呼吸变浅。");
    opens_at("吞咽 呼吸", "也有吞咽的事");
    opens_at("先 后来", "先说别的。");
    opens_at("甲", "甲");
}

static void test_what_opens_by_choice_is_never_found(void **state)
{
    (void)state;
    add("L30", "all", "甲", "病程");
    add("L31", "patient (opt-in)", "病程", "病程和预后");
    shelf_sort(&shelf);
    assert_true(shelf_find(&shelf, "L31")->by_choice);
    assert_string_equal(found("病程"), "L30");
    assert_string_equal(found("预后"), "");
}

static void test_nothing_is_asked(void **state)
{
    (void)state;
    assert_string_equal(found("呼吸"), "");
    add("L01", "all", "甲", "呼吸。");
    shelf_sort(&shelf);
    assert_string_equal(found(""), "");
    assert_string_equal(found(" 　 "), "");
    assert_string_equal(found("。？ ,."), "");
    assert_string_equal(found("\xFF"), "");
}

static void test_no_more_than_asked_for(void **state)
{
    (void)state;
    add("L01", "all", "甲", "呼吸");
    add("L02", "all", "乙", "呼吸，呼吸");
    shelf_sort(&shelf);
    hits[1].score = -7;
    assert_int_equal(search_shelf(&shelf, "呼吸", hits, 1), 1);
    assert_string_equal(hits[0].article->id, "L02");
    assert_int_equal(hits[1].score, -7);
    assert_int_equal(search_shelf(&shelf, "呼吸", hits, 0), 0);
}

/* --- our articles -------------------------------------------------------------------------------------- */

static void add_ours(const char *language)
{
    for (int i = 1; i <= 31; i++) {
        char path[400];
        size_t size;
        snprintf(path, sizeof path, YINIAN_SOURCE_DIR "/content/%s/L%02d.md", language, i);
        char *bytes = whole_file(path, &size);
        assert_true(shelf_add(&shelf, bytes, size, path, false, &problems));
        free(bytes);
    }
    shelf_sort(&shelf);
}

static void test_our_articles(void **state)
{
    (void)state;
    add_ours("zh");
    assert_true(search_shelf(&shelf, "利鲁唑", hits, 40) > 0);
    assert_non_null(strstr(hits[0].article->title, "利鲁唑"));
    assert_true(search_shelf(&shelf, "的", hits, 40) == 30);
    for (int i = 0; i < 30; i++)
        assert_false(hits[i].article->by_choice);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_chinese_as_it_is_written),
        CASE(test_latin_where_a_word_begins),
        CASE(test_full_width_is_half_width),
        CASE(test_all_words_must_stand_in_it),
        CASE(test_words_behind_the_twentieth_do_not_count),
        CASE(test_title_then_heading_then_text_then_more),
        CASE(test_many_hits_do_not_outweigh_a_heading),
        CASE(test_opens_at_the_sentence),
        CASE(test_what_opens_by_choice_is_never_found),
        CASE(test_nothing_is_asked),
        CASE(test_no_more_than_asked_for),
        CASE(test_our_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

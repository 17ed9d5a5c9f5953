/* The glossary: what stands in a text, and how it is said; with small tables and with those of content/glossary. */
#include "unit_test.h"
#include "whole_file.h"

#include "library/glossary.h"

#define TERMS "id\tzh\tzh_forms\tpinyin\treading\tzh_explanation\ten\ten_forms\ten_explanation\tvoice_note\n"
#define MOTOR                                                                                                \
    "T03\t运动神经元\t\tyùn\tyun4 dong4 shen2 jing1 yuan2\t解释\tmotor neuron\tmotor neurons\tSays\t\n"
#define UPPER                                                                                                    \
    "T04\t上运动神经元\t\t\tshang4 yun4 dong4 shen2 jing1 yuan2\t解释\tupper motor neuron\tupper motor " \
    "neurons\tSays\t\n"
#define ALS "T01\t渐冻症\tALS | ALSFRS\t\tjian4 dong4 zheng4\t解释\tALS\t\tSays\t\n"
#define RNA "T35\t信使RNA\tmRNA\t\txin4 shi3\t解释\tmessenger RNA\tmRNA\tSays\t\n"
#define UNSAID "T36\t球部\t\t\t\t解释\tNfL\t\tSays\t\n"

static struct glossary glossary;
static struct diagnostics problems;

static int begin(void **state)
{
    (void)state;
    glossary_init(&glossary);
    diagnostics_init(&problems);
    return 0;
}

static int end(void **state)
{
    (void)state;
    glossary_destroy(&glossary);
    diagnostics_destroy(&problems);
    return 0;
}

static bool add_terms(const char *text)
{
    return glossary_add_terms(&glossary, text, strlen(text), "terms.tsv", &problems);
}

static bool add_words(const char *text)
{
    return glossary_add_readings(&glossary, text, strlen(text), "readings.tsv", &problems);
}

/* The ids of what is found, parted by blanks. */
static const char *ids(bool english, const char *text)
{
    static char line[200];
    const struct glossary_term *found[8];
    int count = glossary_find(&glossary, english, text, strlen(text), found, 8);
    *line = 0;
    for (int i = 0; i < count; i++) {
        strcat(line, i ? " " : "");
        strcat(line, found[i]->id);
    }
    return line;
}

static const char *said(const char *text)
{
    static char line[400];
    struct buffer reading = {0};
    glossary_reading(&glossary, text, strlen(text), &reading);
    strcpy(line, buffer_text(&reading));
    buffer_destroy(&reading);
    return line;
}

static const char *complaint(size_t index)
{
    static char line[300];
    assert_true(index < problems.count);
    diagnostic_format(&problems.items[index], line, sizeof line);
    return line;
}

static void test_term_is_read_whole(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS ALS MOTOR));
    assert_int_equal(glossary.term_count, 2);
    const struct glossary_term *term = glossary_term(&glossary, "T01");
    assert_ptr_equal(term, &glossary.terms[0]);
    assert_string_equal(term->zh, "渐冻症");
    assert_string_equal(term->en, "ALS");
    assert_string_equal(term->zh_explanation, "解释");
    assert_string_equal(term->en_explanation, "Says");
    assert_string_equal(term->zh_forms[0], "渐冻症");
    assert_string_equal(term->zh_forms[1], "ALS");
    assert_string_equal(term->zh_forms[2], "ALSFRS");
    assert_null(term->zh_forms[3]);
    assert_null(term->en_forms[1]);
    assert_string_equal(glossary.terms[1].pinyin, "yùn");
    assert_null(glossary_term(&glossary, "T02"));
}

static void test_longest_form_at_each_place(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS MOTOR UPPER ALS));
    assert_string_equal(ids(false, "上运动神经元受损。"), "T04");
    assert_string_equal(ids(false, "运动神经元，渐冻症，运动神经元，上运动神经元"), "T03 T01 T04");
    assert_string_equal(ids(true, "Upper motor neurons and motor neurons"), "T04 T03");
    assert_string_equal(ids(false, "没有一个"), "");
    assert_string_equal(ids(false, ""), "");
}

static void test_latin_only_as_whole_words(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS ALS UNSAID));
    assert_string_equal(ids(true, "Inflammation"), "");
    assert_string_equal(ids(true, "NFL, als's"), "T36 T01");
    assert_string_equal(ids(true, "ALS1 2ALS falsé alsé"), "");
    assert_string_equal(ids(false, "得了ALS的人"), "T01");
    assert_string_equal(ids(false, "ALSX"), "");
    assert_string_equal(ids(true, "ALS"), "T01");
}

static void test_no_more_than_asked_for(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS MOTOR UPPER ALS));
    const struct glossary_term *found[3] = {NULL, NULL, NULL};
    const char *text = "渐冻症 运动神经元 上运动神经元";
    assert_int_equal(glossary_find(&glossary, false, text, strlen(text), found, 2), 2);
    assert_string_equal(found[1]->id, "T03");
    assert_null(found[2]);
    assert_int_equal(glossary_find(&glossary, false, text, strlen("渐冻"), found, 2), 0);
}

static void test_reading_has_a_word_for_each_hanzi(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS MOTOR RNA UNSAID));
    assert_true(add_words("words\treading\n心律\txin1 lv4\n"));
    assert_string_equal(said("坏心律。"), "- xin1 lv4");
    assert_string_equal(said("SOD1的信使RNA，和"), "- xin4 shi3 -");
    assert_string_equal(said("运动神经元"), "yun4 dong4 shen2 jing1 yuan2");
    assert_string_equal(said("球部没有"), "");
    assert_string_equal(said("ALS"), "");
    assert_string_equal(said(""), "");
}

static void test_dash_of_a_reading_stands_for_a_mark(void **state)
{
    (void)state;
    assert_true(add_words("words\treading\n自然·医学\tzi4 ran2 - yi1  xue2\n"));
    assert_string_equal(glossary.words[0].reading, "zi4 ran2 yi1 xue2");
    assert_string_equal(said("《自然·医学》说"), "zi4 ran2 yi1 xue2 -");
    assert_false(add_words("words\treading\n心律\txin1 -\n"));
    assert_string_equal(said("心律"), "");
}

static void test_longest_reading_and_the_table_of_readings_first(void **state)
{
    (void)state;
    assert_true(add_terms(TERMS MOTOR UPPER));
    assert_true(add_words("words\treading\n运动\tyun1 dong1\n上运动神经元\ta1 b2 c3 d4 e5 f1\n"));
    assert_string_equal(said("运动神经元"), "yun4 dong4 shen2 jing1 yuan2");
    assert_string_equal(said("运动神"), "yun1 dong1 -");
    assert_string_equal(said("上运动神经元"), "a1 b2 c3 d4 e5 f1");
}

static void test_reading_is_added_behind(void **state)
{
    (void)state;
    assert_true(add_words("words\treading\n心律\txin1 lv4\n"));
    struct buffer reading = {0};
    buffer_add_text(&reading, "kept ");
    glossary_reading(&glossary, "坏", strlen("坏"), &reading);
    assert_string_equal(buffer_text(&reading), "kept ");
    glossary_reading(&glossary, "心律", strlen("心律"), &reading);
    assert_string_equal(buffer_text(&reading), "kept xin1 lv4");
    buffer_destroy(&reading);
}

static void test_wrong_lines_are_left_out(void **state)
{
    (void)state;
    assert_false(add_terms(TERMS MOTOR "T03\t甲\t\t\tjia3\t解释\ta\t\tSays\t\n"
                                       "T05\t\t\t\t\t解释\ta\t\tSays\t\n"
                                       "T06\t甲乙\t\t\tjia3\t解释\ta\t\tSays\t\n"
                                       "T07\t甲乙\t\t\tjia3 yi3 bing3\t解释\ta\t\tSays\t\n"
                                       "T08\t甲乙\t\t\tjia3 Yi3\t解释\ta\t\tSays\t\n"
                                       "T09\t甲\t\t\tjia3\t\ta\t\tSays\t\n" ALS));
    assert_int_equal(glossary.term_count, 2);
    assert_int_equal(problems.count, 6);
    assert_string_equal(complaint(0), "terms.tsv:3:1: id: this stands here twice");
    assert_string_equal(complaint(1), "terms.tsv:4:5: zh: nothing stands here");
    assert_non_null(strstr(complaint(2), "terms.tsv:5:10: reading: this is not the reading of the word"));
    assert_non_null(strstr(complaint(3), "terms.tsv:6:10: reading: this is not the reading of the word"));
    assert_non_null(strstr(complaint(4), "terms.tsv:7:10: reading: this is not a reading"));
    assert_string_equal(complaint(5), "terms.tsv:8:14: zh_explanation: nothing stands here");
    assert_string_equal(ids(false, "甲乙渐冻症"), "T01");
}

static void test_wrong_words_are_left_out(void **state)
{
    (void)state;
    assert_false(add_words("words\treading\nABC\ta1\n心\txin9\n律\tlv\n心律\txin1 lv4\n心律\t\n"));
    assert_int_equal(glossary.word_count, 1);
    assert_int_equal(problems.count, 4);
    assert_string_equal(complaint(0), "readings.tsv:2:1: words: there is no Chinese character here");
    assert_string_equal(said("心"), "");
}

static void test_more_forms_than_are_kept(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_add_text(&text, TERMS "T01\t甲\t");
    for (int i = 0; i < GLOSSARY_FORMS_AT_MOST + 3; i++)
        buffer_printf(&text, "f%d||", i);
    buffer_add_text(&text, "\t\tjia3\t解释\ta\t\tSays\n");
    assert_true(add_terms(buffer_text(&text)));
    int count = 0;
    while (glossary.terms[0].zh_forms[count])
        count++;
    assert_int_equal(count, GLOSSARY_FORMS_AT_MOST);
    assert_string_equal(glossary.terms[0].zh_forms[count - 1], "f30");
    buffer_destroy(&text);
}

static void test_too_many_terms(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_add_text(&text, TERMS);
    for (int i = 0; i <= GLOSSARY_TERMS_AT_MOST; i++)
        buffer_printf(&text, "X%d\t甲%d\t\t\tjia3\t解释\ta\t\tSays\n", i, i);
    assert_false(add_terms(buffer_text(&text)));
    assert_int_equal(glossary.term_count, GLOSSARY_TERMS_AT_MOST);
    assert_int_equal(problems.count, 1);
    assert_string_equal(ids(false, "甲1999"), "X1999");
    assert_string_equal(ids(false, "甲2000"), "");
    buffer_destroy(&text);
}

/* --- the tables of the project ------------------------------------------------------------------------- */

static void add_ours(void)
{
    size_t size;
    char *bytes = whole_file(YINIAN_SOURCE_DIR "/content/glossary/terms.tsv", &size);
    assert_true(glossary_add_terms(&glossary, bytes, size, "terms.tsv", &problems));
    free(bytes);
    bytes = whole_file(YINIAN_SOURCE_DIR "/content/glossary/readings.tsv", &size);
    assert_true(glossary_add_readings(&glossary, bytes, size, "readings.tsv", &problems));
    free(bytes);
    assert_int_equal(problems.count, 0);
}

static void test_our_terms(void **state)
{
    (void)state;
    add_ours();
    assert_int_equal(glossary.term_count, 48);
    assert_true(glossary.word_count > 0);
    for (int i = 0; i < glossary.term_count; i++) {
        const struct glossary_term *term = &glossary.terms[i];
        const struct glossary_term *found[2];
        for (int f = 0; term->zh_forms[f]; f++) {
            assert_int_equal(
                glossary_find(&glossary, false, term->zh_forms[f], strlen(term->zh_forms[f]), found, 2), 1);
            assert_string_equal(found[0]->id, term->id);
        }
        for (int f = 0; term->en_forms[f]; f++) {
            assert_int_equal(
                glossary_find(&glossary, true, term->en_forms[f], strlen(term->en_forms[f]), found, 2), 1);
            assert_string_equal(found[0]->id, term->id);
        }
        assert_string_equal(said(term->zh), term->reading);
    }
}

static void test_our_readings(void **state)
{
    (void)state;
    add_ours();
    for (int i = 0; i < glossary.word_count; i++)
        assert_string_equal(said(glossary.words[i].words), glossary.words[i].reading);
    assert_string_equal(said("他得了渐冻症。"), "- - - jian4 dong4 zheng4");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_term_is_read_whole),
        CASE(test_longest_form_at_each_place),
        CASE(test_latin_only_as_whole_words),
        CASE(test_no_more_than_asked_for),
        CASE(test_reading_has_a_word_for_each_hanzi),
        CASE(test_dash_of_a_reading_stands_for_a_mark),
        CASE(test_longest_reading_and_the_table_of_readings_first),
        CASE(test_reading_is_added_behind),
        CASE(test_wrong_lines_are_left_out),
        CASE(test_wrong_words_are_left_out),
        CASE(test_more_forms_than_are_kept),
        CASE(test_too_many_terms),
        CASE(test_our_terms),
        CASE(test_our_readings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

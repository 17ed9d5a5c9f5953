#include "unit_test.h"

#include "speech/recording_match.h"

static const struct recording_aim aims[] = {
    {"urgent.suction", NULL, "吸痰", "快帮我吸一下痰，我喘不上气了。"},
    {"urgent.pain", NULL, "疼", "我很疼！"},
    {"yes", "home.yes", "Yes", "是的。"},
    {"我的话.谢谢", NULL, "谢谢", "谢谢。"},
    {"visitors.谢谢", NULL, "谢谢", "谢谢。"},
    {"answers.thanks", NULL, "谢谢了", "谢谢"},
    {"water.吸痰机", NULL, "吸痰机", "把吸痰机拿来。"},
    {"food.tea", NULL, "Tea", "A cup of tea, please."},
    {"night.tea", NULL, "Tea", "Tea would keep me awake."},
    {"time.2", NULL, "2 点", "两点了。"},
    {"feelings.café", NULL, "Café", "Take me to the café."},
};
enum { AIMS = sizeof aims / sizeof aims[0] };

static void assert_fits(const char *name, const char *ids, bool same)
{
    struct recording_fits fits;
    struct buffer found = {0};
    recording_match(aims, AIMS, name, &fits);
    for (size_t i = 0; i < fits.count; i++)
        buffer_printf(&found, "%s%s", i ? " " : "", aims[fits.places[i]].id);
    assert_string_equal(buffer_text(&found), ids);
    if (fits.count > 0)
        assert_true(fits.same == same);
    buffer_destroy(&found);
}

static void names_of_files(void **state)
{
    (void)state;
    assert_fits("urgent.suction", "urgent.suction", true);
    assert_fits("Urgent Suction", "urgent.suction", true);
    assert_fits("suction", "urgent.suction", true);
    assert_fits("吸痰", "urgent.suction", true);
    assert_fits("快帮我吸一下痰 我喘不上气了", "urgent.suction", true);
    assert_fits("home.yes", "yes", true);
    assert_fits("YES", "yes", true);
    assert_fits("是的", "yes", true);
    assert_fits("ＹＥＳ！", "yes", true);
    assert_fits("a_cup-of TEA please", "food.tea", true);
    assert_fits("café", "feelings.café", true);
    assert_fits("cafe", "", true);
}

static void numbers_before_and_behind(void **state)
{
    (void)state;
    assert_fits("03 吸痰", "urgent.suction", true);
    assert_fits("吸痰 (2)", "urgent.suction", true);
    assert_fits("03-吸痰_2", "urgent.suction", true);
    assert_fits("2点", "time.2", true);
    assert_fits("7 2点 1", "", true); /* 72点1: neither number tells */
    assert_fits("2", "time.2", true);
}

static void several(void **state)
{
    (void)state;
    assert_fits("谢谢", "我的话.谢谢 visitors.谢谢 answers.thanks", true);
    assert_fits("thanks", "answers.thanks", true);
    assert_fits("吸痰机", "water.吸痰机", true);
    assert_fits("把吸痰机拿来", "water.吸痰机", true);
    assert_fits("tea", "food.tea night.tea", false);
    assert_fits("food.tea", "food.tea", true);
}

static void nothing(void **state)
{
    (void)state;
    assert_fits("", "", true);
    assert_fits("…", "", true);
    assert_fits("吸", "", true);
    assert_fits("吸痰吧", "", true);
    assert_fits("123", "", true);
}

static void a_list(void **state)
{
    (void)state;
    static const char bytes[] = "\xEF\xBB\xBF# file\tphrase\r\n"
                                "a.wav\t吸痰\r\n"
                                "\n"
                                " my file.mp3 \t urgent.pain \tyesterday\n"
                                "c.ogg\n"
                                "d.flac\t\n"
                                "e.wav\ttea";
    static const struct {
        int line;
        const char *file, *phrase;
    } wanted[] = {{2, "a.wav", "吸痰"},
                  {4, "my file.mp3", "urgent.pain"},
                  {5, "c.ogg", ""},
                  {6, "d.flac", ""},
                  {7, "e.wav", "tea"}};
    struct recording_list list;
    recording_list_begin(&list, bytes, sizeof bytes - 1);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_true(recording_list_next(&list));
        assert_int_equal(list.line, wanted[i].line);
        assert_string_equal(buffer_text(&list.file), wanted[i].file);
        assert_string_equal(buffer_text(&list.phrase), wanted[i].phrase);
    }
    assert_false(recording_list_next(&list));
    recording_list_end(&list);
    recording_list_begin(&list, "", 0);
    assert_false(recording_list_next(&list));
    recording_list_end(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_files), cmocka_unit_test(numbers_before_and_behind),
        cmocka_unit_test(several),        cmocka_unit_test(nothing),
        cmocka_unit_test(a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Which settings a question finds: in both languages where the screen is Chinese, and by the letters of the pinyin. */
#include "unit_test.h"

#include "board/setting_search.h"

#include "built_words.h"

static int fit(const char *name, const char *question, const struct lexicon *lexicon)
{
    const struct setting_info *info = setting_find(name);
    const struct searched thing = {info->name, info->label, setting_group_label(info->group), info->help,
                                   info->choices};
    return setting_search_fit(&thing, question, lexicon);
}

static void names_come_before_groups_and_help(void **state)
{
    (void)state;
    assert_int_equal(fit("scan_time", "scan_time", NULL), 0);
    assert_int_equal(fit("scan_time", "Scan TIME", NULL), 0);
    assert_int_equal(fit("row_loops", "scanning", NULL), 1);
    assert_int_equal(fit("theme", "contrast", NULL), 1);
    assert_int_equal(fit("cue_voice", "softly", NULL), 2);
    assert_int_equal(fit("theme", "speed", NULL), -1);
}

static void every_word_must_be_found(void **state)
{
    (void)state;
    assert_int_equal(fit("speech_rate", "voice speed", NULL), 0);
    assert_int_equal(fit("speech_rate", "  speed   voice　", NULL), 0);
    assert_int_equal(fit("speech_rate", "speed eyes", NULL), -1);
}

static void nothing_asked_finds_nothing(void **state)
{
    (void)state;
    assert_int_equal(fit("theme", "", NULL), -1);
    assert_int_equal(fit("theme", " 　 ", NULL), -1);
    assert_int_equal(fit("theme", "\xff\xe4", NULL), -1);
}

static void chinese_by_its_characters_and_its_letters(void **state)
{
    struct lexicon lexicon;
    unsigned char *bytes = built_lexicon(&lexicon, NULL);
    (void)state;
    const struct searched time = {.name = "x", .label = "扫描时间", .about = "扫描"};
    assert_int_equal(setting_search_fit(&time, "描时", &lexicon), 0);
    assert_int_equal(setting_search_fit(&time, "时描", &lexicon), 3);
    assert_int_equal(setting_search_fit(&time, "时表", &lexicon), -1);
    assert_int_equal(setting_search_fit(&time, "smsj", &lexicon), 0);
    assert_int_equal(setting_search_fit(&time, "SaoMiao", &lexicon), 0);
    assert_int_equal(setting_search_fit(&time, "miaosj", &lexicon), -1);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_before_groups_and_help),
        cmocka_unit_test(every_word_must_be_found),
        cmocka_unit_test(nothing_asked_finds_nothing),
        cmocka_unit_test(chinese_by_its_characters_and_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The syllables, and the lexicon as it was built from the packages. */
#include "unit_test.h"
#include "built_words.h"

#include "predict/lexicon.h"
#include "predict/lexicon_format.h"

/* --- syllables ----------------------------------------------------------------------------------- */

static void every_syllable_comes_back(void **state)
{
    (void)state;
    assert_in_range(syllable_count(), 400, 430);
    for (int i = 1; i <= syllable_count(); i++) {
        const char *text = syllable_text(i);
        assert_int_equal(syllable_find(text, strlen(text)), i);
        assert_int_equal(syllable_join(syllable_initial(i), syllable_final(i)), i);
        for (int tone = 1; tone <= 5; tone++) {
            char spelt[SYLLABLE_SPELLING];
            toned_syllable back;
            size_t length = toned_format(toned_make(i, tone), spelt);
            assert_int_equal(toned_parse(spelt, length, &back), length);
            assert_int_equal(back, toned_make(i, tone));
        }
    }
}

static void syllables_are_spelt_as_people_type(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *meant;
    } spellings[] = {{"nü3", "nv3"}, {"nu:3", "nv3"},       {"lüe4", "lve4"}, {"lue4", "lve4"},
                     {"QU4", "qu4"}, {"qv4", "qu4"},        {"de0", "de5"},   {"er2", "er2"},
                     {"ng4", "ng4"}, {"zhuang1", "zhuang1"}};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        toned_syllable toned;
        char text[SYLLABLE_SPELLING];
        assert_int_equal(toned_parse(spellings[i].typed, strlen(spellings[i].typed), &toned),
                         strlen(spellings[i].typed));
        toned_format(toned, text);
        assert_string_equal(text, spellings[i].meant);
    }
}

static void what_is_no_syllable_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     "3",    "b3",       "bong1", "hao",
                                        "hao6", "xyz1", "zhuangg1", "vv2",   "aaaaaaaaaaaa1"};
    toned_syllable toned;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(toned_parse(wrong[i], strlen(wrong[i]), &toned), 0);
    assert_int_equal(syllable_join(initial_find("b", 1), final_find("ong", 3)), SYLLABLE_NONE);
    assert_string_equal(syllable_text(-1), "");
    assert_string_equal(syllable_text(9999), "");
}

static void initials_are_those_of_the_board(void **state)
{
    (void)state;
    static const char *const initials[] = {"'", "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l",
                                           "g", "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w"};
    for (int i = 0; i < INITIAL_COUNT; i++)
        assert_string_equal(initial_text(i), initials[i]);
    assert_string_equal(final_text(syllable_final(syllable_find("yue", 3))), "ue");
    assert_int_equal(syllable_initial(syllable_find("an", 2)), INITIAL_EMPTY);
}

/* --- the built lexicon --------------------------------------------------------------------------- */

static void it_is_as_large_as_wanted(void **state)
{
    struct built *built = *state;
    assert_true(lexicon_verify(&built->lexicon, NULL));
    assert_in_range(built->lexicon.word_count, 90000, 140000);
    assert_true(built->size <= 8u << 20);
}

static const char *reading_of(const struct lexicon *lexicon, const char *text, char spelt[80])
{
    struct lexicon_word word;
    struct lexicon_reading reading;
    spelt[0] = 0;
    if (!lexicon_find(lexicon, text, strlen(text), &word) || !lexicon_reading(lexicon, &word, 0, &reading))
        return spelt;
    for (int i = 0; i < reading.length; i++) {
        char syllable[SYLLABLE_SPELLING];
        toned_format(reading.syllables[i], syllable);
        strcat(spelt, i ? " " : "");
        strcat(spelt, syllable);
    }
    return spelt;
}

static void words_have_mainland_readings(void **state)
{
    struct built *built = *state;
    static const char *const words[][2] = {
        {"银行", "yin2 hang2"}, {"重庆", "chong2 qing4"}, {"企业", "qi3 ye4"},       {"危险", "wei1 xian3"},
        {"攻击", "gong1 ji1"},  {"成绩", "cheng2 ji4"},   {"垃圾", "la1 ji1"},       {"星期", "xing1 qi1"},
        {"吸痰", "xi1 tan2"},   {"鼻饲", "bi2 si4"},      {"呼吸机", "hu1 xi1 ji1"}, {"尿壶", "niao4 hu2"},
        {"肋骨", "lei4 gu3"},   {"便秘", "bian4 mi4"},    {"学习", "xue2 xi2"},      {"朋友", "peng2 you5"},
    };
    char spelt[80];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_string_equal(reading_of(&built->lexicon, words[i][0], spelt), words[i][1]);
    assert_string_equal(reading_of(&built->lexicon, "银行你", spelt), "");
}

static void every_word_is_found_and_whole(void **state)
{
    struct built *built = *state;
    const struct lexicon *lexicon = &built->lexicon;
    for (uint32_t i = 0; i < lexicon->word_count; i += 7) {
        struct lexicon_word word, again;
        struct lexicon_reading reading;
        assert_true(lexicon_word(lexicon, i, &word));
        assert_true(lexicon_find(lexicon, word.text, word.size, &again));
        assert_int_equal(again.number, i);
        for (int k = 0; k < word.reading_count; k++) {
            assert_true(lexicon_reading(lexicon, &word, k, &reading));
            for (int s = 0; s < reading.length; s++)
                assert_in_range(toned_tone(reading.syllables[s]), 1, 5);
        }
        assert_false(lexicon_reading(lexicon, &word, word.reading_count, &reading));
    }
    struct lexicon_word none;
    assert_false(lexicon_word(lexicon, lexicon->word_count, &none));
}

static void prefixes_are_shortest_first(void **state)
{
    struct built *built = *state;
    struct lexicon_word words[LEXICON_WORD_CHARACTERS];
    const char *text = "呼吸机响了";
    int count = lexicon_prefixes(&built->lexicon, text, strlen(text), words);
    assert_int_equal(count, 3);
    for (int i = 0; i < count; i++)
        assert_int_equal(words[i].length, i + 1);
    assert_int_equal(lexicon_prefixes(&built->lexicon, "abc", 3, words), 0);
    assert_int_equal(lexicon_prefixes(&built->lexicon, "", 0, words), 0);
}

/* --- by spelling --------------------------------------------------------------------------------- */

static struct pinyin_unit whole(const char *syllable)
{
    int found = syllable_find(syllable, strlen(syllable));
    return (struct pinyin_unit){(uint8_t)syllable_initial(found), (uint8_t)syllable_final(found)};
}

static struct pinyin_unit only(const char *initial)
{
    return (struct pinyin_unit){(uint8_t)initial_find(initial, strlen(initial)), FINAL_NONE};
}

static bool has_word(const struct built *built, const struct lexicon_match *matches, int count,
                     const char *text)
{
    struct lexicon_word word;
    for (int i = 0; i < count; i++)
        if (lexicon_word(&built->lexicon, matches[i].word, &word) && strlen(text) == word.size &&
            memcmp(text, word.text, word.size) == 0)
            return true;
    return false;
}

static void spelling_finds_the_usual_words_first(void **state)
{
    struct built *built = *state;
    struct lexicon_match matches[64];
    struct pinyin_unit hospital[] = {whole("yi"), only("y")};
    int count = lexicon_spelt(&built->lexicon, hospital, 2, 2, 2, matches, 64);
    assert_true(has_word(built, matches, count < 12 ? count : 12, "医院"));
    for (int i = 1; i < count; i++)
        assert_true(matches[i - 1].cost <= matches[i].cost);
    struct pinyin_unit water[] = {only("h"), only("sh")};
    count = lexicon_spelt(&built->lexicon, water, 2, 2, 8, matches, 64);
    assert_int_equal(count, 64);
    assert_true(has_word(built, matches, count, "喝水"));
    struct pinyin_unit empty[] = {only("'")};
    count = lexicon_spelt(&built->lexicon, empty, 1, 1, 1, matches, 64);
    assert_true(has_word(built, matches, count, "爱"));
}

/* What the search finds is what a look at every word finds. */
static void spelling_misses_nothing(void **state)
{
    struct built *built = *state;
    static struct lexicon_match matches[LEXICON_MATCHES];
    struct pinyin_unit units[] = {whole("fan"), whole("shen")};
    int count = lexicon_spelt(&built->lexicon, units, 2, 2, 8, matches, LEXICON_MATCHES), expected = 0;
    for (uint32_t i = 0; i < built->lexicon.word_count; i++) {
        struct lexicon_word word;
        struct lexicon_reading reading;
        bool fits = false;
        lexicon_word(&built->lexicon, i, &word);
        for (int k = 0; word.length >= 2 && lexicon_reading(&built->lexicon, &word, k, &reading); k++)
            fits = fits || (toned_syllable_of(reading.syllables[0]) == syllable_find("fan", 3) &&
                            toned_syllable_of(reading.syllables[1]) == syllable_find("shen", 4));
        expected += fits;
    }
    assert_true(expected > 0);
    assert_int_equal(count, expected);
    assert_true(has_word(built, matches, count, "翻身"));
}

static void odd_spellings_find_nothing(void **state)
{
    struct built *built = *state;
    struct lexicon_match match;
    struct pinyin_unit odd[] = {{200, 0}, {0, 200}};
    assert_int_equal(lexicon_spelt(&built->lexicon, odd, 0, 1, 8, &match, 1), 0);
    assert_int_equal(lexicon_spelt(&built->lexicon, odd, 9, 1, 8, &match, 1), 0);
    assert_int_equal(lexicon_spelt(&built->lexicon, odd + 1, 1, 1, 8, &match, 1), 0);
    struct lexicon none = {0};
    assert_int_equal(lexicon_spelt(&none, odd, 1, 1, 8, &match, 1), 0);
}

/* --- damage -------------------------------------------------------------------------------------- */

static void damage_is_told(void **state)
{
    struct built *built = *state;
    struct lexicon lexicon;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    size_t cuts[] = {0, 10, sizeof(struct lexicon_header), built->size / 2, built->size - 1};
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        assert_false(lexicon_open(&lexicon, built->bytes, cuts[i], &diagnostics));
        assert_int_equal(diagnostics.errors, i + 1);
        assert_int_equal(lexicon.word_count, 0);
    }
    for (size_t at = 0; at < sizeof(struct lexicon_header); at += 4) {
        built->bytes[at] ^= 0x40;
        assert_false(lexicon_open(&lexicon, built->bytes, built->size, &diagnostics));
        built->bytes[at] ^= 0x40;
    }
    built->bytes[built->size - 3] ^= 1;
    assert_true(lexicon_open(&lexicon, built->bytes, built->size, NULL));
    assert_false(lexicon_verify(&lexicon, NULL));
    built->bytes[built->size - 3] ^= 1;
    diagnostics_destroy(&diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_syllable_comes_back),
        cmocka_unit_test(syllables_are_spelt_as_people_type),
        cmocka_unit_test(what_is_no_syllable_is_refused),
        cmocka_unit_test(initials_are_those_of_the_board),
        cmocka_unit_test(it_is_as_large_as_wanted),
        cmocka_unit_test(words_have_mainland_readings),
        cmocka_unit_test(every_word_is_found_and_whole),
        cmocka_unit_test(prefixes_are_shortest_first),
        cmocka_unit_test(spelling_finds_the_usual_words_first),
        cmocka_unit_test(spelling_misses_nothing),
        cmocka_unit_test(odd_spellings_find_nothing),
        cmocka_unit_test(damage_is_told),
    };
    return cmocka_run_group_tests(tests, open_built, close_built);
}

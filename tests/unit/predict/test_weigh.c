/* Weights of keys and words for evidence scanning, on the lexicon as it is built: nothing is spelt, an initial is, a
 * syllable is, by initials, letters, with tones; what is offered takes its share from the keys. */
#include "unit_test.h"
#include "built_words.h"

#include "base/memory.h"
#include "predict/weigh.h"

static struct lexicon lexicon;
static unsigned char *bytes;
static struct word_spellings spellings;
static float *probabilities;
static bool by_letters;

static int set_up(void **state)
{
    (void)state;
    bytes = built_lexicon(&lexicon, NULL);
    spellings.usual = memory_new(lexicon.word_count, sizeof *spellings.usual);
    probabilities = memory_new(lexicon.word_count + LANGUAGE_MARKS, sizeof *probabilities);
    weigh_prepare(&lexicon, &spellings);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(probabilities);
    free(spellings.usual);
    free(bytes);
    return 0;
}

static void expect_words(const char *const *words, const float *p, int count)
{
    memset(probabilities, 0, (lexicon.word_count + LANGUAGE_MARKS) * sizeof *probabilities);
    for (int i = 0; i < count; i++) {
        struct lexicon_word word;
        assert_true(lexicon_find(&lexicon, words[i], strlen(words[i]), &word));
        probabilities[word.number] = p[i];
    }
}

static void weigh_with(const char *const *units, int unit_count, struct predict_weight *items, int count)
{
    struct predict_request request = {
        .context = "", .units = units, .unit_count = unit_count, .english = by_letters};
    weigh(&lexicon, &spellings, probabilities, NULL, &request, items, count);
}

static void is_near(double value, double expected)
{
    assert_true(value > expected - 1e-6 && value < expected + 1e-6);
}

static const char *const words[] = {"喝水", "好", "睡觉"};
static const float p[] = {0.5f, 0.25f, 0.25f};

static void first_units_share_what_is_not_offered(void **state)
{
    (void)state;
    struct predict_weight items[] = {{.text = "好"}, {.unit = "h"}, {.unit = "sh"}, {.unit = "b"}, {0}};
    expect_words(words, p, 3);
    weigh_with(NULL, 0, items, 5);
    is_near(items[0].weight, 0.25);
    is_near(items[1].weight, 0.5);
    is_near(items[2].weight, 0.25);
    is_near(items[3].weight, 0);
    is_near(items[4].weight, 0);
}

static void after_an_initial_its_finals(void **state)
{
    (void)state;
    const char *units[] = {"h"};
    struct predict_weight items[] = {{.text = "喝水"}, {.unit = "e"}, {.unit = "ao"}, {.unit = "ui"}};
    expect_words(words, p, 3);
    weigh_with(units, 1, items, 4);
    is_near(items[0].weight, 2.0 / 3);
    is_near(items[1].weight, 0);
    is_near(items[2].weight, 1.0 / 3);
    is_near(items[3].weight, 0);
}

static void after_a_syllable_longer_words_go_on_and_the_rest_is_for_more(void **state)
{
    (void)state;
    const char *units[] = {"h", "e"};
    static const char *const some[] = {"喝", "喝水", "和"};
    struct predict_weight items[] = {{.text = "喝"}, {.unit = "sh"}};
    expect_words(some, p, 3);
    weigh_with(units, 2, items, 2);
    is_near(items[0].weight, 0.5);
    is_near(items[1].weight, 0.25); /* 和 is not on offer: its quarter is the share of "more" */
}

static void what_is_not_spelt_so_weighs_nothing(void **state)
{
    (void)state;
    const char *odd[] = {"zh", "h"}, *other[] = {"z"};
    struct predict_weight items[] = {{.text = "好"}, {.unit = "ao"}};
    expect_words(words, p, 3);
    weigh_with(odd, 2, items, 2);
    is_near(items[0].weight + items[1].weight, 0);
    weigh_with(other, 1, items, 2);
    is_near(items[0].weight + items[1].weight, 0);
}

static void initials_alone_lead_to_the_next_initial(void **state)
{
    (void)state;
    const char *units[] = {"h"}, *both[] = {"h", "sh"};
    struct predict_weight items[] = {{.text = "好"}, {.unit = "sh"}, {.unit = "h"}, {.unit = "zh"}};
    expect_words(words, p, 3);
    weigh_with(units, 1, items, 4);
    is_near(items[0].weight, 1.0 / 3);
    is_near(items[1].weight, 2.0 / 3);
    is_near(items[2].weight, 0);
    struct predict_weight shown[] = {{.text = "喝水"}, {.unit = "sh"}};
    weigh_with(both, 2, shown, 2);
    is_near(shown[0].weight, 1);
    is_near(shown[1].weight, 0);
}

static void what_only_begins_so_counts_where_nothing_else_does(void **state)
{
    (void)state;
    const char *units[] = {"h", "ao", "zh"};
    static const char *const some[] = {"好", "号"};
    struct predict_weight items[] = {{.text = "好"}, {.unit = "ao"}};
    expect_words(some, p, 2);
    weigh_with(units, 3, items, 2);
    is_near(items[0].weight, 2.0 / 3);
    is_near(items[1].weight, 0);
}

static void letters_lead_to_the_next_letter(void **state)
{
    (void)state;
    static const char *const some[] = {"西安", "先", "安"};
    const char *units[] = {"x", "i", "a"};
    struct predict_weight items[] = {
        {.unit = "x"}, {.unit = "a"}, {.unit = "n"}, {.unit = "e"}, {.unit = "b"}};
    expect_words(some, p, 3);
    weigh_with(NULL, 0, items, 5);
    is_near(items[0].weight, 0.75);
    is_near(items[1].weight, 0.25);
    by_letters = true;
    weigh_with(units, 2, items, 5);
    is_near(items[1].weight, 1); /* xi an, xian */
    weigh_with(units, 3, items, 5);
    is_near(items[2].weight, 1);
    by_letters = false;
}

static void consonants_alone_are_syllables_too(void **state)
{
    (void)state;
    const char *units[] = {"h", "s"};
    struct predict_weight items[] = {{.text = "喝水"}, {.unit = "a"}, {.unit = "b"}};
    expect_words(words, p, 3);
    by_letters = true;
    weigh_with(units, 1, items, 3);
    is_near(items[0].weight, 2.0 / 3);
    is_near(items[1].weight, 1.0 / 3);
    expect_words(words, p, 0);
    weigh_with(units, 2, items, 3);
    is_near(items[0].weight, 0);
    by_letters = false;
}

static void a_tone_takes_part_of_what_is_not_offered(void **state)
{
    (void)state;
    static const char *const some[] = {"好", "好吃", "号"};
    const char *units[] = {"h", "ao"};
    struct predict_weight items[] = {
        {.text = "好"}, {.unit = "ch"}, {.unit = "3"}, {.unit = "4"}, {.unit = "1"}};
    expect_words(some, p, 3);
    weigh_with(units, 2, items, 5);
    assert_true(items[0].weight > 0.4 && items[0].weight <= 0.5 + 1e-6);
    assert_true(items[1].weight > items[2].weight && items[2].weight > 0);
    assert_true(items[3].weight > 0.1 && items[3].weight < 0.25);
    is_near(items[4].weight, 0);
}

static void another_tone_is_another_word(void **state)
{
    (void)state;
    static const char *const some[] = {"买", "卖"};
    const char *units[] = {"m", "ai", "4"};
    struct predict_weight items[] = {{.text = "买"}, {.text = "卖"}};
    expect_words(some, p, 2);
    weigh_with(units, 3, items, 2);
    is_near(items[0].weight, 0);
    is_near(items[1].weight, 1);
}

/* 长 is cháng above all, and zhǎng. */
static void a_word_counts_under_its_other_readings(void **state)
{
    (void)state;
    static const char *const some[] = {"长"};
    struct predict_weight items[] = {{.unit = "ch"}, {.unit = "zh"}, {.unit = "d"}},
                          word[] = {{.text = "长"}};
    const char *zhang[] = {"zh", "ang"};
    expect_words(some, p, 1);
    weigh_with(NULL, 0, items, 3);
    assert_true(items[0].weight > 0.01 && items[1].weight > 0.01);
    assert_true(items[0].weight + items[1].weight > 0.98 && items[0].weight + items[1].weight < 1.01);
    is_near(items[2].weight, 0);
    weigh_with(zhang, 2, word, 1);
    is_near(word[0].weight, 1);
}

static void the_message_may_end(void **state)
{
    (void)state;
    struct predict_weight items[] = {{.text = ""}, {.text = "好"}, {.text = "？"}, {.unit = "b"}};
    expect_words(words, p, 3);
    weigh_with(NULL, 0, items, 4);
    is_near(items[0].weight, WEIGH_END_LEAST);
    is_near(items[1].weight, 0.25 * (1 - WEIGH_END_LEAST));
    probabilities[lexicon.word_count + LANGUAGE_QUESTION] = 0.5f;
    weigh_with(NULL, 0, items, 4);
    is_near(items[0].weight, WEIGH_END_LEAST + 0.5 * (1 - WEIGH_END_LEAST));
    is_near(items[2].weight / items[1].weight, WEIGH_MARK * 0.5 / 0.25);
    probabilities[lexicon.word_count + LANGUAGE_QUESTION] = 1;
    weigh_with(NULL, 0, items, 4);
    is_near(items[0].weight, WEIGH_END_MOST);
    const char *units[] = {"h"};
    weigh_with(units, 1, items, 4);
    is_near(items[0].weight, 0); /* not in the midst of a word */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_units_share_what_is_not_offered),
        cmocka_unit_test(after_an_initial_its_finals),
        cmocka_unit_test(after_a_syllable_longer_words_go_on_and_the_rest_is_for_more),
        cmocka_unit_test(what_is_not_spelt_so_weighs_nothing),
        cmocka_unit_test(initials_alone_lead_to_the_next_initial),
        cmocka_unit_test(what_only_begins_so_counts_where_nothing_else_does),
        cmocka_unit_test(letters_lead_to_the_next_letter),
        cmocka_unit_test(consonants_alone_are_syllables_too),
        cmocka_unit_test(a_tone_takes_part_of_what_is_not_offered),
        cmocka_unit_test(another_tone_is_another_word),
        cmocka_unit_test(a_word_counts_under_its_other_readings),
        cmocka_unit_test(the_message_may_end),
    };
    return cmocka_run_group_tests_name("weigh", tests, set_up, tear_down);
}

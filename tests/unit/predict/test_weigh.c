/* Weights of keys and words for evidence scanning, on a lexicon built here: nothing is spelt, an initial is, a syllable
 * is; what is offered takes its share from the keys. */
#include "unit_test.h"

#include "base/memory.h"
#include "predict/weigh.h"

static struct lexicon lexicon;
static unsigned char *bytes;
static struct word_spelling *spellings;
static float *probabilities;

static int set_up(void **state)
{
    (void)state;
    FILE *file = fopen(YINIAN_BUILT_LEXICON, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(file);
    rewind(file);
    bytes = memory_new(size, 1);
    assert_int_equal(fread(bytes, 1, size, file), size);
    fclose(file);
    assert_true(lexicon_open(&lexicon, bytes, size, NULL));
    spellings = memory_new(lexicon.word_count, sizeof *spellings);
    probabilities = memory_new(lexicon.word_count, sizeof *probabilities);
    weigh_prepare(&lexicon, spellings);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(probabilities);
    free(spellings);
    free(bytes);
    return 0;
}

static void expect_words(const char *const *words, const float *p, int count)
{
    memset(probabilities, 0, lexicon.word_count * sizeof *probabilities);
    for (int i = 0; i < count; i++) {
        struct lexicon_word word;
        assert_true(lexicon_find(&lexicon, words[i], strlen(words[i]), &word));
        probabilities[word.number] = p[i];
    }
}

static void weigh_with(const char *const *units, int unit_count, struct predict_weight *items, int count)
{
    struct predict_request request = {.context = "", .units = units, .unit_count = unit_count};
    weigh(&lexicon, spellings, probabilities, NULL, &request, items, count);
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
    const char *odd[] = {"h", "h"}, *other[] = {"z"};
    struct predict_weight items[] = {{.text = "好"}, {.unit = "ao"}};
    expect_words(words, p, 3);
    weigh_with(odd, 2, items, 2);
    is_near(items[0].weight + items[1].weight, 0);
    weigh_with(other, 1, items, 2);
    is_near(items[0].weight + items[1].weight, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_units_share_what_is_not_offered),
        cmocka_unit_test(after_an_initial_its_finals),
        cmocka_unit_test(after_a_syllable_longer_words_go_on_and_the_rest_is_for_more),
        cmocka_unit_test(what_is_not_spelt_so_weighs_nothing),
    };
    return cmocka_run_group_tests_name("weigh", tests, set_up, tear_down);
}

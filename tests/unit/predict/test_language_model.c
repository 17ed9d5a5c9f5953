/* The language models as they were built from the packages: that they are models, what they know, and what
 * damaged bytes do. */
#include "unit_test.h"
#include "whole_file.h"

#include <math.h>

#include "predict/language_model_format.h"
#include "predict/language_text.h"

struct file {
    unsigned char *bytes;
    size_t size;
};

struct built {
    struct file lexicon_file, zh_file, en_file;
    struct lexicon lexicon;
    struct language_model zh, en;
    float *probabilities;
};

static struct file read_file(const char *path)
{
    struct file read = {0};
    read.bytes = whole_file(path, &read.size);
    return read;
}

static int open_built(void **state)
{
    struct built *built = calloc(1, sizeof *built);
    assert_non_null(built);
    built->lexicon_file = read_file(YINIAN_BUILT_LEXICON);
    built->zh_file = read_file(YINIAN_BUILT_MODEL_ZH);
    built->en_file = read_file(YINIAN_BUILT_MODEL_EN);
    assert_true(lexicon_open(&built->lexicon, built->lexicon_file.bytes, built->lexicon_file.size, NULL));
    assert_true(language_model_open(&built->zh, built->zh_file.bytes, built->zh_file.size, "zh", NULL));
    assert_true(language_model_open(&built->en, built->en_file.bytes, built->en_file.size, "en", NULL));
    built->probabilities = calloc(LANGUAGE_TOKENS_AT_MOST, sizeof *built->probabilities);
    *state = built;
    return 0;
}

static int close_built(void **state)
{
    struct built *built = *state;
    free(built->lexicon_file.bytes);
    free(built->zh_file.bytes);
    free(built->en_file.bytes);
    free(built->probabilities);
    free(built);
    return 0;
}

static void they_are_whole_and_small(void **state)
{
    struct built *built = *state;
    size_t size;
    assert_true(language_model_verify(&built->zh, "zh", NULL));
    assert_true(language_model_verify(&built->en, "en", NULL));
    assert_true(built->zh_file.size + built->en_file.size <= 40000000);
    assert_true(language_model_fits(&built->zh, &built->lexicon));
    assert_false(language_model_fits(&built->en, &built->lexicon));
    const char *notice = language_model_notice(&built->zh, &size);
    assert_non_null(memmem(notice, size, "Attribution-ShareAlike 3.0", 26));
    assert_non_null(memmem(notice, size, "LGPL-2.1", 8));
    notice = language_model_notice(&built->en, &size);
    assert_non_null(memmem(notice, size, "BSD-2-Clause", 12));
}

static double whole(const struct language_model *model, const float *probabilities)
{
    double sum = 0;
    for (uint32_t i = 0; i < model->token_count; i++)
        sum += (double)probabilities[i];
    return sum;
}

/* The distribution sums to 1 and says of single tokens what language_state_probability() says. */
static void check_distribution(struct built *built, const struct language_model *model, const char *text)
{
    struct language_state before;
    bool english = model == &built->en;
    language_read(model, &built->lexicon, text, strlen(text), english, &before);
    assert_in_range(before.count, 1, LANGUAGE_HISTORIES);
    language_distribution(model, &before, built->probabilities);
    double sum = whole(model, built->probabilities);
    if (fabs(sum - 1) > 1e-3)
        fail_msg("after \"%s\" the probabilities sum to %.6f", text, sum);
    for (uint32_t i = 0; i < model->token_count; i += i < 5000 ? 7 : 1013) {
        double one = language_state_probability(model, &before, i), all = (double)built->probabilities[i];
        if (fabs(one - all) > 1e-6 + 0.002 * one)
            fail_msg("after \"%s\" token %u: %.9f, in the distribution %.9f", text, i, one, all);
    }
}

static void after_every_history_they_sum_to_1(void **state)
{
    static const char *const zh[] = {"",
                                     "我",
                                     "我想",
                                     "今天晚上",
                                     "医生说我",
                                     "你好，",
                                     "请帮我把枕头",
                                     "abc",
                                     "我要看CCTV",
                                     "龘龘",
                                     "谢谢你来看我我们一起看球"};
    static const char *const en[] = {"",       "I ",     "I want ", "thank you for ", "Are you sure? ",
                                     "xyzzy ", "of the "};
    for (size_t i = 0; i < sizeof zh / sizeof zh[0]; i++)
        check_distribution(*state, &((struct built *)*state)->zh, zh[i]);
    for (size_t i = 0; i < sizeof en / sizeof en[0]; i++)
        check_distribution(*state, &((struct built *)*state)->en, en[i]);
}

/* Any token after any history of a sample, one by one: nothing is impossible. */
static void nothing_is_impossible(void **state)
{
    struct built *built = *state;
    struct language_history history = language_history_start(&built->zh);
    for (uint32_t i = 0; i < built->zh.token_count; i += 91) {
        double probability = language_probability(&built->zh, history, i);
        assert_true(probability > 0 && probability < 1);
        history = language_history_add(&built->zh, history, i);
    }
    assert_true(language_probability(&built->zh, history, built->zh.token_count) == 0);
    static const char *const texts[] = {"龘", "𠮷野家", "CT", "\xFF\xFE", "(;´д`)", "2026年11月"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct language_cost cost =
            language_text_cost(&built->zh, &built->lexicon, texts[i], strlen(texts[i]), false);
        assert_true(isfinite(cost.bits) && cost.bits > 0 && isfinite(cost.end_bits));
    }
}

/* --- what they know ------------------------------------------------------------------------------ */

static bool among_top(struct built *built, const char *text, const char *word, int most)
{
    struct language_state before;
    struct lexicon_word found;
    uint32_t words[100];
    language_read(&built->zh, &built->lexicon, text, strlen(text), false, &before);
    language_distribution(&built->zh, &before, built->probabilities);
    int count = language_top(&built->zh, built->probabilities, words, most);
    assert_int_equal(count, most);
    assert_true(lexicon_find(&built->lexicon, word, strlen(word), &found));
    for (int i = 0; i < count; i++) {
        assert_true(i == 0 || built->probabilities[words[i - 1]] >= built->probabilities[words[i]]);
        if (words[i] == found.number)
            return true;
    }
    return false;
}

static void chinese_goes_on_as_people_talk(void **state)
{
    static const struct {
        const char *before, *next;
        int most;
    } pairs[] = {{"", "我", 3},          {"我想", "知道", 20}, {"我想喝", "水", 5},    {"谢谢", "你", 5},
                 {"今天", "晚上", 20},   {"帮我", "把", 10},   {"医生", "说", 10},     {"呼吸", "机", 100},
                 {"你好。我", "想", 40}, {"我不知", "道", 2},  {"你到底想暗", "示", 3}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (!among_top(*state, pairs[i].before, pairs[i].next, pairs[i].most))
            fail_msg("%s is not among the first %d after \"%s\"", pairs[i].next, pairs[i].most,
                     pairs[i].before);
}

static double bits_of(struct built *built, const char *text)
{
    return language_text_cost(&built->zh, &built->lexicon, text, strlen(text), false).bits;
}

static void what_is_said_costs_less(void **state)
{
    struct built *built = *state;
    assert_true(bits_of(built, "我想喝水") < bits_of(built, "我香喝水"));
    assert_true(bits_of(built, "请帮我翻身") < bits_of(built, "请帮我番身"));
    assert_true(bits_of(built, "我们明天去医院") < bits_of(built, "明天我们医院去"));
    double clause = bits_of(built, "我累了"), two = bits_of(built, "我累了，我累了");
    assert_true(two > 2 * clause && two < 2 * clause + 8); /* and the comma */
    struct language_cost open = language_text_cost(&built->zh, &built->lexicon, "我累", 6, false);
    struct language_cost done = language_text_cost(&built->zh, &built->lexicon, "我累了", 9, false);
    assert_true(done.end_bits < open.end_bits);
}

/* The sum over segmentations is at least the best one's. */
static void the_likeliest_words_are_found(void **state)
{
    struct built *built = *state;
    const char *text = "今天下午护士来打针";
    uint32_t tokens[16];
    int count = language_segment(&built->zh, &built->lexicon, text, strlen(text), tokens, 16);
    struct language_history history = language_history_start(&built->zh);
    size_t size = 0;
    double bits = 0;
    assert_in_range(count, 3, 6);
    for (int i = 0; i < count; i++) {
        struct lexicon_word word;
        assert_true(lexicon_word(&built->lexicon, tokens[i], &word));
        assert_memory_equal(text + size, word.text, word.size);
        size += word.size;
        bits -= log2(language_probability(&built->zh, history, tokens[i]));
        history = language_history_add(&built->zh, history, tokens[i]);
    }
    assert_int_equal(size, strlen(text));
    assert_true(bits >= bits_of(built, text) - 1e-6 && bits < bits_of(built, text) + 8);
}

static void english_words_and_letters(void **state)
{
    struct built *built = *state;
    struct language_state before;
    float letters[LANGUAGE_LETTERS];
    uint32_t first, end;
    size_t size;
    uint32_t i = language_find(&built->en, "i", 1);
    assert_int_not_equal(i, LANGUAGE_NONE);
    assert_memory_equal(language_word(&built->en, i, &size), "I", 1);
    assert_int_equal(language_find(&built->en, "WANT", 4), language_find(&built->en, "want", 4));
    assert_int_equal(language_find(&built->en, "wan", 3) == language_find(&built->en, "want", 4), 0);
    assert_int_equal(language_find(&built->en, "qqqq", 4), LANGUAGE_NONE);
    language_prefix(&built->en, "wheelch", 7, &first, &end);
    assert_in_range(end - first, 1, 10);
    language_read(&built->en, &built->lexicon, "I want t", 8, true, &before);
    language_distribution(&built->en, &before, built->probabilities);
    language_letters(&built->en, built->probabilities, "t", 1, letters);
    double sum = 0;
    for (int k = 0; k < LANGUAGE_LETTERS; k++)
        sum += (double)letters[k];
    assert_true(fabs(sum - 1) < 1e-3);
    assert_true(letters['o' - 'a'] > 0.5F);
    assert_int_equal(language_unfinished("I want t", 8), 1);
    assert_int_equal(language_unfinished("I want. ", 8), 0);
    language_letters(&built->en, built->probabilities, "qqqq", 4, letters);
    assert_true(letters[0] == 0);
}

/* The words are sorted as language_find() looks for them: it finds each of them. */
static void every_english_word_is_found(void **state)
{
    struct built *built = *state;
    for (uint32_t i = 0; i < built->en.word_count; i++) {
        size_t size;
        const char *word = language_word(&built->en, i, &size);
        assert_non_null(word);
        if (language_find(&built->en, word, size) != i)
            fail_msg("%.*s is not found", (int)size, word);
    }
}

/* The project's target for sentences that it was not made from; they lie outside the project. */
static void the_dev_set_costs_what_it_should(void **state)
{
    struct built *built = *state;
    FILE *file = fopen("../shared/eval/tatoeba-dev.tsv", "r");
    char line[1024];
    double bits = 0, characters = 0;
    if (!file) {
        print_message("# ../shared/eval is not there: bits per character are not measured\n");
        return;
    }
    while (fgets(line, sizeof line, file)) {
        size_t size = strcspn(line, "\t\n");
        struct language_cost cost = language_text_cost(&built->zh, &built->lexicon, line, size, false);
        bits += cost.bits;
        characters += (double)cost.characters;
    }
    fclose(file);
    print_message("# %.3f bits/char\n", bits / characters);
    assert_true(bits / characters <= 6.1);
}

/* --- damage -------------------------------------------------------------------------------------- */

static void use_all(const struct built *built, const struct language_model *model, bool english)
{
    static const char *const texts[] = {"", "我想喝水", "I want to go home. ", "今天天气怎么样，"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct language_state before;
        uint32_t words[10];
        float letters[LANGUAGE_LETTERS];
        language_read(model, &built->lexicon, texts[i], strlen(texts[i]), english, &before);
        language_distribution(model, &before, built->probabilities);
        for (uint32_t k = 0; k < model->token_count; k++)
            assert_true(built->probabilities[k] >= 0 && built->probabilities[k] <= 1);
        language_top(model, built->probabilities, words, 10);
        language_letters(model, built->probabilities, "th", 2, letters);
        language_text_cost(model, &built->lexicon, texts[i], strlen(texts[i]), english);
    }
}

static void every_header_byte_is_checked(void **state)
{
    struct built *built = *state;
    struct language_model model;
    for (size_t i = 0; i < sizeof(struct language_header); i++) {
        built->en_file.bytes[i] ^= 0x41;
        assert_false(language_model_open(&model, built->en_file.bytes, built->en_file.size, "en", NULL));
        built->en_file.bytes[i] ^= 0x41;
    }
    assert_false(language_model_open(&model, built->en_file.bytes, built->en_file.size - 4, "en", NULL));
    assert_false(language_model_open(&model, built->en_file.bytes, 10, "en", NULL));
    assert_false(
        language_model_open(&model, built->lexicon_file.bytes, built->lexicon_file.size, "en", NULL));
    assert_int_equal(model.token_count, 0);
    use_all(built, &model, true);
    use_all(built, &model, false);
}

/* A body full of noise: nothing is read outside, nothing is no probability. */
static void a_damaged_body_gives_wrong_words_only(void **state)
{
    struct built *built = *state;
    struct language_model model;
    uint32_t noise = 1;
    unsigned char *bytes = malloc(built->en_file.size);
    assert_non_null(bytes);
    memcpy(bytes, built->en_file.bytes, built->en_file.size);
    for (size_t i = sizeof(struct language_header); i < built->en_file.size; i++) {
        noise = noise * 1664525u + 1013904223u;
        bytes[i] ^= noise >> 28 ? 0 : (unsigned char)(noise >> 20);
    }
    assert_true(language_model_open(&model, bytes, built->en_file.size, "en", NULL));
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    assert_false(language_model_verify(&model, "model-en.bin", &diagnostics));
    assert_int_equal(diagnostics.errors, 1);
    diagnostics_destroy(&diagnostics);
    use_all(built, &model, true);
    free(bytes);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_whole_and_small),
        cmocka_unit_test(after_every_history_they_sum_to_1),
        cmocka_unit_test(nothing_is_impossible),
        cmocka_unit_test(chinese_goes_on_as_people_talk),
        cmocka_unit_test(what_is_said_costs_less),
        cmocka_unit_test(the_likeliest_words_are_found),
        cmocka_unit_test(english_words_and_letters),
        cmocka_unit_test(every_english_word_is_found),
        cmocka_unit_test(the_dev_set_costs_what_it_should),
        cmocka_unit_test(every_header_byte_is_checked),
        cmocka_unit_test(a_damaged_body_gives_wrong_words_only),
    };
    return cmocka_run_group_tests(tests, open_built, close_built);
}

/* The person's own words, on the lexicon and the model that the build made. */
#include "unit_test.h"
#include "built_words.h"

#include <math.h>

#include "base/memory.h"
#include "predict/language_text.h"
#include "predict/own_words_file.h"
#include "predict/word_list.h"

static struct lexicon lexicon;
static struct language_model model;
static unsigned char *lexicon_bytes, *model_bytes;
static float *probabilities;
static struct own_words own;

static int open_all(void **state)
{
    (void)state;
    lexicon_bytes = built_lexicon(&lexicon, NULL);
    model_bytes = built_model(&model);
    probabilities = memory_new(model.token_count, sizeof *probabilities);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    free(probabilities);
    free(lexicon_bytes);
    free(model_bytes);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    own_words_init(&own, &lexicon, &model);
    return 0;
}

static int end(void **state)
{
    (void)state;
    own_words_destroy(&own);
    return 0;
}

static void hear_more(const char *text, const char *reading, size_t known)
{
    own_words_learn(
        &own, &(struct own_message){.text = text, .size = strlen(text), .known = known, .reading = reading});
}

static void hear(const char *text)
{
    hear_more(text, NULL, 0);
}

/* How often, 0 when it is not there. */
static double times(const char *word)
{
    int index = own_words_find(&own, word, strlen(word));
    return index < 0 ? 0 : own.words[index].weight / own.unit;
}

static double pair_times(const char *first, const char *second)
{
    int from = strcmp(first, "^") == 0 ? OWN_WORD_START : own_words_find(&own, first, strlen(first));
    int to = own_words_find(&own, second, strlen(second));
    const struct own_pair *pair = from >= 0 && to >= 0 ? own_words_pair(&own, from, to) : NULL;
    return pair ? pair->weight / own.unit : 0;
}

static bool is_new(const char *word)
{
    int index = own_words_find(&own, word, strlen(word));
    return index >= 0 && own_word_is_new(&own.words[index]);
}

static void is_near(double value, double expected, double most)
{
    if (fabs(value - expected) > most)
        fail_msg("%f is not near %f", value, expected);
}

/* --- learning ------------------------------------------------------------------------------------------ */

static void test_words_and_pairs_are_counted(void **state)
{
    (void)state;
    hear("我想喝水");
    hear("我想睡觉，我想喝水");
    is_near(times("喝水"), 2, 0.01);
    is_near(times("睡觉"), 1, 0.01);
    is_near(pair_times("^", "我"), 3, 0.01);
    is_near(pair_times("想", "喝水"), 2, 0.01);
    is_near(pair_times("睡觉", "我"), 0, 0); /* a mark parts them */
    assert_int_equal(own.said, 2);
}

static void test_what_was_known_is_not_counted_again(void **state)
{
    (void)state;
    hear("我想");
    hear_more("我想喝水", NULL, strlen("我想"));
    is_near(times("想"), 1, 0.01);
    is_near(times("喝水"), 1, 0.01);
    is_near(pair_times("想", "喝水"), 1, 0.01);
}

static void test_latin_words_whatever_their_case(void **state)
{
    (void)state;
    hear("看CCTV");
    hear("cctv没意思");
    is_near(times("CCTV"), 2, 0.01);
    is_near(pair_times("看", "cctv"), 1, 0.01);
    assert_false(is_new("CCTV"));
}

static void test_a_name_is_a_word_from_the_second_message_on(void **state)
{
    (void)state;
    hear_more("汤婷婷来了", "tang1 ting2 ting2 lai2 le5", 0);
    assert_false(is_new("汤婷婷"));
    hear_more("帮我叫汤婷婷", "bang1 wo3 jiao4 tang1 ting2 ting2", 0);
    assert_true(is_new("汤婷婷"));
    hear("汤婷婷真好");
    is_near(times("汤婷婷"), 3, 0.01);
    is_near(pair_times("^", "汤婷婷"), 1, 0.01);
    const struct own_word *word = &own.words[own_words_find(&own, "汤婷婷", strlen("汤婷婷"))];
    char text[SYLLABLE_SPELLING];
    toned_format(word->syllables[2], text);
    assert_string_equal(text, "ting2");
}

static void test_everyday_phrases_are_not_new_words(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        hear("帮我把床头摇高一点");
        hear("我想看电视");
        hear("给我喝一口水");
    }
    for (int i = 1; i < own.count; i++)
        assert_false(own_word_is_new(&own.words[i]));
}

static void test_old_messages_fade_by_half(void **state)
{
    (void)state;
    hear("吸痰");
    for (int i = 0; i < OWN_WORDS_HALF_LIFE; i++)
        hear("好");
    is_near(times("吸痰"), 0.5, 0.001);
    assert_true(times("好") > 2000);
}

static void test_weights_stay_right_after_many_half_lives(void **state)
{
    (void)state;
    for (int i = 0; i < 24 * OWN_WORDS_HALF_LIFE; i++)
        hear("好");
    /* The sum of a geometric series: 1 / (1 − 2^(−1/half-life)). */
    is_near(times("好"), 1 / (1 - exp2(-1.0 / OWN_WORDS_HALF_LIFE)), 1);
    is_near(own.hanzi / own.unit, times("好"), 0.001);
    assert_true(own.unit < 2e6);
}

static void test_off_learns_and_offers_nothing(void **state)
{
    (void)state;
    own_words_switch(&own, false);
    hear("我想喝水");
    assert_int_equal(own.count, 1);
    assert_true(own_words_share(&own, OWN_WORD_START, false) <= 0);
}

/* --- room ---------------------------------------------------------------------------------------------- */

static void test_full_tables_lose_the_weak(void **state)
{
    (void)state;
    for (int i = 0; i < 80; i++)
        hear("吸痰");
    for (uint32_t i = 0; i + 1 < 3 * OWN_WORDS_AT_MOST; i++) {
        struct lexicon_word word;
        char text[64];
        assert_true(lexicon_word(&lexicon, (i * 7919u) % lexicon.word_count, &word));
        snprintf(text, sizeof text, "%.*s", (int)word.size, word.text);
        hear(text);
        assert_true(own.count <= OWN_WORDS_AT_MOST && own.pair_count <= OWN_PAIRS_AT_MOST);
    }
    assert_true(own.count > OWN_WORDS_AT_MOST / 2);
    is_near(times("吸痰"), 80.0 / 8, 1); /* three half-lives */
    for (int i = 1; i < own.count; i++)
        assert_int_equal(own_words_find(&own, own.words[i].text, strlen(own.words[i].text)), i);
    for (int i = 0; i < own.pair_count; i++)
        assert_true(own.pairs[i].first < own.count && own.pairs[i].second < own.count);
}

/* --- using --------------------------------------------------------------------------------------------- */

static double mixed_sum(const char *context)
{
    struct language_state state;
    double sum = 0;
    language_read(&model, &lexicon, context, strlen(context), false, &state);
    language_distribution(&model, &state, probabilities);
    own_words_mix(&own, &state, context, strlen(context), probabilities);
    for (uint32_t i = 0; i < model.token_count; i++)
        sum += (double)probabilities[i];
    for (int i = 1; i < own.count; i++)
        sum += own.words[i].probability;
    return sum;
}

static double probability(const char *text)
{
    struct lexicon_word word;
    assert_true(lexicon_find(&lexicon, text, strlen(text), &word));
    return (double)probabilities[word.number];
}

static void test_a_mixed_distribution_sums_to_one(void **state)
{
    (void)state;
    static const char *const contexts[] = {"", "我", "我想", "我不知", "帮我叫", "汤婷婷", "看CCTV ", "三"};
    is_near(mixed_sum("我想"), 1, 1e-3);
    double before = probability("吸痰");
    for (int i = 0; i < 3; i++) {
        hear_more("帮我叫汤婷婷", "bang1 wo3 jiao4 tang1 ting2 ting2", 0);
        hear("我想吸痰");
        hear("看CCTV 好");
    }
    assert_true(is_new("汤婷婷"));
    for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++)
        is_near(mixed_sum(contexts[i]), 1, 1e-3);
    mixed_sum("我想");
    assert_true(probability("吸痰") > 5 * before);
    mixed_sum("帮我叫");
    assert_true(own.words[own_words_find(&own, "汤婷婷", strlen("汤婷婷"))].probability > 0.05);
}

static void test_without_anything_learnt_nothing_changes(void **state)
{
    (void)state;
    struct language_state before;
    float *plain = memory_new(model.token_count, sizeof *plain);
    language_read(&model, &lexicon, "我想", strlen("我想"), false, &before);
    language_distribution(&model, &before, plain);
    mixed_sum("我想");
    assert_memory_equal(plain, probabilities, model.token_count * sizeof *plain);
    free(plain);
}

static int ask(struct word_list *list, const char *context, const char *const *units, int count,
               struct candidate *out, int most)
{
    struct predictor predictor = word_list_predictor(list);
    struct predict_request request = {
        .context = context, .context_size = strlen(context), .units = units, .unit_count = count};
    return predictor.candidates(predictor.self, &request, out, most);
}

static void test_new_words_are_candidates_and_weighed(void **state)
{
    (void)state;
    static struct word_list list;
    static const char *const whole[] = {"t", "ang", "t", "ing", "t", "ing"};
    struct candidate found[5];
    struct word_spelling *spellings = memory_new(lexicon.word_count, sizeof *spellings);
    word_list_init(&list, &lexicon);
    word_list_use_model(&list, &model, probabilities, spellings);
    word_list_use_own(&list, &own);
    assert_true(ask(&list, "", whole, 6, found, 5) > 0);
    assert_string_not_equal(found[0].text, "汤婷婷");
    for (int i = 0; i < 2; i++)
        hear_more("帮我叫汤婷婷", "bang1 wo3 jiao4 tang1 ting2 ting2", 0);
    assert_true(ask(&list, "", whole, 6, found, 5) > 0);
    assert_string_equal(found[0].text, "汤婷婷");
    assert_string_equal(found[0].reading, "tang1 ting2 ting2");
    assert_int_equal(found[0].units, 6);
    assert_true(ask(&list, "帮我叫", NULL, 0, found, 5) > 0);
    assert_string_equal(found[0].text, "汤婷婷");
    struct predict_weight items[] = {{.text = "汤婷婷"}, {.unit = "t"}, {.unit = "w"}};
    struct predictor predictor = word_list_predictor(&list);
    predictor.weigh(predictor.self, &(struct predict_request){.context = "帮我叫", .context_size = 9}, items,
                    3);
    assert_true(items[0].weight > 0.05 && items[0].weight < 1);
    free(spellings);
}

/* --- the caregiver ------------------------------------------------------------------------------------- */

static void test_forgetting_and_correcting(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        hear_more("叫汤婷婷", "jiao4 tang1 ting2 ting2", 0);
    uint16_t order[OWN_WORDS_AT_MOST];
    assert_true(own_words_ranked(&own, order) > 1);
    assert_string_equal(own.words[order[0]].text, "汤婷婷");
    assert_false(own_words_correct(&own, order[0], "1", 1, NULL));
    assert_true(own_words_correct(&own, order[0], "汤亭亭", strlen("汤亭亭"), "tang1 ting2 ting2"));
    is_near(times("汤婷婷"), 0, 0);
    assert_true(is_new("汤亭亭"));
    is_near(pair_times("叫", "汤亭亭"), 2, 0.01);
    assert_true(own_words_forget(&own, own_words_find(&own, "汤亭亭", strlen("汤亭亭"))));
    is_near(times("汤亭亭"), 0, 0);
    is_near(pair_times("叫", "汤亭亭"), 0, 0);
    assert_false(own_words_forget(&own, -1));
    own_words_forget_all(&own);
    assert_int_equal(own.count, 1);
    assert_int_equal(own.said, 0);
}

/* --- the file ------------------------------------------------------------------------------------------ */

static void test_the_file_is_read_back_the_same(void **state)
{
    (void)state;
    struct buffer first = {0}, second = {0};
    for (int i = 0; i < 3; i++) {
        hear_more("帮我叫汤婷婷", "bang1 wo3 jiao4 tang1 ting2 ting2", 0);
        hear("看CCTV吧");
        hear("翟大夫来了");
    }
    own_words_write(&own, &first);
    assert_true(own_words_parse(&own, buffer_text(&first), first.size, "learnt.txt", NULL));
    own_words_write(&own, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    assert_true(is_new("汤婷婷"));
    assert_int_equal(own.said, 9);
    buffer_destroy(&first);
    buffer_destroy(&second);
}

/* However often something was said, what is written is read again. */
static void test_weights_are_written_as_they_can_be_read(void **state)
{
    (void)state;
    struct buffer first = {0};
    hear("看CCTV吧");
    assert_true(own.count > 1 && own.pair_count > 0);
    own.words[1].weight = own.unit * 1e9;
    own.pairs[0].weight = own.unit * 1e-9;
    own_words_write(&own, &first);
    assert_true(own_words_parse(&own, buffer_text(&first), first.size, "learnt.txt", NULL));
    is_near(own.words[1].weight / own.unit, 1000000, 1);
    buffer_destroy(&first);
}

struct mistake {
    const char *line;
    int column;
};

static void test_mistakes_are_named_and_the_rest_is_read(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"word many 好 hao3", 6},
        {"word -1 好 hao3", 6},
        {"word 1e3 好 hao3", 6},
        {"word 1", 7},
        {"word 1 我1", 8},
        {"word 1 汤婷婷 tang1 ting2", 12},
        {"word 1 汤婷婷 t4 ting2 x", 12},
        {"word 0 好", 6},
        {"words 1 好", 1},
        {"said much", 6},
        {"pair 1 吸痰", 10},
        {"word 1 吸痰", 8},
        {"word 1 一二三四五六七八九", 8},
        {"word 99999999 好", 6},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        struct diagnostics problems;
        char text[256];
        diagnostics_init(&problems);
        snprintf(text, sizeof text, "# x\nyinian-learnt 1\nword 2 吸痰 xi1 tan2\n%s\nword 3 翻身\n",
                 mistakes[i].line);
        assert_false(own_words_parse(&own, text, strlen(text), "learnt.txt", &problems));
        assert_int_equal(problems.errors, 1);
        assert_int_equal(problems.items[0].line, 4);
        if (problems.items[0].column != mistakes[i].column)
            fail_msg("%s: column %d", mistakes[i].line, problems.items[0].column);
        is_near(times("吸痰"), 2, 0);
        is_near(times("翻身"), 3, 0);
        diagnostics_destroy(&problems);
    }
}

static void test_another_version_is_not_read(void **state)
{
    (void)state;
    static const char *const files[] = {"yinian-learnt 2\nword 2 吸痰\n", "word 2 吸痰\n", "", "\xff\xfe"};
    static const char good[] = "\xEF\xBB\xBFyinian-learnt 1\nword 2 吸痰\n"; /* as some editors begin it */
    assert_true(own_words_parse(&own, good, strlen(good), "learnt.txt", NULL));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct diagnostics problems;
        diagnostics_init(&problems);
        assert_false(own_words_parse(&own, files[i], strlen(files[i]), "learnt.txt", &problems));
        assert_int_equal(problems.errors, 1);
        assert_int_equal(problems.items[0].line, 1);
        is_near(times("吸痰"), 2, 0); /* what is known stays */
        diagnostics_destroy(&problems);
    }
}

static void test_a_deleted_line_takes_its_pairs_along(void **state)
{
    (void)state;
    static const char text[] = "yinian-learnt 1\npair 2 ^ 好\nword 1 水\npair 1 好 水\npair 3 ^ 水\n";
    assert_true(own_words_parse(&own, text, sizeof text - 1, "learnt.txt", NULL));
    is_near(times("好"), 0, 0);
    is_near(pair_times("^", "水"), 3, 0);
    assert_int_equal(own.pair_count, 1);
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        EACH(test_words_and_pairs_are_counted),
        EACH(test_what_was_known_is_not_counted_again),
        EACH(test_latin_words_whatever_their_case),
        EACH(test_a_name_is_a_word_from_the_second_message_on),
        EACH(test_everyday_phrases_are_not_new_words),
        EACH(test_old_messages_fade_by_half),
        EACH(test_weights_stay_right_after_many_half_lives),
        EACH(test_off_learns_and_offers_nothing),
        EACH(test_full_tables_lose_the_weak),
        EACH(test_a_mixed_distribution_sums_to_one),
        EACH(test_without_anything_learnt_nothing_changes),
        EACH(test_new_words_are_candidates_and_weighed),
        EACH(test_forgetting_and_correcting),
        EACH(test_the_file_is_read_back_the_same),
        EACH(test_weights_are_written_as_they_can_be_read),
        EACH(test_mistakes_are_named_and_the_rest_is_read),
        EACH(test_another_version_is_not_read),
        EACH(test_a_deleted_line_takes_its_pairs_along),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

/* The builder of the language models: that the packages' models are read as their own tools read them, that
 * what is made of them stays a model (sums of 1), and that the file says what the builder had. */
#include "unit_test.h"

#include <math.h>

#include "ngram_adapt.h"
#include "ngram_map.h"
#include "ngram_sources.h"
#include "ngram_write.h"
#include "predict/language_model.h"

/* --- the packages' models ------------------------------------------------------------------------ */

/* P(w | u v); u "" for the bigram, v "" too for the single word. */
struct sample {
    const char *u, *v, *w;
    double probability;
};

static uint32_t number_of(const struct ngram_source *source, const char *word)
{
    for (uint32_t i = 0; i < source->model.tokens; i++)
        if (strcmp(source->words[i], word) == 0)
            return i;
    return NGRAM_NONE;
}

static double ask(const struct ngram_source *source, const struct sample *sample)
{
    uint32_t u = number_of(source, sample->u), v = number_of(source, sample->v),
             w = number_of(source, sample->w);
    assert_int_not_equal(w, NGRAM_NONE);
    if (!sample->v[0])
        return source->model.p1[w];
    assert_int_not_equal(v, NGRAM_NONE);
    return sample->u[0] ? ngrams_probability(&source->model, u, v, w)
                        : ngrams_probability2(&source->model, v, w);
}

static void agree(const struct ngram_source *source, const struct sample *samples, size_t count,
                  double tolerance)
{
    for (size_t i = 0; i < count; i++) {
        double got = log10(ask(source, &samples[i])), wanted = log10(samples[i].probability);
        if (fabs(got - wanted) > tolerance)
            fail_msg("P(%s | %s %s) is %.5f, the source says %.5f (log10)", samples[i].w, samples[i].u,
                     samples[i].v, got, wanted);
    }
}

/* Rows of `tslminfo -v -p lm_sc.t3g`, and its weights of backing off. */
static void sunpinyin_is_read_as_tslminfo_reads_it(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"", "", "我", 0.007283752784},         {"", "", "，", 0.068003788590},
        {"", "，", "我", 0.028308628127},       {"", "今天", "晚上", 0.020450817421},
        {"", "你们", "都", 0.015139192343},     {"", "谢谢", "你", 0.060472700745},
        {"，", "非官方", "的", 0.812592744827}, {"我", "自制", "的", 0.776825547218},
        {"医院", "当天", "的", 0.687555193901},
    };
    static const struct {
        const char *word;
        double weight;
    } weights[] = {{"，", 1.010829567909}, {"我", 0.967234671116}, {"今天", 0.620151996613}};
    struct ngram_source source;
    FILE *dump = popen(YINIAN_TSLMINFO " -v -p " YINIAN_SUNPINYIN_LM, "r");
    assert_non_null(dump);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(dump));
    ngram_read_sunpinyin(&source, path, YINIAN_SUNPINYIN_DICT);
    assert_int_equal(pclose(dump), 0);
    assert_int_equal(source.model.pairs.count, 2500000);
    assert_int_equal(source.model.triples.count, 1000000);
    agree(&source, samples, sizeof samples / sizeof samples[0], 1e-5);
    for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++) {
        double weight = source.model.bow1[number_of(&source, weights[i].word)];
        assert_true(fabs(weight - weights[i].weight) < 1e-4);
    }
    ngram_source_destroy(&source);
}

/* log10 −2.207 and −3.124: measured with KenLM's own reader (../shared/design/language.md). */
static void libime_is_read_as_kenlm_reads_it(void **state)
{
    (void)state;
    static const struct sample samples[] = {{"", "我", "想", 0.0062087}, {"我", "想", "喝", 0.00075162}};
    struct ngram_source source;
    ngram_read_libime(&source, YINIAN_LIBIME_LM);
    assert_int_equal(source.model.tokens, 164887);
    agree(&source, samples, sizeof samples / sizeof samples[0], 6e-4);
    ngram_source_destroy(&source);
}

/* `sphinx_lm_eval -lm en-us.lm.bin -text "i want to go home of the world" -verbose yes` (package
 * sphinxbase-utils), in its unit, the logarithm to the base 1.0001. */
static void pocketsphinx_is_read_as_its_tool_reads_it(void **state)
{
    (void)state;
    static const struct {
        const char *u, *v, *w;
        int logarithm;
    } rows[] = {{"of", "the", "world", -40573}, {"home", "of", "the", -9475}, {"go", "home", "of", -55700},
                {"to", "go", "home", -40787},   {"want", "to", "go", -29912}, {"i", "want", "to", -5064},
                {"", "i", "want", -44026},      {"", "", "i", -37302}};
    struct ngram_source source;
    ngram_read_sphinx(&source, YINIAN_SPHINX_LM);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample sample = {rows[i].u, rows[i].v, rows[i].w, exp(rows[i].logarithm * log(1.0001))};
        agree(&source, &sample, 1, 2e-4);
    }
    ngram_source_destroy(&source);
}

/* --- small models -------------------------------------------------------------------------------- */

enum { WORDS = 6, TOKENS = WORDS + NGRAM_SPECIALS, START = TOKENS };

static void make_small(struct ngrams *model, int turn)
{
    double p1[TOKENS];
    struct ngram_list pairs = {0}, triples = {0};
    for (uint32_t i = 0; i < TOKENS; i++)
        p1[i] = 1.0 + (double)((i + (uint32_t)turn) % 5);
    ngram_list_add(&pairs, ngram_pair(START, 0), 0.5);
    ngram_list_add(&pairs, ngram_pair(0, 1), 0.6);
    ngram_list_add(&pairs, ngram_pair(0, WORDS + NGRAM_FULL_STOP), 0.1);
    ngram_list_add(&pairs, ngram_pair(1, 2), 0.3 + 0.1 * turn);
    ngram_list_add(&triples, ngram_triple(START, 0, 1), 0.2);
    ngram_list_add(&triples, ngram_triple(0, 1, 3), 0.7);
    ngram_list_add(&triples, ngram_triple(4, 5, 3), 0.4); /* its pair is missing */
    ngrams_init(model, TOKENS, p1, &pairs, &triples);
}

static void sums_are_1(const struct ngrams *model)
{
    for (uint32_t u = 0; u <= model->tokens; u++)
        for (uint32_t v = 0; v <= model->tokens; v++) {
            double sum = 0, sum2 = 0;
            for (uint32_t w = 0; w < model->tokens; w++) {
                sum += ngrams_probability(model, u, v, w);
                sum2 += ngrams_probability2(model, v, w);
            }
            assert_true(fabs(sum - 1) < 1e-6);
            assert_true(fabs(sum2 - 1) < 1e-6);
        }
}

static void close_to(double got, double wanted)
{
    if (fabs(got - wanted) > 1e-6)
        fail_msg("%.9f instead of %.9f", got, wanted);
}

static void it_backs_off(void **state)
{
    (void)state;
    struct ngrams model;
    make_small(&model, 0);
    sums_are_1(&model);
    close_to(ngrams_probability(&model, START, 0, 1), 0.2);
    close_to(ngrams_probability(&model, 3, 0, 1), 0.6);
    assert_int_not_equal(ngrams_pair(&model, 4, 5), NGRAM_NONE);
    close_to(ngrams_probability2(&model, 4, 5), model.p1[5]);
    ngrams_destroy(&model);
}

static void a_mixture_is_a_model(void **state)
{
    (void)state;
    struct ngrams first, second, mixture;
    struct ngram_weights weights = {.second = 0.25};
    make_small(&first, 0);
    make_small(&second, 1);
    for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++)
        second.p1[WORDS + mark] = 1e-12; /* as a model has it that knows no marks */
    ngrams_weigh(&second);
    ngram_mix(&mixture, WORDS, &first, &second, NULL, &weights);
    sums_are_1(&mixture);
    double marks = 0;
    for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++)
        marks += ngrams_probability2(&first, 1, WORDS + mark);
    close_to(ngrams_probability2(&mixture, 1, 2), 0.75 * 0.3 + 0.25 * (1 - marks) * 0.4);
    close_to(ngrams_probability2(&mixture, START, 0), 0.5);
    ngrams_destroy(&first);
    ngrams_destroy(&second);
    ngrams_destroy(&mixture);
}

static void counts_adapt_it(void **state)
{
    (void)state;
    static const uint32_t clause[] = {0, 5, WORDS + NGRAM_QUESTION};
    struct ngrams model;
    struct ngram_counts counts = {0};
    struct ngram_weights weights = {
        .beta = 0.5, .marginal = 10, .kappa1 = 10, .kappa2 = 2, .kappa3 = 1, .discount = 0.5};
    make_small(&model, 0);
    double before = ngrams_probability(&model, START, 0, 5), elsewhere = ngrams_probability2(&model, 3, 5);
    for (int i = 0; i < 3; i++)
        ngram_counts_add(&counts, clause, 3, START);
    ngram_counts_finish(&counts);
    assert_int_equal(counts.pairs.count, 3);
    close_to((double)ngram_list_find(&counts.triples, ngram_triple(START, 0, 5))->probability, 3);
    ngram_adapt(&model, &counts, &weights);
    sums_are_1(&model);
    double after = ngrams_probability(&model, START, 0, 5);
    assert_true(after > (3 - 0.5) / (3 + 1.0) && after < 1);
    assert_true(after > 4 * before);
    assert_true(ngrams_probability2(&model, 3, 5) > elsewhere);
    ngrams_destroy(&model);
    ngram_counts_destroy(&counts);
}

static void pruning_keeps_what_matters(void **state)
{
    (void)state;
    struct ngrams model;
    make_small(&model, 0);
    ngram_prune(&model, 1e-9);
    assert_int_equal(model.triples.count, 3);
    ngram_prune(&model, 0.02);
    sums_are_1(&model);
    assert_in_range(model.pairs.count + model.triples.count, 1, 6);
    ngram_prune(&model, 1);
    assert_int_equal(model.pairs.count + model.triples.count, 0);
    sums_are_1(&model);
    ngrams_destroy(&model);
}

/* Two words of the source are one of ours, one is dropped, two marks are one. */
static void words_that_are_dropped_leave_their_share(void **state)
{
    (void)state;
    static const double p1[] = {0.1, 0.2, 0.3, 0.1, 0.1, 0.2};
    static const uint32_t to[] = {0, 1, NGRAM_NONE, 2 + NGRAM_COMMA, 2 + NGRAM_COMMA, 2 + NGRAM_FULL_STOP};
    struct ngrams source, target;
    struct ngram_list pairs = {0}, triples = {0};
    ngram_list_add(&pairs, ngram_pair(0, 1), 0.25);
    ngram_list_add(&pairs, ngram_pair(0, 2), 0.5);
    ngram_list_add(&pairs, ngram_pair(0, 3), 0.1);
    ngrams_init(&source, 6, p1, &pairs, &triples);
    ngram_map(&target, 2, &source, to, 3);
    double lower = 0.1 + 0.1 + 0.2, weight = 0.15 / lower; /* of words 0, 4 and 5, which are not listed */
    close_to(ngrams_probability2(&target, 0, 1), 0.25 / 0.5);
    close_to(ngrams_probability2(&target, 0, 2 + NGRAM_COMMA), (0.1 + weight * 0.1) / 0.5);
    close_to(target.p1[1] / target.p1[0], 2);
    ngrams_destroy(&source);
    ngrams_destroy(&target);
}

static void the_file_says_what_the_builder_had(void **state)
{
    (void)state;
    static const char *const spellings[WORDS] = {"a", "B", "ba", "c", "d's", "e"};
    struct ngram_words words = {spellings, WORDS, 0, "notice"};
    struct ngrams model;
    struct buffer file, again;
    struct language_model reader;
    size_t size;
    buffer_init(&file);
    buffer_init(&again);
    make_small(&model, 0);
    ngram_write(&file, &model, &words);
    assert_true(language_model_open(&reader, file.bytes, file.size, "test", NULL));
    assert_true(language_model_verify(&reader, "test", NULL));
    for (uint32_t u = 0; u <= TOKENS; u++)
        for (uint32_t v = 0; v <= TOKENS; v++)
            for (uint32_t w = 0; w < TOKENS; w++) {
                double got = language_probability(&reader, (struct language_history){u, v}, w);
                assert_true(fabs(got - ngrams_probability(&model, u, v, w)) < 1e-5);
            }
    assert_memory_equal(language_word(&reader, 4, &size), "d's", 3);
    assert_memory_equal(language_model_notice(&reader, &size), "notice", 6);
    ngram_write(&again, &model, &words);
    assert_int_equal(again.size, file.size);
    assert_memory_equal(again.bytes, file.bytes, file.size);
    ngrams_destroy(&model);
    buffer_destroy(&file);
    buffer_destroy(&again);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sunpinyin_is_read_as_tslminfo_reads_it),
        cmocka_unit_test(libime_is_read_as_kenlm_reads_it),
        cmocka_unit_test(pocketsphinx_is_read_as_its_tool_reads_it),
        cmocka_unit_test(it_backs_off),
        cmocka_unit_test(a_mixture_is_a_model),
        cmocka_unit_test(counts_adapt_it),
        cmocka_unit_test(pruning_keeps_what_matters),
        cmocka_unit_test(words_that_are_dropped_leave_their_share),
        cmocka_unit_test(the_file_says_what_the_builder_had),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

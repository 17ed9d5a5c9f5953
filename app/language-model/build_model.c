/* build-model zh OUT LEXICON SUNPINYIN-DUMP SUNPINYIN-WORDS LIBIME [name=value …] [TALK …]
 * build-model en OUT SPHINX [name=value …] [TALK …]
 *
 * Makes model-zh.bin or model-en.bin from the packages' models and the project's own sentences (TALK: files
 * of talk/ and phrases/). "-" for the dump reads standard input. LIBIME "-" leaves that model out. name=value
 * changes a weight (below) for trying out; hold=10 leaves every tenth sentence out, and held=FILE writes
 * those there. The same input gives the same bytes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "ngram_adapt.h"
#include "ngram_english.h"
#include "ngram_map.h"
#include "ngram_sources.h"
#include "ngram_talk.h"
#include "ngram_write.h"
#include "base/utf8.h"
#include "predict/lexicon_format.h"
#include "source.h"

static const char NOTICE_ZH[] =
    "Chinese language model of Yinian, made at build time from the Debian packages\n"
    "  sunpinyin-data (lm_sc.t3g, pydict_sc.bin): open-gram, (c) MDBG, Kov Chai, Virus Huo, Tinyfool; "
    "Creative Commons Attribution-ShareAlike 3.0\n"
    "  libime-data-language-model (zh_CN.lm): (c) 2015-2022 CSSlayer; LGPL-2.1+\n"
    "and from Yinian's own sentences. This file is under Creative Commons Attribution-ShareAlike 3.0 as far "
    "as it is\n"
    "derived from open-gram. It was changed: other word numbers, mixed, adapted, pruned.\n";

static const char NOTICE_EN[] =
    "English language model of Yinian, made at build time from the Debian package\n"
    "  pocketsphinx-en-us (en-us.lm.bin): (c) 1995-2014 Carnegie Mellon University, 2014-2015 Alpha Cephei "
    "Inc.; "
    "BSD-2-Clause\n"
    "and from Yinian's own sentences.\n";

struct options {
    struct ngram_weights weights;
    int hold_of;
    const char *held_path;
    char **talk;
    int talk_count;
};

/* --- options ------------------------------------------------------------------------------------- */

static double *weight_named(struct ngram_weights *weights, const char *name, size_t size)
{
    struct {
        const char *name;
        double *weight;
    } names[] = {
        {"second", &weights->second},     {"lexicon", &weights->lexicon},   {"beta", &weights->beta},
        {"marginal", &weights->marginal}, {"kappa1", &weights->kappa1},     {"kappa2", &weights->kappa2},
        {"kappa3", &weights->kappa3},     {"discount", &weights->discount}, {"prune", &weights->prune},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i].name) == size && memcmp(names[i].name, name, size) == 0)
            return names[i].weight;
    return NULL;
}

static void read_option(struct options *options, const char *argument, const char *equals)
{
    double *weight = weight_named(&options->weights, argument, (size_t)(equals - argument));
    if (weight)
        *weight = atof(equals + 1);
    else if (strncmp(argument, "hold=", 5) == 0)
        options->hold_of = atoi(equals + 1);
    else if (strncmp(argument, "held=", 5) == 0)
        options->held_path = equals + 1;
    else
        ngram_stop(argument, "there is no such option");
}

static void read_options(struct options *options, char **arguments, int count)
{
    const char *equals;
    int at = 0;
    for (; at < count && (equals = strchr(arguments[at], '=')) != NULL; at++)
        read_option(options, arguments[at], equals);
    options->talk = arguments + at;
    options->talk_count = count - at;
}

static void save(const char *path, const struct buffer *file)
{
    FILE *out = fopen(path, "wb");
    bool written = out && (file->size == 0 || fwrite(file->bytes, 1, file->size, out) == file->size);
    if (!out || fclose(out) != 0 || !written)
        ngram_stop(path, "it cannot be written");
}

/* --- both languages ------------------------------------------------------------------------------ */

/* The sentences are cut into words by the model as it is before them. */
static void adapt(struct ngrams *model, const struct options *options, const struct ngram_words *words,
                  const struct lexicon *lexicon)
{
    struct buffer file, sentences, held;
    struct ngram_counts counts = {0};
    struct language_model reader;
    buffer_init(&file);
    buffer_init(&sentences);
    buffer_init(&held);
    ngram_talk_read(&sentences, &held, options->hold_of, options->talk, options->talk_count);
    ngram_write(&file, model, words);
    if (!language_model_open(&reader, file.bytes, file.size, "model", NULL))
        ngram_stop("model", "what was written cannot be read");
    ngram_talk_count(&counts, &sentences, &reader, lexicon, words->spellings != NULL);
    ngram_adapt(model, &counts, &options->weights);
    if (options->held_path)
        save(options->held_path, &held);
    printf("  talk: %.0f words and marks\n", counts.total);
    ngram_counts_destroy(&counts);
    buffer_destroy(&held);
    buffer_destroy(&sentences);
    buffer_destroy(&file);
}

static void finish(const char *path, struct ngrams *model, const struct options *options,
                   const struct ngram_words *words, const struct lexicon *lexicon)
{
    struct buffer file;
    adapt(model, options, words, lexicon);
    ngram_prune(model, options->weights.prune);
    buffer_init(&file);
    ngram_write(&file, model, words);
    save(path, &file);
    printf("  %s: %u words, %zu bigrams, %zu trigrams, %zu bytes\n", path, words->count, model->pairs.count,
           model->triples.count, file.size);
    buffer_destroy(&file);
}

/* --- Chinese ------------------------------------------------------------------------------------- */

static const struct ngram_weights weights_zh = {
    .second = 0.85,
    .lexicon = 0.05,
    .beta = 0.5,
    .marginal = 5000,
    .kappa1 = 1000000,
    .kappa2 = 2000,
    .kappa3 = 100,
    .discount = 0.9,
    .prune = 1e-9,
};

/* The words' tokens by the source's numbers, and the marks of either width. */
static uint32_t *tokens_of(const struct ngram_source *source, const struct lexicon *lexicon)
{
    uint32_t *to = memory_new(source->model.tokens, sizeof *to);
    double found = 0, all = 0;
    for (uint32_t i = 0; i < source->model.tokens; i++) {
        const char *text = source->words[i];
        struct lexicon_word word;
        uint32_t character = 0;
        to[i] = NGRAM_NONE;
        if (text[0] && utf8_decode(text, strlen(text), &character) == strlen(text) &&
            language_mark_of(character) != LANGUAGE_MARKS)
            to[i] = lexicon->word_count + (uint32_t)language_mark_of(character);
        else if (lexicon_find(lexicon, text, strlen(text), &word))
            to[i] = word.number;
        found += to[i] != NGRAM_NONE ? source->model.p1[i] : 0;
        all += text[0] && text[0] != '<' ? source->model.p1[i] : 0;
    }
    printf("  %.2f %% of the source's running words are in the lexicon or marks\n", 100 * found / all);
    return to;
}

static void map_source(struct ngrams *target, struct ngram_source *source, const struct lexicon *lexicon)
{
    uint32_t *to = tokens_of(source, lexicon);
    ngram_map(target, lexicon->word_count, &source->model, to, source->start);
    free(to);
    ngram_source_destroy(source);
}

/* What the lexicon says of how often its words are used. */
static double *lexicon_frequencies(const struct lexicon *lexicon)
{
    double *frequencies = memory_new(lexicon->word_count, sizeof *frequencies), sum = 0;
    for (uint32_t i = 0; i < lexicon->word_count; i++) {
        struct lexicon_word word;
        lexicon_word(lexicon, i, &word);
        frequencies[i] = exp(-word.cost / 1000.0);
        sum += frequencies[i];
    }
    for (uint32_t i = 0; i < lexicon->word_count; i++)
        frequencies[i] /= sum;
    return frequencies;
}

static void mix_chinese(struct ngrams *model, char **arguments, const struct lexicon *lexicon,
                        const struct ngram_weights *weights)
{
    struct ngram_source source;
    struct ngrams first, second = {0};
    bool both = strcmp(arguments[2], "-") != 0;
    double *frequencies = lexicon_frequencies(lexicon);
    ngram_read_sunpinyin(&source, arguments[0], arguments[1]);
    map_source(&first, &source, lexicon);
    if (both) {
        ngram_read_libime(&source, arguments[2]);
        map_source(&second, &source, lexicon);
    }
    ngram_mix(model, lexicon->word_count, &first, both ? &second : NULL, frequencies, weights);
    free(frequencies);
    ngrams_destroy(&first);
    ngrams_destroy(&second);
}

static void build_chinese(char **arguments, int count)
{
    struct options options = {.weights = weights_zh};
    struct source file;
    struct lexicon lexicon;
    struct lexicon_header header;
    struct ngrams model;
    read_options(&options, arguments + 5, count - 5);
    source_read(&file, arguments[1]);
    if (!lexicon_open(&lexicon, file.bytes, file.size, NULL))
        ngram_stop(arguments[1], "it is not a lexicon");
    memcpy(&header, file.bytes, sizeof header);
    struct ngram_words words = {NULL, lexicon.word_count, header.body_checksum, NOTICE_ZH};
    mix_chinese(&model, arguments + 2, &lexicon, &options.weights);
    finish(arguments[0], &model, &options, &words, &lexicon);
    ngrams_destroy(&model);
    source_destroy(&file);
}

/* --- English ------------------------------------------------------------------------------------- */

static const struct ngram_weights weights_en = {
    .second = 0,
    .lexicon = 0,
    .beta = 0.6,
    .marginal = 5000,
    .kappa1 = 20000,
    .kappa2 = 100,
    .kappa3 = 100,
    .discount = 0.9,
    .prune = 3e-8,
};

static void build_english(char **arguments, int count)
{
    struct options options = {.weights = weights_en};
    struct ngram_source source;
    struct english_words english;
    struct ngrams model;
    struct lexicon none = {0};
    read_options(&options, arguments + 2, count - 2);
    ngram_read_sphinx(&source, arguments[1]);
    english_words_make(&english, &source, options.talk, options.talk_count);
    ngram_map(&model, english.count, &source.model, english.to, source.start);
    struct ngram_words words = {english.spellings, english.count, 0, NOTICE_EN};
    ngram_source_destroy(&source);
    finish(arguments[0], &model, &options, &words, &none);
    ngrams_destroy(&model);
    english_words_destroy(&english);
}

int main(int count, char **arguments)
{
    if (count >= 7 && strcmp(arguments[1], "zh") == 0)
        build_chinese(arguments + 2, count - 2);
    else if (count >= 4 && strcmp(arguments[1], "en") == 0)
        build_english(arguments + 2, count - 2);
    else {
        fprintf(stderr, "build-model: wrong arguments; CMake runs it\n");
        return 2;
    }
    return 0;
}

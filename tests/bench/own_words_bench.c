/* What learning from what is spoken gains: bits per character of one invented person's sentences, in the
 * order in which they are said, with the model alone and with the person's own words, each sentence counted
 * before it is learnt.
 *
 *     own_words_bench LEXICON MODEL SENTENCES [SENTENCES_A_BLOCK]      prints a table, a block a line
 *
 * A sentence's probability is the sum over all its segmentations, as in language_text.h; new words that were
 * learnt are
 * words in it. Sentences are one a line; what follows a tab is not read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "predict/language_text.h"
#include "predict/own_words.h"

enum { LENGTHS = LEXICON_WORD_CHARACTERS + 1, BLOCK = 50 };

struct bench {
    struct buffer lexicon_bytes, model_bytes, sentences;
    struct lexicon lexicon;
    struct language_model model;
    struct own_words own;
    bool with_own;
};

/* --- one clause ---------------------------------------------------------------------------------------- */

/* Of the words that end at each character, by their length. own −1: not known to the person. */
struct ending {
    uint32_t token;
    int own;
    bool there;
};

struct lattice {
    struct ending words[LANGUAGE_CLAUSE + 1][LENGTHS];
    double sums[LANGUAGE_CLAUSE + 1][LENGTHS][LENGTHS];
    int count;
};

static void find_words(const struct bench *bench, const char *text, size_t size, struct lattice *lattice)
{
    size_t starts[LANGUAGE_CLAUSE + 1] = {0};
    for (size_t at = 0; at < size; starts[lattice->count] = at) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        lattice->count++;
    }
    for (int end = 1; end <= lattice->count; end++)
        for (int length = 1; length <= end && length < LENGTHS; length++) {
            struct lexicon_word word;
            struct ending *ending = &lattice->words[end][length];
            const char *at = text + starts[end - length];
            size_t bytes = starts[end] - starts[end - length];
            bool known = lexicon_find(&bench->lexicon, at, bytes, &word);
            ending->token = known ? word.number : language_other_token(&bench->model);
            ending->own = bench->with_own ? own_words_find(&bench->own, at, bytes) : -1;
            if (ending->own >= 0 && bench->own.words[ending->own].trial)
                ending->own = -1;
            ending->there = known || ending->own >= 0 || length == 1;
        }
}

static double probability(const struct bench *bench, struct language_history history, int previous,
                          const struct ending *word)
{
    bool other = word->token == language_other_token(&bench->model);
    double p = other && word->own >= 0 ? 0 : language_probability(&bench->model, history, word->token);
    if (other)
        p /= LANGUAGE_OTHER_CHARACTERS;
    if (!bench->with_own)
        return p;
    /* Marks and what is no word keep their share: see own_words_mix(). */
    double words = 1 - language_end_probability(&bench->model, history) -
                   language_probability(&bench->model, history, language_other_token(&bench->model));
    if (!other || word->own >= 0)
        p = p * (1 - own_words_share(&bench->own, previous, false)) +
            words * own_words_weight(&bench->own, word->own, previous);
    return p;
}

static struct language_history history_of(const struct bench *bench, const struct lattice *lattice, int end,
                                          int last, int before)
{
    struct language_history history = language_history_start(&bench->model);
    if (before > 0)
        history = language_history_add(&bench->model, history, lattice->words[end - last][before].token);
    if (before > 0 && end - last - before > 0)
        history.before = LANGUAGE_NONE;
    return last > 0 ? language_history_add(&bench->model, history, lattice->words[end][last].token) : history;
}

static void lead_on(const struct bench *bench, struct lattice *lattice, int end, int last, int before)
{
    struct language_history history = history_of(bench, lattice, end, last, before);
    int previous = last == 0 ? OWN_WORD_START : lattice->words[end][last].own;
    for (int length = 1; length < LENGTHS && end + length <= lattice->count; length++) {
        const struct ending *word = &lattice->words[end + length][length];
        if (word->there)
            lattice->sums[end + length][length][last] +=
                lattice->sums[end][last][before] * probability(bench, history, previous, word);
    }
}

/* −log2 of the clause and of its end: a mark, or any. */
static double clause_bits(const struct bench *bench, const char *text, size_t size, enum language_mark mark)
{
    struct lattice *lattice = calloc(1, sizeof *lattice);
    double sum = 0;
    if (!lattice)
        abort();
    find_words(bench, text, size, lattice);
    lattice->sums[0][0][0] = 1;
    for (int end = 0; end <= lattice->count; end++)
        for (int i = 0; i < LENGTHS * LENGTHS; i++) {
            int last = i / LENGTHS, before = i % LENGTHS;
            if (!(lattice->sums[end][last][before] > 0))
                continue;
            struct language_history history = history_of(bench, lattice, end, last, before);
            if (end < lattice->count)
                lead_on(bench, lattice, end, last, before);
            else
                sum +=
                    lattice->sums[end][last][before] *
                    (mark == LANGUAGE_MARKS ? language_end_probability(&bench->model, history)
                                            : language_probability(&bench->model, history,
                                                                   language_mark_token(&bench->model, mark)));
        }
    free(lattice);
    return -log2(sum);
}

static double sentence_bits(const struct bench *bench, const char *text, size_t size)
{
    double bits = 0;
    for (size_t at = 0; at < size;) {
        size_t start = at, end = at;
        enum language_mark mark = LANGUAGE_MARKS;
        while (end < size && mark == LANGUAGE_MARKS) {
            uint32_t character;
            at = end;
            end += utf8_decode(text + end, size - end, &character);
            mark = language_mark_of(character);
            at = mark == LANGUAGE_MARKS ? end : at;
        }
        bits += clause_bits(bench, text + start, at - start, mark);
        at = end;
    }
    return bits;
}

/* --- the table ----------------------------------------------------------------------------------------- */

struct sum {
    double model, own;
    size_t characters;
};

static void print_sum(const char *name, const struct sum *sum, const struct own_words *own)
{
    double count = (double)sum->characters, model = sum->model / count, with = sum->own / count;
    int new = 0;
    for (int i = 1; i < own->count; i++)
        new += own_word_is_new(&own->words[i]);
    printf("%-10s %6zu %8.3f %8.3f %+7.1f %% %6d %6d\n", name, sum->characters, model, with,
           100 * (with - model) / model, own->count, new);
}

static void add_sentence(struct bench *bench, const char *text, size_t size, struct sum *block)
{
    bench->with_own = false;
    block->model += sentence_bits(bench, text, size);
    bench->with_own = true;
    block->own += sentence_bits(bench, text, size);
    block->characters += utf8_count(text, size);
    own_words_learn(&bench->own, &(struct own_message){.text = text, .size = size});
}

static void print_new_words(const struct own_words *own)
{
    printf("new words:");
    for (int i = 1; i < own->count; i++)
        if (own_word_is_new(&own->words[i]))
            printf(" %s", own->words[i].text);
    printf("\n");
}

static void print_table(struct bench *bench, int each)
{
    struct sum block = {0}, whole = {0};
    const char *at = buffer_text(&bench->sentences), *end = at + bench->sentences.size;
    printf(
        "sentences   chars    model      own    gain    words    new   (bits per character, end included)\n");
    for (int number = 1; at < end; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t size = newline ? (size_t)(newline - at) : (size_t)(end - at), text = 0;
        while (text < size && at[text] != '\t')
            text++;
        add_sentence(bench, at, text, &block);
        at += newline ? size + 1 : size;
        if (number % each && at < end)
            continue;
        char name[32];
        snprintf(name, sizeof name, "…%d", number);
        print_sum(name, &block, &bench->own);
        whole.model += block.model;
        whole.own += block.own;
        whole.characters += block.characters;
        block = (struct sum){0};
    }
    print_sum("all", &whole, &bench->own);
    print_new_words(&bench->own);
}

static bool read_file(const char *path, struct buffer *bytes)
{
    char part[65536];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(bytes, part, size);
    fclose(file);
    return true;
}

static bool open_bench(struct bench *bench, const char *lexicon, const char *model, const char *sentences)
{
    return read_file(lexicon, &bench->lexicon_bytes) && read_file(model, &bench->model_bytes) &&
           read_file(sentences, &bench->sentences) &&
           lexicon_open(&bench->lexicon, buffer_text(&bench->lexicon_bytes), bench->lexicon_bytes.size,
                        NULL) &&
           language_model_open(&bench->model, buffer_text(&bench->model_bytes), bench->model_bytes.size,
                               model, NULL);
}

int main(int count, char **words)
{
    struct bench bench = {.with_own = false};
    int each = count > 4 ? atoi(words[4]) : BLOCK;
    if (count < 4 || each < 1) {
        fprintf(stderr, "usage: own_words_bench LEXICON MODEL SENTENCES [SENTENCES_A_BLOCK]\n");
        return 2;
    }
    bool right = open_bench(&bench, words[1], words[2], words[3]);
    if (right) {
        own_words_init(&bench.own, &bench.lexicon, &bench.model);
        print_table(&bench, each);
        own_words_destroy(&bench.own);
    }
    buffer_destroy(&bench.lexicon_bytes);
    buffer_destroy(&bench.model_bytes);
    buffer_destroy(&bench.sentences);
    return right ? 0 : 1;
}

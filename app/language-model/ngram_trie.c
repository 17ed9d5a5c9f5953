/* The binary models of KenLM (libime) and of CMU Sphinx, which took its trie from KenLM. Written from what
 * their readers do (kpu/kenlm lm/trie.*, quantize.*, bhiksha.*; cmusphinx/sphinxbase lm_trie*.c).
 *
 * The trie begins with the predicted word: singles[w] leads to the pairs (v w), a pair to the triples (u v
 * w). Pairs and triples are packed bit by bit, little-endian:
 *
 *     pair    word v | weight of backing off | probability | where its triples begin (low bits)
 *     triple  word u | probability
 *
 * Probabilities are numbers of a table of logarithms. Where a record's range ends, the next one's begins. */
#include "ngram_sources.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"

struct trie {
    struct source file;
    uint64_t counts[3];
    size_t singles_at, single_size; /* float probability, float weight, `next` in the rest */
    size_t pairs_at, triples_at;
    size_t pair_table, triple_table; /* offsets of their probabilities, as floats */
    unsigned word_bits, probability_bits, weight_bits, next_bits;
    size_t
        high_at; /* KenLM: array[k] = the first pair whose next has k above its low bits; 0: no such array */
    uint64_t high_count;
    double unit; /* of the logarithms, in nats */
};

static void need(const struct trie *trie, bool right, const char *reason)
{
    if (!right)
        ngram_stop(trie->file.path, reason);
}

static uint64_t read_bits(const struct trie *trie, size_t base, uint64_t bit, unsigned count)
{
    uint64_t value;
    size_t at = base + bit / 8;
    need(trie, at + sizeof value <= trie->file.size, "it is cut short");
    memcpy(&value, trie->file.bytes + at, sizeof value);
    return value >> (bit % 8) & ((UINT64_C(1) << count) - 1);
}

static uint64_t read_number(const struct trie *trie, size_t at, size_t size)
{
    uint64_t value = 0;
    need(trie, at + size <= trie->file.size, "it is cut short");
    memcpy(&value, trie->file.bytes + at, size);
    return value;
}

static double read_probability(const struct trie *trie, size_t at)
{
    float logarithm;
    need(trie, at + sizeof logarithm <= trie->file.size, "it is cut short");
    memcpy(&logarithm, trie->file.bytes + at, sizeof logarithm);
    return isfinite(logarithm) ? exp(-fabs((double)logarithm) * trie->unit) : 0;
}

static unsigned bits_for(uint64_t most)
{
    unsigned bits = 0;
    for (; most; most >>= 1)
        bits++;
    return bits;
}

static unsigned pair_bits(const struct trie *trie)
{
    return trie->word_bits + trie->weight_bits + trie->probability_bits + trie->next_bits;
}

/* Where a table of records ends that begins here: one more record, and 8 bytes so that reading a word is
 * safe. */
static size_t end_of_records(size_t at, uint64_t records, unsigned bits)
{
    return at + ((1 + records) * bits + 7) / 8 + 8;
}

/* --- the walk ------------------------------------------------------------------------------------ */

struct walk {
    const struct trie *trie;
    uint64_t high; /* of the pair that is read now */
    struct ngram_list pairs, triples;
};

static uint64_t triples_begin(struct walk *walk, uint64_t pair)
{
    const struct trie *trie = walk->trie;
    unsigned bits = pair_bits(trie);
    uint64_t low = read_bits(trie, trie->pairs_at, pair * bits + bits - trie->next_bits, trie->next_bits);
    while (trie->high_at && walk->high + 1 < trie->high_count &&
           read_number(trie, trie->high_at + 8 * (size_t)(walk->high + 1), 8) <= pair)
        walk->high++;
    return walk->high << trie->next_bits | low;
}

static void walk_triples(struct walk *walk, uint32_t w, uint32_t v, uint64_t begin, uint64_t end)
{
    const struct trie *trie = walk->trie;
    unsigned bits = trie->word_bits + trie->probability_bits;
    need(trie, begin <= end && end <= trie->counts[2], "its trigrams are damaged");
    for (uint64_t i = begin; i < end; i++) {
        uint32_t u = (uint32_t)read_bits(trie, trie->triples_at, i * bits, trie->word_bits);
        uint64_t number =
            read_bits(trie, trie->triples_at, i * bits + trie->word_bits, trie->probability_bits);
        double probability = read_probability(trie, trie->triple_table + 4 * (size_t)number);
        need(trie, u < trie->counts[0], "its trigrams are damaged");
        if (probability > 0)
            ngram_list_add(&walk->triples, ngram_triple(u, v, w), probability);
    }
}

static void walk_pairs(struct walk *walk, uint32_t w, uint64_t begin, uint64_t end)
{
    const struct trie *trie = walk->trie;
    unsigned bits = pair_bits(trie);
    need(trie, begin <= end && end <= trie->counts[1], "its bigrams are damaged");
    for (uint64_t i = begin; i < end; i++) {
        uint32_t v = (uint32_t)read_bits(trie, trie->pairs_at, i * bits, trie->word_bits);
        uint64_t number = read_bits(trie, trie->pairs_at, i * bits + trie->word_bits + trie->weight_bits,
                                    trie->probability_bits);
        double probability = read_probability(trie, trie->pair_table + 4 * (size_t)number);
        need(trie, v < trie->counts[0], "its bigrams are damaged");
        if (probability > 0)
            ngram_list_add(&walk->pairs, ngram_pair(v, w), probability);
        uint64_t first = triples_begin(walk, i);
        walk_triples(walk, w, v, first, triples_begin(walk, i + 1));
    }
}

static void walk_all(const struct trie *trie, struct ngrams *model)
{
    struct walk walk = {.trie = trie};
    double *p1 = memory_new(trie->counts[0], sizeof *p1);
    for (uint32_t w = 0; w < trie->counts[0]; w++) {
        size_t at = trie->singles_at + w * trie->single_size;
        p1[w] = read_probability(trie, at);
        uint64_t begin = read_number(trie, at + 8, trie->single_size - 8);
        walk_pairs(&walk, w, begin, read_number(trie, at + 8 + trie->single_size, trie->single_size - 8));
    }
    ngrams_init(model, (uint32_t)trie->counts[0], p1, &walk.pairs, &walk.triples);
    free(p1);
}

static void read_words(const struct trie *trie, struct ngram_source *source, size_t at, const char *start)
{
    uint32_t count = (uint32_t)trie->counts[0];
    source->words = memory_new(count, sizeof *source->words);
    source->start = NGRAM_NONE;
    for (uint32_t i = 0; i < count; i++) {
        const char *end =
            at < trie->file.size ? memchr(trie->file.bytes + at, 0, trie->file.size - at) : NULL;
        need(trie, end != NULL, "its words are cut short");
        source->words[i] = arena_text(&source->texts, trie->file.bytes + at);
        at = (size_t)(end - trie->file.bytes) + 1;
        if (strcmp(source->words[i], start) == 0)
            source->start = i;
    }
}

static void open_trie(struct trie *trie, struct ngram_source *source, const char *path)
{
    *source = (struct ngram_source){0};
    arena_init(&source->texts);
    *trie = (struct trie){0};
    source_read(&trie->file, path);
}

static void check_counts(const struct trie *trie)
{
    need(trie, trie->counts[0] > 0 && trie->counts[0] <= NGRAM_TOKENS_AT_MOST, "it has too many words");
    need(trie, trie->counts[1] < UINT32_MAX && trie->counts[2] < UINT32_MAX, "it has too many n-grams");
}

/* --- libime -------------------------------------------------------------------------------------- */

enum {
    KENLM_FIXED_AT = 88,
    KENLM_QUANTISED_CHOPPED_TRIE = 5,
    KENLM_COUNTS_AT = 108,
    KENLM_WORDS_AT = 136 /* with three counts, at a multiple of 8 */
};

/* How many high bits of a pair's next were moved into the array: those that save most (their table costs 64
 * bits an entry, each bit saves one a pair). */
static unsigned chopped_bits(uint64_t pairs, uint64_t triples, unsigned at_most)
{
    unsigned required = bits_for(triples), best = 0;
    int64_t lowest = INT64_MAX;
    for (unsigned chop = 0; chop <= (required < at_most ? required : at_most); chop++) {
        int64_t change = (int64_t)(triples >> (required - chop)) * 64 - (int64_t)(pairs * chop);
        if (change < lowest) {
            lowest = change;
            best = chop;
        }
    }
    return best;
}

static size_t lay_out_kenlm(struct trie *trie)
{
    size_t at = KENLM_WORDS_AT + 8 * (1 + (size_t)trie->counts[0]); /* hashes of the words */
    uint64_t quantiser = read_number(trie, at, 3);
    need(trie, (quantiser & 255) == 2, "its quantisation is unknown");
    trie->probability_bits = (unsigned)(quantiser >> 8 & 255);
    trie->weight_bits = (unsigned)(quantiser >> 16 & 255);
    need(trie, trie->probability_bits <= 25 && trie->weight_bits <= 25, "its quantisation is unknown");
    trie->pair_table = at + 8;
    trie->triple_table =
        trie->pair_table + 4 * (((size_t)1 << trie->probability_bits) + ((size_t)1 << trie->weight_bits));
    trie->singles_at = trie->triple_table + 4 * ((size_t)1 << trie->probability_bits);
    trie->single_size = 16;
    at = trie->singles_at + 16 * ((size_t)trie->counts[0] + 2);
    unsigned chopped =
        chopped_bits(trie->counts[1] + 1, trie->counts[2], (unsigned)read_number(trie, at, 2) >> 8);
    trie->word_bits = bits_for(trie->counts[0]);
    trie->next_bits = bits_for(trie->counts[2]) - chopped;
    trie->high_count = (trie->counts[2] >> trie->next_bits) + 1;
    trie->high_at = ((at + 7) & ~(size_t)7) + 8;
    trie->pairs_at = at + 8 * (1 + (size_t)trie->high_count) + 7;
    trie->triples_at = end_of_records(trie->pairs_at, trie->counts[1], pair_bits(trie));
    return end_of_records(trie->triples_at, trie->counts[2], trie->word_bits + trie->probability_bits);
}

void ngram_read_libime(struct ngram_source *source, const char *path)
{
    static const char magic[] = "mmap lm http://kheafield.com/code format version 5\n";
    struct trie trie;
    open_trie(&trie, source, path);
    need(&trie, trie.file.size > KENLM_WORDS_AT && memcmp(trie.file.bytes, magic, sizeof magic - 1) == 0,
         "it is not a KenLM model of version 5");
    need(&trie, read_number(&trie, KENLM_FIXED_AT, 1) == 3, "it is not a trigram model");
    need(&trie, read_number(&trie, KENLM_FIXED_AT + 8, 4) == KENLM_QUANTISED_CHOPPED_TRIE,
         "it is not a quantised trie");
    for (size_t i = 0; i < 3; i++)
        trie.counts[i] = read_number(&trie, KENLM_COUNTS_AT + 8 * i, 8);
    check_counts(&trie);
    trie.unit = log(10);
    size_t words_at = lay_out_kenlm(&trie);
    read_words(&trie, source, words_at, "<s>");
    walk_all(&trie, &source->model);
    source_destroy(&trie.file);
}

/* --- pocketsphinx -------------------------------------------------------------------------------- */

void ngram_read_sphinx(struct ngram_source *source, const char *path)
{
    static const char magic[] = "Trie Language Model";
    enum {
        ORDER_AT = sizeof magic - 1,
        COUNTS_AT = ORDER_AT + 1,
        TABLES_AT = COUNTS_AT + 16,
        TABLE_BITS = 16
    };
    struct trie trie;
    open_trie(&trie, source, path);
    need(&trie, trie.file.size > TABLES_AT && memcmp(trie.file.bytes, magic, ORDER_AT) == 0,
         "it is not a trie of CMU Sphinx");
    need(&trie, read_number(&trie, ORDER_AT, 1) == 3, "it is not a trigram model");
    for (size_t i = 0; i < 3; i++)
        trie.counts[i] = read_number(&trie, COUNTS_AT + 4 * i, 4);
    check_counts(&trie);
    trie.unit = log(1.0001);
    trie.probability_bits = trie.weight_bits = TABLE_BITS;
    trie.pair_table = TABLES_AT;
    trie.triple_table = TABLES_AT + ((size_t)8 << TABLE_BITS);
    trie.singles_at = trie.triple_table + ((size_t)4 << TABLE_BITS);
    trie.single_size = 12;
    trie.pairs_at = trie.singles_at + 12 * ((size_t)trie.counts[0] + 1);
    trie.word_bits = bits_for(trie.counts[0]);
    trie.next_bits = bits_for(trie.counts[2]);
    trie.triples_at = end_of_records(trie.pairs_at, trie.counts[1], pair_bits(&trie));
    size_t words_at =
        end_of_records(trie.triples_at, trie.counts[2], trie.word_bits + trie.probability_bits) + 4;
    read_words(&trie, source, words_at, "<s>");
    walk_all(&trie, &source->model);
    source_destroy(&trie.file);
}

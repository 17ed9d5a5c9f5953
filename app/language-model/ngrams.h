/* A back-off trigram model in the builder's memory.
 *
 * Tokens are numbered 0 … tokens−1 and can be predicted; `tokens` itself is the start of a sentence (START),
 * which only stands in histories. A history is one token, or a pair of them that is a bigram of the model.
 *
 *     P(w | u v) = p3(u v w)                if the trigram is there
 *                = bow2(u v) · P(w | v)     if the bigram u v is there
 *                = P(w | v)                 if it is not
 *     P(w | v)   = p2(v w)                  if the bigram is there
 *                = bow1(v) · p1(w)          if it is not */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAMS_H
#define YINIAN_LANGUAGE_MODEL_NGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NGRAM_BITS = 18, NGRAM_TOKENS_AT_MOST = (1 << NGRAM_BITS) - 2 };

/* An n-gram as a key: the words 18 bits each, the predicted one lowest; so sorted keys lie history by
 * history. */
struct ngram {
    uint64_t key;
    float probability;
};

struct ngram_list {
    struct ngram *items;
    size_t count, capacity;
};

void ngram_list_destroy(struct ngram_list *list);
void ngram_list_add(struct ngram_list *list, uint64_t key, double probability);
/* By key; of several with the same key the first added stays. */
void ngram_list_sort(struct ngram_list *list);
/* By key; those with the same key become one with their sum: for counting. */
void ngram_list_sum(struct ngram_list *list);
/* NULL when it is not there. The list is sorted. */
const struct ngram *ngram_list_find(const struct ngram_list *list, uint64_t key);

static inline uint64_t ngram_pair(uint32_t v, uint32_t w)
{
    return (uint64_t)v << NGRAM_BITS | w;
}

static inline uint64_t ngram_triple(uint32_t u, uint32_t v, uint32_t w)
{
    return ngram_pair(u, v) << NGRAM_BITS | w;
}

static inline uint32_t ngram_last(uint64_t key)
{
    return (uint32_t)key & ((1u << NGRAM_BITS) - 1);
}

struct ngrams {
    uint32_t tokens;
    double *p1;                       /* tokens */
    double *bow1;                     /* tokens + 1, by history */
    struct ngram_list pairs, triples; /* sorted */
    uint32_t *first2;                 /* tokens + 2: where the pairs of a history begin */
    uint32_t *first3;                 /* pairs.count + 1: where the triples of a pair begin */
    double *bow2;                     /* pairs.count */
};

/* Takes the lists over (sorted or not; they are left empty). p1 is copied and scaled to a sum of 1. A triple
 * whose pair is missing gets that pair, with the probability that it has anyway. The weights of backing off
 * are worked out so that the probabilities after every history sum to 1. */
void ngrams_init(struct ngrams *model, uint32_t tokens, const double *p1, struct ngram_list *pairs,
                 struct ngram_list *triples);
void ngrams_destroy(struct ngrams *model);
/* Again, after probabilities were changed in place. */
void ngrams_weigh(struct ngrams *model);

#define NGRAM_NONE UINT32_MAX
/* The number of the pair, or NGRAM_NONE. */
uint32_t ngrams_pair(const struct ngrams *model, uint32_t v, uint32_t w);
double ngrams_probability2(const struct ngrams *model, uint32_t v, uint32_t w);
double ngrams_probability(const struct ngrams *model, uint32_t u, uint32_t v, uint32_t w);

#endif

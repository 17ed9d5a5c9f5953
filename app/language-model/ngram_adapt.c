#include "ngram_adapt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ngram_map.h"

/* --- counting ------------------------------------------------------------------------------------ */

void ngram_counts_destroy(struct ngram_counts *counts)
{
    ngram_list_destroy(&counts->singles);
    ngram_list_destroy(&counts->pairs);
    ngram_list_destroy(&counts->triples);
    *counts = (struct ngram_counts){0};
}

void ngram_counts_add(struct ngram_counts *counts, const uint32_t *tokens, int count, uint32_t start)
{
    uint32_t before = NGRAM_NONE, last = start;
    for (int i = 0; i < count; i++) {
        ngram_list_add(&counts->singles, tokens[i], 1);
        if (last != NGRAM_NONE)
            ngram_list_add(&counts->pairs, ngram_pair(last, tokens[i]), 1);
        if (last != NGRAM_NONE && before != NGRAM_NONE)
            ngram_list_add(&counts->triples, ngram_triple(before, last, tokens[i]), 1);
        before = last;
        last = tokens[i] == start - 1 ? NGRAM_NONE : tokens[i]; /* OTHER leads nowhere */
        counts->total++;
    }
}

void ngram_counts_finish(struct ngram_counts *counts)
{
    ngram_list_sum(&counts->singles);
    ngram_list_sum(&counts->pairs);
    ngram_list_sum(&counts->triples);
}

/* --- mixing -------------------------------------------------------------------------------------- */

struct mixing {
    const struct ngrams *first, *second;
    uint32_t words;
    double share;
};

static double marks_after(const struct mixing *mix, uint32_t u, uint32_t v)
{
    double sum = 0;
    for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++)
        sum += u == NGRAM_NONE ? ngrams_probability2(mix->first, v, mix->words + mark)
                               : ngrams_probability(mix->first, u, v, mix->words + mark);
    return sum;
}

static double mixed(const struct mixing *mix, double first, double second, double marks, uint32_t w)
{
    return w >= mix->words ? first : (1 - mix->share) * first + mix->share * (1 - marks) * second;
}

static void mix_singles(const struct mixing *mix, const double *extra, double extra_share, double *p1)
{
    double marks = 0;
    for (uint32_t mark = 0; mark < NGRAM_SPECIALS; mark++)
        marks += mix->first->p1[mix->words + mark];
    for (uint32_t w = 0; w < mix->first->tokens; w++) {
        p1[w] = mix->first->p1[w];
        if (mix->second)
            p1[w] = mixed(mix, p1[w], mix->second->p1[w], marks, w);
        if (extra && w < mix->words)
            p1[w] = (1 - extra_share) * p1[w] + extra_share * (1 - marks) * extra[w];
    }
}

static void add_keys(struct ngram_list *list, const struct ngram_list *from)
{
    for (size_t i = 0; i < from->count; i++)
        ngram_list_add(list, from->items[i].key, 0);
}

static void mix_pairs(const struct mixing *mix, struct ngram_list *pairs)
{
    uint32_t history = NGRAM_NONE;
    double marks = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        struct ngram *item = &pairs->items[i];
        uint32_t v = (uint32_t)(item->key >> NGRAM_BITS), w = ngram_last(item->key);
        if (v != history)
            marks = marks_after(mix, NGRAM_NONE, v);
        history = v;
        double first = ngrams_probability2(mix->first, v, w);
        bool alone = v == mix->first->tokens;
        item->probability =
            (float)(alone ? first : mixed(mix, first, ngrams_probability2(mix->second, v, w), marks, w));
    }
}

static void mix_triples(const struct mixing *mix, struct ngram_list *triples)
{
    uint64_t history = UINT64_MAX;
    double marks = 0;
    for (size_t i = 0; i < triples->count; i++) {
        struct ngram *item = &triples->items[i];
        uint32_t v = ngram_last(item->key >> NGRAM_BITS), w = ngram_last(item->key);
        uint32_t u = (uint32_t)(item->key >> (2 * NGRAM_BITS));
        if (item->key >> NGRAM_BITS != history)
            marks = marks_after(mix, u, v);
        history = item->key >> NGRAM_BITS;
        item->probability = (float)mixed(mix, ngrams_probability(mix->first, u, v, w),
                                         ngrams_probability(mix->second, u, v, w), marks, w);
    }
}

void ngram_mix(struct ngrams *target, uint32_t words, const struct ngrams *first, const struct ngrams *second,
               const double *extra, const struct ngram_weights *weights)
{
    struct mixing mix = {first, second, words, weights->second};
    struct ngram_list pairs = {0}, triples = {0};
    double *p1 = memory_new(first->tokens, sizeof *p1);
    mix_singles(&mix, extra, weights->lexicon, p1);
    add_keys(&pairs, &first->pairs);
    add_keys(&triples, &first->triples);
    if (second) {
        add_keys(&pairs, &second->pairs);
        add_keys(&triples, &second->triples);
    }
    ngram_list_sort(&pairs);
    ngram_list_sort(&triples);
    if (!second)
        mix.second = first;
    mix_pairs(&mix, &pairs);
    mix_triples(&mix, &triples);
    ngrams_init(target, first->tokens, p1, &pairs, &triples);
    free(p1);
}

/* --- marginal scaling ---------------------------------------------------------------------------- */

/* One step of stationary(): what follows text in which each token, and the start, is as frequent as `now`. */
static void follow(const struct ngrams *model, const double *now, double *next)
{
    double backing_off = 0;
    memset(next, 0, model->tokens * sizeof *next);
    for (uint32_t v = 0; v <= model->tokens; v++) {
        double weight = now[v] * model->bow1[v];
        backing_off += weight;
        for (uint32_t i = model->first2[v]; i < model->first2[v + 1]; i++) {
            uint32_t w = ngram_last(model->pairs.items[i].key);
            next[w] += now[v] * (double)model->pairs.items[i].probability - weight * model->p1[w];
        }
    }
    for (uint32_t w = 0; w < model->tokens; w++)
        next[w] = fmax(next[w] + backing_off * model->p1[w], 1e-15);
}

/* How often each token stands in text that the model makes, by its pairs. p1 is not that: in a model smoothed
 * as Kneser & Ney do it says after how many words a word is met, and 我 or 的 are far more frequent. */
static double *stationary(const struct ngrams *model)
{
    enum { ROUNDS = 30 };
    uint32_t words = model->tokens - NGRAM_SPECIALS;
    double *now = memory_new(model->tokens + 1u, sizeof *now);
    double *next = memory_new(model->tokens + 1u, sizeof *next);
    memcpy(now, model->p1, model->tokens * sizeof *now);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++) {
            now[model->tokens] += now[words + mark]; /* after a mark a sentence starts */
            now[words + mark] = 0;
        }
        follow(model, now, next);
        memcpy(now, next, model->tokens * sizeof *now);
        now[model->tokens] = 0;
    }
    free(next);
    return now;
}

static double *marginal_ratios(const struct ngrams *model, const struct ngram_counts *counts,
                               const struct ngram_weights *weights)
{
    double *ratios = memory_new(model->tokens, sizeof *ratios);
    double *marginal = stationary(model);
    double whole = counts->total + weights->marginal;
    for (uint32_t w = 0; w < model->tokens; w++)
        ratios[w] = pow(weights->marginal / whole, weights->beta);
    for (size_t i = 0; i < counts->singles.count; i++) {
        uint32_t w = (uint32_t)counts->singles.items[i].key;
        double talk =
            ((double)counts->singles.items[i].probability + weights->marginal * marginal[w]) / whole;
        ratios[w] = pow(talk / marginal[w], weights->beta);
    }
    free(marginal);
    return ratios;
}

/* Z of the histories of one token; the probabilities are not yet changed. */
static double *history_sums(const struct ngrams *model, const double *ratios, double whole)
{
    double *sums = memory_new(model->tokens + 1u, sizeof *sums);
    for (uint32_t v = 0; v <= model->tokens; v++) {
        double listed = 0, lower = 0;
        for (uint32_t i = model->first2[v]; i < model->first2[v + 1]; i++) {
            uint32_t w = ngram_last(model->pairs.items[i].key);
            listed += (double)model->pairs.items[i].probability * ratios[w];
            lower += model->p1[w] * ratios[w];
        }
        sums[v] = listed + model->bow1[v] * (whole - lower);
    }
    return sums;
}

static void scale_triples(struct ngrams *model, const double *ratios, const double *sums)
{
    for (uint32_t pair = 0; pair < model->pairs.count; pair++) {
        uint32_t v = ngram_last(model->pairs.items[pair].key);
        struct ngram *first = model->triples.items + model->first3[pair];
        struct ngram *end = model->triples.items + model->first3[pair + 1];
        double listed = 0, lower = 0;
        for (struct ngram *item = first; item < end; item++) {
            uint32_t w = ngram_last(item->key);
            listed += (double)item->probability * ratios[w];
            lower += ngrams_probability2(model, v, w) * ratios[w];
        }
        double whole = listed + model->bow2[pair] * (sums[v] - lower);
        for (struct ngram *item = first; item < end && whole > 0; item++)
            item->probability = (float)((double)item->probability * ratios[ngram_last(item->key)] / whole);
    }
}

static void scale_marginals(struct ngrams *model, const double *ratios)
{
    double whole = 0;
    for (uint32_t w = 0; w < model->tokens; w++)
        whole += model->p1[w] * ratios[w];
    double *sums = history_sums(model, ratios, whole);
    scale_triples(model, ratios, sums);
    for (size_t i = 0; i < model->pairs.count; i++) {
        struct ngram *item = &model->pairs.items[i];
        uint32_t v = (uint32_t)(item->key >> NGRAM_BITS);
        item->probability = (float)((double)item->probability * ratios[ngram_last(item->key)] / sums[v]);
    }
    for (uint32_t w = 0; w < model->tokens; w++)
        model->p1[w] *= ratios[w] / whole;
    free(sums);
    ngrams_weigh(model);
}

/* --- counts -------------------------------------------------------------------------------------- */

/* What was counted after one history. */
struct after {
    uint64_t history;
    size_t begin, end;
    double total, kinds;
};

/* Moves to the history; histories come in rising order. */
static void move_to(struct after *after, const struct ngram_list *counts, uint64_t history)
{
    if (after->history == history)
        return;
    *after = (struct after){.history = history, .begin = after->end};
    while (after->begin < counts->count && counts->items[after->begin].key >> NGRAM_BITS < history)
        after->begin++;
    after->end = after->begin;
    while (after->end < counts->count && counts->items[after->end].key >> NGRAM_BITS == history) {
        after->total += (double)counts->items[after->end++].probability;
        after->kinds++;
    }
}

static double with_counts(const struct after *after, const struct ngram_list *counts, uint64_t key,
                          double prior, double kappa, double discount)
{
    struct ngram_list run = {counts->items + after->begin, after->end - after->begin, 0};
    const struct ngram *found = run.count ? ngram_list_find(&run, key) : NULL;
    double counted = found ? (double)found->probability - discount : 0;
    return (counted + (discount * after->kinds + kappa) * prior) / (after->total + kappa);
}

static void adapt_pairs(struct ngrams *target, const struct ngrams *model, const struct ngram_counts *counts,
                        const struct ngram_weights *weights)
{
    struct after after = {.history = UINT64_MAX};
    for (size_t i = 0; i < target->pairs.count; i++) {
        struct ngram *item = &target->pairs.items[i];
        uint64_t v = item->key >> NGRAM_BITS;
        double prior = ngrams_probability2(model, (uint32_t)v, ngram_last(item->key));
        move_to(&after, &counts->pairs, v);
        item->probability =
            (float)with_counts(&after, &counts->pairs, item->key, prior, weights->kappa2, weights->discount);
    }
}

static void adapt_triples(struct ngrams *target, const struct ngrams *model,
                          const struct ngram_counts *counts, const struct ngram_weights *weights)
{
    struct after after = {.history = UINT64_MAX};
    for (size_t i = 0; i < target->triples.count; i++) {
        struct ngram *item = &target->triples.items[i];
        uint64_t history = item->key >> NGRAM_BITS;
        uint32_t u = (uint32_t)(history >> NGRAM_BITS), v = ngram_last(history), w = ngram_last(item->key);
        double prior = ngrams_probability(model, u, v, w);
        move_to(&after, &counts->triples, history);
        item->probability = (float)with_counts(&after, &counts->triples, item->key, prior, weights->kappa3,
                                               weights->discount);
    }
}

static void adapt_singles(struct ngrams *target, const struct ngram_counts *counts,
                          const struct ngram_weights *weights)
{
    double whole = counts->total + weights->kappa1;
    for (uint32_t w = 0; w < target->tokens; w++)
        target->p1[w] *= weights->kappa1 / whole;
    for (size_t i = 0; i < counts->singles.count; i++)
        target->p1[counts->singles.items[i].key] += (double)counts->singles.items[i].probability / whole;
}

/* All n-grams of the model and of the counts, with probabilities yet to be found. */
static void join_ngrams(struct ngrams *target, const struct ngrams *model, const struct ngram_counts *counts)
{
    struct ngram_list pairs = {0}, triples = {0};
    add_keys(&pairs, &model->pairs);
    add_keys(&pairs, &counts->pairs);
    add_keys(&triples, &model->triples);
    add_keys(&triples, &counts->triples);
    ngrams_init(target, model->tokens, model->p1, &pairs, &triples);
}

void ngram_adapt(struct ngrams *model, const struct ngram_counts *counts, const struct ngram_weights *weights)
{
    struct ngrams target;
    if (counts->total == 0)
        return;
    double *ratios = marginal_ratios(model, counts, weights);
    scale_marginals(model, ratios);
    free(ratios);
    join_ngrams(&target, model, counts);
    adapt_singles(&target, counts, weights);
    adapt_pairs(&target, model, counts, weights);
    ngrams_weigh(&target);
    adapt_triples(&target, model, counts, weights);
    ngrams_weigh(&target);
    ngrams_destroy(model);
    *model = target;
}

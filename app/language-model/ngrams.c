#include "ngrams.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A history whose words take up everything, by rounding or because they do, keeps this much for the others.
 */
static const double LEAST_LEFT = 1e-5;

/* --- lists --------------------------------------------------------------------------------------- */

void ngram_list_destroy(struct ngram_list *list)
{
    free(list->items);
    *list = (struct ngram_list){0};
}

void ngram_list_add(struct ngram_list *list, uint64_t key, double probability)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 1u << 16;
        list->items = memory_grow(list->items, list->capacity, sizeof *list->items);
    }
    list->items[list->count++] = (struct ngram){key, (float)probability};
}

static bool is_sorted(const struct ngram_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i - 1].key >= list->items[i].key)
            return false;
    return true;
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* One pass of a stable radix sort. */
static void sort_digit(const struct ngram *from, struct ngram *to, size_t count, int shift)
{
    size_t at[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        at[(from[i].key >> shift & (DIGITS - 1)) + 1]++;
    for (int digit = 0; digit < DIGITS; digit++)
        at[digit + 1] += at[digit];
    for (size_t i = 0; i < count; i++)
        to[at[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

static void join_doubles(struct ngram_list *list, bool add)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->items[kept - 1].key != list->items[i].key)
            list->items[kept++] = list->items[i];
        else if (add)
            list->items[kept - 1].probability += list->items[i].probability;
    list->count = kept;
}

static void sort_by_key(struct ngram_list *list, bool add)
{
    if (is_sorted(list))
        return;
    struct ngram *from = list->items, *to = memory_new(list->count, sizeof *to);
    for (int shift = 0; shift < 3 * NGRAM_BITS; shift += DIGIT_BITS) {
        sort_digit(from, to, list->count, shift);
        struct ngram *sorted = to;
        to = from;
        from = sorted;
    }
    free(to);
    list->items = from;
    list->capacity = list->count;
    join_doubles(list, add);
}

void ngram_list_sort(struct ngram_list *list)
{
    sort_by_key(list, false);
}

void ngram_list_sum(struct ngram_list *list)
{
    sort_by_key(list, true);
}

static const struct ngram *find_between(const struct ngram_list *list, size_t low, size_t high, uint64_t key)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->items[low].key == key ? &list->items[low] : NULL;
}

const struct ngram *ngram_list_find(const struct ngram_list *list, uint64_t key)
{
    return find_between(list, 0, list->count, key);
}

/* --- making a model ------------------------------------------------------------------------------ */

static void copy_singles(struct ngrams *model, const double *p1)
{
    double sum = 0;
    for (uint32_t i = 0; i < model->tokens; i++)
        sum += p1[i];
    model->p1 = memory_new(model->tokens, sizeof *model->p1);
    for (uint32_t i = 0; i < model->tokens; i++)
        model->p1[i] = p1[i] / sum;
}

static struct ngram_list take(struct ngram_list *list)
{
    struct ngram_list taken = *list;
    *list = (struct ngram_list){0};
    ngram_list_sort(&taken);
    return taken;
}

/* The pairs that triples hang on must be there. Marked with −1: the probability is found out later. */
static void add_missing_pairs(struct ngrams *model)
{
    size_t had = model->pairs.count;
    uint64_t last = UINT64_MAX;
    for (size_t i = 0; i < model->triples.count; i++) {
        uint64_t pair = model->triples.items[i].key >> NGRAM_BITS;
        struct ngram_list old = {model->pairs.items, had, 0};
        if (pair != last && !ngram_list_find(&old, pair))
            ngram_list_add(&model->pairs, pair, -1);
        last = pair;
    }
    ngram_list_sort(&model->pairs);
}

/* first[h] = where the n-grams begin whose history is the h'th. */
static void index_pairs(struct ngrams *model)
{
    model->first2 = memory_new(model->tokens + 2u, sizeof *model->first2);
    size_t at = 0;
    for (uint32_t history = 0; history <= model->tokens + 1; history++) {
        while (at < model->pairs.count && model->pairs.items[at].key >> NGRAM_BITS < history)
            at++;
        model->first2[history] = (uint32_t)at;
    }
}

static void index_triples(struct ngrams *model)
{
    model->first3 = memory_new(model->pairs.count + 1, sizeof *model->first3);
    size_t at = 0;
    for (size_t pair = 0; pair < model->pairs.count; pair++) {
        while (at < model->triples.count &&
               model->triples.items[at].key >> NGRAM_BITS < model->pairs.items[pair].key)
            at++;
        model->first3[pair] = (uint32_t)at;
    }
    model->first3[model->pairs.count] = (uint32_t)model->triples.count;
}

static void weigh_token(struct ngrams *model, uint32_t v)
{
    double known = 0, lower = 0;
    struct ngram *first = model->pairs.items + model->first2[v],
                 *end = model->pairs.items + model->first2[v + 1];
    for (struct ngram *item = first; item < end; item++) {
        known += item->probability > 0 ? (double)item->probability : 0;
        lower += item->probability > 0 ? model->p1[ngram_last(item->key)] : 0;
    }
    double most = lower < 1 - 1e-9 ? 1 - LEAST_LEFT : 1;
    double scale = known > most ? most / known : 1;
    model->bow1[v] = lower < 1 - 1e-9 ? (1 - known * scale) / (1 - lower) : 0;
    for (struct ngram *item = first; item < end; item++)
        item->probability = item->probability > 0
                                ? (float)(item->probability * scale)
                                : (float)(model->bow1[v] * model->p1[ngram_last(item->key)]);
}

static void weigh_pair(struct ngrams *model, uint32_t pair)
{
    double known = 0, lower = 0;
    uint32_t v = ngram_last(model->pairs.items[pair].key);
    for (uint32_t i = model->first3[pair]; i < model->first3[pair + 1]; i++) {
        known += (double)model->triples.items[i].probability;
        lower += ngrams_probability2(model, v, ngram_last(model->triples.items[i].key));
    }
    double most = lower < 1 - 1e-9 ? 1 - LEAST_LEFT : 1;
    double scale = known > most ? most / known : 1;
    model->bow2[pair] = lower < 1 - 1e-9 ? (1 - known * scale) / (1 - lower) : 0;
    for (uint32_t i = model->first3[pair]; i < model->first3[pair + 1] && scale < 1; i++)
        model->triples.items[i].probability = (float)(model->triples.items[i].probability * scale);
}

void ngrams_weigh(struct ngrams *model)
{
    for (uint32_t v = 0; v <= model->tokens; v++)
        weigh_token(model, v);
    for (uint32_t pair = 0; pair < model->pairs.count; pair++)
        weigh_pair(model, pair);
}

void ngrams_init(struct ngrams *model, uint32_t tokens, const double *p1, struct ngram_list *pairs,
                 struct ngram_list *triples)
{
    *model = (struct ngrams){.tokens = tokens, .pairs = take(pairs), .triples = take(triples)};
    copy_singles(model, p1);
    add_missing_pairs(model);
    index_pairs(model);
    index_triples(model);
    model->bow1 = memory_new(tokens + 1u, sizeof *model->bow1);
    model->bow2 = memory_new(model->pairs.count + 1, sizeof *model->bow2);
    ngrams_weigh(model);
}

void ngrams_destroy(struct ngrams *model)
{
    free(model->p1);
    free(model->bow1);
    free(model->first2);
    free(model->first3);
    free(model->bow2);
    ngram_list_destroy(&model->pairs);
    ngram_list_destroy(&model->triples);
    *model = (struct ngrams){0};
}

/* --- asking it ----------------------------------------------------------------------------------- */

uint32_t ngrams_pair(const struct ngrams *model, uint32_t v, uint32_t w)
{
    if (v > model->tokens || w > model->tokens)
        return NGRAM_NONE;
    const struct ngram *found =
        find_between(&model->pairs, model->first2[v], model->first2[v + 1], ngram_pair(v, w));
    return found ? (uint32_t)(found - model->pairs.items) : NGRAM_NONE;
}

double ngrams_probability2(const struct ngrams *model, uint32_t v, uint32_t w)
{
    uint32_t pair = ngrams_pair(model, v, w);
    return pair != NGRAM_NONE ? (double)model->pairs.items[pair].probability : model->bow1[v] * model->p1[w];
}

double ngrams_probability(const struct ngrams *model, uint32_t u, uint32_t v, uint32_t w)
{
    uint32_t pair = ngrams_pair(model, u, v);
    if (pair == NGRAM_NONE)
        return ngrams_probability2(model, v, w);
    const struct ngram *found =
        find_between(&model->triples, model->first3[pair], model->first3[pair + 1], ngram_triple(u, v, w));
    return found ? (double)found->probability : model->bow2[pair] * ngrams_probability2(model, v, w);
}

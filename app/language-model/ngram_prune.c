#include "ngram_adapt.h"

#include <math.h>

#include "ngram_map.h"

/* How much the distribution after a history changes when one n-gram backs off: Stolcke 1998, equation 3.
 * `left` is what the listed words leave to backing off, `lower_left` what they leave in the shorter history.
 */
static double loss(double history, double probability, double lower, double left, double lower_left)
{
    double old_weight = left / lower_left, new_weight = (left + probability) / (lower_left + lower);
    double change = probability * (log(lower) + log(new_weight) - log(probability)) +
                    left * (log(new_weight) - log(old_weight));
    return -history * change;
}

/* Marked by a probability of 0. */
static void mark_triples(struct ngrams *model, uint32_t pair, double history, double threshold)
{
    uint32_t v = ngram_last(model->pairs.items[pair].key);
    struct ngram *first = model->triples.items + model->first3[pair];
    struct ngram *end = model->triples.items + model->first3[pair + 1];
    double left = 1, lower_left = 1;
    for (const struct ngram *item = first; item < end; item++) {
        left -= (double)item->probability;
        lower_left -= ngrams_probability2(model, v, ngram_last(item->key));
    }
    for (struct ngram *item = first; item < end && left > 0 && lower_left > 0; item++) {
        double lower = ngrams_probability2(model, v, ngram_last(item->key));
        if (loss(history, (double)item->probability, lower, left, lower_left) < threshold)
            item->probability = 0;
    }
}

static void mark_pairs(struct ngrams *model, uint32_t v, double history, double threshold)
{
    struct ngram *first = model->pairs.items + model->first2[v],
                 *end = model->pairs.items + model->first2[v + 1];
    double left = 1, lower_left = 1;
    for (const struct ngram *item = first; item < end; item++) {
        left -= (double)item->probability;
        lower_left -= model->p1[ngram_last(item->key)];
    }
    for (struct ngram *item = first; item < end && left > 0 && lower_left > 0; item++) {
        size_t pair = (size_t)(item - model->pairs.items);
        double lower = model->p1[ngram_last(item->key)];
        if (model->first3[pair] == model->first3[pair + 1] &&
            loss(history, (double)item->probability, lower, left, lower_left) < threshold)
            item->probability = 0;
    }
}

static struct ngram_list unmarked(const struct ngram_list *list)
{
    struct ngram_list kept = {0};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].probability > 0)
            ngram_list_add(&kept, list->items[i].key, (double)list->items[i].probability);
    return kept;
}

static void keep_unmarked(struct ngrams *model)
{
    struct ngram_list pairs = unmarked(&model->pairs), triples = unmarked(&model->triples);
    struct ngrams kept;
    ngrams_init(&kept, model->tokens, model->p1, &pairs, &triples);
    ngrams_destroy(model);
    *model = kept;
}

/* How often a history is met: the start of a sentence as often as a mark that ends one. */
static double frequency(const struct ngrams *model, uint32_t v)
{
    double marks = 0;
    if (v < model->tokens)
        return model->p1[v];
    for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++)
        marks += model->p1[model->tokens - NGRAM_SPECIALS + mark];
    return marks;
}

void ngram_prune(struct ngrams *model, double threshold)
{
    for (uint32_t pair = 0; pair < model->pairs.count; pair++) {
        double before = frequency(model, (uint32_t)(model->pairs.items[pair].key >> NGRAM_BITS));
        mark_triples(model, pair, before * (double)model->pairs.items[pair].probability, threshold);
    }
    keep_unmarked(model);
    for (uint32_t v = 0; v <= model->tokens; v++)
        mark_pairs(model, v, frequency(model, v), threshold);
    keep_unmarked(model);
}

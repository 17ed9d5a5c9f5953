#include "ngram_map.h"

#include <stdlib.h>

#include "base/memory.h"

/* What several words of the source have together: each mark, and all that is left out. */
enum { LEFT_OUT = NGRAM_MARKS, GROUPS };

/* Of a package that knows no other characters: about what Latin letters and digits are of everyday messages.
 */
static const double OTHER_SHARE = 5e-4;

struct mapping {
    const struct ngrams *source;
    const uint32_t *to;
    uint32_t words, start;
    double *groups; /* GROUPS for each history of one token: their probabilities after it */
    struct ngram_list pairs, triples;
    double *p1;
};

static int group_of(const struct mapping *map, uint32_t word)
{
    uint32_t token = word < map->source->tokens ? map->to[word] : NGRAM_NONE;
    if (token == NGRAM_NONE)
        return LEFT_OUT;
    return token >= map->words ? (int)(token - map->words) : -1;
}

/* The program's history for the source's, or NGRAM_NONE. Only words and the start are histories. */
static uint32_t history_of(const struct mapping *map, uint32_t word)
{
    if (word == map->start)
        return map->words + NGRAM_SPECIALS;
    return word < map->source->tokens && map->to[word] < map->words ? map->to[word] : NGRAM_NONE;
}

struct after {
    double groups[GROUPS];
    bool named[GROUPS]; /* a word of the group stands there itself */
};

/* The groups' probabilities: of the words that are listed, and by backing off of the others. */
static void sum_groups(const struct mapping *map, const struct ngram *items, size_t count, double back_off,
                       const double *lower, const double *lower_words, struct after *after)
{
    double left[GROUPS];
    *after = (struct after){0};
    for (int group = 0; group < GROUPS; group++)
        left[group] = lower[group];
    for (size_t i = 0; i < count; i++) {
        int group = group_of(map, ngram_last(items[i].key));
        if (group < 0)
            continue;
        after->groups[group] += (double)items[i].probability;
        after->named[group] = true;
        left[group] -= lower_words[i];
    }
    for (int group = 0; group < GROUPS; group++)
        after->groups[group] += left[group] > 0 ? back_off * left[group] : 0;
}

static void add_words(const struct mapping *map, const struct ngram *items, size_t count,
                      const struct after *after, uint64_t history, struct ngram_list *list)
{
    double kept = 1 - after->groups[LEFT_OUT];
    if (kept < 1e-6)
        return;
    for (size_t i = 0; i < count; i++) {
        uint32_t word = ngram_last(items[i].key);
        if (group_of(map, word) < 0)
            ngram_list_add(list, history << NGRAM_BITS | map->to[word], (double)items[i].probability / kept);
    }
    for (uint32_t mark = 0; mark < NGRAM_MARKS; mark++)
        if (after->named[mark])
            ngram_list_add(list, history << NGRAM_BITS | (map->words + mark), after->groups[mark] / kept);
}

static void map_singles(struct mapping *map)
{
    map->p1 = memory_new(map->words + NGRAM_SPECIALS, sizeof *map->p1);
    for (uint32_t i = 0; i < map->source->tokens; i++)
        if (map->to[i] != NGRAM_NONE)
            map->p1[map->to[i]] += map->source->p1[i];
    map->p1[map->words + NGRAM_OTHER] = OTHER_SHARE;
}

static void map_history(struct mapping *map, uint32_t v, const double *lower, double *lower_words)
{
    const struct ngrams *source = map->source;
    const struct ngram *items = source->pairs.items + source->first2[v];
    size_t count = source->first2[v + 1] - source->first2[v];
    struct after after;
    for (size_t i = 0; i < count; i++)
        lower_words[i] = source->p1[ngram_last(items[i].key)];
    sum_groups(map, items, count, source->bow1[v], lower, lower_words, &after);
    for (int group = 0; group < GROUPS; group++)
        map->groups[(size_t)v * GROUPS + (size_t)group] = after.groups[group];
    uint32_t history = history_of(map, v);
    if (history != NGRAM_NONE)
        add_words(map, items, count, &after, history, &map->pairs);
}

static void map_pair(struct mapping *map, uint32_t pair, double *lower_words)
{
    const struct ngrams *source = map->source;
    const struct ngram *items = source->triples.items + source->first3[pair];
    size_t count = source->first3[pair + 1] - source->first3[pair];
    uint32_t u = (uint32_t)(source->pairs.items[pair].key >> NGRAM_BITS);
    uint32_t v = ngram_last(source->pairs.items[pair].key);
    uint32_t before = history_of(map, u), history = history_of(map, v);
    struct after after;
    if (count == 0 || before == NGRAM_NONE || history == NGRAM_NONE || history >= map->words)
        return;
    for (size_t i = 0; i < count; i++)
        lower_words[i] = ngrams_probability2(source, v, ngram_last(items[i].key));
    sum_groups(map, items, count, source->bow2[pair], map->groups + (size_t)v * GROUPS, lower_words, &after);
    add_words(map, items, count, &after, ngram_pair(before, history), &map->triples);
}

void ngram_map(struct ngrams *target, uint32_t words, const struct ngrams *source, const uint32_t *to,
               uint32_t start)
{
    struct mapping map = {.source = source, .to = to, .words = words, .start = start};
    double lower[GROUPS] = {0};
    double *lower_words = memory_new(source->tokens + 1u, sizeof *lower_words);
    map.groups = memory_new((source->tokens + 1u) * GROUPS, sizeof *map.groups);
    for (uint32_t i = 0; i < source->tokens; i++)
        if (group_of(&map, i) >= 0)
            lower[group_of(&map, i)] += source->p1[i];
    map_singles(&map);
    for (uint32_t v = 0; v <= source->tokens; v++)
        map_history(&map, v, lower, lower_words);
    for (uint32_t pair = 0; pair < source->pairs.count; pair++)
        map_pair(&map, pair, lower_words);
    ngrams_init(target, words + NGRAM_SPECIALS, map.p1, &map.pairs, &map.triples);
    free(map.p1);
    free(map.groups);
    free(lower_words);
}

#include "predict/own_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"

/* Weights are scaled back before they leave the range in which sums of them are exact enough. */
static const double MOST_UNIT = 1e6;

/* --- the index by text --------------------------------------------------------------------------------- */

static char fold(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
}

static uint32_t key_of(const char *text, size_t size)
{
    uint32_t key = HASH32_START;
    for (size_t i = 0; i < size; i++)
        key = hash32_step(key, (unsigned char)fold(text[i]));
    return key;
}

static bool is_text(const struct own_word *word, const char *text, size_t size)
{
    if (strlen(word->text) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (fold(word->text[i]) != fold(text[i]))
            return false;
    return true;
}

/* Where the text stands in the table, or would. */
static uint32_t slot_of(const struct own_words *own, const char *text, size_t size)
{
    uint32_t slot = key_of(text, size) % OWN_WORDS_TABLE;
    while (own->table[slot] && !is_text(&own->words[own->table[slot]], text, size))
        slot = (slot + 1) % OWN_WORDS_TABLE;
    return slot;
}

int own_words_find(const struct own_words *own, const char *text, size_t size)
{
    int index = own->table[slot_of(own, text, size)];
    return index ? index : -1;
}

static void enter(struct own_words *own, int index)
{
    const struct own_word *word = &own->words[index];
    own->table[slot_of(own, word->text, strlen(word->text))] = (uint16_t)index;
    if (word->token != LEXICON_NO_WORD)
        own->of_token[word->token] = (uint16_t)index;
}

/* --- life ---------------------------------------------------------------------------------------------- */

static void set_empty(struct own_words *own)
{
    own->words[OWN_WORD_START] = (struct own_word){.text = "^", .token = LEXICON_NO_WORD, .pair = -1};
    own->count = 1;
    own->pair_count = 0;
    own->hanzi = own->latin = 0;
    own->unit = 1;
    memset(own->table, 0, OWN_WORDS_TABLE * sizeof *own->table);
    memset(own->of_token, 0, own->lexicon->word_count * sizeof *own->of_token);
    own->revision++;
}

void own_words_init(struct own_words *own, const struct lexicon *lexicon, const struct language_model *model)
{
    *own = (struct own_words){.lexicon = lexicon, .model = model, .on = true};
    own->words = memory_new(OWN_WORDS_AT_MOST, sizeof *own->words);
    own->pairs = memory_new(OWN_PAIRS_AT_MOST, sizeof *own->pairs);
    own->table = memory_new(OWN_WORDS_TABLE, sizeof *own->table);
    own->of_token = memory_new((size_t)lexicon->word_count + 1, sizeof *own->of_token);
    set_empty(own);
}

void own_words_destroy(struct own_words *own)
{
    free(own->words);
    free(own->pairs);
    free(own->table);
    free(own->of_token);
    *own = (struct own_words){0};
}

void own_words_switch(struct own_words *own, bool on)
{
    own->revision += own->on != on;
    own->on = on;
}

void own_words_forget_all(struct own_words *own)
{
    set_empty(own);
    own->said = 0;
}

/* --- sums ---------------------------------------------------------------------------------------------- */

static void add_to_sum(struct own_words *own, const struct own_word *word, double weight)
{
    if (word->trial)
        return;
    if (word->length > 0)
        own->hanzi += weight;
    else
        own->latin += weight;
}

static void sum_anew(struct own_words *own)
{
    own->hanzi = own->latin = 0;
    for (int i = 1; i < own->count; i++)
        add_to_sum(own, &own->words[i], own->words[i].weight);
}

void own_words_use(struct own_words *own, int word, double weight)
{
    own->words[word].weight += weight;
    add_to_sum(own, &own->words[word], weight);
    own->revision++;
}

void own_words_believe(struct own_words *own, int word)
{
    if (!own->words[word].trial)
        return;
    own->words[word].trial = false;
    add_to_sum(own, &own->words[word], own->words[word].weight);
    own->revision++;
}

/* --- making room --------------------------------------------------------------------------------------- */

static void link_pairs(struct own_words *own)
{
    for (int i = 0; i < own->count; i++) {
        own->words[i].pair = -1;
        own->words[i].after = 0;
    }
    for (int i = 0; i < own->pair_count; i++) {
        struct own_word *first = &own->words[own->pairs[i].first];
        own->pairs[i].next = first->pair;
        first->pair = i;
        first->after += own->pairs[i].weight;
    }
}

void own_words_drop(struct own_words *own, const bool *gone)
{
    uint16_t *places = memory_new((size_t)own->count, sizeof *places);
    int count = 1, pair_count = 0;
    for (int i = 1; i < own->count; i++)
        if (!gone[i]) {
            places[i] = (uint16_t)count;
            own->words[count++] = own->words[i];
        }
    for (int i = 0; i < own->pair_count; i++) {
        struct own_pair pair = own->pairs[i];
        if ((pair.first && !places[pair.first]) || !places[pair.second])
            continue;
        pair.first = places[pair.first];
        pair.second = places[pair.second];
        own->pairs[pair_count++] = pair;
    }
    free(places);
    own->count = count;
    own->pair_count = pair_count;
    memset(own->table, 0, OWN_WORDS_TABLE * sizeof *own->table);
    memset(own->of_token, 0, own->lexicon->word_count * sizeof *own->of_token);
    for (int i = 1; i < count; i++)
        enter(own, i);
    link_pairs(own);
    sum_anew(own);
    own->revision++;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The weight below which the weakest tenth lies. */
static double weak_weight(const double *weights, int count)
{
    double *sorted = memory_new((size_t)count + 1, sizeof *sorted);
    memcpy(sorted, weights, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, by_number);
    double weight = sorted[count / 10];
    free(sorted);
    return weight;
}

/* Marks the weakest tenth; of equal ones the oldest, which stand first. */
static void mark_weak(const double *weights, int count, bool *gone)
{
    double limit = weak_weight(weights, count);
    int left = count / 10 + 1;
    for (int i = 0; i < count && left > 0; i++)
        if (weights[i] < limit) {
            gone[i] = true;
            left--;
        }
    for (int i = 0; i < count && left > 0; i++)
        if (!gone[i] && weights[i] <= limit) {
            gone[i] = true;
            left--;
        }
}

/* Those on trial count half: they are the first to go. */
static void drop_weak_words(struct own_words *own)
{
    double *weights = memory_new((size_t)own->count, sizeof *weights);
    bool *gone = memory_new((size_t)own->count, sizeof *gone);
    for (int i = 1; i < own->count; i++)
        weights[i] = own->words[i].weight / (own->words[i].trial ? 2 : 1);
    mark_weak(weights + 1, own->count - 1, gone + 1);
    own_words_drop(own, gone);
    free(weights);
    free(gone);
}

static void drop_weak_pairs(struct own_words *own)
{
    double *weights = memory_new((size_t)own->pair_count, sizeof *weights);
    bool *gone = memory_new((size_t)own->pair_count, sizeof *gone);
    int count = 0;
    for (int i = 0; i < own->pair_count; i++)
        weights[i] = own->pairs[i].weight;
    mark_weak(weights, own->pair_count, gone);
    for (int i = 0; i < own->pair_count; i++)
        if (!gone[i])
            own->pairs[count++] = own->pairs[i];
    own->pair_count = count;
    link_pairs(own);
    free(weights);
    free(gone);
}

void own_words_make_room(struct own_words *own, int words, int pairs)
{
    if (own->count + words > OWN_WORDS_AT_MOST)
        drop_weak_words(own);
    if (own->pair_count + pairs > OWN_PAIRS_AT_MOST)
        drop_weak_pairs(own);
    if (own->unit < MOST_UNIT)
        return;
    for (int i = 0; i < own->count; i++)
        own->words[i].weight /= own->unit;
    for (int i = 0; i < own->pair_count; i++)
        own->pairs[i].weight /= own->unit;
    own->unit = 1;
    link_pairs(own);
    sum_anew(own);
}

/* --- words and pairs ------------------------------------------------------------------------------------ */

int own_words_add(struct own_words *own, const struct own_word *word)
{
    int index = own_words_find(own, word->text, strlen(word->text));
    if (index >= 0)
        return index;
    if (own->count == OWN_WORDS_AT_MOST)
        drop_weak_words(own);
    own->words[own->count] = *word;
    own->words[own->count].weight = own->words[own->count].after = 0;
    own->words[own->count].pair = -1;
    enter(own, own->count);
    own->revision++;
    return own->count++;
}

static struct own_pair *find_pair(const struct own_words *own, int first, int second)
{
    for (int i = own->words[first].pair; i >= 0; i = own->pairs[i].next)
        if (own->pairs[i].second == second)
            return &own->pairs[i];
    return NULL;
}

const struct own_pair *own_words_pair(const struct own_words *own, int first, int second)
{
    return find_pair(own, first, second);
}

void own_words_use_pair(struct own_words *own, int first, int second, double weight)
{
    struct own_pair *pair = find_pair(own, first, second);
    if (!pair) {
        if (own->pair_count == OWN_PAIRS_AT_MOST)
            drop_weak_pairs(own);
        pair = &own->pairs[own->pair_count];
        *pair = (struct own_pair){
            .first = (uint16_t)first, .second = (uint16_t)second, .next = own->words[first].pair};
        own->words[first].pair = own->pair_count++;
    }
    pair->weight += weight;
    own->words[first].after += weight;
    own->revision++;
}

/* --- what is a word ------------------------------------------------------------------------------------- */

static bool is_latin(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char letter = fold(text[i]);
        bool inside = i > 0 && i + 1 < size && (letter == '\'' || letter == '-');
        if (!(letter >= 'a' && letter <= 'z') && !inside)
            return false;
    }
    return size > 0;
}

/* How many Hanzi, 0 when there is anything else, or too many. */
static int count_hanzi(const char *text, size_t size)
{
    int count = 0;
    for (size_t at = 0; at < size; count++) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        if (!utf8_is_hanzi(character) || count == LEXICON_WORD_CHARACTERS)
            return 0;
    }
    return count;
}

bool own_word_read(struct own_word *word, const char *reading)
{
    toned_syllable syllables[LEXICON_WORD_CHARACTERS] = {0};
    int count = 0;
    for (const char *at = reading; *at;) {
        toned_syllable toned;
        size_t taken = toned_parse(at, strlen(at), &toned);
        if (taken == 0 || count == word->length || (at[taken] != ' ' && at[taken] != 0))
            return false;
        syllables[count++] = toned;
        at += taken + (at[taken] == ' ');
    }
    if (count == word->length)
        memcpy(word->syllables, syllables, sizeof syllables);
    return count == word->length;
}

static bool usual_syllables(const struct own_words *own, struct own_word *word)
{
    struct lexicon_word known;
    struct lexicon_reading reading;
    size_t size = strlen(word->text), at = 0;
    if (word->token != LEXICON_NO_WORD && lexicon_word(own->lexicon, word->token, &known) &&
        lexicon_reading(own->lexicon, &known, 0, &reading)) {
        memcpy(word->syllables, reading.syllables, sizeof word->syllables);
        return true;
    }
    for (int i = 0; i < word->length; i++) {
        uint32_t character;
        size_t taken = utf8_decode(word->text + at, size - at, &character);
        if (!lexicon_find(own->lexicon, word->text + at, taken, &known) ||
            !lexicon_reading(own->lexicon, &known, 0, &reading))
            return false;
        word->syllables[i] = reading.syllables[0];
        at += taken;
    }
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool own_word_make(const struct own_words *own, const char *text, size_t size, const char *reading,
                   struct own_word *word)
{
    struct lexicon_word known;
    while (size > 0 && is_blank(text[size - 1]))
        size--;
    for (; size > 0 && is_blank(*text); size--)
        text++;
    *word = (struct own_word){.token = LEXICON_NO_WORD, .pair = -1};
    if (size == 0 || size >= sizeof word->text || !utf8_valid(text, size, NULL))
        return false;
    memcpy(word->text, text, size);
    word->length = count_hanzi(text, size);
    if (word->length == 0)
        return is_latin(text, size);
    if (lexicon_find(own->lexicon, text, size, &known))
        word->token = known.number;
    return (reading && own_word_read(word, reading)) || usual_syllables(own, word);
}

/* --- the caregiver ------------------------------------------------------------------------------------- */

struct rank {
    double weight;
    uint16_t index;
    bool new;
};

static int by_rank(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->new != y->new)
        return x->new ? -1 : 1;
    if (x->weight < y->weight || x->weight > y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

int own_words_ranked(const struct own_words *own, uint16_t *order)
{
    struct rank *ranks = memory_new((size_t)own->count, sizeof *ranks);
    int count = 0;
    for (int i = 1; i < own->count; i++)
        if (!own->words[i].trial)
            ranks[count++] =
                (struct rank){own->words[i].weight, (uint16_t)i, own_word_is_new(&own->words[i])};
    qsort(ranks, (size_t)count, sizeof *ranks, by_rank);
    for (int i = 0; i < count; i++)
        order[i] = ranks[i].index;
    free(ranks);
    return count;
}

bool own_words_forget(struct own_words *own, int word)
{
    if (word <= OWN_WORD_START || word >= own->count)
        return false;
    bool *gone = memory_new((size_t)own->count, sizeof *gone);
    gone[word] = true;
    own_words_drop(own, gone);
    free(gone);
    return true;
}

/* All that is known of a word is known of the other too; it goes with the next drop. */
static void give_all(struct own_words *own, int from, int to)
{
    int pair_count = own->pair_count;
    own_words_use(own, to, own->words[from].weight);
    own_words_believe(own, to);
    for (int i = 0; i < pair_count; i++) {
        struct own_pair pair = own->pairs[i];
        int first = pair.first == from ? to : pair.first, second = pair.second == from ? to : pair.second;
        if (first != pair.first || second != pair.second)
            own_words_use_pair(own, first, second, pair.weight);
    }
}

/* Room is made before, so that no index changes on the way. */
bool own_words_correct(struct own_words *own, int word, const char *text, size_t size, const char *reading)
{
    struct own_word other;
    if (word <= OWN_WORD_START || word >= own->count || !own_word_make(own, text, size, reading, &other))
        return false;
    if (is_text(&own->words[word], other.text, strlen(other.text))) {
        memcpy(own->words[word].text, other.text, sizeof other.text);
        memcpy(own->words[word].syllables, other.syllables, sizeof other.syllables);
        own->revision++;
        return true;
    }
    bool *gone = memory_new(OWN_WORDS_AT_MOST, sizeof *gone);
    struct own_word old = own->words[word];
    while (own->pair_count * 2 > OWN_PAIRS_AT_MOST)
        drop_weak_pairs(own);
    int to = own_words_add(own, &other);
    word = own_words_find(own, old.text, strlen(old.text));
    if (word >= 0) {
        give_all(own, word, to);
        gone[word] = true;
        own_words_drop(own, gone);
    }
    free(gone);
    return true;
}

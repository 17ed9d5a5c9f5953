#include "predict/weigh.h"

#include <string.h>

static void spell(const toned_syllable *syllables, int length, struct word_spelling *spelling)
{
    spelling->length = (uint8_t)(length < WEIGH_SYLLABLES ? length : WEIGH_SYLLABLES);
    for (int i = 0; i < spelling->length; i++) {
        int syllable = toned_syllable_of(syllables[i]);
        spelling->initials[i] = (uint8_t)syllable_initial(syllable);
        spelling->finals[i] = (uint8_t)syllable_final(syllable);
    }
}

void weigh_prepare(const struct lexicon *lexicon, struct word_spelling *spellings)
{
    for (uint32_t number = 0; number < lexicon->word_count; number++) {
        struct lexicon_word word;
        struct lexicon_reading reading;
        spellings[number] = (struct word_spelling){.length = 0};
        if (lexicon_word(lexicon, number, &word) && lexicon_reading(lexicon, &word, 0, &reading))
            spell(reading.syllables, reading.length, &spellings[number]);
    }
}

/* What is spelt, as initials and finals; the last final may be missing. */
struct spelt_units {
    uint8_t initials[WEIGH_SYLLABLES], finals[WEIGH_SYLLABLES];
    int units; /* −1: not spelt by initials and finals in turn, or too long */
};

static struct spelt_units read_units(const struct predict_request *request)
{
    struct spelt_units spelt = {.units = -1};
    if (request->unit_count > 2 * WEIGH_SYLLABLES)
        return spelt;
    for (int i = 0; i < request->unit_count; i++) {
        size_t size = strlen(request->units[i]);
        int initial = i % 2 == 0 ? initial_find(request->units[i], size) : -1;
        int final = i % 2 == 1 ? final_find(request->units[i], size) : FINAL_NONE;
        if (initial < 0 && final == FINAL_NONE)
            return spelt;
        if (i % 2 == 0)
            spelt.initials[i / 2] = (uint8_t)initial;
        else
            spelt.finals[i / 2] = (uint8_t) final;
    }
    spelt.units = request->unit_count;
    return spelt;
}

static bool begins_so(const struct word_spelling *word, const struct spelt_units *spelt)
{
    if (2 * word->length < spelt->units)
        return false;
    for (int i = 0; i < spelt->units; i++)
        if (i % 2 == 0 ? word->initials[i / 2] != spelt->initials[i / 2]
                       : word->finals[i / 2] != spelt->finals[i / 2])
            return false;
    return true;
}

enum { OFFERED_AT_MOST = 64 };

/* Who gets the words' probabilities. */
struct shares {
    struct predict_weight *items;
    struct spelt_units spelt;
    uint32_t offered[OFFERED_AT_MOST]; /* words on offer, and which item each is */
    int offered_at[OFFERED_AT_MOST], offered_count;
    int keys[256];
    struct declined declined;
    double total;
};

static uint32_t number_of(const struct lexicon *lexicon, const struct own_words *own, const char *text)
{
    struct lexicon_word word;
    if (lexicon_find(lexicon, text, strlen(text), &word))
        return word.number;
    int index = own ? own_words_find(own, text, strlen(text)) : -1;
    return index >= 0 ? own_word_number(index) : LEXICON_NO_WORD;
}

void declined_find(const struct lexicon *lexicon, const struct own_words *own,
                   const struct predict_request *request, struct declined *declined)
{
    declined->count = 0;
    declined->units = request->unit_count;
    for (int i = 0; i < request->declined_count && declined->count < OFFERS_DECLINED_AT_MOST; i++) {
        uint32_t number = number_of(lexicon, own, request->declined[i]);
        if (number != LEXICON_NO_WORD)
            declined->numbers[declined->count++] = number;
    }
}

bool declined_same(const struct declined *a, const struct declined *b)
{
    return a->count == b->count && memcmp(a->numbers, b->numbers, (size_t)a->count * sizeof *a->numbers) == 0;
}

double declined_share(const struct declined *declined, uint32_t number, int length)
{
    if (declined->units == 2 * length)
        return 1;
    for (int i = 0; i < declined->count; i++)
        if (declined->numbers[i] == number)
            return OFFERS_OVERLOOKED;
    return 1;
}

static void find_offered(const struct lexicon *lexicon, const struct own_words *own, int count,
                         struct shares *shares)
{
    for (int i = 0; i < count && shares->offered_count < OFFERED_AT_MOST; i++) {
        uint32_t number =
            shares->items[i].text ? number_of(lexicon, own, shares->items[i].text) : LEXICON_NO_WORD;
        if (number == LEXICON_NO_WORD)
            continue;
        shares->offered[shares->offered_count] = number;
        shares->offered_at[shares->offered_count++] = i;
    }
}

static bool give_to_offered(struct shares *shares, uint32_t word, double p)
{
    for (int i = 0; i < shares->offered_count; i++)
        if (shares->offered[i] == word) {
            shares->items[shares->offered_at[i]].weight += p;
            return true;
        }
    return false;
}

static void give(struct shares *shares, uint32_t number, const struct word_spelling *word, double p)
{
    int next = shares->spelt.units / 2;
    bool final = shares->spelt.units % 2;
    if (!begins_so(word, &shares->spelt))
        return;
    p *= declined_share(&shares->declined, number, word->length);
    shares->total += p;
    if (give_to_offered(shares, number, p))
        return;
    int key = next < word->length ? shares->keys[final ? word->finals[next] : word->initials[next]] : -1;
    if (key >= 0)
        shares->items[key].weight += p;
}

/* Which item is the key of each initial, or of each final: −1 where there is none. */
static void find_keys(const struct predict_weight *items, int count, bool finals, int keys[256])
{
    for (int i = 0; i < 256; i++)
        keys[i] = -1;
    for (int i = 0; i < count; i++) {
        if (!items[i].unit)
            continue;
        size_t size = strlen(items[i].unit);
        int unit = finals ? final_find(items[i].unit, size) : initial_find(items[i].unit, size);
        if (unit >= 0 && unit < 256 && !(finals && unit == FINAL_NONE))
            keys[unit] = i;
    }
}

static void give_new_words(struct shares *shares, const struct own_words *own)
{
    for (int i = 1; own && i < own->count; i++) {
        struct word_spelling spelling = {.length = 0};
        if (!own_word_is_new(&own->words[i]) || !(own->words[i].probability > 0))
            continue;
        spell(own->words[i].syllables, own->words[i].length, &spelling);
        give(shares, own_word_number(i), &spelling, own->words[i].probability);
    }
}

void weigh(const struct lexicon *lexicon, const struct word_spelling *spellings, const float *probabilities,
           const struct own_words *own, const struct predict_request *request, struct predict_weight *items,
           int count)
{
    struct shares shares = {.items = items, .spelt = read_units(request)};
    for (int i = 0; i < count; i++)
        items[i].weight = 0;
    find_offered(lexicon, own, count, &shares);
    declined_find(lexicon, own, request, &shares.declined);
    if (shares.spelt.units < 0)
        return;
    find_keys(items, count, shares.spelt.units % 2, shares.keys);
    for (uint32_t number = 0; number < lexicon->word_count; number++)
        give(&shares, number, &spellings[number], (double)probabilities[number]);
    give_new_words(&shares, own);
    for (int i = 0; i < count && shares.total > 0; i++)
        items[i].weight /= shares.total;
}

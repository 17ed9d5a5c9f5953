#include "predict/weigh.h"

#include <string.h>

void weigh_prepare(const struct lexicon *lexicon, struct word_spelling *spellings)
{
    for (uint32_t number = 0; number < lexicon->word_count; number++) {
        struct lexicon_word word;
        struct lexicon_reading reading;
        spellings[number] = (struct word_spelling){.length = 0};
        if (!lexicon_word(lexicon, number, &word) || !lexicon_reading(lexicon, &word, 0, &reading))
            continue;
        int length = reading.length < WEIGH_SYLLABLES ? reading.length : WEIGH_SYLLABLES;
        spellings[number].length = (uint8_t)length;
        for (int i = 0; i < length; i++) {
            int syllable = toned_syllable_of(reading.syllables[i]);
            spellings[number].initials[i] = (uint8_t)syllable_initial(syllable);
            spellings[number].finals[i] = (uint8_t)syllable_final(syllable);
        }
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

static int find_offered(const struct lexicon *lexicon, struct predict_weight *items, int count,
                        uint32_t offered[], int offered_at[])
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        struct lexicon_word word;
        items[i].weight = 0;
        if (items[i].text && lexicon_find(lexicon, items[i].text, strlen(items[i].text), &word)) {
            offered[found] = word.number;
            offered_at[found++] = i;
        }
    }
    return found;
}

static bool give_to_offered(uint32_t word, double p, const uint32_t offered[], const int offered_at[],
                            int found, struct predict_weight *items)
{
    for (int i = 0; i < found; i++)
        if (offered[i] == word) {
            items[offered_at[i]].weight += p;
            return true;
        }
    return false;
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

enum { OFFERED_AT_MOST = 64 };

void weigh(const struct lexicon *lexicon, const struct word_spelling *spellings, const float *probabilities,
           const struct predict_request *request, struct predict_weight *items, int count)
{
    uint32_t offered[OFFERED_AT_MOST];
    int offered_at[OFFERED_AT_MOST], keys[256];
    struct spelt_units spelt = read_units(request);
    int found =
        find_offered(lexicon, items, count < OFFERED_AT_MOST ? count : OFFERED_AT_MOST, offered, offered_at);
    if (spelt.units < 0)
        return;
    int next = spelt.units / 2;
    bool final = spelt.units % 2;
    double total = 0;
    find_keys(items, count, final, keys);
    for (uint32_t number = 0; number < lexicon->word_count; number++) {
        const struct word_spelling *word = &spellings[number];
        double p = (double)probabilities[number];
        if (!begins_so(word, &spelt))
            continue;
        total += p;
        if (give_to_offered(number, p, offered, offered_at, found, items))
            continue;
        int key = next < word->length ? keys[final ? word->finals[next] : word->initials[next]] : -1;
        if (key >= 0)
            items[key].weight += p;
    }
    for (int i = 0; i < count && total > 0; i++)
        items[i].weight /= total;
}

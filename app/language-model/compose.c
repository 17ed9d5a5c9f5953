#include "compose.h"

#include <stdlib.h>
#include <string.h>

/* --- tones ------------------------------------------------------------------------------------------------------ */

/* The same syllable with a tone that the character has on the Mainland; a neutral tone stays. `strange` counts
 * what had to be changed. */
static toned_syllable settle(const struct characters *characters, uint32_t character, toned_syllable toned,
                             int *strange)
{
    if (toned_tone(toned) == TONE_NEUTRAL || characters_allow(characters, character, toned))
        return toned;
    ++*strange;
    toned_syllable usual = characters_toned(characters, character, toned_syllable_of(toned), 0);
    return usual ? usual : toned;
}

static bool agrees(const struct held_reading *toned, const struct held_reading *toneless, int from,
                   int length)
{
    for (int i = 0; i < length; i++)
        if (toned_syllable_of(toned->syllables[i]) != toned_syllable_of(toneless->syllables[from + i]))
            return false;
    return true;
}

/* How good a reading of rime's list is: nothing strange first, then neutral tones (the Mainland has more). */
static int merit(const struct characters *characters, const struct word *word,
                 const struct held_reading *reading)
{
    int strange = 0, neutral = 0;
    for (int i = 0; i < word->length; i++) {
        settle(characters, word->characters[i], reading->syllables[i], &strange);
        neutral += toned_tone(reading->syllables[i]) == TONE_NEUTRAL;
    }
    return neutral - 10 * strange;
}

static const struct held_reading *best_of_rime(const struct characters *characters, const struct word *word,
                                               const struct held_reading *toneless, int from)
{
    const struct held_reading *best = NULL;
    for (int i = 0; i < word->toned_count; i++) {
        const struct held_reading *reading = &word->toned[i];
        if (toneless && !agrees(reading, toneless, from, word->length))
            continue;
        if (!best || merit(characters, word, reading) > merit(characters, word, best))
            best = reading;
    }
    return best;
}

/* --- made of shorter words --------------------------------------------------------------------------------------- */

struct piece {
    int pieces;                      /* of the whole way to here */
    int from;                        /* where the last piece began */
    const struct held_reading *rime; /* its reading; NULL: a single character */
};

static void lengthen(const struct word_table *table, const struct characters *characters,
                     const struct word *word, const struct held_reading *toneless, struct piece *way,
                     int from)
{
    size_t start = 0;
    for (int i = 0; i < from; i++)
        start += word->characters[i] < 0x800 ? 2u : 3u;
    size_t size = 0;
    for (int to = from + 1; to <= word->length; to++) {
        size += word->characters[to - 1] < 0x800 ? 2u : 3u;
        const struct held_reading *reading = NULL;
        const struct word *part = to - from > 1 ? word_table_find(table, word->text + start, size) : NULL;
        if (part)
            reading = best_of_rime(characters, part, toneless, from);
        if ((reading || to == from + 1) && way[from].pieces + 1 < way[to].pieces)
            way[to] = (struct piece){way[from].pieces + 1, from, reading};
    }
}

static void tone_single(const struct characters *characters, const struct word *word, int index,
                        struct held_reading *reading)
{
    int syllable = toned_syllable_of(reading->syllables[index]);
    toned_syllable toned = characters_toned(characters, word->characters[index], syllable, 0);
    if (toned_tone(toned) == TONE_NEUTRAL && index == 0 && word->length > 1) {
        toned_syllable other = characters_toned(characters, word->characters[index], syllable, 1);
        toned = other ? other : toned;
    }
    reading->syllables[index] = toned ? toned : toned_make(syllable, 1);
}

static struct held_reading from_parts(const struct word_table *table, const struct characters *characters,
                                      const struct word *word, const struct held_reading *toneless)
{
    struct held_reading reading = *toneless;
    struct piece way[LEXICON_WORD_CHARACTERS + 1];
    for (int i = 0; i <= word->length; i++)
        way[i] = (struct piece){i ? 99 : 0, 0, NULL};
    for (int from = 0; from < word->length; from++)
        lengthen(table, characters, word, toneless, way, from);
    for (int to = word->length; to > 0; to = way[to].from) {
        for (int i = way[to].from; i < to; i++) {
            int strange = 0;
            if (way[to].rime)
                reading.syllables[i] = settle(characters, word->characters[i],
                                              way[to].rime->syllables[i - way[to].from], &strange);
            else
                tone_single(characters, word, i, &reading);
        }
    }
    return reading;
}

/* --- one word ------------------------------------------------------------------------------------------------------- */

static void settle_all(const struct characters *characters, const struct word *word,
                       struct held_reading *reading)
{
    int strange = 0;
    for (int i = 0; i < word->length; i++)
        reading->syllables[i] = settle(characters, word->characters[i], reading->syllables[i], &strange);
}

static void compose_word(const struct word_table *table, const struct characters *characters,
                         struct word *word)
{
    for (int i = 0; i < word->toneless_count; i++) {
        const struct held_reading *toneless = &word->toneless[i];
        const struct held_reading *rime = best_of_rime(characters, word, toneless, 0);
        struct held_reading reading = rime ? *rime : from_parts(table, characters, word, toneless);
        settle_all(characters, word, &reading);
        reading.weight = toneless->weight;
        hold_reading(word->readings, &word->reading_count, &reading, word->length);
    }
    const struct held_reading *best = best_of_rime(characters, word, NULL, 0);
    if (best && word->reading_count == 0) {
        struct held_reading reading = *best;
        settle_all(characters, word, &reading);
        hold_reading(word->readings, &word->reading_count, &reading, word->length);
    }
}

static void compose_character(const struct characters *characters, struct word *word)
{
    const struct character *character = &characters->items[word->characters[0]];
    for (int i = 0; i < character->count; i++) {
        const struct character_reading *found = &character->readings[i];
        struct held_reading reading = {{found->toned}, found->weight};
        hold_reading(word->readings, &word->reading_count, &reading, 1);
    }
    for (int i = 0; i < word->toned_count && character->count == 0; i++)
        hold_reading(word->readings, &word->reading_count, &word->toned[i], 1);
}

static int heaviest_first(const void *a, const void *b)
{
    const struct held_reading *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    return memcmp(left->syllables, right->syllables, sizeof left->syllables);
}

void compose_readings(struct word_table *table, const struct characters *characters)
{
    for (size_t i = 0; i < table->count; i++) {
        struct word *word = table->words[i];
        if (word->pinned)
            continue;
        if (word->length == 1)
            compose_character(characters, word);
        else
            compose_word(table, characters, word);
        qsort(word->readings, (size_t)word->reading_count, sizeof word->readings[0], heaviest_first);
    }
}

/* --- probabilities --------------------------------------------------------------------------------------------------- */

/* The essay gives most of its words a weight of about 500 whether they are used or not; a word that the model's
 * corpus did not have is rarer than that says. */
static const double UNKNOWN_TO_MODEL = 0.1;

/* What one count of the essay is worth, from the words that both know. */
static double essay_scale(const struct word_table *table)
{
    double model = 0, essay = 0;
    for (size_t i = 0; i < table->count; i++)
        if (table->words[i]->model_probability > 0 && table->words[i]->essay_count > 0) {
            model += table->words[i]->model_probability;
            essay += table->words[i]->essay_count;
        }
    return essay > 0 ? model / essay : 0;
}

void compose_probabilities(struct word_table *table, double floor)
{
    double scale = essay_scale(table);
    for (size_t i = 0; i < table->count; i++) {
        struct word *word = table->words[i];
        double probability = word->model_probability;
        if (probability <= 0)
            probability = word->essay_count * scale * UNKNOWN_TO_MODEL;
        if (word->pinned_per_million > 0)
            probability = word->pinned_per_million / 1e6;
        bool kept = word->pinned || word->length == 1;
        if (probability < floor && !kept)
            probability = 0;
        else if (probability < floor / 10)
            probability = floor / 10;
        word->probability = word->reading_count > 0 ? probability : 0;
    }
}

#include "compose.h"

#include <stdlib.h>
#include <string.h>

static const double LIGHT_SHARE = 0.02, MOSTLY_LIGHT = 0.7, SPELT_ONLY_SHARE = 1e-6;

/* --- tones --------------------------------------------------------------------------------------- */

/* The heaviest full tone of the character with this syllable; 0 when there is none. */
static toned_syllable full_tone(const struct characters *characters, uint32_t character, int syllable)
{
    toned_syllable toned;
    for (int i = 0; (toned = characters_toned(characters, character, syllable, i)) != 0; i++)
        if (toned_tone(toned) != TONE_NEUTRAL)
            return toned;
    return 0;
}

/* Does the corpus of Unihan know the character as neutral? Or is it said twice: 看看, 想想? */
static bool is_said_lightly(const struct characters *characters, const struct word *word, int index,
                            toned_syllable neutral)
{
    if (index > 0 && word->characters[index] == word->characters[index - 1])
        return true;
    return characters_share(characters, word->characters[index], neutral) > LIGHT_SHARE;
}

/* The same syllable with a tone that the character has on the Mainland; a neutral one stays. `strange`
 * counts what had to be changed. */
static toned_syllable settle(const struct characters *characters, uint32_t character, toned_syllable toned,
                             int *strange)
{
    if (toned_tone(toned) == TONE_NEUTRAL || characters_allow(characters, character, toned))
        return toned;
    ++*strange;
    toned_syllable usual = full_tone(characters, character, toned_syllable_of(toned));
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

/* How good a reading of rime's list is: nothing strange first; then neutral tones where the corpus heard
 * them, but not elsewhere: the list has 学习 with two and with one full tone. */
static int merit(const struct characters *characters, const struct word *word,
                 const struct held_reading *reading)
{
    int strange = 0, neutral = 0;
    for (int i = 0; i < word->length; i++) {
        toned_syllable toned = reading->syllables[i];
        settle(characters, word->characters[i], toned, &strange);
        if (toned_tone(toned) == TONE_NEUTRAL)
            neutral += is_said_lightly(characters, word, i, toned) ? 1 : -1;
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

/* --- made of shorter words ----------------------------------------------------------------------- */

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

/* Neutral only where the character mostly is so (们, 子), and never at the beginning. */
static void tone_single(const struct characters *characters, const struct word *word, int index,
                        struct held_reading *reading)
{
    uint32_t character = word->characters[index];
    int syllable = toned_syllable_of(reading->syllables[index]);
    toned_syllable full = full_tone(characters, character, syllable);
    toned_syllable neutral = toned_make(syllable, TONE_NEUTRAL);
    bool light = index > 0 && characters_share(characters, character, neutral) > MOSTLY_LIGHT;
    reading->syllables[index] = full && !light ? full : neutral;
    reading->loose |= 1u << index;
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

/* --- one word ------------------------------------------------------------------------------------ */

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

static bool has_syllable(const struct word *word, toned_syllable toned)
{
    for (int i = 0; i < word->reading_count; i++)
        if (toned_syllable_of(word->readings[i].syllables[0]) == toned_syllable_of(toned))
            return true;
    return false;
}

/* Found by them, last of all, but never said so: LEXICON_SPELT_ONLY. */
static void add_old_readings(const struct character *character, struct word *word)
{
    double whole = 0;
    for (int i = 0; i < word->reading_count; i++)
        whole += word->readings[i].weight;
    for (int i = 0; whole > 0 && i < character->old_count; i++) {
        struct held_reading reading = {{character->old[i]}, 0, whole * SPELT_ONLY_SHARE};
        if (!has_syllable(word, character->old[i]))
            hold_reading(word->readings, &word->reading_count, &reading, 1);
    }
}

static void compose_character(const struct characters *characters, struct word *word)
{
    const struct character *character = &characters->items[word->characters[0]];
    for (int i = 0; i < character->count; i++) {
        const struct character_reading *found = &character->readings[i];
        struct held_reading reading = {{found->toned}, 0, found->weight};
        hold_reading(word->readings, &word->reading_count, &reading, 1);
    }
    for (int i = 0; i < word->toned_count && character->count == 0; i++)
        hold_reading(word->readings, &word->reading_count, &word->toned[i], 1);
    add_old_readings(character, word);
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

/* --- probabilities ------------------------------------------------------------------------------- */

/* The essay gives most of its words a weight of about 500 whether they are used or not; a word that the
 * model's corpus did not have is rarer than that says. */
static const double UNKNOWN_TO_MODEL = 0.1;

/* A word of our own list that names no frequency: enough to be found as a word. */
static const double OWN_PER_MILLION = 1;

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
        if (word->pinned && probability < OWN_PER_MILLION / 1e6)
            probability = OWN_PER_MILLION / 1e6;
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

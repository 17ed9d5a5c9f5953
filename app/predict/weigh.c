#include "predict/weigh.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "predict/language_text.h"
#include "predict/weigh_spelt.h"

static void spell(const toned_syllable *syllables, int length, int share, struct word_spelling *spelling)
{
    *spelling = (struct word_spelling){
        .length = (uint8_t)(length < WEIGH_SYLLABLES ? length : WEIGH_SYLLABLES),
        .share = (uint8_t)share,
    };
    for (int i = 0; i < spelling->length; i++) {
        int syllable = toned_syllable_of(syllables[i]);
        spelling->initials[i] = (uint8_t)syllable_initial(syllable);
        spelling->finals[i] = (uint8_t)syllable_final(syllable);
        spelling->tones = (uint16_t)(spelling->tones | toned_tone(syllables[i]) << (3 * i));
    }
}

/* The first reading is added with all of the word, and leaves some to each further one. */
static void add_readings(const struct lexicon *lexicon, const struct lexicon_word *word,
                         struct word_spellings *spellings)
{
    struct lexicon_reading reading;
    int left = WEIGH_WHOLE;
    for (int i = 1; i < word->reading_count; i++) {
        if (!lexicon_reading(lexicon, word, i, &reading) || reading.cost > WEIGH_FURTHER_COST ||
            spellings->further_count == WEIGH_FURTHER_AT_MOST)
            continue;
        int share = (int)(WEIGH_WHOLE * exp(-reading.cost / 1000.0) + 0.5);
        struct further_spelling *further = &spellings->further[spellings->further_count++];
        further->word = word->number;
        spell(reading.syllables, reading.length, share, &further->spelling);
        left -= share;
    }
    if (lexicon_reading(lexicon, word, 0, &reading))
        spell(reading.syllables, reading.length, left > 0 ? left : 0, &spellings->usual[word->number]);
}

void weigh_prepare(const struct lexicon *lexicon, struct word_spellings *spellings)
{
    spellings->further_count = 0;
    for (uint32_t number = 0; number < lexicon->word_count; number++) {
        struct lexicon_word word;
        spellings->usual[number] = (struct word_spelling){.length = 0};
        if (lexicon_word(lexicon, number, &word))
            add_readings(lexicon, &word, spellings);
    }
}

enum { OFFERED_AT_MOST = 64 };

/* Who gets the words' probabilities. */
struct shares {
    struct predict_weight *items;
    struct weigh_spelt spelt;
    enum weigh_keys keys;
    bool beginnings;                   /* no word is as long as what is spelt: those that begin it count */
    uint32_t offered[OFFERED_AT_MOST]; /* words on offer, and which item each is */
    int offered_at[OFFERED_AT_MOST], offered_count;
    int key_at[WEIGH_KEYS], tone_at[TONE_NEUTRAL + 1]; /* which item is which key; −1: none */
    int end, marks[LANGUAGE_MARKS];
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
    declined->count = declined->units = 0;
    for (int i = 0; i < request->unit_count; i++)
        declined->units += !spelt_tone(request->units[i]);
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

static void add(struct shares *shares, int item, double p)
{
    if (item >= 0)
        shares->items[item].weight += p;
}

/* To the key of its next unit, some of it to its tone's, or nowhere. */
static void give_to_keys(struct shares *shares, const struct weigh_fit *fit, double p)
{
    int tone_at = shares->tone_at[fit->tone];
    double tone = tone_at < 0 ? 0 : fit->key < 0 ? WEIGH_TONE_LAST : WEIGH_TONE;
    add(shares, tone_at, tone * p);
    if (fit->key >= 0)
        add(shares, shares->key_at[fit->key], (1 - tone) * p);
}

static void give(struct shares *shares, uint32_t number, const struct word_spelling *word, double p)
{
    struct weigh_fit fit = weigh_fit(&shares->spelt, shares->keys, word);
    if (fit.share <= 0 || (fit.share < 1 && !shares->beginnings))
        return;
    p *= fit.share * word->share / WEIGH_WHOLE * declined_share(&shares->declined, number, word->length);
    shares->total += p;
    if (!give_to_offered(shares, number, p))
        give_to_keys(shares, &fit, p);
}

static void give_new_words(struct shares *shares, const struct own_words *own)
{
    for (int i = 1; own && i < own->count; i++) {
        struct word_spelling spelling;
        if (!own_word_is_new(&own->words[i]) || !(own->words[i].probability > 0))
            continue;
        spell(own->words[i].syllables, own->words[i].length, WEIGH_WHOLE, &spelling);
        give(shares, own_word_number(i), &spelling, own->words[i].probability);
    }
}

/* Nothing is spelt: the message may end here, or go on with a mark. */
static void give_end(struct shares *shares, const float *marks)
{
    double sum = 0;
    for (int mark = 0; mark < LANGUAGE_MARKS; mark++) {
        double p = (double)marks[mark];
        sum += p;
        add(shares, shares->marks[mark], WEIGH_MARK * p);
        shares->total += WEIGH_MARK * p;
    }
    if (shares->end < 0)
        return;
    double end = fmin(WEIGH_END_LEAST + (1 - WEIGH_END_LEAST) * sum, WEIGH_END_MOST);
    double share = end * shares->total / (1 - end);
    add(shares, shares->end, share);
    shares->total += share;
}

/* --- which item is what ------------------------------------------------------------------------------------- */

static bool is_letter(const char *unit)
{
    return unit[0] >= 'a' && unit[0] <= 'z' && !unit[1];
}

/* On the board of letters some stand for initials and some for finals; n and m may be either anywhere. */
static enum weigh_keys find_kind(const struct predict_request *request, const struct predict_weight *items,
                                 int count)
{
    bool initials = false, finals = false, letters = true, any = false;
    for (int i = 0; i < count; i++) {
        const char *unit = items[i].unit;
        if (!unit || spelt_tone(unit))
            continue;
        bool initial = initial_find(unit, strlen(unit)) >= 0;
        bool final = final_find(unit, strlen(unit)) != FINAL_NONE;
        any = true;
        letters = letters && (is_letter(unit) || strcmp(unit, "'") == 0);
        initials = initials || (initial && !final);
        finals = finals || (final && !initial);
    }
    if (!any)
        return request->english ? WEIGH_LETTERS : WEIGH_NO_KEYS;
    if (letters && (request->english || (initials && finals)))
        return WEIGH_LETTERS;
    bool open = spelt_open_initial(request->units, request->unit_count) >= 0;
    return initials || !open ? WEIGH_INITIALS : WEIGH_FINALS;
}

static int key_of(const char *unit, enum weigh_keys keys)
{
    size_t size = strlen(unit);
    int final = final_find(unit, size);
    if (keys == WEIGH_LETTERS)
        return is_letter(unit) ? (unsigned char)unit[0] : -1;
    if (keys == WEIGH_INITIALS)
        return initial_find(unit, size);
    return final == FINAL_NONE ? -1 : final;
}

static void note_text(struct shares *shares, int item)
{
    uint32_t character = 0;
    const char *text = shares->items[item].text;
    size_t size = strlen(text);
    if (size == 0) {
        shares->end = item;
        return;
    }
    bool alone = utf8_decode(text, size, &character) == size;
    enum language_mark mark = alone ? language_mark_of(character) : LANGUAGE_MARKS;
    if (mark != LANGUAGE_MARKS && shares->marks[mark] < 0)
        shares->marks[mark] = item;
}

static void note_unit(struct shares *shares, int item)
{
    const char *unit = shares->items[item].unit;
    int tone = spelt_tone(unit), key = tone ? -1 : key_of(unit, shares->keys);
    if (tone)
        shares->tone_at[tone] = item;
    else if (key >= 0 && key < WEIGH_KEYS)
        shares->key_at[key] = item;
}

static void find_items(struct shares *shares, int count)
{
    shares->end = -1;
    for (int i = 0; i < WEIGH_KEYS; i++)
        shares->key_at[i] = -1;
    for (int i = 0; i <= TONE_NEUTRAL; i++)
        shares->tone_at[i] = -1;
    for (int i = 0; i < LANGUAGE_MARKS; i++)
        shares->marks[i] = -1;
    for (int i = 0; i < count; i++) {
        shares->items[i].weight = 0;
        if (shares->items[i].unit)
            note_unit(shares, i);
        else if (shares->items[i].text)
            note_text(shares, i);
    }
}

/* Most words are passed over at a glance: those that begin otherwise and, where nothing is spelt, those that would together
 * weigh less than a hundredth. */
static const float WEIGH_UNLIKELY = 5e-8F;

static void give_words(struct shares *shares, const struct lexicon *lexicon,
                       const struct word_spellings *spellings, const float *probabilities,
                       const struct own_words *own)
{
    const struct weigh_spelt *spelt = &shares->spelt;
    bool by_syllables = !spelt->by_letters && spelt->way_count > 0 && spelt->ways[0].count > 0;
    bool nothing_spelt = !by_syllables && spelt->letter_count == 0;
    for (uint32_t number = 0; number < lexicon->word_count; number++) {
        const struct word_spelling *word = &spellings->usual[number];
        if (by_syllables ? word->initials[0] != spelt->ways[0].syllables[0].initial
                         : nothing_spelt && probabilities[number] < WEIGH_UNLIKELY)
            continue;
        give(shares, number, word, (double)probabilities[number]);
    }
    for (int i = 0; i < spellings->further_count; i++)
        give(shares, spellings->further[i].word, &spellings->further[i].spelling,
             (double)probabilities[spellings->further[i].word]);
    give_new_words(shares, own);
}

void weigh(const struct lexicon *lexicon, const struct word_spellings *spellings, const float *probabilities,
           const struct own_words *own, const struct predict_request *request, struct predict_weight *items,
           int count)
{
    struct shares shares = {.items = items, .keys = find_kind(request, items, count)};
    weigh_read(request, shares.keys, &shares.spelt);
    find_items(&shares, count);
    find_offered(lexicon, own, count, &shares);
    declined_find(lexicon, own, request, &shares.declined);
    give_words(&shares, lexicon, spellings, probabilities, own);
    shares.beginnings = !(shares.total > 0);
    if (shares.beginnings)
        give_words(&shares, lexicon, spellings, probabilities, own);
    if (request->unit_count == 0)
        give_end(&shares, probabilities + lexicon->word_count);
    for (int i = 0; i < count && shares.total > 0; i++)
        items[i].weight /= shares.total;
}

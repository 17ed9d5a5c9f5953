#include "predict/weigh_spelt.h"

#include <string.h>

/* --- what is spelt --------------------------------------------------------------------------------------- */

static void read_tones(const struct predict_request *request, struct weigh_spelt *spelt)
{
    const struct spelt *way = &spelt->ways[0];
    for (int i = 0; i < way->count; i++)
        spelt->tones[i] = (uint8_t)spelt_tone(request->units[way->units[i] - 1]);
    spelt->wants_tone = spelt_wants_tone(request->units, request->unit_count);
}

static void read_letters(const struct predict_request *request, struct weigh_spelt *spelt)
{
    spelt->by_letters = true;
    for (int i = 0; i < request->unit_count; i++) {
        char letter = request->units[i][0];
        if (letter == '\'')
            continue;
        if (spelt->letter_count == WEIGH_LETTERS_AT_MOST) {
            spelt->way_count = 0;
            return;
        }
        spelt->letters[spelt->letter_count++] = (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
}

void weigh_read(const struct predict_request *request, enum weigh_keys keys, struct weigh_spelt *spelt)
{
    *spelt = (struct weigh_spelt){.way_count = 1};
    bool letters = request->english || (request->unit_count == 0 && keys == WEIGH_LETTERS);
    if (!letters && spelt_parse(request->units, request->unit_count, &spelt->ways[0])) {
        read_tones(request, spelt);
        return;
    }
    if (request->unit_count > 0)
        spelt->way_count = spelt_parse_letters(request->units, request->unit_count, spelt->ways);
    if (spelt->way_count > 0)
        read_letters(request, spelt);
}

/* --- by syllables ---------------------------------------------------------------------------------------- */

/* What is spelt beyond the word rules out all but so much of what could follow it. */
static double share_of_rest(const struct spelt *way, int from)
{
    double share = 1;
    for (int i = from; i < way->count; i++)
        share *= way->syllables[i].final == FINAL_NONE ? 1.0 / 12 : 1.0 / 72;
    return share;
}

static int tone_at(const struct word_spelling *word, int syllable)
{
    return word->tones >> (3 * syllable) & 7;
}

static bool same_syllable(const struct word_spelling *word, int at, struct pinyin_unit unit, int tone)
{
    return word->initials[at] == unit.initial &&
           (unit.final == FINAL_NONE || word->finals[at] == unit.final) &&
           (!tone || tone_at(word, at) == tone);
}

/* The key with which a syllable of the word begins. */
static int first_key(const struct word_spelling *word, int syllable, enum weigh_keys keys)
{
    int initial = word->initials[syllable];
    if (keys != WEIGH_LETTERS)
        return initial;
    return (unsigned char)(initial == INITIAL_EMPTY ? final_text(word->finals[syllable])
                                                    : initial_text(initial))[0];
}

static struct weigh_fit fit_way(const struct spelt *way, const uint8_t *tones, enum weigh_keys keys,
                                const struct word_spelling *word)
{
    struct weigh_fit fit = {.share = 0, .key = -1};
    int count = way->count < word->length ? way->count : word->length;
    for (int i = 0; i < count; i++)
        if (!same_syllable(word, i, way->syllables[i], tones[i]))
            return fit;
    fit.share = share_of_rest(way, count);
    bool open = way->count > 0 && way->syllables[way->count - 1].final == FINAL_NONE;
    if (keys == WEIGH_FINALS && open && way->count <= word->length)
        fit.key = word->finals[way->count - 1];
    else if (keys != WEIGH_FINALS && way->count < word->length)
        fit.key = first_key(word, way->count, keys);
    return fit;
}

/* --- by letters ------------------------------------------------------------------------------------------ */

/* The word may be longer than the letters, or the letters than the word. */
static struct weigh_fit fit_letters(const struct weigh_spelt *spelt, const struct word_spelling *word)
{
    struct weigh_fit fit = {.share = 0, .key = -1};
    int at = 0;
    for (int i = 0; i < word->length; i++) {
        const char *text = syllable_text(syllable_join(word->initials[i], word->finals[i]));
        for (; *text; text++, at++) {
            if (at == spelt->letter_count) {
                fit.share = 1;
                fit.key = (unsigned char)*text;
                return fit;
            }
            if (spelt->letters[at] != *text)
                return fit;
        }
    }
    fit.share = 1;
    for (; at < spelt->letter_count; at++)
        fit.share /= 9;
    return fit;
}

static bool may_begin(const struct weigh_spelt *spelt, const struct word_spelling *word)
{
    return spelt->letters[0] == first_key(word, 0, WEIGH_LETTERS);
}

/* --- both ------------------------------------------------------------------------------------------------ */

static bool has_open(const struct spelt *way)
{
    for (int i = 0; i < way->count; i++)
        if (way->syllables[i].final == FINAL_NONE)
            return true;
    return false;
}

/* A consonant alone may stand for its syllable. */
static struct weigh_fit fit_any(const struct weigh_spelt *spelt, enum weigh_keys keys,
                                const struct word_spelling *word)
{
    if (spelt->letter_count == 0)
        return fit_way(&spelt->ways[0], spelt->tones, keys, word);
    if (!may_begin(spelt, word))
        return (struct weigh_fit){.share = 0, .key = -1};
    struct weigh_fit fit = fit_letters(spelt, word);
    for (int i = 0; i < spelt->way_count && fit.share <= 0; i++)
        if (has_open(&spelt->ways[i]))
            fit = fit_way(&spelt->ways[i], spelt->tones, keys, word);
    return fit;
}

struct weigh_fit weigh_fit(const struct weigh_spelt *spelt, enum weigh_keys keys,
                           const struct word_spelling *word)
{
    if (word->length == 0 || spelt->way_count == 0)
        return (struct weigh_fit){.share = 0, .key = -1};
    if (spelt->by_letters)
        return fit_any(spelt, keys, word);
    struct weigh_fit fit = fit_way(&spelt->ways[0], spelt->tones, keys, word);
    int last = spelt->ways[0].count - 1;
    if (fit.share > 0 && spelt->wants_tone && last < word->length)
        fit.tone = tone_at(word, last);
    return fit;
}

#include "predict/own_words.h"

#include <string.h>

#include "base/utf8.h"

/* --- shares -------------------------------------------------------------------------------------------- */

/* Sums are of weights; the doubts are in numbers of uses. */
static double trust(const struct own_words *own, double weight, double share, double doubt)
{
    return weight > 0 ? share * weight / (weight + doubt * own->unit) : 0;
}

static double script_sum(const struct own_words *own, bool latin)
{
    return latin ? own->latin : own->hanzi;
}

static double word_share(const struct own_words *own, bool latin)
{
    return trust(own, script_sum(own, latin), OWN_WORD_SHARE, OWN_WORD_DOUBT);
}

/* The pairs of a word that go on in this script. */
struct after {
    double weight;
    int kinds;
};

static struct after find_after(const struct own_words *own, int previous, bool latin)
{
    struct after after = {0};
    for (int i = previous >= 0 ? own->words[previous].pair : -1; i >= 0; i = own->pairs[i].next)
        if ((own->words[own->pairs[i].second].length == 0) == latin) {
            after.weight += own->pairs[i].weight;
            after.kinds++;
        }
    return after;
}

static double pair_share(const struct own_words *own, const struct after *after)
{
    return trust(own, after->weight, OWN_PAIR_SHARE, OWN_PAIR_DOUBT * after->kinds);
}

double own_words_share(const struct own_words *own, int previous, bool latin)
{
    struct after after = find_after(own, previous, latin);
    return own->on ? word_share(own, latin) + pair_share(own, &after) : 0;
}

double own_words_weight(const struct own_words *own, int word, int previous)
{
    if (!own->on || word <= OWN_WORD_START || word >= own->count || own->words[word].trial)
        return 0;
    bool latin = own->words[word].length == 0;
    double weight = word_share(own, latin) * own->words[word].weight / script_sum(own, latin);
    const struct own_pair *pair = previous >= 0 ? own_words_pair(own, previous, word) : NULL;
    if (!pair)
        return weight;
    struct after after = find_after(own, previous, latin);
    return weight + pair_share(own, &after) * pair->weight / after.weight;
}

/* --- mixing -------------------------------------------------------------------------------------------- */

/* What stands before, with its weight; the weights sum to 1, less what is not known here. */
struct before {
    int words[LANGUAGE_HISTORIES];
    double weights[LANGUAGE_HISTORIES];
    int count;
    bool surely; /* a new word or a Latin one, which the model's state does not know */
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The Latin word at the end, with the blanks after it passed over. */
static int latin_at_end(const struct own_words *own, const char *text, size_t size)
{
    while (size > 0 && text[size - 1] == ' ')
        size--;
    size_t start = size;
    while (start > 0 && (is_letter(text[start - 1]) || text[start - 1] == '\'' || text[start - 1] == '-'))
        start--;
    return start < size ? own_words_find(own, text + start, size - start) : -1;
}

/* The longest new word that the text ends with. */
static int new_at_end(const struct own_words *own, const char *text, size_t size)
{
    int found = -1;
    size_t at = size;
    for (int count = 1; count <= LEXICON_WORD_CHARACTERS && at > 0; count++) {
        at = utf8_before(text, at);
        int word = own_words_find(own, text + at, size - at);
        if (word > 0 && own_word_is_new(&own->words[word]))
            found = word;
    }
    return found;
}

static void find_before(const struct own_words *own, const struct language_state *state, const char *context,
                        size_t size, struct before *before)
{
    int known = new_at_end(own, context, size);
    if (known < 0)
        known = latin_at_end(own, context, size);
    *before = (struct before){.surely = known >= 0};
    if (known >= 0) {
        before->words[0] = known;
        before->weights[0] = 1;
        before->count = 1;
        return;
    }
    double whole = 0;
    for (int i = 0; i < state->count; i++)
        whole += (double)state->weights[i];
    for (int i = 0; i < state->count && whole > 0; i++) {
        uint32_t last = state->histories[i].last;
        bool start = last == language_start(own->model);
        if (!start && (last >= own->lexicon->word_count || own->of_token[last] == 0))
            continue;
        before->words[before->count] = start ? OWN_WORD_START : own->of_token[last];
        before->weights[before->count++] = (double)state->weights[i] / whole;
    }
}

/* A share of the words' mass, for each word of the table. */
static void add_word(struct own_words *own, int index, double p, float *probabilities)
{
    struct own_word *word = &own->words[index];
    if (word->token != LEXICON_NO_WORD)
        probabilities[word->token] += (float)p;
    else
        word->probability += p;
}

static double sum_words(const struct language_model *model, const float *probabilities)
{
    double sum = 0;
    for (uint32_t i = 0; i < model->word_count; i++)
        sum += (double)probabilities[i];
    return sum;
}

static double tail_sum(const struct language_state *state)
{
    double sum = 0;
    for (int i = 0; i < state->tail_count; i++)
        sum += (double)state->tails[i].probability;
    return sum;
}

static void add_words(struct own_words *own, double mass, float *probabilities)
{
    double each = mass * word_share(own, false) / own->hanzi;
    for (int i = 1; i < own->count; i++)
        if (own->words[i].length > 0 && !own->words[i].trial)
            add_word(own, i, each * own->words[i].weight, probabilities);
}

static void add_pairs(struct own_words *own, const struct before *before, double mass, float *probabilities)
{
    for (int i = 0; i < before->count; i++) {
        struct after after = find_after(own, before->words[i], false);
        double share = before->weights[i] * pair_share(own, &after);
        for (int at = own->words[before->words[i]].pair; at >= 0 && share > 0; at = own->pairs[at].next)
            if (own->words[own->pairs[at].second].length > 0)
                add_word(own, own->pairs[at].second, mass * share * own->pairs[at].weight / after.weight,
                         probabilities);
    }
}

void own_words_mix(struct own_words *own, const struct language_state *state, const char *context,
                   size_t size, float *probabilities)
{
    struct before before;
    for (int i = 0; i < own->count; i++)
        own->words[i].probability = 0;
    if (!own->on || !(own->hanzi > 0) || own->model->word_count != own->lexicon->word_count)
        return;
    find_before(own, state, context, size, &before);
    double share = word_share(own, false);
    for (int i = 0; i < before.count; i++) {
        struct after after = find_after(own, before.words[i], false);
        share += before.weights[i] * pair_share(own, &after);
    }
    double words = sum_words(own->model, probabilities);
    /* In the midst of a word of the model the rest of that word keeps its place. */
    double mass = before.surely ? words : words - tail_sum(state);
    if (!(mass > 0))
        return;
    for (uint32_t i = 0; i < own->model->word_count; i++)
        probabilities[i] *= (float)(1 - mass * share / words);
    add_words(own, mass, probabilities);
    add_pairs(own, &before, mass, probabilities);
}

/* --- what is spelt ------------------------------------------------------------------------------------- */

static bool begins_so(const struct own_word *word, const struct pinyin_unit *units, int count)
{
    for (int i = 0; i < count; i++) {
        int syllable = toned_syllable_of(word->syllables[i]);
        if (syllable_initial(syllable) != units[i].initial ||
            (units[i].final != FINAL_NONE && syllable_final(syllable) != units[i].final))
            return false;
    }
    return true;
}

int own_words_spelt(const struct own_words *own, const struct pinyin_unit *units, int unit_count,
                    int least_length, int most_length, struct lexicon_match *matches, int at_most)
{
    int found = 0;
    for (int i = 1; i < own->count && found < at_most && own->on; i++) {
        const struct own_word *word = &own->words[i];
        if (own_word_is_new(word) && word->length >= unit_count && word->length >= least_length &&
            word->length <= most_length && begins_so(word, units, unit_count))
            matches[found++] = (struct lexicon_match){.word = own_word_number(i), .length = word->length};
    }
    return found;
}

const struct own_word *own_word_of(const struct own_words *own, uint32_t number)
{
    if (!own || number <= own_word_number(OWN_WORD_START) || number >= own_word_number(own->count))
        return NULL;
    return &own->words[number - own_word_number(0)];
}

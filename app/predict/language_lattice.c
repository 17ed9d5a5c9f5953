#include "predict/language_lattice.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

static void find_words(struct language_lattice *lattice, const char *text, size_t size)
{
    size_t at = 0;
    for (int end = 0; end <= lattice->count; end++)
        for (int length = 0; length < LATTICE_LENGTHS; length++)
            lattice->words[end][length] = LANGUAGE_NONE;
    for (int from = 0; from < lattice->count; from++) {
        struct lexicon_word words[LEXICON_WORD_CHARACTERS];
        uint32_t character;
        int found = lexicon_prefixes(lattice->lexicon, text + at, size - at, words);
        for (int i = 0; i < found; i++)
            if (from + words[i].length <= lattice->count)
                lattice->words[from + words[i].length][words[i].length] = words[i].number;
        if (lattice->words[from + 1][1] == LANGUAGE_NONE)
            lattice->words[from + 1][1] = language_other_token(lattice->model);
        at += utf8_decode(text + at, size - at, &character);
    }
}

/* The history that a way to `position` leaves. */
static struct language_history history_at(const struct language_lattice *lattice, int position, int last,
                                          int before)
{
    if (last == 0)
        return lattice->origin;
    struct language_history history = lattice->origin;
    if (before > 0)
        history = (struct language_history){LANGUAGE_NONE, lattice->words[position - last][before]};
    if (before > 0 && history.last == language_other_token(lattice->model))
        history.last = LANGUAGE_NONE;
    return language_history_add(lattice->model, history, lattice->words[position][last]);
}

static void lead_on(struct language_lattice *lattice, int position, int last, int before)
{
    double sum = lattice->sums[position][last][before];
    struct language_history history = history_at(lattice, position, last, before);
    for (int length = 1; length < LATTICE_LENGTHS && position + length <= lattice->count; length++) {
        uint32_t word = lattice->words[position + length][length];
        if (word == LANGUAGE_NONE)
            continue;
        double probability = language_probability(lattice->model, history, word);
        if (word == language_other_token(lattice->model))
            probability /= LANGUAGE_OTHER_CHARACTERS;
        double *there = &lattice->sums[position + length][length][last];
        if (!lattice->likeliest)
            *there += sum * probability;
        else if (sum * probability > *there) {
            *there = sum * probability;
            lattice->best[position + length][length][last] = (uint8_t)before;
        }
    }
}

/* Keeps the numbers from vanishing: every position's sums are made of the order of 1 when it is reached, and
 * those further on with them. */
static void rescale(struct language_lattice *lattice, int position)
{
    double most = 0;
    for (int i = 0; i < LATTICE_LENGTHS * LATTICE_LENGTHS; i++)
        most = fmax(most, lattice->sums[position][i / LATTICE_LENGTHS][i % LATTICE_LENGTHS]);
    if (!(most > 0) || most > 1e-200)
        return;
    for (int end = position; end <= lattice->count && end < position + LATTICE_LENGTHS; end++)
        for (int i = 0; i < LATTICE_LENGTHS * LATTICE_LENGTHS; i++)
            lattice->sums[end][i / LATTICE_LENGTHS][i % LATTICE_LENGTHS] /= most;
    lattice->scale += log(most);
}

void lattice_run(struct language_lattice *lattice, const struct language_model *model,
                 const struct lexicon *lexicon, const char *text, size_t size, struct language_history origin,
                 bool likeliest)
{
    lattice->model = model;
    lattice->lexicon = lexicon;
    lattice->likeliest = likeliest;
    lattice->origin = origin;
    lattice->scale = 0;
    lattice->count = (int)utf8_count(text, size);
    memset(lattice->sums, 0, sizeof lattice->sums[0] * (size_t)(lattice->count + 1));
    find_words(lattice, text, size);
    lattice->sums[0][0][0] = 1;
    for (int position = 0; position < lattice->count; position++) {
        rescale(lattice, position);
        for (int last = 0; last < LATTICE_LENGTHS; last++)
            for (int before = 0; before < LATTICE_LENGTHS; before++)
                if (lattice->sums[position][last][before] > 0)
                    lead_on(lattice, position, last, before);
    }
}

static double sum_at(const struct language_lattice *lattice, int position)
{
    double sum = 0;
    for (int i = 0; i < LATTICE_LENGTHS * LATTICE_LENGTHS; i++)
        sum += lattice->sums[position][i / LATTICE_LENGTHS][i % LATTICE_LENGTHS];
    return sum;
}

double lattice_bits(const struct language_lattice *lattice)
{
    return -(log(sum_at(lattice, lattice->count)) + lattice->scale) / log(2);
}

double lattice_ending_bits(const struct language_lattice *lattice, enum language_mark mark)
{
    double sum = 0;
    for (int i = 0; i < LATTICE_LENGTHS * LATTICE_LENGTHS; i++) {
        double way = lattice->sums[lattice->count][i / LATTICE_LENGTHS][i % LATTICE_LENGTHS];
        if (!(way > 0))
            continue;
        struct language_history history =
            history_at(lattice, lattice->count, i / LATTICE_LENGTHS, i % LATTICE_LENGTHS);
        sum +=
            way * (mark == LANGUAGE_MARKS ? language_end_probability(lattice->model, history)
                                          : language_probability(lattice->model, history,
                                                                 language_mark_token(lattice->model, mark)));
    }
    return -(log(sum) + lattice->scale) / log(2);
}

int lattice_words(const struct language_lattice *lattice, uint32_t *tokens, int most)
{
    int last = 0, before = 0, count = 0, lengths[LANGUAGE_CLAUSE];
    for (int i = 1; i < LATTICE_LENGTHS * LATTICE_LENGTHS; i++)
        if (lattice->sums[lattice->count][i / LATTICE_LENGTHS][i % LATTICE_LENGTHS] >
            lattice->sums[lattice->count][last][before]) {
            last = i / LATTICE_LENGTHS;
            before = i % LATTICE_LENGTHS;
        }
    int end = lattice->count, here = last, next = before;
    while (end > 0 && here > 0) {
        int earlier = lattice->best[end][here][next];
        lengths[count++] = here;
        end -= here;
        here = next;
        next = earlier;
    }
    int written = 0;
    for (int position = 0; count > 0 && written < most;) {
        int length = lengths[--count];
        position += length;
        tokens[written++] = lattice->words[position][length];
    }
    return written;
}

/* --- the state after a clause -------------------------------------------------------------------- */

static const float LEAST_WEIGHT = 0.01f;

/* Puts a history in its place by weight; the lightest falls out. */
static void offer_history(struct language_state *state, struct language_history history, float weight)
{
    int place = state->count;
    if (weight < LEAST_WEIGHT || (place == LANGUAGE_HISTORIES && weight <= state->weights[place - 1]))
        return;
    if (place == LANGUAGE_HISTORIES)
        place--;
    else
        state->count++;
    for (; place > 0 && state->weights[place - 1] < weight; place--) {
        state->histories[place] = state->histories[place - 1];
        state->weights[place] = state->weights[place - 1];
    }
    state->histories[place] = history;
    state->weights[place] = weight;
}

/* The histories of all ways to a position; the weights are shares of *whole. */
static void state_at(const struct language_lattice *lattice, int position, struct language_state *state,
                     double *whole)
{
    *whole = sum_at(lattice, position);
    *state = (struct language_state){0};
    for (int i = 0; i<LATTICE_LENGTHS * LATTICE_LENGTHS && * whole> 0; i++) {
        int last = i / LATTICE_LENGTHS, before = i % LATTICE_LENGTHS;
        double sum = lattice->sums[position][last][before];
        if (sum > 0)
            offer_history(state, history_at(lattice, position, last, before), (float)(sum / *whole));
    }
}

/* --- words that the text ends inside of ---------------------------------------------------------- */

enum { OPEN_WORDS = 4096 }; /* that begin with the same characters: 一 begins most, about 2500 */
static const double LEAST_TAIL = 1e-4;

struct tails {
    struct language_tail items[LANGUAGE_TAILS];
    int count;
    double sums[LANGUAGE_TAILS], whole;
};

static int least_of(const struct tails *tails)
{
    int least = 0;
    for (int i = 1; i < tails->count; i++)
        least = tails->sums[i] < tails->sums[least] ? i : least;
    return least;
}

/* Where there is no room the least likely one goes: 示 of 暗示 is the fiftieth by code point, and the first by use. */
static void add_tail(struct tails *tails, uint32_t word, double sum)
{
    int place = 0;
    while (place < tails->count && tails->items[place].word != word)
        place++;
    if (place == LANGUAGE_TAILS) {
        place = least_of(tails);
        if (tails->sums[place] >= sum)
            return;
        tails->whole -= tails->sums[place];
    } else if (place == tails->count) {
        tails->count++;
    }
    if (tails->items[place].word != word || tails->sums[place] <= 0)
        tails->sums[place] = 0;
    tails->items[place].word = word;
    tails->sums[place] += sum;
    tails->whole += sum;
}

/* The first of the lexicon's words that begins with the text or comes after all that do (`after`). */
static uint32_t first_word(const struct lexicon *lexicon, const char *text, size_t size, bool after)
{
    uint32_t low = 0, high = lexicon->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct lexicon_word word;
        lexicon_word(lexicon, middle, &word);
        size_t length = word.size < size ? word.size : size;
        int order = length ? memcmp(word.text, text, length) : 0;
        if (order == 0 && word.size < size)
            order = -1;
        if (order < 0 || (order == 0 && after))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Words that begin with the text's last characters, from `position` on; `text` is those. */
static void open_words(const struct language_lattice *lattice, int position, const char *text, size_t size,
                       double least, struct tails *tails)
{
    struct language_state before;
    struct lexicon_word words[LEXICON_WORD_CHARACTERS], word;
    float probabilities[OPEN_WORDS];
    double whole;
    uint32_t first = first_word(lattice->lexicon, text, size, false);
    uint32_t end = first_word(lattice->lexicon, text, size, true);
    end = end < lattice->model->word_count ? end : lattice->model->word_count;
    if (first >= end || end - first > OPEN_WORDS)
        return;
    state_at(lattice, position, &before, &whole);
    language_distribution_part(lattice->model, &before, first, end, probabilities);
    for (uint32_t i = first; i < end && before.count > 0; i++) {
        double sum = whole * (double)probabilities[i - first];
        if (sum < least || !lexicon_word(lattice->lexicon, i, &word) || word.size <= size)
            continue;
        int found = lexicon_prefixes(lattice->lexicon, word.text + size, word.size - size, words);
        if (found > 0)
            add_tail(tails, words[found - 1].number, sum);
    }
}

static void find_tails(const struct language_lattice *lattice, const char *text, size_t size,
                       struct tails *tails)
{
    double least = LEAST_TAIL * sum_at(lattice, lattice->count);
    size_t at = size;
    *tails = (struct tails){.count = 0};
    for (int position = lattice->count - 1;
         position >= 0 && position > lattice->count - LEXICON_WORD_CHARACTERS; position--) {
        at = utf8_before(text, at);
        open_words(lattice, position, text + at, size - at, least, tails);
    }
}

void lattice_state(const struct language_lattice *lattice, const char *text, size_t size,
                   struct language_state *state)
{
    struct tails tails;
    double whole;
    float kept = 0;
    state_at(lattice, lattice->count, state, &whole);
    if (state->count == 0) {
        *state = (struct language_state){
            .histories = {{LANGUAGE_NONE, LANGUAGE_NONE}}, .weights = {1}, .count = 1};
        return;
    }
    find_tails(lattice, text, size, &tails);
    for (int i = 0; i < state->count; i++)
        kept += state->weights[i];
    for (int i = 0; i < state->count; i++)
        state->weights[i] *= (float)(whole / (whole + tails.whole)) / kept;
    state->tail_count = tails.count;
    for (int i = 0; i < tails.count; i++)
        state->tails[i] =
            (struct language_tail){tails.items[i].word, (float)(tails.sums[i] / (whole + tails.whole))};
}

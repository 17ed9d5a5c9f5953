#include "predict/language_text.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum language_mark language_mark_of(uint32_t character)
{
    static const struct {
        uint32_t character;
        enum language_mark mark;
    } marks[] = {
        {0xFF0C, LANGUAGE_COMMA},     {',', LANGUAGE_COMMA},          {0x3001, LANGUAGE_COMMA},
        {0xFF1B, LANGUAGE_COMMA},     {';', LANGUAGE_COMMA},          {0xFF1A, LANGUAGE_COMMA},
        {':', LANGUAGE_COMMA},        {0x3002, LANGUAGE_FULL_STOP},   {'.', LANGUAGE_FULL_STOP},
        {0x2026, LANGUAGE_FULL_STOP}, {'\n', LANGUAGE_FULL_STOP},     {0xFF1F, LANGUAGE_QUESTION},
        {'?', LANGUAGE_QUESTION},     {0xFF01, LANGUAGE_EXCLAMATION}, {'!', LANGUAGE_EXCLAMATION},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i].character == character)
            return marks[i].mark;
    return LANGUAGE_MARKS;
}

/* --- the lattice of a Chinese clause ------------------------------------------------------------- */

enum { WORD_LENGTHS = LEXICON_WORD_CHARACTERS + 1 };

/* Position n is after n characters. A word that ends at n is named by its length. sums[n][v][t]: of all ways to
 * position n whose last word has v characters and the one before it t (0: there is none, the clause begins). */
struct lattice {
    const struct language_model *model;
    const struct lexicon *lexicon;
    struct language_history origin;
    int count;                                         /* characters */
    uint32_t words[LANGUAGE_CLAUSE + 1][WORD_LENGTHS]; /* by end and length; LANGUAGE_NONE: no word */
    double sums[LANGUAGE_CLAUSE + 1][WORD_LENGTHS][WORD_LENGTHS];
    uint8_t best[LANGUAGE_CLAUSE + 1][WORD_LENGTHS][WORD_LENGTHS]; /* length of the word two before */
    double scale;   /* natural logarithm, taken out of the sums */
    bool likeliest; /* the best way alone, not the sum */
};

static void find_words(struct lattice *lattice, const char *text, size_t size)
{
    size_t at = 0;
    for (int end = 0; end <= lattice->count; end++)
        for (int length = 0; length < WORD_LENGTHS; length++)
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
static struct language_history history_at(const struct lattice *lattice, int position, int last, int before)
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

static void lead_on(struct lattice *lattice, int position, int last, int before)
{
    double sum = lattice->sums[position][last][before];
    struct language_history history = history_at(lattice, position, last, before);
    for (int length = 1; length < WORD_LENGTHS && position + length <= lattice->count; length++) {
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

/* Keeps the numbers from vanishing: every position's sums are made of the order of 1 when it is reached, and those
 * further on with them. */
static void rescale(struct lattice *lattice, int position)
{
    double most = 0;
    for (int i = 0; i < WORD_LENGTHS * WORD_LENGTHS; i++)
        most = fmax(most, lattice->sums[position][i / WORD_LENGTHS][i % WORD_LENGTHS]);
    if (!(most > 0) || most > 1e-200)
        return;
    for (int end = position; end <= lattice->count && end < position + WORD_LENGTHS; end++)
        for (int i = 0; i < WORD_LENGTHS * WORD_LENGTHS; i++)
            lattice->sums[end][i / WORD_LENGTHS][i % WORD_LENGTHS] /= most;
    lattice->scale += log(most);
}

static void run_lattice(struct lattice *lattice, const char *text, size_t size,
                        struct language_history origin)
{
    lattice->origin = origin;
    lattice->scale = 0;
    lattice->count = (int)utf8_count(text, size);
    memset(lattice->sums, 0, sizeof lattice->sums[0] * (size_t)(lattice->count + 1));
    find_words(lattice, text, size);
    lattice->sums[0][0][0] = 1;
    for (int position = 0; position < lattice->count; position++) {
        rescale(lattice, position);
        for (int last = 0; last < WORD_LENGTHS; last++)
            for (int before = 0; before < WORD_LENGTHS; before++)
                if (lattice->sums[position][last][before] > 0)
                    lead_on(lattice, position, last, before);
    }
}

static double sum_at(const struct lattice *lattice, int position)
{
    double sum = 0;
    for (int i = 0; i < WORD_LENGTHS * WORD_LENGTHS; i++)
        sum += lattice->sums[position][i / WORD_LENGTHS][i % WORD_LENGTHS];
    return sum;
}

/* --- the state after a clause -------------------------------------------------------------------- */

static const float LEAST_WEIGHT = 0.01f;

static void only_history(struct language_state *state, struct language_history history)
{
    *state = (struct language_state){.histories = {history}, .weights = {1}, .count = 1};
}

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
static void state_at(const struct lattice *lattice, int position, struct language_state *state, double *whole)
{
    *whole = sum_at(lattice, position);
    *state = (struct language_state){0};
    for (int i = 0; i<WORD_LENGTHS * WORD_LENGTHS && * whole> 0; i++) {
        int last = i / WORD_LENGTHS, before = i % WORD_LENGTHS;
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

static void add_tail(struct tails *tails, uint32_t word, double sum)
{
    int place = 0;
    while (place < tails->count && tails->items[place].word != word)
        place++;
    if (place == LANGUAGE_TAILS)
        return;
    if (place == tails->count) {
        tails->items[place].word = word;
        tails->sums[place] = 0;
        tails->count++;
    }
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
static void open_words(const struct lattice *lattice, int position, const char *text, size_t size,
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

static void find_tails(const struct lattice *lattice, const char *text, size_t size, struct tails *tails)
{
    double least = LEAST_TAIL * sum_at(lattice, lattice->count);
    size_t at = size;
    tails->count = 0;
    tails->whole = 0;
    for (int position = lattice->count - 1;
         position >= 0 && position > lattice->count - LEXICON_WORD_CHARACTERS; position--) {
        at = utf8_before(text, at);
        open_words(lattice, position, text + at, size - at, least, tails);
    }
}

static void state_of_lattice(const struct lattice *lattice, const char *text, size_t size,
                             struct language_state *state)
{
    struct tails tails;
    double whole;
    float kept = 0;
    state_at(lattice, lattice->count, state, &whole);
    if (state->count == 0) {
        only_history(state, (struct language_history){LANGUAGE_NONE, LANGUAGE_NONE});
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

/* Where the clause begins at whose end the text ends; *from_start: with a sentence, not in its midst. */
static size_t clause_start(const char *text, size_t size, int most, bool *from_start)
{
    size_t at = size;
    for (int count = 0; at > 0 && count < most; count++) {
        uint32_t character;
        size_t before = utf8_before(text, at);
        utf8_decode(text + before, size - before, &character);
        if (language_mark_of(character) != LANGUAGE_MARKS)
            break;
        at = before;
    }
    uint32_t character = 0;
    if (at > 0)
        utf8_decode(text + utf8_before(text, at), size - utf8_before(text, at), &character);
    *from_start = at == 0 || language_mark_of(character) != LANGUAGE_MARKS;
    return at;
}

static void read_chinese(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                         size_t size, struct language_state *state)
{
    struct lattice lattice;
    struct language_history origin = language_history_start(model);
    bool from_start;
    size_t start = clause_start(text, size, LANGUAGE_LOOK_BACK, &from_start);
    if (!from_start)
        origin = (struct language_history){LANGUAGE_NONE, LANGUAGE_NONE};
    lattice.model = model;
    lattice.lexicon = lexicon;
    lattice.likeliest = false;
    run_lattice(&lattice, text + start, size - start, origin);
    state_of_lattice(&lattice, text + start, size - start, state);
}

/* --- English ------------------------------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    return byte != ' ' && language_mark_of((unsigned char)byte) == LANGUAGE_MARKS;
}

size_t language_unfinished(const char *text, size_t size)
{
    size_t count = 0;
    while (count < size && is_word_byte(text[size - 1 - count]))
        count++;
    return count;
}

/* The next word or mark of the text; false at its end. */
static bool next_token(const struct language_model *model, const char *text, size_t size, size_t *at,
                       uint32_t *token, size_t *length)
{
    while (*at < size && text[*at] == ' ')
        ++*at;
    if (*at == size)
        return false;
    size_t from = *at;
    while (*at < size && is_word_byte(text[*at]))
        ++*at;
    *length = *at - from;
    if (*length == 0) {
        *token = language_mark_token(model, language_mark_of((unsigned char)text[(*at)++]));
        return true;
    }
    uint32_t word = language_find(model, text + from, *length);
    *token = word != LANGUAGE_NONE ? word : language_other_token(model);
    return true;
}

static void read_english(const struct language_model *model, const char *text, size_t size,
                         struct language_state *state)
{
    struct language_history history = language_history_start(model);
    size_t at = 0, length;
    uint32_t token;
    size -= language_unfinished(text, size);
    while (next_token(model, text, size, &at, &token, &length))
        history = language_history_add(model, history, token);
    only_history(state, history);
}

static struct language_cost english_cost(const struct language_model *model, const char *text, size_t size)
{
    struct language_history history = language_history_start(model);
    struct language_cost cost = {.characters = utf8_count(text, size)};
    size_t at = 0, length;
    uint32_t token;
    bool ended = false;
    while (next_token(model, text, size, &at, &token, &length)) {
        cost.bits -= log2(language_probability(model, history, token));
        if (token == language_other_token(model))
            cost.bits += log2(LANGUAGE_OTHER_LETTERS) * (double)(length + 1);
        history = language_history_add(model, history, token);
        ended = length == 0;
    }
    if (!ended)
        cost.end_bits = -log2(language_end_probability(model, history));
    return cost;
}

/* --- both ---------------------------------------------------------------------------------------- */

void language_read(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                   size_t size, bool english, struct language_state *state)
{
    if (english)
        read_english(model, text, size, state);
    else
        read_chinese(model, lexicon, text, size, state);
}

/* Bytes up to the next mark, at most LANGUAGE_CLAUSE characters; *mark: what ends it, or LANGUAGE_MARKS. */
static size_t clause_size(const char *text, size_t size, enum language_mark *mark, size_t *mark_size)
{
    size_t at = 0;
    *mark = LANGUAGE_MARKS;
    *mark_size = 0;
    for (int count = 0; at < size && count < LANGUAGE_CLAUSE; count++) {
        uint32_t character;
        size_t taken = utf8_decode(text + at, size - at, &character);
        *mark = language_mark_of(character);
        if (*mark != LANGUAGE_MARKS) {
            *mark_size = taken;
            break;
        }
        at += taken;
    }
    return at;
}

/* P(the clause and the mark), or for LANGUAGE_MARKS P(the clause and any mark), in bits. */
static double ending_bits(const struct lattice *lattice, enum language_mark mark)
{
    double sum = 0;
    for (int i = 0; i < WORD_LENGTHS * WORD_LENGTHS; i++) {
        double way = lattice->sums[lattice->count][i / WORD_LENGTHS][i % WORD_LENGTHS];
        if (!(way > 0))
            continue;
        struct language_history history =
            history_at(lattice, lattice->count, i / WORD_LENGTHS, i % WORD_LENGTHS);
        sum +=
            way * (mark == LANGUAGE_MARKS ? language_end_probability(lattice->model, history)
                                          : language_probability(lattice->model, history,
                                                                 language_mark_token(lattice->model, mark)));
    }
    return -(log(sum) + lattice->scale) / log(2);
}

struct language_cost language_text_cost(const struct language_model *model, const struct lexicon *lexicon,
                                        const char *text, size_t size, bool english)
{
    if (english)
        return english_cost(model, text, size);
    struct lattice lattice;
    struct language_cost cost = {.characters = utf8_count(text, size)};
    lattice.model = model;
    lattice.lexicon = lexicon;
    lattice.likeliest = false;
    for (size_t at = 0; at < size;) {
        enum language_mark mark;
        size_t mark_size, length = clause_size(text + at, size - at, &mark, &mark_size);
        run_lattice(&lattice, text + at, length, language_history_start(model));
        at += length + mark_size;
        double plain = -(log(sum_at(&lattice, lattice.count)) + lattice.scale) / log(2);
        cost.bits += mark == LANGUAGE_MARKS ? plain : ending_bits(&lattice, mark);
        cost.end_bits = mark == LANGUAGE_MARKS ? ending_bits(&lattice, LANGUAGE_MARKS) - plain : 0;
    }
    return cost;
}

int language_segment(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                     size_t size, uint32_t *tokens, int most)
{
    struct lattice lattice;
    int last = 0, before = 0, count = 0, lengths[LANGUAGE_CLAUSE];
    if (size == 0 || utf8_count(text, size) > LANGUAGE_CLAUSE)
        return 0;
    lattice.model = model;
    lattice.lexicon = lexicon;
    lattice.likeliest = true;
    run_lattice(&lattice, text, size, language_history_start(model));
    for (int i = 1; i < WORD_LENGTHS * WORD_LENGTHS; i++)
        if (lattice.sums[lattice.count][i / WORD_LENGTHS][i % WORD_LENGTHS] >
            lattice.sums[lattice.count][last][before]) {
            last = i / WORD_LENGTHS;
            before = i % WORD_LENGTHS;
        }
    int end = lattice.count, here = last, next = before;
    while (end > 0 && here > 0) {
        int earlier = lattice.best[end][here][next];
        lengths[count++] = here;
        end -= here;
        here = next;
        next = earlier;
    }
    int written = 0;
    for (int position = 0; count > 0 && written < most;) {
        int length = lengths[--count];
        position += length;
        tokens[written++] = lattice.words[position][length];
    }
    return written;
}

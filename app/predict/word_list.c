#include "predict/word_list.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "predict/language_text.h"
#include "predict/next_words.h"

enum { WORST_COST = 60000 };

void word_list_init(struct word_list *list, const struct lexicon *lexicon)
{
    *list = (struct word_list){.lexicon = lexicon, .unit_count = -1};
}

void word_list_use_model(struct word_list *list, const struct language_model *model, float *probabilities,
                         struct word_spelling *spellings)
{
    bool fits = model->word_count > 0 && language_model_fits(model, list->lexicon);
    list->model = fits ? model : NULL;
    list->probabilities = probabilities;
    list->spellings.usual = spellings;
    list->spellings_ready = false;
    list->context_size = SIZE_MAX;
    list->unit_count = -1;
}

void word_list_use_own(struct word_list *list, struct own_words *own)
{
    list->own = own;
    list->context_size = SIZE_MAX;
    list->unit_count = -1;
}

/* --- what the message makes likely ----------------------------------------------------------------------- */

/* The end of the message, from a whole character on. */
static const char *end_of_context(const struct predict_request *request, size_t *size)
{
    size_t most = WORD_LIST_CONTEXT_BYTES;
    size_t start = request->context_size > most ? request->context_size - most : 0;
    while (start < request->context_size && ((unsigned char)request->context[start] & 0xC0u) == 0x80u)
        start++;
    *size = request->context_size - start;
    return request->context + start;
}

/* Brings the probabilities up to the message; what was looked up for another one is forgotten. */
static void read_context(struct word_list *list, const struct predict_request *request)
{
    size_t size;
    struct language_state state;
    const char *context = end_of_context(request, &size);
    if (list->own && list->own->revision != list->own_revision)
        list->context_size = SIZE_MAX;
    if (!list->model || (size == list->context_size && memcmp(list->context, context, size) == 0))
        return;
    language_read(list->model, list->lexicon, context, size, false, &state);
    language_distribution(list->model, &state, list->probabilities);
    if (list->own) {
        own_words_mix(list->own, &state, context, size, list->probabilities);
        list->own_revision = list->own->revision;
    }
    memcpy(list->context, context, size);
    list->context_size = size;
    list->unit_count = -1;
}

const float *word_list_probabilities(struct word_list *list, const struct predict_request *request)
{
    read_context(list, request);
    return list->model ? list->probabilities : NULL;
}

static int cost_of(double p)
{
    double cost = p > 0 ? -1000 * log(p) : WORST_COST;
    return cost < WORST_COST ? (int)cost : WORST_COST;
}

static int cost_after_context(const struct word_list *list, const struct lexicon_match *match)
{
    struct lexicon_word word;
    struct lexicon_reading reading;
    const struct own_word *own = own_word_of(list->own, match->word);
    if (own)
        return cost_of(own->probability * declined_share(&list->declined, match->word, own->length));
    double p = (double)list->probabilities[match->word];
    if (p <= 0 || !lexicon_word(list->lexicon, match->word, &word) ||
        !lexicon_reading(list->lexicon, &word, match->reading, &reading))
        return WORST_COST;
    p *= declined_share(&list->declined, match->word, reading.length);
    int cost = cost_of(p) + reading.cost;
    return cost < WORST_COST ? cost : WORST_COST;
}

static int by_cost(const void *a, const void *b)
{
    const struct lexicon_match *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static void order_by_context(const struct word_list *list, struct lexicon_match *matches, int count)
{
    if (!list->model || count == 0)
        return;
    for (int i = 0; i < count; i++)
        matches[i].cost = cost_after_context(list, &matches[i]);
    qsort(matches, (size_t)count, sizeof *matches, by_cost);
}

/* --- what the units spell -------------------------------------------------------------------------------- */

static bool is_offered(const struct word_list *list, uint32_t word)
{
    for (int i = 0; i < list->item_count; i++)
        if (list->items[i].word == word)
            return true;
    return false;
}

static void offer(struct word_list *list, const struct lexicon_match *match, int units, bool may_repeat)
{
    if (list->item_count == WORD_LIST_ITEMS_AT_MOST || (may_repeat && is_offered(list, match->word)))
        return;
    list->items[list->item_count++] =
        (struct word_list_item){match->word, (uint8_t)match->reading, (uint8_t)units};
}

/* Both lists are in the order of cost. */
static void offer_merged(struct word_list *list, const struct lexicon_match *a, int a_count,
                         const struct lexicon_match *b, int b_count, int units, bool may_repeat)
{
    while (a_count > 0 || b_count > 0) {
        bool take_a = b_count == 0 || (a_count > 0 && a->cost <= b->cost);
        offer(list, take_a ? a : b, units, may_repeat);
        if (take_a) {
            a++;
            a_count--;
        } else {
            b++;
            b_count--;
        }
    }
}

static bool whole_syllables(const struct pinyin_unit *syllables, int count)
{
    for (int i = 0; i < count; i++)
        if (syllables[i].final == FINAL_NONE)
            return false;
    return true;
}

/* Words of the lexicon and new ones of the person that begin with these syllables. `matches` has room for both. */
enum { MATCHES = LEXICON_MATCHES + WORD_LIST_OWN_WORDS };
static int find_spelt(const struct word_list *list, const struct spelt *spelt, int count, int least, int most,
                      int at_most, struct lexicon_match matches[MATCHES])
{
    int found = lexicon_spelt(list->lexicon, spelt->syllables, count, least, most, matches, at_most);
    if (list->own && list->model)
        found += own_words_spelt(list->own, spelt->syllables, count, least, most, matches + found,
                                 WORD_LIST_OWN_WORDS);
    order_by_context(list, matches, found);
    return found;
}

static void offer_whole(struct word_list *list, const struct spelt *spelt, bool may_repeat)
{
    struct lexicon_match exact[MATCHES], longer[MATCHES];
    int count = spelt->count;
    int most = whole_syllables(spelt->syllables, count) ? WORD_LIST_LONGER_WORDS : WORD_LIST_LOOSE_WORDS;
    int exact_count = find_spelt(list, spelt, count, count, count, LEXICON_MATCHES, exact);
    int longer_count = find_spelt(list, spelt, count, count + 1, LEXICON_WORD_CHARACTERS,
                                  list->model ? LEXICON_MATCHES : most, longer);
    longer_count = longer_count < most ? longer_count : most;
    offer_merged(list, exact, exact_count, longer, longer_count, spelt->units[count - 1], may_repeat);
}

static void offer_beginning(struct word_list *list, const struct spelt *spelt, int count, bool may_repeat)
{
    struct lexicon_match matches[MATCHES];
    int most = whole_syllables(spelt->syllables, count) ? LEXICON_MATCHES : WORD_LIST_LOOSE_WORDS;
    int found = find_spelt(list, spelt, count, count, count, LEXICON_MATCHES, matches);
    found = found < most ? found : most;
    for (int i = 0; i < found; i++)
        offer(list, &matches[i], spelt->units[count - 1], may_repeat);
}

/* Words of different lengths are different words; only several ways of dividing letters can meet the same one. */
static void offer_ways(struct word_list *list, const struct spelt *ways, int way_count)
{
    bool may_repeat = way_count > 1;
    for (int i = 0; i < way_count; i++)
        if (ways[i].count <= LEXICON_WORD_CHARACTERS)
            offer_whole(list, &ways[i], may_repeat);
    for (int count = LEXICON_WORD_CHARACTERS; count > 0; count--)
        for (int i = 0; i < way_count; i++)
            if (count < ways[i].count)
                offer_beginning(list, &ways[i], count, may_repeat);
}

static void look_up(struct word_list *list, const struct predict_request *request, int unit_count)
{
    struct spelt ways[SPELT_WAYS_AT_MOST];
    list->item_count = 0;
    int way_count = 0;
    if (!request->english && spelt_parse(request->units, unit_count, &ways[0]))
        way_count = 1;
    else
        way_count = spelt_parse_letters(request->units, unit_count, ways);
    offer_ways(list, ways, way_count);
}

/* --- the last answer ----------------------------------------------------------------------------------------- */

static bool is_answered(const struct word_list *list, const struct predict_request *request, int unit_count)
{
    if (list->unit_count != unit_count || list->english != request->english)
        return false;
    for (int i = 0; i < unit_count; i++)
        if (strcmp(list->units[i], request->units[i]) != 0)
            return false;
    return true;
}

/* Units that are too long are none of ours: nothing is found for them, and nothing kept. */
static bool remember_units(struct word_list *list, const struct predict_request *request, int unit_count)
{
    list->unit_count = -1;
    for (int i = 0; i < unit_count; i++) {
        size_t size = strlen(request->units[i]) + 1;
        if (size > sizeof list->units[i])
            return false;
        memcpy(list->units[i], request->units[i], size);
    }
    list->unit_count = unit_count;
    list->english = request->english;
    return true;
}

static void answer(struct word_list *list, const struct predict_request *request)
{
    int unit_count =
        request->unit_count < WORD_LIST_UNITS_AT_MOST ? request->unit_count : WORD_LIST_UNITS_AT_MOST;
    struct declined declined;
    declined_find(list->lexicon, list->own, request, &declined);
    if (is_answered(list, request, unit_count) && declined_same(&declined, &list->declined))
        return;
    list->item_count = 0;
    list->declined = declined;
    if (remember_units(list, request, unit_count))
        look_up(list, request, unit_count);
}

/* --- letters as they stand ------------------------------------------------------------------------------- */

enum { LITERALS_AT_MOST = 3 };

static bool join_units(const struct predict_request *request, char text[CANDIDATE_TEXT_BYTES])
{
    size_t size = 0;
    for (int i = 0; i < request->unit_count; i++) {
        size_t length = strlen(request->units[i]);
        if (size + length >= CANDIDATE_TEXT_BYTES)
            return false;
        memcpy(text + size, request->units[i], length);
        size += length;
    }
    text[size] = 0;
    return size > 0;
}

static void raise_letters(char *text, size_t most)
{
    for (size_t i = 0; i < most && text[i]; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = (char)(text[i] - 32);
}

static int literals(const struct predict_request *request, char texts[LITERALS_AT_MOST][CANDIDATE_TEXT_BYTES])
{
    if (!request->english || !join_units(request, texts[0]))
        return 0;
    int count = 1;
    for (int i = 1; i < LITERALS_AT_MOST; i++) {
        memcpy(texts[count], texts[0], CANDIDATE_TEXT_BYTES);
        raise_letters(texts[count], i == 1 ? 1 : CANDIDATE_TEXT_BYTES);
        if (strcmp(texts[count], texts[count - 1]) != 0)
            count++;
    }
    return count;
}

/* --- handing out ----------------------------------------------------------------------------------------------- */

static void put_text(struct candidate *out, const char *text, size_t size, const char *reading, int units)
{
    *out = (struct candidate){.units = units};
    memcpy(out->text, text, size < sizeof out->text ? size : sizeof out->text - 1);
    size_t reading_size = strlen(reading);
    memcpy(out->reading, reading,
           reading_size < sizeof out->reading ? reading_size : sizeof out->reading - 1);
}

static void format_reading(const toned_syllable *syllables, int length, char text[CANDIDATE_READING_BYTES])
{
    size_t size = 0;
    for (int i = 0; i < length && size + SYLLABLE_SPELLING < CANDIDATE_READING_BYTES; i++) {
        if (i > 0)
            text[size++] = ' ';
        size += toned_format(syllables[i], text + size);
    }
    text[size] = 0;
}

/* Of a character that was found by an old reading the one that people say. */
static bool said_reading(const struct lexicon *lexicon, const struct lexicon_word *word, int number,
                         struct lexicon_reading *reading)
{
    if (lexicon_reading(lexicon, word, number, reading) && reading->cost < LEXICON_SPELT_ONLY)
        return true;
    return lexicon_reading(lexicon, word, 0, reading);
}

static bool put_item(const struct word_list *list, const struct word_list_item *item, struct candidate *out)
{
    struct lexicon_word word;
    struct lexicon_reading reading;
    char toned[CANDIDATE_READING_BYTES] = "";
    const struct own_word *own = own_word_of(list->own, item->word);
    if (own) {
        format_reading(own->syllables, own->length, toned);
        put_text(out, own->text, strlen(own->text), toned, item->units);
        return true;
    }
    if (!lexicon_word(list->lexicon, item->word, &word) || word.size >= sizeof out->text)
        return false;
    if (said_reading(list->lexicon, &word, item->reading, &reading))
        format_reading(reading.syllables, reading.length, toned);
    put_text(out, word.text, word.size, toned, item->units);
    return true;
}

static int spelt_candidates(struct word_list *list, const struct predict_request *request,
                            struct candidate *out, int most)
{
    char texts[LITERALS_AT_MOST][CANDIDATE_TEXT_BYTES];
    int literal_count = literals(request, texts), count = 0;
    answer(list, request);
    for (int i = request->skip; count < most && i < literal_count + list->item_count; i++) {
        if (i < literal_count)
            put_text(&out[count++], texts[i], strlen(texts[i]), "", request->unit_count);
        else
            count += put_item(list, &list->items[i - literal_count], &out[count]);
    }
    return count;
}

/* An English word after a word brings its space. */
static bool needs_space(const struct predict_request *request)
{
    if (!request->english || request->context_size == 0)
        return false;
    char last = request->context[request->context_size - 1];
    return last != ' ' && last != '\n';
}

static int next_candidates(const struct predict_request *request, struct candidate *out, int most)
{
    int total, count = 0;
    const struct next_word *words =
        next_words(request->context, request->context_size, request->english, &total);
    for (int i = request->skip; count < most && i < total; i++) {
        char text[CANDIDATE_TEXT_BYTES];
        snprintf(text, sizeof text, "%s%s", needs_space(request) ? " " : "", words[i].text);
        put_text(&out[count++], text, strlen(text), words[i].reading, 0);
    }
    return count;
}

static double probability_of(const struct word_list *list, uint32_t word)
{
    const struct own_word *own = own_word_of(list->own, word);
    return own ? own->probability : (double)list->probabilities[word];
}

/* Puts a word in its place by probability; the last one falls out where there is no room. */
static void insert_word(const struct word_list *list, uint32_t word, uint32_t *words, int *count)
{
    double p = probability_of(list, word);
    int place = *count;
    while (place > 0 && probability_of(list, words[place - 1]) < p)
        place--;
    if (place == WORD_LIST_NEXT_WORDS)
        return;
    if (*count < WORD_LIST_NEXT_WORDS)
        ++*count;
    memmove(&words[place + 1], &words[place], (size_t)(*count - 1 - place) * sizeof *words);
    words[place] = word;
}

static int likely_words(const struct word_list *list, uint32_t words[WORD_LIST_NEXT_WORDS])
{
    int count = language_top(list->model, list->probabilities, words, WORD_LIST_NEXT_WORDS);
    for (int i = 1; list->own && i < list->own->count; i++)
        if (own_word_is_new(&list->own->words[i]) && list->own->words[i].probability > 0)
            insert_word(list, own_word_number(i), words, &count);
    return count;
}

/* What the model expects next, each with its most usual reading. */
static int likely_candidates(const struct word_list *list, const struct predict_request *request,
                             struct candidate *out, int most)
{
    uint32_t words[WORD_LIST_NEXT_WORDS];
    int count = 0, found = likely_words(list, words);
    for (int i = request->skip; count < most && i < found; i++)
        count += put_item(list, &(struct word_list_item){.word = words[i]}, &out[count]);
    return count;
}

static int unspelt_candidates(const struct word_list *list, const struct predict_request *request,
                              struct candidate *out, int most)
{
    if (list->model && !request->english)
        return likely_candidates(list, request, out, most);
    return next_candidates(request, out, most);
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    if (request->skip < 0)
        return 0;
    read_context(self, request);
    return request->unit_count == 0 ? unspelt_candidates(self, request, out, most)
                                    : spelt_candidates(self, request, out, most);
}

/* Some legal syllables (pia) are the reading of no character that is known: their keys would lead nowhere. Without a
 * lexicon every legal one will do. */
static bool is_used(struct word_list *list, int initial, int final)
{
    int syllable = syllable_join(initial, final);
    if (syllable == SYLLABLE_NONE || syllable >= WORD_LIST_SYLLABLES_AT_MOST)
        return false;
    if (list->uses[syllable] == USE_UNKNOWN) {
        struct pinyin_unit unit = {(uint8_t)initial, (uint8_t) final};
        struct lexicon_match match;
        bool found =
            list->lexicon->entry_count == 0 || lexicon_spelt(list->lexicon, &unit, 1, 1, 1, &match, 1) > 0;
        list->uses[syllable] = found ? USE_SOME : USE_NONE;
    }
    return list->uses[syllable] == USE_SOME;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    size_t size = strlen(unit);
    if (request->english)
        return size == 1;
    if (initial_find(unit, size) >= 0)
        return true;
    int initial = spelt_open_initial(request->units, request->unit_count);
    int final = final_find(unit, size);
    return initial >= 0 && final != FINAL_NONE && is_used(self, initial, final);
}

static void weigh_items(void *self, const struct predict_request *request, struct predict_weight *items,
                        int count)
{
    struct word_list *list = self;
    for (int i = 0; i < count; i++)
        items[i].weight = items[i].text || items[i].unit ? 0.03 : 0;
    if (!list->model || !list->spellings.usual)
        return;
    if (!list->spellings_ready)
        weigh_prepare(list->lexicon, &list->spellings);
    list->spellings_ready = true;
    read_context(list, request);
    weigh(list->lexicon, &list->spellings, list->probabilities, list->own, request, items, count);
}

struct predictor word_list_predictor(struct word_list *list)
{
    return (struct predictor){
        .self = list, .candidates = candidates, .may_follow = may_follow, .weigh = weigh_items};
}

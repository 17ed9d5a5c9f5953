#include "predict/known_texts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "predict/spelt.h"

void known_texts_init(struct known_texts *known, const struct lexicon *lexicon, const struct predictor *inner)
{
    *known = (struct known_texts){.lexicon = lexicon, .inner = inner};
}

void known_texts_destroy(struct known_texts *known)
{
    free(known->texts);
    free(known->places);
    *known = (struct known_texts){.texts = NULL};
}

void known_texts_clear(struct known_texts *known)
{
    known->count = 0;
    if (known->places)
        memset(known->places, 0, (size_t)known->place_count * sizeof *known->places);
}

/* --- found by their hash --------------------------------------------------------------------------------- */

/* Where this text stands, or would stand: at its hash, then the next free place. */
static int *place_of(const struct known_texts *known, const char *text)
{
    uint32_t mask = (uint32_t)known->place_count - 1, place = hash32_text(HASH32_START, text) & mask;
    while (known->places[place] && strcmp(known->texts[known->places[place] - 1].text, text) != 0)
        place = (place + 1) & mask;
    return &known->places[place];
}

static void make_room(struct known_texts *known)
{
    if (known->count < known->capacity)
        return;
    known->capacity = known->capacity ? 2 * known->capacity : 256;
    known->texts = memory_grow(known->texts, (size_t)known->capacity, sizeof *known->texts);
    free(known->places);
    known->place_count = 4 * known->capacity;
    known->places = memory_new((size_t)known->place_count, sizeof *known->places);
    for (int i = 0; i < known->count; i++)
        *place_of(known, known->texts[i].text) = i + 1;
}

/* --- texts put in ---------------------------------------------------------------------------------------- */

static uint32_t character_at(const char *text, size_t at, size_t *size)
{
    uint32_t character;
    *size = utf8_decode(text + at, strlen(text) - at, &character);
    return character;
}

/* The syllables of the longest word of the lexicon that stands here. Returns its bytes, 0: none, or no room. */
static size_t read_word(const struct lexicon *lexicon, const char *text, struct known_text *known)
{
    struct lexicon_word words[LEXICON_WORD_CHARACTERS];
    struct lexicon_reading reading;
    int found = lexicon_prefixes(lexicon, text, strlen(text), words);
    if (found == 0 || !lexicon_reading(lexicon, &words[found - 1], 0, &reading) ||
        known->length + reading.length > KNOWN_SYLLABLES_AT_MOST)
        return 0;
    memcpy(&known->syllables[known->length], reading.syllables,
           (size_t)reading.length * sizeof *reading.syllables);
    known->length += reading.length;
    return words[found - 1].size;
}

static bool read_text(const struct lexicon *lexicon, struct known_text *known)
{
    size_t size;
    for (size_t at = 0; known->text[at]; at += size)
        if (utf8_is_hanzi(character_at(known->text, at, &size)) &&
            (size = read_word(lexicon, known->text + at, known)) == 0)
            return false;
    return known->length * SYLLABLE_SPELLING <= CANDIDATE_READING_BYTES;
}

bool known_texts_add(struct known_texts *known, const char *text, double weight)
{
    struct known_text one = {.weight = weight};
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == ' ')
        size--;
    if (size == 0 || size >= sizeof one.text)
        return false;
    memcpy(one.text, text, size);
    one.size = (int)size;
    make_room(known);
    int *place = place_of(known, one.text);
    if (*place) {
        known->texts[*place - 1].weight += weight;
        return true;
    }
    if (known->count == KNOWN_TEXTS_AT_MOST || !read_text(known->lexicon, &one))
        return false;
    known->texts[known->count++] = one;
    *place = known->count;
    return true;
}

/* --- which of them fit ----------------------------------------------------------------------------------- */

/* What is asked, taken apart. */
struct question {
    const char *clause; /* since the last mark of punctuation */
    size_t clause_size;
    int characters; /* of it */
    struct spelt spelt;
    bool initials_alone; /* two or more, and nothing else */
    bool after_word;     /* syllables are spelt: the word itself stands first */
    int initials, finals, units;
    bool latin; /* the clause is in Latin letters */
    double doubt;
};

struct offered {
    struct candidate candidate;
    double p;
    bool after_word;
};

static bool ends_clause(uint32_t character)
{
    static const char marks[] = "，。？！、：；…,.?!:;\n";
    char bytes[5] = "";
    utf8_encode(character, bytes);
    return strstr(marks, bytes) != NULL;
}

static void find_clause(const struct predict_request *request, struct question *question)
{
    size_t at = request->context_size, before;
    uint32_t character;
    while (at > 0) {
        before = utf8_before(request->context, at);
        utf8_decode(request->context + before, at - before, &character);
        if (ends_clause(character))
            break;
        at = before;
        question->characters++;
    }
    while (at < request->context_size && request->context[at] == ' ')
        at++;
    question->clause = request->context + at;
    question->clause_size = request->context_size - at;
}

static bool read_question(const struct predict_request *request, struct question *question)
{
    *question = (struct question){.units = request->unit_count};
    if (request->unit_count > 0 &&
        (request->english || !spelt_parse(request->units, request->unit_count, &question->spelt)))
        return false;
    for (int i = 0; i < question->spelt.count; i++) {
        question->initials++;
        question->finals += question->spelt.syllables[i].final != FINAL_NONE;
    }
    question->initials_alone = question->initials >= 2 && question->finals == 0;
    find_clause(request, question);
    question->latin = question->characters > 0 && question->clause[0] < 'z' && question->clause[0] > 0;
    question->after_word = question->finals > 0;
    question->doubt = 3000 / pow(question->latin ? 2 : 12, question->characters) /
                      pow(12, question->initials) / pow(6, question->finals);
    return question->characters > 0 || question->initials > 0;
}

static int count_hanzi(const char *text, size_t size)
{
    int count = 0;
    uint32_t character;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &character);
        count += utf8_is_hanzi(character);
    }
    return count;
}

/* Do the syllables from `first` on begin as spelt? */
static bool sounds_so(const struct known_text *text, int first, const struct spelt *spelt)
{
    if (first + spelt->count > text->length)
        return false;
    for (int i = 0; i < spelt->count; i++) {
        int syllable = toned_syllable_of(text->syllables[first + i]);
        if (spelt->syllables[i].initial != syllable_initial(syllable))
            return false;
        if (spelt->syllables[i].final != FINAL_NONE && spelt->syllables[i].final != syllable_final(syllable))
            return false;
    }
    return true;
}

/* Where the rest of the text begins that the question asks for; −1: it does not fit. */
static long rest_of(const struct known_text *text, const struct question *question)
{
    size_t size = question->clause_size;
    bool goes_on = (size_t)text->size > size && memcmp(text->text, question->clause, size) == 0;
    if (goes_on && sounds_so(text, count_hanzi(text->text, size), &question->spelt))
        return (long)size;
    return question->initials_alone && text->length == question->spelt.count &&
                   sounds_so(text, 0, &question->spelt)
               ? 0
               : -1;
}

static void format_rest(const struct known_text *text, long rest, int units, struct candidate *out)
{
    size_t size = 0;
    *out = (struct candidate){.units = units};
    memcpy(out->text, text->text + rest, strlen(text->text + rest) + 1);
    for (int i = count_hanzi(text->text, (size_t)rest); i < text->length; i++) {
        if (size > 0)
            out->reading[size++] = ' ';
        size += toned_format(text->syllables[i], out->reading + size);
    }
}

/* The best few; a text that is as long as what is spelt before longer ones. Returns how many. */
static int find_best(const struct known_texts *known, const struct question *question,
                     const struct known_text *best[KNOWN_OFFERED_AT_MOST], double *total)
{
    int count = 0;
    *total = 0;
    for (int i = 0; i < known->count; i++) {
        const struct known_text *text = &known->texts[i];
        if (rest_of(text, question) < 0)
            continue;
        *total += text->weight;
        int place = count;
        bool exact = text->length == question->spelt.count;
        while (place > 0) {
            bool other_exact = best[place - 1]->length == question->spelt.count;
            if (exact == other_exact ? best[place - 1]->weight >= text->weight : other_exact)
                break;
            place--;
        }
        if (place == KNOWN_OFFERED_AT_MOST)
            continue;
        count += count < KNOWN_OFFERED_AT_MOST;
        memmove(&best[place + 1], &best[place], (size_t)(count - 1 - place) * sizeof *best);
        best[place] = text;
    }
    return count;
}

/* --- everyday talk --------------------------------------------------------------------------------------- */

/* Letters of a word tell less than characters do. */
enum { LETTERS_FOR_A_CHARACTER = 4 };

/* Of those who began as a sentence of talk begins, so many want it to its end. */
static double talk_share(const struct question *question)
{
    static const double shares[] = {0, 0, 0.02, 0.06, 0.07, 0.09};
    int characters = question->latin ? question->characters / LETTERS_FOR_A_CHARACTER : question->characters;
    return shares[characters < 5 ? characters : 5];
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* No word is begun in its middle. */
static bool read_talk(const struct known_texts *known, const struct question *question, int number,
                      struct known_text *text)
{
    size_t size, begun = question->clause_size;
    const char *line = talk_texts_line(known->talk, number, &size);
    if (size >= sizeof text->text || (is_letter(line[begun - 1]) && is_letter(line[begun])))
        return false;
    *text = (struct known_text){.size = (int)size};
    memcpy(text->text, line, size);
    return read_text(known->lexicon, text) &&
           sounds_so(text, count_hanzi(text->text, begun), &question->spelt);
}

static int add_talk(const struct known_texts *known, const struct question *question, struct offered *offered,
                    int count)
{
    struct known_text text, best;
    int first = 0, fit = 0;
    double share = talk_share(question);
    int begun = known->talk && share > 0
                    ? talk_texts_begin_so(known->talk, question->clause, question->clause_size, &first)
                    : 0;
    for (int i = first; begun <= KNOWN_TALK_AT_MOST && i < first + begun; i++)
        if (read_talk(known, question, i, &text) && fit++ == 0)
            best = text;
    if (fit == 0)
        return count;
    double each = share / begun;
    double p = each / (fit * each + (1 - share) / pow(12, question->initials) / pow(6, question->finals));
    size_t missing = utf8_count(best.text + question->clause_size, (size_t)best.size - question->clause_size);
    if (p * (double)missing / (question->latin ? LETTERS_FOR_A_CHARACTER : 1) < KNOWN_LEAST)
        return count;
    format_rest(&best, (long)question->clause_size, question->units, &offered[count].candidate);
    if (count > 0 && strcmp(offered[0].candidate.text, offered[count].candidate.text) == 0)
        return count;
    offered[count].candidate.whole = true;
    offered[count].after_word = true;
    offered[count].p = p;
    return count + 1;
}

static int find_known(const struct known_texts *known, const struct predict_request *request,
                      struct offered offered[KNOWN_OFFERED_AT_MOST])
{
    const struct known_text *best[KNOWN_OFFERED_AT_MOST];
    struct question question;
    double total;
    int count = 0;
    if (!read_question(request, &question))
        return 0;
    int found = find_best(known, &question, best, &total);
    double least = request->worth > KNOWN_LEAST ? request->worth : KNOWN_LEAST;
    for (int i = 0; i < found; i++) {
        double p = best[i]->weight / (total + question.doubt);
        if (question.initials_alone)
            p = fmax(p, KNOWN_BY_INITIALS * best[i]->weight / total);
        if (p < least && !question.initials_alone)
            continue;
        format_rest(best[i], rest_of(best[i], &question), request->unit_count, &offered[count].candidate);
        offered[count].after_word = question.after_word;
        offered[count++].p = p;
    }
    return count < KNOWN_OFFERED_AT_MOST ? add_talk(known, &question, offered, count) : count;
}

/* --- the predictor --------------------------------------------------------------------------------------- */

static bool is_among(const struct candidate *candidate, const struct offered *offered, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(candidate->text, offered[i].candidate.text) == 0)
            return true;
    return false;
}

/* The next of all that are offered. */
static void hand_out(const struct candidate *candidate, int skip, int most, int *place, struct candidate *out,
                     int *count)
{
    if ((*place)++ >= skip && *count < most)
        out[(*count)++] = *candidate;
}

/* The known ones stand first, or after the first word where that is spelt. */
static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    enum { AT_ONCE = 16 };
    const struct known_texts *known = self;
    const struct predictor *inner = known->inner;
    struct offered offered[KNOWN_OFFERED_AT_MOST];
    struct candidate some[AT_ONCE];
    int first = find_known(known, request, offered), place = 0, count = 0, found = AT_ONCE;
    if (first == 0)
        return inner->candidates(inner->self, request, out, most);
    struct predict_request words = *request;
    bool put = false;
    for (words.skip = 0; count < most && found == AT_ONCE; words.skip += AT_ONCE) {
        found = inner->candidates(inner->self, &words, some, AT_ONCE);
        for (int i = 0; i <= found && count < most; i++) {
            for (int k = 0; !put && k < first && (i == found || i == offered[0].after_word); k++)
                hand_out(&offered[k].candidate, request->skip, most, &place, out, &count);
            put = put || i == found || i == offered[0].after_word;
            if (i < found && !is_among(&some[i], offered, first))
                hand_out(&some[i], request->skip, most, &place, out, &count);
        }
    }
    return count;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    const struct known_texts *known = self;
    return known->inner->may_follow(known->inner->self, request, unit);
}

/* What the texts on offer take, the others have less. */
static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    const struct known_texts *known = self;
    struct offered offered[KNOWN_OFFERED_AT_MOST];
    int found = find_known(known, request, offered);
    double given = 0;
    known->inner->weigh(known->inner->self, request, items, count);
    for (int i = 0; i < found; i++)
        for (int k = 0; k < count; k++)
            if (items[k].text && strcmp(items[k].text, offered[i].candidate.text) == 0)
                given += offered[i].p;
    for (int k = 0; k < count && given > 0; k++)
        items[k].weight *= 1 - given;
    for (int i = 0; i < found; i++)
        for (int k = 0; k < count; k++)
            if (items[k].text && strcmp(items[k].text, offered[i].candidate.text) == 0)
                items[k].weight += offered[i].p;
}

struct predictor known_texts_predictor(struct known_texts *known)
{
    return (struct predictor){
        .self = known, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}

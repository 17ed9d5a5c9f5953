#include "predict/strokes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

enum { STROKE_ANY = STROKE_KINDS };
static const char *const unit_names[STROKE_KINDS + 1] = {"一", "丨", "丿", "丶", "乛", "＊"};

/* Which of the six, −1: none. */
static int unit_stroke(const char *unit)
{
    for (int i = 0; unit && i <= STROKE_KINDS; i++)
        if (strcmp(unit, unit_names[i]) == 0)
            return i;
    return -1;
}

bool strokes_is_unit(const char *unit)
{
    return unit_stroke(unit) >= 0;
}

static bool is_ours(const struct predict_request *request)
{
    return request->unit_count > 0 && strokes_is_unit(request->units[0]);
}

/* --- groups of words, when they are first needed ----------------------------------------------------------- */

static uint32_t first_character(const struct lexicon *lexicon, uint32_t number)
{
    struct lexicon_word word;
    uint32_t character = 0;
    if (lexicon_word(lexicon, number, &word))
        utf8_decode(word.text, word.size, &character);
    return character;
}

static void add_group(struct strokes *strokes, uint32_t character, uint32_t first, uint32_t end)
{
    struct lexicon_word word;
    struct stroke_group group = {.first_word = first, .end_word = end};
    group.single = lexicon_word(strokes->lexicon, first, &word) && word.length == 1;
    group.record_count = stroke_table_find(strokes->table, character, &group.first_record);
    if (group.record_count == 0)
        return;
    if (strokes->group_count % 4096 == 0)
        strokes->groups =
            memory_grow(strokes->groups, strokes->group_count + (size_t)4096, sizeof *strokes->groups);
    strokes->groups[strokes->group_count++] = group;
}

static void prepare(struct strokes *strokes)
{
    const struct lexicon *lexicon = strokes->lexicon;
    if (strokes->matches)
        return;
    for (uint32_t first = 0, end; first < lexicon->word_count; first = end) {
        uint32_t character = first_character(lexicon, first);
        for (end = first + 1; end < lexicon->word_count && first_character(lexicon, end) == character; end++)
            continue;
        if (character)
            add_group(strokes, character, first, end);
    }
    strokes->matches = memory_new((size_t)strokes->group_count + 1, sizeof *strokes->matches);
}

/* --- which characters fit ---------------------------------------------------------------------------------- */

static bool fits(const struct stroke_sequence *sequence, const uint8_t *pattern, int count)
{
    if (sequence->count < count)
        return false;
    for (int i = 0; i < count; i++)
        if (pattern[i] != STROKE_ANY && pattern[i] != sequence->strokes[i])
            return false;
    return true;
}

/* The ways to draw the group's character in the order that the script prefers; false: not in this script. */
static bool sequence_of(const struct strokes *strokes, const struct stroke_group *group, uint32_t index,
                        struct stroke_sequence *sequence)
{
    uint32_t place = strokes->traditional ? group->record_count - 1 - index : index;
    return stroke_table_sequence(strokes->table, group->first_record + place, sequence) &&
           (strokes->traditional || sequence->form == sequence->character);
}

static void match_group(struct strokes *strokes, uint32_t number)
{
    struct stroke_match match = {.group = number, .next = STROKE_KINDS};
    struct stroke_sequence sequence;
    const struct stroke_group *group = &strokes->groups[number];
    bool found = false;
    for (uint32_t i = 0; i < group->record_count; i++) {
        if (!sequence_of(strokes, group, i, &sequence) ||
            !fits(&sequence, strokes->pattern, strokes->pattern_count))
            continue;
        bool complete = sequence.count == strokes->pattern_count;
        uint8_t next = complete ? STROKE_KINDS : sequence.strokes[strokes->pattern_count];
        next = next < STROKE_KINDS ? next : STROKE_KINDS; /* a damaged file may hold anything */
        if (!found)
            match.next = next;
        match.complete = match.complete || complete;
        strokes->next_mask |= next < STROKE_KINDS ? 1u << next : 0;
        found = true;
    }
    if (found)
        strokes->matches[strokes->match_count++] = match;
}

/* The pattern of the request; false when some unit is no stroke, or there are more than a character has. */
static bool read_pattern(const struct predict_request *request, uint8_t pattern[STROKES_AT_MOST])
{
    if (request->unit_count > STROKES_AT_MOST)
        return false;
    for (int i = 0; i < request->unit_count; i++) {
        int stroke = unit_stroke(request->units[i]);
        if (stroke < 0)
            return false;
        pattern[i] = (uint8_t)stroke;
    }
    return true;
}

static bool extends(const struct strokes *strokes, const struct predict_request *request,
                    const uint8_t *pattern)
{
    return strokes->pattern_count >= 0 && strokes->pattern_count <= request->unit_count &&
           strokes->traditional == request->traditional &&
           memcmp(strokes->pattern, pattern, (size_t)strokes->pattern_count) == 0;
}

/* Without a pattern everything fits. What fits a longer pattern is among what fits its beginning. */
static void find_matches(struct strokes *strokes, const struct predict_request *request)
{
    uint8_t pattern[STROKES_AT_MOST] = {0};
    prepare(strokes);
    bool right = read_pattern(request, pattern), among = right && extends(strokes, request, pattern);
    if (among && strokes->pattern_count == request->unit_count)
        return;
    uint32_t count = !right ? 0 : among ? strokes->match_count : strokes->group_count;
    memcpy(strokes->pattern, pattern, sizeof pattern);
    strokes->pattern_count = right ? request->unit_count : -1;
    strokes->traditional = request->traditional;
    strokes->match_count = 0;
    strokes->next_mask = 0;
    for (uint32_t i = 0; i < count; i++)
        match_group(strokes, among ? strokes->matches[i].group : i);
}

/* --- how likely -------------------------------------------------------------------------------------------- */

static const float *unigrams(struct strokes *strokes)
{
    if (strokes->unigrams)
        return strokes->unigrams;
    strokes->unigrams = memory_new((size_t)strokes->lexicon->word_count + 1, sizeof *strokes->unigrams);
    for (uint32_t i = 0; i < strokes->lexicon->word_count; i++) {
        struct lexicon_word word;
        if (lexicon_word(strokes->lexicon, i, &word))
            strokes->unigrams[i] = (float)exp(-word.cost / 1000.0);
    }
    return strokes->unigrams;
}

static const float *probabilities_of(struct strokes *strokes, const struct predict_request *request)
{
    const float *probabilities = word_list_probabilities(strokes->list, request);
    return probabilities ? probabilities : unigrams(strokes);
}

static void sum_matches(struct strokes *strokes, const float *probabilities)
{
    for (uint32_t i = 0; i < strokes->match_count; i++) {
        struct stroke_match *match = &strokes->matches[i];
        const struct stroke_group *group = &strokes->groups[match->group];
        double sum = 0;
        for (uint32_t word = group->first_word; word < group->end_word; word++)
            sum += (double)probabilities[word];
        match->word_mass = sum;
    }
}

/* --- the list ---------------------------------------------------------------------------------------------- */

static bool is_better(const struct stroke_item *a, const struct stroke_item *b)
{
    if (a->score < b->score || a->score > b->score)
        return a->score > b->score;
    return a->word != b->word ? a->word < b->word : a->form < b->form;
}

static void remove_item(struct strokes *strokes, int at)
{
    strokes->item_count--;
    memmove(&strokes->items[at], &strokes->items[at + 1],
            (size_t)(strokes->item_count - at) * sizeof strokes->items[0]);
}

/* A character may be known by itself and as the traditional form of another: it is offered once. True: it is there, and
 * better. */
static bool is_offered(struct strokes *strokes, const struct stroke_item *item)
{
    for (int i = 0; item->form && i < strokes->item_count; i++) {
        if (strokes->items[i].form != item->form)
            continue;
        if (is_better(&strokes->items[i], item))
            return true;
        remove_item(strokes, i);
    }
    return false;
}

/* Keeps the best `most`, in order. */
static void offer(struct strokes *strokes, const struct stroke_item *item, int most)
{
    if (strokes->item_count == most && !is_better(item, &strokes->items[most - 1]))
        return;
    if (is_offered(strokes, item))
        return;
    int count = strokes->item_count;
    int at = count < most ? count : count - 1;
    for (; at > 0 && is_better(item, &strokes->items[at - 1]); at--)
        strokes->items[at] = strokes->items[at - 1];
    strokes->items[at] = *item;
    strokes->item_count = count < most ? count + 1 : count;
}

/* Somebody who draws 头 where 頭 is wanted: the traditional forms first, what was drawn after them (后 is 後, and 后). */
static const double AS_DRAWN = 0.5;

static double offer_forms(struct strokes *strokes, const struct stroke_group *group, double score, int most)
{
    struct stroke_sequence sequence;
    bool offered = false;
    for (uint32_t i = 0; strokes->traditional && i < group->record_count; i++) {
        if (!sequence_of(strokes, group, i, &sequence) || sequence.form == sequence.character)
            continue;
        offer(strokes, &(struct stroke_item){group->first_word, sequence.form, score}, most);
        offered = true;
    }
    return offered ? score * AS_DRAWN : score;
}

/* The character in each form that was drawn. */
static void offer_character(struct strokes *strokes, const struct stroke_match *match, double score, int most)
{
    const struct stroke_group *group = &strokes->groups[match->group];
    struct stroke_sequence sequence;
    uint32_t told = 0;
    for (uint32_t i = 0; i < group->record_count; i++) {
        if (!sequence_of(strokes, group, i, &sequence) || sequence.form == told ||
            !fits(&sequence, strokes->pattern, strokes->pattern_count))
            continue;
        told = sequence.form;
        if (sequence.form == sequence.character)
            score = offer_forms(strokes, group, score, most);
        offer(strokes, &(struct stroke_item){group->first_word, told, score}, most);
    }
}

static double least_score(const struct strokes *strokes)
{
    return strokes->item_count < STROKES_OTHERS_AT_MOST ? 0
                                                        : strokes->items[STROKES_OTHERS_AT_MOST - 1].score;
}

/* Words, and the character itself when it is `complete` or is not, as asked. */
static void offer_group(struct strokes *strokes, const struct stroke_match *match, const float *probabilities)
{
    const struct stroke_group *group = &strokes->groups[match->group];
    uint32_t word = group->first_word;
    if (group->single) {
        double own = (double)probabilities[word], longer = match->word_mass - own;
        if (!match->complete)
            offer_character(strokes, match, own + STROKES_GATEWAY * longer, STROKES_OTHERS_AT_MOST);
        word++;
    }
    for (; word < group->end_word; word++) /* most are too unlikely: seen by one comparison */
        if ((double)probabilities[word] >= least_score(strokes))
            offer(strokes, &(struct stroke_item){word, 0, (double)probabilities[word]},
                  STROKES_OTHERS_AT_MOST);
}

/* After the others, in places that are kept for them: so none is missing, however unlikely. */
static void offer_complete(struct strokes *strokes, const struct stroke_match *match,
                           const float *probabilities)
{
    const struct stroke_group *group = &strokes->groups[match->group];
    uint32_t word = group->first_word;
    if (!match->complete || !group->single)
        return;
    double own = (double)probabilities[word], longer = match->word_mass - own;
    offer_character(strokes, match, STROKES_COMPLETE * own + STROKES_GATEWAY * longer, STROKES_ITEMS_AT_MOST);
}

static void make_items(struct strokes *strokes, const struct predict_request *request)
{
    find_matches(strokes, request);
    const float *probabilities = probabilities_of(strokes, request);
    sum_matches(strokes, probabilities);
    strokes->item_count = 0;
    for (uint32_t i = 0; i < strokes->match_count; i++)
        offer_group(strokes, &strokes->matches[i], probabilities);
    for (uint32_t i = 0; i < strokes->match_count; i++)
        offer_complete(strokes, &strokes->matches[i], probabilities);
}

/* --- handing out ------------------------------------------------------------------------------------------- */

/* A character that is read in several ways keeps its reading open. */
static void put_reading(const struct lexicon *lexicon, const struct lexicon_word *word,
                        char text[CANDIDATE_READING_BYTES])
{
    struct lexicon_reading reading;
    size_t size = 0;
    text[0] = 0;
    if ((word->length == 1 && word->reading_count > 1) || !lexicon_reading(lexicon, word, 0, &reading))
        return;
    for (int i = 0; i < reading.length && size + SYLLABLE_SPELLING < CANDIDATE_READING_BYTES; i++) {
        if (i > 0)
            text[size++] = ' ';
        size += toned_format(reading.syllables[i], text + size);
    }
    text[size] = 0;
}

/* False when it does not fit a candidate. */
static bool item_text(const struct strokes *strokes, const struct stroke_item *item,
                      char text[CANDIDATE_TEXT_BYTES], struct lexicon_word *word)
{
    if (!lexicon_word(strokes->lexicon, item->word, word) || word->size >= CANDIDATE_TEXT_BYTES)
        return false;
    size_t size = word->size;
    if (item->form)
        size = utf8_encode(item->form, text);
    else
        memcpy(text, word->text, size);
    text[size] = 0;
    return true;
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    struct strokes *strokes = self;
    struct lexicon_word word;
    int count = 0;
    if (!is_ours(request))
        return strokes->below->candidates(strokes->below->self, request, out, most);
    make_items(strokes, request);
    for (int i = request->skip; i >= 0 && i < strokes->item_count && count < most; i++) {
        struct candidate *candidate = &out[count];
        *candidate = (struct candidate){.units = request->unit_count};
        if (!item_text(strokes, &strokes->items[i], candidate->text, &word))
            continue;
        candidate->drawn = strokes->items[i].form != 0;
        put_reading(strokes->lexicon, &word, candidate->reading);
        count++;
    }
    return count;
}

static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    struct strokes *strokes = self;
    int stroke = unit_stroke(unit);
    if (!is_ours(request) && (stroke < 0 || request->unit_count > 0))
        return stroke < 0 && strokes->below->may_follow(strokes->below->self, request, unit);
    if (stroke < 0 || request->unit_count >= STROKES_AT_MOST)
        return false;
    find_matches(strokes, request);
    return stroke == STROKE_ANY ? strokes->next_mask != 0 : (strokes->next_mask >> stroke & 1u) != 0;
}

/* --- weights for evidence scanning ------------------------------------------------------------------------- */

/* The word of a text on offer, and whether it is a single character; false: none of ours. With nothing spelt another
 * predictor's words are on offer. */
static bool find_offered(const struct strokes *strokes, const char *text, struct lexicon_word *word)
{
    char shown[CANDIDATE_TEXT_BYTES];
    if (strokes->pattern_count == 0)
        return lexicon_find(strokes->lexicon, text, strlen(text), word);
    for (int i = 0; i < strokes->item_count; i++)
        if (item_text(strokes, &strokes->items[i], shown, word) && strcmp(shown, text) == 0)
            return true;
    return false;
}

static struct stroke_match *match_of_word(struct strokes *strokes, uint32_t word)
{
    for (uint32_t i = 0; i < strokes->match_count; i++) {
        const struct stroke_group *group = &strokes->groups[strokes->matches[i].group];
        if (word >= group->first_word && word < group->end_word)
            return &strokes->matches[i];
    }
    return NULL;
}

/* What is on offer is taken out of the masses of the groups. First the words; then the characters, which stand for all
 * words that begin with them and are not on offer: who wants 苹果 and sees 苹 takes it. */
static void weigh_offered(struct strokes *strokes, const float *probabilities, struct predict_weight *items,
                          int count, bool singles)
{
    struct lexicon_word word;
    for (int i = 0; i < count; i++) {
        if (!items[i].text || !find_offered(strokes, items[i].text, &word) || (word.length == 1) != singles)
            continue;
        struct stroke_match *match = match_of_word(strokes, word.number);
        if (!match)
            continue;
        items[i].weight =
            fmin(match->word_mass, singles ? match->word_mass : (double)probabilities[word.number]);
        match->word_mass -= items[i].weight;
    }
}

static double share_of_key(int stroke, const double masses[STROKE_KINDS + 1])
{
    double keys = 0;
    for (int i = 0; i < STROKE_KINDS; i++)
        keys += masses[i];
    return stroke == STROKE_ANY ? keys * STROKES_ANY_SHARE : masses[stroke] * (1 - STROKES_ANY_SHARE);
}

static void weigh_strokes(struct strokes *strokes, const struct predict_request *request,
                          struct predict_weight *items, int count)
{
    double masses[STROKE_KINDS + 1] = {0}, whole = 0;
    make_items(strokes, request);
    const float *probabilities = probabilities_of(strokes, request);
    for (uint32_t i = 0; i < strokes->match_count; i++)
        whole += strokes->matches[i].word_mass;
    for (int i = 0; i < count; i++)
        items[i].weight = 0;
    weigh_offered(strokes, probabilities, items, count, false);
    weigh_offered(strokes, probabilities, items, count, true);
    for (uint32_t i = 0; i < strokes->match_count; i++)
        masses[strokes->matches[i].next] += strokes->matches[i].word_mass;
    for (int i = 0; i < count; i++) {
        int stroke = unit_stroke(items[i].unit);
        if (stroke >= 0)
            items[i].weight = share_of_key(stroke, masses);
        items[i].weight = whole > 0 ? items[i].weight / whole : 0;
    }
}

static bool offers_strokes(const struct predict_weight *items, int count)
{
    for (int i = 0; i < count; i++)
        if (unit_stroke(items[i].unit) >= 0)
            return true;
    return false;
}

static void weigh_items(void *self, const struct predict_request *request, struct predict_weight *items,
                        int count)
{
    struct strokes *strokes = self;
    if (is_ours(request) || (request->unit_count == 0 && offers_strokes(items, count)))
        weigh_strokes(strokes, request, items, count);
    else if (strokes->below->weigh)
        strokes->below->weigh(strokes->below->self, request, items, count);
}

/* --- life -------------------------------------------------------------------------------------------------- */

void strokes_init(struct strokes *strokes, const struct stroke_table *table, struct word_list *list,
                  const struct predictor *below)
{
    *strokes = (struct strokes){
        .table = table, .lexicon = list->lexicon, .list = list, .below = below, .pattern_count = -1};
}

void strokes_destroy(struct strokes *strokes)
{
    free(strokes->groups);
    free(strokes->matches);
    free(strokes->unigrams);
    *strokes = (struct strokes){.pattern_count = -1};
}

struct predictor strokes_predictor(struct strokes *strokes)
{
    return (struct predictor){
        .self = strokes, .candidates = candidates, .may_follow = may_follow, .weigh = weigh_items};
}

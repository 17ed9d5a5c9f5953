#include "predict/english_words.h"

#include <stdio.h>
#include <string.h>

#include "predict/english_parts.h"
#include "predict/language_text.h"

void english_words_init(struct english_words *words, const struct language_model *model, float *probabilities,
                        const struct predictor *inside)
{
    *words = (struct english_words){
        .model = model && model->spelling_count > 0 ? model : NULL,
        .probabilities = probabilities,
        .inside = *inside,
        .context_size = SIZE_MAX,
    };
}

/* --- what is asked ----------------------------------------------------------------------------------------- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static char capital(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

/* The letters and apostrophes at the end of the message when they end with an apostrophe, and a word begins so. */
static size_t written_part(const struct language_model *model, const struct predict_request *request)
{
    const char *end = request->context + request->context_size;
    size_t size = 0;
    uint32_t first, behind;
    if (request->context_size == 0 || end[-1] != '\'')
        return 0;
    while (size < request->context_size &&
           (is_letter(end[-1 - (ptrdiff_t)size]) || end[-1 - (ptrdiff_t)size] == '\''))
        size++;
    language_prefix(model, end - size, size, &first, &behind);
    return size > 1 && size < CANDIDATE_TEXT_BYTES && first < behind ? size : 0;
}

/* False when the letters are too many, or some unit is more than a letter: nothing begins so. */
static bool read_prefix(const struct language_model *model, const struct predict_request *request,
                        struct english_prefix *prefix)
{
    prefix->written = prefix->size = written_part(model, request);
    memcpy(prefix->text, request->context + request->context_size - prefix->size, prefix->size);
    for (int i = 0; i < request->unit_count; i++) {
        if (strlen(request->units[i]) != 1 || prefix->size + 1 >= CANDIDATE_TEXT_BYTES)
            return false;
        prefix->text[prefix->size++] = request->units[i][0];
    }
    prefix->text[prefix->size] = '\0';
    language_prefix(model, prefix->text, prefix->size, &prefix->first, &prefix->end);
    return true;
}

/* The end of the message, up to the word that is being written, from a whole word on; a blank ends its last word. */
static size_t end_of_context(const struct predict_request *request, size_t written,
                             char context[ENGLISH_CONTEXT_BYTES])
{
    size_t size = request->context_size - written, most = ENGLISH_CONTEXT_BYTES - 1;
    const char *from = request->context;
    if (size > most) {
        from += size - most;
        size = most;
        const char *blank = memchr(from, ' ', size);
        size -= blank ? (size_t)(blank - from) : 0;
        from = blank ? blank : from;
    }
    memcpy(context, from, size);
    context[size++] = ' ';
    return size;
}

/* Brings the probabilities up to the message. */
static void read_context(struct english_words *words, const struct predict_request *request, size_t written)
{
    char context[ENGLISH_CONTEXT_BYTES];
    struct language_state state;
    size_t size = end_of_context(request, written, context);
    if (words->own && words->own->revision != words->own_revision)
        words->context_size = SIZE_MAX;
    if (size == words->context_size && memcmp(words->context, context, size) == 0)
        return;
    language_read(words->model, NULL, context, size, true, &state);
    language_distribution(words->model, &state, words->probabilities);
    english_own_mix(words, context, size);
    memcpy(words->context, context, size);
    words->context_size = size;
}

/* --- words ----------------------------------------------------------------------------------------------- */

struct likely {
    const float *p;
    uint32_t *top;
    int count, most;
};

/* In its place: likeliest first (equal: as they come). */
static void note_likely(struct likely *likely, uint32_t word)
{
    const float *p = likely->p;
    if (likely->most == 0 || (likely->count == likely->most && p[word] <= p[likely->top[likely->count - 1]]))
        return;
    int place = likely->count < likely->most ? likely->count++ : likely->count - 1;
    for (; place > 0 && p[word] > p[likely->top[place - 1]]; place--)
        likely->top[place] = likely->top[place - 1];
    likely->top[place] = word;
}

/* The likeliest of the words that begin so. */
static int likeliest(const struct english_words *words, const char *text, size_t size, uint32_t *top,
                     int most)
{
    struct likely likely = {.p = words->probabilities, .top = top, .most = most};
    uint32_t first, end;
    language_prefix(words->model, text, size, &first, &end);
    for (uint32_t word = first; word < end; word++)
        note_likely(&likely, word);
    for (uint32_t word = english_next_new(words, 0, text, size); word != LANGUAGE_NONE;
         word = english_next_new(words, word, text, size))
        note_likely(&likely, word);
    return likely.count;
}

/* --- words that were passed over --------------------------------------------------------------------------- */

enum { PASSED_AT_MOST = (ENGLISH_LETTERS_PASSED + 1) * ENGLISH_PAGE_AT_MOST };

struct passed {
    uint32_t words[PASSED_AT_MOST];
    float before[PASSED_AT_MOST];
    int count;
};

static bool was_passed(const struct passed *passed, uint32_t word)
{
    for (int i = 0; i < passed->count; i++)
        if (passed->words[i] == word)
            return true;
    return false;
}

static void pass(struct english_words *words, uint32_t word, struct passed *passed)
{
    if (passed->count == PASSED_AT_MOST || was_passed(passed, word))
        return;
    passed->words[passed->count] = word;
    passed->before[passed->count++] = words->probabilities[word];
    words->probabilities[word] *= ENGLISH_PASSED;
}

/* Those on the first page while so many letters were spelt: as make_list() puts them there. */
static void pass_page(struct english_words *words, const struct english_prefix *prefix, size_t size, int page,
                      struct passed *passed)
{
    uint32_t top[ENGLISH_PAGE_AT_MOST];
    int count = likeliest(words, prefix->text, size, top, page);
    uint32_t literal = size > prefix->written ? english_find(words, prefix->text, size) : LANGUAGE_NONE;
    bool shown = size == prefix->written;
    for (int i = 0; i < count && i <= ENGLISH_LITERAL_AT; i++)
        shown = shown || top[i] == literal;
    if (!shown && count > ENGLISH_LITERAL_AT)
        top[ENGLISH_LITERAL_AT] = literal;
    for (int i = 0; i < count; i++)
        if (top[i] != LANGUAGE_NONE)
            pass(words, top[i], passed);
}

/* Who spelt on wanted none of the words that stood there. */
static void pass_over(struct english_words *words, const struct predict_request *request,
                      const struct english_prefix *prefix, struct passed *passed)
{
    int page = request->page < ENGLISH_PAGE_AT_MOST ? request->page : ENGLISH_PAGE_AT_MOST;
    passed->count = 0;
    if (page <= 0 || request->hanzi)
        return;
    for (size_t size = prefix->written; size < prefix->size && size <= ENGLISH_LETTERS_PASSED; size++)
        pass_page(words, prefix, size, page, passed);
}

static void restore(struct english_words *words, const struct passed *passed)
{
    for (int i = 0; i < passed->count; i++)
        words->probabilities[passed->words[i]] = passed->before[i];
}

/* --- how a word is spelt ----------------------------------------------------------------------------------- */

static bool begins_sentence(const char *context, size_t size)
{
    while (size > 0 && context[size - 1] == ' ')
        size--;
    return size > 0 && strchr(".?!", context[size - 1]) != NULL;
}

static bool all_capitals(const struct english_prefix *prefix)
{
    int letters = 0;
    for (size_t i = 0; i < prefix->size; i++) {
        if (is_letter(prefix->text[i]) && !is_capital(prefix->text[i]))
            return false;
        letters += is_letter(prefix->text[i]);
    }
    return letters >= 2;
}

/* The word as it is offered, without a blank before it; false when it is too long or none. */
static bool spell_word(const struct english_words *words, const struct predict_request *request,
                       const struct english_prefix *prefix, uint32_t number, char text[CANDIDATE_TEXT_BYTES])
{
    size_t size;
    const char *word = english_word(words, number, &size);
    if (!word || size <= prefix->written || size + 1 >= CANDIDATE_TEXT_BYTES)
        return false;
    memcpy(text, word, size);
    text[size] = '\0';
    if (all_capitals(prefix))
        for (size_t i = 0; i < size; i++)
            text[i] = capital(text[i]);
    else if (is_capital(prefix->text[0]) ||
             (prefix->written == 0 && begins_sentence(request->context, request->context_size)))
        text[0] = capital(text[0]);
    memmove(text, text + prefix->written, size + 1 - prefix->written);
    return true;
}

/* After a word, a mark or a digit, but not after Hanzi, an opening bracket or a blank. */
static bool needs_blank(const struct predict_request *request, const struct english_prefix *prefix)
{
    char last = request->context_size > 0 ? request->context[request->context_size - 1] : ' ';
    return prefix->written == 0 && last > ' ' && last < 0x7F && !strchr("(\"/@#-_", last);
}

/* --- the list -------------------------------------------------------------------------------------------- */

/* Hands out from `skip` on. */
struct hand {
    const struct predict_request *request;
    const struct english_prefix *prefix;
    struct candidate *out;
    int most, count, place; /* place: of the next one in the whole list */
};

static bool full(const struct hand *hand)
{
    return hand->count == hand->most;
}

static void give(struct hand *hand, const char *text, const char *reading, int units)
{
    if (hand->place++ < hand->request->skip || full(hand))
        return;
    bool blank = reading[0] == '\0' && needs_blank(hand->request, hand->prefix);
    struct candidate *out = &hand->out[hand->count++];
    *out = (struct candidate){.units = units};
    snprintf(out->text, sizeof out->text, "%s%s", blank ? " " : "", text);
    snprintf(out->reading, sizeof out->reading, "%s", reading);
}

/* The letters as they stand (0), with a capital (1), in capitals (2); false when that is nothing new. */
static bool literal(const struct english_prefix *prefix, int how, char text[CANDIDATE_TEXT_BYTES])
{
    char plain[CANDIDATE_TEXT_BYTES], before[CANDIDATE_TEXT_BYTES];
    if (prefix->size == prefix->written)
        return false;
    snprintf(plain, sizeof plain, "%s", prefix->text + prefix->written);
    snprintf(text, CANDIDATE_TEXT_BYTES, "%s", plain);
    snprintf(before, sizeof before, "%s", plain);
    for (size_t i = 0; how > 0 && text[i] && (how == 2 || i == 0); i++)
        text[i] = capital(text[i]);
    if (how == 2)
        before[0] = capital(before[0]);
    return how == 0 || strcmp(text, before) != 0;
}

/* Everything that is offered, in order; what is a word anyway is not offered a second time. */
struct list {
    char texts[ENGLISH_WORDS_AT_MOST + 3][CANDIDATE_TEXT_BYTES];
    int count;
};

static int find_text(const struct list *list, const char *text)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->texts[i], text) == 0)
            return i;
    return -1;
}

/* Puts the text at this place at the latest. */
static void put_at(struct list *list, const char *text, int place)
{
    int from = find_text(list, text);
    if (from >= 0 && from <= place)
        return;
    if (from < 0)
        from = list->count++;
    if (place > from)
        place = from;
    char moved[CANDIDATE_TEXT_BYTES];
    snprintf(moved, sizeof moved, "%s", text);
    memmove(list->texts[place + 1], list->texts[place], (size_t)(from - place) * sizeof list->texts[0]);
    memcpy(list->texts[place], moved, sizeof moved);
}

static void make_list(const struct english_words *words, const struct predict_request *request,
                      const struct english_prefix *prefix, struct list *list)
{
    static const int places[] = {ENGLISH_LITERAL_AT, 2 * ENGLISH_LITERAL_AT, 2 * ENGLISH_LITERAL_AT + 1};
    uint32_t top[ENGLISH_WORDS_AT_MOST];
    char text[CANDIDATE_TEXT_BYTES];
    int found = likeliest(words, prefix->text, prefix->size, top, ENGLISH_WORDS_AT_MOST);
    list->count = 0;
    for (int i = 0; i < found; i++)
        if (spell_word(words, request, prefix, top[i], list->texts[list->count]))
            list->count++;
    for (int how = 0; how < 3; how++)
        if (literal(prefix, how, text))
            put_at(list, text, places[how]);
}

/* What the predictor inside makes of the letters: Hanzi, which alone have a reading. */
enum { HANZI_AT_MOST = 256 };

static int find_hanzi(const struct english_words *words, const struct predict_request *request,
                      struct candidate *hanzi)
{
    struct predict_request all = *request;
    int kept = 0;
    if (!request->hanzi)
        return 0;
    all.skip = 0;
    int count = words->inside.candidates(words->inside.self, &all, hanzi, HANZI_AT_MOST);
    for (int i = 0; i < count; i++)
        if (hanzi[i].reading[0])
            hanzi[kept++] = hanzi[i];
    return kept;
}

/* Words and Hanzi in turn; where the letters are pinyin above all, so many Hanzi before each word. */
enum { HANZI_BEFORE_A_WORD = 4 };

static int hand_out(const struct english_words *words, const struct list *list, struct hand *hand)
{
    struct candidate hanzi[HANZI_AT_MOST];
    int hanzi_count = find_hanzi(words, hand->request, hanzi), given = 0;
    int before = hand->request->hanzi_first ? HANZI_BEFORE_A_WORD : 0, after = before ? 0 : 1;
    for (int i = 0; (i < list->count || given < hanzi_count) && !full(hand); i++) {
        for (int end = given + before; given < end && given < hanzi_count; given++)
            give(hand, hanzi[given].text, hanzi[given].reading, hanzi[given].units);
        if (i < list->count)
            give(hand, list->texts[i], "", hand->request->unit_count);
        for (int end = given + after; given < end && given < hanzi_count; given++)
            give(hand, hanzi[given].text, hanzi[given].reading, hanzi[given].units);
    }
    return hand->count;
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    struct english_words *words = self;
    struct english_prefix prefix;
    struct list list;
    if (!words->model || !request->english || !read_prefix(words->model, request, &prefix))
        return words->inside.candidates(words->inside.self, request, out, most);
    struct passed passed;
    read_context(words, request, prefix.written);
    pass_over(words, request, &prefix, &passed);
    make_list(words, request, &prefix, &list);
    restore(words, &passed);
    return hand_out(words, &list,
                    &(struct hand){.request = request, .prefix = &prefix, .out = out, .most = most});
}

/* Names and other languages' words have any letter anywhere. */
static bool may_follow(void *self, const struct predict_request *request, const char *unit)
{
    const struct english_words *words = self;
    return words->inside.may_follow(words->inside.self, request, unit);
}

/* --- weights --------------------------------------------------------------------------------------------- */

/* Letters on a Chinese screen are a word in Latin letters or pinyin: what each makes of them, by shares. */
static void mix_hanzi(const struct english_words *words, const struct predict_request *request,
                      struct predict_weight *items, int count)
{
    struct predict_weight hanzi[ENGLISH_ITEMS_AT_MOST];
    double share = request->hanzi_first ? ENGLISH_HANZI_FIRST : ENGLISH_HANZI, sum = 0;
    if (count > ENGLISH_ITEMS_AT_MOST)
        return;
    memcpy(hanzi, items, (size_t)count * sizeof *hanzi);
    words->inside.weigh(words->inside.self, request, hanzi, count);
    for (int i = 0; i < count; i++)
        sum += hanzi[i].weight;
    for (int i = 0; i < count && sum > 0; i++)
        items[i].weight = (1 - share) * items[i].weight + share * hanzi[i].weight;
}

static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    struct english_words *words = self;
    struct english_prefix prefix;
    if (!words->model || !request->english || !read_prefix(words->model, request, &prefix)) {
        words->inside.weigh(words->inside.self, request, items, count);
        return;
    }
    struct passed passed;
    read_context(words, request, prefix.written);
    pass_over(words, request, &prefix, &passed);
    english_weigh(words, &prefix, items, count);
    restore(words, &passed);
    if (request->hanzi)
        mix_hanzi(words, request, items, count);
}

struct predictor english_words_predictor(struct english_words *words)
{
    return (struct predictor){
        .self = words, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}

#include "predict/english_words.h"

#include <stdio.h>
#include <string.h>

#include "predict/language_text.h"

enum { PREFIX_BYTES = CANDIDATE_TEXT_BYTES };

/* The word that is being written: what of it stands in the message already (don'), and the letters spelt. */
struct prefix {
    char text[PREFIX_BYTES];
    size_t size;
    size_t written;      /* bytes of it that are in the message */
    uint32_t first, end; /* the words that begin so */
};

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

static char small(char byte)
{
    return is_capital(byte) ? (char)(byte - 'A' + 'a') : byte;
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
    return size > 1 && size < PREFIX_BYTES && first < behind ? size : 0;
}

/* False when the letters are too many, or some unit is more than a letter: nothing begins so. */
static bool read_prefix(const struct language_model *model, const struct predict_request *request,
                        struct prefix *prefix)
{
    prefix->written = prefix->size = written_part(model, request);
    memcpy(prefix->text, request->context + request->context_size - prefix->size, prefix->size);
    for (int i = 0; i < request->unit_count; i++) {
        if (strlen(request->units[i]) != 1 || prefix->size + 1 >= PREFIX_BYTES)
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
    if (size == words->context_size && memcmp(words->context, context, size) == 0)
        return;
    language_read(words->model, NULL, context, size, true, &state);
    language_distribution(words->model, &state, words->probabilities);
    memcpy(words->context, context, size);
    words->context_size = size;
}

/* --- words ----------------------------------------------------------------------------------------------- */

/* The likeliest words, likeliest first (equal: by number). */
static int likeliest(const struct english_words *words, const struct prefix *prefix,
                     uint32_t top[ENGLISH_WORDS_AT_MOST])
{
    const float *p = words->probabilities;
    int count = 0;
    for (uint32_t word = prefix->first; word < prefix->end; word++) {
        if (count == ENGLISH_WORDS_AT_MOST && p[word] <= p[top[count - 1]])
            continue;
        int place = count < ENGLISH_WORDS_AT_MOST ? count++ : count - 1;
        for (; place > 0 && p[word] > p[top[place - 1]]; place--)
            top[place] = top[place - 1];
        top[place] = word;
    }
    return count;
}

static bool begins_sentence(const char *context, size_t size)
{
    while (size > 0 && context[size - 1] == ' ')
        size--;
    return size > 0 && strchr(".?!", context[size - 1]) != NULL;
}

static bool all_capitals(const struct prefix *prefix)
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
                       const struct prefix *prefix, uint32_t number, char text[CANDIDATE_TEXT_BYTES])
{
    size_t size;
    const char *word = language_word(words->model, number, &size);
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
static bool needs_blank(const struct predict_request *request, const struct prefix *prefix)
{
    char last = request->context_size > 0 ? request->context[request->context_size - 1] : ' ';
    return prefix->written == 0 && last > ' ' && last < 0x7F && !strchr("(\"/@#-_", last);
}

/* --- the list -------------------------------------------------------------------------------------------- */

/* Hands out from `skip` on. */
struct hand {
    const struct predict_request *request;
    const struct prefix *prefix;
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
static bool literal(const struct prefix *prefix, int how, char text[CANDIDATE_TEXT_BYTES])
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
                      const struct prefix *prefix, struct list *list)
{
    static const int places[] = {ENGLISH_LITERAL_AT, 2 * ENGLISH_LITERAL_AT, 2 * ENGLISH_LITERAL_AT + 1};
    uint32_t top[ENGLISH_WORDS_AT_MOST];
    char text[CANDIDATE_TEXT_BYTES];
    int found = likeliest(words, prefix, top);
    list->count = 0;
    for (int i = 0; i < found; i++)
        if (spell_word(words, request, prefix, top[i], list->texts[list->count]))
            list->count++;
    for (int how = 0; how < 3; how++)
        if (literal(prefix, how, text))
            put_at(list, text, places[how]);
}

/* What the predictor inside makes of the letters: Hanzi, which alone have a reading. */
enum { HANZI_AT_MOST = 64 };

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

/* Words and Hanzi in turn. */
static int hand_out(const struct english_words *words, const struct list *list, struct hand *hand)
{
    struct candidate hanzi[HANZI_AT_MOST];
    int hanzi_count = find_hanzi(words, hand->request, hanzi);
    for (int i = 0; (i < list->count || i < hanzi_count) && !full(hand); i++) {
        if (i < list->count)
            give(hand, list->texts[i], "", hand->request->unit_count);
        if (i < hanzi_count)
            give(hand, hanzi[i].text, hanzi[i].reading, hanzi[i].units);
    }
    return hand->count;
}

static int candidates(void *self, const struct predict_request *request, struct candidate *out, int most)
{
    struct english_words *words = self;
    struct prefix prefix;
    struct list list;
    if (!words->model || !request->english || !read_prefix(words->model, request, &prefix))
        return words->inside.candidates(words->inside.self, request, out, most);
    read_context(words, request, prefix.written);
    make_list(words, request, &prefix, &list);
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

enum { KEYS = 27, APOSTROPHE = 26, OFFERED_AT_MOST = 64 };

/* Which item is what; −1: none. */
struct places {
    int keys[KEYS]; /* letters, apostrophe */
    int literal, end, marks[LANGUAGE_MARKS];
    uint32_t words[OFFERED_AT_MOST]; /* that are offered … */
    int at[OFFERED_AT_MOST];         /* … and where */
    int word_count;
    uint32_t
        twin; /* the word that the letters as they stand are, when it is offered in another spelling (Mark, mark) */
};

static int key_of(char byte)
{
    char letter = small(byte);
    return letter >= 'a' && letter <= 'z' ? letter - 'a' : byte == '\'' ? APOSTROPHE : -1;
}

static void note_unit(const char *unit, int item, struct places *places)
{
    int key = unit[0] && !unit[1] ? key_of(unit[0]) : -1;
    if (key >= 0)
        places->keys[key] = item;
}

static int find_word(const struct places *places, uint32_t word)
{
    for (int i = 0; i < places->word_count; i++)
        if (places->words[i] == word)
            return places->at[i];
    return -1;
}

static void note_word(struct places *places, uint32_t word, int item)
{
    if (find_word(places, word) >= 0) {
        places->twin = word;
    } else if (word != LANGUAGE_NONE && places->word_count < OFFERED_AT_MOST) {
        places->words[places->word_count] = word;
        places->at[places->word_count++] = item;
    }
}

/* A text that is offered: a word, the letters as they stand, those with a mark behind them, or a mark alone. */
static void note_text(const struct language_model *model, const struct prefix *prefix, const char *text,
                      int item, struct places *places)
{
    char whole[2 * CANDIDATE_TEXT_BYTES];
    text += text[0] == ' ';
    size_t size = strlen(text);
    if (size == 0 || size >= CANDIDATE_TEXT_BYTES)
        return;
    snprintf(whole, sizeof whole, "%.*s%s", (int)prefix->written, prefix->text, text);
    size += prefix->written;
    bool letters = size >= prefix->size && memcmp(whole, prefix->text, prefix->size) == 0;
    if (letters && size == prefix->size + 1 && whole[prefix->size] == '\'') {
        places->keys[APOSTROPHE] = item;
        return;
    }
    enum language_mark mark = language_mark_of((unsigned char)text[0]);
    if (size == 1 && prefix->size == 0 && mark != LANGUAGE_MARKS) {
        places->marks[mark] = item;
        return;
    }
    if (letters && size == prefix->size)
        places->literal = item;
    note_word(places, language_find(model, whole, size), item);
}

static void find_places(const struct language_model *model, const struct prefix *prefix,
                        struct predict_weight *items, int count, struct places *places)
{
    *places = (struct places){.literal = -1, .end = -1, .twin = LANGUAGE_NONE};
    for (int i = 0; i < KEYS; i++)
        places->keys[i] = -1;
    for (int i = 0; i < LANGUAGE_MARKS; i++)
        places->marks[i] = -1;
    for (int i = 0; i < count; i++) {
        items[i].weight = 0;
        if (items[i].unit)
            note_unit(items[i].unit, i, places);
        else if (items[i].text && items[i].text[0] == '\0')
            places->end = i;
        else if (items[i].text)
            note_text(model, prefix, items[i].text, i, places);
    }
}

static void add(struct predict_weight *items, int item, double p)
{
    if (item >= 0)
        items[item].weight += p;
}

/* Who spelt all of a word takes it as it stands. */
static int next_key(const struct english_words *words, const struct prefix *prefix,
                    const struct places *places, uint32_t number)
{
    size_t size;
    const char *word = language_word(words->model, number, &size);
    if (!word || size <= prefix->size)
        return word ? places->literal : -1;
    int key = key_of(word[prefix->size]);
    return key >= 0 ? places->keys[key] : -1;
}

/* Returns the sum of the words' probabilities. */
static double weigh_words(const struct english_words *words, const struct prefix *prefix,
                          const struct places *places, struct predict_weight *items)
{
    static const double TWIN = 0.1;
    double sum = 0;
    for (uint32_t number = prefix->first; number < prefix->end; number++) {
        double p = (double)words->probabilities[number];
        int item = find_word(places, number);
        sum += p;
        if (number == places->twin)
            add(items, places->literal, TWIN * p);
        add(items, item >= 0 ? item : next_key(words, prefix, places, number),
            number == places->twin ? p - TWIN * p : p);
    }
    return sum;
}

static double weigh_unknown(const struct prefix *prefix, const struct places *places,
                            struct predict_weight *items)
{
    double p = ENGLISH_UNKNOWN;
    bool spelt = prefix->size > prefix->written;
    for (size_t i = 0; i < prefix->size; i++)
        p /= 28;
    for (int i = 0; i < KEYS - 1; i++)
        add(items, places->keys[i], p * (spelt ? 5.0 / 6 : 1) / 28);
    if (spelt)
        add(items, places->literal, p / 6);
    return p;
}

static double weigh_marks(const struct english_words *words, const struct places *places,
                          struct predict_weight *items)
{
    double sum = 0;
    for (int mark = 0; mark < LANGUAGE_MARKS; mark++) {
        double p = (double)words->probabilities[language_mark_token(words->model, (enum language_mark)mark)];
        bool ends = mark != LANGUAGE_COMMA;
        add(items, places->marks[mark], ends && places->end >= 0 ? 0.2 * p : p);
        add(items, places->end, ends ? 0.8 * p : 0);
        sum += p;
    }
    return sum;
}

static void weigh_english(const struct english_words *words, const struct prefix *prefix,
                          struct predict_weight *items, int count)
{
    struct places places;
    find_places(words->model, prefix, items, count, &places);
    double sum = weigh_words(words, prefix, &places, items) + weigh_unknown(prefix, &places, items);
    if (prefix->size == 0)
        sum += weigh_marks(words, &places, items);
    for (int i = 0; i < count && sum > 0; i++)
        items[i].weight /= sum;
}

/* Letters on a Chinese screen: a word in Latin letters, or (the smaller part) Hanzi; those nearer to the front are
 * likelier. */
static void add_hanzi(struct predict_weight *items, int count)
{
    static const double HANZI = 0.3;
    double share = HANZI / 2, given = 0;
    for (int i = 0; i < count; i++)
        if (items[i].text && (items[i].text[0] & 0x80) != 0) {
            items[i].weight = share;
            given += share;
            share /= 2;
        }
    for (int i = 0; i < count; i++)
        if (!items[i].text || (items[i].text[0] & 0x80) == 0)
            items[i].weight *= 1 - given;
}

static void weigh(void *self, const struct predict_request *request, struct predict_weight *items, int count)
{
    struct english_words *words = self;
    struct prefix prefix;
    if (!words->model || !request->english || !read_prefix(words->model, request, &prefix)) {
        words->inside.weigh(words->inside.self, request, items, count);
        return;
    }
    read_context(words, request, prefix.written);
    weigh_english(words, &prefix, items, count);
    if (request->hanzi)
        add_hanzi(items, count);
}

struct predictor english_words_predictor(struct english_words *words)
{
    return (struct predictor){
        .self = words, .candidates = candidates, .may_follow = may_follow, .weigh = weigh};
}

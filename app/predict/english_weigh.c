#include <stdio.h>
#include <string.h>

#include "predict/english_parts.h"
#include "predict/language_text.h"

enum { KEYS = 27, APOSTROPHE = 26, OFFERED_AT_MOST = 64 };

/* Which item is what; −1: none. */
struct places {
    int keys[KEYS]; /* letters, apostrophe */
    int literal, end, marks[LANGUAGE_MARKS];
    uint32_t words[OFFERED_AT_MOST]; /* that are offered … */
    int at[OFFERED_AT_MOST];         /* … and where */
    int word_count;
    uint32_t twin; /* an offered word that stands there in another spelling as well (Mark, mark) … */
    int twin_at;   /* … and where */
};

static int key_of(char byte)
{
    char letter = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
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
        places->twin_at = item;
    } else if (word != LANGUAGE_NONE && places->word_count < OFFERED_AT_MOST) {
        places->words[places->word_count] = word;
        places->at[places->word_count++] = item;
    }
}

/* A text that is offered: a word, the letters as they stand, those with a mark behind them, or a mark alone. */
static void note_text(const struct english_words *words, const struct english_prefix *prefix,
                      const char *text, int item, struct places *places)
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
    note_word(places, english_find(words, whole, size), item);
}

static void find_places(const struct english_words *words, const struct english_prefix *prefix,
                        struct predict_weight *items, int count, struct places *places)
{
    *places = (struct places){.literal = -1, .end = -1, .twin = LANGUAGE_NONE, .twin_at = -1};
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
            note_text(words, prefix, items[i].text, i, places);
    }
}

static void add(struct predict_weight *items, int item, double p)
{
    if (item >= 0)
        items[item].weight += p;
}

/* Who spelt all of a word takes it as it stands. */
static int next_key(const struct english_words *words, const struct english_prefix *prefix,
                    const struct places *places, uint32_t number)
{
    size_t size;
    const char *word = english_word(words, number, &size);
    if (!word || size <= prefix->size)
        return word ? places->literal : -1;
    int key = key_of(word[prefix->size]);
    return key >= 0 ? places->keys[key] : -1;
}

static double weigh_word(const struct english_words *words, const struct english_prefix *prefix,
                         const struct places *places, uint32_t number, struct predict_weight *items)
{
    static const double TWIN = 0.1;
    double p = (double)words->probabilities[number];
    int item = find_word(places, number);
    if (number == places->twin)
        add(items, places->twin_at, TWIN * p);
    add(items, item >= 0 ? item : next_key(words, prefix, places, number),
        number == places->twin ? p - TWIN * p : p);
    return p;
}

/* Returns the sum of the words' probabilities. */
static double weigh_words(const struct english_words *words, const struct english_prefix *prefix,
                          const struct places *places, struct predict_weight *items)
{
    double sum = 0;
    for (uint32_t number = prefix->first; number < prefix->end; number++)
        sum += weigh_word(words, prefix, places, number, items);
    for (uint32_t number = english_next_new(words, 0, prefix->text, prefix->size); number != LANGUAGE_NONE;
         number = english_next_new(words, number, prefix->text, prefix->size))
        sum += weigh_word(words, prefix, places, number, items);
    return sum;
}

static double weigh_unknown(const struct english_prefix *prefix, const struct places *places,
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
    static const double MARKED = 0.1;
    double sum = 0;
    for (int mark = 0; mark < LANGUAGE_MARKS; mark++) {
        double p = (double)words->probabilities[language_mark_token(words->model, (enum language_mark)mark)];
        bool ends = mark != LANGUAGE_COMMA;
        add(items, places->marks[mark], ends && places->end >= 0 ? MARKED * p : p);
        add(items, places->end, ends ? (1 - MARKED) * p : 0);
        sum += p;
    }
    return sum;
}

void english_weigh(const struct english_words *words, const struct english_prefix *prefix,
                   struct predict_weight *items, int count)
{
    struct places places;
    find_places(words, prefix, items, count, &places);
    double sum = weigh_words(words, prefix, &places, items) + weigh_unknown(prefix, &places, items);
    if (prefix->size == 0)
        sum += weigh_marks(words, &places, items);
    for (int i = 0; i < count && sum > 0; i++)
        items[i].weight /= sum;
}

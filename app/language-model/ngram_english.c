#include "ngram_english.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "english_names.h"
#include "ngram_map.h"
#include "ngram_talk.h"
#include "source.h"

/* One way in which a word was met. */
struct form {
    const char *folded, *spelling;
    double weight;
};

struct forms {
    struct form *items;
    size_t count, capacity;
    struct arena *texts;
};

/* A small letter says little at the start of a sentence, a capital in its midst much. */
static const double IN_SOURCE = 0.5, AT_START = 0.1, IN_MIDST = 1, ALWAYS = 1000;

static void add_form(struct forms *forms, const char *text, size_t size, double weight)
{
    if (forms->count == forms->capacity) {
        forms->capacity = forms->capacity ? forms->capacity * 2 : 1024;
        forms->items = memory_grow(forms->items, forms->capacity, sizeof *forms->items);
    }
    char *folded = arena_copy(forms->texts, text, size);
    for (char *letter = folded; *letter; letter++)
        *letter = (char)tolower((unsigned char)*letter);
    forms->items[forms->count++] = (struct form){folded, arena_copy(forms->texts, text, size), weight};
}

/* Letters, apostrophes and hyphens, a letter among them: no initials, no numbers, no <s>. */
static bool is_word(const char *text, size_t size)
{
    bool letter = false;
    for (size_t i = 0; i < size; i++) {
        if (!isalpha((unsigned char)text[i]) && text[i] != '\'' && text[i] != '-')
            return false;
        letter = letter || isalpha((unsigned char)text[i]);
    }
    return letter;
}

static void add_sentence(struct forms *forms, struct line sentence)
{
    bool start = true;
    for (size_t at = 0, from = 0; at <= sentence.size; at++) {
        char byte = at < sentence.size ? sentence.text[at] : '\n';
        bool mark = language_mark_of((unsigned char)byte) != LANGUAGE_MARKS;
        if (byte != ' ' && !mark)
            continue;
        if (is_word(sentence.text + from, at - from)) {
            add_form(forms, sentence.text + from, at - from, start ? AT_START : IN_MIDST);
            start = false;
        }
        start = start || (mark && byte != ',');
        from = at + 1;
    }
}

static void add_talk(struct forms *forms, char *const *talk, int talk_count)
{
    struct buffer sentences, held;
    struct line line;
    buffer_init(&sentences);
    buffer_init(&held);
    ngram_talk_read(&sentences, &held, 0, talk, talk_count);
    struct source source = {.bytes = sentences.bytes, .size = sentences.size};
    for (size_t at = 0; source_line(&source, &at, &line);)
        add_sentence(forms, line);
    buffer_destroy(&sentences);
    buffer_destroy(&held);
}

static int by_text(const void *a, const void *b)
{
    const struct form *left = a, *right = b;
    int order = strcmp(left->folded, right->folded);
    return order ? order : strcmp(left->spelling, right->spelling);
}

/* The heaviest spelling of the forms from `at` on with the same letters; *end: behind the last of them. */
static const char *choose_spelling(const struct forms *forms, size_t at, size_t *end)
{
    const char *best = NULL;
    double heaviest = -1;
    size_t from = at;
    for (; at < forms->count && strcmp(forms->items[at].folded, forms->items[from].folded) == 0;) {
        size_t first = at;
        double weight = 0;
        for (; at < forms->count && strcmp(forms->items[at].spelling, forms->items[first].spelling) == 0;
             at++)
            weight += forms->items[at].weight;
        if (weight > heaviest) {
            heaviest = weight;
            best = forms->items[first].spelling;
        }
    }
    *end = at;
    return best;
}

static uint32_t number_of(const struct forms *unique, const char *word)
{
    size_t low = 0, high = unique->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(unique->items[middle].folded, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < unique->count && strcmp(unique->items[low].folded, word) == 0 ? (uint32_t)low : NGRAM_NONE;
}

static void join_forms(struct forms *forms, struct english_words *words)
{
    size_t kept = 0;
    qsort(forms->items, forms->count, sizeof *forms->items, by_text);
    words->spellings = memory_new(forms->count + 1, sizeof *words->spellings);
    for (size_t at = 0; at < forms->count; kept++) {
        struct form form = forms->items[at];
        words->spellings[kept] = choose_spelling(forms, at, &at);
        forms->items[kept] = form;
    }
    forms->count = kept;
    words->count = (uint32_t)kept;
}

void english_words_make(struct english_words *words, const struct ngram_source *source, char *const *talk,
                        int talk_count)
{
    *words = (struct english_words){0};
    arena_init(&words->texts);
    struct forms forms = {.texts = &words->texts};
    for (uint32_t i = 0; i < source->model.tokens; i++)
        if (is_word(source->words[i], strlen(source->words[i])))
            add_form(&forms, source->words[i], strlen(source->words[i]), IN_SOURCE);
    for (size_t i = 0; english_names[i]; i++)
        add_form(&forms, english_names[i], strlen(english_names[i]), ALWAYS);
    add_talk(&forms, talk, talk_count);
    join_forms(&forms, words);
    words->to = memory_new(source->model.tokens, sizeof *words->to);
    for (uint32_t i = 0; i < source->model.tokens; i++)
        words->to[i] = strcmp(source->words[i], "</s>") == 0 ? words->count + NGRAM_FULL_STOP
                                                             : number_of(&forms, source->words[i]);
    free(forms.items);
}

void english_words_destroy(struct english_words *words)
{
    free(words->spellings);
    free(words->to);
    arena_destroy(&words->texts);
}

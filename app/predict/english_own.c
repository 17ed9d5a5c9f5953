/* The person's own words in English: counted where the model has them, offered beside its words where it does not. */
#include <string.h>

#include "predict/english_parts.h"

void english_words_use_own(struct english_words *words, const struct own_words *own)
{
    words->own = own;
    words->own_count = words->new_count = 0;
    words->context_size = SIZE_MAX;
}

/* --- words by number --------------------------------------------------------------------------------------- */

static const struct own_word *new_word(const struct english_words *words, uint32_t number)
{
    uint32_t index = number - words->model->token_count;
    if (number < words->model->token_count || index >= (uint32_t)words->new_count)
        return NULL;
    return &words->own->words[words->new_words[index]];
}

const char *english_word(const struct english_words *words, uint32_t number, size_t *size)
{
    const struct own_word *own = new_word(words, number);
    if (!own)
        return language_word(words->model, number, size);
    *size = strlen(own->text);
    return own->text;
}

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool begins_so(const char *word, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (small(word[i]) != small(text[i]) || !word[i])
            return false;
    return true;
}

uint32_t english_next_new(const struct english_words *words, uint32_t number, const char *text, size_t size)
{
    const struct own_word *own;
    uint32_t first = words->model->token_count;
    for (number = number < first ? first : number + 1; (own = new_word(words, number)) != NULL; number++)
        if (begins_so(own->text, text, size))
            return number;
    return LANGUAGE_NONE;
}

uint32_t english_find(const struct english_words *words, const char *text, size_t size)
{
    uint32_t number = language_find(words->model, text, size);
    if (number != LANGUAGE_NONE)
        return number;
    for (number = english_next_new(words, 0, text, size); number != LANGUAGE_NONE;
         number = english_next_new(words, number, text, size))
        if (strlen(new_word(words, number)->text) == size)
            return number;
    return LANGUAGE_NONE;
}

/* --- mixing -------------------------------------------------------------------------------------------------- */

/* The Latin words that are believed, and their numbers in the model or behind its tokens. */
static void find_own(struct english_words *words)
{
    const struct own_words *own = words->own;
    words->own_count = words->new_count = 0;
    for (int i = OWN_WORD_START + 1; i < own->count; i++) {
        const struct own_word *word = &own->words[i];
        if (word->length > 0 || word->trial)
            continue;
        uint32_t number = language_find(words->model, word->text, strlen(word->text));
        if (number == LANGUAGE_NONE && words->new_count == ENGLISH_NEW_AT_MOST)
            continue;
        if (number == LANGUAGE_NONE) {
            number = words->model->token_count + (uint32_t)words->new_count;
            words->new_words[words->new_count++] = (uint16_t)i;
        }
        words->own_numbers[words->own_count] = number;
        words->own_indexes[words->own_count++] = (uint16_t)i;
    }
}

static bool is_part(char byte)
{
    return (small(byte) >= 'a' && small(byte) <= 'z') || byte == '\'' || byte == '-';
}

/* The word before; the start where a clause begins, −1 when it is not known. */
static int previous_word(const struct own_words *own, const char *context, size_t size)
{
    while (size > 0 && context[size - 1] == ' ')
        size--;
    size_t start = size;
    while (start > 0 && is_part(context[start - 1]))
        start--;
    if (start < size)
        return own_words_find(own, context + start, size - start);
    return size == 0 || strchr(".?!,;:", context[size - 1]) ? OWN_WORD_START : -1;
}

void english_own_mix(struct english_words *words, const char *context, size_t size)
{
    const struct own_words *own = words->own;
    double mass = 0;
    if (!own)
        return;
    find_own(words);
    words->own_revision = own->revision;
    for (int i = 0; i < words->new_count; i++)
        words->probabilities[words->model->token_count + (uint32_t)i] = 0;
    int previous = previous_word(own, context, size);
    double share = ENGLISH_OWN * own_words_share(own, previous, true);
    if (!(share > 0))
        return;
    for (uint32_t i = 0; i < words->model->word_count; i++) {
        mass += (double)words->probabilities[i];
        words->probabilities[i] *= (float)(1 - share);
    }
    for (int i = 0; i < words->own_count; i++)
        words->probabilities[words->own_numbers[i]] +=
            (float)(ENGLISH_OWN * mass * own_words_weight(own, words->own_indexes[i], previous));
}

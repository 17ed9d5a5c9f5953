/* The words of a model that brings its own, sorted without regard to case. */
#include "predict/language_model.h"

#include <string.h>

#include "predict/language_model_format.h"

static unsigned char folded(char letter)
{
    return (unsigned char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

const char *language_word(const struct language_model *model, uint32_t number, size_t *size)
{
    uint32_t ends[2];
    *size = 0;
    if (!model->bytes || number >= model->spelling_count)
        return NULL;
    memcpy(ends, model->bytes + model->spellings_at + 4 * (size_t)number, sizeof ends);
    if (ends[0] > ends[1] || ends[1] > model->texts_size)
        return NULL;
    *size = ends[1] - ends[0];
    return (const char *)model->bytes + model->texts_at + ends[0];
}

/* Of the first `size` letters of the word with the text; a shorter word that fits comes before. */
static int compare_start(const struct language_model *model, uint32_t number, const char *text, size_t size)
{
    size_t length;
    const char *word = language_word(model, number, &length);
    for (size_t i = 0; i < size; i++) {
        if (!word || i == length)
            return -1;
        if (folded(word[i]) != folded(text[i]))
            return folded(word[i]) < folded(text[i]) ? -1 : 1;
    }
    return 0;
}

/* The first word that compares at least `order` with the text. */
static uint32_t first_at_least(const struct language_model *model, const char *text, size_t size, int order)
{
    uint32_t low = 0, high = model->bytes ? model->spelling_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_start(model, middle, text, size) < order)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void language_prefix(const struct language_model *model, const char *text, size_t size, uint32_t *first,
                     uint32_t *end)
{
    *first = first_at_least(model, text, size, 0);
    *end = first_at_least(model, text, size, 1);
    if (*end < *first)
        *end = *first;
}

uint32_t language_find(const struct language_model *model, const char *text, size_t size)
{
    uint32_t number = first_at_least(model, text, size, 0);
    size_t length;
    if (!language_word(model, number, &length) || length != size)
        return LANGUAGE_NONE;
    return compare_start(model, number, text, size) == 0 ? number : LANGUAGE_NONE;
}

static int letter_after(const struct language_model *model, uint32_t number, size_t prefix_size)
{
    size_t size;
    const char *word = language_word(model, number, &size);
    if (!word || size <= prefix_size)
        return LANGUAGE_WORD_END;
    unsigned char letter = folded(word[prefix_size]);
    return letter >= 'a' && letter <= 'z' ? letter - 'a' : LANGUAGE_LETTER_OTHER;
}

void language_letters(const struct language_model *model, const float *probabilities, const char *prefix,
                      size_t prefix_size, float letters[LANGUAGE_LETTERS])
{
    uint32_t first, end;
    double sums[LANGUAGE_LETTERS] = {0}, whole = 0;
    language_prefix(model, prefix, prefix_size, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        sums[letter_after(model, i, prefix_size)] += (double)probabilities[i];
        whole += (double)probabilities[i];
    }
    for (int i = 0; i < LANGUAGE_LETTERS; i++)
        letters[i] = whole > 0 ? (float)(sums[i] / whole) : 0;
}

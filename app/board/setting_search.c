#include "board/setting_search.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "predict/pinyin_letters.h"

enum { BY_LABEL, BY_ABOUT, BY_HELP, BY_CHARACTERS, BY_COUNT };

/* All that is said of a thing, from what it is called to its help; behind each part the size so far. */
struct haystack {
    struct buffer text;
    size_t ends[BY_HELP + 1];
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void add(struct buffer *to, const char *text)
{
    for (; text && *text; text++)
        buffer_add_byte(to, small(*text));
    buffer_add_byte(to, '\n');
}

/* In both languages, where the screen is not English. */
static void add_both(struct buffer *to, const char *english)
{
    if (!english || !english[0])
        return;
    add(to, english);
    if (strcmp(_(english), english) != 0)
        add(to, _(english));
}

static void add_letters(struct buffer *to, const char *text, const struct lexicon *lexicon)
{
    struct buffer whole = {0}, first = {0};
    if (lexicon)
        pinyin_letters(lexicon, text, &whole, &first);
    add(to, buffer_text(&whole));
    add(to, buffer_text(&first));
    buffer_destroy(&whole);
    buffer_destroy(&first);
}

static void fill(struct haystack *stack, const struct searched *thing, const struct lexicon *lexicon)
{
    add(&stack->text, thing->name);
    add_both(&stack->text, thing->label);
    add_letters(&stack->text, _(thing->label), lexicon);
    stack->ends[BY_LABEL] = stack->text.size;
    add_both(&stack->text, thing->about);
    for (int i = 0; thing->choices && i < SETTING_CHOICES_AT_MOST; i++)
        add_both(&stack->text, thing->choices[i].label);
    stack->ends[BY_ABOUT] = stack->text.size;
    add_both(&stack->text, thing->help);
    stack->ends[BY_HELP] = stack->text.size;
}

static bool holds(const struct haystack *stack, size_t end, const char *word, size_t size)
{
    const char *text = buffer_text(&stack->text);
    for (size_t at = 0; at + size <= end; at++)
        if (memcmp(text + at, word, size) == 0)
            return true;
    return false;
}

/* "语速" stands nowhere, but both its characters do. */
static bool holds_characters(const struct haystack *stack, const char *word, size_t size)
{
    uint32_t character;
    for (size_t at = 0; at < size;) {
        size_t length = utf8_decode(word + at, size - at, &character);
        if (!utf8_is_hanzi(character) || !holds(stack, stack->ends[BY_ABOUT], word + at, length))
            return false;
        at += length;
    }
    return true;
}

static int fit_of_word(const struct haystack *stack, const char *word, size_t size)
{
    for (int by = BY_LABEL; by <= BY_HELP; by++)
        if (holds(stack, stack->ends[by], word, size))
            return by;
    return holds_characters(stack, word, size) ? BY_CHARACTERS : -1;
}

/* Words stand apart by blanks, those of Chinese keyboards too. The worst fits for all. */
static int fit_of_question(const struct haystack *stack, const char *question)
{
    int worst = -1;
    for (const char *at = question; *at;) {
        size_t wide = strncmp(at, "　", strlen("　")) == 0 ? strlen("　") : 0;
        if (wide || *at == ' ') {
            at += wide ? wide : 1;
            continue;
        }
        size_t size = 0;
        while (at[size] && at[size] != ' ' && strncmp(at + size, "　", strlen("　")) != 0)
            size++;
        int fit = fit_of_word(stack, at, size);
        if (fit < 0)
            return -1;
        worst = fit > worst ? fit : worst;
        at += size;
    }
    return worst;
}

int setting_search_fit(const struct searched *thing, const char *question, const struct lexicon *lexicon)
{
    struct haystack stack = {0};
    struct buffer asked = {0};
    for (; *question; question++)
        buffer_add_byte(&asked, small(*question));
    fill(&stack, thing, lexicon);
    int fit = fit_of_question(&stack, buffer_text(&asked));
    buffer_destroy(&stack.text);
    buffer_destroy(&asked);
    return fit;
}

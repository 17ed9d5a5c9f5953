#include "predict/language_text.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "predict/language_lattice.h"

enum language_mark language_mark_of(uint32_t character)
{
    static const struct {
        uint32_t character;
        enum language_mark mark;
    } marks[] = {
        {0xFF0C, LANGUAGE_COMMA},     {',', LANGUAGE_COMMA},          {0x3001, LANGUAGE_COMMA},
        {0xFF1B, LANGUAGE_COMMA},     {';', LANGUAGE_COMMA},          {0xFF1A, LANGUAGE_COMMA},
        {':', LANGUAGE_COMMA},        {0x3002, LANGUAGE_FULL_STOP},   {'.', LANGUAGE_FULL_STOP},
        {0x2026, LANGUAGE_FULL_STOP}, {'\n', LANGUAGE_FULL_STOP},     {0xFF1F, LANGUAGE_QUESTION},
        {'?', LANGUAGE_QUESTION},     {0xFF01, LANGUAGE_EXCLAMATION}, {'!', LANGUAGE_EXCLAMATION},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i].character == character)
            return marks[i].mark;
    return LANGUAGE_MARKS;
}

/* Where the clause begins at whose end the text ends; *from_start: with a sentence, not in its midst. */
static size_t clause_start(const char *text, size_t size, int most, bool *from_start)
{
    size_t at = size;
    for (int count = 0; at > 0 && count < most; count++) {
        uint32_t character;
        size_t before = utf8_before(text, at);
        utf8_decode(text + before, size - before, &character);
        if (language_mark_of(character) != LANGUAGE_MARKS)
            break;
        at = before;
    }
    uint32_t character = 0;
    if (at > 0)
        utf8_decode(text + utf8_before(text, at), size - utf8_before(text, at), &character);
    *from_start = at == 0 || language_mark_of(character) != LANGUAGE_MARKS;
    return at;
}

static void read_chinese(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                         size_t size, struct language_state *state)
{
    struct language_lattice lattice;
    struct language_history origin = language_history_start(model);
    bool from_start;
    size_t start = clause_start(text, size, LANGUAGE_LOOK_BACK, &from_start);
    if (!from_start)
        origin = (struct language_history){LANGUAGE_NONE, LANGUAGE_NONE};
    lattice_run(&lattice, model, lexicon, text + start, size - start, origin, false);
    lattice_state(&lattice, text + start, size - start, state);
}

/* --- English ------------------------------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    return byte != ' ' && language_mark_of((unsigned char)byte) == LANGUAGE_MARKS;
}

size_t language_unfinished(const char *text, size_t size)
{
    size_t count = 0;
    while (count < size && is_word_byte(text[size - 1 - count]))
        count++;
    return count;
}

/* The next word or mark of the text; false at its end. */
static bool next_token(const struct language_model *model, const char *text, size_t size, size_t *at,
                       uint32_t *token, size_t *length)
{
    while (*at < size && text[*at] == ' ')
        ++*at;
    if (*at == size)
        return false;
    size_t from = *at;
    while (*at < size && is_word_byte(text[*at]))
        ++*at;
    *length = *at - from;
    if (*length == 0) {
        *token = language_mark_token(model, language_mark_of((unsigned char)text[(*at)++]));
        return true;
    }
    uint32_t word = language_find(model, text + from, *length);
    *token = word != LANGUAGE_NONE ? word : language_other_token(model);
    return true;
}

static void read_english(const struct language_model *model, const char *text, size_t size,
                         struct language_state *state)
{
    struct language_history history = language_history_start(model);
    size_t at = 0, length;
    uint32_t token;
    size -= language_unfinished(text, size);
    while (next_token(model, text, size, &at, &token, &length))
        history = language_history_add(model, history, token);
    *state = (struct language_state){.histories = {history}, .weights = {1}, .count = 1};
}

static struct language_cost english_cost(const struct language_model *model, const char *text, size_t size)
{
    struct language_history history = language_history_start(model);
    struct language_cost cost = {.characters = utf8_count(text, size)};
    size_t at = 0, length;
    uint32_t token;
    bool ended = false;
    while (next_token(model, text, size, &at, &token, &length)) {
        cost.bits -= log2(language_probability(model, history, token));
        if (token == language_other_token(model))
            cost.bits += log2(LANGUAGE_OTHER_LETTERS) * (double)(length + 1);
        history = language_history_add(model, history, token);
        ended = length == 0;
    }
    if (!ended)
        cost.end_bits = -log2(language_end_probability(model, history));
    return cost;
}

/* --- both ---------------------------------------------------------------------------------------- */

void language_read(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                   size_t size, bool english, struct language_state *state)
{
    if (english)
        read_english(model, text, size, state);
    else
        read_chinese(model, lexicon, text, size, state);
}

/* Bytes up to the next mark, at most LANGUAGE_CLAUSE characters; *mark: what ends it, or LANGUAGE_MARKS. */
static size_t clause_size(const char *text, size_t size, enum language_mark *mark, size_t *mark_size)
{
    size_t at = 0;
    *mark = LANGUAGE_MARKS;
    *mark_size = 0;
    for (int count = 0; at < size && count < LANGUAGE_CLAUSE; count++) {
        uint32_t character;
        size_t taken = utf8_decode(text + at, size - at, &character);
        *mark = language_mark_of(character);
        if (*mark != LANGUAGE_MARKS) {
            *mark_size = taken;
            break;
        }
        at += taken;
    }
    return at;
}

struct language_cost language_text_cost(const struct language_model *model, const struct lexicon *lexicon,
                                        const char *text, size_t size, bool english)
{
    if (english)
        return english_cost(model, text, size);
    struct language_lattice lattice;
    struct language_cost cost = {.characters = utf8_count(text, size)};
    for (size_t at = 0; at < size;) {
        enum language_mark mark;
        size_t mark_size, length = clause_size(text + at, size - at, &mark, &mark_size);
        lattice_run(&lattice, model, lexicon, text + at, length, language_history_start(model), false);
        at += length + mark_size;
        double plain = lattice_bits(&lattice);
        cost.bits += mark == LANGUAGE_MARKS ? plain : lattice_ending_bits(&lattice, mark);
        cost.end_bits = mark == LANGUAGE_MARKS ? lattice_ending_bits(&lattice, LANGUAGE_MARKS) - plain : 0;
    }
    return cost;
}

int language_segment(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                     size_t size, uint32_t *tokens, int most)
{
    struct language_lattice lattice;
    if (size == 0 || utf8_count(text, size) > LANGUAGE_CLAUSE)
        return 0;
    lattice_run(&lattice, model, lexicon, text, size, language_history_start(model), true);
    return lattice_words(&lattice, tokens, most);
}

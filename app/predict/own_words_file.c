#include "predict/own_words_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/line_fields.h"
#include "base/memory.h"
#include "base/text.h"

enum { VERSION = 1, WEIGHT_DIGITS = 7 };
static const double LEAST_WEIGHT = 0.001, MOST_WEIGHT = 1000000;

/* --- fields -------------------------------------------------------------------------------------------- */

struct line {
    struct line_fields text;
    struct own_words *own;
};

static bool read_digits(const struct field *field, size_t *at, int most, long *value)
{
    size_t start = *at;
    for (*value = 0; *at < field->size && field->at[*at] >= '0' && field->at[*at] <= '9'; ++*at) {
        if (*at - start == (size_t)most)
            return false;
        *value = *value * 10 + (field->at[*at] - '0');
    }
    return *at > start;
}

/* "12", "12.5": no exponent, no sign, the point whatever the language. */
static bool read_weight(struct line *line, double *weight)
{
    struct field field = line_next_field(&line->text);
    size_t at = 0;
    long whole = 0, part = 0;
    bool right = read_digits(&field, &at, WEIGHT_DIGITS, &whole);
    *weight = (double)whole;
    if (right && at < field.size && field.at[at] == '.') {
        size_t start = ++at;
        right = read_digits(&field, &at, 3, &part);
        *weight += (double)part / pow(10, (double)(at - start));
    }
    right = right && at == field.size && *weight >= LEAST_WEIGHT && *weight <= MOST_WEIGHT;
    return right ||
           line_wrong(&line->text, &field, _("this is not how often something was said"), "0.001 … 1000000");
}

/* --- lines --------------------------------------------------------------------------------------------- */

/* All that is left of the line, into `text`; one that is too long is cut and so no reading. */
static struct field read_rest(struct line *line, char *text, size_t size)
{
    struct field rest = line_next_field(&line->text);
    const char *end = line->text.at = line->text.end;
    while (end > rest.at && line_is_blank(end[-1]))
        end--;
    rest.size = (size_t)(end - rest.at);
    size_t taken = rest.size < size ? rest.size : size - 1;
    memcpy(text, rest.at, taken);
    text[taken] = 0;
    return rest;
}

static bool make_word(struct line *line, struct own_word *word, struct field *text)
{
    char reading[LEXICON_WORD_CHARACTERS * SYLLABLE_SPELLING + 8];
    *text = line_next_field(&line->text);
    struct field rest = read_rest(line, reading, sizeof reading);
    bool known = own_word_make(line->own, text->at, text->size, NULL, word);
    if (!known && word->length == 0)
        return line_wrong(&line->text, text, _("this is no word"),
                          _("1 to 8 Chinese characters, or Latin letters"));
    if (rest.size ? own_word_read(word, reading) : known)
        return true;
    return line_wrong(&line->text, rest.size ? &rest : text, _("this is not the reading of the word"),
                      _("a syllable with its tone for each character, as tang1 ting2"));
}

static bool read_word(struct line *line, bool trial)
{
    double weight;
    struct own_word word;
    struct field text;
    if (!read_weight(line, &weight) || !make_word(line, &word, &text))
        return false;
    if (own_words_find(line->own, text.at, text.size) >= 0)
        return line_wrong(&line->text, &text, _("the word stands here twice"), NULL);
    if (line->own->count == OWN_WORDS_AT_MOST)
        return line_wrong(&line->text, &text, _("there are too many words"), NULL);
    word.trial = trial && word.token == LEXICON_NO_WORD && word.length > 1;
    own_words_use(line->own, own_words_add(line->own, &word), weight);
    return true;
}

static bool read_pair(struct line *line)
{
    double weight;
    struct own_words *own = line->own;
    if (!read_weight(line, &weight))
        return false;
    struct field first = line_next_field(&line->text), second = line_next_field(&line->text);
    if (second.size == 0)
        return line_wrong(&line->text, &second, _("a pair has two words"), NULL);
    int from = field_is(&first, "^") ? OWN_WORD_START : own_words_find(own, first.at, first.size);
    int to = own_words_find(own, second.at, second.size);
    if (from < 0 || to < 0)
        return true;
    if (own_words_pair(own, from, to))
        return line_wrong(&line->text, &first, _("the pair stands here twice"), NULL);
    if (own->pair_count == OWN_PAIRS_AT_MOST)
        return line_wrong(&line->text, &first, _("there are too many pairs"), NULL);
    own_words_use_pair(own, from, to, weight);
    return true;
}

static bool read_said(struct line *line)
{
    struct field field = line_next_field(&line->text);
    size_t at = 0;
    long said;
    if (!read_digits(&field, &at, 9, &said) || at < field.size)
        return line_wrong(&line->text, &field, _("this is not a number"), "0 … 999999999");
    line->own->said = said;
    return true;
}

/* --- the file ------------------------------------------------------------------------------------------ */

/* Words are read in the first round, pairs in the second: they may stand in any order. */
static bool read_line(struct line *line, bool pairs)
{
    struct field field = line_next_field(&line->text);
    bool pair = field_is(&field, "pair");
    if (field.size == 0 || field.at[0] == '#' || pair != pairs || field_is(&field, "yinian-learnt"))
        return true;
    if (pair)
        return read_pair(line);
    if (field_is(&field, "word") || field_is(&field, "trial"))
        return read_word(line, field_is(&field, "trial"));
    if (field_is(&field, "said"))
        return read_said(line);
    return line_wrong(&line->text, &field, _("this line is not known"), "word, pair, trial, said");
}

static bool read_lines(struct line *line, const char *bytes, size_t size, bool pairs)
{
    bool right = true;
    const char *end = bytes + size;
    line->text.number = 0;
    for (const char *at = bytes; at < end; at = line->text.end + 1) {
        line_begin(&line->text, at, end);
        if (memchr(at, 0, (size_t)(line->text.end - at)))
            right = line_wrong(&line->text, &(struct field){at, 0}, _("this is not text"), NULL);
        else
            right = read_line(line, pairs) && right;
    }
    return right;
}

/* The first line that says something must say the version. */
static bool read_version(struct line *line, const char *bytes, size_t size)
{
    struct field field = {.at = bytes}, version = field;
    const char *end = bytes + size;
    line->text.start = line->text.at = line->text.end = bytes;
    for (const char *at = bytes; at < end && field.size == 0; at = line->text.end + 1) {
        line_begin(&line->text, at, end);
        field = line_next_field(&line->text);
        if (field.size && field.at[0] == '#')
            field.size = 0;
    }
    if (field_is(&field, "yinian-learnt")) {
        version = line_next_field(&line->text);
        if (field_is(&version, "1"))
            return true;
        return line_wrong(&line->text, &version, _("the file is of another version of the program"), "1");
    }
    line->text.number = line->text.number ? line->text.number : 1;
    return line_wrong(&line->text, &field, _("the file does not say what it is"), "yinian-learnt 1");
}

bool own_words_parse(struct own_words *own, const char *bytes, size_t size, const char *file,
                     struct diagnostics *diagnostics)
{
    struct line line = {.text = {.file = file, .diagnostics = diagnostics}, .own = own};
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) { /* some editors begin a file with this mark */
        bytes += 3;
        size -= 3;
    }
    if (!read_version(&line, bytes, size))
        return false;
    own_words_forget_all(own);
    bool right = read_lines(&line, bytes, size, false);
    return read_lines(&line, bytes, size, true) && right;
}

/* --- writing ------------------------------------------------------------------------------------------- */

struct entry {
    double weight;
    int index;
};

static int by_weight(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->weight < y->weight || x->weight > y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

/* What weighs less than the least weight is written as that. */
static void write_weight(const struct own_words *own, double weight, struct buffer *out)
{
    double uses = fmin(fmax(weight / own->unit, LEAST_WEIGHT), MOST_WEIGHT);
    long thousandths = lround(uses * 1000);
    buffer_printf(out, " %ld.%03ld ", thousandths / 1000, thousandths % 1000);
}

static void write_word(const struct own_words *own, const struct own_word *word, struct buffer *out)
{
    buffer_add_text(out, word->trial ? "trial" : "word");
    write_weight(own, word->weight, out);
    buffer_add_text(out, word->text);
    for (int i = 0; i < word->length; i++) {
        char syllable[SYLLABLE_SPELLING];
        toned_format(word->syllables[i], syllable);
        buffer_printf(out, " %s", syllable);
    }
    buffer_add_byte(out, '\n');
}

static void write_words(const struct own_words *own, struct buffer *out)
{
    struct entry *entries = memory_new((size_t)own->count, sizeof *entries);
    for (int i = 1; i < own->count; i++)
        entries[i - 1] = (struct entry){own->words[i].weight, i};
    qsort(entries, (size_t)own->count - 1, sizeof *entries, by_weight);
    for (int i = 0; i + 1 < own->count; i++)
        write_word(own, &own->words[entries[i].index], out);
    free(entries);
}

static void write_pairs(const struct own_words *own, struct buffer *out)
{
    struct entry *entries = memory_new((size_t)own->pair_count + 1, sizeof *entries);
    for (int i = 0; i < own->pair_count; i++)
        entries[i] = (struct entry){own->pairs[i].weight, i};
    qsort(entries, (size_t)own->pair_count, sizeof *entries, by_weight);
    for (int i = 0; i < own->pair_count; i++) {
        const struct own_pair *pair = &own->pairs[entries[i].index];
        buffer_add_text(out, "pair");
        write_weight(own, pair->weight, out);
        buffer_printf(out, "%s %s\n", own->words[pair->first].text, own->words[pair->second].text);
    }
    free(entries);
}

void own_words_write(const struct own_words *own, struct buffer *out)
{
    buffer_add_text(out,
                    "# 一念从说过的话里学到的词。删去一行，就忘了这个词。\n"
                    "# What Yinian learnt from what was said. Delete a line, and the word is forgotten.\n"
                    "#   word HOW-OFTEN WORD READING     pair HOW-OFTEN FIRST SECOND (^: the beginning)\n"
                    "#   trial: seen too seldom to be offered\n");
    buffer_printf(out, "yinian-learnt %d\nsaid %ld\n", VERSION, own->said);
    write_words(own, out);
    write_pairs(own, out);
}

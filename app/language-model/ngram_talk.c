#include "ngram_talk.h"

#include <string.h>

#include "base/utf8.h"
#include "ngram_sources.h"
#include "source.h"

/* --- reading ------------------------------------------------------------------------------------- */

static void trim(struct line *line)
{
    while (line->size > 0 && (line->text[0] == ' ' || line->text[0] == '\t')) {
        line->text++;
        line->size--;
    }
    while (line->size > 0 && strchr(" \t\r", line->text[line->size - 1]))
        line->size--;
}

/* The spoken part of "- shown | spoken {attributes}"; empty for lines that are no phrase. */
static struct line phrase_of(struct line line)
{
    struct line part = {line.text, 0}, found = part;
    if (line.size < 2 || memcmp(line.text, "- ", 2) != 0)
        return part;
    line.text += 2;
    line.size -= 2;
    const char *brace = memchr(line.text, '{', line.size);
    if (brace)
        line.size = (size_t)(brace - line.text);
    while (line_field(&line, '|', &part)) {
        trim(&part);
        if (part.size > 0)
            found = part;
    }
    return found;
}

static void read_file(struct buffer *sentences, struct buffer *held, int hold_of, const char *path,
                      int *number)
{
    struct source source;
    struct line line;
    bool markdown = strlen(path) > 3 && strcmp(path + strlen(path) - 3, ".md") == 0;
    source_read(&source, path);
    for (size_t at = 0; source_line(&source, &at, &line);) {
        trim(&line);
        if (markdown)
            line = phrase_of(line);
        if (line.size == 0 || line.text[0] == '#')
            continue;
        if (!utf8_valid(line.text, line.size, NULL))
            ngram_stop(path, "it is not UTF-8");
        bool back = hold_of > 0 && ++*number % hold_of == 0;
        buffer_add(back ? held : sentences, line.text, line.size);
        buffer_add_byte(back ? held : sentences, '\n');
    }
    source_destroy(&source);
}

void ngram_talk_read(struct buffer *sentences, struct buffer *held, int hold_of, char *const *paths,
                     int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        read_file(sentences, held, hold_of, paths[i], &number);
}

/* --- counting ------------------------------------------------------------------------------------ */

enum { CLAUSE_TOKENS = 128 };

static bool ends_with(const char *text, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size >= length && memcmp(text + size - length, ending, length) == 0;
}

/* Sentences stand without their last mark as often as not. */
static enum language_mark mark_of_ending(const char *text, size_t size)
{
    return ends_with(text, size, "吗") || ends_with(text, size, "呢") ? LANGUAGE_QUESTION
                                                                      : LANGUAGE_FULL_STOP;
}

static int english_tokens(const struct language_model *model, const char *text, size_t size, uint32_t *tokens)
{
    int count = 0;
    for (size_t at = 0; at < size && count < CLAUSE_TOKENS - 1;) {
        const char *space = memchr(text + at, ' ', size - at);
        size_t length = space ? (size_t)(space - text) - at : size - at;
        uint32_t word = language_find(model, text + at, length);
        if (length > 0)
            tokens[count++] = word != LANGUAGE_NONE ? word : language_other_token(model);
        at += length + 1;
    }
    return count;
}

/* One clause, without spaces around. */
static void count_clause(struct ngram_counts *counts, const char *text, size_t size, enum language_mark mark,
                         const struct language_model *model, const struct lexicon *lexicon, bool english)
{
    uint32_t tokens[CLAUSE_TOKENS];
    while (size > 0 && text[0] == ' ') {
        text++;
        size--;
    }
    int count = english ? english_tokens(model, text, size, tokens)
                        : language_segment(model, lexicon, text, size, tokens, CLAUSE_TOKENS - 1);
    if (count == 0)
        return;
    if (mark == LANGUAGE_MARKS)
        mark = mark_of_ending(text, size);
    tokens[count++] = language_mark_token(model, mark);
    ngram_counts_add(counts, tokens, count, language_start(model));
}

static void count_line(struct ngram_counts *counts, struct line line, const struct language_model *model,
                       const struct lexicon *lexicon, bool english)
{
    size_t from = 0;
    for (size_t at = 0; at < line.size;) {
        uint32_t character;
        size_t taken = utf8_decode(line.text + at, line.size - at, &character);
        enum language_mark mark = language_mark_of(character);
        if (mark != LANGUAGE_MARKS) {
            count_clause(counts, line.text + from, at - from, mark, model, lexicon, english);
            from = at + taken;
        }
        at += taken;
    }
    count_clause(counts, line.text + from, line.size - from, LANGUAGE_MARKS, model, lexicon, english);
}

void ngram_talk_count(struct ngram_counts *counts, const struct buffer *sentences,
                      const struct language_model *model, const struct lexicon *lexicon, bool english)
{
    struct source source = {.bytes = sentences->bytes, .size = sentences->size};
    struct line line;
    for (size_t at = 0; source_line(&source, &at, &line);)
        count_line(counts, line, model, lexicon, english);
    ngram_counts_finish(counts);
}

#include "library/article_sentences.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "library/article_source.h"

/* A block's text on its way into sentences. Offsets are those of the article's text. */
struct splitter {
    const struct article *article;
    struct article_sentence *found;
    int count, capacity;
    int block;
    size_t end;        /* of the block */
    size_t start;      /* of the sentence */
    size_t characters; /* of it so far */
    size_t comma;      /* behind the last comma of it; 0: none */
    size_t blank;      /* at the last blank of it; 0: none */
    bool quoted;       /* between ASCII quotation marks */
};

static bool is_one_of(uint32_t c, const char *set)
{
    char bytes[5] = "";
    bytes[utf8_encode(c, bytes)] = 0;
    return c && strstr(set, bytes) != NULL;
}

static uint32_t character_at(const struct splitter *s, size_t at, size_t *length)
{
    uint32_t c = 0;
    *length = at < s->end ? utf8_decode(s->article->text + at, s->end - at, &c) : 0;
    return c;
}

static uint32_t peek(const struct splitter *s, size_t at)
{
    size_t length;
    return character_at(s, at, &length);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

static bool is_stop(uint32_t c)
{
    return is_one_of(c, "。！？；…｡．‼⁇⁈⁉") || c == '?' || c == '!' || c == '.';
}

/* ---- dots that end nothing ---- */

/* Where the Latin word before `dot` begins; dots within it belong to it. */
static size_t word_before(const struct splitter *s, size_t dot)
{
    const char *text = s->article->text;
    size_t at = dot;
    while (at > s->start && (is_digit((unsigned char)text[at - 1]) ||
                             is_letter((unsigned char)text[at - 1]) || text[at - 1] == '.'))
        at--;
    return at;
}

static bool is_named(const char *word, size_t size, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == size && strncasecmp(word, *names, size) == 0)
            return true;
    return false;
}

/* "J", "e.g", "U.S": single letters parted by dots. */
static bool is_initials(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (i % 2 ? word[i] != '.' : !is_letter((unsigned char)word[i]))
            return false;
    return size % 2 == 1 && (size > 1 || (word[0] >= 'A' && word[0] <= 'Z'));
}

static bool all_digits(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!is_digit((unsigned char)word[i]))
            return false;
    return true;
}

/* `behind` is what follows the blank behind the dot. */
static bool is_abbreviation(const struct splitter *s, size_t dot, uint32_t behind)
{
    static const char *const always[] = {"dr", "mr",  "mrs", "ms",     "prof", "st",
                                         "vs", "fig", "cf",  "approx", NULL};
    static const char *const before_digits[] = {"no",  "nos", "p",   "pp", "tel",
                                                "vol", "ext", "art", "ca", NULL};
    static const char *const before_small[] = {"etc", "al", "incl", "max", "min", "sec", "hrs", NULL};
    size_t first = word_before(s, dot);
    const char *word = s->article->text + first;
    size_t size = dot - first;
    if (size == 0)
        return false;
    if (is_named(word, size, always) || is_initials(word, size))
        return true;
    if (is_digit(behind) && is_named(word, size, before_digits))
        return true;
    if (behind >= 'a' && behind <= 'z' && is_named(word, size, before_small))
        return true;
    return first == s->start && all_digits(word, size); /* "1. Sit up." */
}

/* Whether the mark at `at` ends a sentence; `behind` it and its closing quotes something else stands. */
static bool ends_here(const struct splitter *s, size_t at, size_t behind)
{
    size_t length;
    uint32_t mark = character_at(s, at, &length);
    uint32_t next = character_at(s, behind, &length);
    if (is_one_of(next, "，、：,"))
        return false;
    if (next == 0 || (mark != '.' && mark != '?' && mark != '!'))
        return true;
    uint32_t second = next == ' ' ? peek(s, behind + 1) : 0;
    bool closed = at + 1 < behind;
    if (closed && second >= 'a' && second <= 'z') /* he asked "Why?" and left */
        return false;
    if (mark != '.')
        return next == ' ' || article_is_wide(next);
    uint32_t before = at > s->start ? peek(s, utf8_before(s->article->text, at)) : 0;
    if (next != ' ')
        return article_is_wide(next) && !is_digit(before);
    return !is_abbreviation(s, at, second);
}

/* ---- what belongs to the sentence behind its mark ---- */

static bool closes(struct splitter *s, size_t at, uint32_t c)
{
    if (is_one_of(c, "”’」』）)】》〉］｝〕〗]}＂＇"))
        return true;
    if (c == '"') {
        bool closing = s->quoted;
        s->quoted = false;
        return closing;
    }
    uint32_t next = peek(s, at + 1);
    return c == '\'' && (next == 0 || next == ' ');
}

/* Behind all marks and closing quotes that stand from `at` on; `*last` is the last mark among them. */
static size_t behind_marks(struct splitter *s, size_t at, size_t *last)
{
    size_t length;
    uint32_t c = character_at(s, at, &length);
    while (length && (is_stop(c) || closes(s, at, c))) {
        if (is_stop(c))
            *last = at;
        at += length;
        c = character_at(s, at, &length);
    }
    return at;
}

/* ---- sentences ---- */

static void keep(struct splitter *s, size_t to)
{
    size_t end = to;
    while (end > s->start && s->article->text[end - 1] == ' ')
        end--;
    if (end > s->start) {
        if (s->count == s->capacity) {
            s->capacity = s->capacity * 2 + 64;
            s->found = memory_grow(s->found, (size_t)s->capacity, sizeof *s->found);
        }
        s->found[s->count++] =
            (struct article_sentence){.first = s->start, .size = end - s->start, .block = s->block};
    }
    s->start = to;
    while (s->start < s->end && s->article->text[s->start] == ' ')
        s->start++;
    s->characters = s->comma = s->blank = 0;
}

static void note_cut(struct splitter *s, uint32_t c, size_t at, size_t behind)
{
    enum { LEAST = 20 };
    uint32_t next = peek(s, behind);
    bool comma = is_one_of(c, "，：、") || (is_one_of(c, ",;:") && (next == ' ' || article_is_wide(next)));
    if (comma && s->characters >= LEAST)
        s->comma = behind;
    if (c == ' ' && at > s->start)
        s->blank = at;
}

/* Cuts a sentence that has become too long; returns where to go on. */
static size_t cut_long(struct splitter *s, size_t at)
{
    size_t cut = s->comma ? s->comma : s->blank;
    if (!cut && s->characters / 2 >= SENTENCE_CHARACTERS)
        cut = at;
    if (!cut)
        return at;
    keep(s, cut);
    return s->start;
}

static void split_block(struct splitter *s, size_t first, size_t size)
{
    size_t length, last = first;
    s->start = first;
    s->end = first + size;
    s->quoted = false;
    keep(s, first);
    for (size_t at = first; at < s->end;) {
        uint32_t c = character_at(s, at, &length);
        size_t behind = at + length;
        if (is_stop(c)) {
            behind = behind_marks(s, at, &last);
            if (ends_here(s, last, behind))
                keep(s, behind);
        } else if (c == '"') {
            s->quoted = !s->quoted;
        }
        s->characters += behind > s->start;
        note_cut(s, c, at, behind);
        at = s->characters > SENTENCE_CHARACTERS ? cut_long(s, behind) : behind;
    }
    keep(s, s->end);
}

/* ---- how much there is to read ---- */

int article_units(const char *text, size_t size)
{
    int units = 0;
    bool word = false;
    uint32_t c;
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        bool in_word = is_digit(c) || is_letter(c) || (word && (c == '\'' || c == 0x2019 || c == '-'));
        units += utf8_is_hanzi(c) ? 1 : in_word && !word ? 2 : 0;
        word = in_word;
    }
    return units;
}

void article_find_sentences(struct article *article)
{
    struct splitter s = {.article = article};
    for (s.block = 0; s.block < article->block_count; s.block++)
        split_block(&s, article->blocks[s.block].first, article->blocks[s.block].size);
    article->sentences = arena_new(&article->arena, (size_t)s.count, sizeof *article->sentences);
    if (s.count)
        memcpy(article->sentences, s.found, (size_t)s.count * sizeof *s.found);
    article->sentence_count = s.count;
    free(s.found);
    article->reading_units = article_units(article->text, article->size);
}

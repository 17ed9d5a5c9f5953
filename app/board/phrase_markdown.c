#include "board/phrase_markdown.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

bool phrase_is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == PHRASE_NOTHING || c == 0xA0 || c == 0x3000;
}

/* Neither seen nor said: controls, zero-width, direction and line separators, non-characters. */
static bool is_invisible(uint32_t c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x200B ||
           (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c & 0xFFFEu) == 0xFFFEu;
}

static bool is_ascii_punctuation(uint32_t c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

/* ASCII for the full-width forms that a Chinese input method types. */
static uint32_t narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static uint32_t character_at(const char *text, struct phrase_span span, size_t at, size_t *length)
{
    uint32_t c = 0;
    *length = at < span.to ? utf8_decode(text + at, span.to - at, &c) : 0;
    return c;
}

/* ---- one line, cleaned ---- */

static void report(struct phrase_lines *lines, enum diagnostic_level level, const char *reason,
                   const char *valid)
{
    size_t before = utf8_count(buffer_text(&lines->clean), lines->clean.size);
    diagnostics_add(lines->diagnostics, &(struct diagnostic){.level = level,
                                                             .file = lines->file_name,
                                                             .line = lines->number,
                                                             .column = (int)before + 1,
                                                             .reason = reason,
                                                             .valid = valid});
}

static void report_invisible(struct phrase_lines *lines, uint32_t c)
{
    struct buffer reason;
    buffer_init(&reason);
    buffer_printf(&reason, _("a character that nobody can see (U+%04X) was left out"), (unsigned)c);
    report(lines, c == 0 ? DIAGNOSTIC_ERROR : DIAGNOSTIC_WARNING, reason.bytes, NULL);
    buffer_destroy(&reason);
}

static size_t find_comment_end(struct phrase_lines *lines, size_t from)
{
    const char *there = NULL;
    if (!lines->no_more_ends && from < lines->size)
        there = memmem(lines->bytes + from, lines->size - from, "-->", 3);
    lines->no_more_ends = !there;
    return there ? (size_t)(there - lines->bytes) + 3 : 0;
}

/* A comment that nothing ends would swallow every phrase below it: it ends with its line. */
static void open_comment(struct phrase_lines *lines, size_t at, size_t line_end)
{
    lines->comment_until = find_comment_end(lines, at + 4);
    if (lines->comment_until)
        return;
    report(lines, DIAGNOSTIC_ERROR, _("this comment is never closed; it was taken to end with its line"),
           "-->");
    lines->comment_until = line_end;
}

struct cleaning {
    size_t end; /* of the line, in the file */
    bool broken;
    bool invisible_told;
};

static void add_nothing(struct phrase_lines *lines)
{
    buffer_add_byte(&lines->clean, PHRASE_NOTHING);
}

static size_t clean_escape(struct phrase_lines *lines, size_t at, size_t end)
{
    if (lines->bytes[at] != '\\' || at + 1 >= end ||
        !is_ascii_punctuation((unsigned char)lines->bytes[at + 1]))
        return 0;
    buffer_add(&lines->clean, lines->bytes + at, 2);
    return 2;
}

/* Cleans the character at `at`; returns its bytes. */
static size_t clean_character(struct phrase_lines *lines, struct cleaning *line, size_t at)
{
    const char *bytes = lines->bytes + at;
    uint32_t c;
    size_t length = utf8_decode(bytes, line->end - at, &c);
    if (c == UTF8_REPLACEMENT && length == 1) {
        if (!line->broken)
            report(lines, DIAGNOSTIC_ERROR, _("this line is not UTF-8 and was left out"),
                   _("a file saved as UTF-8"));
        line->broken = true;
        add_nothing(lines);
    } else if (is_invisible(c)) {
        if (!line->invisible_told)
            report_invisible(lines, c);
        line->invisible_told = true;
        add_nothing(lines);
    } else {
        buffer_add(&lines->clean, bytes, length);
    }
    return length;
}

static void clean_line(struct phrase_lines *lines, struct cleaning *line)
{
    uint32_t c;
    for (size_t at = lines->at; at < line->end;) {
        if (at >= lines->comment_until && line->end - at >= 4 && memcmp(lines->bytes + at, "<!--", 4) == 0)
            open_comment(lines, at, line->end);
        if (at < lines->comment_until) {
            at += utf8_decode(lines->bytes + at, line->end - at, &c);
            add_nothing(lines);
            continue;
        }
        size_t escape = clean_escape(lines, at, line->end);
        at += escape ? escape : clean_character(lines, line, at);
    }
}

static size_t behind_line_end(struct phrase_lines *lines, size_t end)
{
    if (end >= lines->size)
        return end;
    if (lines->bytes[end] == '\n' || end + 1 == lines->size || lines->bytes[end + 1] != '\n')
        return end + 1;
    if (!lines->crlf_told)
        report(lines, DIAGNOSTIC_NOTE, _("lines end as on Windows (CR LF); that is read all the same"), NULL);
    lines->crlf_told = true;
    return end + 2;
}

bool phrase_lines_init(struct phrase_lines *lines, const char *bytes, size_t size, const char *file_name,
                       struct diagnostics *diagnostics)
{
    *lines = (struct phrase_lines){
        .bytes = bytes, .size = size, .file_name = file_name, .diagnostics = diagnostics};
    buffer_init(&lines->clean);
    lines->number = 1;
    bool utf16 = size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    if (utf16)
        report(lines, DIAGNOSTIC_ERROR, _("this file is UTF-16; nothing in it can be read"),
               _("a file saved as UTF-8"));
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        report(lines, DIAGNOSTIC_NOTE, _("the file begins with a byte order mark; that is read all the same"),
               NULL);
        lines->at = 3;
    }
    lines->number = 0;
    return !utf16;
}

void phrase_lines_destroy(struct phrase_lines *lines)
{
    buffer_destroy(&lines->clean);
}

/* ---- what kind of line ---- */

/* What people type for a list dash: the dashes of Chinese and typographic keyboards, bullets, full-width
 * signs. */
static bool is_odd_bullet(uint32_t c)
{
    static const uint32_t odd[] = {0xFF0D, 0x2014, 0x2013, 0x2012, 0x2011, 0x2010, 0x2015,
                                   0x2212, 0xFE63, 0x2500, 0x2022, 0x25CF, 0x25CB, 0x25E6,
                                   0x25AA, 0x00B7, 0x30FB, 0xFF0A, 0xFF0B};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        if (odd[i] == c)
            return true;
    return false;
}

static bool is_rule(const char *text, struct phrase_span span)
{
    size_t marks = 0;
    for (size_t at = span.from; at < span.to; at++) {
        if (text[at] != text[span.from] && text[at] != ' ' && text[at] != '\t')
            return false;
        marks += text[at] == text[span.from];
    }
    return marks >= 3 && strchr("-*_", text[span.from]) != NULL;
}

static bool take_heading(struct phrase_line *line, struct phrase_span span)
{
    size_t length;
    size_t at = span.from;
    for (uint32_t c = character_at(line->text, span, at, &length); length && narrow(c) == '#';
         c = character_at(line->text, span, at, &length)) {
        line->typo = line->typo || c != '#';
        at += length;
    }
    line->content = at;
    return at > span.from;
}

/* `- `, `* `, `+ `; with a typo `-x`, `--x`, `－x`, `• x`. */
static bool take_bullet(struct phrase_line *line, struct phrase_span span)
{
    size_t length;
    uint32_t c = character_at(line->text, span, span.from, &length);
    size_t at = span.from + length;
    bool spaced = at >= span.to || phrase_is_blank(character_at(line->text, span, at, &length));
    line->content = at;
    if ((c == '-' || c == '*' || c == '+') && spaced)
        return true;
    if (c != '-' && !is_odd_bullet(c))
        return false;
    line->typo = true;
    for (c = character_at(line->text, span, at, &length); length && (c == '-' || is_odd_bullet(c));
         c = character_at(line->text, span, at, &length))
        at += length;
    line->content = at;
    return true;
}

/* `1. ` and `1) `; with a typo `1、`, `1．`, `1）`. */
static bool take_number(struct phrase_line *line, struct phrase_span span)
{
    size_t length;
    size_t at = span.from;
    while (at < span.to && at - span.from < 3 && line->text[at] >= '0' && line->text[at] <= '9')
        at++;
    if (at == span.from)
        return false;
    uint32_t c = character_at(line->text, span, at, &length);
    line->content = at + length;
    line->typo = c == 0x3001 || c == 0xFF0E || c == 0xFF09;
    if (line->typo)
        return true;
    uint32_t next = character_at(line->text, span, line->content, &length);
    return (c == '.' || c == ')') && phrase_is_blank(next);
}

static void classify(struct phrase_line *line)
{
    struct phrase_span span = phrase_trim(line->text, (struct phrase_span){0, line->size});
    line->marker = line->content = span.from;
    line->kind = PHRASE_LINE_BLANK;
    if (span.from == span.to)
        return;
    if (is_rule(line->text, span))
        line->kind = PHRASE_LINE_RULE;
    else if (take_heading(line, span))
        line->kind = PHRASE_LINE_HEADING;
    else if (take_bullet(line, span) || take_number(line, span))
        line->kind = PHRASE_LINE_ITEM;
    else
        line->kind = PHRASE_LINE_TEXT;
}

bool phrase_lines_next(struct phrase_lines *lines, struct phrase_line *line)
{
    if (lines->at >= lines->size)
        return false;
    struct cleaning cleaning = {.end = lines->at};
    while (cleaning.end < lines->size && lines->bytes[cleaning.end] != '\n' &&
           lines->bytes[cleaning.end] != '\r')
        cleaning.end++;
    lines->number++;
    buffer_clear(&lines->clean);
    clean_line(lines, &cleaning);
    size_t behind = behind_line_end(lines, cleaning.end);
    lines->at = behind;
    *line = (struct phrase_line){.text = buffer_text(&lines->clean),
                                 .size = lines->clean.size,
                                 .number = lines->number,
                                 .raw_end = behind,
                                 .comment_open = lines->comment_until > cleaning.end,
                                 .broken = cleaning.broken};
    classify(line);
    return true;
}

/* ---- parts of a line ---- */

struct phrase_span phrase_trim(const char *text, struct phrase_span span)
{
    size_t length;
    while (span.from < span.to && phrase_is_blank(character_at(text, span, span.from, &length)))
        span.from += length;
    while (span.from < span.to) {
        size_t last = span.from + utf8_before(text + span.from, span.to - span.from);
        if (!phrase_is_blank(character_at(text, span, last, &length)))
            break;
        span.to = last;
    }
    return span;
}

/* What a backslash takes the meaning from. */
static bool can_be_escaped(uint32_t c)
{
    return is_ascii_punctuation(narrow(c));
}

size_t phrase_step(const char *text, struct phrase_span span, size_t at)
{
    size_t length;
    uint32_t c = character_at(text, span, at, &length);
    size_t second;
    if (c == '\\' && can_be_escaped(character_at(text, span, at + length, &second)))
        return length + second;
    return length;
}

size_t phrase_find(const char *text, struct phrase_span span, char character)
{
    size_t length;
    for (size_t at = span.from; at < span.to; at += phrase_step(text, span, at))
        if (narrow(character_at(text, span, at, &length)) == (unsigned char)character)
            return at;
    return span.to;
}

void phrase_add_plain(struct buffer *out, const char *text, struct phrase_span span)
{
    span = phrase_trim(text, span);
    bool gap = false;
    size_t length;
    for (size_t at = span.from; at < span.to; at += length) {
        uint32_t c = character_at(text, span, at, &length);
        if (c == PHRASE_NOTHING)
            continue;
        if (phrase_is_blank(c)) {
            gap = true;
            continue;
        }
        if (gap)
            buffer_add_byte(out, ' ');
        gap = false;
        if (phrase_step(text, span, at) > length) {
            at += length;
            character_at(text, span, at, &length);
        }
        buffer_add(out, text + at, length);
    }
}

static bool needs_escape(uint32_t c, bool first)
{
    uint32_t n = narrow(c);
    return n == '\\' || n == '|' || n == '{' || n == '}' || n == '<' || n == '>' || n == '#' ||
           (first && (n == '-' || n == '*' || n == '_' || n == '+'));
}

void phrase_add_escaped(struct buffer *out, const char *text, size_t size)
{
    bool gap = false;
    size_t before = out->size;
    uint32_t c;
    for (size_t at = 0, length; at < size; at += length) {
        length = utf8_decode(text + at, size - at, &c);
        if (phrase_is_blank(c) || is_invisible(c) || (c == UTF8_REPLACEMENT && length == 1)) {
            gap = true;
            continue;
        }
        if (gap && out->size > before)
            buffer_add_byte(out, ' ');
        gap = false;
        if (needs_escape(c, out->size == before))
            buffer_add_byte(out, '\\');
        buffer_add(out, text + at, length);
    }
}

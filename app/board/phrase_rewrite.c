#include "board/phrase_rewrite.h"

#include <string.h>

#include "base/utf8.h"
#include "board/phrase_file.h"

/* A line as it stands in the file: bytes `begin` to before `end`, behind its ending `behind`. */
struct raw_line {
    size_t begin, end, behind;
    struct phrase_line line;
};

struct finder {
    struct phrase_lines lines;
    struct raw_line found;
};

/* Destroy finder->lines in both cases. */
static bool find_line(struct finder *finder, const char *bytes, size_t size, int number)
{
    struct raw_line *found = &finder->found;
    bool there = phrase_lines_init(&finder->lines, bytes, size, NULL, NULL);
    do {
        found->begin = finder->lines.at;
        there = there && phrase_lines_next(&finder->lines, &found->line);
    } while (there && found->line.number < number);
    found->behind = found->end = there ? found->line.raw_end : 0;
    while (there && found->end > found->begin &&
           (bytes[found->end - 1] == '\n' || bytes[found->end - 1] == '\r'))
        found->end--;
    return there && number > 0;
}

static bool starts_comment(const char *bytes, size_t size)
{
    return size >= 4 && memcmp(bytes, "<!--", 4) == 0;
}

/* Bytes of the raw line that hold its `count`th character: a character of the clean line is one of the raw one. */
static size_t raw_offset(const char *raw, size_t size, size_t count)
{
    return utf8_offset(raw, size, count);
}

/* The comments behind byte `from` of the clean line, each with a blank before it. */
static void add_comments(struct buffer *out, const char *raw, size_t raw_size, const struct phrase_line *line,
                         size_t from)
{
    size_t at = raw_offset(raw, raw_size, utf8_count(line->text, from));
    bool inside = false;
    uint32_t c;
    for (size_t clean = from; clean < line->size && at < raw_size;) {
        bool nothing = line->text[clean] == PHRASE_NOTHING;
        clean += utf8_decode(line->text + clean, line->size - clean, &c);
        size_t length = utf8_decode(raw + at, raw_size - at, &c);
        if (nothing && !inside && starts_comment(raw + at, raw_size - at)) {
            buffer_add_byte(out, ' ');
            inside = true;
        }
        inside = inside && nothing;
        if (inside)
            buffer_add(out, raw + at, length);
        at += length;
    }
}

/* A part of the clean line as it was written, without what nobody sees. A backslash at its end must not take the meaning
 * from what comes behind it. */
static void add_written(struct buffer *out, const char *text, struct phrase_span span)
{
    size_t backslashes = 0;
    span = phrase_trim(text, span);
    for (size_t at = span.from; at < span.to; at++) {
        backslashes = text[at] == '\\' ? backslashes + 1 : 0;
        if (text[at] != PHRASE_NOTHING)
            buffer_add_byte(out, text[at]);
    }
    if (backslashes % 2)
        buffer_add_byte(out, '\\');
}

/* ---- attributes ---- */

static void add_value(struct buffer *out, const char *value)
{
    struct buffer escaped = {0};
    phrase_add_escaped(&escaped, value, strlen(value));
    const char *text = buffer_text(&escaped);
    for (size_t at = 0; at < escaped.size; at++) {
        if (text[at] == ';' || strncmp(text + at, "；", 3) == 0)
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, text[at]);
    }
    buffer_destroy(&escaped);
}

struct attributes_out {
    const struct phrase_rewrite *rewrite;
    struct buffer *out;
    bool done[PHRASE_CHANGES_AT_MOST];
    bool open;
};

static void part(struct attributes_out *to)
{
    buffer_add_text(to->out, to->open ? "; " : " {");
    to->open = true;
}

static int find_change(const struct phrase_rewrite *rewrite, enum phrase_attribute key)
{
    for (int i = 0; i < rewrite->change_count; i++)
        if (rewrite->changes[i].key == key)
            return i;
    return -1;
}

/* What a segment `name: value` becomes: itself, with another value, or nothing. */
static void add_segment(struct attributes_out *to, const char *text, struct phrase_span span)
{
    struct buffer name = {0};
    enum phrase_attribute key = PHRASE_ATTRIBUTE_COUNT;
    span = phrase_trim(text, span);
    if (span.from == span.to)
        return;
    size_t colon = phrase_find(text, span, ':');
    phrase_add_plain(&name, text, (struct phrase_span){span.from, colon});
    bool known = colon < span.to && phrase_attribute_called(buffer_text(&name), &key);
    int change = known ? find_change(to->rewrite, key) : -1;
    if (change < 0) {
        part(to);
        add_written(to->out, text, span);
    } else if (!to->done[change] && to->rewrite->changes[change].value) {
        part(to);
        add_written(to->out, text, (struct phrase_span){span.from, colon});
        buffer_add_text(to->out, ": ");
        add_value(to->out, to->rewrite->changes[change].value);
    }
    if (change >= 0)
        to->done[change] = true;
    buffer_destroy(&name);
}

static void add_missing(struct attributes_out *to)
{
    const struct phrase_rewrite *rewrite = to->rewrite;
    for (int i = 0; i < rewrite->change_count; i++) {
        const struct phrase_change *change = &rewrite->changes[i];
        if (to->done[i] || !change->value)
            continue;
        part(to);
        buffer_printf(to->out, "%s: ", phrase_attribute_name(change->key, rewrite->chinese));
        add_value(to->out, change->value);
    }
    if (to->open)
        buffer_add_byte(to->out, '}');
}

static void add_attributes(struct buffer *out, const struct phrase_rewrite *rewrite, const char *text,
                           struct phrase_span inside)
{
    struct attributes_out to = {.rewrite = rewrite, .out = out};
    while (inside.from < inside.to) {
        size_t end = phrase_find(text, inside, ';');
        add_segment(&to, text, (struct phrase_span){inside.from, end});
        inside.from = end < inside.to ? end + phrase_step(text, inside, end) : end;
    }
    add_missing(&to);
}

void phrase_rewrite_set(struct phrase_rewrite *rewrite, enum phrase_attribute key, const char *value)
{
    int at = find_change(rewrite, key);
    if (at < 0)
        at = rewrite->change_count++;
    rewrite->changes[at] = (struct phrase_change){key, value};
}

/* ---- lines ---- */

static void add_texts(struct buffer *out, const struct phrase_rewrite *rewrite)
{
    phrase_add_escaped(out, rewrite->label, strlen(rewrite->label));
    if (!rewrite->spoken || strcmp(rewrite->spoken, rewrite->label) == 0)
        return;
    buffer_add_text(out, " | ");
    phrase_add_escaped(out, rewrite->spoken, strlen(rewrite->spoken));
}

void phrase_line_new(const char *mark, const struct phrase_rewrite *rewrite, struct buffer *out)
{
    buffer_add_text(out, mark);
    add_texts(out, rewrite);
    add_attributes(out, rewrite, "", (struct phrase_span){0, 0});
}

/* What stands behind the braces is not said; without them it would be. */
static void add_rest(struct buffer *out, const char *text, struct phrase_span rest, bool braces)
{
    struct buffer written = {0};
    add_written(&written, text, rest);
    if (written.size > 0)
        buffer_printf(out, "%s %s", braces ? "" : " {}", buffer_text(&written));
    buffer_destroy(&written);
}

/* Everything of the line: mark, texts, attributes, what stands behind them, comments. */
static void write_line(struct buffer *out, const char *raw, size_t raw_size, const struct phrase_line *line,
                       const struct phrase_rewrite *rewrite)
{
    const char *text = line->text;
    struct phrase_span all = {line->content, line->size}, body = all, inside = {0, 0}, rest = {0, 0};
    body.to = phrase_find(text, all, '{');
    if (body.to < all.to) {
        inside = (struct phrase_span){body.to + phrase_step(text, all, body.to), all.to};
        inside.to = phrase_find(text, inside, '}');
        rest.from = rest.to = all.to;
        if (inside.to < all.to)
            rest.from = inside.to + phrase_step(text, all, inside.to);
    }
    buffer_add(out, raw, raw_offset(raw, raw_size, utf8_count(text, line->content)));
    buffer_add_byte(out, ' ');
    if (rewrite->label)
        add_texts(out, rewrite);
    else
        add_written(out, text, body);
    size_t before = out->size;
    add_attributes(out, rewrite, text, inside);
    add_rest(out, text, rest, out->size > before);
    add_comments(out, raw, raw_size, line, line->content);
}

static bool fits(const char *bytes, size_t size)
{
    return utf8_count(bytes, size) <= PHRASE_LINE_CHARACTERS_AT_MOST;
}

bool phrase_line_rewrite(const char *bytes, size_t size, int line, const struct phrase_rewrite *rewrite,
                         struct buffer *out)
{
    struct finder finder;
    struct buffer written = {0};
    bool right = find_line(&finder, bytes, size, line);
    const struct raw_line *raw = &finder.found;
    right = right && (raw->line.kind == PHRASE_LINE_ITEM || raw->line.kind == PHRASE_LINE_HEADING);
    if (right)
        write_line(&written, bytes + raw->begin, raw->end - raw->begin, &raw->line, rewrite);
    right = right && fits(buffer_text(&written), written.size);
    if (right) {
        buffer_add(out, bytes, raw->begin);
        buffer_add(out, buffer_text(&written), written.size);
        buffer_add(out, bytes + raw->end, size - raw->end);
    }
    buffer_destroy(&written);
    phrase_lines_destroy(&finder.lines);
    return right;
}

/* A comment that came from the line before ends in this one. */
static size_t add_end_of_comment(struct buffer *out, const char *raw, size_t raw_size,
                                 const struct phrase_line *line)
{
    size_t count = 0;
    while (count < line->size && line->text[count] == PHRASE_NOTHING)
        count++;
    if (count == 0 || starts_comment(raw, raw_size))
        return 0;
    size_t end = raw_offset(raw, raw_size, count);
    if (memmem(raw, end, "-->", 3) == NULL)
        return 0; /* only something invisible */
    buffer_add(out, raw, end);
    return count;
}

bool phrase_line_remove(const char *bytes, size_t size, int line, struct buffer *out)
{
    struct finder finder;
    struct buffer left = {0};
    bool right = find_line(&finder, bytes, size, line);
    const struct raw_line *raw = &finder.found;
    if (right) {
        const char *text = bytes + raw->begin;
        size_t from = add_end_of_comment(&left, text, raw->end - raw->begin, &raw->line);
        add_comments(&left, text, raw->end - raw->begin, &raw->line, from);
        size_t kept = left.size ? raw->end : raw->behind;
        buffer_add(out, bytes, raw->begin);
        buffer_add(out, buffer_text(&left), left.size);
        buffer_add(out, bytes + kept, size - kept);
    }
    buffer_destroy(&left);
    phrase_lines_destroy(&finder.lines);
    return right;
}

static bool is_plain(const char *bytes, const struct raw_line *raw)
{
    size_t size = raw->end - raw->begin;
    return size == raw->line.size && memcmp(bytes + raw->begin, raw->line.text, size) == 0;
}

bool phrase_line_exchange(const char *bytes, size_t size, int first, int second, struct buffer *out)
{
    struct finder one, other;
    bool right = find_line(&one, bytes, size, first);
    right = find_line(&other, bytes, size, second) && right && first < second;
    const struct raw_line *a = &one.found, *b = &other.found;
    right = right && is_plain(bytes, a) && is_plain(bytes, b);
    if (right) {
        buffer_add(out, bytes, a->begin);
        buffer_add(out, bytes + b->begin, b->end - b->begin);
        buffer_add(out, bytes + a->end, b->begin - a->end);
        buffer_add(out, bytes + a->begin, a->end - a->begin);
        buffer_add(out, bytes + b->end, size - b->end);
    }
    phrase_lines_destroy(&one.lines);
    phrase_lines_destroy(&other.lines);
    return right;
}

static const char *line_end_of(const char *bytes, size_t size)
{
    const char *end = size ? memchr(bytes, '\n', size) : NULL;
    return end && end > bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

bool phrase_line_insert(const char *bytes, size_t size, int after, const char *text, bool blank,
                        struct buffer *out)
{
    struct finder finder;
    const char *end = line_end_of(bytes, size);
    bool right = find_line(&finder, bytes, size, after > 0 ? after : 1) || after == 0;
    /* Not into a comment that goes on. */
    while (right && after > 0 && finder.found.line.comment_open &&
           phrase_lines_next(&finder.lines, &finder.found.line))
        finder.found.behind = finder.found.line.raw_end;
    size_t place = after > 0                                            ? finder.found.behind
                   : size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3
                                                                        : 0;
    phrase_lines_destroy(&finder.lines);
    if (!right || !fits(text, strlen(text)))
        return false;
    buffer_add(out, bytes, place);
    if (place > 0 && bytes[place - 1] != '\n' && bytes[place - 1] != '\r' && after > 0)
        buffer_add_text(out, end);
    buffer_printf(out, "%s%s%s", blank ? end : "", text, end);
    buffer_add(out, bytes + place, size - place);
    return true;
}

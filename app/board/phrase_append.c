#include <string.h>

#include "base/utf8.h"
#include "board/phrase_file.h"
#include "board/phrase_markdown.h"

struct search {
    const char *title;
    const char *text;
    bool in_category;
    bool found;
    bool there;      /* the category says the text already */
    bool closing;    /* the place is right behind this line, when its comment ends */
    bool after_item; /* the place is behind a phrase, not behind the heading */
    size_t place;    /* offset in the file */
};

static bool says(const struct phrase_line *line, struct phrase_span span, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    phrase_add_plain(&text, line->text, span);
    bool same = strcmp(buffer_text(&text), wanted) == 0;
    buffer_destroy(&text);
    return same;
}

static struct phrase_span body_of(const struct phrase_line *line)
{
    struct phrase_span body = {line->content, line->size};
    body.to = phrase_find(line->text, body, '{');
    return body;
}

static bool is_title(const struct phrase_line *line, const char *title)
{
    struct phrase_span body = phrase_trim(line->text, body_of(line));
    if (says(line, body, title))
        return true;
    while (body.to > body.from && line->text[body.to - 1] == '#')
        body.to--;
    return body.to > body.from && line->text[body.to - 1] == ' ' && says(line, body, title);
}

static bool is_text(const struct phrase_line *line, const char *text)
{
    struct phrase_span body = body_of(line);
    size_t bar = phrase_find(line->text, body, '|');
    if (bar < body.to)
        body.from = bar + phrase_step(line->text, body, bar);
    return says(line, body, text);
}

static void look_at(struct search *search, const struct phrase_line *line)
{
    bool place = false;
    if (!line->broken && line->kind == PHRASE_LINE_HEADING) {
        search->in_category = is_title(line, search->title);
        place = search->in_category;
        search->after_item = search->after_item && !place;
    } else if (!line->broken && line->kind == PHRASE_LINE_ITEM && search->in_category) {
        place = search->after_item = true;
        search->there = search->there || is_text(line, search->text);
    } else if (line->kind == PHRASE_LINE_TEXT && search->in_category && !search->after_item) {
        place = true; /* what the caregiver wrote about an empty category stays above its phrases */
    }
    search->found = search->found || place;
    if (place || search->closing)
        search->place = line->raw_end;
    search->closing = (place || search->closing) && line->comment_open;
}

static const char *line_end_of(const char *bytes, size_t size)
{
    const char *end = size ? memchr(bytes, '\n', size) : NULL;
    return end && end > bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

static bool ends_line(const char *bytes, size_t place)
{
    return place == 0 || bytes[place - 1] == '\n' || bytes[place - 1] == '\r';
}

struct addition {
    struct buffer title; /* escaped */
    struct buffer text;
};

static void write_out(const struct search *search, const char *bytes, size_t size,
                      const struct addition *addition, struct buffer *out)
{
    const char *end = line_end_of(bytes, size);
    size_t place = search->found ? search->place : size;
    buffer_add(out, bytes, place);
    if (!ends_line(bytes, place))
        buffer_add_text(out, end);
    if (!search->found) {
        buffer_printf(out, "%s# %s%s", place ? end : "", buffer_text(&addition->title), end);
    }
    if (!search->found || !search->after_item)
        buffer_add_text(out, end);
    buffer_printf(out, "- %s%s", buffer_text(&addition->text), end);
    buffer_add(out, bytes + place, size - place);
}

static void plain(struct buffer *out, const struct buffer *escaped)
{
    phrase_add_plain(out, buffer_text(escaped), (struct phrase_span){0, escaped->size});
}

static enum phrase_append_result search_file(const char *bytes, size_t size, struct search *search)
{
    struct phrase_lines lines;
    struct phrase_line line;
    bool readable = phrase_lines_init(&lines, bytes, size, NULL, NULL);
    while (readable && phrase_lines_next(&lines, &line))
        look_at(search, &line);
    phrase_lines_destroy(&lines);
    if (!readable)
        return PHRASE_APPEND_NOT_UTF8;
    return search->there ? PHRASE_APPEND_THERE : PHRASE_APPENDED;
}

static bool fits(const struct buffer *escaped)
{
    return utf8_count(buffer_text(escaped), escaped->size) + 2 <= PHRASE_LINE_CHARACTERS_AT_MOST;
}

enum phrase_append_result phrase_file_append(const char *bytes, size_t size, const char *title,
                                             const char *text, struct buffer *out)
{
    struct addition addition = {0};
    struct buffer plain_title, plain_text;
    buffer_init(&plain_title);
    buffer_init(&plain_text);
    phrase_add_escaped(&addition.title, title, strlen(title));
    phrase_add_escaped(&addition.text, text, strlen(text));
    plain(&plain_title, &addition.title);
    plain(&plain_text, &addition.text);
    enum phrase_append_result result = PHRASE_APPEND_NOTHING;
    struct search search = {.title = buffer_text(&plain_title), .text = buffer_text(&plain_text)};
    if (plain_title.size && plain_text.size)
        result = fits(&addition.title) && fits(&addition.text) ? search_file(bytes, size, &search)
                                                               : PHRASE_APPEND_TOO_LONG;
    if (result == PHRASE_APPENDED)
        write_out(&search, bytes, size, &addition, out);
    buffer_destroy(&addition.title);
    buffer_destroy(&addition.text);
    buffer_destroy(&plain_title);
    buffer_destroy(&plain_text);
    return result;
}

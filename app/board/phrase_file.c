#include "board/phrase_file.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "board/phrase_attributes.h"
#include "board/phrase_markdown.h"
#include "board/phrase_reading.h"

struct parser {
    struct phrase_lines lines;
    struct phrase_line line;
    struct phrase_set *set;
    struct diagnostics *diagnostics;
    const char *file;        /* in the set's arena */
    const char *title;       /* the category that the next phrase belongs to */
    const char *category_id; /* NULL: comes from the title */
    enum phrase_colour category_colour;
    bool under_phrase; /* the line before was one */
    bool full;
    size_t taken;
};

static struct phrase_place place_of(struct parser *parser)
{
    return (struct phrase_place){parser->lines.file_name, &parser->line, parser->diagnostics};
}

static void report(struct parser *parser, enum diagnostic_level level, size_t at, const char *reason,
                   const char *valid)
{
    struct phrase_place place = place_of(parser);
    phrase_report(&place, level, at, NULL, reason, valid);
}

static const char *plain_of(const struct phrase_line *line, struct phrase_span span, struct arena *arena)
{
    struct buffer text;
    buffer_init(&text);
    phrase_add_plain(&text, line->text, span);
    char *copy = arena_text(arena, buffer_text(&text));
    buffer_destroy(&text);
    return copy;
}

static const char *plain(struct parser *parser, struct phrase_span span)
{
    return plain_of(&parser->line, span, &parser->set->arena);
}

/* `phrases/zh/30-奶奶的话.md` → `奶奶的话` */
const char *phrase_file_title(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    size_t digits = strspn(name, "0123456789");
    if (digits && (name[digits] == '-' || name[digits] == '_' || name[digits] == ' '))
        name += digits + 1;
    size_t length = strlen(name);
    if (length > 3 && strcmp(name + length - 3, ".md") == 0)
        length -= 3;
    bool good = length > 0 && utf8_valid(name, length, NULL);
    return good ? arena_copy(arena, name, length) : arena_text(arena, _("Phrases"));
}

static bool too_long(struct parser *parser)
{
    if (utf8_count(parser->line.text, parser->line.size) <= PHRASE_LINE_CHARACTERS_AT_MOST)
        return false;
    report(parser, DIAGNOSTIC_ERROR,
           utf8_offset(parser->line.text, parser->line.size, PHRASE_LINE_CHARACTERS_AT_MOST),
           _("this line is too long and was left out"), _("at most 500 characters"));
    return true;
}

/* ---- headings ---- */

/* Markdown lets a heading end in #s. */
static struct phrase_span without_closing(const char *text, struct phrase_span span)
{
    span = phrase_trim(text, span);
    size_t to = span.to;
    while (to > span.from && text[to - 1] == '#')
        to--;
    if (to == span.from || text[to - 1] == ' ')
        span.to = to;
    return span;
}

const char *phrase_heading_read(const struct phrase_line *line, struct arena *arena,
                                struct phrase_attributes *attributes)
{
    struct phrase_place place = {.line = line};
    phrase_attributes_parse(&place, (struct phrase_span){line->content, line->size}, true, arena, attributes);
    return plain_of(line, without_closing(line->text, attributes->body), arena);
}

/* What a heading says of its category also holds where no phrase follows: so a family hides, moves or renames one of ours.
 * Only by its id is it renamed, and only by another file than the one that named it. */
static void note_heading(struct parser *parser, const struct phrase_attributes *attributes)
{
    struct phrase_category *category =
        phrase_set_join(parser->set, parser->category_id, parser->title, parser->file);
    if (!category)
        return;
    bool first = category->title_in[0] == '\0';
    if (first || (attributes->id && category->title_in != parser->file)) {
        category->title = parser->title;
        category->title_in = parser->file;
        category->line = parser->line.number;
    }
    if (attributes->place > 0)
        category->place = attributes->place;
    category->hidden = category->hidden || attributes->hidden;
}

static void take_heading(struct parser *parser)
{
    if (parser->line.typo)
        report(parser, DIAGNOSTIC_WARNING, parser->line.marker, _("a full-width sign, taken for #"), "# ");
    if (too_long(parser))
        return;
    struct phrase_place place = place_of(parser);
    struct phrase_attributes attributes;
    phrase_attributes_parse(&place, (struct phrase_span){parser->line.content, parser->line.size}, true,
                            &parser->set->arena, &attributes);
    const char *title = plain(parser, without_closing(parser->line.text, attributes.body));
    if (*title == '\0') {
        report(parser, DIAGNOSTIC_WARNING, parser->line.marker,
               _("this heading says nothing; it was passed over"), NULL);
        return;
    }
    parser->title = title;
    parser->category_id = attributes.id;
    parser->category_colour = attributes.colour;
    note_heading(parser, &attributes);
}

/* ---- phrases ---- */

static size_t columns_of(uint32_t c)
{
    return c >= 0x1100 ? 2 : 1;
}

static size_t columns(const char *text)
{
    size_t sum = 0;
    uint32_t c;
    size_t size = strlen(text);
    for (size_t at = 0; at < size; sum += columns_of(c))
        at += utf8_decode(text + at, size - at, &c);
    return sum;
}

/* The beginning of a long text with …, broken at a blank where one is near. */
static const char *cut_label(struct arena *arena, const char *text)
{
    size_t sum = 0, at = 0, blank = 0, size = strlen(text);
    while (at < size) {
        uint32_t c;
        size_t length = utf8_decode(text + at, size - at, &c);
        sum += columns_of(c);
        if (sum > PHRASE_LABEL_COLUMNS_AT_MOST - 2)
            break;
        if (c == ' ')
            blank = at;
        at += length;
    }
    size_t end = blank * 2 > at ? blank : at;
    return arena_printf(arena, "%.*s…", (int)end, text);
}

/* `label | text`; what is missing comes from the other. */
static void take_texts(struct parser *parser, struct phrase_span body, struct phrase *phrase)
{
    const char *text = parser->line.text;
    size_t bar = phrase_find(text, body, '|');
    phrase->label = phrase->spoken = plain(parser, (struct phrase_span){body.from, bar});
    if (bar == body.to)
        return;
    struct phrase_span rest = {bar + phrase_step(text, body, bar), body.to};
    struct buffer spoken;
    buffer_init(&spoken);
    size_t second = phrase_find(text, rest, '|');
    if (second < rest.to)
        report(parser, DIAGNOSTIC_WARNING, second, _("a second | was taken for a blank"), _("label | text"));
    while (rest.from < rest.to) {
        size_t end = phrase_find(text, rest, '|');
        size_t before = spoken.size;
        if (before)
            buffer_add_byte(&spoken, ' ');
        phrase_add_plain(&spoken, text, (struct phrase_span){rest.from, end});
        if (before && spoken.size == before + 1)
            buffer_splice(&spoken, before, 1, NULL, 0);
        rest.from = end < rest.to ? end + phrase_step(text, rest, end) : end;
    }
    phrase->spoken = arena_text(&parser->set->arena, buffer_text(&spoken));
    buffer_destroy(&spoken);
}

static void fill_missing_text(struct parser *parser, struct phrase_span body, struct phrase *phrase)
{
    size_t bar = phrase_find(parser->line.text, body, '|');
    if (*phrase->spoken == '\0' && *phrase->label != '\0') {
        report(parser, DIAGNOSTIC_WARNING, bar, _("nothing stands behind the |; the label is spoken"),
               _("label | text"));
        phrase->spoken = phrase->label;
    } else if (*phrase->label == '\0' && *phrase->spoken != '\0') {
        report(parser, DIAGNOSTIC_WARNING, bar, _("nothing stands before the |; the text is its own label"),
               _("label | text"));
        phrase->label = phrase->spoken;
    }
    if (phrase->label != phrase->spoken && columns(phrase->label) > PHRASE_LABEL_COLUMNS_AT_MOST)
        report(parser, DIAGNOSTIC_NOTE, phrase_trim(parser->line.text, body).from,
               _("this label is long for a key"), _("at most 14 Hanzi or 28 letters"));
    if (strcmp(phrase->label, phrase->spoken) == 0 && columns(phrase->label) > PHRASE_LABEL_COLUMNS_AT_MOST) {
        phrase->label = cut_label(&parser->set->arena, phrase->spoken);
        phrase->label_cut = true;
    }
}

static void report_reading(struct parser *parser, size_t from, const struct phrase_reading_problem *problem)
{
    char counts[100];
    size_t at = from + problem->at;
    snprintf(counts, sizeof counts, _("the reading has %zu syllables for %zu Hanzi; it was left out"),
             problem->syllables, problem->hanzi);
    if (problem->error == PHRASE_READING_COUNT)
        report(parser, DIAGNOSTIC_WARNING, at, counts, _("one syllable for each Hanzi"));
    else if (problem->error == PHRASE_READING_NOT_THERE)
        report(parser, DIAGNOSTIC_WARNING, at, _("the text has no such word; the reading was left out"),
               NULL);
    else
        report(parser, DIAGNOSTIC_WARNING, at, _("here is no syllable with a tone; the reading was left out"),
               _("for instance yin2 hang2"));
}

static void take_reading(struct parser *parser, struct phrase_span span, struct phrase *phrase)
{
    if (span.from == 0) /* not given: a brace stands before every value */
        return;
    struct phrase_reading_problem problem;
    phrase->reading = phrase_reading_parse(parser->line.text + span.from, span.to - span.from, phrase->spoken,
                                           &parser->set->arena, &problem);
    phrase->reading_written = plain(parser, span);
    if (!phrase->reading)
        report_reading(parser, span.from, &problem);
}

static void report_full(struct parser *parser, const char *reason)
{
    if (!parser->full)
        report(parser, DIAGNOSTIC_ERROR, parser->line.marker, reason, NULL);
    parser->full = true;
}

static void add_phrase(struct parser *parser, const struct phrase *phrase, struct phrase_span body)
{
    if (parser->set->total == PHRASE_SET_PHRASES_AT_MOST) {
        report_full(parser, _("more than 2000 phrases; this one and those behind it were left out"));
        return;
    }
    struct phrase_category *category =
        phrase_set_join(parser->set, parser->category_id, parser->title, parser->file);
    if (!category) {
        report_full(parser, _("more than 200 categories; this phrase and others in new ones were left out"));
        return;
    }
    if (parser->category_colour != PHRASE_COLOUR_NONE)
        category->colour = parser->category_colour;
    enum phrase_added added = phrase_set_add(parser->set, category, phrase);
    size_t at = phrase_trim(parser->line.text, body).from;
    if (added == PHRASE_TWICE)
        report(parser, DIAGNOSTIC_WARNING, at, _("this category has this phrase already"), NULL);
    else if (added == PHRASE_ID_TAKEN)
        report(parser, DIAGNOSTIC_ERROR, at, _("its id belongs to another phrase; it was left out"),
               _("an id only once in a category"));
    parser->taken += added != PHRASE_TWICE;
}

static void take_item(struct parser *parser)
{
    const struct phrase_line *line = &parser->line;
    if (line->typo)
        report(parser, DIAGNOSTIC_WARNING, line->marker, _("taken for a phrase, but its mark is unusual"),
               _("a line that begins with \"- \""));
    if (too_long(parser))
        return;
    struct phrase_place place = place_of(parser);
    struct phrase_attributes attributes;
    phrase_attributes_parse(&place, (struct phrase_span){line->content, line->size}, false,
                            &parser->set->arena, &attributes);
    struct phrase phrase = {.id = attributes.id,
                            .colour = attributes.colour,
                            .picture = attributes.picture,
                            .recording = attributes.recording,
                            .place = attributes.place,
                            .hidden = attributes.hidden,
                            .file = parser->file,
                            .line = line->number};
    take_texts(parser, attributes.body, &phrase);
    fill_missing_text(parser, attributes.body, &phrase);
    if (*phrase.spoken == '\0') {
        report(parser, DIAGNOSTIC_WARNING, line->marker, _("this phrase is empty"), NULL);
        return;
    }
    take_reading(parser, attributes.reading, &phrase);
    add_phrase(parser, &phrase, attributes.body);
}

static void take_line(struct parser *parser)
{
    enum phrase_line_kind kind = parser->line.kind;
    if (parser->line.broken)
        kind = PHRASE_LINE_BLANK;
    if (kind == PHRASE_LINE_HEADING)
        take_heading(parser);
    else if (kind == PHRASE_LINE_ITEM)
        take_item(parser);
    else if (kind == PHRASE_LINE_TEXT && parser->under_phrase)
        report(parser, DIAGNOSTIC_WARNING, parser->line.marker, _("this line will not be spoken"),
               _("the whole phrase on one line, or a blank line between"));
    parser->under_phrase = kind == PHRASE_LINE_ITEM;
}

size_t phrase_file_parse(const char *bytes, size_t size, const char *file_name, struct phrase_set *set,
                         struct diagnostics *diagnostics)
{
    struct parser parser = {.set = set, .diagnostics = diagnostics};
    parser.file = arena_text(&set->arena, file_name ? file_name : "");
    parser.title = phrase_file_title(&set->arena, parser.file);
    if (phrase_lines_init(&parser.lines, bytes, size, file_name, diagnostics))
        while (phrase_lines_next(&parser.lines, &parser.line))
            take_line(&parser);
    phrase_lines_destroy(&parser.lines);
    phrase_set_part(set);
    return parser.taken;
}

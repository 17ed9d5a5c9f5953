/* Lines of a phrase file, made harmless, with every column kept.
 *
 * What a person's editor may have put in is cleaned here, and reported: byte order mark, CRLF, bytes that are
 * not UTF-8, control and invisible characters, comments. In a clean line each character that is not there for
 * the reader stands as PHRASE_NOTHING, so that column n is still the nth character of the file's line. */
#ifndef YINIAN_BOARD_PHRASE_MARKDOWN_H
#define YINIAN_BOARD_PHRASE_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

#define PHRASE_NOTHING '\x01'

enum phrase_line_kind {
    PHRASE_LINE_BLANK, /* also a line that holds only a comment */
    PHRASE_LINE_TEXT,  /* a paragraph: for people, not for the program */
    PHRASE_LINE_RULE,  /* --- */
    PHRASE_LINE_HEADING,
    PHRASE_LINE_ITEM
};

/* Offsets count bytes of `text`; `text` is good until the next line is read. */
struct phrase_line {
    const char *text;
    size_t size;
    int number;        /* from 1 */
    size_t raw_end;    /* offset in the file behind the line and its ending */
    bool comment_open; /* a comment goes on in the next line */
    bool broken;       /* not UTF-8: must not be used; already reported */
    enum phrase_line_kind kind;
    size_t marker;  /* where the # or the dash stands */
    size_t content; /* where the text behind it begins */
    bool typo;      /* the marker is not the one that the format names, but can only mean it */
};

struct phrase_lines {
    const char *bytes; /* borrowed */
    size_t size;
    size_t at;
    const char *file_name;           /* borrowed; may be NULL */
    struct diagnostics *diagnostics; /* borrowed; may be NULL */
    int number;
    size_t comment_until; /* bytes before this offset belong to a comment */
    bool no_more_ends;    /* no --> follows */
    bool crlf_told;
    struct buffer clean;
};

/* Notes a byte order mark. False (reported): UTF-16, nothing can be read. Destroy it in both cases. */
bool phrase_lines_init(struct phrase_lines *lines, const char *bytes, size_t size, const char *file_name,
                       struct diagnostics *diagnostics);
void phrase_lines_destroy(struct phrase_lines *lines);
bool phrase_lines_next(struct phrase_lines *lines, struct phrase_line *line);

/* A part of a line: bytes `from` to before `to`. */
struct phrase_span {
    size_t from;
    size_t to;
};

/* Blank: space, tab, no-break and ideographic space, PHRASE_NOTHING. */
bool phrase_is_blank(uint32_t character);
struct phrase_span phrase_trim(const char *text, struct phrase_span span);
/* The first of `character` (or its full-width form) in the span that no backslash takes away; span.to if
 * none. */
size_t phrase_find(const char *text, struct phrase_span span, char character);
/* Bytes that the character at `at` takes. */
size_t phrase_step(const char *text, struct phrase_span span, size_t at);
/* Adds what the span says: trimmed, blanks made one, backslashes taken away, nothing invisible. */
void phrase_add_plain(struct buffer *out, const char *text, struct phrase_span span);
/* Adds `text` so that a line of the file says exactly it; control characters and line ends become blanks. */
void phrase_add_escaped(struct buffer *out, const char *text, size_t size);

#endif

/* An article of the care library: Markdown with a front matter, parsed by md4c from bytes. Pure.
 *
 *     ---                             key: value, split at the first colon (content/README.md has the keys);
 *     id: L04                         an article of the family's own (`own`) needs none of it: its title is then
 *     …                               the first "# " heading, else its file's name
 *     ---
 *     ## Heading                      → blocks of plain text, parted by one '\n', in reading order; the title is the first
 *     Paragraph, **strong**, *soft*     of them (a heading of level 1). What is spoken is all of it: sentence by sentence,
 *     - item                            none left out, each within one block.
 *     > callout
 *
 * Nothing of what was written is lost: what is not one of these (tables, code, HTML, pictures) becomes plain text of a
 * paragraph, and a warning says where. Hostile input is refused, never half read: see ARTICLE_BYTES_AT_MOST. */
#ifndef YINIAN_LIBRARY_ARTICLE_H
#define YINIAN_LIBRARY_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/memory.h"

enum { ARTICLE_ID_BYTES = 48, ARTICLE_BYTES_AT_MOST = 2 * 1024 * 1024, ARTICLE_BLOCKS_AT_MOST = 20000 };

enum article_audience { AUDIENCE_ALL, AUDIENCE_PATIENT, AUDIENCE_CAREGIVER, AUDIENCE_BACKGROUND };

enum article_block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_CALLOUT };

struct article_block {
    enum article_block_kind kind;
    int level;          /* heading: 1 (the title) to 6; item: how deep its list stands, from 1; else 0 */
    int number;         /* item of a numbered list; 0: a dot stands before it */
    size_t first, size; /* bytes of article.text */
};

struct article_emphasis { /* bytes of article.text, within one block */
    size_t first, size;
    bool strong;
};

struct article_sentence { /* with its closing mark and quotes, without blanks around it */
    size_t first, size;
    int block;
};

struct article {
    /* As in the front matter; "" where it says nothing. Never NULL. */
    const char *id;       /* "L04"; of an own article its file's name without ".md", '_' for blanks: one word */
    const char *language; /* "zh", "en", "" */
    const char *group;    /* whole: "G1 认识这个病" */
    const char *title, *summary, *facts, *sources, *date;
    enum article_audience audience;
    bool
        by_choice; /* opens only when the reader has chosen it: never heard, previewed or found otherwise (L31) */
    bool own;      /* the family's */

    const char *text; /* UTF-8, valid, terminated */
    size_t size;
    struct article_block *blocks;
    int block_count;
    struct article_emphasis *emphases;
    int emphasis_count;
    struct article_sentence *sentences;
    int sentence_count;
    int reading_units;  /* Hanzi, and Latin words for two each: how long it takes to read */
    struct arena arena; /* owns all of it */
};

/* Replaces nothing: `article` is new. `file` names it in complaints. False, with an error that names the place, when it
 * cannot be shown (not UTF-8, NUL bytes, too large, no text; of ours: an id, title, group or audience that is missing or
 * unknown); the article is then empty, to be destroyed all the same. */
bool article_parse(struct article *article, const char *bytes, size_t size, const char *file, bool own,
                   struct diagnostics *diagnostics);
void article_destroy(struct article *article);

/* The sentence that holds this byte, or the next one behind it; −1 behind the last. */
int article_sentence_at(const struct article *article, size_t offset);
/* The last sentence that begins before the byte `end` and ends behind `first`; −1: none. */
int article_last_sentence(const struct article *article, size_t first, size_t end);
int article_block_at(const struct article *article, size_t offset);
/* How long this text takes to read, in reading_units. */
int article_units(const char *text, size_t size);
/* Silent reading at so many units a minute, rounded up, at least 1. */
int article_minutes(const struct article *article, int units_a_minute);

#endif

/* Writing by strokes, for people who never learnt pinyin: a predictor that stands in front of another one and answers
 * when what is spelt begins with a stroke. Pure; owns its tables.
 *
 *     units   一 丨 丿 丶 乛, and ＊ for any one stroke           message  我想
 *     spelt   丨 乛 一                                          offered  吃 …, 喝 …, 吃饭, 喝水, 听 …
 *
 * What is offered: words whose first character begins with the strokes that are spelt, by how likely they are after the
 * message. A character stands for the longer words that begin with it, too, and one whose strokes are all there is the
 * likelier meant (STROKES_…). Every character whose strokes are all there is in the list, so whatever is known can be
 * written. Taking a word uses up all the strokes. A candidate brings its reading so that the voice reads it right; a
 * character that is read in several ways brings none, and the voice decides by what stands around it.
 *
 * With `request.traditional` the traditional forms (of 头: 頭) may be drawn, and a character that was drawn in one is
 * offered in it; words are always in simplified characters (predict/script_words.h turns them).
 *
 * Where a character is drawn in several ways all of them are understood; for the weights of keys the usual one counts. */
#ifndef YINIAN_PREDICT_STROKES_H
#define YINIAN_PREDICT_STROKES_H

#include "predict/predictor.h"
#include "predict/stroke_table.h"
#include "predict/word_list.h"

enum { STROKES_ITEMS_AT_MOST = 256, STROKES_OTHERS_AT_MOST = 192 /* the rest is for complete characters */ };

/* Chosen among 1, 4, 16 and 0.1, 0.4, 1 with tests/bench/strokes_bench on 100 sentences of talk/ and 150 of the dev
 * set, which agreed; they differ by a few hundredths of a choice a character. */
static const double STROKES_COMPLETE = 16; /* so much likelier when no stroke is missing */
static const double STROKES_GATEWAY = 0.1; /* share of the longer words that a character stands for */
/* Who is not sure of a stroke takes "any": share of the weight of all keys. Not measured on people. */
static const double STROKES_ANY_SHARE = 0.06;

/* The words that begin with one character; in the lexicon they stand together. */
struct stroke_group {
    uint32_t first_word, end_word;
    uint32_t first_record, record_count;
    bool single; /* the first of them is the character itself */
};

struct stroke_match {
    uint32_t group;
    uint8_t next;  /* the stroke after the pattern, as the character is usually drawn; STROKE_KINDS: none */
    bool complete; /* in some way */
    double word_mass; /* of the words of the group */
};

struct stroke_item {
    uint32_t word;
    uint32_t form; /* the single character that is shown; 0: the word as it is, of several characters */
    double score;
};

struct strokes {
    const struct stroke_table *table; /* borrowed, as are the next three */
    const struct lexicon *lexicon;
    struct word_list *list;
    const struct predictor *below;
    struct stroke_group *groups;
    uint32_t group_count;
    float *unigrams; /* of each word, where there is no model */
    /* What fits the pattern that was asked last. */
    uint8_t pattern[STROKES_AT_MOST];
    int pattern_count; /* −1: nothing was asked yet */
    bool traditional;
    struct stroke_match *matches;
    uint32_t match_count;
    unsigned next_mask; /* bit s: stroke s may follow */
    struct stroke_item items[STROKES_ITEMS_AT_MOST];
    int item_count;
};

/* Everything given must outlive it. A zeroed table: strokes lead to nothing, the rest goes on. */
void strokes_init(struct strokes *strokes, const struct stroke_table *table, struct word_list *list,
                  const struct predictor *below);
void strokes_destroy(struct strokes *strokes);
/* `strokes` must outlive the predictor. */
struct predictor strokes_predictor(struct strokes *strokes);

/* Is the unit one of the six? */
bool strokes_is_unit(const char *unit);

#endif

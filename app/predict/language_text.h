/* From the text of a message to what the language model asks for, and back: what a text costs.
 *
 * Chinese is written without spaces; every way to cut the text into words counts, weighted by its
 * probability. So the message is read by a forward sum over words (a lattice), not by one segmentation:
 *
 *     a(u v, n) = sum over t of a(t u, n − |v|) · P(v | t u)        for words v that end at character n
 *
 * English words stand apart by spaces; case does not matter. Clauses end at , . ? ! : ; … and the like, in
 * both widths; after one a sentence starts. */
#ifndef YINIAN_PREDICT_LANGUAGE_TEXT_H
#define YINIAN_PREDICT_LANGUAGE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "predict/language_model.h"

enum {
    LANGUAGE_LOOK_BACK = 12, /* characters of the message that are read for what comes next */
    /* A character that is no word is one of so many, all alike: so every text has a probability. */
    LANGUAGE_OTHER_CHARACTERS = 0x10000,
    LANGUAGE_OTHER_LETTERS = 32 /* in English, for each letter of an unknown word */
};

/* What stands before the end of the text. In Chinese the text is taken as the beginning of one that goes on:
 * it may end where a word ends, or inside one. Histories under one percent are left out. Weights and tails
 * sum to 1. `english`: the model has words of its own, and the text ends with a space or is empty where a new
 * word begins; of an unfinished word at the end nothing is taken (language_unfinished()). Always at least one
 * history. */
void language_read(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                   size_t size, bool english, struct language_state *state);

/* English: how many bytes at the end of the text are the letters of a word that is not finished. */
size_t language_unfinished(const char *text, size_t size);

struct language_cost {
    double bits;     /* of the text itself */
    double end_bits; /* that it ends there (0 when it ends with a mark, which is part of the text) */
    size_t characters;
};

/* −log2 P(text), over all its segmentations, from the start of a sentence. */
struct language_cost language_text_cost(const struct language_model *model, const struct lexicon *lexicon,
                                        const char *text, size_t size, bool english);

/* The likeliest segmentation of a Chinese clause without marks: the words' numbers, the token OTHER for
 * characters that are no words. Returns how many, at most `most`; 0 when the clause has more than
 * LANGUAGE_CLAUSE characters. */
enum { LANGUAGE_CLAUSE = 64 };
int language_segment(const struct language_model *model, const struct lexicon *lexicon, const char *text,
                     size_t size, uint32_t *tokens, int most);

/* The mark that the character is, or LANGUAGE_MARKS. */
enum language_mark language_mark_of(uint32_t character);

#endif

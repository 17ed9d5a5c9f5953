/* The lattice of a Chinese clause: every way to cut it into words of the lexicon, with the sum of their
 * probabilities. For language_text.c, which says what is done with it. */
#ifndef YINIAN_PREDICT_LANGUAGE_LATTICE_H
#define YINIAN_PREDICT_LANGUAGE_LATTICE_H

#include "predict/language_text.h"

enum { LATTICE_LENGTHS = LEXICON_WORD_CHARACTERS + 1 };

/* Position n is after n characters. A word that ends at n is named by its length. sums[n][v][t]: of all ways
 * to position n whose last word has v characters and the one before it t (0: there is none, the clause
 * begins). */
struct language_lattice {
    const struct language_model *model;
    const struct lexicon *lexicon;
    struct language_history origin;
    int count;                                            /* characters */
    uint32_t words[LANGUAGE_CLAUSE + 1][LATTICE_LENGTHS]; /* by end and length; LANGUAGE_NONE: no word */
    double sums[LANGUAGE_CLAUSE + 1][LATTICE_LENGTHS][LATTICE_LENGTHS];
    uint8_t best[LANGUAGE_CLAUSE + 1][LATTICE_LENGTHS][LATTICE_LENGTHS]; /* length of the word two before */
    double scale;   /* natural logarithm, taken out of the sums */
    bool likeliest; /* the best way alone, not the sum */
};

/* Reads the clause (at most LANGUAGE_CLAUSE characters, no marks), which comes after `origin`. */
void lattice_run(struct language_lattice *lattice, const struct language_model *model,
                 const struct lexicon *lexicon, const char *text, size_t size, struct language_history origin,
                 bool likeliest);
/* −log2 of the clause's probability; followed by that mark; followed by any mark (LANGUAGE_MARKS). */
double lattice_bits(const struct language_lattice *lattice);
double lattice_ending_bits(const struct language_lattice *lattice, enum language_mark mark);
/* What a text that begins with the clause goes on from. */
void lattice_state(const struct language_lattice *lattice, const char *text, size_t size,
                   struct language_state *state);
/* The words of the best way; for a lattice that was run with `likeliest`. */
int lattice_words(const struct language_lattice *lattice, uint32_t *tokens, int most);

#endif

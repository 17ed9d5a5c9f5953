/* From a package's own vocabulary to the program's tokens.
 *
 * Tokens of a program's model: words 0 … words−1, then the marks that end a clause (enum ngram_mark), then
 * OTHER, which stands for any character that is no word. */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_MAP_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_MAP_H

#include "ngrams.h"

enum ngram_mark { NGRAM_COMMA, NGRAM_FULL_STOP, NGRAM_QUESTION, NGRAM_EXCLAMATION, NGRAM_MARKS };
enum { NGRAM_OTHER = NGRAM_MARKS, NGRAM_SPECIALS }; /* tokens = words + NGRAM_SPECIALS */

/* `to[i]`: the token of the source's word i, or NGRAM_NONE when the program does not have it; then its
 * probability is shared out among the others, after each history. Several marks of the source may be one of
 * ours. `start`: the source's history that stands for the start of a sentence. */
void ngram_map(struct ngrams *target, uint32_t words, const struct ngrams *source, const uint32_t *to,
               uint32_t start);

#endif

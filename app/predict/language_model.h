/* The language model: how likely each word is after the words before it, read straight from the bytes of
 * model-zh.bin or model-en.bin (memory-mapped by the caller), which app/language-model builds from Debian's
 * packages and from sentences written for this project.
 *
 * Pure; nothing is allocated; every access is checked against the bounds, so that damaged bytes give wrong
 * probabilities but never a wrong access, and never one that is not a number in 0 … 1. The bytes must outlive
 * the model. All functions may be called on a zeroed model (no words) and from several threads at once.
 *
 * It is a trigram model with back-off (Katz 1987), pruned by relative entropy (Stolcke 1998): after every
 * history the probabilities of all tokens sum to 1.
 *
 * Tokens: 0 … word_count−1 are words, in Chinese those of the lexicon by its numbers, in English the model's
 * own sorted by spelling. Then the marks that end a clause, then OTHER: any character (Chinese) or word
 * (English) that is not among the words. A sentence or message that ends, ends with a mark: P(end) =
 * language_end_probability(). */
#ifndef YINIAN_PREDICT_LANGUAGE_MODEL_H
#define YINIAN_PREDICT_LANGUAGE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "predict/lexicon.h"

enum language_mark {
    LANGUAGE_COMMA,
    LANGUAGE_FULL_STOP,
    LANGUAGE_QUESTION,
    LANGUAGE_EXCLAMATION,
    LANGUAGE_MARKS
};

/* In a history: not known (backs off). */
#define LANGUAGE_NONE UINT32_MAX

struct language_model {
    const unsigned char *bytes; /* NULL: no model */
    size_t size;
    uint32_t word_count, token_count;
    uint32_t pair_count, context_count, triple_count, spelling_count;
    size_t texts_size, notice_size;
    size_t values_at, singles_at, pair_firsts_at, pair_weights_at, pairs_at, contexts_at, triples_at;
    size_t spellings_at, texts_at, notice_at;
    uint32_t lexicon_checksum;
};

/* Looks at the header only (microseconds). False and a diagnostic when it is not a model of this version and
 * byte order, or is cut short; then the model is zeroed. `name` is the file's name for the diagnostic. */
bool language_model_open(struct language_model *model, const void *bytes, size_t size, const char *name,
                         struct diagnostics *diagnostics);
/* Reads everything and compares the checksum (a few milliseconds). */
bool language_model_verify(const struct language_model *model, const char *name,
                           struct diagnostics *diagnostics);
/* Was it built with this lexicon? If not, the numbers of its words mean others: do not use them together. */
bool language_model_fits(const struct language_model *model, const struct lexicon *lexicon);
/* Licences and sources of the data; not terminated. "" and 0 for a zeroed model. */
const char *language_model_notice(const struct language_model *model, size_t *size);

static inline uint32_t language_mark_token(const struct language_model *model, enum language_mark mark)
{
    return model->word_count + (uint32_t)mark;
}

static inline uint32_t language_other_token(const struct language_model *model)
{
    return model->word_count + LANGUAGE_MARKS;
}

/* The two tokens before; at the start of a sentence {LANGUAGE_NONE, language_start()}. Marks are never in a
 * history: after one a sentence starts. */
struct language_history {
    uint32_t before, last;
};

static inline uint32_t language_start(const struct language_model *model)
{
    return model->token_count;
}

/* The history at the start of a sentence, and the one after another token. */
struct language_history language_history_start(const struct language_model *model);
struct language_history language_history_add(const struct language_model *model,
                                             struct language_history history, uint32_t token);

/* P(token | history), about 0.2 µs. 0 for what is no token. */
double language_probability(const struct language_model *model, struct language_history history,
                            uint32_t token);
/* Of any mark: that the sentence or clause ends here. */
double language_end_probability(const struct language_model *model, struct language_history history);

/* What may stand before, because Chinese is written without spaces: several histories, each with its weight,
 * where a word ends with the text; and where the text ends inside a word, what is left of that word (the
 * tail: after 我不知, 道 of 不知道), with its probability. Weights and tails sum to 1. language_text.h makes
 * one of a message. */
enum { LANGUAGE_HISTORIES = 8, LANGUAGE_TAILS = 48 };
struct language_tail {
    uint32_t word;
    float probability;
};
struct language_state {
    struct language_history histories[LANGUAGE_HISTORIES];
    float weights[LANGUAGE_HISTORIES];
    int count;
    struct language_tail tails[LANGUAGE_TAILS];
    int tail_count;
};

/* P(token | state), summed over the histories. */
double language_state_probability(const struct language_model *model, const struct language_state *state,
                                  uint32_t token);
double language_state_end(const struct language_model *model, const struct language_state *state);
/* The same for all tokens at once into `probabilities` (token_count floats): tens of microseconds. */
void language_distribution(const struct language_model *model, const struct language_state *state,
                           float *probabilities);
/* For the tokens first … end−1 only (end ≤ token_count), into end − first floats; without the tails. */
void language_distribution_part(const struct language_model *model, const struct language_state *state,
                                uint32_t first, uint32_t end, float *probabilities);
/* The `most` likeliest words of a distribution, likeliest first (equal: by number), into `words`; returns how
 * many. Words only, no marks. */
int language_top(const struct language_model *model, const float *probabilities, uint32_t *words, int most);

/* --- a model with words of its own (English) --- */

/* Text of a word, not terminated; NULL when it has no such word. */
const char *language_word(const struct language_model *model, uint32_t number, size_t *size);
/* The word, whatever its case, or LANGUAGE_NONE. */
uint32_t language_find(const struct language_model *model, const char *text, size_t size);
/* The words that begin so, whatever the case: *first … *end−1. */
void language_prefix(const struct language_model *model, const char *text, size_t size, uint32_t *first,
                     uint32_t *end);

/* Which letter follows the `prefix_size` letters of words *first … end−1 (as language_prefix() gives them),
 * by a distribution: letters[0…25] a–z in either case, [26] any other character (apostrophe, hyphen), [27]
 * the word ends. They sum to 1, or are all 0 when no word begins so. */
enum { LANGUAGE_LETTERS = 28, LANGUAGE_LETTER_OTHER = 26, LANGUAGE_WORD_END = 27 };
void language_letters(const struct language_model *model, const float *probabilities, const char *prefix,
                      size_t prefix_size, float letters[LANGUAGE_LETTERS]);

#endif

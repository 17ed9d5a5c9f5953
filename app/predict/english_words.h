/* English: words that complete the letters, words that come next, and how likely each letter is. A predictor around
 * another one: requests that are not English go to that. Pure; no memory of its own but itself.
 *
 * What is offered, in this order (ENGLISH_LITERAL_AT: the letters as they stand come here at the latest):
 *
 *     spelt         the likeliest words after the message that begin with the letters; fifth the letters themselves,
 *                   ninth and tenth with a capital and in capitals; with `hanzi` every second one is a Hanzi of the
 *                   predictor inside
 *     nothing spelt the likeliest next words
 *
 * Passed over: who spells on wanted none of the words that stood on the first page before (request.page says how
 * many stand there). They count for a twentieth, and make room for others.
 *
 * The person's own words: what they say often is likelier, and words that the model does not have are offered beside its
 * own, by the formula of own_words.h with ENGLISH_OWN of its shares. (Sentences that have nothing to do with each other,
 * tests/bench/english-sentences.txt, evidence scanning: 1.609 steps a character without, 1.617 with a quarter, 1.632 with
 * half, 1.662 with all of them.)
 *
 * Case: as the model spells a word (I, Monday), with a capital after . ? ! and where the letters have one, in capitals
 * where all letters are (two at least). At the beginning of a message small: one switch writes talk, not letters.
 *
 * A word brings the blank before it. An apostrophe that was typed as a mark is part of the word: after don' the
 * letter t is offered, without a blank.
 *
 * Weights, of all that can be wanted, with W the words that begin with what is spelt:
 *
 *     P(w)                         w in W, offered        → its cell
 *                                  w in W, not offered    → the key of its next letter (or '), or the letters as they
 *                                                           stand when they are the word
 *     U · 28^-n, n letters spelt   a word that the model does not know: a 28th to each letter's key, a sixth to the
 *                                  letters as they stand
 *     P(mark)                      nothing spelt: nine tenths to the end of the message (text ""), a tenth to its mark
 *
 * divided by their sum. Letters on a Chinese screen may be pinyin as well: then this counts for the rest of
 * ENGLISH_HANZI, where they are pinyin above all of ENGLISH_HANZI_FIRST, and those are what the
 * predictor inside says. Measured: tests/bench/english_rate.py. */
#ifndef YINIAN_PREDICT_ENGLISH_WORDS_H
#define YINIAN_PREDICT_ENGLISH_WORDS_H

#include "predict/language_model.h"
#include "predict/own_words.h"
#include "predict/predictor.h"

enum {
    ENGLISH_WORDS_AT_MOST = 60,  /* offered for one request */
    ENGLISH_CONTEXT_BYTES = 160, /* of the message's end that are read */
    ENGLISH_LITERAL_AT = 4,      /* the fifth: the last of a page of five */
    ENGLISH_PAGE_AT_MOST = 8,
    ENGLISH_NEW_AT_MOST = 1000,  /* words of the person's that the model does not have */
    ENGLISH_ITEMS_AT_MOST = 320, /* weighed at once */
    ENGLISH_LETTERS_PASSED = 8   /* passed over after more letters than these: as likely as before */
};
#define ENGLISH_PASSED                                                                                       \
    0.05F /* of a word's probability once it was passed over: it was overlooked, or minds changed */
#define ENGLISH_OWN 0.3
#define ENGLISH_HANZI 0.3
#define ENGLISH_HANZI_FIRST 0.9
#define ENGLISH_UNKNOWN 0.004 /* U: how often a word of talk is none of the model's 72,500: names, mostly */

struct english_words {
    const struct language_model *model; /* NULL: none; borrowed, as is `probabilities` */
    float *probabilities;               /* of each token after `context`, then of each new word */
    struct predictor inside;
    char context[ENGLISH_CONTEXT_BYTES]; /* that was read last */
    size_t context_size;                 /* SIZE_MAX: none yet */
    const struct own_words *own;         /* NULL: none; borrowed */
    unsigned long own_revision;          /* that the probabilities hold */
    int own_count, new_count;            /* Latin words; those of them that the model does not have */
    uint32_t own_numbers[OWN_WORDS_AT_MOST];
    uint16_t own_indexes[OWN_WORDS_AT_MOST], new_words[ENGLISH_NEW_AT_MOST];
};

/* `model` may be NULL or without words: then everything goes to `inside`. `probabilities`: room for
 * model->token_count + ENGLISH_NEW_AT_MOST floats. All must outlive it. */
void english_words_init(struct english_words *words, const struct language_model *model, float *probabilities,
                        const struct predictor *inside);
/* From now on what the person says is mixed in. Must outlive it. */
void english_words_use_own(struct english_words *words, const struct own_words *own);
/* `words` must outlive the predictor. */
struct predictor english_words_predictor(struct english_words *words);

#endif

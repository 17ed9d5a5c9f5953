/* How likely each key and each word on offer is wanted next, for evidence scanning. Pure.
 *
 * Of all words that can be meant after what is spelt, by their probability after the message:
 *
 *     offered on the page                     → its cell
 *     not offered, not spelt out yet          → the key of its next unit
 *     not offered, spelt out, or too long     → nowhere: what is missing from 1 is the share of "more"
 *
 * Words that stood on an earlier page of this word and were not taken count for OFFERS_OVERLOOKED of their probability
 * (offers.h), until they are spelt out: then they may be wanted as a part of something longer.
 *
 * A word whose reading is not the usual one counts for all its readings alike. */
#ifndef YINIAN_PREDICT_WEIGH_H
#define YINIAN_PREDICT_WEIGH_H

#include "predict/lexicon.h"
#include "predict/offers.h"
#include "predict/own_words.h"
#include "predict/predictor.h"

enum { WEIGH_SYLLABLES = 4 }; /* of a word that are looked at: longer spellings are rarely spelt out */

/* The usual reading of a word, as units. */
struct word_spelling {
    uint8_t initials[WEIGH_SYLLABLES], finals[WEIGH_SYLLABLES];
    uint8_t length; /* syllables, at most WEIGH_SYLLABLES */
};

/* The words of request->declined, by their numbers. */
struct declined {
    uint32_t numbers[OFFERS_DECLINED_AT_MOST];
    int count;
    int units; /* that are spelt */
};

void declined_find(const struct lexicon *lexicon, const struct own_words *own,
                   const struct predict_request *request, struct declined *declined);
bool declined_same(const struct declined *a, const struct declined *b);
/* 1 for words that were not, less for those that were. `length`: its syllables. */
double declined_share(const struct declined *declined, uint32_t number, int length);

/* One for each word of the lexicon; some 40 ms for 130,000 words. */
void weigh_prepare(const struct lexicon *lexicon, struct word_spelling *spellings);
/* `probabilities`: of each word after the message; `own` (may be NULL) has those of the person's new words. Fills in the
 * weights. */
void weigh(const struct lexicon *lexicon, const struct word_spelling *spellings, const float *probabilities,
           const struct own_words *own, const struct predict_request *request, struct predict_weight *items,
           int count);

#endif

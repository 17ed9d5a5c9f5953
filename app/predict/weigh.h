/* How likely each key and each word on offer is wanted next, for evidence scanning. Pure.
 *
 * Of all words that can be meant after what is spelt, by their probability after the message:
 *
 *     offered on the page                     → its cell
 *     not offered, not spelt out yet          → the key of its next unit
 *     not offered, spelt out, or too long     → nowhere: what is missing from 1 is the share of "more"
 *
 * What is spelt may be initials and finals, initials alone (x t), both with tones (h ao 3), or letters (x i a n; x t
 * as well); which unit is next, the keys on the page tell: on the board of finals the open final of the last
 * syllable, on that of initials the next syllable's. Where tones can be given and the syllable has none, WEIGH_TONE
 * of what is not on offer goes to the key of its tone, of what is spelt out WEIGH_TONE_LAST.
 *
 * Where no word is as long as what is spelt, those that begin it count, with a twelfth for each initial beyond them and
 * a sixth for each final (known_texts.h has the same estimates).
 *
 * A word counts under each of its usual readings by that reading's share of it; each has a spelling of its own.
 *
 * Nothing spelt: the message may end, too (item ""): with WEIGH_END_LEAST + (1 − WEIGH_END_LEAST) · P(any mark), at
 * most WEIGH_END_MOST; one-switch messages are mostly written without their mark, comma or not. Chosen on the tenth of
 * talk that a model was built without (build-model hold=10; 1,059 sentences, 6,313 words): 0.521 bits a word; a
 * constant 0.12 costs 0.667, the ends' own frequency 0.652. Of what is expected of the most, nine of ten do end there.
 * A mark on offer gets WEIGH_MARK of its probability besides.
 *
 * Words that stood on an earlier page of this word and were not taken count for OFFERS_OVERLOOKED of their probability
 * (offers.h), until they are spelt out: then they may be wanted as a part of something longer. */
#ifndef YINIAN_PREDICT_WEIGH_H
#define YINIAN_PREDICT_WEIGH_H

#include "predict/language_model.h"
#include "predict/lexicon.h"
#include "predict/offers.h"
#include "predict/own_words.h"
#include "predict/predictor.h"

#define WEIGH_END_LEAST 0.03
#define WEIGH_END_MOST 0.8
#define WEIGH_MARK 0.1
#define WEIGH_TONE 0.3
#define WEIGH_TONE_LAST 0.7

enum {
    WEIGH_SYLLABLES = 4, /* of a word that are looked at: longer spellings are rarely spelt out */
    WEIGH_FURTHER_AT_MOST = 2048,
    WEIGH_WHOLE = 255,        /* parts of a word that its readings share */
    WEIGH_FURTHER_COST = 4600 /* readings rarer than one in a hundred are left out */
};

/* A reading of a word, as units. */
struct word_spelling {
    uint8_t initials[WEIGH_SYLLABLES], finals[WEIGH_SYLLABLES];
    uint16_t tones; /* three bits each, the first one lowest */
    uint8_t length; /* syllables, at most WEIGH_SYLLABLES */
    uint8_t share;  /* of WEIGH_WHOLE */
};

/* The usual reading of each word, and the others that are used. About 40 KB. */
struct word_spellings {
    struct word_spelling *usual; /* borrowed: one for each word of the lexicon */
    struct further_spelling {
        uint32_t word;
        struct word_spelling spelling;
    } further[WEIGH_FURTHER_AT_MOST];
    int further_count;
};

/* The words of request->declined, by their numbers. */
struct declined {
    uint32_t numbers[OFFERS_DECLINED_AT_MOST];
    int count;
    int units; /* that are spelt, without tones */
};

void declined_find(const struct lexicon *lexicon, const struct own_words *own,
                   const struct predict_request *request, struct declined *declined);
bool declined_same(const struct declined *a, const struct declined *b);
/* 1 for words that were not, less for those that were. `length`: its syllables. */
double declined_share(const struct declined *declined, uint32_t number, int length);

/* Fills in all but `usual` itself; some 40 ms for 130,000 words. */
void weigh_prepare(const struct lexicon *lexicon, struct word_spellings *spellings);
/* `probabilities`: of each word after the message, and behind them of the marks, as language_distribution() gives
 * them; `own` (may be NULL) has those of the person's new words. Fills in the weights. */
void weigh(const struct lexicon *lexicon, const struct word_spellings *spellings, const float *probabilities,
           const struct own_words *own, const struct predict_request *request, struct predict_weight *items,
           int count);

#endif

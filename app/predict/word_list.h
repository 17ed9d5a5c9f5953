/* Candidates from the lexicon, by how likely each word is after the message when there is a language model, by itself
 * where there is none.
 *
 * What is offered, in this order:
 *   1. with `english` (the units are letters): the letters as they stand, with a capital, all capitals
 *   2. words that use up all the units, by their cost: those of exactly so many syllables, and the few most usual
 *      longer ones that begin so
 *   3. words that use up the first units only, longest first, then by cost: down to the characters of the first
 *      syllable, so that whatever is spelt can be made into text piece by piece
 * With nothing spelt: the words that the model expects next, or everyday ones that often come next (next_words.h),
 * units 0.
 *
 * Nothing is offered twice, and the list ends. Of the characters of a syllable the 256 most usual are in it
 * (LEXICON_MATCHES); the lexicon knows more of a dozen syllables (yi has 489), which nobody uses in writing. */
#ifndef YINIAN_PREDICT_WORD_LIST_H
#define YINIAN_PREDICT_WORD_LIST_H

#include "predict/language_model.h"
#include "predict/lexicon.h"
#include "predict/own_words.h"
#include "predict/predictor.h"
#include "predict/spelt.h"
#include "predict/weigh.h"

enum {
    WORD_LIST_ITEMS_AT_MOST = 1024,
    WORD_LIST_LONGER_WORDS = 3,   /* among words of whole syllables; more would hide characters */
    WORD_LIST_LOOSE_WORDS = 40,   /* longer or shorter ones when only an initial is known */
    WORD_LIST_UNITS_AT_MOST = 32, /* of a request; more are not looked at */
    WORD_LIST_UNIT_BYTES = 8,
    WORD_LIST_CONTEXT_BYTES = 96, /* the end of the message that is read: 12 characters and marks */
    WORD_LIST_NEXT_WORDS = 60,    /* offered when nothing is spelt */
    WORD_LIST_SYLLABLES_AT_MOST = 512,
    WORD_LIST_OWN_WORDS = 64 /* new words of the person among the matches of one spelling */
};

enum word_list_use { USE_UNKNOWN, USE_NONE, USE_SOME };

struct word_list_item {
    uint32_t word; /* number in the lexicon, or own_word_number() */
    uint8_t reading, units;
};

/* Keeps the last answer, so that turning pages costs nothing. No memory of its own but itself. */
struct word_list {
    const struct lexicon *lexicon;                             /* borrowed */
    char units[WORD_LIST_UNITS_AT_MOST][WORD_LIST_UNIT_BYTES]; /* `items` answer these … */
    int unit_count;                                            /* … −1: nothing yet */
    bool english;
    const struct language_model *model; /* NULL: none. Borrowed, as is `probabilities`: */
    float *probabilities;               /* of each word after `context` */
    struct own_words *own;              /* NULL: none; borrowed */
    unsigned long own_revision;         /* that `probabilities` hold */
    struct word_spellings spellings;    /* of each word; filled in when first needed */
    bool spellings_ready;
    char context[WORD_LIST_CONTEXT_BYTES];
    size_t context_size;      /* SIZE_MAX: nothing was read yet */
    struct declined declined; /* what was, when `items` were found */
    struct word_list_item items[WORD_LIST_ITEMS_AT_MOST];
    int item_count;
    uint8_t uses
        [WORD_LIST_SYLLABLES_AT_MOST]; /* enum word_list_use: is it the reading of a character? By syllable,
                                                  found out when first asked */
};

/* From now on words are offered by how likely they are after the message, not by themselves. `probabilities` has room for
 * model->token_count floats, `spellings` (may be NULL: then nothing is weighed) for every word of the lexicon; both,
 * and the model, must outlive the list. A model that does not fit the lexicon, or has
 * no words, changes nothing. */
void word_list_use_model(struct word_list *list, const struct language_model *model, float *probabilities,
                         struct word_spelling *spellings);
/* What the person says often is offered sooner, and new words of theirs beside those of the lexicon. Must outlive the
 * list; without a model it changes nothing. */
void word_list_use_own(struct word_list *list, struct own_words *own);
/* The lexicon must outlive the list; with a zeroed one (no words) only letters and next words are offered. */
void word_list_init(struct word_list *list, const struct lexicon *lexicon);
/* How likely each word of the lexicon is after the message, valid until anything else is asked of the list; NULL without
 * a model. */
const float *word_list_probabilities(struct word_list *list, const struct predict_request *request);
/* `list` must outlive the predictor. */
struct predictor word_list_predictor(struct word_list *list);

#endif

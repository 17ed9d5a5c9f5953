/* Inside the English predictor: what is asked (english_words.c) and the weights (english_weigh.c). */
#ifndef YINIAN_PREDICT_ENGLISH_PARTS_H
#define YINIAN_PREDICT_ENGLISH_PARTS_H

#include <stdint.h>

#include "predict/english_words.h"

/* The word that is being written: what of it stands in the message already (don'), and the letters spelt. */
struct english_prefix {
    char text[CANDIDATE_TEXT_BYTES];
    size_t size;
    size_t written;      /* bytes of it that are in the message */
    uint32_t first, end; /* the words that begin so */
};

/* --- english_own.c --- */

/* Text of a word, of the model or of the person's own, not terminated; NULL when there is none of that number. */
const char *english_word(const struct english_words *words, uint32_t number, size_t *size);
/* The word, whatever its case, or LANGUAGE_NONE. */
uint32_t english_find(const struct english_words *words, const char *text, size_t size);
/* The next word of the person's own, not in the model, that begins so; `number` 0: the first. LANGUAGE_NONE: no more. */
uint32_t english_next_new(const struct english_words *words, uint32_t number, const char *text, size_t size);
/* Mixes what the person says into the probabilities after the message. */
void english_own_mix(struct english_words *words, const char *context, size_t size);

/* --- english_weigh.c --- */

/* The weights of the items; words->probabilities must be those after the message. */
void english_weigh(const struct english_words *words, const struct english_prefix *prefix,
                   struct predict_weight *items, int count);

#endif

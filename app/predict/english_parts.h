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

/* The weights of the items; words->probabilities must be those after the message. */
void english_weigh(const struct english_words *words, const struct english_prefix *prefix,
                   struct predict_weight *items, int count);

#endif

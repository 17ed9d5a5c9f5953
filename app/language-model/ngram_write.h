/* Writes a model as app/predict/language_model_format.h has it. */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_WRITE_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_WRITE_H

#include "base/buffer.h"
#include "ngrams.h"

struct ngram_words {
    const char *const *spellings; /* sorted without regard to case; NULL: the words are the lexicon's */
    uint32_t count;
    uint32_t lexicon_checksum; /* 0 with words of its own */
    const char *notice;
};

/* The model's probabilities are rounded to what the file can say. */
void ngram_write(struct buffer *file, struct ngrams *model, const struct ngram_words *words);

#endif

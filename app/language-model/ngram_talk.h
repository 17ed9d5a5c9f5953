/* The project's own sentences (talk/zh, talk/en: one a line, # is a comment) and its phrases (phrases/:
 * markdown, one in each line that begins with "- ", shown | spoken {attributes}). */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_TALK_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_TALK_H

#include <stdbool.h>

#include "base/buffer.h"
#include "ngram_adapt.h"
#include "predict/language_text.h"

/* All sentences of the files, one a line; every `hold_of`th (counted over the files) goes to `held` instead
 * (0: none). */
void ngram_talk_read(struct buffer *sentences, struct buffer *held, int hold_of, char *const *paths,
                     int count);
/* Cuts the sentences into words by the model and counts them. */
void ngram_talk_count(struct ngram_counts *counts, const struct buffer *sentences,
                      const struct language_model *model, const struct lexicon *lexicon, bool english);

#endif

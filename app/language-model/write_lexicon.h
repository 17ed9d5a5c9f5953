/* Writes lexicon.bin (app/predict/lexicon_format.h) from the finished, sorted word table. */
#ifndef YINIAN_LANGUAGE_MODEL_WRITE_LEXICON_H
#define YINIAN_LANGUAGE_MODEL_WRITE_LEXICON_H

#include "base/buffer.h"
#include "word_table.h"

/* Makes the whole file in `file`; returns how many words it holds. */
uint32_t write_lexicon(struct buffer *file, const struct word_table *table);

#endif

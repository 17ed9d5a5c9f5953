/* The letters of a Chinese text, as one types them who looks for it: "扫描时间" is "saomiaoshijian", or "smsj". */
#ifndef YINIAN_PREDICT_PINYIN_LETTERS_H
#define YINIAN_PREDICT_PINYIN_LETTERS_H

#include "base/buffer.h"
#include "predict/lexicon.h"

/* Adds the syllables of all Hanzi, without tones, to `whole`, and the first letter of each to `first`; all else is left
 * out. Each word is read as it is most usually. Without words in the lexicon nothing is added. */
void pinyin_letters(const struct lexicon *lexicon, const char *text, struct buffer *whole,
                    struct buffer *first);

#endif

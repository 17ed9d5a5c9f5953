/* What writing is done with: the word list and the language model, opened, and the predictor that the boards ask.
 *
 * Whatever is missing or damaged is reported, and the next simpler thing serves: without the model words stand by how
 * often they are used, without the word list there are letters,
 * without the English model a few everyday words. */
#ifndef YINIAN_RUN_WRITING_WORDS_H
#define YINIAN_RUN_WRITING_WORDS_H

#include "base/diagnostic.h"
#include "predict/english_words.h"
#include "predict/known_texts.h"
#include "predict/language_model.h"
#include "predict/lexicon.h"
#include "predict/offers.h"
#include "predict/own_words.h"
#include "predict/predictor.h"
#include "predict/script_words.h"
#include "predict/strokes.h"
#include "predict/toned.h"
#include "predict/word_list.h"
#include "run/place.h"
#include "run/script_opencc.h"

/* A file in memory, read-only. */
struct mapped {
    void *bytes; /* NULL: none */
    size_t size;
};

/* Must stay where it was opened: the predictor points into it. */
struct writing_words {
    struct mapped lexicon_file, model_file, english_file, strokes_file, talk_file;
    struct lexicon lexicon;
    struct language_model model, english_model;
    float *probabilities;         /* of the model's tokens, for the word list */
    float *english_probabilities; /* … and of the English one's */
    struct word_spelling *spellings;
    struct word_list list;
    struct own_words *own; /* owned; what the person says often: read and kept by whoever opened this */
    struct predictor chinese;
    struct english_words english;
    struct stroke_table stroke_table;
    struct predictor before_strokes; /* what answers when no strokes are spelt */
    struct strokes strokes;
    struct predictor before_tones; /* all others: tones are the outermost */
    struct toned toned;
    struct predictor before_known;
    struct talk_texts talk;
    struct known_texts *known; /* owned; filled by the app */
    struct predictor before_offers;
    struct offers offers;
    struct predictor before_script; /* … and what knows simplified characters only */
    struct script_opencc opencc;
    struct script_words script;
    struct predictor predictor;
};

void writing_words_open(struct writing_words *words, const struct places *places,
                        struct diagnostics *problems);
void writing_words_close(struct writing_words *words);

#endif

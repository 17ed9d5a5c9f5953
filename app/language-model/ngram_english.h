/* The words of the English model: the source's, without the oddities, and those of the project's sentences
 * that it lacks; sorted without regard to case, each written as it is in the middle of a sentence (I, Monday,
 * but we). */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_ENGLISH_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_ENGLISH_H

#include "base/memory.h"
#include "ngram_sources.h"

struct english_words {
    const char **spellings;
    uint32_t count;
    uint32_t *to; /* the source's numbers → tokens, as ngram_map() wants them */
    struct arena texts;
};

void english_words_make(struct english_words *words, const struct ngram_source *source, char *const *talk,
                        int talk_count);
void english_words_destroy(struct english_words *words);

#endif

/* Words that often come next when nothing has been spelt: a short list written for this program, by how a sentence
 * of everyday talk begins or goes on. The pairs of words of a language model come with a later issue. */
#ifndef YINIAN_PREDICT_NEXT_WORDS_H
#define YINIAN_PREDICT_NEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct next_word {
    const char *text;
    const char *reading; /* toned pinyin, syllables apart by spaces; "" for English */
};

/* Those that follow this text, most usual first; `count` gets how many. The list is static. English words come
 * without the space that parts them from the word before. */
const struct next_word *next_words(const char *context, size_t size, bool english, int *count);

#endif

/* The packages' language models, each in its own vocabulary. All of them end the program with a plain message
 * when the data is not what is expected: a build without its data must stop. */
#ifndef YINIAN_LANGUAGE_MODEL_NGRAM_SOURCES_H
#define YINIAN_LANGUAGE_MODEL_NGRAM_SOURCES_H

#include "base/memory.h"
#include "ngrams.h"

struct ngram_source {
    struct ngrams model;
    const char **words; /* by number, terminated; "" for numbers without a word */
    struct arena texts;
    uint32_t start; /* the history of a sentence's start; NGRAM_NONE: the model has none */
};

void ngram_source_destroy(struct ngram_source *source);
/* sunpinyin: the text that `tslminfo -v -p lm_sc.t3g` prints ("-": standard input), and pydict_sc.bin. */
void ngram_read_sunpinyin(struct ngram_source *source, const char *dump, const char *dictionary);
/* libime: zh_CN.lm, KenLM's binary format 5, quantised trie with chopped pointers. */
void ngram_read_libime(struct ngram_source *source, const char *path);
/* pocketsphinx: en-us.lm.bin, CMU Sphinx's "Trie Language Model". */
void ngram_read_sphinx(struct ngram_source *source, const char *path);
/* "path: reason", and the end. */
_Noreturn void ngram_stop(const char *path, const char *reason);

#endif

/* Reading the packages' data into the word table; what each file is, see CMakeLists.txt. */
#ifndef YINIAN_LANGUAGE_MODEL_SOURCES_H
#define YINIAN_LANGUAGE_MODEL_SOURCES_H

#include "characters.h"
#include "source.h"
#include "word_table.h"

/* "银行 yin'hang 0": words with toneless readings as on the Mainland, and log10 of a reading's share. */
void read_libime(struct word_table *table, const struct source *source);
/* "银行<tab>yin2 hang2": words with toned readings (already in simplified characters). */
void read_rime(struct word_table *table, const struct source *source);
/* "银行<tab>22074": how often a word was met (already in simplified characters). */
void read_essay(struct word_table *table, const struct source *source);
/* The trigram model's words (UTF-32, by number) and the list of its unigrams by number. */
void read_model(struct word_table *table, const struct source *dictionary, const struct source *unigrams);
/* zh_CN.lm: words of recent years that the first model does not know, where it uses them often. Only those that others
 * gave readings. */
void read_libime_model(struct word_table *table, const char *path);
/* The project's own list (words.tsv). Ends the program when a line is wrong. */
void read_own_words(struct word_table *table, const struct source *source);

#endif

/* The file of the person's own words, learnt.txt: plain text that a caregiver can read and edit.
 *
 *     # a comment
 *     yinian-learnt 1                          the version, first
 *     said 412                                 messages learnt from
 *     word 12.500 汤婷婷 tang1 ting2 ting2     how often (less what was forgotten), the word, its reading
 *     word 3.000 CCTV
 *     trial 1.000 叫汤 jiao4 tang1             seen too seldom to be offered
 *     pair 2.500 ^ 我                          the second after the first; ^: at the beginning
 *
 * One blank or more between fields. A reading may be left out where the program knows one. A pair with a word
 * that is not in the file is passed over, so that a word is forgotten by deleting its line. */
#ifndef YINIAN_PREDICT_OWN_WORDS_FILE_H
#define YINIAN_PREDICT_OWN_WORDS_FILE_H

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "predict/own_words.h"

/* Reads a file in the place of what is known. What is right is taken, what is wrong is reported and passed
 * over; true when nothing was wrong. A file of another version is not read, and what is known stays. */
bool own_words_parse(struct own_words *own, const char *bytes, size_t size, const char *file,
                     struct diagnostics *diagnostics);
/* A whole file, most used first, that own_words_parse() reads back the same. */
void own_words_write(const struct own_words *own, struct buffer *out);

#endif

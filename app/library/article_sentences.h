/* Text → sentences: what is spoken and lit as one.
 *
 *     。！？；…  ? !  and a '.' with a blank behind it end a sentence, with the closing quotes and brackets that follow.
 *     No end: the dot of Dr., e.g., U.S., J. Smith, No. 5, 1. and of 3.5; ? and ! in the midst of a Latin word.
 *     A sentence of more than SENTENCE_CHARACTERS is cut behind a comma, else at a blank, else where it is twice as long. */
#ifndef YINIAN_LIBRARY_ARTICLE_SENTENCES_H
#define YINIAN_LIBRARY_ARTICLE_SENTENCES_H

#include "library/article.h"

enum { SENTENCE_CHARACTERS = 120 };

/* Fills in sentences and reading_units from text and blocks. */
void article_find_sentences(struct article *article);

#endif

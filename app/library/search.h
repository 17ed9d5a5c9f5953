/* Looking for words in the library. Pure. Chinese: the text as it is written; English: whole or begun words, capital or small;
 * full-width and half-width are the same, blanks of the question part words that must all stand in the article. What opens
 * only by choice (article.by_choice) is never found. */
#ifndef YINIAN_LIBRARY_SEARCH_H
#define YINIAN_LIBRARY_SEARCH_H

#include "library/shelf.h"

struct search_hit {
    const struct article *article;
    size_t
        at; /* the sentence to open at: where all words stand nearest to each other, or the first of them does */
    int score; /* title before headings before text; more hits before fewer */
};

/* Best first, each article once; returns how many were written. An empty question finds nothing. */
int search_shelf(const struct shelf *shelf, const char *question, struct search_hit *hits, int at_most);

#endif

/* Markdown → blocks of plain text, by md4c. */
#ifndef YINIAN_LIBRARY_ARTICLE_BLOCKS_H
#define YINIAN_LIBRARY_ARTICLE_BLOCKS_H

#include "library/article.h"
#include "library/article_source.h"

enum { ARTICLE_DEPTH_AT_MOST = 32 }; /* lists and callouts within each other */

/* What an article is made of before its title stands in front: blocks parted by '\n', none of them empty. */
struct article_draft {
    struct buffer text;
    struct article_block *blocks;
    int block_count, block_capacity;
    struct article_emphasis *emphases; /* in the order of their ends */
    int emphasis_count, emphasis_capacity;
};

void article_draft_init(struct article_draft *draft);
void article_draft_destroy(struct article_draft *draft);
/* The source from `body` on. False: refused, reported. */
bool article_blocks_parse(struct article_draft *draft, struct article_source *source, size_t body);

#endif

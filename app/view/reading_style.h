/* How parts of an article are written: strong, soft, or a mark that a sentence is doubtful (content/README.md: （较旧）
 * （有争议）（来源弱）, (older) (disputed) (weak source)). Pure. */
#ifndef YINIAN_VIEW_READING_STYLE_H
#define YINIAN_VIEW_READING_STYLE_H

#include "library/article.h"

struct reading_style {
    bool strong; /* bold: a heading, or an emphasis */
    bool soft;
    bool mark;
    size_t end; /* one past the last byte that is written so, at most the end of the block */
};

/* At this byte of the block, and from there on. */
struct reading_style reading_style_at(const struct article *article, int block, size_t offset);
/* Does this byte stand inside a mark, behind its beginning? A line that ended there would part it. */
bool reading_parts_mark(const struct article *article, int block, size_t offset);
/* The first emphasis that begins at or behind this byte. */
int reading_emphasis_from(const struct article *article, size_t offset);

#endif

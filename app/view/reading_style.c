#include "view/reading_style.h"

#include <string.h>

static const char *const marks[] = {"（较旧）", "（有争议）", "（来源弱）",
                                    "(older)",  "(disputed)", "(weak source)"};
enum { MARKS = sizeof marks / sizeof *marks, MARK_BYTES_AT_MOST = 16 };

int reading_emphasis_from(const struct article *article, size_t offset)
{
    int least = 0, behind = article->emphasis_count;
    while (least < behind) {
        int middle = (least + behind) / 2;
        if (article->emphases[middle].first < offset)
            least = middle + 1;
        else
            behind = middle;
    }
    return least;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* They stand in the order in which they begin; one may lie inside another. */
static void look_for_emphases(const struct article *article, size_t first, size_t offset,
                              struct reading_style *style)
{
    for (int i = reading_emphasis_from(article, first); i < article->emphasis_count; i++) {
        const struct article_emphasis *part = &article->emphases[i];
        if (part->first > offset) {
            style->end = smaller(style->end, part->first);
            return;
        }
        if (part->first + part->size <= offset)
            continue;
        style->strong = style->strong || part->strong;
        style->soft = style->soft || !part->strong;
        style->end = smaller(style->end, part->first + part->size);
    }
}

/* How long the mark is that begins here; 0: none does. */
static size_t mark_at(const char *text, size_t size)
{
    if (size == 0 || (text[0] != '(' && text[0] != marks[0][0])) /* nearly everywhere */
        return 0;
    for (int i = 0; i < MARKS; i++) {
        size_t length = strlen(marks[i]);
        if (length <= size && memcmp(text, marks[i], length) == 0)
            return length;
    }
    return 0;
}

static void look_for_marks(const struct article *article, size_t first, size_t end, size_t offset,
                           struct reading_style *style)
{
    size_t from = offset - first > MARK_BYTES_AT_MOST ? offset - MARK_BYTES_AT_MOST : first;
    for (size_t at = from; at < style->end; at++) {
        size_t length = mark_at(article->text + at, end - at);
        if (length == 0 || at + length <= offset)
            continue;
        style->mark = at <= offset;
        style->end = smaller(style->end, style->mark ? at + length : at);
        return;
    }
}

struct reading_style reading_style_at(const struct article *article, int block, size_t offset)
{
    const struct article_block *here = &article->blocks[block];
    size_t end = here->first + here->size;
    struct reading_style style = {.strong = here->kind == BLOCK_HEADING, .end = end};
    look_for_emphases(article, here->first, offset, &style);
    look_for_marks(article, here->first, end, offset, &style);
    return style;
}

bool reading_parts_mark(const struct article *article, int block, size_t offset)
{
    const struct article_block *here = &article->blocks[block];
    size_t end = here->first + here->size;
    size_t from = offset - here->first > MARK_BYTES_AT_MOST ? offset - MARK_BYTES_AT_MOST : here->first;
    for (size_t at = from; at < offset; at++)
        if (at + mark_at(article->text + at, end - at) > offset)
            return true;
    return false;
}

/* An article set in pages of lines for an area of the screen: never scrolled. Pure.
 *
 * Lines are broken as line_break.h says, never inside a mark (reading_style.h); a page holds whole lines. Rules: no heading is the last of a page; a paragraph of
 * two lines or more leaves or carries over at least two where it can; a callout stays with what it is about, and a list
 * with what announces it, if that leaves the page more than half full; callouts keep a frame on each page they stand on.
 * Columns are no wider than is good to read (READING_EM_AT_MOST), in the middle of the area.
 *
 *     The title, one and a half times as large      │ column_px wide, column_x_px from the area's left
 *     Ordinary text, one and a half em from line
 *     to line.
 *     A heading, larger, with space above
 *      • items, as far in as their list is deep
 *      ┃ A callout stands in by its bar and its frame, which are as wide as the column
 *
 * The rules give way where there is no other way: a page on which nothing but headings fits ends with one, and an area
 * of fewer than four lines parts a paragraph where it must. */
#ifndef YINIAN_VIEW_READING_PAGES_H
#define YINIAN_VIEW_READING_PAGES_H

#include "library/article.h"
#include "view/rect.h"
#include "view/text_fit.h"

enum { READING_EM_AT_MOST = 34, READING_PX_AT_LEAST = 24 };

/* Ordinary text on this screen: 46 thousandths of the shorter side (37 px at 1280×800, 50 at 1920×1080; at 2 m about 20
 * minutes of arc on the usual screens), at 100 % at least READING_PX_AT_LEAST. text_percent is taken as 80–160. */
int reading_size_px(int width, int height, int text_percent);
/* How high what is drawn of a line is: from the top of its em down to the descenders. */
int reading_ink_px(int size_px);
/* Between a callout's text and the edge of its frame, above and below, for ordinary text of this size. */
int reading_frame_px(int size_px);

struct reading_line {
    size_t offset, size; /* bytes of article.text */
    int block;
    bool begins; /* the first line of its block */
    int x_px, y_px,
        width_px; /* of the area: where its text begins, the top of its em; how wide the text is */
    int size_px;  /* of the font */
};

struct reading_page {
    int first_line, line_count;
    size_t first, end; /* bytes of article.text that stand on it, up to the next page's first */
};

struct reading_pages {
    int width_px, height_px, size_px; /* what it was made for */
    int column_x_px, column_px;       /* of the area: where frames stand */
    struct reading_line *lines;
    int line_count, line_capacity;
    struct reading_page *pages; /* at least one */
    int page_count, page_capacity;
};

void reading_pages_init(struct reading_pages *pages);
void reading_pages_destroy(struct reading_pages *pages);
/* Replaces what it holds. size_px: of ordinary text. An area that is too small still gets one line a page. */
void reading_pages_make(struct reading_pages *pages, const struct article *article, int width_px,
                        int height_px, int size_px, const struct text_measure *measure);
/* The page on which this byte stands. */
int reading_page_of(const struct reading_pages *pages, size_t offset);

#endif

/* Where everything stands: page and size of the screen → rectangles. Pure, without fonts: places depend on what
 * stands on the page, never on how long a label is, so keys keep their places.
 *
 *     ┌────────────────────────────┐ head: title, notices, clock
 *     │ title      ⚠ notice   15:04│
 *     │┌──────────────────────────┐│ message (page.with_message)
 *     ││我想喝水|                  ││
 *     │└──────────────────────────┘│
 *     │[喝水][睡觉][翻身][谢谢][…] │ rows: ROW_WORDS, ROW_STRIP and ROW_BAR have heights of their own,
 *     │[  ][  ][  ][  ][  ][↩]     │ ROW_CELLS share the rest by weight
 *     │[  ][  ][  ][  ][  ][↩]     │
 *     │[返回][主页][呼叫]          │
 *     └────────────────────────────┘
 *
 * A row whose cells would be narrower than a finger (or an eye) wants stands in two or three lines: that is what
 * portrait screens get. PAGE_BODY has the figure's area in place of the free rows; its ordinary rows stand in a
 * column beside it (landscape) or below it (portrait), its bars at the bottom. PAGE_ASK, PAGE_REST and PAGE_CALL
 * have a large text above their rows, PAGE_SHOW has nothing else but bars, PAGE_LISTEN nothing at all. PAGE_POINT is free for its point: its
 * rows stand in the middle of the lower edge, its text where the point is not. */
#ifndef YINIAN_VIEW_LAYOUT_H
#define YINIAN_VIEW_LAYOUT_H

#include "board/page.h"
#include "view/rect.h"
#include "view/theme.h"

enum { ROW_LINES_AT_MOST = 3 };

struct layout {
    int width, height; /* of the screen */
    struct scale scale;
    struct view_rect head;
    struct view_rect message; /* empty without one */
    struct view_rect body;    /* everything below head and message */
    struct view_rect
        text; /* PAGE_ASK, PAGE_REST, PAGE_CALL, PAGE_SHOW, PAGE_LISTEN, PAGE_POINT: the large text; PAGE_READ: the article; else empty */
    struct view_rect progress; /* PAGE_READ: below the text, how far one has read; else empty */
    struct view_rect free;     /* PAGE_BODY: where free cells stand, in thousandths of it; else empty */
    struct view_rect figure;   /* PAGE_BODY: the drawn figure, in the middle of `free`; else empty */
    /* As many as the page has; they live in the arena. A row without cells and a section without rows are empty. */
    struct view_rect *sections, *rows, *cells;
    struct view_rect *small; /* of what stands small in blocks */
};

/* width, height: 1 to 32767. */
struct layout layout_of(const struct page *page, int width, int height, int text_percent,
                        struct arena *arena);

#endif

/* Rectangles in pixels of the screen: left, top, width, height. Empty when width or height is not positive. */
#ifndef YINIAN_VIEW_RECT_H
#define YINIAN_VIEW_RECT_H

#include <stdbool.h>

struct view_rect {
    int x, y, width, height;
};

static inline bool rect_is_empty(struct view_rect r)
{
    return r.width <= 0 || r.height <= 0;
}

static inline bool rect_equal(struct view_rect a, struct view_rect b)
{
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

/* Larger by `by` pixels on every side (smaller for a negative `by`). */
static inline struct view_rect rect_grow(struct view_rect r, int by)
{
    return (struct view_rect){r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

static inline struct view_rect rect_intersect(struct view_rect a, struct view_rect b)
{
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.width < b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height < b.y + b.height ? a.y + a.height : b.y + b.height;
    if (right <= left || bottom <= top)
        return (struct view_rect){left, top, 0, 0};
    return (struct view_rect){left, top, right - left, bottom - top};
}

static inline bool rect_overlap(struct view_rect a, struct view_rect b)
{
    return !rect_is_empty(rect_intersect(a, b));
}

/* The smallest rectangle that holds both; an empty one counts for nothing. */
static inline struct view_rect rect_union(struct view_rect a, struct view_rect b)
{
    if (rect_is_empty(a))
        return b;
    if (rect_is_empty(b))
        return a;
    int left = a.x < b.x ? a.x : b.x;
    int top = a.y < b.y ? a.y : b.y;
    int right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
    return (struct view_rect){left, top, right - left, bottom - top};
}

static inline bool rect_holds(struct view_rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
}

#endif

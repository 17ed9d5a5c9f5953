#include <stdlib.h>

#include "base/memory.h"
#include "view/draw_part.h"

/* Drawn upright beside the screen, then copied pixel by pixel from the other end. Only what lies in the clip is
 * touched: the memory of the rest is never asked for. */

static struct view_rect opposite(struct view_rect part, struct view_rect whole)
{
    return (struct view_rect){2 * whole.x + whole.width - part.x - part.width,
                              2 * whole.y + whole.height - part.y - part.height, part.width, part.height};
}

static void copy_reversed(const struct canvas *from, const struct canvas *to, struct view_rect whole,
                          struct view_rect part)
{
    int first = 2 * whole.x + whole.width - 1, last = 2 * whole.y + whole.height - 1;
    for (int y = part.y; y < part.y + part.height; y++)
        for (int x = part.x; x < part.x + part.width; x++)
            to->pixels[(size_t)y * (size_t)to->stride + (size_t)x] =
                from->pixels[(size_t)(last - y) * (size_t)from->stride + (size_t)(first - x)];
}

void draw_turned(const struct drawing *d, const struct node *node,
                 void (*draw)(const struct drawing *d, const struct node *node))
{
    int width = d->canvas->width, height = d->canvas->height;
    struct view_rect screen = {0, 0, width, height};
    struct view_rect whole = rect_intersect(node->rect, screen);
    struct view_rect part = rect_intersect(d->canvas->clip, whole);
    if (rect_is_empty(part))
        return;
    uint32_t *pixels = memory_new((size_t)width * (size_t)height, sizeof *pixels);
    struct canvas upright = canvas_over(pixels, width, height, width);
    struct drawing beside = *d;
    beside.canvas = &upright;
    canvas_clip(&upright, opposite(part, whole));
    paint_fill(&upright, upright.clip, d->surface);
    draw(&beside, node);
    copy_reversed(&upright, d->canvas, whole, part);
    free(pixels);
}

#include "view/draw_part.h"

/* What belongs to looking and is no cell: the point that a tracker is measured with, the signs in the corners. */

static void add_disc(struct polygons *shape, float x, float y, float radius)
{
    outline_fill(shape, "O 0 0 1", (struct outline_place){x, y, radius, false});
}

static void paint_disc(const struct drawing *d, float x, float y, float radius, colour c)
{
    struct polygons disc;
    polygons_init(&disc);
    add_disc(&disc, x, y, radius);
    paint_polygons(d->canvas, &disc, NULL, c);
    polygons_destroy(&disc);
}

/* ---- the point ------------------------------------------------------------------------------------------------- */

/* A disc with a ring round it, which both shrink, and a dot that stands still: the eyes go to the smallest thing. */
void draw_point(const struct drawing *d, const struct node *node)
{
    float x = (float)node->fill.x + (float)node->fill.width / 2,
          y = (float)node->fill.y + (float)node->fill.height / 2;
    float radius = (float)node->fill.width / 2, line = (float)d->scale->look_px;
    float dot = (float)scale_units(d->scale, 14) / 2;
    paint_disc(d, x, y, radius, d->colours->looked);
    if (radius - line > dot)
        paint_disc(d, x, y, radius - line, d->colours->looked_fill);
    paint_disc(d, x, y, dot, d->colours->looked_text);
}

/* ---- the corners ----------------------------------------------------------------------------------------------- */

static colour corner_ink(const struct drawing *d, enum cell_state state)
{
    const struct page_colours *c = d->colours;
    enum page_shape shape = d->scene->page->shape;
    if (shape == PAGE_CALL)
        return d->scene->flash_on ? c->call_text_high : c->call_text_low;
    if (shape == PAGE_REST)
        return state == STATE_PLAIN ? c->rest_corner : c->rest_text;
    return state == STATE_PLAIN ? c->corner : c->looked;
}

int corner_reach(const struct scale *scale)
{
    return scale_units(scale, 30);
}

/* A bracket along the two edges, so thin that no label is under it. A quarter of a disc in the corner says that it
 * has been looked at, a quarter of a ring that it is to be looked at now. */
void draw_corner(const struct drawing *d, const struct node *node)
{
    const struct scale *scale = d->scale;
    struct view_rect box = node->rect;
    bool right = node->index > 0, rest = d->scene->page->shape == PAGE_REST;
    colour ink = corner_ink(d, node->state);
    int thick = scale_units(scale, rest ? 9 : node->state == STATE_PLAIN ? 5 : 7);
    float radius = (float)corner_reach(scale), x = right ? (float)(box.x + box.width) : 0;
    paint_fill(d->canvas, (struct view_rect){box.x, 0, box.width, thick}, ink);
    paint_fill(d->canvas, (struct view_rect){right ? box.x + box.width - thick : 0, 0, thick, box.height},
               ink);
    if (node->state == STATE_PLAIN)
        return;
    paint_disc(d, x, 0, radius, ink);
    if (node->state == STATE_LOOKED)
        paint_disc(d, x, 0, radius - (float)thick, d->surface);
}

#include <stdio.h>

#include "board/body_figure.h"
#include "view/draw_part.h"

/* Where the figure's coordinates go; mirrored: as seen in a mirror through the middle. */
static struct outline_place figure_place(const struct drawing *d, bool mirrored)
{
    struct view_rect box = d->tree->layout.figure;
    float scale = (float)box.height / BODY_FIGURE_HEIGHT;
    float x = (float)box.x + (mirrored ? BODY_FIGURE_WIDTH * scale : 0);
    return (struct outline_place){x, (float)box.y, scale, mirrored};
}

static struct symmetric_shape figure_shape(const struct drawing *d, const char *outline, int stroke_px)
{
    return (struct symmetric_shape){outline, BODY_FIGURE_WIDTH, BODY_FIGURE_HEIGHT,
                                    d->tree->layout.figure.height, stroke_px};
}

static void draw_shape(const struct drawing *d, const char *outline, int stroke_px, colour c)
{
    struct symmetric_shape shape = figure_shape(d, outline, stroke_px);
    draw_symmetric(d->masks, d->canvas, &shape, d->tree->layout.figure.x, d->tree->layout.figure.y, c);
}

static void draw_region(const struct drawing *d, const struct body_part *part,
                        const struct polygons *silhouette, colour c)
{
    struct polygons region;
    polygons_init(&region);
    outline_fill(&region, part->region, figure_place(d, part->mirrored));
    paint_polygons(d->canvas, &region, silhouette, c);
    polygons_destroy(&region);
}

static void add_segment(struct polygons *lines, float x0, float y0, float x1, float y1, float width)
{
    char text[96];
    snprintf(text, sizeof text, "M %d %d L %d %d", (int)x0, (int)y0, (int)x1, (int)y1);
    outline_stroke(lines, text, (struct outline_place){.scale = 1}, width);
}

/* From the name's box straight towards the part, with a dot at its end. */
static void draw_leader(const struct drawing *d, const struct node *node, const struct body_part *part,
                        colour c, float width)
{
    struct view_rect figure = d->tree->layout.figure;
    float scale = (float)figure.height / BODY_FIGURE_HEIGHT;
    float x = (float)figure.x + (float)part->x * scale, y = (float)figure.y + (float)part->y * scale;
    bool box_at_left = node->rect.x < figure.x;
    float from_x = (float)(box_at_left ? node->rect.x + node->rect.width : node->rect.x);
    float from_y = (float)node->rect.y + (float)node->rect.height / 2;
    struct polygons lines;
    polygons_init(&lines);
    add_segment(&lines, from_x, from_y, x, y, width);
    add_segment(&lines, x, y, x, y, width);
    paint_polygons(d->canvas, &lines, NULL, c);
    polygons_clear(&lines);
    outline_fill(&lines, "O 0 0 1", (struct outline_place){x, y, width * 2.2f, false});
    paint_polygons(d->canvas, &lines, NULL, c);
    polygons_destroy(&lines);
}

static const struct node *part_node(const struct drawing *d, int cell, const struct body_part **part)
{
    const struct cell *its = &d->scene->page->cells[cell];
    *part = body_part_of_cell(its);
    return node_of_cell(d->tree, cell);
}

/* On the figure what is lit as one of a group is as bright as what is lit alone: its area is small. */
static colour lit_colour(const struct drawing *d, const struct node *node)
{
    bool taken = node->state == STATE_TAKEN;
    if (node->state == STATE_LOOKED)
        return d->colours->looked;
    return taken ? theme_cell(d->scene->theme, CELL_PART, TINT_NONE, STATE_TAKEN, DIM_NONE).fill
                 : d->colours->lit;
}

static void draw_parts(const struct drawing *d)
{
    const struct body_part *part;
    struct polygons silhouette;
    struct symmetric_shape shape = figure_shape(d, body_silhouette, 0);
    polygons_init(&silhouette);
    symmetric_polygons(&shape, (float)d->tree->layout.figure.x, (float)d->tree->layout.figure.y, &silhouette);
    for (int i = 0; i < d->scene->page->cell_count; i++) {
        const struct node *node = part_node(d, i, &part);
        if (!part || node->state == STATE_PLAIN)
            continue;
        draw_region(d, part, &silhouette, lit_colour(d, node));
    }
    polygons_destroy(&silhouette);
}

static void draw_leaders(const struct drawing *d, bool plain)
{
    const struct body_part *part;
    for (int i = 0; i < d->scene->page->cell_count; i++) {
        const struct node *node = part_node(d, i, &part);
        if (!part || (node->state == STATE_PLAIN) != plain)
            continue;
        colour c = plain ? d->colours->figure_line : lit_colour(d, node);
        draw_leader(d, node, part, c, (float)scale_units(d->scale, plain ? 2 : 5));
    }
}

void draw_figure(const struct drawing *d, const struct node *node)
{
    const struct page_colours *colours = d->colours;
    const char *details = body_details[d->scene->page->body_back ? BODY_BACK : BODY_FRONT];
    int line = scale_units(d->scale, 3);
    if (rect_is_empty(node->rect) || d->tree->layout.figure.height < 1)
        return;
    draw_shape(d, body_silhouette, line * 2, colours->figure_line);
    draw_shape(d, body_silhouette, 0, colours->figure);
    draw_parts(d);
    draw_shape(d, details, line, colours->figure_detail);
    draw_leaders(d, true);
    draw_leaders(d, false);
}

#include <stdio.h>

#include "board/body_figure.h"
#include "view/draw_part.h"

/* Where the figure's coordinates go; mirrored: as seen in a mirror through the middle. */
static struct outline_place figure_place(const struct drawing *d, bool mirrored)
{
    struct view_rect box = d->tree->layout.figure;
    float x = (float)(mirrored ? box.x + box.width : box.x);
    return (struct outline_place){x, (float)box.y, (float)box.height / BODY_FIGURE_HEIGHT, mirrored};
}

static void both_halves(const struct drawing *d, const char *text, float stroke_px, struct polygons *polygons)
{
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        if (stroke_px > 0)
            outline_stroke(polygons, text, figure_place(d, mirrored), stroke_px);
        else
            outline_fill(polygons, text, figure_place(d, mirrored));
    }
}

static void draw_strokes(const struct drawing *d, const char *text, float width_px, colour c)
{
    struct polygons lines;
    polygons_init(&lines);
    both_halves(d, text, width_px, &lines);
    paint_polygons(d->canvas, &lines, NULL, c);
    polygons_destroy(&lines);
}

static void draw_region(const struct drawing *d, const struct body_part *part, const struct polygons *silhouette,
                        colour c)
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
static void draw_leader(const struct drawing *d, const struct node *node, const struct body_part *part, colour c,
                        float width)
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

static void draw_parts(const struct drawing *d, const struct polygons *silhouette)
{
    const struct body_part *part;
    for (int i = 0; i < d->scene->page->cell_count; i++) {
        const struct node *node = part_node(d, i, &part);
        if (!part || node->state == STATE_PLAIN)
            continue;
        struct cell_colours colours = theme_cell(d->scene->theme, CELL_PART, TINT_NONE, node->state, DIM_NONE);
        draw_region(d, part, silhouette, colours.fill);
    }
}

static void draw_leaders(const struct drawing *d, bool plain)
{
    const struct body_part *part;
    for (int i = 0; i < d->scene->page->cell_count; i++) {
        const struct node *node = part_node(d, i, &part);
        if (!part || (node->state == STATE_PLAIN) != plain)
            continue;
        struct cell_colours colours = theme_cell(d->scene->theme, CELL_PART, TINT_NONE, node->state, DIM_NONE);
        colour c = plain ? d->colours->figure_line : colours.fill;
        draw_leader(d, node, part, c, (float)scale_units(d->scale, plain ? 2 : 5));
    }
}

void draw_figure(const struct drawing *d, const struct node *node)
{
    const struct page_colours *colours = d->colours;
    const char *details = body_details[d->scene->page->body_back ? BODY_BACK : BODY_FRONT];
    float line = (float)scale_units(d->scale, 3);
    if (rect_is_empty(node->rect))
        return;
    struct polygons silhouette;
    polygons_init(&silhouette);
    both_halves(d, body_silhouette, 0, &silhouette);
    draw_strokes(d, body_silhouette, line * 2, colours->figure_line);
    paint_polygons(d->canvas, &silhouette, NULL, colours->figure);
    draw_parts(d, &silhouette);
    draw_strokes(d, details, line, colours->figure_detail);
    draw_leaders(d, true);
    draw_leaders(d, false);
    polygons_destroy(&silhouette);
}

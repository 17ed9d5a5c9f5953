/* Shapes as short texts, like the path of an SVG but smaller, and what they become: polygons in pixels.
 *
 *     M x y        begin a new line            L x y       straight on
 *     C x y x y x y  cubic Bézier (two control points, end)
 *     Q x y x y    quadratic Bézier            Z           close
 *     O x y r      a full circle
 *
 * Numbers are decimal, apart by spaces. Only texts of the program itself are read; one that is wrong gives the
 * shape up to there (tests read every one). */
#ifndef YINIAN_VIEW_OUTLINE_H
#define YINIAN_VIEW_OUTLINE_H

#include <stdbool.h>

struct outline_point {
    float x, y;
};

/* One closed polygon: its points and the box around them. */
struct polygon {
    int first, end; /* of the points; end is one past the last */
    float left, top, right, bottom;
};

/* Where several overlap, a pixel is covered as far as the one that covers it most. */
struct polygons {
    struct outline_point *points;
    struct polygon *items;
    int point_count, point_capacity;
    int polygon_count, polygon_capacity;
};

/* Where a text's coordinates go: x_px = x0 + x × scale (mirrored: x0 − x × scale), y_px = y0 + y × scale. */
struct outline_place {
    float x0, y0, scale;
    bool mirrored;
};

void polygons_init(struct polygons *polygons);
void polygons_destroy(struct polygons *polygons);
void polygons_clear(struct polygons *polygons);

/* Adds the area inside the text's lines. false: the text is wrong somewhere. */
bool outline_fill(struct polygons *polygons, const char *text, struct outline_place place);
/* Adds the lines themselves, `width_px` wide with round ends and corners. */
bool outline_stroke(struct polygons *polygons, const char *text, struct outline_place place, float width_px);
/* Is the point inside one of them (even–odd)? */
bool polygons_hold(const struct polygons *polygons, float x, float y);

#endif

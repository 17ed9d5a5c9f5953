/* Painting into plain memory: the window's own pixels or those of a PNG, the same code for both. Edges are
 * anti-aliased by the exact area that a shape covers of a pixel. What is painted does not depend on the clip:
 * painting a part again gives the same bytes as painting everything. */
#ifndef YINIAN_VIEW_PAINT_H
#define YINIAN_VIEW_PAINT_H

#include <stdint.h>

#include "view/outline.h"
#include "view/rect.h"
#include "view/theme.h"

struct canvas {
    uint32_t *pixels; /* 0x00RRGGBB, borrowed */
    int width, height;
    int stride;            /* pixels from one line to the next */
    struct view_rect clip; /* nothing outside is touched; lies inside the canvas */
};

/* A canvas over `pixels`, clip: all of it. */
struct canvas canvas_over(uint32_t *pixels, int width, int height, int stride);
void canvas_clip(struct canvas *canvas, struct view_rect clip); /* cut to the canvas */

void paint_fill(const struct canvas *canvas, struct view_rect rect, colour c);
/* A rectangle with round corners; the radius is cut to half the shorter side. */
void paint_round(const struct canvas *canvas, struct view_rect rect, int radius_px, colour c);
/* The same with a border inside its edge. */
void paint_box(const struct canvas *canvas, struct view_rect rect, int radius_px, int border_px,
               colour border, colour fill);
/* Coverage bytes (0–255), `stride` apart, in one colour. */
void paint_mask(const struct canvas *canvas, int x, int y, const uint8_t *mask, int width, int height,
                int stride, colour c);
/* Fills area.width × area.height bytes with how much of each pixel the polygons cover, for paint_mask(). */
void cover_polygons(const struct polygons *polygons, struct view_rect area, uint8_t *mask);
/* The area of the polygons; where `within` is not NULL, only what lies inside it too. */
void paint_polygons(const struct canvas *canvas, const struct polygons *polygons,
                    const struct polygons *within, colour c);

#endif

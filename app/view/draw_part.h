/* Inside view/: the parts that draw.c puts a picture together from. Each draws one kind of node within the canvas's
 * clip. */
#ifndef YINIAN_VIEW_DRAW_PART_H
#define YINIAN_VIEW_DRAW_PART_H

#include "base/memory.h"
#include "view/cell_fit.h"
#include "view/draw_text.h"
#include "view/node.h"
#include "view/paint.h"
#include "view/picture_cache.h"
#include "view/scene.h"

/* What every part needs; lives for one call of painter_draw(). */
struct drawing {
    const struct scene *scene;
    const struct node_tree *tree;
    const struct canvas *canvas;
    const struct scale *scale;
    const struct page_colours *colours;
    colour surface; /* what the page is painted on */
    struct mask_cache *masks;
    struct picture_cache *pictures;
    struct font_set *fonts; /* NULL without fonts */
    struct arena *arena;
};

/* Lines of a text that was fitted, in the middle of the box (or from its left). */
void draw_fitted(const struct drawing *d, const char *text, const struct text_fit *fit, struct view_rect box,
                 bool to_the_left, enum font_weight weight, colour c);

void draw_head(const struct drawing *d, const struct node *node);
void draw_message(const struct drawing *d, const struct node *node);
void draw_large_text(const struct drawing *d, const struct node *node);
/* PAGE_LISTEN: the text, and what goes on, in the head. */
void draw_listen_text(const struct drawing *d, const struct node *node);
void draw_listen_head(const struct drawing *d, const struct node *node);
/* A text as large as it goes, in the middle of the box, its letters not larger than `most_px`; the word that is being said
 * stands out. */
void draw_shown_text(const struct drawing *d, const char *text, colour ink, struct view_rect box, int most_px);
/* What `draw` draws of the node, turned by 180 degrees about the middle of its rectangle. */
void draw_turned(const struct drawing *d, const struct node *node,
                 void (*draw)(const struct drawing *d, const struct node *node));
void draw_frame(const struct drawing *d, const struct node *node); /* of a section or row */
/* The picture of a cell as it is drawn; NULL when there is none to be had. Valid until the next call. */
const struct bitmap *picture_of_cell(struct picture_cache *pictures, const char *path, struct view_rect rect,
                                     const struct scale *scale);
void draw_cell(const struct drawing *d, const struct node *node, const struct cell_fit *fit);
/* What stands small in a block, on the block that is drawn already. */
void draw_small(const struct drawing *d, const struct node *node, const struct cell_fit *fit);
void draw_reading(const struct drawing *d, const struct node *node); /* frames and progress */
void draw_reading_line(const struct drawing *d, const struct node *node);
void draw_point(const struct drawing *d, const struct node *node);
/* The radius of the signs in the corners of the screen. */
int corner_reach(const struct scale *scale);
void draw_corner(const struct drawing *d, const struct node *node);
void draw_figure(const struct drawing *d, const struct node *node);

#endif

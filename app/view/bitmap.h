/* Small pictures in memory: made smaller or larger, laid on paper, painted. Pure; picture.h reads them from
 * files.
 *
 * A picture with transparent parts is drawn for paper: its lines are black (or, seldom, white), and on a
 * dark or a lit cell they would be gone. So it is laid on paper of its own, light or dark, that is the
 * same in every theme and state: the picture looks as it did yesterday. One without transparent parts
 * brings its own ground. */
#ifndef YINIAN_VIEW_BITMAP_H
#define YINIAN_VIEW_BITMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "view/paint.h"

enum { BITMAP_SIDE_AT_MOST = 16384, BITMAP_OPAQUE = 256 };

struct bitmap {
    int width, height; /* 1 to BITMAP_SIDE_AT_MOST; 0: no bitmap */
    uint32_t *pixels;  /* 0xAARRGGBB, colours multiplied by alpha: none is greater than it; owned */
};

void bitmap_destroy(struct bitmap *bitmap); /* becomes no bitmap */

/* A copy of another size, each pixel the mean of the area it stands for (box filter, exact in whole numbers).
 * bitmap_destroy() it. */
struct bitmap bitmap_scaled(const struct bitmap *from, int width, int height);

/* How a picture comes onto a cell. */
struct bitmap_card {
    int width, height; /* 1 or more */
    int radius_px;     /* of its corners */
    colour light_paper, dark_paper;
};
bool bitmap_card_same(const struct bitmap_card *a, const struct bitmap_card *b);
/* The picture at that size with round corners; with transparent parts, on paper with a narrow margin: on
 * the dark paper when nearly nothing of it is dark. bitmap_destroy() it. */
struct bitmap bitmap_card_of(const struct bitmap *from, const struct bitmap_card *card);

/* Paints it with its left top corner at (x, y), within the clip. opacity: 0 to BITMAP_OPAQUE. */
void bitmap_paint(const struct canvas *canvas, const struct bitmap *bitmap, int x, int y, int opacity);

#endif

/* Rendered lines of text and signs, kept as coverage (one byte a pixel, any colour is painted through it), at most
 * so many bytes of them: what was not used for longest goes first. */
#ifndef YINIAN_VIEW_DRAW_TEXT_H
#define YINIAN_VIEW_DRAW_TEXT_H

#include "board/page.h"
#include "view/font.h"
#include "view/paint.h"

struct mask_cache;

/* Borrows the fonts, which must outlive it; NULL: no text is drawn, only signs and shapes. */
struct mask_cache *mask_cache_new(struct font_set *fonts, size_t bytes_at_most);
void mask_cache_free(struct mask_cache *cache);
size_t mask_cache_bytes(const struct mask_cache *cache);

/* Paints one line; (x, baseline) is where the pen starts. */
void draw_line_of_text(struct mask_cache *cache, const struct canvas *canvas, const char *text, size_t size,
                       enum font_weight weight, int size_px, int x, int baseline, colour c);
/* Paints a sign into a square. */
void draw_mark(struct mask_cache *cache, const struct canvas *canvas, enum cell_mark mark, int x, int y,
               int size_px, colour c);
/* Paints a shape whose right half is the outline (view/outline.h) and whose left half is that mirrored. Its box of
 * `width` × `height` grid units stands at (x, y), `height_px` high. stroke_px 0: the area, else its lines. */
struct symmetric_shape {
    const char *outline;
    int width, height;
    int height_px, stroke_px;
};
void draw_symmetric(struct mask_cache *cache, const struct canvas *canvas,
                    const struct symmetric_shape *shape, int x, int y, colour c);
/* Adds its polygons, its box at (x, y). */
void symmetric_polygons(const struct symmetric_shape *shape, float x, float y, struct polygons *polygons);
/* Where the baseline lies below the top of the em: Chinese characters and Latin capitals both stand in the middle
 * of a box whose top that is. */
int baseline_of(int size_px);

#endif

/* Pictures of other formats while they become PNG: rows of pixels, four bytes R, G, B, A each, not multiplied by alpha. */
#ifndef YINIAN_PICTURE_RASTER_H
#define YINIAN_PICTURE_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum {
    RASTER_SIDE_AT_MOST = 8192, /* of what is read */
    RASTER_PIXELS_AT_MOST =
        2048 * 2048, /* of what comes of it: what the screen's cells take (view/picture.h) */
    RASTER_BYTES_AT_MOST = 16 * 1024 * 1024, /* of the file */
    RASTER_DRAWN_PX = 512                    /* the longer side of a drawing that has no pixels of its own */
};

struct raster {
    int width, height;
    uint8_t *pixels; /* owned; NULL: none */
};

void raster_destroy(struct raster *raster);

/* Why nothing came of it: a word for the one who asked (picture_maker.h). */
enum raster_fault { RASTER_GOOD, RASTER_BROKEN, RASTER_TOO_LARGE, RASTER_UNKNOWN };

/* The first picture of a GIF on its own ground. Pure. */
enum raster_fault raster_of_gif(const uint8_t *bytes, size_t size, struct raster *raster);
/* A JPEG, upright as its Exif says, reduced by 2, 4 or 8 while it is longer than 1024 pixels. */
enum raster_fault raster_of_jpeg(const uint8_t *bytes, size_t size, struct raster *raster);
/* An SVG, drawn RASTER_DRAWN_PX large. Nothing outside the file is looked at. */
enum raster_fault raster_of_svg(const uint8_t *bytes, size_t size, struct raster *raster);

/* Any of these → a PNG file. */
enum raster_fault raster_convert(const uint8_t *bytes, size_t size, struct buffer *png);

#endif

/* Pixels → a PNG file. */
#ifndef YINIAN_VIEW_PNG_H
#define YINIAN_VIEW_PNG_H

#include <stdint.h>

/* pixels: 0x00RRGGBB, `stride` pixels from one line to the next. Writes `path` whole or not at all (a temporary file
 * beside it, then renamed); the same pixels give the same bytes (no time stamp in it). Returns 0 or an errno value. */
int png_write(const char *path, const uint32_t *pixels, int width, int height, int stride);

#endif

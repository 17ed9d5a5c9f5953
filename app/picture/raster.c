#include "picture/raster.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void raster_destroy(struct raster *raster)
{
    free(raster->pixels);
    *raster = (struct raster){0};
}

/* Quickly rather than small: it is made anew from its file whenever it is wanted. */
static bool write_png(const struct raster *raster, struct buffer *png)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)raster->width,
                       .height = (png_uint_32)raster->height,
                       .format = PNG_FORMAT_RGBA,
                       .flags = PNG_IMAGE_FLAG_FAST};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *bytes = memory_new(size, 1);
    bool written = png_image_write_to_memory(&image, bytes, &size, 0, raster->pixels, 0, NULL) != 0;
    if (written)
        buffer_add(png, (const char *)bytes, size);
    free(bytes);
    png_image_free(&image);
    return written;
}

typedef enum raster_fault read_fn(const uint8_t *bytes, size_t size, struct raster *raster);

/* By their first bytes; an SVG is what is a text. */
static read_fn *reader_of(const uint8_t *bytes, size_t size)
{
    if (size >= 4 && memcmp(bytes, "GIF8", 4) == 0)
        return raster_of_gif;
    if (size >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0)
        return raster_of_jpeg;
    for (size_t i = 0; i < size && i < 64; i++)
        if (bytes[i] == '<')
            return raster_of_svg;
    return NULL;
}

enum raster_fault raster_convert(const uint8_t *bytes, size_t size, struct buffer *png)
{
    struct raster raster = {0};
    read_fn *read = reader_of(bytes, size);
    if (size > RASTER_BYTES_AT_MOST)
        return RASTER_TOO_LARGE;
    if (!read)
        return RASTER_UNKNOWN;
    enum raster_fault fault = read(bytes, size, &raster);
    if (fault == RASTER_GOOD && !write_png(&raster, png))
        fault = RASTER_BROKEN;
    raster_destroy(&raster);
    return fault;
}

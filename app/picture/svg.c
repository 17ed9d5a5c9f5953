#include <librsvg/rsvg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "picture/raster.h"

/* Width to height as the drawing says; 1 where it does not. */
static double proportions_of(RsvgHandle *handle)
{
    double width = 0, height = 0;
    gboolean has_width, has_height, has_box;
    RsvgLength across, down;
    RsvgRectangle box = {0};
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height)) {
        rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &across, &has_height, &down, &has_box, &box);
        width = has_box ? box.width : 1;
        height = has_box ? box.height : 1;
    }
    return width > 0 && height > 0 ? width / height : 1;
}

static struct raster raster_of_surface(cairo_surface_t *surface, int width, int height)
{
    struct raster raster = {width, height, memory_new((size_t)width * (size_t)height, 4)};
    const uint8_t *bytes = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const uint8_t *in =
                bytes + (size_t)y * stride + 4 * (size_t)x; /* one number: B, G, R, A in memory */
            uint8_t *out = raster.pixels + 4 * ((size_t)y * (size_t)width + (size_t)x);
            unsigned alpha = in[3];
            for (int c = 0; c < 3 && alpha; c++)
                out[c] = (uint8_t)((in[2 - c] * 255u + alpha / 2) / alpha);
            out[3] = in[3];
        }
    return raster;
}

static bool draw(RsvgHandle *handle, int width, int height, struct raster *raster)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle all = {0, 0, width, height};
    bool drawn = rsvg_handle_render_document(handle, cairo, &all, NULL);
    cairo_surface_flush(surface);
    if (drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        *raster = raster_of_surface(surface, width, height);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return raster->pixels != NULL;
}

enum raster_fault raster_of_svg(const uint8_t *bytes, size_t size, struct raster *raster)
{
    *raster = (struct raster){0};
    RsvgHandle *handle = rsvg_handle_new_from_data(bytes, size, NULL);
    if (!handle)
        return RASTER_BROKEN;
    double proportions = proportions_of(handle);
    int width = proportions >= 1 ? RASTER_DRAWN_PX : (int)(RASTER_DRAWN_PX * proportions);
    int height = proportions >= 1 ? (int)(RASTER_DRAWN_PX / proportions) : RASTER_DRAWN_PX;
    bool drawn = draw(handle, width > 0 ? width : 1, height > 0 ? height : 1, raster);
    g_object_unref(handle);
    return drawn ? RASTER_GOOD : RASTER_BROKEN;
}

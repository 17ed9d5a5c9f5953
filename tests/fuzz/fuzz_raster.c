/* Any bytes are a GIF or a JPEG of a board: what comes out is bounded, and whole. (SVG is read by librsvg, in the same process
 * of its own: replayed, not fuzzed.) */
#include "fuzz.h"

#include <string.h>

#include "picture/raster.h"

static void check(enum raster_fault fault, struct raster *raster)
{
    uint32_t sum = 0;
    REQUIRE((fault == RASTER_GOOD) == (raster->pixels != NULL));
    if (fault != RASTER_GOOD)
        return;
    REQUIRE(raster->width > 0 && raster->height > 0);
    REQUIRE((long)raster->width * raster->height <= RASTER_PIXELS_AT_MOST);
    for (size_t i = 0; i < 4 * (size_t)raster->width * (size_t)raster->height; i++)
        sum += raster->pixels[i];
    REQUIRE(sum != 1); /* every byte was read */
    raster_destroy(raster);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct raster raster;
    bool text = size > 0 && data[0] == '<';
    check(raster_of_gif(data, size, &raster), &raster);
    check(raster_of_jpeg(data, size, &raster), &raster);
#ifdef REPLAYED
    if (text)
        check(raster_of_svg(data, size, &raster), &raster);
#else
    (void)text;
#endif
    return 0;
}

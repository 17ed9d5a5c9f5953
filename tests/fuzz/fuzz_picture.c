/* Any bytes are a picture file: what comes out is bounded and premultiplied, and can be made a card and
 * painted without touching a pixel outside. */
#include "fuzz.h"

#include "view/picture.h"

static void check_pixels(const struct bitmap *bitmap)
{
    size_t count = (size_t)bitmap->width * (size_t)bitmap->height;
    for (size_t i = 0; i < count; i++)
        for (int shift = 0; shift < 24; shift += 8)
            REQUIRE((bitmap->pixels[i] >> shift & 255u) <= bitmap->pixels[i] >> 24);
}

static void check_card(const struct bitmap *bitmap, int width, int height)
{
    enum { SIDE = 40, UNTOUCHED = 0x123456 };
    uint32_t pixels[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++)
        pixels[i] = UNTOUCHED;
    struct bitmap card = bitmap_card_of(bitmap, &(struct bitmap_card){width, height, 5, 0xEAE7E0, 0x0E1319});
    REQUIRE(card.width == width && card.height == height);
    check_pixels(&card);
    struct canvas canvas = canvas_over(pixels, SIDE, SIDE, SIDE);
    canvas_clip(&canvas, (struct view_rect){3, 4, 30, 20});
    bitmap_paint(&canvas, &card, 1, 2, 186);
    for (int i = 0; i < SIDE * SIDE; i++)
        REQUIRE(rect_holds(canvas.clip, i % SIDE, i / SIDE) || pixels[i] == UNTOUCHED);
    bitmap_destroy(&card);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bitmap bitmap;
    enum picture_fault fault = picture_decode(data, size, &bitmap);
    REQUIRE((fault == PICTURE_GOOD) == (bitmap.pixels != NULL));
    if (fault != PICTURE_GOOD)
        return 0;
    int width = 0, height = 0;
    REQUIRE(picture_head(data, size, &width, &height) == PICTURE_GOOD);
    REQUIRE(width == bitmap.width && height == bitmap.height);
    REQUIRE(width <= PICTURE_SIDE_AT_MOST && height <= PICTURE_SIDE_AT_MOST);
    REQUIRE((long)width * height * 4 <= PICTURE_BYTES_AT_MOST);
    check_pixels(&bitmap);
    check_card(&bitmap, 1, 1);
    check_card(&bitmap, 37, 23);
    bitmap_destroy(&bitmap);
    return 0;
}

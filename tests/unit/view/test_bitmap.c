#include "unit_test.h"

#include "view/bitmap.h"

enum { LIGHT = 0xEEEEEE, DARK = 0x111111 };

static struct bitmap filled(int width, int height, uint32_t pixel)
{
    size_t count = (size_t)width * (size_t)height;
    struct bitmap bitmap = {width, height, malloc(count * sizeof(uint32_t))};
    for (size_t i = 0; i < count; i++)
        bitmap.pixels[i] = pixel;
    return bitmap;
}

/* Premultiplied noise, the same every time. */
static struct bitmap noise(int width, int height, uint32_t seed)
{
    struct bitmap bitmap = filled(width, height, 0);
    for (int i = 0; i < width * height; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t alpha = seed >> 24;
        bitmap.pixels[i] = alpha << 24 | (alpha / 2) << 16 | (alpha / 3) << 8 | alpha;
    }
    return bitmap;
}

static void each_pixel_is_the_mean_of_its_area(void **state)
{
    (void)state;
    uint32_t pixels[] = {0xFF000000, 0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0, 0, 0, 0};
    struct bitmap from = {4, 2, pixels};
    struct bitmap half = bitmap_scaled(&from, 2, 1);
    assert_int_equal(half.pixels[0], 0x80400000);
    assert_int_equal(half.pixels[1], 0x80004040);
    bitmap_destroy(&half);
    assert_null(half.pixels);
    struct bitmap third = bitmap_scaled(&(struct bitmap){3, 1, pixels}, 2, 1); /* 1 : ½ and ½ : 1 */
    assert_int_equal(third.pixels[0], 0xFF550000);
    assert_int_equal(third.pixels[1], 0xFF55AA00);
    bitmap_destroy(&third);
    struct bitmap large = bitmap_scaled(&(struct bitmap){2, 1, pixels}, 4, 2);
    const uint32_t expected[] = {0xFF000000, 0xFF000000, 0xFFFF0000, 0xFFFF0000};
    assert_memory_equal(large.pixels, expected, sizeof expected);
    assert_memory_equal(large.pixels + 4, expected, sizeof expected);
    bitmap_destroy(&large);
}

static void one_colour_stays_that_colour_and_one_size_that_picture(void **state)
{
    (void)state;
    static const int sides[] = {1, 2, 3, 7, 16, 61, 200};
    struct bitmap plain = filled(13, 29, 0x80402010), wild = noise(13, 29, 7);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
            struct bitmap scaled = bitmap_scaled(&plain, sides[i], sides[k]);
            assert_int_equal(scaled.width, sides[i]);
            assert_int_equal(scaled.height, sides[k]);
            for (int p = 0; p < sides[i] * sides[k]; p++)
                assert_int_equal(scaled.pixels[p], 0x80402010);
            bitmap_destroy(&scaled);
        }
    struct bitmap same = bitmap_scaled(&wild, 13, 29);
    assert_memory_equal(same.pixels, wild.pixels, 13 * 29 * sizeof(uint32_t));
    bitmap_destroy(&same);
    bitmap_destroy(&wild);
    bitmap_destroy(&plain);
}

static uint32_t middle_and_edge(const struct bitmap *from, uint32_t *edge)
{
    struct bitmap_card card = {64, 48, 6, LIGHT, DARK};
    struct bitmap made = bitmap_card_of(from, &card);
    assert_int_equal(made.width, 64);
    assert_int_equal(made.height, 48);
    assert_true(made.pixels[0] >> 24 < 128); /* the corner is round */
    assert_int_equal(made.pixels[63], made.pixels[0]);
    *edge = made.pixels[24 * 64];
    uint32_t middle = made.pixels[24 * 64 + 32];
    bitmap_destroy(&made);
    return middle;
}

static void see_through_pictures_lie_on_paper(void **state)
{
    (void)state;
    uint32_t edge;
    struct bitmap photo = filled(20, 20, 0xFF204060);
    assert_int_equal(middle_and_edge(&photo, &edge), 0xFF204060);
    assert_int_equal(edge, 0xFF204060);
    struct bitmap lines = filled(20, 20, 0); /* nothing but a black square in the middle */
    for (int i = 0; i < 20; i++)
        for (int k = 8; k < 12; k++)
            lines.pixels[20 * k + i] = i >= 8 && i < 12 ? 0xFF000000 : 0;
    assert_int_equal(middle_and_edge(&lines, &edge), 0xFF000000);
    assert_int_equal(edge, 0xFF000000u | LIGHT);
    for (int i = 0; i < 400; i++)
        lines.pixels[i] |= lines.pixels[i] ? 0xFFFFFF : 0; /* now white */
    assert_int_equal(middle_and_edge(&lines, &edge), 0xFFFFFFFF);
    assert_int_equal(edge, 0xFF000000u | DARK);
    struct bitmap nothing = filled(20, 20, 0);
    assert_int_equal(middle_and_edge(&nothing, &edge), 0xFF000000u | LIGHT);
    bitmap_destroy(&nothing);
    bitmap_destroy(&lines);
    bitmap_destroy(&photo);
}

static void the_smallest_card_is_made_too(void **state)
{
    (void)state;
    struct bitmap wild = noise(5, 3, 1);
    for (int width = 1; width < 20; width++)
        for (int height = 1; height < 20; height++) {
            struct bitmap_card card = {width, height, 8, LIGHT, DARK};
            struct bitmap made = bitmap_card_of(&wild, &card);
            for (int i = 0; i < width * height; i++)
                for (int shift = 0; shift < 24; shift += 8)
                    assert_true((made.pixels[i] >> shift & 255u) <= made.pixels[i] >> 24);
            bitmap_destroy(&made);
        }
    bitmap_destroy(&wild);
}

static void painting_mixes_and_dims(void **state)
{
    (void)state;
    uint32_t pixels[4] = {0x202020, 0x202020, 0x202020, 0x202020};
    struct canvas canvas = canvas_over(pixels, 4, 1, 4);
    uint32_t picture[] = {0xFFE06040, 0x80800000, 0};
    bitmap_paint(&canvas, &(struct bitmap){3, 1, picture}, 0, 0, BITMAP_OPAQUE);
    assert_int_equal(pixels[0], 0xE06040);
    assert_int_equal(pixels[1], 0x901010);
    assert_int_equal(pixels[2], 0x202020);
    assert_int_equal(pixels[3], 0x202020);
    pixels[0] = 0x202020;
    bitmap_paint(&canvas, &(struct bitmap){1, 1, picture}, 0, 0, BITMAP_OPAQUE / 2);
    assert_in_range(pixels[0] >> 16, 0x7F, 0x81); /* half way from 20 to E0 */
    bitmap_paint(&canvas, &(struct bitmap){1, 1, picture}, 3, 0, 0);
    assert_int_equal(pixels[3], 0x202020);
}

/* Part by part gives the same bytes as at once, and nothing outside the clip is touched. */
static void the_clip_holds(void **state)
{
    (void)state;
    enum { SIDE = 24 };
    static uint32_t whole[SIDE * SIDE], parts[SIDE * SIDE];
    struct bitmap wild = noise(30, 17, 3);
    struct canvas at_once = canvas_over(whole, SIDE, SIDE, SIDE),
                  canvas = canvas_over(parts, SIDE, SIDE, SIDE);
    bitmap_paint(&at_once, &wild, -4, 9, 200);
    canvas_clip(&canvas, (struct view_rect){5, 11, 6, 4});
    bitmap_paint(&canvas, &wild, -4, 9, 200);
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_int_equal(parts[i], rect_holds(canvas.clip, i % SIDE, i / SIDE) ? whole[i] : 0);
    bitmap_paint(&canvas, &wild, 100, 100, 200);
    bitmap_paint(&canvas, &wild, -100, -100, 200);
    bitmap_destroy(&wild);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pixel_is_the_mean_of_its_area),
        cmocka_unit_test(one_colour_stays_that_colour_and_one_size_that_picture),
        cmocka_unit_test(see_through_pictures_lie_on_paper),
        cmocka_unit_test(the_smallest_card_is_made_too),
        cmocka_unit_test(painting_mixes_and_dims),
        cmocka_unit_test(the_clip_holds),
    };
    return cmocka_run_group_tests_name("bitmap", tests, NULL, NULL);
}

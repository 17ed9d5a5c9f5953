/* Pictures of other formats: each sample is red, 16 × 8, with a blue square of 4 × 4 at its upper left. */
#include "unit_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "picture/raster.h"
#include "whole_file.h"

static enum raster_fault read_sample(const char *name, struct raster *raster)
{
    char path[512];
    size_t size;
    snprintf(path, sizeof path, YINIAN_SOURCE_DIR "/tests/fuzz/corpus/raster/%s", name);
    char *bytes = whole_file(path, &size);
    assert_non_null(bytes);
    bool gif = strstr(name, ".gif"), svg = strstr(name, ".svg");
    enum raster_fault fault = (gif   ? raster_of_gif
                               : svg ? raster_of_svg
                                     : raster_of_jpeg)((const uint8_t *)bytes, size, raster);
    free(bytes);
    return fault;
}

static bool near(const struct raster *raster, int x, int y, int red, int green, int blue)
{
    const uint8_t *pixel = raster->pixels + 4 * (y * raster->width + x);
    return abs(pixel[0] - red) < 40 && abs(pixel[1] - green) < 40 && abs(pixel[2] - blue) < 40 &&
           pixel[3] == 255;
}

static void the_samples_look_as_they_should(void **state)
{
    static const char *const names[] = {"plain.gif", "interlaced.gif", "animated.gif", "plain.jpg",
                                        "plain.svg"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct raster raster;
        print_message("%s\n", names[i]);
        assert_int_equal(read_sample(names[i], &raster), RASTER_GOOD);
        int one = raster.width / 16; /* a drawing has no pixels of its own */
        assert_int_equal(raster.width, 16 * one);
        assert_int_equal(raster.height, 8 * one);
        assert_true(near(&raster, one, one, 0, 0, 255));
        assert_true(near(&raster, 12 * one, 2 * one, 255, 0, 0));
        assert_true(near(&raster, 2 * one, 6 * one, 255, 0, 0));
        raster_destroy(&raster);
    }
}

/* Coarse in colour. */
static void progressive_grey_and_cmyk(void **state)
{
    static const char *const names[] = {"progressive.jpg", "gray.jpg", "cmyk.jpg"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct raster raster;
        assert_int_equal(read_sample(names[i], &raster), RASTER_GOOD);
        assert_int_equal(raster.width, 16);
        const uint8_t *pixel = raster.pixels + 4 * (6 * 16 + 12);
        assert_int_equal(pixel[3], 255);
        assert_true(i == 1 ? pixel[0] == pixel[2] : pixel[0] > 180 && pixel[2] < 80);
        raster_destroy(&raster);
    }
}

/* Exif 6: the camera was held upright; its first column is the picture's upper edge. */
static void a_photograph_stands_upright(void **state)
{
    struct raster raster;
    (void)state;
    assert_int_equal(read_sample("turned.jpg", &raster), RASTER_GOOD);
    assert_int_equal(raster.width, 8);
    assert_int_equal(raster.height, 16);
    assert_true(near(&raster, 7, 0, 0, 0, 255));
    assert_true(near(&raster, 0, 0, 255, 0, 0));
    assert_true(near(&raster, 7, 15, 255, 0, 0));
    raster_destroy(&raster);
}

static void what_is_transparent_stays_so(void **state)
{
    struct raster raster;
    (void)state;
    assert_int_equal(read_sample("transparent.gif", &raster), RASTER_GOOD);
    assert_int_equal(raster.pixels[3], 255);
    assert_int_equal(raster.pixels[4 * 15 + 3], 0);
    raster_destroy(&raster);
}

static void hostile_ones_are_refused(void **state)
{
    static const struct {
        const char *name;
        enum raster_fault fault;
    } cases[] = {{"cut.gif", RASTER_BROKEN},
                 {"huge.gif", RASTER_TOO_LARGE},
                 {"huge.jpg", RASTER_TOO_LARGE},
                 {"cut.svg", RASTER_BROKEN}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct raster raster;
        print_message("%s\n", cases[i].name);
        assert_int_equal(read_sample(cases[i].name, &raster), cases[i].fault);
        assert_null(raster.pixels);
    }
}

/* What a drawing refers to outside itself is not there. */
static void nothing_outside_is_looked_at(void **state)
{
    struct raster raster;
    (void)state;
    assert_int_equal(read_sample("outside.svg", &raster), RASTER_GOOD);
    for (int i = 0; i < raster.width * raster.height; i++)
        assert_int_equal(raster.pixels[4 * i + 3], 0);
    raster_destroy(&raster);
}

static void what_comes_of_it_is_a_png(void **state)
{
    struct buffer png = {0};
    (void)state;
    const char *svg = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>";
    assert_int_equal(raster_convert((const uint8_t *)svg, strlen(svg), &png), RASTER_GOOD);
    assert_memory_equal(buffer_text(&png), "\x89PNG", 4);
    buffer_clear(&png);
    assert_int_equal(raster_convert((const uint8_t *)"BM????", 6, &png), RASTER_UNKNOWN);
    buffer_destroy(&png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_samples_look_as_they_should), cmocka_unit_test(progressive_grey_and_cmyk),
        cmocka_unit_test(a_photograph_stands_upright),     cmocka_unit_test(what_is_transparent_stays_so),
        cmocka_unit_test(hostile_ones_are_refused),        cmocka_unit_test(nothing_outside_is_looked_at),
        cmocka_unit_test(what_comes_of_it_is_a_png)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

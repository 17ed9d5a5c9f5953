/* PNGs of every kind, and files that are none: a picture or a plain no. And what the cache makes of them. */
#include "picture_folder.h"

#include <fcntl.h>
#include <png.h>
#include <sys/stat.h>

#include "view/draw.h"
#include "view/picture.h"
#include "view/picture_cache.h"
#include "view/png.h"

/* ---- making files -------------------------------------------------------------------------------------- */

struct made_file {
    png_byte *bytes; /* free() */
    size_t size;
};

/* `pixels` in one of libpng's formats, as a whole PNG in memory. */
static struct made_file png_of(const void *pixels, unsigned width, unsigned height, png_uint_32 format)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format};
    png_alloc_size_t size = 0;
    assert_true(png_image_write_to_memory(&image, NULL, &size, 0, pixels, 0, NULL));
    struct made_file made = {malloc(size), 0};
    assert_true(png_image_write_to_memory(&image, made.bytes, &size, 0, pixels, 0, NULL));
    made.size = size;
    return made;
}

static struct made_file noise_png(unsigned width, unsigned height)
{
    png_byte *pixels = malloc((size_t)width * height * 4);
    uint32_t seed = width;
    for (size_t i = 0; i < (size_t)width * height * 4; i++) {
        seed = seed * 1664525u + 1013904223u;
        pixels[i] = (png_byte)(seed >> 24);
    }
    struct made_file made = png_of(pixels, width, height, PNG_FORMAT_RGBA);
    free(pixels);
    return made;
}

static void put(const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* The same bytes at another time: `seconds` since 1970. */
static void date(long seconds)
{
    const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void put_one_colour(int side, uint32_t rgb)
{
    uint32_t *pixels = malloc((size_t)side * (size_t)side * sizeof *pixels);
    for (int i = 0; i < side * side; i++)
        pixels[i] = rgb;
    assert_int_equal(png_write(path, pixels, side, side, side), 0);
    free(pixels);
}

/* ---- bytes --------------------------------------------------------------------------------------------- */

static void colours_and_alpha_come_through(void **state)
{
    (void)state;
    static const png_byte rgba[] = {255, 0, 0, 255, 0, 255, 0, 128, 9, 9, 9, 0, 0x12, 0x34, 0x56, 255};
    struct made_file made = png_of(rgba, 2, 2, PNG_FORMAT_RGBA);
    struct bitmap bitmap;
    assert_int_equal(picture_decode(made.bytes, made.size, &bitmap), PICTURE_GOOD);
    assert_int_equal(bitmap.width, 2);
    assert_int_equal(bitmap.height, 2);
    const uint32_t expected[] = {0xFFFF0000, 0x80008000, 0, 0xFF123456};
    assert_memory_equal(bitmap.pixels, expected, sizeof expected);
    bitmap_destroy(&bitmap);
    free(made.bytes);
}

static void grey_and_one_pixel_are_pictures_too(void **state)
{
    (void)state;
    static const png_byte grey[] = {0x77};
    struct made_file made = png_of(grey, 1, 1, PNG_FORMAT_GRAY);
    struct bitmap bitmap;
    assert_int_equal(picture_decode(made.bytes, made.size, &bitmap), PICTURE_GOOD);
    assert_int_equal(bitmap.width * bitmap.height, 1);
    assert_int_equal(bitmap.pixels[0], 0xFF777777);
    bitmap_destroy(&bitmap);
    free(made.bytes);
}

static void sixteen_bits_are_read(void **state)
{
    (void)state;
    static const png_uint_16 linear[] = {65535, 0, 65535}; /* libpng takes these as linear light */
    struct made_file made = png_of(linear, 1, 1, PNG_FORMAT_LINEAR_RGB);
    struct bitmap bitmap;
    assert_int_equal(picture_decode(made.bytes, made.size, &bitmap), PICTURE_GOOD);
    assert_int_equal(bitmap.pixels[0], 0xFFFF00FF);
    bitmap_destroy(&bitmap);
    free(made.bytes);
}

/* Cut anywhere before the end of the pixels it is no picture, and nothing is read behind the cut. */
static void truncated_ones_are_none(void **state)
{
    (void)state;
    struct made_file made = noise_png(40, 30);
    for (size_t size = 0; size + 16 < made.size; size += 1 + size / 16) {
        uint8_t *cut = malloc(size + 1);
        memcpy(cut + 1, made.bytes, size);
        struct bitmap bitmap;
        assert_int_equal(picture_decode(cut + 1, size, &bitmap), PICTURE_NO_PNG);
        assert_null(bitmap.pixels);
        free(cut);
    }
    free(made.bytes);
}

static void damaged_ones_are_none(void **state)
{
    (void)state;
    struct made_file made = noise_png(40, 30);
    made.bytes[made.size / 2] ^= 0x40;
    struct bitmap bitmap;
    assert_int_equal(picture_decode(made.bytes, made.size, &bitmap), PICTURE_NO_PNG);
    assert_null(bitmap.pixels);
    free(made.bytes);
    static const uint8_t jpeg[64] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
    assert_int_equal(picture_decode(jpeg, sizeof jpeg, &bitmap), PICTURE_NO_PNG);
    static const uint8_t gif[64] = {'G', 'I', 'F', '8', '9', 'a'};
    assert_int_equal(picture_decode(gif, sizeof gif, &bitmap), PICTURE_NO_PNG);
}

static void set_number(png_byte *bytes, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (png_byte)(number >> (24 - 8 * i));
}

static enum picture_fault head_of(uint32_t width, uint32_t height)
{
    struct made_file made = noise_png(1, 1);
    set_number(made.bytes + 16, width);
    set_number(made.bytes + 20, height);
    int w = -1, h = -1;
    enum picture_fault fault = picture_head(made.bytes, made.size, &w, &h);
    assert_int_equal(w, fault == PICTURE_GOOD ? (int)width : -1);
    struct bitmap bitmap;
    assert_int_not_equal(picture_decode(made.bytes, made.size, &bitmap), PICTURE_GOOD); /* a lie at best */
    free(made.bytes);
    return fault;
}

static void sizes_are_bounded(void **state)
{
    (void)state;
    assert_int_equal(head_of(2048, 2048), PICTURE_GOOD);
    assert_int_equal(head_of(4096, 1024), PICTURE_GOOD);
    assert_int_equal(head_of(2048, 2049), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(4096, 1025), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(4097, 1), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(1, 4097), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(65536, 65536), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(0xFFFFFFFF, 0xFFFFFFFF), PICTURE_TOO_LARGE);
    assert_int_equal(head_of(0, 10), PICTURE_NO_PNG);
    assert_int_equal(head_of(10, 0), PICTURE_NO_PNG);
}

/* ---- files --------------------------------------------------------------------------------------------- */

static void check_fault(enum picture_fault expected)
{
    struct picture_stamp stamp;
    struct bitmap bitmap;
    int width, height;
    assert_int_equal(picture_look(path, &stamp, &width, &height), expected);
    assert_int_equal(picture_load(path, &bitmap), expected);
    assert_null(bitmap.pixels);
}

static void files_that_are_none(void **state)
{
    (void)state;
    check_fault(PICTURE_MISSING);
    assert_int_equal(mkdir(path, 0700), 0);
    check_fault(PICTURE_UNREADABLE);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0); /* nobody writes into it: it must not be waited for */
    check_fault(PICTURE_UNREADABLE);
    assert_int_equal(unlink(path), 0);
    put("", 0);
    check_fault(PICTURE_NO_PNG);
    put("no picture at all, but long enough", 34);
    check_fault(PICTURE_NO_PNG);
}

static void a_file_of_too_many_bytes_is_not_read(void **state)
{
    (void)state;
    struct made_file made = noise_png(8, 8);
    put(made.bytes, made.size);
    assert_int_equal(truncate(path, PICTURE_BYTES_AT_MOST + 1), 0);
    check_fault(PICTURE_TOO_LARGE);
    assert_int_equal(truncate(path, PICTURE_BYTES_AT_MOST), 0); /* zeros behind the end do no harm */
    struct bitmap bitmap;
    assert_int_equal(picture_load(path, &bitmap), PICTURE_GOOD);
    bitmap_destroy(&bitmap);
    free(made.bytes);
}

/* ---- the cache ----------------------------------------------------------------------------------------- */

static struct bitmap_card card_of(int side)
{
    return (struct bitmap_card){side, side, 2, 0xEEEEEE, 0x111111};
}

static uint32_t middle_of(struct picture_cache *cache, int side)
{
    struct bitmap_card card = card_of(side);
    const struct bitmap *bitmap = picture_cache_card(cache, path, &card);
    return bitmap ? bitmap->pixels[side / 2 * side + side / 2] : 0;
}

static void what_was_read_is_kept_until_the_file_changes(void **state)
{
    (void)state;
    struct diagnostics problems;
    diagnostics_init(&problems);
    struct picture_cache *cache = picture_cache_new(1 << 20, &problems);
    int width, height;
    put_one_colour(10, 0x102030);
    date(1000);
    assert_true(picture_cache_size(cache, path, &width, &height));
    assert_int_equal(width, 10);
    assert_int_equal(middle_of(cache, 20), 0xFF102030);
    put_one_colour(10, 0xA0B0C0);
    date(2000);
    assert_int_equal(middle_of(cache, 20), 0xFF102030); /* not asked for again within a round */
    picture_cache_look_again(cache);
    assert_int_equal(middle_of(cache, 20), 0xFFA0B0C0);
    assert_int_equal(picture_cache_bytes(cache), 20 * 20 * 4);
    unlink(path);
    picture_cache_look_again(cache);
    assert_false(picture_cache_size(cache, path, &width, &height));
    assert_int_equal(picture_cache_bytes(cache), 0);
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.items[0].file, path);
    put_one_colour(10, 0x102030);
    picture_cache_look_again(cache);
    assert_int_equal(middle_of(cache, 20), 0xFF102030);
    picture_cache_free(cache);
    diagnostics_destroy(&problems);
}

static void a_damaged_file_is_told_once(void **state)
{
    (void)state;
    struct diagnostics problems;
    diagnostics_init(&problems);
    struct picture_cache *cache = picture_cache_new(1 << 20, &problems);
    struct made_file made = noise_png(40, 30);
    put(made.bytes, made.size / 2);
    date(1000);
    int width, height;
    assert_true(picture_cache_size(cache, path, &width, &height)); /* its head is right */
    assert_int_equal(middle_of(cache, 20), 0);
    assert_false(picture_cache_size(cache, path, &width, &height));
    for (int i = 0; i < 3; i++) {
        picture_cache_look_again(cache);
        assert_false(picture_cache_size(cache, path, &width, &height));
        assert_int_equal(middle_of(cache, 20), 0);
    }
    assert_int_equal(problems.count, 1);
    put(made.bytes, made.size);
    date(2000);
    picture_cache_look_again(cache);
    assert_true(picture_cache_size(cache, path, &width, &height));
    assert_int_not_equal(middle_of(cache, 20), 0);
    assert_int_equal(problems.count, 1);
    free(made.bytes);
    picture_cache_free(cache);
    diagnostics_destroy(&problems);
}

static void the_cache_stays_small(void **state)
{
    (void)state;
    enum { MOST = 100 * 1000 };
    struct picture_cache *cache = picture_cache_new(MOST, NULL);
    put_one_colour(4, 0x405060);
    for (int round = 0; round < 2; round++)
        for (int side = 8; side < 120; side++) {
            assert_int_equal(middle_of(cache, side), 0xFF405060);
            assert_in_range(picture_cache_bytes(cache), 8 * 8 * 4, MOST);
        }
    assert_int_equal(middle_of(cache, 200), 0xFF405060); /* larger than all that may be kept: kept alone */
    assert_int_equal(picture_cache_bytes(cache), 200 * 200 * 4);
    assert_int_equal(middle_of(cache, 50), 0xFF405060);
    assert_int_equal(picture_cache_bytes(cache), 50 * 50 * 4);
    picture_cache_free(cache);
}

static void many_files_are_no_trouble(void **state)
{
    (void)state;
    struct picture_cache *cache = picture_cache_new(1 << 20, NULL);
    int width, height;
    for (int i = 0; i < 2000; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s/none-%d.png", folder, i);
        assert_false(picture_cache_size(cache, name, &width, &height));
    }
    put_one_colour(4, 0x405060);
    assert_true(picture_cache_size(cache, path, &width, &height));
    picture_cache_free(cache);
}

/* ---- on a page ----------------------------------------------------------------------------------------- */

enum { WIDTH = 800, HEIGHT = 480 };

struct shown {
    struct page page;
    struct scene scene;
    struct arena arena;
    struct painter *painter;
    struct node_tree tree;
    uint32_t pixels[WIDTH * HEIGHT];
};

static void open_page(struct shown *shown)
{
    page_init(&shown->page);
    arena_init(&shown->arena);
    page_begin(&shown->page, "test", "Test");
    page_section(&shown->page, "all");
    page_row(&shown->page, "row", ROW_CELLS);
    page_cell(&shown->page, CELL_PHRASE, "water", "水")->picture = path;
    page_cell(&shown->page, CELL_PHRASE, "tea", "茶");
    shown->scene = scene_of_page(&shown->page);
    shown->painter = painter_new(NULL);
}

static void draw(struct shown *shown, struct view_rect clip)
{
    struct canvas canvas = canvas_over(shown->pixels, WIDTH, HEIGHT, WIDTH);
    canvas_clip(&canvas, clip);
    shown->tree = node_tree_of(&shown->scene, WIDTH, HEIGHT, &shown->arena);
    painter_draw(shown->painter, &shown->scene, &shown->tree, &canvas);
}

static long count_of(const struct shown *shown, uint32_t wanted)
{
    long count = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        count += shown->pixels[i] == wanted;
    return count;
}

static void close_page(struct shown *shown)
{
    painter_free(shown->painter);
    arena_destroy(&shown->arena);
    page_destroy(&shown->page);
    free(shown);
}

static void a_page_shows_it_and_dims_it_with_the_text(void **state)
{
    (void)state;
    static const struct view_rect all = {0, 0, WIDTH, HEIGHT};
    struct shown *shown = calloc(1, sizeof *shown);
    put_one_colour(30, 0xFE01FE);
    open_page(shown);
    draw(shown, all);
    long undimmed = count_of(shown, 0xFE01FE);
    assert_true(undimmed > 2000);
    shown->scene.lit_cell = 1;
    shown->scene.within_row = 0;
    draw(shown, all);
    assert_int_equal(count_of(shown, 0xFE01FE), 0); /* the other cell is lit: this one steps back */
    shown->scene.lit_cell = 0;
    draw(shown, all);
    assert_int_equal(count_of(shown, 0xFE01FE), undimmed);
    close_page(shown);
}

/* Also when the file has gone in the meantime: the page shows what it showed. */
static void drawing_it_again_gives_the_same_bytes(void **state)
{
    (void)state;
    static const struct view_rect all = {0, 0, WIDTH, HEIGHT};
    struct shown *shown = calloc(1, sizeof *shown);
    struct made_file made = noise_png(90, 60);
    put(made.bytes, made.size);
    open_page(shown);
    draw(shown, all);
    uint32_t *before = malloc(sizeof shown->pixels);
    memcpy(before, shown->pixels, sizeof shown->pixels);
    unlink(path);
    for (int x = 0; x < WIDTH; x += 70)
        for (int y = 0; y < HEIGHT; y += 70)
            draw(shown, (struct view_rect){x, y, 70, 70});
    assert_memory_equal(before, shown->pixels, sizeof shown->pixels);
    free(before);
    free(made.bytes);
    close_page(shown);
}

/* A file with a right head and nothing behind it: drawn as if there were none, with the label in the
 * middle. */
static void a_broken_one_leaves_no_hole(void **state)
{
    (void)state;
    static const struct view_rect all = {0, 0, WIDTH, HEIGHT};
    struct shown *shown = calloc(1, sizeof *shown);
    struct made_file made = noise_png(90, 60);
    put(made.bytes, made.size / 2);
    open_page(shown);
    draw(shown, all);
    uint32_t *broken = malloc(sizeof shown->pixels);
    memcpy(broken, shown->pixels, sizeof shown->pixels);
    shown->page.cells[0].picture = NULL;
    draw(shown, all);
    assert_memory_equal(broken, shown->pixels, sizeof shown->pixels);
    free(broken);
    free(made.bytes);
    close_page(shown);
}

#define PICTURE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours_and_alpha_come_through),
        cmocka_unit_test(grey_and_one_pixel_are_pictures_too),
        cmocka_unit_test(sixteen_bits_are_read),
        cmocka_unit_test(truncated_ones_are_none),
        cmocka_unit_test(damaged_ones_are_none),
        cmocka_unit_test(sizes_are_bounded),
        PICTURE_TEST(files_that_are_none),
        PICTURE_TEST(a_file_of_too_many_bytes_is_not_read),
        PICTURE_TEST(what_was_read_is_kept_until_the_file_changes),
        PICTURE_TEST(a_damaged_file_is_told_once),
        PICTURE_TEST(the_cache_stays_small),
        PICTURE_TEST(many_files_are_no_trouble),
        PICTURE_TEST(a_page_shows_it_and_dims_it_with_the_text),
        PICTURE_TEST(drawing_it_again_gives_the_same_bytes),
        PICTURE_TEST(a_broken_one_leaves_no_hole),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}

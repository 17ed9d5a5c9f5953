/* Pictures read on a thread: what is drawn without them, when they appear, and what is no longer wanted. The thread reads only
 * what the test lets through a gate. */
#include "picture_folder.h"

#include <SDL.h>
#include <semaphore.h>
#include <sys/stat.h>

#include "view/picture.h"
#include "view/picture_cache.h"
#include "view/png.h"
#include "view/window.h"

enum { LONG_MS = 20000 };

static sem_t gate, begun;
static int read_count;

static enum picture_fault read_when_let(const char *name, struct bitmap *bitmap)
{
    sem_post(&begun);
    sem_wait(&gate);
    read_count++;
    return picture_load(name, bitmap);
}

static void put_picture(const char *name, uint32_t colour_of_all)
{
    uint32_t pixels[10 * 10];
    for (int i = 0; i < 10 * 10; i++)
        pixels[i] = colour_of_all;
    assert_int_equal(png_write(name, pixels, 10, 10, 10), 0);
}

/* A right head, and half of what should follow it. */
static void put_damaged(const char *name)
{
    struct stat status;
    put_picture(name, 0x123456);
    assert_int_equal(stat(name, &status), 0);
    assert_int_equal(truncate(name, status.st_size / 2), 0);
}

static const struct bitmap_card card = {20, 20, 2, 0xEEEEEE, 0x111111};

static struct picture_cache *cache_beside(struct diagnostics *problems)
{
    sem_init(&gate, 0, 0);
    sem_init(&begun, 0, 0);
    read_count = 0;
    struct picture_cache *cache = picture_cache_new(1 << 20, problems);
    picture_cache_read_beside(cache, read_when_let);
    return cache;
}

static void it_is_there_once_it_has_been_taken(void **state)
{
    (void)state;
    struct picture_cache *cache = cache_beside(NULL);
    int width, height;
    put_picture(path, 0x102030);
    for (int i = 0; i < 3; i++) /* asked for once is enough */
        assert_null(picture_cache_card(cache, path, &card));
    assert_true(picture_cache_size(cache, path, &width, &height)); /* its place is known all the same */
    assert_false(picture_cache_take(cache, 0));
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS));
    const struct bitmap *bitmap = picture_cache_card(cache, path, &card);
    assert_non_null(bitmap);
    assert_int_equal(bitmap->pixels[10 * 20 + 10], 0xFF102030);
    assert_int_equal(picture_cache_bytes(cache), 20 * 20 * 4);
    assert_false(picture_cache_take(cache, 0));
    picture_cache_free(cache);
    assert_int_equal(read_count, 1);
}

static void it_waits_for_all_that_was_asked_for(void **state)
{
    (void)state;
    struct picture_cache *cache = cache_beside(NULL);
    struct bitmap_card larger = card;
    larger.width = 30;
    put_picture(path, 0x102030);
    picture_cache_card(cache, path, &card);
    picture_cache_card(cache, path, &larger);
    sem_post(&gate);
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS));
    assert_non_null(picture_cache_card(cache, path, &card));
    assert_non_null(picture_cache_card(cache, path, &larger));
    picture_cache_free(cache);
}

static void what_waits_is_forgotten_when_the_page_changes(void **state)
{
    (void)state;
    struct picture_cache *cache = cache_beside(NULL);
    struct bitmap_card larger = card;
    larger.width = 30;
    put_picture(path, 0x102030);
    picture_cache_card(cache, path, &card);
    sem_wait(&begun);
    picture_cache_card(cache, path, &larger);
    picture_cache_look_again(cache);
    sem_post(&gate);
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS)); /* what was being read is not thrown away */
    assert_non_null(picture_cache_card(cache, path, &card));
    assert_int_equal(read_count, 1);
    picture_cache_free(cache);
}

static void a_file_that_changed_meanwhile_is_asked_for_anew(void **state)
{
    (void)state;
    struct picture_cache *cache = cache_beside(NULL);
    put_picture(path, 0x102030);
    picture_cache_card(cache, path, &card);
    sem_wait(&begun);
    put_damaged(path);
    put_picture(path, 0x405060);
    picture_cache_look_again(cache);
    assert_null(picture_cache_card(cache, path, &card));
    sem_post(&gate);
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS));
    assert_int_equal(picture_cache_card(cache, path, &card)->pixels[10 * 20 + 10], 0xFF405060);
    assert_int_equal(picture_cache_bytes(cache), 20 * 20 * 4); /* what was read of the old one is nowhere */
    picture_cache_free(cache);
}

static void a_damaged_one_is_told_when_it_is_taken(void **state)
{
    (void)state;
    struct diagnostics problems;
    diagnostics_init(&problems);
    struct picture_cache *cache = cache_beside(&problems);
    int width, height;
    put_damaged(path);
    picture_cache_card(cache, path, &card);
    assert_true(picture_cache_size(cache, path, &width, &height));
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS));
    assert_false(picture_cache_size(cache, path, &width, &height));
    assert_null(picture_cache_card(cache, path, &card));
    assert_int_equal(problems.count, 1);
    picture_cache_free(cache);
    diagnostics_destroy(&problems);
}

/* More than the cache may hold, on one page: all of them stay, or each drawing would ask for some of them anew. */
static void all_pictures_of_a_page_stay(void **state)
{
    (void)state;
    enum { COUNT = 60, SIDE = 100 };
    struct picture_cache *cache = cache_beside(NULL);
    struct bitmap_card large = {SIDE, SIDE, 2, 0xEEEEEE, 0x111111};
    put_picture(path, 0x102030);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            large.radius_px = i;
            picture_cache_card(cache, path, &large);
            sem_post(&gate);
        }
        assert_true(picture_cache_take(cache, LONG_MS) || round > 0);
    }
    assert_int_equal(read_count, COUNT);
    assert_true(picture_cache_bytes(cache) > 1 << 20);
    picture_cache_look_again(cache);
    large.radius_px = COUNT;
    picture_cache_card(cache, path, &large);
    sem_post(&gate);
    assert_true(picture_cache_take(cache, LONG_MS)); /* of the page before, the oldest go */
    assert_true(picture_cache_bytes(cache) <= 1 << 20);
    picture_cache_free(cache);
}

/* ---- in the window ----------------------------------------------------------------------------------------- */

static long count_of(struct window *window, uint32_t wanted)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window_sdl(window));
    long count = 0;
    for (int y = 0; y < surface->h; y++)
        for (int x = 0; x < surface->w; x++)
            count += (((uint32_t *)surface->pixels)[y * (surface->pitch / 4) + x] & 0xFFFFFF) == wanted;
    return count;
}

static void open_page(struct page *page, struct scene *scene, const char *second)
{
    page_init(page);
    page_begin(page, "test", "Test");
    page_section(page, "all");
    page_row(page, "row", ROW_CELLS);
    page_cell(page, CELL_PHRASE, "water", "水")->picture = path;
    page_cell(page, CELL_PHRASE, "tea", "茶")->picture = second;
    *scene = scene_of_page(page);
}

static void in_the_window_it_appears_with_the_next_change(void **state)
{
    (void)state;
    struct page page;
    struct scene scene;
    char second[80];
    snprintf(second, sizeof second, "%s/second.png", folder);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    sem_init(&gate, 0, 0);
    sem_init(&begun, 0, 0);
    put_picture(path, 0xFE01FE);
    put_picture(second, 0x01FE01);
    struct window *window = window_open("Yinian", 800, 480, false, NULL);
    painter_read_beside(window_painter(window), read_when_let);
    open_page(&page, &scene, second);
    assert_int_equal(window_present(window, &scene), 800 * 480);
    assert_int_equal(count_of(window, 0xFE01FE), 0);
    scene.clock = "15:04";
    assert_in_range(window_present(window, &scene), 1, 800 * 60);
    sem_wait(&begun);
    sem_post(&gate);
    sem_wait(&begun); /* the second one is being read: the first has come */
    assert_int_equal(window_present(window, &scene), 0); /* nothing else changes: nor does it */
    assert_int_equal(count_of(window, 0xFE01FE), 0);
    scene.clock = "15:05";
    assert_int_equal(window_present(window, &scene), 800 * 480);
    assert_true(count_of(window, 0xFE01FE) > 2000);
    assert_int_equal(count_of(window, 0x01FE01), 0);
    sem_post(&gate);
    page_destroy(&page);
    window_destroy(window);
    unlink(second);
}

#define READER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(it_is_there_once_it_has_been_taken),
        READER_TEST(it_waits_for_all_that_was_asked_for),
        READER_TEST(what_waits_is_forgotten_when_the_page_changes),
        READER_TEST(a_file_that_changed_meanwhile_is_asked_for_anew),
        READER_TEST(a_damaged_one_is_told_when_it_is_taken),
        READER_TEST(all_pictures_of_a_page_stay),
        READER_TEST(in_the_window_it_appears_with_the_next_change),
    };
    return cmocka_run_group_tests_name("picture_reader", tests, NULL, NULL);
}

/* The window on SDL's dummy driver: a screen that nobody sees. */
#include "unit_test.h"

#include <SDL.h>

#include "view/window.h"

struct world {
    struct window *window;
    struct page page;
    struct scene scene;
};

static int set_up(void **state)
{
    struct world *w = test_calloc(1, sizeof *w);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    w->window = window_open("Yinian", 800, 480, false, NULL);
    assert_non_null(w->window);
    page_init(&w->page);
    page_begin(&w->page, "test", "Test");
    page_section(&w->page, "all");
    page_row(&w->page, "row", ROW_CELLS);
    page_cell(&w->page, CELL_TILE, "yes", "是");
    page_cell(&w->page, CELL_TILE, "no", "不是");
    w->scene = scene_of_page(&w->page);
    w->scene.lit_cell = w->scene.within_row = 0;
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    page_destroy(&w->page);
    window_destroy(w->window);
    test_free(w);
    return 0;
}

static void draws_all_then_only_what_changed(void **state)
{
    struct world *w = *state;
    assert_string_equal(window_driver(w->window), "dummy");
    assert_int_equal(window_present(w->window, &w->scene), 800 * 480);
    assert_int_equal(window_present(w->window, &w->scene), 0);
    w->scene.clock = "15:04";
    long drawn = window_present(w->window, &w->scene);
    assert_in_range(drawn, 1, 800 * 60);
    window_invalidate(w->window);
    assert_int_equal(window_present(w->window, &w->scene), 800 * 480);
}

static void partial_drawing_gives_the_same_picture(void **state)
{
    struct world *w = *state;
    window_present(w->window, &w->scene);
    w->scene.lit_cell = 1;
    w->scene.held = true;
    window_present(w->window, &w->scene);
    SDL_Surface *surface = SDL_GetWindowSurface(window_sdl(w->window));
    size_t size = (size_t)surface->h * (size_t)surface->pitch;
    void *partial = test_malloc(size);
    memcpy(partial, surface->pixels, size);
    window_invalidate(w->window);
    assert_int_equal(window_present(w->window, &w->scene), 800 * 480);
    assert_memory_equal(partial, surface->pixels, size);
    test_free(partial);
}

static void window_events_ask_for_a_new_picture(void **state)
{
    struct world *w = *state;
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT,
                                  .windowID = SDL_GetWindowID(window_sdl(w->window)),
                                  .event = SDL_WINDOWEVENT_EXPOSED}};
    window_present(w->window, &w->scene);
    assert_true(window_note_event(w->window, &event));
    assert_int_equal(window_present(w->window, &w->scene), 800 * 480);
    event.window.event = SDL_WINDOWEVENT_ENTER;
    assert_false(window_note_event(w->window, &event));
    event.type = SDL_KEYDOWN;
    assert_false(window_note_event(w->window, &event));
    assert_int_equal(window_present(w->window, &w->scene), 0);
}

static void a_new_size_is_drawn_whole(void **state)
{
    struct world *w = *state;
    window_present(w->window, &w->scene);
    SDL_SetWindowSize(window_sdl(w->window), 640, 480);
    assert_int_equal(window_present(w->window, &w->scene), 640 * 480);
    int width, height;
    window_size(w->window, &width, &height);
    assert_int_equal(width, 640);
    assert_int_equal(window_cell_at(w->window, &w->scene, 100, 300), 0);
    assert_int_equal(window_cell_at(w->window, &w->scene, 600, 300), 1);
    assert_int_equal(window_cell_at(w->window, &w->scene, 600, 3), -1);
}

static void without_a_screen_it_says_what_to_do(void **state)
{
    (void)state;
    struct diagnostics problems;
    diagnostics_init(&problems);
    setenv("SDL_VIDEODRIVER", "there-is-no-such-driver", 1);
    assert_null(window_open("Yinian", 800, 480, false, &problems));
    assert_int_equal(problems.errors, 1);
    assert_non_null(problems.items[0].valid);
    diagnostics_destroy(&problems);
}

#define WINDOW_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WINDOW_TEST(draws_all_then_only_what_changed),
        WINDOW_TEST(partial_drawing_gives_the_same_picture),
        WINDOW_TEST(window_events_ask_for_a_new_picture),
        WINDOW_TEST(a_new_size_is_drawn_whole),
        cmocka_unit_test(without_a_screen_it_says_what_to_do),
    };
    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}

/* Places on pages that are chosen by looking: every cell large enough, nothing over anything else, on all screens of
 * the program and with keys of several sizes. */
#include "../board/gaze_desk.h"

#include "board/gaze_grid.h"
#include "view/layout.h"

static bool inside(struct view_rect inner, struct view_rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static void nine_by_five_at_the_start_values(void **state)
{
    (void)state;
    static const int wanted[][3] = {{84, 9, 5}, {136, 9, 5}, {198, 9, 5}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(gaze_key_px(&gaze_screens[i]), wanted[i][0]);
        struct gaze_grid grid =
            gaze_grid_of(gaze_screens[i].width, gaze_screens[i].height, gaze_key_px(&gaze_screens[i]));
        assert_int_equal(grid.columns, wanted[i][1]);
        assert_int_equal(grid.rows, wanted[i][2]);
        assert_true(grid.row_px >= wanted[i][0]);
    }
}

/* Whatever the size of keys is: a grid that lies on the screen, of three by three at the least. */
static void every_grid_lies_on_its_screen(void **state)
{
    (void)state;
    for (int width = 300; width <= 4000; width += 370)
        for (int height = 240; height <= 4000; height += 310)
            for (int key = 1; key < 1500; key += 7) {
                struct gaze_grid grid = gaze_grid_of(width, height, key);
                assert_true(grid.columns >= GAZE_COLUMNS_AT_LEAST && grid.columns <= GAZE_COLUMNS_AT_MOST);
                assert_true(grid.rows >= GAZE_ROWS_AT_LEAST);
                assert_true(grid.strip_px > 0 && grid.row_px > 0);
                int used = grid.strip_px + grid.rows * (grid.row_px + grid.gap_px) + 2 * grid.margin_px;
                assert_true(used <= height);
                if (grid.columns > GAZE_COLUMNS_AT_LEAST && grid.rows > GAZE_ROWS_AT_LEAST) {
                    assert_true(grid.row_px >= key);
                    assert_true(grid.columns * (key + grid.gap_px) - grid.gap_px <= width);
                }
            }
}

static void check_places(const struct page *page, const struct layout *l, int key_px)
{
    struct view_rect screen = {0, 0, l->width, l->height};
    assert_true(inside(l->head, screen));
    assert_true(inside(l->message, screen));
    assert_false(rect_overlap(l->head, l->message));
    for (int i = 0; i < page->cell_count; i++) {
        struct view_rect rect = l->cells[i];
        assert_false(rect_is_empty(rect));
        assert_true(inside(rect, screen));
        assert_false(rect_overlap(rect, l->head));
        assert_false(rect_overlap(rect, l->message));
        assert_false(rect_overlap(rect, l->text));
        for (int j = 0; j < i; j++)
            assert_false(rect_overlap(rect, l->cells[j]));
        if (gaze_can_be_chosen(&page->cells[i]) && (rect.width < key_px || rect.height < key_px))
            fail_msg("%s: %s is %d × %d, less than %d", page->screen, page->cells[i].id, rect.width,
                     rect.height, key_px);
    }
}

static void every_cell_of_every_screen_is_large_enough(void **state)
{
    (void)state;
    struct gaze_desk desk;
    struct arena arena;
    gaze_desk_init(&desk);
    arena_init(&arena);
    for (int s = 0; s < GAZE_SCREENS; s++)
        for (int n = 0; n < GAZE_NAMES; n++)
            for (int number = 0; number < 3; number++) {
                const struct gaze_screen *screen = &gaze_screens[s];
                struct board_context context = gaze_context(&desk, gaze_names[n], screen, number);
                gaze_build(&desk, &context);
                assert_int_equal(desk.page.key_px, context.key_px);
                arena_reset(&arena);
                struct layout l = layout_of(&desk.page, screen->width, screen->height, 100, &arena);
                check_places(&desk.page, &l, context.key_px);
            }
    arena_destroy(&arena);
    gaze_desk_destroy(&desk);
}

/* The strip is there to rest the eyes on, and holds a line of text. */
static void the_strip_is_free_of_choices(void **state)
{
    (void)state;
    struct gaze_desk desk;
    struct arena arena;
    gaze_desk_init(&desk);
    arena_init(&arena);
    for (int s = 0; s < GAZE_SCREENS; s++) {
        const struct gaze_screen *screen = &gaze_screens[s];
        struct board_context context = gaze_context(&desk, "write", screen, 0);
        gaze_build(&desk, &context);
        arena_reset(&arena);
        struct layout l = layout_of(&desk.page, screen->width, screen->height, 100, &arena);
        assert_true(l.message.height >= l.scale.type_px[TYPE_35]);
        assert_true(l.message.width > screen->width / 2);
        for (int i = 0; i < desk.page.cell_count; i++)
            assert_true(l.cells[i].y >= l.message.y + l.message.height);
    }
    arena_destroy(&arena);
    gaze_desk_destroy(&desk);
}

/* Pages that nobody has fitted: nothing is lost, though it is smaller. */
static void too_many_rows_are_still_on_the_screen(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    for (int shape = PAGE_ROWS; shape <= PAGE_CALL; shape++)
        for (int rows = 1; rows < 40; rows++) {
            page_begin(&page, "many", "Many");
            page.shape = (enum page_shape)shape;
            page.question = "?";
            page.with_message = rows % 2;
            page.key_px = 136;
            for (int r = 0; r < rows; r++) {
                char id[16];
                snprintf(id, sizeof id, "row.%d", r);
                page_row(&page, id, r % 3 ? ROW_CELLS : ROW_BAR);
                for (int c = 0; c < r % 12; c++) {
                    snprintf(id, sizeof id, "cell.%d.%d", r, c);
                    page_cell(&page, CELL_TILE, id, "x");
                }
            }
            arena_reset(&arena);
            struct layout l = layout_of(&page, 1280, 800, 100, &arena);
            check_places(&page, &l, 0);
        }
    arena_destroy(&arena);
    page_destroy(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_by_five_at_the_start_values),
        cmocka_unit_test(every_grid_lies_on_its_screen),
        cmocka_unit_test(every_cell_of_every_screen_is_large_enough),
        cmocka_unit_test(the_strip_is_free_of_choices),
        cmocka_unit_test(too_many_rows_are_still_on_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit_test.h"

#include "board/body_figure.h"
#include "view/layout.h"

static const int screens[][2] = {{800, 480},   {480, 800},   {1024, 600},  {1280, 800}, {1366, 768},
                                 {1920, 1080}, {1080, 1920}, {3840, 2160}, {600, 1024}, {320, 240}};
enum { SCREENS = sizeof screens / sizeof *screens };

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

static void add_row(struct page *page, unsigned *seed, int index)
{
    static const enum row_kind kinds[] = {ROW_CELLS, ROW_CELLS, ROW_CELLS, ROW_CELLS,
                                          ROW_WORDS, ROW_BAR,   ROW_STRIP};
    char id[32];
    snprintf(id, sizeof id, "row.%d", index);
    page_row(page, id, kinds[next(seed, 7)]);
    page->rows[page->row_count - 1].weight = (int)next(seed, 3);
    int count = (int)next(seed, 9);
    for (int i = 0; i < count; i++) {
        snprintf(id, sizeof id, "cell.%d.%d", index, i);
        struct cell *cell = page_cell(page, (enum cell_role)next(seed, CELL_ROLE_COUNT), id, "x");
        cell->span = (int)next(seed, 3);
        cell->row_exit = i > 0 && i == count - 1 && next(seed, 2);
    }
}

static void random_page(struct page *page, unsigned *seed)
{
    page_begin(page, "random", "Random");
    page->with_message = next(seed, 2);
    page->shape = (enum page_shape)next(seed, 5);
    page->question = "?";
    int rows = 1 + (int)next(seed, 7);
    for (int i = 0; i < rows; i++) {
        if (i == 0 || next(seed, 4) == 0)
            page_section(page, "section");
        add_row(page, seed, i);
    }
}

static bool inside(struct view_rect inner, struct view_rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static void check_layout(const struct page *page, const struct layout *l)
{
    struct view_rect screen = {0, 0, l->width, l->height};
    for (int i = 0; i < page->cell_count; i++) {
        assert_false(rect_is_empty(l->cells[i]));
        assert_true(inside(l->cells[i], screen));
        assert_false(rect_overlap(l->cells[i], l->head));
        assert_false(rect_overlap(l->cells[i], l->message));
        assert_false(rect_overlap(l->cells[i], l->text));
        for (int j = 0; j < i; j++)
            assert_false(rect_overlap(l->cells[i], l->cells[j]));
    }
    for (int r = 0; r < page->row_count; r++)
        for (int c = 0; c < page->rows[r].cell_count; c++)
            assert_true(inside(l->cells[page->rows[r].first_cell + c], l->rows[r]));
    for (int s = 0; s < page->section_count; s++)
        for (int r = 0; r < page->sections[s].row_count; r++)
            if (page->rows[page->sections[s].first_row + r].cell_count)
                assert_true(inside(l->rows[page->sections[s].first_row + r], l->sections[s]));
    assert_true(inside(l->message, screen));
}

static void nothing_overlaps_and_all_is_on_the_screen(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    unsigned seed = 11;
    for (int i = 0; i < 3000; i++) {
        random_page(&page, &seed);
        const int *size = screens[i % SCREENS];
        arena_reset(&arena);
        struct layout l = layout_of(&page, size[0], size[1], 80 + i % 81, &arena);
        check_layout(&page, &l);
    }
    arena_destroy(&arena);
    page_destroy(&page);
}

static void build_grid(struct page *page, int rows, int columns, enum cell_role role)
{
    char id[32];
    page_begin(page, "grid", "");
    page->with_message = true;
    page_section(page, "all");
    for (int r = 0; r < rows; r++) {
        snprintf(id, sizeof id, "row.%d", r);
        page_row(page, id, ROW_CELLS);
        for (int c = 0; c < columns; c++) {
            snprintf(id, sizeof id, "cell.%d.%d", r, c);
            page_cell(page, role, id, "x");
        }
    }
    page_row(page, "bar", ROW_BAR);
    for (int c = 0; c < 5; c++) {
        snprintf(id, sizeof id, "bar.%d", c);
        page_cell(page, CELL_ACTION, id, "x");
    }
}

/* A finger wants about 40 pixels on an 800×480 screen of seven inches; the writing board is the densest page. */
static void targets_are_large_enough(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    build_grid(&page, 5, 6, CELL_KEY);
    for (int s = 0; s < SCREENS - 1; s++) {
        struct layout l = layout_of(&page, screens[s][0], screens[s][1], 100, &arena);
        for (int i = 0; i < page.cell_count; i++) {
            assert_true(l.cells[i].height >= 40);
            assert_true(l.cells[i].width >= 40);
        }
    }
    arena_destroy(&arena);
    page_destroy(&page);
}

static void narrow_screens_wrap_wide_rows(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    build_grid(&page, 2, 5, CELL_TILE);
    struct layout wide = layout_of(&page, 1280, 800, 100, &arena);
    assert_int_equal(wide.cells[0].y, wide.cells[4].y);
    struct layout tall = layout_of(&page, 480, 800, 100, &arena);
    assert_true(tall.cells[4].y > tall.cells[0].y);
    assert_int_equal(tall.cells[0].x, tall.cells[3].x); /* columns stand below each other */
    assert_int_equal(tall.cells[0].width, tall.cells[3].width);
    arena_destroy(&arena);
    page_destroy(&page);
}

static void places_do_not_depend_on_labels(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    build_grid(&page, 3, 4, CELL_PHRASE);
    struct layout before = layout_of(&page, 1280, 800, 100, &arena);
    for (int i = 0; i < page.cell_count; i++)
        page.cells[i].label = "a label that is very much longer than the one before";
    struct layout after = layout_of(&page, 1280, 800, 100, &arena);
    for (int i = 0; i < page.cell_count; i++)
        assert_true(rect_equal(before.cells[i], after.cells[i]));
    arena_destroy(&arena);
    page_destroy(&page);
}

static void weights_share_the_height(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    build_grid(&page, 2, 3, CELL_KEY);
    page.rows[0].weight = 1;
    page.rows[1].weight = 3;
    struct layout l = layout_of(&page, 1920, 1080, 100, &arena);
    int difference = l.rows[1].height - 3 * l.rows[0].height;
    assert_true(difference >= -4 && difference <= 4);
    assert_true(l.rows[2].y + l.rows[2].height <= 1080 - l.scale.margin_px + 1);
    assert_true(l.rows[2].y + l.rows[2].height >= 1080 - l.scale.margin_px - 4); /* the page is filled */
    arena_destroy(&arena);
    page_destroy(&page);
}

static void build_body(struct page *page, enum body_side side)
{
    size_t count;
    const struct body_part *parts = body_parts(&count);
    char id[64];
    page_begin(page, "body", "");
    page->shape = PAGE_BODY;
    page_section(page, "body");
    for (size_t i = 0; i < count; i++) {
        if (parts[i].side != side)
            continue;
        snprintf(id, sizeof id, "part.%s", parts[i].id);
        page_row(page, id, ROW_FREE);
        page_cell(page, CELL_PART, id, "x")->place = parts[i].place;
    }
    page_row(page, "side", ROW_CELLS);
    page_cell(page, CELL_ACTION, "turn", "x");
    page_row(page, "bar", ROW_BAR);
    page_cell(page, CELL_ACTION, "back", "x");
}

static void the_body_has_comfortable_targets(void **state)
{
    (void)state;
    struct page page;
    struct arena arena;
    page_init(&page);
    arena_init(&arena);
    for (int side = 0; side < 2; side++)
        for (int s = 0; s < SCREENS - 1; s++) {
            build_body(&page, (enum body_side)side);
            struct layout l = layout_of(&page, screens[s][0], screens[s][1], 100, &arena);
            check_layout(&page, &l);
            for (int i = 0; i < page.cell_count; i++) {
                assert_true(l.cells[i].height >= 33);
                assert_true(l.cells[i].width >= 80);
                assert_false(rect_overlap(l.cells[i], l.figure));
            }
        }
    arena_destroy(&arena);
    page_destroy(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps_and_all_is_on_the_screen),
        cmocka_unit_test(targets_are_large_enough),
        cmocka_unit_test(narrow_screens_wrap_wide_rows),
        cmocka_unit_test(places_do_not_depend_on_labels),
        cmocka_unit_test(weights_share_the_height),
        cmocka_unit_test(the_body_has_comfortable_targets),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}

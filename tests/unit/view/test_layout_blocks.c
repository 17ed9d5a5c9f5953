/* Places on pages in two looks: how large blocks and cells are, in degrees, and how far off a tracker may be. */
#include "../board/gaze_desk.h"

#include "board/block_fold.h"
#include "view/cell_fit.h"
#include "view/layout.h"

static const struct gaze_screen screens[] = {{800, 480, 34},  {1280, 800, 34}, {1920, 1080, 34},
                                             {1366, 768, 34}, {480, 800, 34},  {1080, 1920, 34}};
enum { SCREENS = sizeof screens / sizeof screens[0], UPRIGHT_FROM = 4 };

struct view_desk {
    struct gaze_desk gaze;
    struct arena arena;
    struct layout layout;
    double degree; /* px */
};

static void open_desk(struct view_desk *desk)
{
    gaze_desk_init(&desk->gaze);
    desk->gaze.settings.gaze_board = GAZE_BOARD_BLOCKS;
    arena_init(&desk->arena);
}

static void close_desk(struct view_desk *desk)
{
    arena_destroy(&desk->arena);
    gaze_desk_destroy(&desk->gaze);
}

static void lay(struct view_desk *desk, const char *name, const struct gaze_screen *screen, int block)
{
    struct board_context context = gaze_context(&desk->gaze, name, screen, 0);
    context.key_block = block;
    gaze_build(&desk->gaze, &context);
    arena_reset(&desk->arena);
    desk->degree = gaze_px_per_degree(screen->width, screen->height, 156, 60);
    desk->layout = layout_of(&desk->gaze.page, screen->width, screen->height, 100, &desk->arena);
}

static void check_apart(const struct view_desk *desk)
{
    const struct page *page = &desk->gaze.page;
    const struct layout *l = &desk->layout;
    for (int i = 0; i < page->cell_count; i++) {
        assert_false(rect_is_empty(l->cells[i]));
        assert_true(l->cells[i].x >= 0 && l->cells[i].y >= 0);
        assert_true(l->cells[i].x + l->cells[i].width <= l->width);
        assert_true(l->cells[i].y + l->cells[i].height <= l->height);
        assert_false(rect_overlap(l->cells[i], l->message));
        assert_false(rect_overlap(l->cells[i], l->head));
        for (int j = 0; j < i; j++)
            assert_false(rect_overlap(l->cells[i], l->cells[j]));
    }
}

/* Upright screens are narrower: their blocks are as high as the others are wide. */
static void blocks_and_cells_are_large(void **state)
{
    (void)state;
    struct view_desk desk;
    open_desk(&desk);
    for (int s = 0; s < SCREENS; s++)
        for (int block = -1; block < BLOCKS; block++) {
            lay(&desk, "write", &screens[s], block);
            check_apart(&desk);
            for (int i = 0; i < desk.gaze.page.cell_count; i++) {
                bool top = desk.gaze.page.rows[0].kind == ROW_TOP && i == 0;
                double width = desk.layout.cells[i].width / desk.degree;
                double height = desk.layout.cells[i].height / desk.degree;
                assert_true(width >= (s < UPRIGHT_FROM ? 9 : 6) - (top ? 3 : 0));
                assert_true(height >= (top ? 3 : 6));
            }
        }
    close_desk(&desk);
}

static double room(struct view_rect inner, struct view_rect outer)
{
    double x = inner.x + inner.width / 2.0, y = inner.y + inner.height / 2.0;
    double sides[] = {x - outer.x, outer.x + outer.width - x, y - outer.y, outer.y + outer.height - y};
    double least = sides[0];
    for (int i = 1; i < 4; i++)
        least = sides[i] < least ? sides[i] : least;
    return least;
}

/* Whoever looks at the middle of any of it with a tracker that is 2.5° off, in whatever direction, is inside the block;
 * upright, 1.9°. */
static void looks_that_are_off_stay_in_the_block(void **state)
{
    (void)state;
    struct view_desk desk;
    open_desk(&desk);
    for (int s = 0; s < SCREENS; s++) {
        lay(&desk, "write", &screens[s], -1);
        const struct page *page = &desk.gaze.page;
        assert_true(page->small_count > 20);
        for (int i = 0; i < page->cell_count; i++)
            for (int j = 0; j < page->cells[i].small_count; j++) {
                struct view_rect small = desk.layout.small[page->cells[i].first_small + j];
                double off = room(small, desk.layout.cells[i]) / desk.degree;
                if (off < (s < UPRIGHT_FROM ? 2.5 : 1.9))
                    fail_msg("screen %d: %.2f", s, off);
            }
    }
    close_desk(&desk);
}

/* What stands upper left in its block stands upper left on the screen. */
static void cells_stand_where_they_stood_in_their_block(void **state)
{
    (void)state;
    struct view_desk desk;
    open_desk(&desk);
    for (int s = 0; s < SCREENS; s++) {
        struct view_rect small[BLOCK_CELLS], blocks[BLOCKS];
        lay(&desk, "write", &screens[s], -1);
        int first = desk.gaze.page.cells[1].first_small;
        memcpy(small, desk.layout.small + first, sizeof small);
        memcpy(blocks, desk.layout.cells, sizeof blocks);
        lay(&desk, "write", &screens[s], 1);
        for (int i = 0; i < BLOCK_CELLS; i++) {
            assert_true(rect_equal(desk.layout.cells[1 + i], blocks[i]));
            for (int j = 0; j < i; j++) {
                assert_int_equal(small[i].x > small[j].x, blocks[i].x > blocks[j].x);
                assert_int_equal(small[i].y > small[j].y, blocks[i].y > blocks[j].y);
            }
        }
    }
    close_desk(&desk);
}

static int half_an_em(void *context, uint32_t character)
{
    (void)context;
    return character < 0x2000 ? 520 : 1000;
}

/* Labels in a block are of one size, whole, and inside their places. */
static void small_labels_fit(void **state)
{
    (void)state;
    static const char *const names[] = {"write", "write:other", "write:digits", "write:letters"};
    struct text_measure measure = {half_an_em, NULL};
    struct view_desk desk;
    open_desk(&desk);
    for (int s = 0; s < SCREENS; s++)
        for (int n = 0; n < 4; n++) {
            lay(&desk, names[n], &screens[s], -1);
            const struct page *page = &desk.gaze.page;
            struct cell_fit fits[BLOCKS * BLOCK_CELLS];
            struct node_tree tree = {.layout = desk.layout};
            cell_fit_small(&tree, page, &measure, fits);
            for (int i = 0; i < page->small_count; i++) {
                if (page->small[i].empty)
                    continue;
                assert_true(fits[i].label_fit.line_count > 0);
                if (fits[i].label_fit.shortened)
                    fail_msg("%s does not fit at %d × %d", page->small[i].label, screens[s].width,
                             screens[s].height);
                assert_true(fits[i].label.y + fits[i].label.height <=
                            desk.layout.small[i].y + desk.layout.small[i].height);
            }
        }
    close_desk(&desk);
}

/* Keys are of one size on all of the board, although one label is three letters wide; so are words. */
static void small_labels_of_a_kind_agree(void **state)
{
    (void)state;
    static const char *const names[] = {"write", "write:letters"};
    struct text_measure measure = {half_an_em, NULL};
    struct view_desk desk;
    open_desk(&desk);
    for (int s = 0; s < UPRIGHT_FROM; s++)
        for (int n = 0; n < 2; n++) {
            lay(&desk, names[n], &screens[s], -1);
            const struct page *page = &desk.gaze.page;
            struct cell_fit fits[BLOCKS * BLOCK_CELLS];
            struct node_tree tree = {.layout = desk.layout};
            int sizes[CELL_ROLE_COUNT] = {0}, keys = 0;
            cell_fit_small(&tree, page, &measure, fits);
            for (int i = 0; i < page->small_count; i++) {
                enum cell_role role = page->small[i].role;
                if (page->small[i].empty || (role != CELL_KEY && role != CELL_WORD))
                    continue;
                sizes[role] = sizes[role] ? sizes[role] : fits[i].label_fit.size_px;
                assert_int_equal(fits[i].label_fit.size_px, sizes[role]);
                keys += role == CELL_KEY;
            }
            assert_true(keys >= 4 * BLOCK_CELLS);
            assert_true(sizes[CELL_KEY] >= tree.layout.scale.type_px[TYPE_ACTION]);
        }
    close_desk(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_cells_are_large),
        cmocka_unit_test(looks_that_are_off_stay_in_the_block),
        cmocka_unit_test(cells_stand_where_they_stood_in_their_block),
        cmocka_unit_test(small_labels_fit),
        cmocka_unit_test(small_labels_of_a_kind_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

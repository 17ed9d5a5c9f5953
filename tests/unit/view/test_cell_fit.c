/* Pictures in cells: inside, apart from the label, never at the label's cost. What stands in place of a list. */
#include "unit_test.h"

#include "base/utf8.h"
#include "view/cell_fit.h"

/* A font in which Chinese characters are one em wide and all others half of one. */
static int advance(void *context, uint32_t c)
{
    (void)context;
    return utf8_is_hanzi(c) || (c >= 0x3000 && c <= 0x30FF) || c >= 0xFF00 || c == 0x2026 ? 1000 : 500;
}

static const struct text_measure measure = {advance, NULL};

/* "640x360" is that large; anything else is no picture. */
static bool size_in_name(void *context, const char *path, int *width, int *height)
{
    (void)context;
    return sscanf(path, "%dx%d", width, height) == 2;
}

static const struct picture_measure pictures = {size_in_name, NULL};

struct desk {
    struct page page;
    struct arena arena;
    struct node_tree tree;
    struct cell_fit *fits, *without;
    int width, height, percent;
    long shown, left_out;
};

static int set_up(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    page_init(&desk->page);
    arena_init(&desk->arena);
    desk->width = 1280;
    desk->height = 800;
    desk->percent = 100;
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    page_destroy(&desk->page);
    arena_destroy(&desk->arena);
    test_free(desk);
    return 0;
}

static void fit_page(struct desk *desk)
{
    struct scene scene = scene_of_page(&desk->page);
    scene.text_percent = desk->percent;
    arena_reset(&desk->arena);
    desk->tree = node_tree_of(&scene, desk->width, desk->height, &desk->arena);
    desk->fits = arena_new(&desk->arena, (size_t)desk->page.cell_count, sizeof *desk->fits);
    desk->without = arena_new(&desk->arena, (size_t)desk->page.cell_count, sizeof *desk->without);
    cell_fit_with_pictures(&desk->tree, &desk->page, &measure, &pictures, desk->fits);
    cell_fit_all(&desk->tree, &desk->page, &measure, desk->without);
}

static bool holds(struct view_rect outer, struct view_rect inner)
{
    return rect_equal(rect_intersect(outer, inner), inner);
}

static void check_cell(struct desk *desk, int index)
{
    const struct cell_fit *fit = &desk->fits[index], *without = &desk->without[index];
    struct view_rect rect = node_of_cell(&desk->tree, index)->rect;
    assert_true(rect_is_empty(without->picture));
    if (rect_is_empty(fit->picture)) {
        assert_int_equal(fit->picture_slot_px, 0);
        desk->left_out += desk->page.cells[index].picture != NULL;
        return;
    }
    desk->shown++;
    assert_int_equal(fit->mark_px, 0);
    assert_true(holds(rect, fit->picture));
    assert_true(holds(rect, fit->label));
    assert_false(rect_overlap(fit->picture, fit->label));
    assert_false(rect_overlap(fit->picture, fit->note));
    assert_false(rect_overlap(fit->label, fit->note));
    assert_true(fit->label.height > 0);
    for (int i = 0; i < fit->label_fit.line_count; i++)
        assert_true(fit->label_fit.lines[i].width_px <= fit->label.width);
    assert_false(fit->label_fit.shortened || fit->label_fit.broken_words);
    int comfortable = desk->tree.layout.scale.type_px[TYPE_42];
    if (fit->label_fit.size_px < comfortable && fit->label_fit.size_px < without->label_fit.size_px)
        fail_msg("%s at %dx%d, %d %%: %d px, %d px without %s", desk->page.cells[index].label, desk->width,
                 desk->height, desk->percent, fit->label_fit.size_px, without->label_fit.size_px,
                 desk->page.cells[index].picture);
}

static void check_shape(const struct desk *desk, int index)
{
    int width, height;
    const struct view_rect rect = desk->fits[index].picture;
    if (!size_in_name(NULL, desk->page.cells[index].picture, &width, &height) || rect_is_empty(rect))
        return;
    /* The same shape to a pixel: w : h within (w ± 1) : (h ± 1). */
    assert_true((long)(rect.width - 1) * height <= (long)(rect.height + 1) * width);
    assert_true((long)(rect.height - 1) * width <= (long)(rect.width + 1) * height);
}

static const char *const labels[] = {
    "水",
    "喝水",
    "我想听京剧",
    "请把窗户打开一点点，我觉得闷",
    "Suction",
    "Please turn me on my left side",
    "Extraordinarily",
};
static const char *const shapes[] = {"300x300", "640x360", NULL,   "240x320",
                                     "4096x1",  "1x1",     "none", "1x4096"};

static void build(struct desk *desk, int rows, int columns, enum cell_role role, unsigned round)
{
    page_begin(&desk->page, "test", "Test");
    desk->page.with_message = round % 2;
    page_section(&desk->page, "all");
    for (int r = 0; r < rows; r++) {
        page_row(&desk->page, arena_printf(&desk->page.arena, "row.%d", r), ROW_CELLS);
        for (int c = 0; c < columns; c++, round++) {
            struct cell *cell =
                page_cell(&desk->page, role, arena_printf(&desk->page.arena, "cell.%d.%d", r, c),
                          labels[round % (sizeof labels / sizeof *labels)]);
            cell->picture = shapes[round % (sizeof shapes / sizeof *shapes)];
            cell->mark = round % 5 == 0 ? MARK_KEEP : MARK_NONE;
            cell->note = round % 11 == 3 ? "a note" : NULL;
        }
    }
}

static void check_page(struct desk *desk, int rows, int columns, enum cell_role role, unsigned round)
{
    build(desk, rows, columns, role, round);
    fit_page(desk);
    for (int i = 0; i < desk->page.cell_count; i++) {
        check_cell(desk, i);
        if (desk->page.cells[i].picture)
            check_shape(desk, i);
    }
}

/* Tiles, phrases and urgent ones, from one cell that fills the page to eight rows of seven. */
static void pictures_never_touch_labels(void **state)
{
    struct desk *desk = *state;
    static const int screens[][2] = {{800, 480},  {1024, 600},  {1280, 800},
                                     {1366, 768}, {1920, 1080}, {800, 1280}};
    static const int percents[] = {80, 100, 160};
    static const enum cell_role roles[] = {CELL_PHRASE, CELL_URGENT, CELL_TILE};
    unsigned round = 0;
    for (size_t s = 0; s < sizeof screens / sizeof *screens; s++)
        for (size_t p = 0; p < sizeof percents / sizeof *percents; p++)
            for (int rows = 1; rows <= 8; rows += 1 + rows / 4)
                for (int columns = 1; columns <= 7; columns += 1 + columns / 3) {
                    desk->width = screens[s][0];
                    desk->height = screens[s][1];
                    desk->percent = percents[p];
                    check_page(desk, rows, columns, roles[round % 3], round);
                    round++;
                }
    assert_true(desk->shown > 1000);
    assert_true(desk->left_out > 100); /* "none" among them, and where there is no room */
}

static void the_cells_of_a_phrase_page_show_theirs(void **state)
{
    struct desk *desk = *state;
    page_begin(&desk->page, "test", "Test");
    page_section(&desk->page, "all");
    for (int r = 0; r < 5; r++) {
        page_row(&desk->page, arena_printf(&desk->page.arena, "row.%d", r), ROW_CELLS);
        for (int c = 0; c < 3; c++)
            page_cell(&desk->page, CELL_PHRASE, arena_printf(&desk->page.arena, "%d.%d", r, c), "我想喝水")
                ->picture = "300x300";
    }
    static const int screens[][2] = {{800, 480}, {1280, 800}, {1920, 1080}};
    for (size_t s = 0; s < 3; s++) {
        desk->width = screens[s][0];
        desk->height = screens[s][1];
        fit_page(desk);
        for (int i = 0; i < 15; i++) {
            struct view_rect cell = node_of_cell(&desk->tree, i)->rect, picture = desk->fits[i].picture;
            assert_true(picture.height * 2 > cell.height); /* large enough to be of use */
            assert_int_equal(picture.x - cell.x,
                             desk->fits[0].picture.x - node_of_cell(&desk->tree, 0)->rect.x);
        }
    }
}

static void without_a_picture_to_be_had_nothing_changes(void **state)
{
    struct desk *desk = *state;
    build(desk, 4, 3, CELL_PHRASE, 1);
    for (int i = 0; i < desk->page.cell_count; i++)
        desk->page.cells[i].picture = "none";
    fit_page(desk);
    for (int i = 0; i < desk->page.cell_count; i++) {
        assert_true(rect_equal(desk->fits[i].label, desk->without[i].label));
        assert_int_equal(desk->fits[i].label_fit.size_px, desk->without[i].label_fit.size_px);
        assert_int_equal(desk->fits[i].mark_px, desk->without[i].mark_px);
    }
}

static void a_cell_with_another_picture_looks_different(void **state)
{
    struct desk *desk = *state;
    build(desk, 1, 1, CELL_PHRASE, 1);
    uint64_t contents[3], looks[3];
    const char *const given[] = {NULL, "a/water.png", "b/water.png"};
    for (int i = 0; i < 3; i++) {
        desk->page.cells[0].picture = given[i];
        fit_page(desk);
        assert_ptr_equal(node_of_cell(&desk->tree, 0)->picture, given[i]);
        contents[i] = desk->tree.content;
        looks[i] = node_of_cell(&desk->tree, 0)->look;
    }
    for (int i = 0; i < 3; i++) {
        assert_true(contents[i] != contents[(i + 1) % 3]);
        assert_true(looks[i] != looks[(i + 1) % 3]);
    }
}

/* "Nothing has been said today." stands in the middle, large; as one line among others at their left. */
static void a_line_in_place_of_a_list_is_in_the_middle(void **state)
{
    struct desk *desk = *state;
    page_row(&desk->page, "nothing", ROW_CELLS);
    page_cell(&desk->page, CELL_LINE, "nothing", "今天还没有说过话。");
    page_row(&desk->page, "bar", ROW_BAR);
    page_cell(&desk->page, CELL_ACTION, "act.back", "返回");
    fit_page(desk);
    int alone_px = desk->fits[0].label_fit.size_px;
    assert_false(desk->fits[0].to_the_left);
    page_row(&desk->page, "more", ROW_CELLS);
    page_cell(&desk->page, CELL_LINE, "more", "昨天也没有。");
    fit_page(desk);
    assert_true(desk->fits[0].to_the_left);
    assert_true(desk->fits[0].label_fit.size_px < alone_px);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pictures_never_touch_labels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cells_of_a_phrase_page_show_theirs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_picture_to_be_had_nothing_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_in_place_of_a_list_is_in_the_middle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cell_with_another_picture_looks_different, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("cell_fit", tests, NULL, NULL);
}

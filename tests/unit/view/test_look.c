#include "unit_test.h"

#include "view/node.h"

/* Choosing by looking: what the tree says of what is looked at, and how little of the picture changes with it. */

enum { WIDTH = 1280, HEIGHT = 800 };

struct world {
    struct page page;
    struct scene scene;
    struct arena arena;
    struct node_tree tree;
    struct node_trace trace;
    struct dirty dirty;
};

static int set_up(void **state)
{
    struct world *w = test_calloc(1, sizeof *w);
    page_init(&w->page);
    arena_init(&w->arena);
    node_trace_init(&w->trace);
    w->scene = scene_of_page(&w->page);
    w->scene.by_gaze = true;
    w->scene.message = "我想";
    page_begin(&w->page, "test", "A title");
    w->page.with_message = true;
    page_section(&w->page, "all");
    page_row(&w->page, "row.0", ROW_CELLS);
    page_cell(&w->page, CELL_KEY, "a", "a");
    page_cell(&w->page, CELL_KEY, "b", "b");
    page_cell(&w->page, CELL_WORD, "c", "c");
    page_row(&w->page, "bar", ROW_BAR);
    page_cell(&w->page, CELL_ACTION, "home", "Home");
    page_cell(&w->page, CELL_URGENT, "call", "Call");
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    page_destroy(&w->page);
    arena_destroy(&w->arena);
    node_trace_destroy(&w->trace);
    test_free(w);
    return 0;
}

static void look(struct world *w)
{
    arena_reset(&w->arena);
    w->tree = node_tree_of(&w->scene, WIDTH, HEIGHT, &w->arena);
    node_trace_advance(&w->trace, &w->tree, &w->dirty);
}

static const struct node *cell_node(const struct world *w, int index)
{
    return node_of_cell(&w->tree, index);
}

static const struct node *kind_node(const struct world *w, enum node_kind kind, int index)
{
    for (int i = 0; i < w->tree.count; i++)
        if (w->tree.nodes[i].kind == kind && index-- == 0)
            return &w->tree.nodes[i];
    return NULL;
}

static void only_dirty(const struct world *w, struct view_rect rect)
{
    assert_int_equal(w->dirty.count, 1);
    assert_true(rect_equal(w->dirty.rects[0], rect));
}

static void what_is_looked_at_stands_out_and_nothing_steps_back(void **state)
{
    struct world *w = *state;
    w->scene.lit_cell = 1;
    look(w);
    assert_int_equal(cell_node(w, 1)->state, STATE_LOOKED);
    assert_true(cell_node(w, 1)->lit);
    assert_true(rect_is_empty(cell_node(w, 1)->fill));
    for (int i = 0; i < w->page.cell_count; i++)
        assert_int_equal(cell_node(w, i)->dim, DIM_NONE);
    w->scene.by_gaze = false;
    look(w);
    assert_int_equal(cell_node(w, 1)->state, STATE_LIT);
    assert_int_equal(cell_node(w, 0)->dim, DIM_ONCE);
}

/* The middle of both is the same, or half a pixel off. */
static void same_middle(struct view_rect a, struct view_rect b)
{
    assert_true(abs(2 * a.x + a.width - 2 * b.x - b.width) <= 1);
    assert_true(abs(2 * a.y + a.height - 2 * b.y - b.height) <= 1);
}

static void it_fills_steadily_from_its_middle(void **state)
{
    struct world *w = *state;
    struct view_rect before = {0};
    int steps = 0;
    w->scene.lit_cell = 2;
    look(w);
    uint64_t hash = cell_node(w, 2)->look;
    for (int i = 1; i <= 1000; i++) {
        w->scene.dwell = (float)i / 1000;
        look(w);
        const struct node *node = cell_node(w, 2);
        struct view_rect fill = node->fill;
        same_middle(fill, node->rect);
        assert_true(fill.width >= before.width && fill.height >= before.height);
        assert_true(fill.width <= before.width + 2 && fill.height <= before.height + 2);
        bool same = rect_equal(fill, before);
        assert_int_equal(same, node->look == hash);
        if (same)
            assert_int_equal(w->dirty.count, 0);
        else
            only_dirty(w, node->rect);
        steps += !same;
        before = fill;
        hash = node->look;
    }
    struct view_rect whole = cell_node(w, 2)->rect;
    int outline = w->tree.layout.scale.look_px + w->tree.layout.scale.border_px;
    assert_true(rect_equal(before, rect_grow(whole, -outline)));
    int longer = whole.width > whole.height ? whole.width : whole.height;
    assert_in_range(steps, longer / 2 - 2 * outline, longer / 2 + 2);
}

/* The eyes move on: the two cells are drawn anew, each in its place. */
static void only_two_cells_change_when_the_eyes_move(void **state)
{
    struct world *w = *state;
    w->scene.lit_cell = 0;
    w->scene.dwell = 0.5f;
    look(w);
    w->scene.lit_cell = 4;
    w->scene.dwell = 0;
    look(w);
    assert_int_equal(w->dirty.count, 2);
    for (int i = 0; i < 2; i++)
        assert_true(rect_equal(w->dirty.rects[i], cell_node(w, 0)->rect) ||
                    rect_equal(w->dirty.rects[i], cell_node(w, 4)->rect));
}

static void what_was_begun_is_kept_without_the_outline(void **state)
{
    struct world *w = *state;
    w->scene.lit_cell = 0;
    w->scene.kept_cell = 1;
    w->scene.kept_dwell = 0.6f;
    look(w);
    const struct node *kept = cell_node(w, 1);
    assert_true(kept->kept);
    assert_false(kept->lit);
    assert_int_equal(kept->state, STATE_PLAIN);
    assert_false(rect_is_empty(kept->fill));
    same_middle(kept->fill, kept->rect);
    assert_float_equal(kept->dwell, 0, 0);
    w->scene.kept_cell = 0; /* looked at again: that is what counts */
    look(w);
    assert_false(cell_node(w, 0)->kept);
    assert_true(rect_is_empty(cell_node(w, 0)->fill));
    w->scene.kept_cell = 1;
    w->scene.kept_dwell = 0;
    look(w);
    assert_false(cell_node(w, 1)->kept);
}

static void taken_is_taken(void **state)
{
    struct world *w = *state;
    w->scene.lit_cell = w->scene.taken_cell = 2;
    w->scene.dwell = 1;
    look(w);
    assert_int_equal(cell_node(w, 2)->state, STATE_TAKEN);
    assert_true(rect_is_empty(cell_node(w, 2)->fill));
}

/* ---- corners -------------------------------------------------------------------------------------------------- */

static void corners_tell_which_is_next(void **state)
{
    static const enum cell_state states[3][2] = {
        {STATE_PLAIN, STATE_PLAIN}, {STATE_TAKEN, STATE_LOOKED}, {STATE_TAKEN, STATE_TAKEN}};
    struct world *w = *state;
    look(w);
    assert_null(kind_node(w, NODE_CORNER, 0));
    w->scene.corners = true;
    look(w);
    for (int seen = 0; seen <= 2; seen++) {
        w->scene.corners_seen = seen;
        look(w);
        for (int i = 0; i < 2; i++) {
            const struct node *corner = kind_node(w, NODE_CORNER, i);
            assert_int_equal(corner->state, states[seen][i]);
            assert_int_equal(corner->rect.x, i ? WIDTH - corner->rect.width : 0);
            assert_int_equal(corner->rect.y, 0);
            assert_true(corner->rect.width * 10 < WIDTH);
        }
        assert_int_equal(w->dirty.count, seen == 0 ? 0 : seen == 1 ? 2 : 1);
    }
}

/* ---- the point ------------------------------------------------------------------------------------------------- */

static void point_page(struct world *w, int x, int y, int key_px)
{
    page_begin(&w->page, "adjust", "Adjust");
    w->page.shape = PAGE_POINT;
    w->page.key_px = key_px;
    w->page.question = "Look at the dot.";
    w->page.point = (struct cell_place){x, y, 1000, 1000};
    page_section(&w->page, "all");
    page_row(&w->page, "bar", ROW_BAR);
    page_cell(&w->page, CELL_ACTION, "stop", "Stop");
    page_cell(&w->page, CELL_ACTION, "back", "Back");
}

static void the_ring_shrinks_about_the_dot(void **state)
{
    struct world *w = *state;
    point_page(w, 500, 500, 0);
    look(w);
    struct view_rect all = kind_node(w, NODE_POINT, 0)->fill;
    assert_in_range(all.width, HEIGHT / 12, HEIGHT / 8);
    assert_int_equal(all.x + all.width / 2, WIDTH / 2);
    for (int share = 990; share >= 0; share -= 10) {
        w->page.point.width = share;
        look(w);
        const struct node *point = kind_node(w, NODE_POINT, 0);
        assert_true(point->fill.width <= all.width && point->fill.width > 0);
        assert_int_equal(point->fill.x * 2 + point->fill.width, all.x * 2 + all.width);
        assert_int_equal(point->fill.y * 2 + point->fill.height, all.y * 2 + all.height);
        if (w->dirty.count)
            only_dirty(w, point->rect);
        all = point->fill;
    }
}

static void nothing_stands_where_the_point_is(void **state)
{
    static const int sizes[][2] = {{800, 480}, {1280, 800}, {1920, 1080}, {1080, 1920}};
    struct world *w = *state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int x = 80; x <= 920; x += 20)
            for (int y = 60; y <= 800; y += 20) {
                int width = sizes[s][0], height = sizes[s][1];
                point_page(w, x, y, (width < height ? width : height) / 6);
                arena_reset(&w->arena);
                w->tree = node_tree_of(&w->scene, width, height, &w->arena);
                struct view_rect point = kind_node(w, NODE_POINT, 0)->rect;
                struct view_rect text = w->tree.layout.text;
                assert_false(rect_overlap(point, text));
                assert_true(text.y + text.height < height && text.x > 0);
                for (int c = 0; c < 2; c++) {
                    struct view_rect cell = w->tree.layout.cells[c];
                    assert_true(cell.width >= w->page.key_px && cell.height >= w->page.key_px);
                    assert_true(cell.y + cell.height <= height);
                    assert_false(rect_overlap(cell, text));
                    if (y <= 500 || x <= 120 || x >= 880)
                        assert_false(rect_overlap(cell, point) && height < width);
                }
            }
}

/* ---- the strip -------------------------------------------------------------------------------------------------- */

static void the_head_has_room_when_something_is_wrong(void **state)
{
    struct world *w = *state;
    w->page.key_px = 136;
    look(w);
    struct view_rect message = kind_node(w, NODE_MESSAGE, 0)->rect, head = kind_node(w, NODE_HEAD, 0)->rect;
    assert_true(rect_equal(message, w->tree.layout.message));
    w->scene.notices[0] = "The tracker is unplugged";
    look(w);
    struct view_rect narrow = kind_node(w, NODE_MESSAGE, 0)->rect, wide = kind_node(w, NODE_HEAD, 0)->rect;
    assert_true(wide.width > head.width && narrow.width < message.width);
    assert_true(narrow.width * 3 > message.width);
    assert_false(rect_overlap(narrow, wide));
    assert_int_equal(narrow.x, message.x);
    assert_true(rect_equal(rect_union(narrow, wide), rect_union(message, head)));
    assert_false(w->dirty.count == 0);
    for (int i = 0; i < w->dirty.count; i++)
        assert_false(rect_overlap(w->dirty.rects[i], cell_node(w, 0)->rect));
}

static void elsewhere_the_head_stays_as_it_is(void **state)
{
    struct world *w = *state;
    w->scene.notices[0] = "No sound";
    look(w);
    assert_true(rect_equal(kind_node(w, NODE_MESSAGE, 0)->rect, w->tree.layout.message));
    assert_true(rect_equal(kind_node(w, NODE_HEAD, 0)->rect, w->tree.layout.head));
}

#define LOOK_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOOK_TEST(what_is_looked_at_stands_out_and_nothing_steps_back),
        LOOK_TEST(it_fills_steadily_from_its_middle),
        LOOK_TEST(only_two_cells_change_when_the_eyes_move),
        LOOK_TEST(what_was_begun_is_kept_without_the_outline),
        LOOK_TEST(taken_is_taken),
        LOOK_TEST(corners_tell_which_is_next),
        LOOK_TEST(the_ring_shrinks_about_the_dot),
        LOOK_TEST(nothing_stands_where_the_point_is),
        LOOK_TEST(the_head_has_room_when_something_is_wrong),
        LOOK_TEST(elsewhere_the_head_stays_as_it_is),
    };
    return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}

#include "unit_test.h"

#include "board/body_figure.h"
#include "view/node.h"

struct world {
    struct page page;
    struct scene scene;
    struct arena arena;
    struct node_tree tree;
};

/* Two rows of three cells and a bar of two, the last cell of the first row being its way out. */
static void build(struct world *w)
{
    page_begin(&w->page, "test", "A title");
    w->page.with_message = true;
    page_section(&w->page, "first");
    page_row(&w->page, "row.0", ROW_CELLS);
    page_cell(&w->page, CELL_KEY, "a", "a");
    page_cell(&w->page, CELL_KEY, "b", "b");
    page_cell(&w->page, CELL_ACTION, "out.0", "↩")->row_exit = true;
    page_row(&w->page, "row.1", ROW_CELLS);
    page_cell(&w->page, CELL_KEY, "c", "c");
    page_gap(&w->page, "gap");
    struct cell *cell = page_cell(&w->page, CELL_WORD, "d", "d");
    cell->action = (struct action){ACTION_OPEN, "write"};
    cell->commit = "水";
    cell->stamp_us = 5000;
}

static void add_second_section(struct world *w)
{
    page_section(&w->page, "second");
    page_row(&w->page, "bar", ROW_BAR);
    page_cell(&w->page, CELL_ACTION, "home", "Home");
    page_cell(&w->page, CELL_ACTION, "call", "Call");
}

static int set_up(void **state)
{
    struct world *w = test_calloc(1, sizeof *w);
    page_init(&w->page);
    arena_init(&w->arena);
    w->scene = scene_of_page(&w->page);
    w->scene.message = "我想";
    build(w);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    page_destroy(&w->page);
    arena_destroy(&w->arena);
    test_free(w);
    return 0;
}

static void look(struct world *w)
{
    w->tree = node_tree_of(&w->scene, 1280, 800, &w->arena);
}

static const struct node *cell_node(const struct world *w, int index)
{
    return node_of_cell(&w->tree, index);
}

static void one_section_is_not_in_the_tree(void **state)
{
    struct world *w = *state;
    look(w);
    const struct node *root = &w->tree.nodes[0];
    assert_int_equal(root->child_count, 3); /* message and two rows */
    assert_string_equal(w->tree.nodes[root->first_child].id, "message");
    assert_string_equal(w->tree.nodes[root->first_child].label, "我想");
    const struct node *row = &w->tree.nodes[root->first_child + 1];
    assert_string_equal(row->id, "row.0");
    assert_int_equal(row->child_count, 3);
    assert_string_equal(w->tree.nodes[row->first_child].id, "a");
    assert_string_equal(w->tree.nodes[row->first_child].role, "key");
}

static void two_sections_are(void **state)
{
    struct world *w = *state;
    add_second_section(w);
    look(w);
    const struct node *root = &w->tree.nodes[0];
    assert_int_equal(root->child_count, 3); /* message and two sections */
    const struct node *section = &w->tree.nodes[root->first_child + 2];
    assert_string_equal(section->role, "section");
    assert_string_equal(section->id, "group.second");
    assert_int_equal(section->child_count, 1);
    assert_string_equal(w->tree.nodes[section->first_child].id, "bar");
}

static void every_child_knows_its_parent(void **state)
{
    struct world *w = *state;
    add_second_section(w);
    look(w);
    int reached = 1;
    for (int i = 0; i < w->tree.first_decoration; i++)
        for (int c = 0; c < w->tree.nodes[i].child_count; c++, reached++)
            assert_int_equal(w->tree.nodes[w->tree.nodes[i].first_child + c].parent, i);
    assert_int_equal(reached, w->tree.first_decoration);
    for (int i = w->tree.first_decoration; i < w->tree.count; i++)
        assert_int_equal(w->tree.nodes[i].parent, -1);
}

static void cells_tell_what_they_do(void **state)
{
    struct world *w = *state;
    look(w);
    const struct node *d = cell_node(w, 5);
    assert_string_equal(d->id, "d");
    assert_string_equal(d->action, "open:write");
    assert_string_equal(d->commit, "水");
    assert_int_equal(d->stamp_us, 5000);
    assert_null(cell_node(w, 0)->action);
    assert_true(cell_node(w, 4)->empty);
}

static void a_lit_row_lights_its_cells_and_dims_the_others(void **state)
{
    struct world *w = *state;
    w->scene.lit_row = 1;
    look(w);
    assert_true(w->tree.nodes[cell_node(w, 3)->parent].lit);
    assert_true(cell_node(w, 3)->lit_around);
    assert_false(cell_node(w, 3)->lit);
    assert_int_equal(cell_node(w, 3)->state, STATE_AROUND);
    assert_int_equal(cell_node(w, 0)->state, STATE_PLAIN);
    assert_int_equal(cell_node(w, 0)->dim, DIM_ONCE);
}

static void within_a_row_the_others_step_back_further(void **state)
{
    struct world *w = *state;
    w->scene.within_row = 0;
    w->scene.lit_cell = 1;
    w->scene.held = true;
    w->scene.dwell = 0.5f;
    look(w);
    assert_int_equal(cell_node(w, 1)->state, STATE_LIT);
    assert_true(cell_node(w, 1)->held);
    assert_float_equal(cell_node(w, 1)->dwell, 0.5, 0.001);
    assert_int_equal(cell_node(w, 0)->dim, DIM_ONCE);
    assert_int_equal(cell_node(w, 3)->dim, DIM_TWICE);
    assert_true(w->tree.nodes[cell_node(w, 0)->parent].within);
    assert_false(cell_node(w, 2)->hidden); /* the way out is there */
    w->scene.within_row = -1;
    look(w);
    assert_true(cell_node(w, 2)->hidden);
}

static void nothing_lit_dims_nothing(void **state)
{
    struct world *w = *state;
    look(w);
    for (int i = 0; i < w->page.cell_count; i++)
        assert_int_equal(cell_node(w, i)->dim, DIM_NONE);
    w->scene.taken_cell = 3;
    look(w);
    assert_int_equal(cell_node(w, 3)->state, STATE_TAKEN);
}

static void cells_can_be_lit_one_by_one(void **state)
{
    struct world *w = *state;
    bool lit[6] = {true, false, false, true, false, false};
    w->scene.lit_cells = lit;
    look(w);
    for (int i = 0; i < 6; i++)
        assert_int_equal(cell_node(w, i)->lit, lit[i]);
    assert_int_equal(cell_node(w, 1)->dim, DIM_ONCE);
}

static void a_section_that_is_lit(void **state)
{
    struct world *w = *state;
    w->scene.lit_section = 0;
    look(w); /* only one: its rows are what is lit */
    assert_true(w->tree.nodes[cell_node(w, 0)->parent].lit);
    add_second_section(w);
    look(w);
    const struct node *row = &w->tree.nodes[cell_node(w, 0)->parent];
    assert_false(row->lit);
    assert_true(row->lit_around);
    assert_true(w->tree.nodes[row->parent].lit);
    assert_false(w->tree.nodes[cell_node(w, 6)->parent].lit_around);
}

static int hit_middle(const struct world *w, int cell)
{
    struct view_rect r = cell_node(w, cell)->rect;
    return node_cell_at(&w->tree, &w->scene, r.x + r.width / 2, r.y + r.height / 2);
}

static void the_pointer_finds_cells(void **state)
{
    struct world *w = *state;
    look(w);
    assert_int_equal(hit_middle(w, 0), 0);
    assert_int_equal(hit_middle(w, 5), 5);
    assert_int_equal(hit_middle(w, 4), -1); /* empty */
    assert_int_equal(hit_middle(w, 2), -1); /* a way out that is not there now */
    assert_int_equal(node_cell_at(&w->tree, &w->scene, 0, 0), -1);
    w->scene.large_text = "x";
    look(w);
    assert_int_equal(hit_middle(w, 0), -1);
}

static void the_pointer_finds_parts_of_the_figure(void **state)
{
    struct world *w = *state;
    const struct body_part *knee = body_part_find("left-knee");
    page_begin(&w->page, "body", "");
    w->page.shape = PAGE_BODY;
    page_section(&w->page, "body");
    page_row(&w->page, "leg", ROW_FREE);
    page_cell(&w->page, CELL_PART, "part.right-knee", "right")->place = body_part_find("right-knee")->place;
    page_cell(&w->page, CELL_PART, "part.left-knee", "left")->place = knee->place;
    look(w);
    struct view_rect figure = w->tree.layout.figure;
    int x = figure.x + knee->x * figure.height / 1000, y = figure.y + knee->y * figure.height / 1000;
    assert_int_equal(node_cell_at(&w->tree, &w->scene, x, y), 1);
    assert_int_equal(node_cell_at(&w->tree, &w->scene, 2 * figure.x + figure.width - x, y), 0);
    assert_int_equal(hit_middle(w, 1), 1);
}

/* ---- what changed -------------------------------------------------------------------------------------------- */

/* What lights up next is outlined, unless it is lit or taken; and only it is drawn anew. */
static void what_is_next_is_outlined(void **state)
{
    struct world *w = *state;
    struct node_trace trace;
    bool lit[16] = {true}, next[16] = {true, true, false, true};
    w->scene.lit_cells = lit;
    look(w);
    for (int i = 0; i < w->page.cell_count; i++)
        assert_false(cell_node(w, i)->next);
    w->scene.next_cells = next;
    w->scene.taken_cell = 3;
    look(w);
    assert_false(cell_node(w, 0)->next);
    assert_true(cell_node(w, 1)->next);
    assert_false(cell_node(w, 2)->next);
    assert_false(cell_node(w, 3)->next);
    w->scene.taken_cell = -1;
    look(w);
    assert_true(cell_node(w, 3)->next);
    uint64_t outlined = cell_node(w, 1)->look, content = cell_node(w, 1)->content;
    next[1] = false;
    look(w);
    assert_true(cell_node(w, 1)->look != outlined);
    assert_true(cell_node(w, 1)->content == content); /* its text is not fitted again */
    node_trace_init(&trace);
    struct dirty dirty;
    node_trace_advance(&trace, &w->tree, &dirty);
    next[1] = true;
    look(w);
    node_trace_advance(&trace, &w->tree, &dirty);
    assert_int_equal(dirty.count, 1);
    assert_true(rect_equal(dirty.rects[0], node_reach(&w->tree, cell_node(w, 1))));
    look(w);
    node_trace_advance(&trace, &w->tree, &dirty);
    assert_int_equal(dirty.count, 0);
    node_trace_destroy(&trace);
}

static long dirty_pixels(const struct dirty *dirty)
{
    long sum = 0;
    for (int i = 0; i < dirty->count; i++)
        sum += (long)dirty->rects[i].width * dirty->rects[i].height;
    return sum;
}

static bool dirty_holds(const struct dirty *dirty, struct view_rect r)
{
    for (int i = 0; i < dirty->count; i++)
        if (rect_equal(rect_intersect(dirty->rects[i], r), r))
            return true;
    return false;
}

static struct dirty advance(struct world *w, struct node_trace *trace)
{
    struct dirty dirty;
    arena_reset(&w->arena);
    look(w);
    node_trace_advance(trace, &w->tree, &dirty);
    return dirty;
}

static void only_what_changed_is_dirty(void **state)
{
    struct world *w = *state;
    struct node_trace trace;
    node_trace_init(&trace);
    struct dirty dirty = advance(w, &trace);
    assert_int_equal(dirty_pixels(&dirty), 1280 * 800);
    dirty = advance(w, &trace);
    assert_int_equal(dirty.count, 0);

    w->scene.within_row = 0;
    w->scene.lit_cell = 0;
    advance(w, &trace);
    w->scene.lit_cell = 1; /* one cell goes out, one is lit; between them nothing */
    dirty = advance(w, &trace);
    assert_true(dirty_holds(&dirty, cell_node(w, 0)->rect));
    assert_true(dirty_holds(&dirty, cell_node(w, 1)->rect));
    assert_false(dirty_holds(&dirty, cell_node(w, 3)->rect));
    assert_true(dirty_pixels(&dirty) < 1280 * 800 / 2);

    w->scene.message = "我想喝";
    dirty = advance(w, &trace);
    assert_int_equal(dirty.count, 1);
    assert_true(rect_equal(dirty.rects[0], w->tree.layout.message));

    w->scene.clock = "15:05";
    dirty = advance(w, &trace);
    assert_int_equal(dirty.count, 1);
    assert_true(dirty.rects[0].height < 80);

    w->scene.theme = THEME_LIGHT;
    dirty = advance(w, &trace);
    assert_int_equal(dirty_pixels(&dirty), 1280 * 800);
    node_trace_destroy(&trace);
}

static void dirty_rectangles_lie_apart_and_on_the_screen(void **state)
{
    struct world *w = *state;
    struct node_trace trace;
    node_trace_init(&trace);
    add_second_section(w);
    unsigned seed = 3;
    for (int i = 0; i < 2000; i++) {
        seed = seed * 1664525u + 1013904223u;
        w->scene.lit_row = (int)(seed >> 10 & 3) - 1;
        w->scene.lit_cell = (int)(seed >> 16 & 7) - 1;
        w->scene.taken_cell = (int)(seed >> 20 & 7) - 1;
        w->scene.caret = (int)(seed >> 25 & 1);
        struct dirty dirty = advance(w, &trace);
        for (int a = 0; a < dirty.count; a++) {
            assert_true(rect_equal(rect_intersect(dirty.rects[a], (struct view_rect){0, 0, 1280, 800}),
                                   dirty.rects[a]));
            for (int b = 0; b < a; b++)
                assert_false(rect_overlap(dirty.rects[a], dirty.rects[b]));
        }
    }
    node_trace_destroy(&trace);
}

#define SCREEN_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(one_section_is_not_in_the_tree),
        SCREEN_TEST(two_sections_are),
        SCREEN_TEST(every_child_knows_its_parent),
        SCREEN_TEST(cells_tell_what_they_do),
        SCREEN_TEST(a_lit_row_lights_its_cells_and_dims_the_others),
        SCREEN_TEST(within_a_row_the_others_step_back_further),
        SCREEN_TEST(nothing_lit_dims_nothing),
        SCREEN_TEST(cells_can_be_lit_one_by_one),
        SCREEN_TEST(what_is_next_is_outlined),
        SCREEN_TEST(a_section_that_is_lit),
        SCREEN_TEST(the_pointer_finds_cells),
        SCREEN_TEST(the_pointer_finds_parts_of_the_figure),
        SCREEN_TEST(only_what_changed_is_dirty),
        SCREEN_TEST(dirty_rectangles_lie_apart_and_on_the_screen),
    };
    return cmocka_run_group_tests_name("node", tests, NULL, NULL);
}

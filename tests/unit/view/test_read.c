/* A page to read: its places, its nodes, what is drawn again while it is read aloud, and how its parts are written. */
#include "made_article.h"

#include "view/layout_read.h"
#include "view/node.h"
#include "view/reading_pages.h"
#include "view/reading_style.h"

enum way { BY_SCANNING, BY_LOOKING, IN_BLOCKS, WAYS };

struct desk {
    struct page page;
    struct scene scene;
    struct arena arena;
    struct reading_pages set;
    struct article article;
    struct node_tree tree;
    int width, height;
};

static int set_up(void **state)
{
    struct desk *desk = test_calloc(1, sizeof *desk);
    page_init(&desk->page);
    arena_init(&desk->arena);
    reading_pages_init(&desk->set);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    page_destroy(&desk->page);
    arena_destroy(&desk->arena);
    reading_pages_destroy(&desk->set);
    test_free(desk);
    return 0;
}

static void add_cells(struct page *page, const char *row, enum row_kind kind, int count)
{
    char id[32];
    page_row(page, row, kind);
    for (int i = 0; i < count; i++) {
        snprintf(id, sizeof id, "%s.%d", row, i);
        page_cell(page, CELL_ACTION, id, "x");
    }
}

static void build(struct desk *desk, enum way way, int key_px)
{
    page_reset(&desk->page);
    page_begin(&desk->page, "read:L01", "A title · 1/2");
    desk->page.shape = PAGE_READ;
    desk->page.article = &desk->article;
    desk->page.key_px = way == BY_SCANNING ? 0 : key_px;
    desk->page.block_columns = way == IN_BLOCKS ? 3 : 0;
    page_section(&desk->page, "read");
    if (way == IN_BLOCKS) {
        add_cells(&desk->page, "read", ROW_CELLS, 3);
    } else {
        add_cells(&desk->page, "read", ROW_BAR, 6);
        add_cells(&desk->page, "bar", ROW_BAR, 5);
    }
    desk->scene = scene_of_page(&desk->page);
}

/* ---- places ------------------------------------------------------------------------------------------------- */

static bool inside(struct view_rect inner, struct view_rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static void check_places(const struct page *page, const struct layout *l)
{
    struct view_rect screen = {0, 0, l->width, l->height};
    assert_true(inside(l->text, screen));
    assert_true(inside(l->progress, screen));
    assert_false(rect_is_empty(l->text));
    assert_false(rect_overlap(l->text, l->progress));
    assert_false(rect_overlap(l->text, l->head));
    for (int i = 0; i < page->cell_count; i++) {
        assert_false(rect_is_empty(l->cells[i]));
        assert_true(inside(l->cells[i], screen));
        assert_false(rect_overlap(l->cells[i], l->text));
        assert_false(rect_overlap(l->cells[i], l->progress));
        assert_false(rect_overlap(l->cells[i], l->head));
        for (int k = 0; k < i; k++)
            assert_false(rect_overlap(l->cells[i], l->cells[k]));
    }
    for (int r = 0; r < page->row_count; r++)
        for (int i = 0; i < page->rows[r].cell_count; i++)
            assert_true(inside(l->cells[page->rows[r].first_cell + i], l->rows[r]));
}

static void nothing_stands_on_the_text(void **state)
{
    struct desk *desk = *state;
    static const int screens[][2] = {{800, 480},  {1280, 800},  {1920, 1080}, {480, 800},
                                     {1366, 768}, {1080, 1920}, {320, 240},   {3840, 2160}};
    for (int screen = 0; screen < 8; screen++)
        for (int way = 0; way < WAYS; way++)
            for (int percent = 80; percent <= 160; percent += 40) {
                int width = screens[screen][0], height = screens[screen][1];
                build(desk, (enum way)way, (width > height ? width : height) / 10);
                struct layout layout = layout_of(&desk->page, width, height, percent, &desk->arena);
                check_places(&desk->page, &layout);
                arena_reset(&desk->arena);
            }
}

/* 84, 136, 198: keys of 3.4 degrees on these screens (gaze_grid.h). */
static void there_is_room_for_lines_and_for_the_eyes(void **state)
{
    struct desk *desk = *state;
    static const int screens[][4] = {{800, 480, 84, 24}, {1280, 800, 136, 37}, {1920, 1080, 198, 50}};
    static const int lines_at_least[WAYS] = {8, 4, 4};
    for (int screen = 0; screen < 3; screen++)
        for (int way = 0; way < WAYS; way++) {
            int key = screens[screen][2], size = screens[screen][3];
            build(desk, (enum way)way, key);
            struct layout layout =
                layout_of(&desk->page, screens[screen][0], screens[screen][1], 100, &desk->arena);
            int lines = (layout.text.height - reading_ink_px(size)) / (size * 3 / 2) + 1;
            assert_true(lines >= lines_at_least[way]);
            for (int i = 0; way == BY_LOOKING && i < desk->page.cell_count; i++)
                assert_true(layout.cells[i].width >= key && layout.cells[i].height >= key);
            for (int i = 0; way == IN_BLOCKS && i < desk->page.cell_count; i++)
                assert_in_range(layout.cells[i].height, screens[screen][1] * 31 / 100,
                                screens[screen][1] * 34 / 100);
        }
}

static void rows_that_are_too_long_for_keys_stand_in_lines(void **state)
{
    struct desk *desk = *state;
    build(desk, BY_LOOKING, 160);
    struct layout layout = layout_of(&desk->page, 800, 480, 100, &desk->arena); /* four columns */
    assert_true(layout.cells[0].y < layout.cells[5].y);
    assert_int_equal(layout.cells[0].y, layout.cells[2].y);
    assert_true(layout.cells[0].width >= 160);
    assert_true(layout.text.height > 480 / 5); /* a third of the body, with room about it */
    build(desk, BY_LOOKING, 84);
    layout = layout_of(&desk->page, 800, 480, 100, &desk->arena);
    assert_int_equal(layout.cells[0].y, layout.cells[5].y);
}

/* ---- nodes ---------------------------------------------------------------------------------------------------- */

static void fit(struct desk *desk, int width, int height, int percent)
{
    desk->width = width;
    desk->height = height;
    desk->scene.text_percent = percent;
    desk->page.set = NULL;
    struct layout layout = layout_of(&desk->page, width, height, percent, &desk->arena);
    reading_pages_make(&desk->set, &desk->article, layout.text.width, layout.text.height,
                       reading_size_px(width, height, percent), &made_measure);
    desk->page.set = &desk->set;
    desk->page.reading_page = 0;
}

static void look(struct desk *desk)
{
    desk->tree = node_tree_of(&desk->scene, desk->width, desk->height, &desk->arena);
}

static const struct node *line_node(const struct desk *desk, int index)
{
    return &desk->tree.nodes[desk->tree.first_line + index];
}

static const struct made_block blocks[] = {
    {BLOCK_HEADING, 1, 0, "题目"},
    {BLOCK_PARAGRAPH, 0, 0, "第一句话。第二句（较旧）。"},
    {BLOCK_ITEM, 1, 0, "一点"},
    {BLOCK_CALLOUT, 0, 0, "提醒。"},
};

static void lines_are_children_of_the_reading(void **state)
{
    struct desk *desk = *state;
    desk->article = made_article(blocks, 4);
    build(desk, BY_SCANNING, 0);
    fit(desk, 1280, 800, 100);
    look(desk);
    const struct node *root = &desk->tree.nodes[0], *reading = &desk->tree.nodes[root->first_child];
    assert_int_equal(root->child_count, 3); /* the reading and two rows */
    assert_string_equal(reading->id, "reading");
    assert_string_equal(reading->role, "text");
    assert_true(rect_equal(reading->rect, desk->tree.layout.text));
    assert_int_equal(reading->child_count, 4);
    const struct node *line = line_node(desk, 1);
    assert_string_equal(line->id, "line.1");
    assert_string_equal(line->role, "line");
    assert_string_equal(line->label, "第一句话。第二句（较旧）。");
    assert_int_equal(line->parent, root->first_child);
    assert_int_equal(line->rect.width, 13 * 37);
    int reached = 1;
    for (int i = 0; i < desk->tree.first_decoration; i++)
        for (int c = 0; c < desk->tree.nodes[i].child_count; c++, reached++)
            assert_int_equal(desk->tree.nodes[desk->tree.nodes[i].first_child + c].parent, i);
    assert_int_equal(reached, desk->tree.first_decoration);
    article_destroy(&desk->article);
}

static void without_pages_there_is_nothing_to_read(void **state)
{
    struct desk *desk = *state;
    desk->article = made_article(blocks, 4);
    build(desk, BY_SCANNING, 0);
    fit(desk, 1280, 800, 100);
    desk->page.set = NULL;
    look(desk);
    assert_int_equal(desk->tree.nodes[0].child_count, 2);
    desk->page.set = &desk->set;
    static const int wrong[] = {-1, 1, 1000};
    for (int i = 0; i < 3; i++) {
        desk->page.reading_page = wrong[i];
        look(desk);
        assert_int_equal(desk->tree.nodes[0].child_count, 2);
    }
    article_destroy(&desk->article);
}

/* The whole library, page by page: every line lies in the area, and together they are the text. */
static void no_line_of_the_library_is_outside(void **state)
{
    struct desk *desk = *state;
    static const int screens[][3] = {{800, 480, 84}, {1280, 800, 136}, {1920, 1080, 198}};
    for (int number = 0; number < CONTENT_ARTICLES; number++) {
        desk->article = content_article(number);
        for (int n = 0; n < 3 * WAYS; n++) {
            const int *screen = screens[n / WAYS];
            size_t bytes = 0;
            build(desk, (enum way)(n % WAYS), screen[2]);
            fit(desk, screen[0], screen[1], 80 + n % 3 * 40);
            for (int p = 0; p < desk->set.page_count; p++) {
                desk->page.reading_page = p;
                look(desk);
                for (int i = 0; i < desk->set.pages[p].line_count; i++) {
                    const struct node *line = line_node(desk, i);
                    assert_true(inside(line->rect, desk->tree.layout.text));
                    for (const char *c = line->label; *c; c++)
                        bytes += *c != ' ';
                }
                arena_reset(&desk->arena);
            }
            for (size_t i = 0; i < desk->article.size; i++)
                bytes -= desk->article.text[i] != ' ' && desk->article.text[i] != '\n';
            assert_int_equal(bytes, 0);
        }
        article_destroy(&desk->article);
    }
}

static struct dirty advance(struct desk *desk, struct node_trace *trace)
{
    struct dirty dirty;
    arena_reset(&desk->arena);
    look(desk);
    node_trace_advance(trace, &desk->tree, &dirty);
    return dirty;
}

static void read(struct desk *desk, size_t first, size_t size, size_t word_first, size_t word_size)
{
    desk->scene.read_first = first;
    desk->scene.read_size = size;
    desk->scene.read_word_first = word_first;
    desk->scene.read_word_size = word_size;
}

static void only_lines_that_are_read_are_drawn_again(void **state)
{
    struct desk *desk = *state;
    struct node_trace trace;
    node_trace_init(&trace);
    desk->article = made_article(blocks, 4);
    build(desk, BY_SCANNING, 0);
    fit(desk, 1280, 800, 100);
    advance(desk, &trace);
    size_t first = desk->article.blocks[1].first;
    read(desk, first, 15, 0, 0);
    struct dirty dirty = advance(desk, &trace);
    assert_int_equal(dirty.count, 1);
    assert_true(rect_equal(dirty.rects[0], node_reach(&desk->tree, line_node(desk, 1))));
    assert_true(line_node(desk, 1)->chosen);
    assert_false(line_node(desk, 0)->chosen);
    assert_false(line_node(desk, 2)->chosen);
    read(desk, first, 15, first + 3, 3); /* the word goes on */
    assert_int_equal(advance(desk, &trace).count, 1);
    assert_int_equal(advance(desk, &trace).count, 0);
    read(desk, desk->article.blocks[2].first, 6, desk->article.blocks[2].first, 3); /* the next sentence */
    dirty = advance(desk, &trace);
    assert_in_range(dirty.count, 1, 2);
    assert_true(line_node(desk, 2)->chosen && !line_node(desk, 1)->chosen);
    read(desk, 0, 0, 0, 0);
    dirty = advance(desk, &trace);
    assert_int_equal(dirty.count, 1);
    assert_true(rect_equal(dirty.rects[0], node_reach(&desk->tree, line_node(desk, 2))));
    node_trace_destroy(&trace);
    article_destroy(&desk->article);
}

/* ---- styles ---------------------------------------------------------------------------------------------------- */

static void expect_style(const struct article *article, int block, size_t at, const char *wanted, size_t end)
{
    struct reading_style style = reading_style_at(article, block, article->blocks[block].first + at);
    char found[4] = {style.strong ? 'b' : '-', style.soft ? 's' : '-', style.mark ? 'm' : '-', 0};
    assert_string_equal(found, wanted);
    assert_int_equal(style.end, article->blocks[block].first + end);
}

static void marks_and_emphases_are_found(void **state)
{
    (void)state;
    static const struct made_block marked[] = {{BLOCK_HEADING, 2, 0, "Old (older)"},
                                               {BLOCK_PARAGRAPH, 0, 0, "abc def (weak source) (Weak) (older"},
                                               {BLOCK_PARAGRAPH, 0, 0, "甲（有争议）乙（来源弱）"}};
    struct article article = made_article(marked, 3);
    size_t first = article.blocks[1].first;
    struct article_emphasis emphases[] = {{first, 7, true}, {first + 4, 3, false}};
    article.emphases = emphases;
    article.emphasis_count = 2;
    expect_style(&article, 0, 0, "b--", 4);
    expect_style(&article, 0, 4, "b-m", 11);
    expect_style(&article, 1, 0, "b--", 4);
    expect_style(&article, 1, 4, "bs-", 7);
    expect_style(&article, 1, 7, "---", 8);
    expect_style(&article, 1, 8, "--m", 21);
    expect_style(&article, 1, 20, "--m", 21); /* in the middle of it: a line began there */
    expect_style(&article, 1, 21, "---", 35);
    expect_style(&article, 2, 0, "---", 3);
    expect_style(&article, 2, 3, "--m", 18);
    expect_style(&article, 2, 18, "---", 21);
    expect_style(&article, 2, 21, "--m", 36);
    article_destroy(&article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stands_on_the_text),
        cmocka_unit_test(there_is_room_for_lines_and_for_the_eyes),
        cmocka_unit_test(rows_that_are_too_long_for_keys_stand_in_lines),
        cmocka_unit_test(lines_are_children_of_the_reading),
        cmocka_unit_test(without_pages_there_is_nothing_to_read),
        cmocka_unit_test(no_line_of_the_library_is_outside),
        cmocka_unit_test(only_lines_that_are_read_are_drawn_again),
        cmocka_unit_test(marks_and_emphases_are_found),
    };
    return cmocka_run_group_tests_name("reading", tests, set_up, tear_down);
}

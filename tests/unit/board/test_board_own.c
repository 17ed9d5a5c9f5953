/* Pages of the person's own boards: every button stands on some page, at its own place, on every screen; what there is to
 * choose can be chosen. */
#include "unit_test.h"

#include "board/board_enlarge.h"
#include "board/board_parts.h"
#include "board/own_boards.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct own_boards own;
    struct page page;
};

static void add_board(struct desk *desk, const char *file, int rows, int columns)
{
    struct buffer text = {0};
    struct obf_set set;
    obf_set_init(&set);
    buffer_printf(&text, "{\"id\":\"%s\",\"name\":\"%s\",\"buttons\":[", file, file);
    for (int i = 0; i < rows * columns; i++)
        buffer_printf(&text, "%s{\"id\":%d,\"label\":\"%d\"}", i ? "," : "", i, i);
    buffer_printf(&text, "],\"grid\":{\"rows\":%d,\"columns\":%d,\"order\":[", rows, columns);
    for (int i = 0; i < rows * columns; i++)
        buffer_printf(&text, "%s%d%s", i % columns ? "," : i ? ",[" : "[", i, (i + 1) % columns ? "" : "]");
    buffer_add_text(&text, "]}}");
    assert_true(obf_read_board(&set, buffer_text(&text), text.size, file, file, NULL));
    own_boards_add(&desk->own, file, &set);
    buffer_destroy(&text);
}

static int begin(void **state)
{
    struct desk *desk = memory_new(1, sizeof *desk);
    static const char phrases[] = "# 多 {id: many}\n- a1\n";
    settings_init(&desk->settings);
    phrase_set_init(&desk->phrases);
    phrase_file_parse(phrases, sizeof phrases - 1, "t.md", &desk->phrases, NULL);
    message_init(&desk->message);
    own_boards_init(&desk->own);
    page_init(&desk->page);
    *state = desk;
    return 0;
}

static int end(void **state)
{
    struct desk *desk = *state;
    phrase_set_destroy(&desk->phrases);
    message_destroy(&desk->message);
    own_boards_destroy(&desk->own);
    page_destroy(&desk->page);
    free(desk);
    return 0;
}

static struct board_context context_of(struct desk *desk, const char *screen, int width, int height)
{
    static const struct board_reading reading;
    const char *colon = strchr(screen, ':');
    return (struct board_context){.settings = &desk->settings,
                                  .phrases = &desk->phrases,
                                  .message = &desk->message,
                                  .own_boards = &desk->own,
                                  .reading = &reading,
                                  .screen = screen,
                                  .argument = colon ? colon + 1 : "",
                                  .width_px = width,
                                  .height_px = height,
                                  .key_block = -1};
}

static bool has_label(const struct page *page, const char *label)
{
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].action.kind == ACTION_SAY_TEXT && strcmp(page->cells[i].label, label) == 0)
            return true;
    return false;
}

static int count_said(const struct page *page)
{
    int count = 0;
    for (int i = 0; i < page->cell_count; i++)
        count += page->cells[i].action.kind == ACTION_SAY_TEXT;
    return count;
}

/* All buttons of a board of that size, over its pages, each once; at most so many pages. */
static void all_are_there(struct desk *desk, int rows, int columns, int width, int height, int key_px)
{
    struct board_context context = context_of(desk, "board:a", width, height);
    int total = 0, pages = 0;
    context.key_px = key_px;
    char first[16] = "";
    for (;; pages++) {
        context.page_number = pages;
        board_board_build(&context, &desk->page);
        board_enlarge(&context, &desk->page);
        const char *id = NULL;
        for (int i = 0; i < desk->page.cell_count && !id; i++)
            if (desk->page.cells[i].action.kind == ACTION_SAY_TEXT)
                id = desk->page.cells[i].id;
        if (pages > 0 && id && strcmp(id, first) == 0)
            break;
        if (pages == 0)
            snprintf(first, sizeof first, "%s", id);
        total += count_said(&desk->page);
        assert_non_null(page_find(&desk->page, "act.home"));
        assert_true(pages < 200);
    }
    if (total != rows * columns)
        fail_msg("%d × %d on %d × %d: %d", rows, columns, width, height, total);
    assert_true(pages == 1 || page_find(&desk->page, "act.more"));
}

static void every_button_stands_on_some_page(void **state)
{
    struct desk *desk = *state;
    static const int sides[][2] = {{1, 1}, {2, 3}, {4, 4}, {5, 9}, {9, 5}, {12, 20}, {1, 40}, {40, 1}};
    static const int screens[][2] = {{1280, 800}, {800, 480}, {480, 800}, {1920, 1080}};
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        own_boards_destroy(&desk->own);
        own_boards_init(&desk->own);
        add_board(desk, "a.obf", sides[i][0], sides[i][1]);
        own_boards_index(&desk->own);
        for (size_t k = 0; k < 4; k++)
            all_are_there(desk, sides[i][0], sides[i][1], screens[k][0], screens[k][1], 0);
        all_are_there(desk, sides[i][0], sides[i][1], 1280, 800, 180);
    }
}

static void a_board_that_fits_is_one_page(void **state)
{
    struct desk *desk = *state;
    add_board(desk, "a.obf", 6, 8);
    own_boards_index(&desk->own);
    struct board_context context = context_of(desk, "board:a", 1280, 800);
    board_board_build(&context, &desk->page);
    assert_int_equal(count_said(&desk->page), 48);
    assert_null(page_find(&desk->page, "act.more"));
    assert_string_equal(page_find(&desk->page, "button.2.1")->label, "8");
    assert_string_equal(desk->page.title, "a.obf");
}

static void the_way_in_is_there_when_there_are_boards(void **state)
{
    struct desk *desk = *state;
    struct board_context context = context_of(desk, "phrases", 1280, 800);
    board_phrases_build(&context, &desk->page);
    assert_null(page_find(&desk->page, "open.boards"));
    add_board(desk, "a.obf", 1, 1);
    own_boards_index(&desk->own);
    board_phrases_build(&context, &desk->page);
    assert_non_null(page_find(&desk->page, "open.boards"));
    assert_non_null(page_find(&desk->page, "open.phrases:many"));
    context = context_of(desk, "boards", 1280, 800);
    board_boards_build(&context, &desk->page);
    assert_string_equal(page_find(&desk->page, "open.board:a")->action.argument, "board:a");
    assert_true(board_exists(&context, "board:a"));
    assert_false(board_exists(&context, "board:b"));
}

static void a_board_that_is_gone_can_be_left(void **state)
{
    struct desk *desk = *state;
    struct board_context context = context_of(desk, "board:gone", 1280, 800);
    board_board_build(&context, &desk->page);
    assert_non_null(page_find(&desk->page, "act.back"));
    assert_false(has_label(&desk->page, "1"));
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(every_button_stands_on_some_page),
        CASE(a_board_that_fits_is_one_page),
        CASE(the_way_in_is_there_when_there_are_boards),
        CASE(a_board_that_is_gone_can_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

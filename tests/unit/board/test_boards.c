/* Every screen, in both directions of the screen, on every first board: what stands on it can be chosen, ids are
 * unique, the ways home are there. */
#include "unit_test.h"

#include "board/board.h"
#include "board/board_parts.h"
#include "board/body_figure.h"
#include "library_desk.h"

struct desk {
    struct settings settings;
    struct phrase_set phrases;
    struct message message;
    struct page page;
    struct library_desk library;
};

static void desk_init(struct desk *desk)
{
    static const char text[] =
        "# 急 {id: urgent}\n- 吸痰\n- 翻身\n- 疼\n- 喘\n- 机器\n- 叫人\n- 厕所\n- 难受\n"
        "# 多 {id: many}\n- a1\n- a2\n- a3\n- a4\n- a5\n- a6\n- a7\n- a8\n- a9\n- b1\n- b2\n- b3\n"
        "- b4\n- b5\n- b6\n- b7\n- b8\n- b9\n- c1\n- c2\n";
    settings_init(&desk->settings);
    phrase_set_init(&desk->phrases);
    phrase_file_parse(text, sizeof text - 1, "test.md", &desk->phrases, NULL);
    message_init(&desk->message);
    page_init(&desk->page);
    library_desk_init(&desk->library, true);
}

static void desk_destroy(struct desk *desk)
{
    phrase_set_destroy(&desk->phrases);
    message_destroy(&desk->message);
    page_destroy(&desk->page);
    library_desk_destroy(&desk->library);
}

static struct board_context context_of(struct desk *desk, const char *screen, int width, int height)
{
    const char *colon = strchr(screen, ':');
    library_desk_open(&desk->library, screen, false);
    return (struct board_context){.settings = &desk->settings,
                                  .phrases = &desk->phrases,
                                  .message = &desk->message,
                                  .reading = &desk->library.reading,
                                  .screen = screen,
                                  .argument = colon ? colon + 1 : "",
                                  .width_px = width,
                                  .height_px = height};
}

static void build(struct desk *desk, const struct board_context *context)
{
    const struct board_screen *screen = board_find(context->screen);
    assert_non_null(screen);
    screen->build(context, &desk->page);
    board_add_row_exits(context, &desk->page);
}

static void is_sound(const struct page *page)
{
    int cells = 0, rows = 0;
    for (int i = 0; i < page->section_count; i++) {
        assert_int_equal(page->sections[i].first_row, rows);
        rows += page->sections[i].row_count;
    }
    assert_int_equal(rows, page->row_count);
    for (int i = 0; i < page->row_count; i++) {
        assert_int_equal(page->rows[i].first_cell, cells);
        cells += page->rows[i].cell_count;
    }
    assert_int_equal(cells, page->cell_count);
    for (int i = 0; i < page->cell_count; i++) {
        const struct cell *cell = &page->cells[i];
        assert_ptr_equal(page_find(page, cell->id), cell);
        assert_true(cell->empty || cell->label[0]);
        assert_true(cell->empty || cell->role == CELL_LINE || cell->action.kind != ACTION_NONE);
        assert_true(!action_info(cell->action.kind)->takes_argument || cell->action.argument);
        if (cell->action.kind == ACTION_OPEN)
            assert_non_null(board_find(cell->action.argument));
    }
}

static bool has_action(const struct page *page, enum action_kind kind)
{
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].action.kind == kind && !page->cells[i].row_exit)
            return true;
    return false;
}

static void every_screen_is_sound_and_leads_home(void **state)
{
    (void)state;
    static const char *const screens[] = {"home",
                                          "home:standard",
                                          "urgent",
                                          "phrases",
                                          "phrases:many",
                                          "phrases:nowhere",
                                          "message",
                                          "history",
                                          "body",
                                          "body:right-shoulder",
                                          "body:right-shoulder:pain",
                                          "body:nowhere",
                                          "library",
                                          "library:G1",
                                          "library:G3",
                                          "library:marked",
                                          "library:search",
                                          "library:questions",
                                          "library:glossary",
                                          "library:howto",
                                          "read:L04",
                                          "reading:L04",
                                          "reading:L04:words",
                                          "reading:L04:contents",
                                          "term:T05",
                                          "practice",
                                          "person",
                                          "settings",
                                          "settings:scanning",
                                          "settings:scan_time",
                                          "settings:theme",
                                          "settings:sound_device",
                                          "settings:nowhere",
                                          "write",
                                          "write:letters",
                                          "write:digits",
                                          "write:punctuation"};
    static const int sizes[][2] = {{1280, 800}, {800, 480}, {480, 800}, {3840, 2160}};
    struct desk desk;
    desk_init(&desk);
    for (size_t s = 0; s < sizeof screens / sizeof screens[0]; s++)
        for (int size = 0; size < 4; size++) {
            struct board_context context = context_of(&desk, screens[s], sizes[size][0], sizes[size][1]);
            build(&desk, &context);
            is_sound(&desk.page);
            assert_true(has_action(&desk.page, ACTION_REST));
            assert_true(has_action(&desk.page, ACTION_CALL) || strcmp(screens[s], "home") == 0);
            assert_true(has_action(&desk.page, ACTION_HOME) || strncmp(screens[s], "home", 4) == 0);
        }
    desk_destroy(&desk);
}

static void first_boards_have_what_they_promise(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    static const int tiles[] = {3, 6, 10};
    for (int board = BOARD_START; board <= BOARD_STANDARD; board++) {
        desk.settings.board = board;
        struct board_context context = context_of(&desk, "home", 1280, 800);
        build(&desk, &context);
        int count = 0;
        for (int i = 0; i < desk.page.cell_count; i++)
            count += strncmp(desk.page.cells[i].id, "home.", 5) == 0;
        assert_int_equal(count, tiles[board]);
        assert_true(has_action(&desk.page, ACTION_CALL));
        assert_true(board == BOARD_STANDARD || page_find(&desk.page, "open.home:standard"));
    }
    desk_destroy(&desk);
}

static void more_turns_through_every_phrase_and_comes_back(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    struct board_context context = context_of(&desk, "phrases:many", 1280, 800);
    bool seen[32] = {false};
    const struct phrase_category *many = phrase_set_category(&desk.phrases, "many");
    for (context.page_number = 0; context.page_number < 2; context.page_number++) {
        build(&desk, &context);
        for (size_t i = 0; i < many->count; i++) {
            char id[64];
            snprintf(id, sizeof id, "say.%s", many->phrases[i].id);
            seen[i] = seen[i] || page_find(&desk.page, id);
        }
        assert_true(has_action(&desk.page, ACTION_MORE));
    }
    for (size_t i = 0; i < many->count; i++)
        assert_true(seen[i]);
    build(&desk, &context); /* the third page is the first again */
    assert_non_null(page_find(&desk.page, "say.many.a1"));
    desk_destroy(&desk);
}

static void row_exits_stand_last_where_there_is_a_choice(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    struct board_context context = context_of(&desk, "urgent", 1280, 800);
    build(&desk, &context);
    for (int i = 0; i < desk.page.row_count; i++) {
        const struct row *row = &desk.page.rows[i];
        for (int c = 0; c < row->cell_count; c++)
            assert_int_equal(desk.page.cells[row->first_cell + c].row_exit, c == row->cell_count - 1);
    }
    context.screen = "phrases:many";
    context.argument = "many";
    build(&desk, &context); /* the strip of one cell has none */
    assert_int_equal(desk.page.rows[0].cell_count, 1);
    desk.settings.row_exit = 0;
    build(&desk, &context);
    for (int i = 0; i < desk.page.cell_count; i++)
        assert_false(desk.page.cells[i].row_exit);
    desk_destroy(&desk);
}

static void the_body_speaks_whole_sentences(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    struct board_context context = context_of(&desk, "body:right-shoulder", 1280, 800);
    build(&desk, &context);
    assert_string_equal(page_find(&desk.page, "what.itch")->action.argument,
                        "My right shoulder itches. Please scratch it.");
    context = context_of(&desk, "body:right-shoulder:pain", 1280, 800);
    build(&desk, &context);
    for (int strength = 0; strength <= 10; strength++) {
        char id[16];
        snprintf(id, sizeof id, "pain.%d", strength);
        assert_non_null(page_find(&desk.page, id));
    }
    assert_string_equal(page_find(&desk.page, "pain.7")->action.argument,
                        "My right shoulder hurts: 7 out of 10.");
    desk_destroy(&desk);
}

static void each_side_of_the_body_shows_its_parts(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    size_t count;
    const struct body_part *parts = body_parts(&count);
    for (int back = 0; back < 2; back++) {
        struct board_context context = context_of(&desk, "body", 1280, 800);
        context.body_back = back;
        build(&desk, &context);
        for (size_t i = 0; i < count; i++) {
            char id[64];
            snprintf(id, sizeof id, "part.%s", parts[i].id);
            assert_int_equal(page_find(&desk.page, id) != NULL, (parts[i].side == BODY_BACK) == back);
        }
    }
    desk_destroy(&desk);
}

static void a_number_offers_only_what_is_in_range(void **state)
{
    (void)state;
    struct desk desk;
    desk_init(&desk);
    struct board_context context = context_of(&desk, "settings:scan_time", 1280, 800);
    desk.settings.scan_time_ms = 300;
    build(&desk, &context);
    assert_true(page_find(&desk.page, "change.less")->empty);
    assert_string_equal(page_find(&desk.page, "change.more5")->action.argument, "scan_time=550");
    desk.settings.scan_time_ms = 4900;
    build(&desk, &context);
    assert_string_equal(page_find(&desk.page, "change.more5")->action.argument, "scan_time=5000");
    assert_string_equal(page_find(&desk.page, "change.start")->action.argument, "scan_time=1500");
    desk_destroy(&desk);
}

static void stamps_stay_while_a_label_stays(void **state)
{
    (void)state;
    struct page before, after;
    page_init(&before);
    page_init(&after);
    page_begin(&before, "x", "");
    page_row(&before, "r", ROW_CELLS);
    page_cell(&before, CELL_KEY, "a", "A");
    page_cell(&before, CELL_WORD, "w", "old");
    page_stamp(&before, &after, 5);
    page_begin(&after, "x", "");
    page_row(&after, "r", ROW_CELLS);
    page_cell(&after, CELL_KEY, "a", "A");
    page_cell(&after, CELL_WORD, "w", "new");
    page_stamp(&after, &before, 9);
    assert_int_equal(after.cells[0].stamp_us, 5);
    assert_int_equal(after.cells[1].stamp_us, 9);
    page_begin(&before, "y", "");
    page_row(&before, "r", ROW_CELLS);
    page_cell(&before, CELL_KEY, "a", "A");
    page_stamp(&before, &after, 11);
    assert_int_equal(before.cells[0].stamp_us, 11);
    page_destroy(&before);
    page_destroy(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_is_sound_and_leads_home),
        cmocka_unit_test(first_boards_have_what_they_promise),
        cmocka_unit_test(more_turns_through_every_phrase_and_comes_back),
        cmocka_unit_test(row_exits_stand_last_where_there_is_a_choice),
        cmocka_unit_test(the_body_speaks_whole_sentences),
        cmocka_unit_test(each_side_of_the_body_shows_its_parts),
        cmocka_unit_test(a_number_offers_only_what_is_in_range),
        cmocka_unit_test(stamps_stay_while_a_label_stays),
    };
    return cmocka_run_group_tests_name("boards", tests, NULL, NULL);
}

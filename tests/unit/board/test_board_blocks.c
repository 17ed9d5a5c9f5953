/* Pages in two looks: everything that can be chosen by scanning can be chosen with two looks at large cells, and what
 * stands small in a block is found where it stood. */
#include "gaze_desk.h"

#include "board/block_fold.h"
#include "predict/syllable.h"

enum { CHOICES_AT_MOST = 400, CHOICE_BYTES = 300, PAGES_AT_MOST = 30 };

struct choices {
    char texts[CHOICES_AT_MOST][CHOICE_BYTES];
    int count;
};

static const char *const boards[] = {"write",          "write:zhuyin",      "write:strokes",
                                     "write:initials", "write:letters",     "write:capitals",
                                     "write:digits",   "write:punctuation", "write:other"};
enum { BOARDS = sizeof boards / sizeof boards[0] };

static const struct gaze_screen screens[] = {
    {800, 480, 34}, {1280, 800, 34}, {1920, 1080, 34}, {480, 800, 34}, {1280, 800, 60}};
enum { SCREENS = sizeof screens / sizeof screens[0] };

static bool has(const struct choices *choices, const char *text)
{
    for (int i = 0; i < choices->count; i++)
        if (strcmp(choices->texts[i], text) == 0)
            return true;
    return false;
}

static void add(struct choices *choices, const struct cell *cell)
{
    char text[CHOICE_BYTES];
    action_format(&cell->action, text, sizeof text);
    if (!gaze_can_be_chosen(cell) || has(choices, text))
        return;
    assert_true(choices->count < CHOICES_AT_MOST);
    strcpy(choices->texts[choices->count++], text);
}

static struct board_context context_of(struct gaze_desk *desk, const char *name,
                                       const struct gaze_screen *screen, int block)
{
    struct board_context context = gaze_context(desk, name, screen, 0);
    context.key_block = block;
    context.english = desk->settings.language != 0;
    return context;
}

static void look_first(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen)
{
    struct board_context context = context_of(desk, name, screen, -1);
    gaze_build(desk, &context);
}

/* What one look takes, and what the second one takes after every block. */
static void with_two_looks(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen,
                           struct choices *choices)
{
    for (int block = -1; block < BLOCKS; block++) {
        struct board_context context = context_of(desk, name, screen, block);
        gaze_build(desk, &context);
        assert_int_equal(desk->page.block_columns, screen->width < screen->height ? 2 : 3);
        for (int i = 0; i < desk->page.cell_count; i++)
            add(choices, &desk->page.cells[i]);
    }
}

static void by_scanning(struct gaze_desk *desk, const char *name, struct choices *choices)
{
    struct board_context context = context_of(desk, name, &screens[1], -1);
    context.key_px = 0;
    gaze_build(desk, &context);
    for (int i = 0; i < desk->page.cell_count; i++)
        add(choices, &desk->page.cells[i]);
}

static void desk_of_blocks(struct gaze_desk *desk)
{
    gaze_desk_init(desk);
    desk->settings.gaze_board = GAZE_BOARD_BLOCKS;
}

/* "other" and the marks are two looks away on every board but the one that one only visits. */
static void check_nothing_is_lost(struct gaze_desk *desk, const char *name)
{
    static struct choices before, after;
    before.count = after.count = 0;
    by_scanning(desk, name, &before);
    with_two_looks(desk, name, &screens[1], &after);
    with_two_looks(desk, "write:other", &screens[1], &after);
    with_two_looks(desk, "write:punctuation", &screens[1], &after);
    for (int i = 0; i < before.count; i++)
        if (!has(&after, before.texts[i]))
            fail_msg("%s: %s is lost", name, before.texts[i]);
}

static void nothing_is_lost_on_any_board(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int english = 0; english < 2; english++)
        for (int letters = LETTERS_BY_FREQUENCY; letters <= LETTERS_QWERTY; letters++)
            for (int b = 0; b < BOARDS - 1; b++) {
                desk.settings.letters = letters;
                desk.settings.language = english;
                check_nothing_is_lost(&desk, boards[b]);
            }
    gaze_desk_destroy(&desk);
}

/* Every final, and every rime, of every initial. */
/* What is said of a cell is said of one only. */
static void nothing_stands_twice_in_the_blocks(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int english = 0; english < 2; english++)
        for (int b = 0; b < BOARDS; b++) {
            desk.settings.language = english;
            look_first(&desk, boards[b], &screens[1]);
            for (int i = 0; i < desk.page.small_count; i++)
                for (int j = 0; j < i; j++)
                    if (strcmp(desk.page.small[i].id, desk.page.small[j].id) == 0)
                        fail_msg("%s: %s stands twice", boards[b], desk.page.small[i].id);
        }
    gaze_desk_destroy(&desk);
}

static void every_syllable_can_be_spelt(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int initial = 0; initial < INITIAL_COUNT; initial++) {
        assert_true(message_spell(&desk.message, initial_text(initial)));
        check_nothing_is_lost(&desk, "write");
        check_nothing_is_lost(&desk, "write:zhuyin");
        assert_true(message_undo(&desk.message));
    }
    gaze_desk_destroy(&desk);
}

static int place_in_section(const struct page *page, const char *id, const char *section)
{
    for (int s = 0; s < page->section_count; s++) {
        const struct row *first = &page->rows[page->sections[s].first_row];
        int count = strcmp(page->sections[s].id, section) == 0 ? BLOCK_CELLS : 0;
        for (int i = 0; i < count; i++)
            if (strcmp(page->cells[first->first_cell + i].id, id) == 0)
                return i;
    }
    return -1;
}

/* The nth of a block is the nth of the large cells; the block's id holds them; the top leads back. */
static void check_second_look(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen,
                              int block)
{
    char ids[BLOCK_CELLS][64], id[16];
    int count = 0;
    snprintf(id, sizeof id, "block.%d", block);
    look_first(desk, name, screen);
    const struct cell *cell = page_find(&desk->page, id);
    for (int i = 0; cell && i < cell->small_count; i++)
        snprintf(ids[count++], sizeof ids[0], "%s", desk->page.small[cell->first_small + i].id);
    if (count == 0)
        return;
    struct board_context context = context_of(desk, name, screen, block);
    gaze_build(desk, &context);
    for (int i = 0; i < count; i++)
        assert_int_equal(place_in_section(&desk->page, ids[i], id), i);
    assert_int_equal(desk->page.rows[0].kind, ROW_TOP);
    assert_int_equal(desk->page.cells[0].action.kind, ACTION_BACK);
    assert_int_equal(desk->page.small_count, 0);
}

static void the_second_look_goes_where_the_first_one_read(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int s = 0; s < SCREENS; s++)
        for (int b = 0; b < BOARDS; b++)
            for (int block = 0; block < BLOCKS; block++)
                check_second_look(&desk, boards[b], &screens[s], block);
    gaze_desk_destroy(&desk);
}

/* Of a block of which only one can be chosen that one stands there, and is taken with one look: the strokes, of
 * which three have a block each. */
static void what_is_alone_is_taken_with_one_look(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    look_first(&desk, "write:strokes", &screens[1]);
    const char *const alone[] = {"stroke.一", "stroke.丨", "stroke.丿"};
    for (int i = 0; i < 3; i++) {
        const struct cell *cell = page_find(&desk.page, alone[i]);
        assert_non_null(cell);
        assert_int_equal(cell->action.kind, ACTION_SPELL);
        assert_int_equal(cell->small_count, 0);
    }
    gaze_desk_destroy(&desk);
}

/* A block that has nothing to choose any more shows the first look; one that is out of range, too. */
static void a_block_that_is_gone_is_the_first_look(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    assert_true(message_spell(&desk.message, "w"));
    for (int block = 0; block < 9; block++) {
        struct board_context context = context_of(&desk, "write", &screens[1], block);
        gaze_build(&desk, &context);
        bool second = desk.page.rows[0].kind == ROW_TOP;
        assert_int_equal(second, block != 0 && block != 3 && block < BLOCKS);
    }
    gaze_desk_destroy(&desk);
}

static void tones_stand_on_a_page_of_their_own(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    desk.settings.tones = 1;
    assert_true(message_spell(&desk.message, "m") && message_spell(&desk.message, "a"));
    look_first(&desk, "write", &screens[1]);
    assert_non_null(page_find(&desk.page, "act.more"));
    struct board_context context = context_of(&desk, "write", &screens[1], -1);
    context.page_number = 1;
    gaze_build(&desk, &context);
    assert_true(desk.page.further);
    assert_true(gaze_can_be_chosen(page_find(&desk.page, "tone.3")));
    assert_true(gaze_can_be_chosen(page_find(&desk.page, "act.back")));
    gaze_desk_destroy(&desk);
}

static bool in_blocks(struct gaze_desk *desk, int setting, int key_tenths)
{
    struct gaze_screen screen = {1280, 800, key_tenths};
    desk->settings.gaze_board = setting;
    look_first(desk, "write", &screen);
    return desk->page.block_columns > 0;
}

static void by_itself_where_keys_are_large(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    assert_false(in_blocks(&desk, GAZE_BOARD_AUTO, 34));
    assert_false(in_blocks(&desk, GAZE_BOARD_AUTO, 36));
    assert_true(in_blocks(&desk, GAZE_BOARD_AUTO, 38));
    assert_true(in_blocks(&desk, GAZE_BOARD_AUTO, 100));
    assert_false(in_blocks(&desk, GAZE_BOARD_KEYS, 100));
    assert_true(in_blocks(&desk, GAZE_BOARD_BLOCKS, 34));
    gaze_desk_destroy(&desk);
}

/* Nothing but scanning pages is built when nothing is chosen by looking. */
static void scanning_knows_no_blocks(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    struct board_context context = context_of(&desk, "write", &screens[1], 2);
    context.key_px = 0;
    gaze_build(&desk, &context);
    assert_int_equal(desk.page.block_columns, 0);
    assert_int_equal(desk.page.small_count, 0);
    gaze_desk_destroy(&desk);
}

/* With six blocks every other page has nine large cells at most: three rows of three. */
static void other_pages_have_large_cells(void **state)
{
    (void)state;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int n = 0; n < GAZE_NAMES; n++) {
        struct board_context context = gaze_context(&desk, gaze_names[n], &screens[1], 0);
        gaze_build(&desk, &context);
        int choices = 0;
        for (int i = 0; i < desk.page.cell_count; i++)
            choices += gaze_can_be_chosen(&desk.page.cells[i]);
        if (choices > 9)
            fail_msg("%s has %d", gaze_names[n], choices);
    }
    gaze_desk_destroy(&desk);
}

static void on_all_pages(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen,
                         bool looking, struct choices *choices)
{
    for (int number = 0; number < PAGES_AT_MOST; number++) {
        struct board_context context = gaze_context(desk, name, screen, number);
        context.key_px = looking ? context.key_px : 0;
        gaze_build(desk, &context);
        for (int i = 0; i < desk->page.cell_count; i++)
            add(choices, &desk->page.cells[i]);
    }
}

/* "More" leads to the rest of every other page, however large keys are. */
static void nothing_is_lost_on_other_pages(void **state)
{
    (void)state;
    static const int sizes[] = {34, 60, 80, 100, 150};
    static struct choices before, after;
    struct gaze_desk desk;
    desk_of_blocks(&desk);
    for (int n = 0; n < GAZE_NAMES; n++)
        for (int size = 0; size < 5 && strncmp(gaze_names[n], "write", 5) != 0; size++) {
            struct gaze_screen screen = {size % 2 ? 1080 : 800, size % 2 ? 1920 : 480, sizes[size]};
            before.count = after.count = 0;
            on_all_pages(&desk, gaze_names[n], &screen, false, &before);
            on_all_pages(&desk, gaze_names[n], &screen, true, &after);
            char rest[96];
            if (gaze_rest_of(gaze_names[n], rest))
                on_all_pages(&desk, rest, &screen, true, &after);
            for (int i = 0; i < before.count; i++)
                if (!has(&after, before.texts[i]) && strcmp(before.texts[i], "more") != 0)
                    fail_msg("%s, keys of %d: %s is lost", gaze_names[n], sizes[size], before.texts[i]);
        }
    gaze_desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_on_any_board),
        cmocka_unit_test(nothing_stands_twice_in_the_blocks),
        cmocka_unit_test(every_syllable_can_be_spelt),
        cmocka_unit_test(the_second_look_goes_where_the_first_one_read),
        cmocka_unit_test(what_is_alone_is_taken_with_one_look),
        cmocka_unit_test(a_block_that_is_gone_is_the_first_look),
        cmocka_unit_test(tones_stand_on_a_page_of_their_own),
        cmocka_unit_test(by_itself_where_keys_are_large),
        cmocka_unit_test(scanning_knows_no_blocks),
        cmocka_unit_test(other_pages_have_large_cells),
        cmocka_unit_test(nothing_is_lost_on_other_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

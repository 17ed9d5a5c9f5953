/* Pages by looking, against what the ordinary pages offer: nothing is lost, and what stands at the ends of the last row
 * stands there everywhere. */
#include "gaze_desk.h"

#include "board/gaze_grid.h"

enum { ACTIONS_AT_MOST = 512, ACTION_BYTES = 300, PAGES_AT_MOST = 60 };

struct actions {
    char texts[ACTIONS_AT_MOST][ACTION_BYTES];
    int count;
};

static bool has(const struct actions *actions, const char *text)
{
    for (int i = 0; i < actions->count; i++)
        if (strcmp(actions->texts[i], text) == 0)
            return true;
    return false;
}

static void add_actions(const struct page *page, struct actions *actions)
{
    char text[ACTION_BYTES];
    for (int i = 0; i < page->cell_count; i++) {
        if (!gaze_can_be_chosen(&page->cells[i]))
            continue;
        action_format(&page->cells[i].action, text, sizeof text);
        if (has(actions, text))
            continue;
        assert_true(actions->count < ACTIONS_AT_MOST);
        strcpy(actions->texts[actions->count++], text);
    }
}

/* On all pages that "more" leads to. */
static void all_actions(struct gaze_desk *desk, const char *name, const struct gaze_screen *screen,
                        int key_px, struct actions *actions)
{
    for (int number = 0; number < PAGES_AT_MOST; number++) {
        struct board_context context = gaze_context(desk, name, screen, number);
        context.key_px = key_px;
        gaze_build(desk, &context);
        add_actions(&desk->page, actions);
    }
}

static bool is_writing(const char *name)
{
    return strncmp(name, "write", 5) == 0;
}

static void nothing_is_lost_on_any_page(void **state)
{
    (void)state;
    static struct actions before, after;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int s = 0; s < GAZE_SCREENS; s++)
        for (int n = 0; n < GAZE_NAMES; n++) {
            const struct gaze_screen *screen = &gaze_screens[s];
            if (strcmp(gaze_names[n], "write:other") == 0)
                continue; /* there is none by scanning */
            before.count = after.count = 0;
            all_actions(&desk, gaze_names[n], screen, 0, &before);
            all_actions(&desk, gaze_names[n], screen, gaze_key_px(screen), &after);
            if (is_writing(gaze_names[n])) {
                assert_true(has(&after, "open:write:other"));
                all_actions(&desk, "write:other", screen, gaze_key_px(screen), &after);
                assert_true(has(&after, "open:write:punctuation"));
                all_actions(&desk, "write:punctuation", screen, gaze_key_px(screen), &after);
            }
            char rest[96];
            if (gaze_rest_of(gaze_names[n], rest))
                all_actions(&desk, rest, screen, gaze_key_px(screen), &after);
            for (int i = 0; i < before.count; i++)
                if (!has(&after, before.texts[i]) && strcmp(before.texts[i], "more") != 0)
                    fail_msg("%s at %d × %d, %d: %s is lost", gaze_names[n], screen->width, screen->height,
                             screen->key_tenths, before.texts[i]);
        }
    gaze_desk_destroy(&desk);
}

/* "more" stands wherever there is more, and only there. */
static void more_stands_where_there_is_more(void **state)
{
    (void)state;
    static struct actions all, first;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int s = 0; s < GAZE_SCREENS; s++)
        for (int n = 0; n < GAZE_NAMES; n++) {
            int key_px = gaze_key_px(&gaze_screens[s]);
            struct board_context context = gaze_context(&desk, gaze_names[n], &gaze_screens[s], 0);
            all.count = first.count = 0;
            all_actions(&desk, gaze_names[n], &gaze_screens[s], key_px, &all);
            gaze_build(&desk, &context);
            add_actions(&desk.page, &first);
            assert_int_equal(has(&first, "more"), first.count < all.count);
        }
    gaze_desk_destroy(&desk);
}

static void every_page_fits_its_grid(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int s = 0; s < GAZE_SCREENS; s++)
        for (int n = 0; n < GAZE_NAMES; n++) {
            const struct gaze_screen *screen = &gaze_screens[s];
            struct board_context context = gaze_context(&desk, gaze_names[n], screen, 1);
            struct gaze_grid grid = gaze_grid_of(screen->width, screen->height, context.key_px);
            gaze_build(&desk, &context);
            const struct page *page = &desk.page;
            assert_true(page->row_count <= grid.rows);
            assert_int_equal(page->shape == PAGE_BODY, false);
            for (int i = 0; i < page->cell_count; i++) {
                const struct cell *cell = &page->cells[i];
                assert_ptr_equal(page_find(page, cell->id), cell);
                assert_true(cell->empty || cell->label[0]);
                assert_true(cell->empty || cell->role == CELL_LINE || cell->action.kind != ACTION_NONE);
            }
        }
    gaze_desk_destroy(&desk);
}

/* Texts are kept: what practising counts, how the presses fall, that nothing was said. */
static void texts_to_read_stay(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int s = 0; s < GAZE_SCREENS; s++) {
        struct board_context context = gaze_context(&desk, "history", &gaze_screens[s], 0);
        context.history_count = 0;
        gaze_build(&desk, &context);
        const struct cell *cell = page_find(&desk.page, "history.none");
        assert_non_null(cell);
        assert_int_equal(cell->role, CELL_LINE);
    }
    gaze_desk_destroy(&desk);
}

/* Column of the action in the last row; −1: not there. */
static int column_of(const struct page *page, enum action_kind kind)
{
    const struct row *row = &page->rows[page->row_count - 1];
    for (int i = 0; i < row->cell_count; i++)
        if (page->cells[row->first_cell + i].action.kind == kind)
            return i;
    return -1;
}

static void the_ends_of_the_last_row_are_the_same_everywhere(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int n = 0; n < GAZE_NAMES; n++) {
        struct board_context context = gaze_context(&desk, gaze_names[n], &gaze_screens[1], 0);
        gaze_build(&desk, &context);
        const struct page *page = &desk.page;
        if (strcmp(page->rows[page->row_count - 1].id, "bar") != 0 || page->shape == PAGE_READ)
            continue;
        assert_int_equal(page->rows[page->row_count - 1].cell_count, 9);
        assert_int_equal(column_of(page, ACTION_REST), 8);
        assert_int_equal(column_of(page, ACTION_CALL), 7);
        int back = column_of(page, ACTION_BACK), home = column_of(page, ACTION_HOME);
        assert_true(back == 0 || back == -1);
        assert_true(home == 1 || home == -1);
    }
    gaze_desk_destroy(&desk);
}

static void check_lights(struct gaze_desk *desk, const struct gaze_screen *screen)
{
    struct practice practice = {0};
    struct board_context context = gaze_context(desk, "practice", screen, 0);
    context.practice = &practice;
    board_practice_run_build(&context, &desk->page);
    board_enlarge(&context, &desk->page);
    const struct cell *first = page_find(&desk->page, "practice.0");
    assert_non_null(first);
    for (int i = 0; i < PRACTICE_KEYS; i++) {
        assert_int_equal(first[i].action.kind, ACTION_PRACTICE_KEY);
        assert_int_equal(first[i].action.argument[0], '0' + i);
    }
    assert_non_null(page_find(&desk->page, "act.practice-stop"));
    assert_non_null(page_find(&desk->page, "act.call"));
    assert_non_null(page_find(&desk->page, "practice.count"));
}

/* Side by side, on every screen: they are for the switch, whose light has no second page. */
static void keys_to_be_pressed_stay_together(void **state)
{
    (void)state;
    struct gaze_desk desk;
    gaze_desk_init(&desk);
    for (int screen = 0; screen < GAZE_SCREENS; screen++)
        for (int blocks = 0; blocks < 2; blocks++) {
            desk.settings.gaze_board = blocks ? GAZE_BOARD_BLOCKS : GAZE_BOARD_KEYS;
            check_lights(&desk, &gaze_screens[screen]);
        }
    gaze_desk_destroy(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_on_any_page),
        cmocka_unit_test(more_stands_where_there_is_more),
        cmocka_unit_test(every_page_fits_its_grid),
        cmocka_unit_test(texts_to_read_stay),
        cmocka_unit_test(the_ends_of_the_last_row_are_the_same_everywhere),
        cmocka_unit_test(keys_to_be_pressed_stay_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the app reads from the scanner beyond the scenarios: the queue of events, paths, names. */
#include "unit_test.h"

#include "scan/scanner.h"

static void set_up(struct scanner *s, int leaves)
{
    struct scanner_settings settings = scanner_settings_default();
    settings.scan_time_ms = 1000;
    settings.first_item_extra_percent = 0;
    settings.page_loops = 0;
    scanner_init(s, &settings, 0);
    struct scan_tree tree;
    scan_tree_init(&tree);
    for (int i = 0; i < leaves; i++)
        scan_tree_add(&tree, SCAN_ROOT, SCAN_LEAF, i);
    scanner_set_tree(s, &tree, SCAN_FROM_START, 0);
    scan_tree_destroy(&tree);
}

/* Read two, add three, again and again: the queue grows, and none is lost, doubled or out of order. */
static void events_that_wait_keep_their_order(void **state)
{
    (void)state;
    struct scanner s;
    struct scan_event event;
    set_up(&s, 7);
    scanner_start(&s, 0);
    int fired = 0, read = 0;
    for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 3; i++)
            scanner_advance(&s, time_from_ms(1000 * ++fired));
        for (int i = 0; i < 2; i++, read++) {
            assert_true(scanner_next_event(&s, &event));
            assert_int_equal(event.kind, SCAN_LIT);
            assert_int_equal(event.at_us, time_from_ms(1000 * read));
            assert_int_equal(event.node, 1 + read % 7);
        }
    }
    for (; scanner_next_event(&s, &event); read++)
        assert_int_equal(event.at_us, time_from_ms(1000 * read));
    assert_int_equal(read, fired + 1);
    scanner_advance(&s, time_from_ms(1000 * ++fired)); /* and on, after it was empty */
    assert_true(scanner_next_event(&s, &event));
    assert_int_equal(event.at_us, time_from_ms(1000 * fired));
    assert_false(scanner_next_event(&s, &event));
    scanner_destroy(&s);
}

static void a_path_is_written_as_far_as_there_is_room(void **state)
{
    (void)state;
    struct scanner s;
    set_up(&s, 2);
    int path[3] = {77, 77, 77};
    assert_int_equal(scanner_path(&s, path, 3), 0);
    scanner_start(&s, 0);
    assert_int_equal(scanner_path(&s, path, 1), 2);
    assert_int_equal(path[0], SCAN_ROOT);
    assert_int_equal(path[1], 77);
    assert_int_equal(scanner_path(&s, path, 3), 2);
    assert_int_equal(path[1], 1);
    assert_int_equal(path[2], 77);
    assert_int_equal(scanner_path(&s, NULL, 0), 2);
    scanner_destroy(&s);
}

static void nodes_that_do_not_exist(void **state)
{
    (void)state;
    struct scanner s;
    set_up(&s, 2);
    scanner_start(&s, 0);
    assert_true(scanner_is_lit(&s, 1));
    assert_false(scanner_is_lit(&s, SCAN_NONE) || scanner_is_lit(&s, 3) || scanner_is_lit(&s, 1000));
    scanner_set_skip(&s, 3, true, 0);
    scanner_set_skip(&s, SCAN_NONE, true, 0);
    assert_int_equal(scanner_lit(&s), 1);
    assert_false(scan_tree_has(scanner_tree(&s), SCAN_NONE) || scan_tree_has(scanner_tree(&s), 3));
    assert_true(scan_tree_has(scanner_tree(&s), SCAN_ROOT) && scan_tree_has(scanner_tree(&s), 2));
    scanner_destroy(&s);
}

static void a_control_that_does_not_exist_scans_by_itself(void **state)
{
    (void)state;
    for (int wrong = -1; wrong < 8; wrong++) {
        struct scanner_settings settings = scanner_settings_default();
        settings.control = (enum scan_control)wrong;
        settings.resume = (enum scan_resume)wrong;
        scanner_settings_clamp(&settings);
        assert_int_equal(settings.control, wrong > SCAN_INVERSE || wrong < 0 ? SCAN_AUTOMATIC : wrong);
        assert_int_equal(settings.resume, wrong == 1 ? SCAN_RESUME_WHERE_IT_STOPPED : SCAN_RESUME_AT_START);
    }
}

static void settings_are_clamped_from_the_start(void **state)
{
    (void)state;
    struct scanner_settings settings = scanner_settings_default();
    settings.scan_time_ms = 1;
    settings.first_item_extra_percent = -7;
    struct scanner s;
    scanner_init(&s, &settings, 5000);
    assert_int_equal(scanner_deadline(&s), TIME_NEVER);
    struct scan_tree tree;
    scan_tree_init(&tree);
    scan_tree_add(&tree, SCAN_ROOT, SCAN_LEAF, 0);
    scanner_set_tree(&s, &tree, SCAN_FROM_START, 5000);
    scanner_start(&s, 5000);
    assert_int_equal(scanner_deadline(&s), 5000 + time_from_ms(300));
    scan_tree_destroy(&tree);
    scanner_destroy(&s);
}

static void every_state_and_event_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = SCAN_STATE_STOPPED; i <= SCAN_STATE_GROUPS; i++)
        for (int j = SCAN_STATE_STOPPED; j < i; j++)
            assert_string_not_equal(scan_state_name((enum scan_state)i), scan_state_name((enum scan_state)j));
    for (int i = SCAN_LIT; i <= SCAN_PRESS_UNUSED; i++)
        for (int j = SCAN_LIT; j < i; j++)
            assert_string_not_equal(scan_event_name((enum scan_event_kind)i),
                                    scan_event_name((enum scan_event_kind)j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_that_wait_keep_their_order),
        cmocka_unit_test(a_path_is_written_as_far_as_there_is_room),
        cmocka_unit_test(nodes_that_do_not_exist),
        cmocka_unit_test(a_control_that_does_not_exist_scans_by_itself),
        cmocka_unit_test(settings_are_clamped_from_the_start),
        cmocka_unit_test(every_state_and_event_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

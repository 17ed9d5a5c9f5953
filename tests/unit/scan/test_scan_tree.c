#include "unit_test.h"

#include "scan/scan_tree.h"

static void children_stand_together(void **state)
{
    (void)state;
    struct scan_tree tree;
    scan_tree_init(&tree);
    int row1 = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 10);
    int row2 = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 11);
    int a = scan_tree_add(&tree, row1, SCAN_LEAF, 12);
    assert_int_equal(scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 13), SCAN_NONE); /* too late for the root */
    int b = scan_tree_add(&tree, row1, SCAN_LEAF, 14);
    int c = scan_tree_add(&tree, row2, SCAN_LEAF, 15);
    assert_int_equal(scan_tree_add(&tree, row1, SCAN_LEAF, 16), SCAN_NONE);
    assert_int_equal(scan_tree_add(&tree, a, SCAN_LEAF, 17), SCAN_NONE); /* a leaf has no children */
    assert_int_equal(scan_tree_add(&tree, 99, SCAN_LEAF, 18), SCAN_NONE);
    assert_int_equal(scan_tree_add(&tree, SCAN_NONE, SCAN_LEAF, 19), SCAN_NONE);
    assert_int_equal(tree.count, 6);
    assert_int_equal(b, a + 1);
    assert_int_equal(tree.nodes[row1].first_child, a);
    assert_int_equal(tree.nodes[row1].child_count, 2);
    assert_int_equal(scan_tree_child_with_ref(&tree, row1, 14), b);
    assert_int_equal(scan_tree_child_with_ref(&tree, row1, 15), SCAN_NONE);
    assert_int_equal(scan_tree_depth(&tree, SCAN_ROOT), 0);
    assert_int_equal(scan_tree_depth(&tree, c), 2);
    assert_int_equal(scan_tree_child_towards(&tree, SCAN_ROOT, c), row2);
    assert_int_equal(scan_tree_child_towards(&tree, row2, c), c);
    assert_true(scan_tree_is_within(&tree, c, row2) && scan_tree_is_within(&tree, c, c));
    assert_false(scan_tree_is_within(&tree, c, row1) || scan_tree_is_within(&tree, row2, c));
    scan_tree_destroy(&tree);
}

static void heights_are_kept(void **state)
{
    (void)state;
    struct scan_tree tree;
    scan_tree_init(&tree);
    assert_int_equal(tree.nodes[SCAN_ROOT].height, 1);
    int group = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 0);
    int leaf = scan_tree_add(&tree, SCAN_ROOT, SCAN_LEAF, 1);
    assert_int_equal(tree.nodes[SCAN_ROOT].height, 2); /* a group without children is still a group */
    int row = scan_tree_add(&tree, group, SCAN_GROUP, 2);
    assert_int_equal(tree.nodes[SCAN_ROOT].height, 3);
    scan_tree_add(&tree, row, SCAN_LEAF, 3);
    assert_int_equal(tree.nodes[SCAN_ROOT].height, 3);
    assert_int_equal(tree.nodes[group].height, 2);
    assert_int_equal(tree.nodes[row].height, 1);
    assert_int_equal(tree.nodes[leaf].height, 0);
    scan_tree_clear(&tree);
    assert_int_equal(tree.count, 1);
    assert_int_equal(tree.nodes[SCAN_ROOT].height, 1);
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 0);
    scan_tree_destroy(&tree);
}

static void choices_are_kept(void **state)
{
    (void)state;
    struct scan_tree tree;
    scan_tree_init(&tree);
    int row1 = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 0);
    int row2 = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 1);
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 0);
    scan_tree_add(&tree, row1, SCAN_EMPTY_LEAF, 2);
    int back = scan_tree_add(&tree, row1, SCAN_BACK_LEAF, 3);
    assert_false(scan_tree_is_choice(&tree, row1));
    int leaf = scan_tree_add(&tree, row1, SCAN_LEAF, 4);
    assert_true(scan_tree_is_choice(&tree, row1));
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 1);
    assert_false(scan_tree_is_offered(&tree, back)); /* nothing above to choose between */
    scan_tree_add(&tree, row2, SCAN_LEAF, 5);
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 2);
    assert_true(scan_tree_is_offered(&tree, back));
    scan_tree_set_skip(&tree, row2, true);
    assert_false(scan_tree_is_offered(&tree, back));
    assert_true(tree.nodes[row2 + 4].hidden);
    scan_tree_set_skip(&tree, row2, false);
    scan_tree_set_skip(&tree, leaf, true);
    assert_false(scan_tree_is_choice(&tree, row1) || scan_tree_is_offered(&tree, back));
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 1);
    scan_tree_set_skip(&tree, SCAN_ROOT, true);
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 0);
    assert_false(scan_tree_is_choice(&tree, SCAN_ROOT));
    scan_tree_destroy(&tree);
}

static void a_hidden_group_takes_children_that_do_not_count(void **state)
{
    (void)state;
    struct scan_tree tree;
    scan_tree_init(&tree);
    int row = scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, 0);
    scan_tree_set_skip(&tree, row, true);
    int leaf = scan_tree_add(&tree, row, SCAN_LEAF, 1);
    assert_false(scan_tree_is_choice(&tree, leaf));
    assert_int_equal(tree.nodes[row].choices, 0);
    scan_tree_set_skip(&tree, row, false);
    assert_true(scan_tree_is_choice(&tree, leaf));
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 1);
    scan_tree_destroy(&tree);
}

static void next_goes_in_a_circle(void **state)
{
    (void)state;
    struct scan_tree tree;
    scan_tree_init(&tree);
    int a = scan_tree_add(&tree, SCAN_ROOT, SCAN_LEAF, 0);
    int empty = scan_tree_add(&tree, SCAN_ROOT, SCAN_EMPTY_LEAF, 1);
    int b = scan_tree_add(&tree, SCAN_ROOT, SCAN_LEAF, 2);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, SCAN_NONE), a);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, a), b);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, empty), b);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, b), a);
    scan_tree_set_skip(&tree, a, true);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, b), b);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, SCAN_NONE), b);
    scan_tree_set_skip(&tree, b, true);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, b), SCAN_NONE);
    scan_tree_clear(&tree);
    assert_int_equal(scan_tree_next(&tree, SCAN_ROOT, SCAN_NONE), SCAN_NONE);
    scan_tree_destroy(&tree);
}

/* A page of 40 rows of 40 cells, grown past several times the first memory; a copy is its own. */
static void a_big_tree_is_copied(void **state)
{
    (void)state;
    struct scan_tree tree, copy;
    scan_tree_init(&tree);
    scan_tree_init(&copy);
    for (int row = 0; row < 40; row++)
        scan_tree_add(&tree, SCAN_ROOT, SCAN_GROUP, row);
    for (int cell = 0; cell < 1600; cell++)
        assert_int_not_equal(scan_tree_add(&tree, 1 + cell / 40, SCAN_LEAF, cell), SCAN_NONE);
    scan_tree_copy(&copy, &tree);
    scan_tree_set_skip(&tree, 1, true);
    assert_int_equal(copy.count, 1641);
    assert_int_equal(copy.nodes[SCAN_ROOT].choices, 40);
    assert_int_equal(tree.nodes[SCAN_ROOT].choices, 39);
    scan_tree_copy(&copy, &copy);
    assert_int_equal(copy.nodes[40].choices, 40);
    scan_tree_destroy(&copy);
    scan_tree_destroy(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_stand_together),
        cmocka_unit_test(heights_are_kept),
        cmocka_unit_test(choices_are_kept),
        cmocka_unit_test(a_hidden_group_takes_children_that_do_not_count),
        cmocka_unit_test(next_goes_in_a_circle),
        cmocka_unit_test(a_big_tree_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What there is to choose, as a tree: groups that are lit as a whole and leaves that are taken.
 *
 *     linear             root → leaves
 *     row–column         root → rows → cells
 *     group–row–column   root → groups → rows → cells
 *
 * Any depth, and branches of different depth, are allowed. Node 0 is the root; the children of a node stand
 * together and after it. The app builds a tree from a page and keeps in `ref` what the node stands for; the
 * scanner never looks into it, except to find the same place again in a changed page: for that, refs must
 * differ among the children of one node.
 *
 * A choice is a leaf that is neither `skip` nor `back`, or a group with a choice below it:
 *
 *     skip    an empty cell: it takes its place on the screen and is passed over. On a group: all of it.
 *     back    the row exit, a leaf that returns to the group it stands in. It is no choice itself: a group
 *             that holds nothing else is passed over, and so is the row exit where there is no list above.
 *
 * Derived, kept up to date by every function here: `choices` = how many of the children are choices,
 * `hidden` = the node or something above it is `skip`, `height` = levels below: a leaf 0, a row of cells
 * 1, a group of rows 2. */
#ifndef YINIAN_SCAN_SCAN_TREE_H
#define YINIAN_SCAN_SCAN_TREE_H

#include <stdbool.h>

enum { SCAN_NONE = -1, SCAN_ROOT = 0 };

struct scan_node {
    int parent;      /* SCAN_NONE for the root */
    int first_child; /* meaningless while child_count is 0 */
    int child_count;
    int ref;     /* the app's */
    int choices; /* derived */
    int height;  /* derived */
    bool group;
    bool skip;
    bool back;
    bool hidden; /* derived */
};

struct scan_tree {
    struct scan_node *nodes; /* owned */
    int count;               /* at least 1: the root */
    int capacity;
};

enum scan_kind { SCAN_GROUP, SCAN_LEAF, SCAN_EMPTY_LEAF /* skip */, SCAN_BACK_LEAF };

void scan_tree_init(struct scan_tree *tree); /* a root without children */
void scan_tree_destroy(struct scan_tree *tree);
void scan_tree_clear(struct scan_tree *tree); /* back to the bare root; keeps the memory */
void scan_tree_copy(struct scan_tree *to, const struct scan_tree *from);

/* Adds a child after the last child of `parent` and returns its index. All children of one parent are added
 * before anything is added below another one: first all rows, then the cells of each row. Returns SCAN_NONE
 * and changes nothing when this is not kept, or when `parent` is not a group of the tree. */
int scan_tree_add(struct scan_tree *tree, int parent, enum scan_kind kind, int ref);
/* `node` must be in the tree. */
void scan_tree_set_skip(struct scan_tree *tree, int node, bool skip);

bool scan_tree_has(const struct scan_tree *tree, int node);
bool scan_tree_is_leaf(const struct scan_tree *tree, int node);
bool scan_tree_is_choice(const struct scan_tree *tree, int node);
/* `node` is `above`, or stands somewhere below it. */
bool scan_tree_is_within(const struct scan_tree *tree, int node, int above);
/* Levels above the node: the root 0. */
int scan_tree_depth(const struct scan_tree *tree, int node);
/* The child of `parent` with that ref, or SCAN_NONE. */
int scan_tree_child_with_ref(const struct scan_tree *tree, int parent, int ref);

/* The list that is scanned when `node` (a group, or the root) has been taken, or the leaf that is taken at
 * once: follows groups with one single choice, since a second selection would choose between nothing. From
 * the root this gives the list where the scan begins (never a leaf: a page with one leaf is a list of one).
 */
int scan_tree_descend(const struct scan_tree *tree, int node);
int scan_tree_top(const struct scan_tree *tree);
/* The list to return to from `list`: the nearest above it with something to choose between, or SCAN_NONE
 * when there is none. */
int scan_tree_list_above(const struct scan_tree *tree, int list);
/* The child of `list` that holds `node` or is it; `node` must be below `list`. */
int scan_tree_child_towards(const struct scan_tree *tree, int list, int node);
/* May be lit when the children of its parent are scanned: a choice, or a row exit beside a choice that leads
 * somewhere. */
bool scan_tree_is_offered(const struct scan_tree *tree, int node);
/* The next offered child of `list` after `item`, in a circle (`item` itself comes last); with `item`
 * SCAN_NONE the first. SCAN_NONE when there is none. */
int scan_tree_next(const struct scan_tree *tree, int list, int item);

#endif

#include "scan/scan_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void scan_tree_init(struct scan_tree *tree)
{
    *tree = (struct scan_tree){0};
    scan_tree_clear(tree);
}

void scan_tree_destroy(struct scan_tree *tree)
{
    free(tree->nodes);
    *tree = (struct scan_tree){0};
}

static void reserve(struct scan_tree *tree, int count)
{
    if (count <= tree->capacity)
        return;
    int capacity = tree->capacity ? tree->capacity : 32;
    while (capacity < count)
        capacity *= 2;
    tree->nodes = memory_grow(tree->nodes, (size_t)capacity, sizeof *tree->nodes);
    tree->capacity = capacity;
}

void scan_tree_clear(struct scan_tree *tree)
{
    reserve(tree, 1);
    tree->nodes[SCAN_ROOT] = (struct scan_node){.parent = SCAN_NONE, .group = true, .height = 1};
    tree->count = 1;
}

void scan_tree_copy(struct scan_tree *to, const struct scan_tree *from)
{
    if (to == from)
        return;
    reserve(to, from->count);
    memcpy(to->nodes, from->nodes, (size_t)from->count * sizeof *from->nodes);
    to->count = from->count;
}

/* A node became a choice, or ceased to be one: its parent has one more or less, which may make that one
 * a choice in its turn. */
static void count_choice(struct scan_tree *tree, int node, int change)
{
    for (int parent = tree->nodes[node].parent; parent != SCAN_NONE; parent = tree->nodes[parent].parent) {
        struct scan_node *group = &tree->nodes[parent];
        bool before = scan_tree_is_choice(tree, parent);
        group->choices += change;
        if (scan_tree_is_choice(tree, parent) == before)
            return;
    }
}

static void raise_height(struct scan_tree *tree, int node)
{
    int parent = tree->nodes[node].parent;
    while (parent != SCAN_NONE && tree->nodes[parent].height <= tree->nodes[node].height) {
        tree->nodes[parent].height = tree->nodes[node].height + 1;
        node = parent;
        parent = tree->nodes[node].parent;
    }
}

int scan_tree_add(struct scan_tree *tree, int parent, enum scan_kind kind, int ref)
{
    if (!scan_tree_has(tree, parent) || !tree->nodes[parent].group)
        return SCAN_NONE;
    int node = tree->count;
    struct scan_node *above = &tree->nodes[parent];
    if (above->child_count && above->first_child + above->child_count != node)
        return SCAN_NONE;
    if (!above->child_count)
        above->first_child = node;
    above->child_count++;
    bool group = kind == SCAN_GROUP, skip = kind == SCAN_EMPTY_LEAF;
    struct scan_node made = {.parent = parent, .ref = ref, .height = group, .group = group, .skip = skip};
    made.back = kind == SCAN_BACK_LEAF;
    made.hidden = skip || above->hidden;
    reserve(tree, node + 1);
    tree->nodes[node] = made;
    tree->count++;
    raise_height(tree, node);
    if (scan_tree_is_choice(tree, node))
        count_choice(tree, node, 1);
    return node;
}

/* Children stand after their parents: what is above is known on the way down, what is below on the way
 * back. */
static void derive(struct scan_tree *tree)
{
    for (int i = 0; i < tree->count; i++) {
        struct scan_node *node = &tree->nodes[i];
        node->hidden = node->skip || (node->parent != SCAN_NONE && tree->nodes[node->parent].hidden);
        node->choices = 0;
    }
    for (int i = tree->count - 1; i > SCAN_ROOT; i--)
        tree->nodes[tree->nodes[i].parent].choices += scan_tree_is_choice(tree, i);
}

void scan_tree_set_skip(struct scan_tree *tree, int node, bool skip)
{
    if (tree->nodes[node].skip == skip)
        return;
    tree->nodes[node].skip = skip;
    derive(tree);
}

bool scan_tree_has(const struct scan_tree *tree, int node)
{
    return node >= 0 && node < tree->count;
}

bool scan_tree_is_leaf(const struct scan_tree *tree, int node)
{
    return !tree->nodes[node].group;
}

bool scan_tree_is_choice(const struct scan_tree *tree, int node)
{
    const struct scan_node *it = &tree->nodes[node];
    return !it->hidden && (it->group ? it->choices > 0 : !it->back);
}

bool scan_tree_is_within(const struct scan_tree *tree, int node, int above)
{
    while (node != above && node != SCAN_NONE)
        node = tree->nodes[node].parent;
    return node == above;
}

int scan_tree_depth(const struct scan_tree *tree, int node)
{
    int depth = 0;
    while ((node = tree->nodes[node].parent) != SCAN_NONE)
        depth++;
    return depth;
}

int scan_tree_child_with_ref(const struct scan_tree *tree, int parent, int ref)
{
    const struct scan_node *group = &tree->nodes[parent];
    for (int i = 0; i < group->child_count; i++)
        if (tree->nodes[group->first_child + i].ref == ref)
            return group->first_child + i;
    return SCAN_NONE;
}

/* The first child that is a choice; SCAN_NONE when there is none. */
static int first_choice(const struct scan_tree *tree, int list)
{
    const struct scan_node *group = &tree->nodes[list];
    for (int i = 0; group->choices && i < group->child_count; i++)
        if (scan_tree_is_choice(tree, group->first_child + i))
            return group->first_child + i;
    return SCAN_NONE;
}

int scan_tree_descend(const struct scan_tree *tree, int node)
{
    while (tree->nodes[node].group && tree->nodes[node].choices == 1)
        node = first_choice(tree, node);
    return node;
}

int scan_tree_top(const struct scan_tree *tree)
{
    int node = scan_tree_descend(tree, SCAN_ROOT);
    return tree->nodes[node].group ? node : tree->nodes[node].parent;
}

int scan_tree_list_above(const struct scan_tree *tree, int list)
{
    int above = tree->nodes[list].parent;
    while (above != SCAN_NONE && tree->nodes[above].choices < 2)
        above = tree->nodes[above].parent;
    return above;
}

int scan_tree_child_towards(const struct scan_tree *tree, int list, int node)
{
    while (tree->nodes[node].parent != list)
        node = tree->nodes[node].parent;
    return node;
}

bool scan_tree_is_offered(const struct scan_tree *tree, int node)
{
    const struct scan_node *it = &tree->nodes[node];
    if (!it->back || it->hidden)
        return scan_tree_is_choice(tree, node);
    return tree->nodes[it->parent].choices > 0 && scan_tree_list_above(tree, it->parent) != SCAN_NONE;
}

int scan_tree_next(const struct scan_tree *tree, int list, int item)
{
    const struct scan_node *group = &tree->nodes[list];
    int start = item == SCAN_NONE ? group->child_count - 1 : item - group->first_child;
    for (int i = 1; i <= group->child_count; i++) {
        int node = group->first_child + (start + i) % group->child_count;
        if (scan_tree_is_offered(tree, node))
            return node;
    }
    return SCAN_NONE;
}

#include <stdlib.h>

#include "view/node.h"

/* What has to be drawn again (node.h). */

void node_trace_init(struct node_trace *trace)
{
    *trace = (struct node_trace){0};
}

void node_trace_destroy(struct node_trace *trace)
{
    free(trace->items);
    *trace = (struct node_trace){0};
}

struct view_rect node_reach(const struct node_tree *tree, const struct node *node)
{
    const struct scale *scale = &tree->layout.scale;
    if (rect_is_empty(node->rect))
        return node->rect;
    switch (node->kind) {
    case NODE_SECTION:
    case NODE_ROW:
        return rect_grow(node->rect, (scale->gap_px + scale->lit_px + 1) / 2);
    case NODE_CELL: /* only these two stand out of their place */
        return node->state == STATE_LIT || node->state == STATE_TAKEN
                   ? rect_grow(node->rect, (scale->gap_px + scale->lit_px + 1) / 2)
                   : node->rect;
    case NODE_HEAD:
        return (struct view_rect){0, 0, tree->layout.width, node->rect.y + node->rect.height};
    case NODE_READING: /* with frames, and how far one has read */
        return rect_grow(rect_union(node->rect, tree->layout.progress), scale->gap_px / 2);
    case NODE_LINE: /* with what lies behind it */
        return rect_grow(node->rect, node->rect.height / 6 + 1);
    case NODE_ROOT:
    case NODE_SMALL:
    case NODE_MESSAGE:
    case NODE_FIGURE:
    case NODE_TEXT:
    case NODE_POINT:
    case NODE_CORNER:
        break;
    }
    return node->rect;
}

/* Joins the rectangle with those that it overlaps, as often as it takes: what remains lies apart. */
static void add_dirty(struct dirty *dirty, struct view_rect rect)
{
    for (int i = 0; i < dirty->count && !rect_is_empty(rect); i++) {
        if (!rect_overlap(dirty->rects[i], rect))
            continue;
        rect = rect_union(rect, dirty->rects[i]);
        dirty->rects[i] = dirty->rects[--dirty->count];
        i = -1;
    }
    if (rect_is_empty(rect))
        return;
    if (dirty->count < DIRTY_AT_MOST) {
        dirty->rects[dirty->count++] = rect;
        return;
    }
    struct view_rect first = dirty->rects[--dirty->count];
    add_dirty(dirty, rect_union(first, rect));
}

static void remember(struct node_trace *trace, const struct node_tree *tree)
{
    if (tree->count > trace->capacity) {
        trace->capacity = tree->count;
        trace->items = memory_grow(trace->items, (size_t)trace->capacity, sizeof *trace->items);
    }
    for (int i = 0; i < tree->count; i++)
        trace->items[i] = (struct node_trace_item){node_reach(tree, &tree->nodes[i]), tree->nodes[i].look};
    trace->count = tree->count;
    trace->ground = tree->ground;
}

void node_trace_advance(struct node_trace *trace, const struct node_tree *tree, struct dirty *dirty)
{
    struct view_rect screen = {0, 0, tree->layout.width, tree->layout.height};
    dirty->count = 0;
    if (trace->ground != tree->ground || trace->count != tree->count)
        add_dirty(dirty, screen);
    for (int i = 0; dirty->count == 0 || !rect_equal(dirty->rects[0], screen); i++) {
        if (i >= tree->count)
            break;
        struct view_rect reach = node_reach(tree, &tree->nodes[i]);
        const struct node_trace_item *before = &trace->items[i];
        if (before->look == tree->nodes[i].look && rect_equal(before->rect, reach))
            continue;
        add_dirty(dirty, rect_intersect(before->rect, screen));
        add_dirty(dirty, rect_intersect(reach, screen));
    }
    remember(trace, tree);
}

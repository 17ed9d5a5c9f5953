/* The screen as a tree of nodes: what stands where, and how it stands out. The driver prints it, the pointer asks
 * it, draw.c draws it, and comparing two of them says what has to be drawn again.
 *
 *     root "screen" → message (page.with_message)
 *                   → reading "reading" → the lines of the page that is read (page.set)
 *                   → sections, if there is more than one → rows → cells → what stands small in them
 *
 * Children of a node follow each other in the array. After the tree stand the decorations, nodes without a parent:
 * the head, the figure, the large text, the point to look at and the signs in the corners; they have no id and are
 * not part of the driver's tree. */
#ifndef YINIAN_VIEW_NODE_H
#define YINIAN_VIEW_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "view/layout.h"
#include "view/scene.h"

enum node_kind {
    NODE_ROOT,
    NODE_MESSAGE,
    NODE_SECTION,
    NODE_ROW,
    NODE_CELL,
    NODE_SMALL, /* stands small in a block, a cell: index into page->small. A look takes the block */
    NODE_READING, /* page.set: where the article stands; its label is the article's title. Index: the page of it */
    NODE_LINE, /* a line of it: "line.0" … on every page. The rect is where its ink is, its index that in
                     page.set->lines; chosen: some of it is being read aloud */
    NODE_HEAD,
    NODE_FIGURE,
    NODE_TEXT,  /* the large text: question, rest, call, or what would be said */
    NODE_POINT, /* PAGE_POINT: the target that is looked at */
    NODE_CORNER /* scene.corners: index 0 the upper left one, 1 the upper right one. STATE_TAKEN: looked at already;
                   STATE_LOOKED: the one to look at now */
};

struct node {
    enum node_kind kind;
    const char *id;           /* borrowed from the page; NULL for decorations */
    const char *role;         /* "screen", "message", "section", "row", "text", "line" or the cell's role */
    const char *label;        /* borrowed; "" where there is none. A line's lives in the arena */
    const char *note;         /* borrowed or NULL */
    const char *picture;      /* path of a PNG, borrowed, or NULL */
    const char *commit;       /* borrowed or NULL */
    const char *const *spell; /* spell_count units, borrowed */
    int spell_count;
    const char *action; /* "speak", "open:write" …; NULL for none; lives in the arena */
    struct view_rect rect;
    bool lit;        /* a press would now choose or narrow to exactly this */
    bool lit_around; /* it stands inside what is lit */
    bool chosen, empty;
    time_us stamp_us;
    float dwell;           /* 0–1 */
    struct view_rect fill; /* by looking: what is filled by now, about the middle; steps of 1 px; else empty.
                              Of the point: its ring, which shrinks */
    bool kept;             /* the filling is what is left of a look a moment ago */
    enum cell_mark mark;
    enum cell_tint tint;
    int index;  /* of the cell, row or section in the page, or as its kind says; -1 otherwise */
    int parent; /* index of a node; -1 for the root and the decorations */
    int first_child, child_count;

    /* How it is to be drawn. */
    enum cell_state state;
    int dim;     /* DIM_… */
    bool next;   /* of a cell that is neither lit nor taken: it lights up next */
    bool held;   /* lit, and the switch is down */
    bool within; /* the scan has narrowed to this row or section */
    bool hidden; /* a row's way out, while the scan is not in the row: keeps its place, is not drawn */
    uint64_t
        content;   /* hash of what is written on it and where: the size of its text depends on this alone */
    uint64_t look; /* hash of everything that its picture depends on */
};

struct node_tree {
    struct layout layout;
    struct node *nodes; /* nodes[0] is the root; they live in the arena */
    int count;
    int first_cell;  /* the node of the page's first cell */
    int first_small; /* … and of the first of those that stand small in others */
    int first_line;  /* … and of the first of the lines that are read, if there is any */
    int first_decoration;
    uint64_t ground;  /* hash of what the whole picture depends on: size, theme, kind of page … */
    uint64_t content; /* of all contents together */
};

/* Borrows the scene's page and texts; everything made lives in `arena`. */
struct node_tree node_tree_of(const struct scene *scene, int width, int height, struct arena *arena);

/* The node of the page's cell `index`; those of the other cells stand around it in the page's order. */
const struct node *node_of_cell(const struct node_tree *tree, int index);

/* The page's cell at this pixel, or -1. On the drawn body the parts of the figure count as their cells. Empty cells
 * are no hit. A large text that covers the page hides everything. */
int node_cell_at(const struct node_tree *tree, const struct scene *scene, int x, int y);

/* What has to be drawn again. */
enum { DIRTY_AT_MOST = 24 };
struct dirty {
    struct view_rect rects[DIRTY_AT_MOST]; /* apart from each other */
    int count;
};

/* What is remembered of a picture: places and looks, nothing borrowed. */
struct node_trace {
    uint64_t ground;
    int count, capacity;
    struct node_trace_item {
        struct view_rect rect; /* with what is drawn around it */
        uint64_t look;
    } * items;
};

void node_trace_init(struct node_trace *trace);
void node_trace_destroy(struct node_trace *trace);
/* Compares the tree with what was drawn last, remembers the tree, and says what changed. */
void node_trace_advance(struct node_trace *trace, const struct node_tree *tree, struct dirty *dirty);

/* A node's rectangle with the frame that is drawn around it. */
struct view_rect node_reach(const struct node_tree *tree, const struct node *node);

#endif

/* The drawn body: its parts, where they lie on the figure and where their names stand beside it. Pure data, for
 * the body board (which makes a cell of each) and for view/ (which draws the figure).
 *
 * The figure is 500 wide and 1000 high. Left and right are the person's own: on the front view the right shoulder
 * is on the left of the screen, on the back view it is on the right of it.
 *
 * Names stand in two columns at the sides of the figure, each in a box that is a comfortable target even at
 * 800×480; a line leads from the box to the part. `place` is that box in thousandths of the page's free area. */
#ifndef YINIAN_BOARD_BODY_FIGURE_H
#define YINIAN_BOARD_BODY_FIGURE_H

#include "board/page.h"

enum {
    BODY_FIGURE_WIDTH = 500,
    BODY_FIGURE_HEIGHT = 1000,
    BODY_FIGURE_SHARE = 370, /* of the free area's width that is the figure's, in thousandths */
};

enum body_side { BODY_FRONT, BODY_BACK };

/* In this order they are scanned: a group is a row of the page. */
enum body_group {
    BODY_GROUP_HEAD,
    BODY_GROUP_TRUNK,
    BODY_GROUP_RIGHT_ARM,
    BODY_GROUP_LEFT_ARM,
    BODY_GROUP_RIGHT_LEG,
    BODY_GROUP_LEFT_LEG,
    BODY_GROUP_COUNT
};

struct body_part {
    const char *id;   /* unique over both sides: "right-shoulder", "back-neck" */
    const char *name; /* English, N_(): translate with _() */
    enum body_side side;
    enum body_group group;
    struct cell_place place; /* of the name's box */
    int x, y;                /* where the line from the box ends, on the figure */
    const char *region; /* the part's area on the figure, as a text of view/outline.h; what lies outside the
                                figure's silhouette does not count */
    bool mirrored;      /* the region is drawn with x → 500 − x; x and y above are not */
};

/* Front parts first, then back ones, each side group by group. */
const struct body_part *body_parts(size_t *count);
const struct body_part *body_part_find(const char *id); /* NULL: no such part (or id NULL) */
/* The part that a cell of the body's page stands for: cells are called "part." and the part's id; or NULL. */
const struct body_part *body_part_of_cell(const struct cell *cell);
const char *body_group_id(enum body_group group);   /* "head", "right-arm" … */
const char *body_group_name(enum body_group group); /* English, N_() */

/* The right half of the silhouette as seen (x from 250 on), and lines drawn on it. Outline texts. */
extern const char *const body_silhouette;
extern const char *const body_details[2]; /* by side: the right half of the face and folds, mirrored too */

#endif

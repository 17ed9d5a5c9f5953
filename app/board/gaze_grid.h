/* How many keys that are large enough to be looked at stand on a screen: for the boards, which fill so many places, and
 * for view/, which gives them their places.
 *
 *     ┌─────────────────────────┐
 *     │ strip: message, notices │  nothing is taken here: a place to rest the eyes, as tall as the rows leave
 *     │ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢ ▢       │
 *     │ ▢ …             columns │  a key and the gap after it
 *     │ ▢ …  × rows             │
 *     └─────────────────────────┘
 *
 * With keys of 3.4° at the start values (15.6 inches, 60 cm) it is 9 × 5 on 800×480, 1280×800 and 1920×1080, and 5 × 9
 * upright. Pure. */
#ifndef YINIAN_BOARD_GAZE_GRID_H
#define YINIAN_BOARD_GAZE_GRID_H

/* Fewer places than these no board can do with: on a screen that is too small for them keys are smaller. */
enum { GAZE_COLUMNS_AT_LEAST = 3, GAZE_ROWS_AT_LEAST = 3 };
/* More columns are not used: keys get wider instead. */
enum { GAZE_COLUMNS_AT_MOST = 9 };

struct gaze_grid {
    int columns, rows;
    int gap_px, margin_px; /* between keys; at the edges of the screen */
    int strip_px;          /* height of the strip */
    int row_px;            /* height of one row when all of them are there: key_px or more */
};

/* width_px, height_px, key_px: 1 or more. */
struct gaze_grid gaze_grid_of(int width_px, int height_px, int key_px);

#endif

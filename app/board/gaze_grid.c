#include "board/gaze_grid.h"

#include <stdbool.h>

/* Shares of the screen's shorter side: a gap of a hundred and twentieth is pleasant, half of that will do. A strip of a
 * twenty-fourth still holds a line of text. */
enum { GAP_SHARE = 120, GAP_LEAST_SHARE = 240, GAP_AT_LEAST_PX = 2 };
enum { STRIP_LEAST_SHARE = 24, STRIP_SHARE = 20, STRIP_MOST_SHARE = 8 };

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

static int between(int value, int least, int most)
{
    return at_least(value > most ? most : value, least);
}

static int height_for_rows(const struct gaze_grid *grid, int height_px)
{
    return height_px - 2 * grid->margin_px;
}

/* How many keys fit, with this gap and at least so high a strip. */
static struct gaze_grid with_gap(int width_px, int height_px, int key_px, int gap_px, int strip_px)
{
    struct gaze_grid grid = {.gap_px = gap_px, .margin_px = gap_px / 2};
    int each = key_px + gap_px;
    grid.columns = (width_px - 2 * grid.margin_px + gap_px) / each;
    grid.rows = (height_for_rows(&grid, height_px) - strip_px) / each;
    grid.columns = between(grid.columns, GAZE_COLUMNS_AT_LEAST, GAZE_COLUMNS_AT_MOST);
    grid.rows = at_least(grid.rows, GAZE_ROWS_AT_LEAST);
    return grid;
}

struct gaze_grid gaze_grid_of(int width_px, int height_px, int key_px)
{
    int shorter = width_px < height_px ? width_px : height_px;
    int gap_px = at_least(shorter / GAP_LEAST_SHARE, GAP_AT_LEAST_PX);
    int strip_px = shorter / STRIP_LEAST_SHARE;
    struct gaze_grid grid = with_gap(width_px, height_px, key_px, gap_px, strip_px);
    for (int wider = at_least(shorter / GAP_SHARE, GAP_AT_LEAST_PX); wider > gap_px; wider--) {
        struct gaze_grid other = with_gap(width_px, height_px, key_px, wider, shorter / STRIP_SHARE);
        if (other.columns == grid.columns && other.rows == grid.rows) {
            grid = other;
            break;
        }
    }
    int height = height_for_rows(&grid, height_px);
    int left = height - grid.rows * (key_px + grid.gap_px);
    grid.strip_px = between(left, strip_px, shorter / STRIP_MOST_SHARE);
    grid.row_px = at_least((height - grid.strip_px) / grid.rows - grid.gap_px, 1);
    return grid;
}

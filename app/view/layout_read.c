#include "view/layout_read.h"

/* In tenths of the spacing unit. */
enum { PROGRESS_HEIGHT = 8, PROGRESS_APART = 12 };

static int at_least_one(int px)
{
    return px > 0 ? px : 1;
}

struct view_rect layout_read_blocks(struct layout *layout, int lines)
{
    struct view_rect body = layout->body, rows = body;
    int gap = layout->scale.gap_px, wanted = lines * (layout->height / 3) + (lines - 1) * gap;
    int most = body.height * READ_ROWS_SHARE / 100;
    layout->text = body;
    if (lines == 0)
        return rows;
    rows.height = at_least_one(wanted < most ? wanted : most);
    rows.y = body.y + body.height - rows.height;
    layout->text.height = at_least_one(body.height - rows.height - gap);
    return rows;
}

void layout_read_progress(struct layout *layout)
{
    int height = scale_units(&layout->scale, PROGRESS_HEIGHT);
    int apart = scale_units(&layout->scale, PROGRESS_APART);
    struct view_rect text = layout->text;
    layout->text.height = at_least_one(text.height - height - apart);
    layout->progress = (struct view_rect){text.x, text.y + text.height - height, text.width, height};
}

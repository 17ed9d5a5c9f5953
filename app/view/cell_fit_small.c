#include <string.h>

#include "view/cell_fit.h"

/* What stands small in a block: sign above label, one size for all of them. */

/* A label stands in one line where that is no smaller than ONE_LINE_FROM. */
enum { SMALL_LINES_AT_MOST = 3, MARK_SHARE = 42, ONE_LINE_FROM = TYPE_HEAD };

struct small_fitter {
    const struct node_tree *tree;
    const struct page *page;
    const struct text_measure *measure;
    struct cell_fit *fits; /* of the page's small cells */
};

static void place_mark(struct view_rect rect, struct cell_fit *fit)
{
    int most = rect.height * MARK_SHARE / 100, gap = rect.height / 16;
    fit->mark_px = rect.width * 6 / 10 < most ? rect.width * 6 / 10 : most;
    fit->mark_x = rect.x + (rect.width - fit->mark_px) / 2;
    fit->mark_y = rect.y;
    fit->label.y += fit->mark_px + gap;
    fit->label.height -= fit->mark_px + gap;
}

static void fit_small(const struct small_fitter *f, int index, int size_count, bool with_mark)
{
    const struct cell *cell = &f->page->small[index];
    struct view_rect rect = f->tree->layout.small[index];
    struct cell_fit *fit = &f->fits[index];
    *fit = (struct cell_fit){.mark = cell->mark, .label = rect};
    if (cell->empty)
        return;
    if (with_mark && cell->mark != MARK_NONE)
        place_mark(rect, fit);
    struct fit_box box = {fit->label.width, fit->label.height, f->tree->layout.scale.type_px, size_count, 1};
    fit->label_fit = text_fit(cell->label, strlen(cell->label), &box, f->measure);
    if (!fit->label_fit.shortened && fit->label_fit.size_px >= box.sizes_px[ONE_LINE_FROM])
        return;
    box.lines_at_most = SMALL_LINES_AT_MOST;
    fit->label_fit = text_fit(cell->label, strlen(cell->label), &box, f->measure);
}

/* A long label is worth more than its sign. */
static void fit_with_mark(const struct small_fitter *f, int index, int size_count)
{
    fit_small(f, index, size_count, true);
    if (f->fits[index].mark_px &&
        (f->fits[index].label_fit.shortened || f->fits[index].label_fit.broken_words))
        fit_small(f, index, size_count, false);
}

static int steps_up_to(const struct scale *scale, int size_px)
{
    int count = 1;
    while (count < TYPE_COUNT && scale->type_px[count] <= size_px)
        count++;
    return count;
}

/* As large as the longest allows; one that does not fit at all makes the others no smaller. */
static void fit_block(const struct small_fitter *f, const struct cell *block)
{
    const struct scale *scale = &f->tree->layout.scale;
    int smallest = scale->type_px[TYPE_KEY], end = block->first_small + block->small_count;
    for (int i = block->first_small; i < end; i++) {
        fit_with_mark(f, i, TYPE_KEY + 1);
        const struct text_fit *label = &f->fits[i].label_fit;
        if (label->line_count > 0 && !label->shortened && label->size_px < smallest)
            smallest = label->size_px;
    }
    for (int i = block->first_small; i < end; i++)
        fit_with_mark(f, i, steps_up_to(scale, smallest));
}

void cell_fit_small(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                    struct cell_fit *fits)
{
    struct small_fitter f = {tree, page, measure, fits};
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].small_count > 0)
            fit_block(&f, &page->cells[i]);
}

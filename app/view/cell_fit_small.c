#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/cell_fit.h"

/* What stands small in blocks: sign above label, one size for keys of all blocks, one for words, one for functions. */

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
    int read_well = f->tree->layout.scale.type_px[TYPE_HEAD];
    fit_small(f, index, size_count, true);
    struct cell_fit with = f->fits[index];
    bool whole = !with.label_fit.shortened && !with.label_fit.broken_words;
    if (!with.mark_px || (whole && with.label_fit.size_px >= read_well))
        return;
    fit_small(f, index, size_count, false);
    if (whole && f->fits[index].label_fit.size_px <= with.label_fit.size_px)
        f->fits[index] = with;
}

static int steps_up_to(const struct scale *scale, int size_px)
{
    int count = 1;
    while (count < TYPE_COUNT && scale->type_px[count] <= size_px)
        count++;
    return count;
}

/* What agrees in size, in whichever blocks it stands. */
enum small_kind { SMALL_KEY, SMALL_WORD, SMALL_FUNCTION, SMALL_KIND_COUNT };

static enum small_kind kind_of(const struct cell *cell)
{
    if (cell->role == CELL_KEY)
        return SMALL_KEY;
    return cell->role == CELL_WORD ? SMALL_WORD : SMALL_FUNCTION;
}

static int by_number(const void *a, const void *b)
{
    int first = *(const int *)a, second = *(const int *)b;
    return (first > second) - (first < second);
}

/* Words stand in one block and are as large as the longest that is well read; elsewhere a few long labels make the others
 * no more than a step smaller. */
static int common_size(const struct scale *scale, enum small_kind kind, int *sizes, int count)
{
    qsort(sizes, (size_t)count, sizeof *sizes, by_number);
    int most = sizes[count / 4], read_well = scale->type_px[TYPE_NOTE];
    int step = steps_up_to(scale, most) - 2;
    if (kind == SMALL_WORD)
        return sizes[0] > read_well || most < read_well ? sizes[0] : read_well;
    return sizes[0] >= scale->type_px[step > 0 ? step : 0] ? sizes[0] : most;
}

/* Labels that do not fit at all make the others no smaller. */
static void agree(const struct small_fitter *f, enum small_kind kind, int *sizes)
{
    const struct scale *scale = &f->tree->layout.scale;
    int count = 0;
    for (int i = 0; i < f->page->small_count; i++) {
        const struct text_fit *label = &f->fits[i].label_fit;
        if (kind_of(&f->page->small[i]) == kind && label->line_count > 0 && !label->shortened)
            sizes[count++] = label->size_px;
    }
    if (count == 0)
        return;
    int size_count = steps_up_to(scale, common_size(scale, kind, sizes, count));
    for (int i = 0; i < f->page->small_count; i++)
        if (kind_of(&f->page->small[i]) == kind)
            fit_with_mark(f, i, size_count);
}

void cell_fit_small(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                    struct cell_fit *fits)
{
    if (page->small_count == 0)
        return;
    struct arena arena;
    arena_init(&arena);
    struct small_fitter f = {tree, page, measure, fits};
    int *sizes = arena_new(&arena, (size_t)page->small_count, sizeof *sizes);
    for (int i = 0; i < page->small_count; i++)
        fit_with_mark(&f, i, TYPE_KEY + 1);
    for (int kind = 0; kind < SMALL_KIND_COUNT; kind++)
        agree(&f, (enum small_kind)kind, sizes);
    arena_destroy(&arena);
}

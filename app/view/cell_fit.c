#include "view/cell_fit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { CELL_LINES_AT_MOST = 3 };

static const enum type_step largest_step[CELL_ROLE_COUNT] = {
    [CELL_TILE] = TYPE_104,      [CELL_KEY] = TYPE_KEY,     [CELL_WORD] = TYPE_WORD, [CELL_PHRASE] = TYPE_WORD,
    [CELL_ACTION] = TYPE_ACTION, [CELL_URGENT] = TYPE_WORD, [CELL_PART] = TYPE_WORD, [CELL_LINE] = TYPE_ACTION,
};

struct fitter {
    const struct scale *scale;
    const struct text_measure *measure;
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static struct view_rect inside(const struct fitter *f, struct view_rect rect)
{
    int shorter = smaller(rect.width, rect.height);
    int padding = smaller(f->scale->padding_px, shorter / 9);
    return rect_grow(rect, -(padding + f->scale->border_px));
}

static struct text_fit fit_text(const struct fitter *f, const char *text, struct view_rect box, int size_count,
                                int lines_at_most)
{
    struct fit_box wanted = {box.width, box.height, f->scale->type_px, size_count, lines_at_most};
    return text_fit(text, strlen(text), &wanted, f->measure);
}

static int widest_line(const struct text_fit *fit)
{
    int width = 0;
    for (int i = 0; i < fit->line_count; i++)
        width = fit->lines[i].width_px > width ? fit->lines[i].width_px : width;
    return width;
}

/* The part of `box` below (or beside) a sign, and the sign's size. */
static struct view_rect beside_mark(const struct fitter *f, const struct cell *cell, struct view_rect box, bool tall,
                                    struct cell_fit *fit)
{
    int gap = f->scale->gap_px;
    int text_px = f->scale->type_px[largest_step[cell->role]];
    if (tall) {
        int most = cell->role == CELL_TILE ? text_px * 5 / 2 : text_px * 3 / 2;
        fit->mark_px = smaller(smaller(box.height * 42 / 100, box.width * 6 / 10), most);
        int taken = fit->mark_px + gap / 2;
        return (struct view_rect){box.x, box.y + taken, box.width, box.height - taken};
    }
    fit->mark_px = smaller(smaller(box.height * 8 / 10, box.width * 3 / 10), text_px * 11 / 10);
    int taken = fit->mark_px + gap;
    return (struct view_rect){box.x + taken, box.y, box.width - taken, box.height};
}

/* Sign, label and note move together into the middle of the cell. */
static void centre(const struct fitter *f, struct view_rect box, bool tall, bool left, struct cell_fit *fit)
{
    int gap = f->scale->gap_px;
    int label_height = text_height(fit->label_fit.line_count, fit->label_fit.size_px);
    int note_height = text_height(fit->note_fit.line_count, fit->note_fit.size_px);
    int between = note_height && label_height ? smaller(gap / 2, fit->note_fit.size_px / 4) : 0;
    int text_total = label_height + between + note_height;
    bool mark_above = tall && fit->mark_px;
    int mark_taken = mark_above ? fit->mark_px + (text_total ? gap / 2 : 0) : 0;
    int top = box.y + (box.height - text_total - mark_taken) / 2;
    int text_x = box.x, text_width = box.width;
    fit->mark_x = box.x + (box.width - fit->mark_px) / 2;
    fit->mark_y = top;
    if (fit->mark_px && !tall) {
        int label_width = widest_line(&fit->label_fit), note_width = widest_line(&fit->note_fit);
        int wider = label_width > note_width ? label_width : note_width;
        int taken = fit->mark_px + (wider ? gap : 0);
        fit->mark_x = left ? box.x : box.x + (box.width - taken - wider) / 2;
        fit->mark_y = box.y + (box.height - fit->mark_px) / 2;
        text_x = fit->mark_x + taken;
        text_width = left ? box.x + box.width - text_x : wider;
    }
    fit->label = (struct view_rect){text_x, top + mark_taken, text_width, label_height};
    fit->note = (struct view_rect){text_x, top + mark_taken + label_height + between, text_width, note_height};
}

static void fit_cell(const struct fitter *f, const struct node *node, const struct cell *cell, int size_count,
                     struct cell_fit *fit)
{
    *fit = (struct cell_fit){.mark = cell->mark, .bold = cell->role == CELL_TILE};
    struct view_rect box = inside(f, node->rect);
    if (cell->empty && !*node->label)
        return;
    if (cell->row_exit) {
        fit->mark = cell->mark ? cell->mark : MARK_BACK;
        fit->mark_px = smaller(smaller(box.width, box.height), f->scale->type_px[TYPE_ACTION]);
        fit->mark_x = box.x + (box.width - fit->mark_px) / 2;
        fit->mark_y = box.y + (box.height - fit->mark_px) / 2;
        return;
    }
    bool tall = box.height * 100 >= box.width * 58 && box.height >= 3 * f->scale->type_px[0];
    struct view_rect text = cell->mark ? beside_mark(f, cell, box, tall, fit) : box;
    bool has_note = node->note && *node->note;
    int note_room = has_note ? smaller(text.height * 36 / 100, text_height(2, f->scale->type_px[TYPE_35])) : 0;
    struct view_rect label = {text.x, text.y, text.width, text.height - note_room};
    fit->label_fit = fit_text(f, node->label, label, size_count, CELL_LINES_AT_MOST);
    if (has_note) {
        int note_sizes = smaller(size_count, TYPE_35 + 1);
        fit->note_fit = fit_text(f, node->note, (struct view_rect){0, 0, text.width, note_room}, note_sizes, 2);
    }
    fit->to_the_left = cell->role == CELL_LINE;
    centre(f, box, tall, fit->to_the_left, fit);
}

/* ---- one size for cells of a kind -------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    int first = *(const int *)a, second = *(const int *)b;
    return (first > second) - (first < second);
}

/* Keys and tiles go by the longest label; phrases and words, where one long one must not shrink all the others, by
 * the lower quarter. */
static int common_size(enum cell_role role, int *sizes, int count)
{
    qsort(sizes, (size_t)count, sizeof *sizes, by_number);
    bool by_longest = role == CELL_KEY || role == CELL_TILE || role == CELL_PART || role == CELL_ACTION;
    return sizes[by_longest ? 0 : count / 4];
}

static int steps_up_to(const struct scale *scale, int size_px)
{
    int count = 1;
    while (count < TYPE_COUNT && scale->type_px[count] <= size_px)
        count++;
    return count;
}

static void even_out(const struct fitter *f, const struct node *cells, const struct page *page, enum cell_role role,
                     int *sizes, struct cell_fit *fits)
{
    int count = 0;
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].role == role && fits[i].label_fit.line_count > 0)
            sizes[count++] = fits[i].label_fit.size_px;
    if (count < 2)
        return;
    int common = common_size(role, sizes, count);
    for (int i = 0; i < page->cell_count; i++)
        if (page->cells[i].role == role && fits[i].label_fit.size_px > common)
            fit_cell(f, &cells[i], &page->cells[i], steps_up_to(f->scale, common), &fits[i]);
}

void cell_fit_all(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                  struct cell_fit *fits)
{
    if (page->cell_count == 0)
        return;
    struct fitter f = {&tree->layout.scale, measure};
    const struct node *cells = node_of_cell(tree, 0);
    for (int i = 0; i < page->cell_count; i++)
        fit_cell(&f, &cells[i], &page->cells[i], (int)largest_step[page->cells[i].role] + 1, &fits[i]);
    int *sizes = memory_new((size_t)page->cell_count, sizeof *sizes);
    for (int role = 0; role < CELL_ROLE_COUNT; role++)
        even_out(&f, cells, page, (enum cell_role)role, sizes, fits);
    free(sizes);
}

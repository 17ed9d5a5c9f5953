#include "view/cell_fit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { CELL_LINES_AT_MOST = 3 };

/* How large a cell's label may be and with whose it agrees: by what the cell is and by the row it stands in. Calls
 * for help look like tiles among tiles and like actions in the bar. */
enum manner {
    MANNER_TILE,  /* in a row in which all have signs */
    MANNER_TITLE, /* in another one */
    MANNER_KEY,
    MANNER_WORD,
    MANNER_PHRASE,
    MANNER_BAR,
    MANNER_STRIP,
    MANNER_PART,
    MANNER_LINE,
    MANNER_ALONE, /* a line that stands where a list would */
    MANNER_BLOCK, /* as large as a block */
    MANNER_COUNT
};

static const struct {
    enum type_step largest;
    bool bold;
    bool by_longest; /* one size for all, that of the longest label; otherwise the long ones may be smaller */
} manners[MANNER_COUNT] = {
    [MANNER_TILE] = {TYPE_104, true, true},      [MANNER_TITLE] = {TYPE_KEY, true, true},
    [MANNER_KEY] = {TYPE_KEY, false, false},     [MANNER_WORD] = {TYPE_WORD, false, false},
    [MANNER_PHRASE] = {TYPE_WORD, false, false}, [MANNER_BAR] = {TYPE_ACTION, false, false},
    [MANNER_STRIP] = {TYPE_ACTION, false, true}, [MANNER_PART] = {TYPE_WORD, false, true},
    [MANNER_LINE] = {TYPE_ACTION, false, false}, [MANNER_ALONE] = {TYPE_KEY, false, false},
    [MANNER_BLOCK] = {TYPE_104, false, false},
};

/* What the others in the row are, for a cell that may stand among anything. */
static enum cell_role neighbours_role(const struct page *page, const struct row *row)
{
    enum cell_role role = page->cells[row->first_cell].role;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        if (page->cells[i].role != CELL_ACTION && page->cells[i].role != CELL_URGENT &&
            page->cells[i].role != CELL_LINE)
            return page->cells[i].role;
    return role;
}

static bool all_have_signs(const struct page *page, const struct row *row)
{
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
        if (page->cells[i].mark == MARK_NONE && !page->cells[i].empty && !page->cells[i].row_exit)
            return false;
    return true;
}

/* A line, and on the page nothing else but bars. */
static bool stands_alone(const struct page *page, const struct row *row)
{
    for (int i = 0; i < page->row_count; i++)
        if (page->rows[i].kind == ROW_CELLS && &page->rows[i] != row)
            return false;
    return row->cell_count == 1 && page->cells[row->first_cell].role == CELL_LINE;
}

static enum manner manner_of(const struct page *page, const struct cell *cell, const struct row *row)
{
    static const enum manner by_role[CELL_ROLE_COUNT] = {
        [CELL_TILE] = MANNER_TILE,     [CELL_KEY] = MANNER_KEY,       [CELL_WORD] = MANNER_WORD,
        [CELL_PHRASE] = MANNER_PHRASE, [CELL_ACTION] = MANNER_PHRASE, [CELL_URGENT] = MANNER_PHRASE,
        [CELL_PART] = MANNER_PART,     [CELL_LINE] = MANNER_LINE,
    };
    if (row->kind == ROW_BAR || row->kind == ROW_TOP)
        return MANNER_BAR;
    if (page->block_columns > 0)
        return MANNER_BLOCK;
    if (row->kind == ROW_STRIP)
        return MANNER_STRIP;
    bool large_page = page->shape == PAGE_ASK || page->shape == PAGE_CALL;
    bool call_or_action = cell->role == CELL_ACTION || cell->role == CELL_URGENT;
    enum cell_role like = call_or_action ? neighbours_role(page, row) : cell->role;
    bool large = large_page || like == CELL_URGENT || like == CELL_TILE;
    if (large)
        return all_have_signs(page, row) ? MANNER_TILE : MANNER_TITLE;
    return stands_alone(page, row) ? MANNER_ALONE : by_role[like];
}

struct fitter {
    const struct node_tree *tree;
    const struct page *page;
    const struct scale *scale;
    const struct text_measure *measure;
    const struct picture_measure *pictures; /* NULL: none is shown */
    struct cell_fit *fits;
    enum manner *manners; /* of each cell */
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static bool is_tall(struct view_rect rect)
{
    return rect.height * 100 >= rect.width * 58;
}

/* The room for sign and texts. Wide cells leave more free at their sides, where a tint has its edge too. */
static struct view_rect inside(const struct fitter *f, struct view_rect rect)
{
    int shorter = smaller(rect.width, rect.height);
    int padding = smaller(f->scale->padding_px, shorter / 9);
    rect = rect_grow(rect, -(padding + f->scale->border_px));
    int side = rect.width > 12 * f->scale->padding_px ? f->scale->padding_px : 0;
    return (struct view_rect){rect.x + side, rect.y, rect.width - 2 * side, rect.height};
}

static struct text_fit fit_text(const struct fitter *f, const char *text, struct view_rect box,
                                int size_count, int lines_at_most)
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
static struct view_rect beside_mark(const struct fitter *f, enum manner manner, struct view_rect box,
                                    bool tall, struct cell_fit *fit)
{
    int gap = f->scale->gap_px;
    int text_px = f->scale->type_px[manners[manner].largest];
    if (tall) {
        int most = manner == MANNER_TILE ? text_px * 2 : text_px * 3 / 2;
        fit->mark_px = smaller(smaller(box.height * 42 / 100, box.width * 6 / 10), most);
        int taken = fit->mark_px + gap / 2;
        return (struct view_rect){box.x, box.y + taken, box.width, box.height - taken};
    }
    fit->mark_px = smaller(smaller(box.height * 8 / 10, box.width * 3 / 10), text_px * 11 / 10);
    int taken = fit->mark_px + gap;
    return (struct view_rect){box.x + taken, box.y, box.width - taken, box.height};
}

static int gap_below_sign(const struct fitter *f, struct view_rect box)
{
    return smaller(f->scale->gap_px, box.height / 16);
}

/* Sign above label: both at the same height in every cell of the row, whose longest text takes `row_text` pixels. */
static void place_tall(const struct fitter *f, struct view_rect box, int row_text, int text_total,
                       struct cell_fit *fit)
{
    int gap = gap_below_sign(f, box);
    int top = box.y + (box.height - fit->mark_px - gap - row_text) / 2;
    fit->mark_x = box.x + (box.width - fit->mark_px) / 2;
    fit->mark_y = text_total ? top : box.y + (box.height - fit->mark_px) / 2;
    fit->label = (struct view_rect){box.x, top + fit->mark_px + gap, box.width, 0};
}

static void place_wide(const struct fitter *f, struct view_rect box, int text_total, struct cell_fit *fit)
{
    int label_width = widest_line(&fit->label_fit), note_width = widest_line(&fit->note_fit);
    int wider = label_width > note_width ? label_width : note_width;
    int taken = fit->mark_px ? fit->mark_px + (wider ? f->scale->gap_px : 0) : 0;
    int start = fit->to_the_left || !fit->mark_px ? box.x : box.x + (box.width - taken - wider) / 2;
    fit->mark_x = start;
    fit->mark_y = box.y + (box.height - fit->mark_px) / 2;
    int width = fit->to_the_left || !fit->mark_px ? box.x + box.width - start - taken : wider;
    fit->label = (struct view_rect){start + taken, box.y + (box.height - text_total) / 2, width, 0};
}

/* Its place is all of the slot; the label and its note stand in the middle of the rest. */
static void place_beside_picture(const struct fitter *f, struct view_rect box, int row_text, int text_total,
                                 struct cell_fit *fit)
{
    struct view_rect slot = {box.x, box.y, fit->picture_slot_px, box.height};
    int taken = fit->picture_slot_px + f->scale->gap_px;
    fit->label =
        (struct view_rect){box.x + taken, box.y + (box.height - text_total) / 2, box.width - taken, 0};
    if (fit->tall) {
        taken = fit->picture_slot_px + gap_below_sign(f, box);
        int text = smaller(row_text, box.height - taken);
        slot = (struct view_rect){box.x, box.y + (box.height - taken - text) / 2, box.width,
                                  fit->picture_slot_px};
        fit->label = (struct view_rect){box.x, slot.y + taken, box.width, 0};
    }
    fit->picture.x = slot.x + (slot.width - fit->picture.width) / 2;
    fit->picture.y = slot.y + (slot.height - fit->picture.height) / 2;
}

static int between_lines(const struct fitter *f, const struct cell_fit *fit)
{
    if (fit->label_fit.line_count == 0 || fit->note_fit.line_count == 0)
        return 0;
    int usual = smaller(f->scale->gap_px / 2, fit->note_fit.size_px / 4);
    bool large = fit->label_fit.size_px > 2 * fit->note_fit.size_px; /* its g and y would touch the note */
    return large && fit->label_fit.size_px / 6 > usual ? fit->label_fit.size_px / 6 : usual;
}

static int text_total_of(const struct fitter *f, const struct cell_fit *fit)
{
    return text_height(fit->label_fit.line_count, fit->label_fit.size_px) + between_lines(f, fit) +
           text_height(fit->note_fit.line_count, fit->note_fit.size_px);
}

/* The label in the left half, the note in the right one, in each cell of a column at the same place. */
static void place_beside(struct view_rect box, struct cell_fit *fit)
{
    int label = text_height(fit->label_fit.line_count, fit->label_fit.size_px);
    int note = text_height(fit->note_fit.line_count, fit->note_fit.size_px);
    fit->label = (struct view_rect){box.x, box.y + (box.height - label) / 2, box.width / 2, label};
    fit->note = (struct view_rect){box.x + box.width / 2, box.y + (box.height - note) / 2,
                                   widest_line(&fit->note_fit), note};
}

static void place_cell(const struct fitter *f, int index, int row_text)
{
    struct cell_fit *fit = &f->fits[index];
    struct view_rect box = inside(f, node_of_cell(f->tree, index)->rect);
    int text_total = text_total_of(f, fit);
    if (fit->note_beside) {
        place_beside(box, fit);
        return;
    }
    if (fit->picture_slot_px)
        place_beside_picture(f, box, row_text, text_total, fit);
    else if (fit->tall && fit->mark_px)
        place_tall(f, box, row_text, text_total, fit);
    else
        place_wide(f, box, text_total, fit);
    fit->label.height = text_height(fit->label_fit.line_count, fit->label_fit.size_px);
    fit->note = fit->label;
    fit->note.y += fit->label.height + between_lines(f, fit);
    fit->note.height = text_height(fit->note_fit.line_count, fit->note_fit.size_px);
}

static void place_row(const struct fitter *f, const struct row *row)
{
    int row_text = 0, end = row->first_cell + row->cell_count;
    for (int i = row->first_cell; i < end; i++) {
        const struct cell_fit *fit = &f->fits[i];
        bool sign = fit->mark_px > 0 || fit->picture_slot_px > 0;
        bool in_line =
            f->page->key_px == 0 || (fit->tall && sign); /* only signs above labels stand in line */
        int total = in_line ? text_total_of(f, &f->fits[i]) : 0;
        row_text = total > row_text ? total : row_text;
    }
    for (int i = row->first_cell; i < end; i++)
        if (!f->page->cells[i].row_exit)
            place_cell(f, i, row_text);
}

static void fit_way_out(const struct fitter *f, const struct cell *cell, struct view_rect box,
                        struct cell_fit *fit)
{
    fit->mark = cell->mark ? cell->mark : MARK_BACK;
    fit->mark_px = smaller(smaller(box.width, box.height), f->scale->type_px[TYPE_42]);
    fit->mark_x = box.x + (box.width - fit->mark_px) / 2;
    fit->mark_y = box.y + (box.height - fit->mark_px) / 2;
}

/* By looking a label of the last row, or below a sign as large as that of a tile, stands in one line where that is well
 * read: signs that stand alike have labels that stand alike. */
static bool fit_in_one_line(const struct fitter *f, enum manner manner, const struct node *node,
                            struct view_rect box, int size_count, struct cell_fit *fit)
{
    bool below_sign = manner == MANNER_TILE && fit->tall && fit->mark_px > 0 && !node->note;
    if (f->page->key_px == 0 || (manner != MANNER_BAR && !below_sign))
        return false;
    fit->label_fit = fit_text(f, node->label, box, size_count, 1);
    enum type_step least = below_sign ? TYPE_WORD : TYPE_NOTE;
    return !fit->label_fit.shortened && fit->label_fit.size_px >= f->scale->type_px[least];
}

/* Label and note into `text`, the note below at most about a third of it. */
static void fit_texts(const struct fitter *f, const struct node *node, struct view_rect text, int size_count,
                      struct cell_fit *fit)
{
    bool has_note = node->note && *node->note;
    int note_room =
        has_note ? smaller(text.height * 36 / 100, text_height(2, f->scale->type_px[TYPE_35])) : 0;
    struct view_rect label = {text.x, text.y, text.width, text.height - note_room};
    fit->label_fit = fit_text(f, node->label, label, size_count, CELL_LINES_AT_MOST);
    if (has_note)
        fit->note_fit = fit_text(f, node->note, (struct view_rect){0, 0, text.width, note_room},
                                 smaller(size_count, TYPE_35 + 1), 2);
}

/* Low, wide keys have their note beside the label, which is the larger for it. */
static bool fit_beside(const struct fitter *f, const struct node *node, struct view_rect box, int size_count,
                       struct cell_fit *fit)
{
    struct view_rect half = {box.x, box.y, box.width / 2, box.height};
    if (!node->note || !*node->note || fit->mark || box.width < 2 * box.height)
        return false;
    fit->label_fit = fit_text(f, node->label, half, size_count, 1);
    fit->note_fit = fit_text(f, node->note, half, smaller(size_count, TYPE_42 + 1), 2);
    fit->note_beside = true;
    return true;
}

/* ---- pictures ---------------------------------------------------------------------------------------------- */

struct picture_shape {
    int width, height; /* its own; only their ratio counts */
};

/* Room for a picture of that shape in a share of the box: sets the slot and the picture's size, its place
 * comes later. Returns what is left for the texts. A slot is at least a square, so that pictures of many
 * shapes stand in line. */
static struct view_rect beside_picture(const struct fitter *f, struct picture_shape shape,
                                       struct view_rect box, int percent, struct cell_fit *fit)
{
    int width = (fit->tall ? box.width : box.width * 38 / 100) * percent / 100;
    int height = (fit->tall ? box.height * 58 / 100 : box.height) * percent / 100;
    bool by_width = (long long)shape.width * height >= (long long)shape.height * width;
    int across = by_width ? width : (int)((long long)height * shape.width / shape.height);
    int down = by_width ? (int)((long long)width * shape.height / shape.width) : height;
    fit->picture.width = across > 0 ? across : 1;
    fit->picture.height = down > 0 ? down : 1;
    int square = smaller(width, height), along = fit->tall ? fit->picture.height : fit->picture.width;
    fit->picture_slot_px = along > square ? along : square;
    int taken = fit->picture_slot_px + (fit->tall ? gap_below_sign(f, box) : f->scale->gap_px);
    return fit->tall ? (struct view_rect){box.x, box.y + taken, box.width, box.height - taken}
                     : (struct view_rect){box.x + taken, box.y, box.width - taken, box.height};
}

static bool reads_as_well(const struct fitter *f, const struct text_fit *with, const struct text_fit *without)
{
    int wanted = smaller(without->size_px, f->scale->type_px[TYPE_42]);
    bool whole = !with->shortened && !with->broken_words;
    return without->line_count == 0 || (whole && with->size_px >= wanted);
}

/* Tries the picture at several sizes, above or beside the label by the shape of the cell alone, so that those
 * of a page stand alike. False: nothing is fitted. */
static bool fit_picture(const struct fitter *f, const struct node *node, struct view_rect box, int size_count,
                        struct cell_fit *fit)
{
    static const int percents[] = {100, 85, 70, 55};
    struct picture_shape shape;
    if (!node->picture || !f->pictures ||
        !f->pictures->size(f->pictures->context, node->picture, &shape.width, &shape.height))
        return false;
    const struct cell_fit before = *fit;
    struct cell_fit without = before;
    fit_texts(f, node, box, size_count, &without);
    fit->tall = is_tall(node->rect);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        fit_texts(f, node, beside_picture(f, shape, box, percents[i], fit), size_count, fit);
        if (fit->picture_slot_px >= f->scale->type_px[TYPE_42] &&
            reads_as_well(f, &fit->label_fit, &without.label_fit) &&
            reads_as_well(f, &fit->note_fit, &without.note_fit))
            return true;
    }
    *fit = before;
    return false;
}

/* ---- pairs: an initial above, finals below, the one in force large ------------------------------------------- */

size_t cell_first_half(const char *label)
{
    return strcspn(label, " ");
}

const char *cell_second_half(const char *label)
{
    size_t first = cell_first_half(label);
    return label + first + (label[first] == ' ');
}

static struct text_fit fit_half(const struct fitter *f, const char *text, size_t size, struct view_rect box,
                                int size_count)
{
    struct fit_box wanted = {box.width, box.height, f->scale->type_px, size_count, 2};
    return text_fit(text, size, &wanted, f->measure);
}

static void fit_pair(const struct fitter *f, const struct node *node, enum cell_pair pair,
                     struct view_rect box, int size_count, struct cell_fit *fit)
{
    const char *first = node->label, *second = cell_second_half(first);
    size_t sizes[] = {cell_first_half(first), strlen(second)};
    struct view_rect halves[] = {box, box};
    halves[0].height = halves[1].height = box.height / 2;
    halves[1].y += box.height - halves[1].height;
    bool upper = pair == PAIR_FIRST;
    fit->label = halves[!upper];
    fit->note = halves[upper];
    fit->label_fit = fit_half(f, upper ? first : second, sizes[!upper], fit->label, size_count);
    fit->note_fit =
        fit_half(f, upper ? second : first, sizes[upper], fit->note, smaller(size_count, TYPE_35 + 1));
}

/* ---- cells ------------------------------------------------------------------------------------------------- */

static void fit_cell(const struct fitter *f, int index, int size_count, bool tall)
{
    const struct cell *cell = &f->page->cells[index];
    const struct node *node = node_of_cell(f->tree, index);
    enum manner manner = f->manners[index];
    struct cell_fit *fit = &f->fits[index];
    *fit = (struct cell_fit){.mark = cell->mark, .bold = manners[manner].bold, .tall = tall};
    struct view_rect box = inside(f, node->rect);
    if ((cell->empty && !*node->label) || cell->small_count > 0)
        return;
    if (cell->row_exit) {
        fit_way_out(f, cell, box, fit);
        return;
    }
    if (cell->pair) {
        fit_pair(f, node, cell->pair, box, size_count, fit);
        return;
    }
    bool beside = manner == MANNER_KEY && fit_beside(f, node, box, size_count, fit);
    if (!beside && !fit_picture(f, node, box, size_count, fit)) {
        struct view_rect room = cell->mark ? beside_mark(f, manner, box, tall, fit) : box;
        if (!fit_in_one_line(f, manner, node, room, size_count, fit))
            fit_texts(f, node, room, size_count, fit);
    }
    fit->to_the_left = cell->role == CELL_LINE && manner != MANNER_STRIP && manner != MANNER_ALONE;
}

/* ---- rows: signs above labels or beside them, all alike ------------------------------------------------------ */

/* The smallest label of the row when its signs stand so; marks what does not fit at all as 0. */
static int fit_row(const struct fitter *f, const struct row *row, bool tall)
{
    int smallest = f->scale->type_px[TYPE_COUNT - 1];
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        fit_cell(f, i, (int)manners[f->manners[i]].largest + 1, tall);
        const struct text_fit *label = &f->fits[i].label_fit;
        if (label->line_count > 0 && !f->fits[i].picture_slot_px)
            smallest = smaller(smallest, label->shortened || label->broken_words ? 0 : label->size_px);
    }
    return smallest;
}

/* Keys to be looked at are as wide as they need, not as their neighbours: each has its sign above when it is tall,
 * and beside only where the label is larger for it without being broken into more lines. Most are square: a label
 * beside its sign would stand there like a tower. */
static void arrange_cell(const struct fitter *f, int index)
{
    struct view_rect rect = node_of_cell(f->tree, index)->rect;
    int sizes = (int)manners[f->manners[index]].largest + 1;
    bool tall = is_tall(rect) && rect.height >= 3 * f->scale->type_px[0];
    fit_cell(f, index, sizes, tall);
    struct text_fit so = f->fits[index].label_fit;
    if (!f->fits[index].mark_px)
        return;
    fit_cell(f, index, sizes, !tall);
    struct text_fit other = f->fits[index].label_fit;
    bool whole = !other.shortened && !other.broken_words, so_whole = !so.shortened && !so.broken_words;
    bool fewer_lines = other.line_count < so.line_count;
    bool larger = other.size_px > so.size_px;
    bool better = fewer_lines ? other.size_px >= so.size_px : larger && other.line_count == so.line_count;
    if (so_whole ? !whole || !better : !whole)
        fit_cell(f, index, sizes, tall);
}

static bool has_sign(const struct fitter *f, int index)
{
    return f->fits[index].mark_px > 0 && f->fits[index].label_fit.line_count > 0;
}

struct signs_fit {
    int lines;   /* of the label with most */
    int size_px; /* of the smallest label; 0: one does not fit */
};

static struct signs_fit fit_signs(const struct fitter *f, const struct row *row, bool tall)
{
    struct signs_fit all = {0, f->scale->type_px[TYPE_COUNT - 1]};
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        if (!has_sign(f, i))
            continue;
        fit_cell(f, i, (int)manners[f->manners[i]].largest + 1, tall);
        const struct text_fit *label = &f->fits[i].label_fit;
        all.size_px = smaller(all.size_px, label->shortened || label->broken_words ? 0 : label->size_px);
        all.lines = label->line_count > all.lines ? label->line_count : all.lines;
    }
    return all;
}

/* Side by side they stand alike: above where cells are as high as wide, else where labels stand in fewer lines or larger. */
static void agree_on_signs(const struct fitter *f, const struct row *row)
{
    int above_count = 0, count = 0;
    bool square = true;
    for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++) {
        count += has_sign(f, i);
        above_count += has_sign(f, i) && f->fits[i].tall;
        square = square && (!has_sign(f, i) || is_tall(node_of_cell(f->tree, i)->rect));
    }
    if (above_count == 0 || above_count == count)
        return;
    struct signs_fit above = fit_signs(f, row, true), beside = fit_signs(f, row, false);
    bool worse =
        beside.lines > above.lines || (beside.lines == above.lines && beside.size_px < above.size_px);
    if (above.size_px > 0 && (square || worse))
        fit_signs(f, row, true);
}

/* Tall cells have their sign above; for others it goes where the labels can be larger. */
static void arrange_row(const struct fitter *f, const struct row *row)
{
    if (row->cell_count == 0)
        return;
    if (f->page->key_px > 0) {
        for (int i = row->first_cell; i < row->first_cell + row->cell_count; i++)
            arrange_cell(f, i);
        agree_on_signs(f, row);
        return;
    }
    struct view_rect first = node_of_cell(f->tree, row->first_cell)->rect;
    bool room = first.height >= 3 * f->scale->type_px[0];
    bool tall = room && is_tall(first);
    int so = fit_row(f, row, tall);
    if (!room)
        return;
    int other = fit_row(f, row, !tall);
    if (other <= so)
        fit_row(f, row, tall);
}

/* ---- one size for cells of a kind ------------------------------------------------------------------------------ */

static int by_number(const void *a, const void *b)
{
    int first = *(const int *)a, second = *(const int *)b;
    return (first > second) - (first < second);
}

static int steps_up_to(const struct scale *scale, int size_px)
{
    int count = 1;
    while (count < TYPE_COUNT && scale->type_px[count] <= size_px)
        count++;
    return count;
}

/* The size for all of a manner: the smallest, or that of the quarter that is smaller still. By looking the last row stands
 * on every page: there one long label does not make the others small, but they are no more than a step larger; so are
 * phrases where they become no more than a step smaller. */
static int common_size(const struct fitter *f, enum manner manner, const int *sizes, int count)
{
    int common = sizes[manners[manner].by_longest ? 0 : count / 4];
    if (f->page->key_px == 0 || (manner != MANNER_BAR && manner != MANNER_PHRASE))
        return common;
    int above = f->scale->type_px[smaller(steps_up_to(f->scale, sizes[0]), TYPE_COUNT - 1)];
    int step = steps_up_to(f->scale, common) - 2, below = f->scale->type_px[step > 0 ? step : 0];
    return manner == MANNER_PHRASE && above < below ? smaller(common, below) : smaller(common, above);
}

static void even_out(const struct fitter *f, enum manner manner, int *sizes)
{
    int count = 0;
    for (int i = 0; i < f->page->cell_count; i++)
        if (f->manners[i] == manner && f->fits[i].label_fit.line_count > 0)
            sizes[count++] = f->fits[i].label_fit.size_px;
    if (count < 2)
        return;
    qsort(sizes, (size_t)count, sizeof *sizes, by_number);
    int common = common_size(f, manner, sizes, count);
    for (int i = 0; i < f->page->cell_count; i++)
        if (f->manners[i] == manner && f->fits[i].label_fit.size_px > common)
            fit_cell(f, i, steps_up_to(f->scale, common), f->fits[i].tall);
}

void cell_fit_all(const struct node_tree *tree, const struct page *page, const struct text_measure *measure,
                  struct cell_fit *fits)
{
    cell_fit_with_pictures(tree, page, measure, NULL, fits);
}

void cell_fit_with_pictures(const struct node_tree *tree, const struct page *page,
                            const struct text_measure *measure, const struct picture_measure *pictures,
                            struct cell_fit *fits)
{
    if (page->cell_count == 0)
        return;
    struct arena arena;
    arena_init(&arena);
    struct fitter f = {tree, page, &tree->layout.scale, measure, pictures, fits, NULL};
    f.manners = arena_new(&arena, (size_t)page->cell_count, sizeof *f.manners);
    int *sizes = arena_new(&arena, (size_t)page->cell_count, sizeof *sizes);
    for (int r = 0; r < page->row_count; r++)
        for (int c = page->rows[r].first_cell; c < page->rows[r].first_cell + page->rows[r].cell_count; c++)
            f.manners[c] = manner_of(page, &page->cells[c], &page->rows[r]);
    for (int r = 0; r < page->row_count; r++)
        arrange_row(&f, &page->rows[r]);
    for (int manner = 0; manner < MANNER_COUNT; manner++)
        even_out(&f, (enum manner)manner, sizes);
    for (int r = 0; r < page->row_count; r++)
        place_row(&f, &page->rows[r]);
    arena_destroy(&arena);
}

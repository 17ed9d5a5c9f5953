#include "view/draw_part.h"

/* Fitted as if in the wider weight; stands in the middle as it is drawn. */
static int drawn_width(const struct drawing *d, const char *text, const struct text_line *line, int size_px,
                       enum font_weight weight)
{
    if (!d->fonts)
        return line->width_px;
    struct text_measure measure = font_measure_of(d->fonts, weight);
    return text_width(text + line->offset, line->size, size_px, &measure);
}

void draw_fitted(const struct drawing *d, const char *text, const struct text_fit *fit, struct view_rect box,
                 bool to_the_left, enum font_weight weight, colour c)
{
    static const char ellipsis[] = "…";
    int y = box.y + (box.height - text_height(fit->line_count, fit->size_px)) / 2;
    for (int i = 0; i < fit->line_count; i++) {
        const struct text_line *line = &fit->lines[i];
        int width = drawn_width(d, text, line, fit->size_px, weight);
        int x = to_the_left ? box.x : box.x + (box.width - width) / 2;
        int baseline = y + baseline_of(fit->size_px);
        draw_line_of_text(d->masks, d->canvas, text + line->offset, line->size, weight, fit->size_px, x,
                          baseline, c);
        if (fit->shortened && i == fit->line_count - 1)
            draw_line_of_text(d->masks, d->canvas, ellipsis, sizeof ellipsis - 1, weight, fit->size_px,
                              x + width, baseline, c);
        y += fit->size_px * LINE_HEIGHT_PERCENT / 100;
    }
}

/* ---- rows and sections ------------------------------------------------------------------------------------- */

/* Round what is lit stands a thick frame in the gutter between the rows; round the row that the scan has narrowed
 * to, a thinner one. While the switch is held the band inside turns solid. */
void draw_frame(const struct drawing *d, const struct node *node)
{
    const struct scale *scale = d->scale;
    bool free_cells = node->kind == NODE_ROW && d->scene->page->rows[node->index].kind == ROW_FREE;
    if (rect_is_empty(node->rect) || free_cells)
        return;
    if (node->lit) {
        struct view_rect rect = rect_grow(node->rect, (scale->gap_px + scale->lit_px) / 2);
        colour band = node->held ? d->colours->lit : d->colours->lit_band;
        paint_box(d->canvas, rect, scale->radius_px + scale->lit_px, scale->lit_px, d->colours->lit, band);
    } else if (node->within) {
        struct view_rect rect = rect_grow(node->rect, (scale->gap_px + scale->lit_px / 2) / 2);
        paint_box(d->canvas, rect, scale->radius_px + scale->lit_px / 2, scale->lit_px / 2,
                  d->colours->within, d->surface);
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------- */

/* The place of a lit or taken cell is larger than its own: it stands out of its row. Not so by looking. */
static struct view_rect raised(const struct drawing *d, const struct node *node)
{
    bool up = (node->state == STATE_LIT || node->state == STATE_TAKEN) && !d->scene->by_gaze;
    return up ? rect_grow(node->rect, d->scale->gap_px * 2 / 5) : node->rect;
}

/* Cells that lie freely have no frame round their row: each of a lit row has a thick border of its own. */
static bool lit_by_itself(const struct drawing *d, const struct node *node)
{
    return node->state == STATE_AROUND && !rect_is_empty(d->tree->layout.free) &&
           d->scene->page->cells[node->index].place.width > 0;
}

static int border_of(const struct drawing *d, const struct node *node, const struct cell_colours *colours)
{
    int border = d->scale->border_px * colours->border_units_tenth / 10;
    if (node->state == STATE_LIT)
        return node->held ? d->scale->lit_px * 2 : d->scale->lit_px;
    if (node->state == STATE_LOOKED)
        return node->held ? d->scale->look_px * 2 : d->scale->look_px;
    if (node->state == STATE_TAKEN || lit_by_itself(d, node))
        return d->scale->lit_px;
    if (node->next)
        return d->scale->next_px;
    return node->chosen ? border * 2 + 1 : border;
}

/* How long it has been looked at: what fills it from its middle, first a disc, at last as its outline is, with an
 * edge while it grows. Behind sign and texts. */
static void draw_fill(const struct drawing *d, const struct node *node)
{
    const struct cell *cell = &d->scene->page->cells[node->index];
    if (rect_is_empty(node->fill))
        return;
    int edge = scale_units(d->scale, 3), least = d->scale->radius_px - d->scale->look_px;
    int round = node->fill.width < node->fill.height ? node->fill.width / 2 : node->fill.height / 2;
    int longer = node->fill.width > node->fill.height ? node->fill.width : node->fill.height;
    int whole = node->rect.width > node->rect.height ? node->rect.width : node->rect.height;
    int left = 256 - 256 * longer / whole;
    int radius = least < round ? least + (round - least) * left / 256 : round;
    colour fill = d->colours->looked_fill;
    if (node->kept)
        fill = theme_kept_fill(d->scene->theme, cell->role, cell->tint);
    paint_box(d->canvas, node->fill, radius, node->kept ? 0 : edge, d->colours->looked_edge, fill);
}

static void draw_box(const struct drawing *d, const struct node *node, const struct cell_colours *colours)
{
    const struct scale *scale = d->scale;
    struct view_rect rect = raised(d, node);
    colour border = node->chosen && node->state == STATE_PLAIN ? colours->text : colours->border;
    int border_px = border_of(d, node, colours);
    if (lit_by_itself(d, node))
        border = d->colours->lit;
    if (node->next)
        border = d->colours->next;
    paint_box(d->canvas, rect, scale->radius_px, border_px, border, colours->fill);
    draw_fill(d, node);
    bool urgent = d->scene->page->cells[node->index].role == CELL_URGENT;
    bool own_fill = node->state == STATE_PLAIN || node->state == STATE_LOOKED;
    if (node->tint != TINT_NONE && !urgent && own_fill) {
        int outline = node->state == STATE_LOOKED ? scale->border_px : border_px;
        int inset = outline + scale_units(scale, 6);
        int width = scale_units(scale, 7);
        struct view_rect edge = {rect.x + inset, rect.y + inset + width, width,
                                 rect.height - 2 * (inset + width)};
        paint_round(d->canvas, edge, width / 2, colours->mark);
    }
}

/* How far dwelling has come: a bar along the lower edge that fills from the left. */
static void draw_dwell(const struct drawing *d, const struct node *node, const struct cell_colours *colours)
{
    if (node->dwell <= 0 || d->scene->by_gaze)
        return;
    int inset = d->scale->lit_px + scale_units(d->scale, 5);
    int height = scale_units(d->scale, 10);
    int most = node->rect.width - 2 * inset;
    int width = (int)((float)most * (node->dwell > 1 ? 1.0f : node->dwell));
    struct view_rect bar = {node->rect.x + inset, node->rect.y + node->rect.height - inset - height, width,
                            height};
    paint_round(d->canvas, bar, height / 2, colours->text);
}

/* A tick in the corner: in force, or just taken. */
static void draw_tick(const struct drawing *d, const struct node *node, const struct cell_colours *colours)
{
    if (!node->chosen && node->state != STATE_TAKEN)
        return;
    int shorter = node->rect.width < node->rect.height ? node->rect.width : node->rect.height;
    int size = scale_units(d->scale, 60);
    size = size > shorter * 2 / 5 ? shorter * 2 / 5 : size;
    int inset = scale_units(d->scale, 8);
    int x = node->rect.x + node->rect.width - size - inset;
    draw_mark(d->masks, d->canvas, MARK_YES, x, node->rect.y + inset, size, colours->text);
}

/* The way out of a row that the scan is not in: only a weak arrow, to say what the place is kept for. */
static void draw_way_out(const struct drawing *d, const struct cell_fit *fit)
{
    draw_mark(d->masks, d->canvas, fit->mark, fit->mark_x, fit->mark_y, fit->mark_px,
              theme_mix(d->colours->weak, d->surface, 170));
}

/* The papers are the same in every theme: see bitmap.h. */
const struct bitmap *picture_of_cell(struct picture_cache *pictures, const char *path, struct view_rect rect,
                                     const struct scale *scale)
{
    struct bitmap_card card = {.width = rect.width,
                               .height = rect.height,
                               .radius_px = scale_units(scale, 10),
                               .light_paper = theme_page(THEME_LIGHT)->surface,
                               .dark_paper = theme_page(THEME_DARK)->surface};
    return picture_cache_card(pictures, path, &card);
}

/* Steps back as far as the text does: see theme_dimmed(). */
static void draw_picture(const struct drawing *d, const struct node *node, const struct cell_fit *fit)
{
    static const int gone[DIM_COUNT] = {0, 70, 130};
    if (!node->picture || rect_is_empty(fit->picture) || !rect_overlap(fit->picture, d->canvas->clip))
        return;
    int opacity = BITMAP_OPAQUE - (node->state == STATE_PLAIN ? gone[node->dim] : 0);
    const struct bitmap *picture = picture_of_cell(d->pictures, node->picture, fit->picture, d->scale);
    if (picture)
        bitmap_paint(d->canvas, picture, fit->picture.x, fit->picture.y, opacity);
}

void draw_cell(const struct drawing *d, const struct node *node, const struct cell_fit *fit)
{
    const struct cell *cell = &d->scene->page->cells[node->index];
    bool key_is_out = node->empty && cell->role != CELL_LINE;
    bool tells = cell->role == CELL_LINE && !fit->to_the_left; /* in place of a list; nothing to choose */
    int dim = key_is_out ? DIM_TWICE : tells ? DIM_NONE : node->dim;
    struct cell_colours colours = theme_cell(d->scene->theme, cell->role, cell->tint, node->state, dim);
    if (rect_is_empty(node->rect) || (node->empty && !*node->label))
        return;
    if (cell->calm && node->state == STATE_PLAIN)
        colours.text = theme_dimmed(colours.text, colours.fill, DIM_TWICE);
    if (node->hidden) {
        draw_way_out(d, fit);
        return;
    }
    if (node->kept) {
        struct cell_colours looked =
            theme_cell(d->scene->theme, cell->role, cell->tint, STATE_LOOKED, DIM_NONE);
        colours.text = looked.text;
        colours.weak = looked.weak;
    }
    if (cell->role == CELL_LINE && node->state == STATE_PLAIN)
        colours.fill = colours.border = d->surface;
    else
        draw_box(d, node, &colours);
    bool plain = node->state == STATE_PLAIN || node->state == STATE_LOOKED;
    colour sign = plain && cell->tint == TINT_NONE && cell->role != CELL_TILE && cell->role != CELL_URGENT
                      ? colours.text
                      : colours.mark;
    if (fit->mark_px)
        draw_mark(d->masks, d->canvas, fit->mark, fit->mark_x, fit->mark_y, fit->mark_px, sign);
    draw_picture(d, node, fit);
    enum font_weight weight = fit->bold ? FONT_BOLD : FONT_REGULAR;
    const char *second = cell->pair ? cell_second_half(node->label) : NULL;
    if (second)
        draw_fitted(d, cell->pair == PAIR_FIRST ? second : node->label, &fit->note_fit, fit->note, false,
                    FONT_REGULAR, colours.weak);
    draw_fitted(d, cell->pair == PAIR_SECOND ? second : node->label, &fit->label_fit, fit->label,
                fit->to_the_left, weight, colours.text);
    if (node->note)
        draw_fitted(d, node->note, &fit->note_fit, fit->note, fit->to_the_left, FONT_REGULAR, colours.weak);
    draw_tick(d, node, &colours);
    draw_dwell(d, node, &colours);
}

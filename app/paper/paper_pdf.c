#include "paper/paper_pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>

#include "base/text.h"
#include "view/outline.h"

/* All in points. */
enum {
    TITLE_PT = 26,
    HINT_PT = 13,
    HEADING_PT = 16,
    NUMBER_PT = 15,
    FOOT_PT = 9,
    TEXT_LARGEST_PT = 22,
    CELL_LARGEST_PT = 44,
    CARD_LARGEST_PT = 110,
    SMALLEST_PT = 9,
    ROW_HIGHEST = 150,
    CARD_ROW_HIGHEST = 400,
    GAP = 10,
    PADDING = 5,
    FIGURE_SHARE = 40 /* percent of the height */
};

struct pen {
    cairo_t *cairo;
    PangoFontMap *fonts; /* its own: what it loads goes with it */
    PangoContext *context;
    const struct paper *paper;
    const struct paper_print *print;
    int cut;
};

struct box {
    double x, y, width, height;
};

static void pen_init(struct pen *pen, cairo_t *cairo, const struct paper *paper,
                     const struct paper_print *print)
{
    const char *language = print->english ? "en" : print->traditional ? "zh-tw" : "zh-cn";
    *pen = (struct pen){.cairo = cairo, .paper = paper, .print = print};
    pen->fonts = pango_cairo_font_map_new();
    pen->context = pango_font_map_create_context(pen->fonts);
    pango_context_set_language(pen->context, pango_language_from_string(language));
    pango_cairo_update_context(cairo, pen->context);
}

static void pen_destroy(struct pen *pen)
{
    g_object_unref(pen->context);
    g_object_unref(pen->fonts);
}

/* --- texts ------------------------------------------------------------------------------------------------ */

static PangoLayout *lay(const struct pen *pen, const char *text, double size_pt, bool bold, double width_pt,
                        PangoAlignment alignment)
{
    PangoLayout *layout = pango_layout_new(pen->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font,
                                      pen->print->traditional ? "Noto Sans CJK TC" : "Noto Sans CJK SC");
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)(width_pt * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_alignment(layout, alignment);
    pango_layout_set_text(layout, text, -1);
    pango_font_description_free(font);
    return layout;
}

static void size_of(PangoLayout *layout, double *width_pt, double *height_pt)
{
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    *width_pt = (double)width / PANGO_SCALE;
    *height_pt = (double)height / PANGO_SCALE;
}

/* At the current point. cairo 1.16 loses some characters of the fonts it puts into a PDF (如 comes out as an empty box),
 * so what is to be read is drawn as shapes; the characters stand below in white, for whoever searches the file. */
static void ink(const struct pen *pen, PangoLayout *layout)
{
    double x, y;
    cairo_get_current_point(pen->cairo, &x, &y);
    cairo_set_source_rgb(pen->cairo, 1, 1, 1);
    pango_cairo_show_layout(pen->cairo, layout);
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    cairo_new_path(pen->cairo);
    cairo_move_to(pen->cairo, x, y);
    pango_cairo_layout_path(pen->cairo, layout);
    cairo_fill(pen->cairo);
}

/* Draws it with its upper edge at y; returns its height. */
static double put(struct pen *pen, const char *text, double size_pt, bool bold, struct box box,
                  PangoAlignment alignment)
{
    double width, height;
    PangoLayout *layout = lay(pen, text, size_pt, bold, box.width, alignment);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    cairo_move_to(pen->cairo, box.x, box.y);
    ink(pen, layout);
    size_of(layout, &width, &height);
    g_object_unref(layout);
    return height;
}

/* --- cells ------------------------------------------------------------------------------------------------- */

static double note_size(double size_pt)
{
    double size = size_pt * 0.6;
    return size < SMALLEST_PT ? SMALLEST_PT : size;
}

static bool fits(const struct pen *pen, const struct paper_cell *cell, double size_pt, double width_pt,
                 double height_pt)
{
    double width, height, note_width = 0, note_height = 0;
    PangoLayout *text = lay(pen, cell->text, size_pt, true, width_pt, PANGO_ALIGN_CENTER);
    size_of(text, &width, &height);
    g_object_unref(text);
    if (cell->note) {
        PangoLayout *note = lay(pen, cell->note, note_size(size_pt), false, width_pt, PANGO_ALIGN_CENTER);
        size_of(note, &note_width, &note_height);
        g_object_unref(note);
    }
    return width <= width_pt && note_width <= width_pt && height + note_height <= height_pt;
}

/* The largest size at which all texts of the table stand whole in their cells. */
static double size_for(const struct pen *pen, const struct paper_table *table, double width_pt,
                       double height_pt)
{
    double size = table->numbered ? CELL_LARGEST_PT : CARD_LARGEST_PT;
    for (int i = 0; i < table->rows * table->columns; i++)
        while (table->cells[i].text && size > SMALLEST_PT &&
               !fits(pen, &table->cells[i], size, width_pt, height_pt))
            size -= 1;
    return size;
}

/* What does not fit at the smallest size is cut, and counted. */
static PangoLayout *lay_cut(struct pen *pen, const char *text, double size_pt, bool bold, struct box box)
{
    PangoLayout *layout = lay(pen, text, size_pt, bold, box.width, PANGO_ALIGN_CENTER);
    double height = box.height > size_pt ? box.height : size_pt;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, (int)(height * PANGO_SCALE));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pen->cut += pango_layout_is_ellipsized(layout);
    return layout;
}

static void draw_cell(struct pen *pen, const struct paper_cell *cell, double size_pt, struct box box)
{
    double width, height, note_height = 0;
    struct box inside = {box.x + PADDING, box.y + PADDING, box.width - 2 * PADDING, box.height - 2 * PADDING};
    PangoLayout *note = NULL, *text = lay_cut(pen, cell->text, size_pt, true, inside);
    size_of(text, &width, &height);
    if (cell->note) {
        struct box below = {inside.x, 0, inside.width, inside.height - height};
        note = lay_cut(pen, cell->note, note_size(size_pt), false, below);
        size_of(note, &width, &note_height);
    }
    double top = inside.y + (inside.height - height - note_height) / 2;
    cairo_save(pen->cairo);
    cairo_rectangle(pen->cairo, box.x, box.y, box.width, box.height);
    cairo_clip(pen->cairo);
    cairo_move_to(pen->cairo, inside.x, top);
    ink(pen, text);
    if (note) {
        cairo_move_to(pen->cairo, inside.x, top + height);
        ink(pen, note);
        g_object_unref(note);
    }
    cairo_restore(pen->cairo);
    g_object_unref(text);
}

/* --- tables ------------------------------------------------------------------------------------------------- */

static void put_number(struct pen *pen, int number, struct box box)
{
    char text[16];
    double width, height;
    snprintf(text, sizeof text, "%d", number);
    PangoLayout *layout = lay(pen, text, NUMBER_PT, true, box.width, PANGO_ALIGN_CENTER);
    size_of(layout, &width, &height);
    cairo_move_to(pen->cairo, box.x, box.y + (box.height - height) / 2);
    ink(pen, layout);
    g_object_unref(layout);
}

static void draw_numbers(struct pen *pen, const struct paper_table *table, struct box cells, double column,
                         double row)
{
    const double aside = 2 * NUMBER_PT;
    for (int c = 0; c < table->columns; c++)
        put_number(pen, c + 1, (struct box){cells.x + c * column, cells.y - aside, column, aside});
    for (int r = 0; r < table->rows; r++)
        put_number(pen, r + 1, (struct box){cells.x - aside, cells.y + r * row, aside, row});
}

/* An empty place has no frame: nobody waits for it to be asked for. */
static void draw_cells(struct pen *pen, const struct paper_table *table, struct box cells, double column,
                       double row)
{
    double size = size_for(pen, table, column - 2 * PADDING, row - 2 * PADDING);
    for (int r = 0; r < table->rows; r++)
        for (int c = 0; c < table->columns; c++) {
            const struct paper_cell *cell = &table->cells[r * table->columns + c];
            struct box box = {cells.x + c * column, cells.y + r * row, column, row};
            if (!cell->text)
                continue;
            cairo_rectangle(pen->cairo, box.x, box.y, box.width, box.height);
            cairo_stroke(pen->cairo);
            draw_cell(pen, cell, size, box);
        }
}

static void draw_table(struct pen *pen, const struct paper_table *table, struct box box)
{
    const double aside = table->numbered ? 2 * NUMBER_PT : 0, line = 1;
    if (table->heading) {
        double taken = put(pen, table->heading, HEADING_PT, true, box, PANGO_ALIGN_LEFT);
        box.y += taken;
        box.height -= taken;
    }
    struct box cells = {box.x + aside + line, box.y + aside + line, box.width - aside - 2 * line,
                        box.height - aside - 2 * line};
    double most = table->numbered ? ROW_HIGHEST : CARD_ROW_HIGHEST;
    double column = cells.width / table->columns, row = cells.height / table->rows;
    row = row < most ? row : most;
    cairo_set_line_width(pen->cairo, line);
    if (table->numbered)
        draw_numbers(pen, table, cells, column, row);
    draw_cells(pen, table, cells, column, row);
}

/* Two tables share the height by their rows; what one answers with most (a single row of two) counts twice. */
static double weight_of(const struct paper_table *table)
{
    return table->rows == 1 && table->columns <= 2 ? 2 : table->rows + (table->numbered ? 0.5 : 0);
}

static void draw_tables(struct pen *pen, const struct paper_sheet *sheet, struct box box)
{
    double sum = 0, height = box.height - GAP * (sheet->table_count - 1);
    for (int i = 0; i < sheet->table_count; i++)
        sum += weight_of(&sheet->tables[i]);
    for (int i = 0; i < sheet->table_count; i++) {
        box.height = height * weight_of(&sheet->tables[i]) / sum;
        draw_table(pen, &sheet->tables[i], box);
        box.y += box.height + GAP;
    }
}

/* --- the figure ---------------------------------------------------------------------------------------------- */

static void fill_polygons(const struct pen *pen, const struct polygons *polygons)
{
    for (int i = 0; i < polygons->polygon_count; i++) {
        const struct polygon *polygon = &polygons->items[i];
        cairo_new_path(pen->cairo);
        for (int p = polygon->first; p < polygon->end; p++)
            cairo_line_to(pen->cairo, (double)polygons->points[p].x, (double)polygons->points[p].y);
        cairo_close_path(pen->cairo);
        cairo_fill(pen->cairo);
    }
}

/* Both halves: as an area, or (width > 0) its lines. */
static void draw_halves(const struct pen *pen, const char *text, struct outline_place place, float width)
{
    struct polygons polygons;
    polygons_init(&polygons);
    for (int half = 0; half < 2; half++) {
        if (width > 0)
            outline_stroke(&polygons, text, place, width);
        else
            outline_fill(&polygons, text, place);
        place.x0 += BODY_FIGURE_WIDTH * place.scale;
        place.mirrored = true;
    }
    fill_polygons(pen, &polygons);
    polygons_destroy(&polygons);
}

/* The lines in black, then the area in white over their inner half: the contour stays, without the middle line. */
static void draw_figure(struct pen *pen, enum body_side side, struct box box)
{
    const float line = 2;
    double scale = (box.height - 2 * (double)line) / BODY_FIGURE_HEIGHT;
    double left = box.x + (box.width - BODY_FIGURE_WIDTH * scale) / 2;
    struct outline_place place = {(float)left, (float)box.y + line, (float)scale, false};
    draw_halves(pen, body_silhouette, place, 2 * line);
    cairo_set_source_rgb(pen->cairo, 1, 1, 1);
    draw_halves(pen, body_silhouette, place, 0);
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    draw_halves(pen, body_details[side], place, 1);
}

/* --- sheets --------------------------------------------------------------------------------------------------- */

static double height_of_paragraphs(const struct pen *pen, const struct paper_sheet *sheet, double size_pt,
                                   double width_pt)
{
    double sum = 0, width, height;
    for (const char *const *text = sheet->paragraphs; *text; text++) {
        PangoLayout *layout = lay(pen, *text, size_pt, false, width_pt, PANGO_ALIGN_LEFT);
        size_of(layout, &width, &height);
        g_object_unref(layout);
        sum += height + size_pt;
    }
    return sum;
}

static void draw_paragraphs(struct pen *pen, const struct paper_sheet *sheet, struct box box)
{
    double size = TEXT_LARGEST_PT;
    while (size > SMALLEST_PT && height_of_paragraphs(pen, sheet, size, box.width) > box.height)
        size -= 1;
    for (const char *const *text = sheet->paragraphs; *text; text++)
        box.y += put(pen, *text, size, false, box, PANGO_ALIGN_LEFT) + size;
}

static void draw_foot(struct pen *pen, int sheet, struct box box)
{
    char text[64];
    snprintf(text, sizeof text, "%s    %d / %d", pen->print->date, sheet + 1, pen->paper->count);
    put(pen, text, FOOT_PT, false, box, PANGO_ALIGN_RIGHT);
}

static double draw_title(struct pen *pen, const struct paper_sheet *sheet, struct box box)
{
    double taken = put(pen, sheet->title, TITLE_PT, true, box, PANGO_ALIGN_LEFT);
    box.y += taken;
    if (sheet->hint)
        taken += put(pen, sheet->hint, HINT_PT, false, box, PANGO_ALIGN_LEFT);
    return taken + GAP;
}

static void draw_sheet(struct pen *pen, int index)
{
    const struct paper_sheet *sheet = &pen->paper->sheets[index];
    const double foot = 2 * FOOT_PT, margin = PAPER_MARGIN_PT;
    struct box box = {margin, margin, PAPER_WIDTH_PT - 2 * margin, PAPER_HEIGHT_PT - 2 * margin - foot};
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    draw_foot(pen, index, (struct box){box.x, box.y + box.height + foot / 4, box.width, foot});
    double taken = draw_title(pen, sheet, box);
    box.y += taken;
    box.height -= taken;
    if (sheet->paragraphs)
        draw_paragraphs(pen, sheet, box);
    if (sheet->has_figure) {
        double figure = box.height * FIGURE_SHARE / 100;
        draw_figure(pen, sheet->side, (struct box){box.x, box.y, box.width, figure});
        box.y += figure + GAP;
        box.height -= figure + GAP;
    }
    draw_tables(pen, sheet, box);
}

int paper_pdf_draw(cairo_t *cairo, const struct paper *paper, int sheet, const struct paper_print *print)
{
    struct pen pen;
    pen_init(&pen, cairo, paper, print);
    draw_sheet(&pen, sheet);
    pen_destroy(&pen);
    return pen.cut;
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static cairo_status_t add_bytes(void *context, const unsigned char *bytes, unsigned int size)
{
    buffer_add(context, (const char *)bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

static void tell_about(cairo_surface_t *surface, const struct paper_print *print)
{
    char date[64];
    snprintf(date, sizeof date, "%sT00:00:00Z", print->date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, _("Yinian: boards on paper"));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

bool paper_pdf(const struct paper *paper, const struct paper_print *print, struct buffer *out, int *cut)
{
    buffer_clear(out);
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(add_bytes, out, PAPER_WIDTH_PT, PAPER_HEIGHT_PT);
    cairo_t *cairo = cairo_create(surface);
    struct pen pen;
    pen_init(&pen, cairo, paper, print);
    tell_about(surface, print);
    for (int i = 0; i < paper->count; i++) {
        draw_sheet(&pen, i);
        cairo_show_page(cairo);
    }
    pen_destroy(&pen);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    bool right = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    if (cut)
        *cut = pen.cut;
    return right;
}

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "view/draw_part.h"
#include "view/paragraph.h"

/* A text with parts that look different: what is spelt and not yet text, what is being spoken, the caret. Byte
 * offsets; an empty part has first == end. */
struct styled_text {
    const char *text;
    size_t size;
    size_t reading_first, reading_end;
    size_t spoken_first, spoken_end;
    bool has_caret;
    size_t caret;
    bool in_the_middle;
    colour ink;
};

static const struct text_line *line_of(const struct paragraph *p, int index)
{
    return &p->lines[p->first_line + index];
}

/* Everything about one line that is being drawn. */
struct line_place {
    const struct text_line *line;
    int x, top;
    int size_px;
};

static int x_of(const struct drawing *d, const struct styled_text *t, const struct line_place *at,
                size_t offset)
{
    struct text_measure measure = font_measure_of(d->fonts, FONT_REGULAR);
    if (offset <= at->line->offset)
        return at->x;
    return at->x + text_width(t->text + at->line->offset, offset - at->line->offset, at->size_px, &measure);
}

static size_t cut(size_t offset, size_t least, size_t most)
{
    return offset < least ? least : offset > most ? most : offset;
}

/* Draws the bytes [first, end) that lie in this line, over a fill or an underline where they are special. */
static void draw_part(const struct drawing *d, const struct styled_text *t, const struct line_place *at,
                      size_t first, size_t end, colour c)
{
    size_t line_end = at->line->offset + at->line->size;
    first = cut(first, at->line->offset, line_end);
    end = cut(end, at->line->offset, line_end);
    if (first < end)
        draw_line_of_text(d->masks, d->canvas, t->text + first, end - first, FONT_REGULAR, at->size_px,
                          x_of(d, t, at, first), at->top + baseline_of(at->size_px), c);
}

static void draw_spoken_fill(const struct drawing *d, const struct styled_text *t,
                             const struct line_place *at)
{
    size_t line_end = at->line->offset + at->line->size;
    size_t first = cut(t->spoken_first, at->line->offset, line_end);
    size_t end = cut(t->spoken_end, at->line->offset, line_end);
    while (end > first && t->text[end - 1] == ' ')
        end--;
    if (first >= end)
        return;
    int left = x_of(d, t, at, first), right = x_of(d, t, at, end);
    int over = at->size_px / 8;
    struct view_rect fill = {left - over / 2, at->top - over / 2, right - left + over, at->size_px + over};
    paint_round(d->canvas, fill, over, d->colours->spoken);
}

static void draw_underline(const struct drawing *d, const struct styled_text *t, const struct line_place *at)
{
    size_t line_end = at->line->offset + at->line->size;
    size_t first = cut(t->reading_first, at->line->offset, line_end);
    size_t end = cut(t->reading_end, at->line->offset, line_end);
    if (first >= end)
        return;
    int left = x_of(d, t, at, first), right = x_of(d, t, at, end);
    int thickness = at->size_px / 14 + 1;
    paint_fill(d->canvas, (struct view_rect){left, at->top + at->size_px + 1, right - left, thickness},
               d->colours->reading);
}

static void draw_caret(const struct drawing *d, const struct styled_text *t, const struct line_place *at)
{
    int width = at->size_px / 12 + 1;
    int x = x_of(d, t, at, t->caret) + (t->caret > 0 ? width / 2 : -width - width / 2);
    paint_fill(d->canvas, (struct view_rect){x, at->top - at->size_px / 20, width, at->size_px * 11 / 10},
               d->colours->caret);
}

static void draw_line(const struct drawing *d, const struct styled_text *t, const struct line_place *at)
{
    size_t edges[] = {0, t->reading_first, t->reading_end, t->spoken_first, t->spoken_end, t->size};
    for (int i = 1; i < 6; i++) /* six numbers: sorting by insertion */
        for (int j = i; j > 0 && edges[j] < edges[j - 1]; j--) {
            size_t kept = edges[j];
            edges[j] = edges[j - 1];
            edges[j - 1] = kept;
        }
    draw_spoken_fill(d, t, at);
    for (int i = 0; i < 5; i++) {
        bool spoken = edges[i] >= t->spoken_first && edges[i] < t->spoken_end;
        bool reading = edges[i] >= t->reading_first && edges[i] < t->reading_end;
        colour c = spoken ? d->colours->spoken_text : reading ? d->colours->reading : t->ink;
        draw_part(d, t, at, edges[i], edges[i + 1], c);
    }
    draw_underline(d, t, at);
}

static void draw_styled(const struct drawing *d, const struct styled_text *t, struct view_rect box,
                        const int *sizes_px, int size_count, int lines_at_most)
{
    if (!d->fonts)
        return;
    struct text_measure measure = font_measure_of(d->fonts, FONT_REGULAR);
    struct fit_box fit = {box.width - sizes_px[size_count - 1] / 5, box.height, sizes_px, size_count,
                          lines_at_most};
    size_t matters = t->spoken_end > t->spoken_first ? t->spoken_end - 1 : t->has_caret ? t->caret : t->size;
    struct paragraph p = paragraph_of(t->text, t->size, matters, &fit, &measure, d->arena);
    if (t->in_the_middle)
        paragraph_balance(&p, t->text, t->size, &fit, &measure);
    int height = text_height(p.seen_count > 0 ? p.seen_count : 1, p.size_px);
    int top = box.y + (box.height - height) / 2;
    static const struct text_line nothing = {0};
    int caret_line = t->has_caret ? paragraph_line_of(&p, t->caret) : -1;
    for (int i = 0; i < p.seen_count; i++) {
        struct line_place at = {line_of(&p, i), box.x, top + i * p.line_height_px, p.size_px};
        if (t->in_the_middle)
            at.x = box.x + (box.width - at.line->width_px) / 2;
        draw_line(d, t, &at);
        if (p.first_line + i == caret_line)
            draw_caret(d, t, &at);
    }
    if (t->has_caret && p.line_count == 0)
        draw_caret(d, t, &(struct line_place){&nothing, box.x, top, p.size_px});
}

/* A bar with room for one line: as large as it holds; a long message smaller, and what is before its end left out.
 * What is being said is shown line by line, so that it does not run under the eyes. */
static void draw_in_one_line(const struct drawing *d, const struct styled_text *t, struct view_rect box)
{
    static const char ellipsis[] = "…";
    if (!d->fonts)
        return;
    struct text_measure measure = font_measure_of(d->fonts, FONT_REGULAR);
    const int *sizes = d->scale->type_px;
    int size_px = sizes[TYPE_KEY] < box.height ? sizes[TYPE_KEY] : box.height;
    bool spoken = t->spoken_end > t->spoken_first;
    if (!spoken && text_width(t->text, t->size, size_px, &measure) > box.width - size_px / 5)
        size_px = size_px * 3 / 4;
    size_px = size_px < sizes[TYPE_SMALLEST] ? sizes[TYPE_SMALLEST] : size_px;
    int cut = text_width(ellipsis, sizeof ellipsis - 1, size_px, &measure);
    if (spoken) {
        draw_styled(d, t, box, &size_px, 1, 1);
        return;
    }
    size_t matters = t->has_caret ? t->caret : t->size;
    struct text_line line =
        paragraph_window(t->text, t->size, matters, box.width - size_px / 5, size_px, cut, &measure);
    struct line_place at = {&line, box.x, box.y + (box.height - size_px) / 2, size_px};
    if (line.offset > 0) {
        draw_line_of_text(d->masks, d->canvas, ellipsis, sizeof ellipsis - 1, FONT_REGULAR, size_px, at.x,
                          at.top + baseline_of(size_px), d->colours->bar_weak);
        at.x += cut;
    }
    draw_line(d, t, &at);
    if (t->has_caret)
        draw_caret(d, t, &at);
}

/* ---- the message bar ------------------------------------------------------------------------------------------ */

static size_t bytes_before(const char *text, int characters)
{
    return characters <= 0 ? 0 : utf8_offset(text, strlen(text), (size_t)characters);
}

/* The message with the reading put in at the caret. */
static struct styled_text message_text(const struct drawing *d, struct buffer *joined)
{
    const struct scene *scene = d->scene;
    const char *message = scene->message ? scene->message : "";
    const char *reading = scene_reading(scene);
    bool spoken_here = scene->spoken_text && strcmp(scene->spoken_text, message) == 0;
    size_t caret = bytes_before(message, scene->caret);
    size_t reading_size = spoken_here ? 0 : strlen(reading);
    buffer_add_text(joined, message);
    buffer_splice(joined, caret, 0, reading, reading_size);
    struct styled_text t = {.text = buffer_text(joined),
                            .size = joined->size,
                            .reading_first = caret + (reading_size ? strspn(reading, " ") : 0),
                            .reading_end = caret + reading_size,
                            .has_caret = !spoken_here,
                            .caret = caret + reading_size,
                            .ink = d->colours->bar_text};
    if (spoken_here && scene->spoken_count > 0) {
        t.spoken_first = bytes_before(message, scene->spoken_first);
        t.spoken_end = bytes_before(message, scene->spoken_first + scene->spoken_count);
    }
    return t;
}

static struct styled_text spoken_text(const struct drawing *d, const char *text, colour ink)
{
    const struct scene *scene = d->scene;
    struct styled_text t = {.text = text, .size = strlen(text), .ink = ink};
    if (scene->spoken_text && strcmp(scene->spoken_text, text) == 0 && scene->spoken_count > 0) {
        t.spoken_first = bytes_before(text, scene->spoken_first);
        t.spoken_end = bytes_before(text, scene->spoken_first + scene->spoken_count);
    }
    return t;
}

static struct view_rect with_mark(const struct drawing *d, struct view_rect box, enum cell_mark mark,
                                  colour c)
{
    int size = d->scale->type_px[TYPE_ACTION];
    size = size > box.height ? box.height : size;
    draw_mark(d->masks, d->canvas, mark, box.x, box.y + (box.height - size) / 2, size, c);
    int taken = size + d->scale->padding_px;
    return (struct view_rect){box.x + taken, box.y, box.width - taken, box.height};
}

/* A low bar has little to spare above and below. */
static struct view_rect inside_of_bar(const struct drawing *d, struct view_rect bar)
{
    int side = d->scale->padding_px * 3 / 2, most = bar.height / 14 + d->scale->border_px;
    int over = d->scale->padding_px < most ? d->scale->padding_px : most;
    return (struct view_rect){bar.x + side, bar.y + over, bar.width - 3 * d->scale->padding_px,
                              bar.height - 2 * over};
}

void draw_message(const struct drawing *d, const struct node *node)
{
    const struct scene *scene = d->scene;
    const struct page_colours *colours = d->colours;
    struct buffer joined;
    buffer_init(&joined);
    struct styled_text t = message_text(d, &joined);
    bool something_else = scene->spoken_text && strcmp(scene->spoken_text, node->label) != 0;
    struct view_rect box = inside_of_bar(d, node->rect);
    int lines = d->tree->layout.height > d->tree->layout.width ? 3 : 2;
    const int *sizes = &d->scale->type_px[TYPE_35];
    int size_count = TYPE_KEY - TYPE_35 + 1;
    paint_box(d->canvas, node->rect, d->scale->radius_px, d->scale->border_px,
              scene->spoken_text ? colours->spoken : colours->bar_border, colours->bar);
    if (something_else ||
        (t.size == 0 && !scene->spoken_text && scene->message_hint && *scene->message_hint)) {
        t = something_else ? spoken_text(d, scene->spoken_text, colours->bar_text)
                           : spoken_text(d, scene->message_hint, colours->bar_weak);
        t.has_caret = !something_else;
    }
    if (scene->spoken_text)
        box = with_mark(d, box, MARK_SPEAK, colours->reading);
    if (text_height(2, d->scale->type_px[TYPE_35]) > box.height * 9 / 10)
        draw_in_one_line(d, &t, box);
    else
        draw_styled(d, &t, box, sizes, size_count, lines);
    buffer_destroy(&joined);
}

/* ---- large texts ----------------------------------------------------------------------------------------------- */

static enum cell_mark large_mark(const struct drawing *d)
{
    if (d->scene->large_text)
        return MARK_SPEAK;
    return d->scene->page->shape == PAGE_CALL   ? MARK_CALL
           : d->scene->page->shape == PAGE_REST ? MARK_REST
                                                : MARK_NONE;
}

static colour large_ink(const struct drawing *d)
{
    if (d->scene->large_text)
        return d->colours->text;
    if (d->scene->page->shape == PAGE_CALL)
        return d->scene->flash_on ? d->colours->call_text_high : d->colours->call_text_low;
    return d->scene->page->shape == PAGE_REST    ? d->colours->rest_text
           : d->scene->page->shape == PAGE_POINT ? d->colours->weak
                                                 : d->colours->text;
}

enum { SHOWN_SIZES = 32 };

/* The size at which the widest word still stands in one line: a word that is broken is hard to read. */
static int size_of_widest_word(const struct drawing *d, const struct styled_text *t, int width_px)
{
    enum { MEASURED_PX = 200, FIRST_IDEOGRAPH = 0x2E80 };
    struct text_measure measure = font_measure_of(d->fonts, FONT_REGULAR);
    int widest = 1;
    for (size_t at = 0, word = 0; at < t->size;) {
        uint32_t character;
        at += utf8_decode(t->text + at, t->size - at, &character);
        if (character <= ' ' || character >= FIRST_IDEOGRAPH)
            word = at;
        int width = text_width(t->text + word, at - word, MEASURED_PX, &measure);
        widest = width > widest ? width : widest;
    }
    return (int)((long long)MEASURED_PX * (width_px - width_px / 50) / widest);
}

/* As large as it goes, whatever the scale of the screen is: read from across a room. Ascending. */
static void shown_sizes(const struct drawing *d, const struct styled_text *t, struct view_rect box, int size,
                        int sizes_px[SHOWN_SIZES])
{
    int least = d->scale->type_px[TYPE_SMALLEST];
    int most = size_of_widest_word(d, t, box.width);
    size = size < most ? size : most;
    for (int i = SHOWN_SIZES - 1; i >= 0; i--) {
        sizes_px[i] = size > least ? size : least;
        size = size * 9 / 10;
    }
}

void draw_shown_text(const struct drawing *d, const char *text, colour ink, struct view_rect box, int most_px)
{
    int sizes_px[SHOWN_SIZES];
    struct styled_text t = spoken_text(d, text, ink);
    if (!d->fonts)
        return;
    t.in_the_middle = true;
    shown_sizes(d, &t, box, most_px, sizes_px);
    draw_styled(d, &t, box, sizes_px, SHOWN_SIZES, 40);
}

/* The sign stands above the text: both together in the middle. */
void draw_large_text(const struct drawing *d, const struct node *node)
{
    struct view_rect box = rect_grow(node->rect, -d->scale->margin_px);
    enum cell_mark mark = large_mark(d);
    colour ink = large_ink(d);
    bool rest = mark == MARK_REST, point = !d->scene->large_text && d->scene->page->shape == PAGE_POINT;
    if (d->scene->large_text)
        paint_fill(d->canvas, node->rect, d->colours->surface);
    if (mark != MARK_NONE) {
        int size = d->scale->type_px[rest ? TYPE_TILE : TYPE_LARGEST];
        size = size > box.height / 4 ? box.height / 4 : size;
        int top = box.y + (mark == MARK_SPEAK ? 0 : rest ? box.height / 3 : box.height / 8);
        draw_mark(d->masks, d->canvas, mark, box.x + (box.width - size) / 2, top, size, ink);
        int taken = top - box.y + size + d->scale->padding_px;
        int left = box.height - taken;
        box = (struct view_rect){box.x, box.y + taken, box.width, rest ? left / 3 : left};
    }
    if (!d->scene->large_text && d->scene->page->shape == PAGE_SHOW) {
        draw_shown_text(d, node->label, ink, box, box.height * 4 / 5);
        return;
    }
    struct styled_text t = spoken_text(d, node->label, ink);
    t.in_the_middle = true;
    int largest = rest ? TYPE_42 : point ? TYPE_ACTION : mark == MARK_NONE ? TYPE_QUESTION : TYPE_LARGEST;
    draw_styled(d, &t, box, d->scale->type_px, largest + 1, 40);
}

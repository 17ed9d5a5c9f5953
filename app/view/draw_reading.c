#include "view/draw_part.h"

#include <stdio.h>

#include "view/reading_pages.h"
#include "view/reading_style.h"

/* In per cent of the em. */
enum {
    BAR_WIDTH = 16,
    FRAME_ROUND = 25,
    DOT = 24,
    SIGN_APART = 45, /* between the dot or the number of an item and its text */
    FILL_OVER = 14,  /* what lies behind words: above them, and at their sides half of it */
    UNDERLINE = 7
};

static int percent_of(int px, int percent)
{
    return px * percent / 100 > 0 ? px * percent / 100 : 1;
}

/* ---- frames, signs of items, progress ---------------------------------------------------------------------- */

static const struct article_block *block_of(const struct drawing *d, int line)
{
    return &d->scene->page->article->blocks[d->scene->page->set->lines[line].block];
}

/* Round the lines from `first` up to `end`. */
static void draw_callout(const struct drawing *d, struct view_rect area, int first, int end)
{
    const struct reading_pages *set = d->scene->page->set;
    const struct reading_line *last = &set->lines[end - 1];
    int frame = reading_frame_px(set->size_px), top = area.y + set->lines[first].y_px - frame;
    int bottom = area.y + last->y_px + reading_ink_px(last->size_px) + frame;
    struct view_rect rect = {area.x + set->column_x_px, top, set->column_px, bottom - top};
    int round = percent_of(set->size_px, FRAME_ROUND), bar = percent_of(set->size_px, BAR_WIDTH);
    struct canvas bar_only = *d->canvas;
    bar_only.clip = rect_intersect(bar_only.clip, (struct view_rect){rect.x, rect.y, bar, rect.height});
    paint_round(d->canvas, rect, round, d->colours->callout);
    paint_fill(&bar_only, rect, d->surface);
    paint_round(&bar_only, rect, round, d->colours->callout_bar);
}

static void draw_item_sign(const struct drawing *d, struct view_rect area, const struct reading_line *line,
                           int number)
{
    int size = line->size_px, right = area.x + line->x_px - percent_of(size, SIGN_APART);
    int top = area.y + line->y_px, dot = percent_of(size, DOT) | 1;
    if (number <= 0) {
        struct view_rect rect = {right - dot, top + (size - dot) / 2, dot, dot};
        paint_round(d->canvas, rect, dot / 2, d->colours->weak);
        return;
    }
    if (!d->fonts)
        return;
    char text[16];
    int bytes = snprintf(text, sizeof text, "%d.", number);
    struct text_measure measure = font_measure_of(d->fonts, FONT_REGULAR);
    int width = text_width(text, (size_t)bytes, size, &measure);
    draw_line_of_text(d->masks, d->canvas, text, (size_t)bytes, FONT_REGULAR, size, right - width,
                      top + baseline_of(size), d->colours->weak);
}

static void draw_progress(const struct drawing *d)
{
    const struct reading_pages *set = d->scene->page->set;
    struct view_rect all = d->tree->layout.progress, done;
    if (set->page_count < 2)
        return;
    all.x += set->column_x_px;
    all.width -= 2 * set->column_x_px;
    done = all;
    done.width = (int)((long long)all.width * (d->scene->page->reading_page + 1) / set->page_count);
    paint_round(d->canvas, all, all.height / 2, d->colours->progress_left);
    paint_round(d->canvas, done, all.height / 2, d->colours->progress);
}

void draw_reading(const struct drawing *d, const struct node *node)
{
    const struct reading_pages *set = d->scene->page->set;
    const struct reading_page *page = &set->pages[node->index];
    int end = page->first_line + page->line_count;
    for (int line = page->first_line; line < end; line++) {
        const struct article_block *block = block_of(d, line);
        if (block->kind == BLOCK_ITEM && set->lines[line].begins)
            draw_item_sign(d, node->rect, &set->lines[line], block->number);
        if (block->kind != BLOCK_CALLOUT)
            continue;
        int first = line;
        while (line + 1 < end && block_of(d, line + 1)->kind == BLOCK_CALLOUT)
            line++;
        draw_callout(d, node->rect, first, line + 1);
    }
    draw_progress(d);
}

/* ---- a line ------------------------------------------------------------------------------------------------- */

struct line_drawing {
    const struct drawing *d;
    const struct article *article;
    const struct reading_line *line;
    struct view_rect ink;
    int block;
};

static size_t end_of(const struct line_drawing *l)
{
    return l->line->offset + l->line->size;
}

static int width_of(const struct line_drawing *l, size_t first, size_t end, bool strong)
{
    return font_pen_width(l->d->fonts, l->article->text + first, end - first,
                          strong ? FONT_BOLD : FONT_REGULAR, l->line->size_px);
}

/* Where this byte of the line begins. What is being read has no part in it: words stay where they are. */
static int x_of(const struct line_drawing *l, size_t offset)
{
    int x = l->ink.x;
    for (size_t at = l->line->offset; at < offset && at < end_of(l);) {
        struct reading_style style = reading_style_at(l->article, l->block, at);
        size_t end = style.end < offset ? style.end : offset;
        x += width_of(l, at, end, style.strong || style.mark);
        at = end;
    }
    return x;
}

/* All of it, in the colours of what it is; `ink` other than NULL: in that colour. */
static void draw_words(const struct line_drawing *l, const struct canvas *canvas, const colour *ink)
{
    const struct page_colours *colours = l->d->colours;
    int size = l->line->size_px, baseline = l->ink.y + baseline_of(size), x = l->ink.x;
    for (size_t at = l->line->offset; at < end_of(l);) {
        struct reading_style style = reading_style_at(l->article, l->block, at);
        size_t end = style.end < end_of(l) ? style.end : end_of(l);
        bool strong = style.strong || style.mark;
        colour c = ink ? *ink : style.mark ? colours->doubt : colours->text;
        draw_line_of_text(l->d->masks, canvas, l->article->text + at, end - at,
                          strong ? FONT_BOLD : FONT_REGULAR, size, x, baseline, c);
        int width = width_of(l, at, end, strong);
        if (style.soft) {
            int under = percent_of(size, UNDERLINE);
            paint_fill(canvas, (struct view_rect){x, l->ink.y + size + under, width, under}, c);
        }
        x += width;
        at = end;
    }
}

/* What of the range stands in this line, with a little above it; empty: nothing. */
static struct view_rect place_of(const struct line_drawing *l, size_t first, size_t size)
{
    size_t end = first + size < end_of(l) ? first + size : end_of(l);
    first = first > l->line->offset ? first : l->line->offset;
    while (end > first && (l->article->text[end - 1] == ' ' || l->article->text[end - 1] == '\n'))
        end--;
    if (first >= end)
        return (struct view_rect){0};
    int over = percent_of(l->line->size_px, FILL_OVER), left = x_of(l, first);
    return (struct view_rect){left, l->ink.y - over, x_of(l, end) - left, l->ink.height + over};
}

/* A line below it says it too, where the fill is hard to see. */
static void draw_sentence(const struct line_drawing *l, struct view_rect place)
{
    const struct drawing *d = l->d;
    int over = percent_of(l->line->size_px, FILL_OVER), under = percent_of(l->line->size_px, UNDERLINE);
    place.x -= over / 2;
    place.width += over;
    paint_round(d->canvas, place, over, d->colours->sentence);
    struct view_rect rule = {place.x + over, place.y + place.height - under, place.width - 2 * over, under};
    paint_fill(d->canvas, rule, theme_mix(d->colours->sentence, d->colours->spoken, 150));
}

void draw_reading_line(const struct drawing *d, const struct node *node)
{
    const struct scene *scene = d->scene;
    const struct reading_line *line = &scene->page->set->lines[node->index];
    struct line_drawing l = {d, scene->page->article, line, node->rect, line->block};
    if (!d->fonts)
        return;
    int round = percent_of(line->size_px, FILL_OVER);
    struct view_rect sentence = place_of(&l, scene->read_first, scene->read_size);
    struct view_rect word = place_of(&l, scene->read_word_first, scene->read_word_size);
    if (!rect_is_empty(sentence))
        draw_sentence(&l, sentence);
    draw_words(&l, d->canvas, NULL);
    if (rect_is_empty(word))
        return;
    struct canvas clipped = *d->canvas; /* the same words once more, in the other colour */
    clipped.clip = rect_intersect(clipped.clip, word);
    paint_round(d->canvas, word, round, d->colours->spoken);
    draw_words(&l, &clipped, &d->colours->spoken_text);
}

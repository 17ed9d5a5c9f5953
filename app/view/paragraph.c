#include "view/paragraph.h"

#include "base/utf8.h"

int paragraph_line_of(const struct paragraph *paragraph, size_t offset)
{
    int line = paragraph->line_count - 1;
    while (line > 0 && paragraph->lines[line].offset > offset)
        line--;
    return line;
}

static int room_for(const struct fit_box *box, int size_px)
{
    int count = 1;
    while (count < box->lines_at_most && text_height(count + 1, size_px) <= box->height_px)
        count++;
    return count;
}

struct paragraph paragraph_of(const char *text, size_t size, size_t matters, const struct fit_box *box,
                              const struct text_measure *measure, struct arena *arena)
{
    struct paragraph p = {0};
    int room = 1;
    for (int i = box->size_count - 1; i >= 0; i--) {
        p.size_px = box->sizes_px[i];
        room = room_for(box, p.size_px);
        p.line_count = text_lines(text, size, box->width_px, p.size_px, measure, NULL, 0);
        if (p.line_count <= room && text_height(p.line_count, p.size_px) <= box->height_px)
            break;
    }
    int most = p.line_count > FIT_LINES_AT_MOST ? p.line_count
                                                : FIT_LINES_AT_MOST; /* paragraph_balance() may add one */
    p.lines = arena_new(arena, (size_t)most, sizeof *p.lines);
    text_lines(text, size, box->width_px, p.size_px, measure, p.lines, p.line_count);
    p.line_height_px = p.size_px * LINE_HEIGHT_PERCENT / 100;
    p.seen_count = p.line_count < room ? p.line_count : room;
    int matters_line = paragraph_line_of(&p, matters);
    p.first_line = matters_line - p.seen_count + 1;
    if (p.first_line < 0)
        p.first_line = 0;
    return p;
}

void paragraph_balance(struct paragraph *p, const char *text, size_t size, const struct fit_box *box,
                       const struct text_measure *measure)
{
    if (p->line_count < 2 || p->line_count > FIT_LINES_AT_MOST || p->seen_count < p->line_count)
        return;
    struct fit_box same = *box;
    same.lines_at_most = box->lines_at_most < FIT_LINES_AT_MOST ? box->lines_at_most : FIT_LINES_AT_MOST;
    while (same.size_count > 1 && same.sizes_px[same.size_count - 1] > p->size_px)
        same.size_count--;
    struct text_fit fit = text_fit(text, size, &same, measure);
    if (fit.shortened || fit.broken_words || fit.size_px * 5 < p->size_px * 4)
        return;
    p->size_px = fit.size_px;
    p->line_height_px = p->size_px * LINE_HEIGHT_PERCENT / 100;
    p->line_count = p->seen_count = fit.line_count;
    for (int i = 0; i < fit.line_count; i++)
        p->lines[i] = fit.lines[i];
}

struct text_line paragraph_window(const char *text, size_t size, size_t matters, int width_px, int size_px,
                                  int ellipsis_px, const struct text_measure *measure)
{
    size_t first = 0, end = matters;
    if (text_width(text, matters, size_px, measure) > width_px) {
        first = matters;
        while (first > 0) {
            size_t before = utf8_before(text, first);
            if (text_width(text + before, matters - before, size_px, measure) > width_px - ellipsis_px)
                break;
            first = before;
        }
    }
    int room = width_px - (first ? ellipsis_px : 0);
    while (end < size) {
        uint32_t c;
        size_t next = end + utf8_decode(text + end, size - end, &c);
        if (c == '\n' || text_width(text + first, next - first, size_px, measure) > room)
            break;
        end = next;
    }
    return (struct text_line){first, end - first, text_width(text + first, end - first, size_px, measure)};
}

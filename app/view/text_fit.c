#include "view/text_fit.h"

#include "base/utf8.h"
#include "view/line_break.h"
#include "view/text_pauses.h"

#define ELLIPSIS 0x2026u

int text_width(const char *text, size_t size, int size_px, const struct text_measure *measure)
{
    long long milli = 0;
    for (size_t at = 0; at < size;) {
        uint32_t c;
        at += utf8_decode(text + at, size - at, &c);
        if (c != '\n')
            milli += measure->advance(measure->context, c);
    }
    return (int)((milli * size_px + 999) / 1000);
}

int text_height(int line_count, int size_px)
{
    return line_count <= 0 ? 0 : size_px + (line_count - 1) * size_px * LINE_HEIGHT_PERCENT / 100;
}

struct breaker {
    const char *text;
    size_t size;
    long long width_milli; /* of the em: width_px × 1000 / size_px */
    const struct text_measure *measure;
    const struct text_ends *ends; /* or NULL */
    bool may_break_words;
    bool broke_word;
};

/* One past the last byte that is not a space or newline. */
static size_t trimmed_end(const char *text, size_t start, size_t end)
{
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\n'))
        end--;
    return end;
}

/* Finds the end of the line that begins at `start`: the last place at which it may break and still fits. Returns
 * `start` when not even the first word fits and words may not be broken. */
static size_t line_end(struct breaker *b, size_t start)
{
    size_t at = start, good = start, fair = start; /* fair: where it should not end, and yet may */
    long long milli = 0;
    uint32_t before = 0;
    while (at < b->size) {
        uint32_t c;
        size_t length = utf8_decode(b->text + at, b->size - at, &c);
        enum line_break kind = at > start ? line_break_between(before, c) : LINE_BREAK_NO;
        if (kind == LINE_BREAK_MUST)
            return at;
        if (kind == LINE_BREAK_MAY) {
            fair = at;
            good = !b->ends || b->ends->may_end(b->ends->context, at) ? at : good;
        }
        milli += c == '\n' ? 0 : b->measure->advance(b->measure->context, c);
        if (milli > b->width_milli && c != ' ' && c != '\n') {
            good = good > start ? good : fair;
            if (good > start || !b->may_break_words)
                return good;
            b->broke_word = true;
            return at > start ? at : at + length;
        }
        before = c;
        at += length;
    }
    return b->size;
}

/* Breaks everything; -1 when a word is too wide and may not be broken. Counts beyond `capacity` too. */
static int break_lines(struct breaker *b, struct text_line *lines, int capacity, int size_px)
{
    int count = 0;
    for (size_t start = 0; start < b->size; count++) {
        size_t end = line_end(b, start);
        if (end == start)
            return -1;
        if (count < capacity) {
            size_t ink_end = trimmed_end(b->text, start, end);
            lines[count].offset = start;
            lines[count].size = ink_end - start;
            lines[count].width_px = text_width(b->text + start, ink_end - start, size_px, b->measure);
        }
        start = end;
        while (start < b->size && b->text[start] == ' ' && end > 0 && b->text[end - 1] != '\n')
            start++;
    }
    return count;
}

static struct breaker breaker_of(const char *text, size_t size, int width_px, int size_px,
                                 const struct text_measure *measure)
{
    return (struct breaker){.text = text,
                            .size = size,
                            .width_milli = size_px > 0 ? (long long)width_px * 1000 / size_px : 0,
                            .measure = measure};
}

int text_lines_ending(const char *text, size_t size, int width_px, int size_px,
                      const struct text_measure *measure, const struct text_ends *ends,
                      struct text_line *lines, int capacity)
{
    struct breaker b = breaker_of(text, size, width_px, size_px, measure);
    b.may_break_words = true;
    b.ends = ends;
    return break_lines(&b, lines, capacity, size_px);
}

int text_lines(const char *text, size_t size, int width_px, int size_px, const struct text_measure *measure,
               struct text_line *lines, int capacity)
{
    return text_lines_ending(text, size, width_px, size_px, measure, NULL, lines, capacity);
}

static int widest(const struct text_line *lines, int count)
{
    int width = 0;
    for (int i = 0; i < count; i++)
        if (lines[i].width_px > width)
            width = lines[i].width_px;
    return width;
}

/* Narrows the lines as far as their number allows: halves the range between "all in equal parts" and now. */
static void balance(struct breaker b, struct text_fit *fit)
{
    int most = widest(fit->lines, fit->line_count);
    int least = most / 2;
    while (least + 1 < most) {
        int middle = (least + most) / 2;
        struct text_line lines[FIT_LINES_AT_MOST];
        b.width_milli = (long long)middle * 1000 / fit->size_px;
        b.broke_word = false;
        int count = break_lines(&b, lines, FIT_LINES_AT_MOST, fit->size_px);
        if (count != fit->line_count) {
            least = middle;
            continue;
        }
        most = middle;
        for (int i = 0; i < count; i++)
            fit->lines[i] = lines[i];
    }
}

static int lines_that_fit(const struct fit_box *box, int size_px)
{
    int most = box->lines_at_most < FIT_LINES_AT_MOST ? box->lines_at_most : FIT_LINES_AT_MOST;
    int count = 0;
    while (count < most && text_height(count + 1, size_px) <= box->height_px)
        count++;
    return count;
}

/* One Chinese character by itself, in a text of several lines. */
static bool has_lone_character(const char *text, const struct text_fit *fit)
{
    for (int i = 0; i < fit->line_count; i++) {
        uint32_t c;
        const struct text_line *line = &fit->lines[i];
        if (line->size && utf8_decode(text + line->offset, line->size, &c) == line->size && utf8_is_hanzi(c))
            return fit->line_count > 1;
    }
    return false;
}

static bool try_size(const char *text, size_t size, const struct fit_box *box, int size_px,
                     bool may_break_words, const struct text_measure *measure, struct text_fit *fit)
{
    struct breaker b = breaker_of(text, size, box->width_px, size_px, measure);
    b.may_break_words = may_break_words;
    int count = break_lines(&b, fit->lines, FIT_LINES_AT_MOST, size_px);
    if (count < 0 || count > lines_that_fit(box, size_px))
        return false;
    fit->size_px = size_px;
    fit->line_count = count;
    fit->broken_words = b.broke_word;
    fit->split_phrase = false;
    if (count > 1 && !b.broke_word)
        balance(b, fit);
    if (count > 1 && !b.broke_word)
        text_part_at_pauses(text, size, box->width_px, lines_that_fit(box, size_px), measure, fit);
    fit->split_phrase = fit->split_phrase || has_lone_character(text, fit);
    return true;
}

/* The last resort: as many lines of the smallest size as there is room for, the last cut to leave room for "…". */
static void shorten(const char *text, size_t size, const struct fit_box *box,
                    const struct text_measure *measure, struct text_fit *fit)
{
    int size_px = box->sizes_px[0];
    int most = lines_that_fit(box, size_px);
    int count = text_lines(text, size, box->width_px, size_px, measure, fit->lines, FIT_LINES_AT_MOST);
    most = most < 1 ? 1 : most;
    fit->size_px = size_px;
    fit->line_count = count < most ? count : most;
    fit->shortened = true;
    struct text_line *last = &fit->lines[fit->line_count - 1];
    int dots_px = (measure->advance(measure->context, ELLIPSIS) * size_px + 999) / 1000;
    while (last->size > 0 && last->width_px + dots_px > box->width_px) {
        last->size = utf8_before(text + last->offset, last->size);
        last->width_px = text_width(text + last->offset, last->size, size_px, measure);
    }
}

/* At a size that is hardly smaller than sizes_px[step] no phrase is parted. */
static bool spare_phrases(const char *text, size_t size, const struct fit_box *box, int step,
                          const struct text_measure *measure, struct text_fit *fit)
{
    for (int i = step - 1; i >= 0 && box->sizes_px[i] * 5 >= box->sizes_px[step] * 4; i--)
        if (try_size(text, size, box, box->sizes_px[i], false, measure, fit) && !fit->split_phrase)
            return true;
    return false;
}

struct text_fit text_fit(const char *text, size_t size, const struct fit_box *box,
                         const struct text_measure *measure)
{
    struct text_fit fit = {.size_px = box->sizes_px[box->size_count - 1]};
    size = trimmed_end(text, 0, size);
    if (size == 0)
        return fit;
    for (int i = box->size_count - 1; i >= 0; i--)
        if (try_size(text, size, box, box->sizes_px[i], false, measure, &fit)) {
            struct text_fit smaller = {0};
            return fit.split_phrase && spare_phrases(text, size, box, i, measure, &smaller) ? smaller : fit;
        }
    if (!try_size(text, size, box, box->sizes_px[0], true, measure, &fit))
        shorten(text, size, box, measure, &fit);
    return fit;
}

#include "view/reading_pages.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/reading_style.h"

enum {
    SIZE_THOUSANDTHS = 46, /* of the shorter side of the screen */
    SIZE_PX_LEAST_OF_ALL = 14,
    INK_PERCENT = 116,
    FRAME_PERCENT = 45,
    FULL_ENOUGH_PERCENT = 55, /* of its lines has a page that leaves the others to the next for their sense */
    ITEM_LEVELS_AT_MOST = 4,  /* deeper lists do not stand further in */
    FIRST_CAPACITY = 64
};

/* In per cent of the em: of the line's own for its pitch, of ordinary text for the others. */
enum {
    PITCH = 150,
    PITCH_HEADING = 132,
    DOT_INDENT = 150,
    NUMBER_INDENT = 200, /* two figures and a full stop */
    LARGE_NUMBER_INDENT = 270,
    CALLOUT_INDENT = 100,
    CALLOUT_END = 60,
    COLUMN_FOR_INDENTS = 800 /* a narrower one has smaller indents */
};

/* What one call of reading_pages_make() works with. */
struct setting {
    const struct article *article;
    struct reading_pages *pages;
    const struct text_measure *measure;
    struct text_line *lines; /* of one block */
    int capacity;
    int *first_lines; /* of each block, and one behind the last */
};

static int percent_of(int px, int percent)
{
    return (int)((long long)px * percent / 100);
}

int reading_size_px(int width, int height, int text_percent)
{
    int shorter = width < height ? width : height;
    int percent = text_percent < 80 ? 80 : text_percent > 160 ? 160 : text_percent;
    int size = (shorter * SIZE_THOUSANDTHS + 500) / 1000;
    size = percent_of(size < READING_PX_AT_LEAST ? READING_PX_AT_LEAST : size, percent);
    return size < SIZE_PX_LEAST_OF_ALL ? SIZE_PX_LEAST_OF_ALL : size;
}

int reading_ink_px(int size_px)
{
    return percent_of(size_px, INK_PERCENT);
}

int reading_frame_px(int size_px)
{
    return percent_of(size_px, FRAME_PERCENT);
}

void reading_pages_init(struct reading_pages *pages)
{
    *pages = (struct reading_pages){0};
}

void reading_pages_destroy(struct reading_pages *pages)
{
    free(pages->lines);
    free(pages->pages);
    reading_pages_init(pages);
}

/* ---- how a block looks ------------------------------------------------------------------------------------- */

static int size_of(const struct setting *s, const struct article_block *block)
{
    static const int percents[] = {150, 125, 112};
    int level = block->level < 1 ? 1 : block->level > 3 ? 3 : block->level;
    return block->kind == BLOCK_HEADING ? percent_of(s->pages->size_px, percents[level - 1])
                                        : s->pages->size_px;
}

static int pitch_of(const struct article_block *block, int size_px)
{
    return percent_of(size_px, block->kind == BLOCK_HEADING ? PITCH_HEADING : PITCH);
}

static int indent_percent(const struct article_block *block)
{
    if (block->kind == BLOCK_CALLOUT)
        return CALLOUT_INDENT;
    if (block->kind != BLOCK_ITEM)
        return 0;
    int levels = block->level < 1                     ? 1
                 : block->level > ITEM_LEVELS_AT_MOST ? ITEM_LEVELS_AT_MOST
                                                      : block->level;
    int own = block->number > 99 ? LARGE_NUMBER_INDENT : block->number > 0 ? NUMBER_INDENT : DOT_INDENT;
    return own + (levels - 1) * DOT_INDENT;
}

/* What of the column is left for the text. */
static int text_width_of(const struct setting *s, const struct article_block *block, int *indent_px)
{
    int column = s->pages->column_px, size = s->pages->size_px;
    int end = block->kind == BLOCK_CALLOUT ? percent_of(size, CALLOUT_END) : 0;
    *indent_px = percent_of(size, indent_percent(block));
    if (column < percent_of(size, COLUMN_FOR_INDENTS)) {
        *indent_px = *indent_px > column / 4 ? column / 4 : *indent_px;
        end = end > column / 8 ? column / 8 : end;
    }
    int width = column - *indent_px - end;
    return width > 1 ? width : 1;
}

/* Between two blocks, over the pitch of the line above, in per cent of ordinary text. */
static int space_between(const struct article_block *above, const struct article_block *block)
{
    bool out_of_frame = above->kind == BLOCK_CALLOUT && block->kind != BLOCK_CALLOUT;
    bool into_frame = above->kind != BLOCK_CALLOUT && block->kind == BLOCK_CALLOUT;
    int space = 50;
    if (block->kind == BLOCK_HEADING)
        space = above->kind == BLOCK_HEADING ? 40 : 85;
    else if (above->kind == BLOCK_HEADING)
        space = above->level <= 1 ? 45 : 20;
    else if (block->kind == BLOCK_ITEM)
        space = above->kind == BLOCK_ITEM ? 15 : 30;
    else if (above->kind == BLOCK_CALLOUT && block->kind == BLOCK_CALLOUT)
        space = 25;
    return space + (out_of_frame || into_frame ? FRAME_PERCENT : 0);
}

/* ---- lines ------------------------------------------------------------------------------------------------- */

struct block_ends {
    const struct article *article;
    int block;
};

/* Marks stay whole: half of one says nothing. */
static bool may_end_at(void *context, size_t offset)
{
    const struct block_ends *ends = context;
    return !reading_parts_mark(ends->article, ends->block, ends->article->blocks[ends->block].first + offset);
}

/* Returns how many lines the block has in setting.lines. */
static int break_block(struct setting *s, int index, int width_px, int size_px)
{
    const struct article_block *block = &s->article->blocks[index];
    const char *text = s->article->text + block->first;
    struct block_ends context = {s->article, index};
    struct text_ends ends = {may_end_at, &context};
    int count =
        text_lines_ending(text, block->size, width_px, size_px, s->measure, &ends, s->lines, s->capacity);
    if (count <= s->capacity)
        return count;
    s->capacity = count * 2;
    s->lines = memory_grow(s->lines, (size_t)s->capacity, sizeof *s->lines);
    return text_lines_ending(text, block->size, width_px, size_px, s->measure, &ends, s->lines, s->capacity);
}

static struct reading_line *new_line(struct reading_pages *pages)
{
    if (pages->line_count == pages->line_capacity) {
        pages->line_capacity = pages->line_capacity ? pages->line_capacity * 2 : FIRST_CAPACITY;
        pages->lines = memory_grow(pages->lines, (size_t)pages->line_capacity, sizeof *pages->lines);
    }
    return &pages->lines[pages->line_count++];
}

/* How far the block's first line is below the last of what stands above it. */
static int step_to(const struct setting *s, int block)
{
    const struct reading_pages *pages = s->pages;
    if (pages->line_count == 0)
        return 0;
    const struct reading_line *last = &pages->lines[pages->line_count - 1];
    const struct article_block *above = &s->article->blocks[last->block];
    return pitch_of(above, last->size_px) +
           percent_of(pages->size_px, space_between(above, &s->article->blocks[block]));
}

/* Until pages are filled y_px is how far a line is below the one before it. */
static void set_block(struct setting *s, int index)
{
    const struct article_block *block = &s->article->blocks[index];
    int indent, size = size_of(s, block), width = text_width_of(s, block, &indent);
    int step = step_to(s, index), count = break_block(s, index, width, size);
    for (int i = 0; i < count; i++)
        *new_line(s->pages) = (struct reading_line){.offset = block->first + s->lines[i].offset,
                                                    .size = s->lines[i].size,
                                                    .block = index,
                                                    .begins = i == 0,
                                                    .x_px = s->pages->column_x_px + indent,
                                                    .y_px = i == 0 ? step : pitch_of(block, size),
                                                    .width_px = s->lines[i].width_px,
                                                    .size_px = size};
}

/* ---- pages ------------------------------------------------------------------------------------------------- */

static const struct article_block *block_of(const struct setting *s, int line)
{
    return &s->article->blocks[s->pages->lines[line].block];
}

static int frame_of(const struct setting *s, int line)
{
    return block_of(s, line)->kind == BLOCK_CALLOUT ? reading_frame_px(s->pages->size_px) : 0;
}

/* One behind the last line that the page has room for; at least one line. */
static int filled_to(const struct setting *s, int first)
{
    const struct reading_pages *pages = s->pages;
    int y = frame_of(s, first), line = first + 1;
    for (; line < pages->line_count; line++) {
        y += pages->lines[line].y_px;
        if (y + reading_ink_px(pages->lines[line].size_px) + frame_of(s, line) > pages->height_px)
            break;
    }
    return line;
}

static bool may_end_before(const struct setting *s, int line)
{
    int block = s->pages->lines[line].block;
    if (block_of(s, line - 1)->kind == BLOCK_HEADING)
        return false;
    bool inside = s->pages->lines[line - 1].block == block;
    return !inside || (line - s->first_lines[block] >= 2 && s->first_lines[block + 1] - line >= 2);
}

static bool ends_in_colon(const struct setting *s, int line)
{
    static const char wide[] = "：";
    const struct reading_line *last = &s->pages->lines[line];
    const char *end = s->article->text + last->offset + last->size;
    if (last->size > 0 && end[-1] == ':')
        return true;
    return last->size >= sizeof wide - 1 && memcmp(end - (sizeof wide - 1), wide, sizeof wide - 1) == 0;
}

/* What stands there belongs to what stands above it: a note to what it doubts, a list to what announces it. */
static bool belongs_to_what_is_above(const struct setting *s, int line)
{
    return s->pages->lines[line].begins &&
           (block_of(s, line)->kind == BLOCK_CALLOUT || ends_in_colon(s, line - 1));
}

static int end_of_page(const struct setting *s, int first)
{
    int most = filled_to(s, first), full_enough = first + ((most - first) * FULL_ENOUGH_PERCENT + 99) / 100;
    if (most == s->pages->line_count)
        return most;
    for (int line = most; line > first && line >= full_enough; line--)
        if (may_end_before(s, line) && !belongs_to_what_is_above(s, line))
            return line;
    for (int line = most; line > first; line--)
        if (may_end_before(s, line))
            return line;
    for (int line = most; line > first; line--)
        if (block_of(s, line - 1)->kind != BLOCK_HEADING)
            return line;
    return most;
}

static void add_page(struct reading_pages *pages, int first, int end)
{
    if (pages->page_count == pages->page_capacity) {
        pages->page_capacity = pages->page_capacity ? pages->page_capacity * 2 : FIRST_CAPACITY;
        pages->pages = memory_grow(pages->pages, (size_t)pages->page_capacity, sizeof *pages->pages);
    }
    pages->pages[pages->page_count++] = (struct reading_page){.first_line = first, .line_count = end - first};
}

static void fill_pages(const struct setting *s)
{
    struct reading_pages *pages = s->pages;
    for (int first = 0; first < pages->line_count;) {
        int end = end_of_page(s, first), y = frame_of(s, first);
        for (int line = first; line < end; line++) {
            y += line > first ? pages->lines[line].y_px : 0;
            pages->lines[line].y_px = y;
        }
        add_page(pages, first, end);
        first = end;
    }
    if (pages->page_count == 0)
        add_page(pages, 0, 0);
    for (int i = 0; i < pages->page_count; i++) {
        struct reading_page *page = &pages->pages[i];
        page->first = i == 0 ? 0 : pages->lines[page->first_line].offset;
        page->end = s->article->size;
        if (i > 0)
            pages->pages[i - 1].end = page->first;
    }
}

void reading_pages_make(struct reading_pages *pages, const struct article *article, int width_px,
                        int height_px, int size_px, const struct text_measure *measure)
{
    pages->width_px = width_px > 1 ? width_px : 1;
    pages->height_px = height_px > 1 ? height_px : 1;
    pages->size_px = size_px > 1 ? size_px : 1;
    long long widest = (long long)pages->size_px * READING_EM_AT_MOST;
    pages->column_px = pages->width_px < widest ? pages->width_px : (int)widest;
    pages->column_x_px = (pages->width_px - pages->column_px) / 2;
    pages->line_count = pages->page_count = 0;
    struct setting s = {.article = article, .pages = pages, .measure = measure};
    s.first_lines = memory_new((size_t)article->block_count + 1, sizeof *s.first_lines);
    s.capacity = FIRST_CAPACITY;
    s.lines = memory_new((size_t)s.capacity, sizeof *s.lines);
    for (int i = 0; i < article->block_count; i++) {
        s.first_lines[i] = pages->line_count;
        set_block(&s, i);
    }
    s.first_lines[article->block_count] = pages->line_count;
    fill_pages(&s);
    free(s.lines);
    free(s.first_lines);
}

int reading_page_of(const struct reading_pages *pages, size_t offset)
{
    int least = 0, behind = pages->page_count;
    while (behind - least > 1) {
        int middle = (least + behind) / 2;
        if (pages->pages[middle].first <= offset)
            least = middle;
        else
            behind = middle;
    }
    return least;
}

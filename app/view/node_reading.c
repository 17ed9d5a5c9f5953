#include "view/node_reading.h"

#include "base/hash.h"
#include "view/reading_pages.h"
#include "view/reading_style.h"

static uint64_t hash_number(uint64_t hash, int64_t number)
{
    return hash64_bytes(hash, &number, sizeof number);
}

static uint64_t hash_rect(uint64_t hash, struct view_rect r)
{
    return hash_number(hash_number(hash_number(hash_number(hash, r.x), r.y), r.width), r.height);
}

const struct reading_page *node_reading_page(const struct scene *scene)
{
    const struct page *page = scene->page;
    bool there = page->shape == PAGE_READ && page->article && page->set;
    if (!there || page->reading_page < 0 || page->reading_page >= page->set->page_count)
        return NULL;
    return &page->set->pages[page->reading_page];
}

/* What is written, how strongly, and in which kinds of blocks. */
static uint64_t hash_content(uint64_t hash, const struct scene *scene, const struct reading_page *at)
{
    const struct article *article = scene->page->article;
    const struct reading_line *lines = &scene->page->set->lines[at->first_line];
    if (at->line_count == 0)
        return hash;
    hash = hash64_bytes(hash, article->text + at->first, at->end - at->first);
    for (int i = 0; i < at->line_count; i++) {
        const struct article_block *block = &article->blocks[lines[i].block];
        hash = hash_number(hash_number(hash, (int)block->kind * 8 + block->level), block->number);
    }
    size_t first = article->blocks[lines[0].block].first;
    for (int i = reading_emphasis_from(article, first);
         i < article->emphasis_count && article->emphases[i].first < at->end; i++) {
        const struct article_emphasis *part = &article->emphases[i];
        hash = hash_number(hash_number(hash, (int64_t)part->first), (int64_t)part->size * 2 + part->strong);
    }
    return hash;
}

void node_reading_area(struct node *node, const struct scene *scene, const struct layout *layout)
{
    const struct reading_pages *set = scene->page->set;
    node->label = scene->page->article->title ? scene->page->article->title : "";
    node->rect = layout->text;
    node->index = scene->page->reading_page;
    uint64_t hash = hash_rect(hash_rect(HASH64_START, node->rect), layout->progress);
    hash = hash_number(hash_number(hash, node->index), set->page_count);
    hash = hash_number(hash_number(hash, set->size_px), set->column_px);
    node->content = node->look = hash_content(hash, scene, node_reading_page(scene));
}

/* What of a range lies in the line, so that the others need not be drawn again. */
static uint64_t hash_part(uint64_t hash, const struct reading_line *line, size_t first, size_t size)
{
    size_t end = first + size, line_end = line->offset + line->size;
    first = first < line->offset ? line->offset : first;
    end = end > line_end ? line_end : end;
    return first < end ? hash_number(hash_number(hash, (int64_t)first), (int64_t)end) : hash_number(hash, -1);
}

void node_reading_line(struct node *node, const struct scene *scene, const struct layout *layout, int number,
                       struct arena *arena)
{
    node->index = node_reading_page(scene)->first_line + number;
    const struct reading_line *line = &scene->page->set->lines[node->index];
    const char *text = scene->page->article->text + line->offset;
    node->label = arena_copy(arena, text, line->size);
    node->rect = (struct view_rect){layout->text.x + line->x_px, layout->text.y + line->y_px, line->width_px,
                                    reading_ink_px(line->size_px)};
    size_t read_end = scene->read_first + scene->read_size;
    node->chosen = scene->read_size > 0 && line->size > 0 && scene->read_first < line->offset + line->size &&
                   read_end > line->offset;
    node->content = hash64_bytes(hash_rect(HASH64_START, node->rect), text, line->size);
    node->look = hash_part(node->content, line, scene->read_first, scene->read_size);
    node->look = hash_part(node->look, line, scene->read_word_first, scene->read_word_size);
}

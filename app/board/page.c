#include "board/page.h"

#include <stdlib.h>
#include <string.h>

#define CELL_ROLE_NAME(ENUM, name) name,
static const char *const role_names[] = {CELL_ROLE_TABLE(CELL_ROLE_NAME)};
#undef CELL_ROLE_NAME

const char *cell_role_name(enum cell_role role)
{
    return role_names[role < CELL_ROLE_COUNT ? role : CELL_ACTION];
}

void page_init(struct page *page)
{
    *page = (struct page){0};
    arena_init(&page->arena);
}

void page_destroy(struct page *page)
{
    arena_destroy(&page->arena);
    free(page->sections);
    free(page->rows);
    free(page->cells);
    free(page->small);
    *page = (struct page){0};
}

void page_reset(struct page *page)
{
    arena_reset(&page->arena);
    page->screen = page->title = "";
    page->question = page->reading = NULL;
    page->shape = PAGE_ROWS;
    page->with_message = page->by_rows = page->turned = page->body_back = page->further = false;
    page->key_px = 0;
    page->point = (struct cell_place){0};
    page->block_columns = 0;
    page->section_count = page->row_count = page->cell_count = page->small_count = 0;
}

void page_begin(struct page *page, const char *screen, const char *title)
{
    page_reset(page);
    page->screen = arena_text(&page->arena, screen);
    page->title = arena_text(&page->arena, title);
}

static void *room_for_one(void *items, int count, int *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    return memory_grow(items, (size_t)*capacity, size);
}

void page_section(struct page *page, const char *id)
{
    page->sections =
        room_for_one(page->sections, page->section_count, &page->section_capacity, sizeof *page->sections);
    page->sections[page->section_count++] =
        (struct section){.id = arena_printf(&page->arena, "group.%s", id), .first_row = page->row_count};
}

void page_row(struct page *page, const char *id, enum row_kind kind)
{
    if (page->section_count == 0)
        page_section(page, "all");
    page->rows = room_for_one(page->rows, page->row_count, &page->row_capacity, sizeof *page->rows);
    page->rows[page->row_count++] = (struct row){.id = arena_text(&page->arena, id),
                                                 .kind = kind,
                                                 .first_cell = page->cell_count,
                                                 .weight = 1,
                                                 .section = page->section_count - 1};
    page->sections[page->section_count - 1].row_count++;
}

struct cell *page_cell(struct page *page, enum cell_role role, const char *id, const char *label)
{
    if (page->row_count == 0)
        page_row(page, "row.0", ROW_CELLS);
    page->cells = room_for_one(page->cells, page->cell_count, &page->cell_capacity, sizeof *page->cells);
    struct cell *cell = &page->cells[page->cell_count++];
    *cell = (struct cell){.id = arena_text(&page->arena, id),
                          .label = arena_text(&page->arena, label),
                          .role = role,
                          .span = 1};
    page->rows[page->row_count - 1].cell_count++;
    return cell;
}

struct cell *page_gap(struct page *page, const char *id)
{
    struct cell *cell = page_cell(page, CELL_KEY, id, "");
    cell->empty = true;
    return cell;
}

void page_small(struct page *page, const struct cell *cell)
{
    struct cell *block = &page->cells[page->cell_count - 1];
    page->small = room_for_one(page->small, page->small_count, &page->small_capacity, sizeof *page->small);
    if (block->small_count++ == 0)
        block->first_small = page->small_count;
    page->small[page->small_count++] = *cell;
}

const struct cell *page_find(const struct page *page, const char *id)
{
    for (int i = 0; i < page->cell_count; i++)
        if (strcmp(page->cells[i].id, id) == 0)
            return &page->cells[i];
    return NULL;
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return strcmp(a->id, b->id) == 0 && strcmp(a->label, b->label) == 0;
}

/* Pages are rebuilt in the same order, so the old cell is mostly found at the same index. */
static const struct cell *stood_before(const struct cell *before, int count, const struct cell *cell, int index)
{
    if (index < count && same_cell(&before[index], cell))
        return &before[index];
    for (int i = 0; i < count; i++)
        if (same_cell(&before[i], cell))
            return &before[i];
    return NULL;
}

void page_stamp(struct page *page, const struct page *before, time_us at_us)
{
    bool same_screen = before->screen && strcmp(before->screen, page->screen) == 0;
    for (int i = 0; i < page->cell_count; i++) {
        const struct cell *old =
            same_screen ? stood_before(before->cells, before->cell_count, &page->cells[i], i) : NULL;
        page->cells[i].stamp_us = old ? old->stamp_us : at_us;
    }
    for (int i = 0; i < page->small_count; i++) {
        const struct cell *old =
            same_screen ? stood_before(before->small, before->small_count, &page->small[i], i) : NULL;
        page->small[i].stamp_us = old ? old->stamp_us : at_us;
    }
}

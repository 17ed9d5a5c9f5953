#include "view/draw_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "view/mark.h"

enum { ENTRIES_AT_MOST = 600 };

struct entry {
    uint64_t hash;
    char *text; /* NULL for a sign */
    size_t size;
    int size_px;
    int kind; /* weight of a text, SIGN + mark, or SHAPE + stroke */
    uint64_t used;
    struct text_mask mask;
};

enum { SIGN = 16, SHAPE = 1024 };

struct mask_cache {
    struct font_set *fonts;
    struct entry entries[ENTRIES_AT_MOST];
    int count;
    size_t bytes, bytes_at_most;
    uint64_t clock; /* counts uses */
};

struct mask_cache *mask_cache_new(struct font_set *fonts, size_t bytes_at_most)
{
    struct mask_cache *cache = memory_new(1, sizeof *cache);
    cache->fonts = fonts;
    cache->bytes_at_most = bytes_at_most;
    return cache;
}

static size_t bytes_of(const struct text_mask *mask)
{
    return (size_t)mask->width * (size_t)mask->height;
}

static void drop(struct mask_cache *cache, int index)
{
    struct entry *entry = &cache->entries[index];
    cache->bytes -= bytes_of(&entry->mask);
    free(entry->mask.bytes);
    free(entry->text);
    *entry = cache->entries[--cache->count];
}

void mask_cache_free(struct mask_cache *cache)
{
    if (!cache)
        return;
    while (cache->count)
        drop(cache, cache->count - 1);
    free(cache);
}

size_t mask_cache_bytes(const struct mask_cache *cache)
{
    return cache->bytes;
}

static void drop_oldest(struct mask_cache *cache)
{
    int oldest = 0;
    for (int i = 1; i < cache->count; i++)
        if (cache->entries[i].used < cache->entries[oldest].used)
            oldest = i;
    drop(cache, oldest);
}

static uint64_t hash_of(const char *text, size_t size, int kind, int size_px)
{
    return hash64_bytes(HASH64_START ^ ((uint64_t)(unsigned)kind << 32) ^ (unsigned)size_px, text, size);
}

static struct entry *find(struct mask_cache *cache, uint64_t hash, const char *text, size_t size, int kind,
                          int size_px)
{
    for (int i = 0; i < cache->count; i++) {
        struct entry *entry = &cache->entries[i];
        if (entry->hash == hash && entry->kind == kind && entry->size_px == size_px && entry->size == size &&
            (size == 0 || memcmp(entry->text, text, size) == 0))
            return entry;
    }
    return NULL;
}

static struct text_mask mark_mask(enum cell_mark mark, int size_px)
{
    struct text_mask mask = {.width = size_px, .height = size_px};
    struct polygons polygons;
    polygons_init(&polygons);
    mark_shape(mark, size_px, &polygons);
    mask.bytes = memory_new((size_t)size_px * (size_t)size_px, 1);
    cover_polygons(&polygons, (struct view_rect){0, 0, size_px, size_px}, mask.bytes);
    polygons_destroy(&polygons);
    return mask;
}

/* Room around a shape for half of its lines. */
static int shape_margin(const struct symmetric_shape *shape)
{
    return shape->stroke_px / 2 + 2;
}

void symmetric_polygons(const struct symmetric_shape *shape, float x, float y, struct polygons *polygons)
{
    float scale = (float)shape->height_px / (float)shape->height;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct outline_place place = {x + (mirrored ? (float)shape->width * scale : 0), y, scale, mirrored};
        if (shape->stroke_px)
            outline_stroke(polygons, shape->outline, place, (float)shape->stroke_px);
        else
            outline_fill(polygons, shape->outline, place);
    }
}

static struct text_mask shape_mask(const struct symmetric_shape *shape)
{
    int margin = shape_margin(shape);
    struct text_mask mask = {.width = shape->height_px * shape->width / shape->height + 2 * margin,
                             .height = shape->height_px + 2 * margin,
                             .left = -margin,
                             .top = -margin};
    struct polygons polygons;
    polygons_init(&polygons);
    symmetric_polygons(shape, (float)margin, (float)margin, &polygons);
    mask.bytes = memory_new((size_t)mask.width * (size_t)mask.height, 1);
    cover_polygons(&polygons, (struct view_rect){0, 0, mask.width, mask.height}, mask.bytes);
    polygons_destroy(&polygons);
    return mask;
}

/* What a mask is made from. */
struct wanted {
    const char *text;
    size_t size;
    int kind, size_px;
    const struct symmetric_shape *shape; /* NULL for a text or a sign */
};

static struct text_mask make(struct mask_cache *cache, const struct wanted *wanted)
{
    if (wanted->shape)
        return shape_mask(wanted->shape);
    if (wanted->kind >= SIGN)
        return mark_mask((enum cell_mark)(wanted->kind - SIGN), wanted->size_px);
    return font_render(cache->fonts, wanted->text, wanted->size, (enum font_weight)wanted->kind,
                       wanted->size_px);
}

static struct entry *add_entry(struct mask_cache *cache, uint64_t hash, const struct wanted *wanted)
{
    struct text_mask mask = make(cache, wanted);
    while (cache->count > 0 &&
           (cache->count == ENTRIES_AT_MOST || cache->bytes + bytes_of(&mask) > cache->bytes_at_most))
        drop_oldest(cache);
    struct entry *entry = &cache->entries[cache->count++];
    *entry = (struct entry){hash, NULL, wanted->size, wanted->size_px, wanted->kind, 0, mask};
    if (wanted->size) {
        entry->text = memory_new(wanted->size, 1);
        memcpy(entry->text, wanted->text, wanted->size);
    }
    cache->bytes += bytes_of(&mask);
    return entry;
}

/* The mask, made if need be; valid until the next call. */
static const struct text_mask *mask_of(struct mask_cache *cache, const struct wanted *wanted)
{
    uint64_t hash = hash_of(wanted->text, wanted->size, wanted->kind, wanted->size_px);
    struct entry *entry = find(cache, hash, wanted->text, wanted->size, wanted->kind, wanted->size_px);
    if (!entry)
        entry = add_entry(cache, hash, wanted);
    entry->used = ++cache->clock;
    return &entry->mask;
}

static bool is_seen(const struct canvas *canvas, int x, int y, int width, int height)
{
    return rect_overlap(canvas->clip, (struct view_rect){x, y, width, height});
}

void draw_line_of_text(struct mask_cache *cache, const struct canvas *canvas, const char *text, size_t size,
                       enum font_weight weight, int size_px, int x, int baseline, colour c)
{
    if (size == 0 || size_px <= 0 || !cache->fonts)
        return;
    const struct text_mask *mask =
        mask_of(cache, &(struct wanted){.text = text, .size = size, .kind = (int)weight, .size_px = size_px});
    if (mask->bytes && is_seen(canvas, x + mask->left, baseline + mask->top, mask->width, mask->height))
        paint_mask(canvas, x + mask->left, baseline + mask->top, mask->bytes, mask->width, mask->height,
                   mask->width, c);
}

void draw_mark(struct mask_cache *cache, const struct canvas *canvas, enum cell_mark mark, int x, int y,
               int size_px, colour c)
{
    if (mark == MARK_NONE || size_px <= 0 || !is_seen(canvas, x, y, size_px, size_px))
        return;
    const struct text_mask *mask =
        mask_of(cache, &(struct wanted){.kind = SIGN + (int)mark, .size_px = size_px});
    paint_mask(canvas, x, y, mask->bytes, mask->width, mask->height, mask->width, c);
}

void draw_symmetric(struct mask_cache *cache, const struct canvas *canvas,
                    const struct symmetric_shape *shape, int x, int y, colour c)
{
    const struct text_mask *mask = mask_of(cache, &(struct wanted){.text = shape->outline,
                                                                   .size = strlen(shape->outline),
                                                                   .kind = SHAPE + shape->stroke_px,
                                                                   .size_px = shape->height_px,
                                                                   .shape = shape});
    paint_mask(canvas, x + mask->left, y + mask->top, mask->bytes, mask->width, mask->height, mask->width, c);
}

int baseline_of(int size_px)
{
    return size_px * 87 / 100;
}

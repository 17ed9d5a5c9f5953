#include "view/bitmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { CHANNELS = 4 };

static struct bitmap bitmap_new(int width, int height)
{
    return (struct bitmap){width, height, memory_new((size_t)width * (size_t)height, sizeof(uint32_t))};
}

void bitmap_destroy(struct bitmap *bitmap)
{
    free(bitmap->pixels);
    *bitmap = (struct bitmap){0};
}

static uint32_t *line_of(const struct bitmap *bitmap, int y)
{
    return bitmap->pixels + (size_t)y * (size_t)bitmap->width;
}

/* ---- size ---------------------------------------------------------------------------------------------- */

/* Both sides are laid along one line of `from` × `to` steps: pixel i of the source takes `to` of them,
 * pixel k of the copy `from`. How many they share is the weight of i in k. */
static uint64_t shared_steps(int i, int k, int from, int to)
{
    int left = i * to > k * from ? i * to : k * from;
    int right = (i + 1) * to < (k + 1) * from ? (i + 1) * to : (k + 1) * from;
    return (uint64_t)(right - left);
}

struct source_range {
    int first, last; /* the pixels of the source that pixel k of the copy stands for */
};

static struct source_range range_of(int k, int from, int to)
{
    return (struct source_range){k * from / to, ((k + 1) * from - 1) / to};
}

static void add_pixel(uint64_t sums[CHANNELS], uint32_t pixel, uint64_t weight)
{
    for (int c = 0; c < CHANNELS; c++)
        sums[c] += (pixel >> 8 * c & 255u) * weight;
}

static uint32_t mean_of(const uint64_t sums[CHANNELS], uint64_t total)
{
    uint32_t pixel = 0;
    for (int c = 0; c < CHANNELS; c++)
        pixel |= (uint32_t)((sums[c] + total / 2) / total) << 8 * c;
    return pixel;
}

static void add_line(const struct bitmap *from, int y, uint64_t weight, int width, uint64_t *sums)
{
    const uint32_t *line = line_of(from, y);
    for (int x = 0; x < width; x++) {
        struct source_range range = range_of(x, from->width, width);
        for (int i = range.first; i <= range.last; i++)
            add_pixel(sums + (ptrdiff_t)x * CHANNELS, line[i],
                      weight * shared_steps(i, x, from->width, width));
    }
}

struct bitmap bitmap_scaled(const struct bitmap *from, int width, int height)
{
    struct bitmap to = bitmap_new(width, height);
    size_t row_size = (size_t)width * CHANNELS * sizeof(uint64_t);
    uint64_t *sums = memory_new(row_size, 1);
    uint64_t total = (uint64_t)from->width * (uint64_t)from->height;
    for (int y = 0; y < height; y++) {
        struct source_range range = range_of(y, from->height, height);
        memset(sums, 0, row_size);
        for (int i = range.first; i <= range.last; i++)
            add_line(from, i, shared_steps(i, y, from->height, height), width, sums);
        for (int x = 0; x < width; x++)
            line_of(&to, y)[x] = mean_of(sums + (ptrdiff_t)x * CHANNELS, total);
    }
    free(sums);
    return to;
}

/* ---- paper --------------------------------------------------------------------------------------------- */

static unsigned alpha_of(uint32_t pixel)
{
    return pixel >> 24;
}

static bool is_see_through(const struct bitmap *bitmap)
{
    size_t count = (size_t)bitmap->width * (size_t)bitmap->height;
    for (size_t i = 0; i < count; i++)
        if (alpha_of(bitmap->pixels[i]) < 128)
            return true;
    return false;
}

/* Fewer than one in sixteen of the pixels that are there are dark: no outlines that light paper would
 * carry. */
static bool is_light(const struct bitmap *bitmap)
{
    size_t count = (size_t)bitmap->width * (size_t)bitmap->height, there = 0, dark = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t pixel = bitmap->pixels[i];
        if (alpha_of(pixel) < 128)
            continue;
        there++;
        dark += (pixel >> 16 & 255u) * 3 + (pixel >> 8 & 255u) * 6 + (pixel & 255u) < 1600;
    }
    return dark * 16 < there;
}

/* `over` on `under`, both premultiplied, `opacity` 0–256. */
static uint32_t over(uint32_t under, uint32_t pixel, unsigned opacity)
{
    unsigned through = 255u - (alpha_of(pixel) * opacity >> 8);
    uint32_t result = 0;
    for (int shift = 0; shift < 8 * CHANNELS; shift += 8) {
        unsigned own = (pixel >> shift & 255u) * opacity >> 8;
        result |= (uint32_t)(own + ((under >> shift & 255u) * through + 127u) / 255u) << shift;
    }
    return result;
}

static struct bitmap on_paper(const struct bitmap *from, const struct bitmap_card *card)
{
    int shorter = card->width < card->height ? card->width : card->height;
    int margin = shorter / 16;
    struct bitmap scaled = bitmap_scaled(from, card->width - 2 * margin, card->height - 2 * margin);
    struct bitmap paper = bitmap_new(card->width, card->height);
    colour ground = 0xFF000000u | (is_light(from) ? card->dark_paper : card->light_paper);
    for (size_t i = 0; i < (size_t)paper.width * (size_t)paper.height; i++)
        paper.pixels[i] = ground;
    for (int y = 0; y < scaled.height; y++)
        for (int x = 0; x < scaled.width; x++)
            line_of(&paper, y + margin)[x + margin] = over(ground, line_of(&scaled, y)[x], BITMAP_OPAQUE);
    bitmap_destroy(&scaled);
    return paper;
}

static void round_corners(struct bitmap *bitmap, int radius_px)
{
    struct bitmap shape = bitmap_new(bitmap->width, bitmap->height);
    struct canvas canvas = canvas_over(shape.pixels, shape.width, shape.height, shape.width);
    paint_round(&canvas, canvas.clip, radius_px, 0xFFFFFF);
    for (size_t i = 0; i < (size_t)shape.width * (size_t)shape.height; i++) {
        unsigned coverage = shape.pixels[i] & 255u;
        if (coverage < 255)
            bitmap->pixels[i] = over(0, bitmap->pixels[i], coverage);
    }
    bitmap_destroy(&shape);
}

bool bitmap_card_same(const struct bitmap_card *a, const struct bitmap_card *b)
{
    return a->width == b->width && a->height == b->height && a->radius_px == b->radius_px &&
           a->light_paper == b->light_paper && a->dark_paper == b->dark_paper;
}

struct bitmap bitmap_card_of(const struct bitmap *from, const struct bitmap_card *card)
{
    struct bitmap made =
        is_see_through(from) ? on_paper(from, card) : bitmap_scaled(from, card->width, card->height);
    round_corners(&made, card->radius_px);
    return made;
}

/* ---- painting ------------------------------------------------------------------------------------------ */

void bitmap_paint(const struct canvas *canvas, const struct bitmap *bitmap, int x, int y, int opacity)
{
    struct view_rect all = {x, y, bitmap->width, bitmap->height};
    struct view_rect seen = rect_intersect(all, canvas->clip);
    for (int row = seen.y; row < seen.y + seen.height; row++) {
        const uint32_t *from = line_of(bitmap, row - y) + (seen.x - x);
        uint32_t *to = canvas->pixels + (ptrdiff_t)row * canvas->stride + seen.x;
        for (int i = 0; i < seen.width; i++)
            to[i] = over(to[i], from[i], (unsigned)opacity) & 0xFFFFFFu;
    }
}

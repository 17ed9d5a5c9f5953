#include "view/paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct canvas canvas_over(uint32_t *pixels, int width, int height, int stride)
{
    return (struct canvas){pixels, width, height, stride, {0, 0, width, height}};
}

void canvas_clip(struct canvas *canvas, struct view_rect clip)
{
    canvas->clip = rect_intersect(clip, (struct view_rect){0, 0, canvas->width, canvas->height});
}

static uint32_t *line_at(const struct canvas *canvas, int y)
{
    return canvas->pixels + (ptrdiff_t)y * canvas->stride;
}

/* `alpha` 0–255. Two channels at a time; exact at both ends. */
static uint32_t blend(uint32_t under, uint32_t over, unsigned alpha)
{
    uint32_t a = alpha + (alpha >> 7); /* 0–256 */
    uint32_t red_blue = ((under & 0xFF00FFu) * (256u - a) + (over & 0xFF00FFu) * a) >> 8 & 0xFF00FFu;
    uint32_t green = ((under & 0xFF00u) * (256u - a) + (over & 0xFF00u) * a) >> 8 & 0xFF00u;
    return red_blue | green;
}

static void span(const struct canvas *canvas, int y, int left, int right, colour c)
{
    int from = left > canvas->clip.x ? left : canvas->clip.x;
    int to = right < canvas->clip.x + canvas->clip.width ? right : canvas->clip.x + canvas->clip.width;
    uint32_t *line = line_at(canvas, y);
    for (int x = from; x < to; x++)
        line[x] = c;
}

static void dot(const struct canvas *canvas, int x, int y, colour c, float coverage)
{
    if (coverage < 0.002f || !rect_holds(canvas->clip, x, y))
        return;
    uint32_t *pixel = line_at(canvas, y) + x;
    *pixel = coverage >= 1 ? c : blend(*pixel, c, (unsigned)(coverage * 255.0f + 0.5f));
}

void paint_fill(const struct canvas *canvas, struct view_rect rect, colour c)
{
    struct view_rect seen = rect_intersect(rect, canvas->clip);
    for (int y = seen.y; y < seen.y + seen.height; y++)
        span(canvas, y, seen.x, seen.x + seen.width, c);
}

/* How much of the pixel whose middle is (dx, dy) from the corner's middle lies inside the arc. */
static float corner_coverage(float dx, float dy, float radius)
{
    float coverage = radius + 0.5f - sqrtf(dx * dx + dy * dy);
    return coverage < 0 ? 0 : coverage > 1 ? 1 : coverage;
}

/* `row` counts from the top or the bottom edge inwards. */
static void round_line(const struct canvas *canvas, struct view_rect rect, int y, int row, int radius,
                       colour c)
{
    float dy = (float)radius - (float)row - 0.5f;
    for (int column = 0; column < radius; column++) {
        float coverage = corner_coverage((float)radius - (float)column - 0.5f, dy, (float)radius);
        dot(canvas, rect.x + column, y, c, coverage);
        dot(canvas, rect.x + rect.width - 1 - column, y, c, coverage);
    }
    span(canvas, y, rect.x + radius, rect.x + rect.width - radius, c);
}

void paint_round(const struct canvas *canvas, struct view_rect rect, int radius_px, colour c)
{
    struct view_rect seen = rect_intersect(rect, canvas->clip);
    int shorter = rect.width < rect.height ? rect.width : rect.height;
    int radius = radius_px < shorter / 2 ? radius_px : shorter / 2;
    for (int y = seen.y; y < seen.y + seen.height; y++) {
        int from_top = y - rect.y, from_bottom = rect.y + rect.height - 1 - y;
        int row = from_top < from_bottom ? from_top : from_bottom;
        if (row < radius)
            round_line(canvas, rect, y, row, radius, c);
        else
            span(canvas, y, rect.x, rect.x + rect.width, c);
    }
}

void paint_box(const struct canvas *canvas, struct view_rect rect, int radius_px, int border_px,
               colour border, colour fill)
{
    if (border_px <= 0 || border == fill) {
        paint_round(canvas, rect, radius_px, fill);
        return;
    }
    paint_round(canvas, rect, radius_px, border);
    int inner = radius_px - border_px;
    paint_round(canvas, rect_grow(rect, -border_px), inner > 0 ? inner : 0, fill);
}

void paint_mask(const struct canvas *canvas, int x, int y, const uint8_t *mask, int width, int height,
                int stride, colour c)
{
    struct view_rect seen = rect_intersect((struct view_rect){x, y, width, height}, canvas->clip);
    for (int row = seen.y; row < seen.y + seen.height; row++) {
        const uint8_t *from = mask + (ptrdiff_t)(row - y) * stride + (seen.x - x);
        uint32_t *line = line_at(canvas, row) + seen.x;
        for (int i = 0; i < seen.width; i++) {
            if (from[i] == 255)
                line[i] = c;
            else if (from[i])
                line[i] = blend(line[i], c, from[i]);
        }
    }
}

/* ---- polygons ---------------------------------------------------------------------------------------------- */

/* Signed areas, as in Raph Levien's font-rs: every edge adds, to the pixel it crosses, how much of the pixel lies
 * right of it; the running sum along the line is the coverage. */
static void add_slope(float *line, float left, float right, float height)
{
    int first = (int)floorf(left), last = (int)ceilf(right);
    if (last <= first + 1) {
        float middle = (left + right) / 2 - (float)first;
        line[first] += height * (1 - middle);
        line[first + 1] += height * middle;
        return;
    }
    float slope = 1 / (right - left);
    float in = 1 - (left - (float)first), out = right - (float)(last - 1);
    float start = slope * in * in / 2, end = slope * out * out / 2;
    line[first] += height * start;
    if (last == first + 2) {
        line[first + 1] += height * (1 - start - end);
    } else {
        float second = slope * (in + 0.5f);
        line[first + 1] += height * (second - start);
        for (int x = first + 2; x < last - 1; x++)
            line[x] += height * slope;
        float before = second + (float)(last - first - 3) * slope;
        line[last - 1] += height * (1 - before - end);
    }
    line[last] += height * end;
}

static void add_edge(float *line, struct outline_point a, struct outline_point b, float top, float left)
{
    if (a.y == b.y)
        return;
    float sign = a.y < b.y ? 1.0f : -1.0f;
    struct outline_point upper = a.y < b.y ? a : b, lower = a.y < b.y ? b : a;
    float from = upper.y > top ? upper.y : top, to = lower.y < top + 1 ? lower.y : top + 1;
    if (from >= to)
        return;
    float slope = (lower.x - upper.x) / (lower.y - upper.y);
    float x0 = upper.x + (from - upper.y) * slope - left, x1 = upper.x + (to - upper.y) * slope - left;
    add_slope(line, x0 < x1 ? x0 : x1, x0 < x1 ? x1 : x0, sign * (to - from));
}

static int floor_of(float x)
{
    return (int)floorf(x);
}

/* Raises `line` to the coverage (0–1) of one polygon in one line of pixels; `sums` is scratch of the same size. */
static void cover_one(const struct polygons *polygons, const struct polygon *polygon, int y, int left,
                      float *sums, float *line)
{
    int from = floor_of(polygon->left) - left, to = floor_of(polygon->right) - left + 1;
    memset(sums + from, 0, (size_t)(to - from + 2) * sizeof *sums);
    for (int i = polygon->first; i < polygon->end; i++)
        add_edge(sums, polygons->points[i], polygons->points[i + 1 < polygon->end ? i + 1 : polygon->first],
                 (float)y, (float)left);
    float sum = 0;
    for (int x = from; x < to; x++) {
        sum += sums[x];
        float coverage = fabsf(sum) > 1 ? 1 : fabsf(sum);
        line[x] = coverage > line[x] ? coverage : line[x];
    }
}

/* Fills `line` with the coverage of all of them; all lie inside `bounds`. */
static void cover_line(const struct polygons *polygons, int y, struct view_rect bounds, float *sums,
                       float *line)
{
    memset(line, 0, (size_t)bounds.width * sizeof *line);
    for (int p = 0; p < polygons->polygon_count; p++) {
        const struct polygon *polygon = &polygons->items[p];
        if (polygon->top < (float)(y + 1) && polygon->bottom > (float)y)
            cover_one(polygons, polygon, y, bounds.x, sums, line);
    }
}

static struct view_rect bounds_of(const struct polygons *polygons)
{
    struct view_rect all = {0, 0, 0, 0};
    for (int p = 0; p < polygons->polygon_count; p++) {
        const struct polygon *polygon = &polygons->items[p];
        int x = floor_of(polygon->left), y = floor_of(polygon->top);
        struct view_rect one = {x, y, floor_of(polygon->right) - x + 2, floor_of(polygon->bottom) - y + 1};
        all = rect_union(all, one);
    }
    return all;
}

/* Room for `lines` lines of floats as long as the bounds and what the sums run over at the end. */
static float *new_lines(struct view_rect bounds, int lines)
{
    return memory_new((size_t)(bounds.width + 4) * (size_t)lines, sizeof(float));
}

void cover_polygons(const struct polygons *polygons, struct view_rect area, uint8_t *mask)
{
    struct view_rect bounds = rect_union(bounds_of(polygons), area);
    float *line = new_lines(bounds, 2);
    for (int row = 0; row < area.height; row++) {
        cover_line(polygons, area.y + row, bounds, line + bounds.width + 4, line);
        for (int x = 0; x < area.width; x++)
            mask[row * area.width + x] = (uint8_t)(line[area.x + x - bounds.x] * 255.0f + 0.5f);
    }
    free(line);
}

void paint_polygons(const struct canvas *canvas, const struct polygons *polygons,
                    const struct polygons *within, colour c)
{
    struct view_rect bounds = bounds_of(polygons);
    struct view_rect seen = rect_intersect(bounds, canvas->clip);
    if (rect_is_empty(seen))
        return;
    if (within)
        bounds = rect_union(bounds, bounds_of(within));
    float *line = new_lines(bounds, 3);
    float *sums = line + bounds.width + 4, *mask = sums + bounds.width + 4;
    for (int y = seen.y; y < seen.y + seen.height; y++) {
        cover_line(polygons, y, bounds, sums, line);
        if (within)
            cover_line(within, y, bounds, sums, mask);
        for (int x = seen.x; x < seen.x + seen.width; x++)
            dot(canvas, x, y, c, line[x - bounds.x] * (within ? mask[x - bounds.x] : 1.0f));
    }
    free(line);
}

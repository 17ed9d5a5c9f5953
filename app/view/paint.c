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
    if (coverage <= 0 || !rect_holds(canvas->clip, x, y))
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
static void round_line(const struct canvas *canvas, struct view_rect rect, int y, int row, int radius, colour c)
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

void paint_box(const struct canvas *canvas, struct view_rect rect, int radius_px, int border_px, colour border,
               colour fill)
{
    if (border_px <= 0 || border == fill) {
        paint_round(canvas, rect, radius_px, fill);
        return;
    }
    paint_round(canvas, rect, radius_px, border);
    int inner = radius_px - border_px;
    paint_round(canvas, rect_grow(rect, -border_px), inner > 0 ? inner : 0, fill);
}

void paint_mask(const struct canvas *canvas, int x, int y, const uint8_t *mask, int width, int height, int stride,
                colour c)
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

/* Fills `line` with the coverage (0–1) of one line of pixels. */
static void cover_line(const struct polygons *polygons, int y, struct view_rect bounds, float *line)
{
    memset(line, 0, (size_t)(bounds.width + 3) * sizeof *line);
    for (int p = 0, start = 0; p < polygons->polygon_count; start = polygons->ends[p++]) {
        int end = polygons->ends[p];
        for (int i = start; i < end; i++)
            add_edge(line, polygons->points[i], polygons->points[i + 1 < end ? i + 1 : start], (float)y,
                     (float)bounds.x);
    }
    float sum = 0;
    for (int x = 0; x < bounds.width; x++) {
        sum += line[x];
        float coverage = fabsf(sum);
        line[x] = coverage > 1 ? 1 : coverage;
    }
}

static struct view_rect bounds_of(const struct polygons *polygons)
{
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (int i = 0; i < polygons->point_count; i++) {
        struct outline_point p = polygons->points[i];
        left = p.x < left ? p.x : left;
        right = p.x > right ? p.x : right;
        top = p.y < top ? p.y : top;
        bottom = p.y > bottom ? p.y : bottom;
    }
    if (polygons->point_count == 0)
        return (struct view_rect){0, 0, 0, 0};
    int x = (int)floorf(left), y = (int)floorf(top);
    return (struct view_rect){x, y, (int)ceilf(right) - x + 1, (int)ceilf(bottom) - y + 1};
}

void cover_polygons(const struct polygons *polygons, struct view_rect area, uint8_t *mask)
{
    struct view_rect bounds = rect_union(bounds_of(polygons), area);
    float *line = memory_new((size_t)(bounds.width + 3), sizeof *line);
    for (int row = 0; row < area.height; row++) {
        cover_line(polygons, area.y + row, bounds, line);
        for (int x = 0; x < area.width; x++)
            mask[row * area.width + x] = (uint8_t)(line[area.x + x - bounds.x] * 255.0f + 0.5f);
    }
    free(line);
}

void paint_polygons(const struct canvas *canvas, const struct polygons *polygons, const struct polygons *within,
                    colour c)
{
    struct view_rect bounds = bounds_of(polygons);
    struct view_rect seen = rect_intersect(bounds, canvas->clip);
    if (within)
        bounds = rect_union(bounds, bounds_of(within));
    if (rect_is_empty(seen))
        return;
    float *line = memory_new((size_t)(bounds.width + 3) * 2, sizeof *line);
    float *mask = line + bounds.width + 3;
    for (int y = seen.y; y < seen.y + seen.height; y++) {
        cover_line(polygons, y, bounds, line);
        if (within)
            cover_line(within, y, bounds, mask);
        for (int x = seen.x; x < seen.x + seen.width; x++) {
            float coverage = line[x - bounds.x] * (within ? mask[x - bounds.x] : 1.0f);
            if (coverage > 0.002f)
                dot(canvas, x, y, c, coverage);
        }
    }
    free(line);
}

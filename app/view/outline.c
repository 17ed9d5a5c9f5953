#include "view/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TURN 6.28318530717958647692f

void polygons_init(struct polygons *polygons)
{
    *polygons = (struct polygons){0};
}

void polygons_destroy(struct polygons *polygons)
{
    free(polygons->points);
    free(polygons->items);
    *polygons = (struct polygons){0};
}

void polygons_clear(struct polygons *polygons)
{
    polygons->point_count = polygons->polygon_count = 0;
}

static void add_point(struct polygons *polygons, struct outline_point point)
{
    if (polygons->point_count == polygons->point_capacity) {
        polygons->point_capacity = polygons->point_capacity ? polygons->point_capacity * 2 : 64;
        polygons->points =
            memory_grow(polygons->points, (size_t)polygons->point_capacity, sizeof *polygons->points);
    }
    polygons->points[polygons->point_count++] = point;
}

static int polygon_start(const struct polygons *polygons)
{
    return polygons->polygon_count ? polygons->items[polygons->polygon_count - 1].end : 0;
}

static struct polygon with_bounds(const struct outline_point *points, int first, int end)
{
    struct outline_point start = points[first];
    struct polygon polygon = {first, end, start.x, start.y, start.x, start.y};
    for (int i = first + 1; i < end; i++) {
        struct outline_point p = points[i];
        polygon.left = p.x < polygon.left ? p.x : polygon.left;
        polygon.right = p.x > polygon.right ? p.x : polygon.right;
        polygon.top = p.y < polygon.top ? p.y : polygon.top;
        polygon.bottom = p.y > polygon.bottom ? p.y : polygon.bottom;
    }
    return polygon;
}

/* Ends the polygon of the points added since the last; fewer than three are dropped. */
static void end_polygon(struct polygons *polygons)
{
    int start = polygon_start(polygons);
    if (polygons->point_count - start < 3) {
        polygons->point_count = start;
        return;
    }
    if (polygons->polygon_count == polygons->polygon_capacity) {
        polygons->polygon_capacity = polygons->polygon_capacity ? polygons->polygon_capacity * 2 : 8;
        polygons->items =
            memory_grow(polygons->items, (size_t)polygons->polygon_capacity, sizeof *polygons->items);
    }
    polygons->items[polygons->polygon_count++] = with_bounds(polygons->points, start, polygons->point_count);
}

/* ---- reading ---------------------------------------------------------------------------------------------- */

/* What comes out of a text: lines of points, each open or closed. */
struct tracer {
    void (*line)(void *context, const struct outline_point *points, int count, bool closed);
    void *context;
    struct outline_place place;
    struct polygons line_so_far; /* its points only */
    struct outline_point pen;    /* in the text's coordinates */
};

static struct outline_point placed(const struct outline_place *place, struct outline_point p)
{
    float x = p.x * place->scale;
    return (struct outline_point){place->x0 + (place->mirrored ? -x : x), place->y0 + p.y * place->scale};
}

static void trace_to(struct tracer *tracer, struct outline_point to)
{
    add_point(&tracer->line_so_far, placed(&tracer->place, to));
    tracer->pen = to;
}

static void end_line(struct tracer *tracer, bool closed)
{
    if (tracer->line_so_far.point_count > 0)
        tracer->line(tracer->context, tracer->line_so_far.points, tracer->line_so_far.point_count, closed);
    polygons_clear(&tracer->line_so_far);
}

static void trace_cubic(struct tracer *tracer, struct outline_point b, struct outline_point c,
                        struct outline_point d)
{
    enum { PARTS = 14 };
    struct outline_point a = tracer->pen;
    for (int i = 1; i <= PARTS; i++) {
        float t = (float)i / PARTS, u = 1 - t;
        float wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
        trace_to(tracer, (struct outline_point){wa * a.x + wb * b.x + wc * c.x + wd * d.x,
                                                wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
}

static void trace_circle(struct tracer *tracer, struct outline_point middle, float radius)
{
    enum { PARTS = 40 };
    end_line(tracer, false);
    for (int i = 0; i < PARTS; i++) {
        float turn = TURN * (float)i / PARTS;
        trace_to(tracer,
                 (struct outline_point){middle.x + radius * cosf(turn), middle.y + radius * sinf(turn)});
    }
    end_line(tracer, true);
}

static bool read_numbers(const char **text, float *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        char *end;
        numbers[i] = strtof(*text, &end);
        if (end == *text)
            return false;
        *text = end;
    }
    return true;
}

static bool trace_command(struct tracer *tracer, char command, const float *n)
{
    struct outline_point first = {n[0], n[1]}, second = {n[2], n[3]}, third = {n[4], n[5]};
    struct outline_point pen = tracer->pen;
    switch (command) {
    case 'M':
        end_line(tracer, false);
        trace_to(tracer, first);
        return true;
    case 'L':
        trace_to(tracer, first);
        return true;
    case 'C':
        trace_cubic(tracer, first, second, third);
        return true;
    case 'Q': /* the same curve as a cubic */
        trace_cubic(tracer, (struct outline_point){(pen.x + 2 * first.x) / 3, (pen.y + 2 * first.y) / 3},
                    (struct outline_point){(second.x + 2 * first.x) / 3, (second.y + 2 * first.y) / 3},
                    second);
        return true;
    case 'Z':
        end_line(tracer, true);
        return true;
    case 'O':
        trace_circle(tracer, first, n[2]);
        return true;
    default:
        return false;
    }
}

static bool trace(struct tracer *tracer, const char *text)
{
    static const char commands[] = "MLCQZO";
    static const int number_counts[] = {2, 2, 6, 4, 0, 3};
    bool right = true;
    polygons_init(&tracer->line_so_far);
    while (right && *(text += strspn(text, " \n"))) {
        char command = *text++;
        const char *known = strchr(commands, command);
        float numbers[6] = {0};
        right = known && read_numbers(&text, numbers, number_counts[known - commands]) &&
                trace_command(tracer, command, numbers);
    }
    end_line(tracer, false);
    polygons_destroy(&tracer->line_so_far);
    return right;
}

/* ---- areas and lines -------------------------------------------------------------------------------------- */

static void fill_line(void *context, const struct outline_point *points, int count, bool closed)
{
    struct polygons *polygons = context;
    (void)closed;
    for (int i = 0; i < count; i++)
        add_point(polygons, points[i]);
    end_polygon(polygons);
}

bool outline_fill(struct polygons *polygons, const char *text, struct outline_place place)
{
    struct tracer tracer = {.line = fill_line, .context = polygons, .place = place};
    return trace(&tracer, text);
}

struct stroker {
    struct polygons *polygons;
    float half_px;
};

static void add_dot(const struct stroker *stroker, struct outline_point middle)
{
    enum { PARTS = 20 };
    for (int i = 0; i < PARTS; i++) {
        float turn = TURN * (float)i / PARTS;
        add_point(stroker->polygons, (struct outline_point){middle.x + stroker->half_px * cosf(turn),
                                                            middle.y + stroker->half_px * sinf(turn)});
    }
    end_polygon(stroker->polygons);
}

static void add_bar(const struct stroker *stroker, struct outline_point a, struct outline_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    float length = sqrtf(dx * dx + dy * dy);
    if (length < 1e-4f)
        return;
    float nx = -dy / length * stroker->half_px, ny = dx / length * stroker->half_px;
    add_point(stroker->polygons, (struct outline_point){a.x + nx, a.y + ny});
    add_point(stroker->polygons, (struct outline_point){b.x + nx, b.y + ny});
    add_point(stroker->polygons, (struct outline_point){b.x - nx, b.y - ny});
    add_point(stroker->polygons, (struct outline_point){a.x - nx, a.y - ny});
    end_polygon(stroker->polygons);
}

static void stroke_line(void *context, const struct outline_point *points, int count, bool closed)
{
    const struct stroker *stroker = context;
    for (int i = 0; i < count; i++) {
        add_dot(stroker, points[i]);
        if (i + 1 < count)
            add_bar(stroker, points[i], points[i + 1]);
        else if (closed)
            add_bar(stroker, points[i], points[0]);
    }
}

bool outline_stroke(struct polygons *polygons, const char *text, struct outline_place place, float width_px)
{
    struct stroker stroker = {polygons, width_px / 2};
    struct tracer tracer = {.line = stroke_line, .context = &stroker, .place = place};
    return trace(&tracer, text);
}

bool polygons_hold(const struct polygons *polygons, float x, float y)
{
    for (int p = 0; p < polygons->polygon_count; p++) {
        const struct polygon *polygon = &polygons->items[p];
        bool inside = false;
        for (int i = polygon->first; i < polygon->end; i++) {
            struct outline_point a = polygons->points[i];
            struct outline_point b = polygons->points[i + 1 < polygon->end ? i + 1 : polygon->first];
            if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y))
                inside = !inside;
        }
        if (inside)
            return true;
    }
    return false;
}

/* Five looks at known points → the map. */
#include "input/gaze_correction.h"

#include <math.h>

enum { POINTS_LEAST = 3, NONE = -1 };

/* From the simplest on. */
enum kind { SHIFT, SIZE, AFFINE };

/* A richer map must leave less than this of a simpler one's error at points that it has not seen. Measured, simulated looks
 * that are beside their points by 0.5 degrees: with a tracker that is only shifted 9 of 100 corrections take a richer map and
 * the worst corner is off by 0.25 degrees on average instead of 0.20 (the better of the maps without a margin: 0.31); with one
 * that is 8 % too wide it is off by 0.44 instead of 1.39. On recordings of real eyes (tests/unit/input/test_gaze_traces.c) a
 * narrower margin does better, as real trackers are off in more ways than a shift; 0.7 leaves 0.77 degrees where 0.8
 * leaves 0.70. */
static const double clearly_better = 0.8, least_gain_degrees = 0.1;

static const double off_most_degrees = 12, left_over_most = 0.5;
static const double spread_least =
    4; /* square degrees, summed over the points: else they are one point, or a line */
/* A tracker of the recordings is off by 3.5 degrees more at one point than at the four others: that is no stray look. */
static const double stray_degrees = 5, stray_times = 4;
static const double precision_most = 5;

/* One point, in degrees from the middle of the screen: where it stood, where the raw samples say that the eyes were. */
struct spot {
    double raw[2], point[2], scatter;
};

struct map { /* point = linear · raw + shift */
    double linear[2][2], shift[2];
};

struct spots {
    struct spot spots[GAZE_POINTS];
    int count;
};

/* --- least squares -------------------------------------------------------------------------------------- */

struct sums { /* about the means; y is the axis of the point that is explained */
    double mean[2], mean_y;
    double uu, uv, vv, uy, vy;
};

static struct sums sums_of(const struct spots *all, int without, int axis)
{
    struct sums s = {.uu = 0};
    int count = all->count - (without != NONE);
    for (int i = 0; i < all->count; i++)
        if (i != without) {
            s.mean[0] += all->spots[i].raw[0] / count;
            s.mean[1] += all->spots[i].raw[1] / count;
            s.mean_y += all->spots[i].point[axis] / count;
        }
    for (int i = 0; i < all->count; i++)
        if (i != without) {
            double u = all->spots[i].raw[0] - s.mean[0], v = all->spots[i].raw[1] - s.mean[1];
            double y = all->spots[i].point[axis] - s.mean_y;
            s.uu += u * u;
            s.uv += u * v;
            s.vv += v * v;
            s.uy += u * y;
            s.vy += v * y;
        }
    return s;
}

/* A lower bound of the spread along the direction in which there is least: uu + vv is never less than the greater of
 * the two, and their product is uu · vv − uv². */
static double least_spread(const struct sums *s)
{
    return s->uu + s->vv > 0 ? (s->uu * s->vv - s->uv * s->uv) / (s->uu + s->vv) : 0;
}

static bool fit_axis(const struct spots *all, int without, int axis, enum kind kind, struct map *map)
{
    struct sums s = sums_of(all, without, axis);
    double *row = map->linear[axis], own = axis == 0 ? s.uu : s.vv;
    row[axis] = 1;
    row[!axis] = 0;
    if (kind == SIZE) {
        if (!(own >= spread_least))
            return false;
        row[axis] = (axis == 0 ? s.uy : s.vy) / own;
    } else if (kind == AFFINE) {
        if (!(least_spread(&s) >= spread_least))
            return false;
        double determinant = s.uu * s.vv - s.uv * s.uv;
        row[0] = (s.uy * s.vv - s.vy * s.uv) / determinant;
        row[1] = (s.vy * s.uu - s.uy * s.uv) / determinant;
    }
    map->shift[axis] = s.mean_y - row[0] * s.mean[0] - row[1] * s.mean[1];
    return true;
}

static bool fit_map(const struct spots *all, int without, enum kind kind, struct map *map)
{
    return fit_axis(all, without, 0, kind, map) && fit_axis(all, without, 1, kind, map);
}

static double distance_left(const struct map *map, const struct spot *spot)
{
    double off[2];
    for (int i = 0; i < 2; i++)
        off[i] = map->linear[i][0] * spot->raw[0] + map->linear[i][1] * spot->raw[1] + map->shift[i] -
                 spot->point[i];
    return hypot(off[0], off[1]);
}

/* --- which map ------------------------------------------------------------------------------------------ */

struct fit {
    struct map map;
    double left[GAZE_POINTS];   /* degrees, at each point */
    double unseen[GAZE_POINTS]; /* … by the map of the others alone */
    double error;               /* r.m.s. of `unseen` */
    double accuracy;
};

/* A point that was fitted to is nearer than a fresh look at it will be, one that was left out is further off: of looks that
 * are beside their points by chance the fresh one is off by √(left · (2 · unseen − left)), as left = unseen · (1 − h),
 * and the variances of the three are as (1 − h) : 1 / (1 − h) : (1 + h), h being the point's leverage. */
static void measure(struct fit *fit, int count)
{
    double squares = 0, fresh = 0;
    for (int i = 0; i < count; i++) {
        squares += fit->unseen[i] * fit->unseen[i];
        fresh += sqrt(fmax(fit->left[i] * (2 * fit->unseen[i] - fit->left[i]), 0));
    }
    fit->error = sqrt(squares / count);
    fit->accuracy = fresh / count;
}

static bool fit_kind(const struct spots *all, enum kind kind, struct fit *fit)
{
    struct map without;
    if (!fit_map(all, NONE, kind, &fit->map))
        return false;
    for (int i = 0; i < all->count; i++) {
        if (!fit_map(all, i, kind, &without))
            return false;
        fit->left[i] = distance_left(&fit->map, &all->spots[i]);
        fit->unseen[i] = distance_left(&without, &all->spots[i]);
    }
    measure(fit, all->count);
    return isfinite(fit->error);
}

/* All of an affine map runs through any three points, and near any four by chance: it wants five. */
static bool best_fit(const struct spots *all, struct fit *best)
{
    if (!fit_kind(all, SHIFT, best))
        return false;
    enum kind last = all->count < GAZE_POINTS ? SIZE : AFFINE;
    for (enum kind kind = SIZE; kind <= last; kind++) {
        struct fit fit;
        if (fit_kind(all, kind, &fit) && fit.error < clearly_better * best->error &&
            fit.error < best->error - least_gain_degrees)
            *best = fit;
    }
    return true;
}

static struct spots without_spot(const struct spots *all, int without)
{
    struct spots others = {.count = 0};
    for (int i = 0; i < all->count; i++)
        if (i != without)
            others.spots[others.count++] = all->spots[i];
    return others;
}

/* The one of five that the other four, which agree with each other, say was not looked at; NONE. */
static int stray_spot(const struct spots *all)
{
    int stray = NONE;
    double furthest = stray_degrees;
    for (int i = 0; i < all->count && all->count == GAZE_POINTS; i++) {
        struct spots others = without_spot(all, i);
        struct fit fit;
        if (!best_fit(&others, &fit))
            continue;
        double off = distance_left(&fit.map, &all->spots[i]);
        if (off > furthest && off > stray_times * fit.error) {
            stray = i;
            furthest = off;
        }
    }
    return stray;
}

/* --- whole ---------------------------------------------------------------------------------------------- */

static struct spots spots_of(const struct gaze_point_run *runs, int count, int width_px, int height_px,
                             double px_per_degree)
{
    struct spots all = {.count = 0};
    struct gaze_point_core core;
    for (int i = 0; i < count && all.count < GAZE_POINTS; i++) {
        if (!gaze_point_run_enough(&runs[i], px_per_degree) || !gaze_point_run_core(&runs[i], &core))
            continue;
        all.spots[all.count++] = (struct spot){
            .raw = {(core.x - width_px / 2.0) / px_per_degree, (core.y - height_px / 2.0) / px_per_degree},
            .point = {(runs[i].x - width_px / 2.0) / px_per_degree,
                      (runs[i].y - height_px / 2.0) / px_per_degree},
            .scatter = core.scatter_px / px_per_degree};
    }
    return all;
}

/* The points stand over an area and not in one line. */
static bool spread_enough(const struct spots *all)
{
    struct spots points = *all;
    for (int i = 0; i < points.count; i++)
        for (int axis = 0; axis < 2; axis++)
            points.spots[i].raw[axis] = points.spots[i].point[axis];
    struct sums of_points = sums_of(&points, NONE, 0), of_looks = sums_of(all, NONE, 0);
    return least_spread(&of_points) >= spread_least && least_spread(&of_looks) >= spread_least;
}

static bool follows_the_points(const struct spots *all, const struct fit *fit)
{
    double left = 0, spread = 0;
    for (int axis = 0; axis < 2; axis++) {
        double middle = sums_of(all, NONE, axis).mean_y;
        for (int i = 0; i < all->count; i++)
            spread += pow(all->spots[i].point[axis] - middle, 2);
    }
    for (int i = 0; i < all->count; i++) {
        left += fit->left[i] * fit->left[i];
        if (!(fit->left[i] <= off_most_degrees))
            return false;
    }
    return sqrt(left) <= left_over_most * sqrt(spread);
}

static double precision_of(const struct spots *all)
{
    double squares = 0;
    for (int i = 0; i < all->count; i++)
        squares += all->spots[i].scatter * all->spots[i].scatter;
    return fmin(sqrt(squares / all->count), precision_most);
}

static bool within(double value, double least, double most)
{
    return value >= least && value <= most;
}

static bool in_range(const struct gaze_correction *c)
{
    return within(c->xx, 0.5, 2) && within(c->yy, 0.5, 2) && within(c->xy, -0.5, 0.5) &&
           within(c->yx, -0.5, 0.5) && within(c->shift_x, -0.5, 0.5) && within(c->shift_y, -0.5, 0.5);
}

bool gaze_correction_fit(struct gaze_correction *correction, const struct gaze_point_run *runs, int count,
                         int width_px, int height_px, double px_per_degree)
{
    struct fit fit;
    if (width_px < 1 || height_px < 1 || !(px_per_degree > 0))
        return false;
    struct spots all = spots_of(runs, count, width_px, height_px, px_per_degree);
    int stray = stray_spot(&all);
    if (stray != NONE)
        all = without_spot(&all, stray);
    if (all.count < POINTS_LEAST || !spread_enough(&all) || !best_fit(&all, &fit) ||
        !follows_the_points(&all, &fit))
        return false;
    double aspect = (double)height_px / width_px;
    struct gaze_correction fitted = {.xx = fit.map.linear[0][0],
                                     .xy = fit.map.linear[0][1] * aspect,
                                     .yx = fit.map.linear[1][0] / aspect,
                                     .yy = fit.map.linear[1][1],
                                     .shift_x = fit.map.shift[0] * px_per_degree / width_px,
                                     .shift_y = fit.map.shift[1] * px_per_degree / height_px,
                                     .accuracy_degrees = fmin(fit.accuracy, off_most_degrees),
                                     .precision_degrees = precision_of(&all)};
    if (!in_range(&fitted))
        return false;
    *correction = fitted;
    return true;
}

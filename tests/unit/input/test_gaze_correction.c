/* Looks at known points → the correction. Trackers that are off in known ways, eyes that look beside their points, blink
 * and glance aside; and that recordings of real eyes are put right by five of their nine points. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_correction.h"

enum { WIDTH = 1280, HEIGHT = 800 };
static const double degree = 39.9; /* pixels: 15.6 inches from 60 cm */

static void assert_near(double value, double wanted, double within)
{
    if (!(fabs(value - wanted) <= within))
        fail_msg("%g is not within %g of %g", value, within, wanted);
}

/* --- chance, the same every time -------------------------------------------------------------------------- */

struct chance {
    uint32_t state;
};

static double uniform(struct chance *chance)
{
    chance->state = chance->state * 1664525u + 1013904223u;
    return ((chance->state >> 8) + 0.5) / 16777216.0;
}

static double normal(struct chance *chance)
{
    double length = sqrt(-2 * log(uniform(chance)));
    return length * cos(6.283185307179586 * uniform(chance));
}

/* --- a tracker and its person --------------------------------------------------------------------------- */

struct tracker { /* raw = middle + linear · (x − middle) + off */
    double xx, xy, yx, yy, off_x, off_y;
    double noise_degrees;  /* of samples, over both axes */
    double beside_degrees; /* of looks, over both axes */
};

static const double point_x[GAZE_POINTS] = {0.5, 0.1, 0.9, 0.9, 0.1};
static const double point_y[GAZE_POINTS] = {0.5, 0.1, 0.1, 0.9, 0.9};

static void seen(const struct tracker *tracker, double *x, double *y)
{
    double u = *x - WIDTH / 2.0, v = *y - HEIGHT / 2.0;
    *x = WIDTH / 2.0 + tracker->xx * u + tracker->xy * v + tracker->off_x;
    *y = HEIGHT / 2.0 + tracker->yx * u + tracker->yy * v + tracker->off_y;
}

static void look_at(const struct tracker *tracker, double x, double y, int samples, struct chance *chance,
                    struct gaze_point_run *run)
{
    double beside = tracker->beside_degrees * degree / sqrt(2);
    double noise = tracker->noise_degrees * degree / sqrt(2);
    x += beside * normal(chance);
    y += beside * normal(chance);
    seen(tracker, &x, &y);
    for (int i = 0; i < samples; i++) {
        double at_x = x + noise * normal(chance);
        gaze_point_run_add(run, at_x, y + noise * normal(chance));
    }
}

static void look_at_all(const struct tracker *tracker, struct chance *chance, struct gaze_point_run *runs)
{
    for (int i = 0; i < GAZE_POINTS; i++) {
        gaze_point_run_begin(&runs[i], point_x[i] * WIDTH, point_y[i] * HEIGHT);
        look_at(tracker, runs[i].x, runs[i].y, 60, chance, &runs[i]);
    }
}

/* The furthest that a corrected look at any of the points is off, in degrees. */
static double worst(const struct gaze_correction *correction, const struct tracker *tracker)
{
    double most = 0;
    for (int i = 0; i < GAZE_POINTS; i++) {
        double x = point_x[i] * WIDTH, y = point_y[i] * HEIGHT, at_x = x, at_y = y;
        seen(tracker, &x, &y);
        gaze_correct(correction, WIDTH, HEIGHT, &x, &y);
        most = fmax(most, hypot(x - at_x, y - at_y) / degree);
    }
    return most;
}

static struct tracker shifted(double dx_degrees, double dy_degrees)
{
    return (struct tracker){
        .xx = 1, .yy = 1, .off_x = dx_degrees * degree, .off_y = dy_degrees * degree, .noise_degrees = 0.35};
}

static bool fit(struct gaze_correction *correction, const struct gaze_point_run *runs, int count)
{
    return gaze_correction_fit(correction, runs, count, WIDTH, HEIGHT, degree);
}

/* Refused, and the correction is what it was. */
static void assert_refused(const struct gaze_point_run *runs, int count)
{
    struct gaze_correction correction = {
        .xx = 1.25, .yy = 0.75, .shift_x = 0.125, .accuracy_degrees = 1, .precision_degrees = 2};
    struct gaze_correction before = correction;
    assert_false(fit(&correction, runs, count));
    assert_memory_equal(&correction, &before, sizeof correction);
}

/* --- correcting ----------------------------------------------------------------------------------------- */

static void none_moves_nothing(void **state)
{
    (void)state;
    struct gaze_correction correction;
    double x = 17, y = 791;
    gaze_correction_init(&correction);
    assert_true(gaze_correction_is_none(&correction));
    gaze_correct(&correction, WIDTH, HEIGHT, &x, &y);
    assert_near(x, 17, 1e-9);
    assert_near(y, 791, 1e-9);
    correction.accuracy_degrees = 0.5;
    assert_true(gaze_correction_is_none(&correction));
    correction.yx = 0.01;
    assert_false(gaze_correction_is_none(&correction));
}

/* In shares of the screen: the same place of the screen in another resolution. */
static void a_correction_holds_in_another_resolution(void **state)
{
    (void)state;
    struct gaze_correction correction = {
        .xx = 1.1, .xy = 0.05, .yx = -0.04, .yy = 0.9, .shift_x = 0.02, .shift_y = -0.03};
    double x = 320, y = 600, x2 = 480, y2 = 810;
    gaze_correct(&correction, 1280, 800, &x, &y);
    gaze_correct(&correction, 1920, 1080, &x2, &y2);
    assert_near(x / 1280, 0.5 - 1.1 * 0.25 + 0.05 * 0.25 + 0.02, 1e-9);
    assert_near(y / 800, 0.5 + 0.04 * 0.25 + 0.9 * 0.25 - 0.03, 1e-9);
    assert_near(x / 1280, x2 / 1920, 1e-9);
    assert_near(y / 800, y2 / 1080, 1e-9);
}

static void moving_stays_in_range(void **state)
{
    (void)state;
    struct gaze_correction correction;
    double x = 100, y = 100;
    gaze_correction_init(&correction);
    gaze_correction_move(&correction, 64, -40, WIDTH, HEIGHT);
    gaze_correct(&correction, WIDTH, HEIGHT, &x, &y);
    assert_near(x, 164, 1e-9);
    assert_near(y, 60, 1e-9);
    gaze_correction_move(&correction, NAN, 1e9, WIDTH, HEIGHT);
    assert_near(correction.shift_x, 0.05, 1e-12);
    assert_near(correction.shift_y, 0.5, 1e-12);
}

/* --- one point ------------------------------------------------------------------------------------------ */

static void a_run_is_enough_when_it_is_steady(void **state)
{
    (void)state;
    struct chance chance = {1};
    struct gaze_point_run run;
    struct tracker tracker = shifted(1, 0);
    gaze_point_run_begin(&run, 640, 400);
    look_at(&tracker, 640, 400, GAZE_POINT_LEAST - 1, &chance, &run);
    assert_false(gaze_point_run_enough(&run, degree));
    gaze_point_run_add(&run, NAN, 400); /* is none */
    assert_false(gaze_point_run_enough(&run, degree));
    look_at(&tracker, 640, 400, 1, &chance, &run);
    assert_true(gaze_point_run_enough(&run, degree));
    tracker.noise_degrees = 3;
    gaze_point_run_begin(&run, 640, 400);
    look_at(&tracker, 640, 400, 60, &chance, &run);
    assert_false(gaze_point_run_enough(&run, degree));
}

static struct gaze_point_core core_of(const struct gaze_point_run *run)
{
    struct gaze_point_core core;
    assert_true(gaze_point_run_core(run, &core));
    return core;
}

/* On their way for the older half; then a blink (the pupil's last sight of the lid) and a glance aside. */
static void the_core_is_where_the_eyes_rested(void **state)
{
    (void)state;
    struct chance chance = {2};
    struct gaze_point_run run;
    struct tracker tracker = shifted(0, 0);
    gaze_point_run_begin(&run, 640, 400);
    assert_false(gaze_point_run_core(&run, &(struct gaze_point_core){.count = 0}));
    look_at(&tracker, 100, 100, 44, &chance, &run);
    look_at(&tracker, 640, 400, 20, &chance, &run);
    look_at(&tracker, 640, 900, 4, &chance, &run);
    look_at(&tracker, 640, 400, 13, &chance, &run);
    look_at(&tracker, 1200, 380, 6, &chance, &run);
    look_at(&tracker, 640, 400, 3, &chance, &run);
    struct gaze_point_core core = core_of(&run);
    assert_int_equal(core.of, GAZE_POINT_SAMPLES / 2);
    assert_int_equal(core.count, core.of - 10);
    assert_near(core.x, 640, 0.15 * degree);
    assert_near(core.y, 400, 0.15 * degree);
    assert_near(core.scatter_px / degree, 0.35, 0.1);
    assert_true(gaze_point_run_enough(&run, degree));
}

/* Half of the time here, half of it there: nobody knows which was meant. */
static void eyes_that_go_to_and_fro_are_not_enough(void **state)
{
    (void)state;
    struct chance chance = {3};
    struct gaze_point_run run;
    struct tracker tracker = shifted(0, 0);
    gaze_point_run_begin(&run, 640, 400);
    for (int i = 0; i < 9; i++) {
        look_at(&tracker, 640, 400, 5, &chance, &run);
        look_at(&tracker, 900, 400, 5, &chance, &run);
    }
    assert_false(gaze_point_run_enough(&run, degree));
}

/* Precision is what it is said to be: r.m.s. over both axes. */
static void scatter_is_measured(void **state)
{
    (void)state;
    struct chance chance = {4};
    struct tracker tracker = shifted(0, 0);
    double squares = 0;
    for (int i = 0; i < 400; i++) {
        struct gaze_point_run run;
        gaze_point_run_begin(&run, 640, 400);
        look_at(&tracker, 640, 400, 90, &chance, &run);
        squares += pow(core_of(&run).scatter_px / degree, 2);
    }
    assert_near(sqrt(squares / 400), 0.35, 0.01);
}

static void a_pointer_that_keeps_still_has_no_scatter(void **state)
{
    (void)state;
    struct gaze_point_run run;
    gaze_point_run_begin(&run, 640, 400);
    for (int i = 0; i < 200; i++)
        gaze_point_run_add(&run, i % 9 == 0 ? 651 : 650, 410);
    struct gaze_point_core core = core_of(&run);
    assert_near(core.x, 650, 1e-9);
    assert_true(core.scatter_px < 0.5);
    assert_true(gaze_point_run_enough(&run, degree));
}

/* --- five points ---------------------------------------------------------------------------------------- */

static void a_shifted_tracker_is_put_right(void **state)
{
    (void)state;
    struct chance chance = {5};
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    for (int i = 0; i < 8; i++) {
        struct tracker tracker = shifted(1.5 * cos(i), 1.5 * sin(i));
        look_at_all(&tracker, &chance, runs);
        assert_true(fit(&correction, runs, GAZE_POINTS));
        assert_near(correction.xx, 1, 0.02);
        assert_true(worst(&correction, &tracker) < 0.15);
        assert_true(correction.accuracy_degrees < 0.2);
        assert_near(correction.precision_degrees, 0.35, 0.07);
    }
}

/* Too wide, too low, turned, skewed: all of the map, as far as five points tell it. */
static void a_tracker_off_in_every_way_is_put_right(void **state)
{
    (void)state;
    struct chance chance = {6};
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    struct tracker tracker = {
        .xx = 1.12, .xy = 0.06, .yx = -0.09, .yy = 0.9, .off_x = -50, .off_y = 35, .noise_degrees = 0.35};
    gaze_correction_init(&correction);
    look_at_all(&tracker, &chance, runs);
    assert_true(worst(&correction, &tracker) > 3);
    assert_true(fit(&correction, runs, GAZE_POINTS));
    assert_true(worst(&correction, &tracker) < 0.25);
    assert_true(correction.xy != 0 && correction.yx != 0);
    assert_false(gaze_correction_is_none(&correction));
}

struct outcome {
    double worst, shift_worst; /* of corners; of a shift by the mean of the medians */
    double accuracy, fresh;    /* what was told; what a fresh look is off by */
    int richer;
};

static double fresh_look(const struct gaze_correction *correction, struct tracker tracker,
                         struct chance *chance)
{
    struct gaze_point_run runs[GAZE_POINTS];
    double sum = 0;
    look_at_all(&tracker, chance, runs);
    for (int i = 0; i < GAZE_POINTS; i++) {
        struct gaze_point_core core = core_of(&runs[i]);
        gaze_correct(correction, WIDTH, HEIGHT, &core.x, &core.y);
        sum += hypot(core.x - runs[i].x, core.y - runs[i].y) / degree;
    }
    return sum / GAZE_POINTS;
}

static void add_outcome(struct outcome *outcome, const struct tracker *tracker, struct chance *chance)
{
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction, shift;
    gaze_correction_init(&correction);
    gaze_correction_init(&shift);
    look_at_all(tracker, chance, runs);
    assert_true(fit(&correction, runs, GAZE_POINTS));
    for (int i = 0; i < GAZE_POINTS; i++) {
        struct gaze_point_core core = core_of(&runs[i]);
        gaze_correction_move(&shift, (runs[i].x - core.x) / GAZE_POINTS, (runs[i].y - core.y) / GAZE_POINTS,
                             WIDTH, HEIGHT);
    }
    outcome->worst += worst(&correction, tracker);
    outcome->shift_worst += worst(&shift, tracker);
    outcome->accuracy += correction.accuracy_degrees;
    outcome->fresh += fresh_look(&correction, *tracker, chance);
    outcome->richer += correction.xx != 1 || correction.xy != 0;
}

static struct outcome five_hundred(struct tracker tracker, double beside_degrees)
{
    struct chance chance = {7};
    struct outcome outcome = {.worst = 0};
    tracker.beside_degrees = beside_degrees;
    for (int i = 0; i < 500; i++)
        add_outcome(&outcome, &tracker, &chance);
    outcome.worst /= 500;
    outcome.shift_worst /= 500;
    outcome.accuracy /= 500;
    outcome.fresh /= 500;
    return outcome;
}

/* Each look half a degree beside its point: the corners must not pay for it. */
static void chance_does_not_tilt_the_corners(void **state)
{
    (void)state;
    struct outcome outcome = five_hundred(shifted(1, 0), 0.5);
    print_message("# shifted, looks 0.5 beside: worst corner %.2f, by a shift alone %.2f; richer %d of 500\n",
                  outcome.worst, outcome.shift_worst, outcome.richer);
    assert_true(outcome.richer < 75);
    assert_true(outcome.worst - outcome.shift_worst < 0.08);
    assert_near(outcome.accuracy, outcome.fresh, 0.05);
}

/* … and what is really there is found nevertheless. */
static void a_real_tilt_is_found_among_chance(void **state)
{
    (void)state;
    struct tracker tracker = shifted(1, 0);
    tracker.xx = 1.08;
    tracker.yy = 0.92;
    struct outcome outcome = five_hundred(tracker, 0.5);
    print_message("# 8 %% off in size, looks 0.5 beside: worst corner %.2f, by a shift alone %.2f\n",
                  outcome.worst, outcome.shift_worst);
    assert_true(outcome.richer > 450);
    assert_true(outcome.worst < 0.5 * outcome.shift_worst);
    assert_near(outcome.accuracy, outcome.fresh, 0.08);
}

/* A hundredth of a degree is no reason for a richer map, however much better it is. */
static void what_is_next_to_nothing_is_left_alone(void **state)
{
    (void)state;
    struct chance chance = {17};
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    struct tracker tracker = {.xx = 1.003, .yy = 0.997, .off_x = 50};
    gaze_correction_init(&correction);
    look_at_all(&tracker, &chance, runs);
    assert_true(fit(&correction, runs, GAZE_POINTS));
    assert_true(correction.xx == 1 && correction.xy == 0 && correction.yx == 0 && correction.yy == 1);
    assert_true(worst(&correction, &tracker) < 0.1);
}

/* Somebody comes in while the person looks at the fourth point. */
static void one_stray_point_of_five_is_left_out(void **state)
{
    (void)state;
    struct chance chance = {8};
    struct tracker tracker = shifted(1, -1);
    for (int stray = 0; stray < GAZE_POINTS; stray++) {
        struct gaze_point_run runs[GAZE_POINTS];
        struct gaze_correction correction;
        gaze_correction_init(&correction);
        look_at_all(&tracker, &chance, runs);
        look_at(&tracker, runs[stray].x + 8 * degree, runs[stray].y, GAZE_POINT_SAMPLES, &chance,
                &runs[stray]);
        assert_true(fit(&correction, runs, GAZE_POINTS));
        assert_true(worst(&correction, &tracker) < 0.25);
        assert_true(correction.accuracy_degrees < 0.3);
    }
}

/* A run that is not enough counts as not there; three points are enough, two are not. */
static void fewer_points_serve(void **state)
{
    (void)state;
    struct chance chance = {9};
    struct tracker tracker = shifted(-1, 1.5);
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    gaze_correction_init(&correction);
    look_at_all(&tracker, &chance, runs);
    gaze_point_run_begin(&runs[1], runs[1].x, runs[1].y);
    assert_true(fit(&correction, runs, GAZE_POINTS));
    assert_true(worst(&correction, &tracker) < 0.25);
    gaze_point_run_begin(&runs[3], runs[3].x, runs[3].y);
    assert_refused(runs, GAZE_POINTS); /* the middle and two corners opposite each other are a line */
    look_at_all(&tracker, &chance, runs);
    assert_true(fit(&correction, runs, 3));
    assert_true(worst(&correction, &tracker) < 0.25);
    assert_refused(runs, 2);
    assert_refused(runs, 0);
}

/* --- refused -------------------------------------------------------------------------------------------- */

static void points_in_a_line_or_at_one_place_are_refused(void **state)
{
    (void)state;
    struct chance chance = {10};
    struct tracker tracker = shifted(0.5, 0.5);
    struct gaze_point_run runs[GAZE_POINTS];
    for (int i = 0; i < GAZE_POINTS; i++) {
        gaze_point_run_begin(&runs[i], 100 + 200 * i, 100 + 120 * i);
        look_at(&tracker, runs[i].x, runs[i].y, 60, &chance, &runs[i]);
    }
    assert_refused(runs, GAZE_POINTS);
    for (int i = 0; i < GAZE_POINTS; i++) {
        gaze_point_run_begin(&runs[i], 640, 400);
        look_at(&tracker, 640, 400, 60, &chance, &runs[i]);
    }
    assert_refused(runs, GAZE_POINTS);
}

static void looks_that_do_not_follow_the_points_are_refused(void **state)
{
    (void)state;
    struct chance chance = {11};
    struct tracker tracker = shifted(0, 0);
    struct gaze_point_run runs[GAZE_POINTS];
    for (int i = 0; i < GAZE_POINTS; i++) { /* staring at the middle */
        gaze_point_run_begin(&runs[i], point_x[i] * WIDTH, point_y[i] * HEIGHT);
        look_at(&tracker, 640, 400, 60, &chance, &runs[i]);
    }
    assert_refused(runs, GAZE_POINTS);
    for (int i = 0; i < GAZE_POINTS; i++) { /* always at another corner */
        int other = (i + 2) % GAZE_POINTS;
        gaze_point_run_begin(&runs[i], point_x[i] * WIDTH, point_y[i] * HEIGHT);
        look_at(&tracker, point_x[other] * WIDTH, point_y[other] * HEIGHT, 60, &chance, &runs[i]);
    }
    assert_refused(runs, GAZE_POINTS);
    tracker.xx = -1; /* a mirrored camera */
    look_at_all(&tracker, &chance, runs);
    assert_refused(runs, GAZE_POINTS);
}

static void what_is_out_of_range_is_refused(void **state)
{
    (void)state;
    struct chance chance = {12};
    struct gaze_point_run runs[GAZE_POINTS];
    struct tracker tracker = shifted(20, 0); /* 0.62 of the width */
    look_at_all(&tracker, &chance, runs);
    assert_refused(runs, GAZE_POINTS);
    tracker = shifted(0, 0);
    tracker.xx = tracker.yy = 0.3;
    look_at_all(&tracker, &chance, runs);
    assert_refused(runs, GAZE_POINTS);
}

static void a_screen_without_size_is_refused(void **state)
{
    (void)state;
    struct chance chance = {13};
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    struct tracker tracker = shifted(0, 0);
    gaze_correction_init(&correction);
    look_at_all(&tracker, &chance, runs);
    assert_false(gaze_correction_fit(&correction, runs, GAZE_POINTS, 0, HEIGHT, degree));
    assert_false(gaze_correction_fit(&correction, runs, GAZE_POINTS, WIDTH, HEIGHT, 0));
    assert_false(gaze_correction_fit(&correction, runs, GAZE_POINTS, WIDTH, HEIGHT, NAN));
    assert_false(gaze_correction_one_look(&correction, runs, WIDTH, -1, degree));
    assert_true(gaze_correction_is_none(&correction));
}

/* --- one look ------------------------------------------------------------------------------------------- */

/* The patient was turned: all of the map stays, its shift is new. */
static void one_look_moves_the_map(void **state)
{
    (void)state;
    struct chance chance = {14};
    struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction;
    struct tracker tracker = shifted(1, 0);
    tracker.xx = 1.15;
    gaze_correction_init(&correction);
    look_at_all(&tracker, &chance, runs);
    assert_true(fit(&correction, runs, GAZE_POINTS));
    double xx = correction.xx, accuracy = correction.accuracy_degrees;
    tracker.off_x = -2.5 * degree;
    tracker.off_y = 1.5 * degree;
    assert_true(worst(&correction, &tracker) > 3);
    look_at_all(&tracker, &chance, runs);
    assert_true(gaze_correction_one_look(&correction, &runs[0], WIDTH, HEIGHT, degree));
    assert_true(worst(&correction, &tracker) < 0.3);
    assert_near(correction.xx, xx, 0);
    assert_near(correction.accuracy_degrees, accuracy, 0);
}

static void a_look_elsewhere_is_refused(void **state)
{
    (void)state;
    struct chance chance = {15};
    struct gaze_point_run run;
    struct gaze_correction correction, before;
    struct tracker tracker = shifted(14, 0);
    gaze_correction_init(&correction);
    before = correction;
    gaze_point_run_begin(&run, 640, 400);
    look_at(&tracker, 640, 400, 10, &chance, &run);
    assert_false(gaze_correction_one_look(&correction, &run, WIDTH, HEIGHT, degree)); /* too few */
    tracker.off_x = 15.5 * degree;
    look_at(&tracker, 640, 400, 60, &chance, &run);
    assert_false(gaze_correction_one_look(&correction, &run, WIDTH, HEIGHT, degree));
    assert_memory_equal(&correction, &before, sizeof correction);
    tracker.off_x = 14.5 * degree;
    look_at(&tracker, 640, 400, 90, &chance, &run);
    assert_true(gaze_correction_one_look(&correction, &run, WIDTH, HEIGHT, degree));
    /* Once more as far: beyond half of the screen. */
    gaze_point_run_begin(&run, 640, 400);
    tracker.off_x = 28 * degree;
    look_at(&tracker, 640, 400, 90, &chance, &run);
    before = correction;
    assert_false(gaze_correction_one_look(&correction, &run, WIDTH, HEIGHT, degree));
    assert_memory_equal(&correction, &before, sizeof correction);
}

/* --- the size of keys ----------------------------------------------------------------------------------- */

/* Of so many samples of looks at a key's middle, the share that lands in the key. */
static double share_in_key(double key, double accuracy, double precision, double angle)
{
    struct chance chance = {16};
    int inside = 0, samples = 100000;
    for (int i = 0; i < samples; i++) {
        double x = accuracy * cos(angle) + precision / sqrt(2) * normal(&chance);
        double y = accuracy * sin(angle) + precision / sqrt(2) * normal(&chance);
        inside += fabs(x) <= key / 2 && fabs(y) <= key / 2;
    }
    return (double)inside / samples;
}

static void keys_of_that_size_hold_99_of_100_samples(void **state)
{
    (void)state;
    static const double trackers[][2] = {{1, 0.35}, {0.5, 0.7}, {0.2, 1}, {0, 1}, {0, 0.8}, {1.5, 0.2}};
    for (size_t i = 0; i < sizeof trackers / sizeof trackers[0]; i++) {
        double accuracy = trackers[i][0], precision = trackers[i][1];
        double key = gaze_key_degrees(accuracy, precision);
        assert_near(share_in_key(key, accuracy, precision, 0), 0.99, 0.0015); /* … and no larger */
        for (int angle = 1; angle < 8; angle++)
            assert_true(share_in_key(key, accuracy, precision, angle * 0.4) > 0.9885);
    }
}

static void the_size_of_keys_is_as_described(void **state)
{
    (void)state;
    assert_near(gaze_key_degrees(1, 0.35), 3.153, 0.002);
    assert_near(gaze_key_degrees(2, 0.5), 2 * (2 + 2.326 * 0.5 / sqrt(2)), 0.002);
    assert_near(gaze_key_degrees(0, 1), 2 * 2.806 / sqrt(2), 0.002);
    assert_near(gaze_key_degrees(0.2, 0.1), 2, 0);
    assert_near(gaze_key_degrees(0, 0), 2, 0);
    assert_near(gaze_key_degrees(1.5, 0), 3, 0.001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_moves_nothing),
        cmocka_unit_test(a_correction_holds_in_another_resolution),
        cmocka_unit_test(moving_stays_in_range),
        cmocka_unit_test(a_run_is_enough_when_it_is_steady),
        cmocka_unit_test(the_core_is_where_the_eyes_rested),
        cmocka_unit_test(eyes_that_go_to_and_fro_are_not_enough),
        cmocka_unit_test(scatter_is_measured),
        cmocka_unit_test(a_pointer_that_keeps_still_has_no_scatter),
        cmocka_unit_test(a_shifted_tracker_is_put_right),
        cmocka_unit_test(a_tracker_off_in_every_way_is_put_right),
        cmocka_unit_test(chance_does_not_tilt_the_corners),
        cmocka_unit_test(a_real_tilt_is_found_among_chance),
        cmocka_unit_test(what_is_next_to_nothing_is_left_alone),
        cmocka_unit_test(one_stray_point_of_five_is_left_out),
        cmocka_unit_test(fewer_points_serve),
        cmocka_unit_test(points_in_a_line_or_at_one_place_are_refused),
        cmocka_unit_test(looks_that_do_not_follow_the_points_are_refused),
        cmocka_unit_test(what_is_out_of_range_is_refused),
        cmocka_unit_test(a_screen_without_size_is_refused),
        cmocka_unit_test(one_look_moves_the_map),
        cmocka_unit_test(a_look_elsewhere_is_refused),
        cmocka_unit_test(keys_of_that_size_hold_99_of_100_samples),
        cmocka_unit_test(the_size_of_keys_is_as_described),
    };
    return cmocka_run_group_tests_name("gaze_correction", tests, NULL, NULL);
}

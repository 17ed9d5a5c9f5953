/* Where looks land in what they take: when a correction is proposed, and when not. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_correction.h"

static const double degree = 40;

static void assert_near(double value, double wanted, double within)
{
    if (!(fabs(value - wanted) <= within))
        fail_msg("%g is not within %g of %g", value, within, wanted);
}

/* Landings about a mean, spread evenly over a circle: a scatter of so many degrees on each axis. */
static void land(struct gaze_drift *drift, int count, double x_degrees, double y_degrees, double sd_degrees)
{
    for (int i = 0; i < count; i++) {
        double angle = 6.283185307179586 * i / count;
        gaze_drift_add(drift, (x_degrees + sqrt(2) * sd_degrees * cos(angle)) * degree,
                       (y_degrees + sqrt(2) * sd_degrees * sin(angle)) * degree);
    }
}

static bool proposes(const struct gaze_drift *drift, double *x_degrees, double *y_degrees)
{
    double x = NAN, y = NAN;
    bool does = gaze_drift_proposes(drift, degree, &x, &y);
    *x_degrees = x / degree;
    *y_degrees = y / degree;
    assert_true(does == !isnan(x) && does == !isnan(y));
    return does;
}

static void a_drift_is_proposed_once_there_are_enough(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    double x, y;
    assert_false(proposes(&drift, &x, &y));
    land(&drift, GAZE_DRIFT_LEAST - 1, 0.9, -0.9, 0.3);
    assert_false(proposes(&drift, &x, &y));
    gaze_drift_add(&drift, NAN, 0);
    gaze_drift_add(&drift, 0, INFINITY);
    assert_false(proposes(&drift, &x, &y));
    land(&drift, 1, 0.9, -0.9, 0);
    assert_true(proposes(&drift, &x, &y));
    assert_near(x, 0.9, 0.1);
    assert_near(y, -0.9, 0.1);
    gaze_drift_clear(&drift);
    assert_false(proposes(&drift, &x, &y));
}

static void a_small_drift_is_left_alone(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    double x, y;
    land(&drift, GAZE_DRIFT_LANDINGS, 0.66, 0, 0.1);
    assert_false(proposes(&drift, &x, &y));
    land(&drift, GAZE_DRIFT_LANDINGS, 0.74, 0, 0.1);
    assert_true(proposes(&drift, &x, &y));
}

/* 12 landings that scatter by 1 degree have a standard error of 0.3: 0.8 may be chance; of 30 it is not. */
static void chance_is_left_alone(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    double x, y;
    land(&drift, GAZE_DRIFT_LEAST, 0.8, 0, 1);
    assert_false(proposes(&drift, &x, &y));
    gaze_drift_clear(&drift);
    land(&drift, GAZE_DRIFT_LANDINGS, 0.8, 0, 1);
    assert_true(proposes(&drift, &x, &y));
}

/* The error that counts is the one along the drift: keys are wide, looks along them scatter. */
static void scatter_across_the_drift_does_not_hide_it(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    double x, y;
    for (int i = 0; i < 16; i++)
        gaze_drift_add(&drift, (i % 2 ? 2 : -2) * degree, (0.8 + (i % 4 < 2 ? 0.1 : -0.1)) * degree);
    assert_true(proposes(&drift, &x, &y));
    assert_near(x, 0, 1e-9);
    assert_near(y, 0.8, 1e-9);
}

static void the_oldest_landings_are_forgotten(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    double x, y;
    land(&drift, 500, 0, 0, 0.3);
    land(&drift, GAZE_DRIFT_LANDINGS, -1, 0.5, 0.3);
    assert_true(proposes(&drift, &x, &y));
    assert_near(x, -1, 0.05);
    assert_near(y, 0.5, 0.05);
    land(&drift, GAZE_DRIFT_LANDINGS, 0, 0, 0.3);
    assert_false(proposes(&drift, &x, &y));
}

/* A proposal that is agreed to: the next landings are in the middle. */
static void what_is_proposed_puts_it_right(void **state)
{
    (void)state;
    struct gaze_drift drift = {.count = 0};
    struct gaze_correction correction;
    double dx, dy, x = 640 + degree, y = 400 - 0.5 * degree;
    gaze_correction_init(&correction);
    land(&drift, 20, 1, -0.5, 0);
    assert_true(gaze_drift_proposes(&drift, degree, &dx, &dy));
    gaze_correction_move(&correction, -dx, -dy, 1280, 800);
    gaze_correct(&correction, 1280, 800, &x, &y);
    assert_near(x, 640, 1e-6);
    assert_near(y, 400, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drift_is_proposed_once_there_are_enough),
        cmocka_unit_test(a_small_drift_is_left_alone),
        cmocka_unit_test(chance_is_left_alone),
        cmocka_unit_test(scatter_across_the_drift_does_not_hide_it),
        cmocka_unit_test(the_oldest_landings_are_forgotten),
        cmocka_unit_test(what_is_proposed_puts_it_right),
    };
    return cmocka_run_group_tests_name("gaze_drift", tests, NULL, NULL);
}

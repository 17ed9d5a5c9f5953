#include "input/gaze_scale.h"

#include <math.h>

static double at_least_one(int value)
{
    return value < 1 ? 1 : value;
}

double gaze_px_per_degree(int width_px, int height_px, int inch_tenths, int distance_cm)
{
    static const double cm_per_inch = 2.54, tan_half_degree = 0.008726867790758;
    double diagonal_px = hypot(at_least_one(width_px), at_least_one(height_px));
    double px_per_cm = diagonal_px / (at_least_one(inch_tenths) / 10 * cm_per_inch);
    return px_per_cm * 2 * at_least_one(distance_cm) * tan_half_degree;
}

/* gaze.txt: anything may stand in it. What is taken keeps every place of the screen a number, and is written and read
 * back without complaint. And what stands in it taken as samples: a fit is refused or in its ranges. */
#include "fuzz.h"

#include <math.h>

#include "input/gaze_correction.h"

static void require_sound(const struct gaze_correction *correction)
{
    struct gaze_correction again;
    struct diagnostics problems;
    struct buffer first = {0}, second = {0};
    double x = 1919, y = 0;
    gaze_correct(correction, 1920, 1080, &x, &y);
    REQUIRE(isfinite(x) && isfinite(y) && fabs(x) < 10000 && fabs(y) < 10000);
    diagnostics_init(&problems);
    gaze_correction_write(correction, &first);
    REQUIRE(gaze_correction_parse(&again, buffer_text(&first), first.size, "written.txt", &problems));
    REQUIRE(problems.count == 0);
    gaze_correction_write(&again, &second);
    require_same_bytes(&first, &second);
    REQUIRE(gaze_key_degrees(again.accuracy_degrees, again.precision_degrees) >= 2);
    buffer_destroy(&first);
    buffer_destroy(&second);
    diagnostics_destroy(&problems);
}

static double number_of(const uint8_t *byte)
{
    return byte[0] == 255 ? NAN : byte[0] == 254 ? 1e300 : byte[0] * 16 - 1000 + byte[1] / 16.0;
}

/* Five points, each seen by what follows: two bytes x, two bytes y. */
static void require_fits_are_sound(const uint8_t *bytes, size_t size)
{
    static const double x[GAZE_POINTS] = {640, 128, 1152, 1152, 128},
                        y[GAZE_POINTS] = {400, 80, 80, 720, 720};
    static struct gaze_point_run runs[GAZE_POINTS];
    struct gaze_correction correction, before;
    gaze_correction_init(&correction);
    before = correction;
    for (int i = 0; i < GAZE_POINTS; i++)
        gaze_point_run_begin(&runs[i], x[i], y[i]);
    for (size_t at = 0; at + 4 <= size; at += 4)
        for (int times = 0; times < 30; times++)
            gaze_point_run_add(&runs[at / 4 % GAZE_POINTS], number_of(bytes + at), number_of(bytes + at + 2));
    if (gaze_correction_fit(&correction, runs, GAZE_POINTS, 1280, 800, 39.9))
        require_sound(&correction);
    else
        REQUIRE(memcmp(&correction, &before, sizeof before) == 0);
    if (gaze_correction_one_look(&correction, &runs[0], 1280, 800, 39.9))
        require_sound(&correction);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct gaze_correction correction;
    struct diagnostics problems;
    diagnostics_init(&problems);
    bool right = gaze_correction_parse(&correction, (const char *)bytes, size, "fuzz.txt", &problems);
    require_complaints(&problems, right);
    if (right)
        require_sound(&correction);
    diagnostics_destroy(&problems);
    require_fits_are_sound(bytes, size);
    return 0;
}

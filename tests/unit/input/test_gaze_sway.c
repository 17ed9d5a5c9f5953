/* The eyes to and fro: what is the gesture, and what of ordinary looking is not (the cases of gaze_sway.h); real eyes that
 * look at points all over a screen (../shared/samples/gaze). */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_sway.h"

enum { WIDTH = 1000, HEIGHT = 600, SAMPLE_MS = 16 };

struct eyes {
    struct gaze_sway sway;
    int at_ms, taken;
};

static void look(struct eyes *eyes, double x, double y, int lasts_ms)
{
    for (int end_ms = eyes->at_ms + lasts_ms; eyes->at_ms < end_ms; eyes->at_ms += SAMPLE_MS) {
        gaze_sway_look(&eyes->sway, x, y, WIDTH, HEIGHT, time_from_ms(eyes->at_ms));
        eyes->taken += gaze_sway_taken(&eyes->sway);
    }
}

static struct eyes open_eyes(void)
{
    struct eyes eyes = {.taken = 0};
    gaze_sway_init(&eyes.sway);
    look(&eyes, 500, 300, 500);
    return eyes;
}

/* Left first. */
static void sway(struct eyes *eyes, int sides, double half_width, int each_ms)
{
    for (int i = 0; i < sides; i++)
        look(eyes, 500 + (i % 2 ? half_width : -half_width), 300, each_ms);
}

static void four_sweeps_from_the_middle_are_the_gesture(void **state)
{
    (void)state;
    struct eyes eyes = open_eyes();
    sway(&eyes, 4, 450, 400);
    assert_int_equal(eyes.taken, 0);
    look(&eyes, 50, 300, 100);
    assert_int_equal(eyes.taken, 1);
    sway(&eyes, 6, 450, 400);
    assert_int_equal(eyes.taken, 2);
}

static void it_does_not_matter_where_the_tracker_says_that_it_is(void **state)
{
    (void)state;
    for (int off = -900; off <= 900; off += 100) {
        struct eyes eyes = {.taken = 0};
        gaze_sway_init(&eyes.sway);
        look(&eyes, 500 + off, 300 - off, 500);
        for (int i = 0; i < 5; i++)
            look(&eyes, 500 + off + (i % 2 ? 430 : -430), 300 - off, 500);
        assert_int_equal(eyes.taken, 1);
    }
}

static void both_sides_of_the_thresholds(void **state)
{
    (void)state;
    static const struct {
        double half_width;
        int each_ms, taken;
    } cases[] = {
        {324, 400, 0}, {326, 400, 1}, {326, 880, 1}, {326, 930, 0}, {326, 128, 1}, {326, 112, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct eyes eyes = open_eyes();
        sway(&eyes, 5, cases[i].half_width, cases[i].each_ms);
        assert_int_equal(eyes.taken, cases[i].taken);
    }
}

static void slow_eyes_may_glide_and_stop_on_the_way_but_not_read(void **state)
{
    (void)state;
    for (int step_ms = 16; step_ms <= 48; step_ms += 16) {
        struct eyes eyes = open_eyes();
        for (int side = 0; side < 5; side++)
            for (int step = 0; step <= 10; step++)
                look(&eyes, side % 2 ? 50 + 90 * step : 950 - 90 * step, 300 + 20 * (step % 2), step_ms);
        assert_int_equal(eyes.taken, step_ms == 16);
    }
}

static void stops_at_one_side_begin_it_anew(void **state)
{
    (void)state;
    struct eyes eyes = open_eyes();
    sway(&eyes, 3, 450, 400);
    look(&eyes, 50, 300, 1200);
    look(&eyes, 950, 300, 200);
    assert_int_equal(eyes.taken, 0);
    look(&eyes, 50, 300, 400);
    look(&eyes, 950, 300, 400);
    assert_int_equal(eyes.taken, 0);
    look(&eyes, 50, 300, 100);
    assert_int_equal(eyes.taken, 1);
}

static void going_up_or_down_by_a_third_is_another_thing(void **state)
{
    (void)state;
    for (int rise = 40; rise <= 80; rise += 40) {
        struct eyes eyes = open_eyes();
        for (int i = 0; i < 5; i++)
            look(&eyes, i % 2 ? 950 : 50, 300 + i * rise, 400);
        assert_int_equal(eyes.taken, rise == 40);
    }
}

static void reading_lines_is_not_it(void **state)
{
    (void)state;
    struct eyes eyes = open_eyes();
    for (int line = 0; line < 20; line++)
        for (int word = 0; word < 10; word++)
            look(&eyes, 50 + word * 95, 200 + line % 4 * 60, 230);
    assert_int_equal(eyes.taken, 0);
}

static void a_tracker_that_jumps_between_two_eyes_is_not_it(void **state)
{
    (void)state;
    struct eyes eyes = open_eyes();
    for (int i = 0; i < 200; i++)
        look(&eyes, i % 2 ? 900 : 100, 300, SAMPLE_MS * (1 + i % 3));
    assert_int_equal(eyes.taken, 0);
}

static void what_is_no_number_is_no_sample(void **state)
{
    (void)state;
    struct eyes eyes = open_eyes();
    sway(&eyes, 4, 450, 400);
    look(&eyes, (double)NAN, 300, 50);
    look(&eyes, 300, (double)INFINITY, 50);
    look(&eyes, 50, 300, 100);
    assert_int_equal(eyes.taken, 1);
}

/* --- recordings ------------------------------------------------------------------------------------------- */

/* Returns the samples read. */
static int play_recording(struct eyes *eyes, const char *name)
{
    char path[512], line[256];
    int samples = 0;
    snprintf(path, sizeof path, "%s/../shared/samples/gaze/%s", YINIAN_SOURCE_DIR, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file)) {
        double at_s, degrees_x, degrees_y, x, y;
        int valid;
        if (sscanf(line, "%lf,%lf,%lf,%lf,%lf,%d", &at_s, &degrees_x, &degrees_y, &x, &y, &valid) != 6 ||
            !valid)
            continue;
        samples++;
        gaze_sway_look(&eyes->sway, x, y, 1920, 1080, (time_us)(at_s * 1e6));
        eyes->taken += gaze_sway_taken(&eyes->sway);
    }
    fclose(file);
    return samples;
}

static void eyes_that_look_at_points_all_over_the_screen_do_not_do_it(void **state)
{
    (void)state;
    static const char *const names[] = {"irf_lookAtPoint_EL_S1_250Hz.csv", "irf_lookAtPoint_EL_S2_250Hz.csv"};
    for (int i = 0; i < 2; i++) {
        struct eyes eyes = {.taken = 0};
        gaze_sway_init(&eyes.sway);
        int samples = play_recording(&eyes, names[i]);
        if (samples == 0) {
            print_message("%s: not there\n", names[i]);
            skip();
        }
        print_message("%s: %d samples, %d gestures\n", names[i], samples, eyes.taken);
        assert_int_equal(eyes.taken, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_sweeps_from_the_middle_are_the_gesture),
        cmocka_unit_test(it_does_not_matter_where_the_tracker_says_that_it_is),
        cmocka_unit_test(both_sides_of_the_thresholds),
        cmocka_unit_test(slow_eyes_may_glide_and_stop_on_the_way_but_not_read),
        cmocka_unit_test(stops_at_one_side_begin_it_anew),
        cmocka_unit_test(going_up_or_down_by_a_third_is_another_thing),
        cmocka_unit_test(reading_lines_is_not_it),
        cmocka_unit_test(a_tracker_that_jumps_between_two_eyes_is_not_it),
        cmocka_unit_test(what_is_no_number_is_no_sample),
        cmocka_unit_test(eyes_that_look_at_points_all_over_the_screen_do_not_do_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The correction on recordings of real eyes that look at nine known points (../shared/samples/gaze, of ETDQualitizer, whose
 * example says 528 × 297 mm of 1920×1080 at 650 mm): fitted on five of them, checked on the other four. */
#include "unit_test.h"

#include <math.h>

#include "input/gaze_correction.h"
#include "input/gaze_scale.h"

enum { TARGETS = 9, WIDTH = 1920, HEIGHT = 1080, INCH_TENTHS = 239, DISTANCE_CM = 65, EYES = 3, RATE = 60 };

static const char *const eyes[EYES] = {"both", "left", "right"};
static const struct {
    const char *name;
    int rate;
    bool two_eyes;
} recordings[] = {
    {"etdqualitizer_EyeLink_1000plus_left_1000Hz.tsv", 1000, false},
    {"etdqualitizer_SMI_RED500_500Hz.tsv", 500, true},
    {"etdqualitizer_Tobii_Spectrum_120Hz.tsv", 120, true},
    {"etdqualitizer_Tobii_Spectrum_600Hz.tsv", 600, true},
};

struct recording {
    struct gaze_point_run runs[EYES]
                              [TARGETS]; /* of so many samples a second as trackers for everybody give */
};

/* --- reading -------------------------------------------------------------------------------------------- */

/* Numbers between tabs; what is none is NAN. */
static int read_row(const char *line, double *values, int most)
{
    int count = 0;
    for (const char *at = line; at && count < most; at = strchr(at, '\t')) {
        char *end;
        at += at != line;
        double value = strtod(at, &end);
        values[count++] = end == at ? NAN : value;
    }
    return count;
}

static void add_sample(struct gaze_point_run *run, double x, double y)
{
    gaze_point_run_add(run, x + WIDTH / 2.0, y + HEIGHT / 2.0);
}

static void take_row(struct recording *recording, const double *row, bool two_eyes)
{
    const double *target = row + (two_eyes ? 5 : 3);
    int number = (int)target[0] - 1;
    assert_in_range(number, 0, TARGETS - 1);
    for (int eye = 0; eye < EYES; eye++) {
        struct gaze_point_run *run = &recording->runs[eye][number];
        if (run->count == 0)
            gaze_point_run_begin(run, target[1] + WIDTH / 2.0, target[2] + HEIGHT / 2.0);
    }
    add_sample(&recording->runs[1][number], row[1], row[2]);
    if (two_eyes) {
        add_sample(&recording->runs[2][number], row[3], row[4]);
        add_sample(&recording->runs[0][number], (row[1] + row[3]) / 2, (row[2] + row[4]) / 2);
    }
}

static bool read_recording(struct recording *recording, size_t which)
{
    char path[512], line[512];
    double row[8];
    int columns = recordings[which].two_eyes ? 8 : 6, step = recordings[which].rate / RATE, number = 0;
    snprintf(path, sizeof path, "%s/../shared/samples/gaze/%s", YINIAN_SOURCE_DIR, recordings[which].name);
    FILE *file = fopen(path, "r");
    *recording = (struct recording){0};
    if (!file || !fgets(line, sizeof line, file)) {
        if (file)
            fclose(file);
        return false;
    }
    while (fgets(line, sizeof line, file)) {
        if (read_row(line, row, columns) < columns || row[columns - 3] < 1 || number++ % step != 0)
            continue;
        take_row(recording, row, recordings[which].two_eyes);
    }
    fclose(file);
    return true;
}

/* --- measuring ------------------------------------------------------------------------------------------ */

static bool on_an_edge(const struct gaze_point_run *run)
{
    return (run->x == WIDTH / 2.0) != (run->y == HEIGHT / 2.0);
}

static double px_per_degree(void)
{
    return gaze_px_per_degree(WIDTH, HEIGHT, INCH_TENTHS, DISTANCE_CM);
}

struct offsets {
    double before, after, accuracy,
        precision; /* degrees; the first two on the four that were not fitted to */
    bool richer;
};

static double mean_offset(const struct gaze_correction *correction, const struct gaze_point_run *runs,
                          int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        struct gaze_point_core core;
        assert_true(gaze_point_run_core(&runs[i], &core));
        gaze_correct(correction, WIDTH, HEIGHT, &core.x, &core.y);
        sum += hypot(core.x - runs[i].x, core.y - runs[i].y) / px_per_degree();
    }
    return sum / count;
}

/* Fitted on the middle and the corners, checked half way along the edges; or the other way round. */
static struct offsets measure(const struct gaze_point_run *runs, bool corners_unseen)
{
    struct gaze_point_run seen[GAZE_POINTS], unseen[TARGETS - GAZE_POINTS];
    struct gaze_correction correction;
    int seen_count = 0, unseen_count = 0;
    for (int i = 0; i < TARGETS; i++) {
        bool middle = runs[i].x == WIDTH / 2.0 && runs[i].y == HEIGHT / 2.0;
        if (middle || on_an_edge(&runs[i]) == corners_unseen)
            seen[seen_count++] = runs[i];
        else
            unseen[unseen_count++] = runs[i];
    }
    assert_int_equal(seen_count, GAZE_POINTS);
    gaze_correction_init(&correction);
    double before = mean_offset(&correction, unseen, unseen_count);
    assert_true(gaze_correction_fit(&correction, seen, seen_count, WIDTH, HEIGHT, px_per_degree()));
    return (struct offsets){before, mean_offset(&correction, unseen, unseen_count),
                            correction.accuracy_degrees, correction.precision_degrees,
                            correction.xx != 1 || correction.xy != 0};
}

/* The same eyes through a tracker that stands differently: further to the side, and everything seen too wide. */
static void displace(struct gaze_point_run *runs)
{
    for (int i = 0; i < TARGETS; i++)
        for (int k = 0; k < runs[i].count; k++) {
            runs[i].sample_x[k] =
                WIDTH / 2.0 + 1.06 * (runs[i].sample_x[k] - WIDTH / 2.0) + 2 * px_per_degree();
            runs[i].sample_y[k] += px_per_degree();
        }
}

static void print_offsets(const char *name, const char *eye, const char *which, struct offsets offsets)
{
    print_message("# %-30.30s %-5s %-19s before %.2f after %.2f (%s; told: accuracy %.2f precision %.2f)\n",
                  name, eye, which, offsets.before, offsets.after, offsets.richer ? "map" : "shift",
                  offsets.accuracy, offsets.precision);
}

/* Returns how many sets of points were measured; adds up their offsets. */
static int measure_all(struct recording *recording, size_t which, bool displaced, struct offsets *sum)
{
    int count = 0;
    for (int eye = 0; eye < EYES; eye++) {
        if (recording->runs[eye][0].count == 0)
            continue;
        if (displaced)
            displace(recording->runs[eye]);
        for (int corners = 0; corners < 2; corners++) {
            struct offsets offsets = measure(recording->runs[eye], corners);
            print_offsets(recordings[which].name + strlen("etdqualitizer_"), eyes[eye],
                          corners ? "corners unseen" : "edges unseen", offsets);
            sum->before += offsets.before;
            sum->after += offsets.after;
            sum->accuracy += offsets.accuracy;
            count++;
        }
    }
    return count;
}

static struct offsets mean_of_all(bool displaced)
{
    static struct recording recording;
    struct offsets sum = {.before = 0};
    int count = 0;
    for (size_t i = 0; i < sizeof recordings / sizeof recordings[0]; i++)
        if (read_recording(&recording, i))
            count += measure_all(&recording, i, displaced, &sum);
    if (count == 0) {
        print_message("# skipped: no recordings in ../shared/samples/gaze\n");
        skip();
    }
    sum = (struct offsets){
        .before = sum.before / count, .after = sum.after / count, .accuracy = sum.accuracy / count};
    print_message("# all: before %.2f after %.2f told accuracy %.2f\n", sum.before, sum.after, sum.accuracy);
    return sum;
}

/* Just calibrated by their makers' own programs: there is little to put right, and it must not become worse. */
static void calibrated_trackers_do_not_become_worse(void **state)
{
    (void)state;
    struct offsets mean = mean_of_all(false);
    assert_true(mean.after <= mean.before);
    assert_true(fabs(mean.accuracy - mean.after) < 0.3);
}

static void displaced_trackers_are_put_right(void **state)
{
    (void)state;
    struct offsets mean = mean_of_all(true);
    assert_true(mean.before > 2);
    assert_true(mean.after < 0.9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calibrated_trackers_do_not_become_worse),
        cmocka_unit_test(displaced_trackers_are_put_right),
    };
    return cmocka_run_group_tests_name("gaze_traces", tests, NULL, NULL);
}

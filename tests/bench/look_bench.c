/* What gaze_filter and gaze_look do to samples: `look_bench` for synthetic eyes, `look_bench FOLDER` for the recorded
 * traces of ../shared/samples/gaze as well. Computes only: no clock, no devices.
 *
 * Synthetic: white noise of 0.35° r.m.s. over both axes; a saccade of 10° in 43 ms (2.2 ms a degree and 21 ms: Bahill,
 * Clark, Stark 1975), smooth as minimum jerk. Lag: from its beginning until what comes out has gone 9° of it, with the
 * samples at every phase. Wanted at 60 Hz: at most 66 ms, noise at most half. */
#include <math.h>
#include <stdio.h>

#include "look_traces.h"
#include "input/gaze_look.h"

static const double NOISE = 0.35;

/* --- randomness ------------------------------------------------------------------------------------- */

static uint64_t random_state = 1;

static double uniform(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (double)((random_state >> 11) + 1) / 9007199254740994.0;
}

static double gauss(void)
{
    double radius = sqrt(-2 * log(uniform()));
    return radius * cos(2 * M_PI * uniform());
}

/* --- smoothers -------------------------------------------------------------------------------------- */

enum smoother_kind { RAW, MEAN_5, MEAN_10, OURS, KINDS };
static const char *const kind_names[KINDS] = {"raw", "mean of 5", "mean of 10", "ours"};

struct smoother {
    enum smoother_kind kind;
    struct gaze_filter filter;
    double xs[10], ys[10];
    int count;
    double x, y;
};

static void smoother_init(struct smoother *smoother, enum smoother_kind kind)
{
    *smoother = (struct smoother){.kind = kind};
    gaze_filter_init(&smoother->filter, &(struct gaze_filter_settings){1, 1.5});
}

static void give(struct smoother *smoother, double x, double y, time_us at_us)
{
    int length = smoother->kind == RAW ? 1 : smoother->kind == MEAN_5 ? 5 : 10;
    smoother->xs[smoother->count % length] = x;
    smoother->ys[smoother->count++ % length] = y;
    if (smoother->kind == OURS) {
        gaze_filter_sample(&smoother->filter, x, y, at_us);
        smoother->x = smoother->filter.x;
        smoother->y = smoother->filter.y;
        return;
    }
    int n = smoother->count < length ? smoother->count : length;
    smoother->x = smoother->y = 0;
    for (int i = 0; i < n; i++) {
        smoother->x += smoother->xs[i] / n;
        smoother->y += smoother->ys[i] / n;
    }
}

/* --- synthetic eyes --------------------------------------------------------------------------------- */

static double saccade(double ms)
{
    double t = fmin(fmax(ms / 43, 0), 1);
    return 10 * t * t * t * (10 - 15 * t + 6 * t * t);
}

static void give_noisy(struct smoother *smoother, double x, double noise, time_us at_us)
{
    double sd = noise / sqrt(2);
    give(smoother, x + sd * gauss(), sd * gauss(), at_us);
}

static double lag_ms(enum smoother_kind kind, double hz, double phase, double noise)
{
    struct smoother smoother;
    smoother_init(&smoother, kind);
    for (int i = -60; i < 120; i++) {
        double ms = (i + phase) * 1000 / hz;
        give_noisy(&smoother, saccade(ms), noise, (time_us)lround(ms * 1000));
        if (ms > 0 && smoother.x >= 9)
            return ms;
    }
    return INFINITY;
}

static void print_lag(enum smoother_kind kind, double hz, double noise)
{
    enum { PHASES = 100 };
    double sum = 0, most = 0;
    for (int i = 1; i <= PHASES; i++) {
        double ms = lag_ms(kind, hz, (double)i / PHASES, noise);
        sum += ms;
        most = fmax(most, ms);
    }
    printf(" %7.1f %7.1f |", sum / PHASES, most);
}

/* Error about the truth, r.m.s., from the first sample of a look on (or from 300 ms on), over that of the samples. */
static double noise_ratio(enum smoother_kind kind, double hz, double from_ms, double to_ms)
{
    double squares = 0;
    int n = 0;
    for (int look = 0; look < 400; look++) {
        struct smoother smoother;
        smoother_init(&smoother, kind);
        for (int i = 0; i * 1000 / hz < to_ms; i++) {
            give_noisy(&smoother, 0, NOISE, (time_us)lround(i * 1e6 / hz));
            if (i * 1000 / hz < from_ms || i == 0)
                continue;
            squares += smoother.x * smoother.x + smoother.y * smoother.y;
            n++;
        }
    }
    return sqrt(squares / n) / NOISE;
}

static void print_synthetic(void)
{
    static const double rates[] = {30, 60, 120};
    printf("Synthetic. Lag to 90 %% of 10 degrees from the saccade's beginning, ms; noise after / before\n");
    printf("  Hz  smoother   | no noise: mean most | noise: mean    most | first 300 ms | later |\n");
    for (int i = 0; i < 3; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            printf("%4.0f  %-10s |", rates[i], kind_names[kind]);
            print_lag((enum smoother_kind)kind, rates[i], 0);
            print_lag((enum smoother_kind)kind, rates[i], NOISE);
            printf("        %5.2f | %5.2f |\n", noise_ratio((enum smoother_kind)kind, rates[i], 0, 300),
                   noise_ratio((enum smoother_kind)kind, rates[i], 300, 3000));
        }
}

/* --- steadiness --------------------------------------------------------------------------------------- */

/* Looks a minute into which noise breaks 20 minutes of looking at one point, 2 % of the samples lost. */
static void print_steadiness(double noise)
{
    enum { MINUTES = 20, HZ = 60 };
    struct gaze_look_machine machine;
    struct gaze_look look = {0};
    int resting = 0, doubtful = 0;
    gaze_look_init(&machine, &(struct gaze_look_settings){1, 1, 300, GAZE_SILENCE_AUTO});
    for (int i = 0; i < MINUTES * 60 * HZ; i++) {
        time_us at_us = (time_us)i * 1000000 / HZ;
        double x = noise * gauss() / sqrt(2), y = noise * gauss() / sqrt(2);
        if (uniform() < 0.02)
            gaze_look_lost(&machine, at_us);
        else
            gaze_look_sample(&machine, x, y, at_us);
        gaze_look_now(&machine, &look);
        resting += look.resting;
        doubtful += look.resting && look.sure_until <= at_us;
    }
    printf("%5.2f | %6.2f | %6.2f | %6.2f\n", noise, (look.number - 1.0) / MINUTES,
           100.0 * resting / (MINUTES * 60 * HZ), 100.0 * doubtful / (MINUTES * 60 * HZ));
}

static void print_steadinesses(void)
{
    static const double noises[] = {0.2, 0.35, 0.5, 0.7, 0.85, 1};
    printf("\nOne point looked at, 60 Hz, enter radius 1 degree. Looks begun anew a minute; samples at rest, "
           "doubtful, %%\n");
    printf("noise |   anew |   rest | doubtful\n");
    for (size_t i = 0; i < sizeof noises / sizeof noises[0]; i++)
        print_steadiness(noises[i]);
}

int main(int count, char **arguments)
{
    print_synthetic();
    print_steadinesses();
    if (count > 1)
        look_traces_print(arguments[1]);
    else
        printf("\nRecorded: no folder was named.\n");
    return 0;
}

/* How far a tracker is off, and how it is put right. Pure.
 *
 *     raw sample → gaze_correct() → where the person looks
 *
 * The correction is an affine map of the screen about its middle, fitted by least squares to what was seen while the person
 * looked at known points: five of them (all of the map), or one (its shift alone; the rest stays). What it leaves, and how
 * far the samples scatter, are the accuracy and the precision (Holmqvist et al. 2012: mean distance to the target; root
 * mean square from the median) that the size of keys follows.
 *
 * One point: eyes are still on their way, blink, glance aside:
 *
 *     samples   . '   .  :::::  '  ::::::::::::: .  ::::::::::      the newest half alone; of it what lies within three
 *               └ older half ┘└──── newest half ────────────┘      times its median distance of its median: the core
 *
 * All points: three maps are fitted – a shift; a shift with the size of each axis; all of the affine map – and the simplest
 * is taken unless a richer one is clearly better at points that it has not seen (leave one out): five looks that are each
 * half a degree beside their point must not tilt the corners of the screen. One stray point of five, which the other four
 * agree about, is left out.
 *
 * From ordinary use: where looks land inside the keys that were taken by them. The mean of the last
 * GAZE_DRIFT_LANDINGS landings is the drift; when it is above GAZE_DRIFT_DEGREES and clearly not chance (beyond three
 * standard errors) a shift is proposed. Nothing is corrected by itself. A drift of more than half a key lands in the
 * neighbour, where it looks like its opposite: against that only the points help. */
#ifndef YINIAN_INPUT_GAZE_CORRECTION_H
#define YINIAN_INPUT_GAZE_CORRECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

enum {
    GAZE_POINTS = 5,
    GAZE_POINT_SAMPLES = 90,
    GAZE_POINT_LEAST = 20, /* samples */
    GAZE_DRIFT_LANDINGS = 30,
    GAZE_DRIFT_LEAST = 12,
    GAZE_CORRECTION_FILE_VERSION = 1
};

/* 0.7: half of what a key of the least size for gaze (3.4 degrees) has left beside scatter of 0.35 degrees. */
#define GAZE_DRIFT_DEGREES 0.7

/* u, v: from the middle of the screen, in shares of its width and height, so that it holds in another resolution.
 * u' = xx·u + xy·v + shift_x, v' = yx·u + yy·v + shift_y. */
struct gaze_correction {
    double xx, xy, yx, yy;   /* 1 0 0 1: none; each diagonal 0.5–2, each other −0.5–0.5 */
    double shift_x, shift_y; /* −0.5–0.5 */
    /* Of the last correction by points; 0: not measured. Degrees: what a fresh look at a point is off by, 0–12; r.m.s.
     * distance of samples from their median, over both axes together, 0–5. */
    double accuracy_degrees, precision_degrees;
};

/* What was seen at one point. Samples beyond GAZE_POINT_SAMPLES replace the oldest. */
struct gaze_point_run {
    double x, y;                                                       /* where the point stood, pixels */
    double sample_x[GAZE_POINT_SAMPLES], sample_y[GAZE_POINT_SAMPLES]; /* raw, pixels */
    int count, next;
};

/* Where the eyes rested: the core of the newest half of a run. */
struct gaze_point_core {
    double x, y;       /* raw, pixels: its median */
    double scatter_px; /* r.m.s. distance of its samples from that */
    int count, of;     /* samples of the core; of the newest half */
};

struct gaze_drift { /* landings: (where the look was) − (the middle of what it took), corrected pixels */
    double x[GAZE_DRIFT_LANDINGS], y[GAZE_DRIFT_LANDINGS];
    int count, next;
};

void gaze_correction_init(struct gaze_correction *correction); /* none */
/* Nothing is moved by it (something may have been measured). */
bool gaze_correction_is_none(const struct gaze_correction *correction);
void gaze_correct(const struct gaze_correction *correction, int width_px, int height_px, double *x,
                  double *y);

/* Begin it when the eyes have had time to reach the point (about 0.3 s after it appears): until then they rest, steadily, on
 * the last one. Samples that are not numbers are not taken. */
void gaze_point_run_begin(struct gaze_point_run *run, double x, double y);
void gaze_point_run_add(struct gaze_point_run *run, double raw_x, double raw_y);
bool gaze_point_run_core(const struct gaze_point_run *run,
                         struct gaze_point_core *core); /* false: no sample */
/* Enough steady samples: at least GAZE_POINT_LEAST, of whose newest half at least two thirds are the core, which scatters by
 * at most 1.5 degrees. */
bool gaze_point_run_enough(const struct gaze_point_run *run, double px_per_degree);

/* Fits the map to the runs that are enough: five, or fewer, but three not in one line. It begins from the raw samples: what
 * the correction was before does not matter. False, and nothing changed, when there are too few, when the looks did not
 * follow the points (what is left over is more than half of the points' spread, or more than 12 degrees at one of them), or
 * when the result is out of the ranges above. */
bool gaze_correction_fit(struct gaze_correction *correction, const struct gaze_point_run *runs, int count,
                         int width_px, int height_px, double px_per_degree);
/* One look at a known point: the shift alone. False, and nothing changed, when the run is not enough, when the look, as it
 * is corrected now, is more than 15 degrees off, or when the shift would be out of its range. */
bool gaze_correction_one_look(struct gaze_correction *correction, const struct gaze_point_run *run,
                              int width_px, int height_px, double px_per_degree);
/* Corrected looks move by so many pixels, within the range of the shift. After a drift that the person agreed to:
 * gaze_correction_move(correction, -dx_px, -dy_px, …) and gaze_drift_clear(). */
void gaze_correction_move(struct gaze_correction *correction, double dx_px, double dy_px, int width_px,
                          int height_px);

void gaze_drift_add(struct gaze_drift *drift, double dx_px, double dy_px);
/* After any correction, after a proposal that was refused, and when the screen or its distance has changed. */
void gaze_drift_clear(struct gaze_drift *drift);
/* True when a correction is to be proposed: `dx_px`, `dy_px` = the mean landing. */
bool gaze_drift_proposes(const struct gaze_drift *drift, double px_per_degree, double *dx_px, double *dy_px);

/* The least size of keys, in degrees, for which a look at a key's middle lands in it with 99 of 100 samples, when the
 * tracker is off along an axis (the worst direction) and scatters alike on both, without memory. Once it is off by more than
 * it scatters this is twice (accuracy + 2.33 × precision / √2); without being off at all 2 × 2.81 × precision / √2. Never
 * below 2. A tracker off by 1 degree with scatter of 0.35 wants keys of 3.15 degrees. */
double gaze_key_degrees(double accuracy_degrees, double precision_degrees);

/* gaze.txt: `name = number` lines (base/number_file.h); taken whole or not at all. */
void gaze_correction_write(const struct gaze_correction *correction, struct buffer *out);
/* False, and `correction` as it was, when anything in it is wrong: each thing is reported. `name` is for that. */
bool gaze_correction_parse(struct gaze_correction *correction, const char *bytes, size_t size,
                           const char *name, struct diagnostics *diagnostics);

#endif

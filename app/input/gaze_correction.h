/* How far a tracker is off, and how it is put right. Pure.
 *
 *     raw sample → gaze_correct() → where the person looks
 *
 * The correction is an affine map of the screen about its middle, fitted by least squares to what was seen while the person
 * looked at known points: five of them (all of the map), or one (its shift alone; the rest stays). What it leaves, and how
 * far the samples scatter, are the accuracy and the precision (Holmqvist et al. 2012: mean distance to the target; root
 * mean square from the median) that the size of keys follows.
 *
 * From ordinary use: where looks land inside the keys that were taken by them. The mean of the last
 * GAZE_DRIFT_LANDINGS landings is the drift; when it is above GAZE_DRIFT_DEGREES and clearly not chance (beyond three
 * standard errors) a shift is proposed. Nothing is corrected by itself. */
#ifndef YINIAN_INPUT_GAZE_CORRECTION_H
#define YINIAN_INPUT_GAZE_CORRECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

enum { GAZE_POINTS = 5, GAZE_POINT_SAMPLES = 90, GAZE_DRIFT_LANDINGS = 30, GAZE_DRIFT_LEAST = 12 };

/* x' = middle + a·(x − middle) + b·(y − middle) + shift …, in pixels of a screen width × height; kept in shares of the
 * screen, so that it holds in another resolution. */
struct gaze_correction {
    double xx, xy, yx, yy;   /* 1 0 0 1: none; each diagonal 0.5–2, each other −0.5–0.5 */
    double shift_x, shift_y; /* shares of the width and height; −0.5–0.5 */
    double accuracy_degrees; /* left over after the last correction by five points; 0: not measured */
    double precision_degrees;
};

/* What was seen at one point. Samples beyond GAZE_POINT_SAMPLES replace the oldest. */
struct gaze_point_run {
    double x, y;                                                       /* where the point stood, pixels */
    double sample_x[GAZE_POINT_SAMPLES], sample_y[GAZE_POINT_SAMPLES]; /* raw, pixels */
    int count, next;
};

struct gaze_drift { /* landings: (where the look was) − (the middle of what it took), corrected pixels */
    double x[GAZE_DRIFT_LANDINGS], y[GAZE_DRIFT_LANDINGS];
    int count, next;
};

void gaze_correction_init(struct gaze_correction *correction); /* none */
bool gaze_correction_is_none(const struct gaze_correction *correction);
void gaze_correct(const struct gaze_correction *correction, int width_px, int height_px, double *x,
                  double *y);

void gaze_point_run_begin(struct gaze_point_run *run, double x, double y);
void gaze_point_run_add(struct gaze_point_run *run, double raw_x, double raw_y);
/* Enough steady samples: at least 20, of which the newest half scatter by at most 1.5 degrees. */
bool gaze_point_run_enough(const struct gaze_point_run *run, double px_per_degree);

/* Fits the five (or fewer: at least 3 not in one line) runs. False, and nothing changed, when the result would be out of the
 * ranges above or a point is further off than 12 degrees after it: then the looks were not at the points. */
bool gaze_correction_fit(struct gaze_correction *correction, const struct gaze_point_run *runs, int count,
                         int width_px, int height_px, double px_per_degree);
/* One look at a known point: the shift alone. False as above (more than 15 degrees off). */
bool gaze_correction_one_look(struct gaze_correction *correction, const struct gaze_point_run *run,
                              int width_px, int height_px, double px_per_degree);
/* Moves by so many pixels on the screen (a drift that the person agreed to). */
void gaze_correction_move(struct gaze_correction *correction, double dx_px, double dy_px, int width_px,
                          int height_px);

void gaze_drift_add(struct gaze_drift *drift, double dx_px, double dy_px);
void gaze_drift_clear(struct gaze_drift *drift);
/* True when a correction is to be proposed: `dx_px`, `dy_px` = the mean landing. */
bool gaze_drift_proposes(const struct gaze_drift *drift, double px_per_degree, double *dx_px, double *dy_px);

/* The least size of keys, in degrees, for which a look at a key's middle lands in it with 99 of 100 samples: twice
 * (accuracy + 2.33 × precision per axis) – never below 2. */
double gaze_key_degrees(double accuracy_degrees, double precision_degrees);

/* gaze.txt: `name = number` lines like person.txt (scan/person_file.h); taken whole or not at all. */
void gaze_correction_write(const struct gaze_correction *correction, struct buffer *out);
bool gaze_correction_parse(struct gaze_correction *correction, const char *bytes, size_t size,
                           const char *name, struct diagnostics *diagnostics);

#endif

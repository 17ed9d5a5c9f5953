/* Degrees of the eye and pixels of the screen. Pure.
 *
 * One degree is what the eye sees under one degree at the middle of the screen: 2 · distance · tan(½°). At the start
 * values (15.6 inches, 60 cm) that is 39.9 px of 1280×800, 58.2 px of 1920×1080, 24.7 px of 800×480. */
#ifndef YINIAN_INPUT_GAZE_SCALE_H
#define YINIAN_INPUT_GAZE_SCALE_H

/* inch_tenths: the screen's diagonal; anything below 1 counts as 1, so the result is always above 0. */
double gaze_px_per_degree(int width_px, int height_px, int inch_tenths, int distance_cm);

#endif

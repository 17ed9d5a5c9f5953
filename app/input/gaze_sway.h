/* The eyes go to and fro: left, right, left, right, from one side of the screen to the other. The gesture that asks for the
 * tracker to be put right, from any page and from rest. Pure, in time.
 *
 *     left ├──────────────────────────┤ right
 *          ●━━━━━━━━━━━━━━━━━━━━━━━━━▶●   1
 *          ●◀━━━━━━━━━━━━━━━━━━━━━━━━━●   2     a sweep: at least GAZE_SWAY_WIDTH of the screen from turn to turn, its eyes
 *          ●━━━━━━━━━━━━━━━━━━━━━━━━━▶●   3     back within MOST, no sooner than LEAST (a tracker that takes one eye for the
 *          ●◀━━━━━━━━━━━━━━━━━━━━━━━━━●   4     other jumps to and fro with each sample)
 *                                    DONE
 *
 *     ●━━━━━▶● ●━━━━▶●  a sweep may have a stop in it, for a second, correcting saccade; the eyes may be lost at the edge
 *     ●━▶●━▶●━▶●━▶●━▶●  more than TRAVEL from within GAZE_SWAY_NEAR of one turn to the width: that is reading, no sweep
 *     ●━━━━▶●────── longer than MOST ──────   begins anew with the next sweep: who chooses by looking, or reads, stays longer
 *     ●━━━━▶ ↘ more than GAZE_SWAY_HEIGHT up or down in all: begins anew
 *
 * A row of words read at a glance each (the simulated user's 120 ms a word) is read in more than TRAVEL; from its last word
 * to its first is one sweep, and the way on is reading again.
 *
 * It needs no aim: only ways count, never places, so it holds for a tracker that is off by any amount, which is why it is
 * needed. It does not happen by itself: none in recordings of eyes that look at points all over a screen (test_gaze_sway), none in what
 * is simulated of reading, looking over the keys and about the room (tests/scenarios/gaze_course.py). */
#ifndef YINIAN_INPUT_GAZE_SWAY_H
#define YINIAN_INPUT_GAZE_SWAY_H

#include <stdbool.h>

#include "base/time_us.h"

enum { GAZE_SWAY_SWEEPS = 4, GAZE_SWAY_LEAST_MS = 120, GAZE_SWAY_MOST_MS = 900, GAZE_SWAY_TRAVEL_MS = 200 };
/* Shares of the screen's width and height. */
#define GAZE_SWAY_WIDTH 0.65
#define GAZE_SWAY_NEAR 0.1
#define GAZE_SWAY_HEIGHT 0.25

struct gaze_sway {
    bool known;                /* there has been a sample */
    int direction;             /* of the present sweep: −1, 1; 0: none yet */
    double left, right;        /* how far the eyes went since the last turn */
    time_us at_left, at_right; /* when they were near those last */
    double top, bottom;        /* … and since the first sweep */
    int sweeps;
    time_us swept_at; /* when the last sweep was wide enough */
    bool done;
};

void gaze_sway_init(struct gaze_sway *sway);
/* Every sample, smoothed or not, pixels of a screen so large. */
void gaze_sway_look(struct gaze_sway *sway, double x, double y, int width_px, int height_px, time_us at_us);
/* True once for each gesture that was completed. */
bool gaze_sway_taken(struct gaze_sway *sway);

#endif

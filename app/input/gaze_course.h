/* A course of points to look at, one after another, so that the tracker can be put right. Pure, in time.
 *
 * `o` a point stands, `~` the eyes find it, `=` samples are collected, `|` enough of them, `.` no eyes.
 *
 *   1 good eyes   o~~~~====|o~~~====|o~~~====|…  → DONE   find 900 ms for the first, then 500; collecting at least 500
 *   2 blink       o~~~==..====|                    shorter than LOST: what was collected stays
 *   3 lost        o~~~==.....~====|                longer: collected anew, BACK after they are seen again; the loss does
 *                                                  not count towards GIVE_UP
 *   4 restless    o~~~======…====x o               no steady look within GIVE_UP: the next point; what is missing is
 *                                                  asked for once more at the end. None of the first three: NOT_STEADY
 *   5 stares      o~~~====… where the eyes rested  not enough: they have to leave where they rested, by a third of the
 *                                                  way to the new point
 *   6 nobody      o~~~............ NOBODY          no eyes for NOBODY on end
 *   7 unfit       fewer than three steady looks of five after both rounds → NOT_STEADY
 *   8 silent      a tracker that sends nothing for LOST has lost the eyes; who knows better sends the last sample again
 *
 * FIVE: the middle and four corners, 12 % of the screen from its edges.
 *
 * ONE: the correction itself comes from one look, at the middle. But one steady look says nothing of whether anybody
 * followed the point; so a point aside comes first, and the way from the look at it to the look at the middle must be the
 * way between the points, give or take half of it. What the tracker is off by does not matter for that. If it is not, the
 * two are shown in turn until two looks agree:
 *
 *   9 follows     o aside ====|o middle ====|  → DONE
 *  10 late        o aside (not looked at) ====|o middle ====|o aside ====| → DONE
 *  11 elsewhere   o ====|o ====|o … four looks, no two of which agree → NOT_FOLLOWED
 *
 * With good eyes at 60 Hz: one look 2.4 s, five points 5.4 s (tests/unit/input/test_gaze_course.c). */
#ifndef YINIAN_INPUT_GAZE_COURSE_H
#define YINIAN_INPUT_GAZE_COURSE_H

#include <stdbool.h>

#include "base/time_us.h"
#include "input/gaze_correction.h"

enum {
    /* A saccade begins 200 ms after its target has appeared (Carpenter 1988) and a second one corrects it; the first point
     * must also be noticed. */
    GAZE_COURSE_FIRST_MS = 900,
    GAZE_COURSE_FIND_MS = 500,
    GAZE_COURSE_COLLECT_MS = 500,
    GAZE_COURSE_APART_MS = 8, /* a quick tracker's samples are thinned out, so that a run holds enough time */
    GAZE_COURSE_LOST_MS = 250,
    GAZE_COURSE_BACK_MS = 250,
    GAZE_COURSE_GIVE_UP_MS = 5000, /* twenty samples of a slow tracker (10 Hz), and time to find the point */
    GAZE_COURSE_GIVE_UP_ONE_MS = 3000, /* ONE may have been begun by chance: it is over soon */
    GAZE_COURSE_NOBODY_MS = 8000,
    GAZE_COURSE_LOOKS_OF_ONE = 4,
    GAZE_COURSE_TURNS = 2 * GAZE_POINTS
};

enum gaze_course_kind { GAZE_COURSE_FIVE, GAZE_COURSE_ONE };
enum gaze_course_end {
    GAZE_COURSE_NOT_BEGUN,
    GAZE_COURSE_RUNNING,
    GAZE_COURSE_DONE,
    GAZE_COURSE_NOT_STEADY,
    GAZE_COURSE_NOT_FOLLOWED,
    GAZE_COURSE_NOBODY,
    GAZE_COURSE_LEFT
};

/* All fields are its own, but `end`, `runs` and `count` may be read. */
struct gaze_course {
    enum gaze_course_kind kind;
    enum gaze_course_end end;
    double px_per_degree;
    struct gaze_point_run runs[GAZE_POINTS]; /* ONE: 0 the middle, 1 the point aside. x, y always stand */
    bool done[GAZE_POINTS];                  /* that run is enough */
    int count;                               /* of runs: 5 or 2 */
    int point;                               /* which stands; −1: none */
    int turns;                               /* points shown until now */
    int last; /* point of the last steady look, which rested at …; −1: none yet */
    double rested_x, rested_y;
    time_us started, ended;
    time_us stands_since, collect_from, give_up_at;
    time_us seen_at;  /* the last sample */
    time_us taken_at; /* … that was taken into the run */
    bool lost;
    time_us lost_since;
};

void gaze_course_start(struct gaze_course *course, enum gaze_course_kind kind, int width_px, int height_px,
                       double px_per_degree, time_us at_us);
/* Raw samples, pixels: not corrected. Time first goes on to `at_us`. */
void gaze_course_sample(struct gaze_course *course, double raw_x, double raw_y, time_us at_us);
void gaze_course_lost(struct gaze_course *course, time_us at_us);
void gaze_course_leave(struct gaze_course *course, time_us at_us);
void gaze_course_advance(struct gaze_course *course, time_us at_us);
time_us gaze_course_deadline(const struct gaze_course *course);
/* What came of it. Degrees; directions: positive to the right and down. */
struct gaze_course_outcome {
    bool applied;
    double was_degrees;  /* mean distance of the looks from their points, as they were corrected before */
    double was_x, was_y; /* … the mean way from point to look */
    double
        now_degrees; /* FIVE: the accuracy; ONE: how far the look at the point aside is off now, its points being two */
    double scatter_degrees;
    int took_ms; /* from the first point to the end */
};

/* Puts `correction` right by a course that is DONE, and says what came of it; does nothing (`applied` false) when the looks
 * did not follow the points, or would put it out of its range. */
struct gaze_course_outcome gaze_course_apply(const struct gaze_course *course,
                                             struct gaze_correction *correction, int width_px, int height_px);

/* How much of the present point is still to be looked at: 1 to 0; grows again when it is begun anew. */
double gaze_course_left(const struct gaze_course *course, time_us at_us);

#endif

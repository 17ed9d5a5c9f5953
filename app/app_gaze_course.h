/* Putting the tracker right, inside the app (app_gaze_course.c): points to look at take the place of the page.
 *
 *     any page, REST ──act, or the eyes to and fro (input/gaze_sway.h)──▶ COURSE
 *     COURSE ──done──▶ PAGE "gaze:course": applied at once; keep, as it was, again, other keys
 *            ──nobody, not steady, not followed──▶ where it was begun, nothing changed ("gaze:course" says why, if it was
 *                                                   begun from there)
 *            ──a press, stop, back, home, rest, call──▶ there, nothing changed
 *
 * While it runs nothing is taken by looking and nothing is scanned: any press of the switch leaves it. */
#ifndef YINIAN_APP_GAZE_COURSE_H
#define YINIAN_APP_GAZE_COURSE_H

#include "input/gaze_correction.h"
#include "input/gaze_course.h"
#include "input/gaze_sway.h"

enum { APP_COURSE_FRAME_MS = 33, APP_COURSE_STILL_MS = 50 };

struct app_course {
    struct gaze_course course; /* MODE_COURSE, and the latest after it */
    struct gaze_course_outcome outcome;
    struct gaze_correction before; /* what the correction was before the latest that was applied */
    bool has_before;
    bool from_rest;
    struct gaze_sway sway;
    unsigned long sway_taken_count; /* of the app, at the last sample */
    bool raw_known;                 /* the latest sample, not corrected */
    double raw_x, raw_y;
    time_us raw_at;
    time_us frame_at; /* the next picture; TIME_NEVER */
    int told_turn;    /* point that was told last, by its number in the course */
    bool drift_told;  /* the drift has been proposed since the tracker was put right last */
};

#endif

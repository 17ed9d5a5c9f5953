/* Choosing by looking, inside the app (app_gaze.c): what is remembered of the eyes.
 *
 *     EVENT_POINT → correction → looks → the cell under them → dwelling → taken, as by the scan
 *                                                            → or the switch takes what is looked at
 *
 *     LOOKING ──eyes lost for lost_after_s──▶ told ──scan_when_lost, or any press of the switch──▶ SCANNING
 *     SCANNING ──eyes seen for GAZE_BACK_MS, and as long no press──▶ LOOKING
 *
 * While it is looked, the scanner rests and the pages are those for looking; while it is scanned, those for scanning. */
#ifndef YINIAN_APP_GAZE_H
#define YINIAN_APP_GAZE_H

#include "base/memory.h"
#include "input/dwell.h"
#include "input/gaze_correction.h"
#include "input/gaze_gesture.h"
#include "input/gaze_round.h"
#include "input/gaze_look.h"
#include "view/layout.h"

enum {
    /* Progress is shown anew so often: 30 pictures a second. */
    GAZE_FRAME_MS = 33,
    /* The eyes must have been seen so long, and the switch at rest, before looking takes over from scanning again. */
    GAZE_BACK_MS = 3000,
    /* The look may land so far outside a cell and still be on it once it was inside: the border does not flicker. */
    GAZE_EDGE_DEGREE_TENTHS = 5,
    /* Below the message, cells begin so much lower for the eyes of somebody who is reading. */
    GAZE_BELOW_MESSAGE_DEGREE_TENTHS = 5,
    /* Who has chosen nothing for so long is reading or resting, until so many choices have followed each other. */
    GAZE_IDLE_MS = 4000,
    GAZE_AWAKE_CHOICES = 2,
    /* What was taken shows itself so long; then it is a key among others again, and says what it does now. */
    GAZE_TAKEN_MS = 600
};

/* What has at least this share of all that may come next is likely. */
#define GAZE_LIKELY 0.1

/* What is heard of looking (app_gaze_sound.c). The cue voice says what has been locked on to; where the switch takes, what
 * the eyes stay on for the lock-on time: what they only pass is not said. Eyes that stay on one thing leave it and come back
 * all the time; that is said once.
 *
 *     lit     |我|     |我————|    |we|想——————————
 *     said    —— lock-on —"我"—————— lock-on ——"想"——     "我" again: after another, once taken, or GAZE_CUE_AGAIN_MS later */
enum { GAZE_CUE_AGAIN_MS = 2000 };

struct app_gaze_cue {
    time_us due;     /* what is lit is to be said then; TIME_NEVER: it is not, or has been */
    int wanted;      /* what is lit, as a target of the dwell; DWELL_NO_TARGET */
    int said;        /* what was said last; DWELL_NO_TARGET: it may be said again */
    time_us left_at; /* when that was lit last */
};

struct app_gaze {
    bool on; /* by the settings: else nothing is listened to, and what was seen before is long ago */
    struct gaze_look_machine looks;
    struct dwell dwell;
    struct gaze_gesture gesture;
    struct gaze_round round; /* calls, where the settings say so */
    struct gaze_correction correction;
    struct gaze_drift drift;
    bool by_dwell;             /* what is being done was chosen by looking alone, not by the switch */
    bool scanning;             /* the eyes are lost: the scan has taken over */
    bool lost_told;            /* that they are lost */
    time_us sure_until;        /* the look that is dwelt by may be over since then; TIME_NEVER: it goes on */
    time_us lost_since;        /* TIME_NEVER: seen */
    time_us seen_since;        /* TIME_NEVER: lost */
    time_us follow_at;         /* another page stands under the eyes: look anew; TIME_NEVER */
    time_us frame_at;          /* the next picture of the progress; TIME_NEVER: nothing moves */
    unsigned dwelt_by;         /* number of that look; 0: none */
    bool idle;                 /* that look began in a pause */
    int awake;                 /* choices since the last pause */
    int looked;                /* the cell that the present look rests on; −1 */
    int lit;                   /* what a press would take now, and is shown as looked at; −1 */
    int kept;                  /* locked on to, left, and remembered; −1 */
    int kept_target;           /* the same for the dwell, while it is locked on to, too */
    bool held;                 /* the switch went down, and the press does not count yet */
    int latched;               /* … what was lit then, as a target of the dwell; DWELL_NO_TARGET */
    struct view_rect taken_at; /* where something was taken last */
    char told[64];             /* id of what was told last as lit; "" */
    time_us page_since;        /* when another screen came */

    struct app_gaze_cue cue;
    struct arena places_arena;
    struct layout places;
    bool
        *likely; /* cell by cell: probably comes next; NULL where all are dwelt on alike. In the arena, too */
    bool places_stale;
};

#endif

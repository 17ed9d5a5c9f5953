/* Inside the app: calling for help, and what leads to it and out of it.
 *
 *     hold on, quick presses, a switch of its own, the four corners, a cell ──▶ app_call() ──▶ rings
 *     rings ── "somebody is here" ── "stop ringing" ──▶ as before
 *
 * The gestures are heard beside everything else, from the raw edges and samples, in every state: what reads them knows no
 * page. What quick presses chose before they were so many is taken back (app_hold.c).
 *
 * An answer by the switch counts only when the switch is calm: no press began within APP_CALM_MS before it, and, for the
 * second, none within APP_CALM_MS after it. So no train of presses that are closer together than that ends a call. Nothing
 * is lit for the second before that calm, so that it counts the first time that it is lit, however fast the scan:
 *
 *     ▁▁▁▁▁▁▁▔▁▁▁▁▁▁▁▁▁▁▁▁▁▔▁▁▁▁▁▁▁▁        ▁▁▁▁▁▔▁▁▔▁▁▔▁▁▁▔▁▁▔▁▁▁▁▁
 *     ¦ calm ¦ here ¦      ¦ calm ¦         a tremor: it rings on
 *            ¦ dark ¦ lit… ¦      ¦
 *                     stop ┘      quiet
 *
 * Where one switch moves the light and waiting takes, the press that moved it there must be calm, by half the time that
 * waiting takes where that is less.
 *
 * Presses are counted before every filter but that of the contact's bounce. A finger, a mouse and the eyes are asked
 * nothing of the kind: they choose places. */
#ifndef YINIAN_APP_CALL_H
#define YINIAN_APP_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "board/call_practice.h"
#include "input/gaze_round.h"
#include "input/quick_presses.h"
#include "input/switch_filter.h"

enum {
    APP_CALM_MS = 1000,
    /* Whether to wake is asked at once, but nothing is lit for an answer before the switch was still for so long: runs of
     * presses, as sleep movements make them, find nothing to choose (tests/bench/sleep_movements.py). */
    APP_WAKE_CALM_MS = 2000,
    /* A spoken call that does not end (a synthesiser that hangs) is waited for so long; then the bell rings alone. */
    APP_CALL_SPEECH_MS = 8000,
    APP_CALL_COMMAND_MS = 60000, /* the caregiver's program is run again so long after, while it rings */
    APP_BELL_TEST_FIRST_MS = 5000,
    APP_BELL_TEST_MS = 24 * 3600 * 1000,
    APP_CALL_PRACTICE_MS = 120000,
    /* While it is practised: who lets go after less meant an ordinary press. */
    APP_CALL_HELD_MS = 700
};

struct app_calling {
    struct switch_filter
        quick_filter; /* of the switch that selects, as the settings say, whatever is measured now */
    struct switch_filter touch; /* … its contacts without bounce */
    struct quick_presses quick;
    time_us touched_at, touched_before; /* the latest press and the one before it; 0: none */
    /* Whether to wake, whether to stop ringing, may be answered from then on; TIME_NEVER: nothing is waited for. */
    time_us light_from;
    time_us answer_at;  /* the second answer was given by the switch: it holds then; else TIME_NEVER */
    time_us held_on_at; /* when holding on called last; 0: never */

    bool quick_practised,
        hold_practised; /* it was practised when they began: what they began themselves is no practice */
    struct call_practice practice;
    time_us practice_until;      /* while it runs */
    bool voice_hangs;            /* the spoken call did not end in time: the bell rings alone */
    uint32_t late_speech_id;     /* … its id; 0: none */
    time_us speech_until;        /* TIME_NEVER: nothing is being said */
    time_us command_at, test_at; /* TIME_NEVER: not to come */
};

#endif

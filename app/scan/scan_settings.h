/* How somebody scans. Ranges and start values are those of the field (AsTeRICS Grid, LifeCompanion, Switch
 * Access, ACAT, Onboard, Tecla); the program's one table of settings (settings/) fills this struct. */
#ifndef YINIAN_SCAN_SCAN_SETTINGS_H
#define YINIAN_SCAN_SCAN_SETTINGS_H

#include <stdbool.h>

#include "base/time_us.h"

enum scan_control {
    SCAN_AUTOMATIC,         /* moves by itself; a press takes */
    SCAN_STEP_TWO_SWITCHES, /* one switch moves, one takes */
    SCAN_STEP_ONE_SWITCH,   /* a press moves; resting on an item takes it */
    SCAN_INVERSE            /* moves while the switch is held; letting go takes */
};

enum scan_resume {
    SCAN_RESUME_AT_START,        /* after a selection from the beginning of the page */
    SCAN_RESUME_WHERE_IT_STOPPED /* in the same list, on the item that was taken */
};

struct scanner_settings {
    enum scan_control control;
    enum scan_resume resume;
    int scan_time_ms;             /* 300–5000, start value 1500 */
    int first_item_extra_percent; /* 0–200, 50: of the scan time, at least 500 ms unless 0 */
    int row_loops;                /* 1–10, 2; 0 = endless: passes through a row before it is left */
    int page_loops;               /* 1–10, 3; 0 = endless: passes through a page before the scan pauses */
    int pause_after_selection_ms; /* 0–3000, 500 */
    int step_take_ms; /* 300–5000, 1500: step with one switch, how long until the lit item is taken */
    bool wait_while_speaking; /* true: after a selection, until the voice has ended */
    bool auto_start; /* true: scanner_start() lights the first item; false: waits for a first press */
};

struct scanner_settings scanner_settings_default(void);
/* Each value into its range. */
void scanner_settings_clamp(struct scanner_settings *settings);
/* What the first item of a list is given beyond the scan time: 0 when the setting is 0, else at least 500 ms.
 */
time_us scanner_settings_first_item_extra(const struct scanner_settings *settings);

#endif

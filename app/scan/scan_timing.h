/* A scan time from measured presses: the 0.65 rule (Simpson, Koester, LoPresti: "Selecting an appropriate
 * scan rate: the '.65 rule'", Assistive Technology 19, 2007). The time from a light-up to the press, meaned
 * over ten timed presses, should be 65 % of the scan time. */
#ifndef YINIAN_SCAN_SCAN_TIMING_H
#define YINIAN_SCAN_SCAN_TIMING_H

#include <stddef.h>

#include "base/time_us.h"

enum {
    SCAN_TIMING_PRESSES = 10,
    SCAN_TIMING_STEP_MS = 50,
    SCAN_TIMING_LEAST_MS = 300,
    SCAN_TIMING_MOST_MS = 5000
};

/* `reactions` = times from the light-up to the press, any number of them. Mean ÷ 0.65, rounded up to 50 ms,
 * from 300 to 5000 ms; 0 when there is none, or one is negative. */
int scan_timing_propose_ms(const time_us *reactions, size_t count);

#endif

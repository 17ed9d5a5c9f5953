#include "scan/scan_timing.h"

int scan_timing_propose_ms(const time_us *reactions, size_t count)
{
    enum { PERCENT = 65, STEP_US = SCAN_TIMING_STEP_MS * 1000 };
    const time_us hour = time_from_ms(3600000);
    if (!count)
        return 0;
    time_us sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (reactions[i] < 0)
            return 0;
        sum += time_min(reactions[i], hour); /* nobody waits so long: it keeps the sum in range */
    }
    /* scan time = sum / count / 0.65, in whole steps, rounded up */
    time_us parts = (time_us)count * PERCENT * STEP_US;
    time_us proposed_ms = (sum * 100 + parts - 1) / parts * SCAN_TIMING_STEP_MS;
    if (proposed_ms < SCAN_TIMING_LEAST_MS)
        return SCAN_TIMING_LEAST_MS;
    return proposed_ms > SCAN_TIMING_MOST_MS ? SCAN_TIMING_MOST_MS : (int)proposed_ms;
}

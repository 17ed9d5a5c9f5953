/* Time, everywhere in the program: signed microseconds.
 *
 * Absolute times (`at_us`) are CLOCK_MONOTONIC in the real program and virtual time in the driver;
 * durations end in `_ms` where a person sets them and in `_us` where they are computed.
 * Pure code never asks what time it is: it is told (house rule 1). */
#ifndef YINIAN_BASE_TIME_US_H
#define YINIAN_BASE_TIME_US_H

#include <stdint.h>

typedef int64_t time_us;

#define TIME_NEVER INT64_MAX

/* Milliseconds to microseconds. */
static inline time_us time_from_ms(int64_t ms)
{
    return ms * 1000;
}

/* Microseconds to milliseconds, rounded towards the past. */
static inline int64_t time_to_ms(time_us us)
{
    return us >= 0 ? us / 1000 : -((-us + 999) / 1000);
}

static inline time_us time_min(time_us a, time_us b)
{
    return a < b ? a : b;
}

#endif

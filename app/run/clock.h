/* The one place that reads the clock (house rule 1). CLOCK_MONOTONIC, as the kernel stamps input. */
#ifndef YINIAN_RUN_CLOCK_H
#define YINIAN_RUN_CLOCK_H

#include "base/time_us.h"

time_us clock_now(void);
/* The wall clock of this place, as milliseconds since 1970 there: for the day and its time. */
int64_t clock_local_ms(void);

#endif

/* The one place that reads the clock (house rule 1). CLOCK_MONOTONIC, as the kernel stamps input. */
#ifndef YINIAN_RUN_CLOCK_H
#define YINIAN_RUN_CLOCK_H

#include "base/time_us.h"

time_us clock_now(void);

#endif

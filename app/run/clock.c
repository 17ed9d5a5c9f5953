#include "run/clock.h"

#include <time.h>

time_us clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (time_us)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

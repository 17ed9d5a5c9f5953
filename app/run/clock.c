#include "run/clock.h"

#include <time.h>

time_us clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (time_us)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_local_ms(void)
{
    time_t now = time(NULL);
    struct tm local = {0};
    localtime_r(&now, &local);
    return ((int64_t)now + local.tm_gmtoff) * 1000;
}

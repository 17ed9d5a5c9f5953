/* What systemd is told of a service of Type=notify: sd_notify(3), written to its socket. Elsewhere nothing happens. */
#ifndef YINIAN_RUN_NOTIFY_H
#define YINIAN_RUN_NOTIFY_H

#include "base/time_us.h"

void notify_service(const char *state); /* "READY=1", "WATCHDOG=1", … */
/* How often WATCHDOG=1 is to be told: half of WatchdogSec; TIME_NEVER: not at all. */
time_us notify_watchdog_us(void);
void notify_hand_down_nothing(void); /* in a child, before exec: the service speaks for it */

#endif

/* The program as a person uses it: window, sound, switches, the clock. */
#ifndef YINIAN_RUN_REAL_H
#define YINIAN_RUN_REAL_H

#include <stdbool.h>

struct real_options {
    const char *profile;     /* NULL: settings.conf of the data folder */
    const char *data;        /* NULL: the usual folder */
    bool window;             /* in a window, whatever the setting says */
    int width_px, height_px; /* of that window */
    bool safe;               /* in safe mode, unless a supervisor says how */
    const char *log;  /* a file for the events as the driver writes them; "-": standard output; NULL: none */
    bool log_goes_on; /* what stands in it stays: it has begun anew */
};

/* Returns the exit status. */
int real_run(const struct real_options *options);

#endif

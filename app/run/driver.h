/* `yinian --drive`: the program in virtual time, told by lines on standard input, answering with one JSON object a
 * line. The protocol stands in the manual; it is a product interface. */
#ifndef YINIAN_RUN_DRIVER_H
#define YINIAN_RUN_DRIVER_H

#include <stdbool.h>
#include <stdio.h>

struct driver_options {
    int width_px, height_px;
    const char *profile; /* NULL: standard */
    const char *data;    /* NULL: a folder made for this run and removed after it */
    long seed;
    bool durable; /* what is kept is fsynced, as in earnest */
    bool safe; /* in safe mode */
};

/* Returns the exit status. */
int driver_run(const struct driver_options *options, FILE *in, FILE *out);

#endif

/* A folder for one run, removed after it. */
#ifndef YINIAN_RUN_SCRATCH_H
#define YINIAN_RUN_SCRATCH_H

#include <stdbool.h>

#include "run/place.h"

bool scratch_make(char folder[PLACE_BYTES]); /* false, and a complaint on stderr */
void scratch_remove(const char *folder);

#endif

/* What `yinian` can tell without starting: is everything in order, which settings are there, which devices. */
#ifndef YINIAN_RUN_CHECK_H
#define YINIAN_RUN_CHECK_H

#include <stdbool.h>
#include <stdio.h>

/* Reads settings and phrases as a start would, strictly; says what is wrong, or how much was read. 0: all is well. */
int check_run(const char *data, const char *profile, FILE *out);
/* Every setting with its range, start value and help. */
int check_settings(const char *data, FILE *out);
/* The devices, with the switches that the settings choose. */
/* `yinian --unlock`: for whoever has forgotten the digits of the lock. */
int check_unlock(const char *data, FILE *out);
int check_devices(bool once);

#endif

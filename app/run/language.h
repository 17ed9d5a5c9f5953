/* gettext's language, switched while the program runs. */
#ifndef YINIAN_RUN_LANGUAGE_H
#define YINIAN_RUN_LANGUAGE_H

#include <stdbool.h>

/* Once, at the start, before threads. Works without any installed locale: C.UTF-8 and the variable LANGUAGE. */
void screen_language_start(const char *locale_folder);
void screen_language_set(bool english, bool traditional); /* traditional: Chinese characters */

#endif

/* Sample pages of an article: names that begin with "read-", here without that. */
#ifndef YINIAN_TESTS_SAMPLE_READ_H
#define YINIAN_TESTS_SAMPLE_READ_H

#include "sample_pages.h"

/* False: not one of them. */
bool sample_build_read(struct sample *sample, const char *name, bool in_english);
void sample_fit_read(struct sample *sample, int width, int height, const struct text_measure *measure);

#endif

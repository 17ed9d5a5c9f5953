/* Pages like those of the program, built by hand: for looking at, for the golden pictures and for the benchmark of
 * drawing. They stand still when the boards change; tests/exploration walks the real ones. */
#ifndef YINIAN_TESTS_SAMPLE_PAGES_H
#define YINIAN_TESTS_SAMPLE_PAGES_H

#include "library/article.h"
#include "view/reading_pages.h"
#include "view/scene.h"

struct sample {
    struct page page;
    struct scene scene;
    /* What is read, if anything, and which of its places. */
    struct article article;
    struct reading_pages set;
    int place;
};

/* name: one of sample_names[]. Returns false for another. Free with sample_destroy(). */
bool sample_build(struct sample *sample, const char *name, bool english, enum theme theme);
/* For a screen of that size: pages chosen by looking get keys of 3.4 degrees (15.6 inches, 60 cm), articles are set. */
void sample_fit(struct sample *sample, int width, int height, const struct text_measure *measure);
void sample_destroy(struct sample *sample);
extern const char *const sample_names[]; /* ends with NULL */

#endif

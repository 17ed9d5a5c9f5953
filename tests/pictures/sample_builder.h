/* Between the files that build sample pages (sample_pages.h). */
#ifndef YINIAN_TESTS_SAMPLE_BUILDER_H
#define YINIAN_TESTS_SAMPLE_BUILDER_H

#include "view/scene.h"

struct builder {
    struct page *page;
    struct scene *scene;
    bool english;
};

const char *sample_say(const struct builder *b, const char *chinese, const char *english);
/* A cell with an id of its own. */
struct cell *sample_add(const struct builder *b, enum cell_role role, enum cell_mark mark, const char *label);

/* Pages chosen by looking: names that begin with "gaze-". False: not one of them. */
bool sample_build_gaze(struct builder *b, const char *name);

#endif

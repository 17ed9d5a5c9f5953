/* Sentences of everyday talk, looked up by how they begin: talk.txt, one a line, UTF-8, sorted by bytes, no line twice
 * (the build sorts app/language-model/talk/). Pure; nothing is copied but where the lines begin. */
#ifndef YINIAN_PREDICT_TALK_TEXTS_H
#define YINIAN_PREDICT_TALK_TEXTS_H

#include <stdint.h>

#include "base/diagnostic.h"

struct talk_texts {
    const char *bytes; /* borrowed */
    uint32_t *lines;   /* owned: where each begins, and where the last one ends */
    int count;
};

/* False, with its place, for a file that is no UTF-8 or not in order: then there are no lines. `bytes` must outlive it. */
bool talk_texts_open(struct talk_texts *talk, const char *bytes, size_t size, const char *path,
                     struct diagnostics *problems);
void talk_texts_close(struct talk_texts *talk);
/* The lines that begin so and go on: returns how many, the first in *first. */
int talk_texts_begin_so(const struct talk_texts *talk, const char *beginning, size_t size, int *first);
/* Not terminated. */
const char *talk_texts_line(const struct talk_texts *talk, int number, size_t *size);

#endif

/* What to ask the doctor: for each article some questions, from content/questions.tsv (columns: article, zh, en). Pure. */
#ifndef YINIAN_LIBRARY_QUESTIONS_H
#define YINIAN_LIBRARY_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/memory.h"

enum { QUESTIONS_AT_MOST = 2000 };

struct question {
    const char *article; /* "L04" */
    const char *zh, *en;
};

struct questions {
    struct question *items; /* in the order of the file */
    int count, capacity;
    struct arena arena;
};

void questions_init(struct questions *questions);
void questions_destroy(struct questions *questions);
/* Adds what a file says; a line that is wrong is reported and left out. False: some were. */
bool questions_add(struct questions *questions, const char *bytes, size_t size, const char *file,
                   struct diagnostics *diagnostics);

#endif

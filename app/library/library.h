/* The care library as the rest of the program knows it: the shelves, the glossary, the questions to a doctor. */
#ifndef YINIAN_LIBRARY_LIBRARY_H
#define YINIAN_LIBRARY_LIBRARY_H

#include "library/glossary.h"
#include "library/questions.h"
#include "library/shelf.h"

struct library {
    struct shelf zh, en; /* the family's own articles stand on both */
    struct glossary glossary;
    struct questions questions;
};

/* Where it comes from. `traditional`: in the characters of Taiwan. What it gives stays until it is asked for the other kind,
 * or the library was loaded anew (app_library_changed() is told). Never NULL; what could not be read is empty. */
struct library_source {
    void *self;
    const struct library *(*get)(void *self, bool traditional);
};

static inline const struct shelf *library_shelf(const struct library *library, bool english)
{
    return english ? &library->en : &library->zh;
}

#endif

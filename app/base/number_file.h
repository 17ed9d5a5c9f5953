/* A file of numbers, each with a name, that the program writes for itself and a person can read.
 *
 *     # a comment
 *     scan_time_ms = 1000
 *     hits = 41.500000
 *
 * Numbers have a decimal point and at most six digits behind it, whatever the language. A file is right as a whole or
 * not at all: each name once, each number in its range, nothing else. */
#ifndef YINIAN_BASE_NUMBER_FILE_H
#define YINIAN_BASE_NUMBER_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

struct number_field {
    const char *name;
    double least, most; /* up to ±999999999 */
    bool whole;
};

/* Adds a line for each field; a value out of its range is written as the end of it. */
void number_file_write(const struct number_field *fields, size_t count, const double *values,
                       struct buffer *out);
/* False when anything is wrong: each thing is reported with its place in `name`, and `values` are of no use then. */
bool number_file_parse(const struct number_field *fields, size_t count, double *values, const char *bytes,
                       size_t size, const char *name, struct diagnostics *diagnostics);

#endif

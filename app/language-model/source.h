/* A file of a package as bytes, read line by line. */
#ifndef YINIAN_LANGUAGE_MODEL_SOURCE_H
#define YINIAN_LANGUAGE_MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct source {
    const char *path;
    char *bytes; /* terminated */
    size_t size;
};

/* Ends the program with a plain message when the file cannot be read: a build without its data must stop. */
void source_read(struct source *source, const char *path);
void source_destroy(struct source *source);

struct line {
    const char *text; /* not terminated */
    size_t size;
};

/* The line at *at (without its newline) and moves on; false at the end. */
bool source_line(const struct source *source, size_t *at, struct line *line);
/* The part up to `separator` (or the end), taken off the line; false when nothing is left. */
bool line_field(struct line *line, char separator, struct line *field);
double line_number(const struct line *line); /* 0 when it is none */

#endif

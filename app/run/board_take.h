/* `yinian --import FILE…` and `yinian --export FILE.obz`: boards taken in from other programs, and handed on.
 *
 * --import looks at each file, says what of it cannot be as its author meant, and copies it as it is into DATA/boards; a file
 * of that name that is there already and differs is kept beside it as NAME.before. Nothing is copied of what cannot be read.
 * --export writes one archive: a set of boards by its name, "phrases" (both languages), or "all" of that.
 *
 * Status: 0 everything was taken or written; 1 something was not. */
#ifndef YINIAN_RUN_BOARD_TAKE_H
#define YINIAN_RUN_BOARD_TAKE_H

#include <stdio.h>

struct board_take_options {
    const char *data, *profile;
    char *const *files; /* --import */
    int file_count;
    const char *to;     /* --export: the file to be written */
    const char *boards; /* --export: NULL: all */
};

int board_import(const struct board_take_options *options, FILE *out);
int board_export(const struct board_take_options *options, FILE *out);

#endif

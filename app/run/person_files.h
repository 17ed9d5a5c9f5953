/* What lies in the person's folder, in ONE table: the manual and --restore speak of it. */
#ifndef YINIAN_RUN_PERSON_FILES_H
#define YINIAN_RUN_PERSON_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct person_file_info {
    const char *name; /* a file, or a folder with its slash */
    const char *help; /* N_() */
};

const struct person_file_info *person_file_info(size_t index); /* NULL behind the last */
/* Whether this version of the program knows what `name` is, a path from the folder; also copies that it made
 * of broken ones and of those of older versions: NAME.damaged, NAME.broken-1, NAME.old-0. */
bool person_file_is_known(const char *name);

#endif

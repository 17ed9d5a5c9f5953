/* A folder of its own for each test, and in it the path of a picture that is not there yet. */
#ifndef YINIAN_TESTS_PICTURE_FOLDER_H
#define YINIAN_TESTS_PICTURE_FOLDER_H

#include "unit_test.h"

#include <unistd.h>

static char folder[] = "/tmp/yinian-picture-XXXXXX";
static char path[64];

static inline int set_up(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    snprintf(path, sizeof path, "%s/picture.png", mkdtemp(folder));
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

#endif

#include "run/scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool scratch_make(char folder[PLACE_BYTES])
{
    const char *above = getenv("TMPDIR");
    snprintf(folder, PLACE_BYTES, "%s/yinian-XXXXXX", above && above[0] ? above : "/tmp");
    if (mkdtemp(folder))
        return true;
    perror(folder);
    folder[0] = '\0';
    return false;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void scratch_remove(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

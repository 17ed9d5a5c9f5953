/* What lies in the person's folder and is kept: every file but hidden ones, the copies, half-written and saved files
 * (keep_name_problem()). A link to a file counts as that file; a link to a folder does not. */
#ifndef YINIAN_STORE_KEEP_FOLDER_H
#define YINIAN_STORE_KEEP_FOLDER_H

#include "store/keep_manifest.h"

enum { KEEP_PATH_BYTES = 1024 + KEEP_NAME_BYTES_AT_MOST };

/* Asked now and then during long work: false = leave off, nothing is changed. NULL: never. */
struct keep_control {
    bool (*go_on)(void *context);
    void *context;
};
bool keep_goes_on(const struct keep_control *control);

bool keep_path(char path[KEEP_PATH_BYTES], const char *folder, const char *name);
/* Opens a file of the folder to read it; −1, and errno. Never waits for a pipe. */
int keep_open(const char *folder, const char *name);

/* Lists the files with their sizes, without their sums; what is left out is noted as a warning (hidden files, copies
 * and half-written ones silently). False: the folder cannot be read. `manifest` has been initialised. */
bool keep_folder_list(const char *folder, struct keep_manifest *manifest, struct diagnostics *notes,
                      char *reason, size_t reason_size);
/* Reads every file: its size and sum as they are now. A file that went meanwhile goes from the list. */
bool keep_folder_sum(const char *folder, struct keep_manifest *manifest, const struct keep_control *control,
                     char *reason, size_t reason_size);

#endif

/* Puts a saved file in the place of everything that is in the person's folder. Whatever happens in between, what is
 * there is the old, or becomes the new; and the old can be gone back to.
 *
 *     1 the file is read and checked, all of it               refused: nothing was changed
 *     2 it is unpacked beside: FOLDER/.restore/new/           power cut: the old; the rest is thrown away
 *     3 the old is kept: FOLDER/copies/before-DATE-NN.yinian  power cut: the old
 *     4 FOLDER/.restore/ready, the list, appears              from here on it is decided
 *     5 files that are not in the list are removed, each of the list is moved in (rename)
 *                                                             power cut: keep_restore_finish() goes on from here
 *     6 ready is removed, then the rest of .restore/          the new
 *
 * Nobody else may use the folder meanwhile: folder_lock(), FOLDER_ALONE. */
#ifndef YINIAN_STORE_KEEP_RESTORE_H
#define YINIAN_STORE_KEEP_RESTORE_H

#include "store/keep_copies.h"

struct restore_options {
    struct keep_stamp stamp; /* of the copy of what was there */
    /* Asked before each change; false: leave off there, as a power cut would (tests). NULL: never. */
    bool (*step)(void *context);
    void *context;
};

/* `before` gets the path of the copy of what was there. False: why. */
bool keep_restore(const char *folder, const char *file, const struct restore_options *options,
                  char before[KEEP_PATH_BYTES], char *reason, size_t reason_size);

/* Ends what a power cut interrupted, if anything; every start calls it. `finished` (may be NULL): something was put
 * back now. False: it could not be ended, and why; what is there is a mixture, and the copies are there. */
bool keep_restore_finish(const char *folder, const struct restore_options *options, bool *finished,
                         char *reason, size_t reason_size);
bool keep_restore_is_due(const char *folder); /* keep_restore_finish() has something to do */

#endif

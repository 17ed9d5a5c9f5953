/* One file that holds everything of a person: `NAME.yinian`, a gzipped tar (any archive manager opens it as .tar.gz).
 * First in it is yinian.txt, the list (keep_manifest.h), then every file in the order of that list. Times, owners and
 * modes say nothing about the machine: the same files, date and version of the program give the same bytes.
 *
 * Reading trusts nothing: an entry that is not the next of the list, a link, a folder, another size or sum, more bytes
 * than the list says, or anything behind the last one makes the whole file refused. */
#ifndef YINIAN_STORE_KEEP_ARCHIVE_H
#define YINIAN_STORE_KEEP_ARCHIVE_H

#include "store/keep_folder.h"

struct keep_stamp {
    const char *program; /* its version */
    const char *date;    /* YYYY-MM-DD */
    bool durable;        /* fsync */
};

/* Writes everything that is kept of `folder`, whole or not at all, for the owner alone. A file that changes meanwhile
 * is taken as it is afterwards. False: nothing was written, and why. */
bool keep_save(const char *folder, const char *file, const struct keep_stamp *stamp,
               const struct keep_control *control, struct diagnostics *notes, char *reason,
               size_t reason_size);

/* The list alone, from the beginning of the file. `manifest` is initialised here; empty when false. */
bool keep_read_list(const char *file, struct keep_manifest *manifest, char *reason, size_t reason_size);
/* Reads all of it and checks all of it. `into`: an empty folder that it is unpacked into; NULL: only checked. False: it
 * is refused; what lies in `into` then is to be thrown away. */
bool keep_read(const char *file, const char *into, struct keep_manifest *manifest, char *reason,
               size_t reason_size);

/* How much may still be written to where `folder` lies, in bytes. */
uint64_t keep_room(const char *folder);
enum {
    KEEP_ROOM_LEFT_BYTES = 8 * 1024 * 1024
}; /* that copies never take: for the message and the settings */

#endif

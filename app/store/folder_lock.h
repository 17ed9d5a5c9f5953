/* Who uses the person's folder: any number of programs that run with it, or one that puts everything back. The kernel
 * holds the lock (flock on FOLDER/.lock) and drops it when its program ends, however it ends. */
#ifndef YINIAN_STORE_FOLDER_LOCK_H
#define YINIAN_STORE_FOLDER_LOCK_H

#include <stdbool.h>

enum folder_lock_kind { FOLDER_SHARED, FOLDER_ALONE };

/* A descriptor for folder_unlock(), or −1: somebody else has it, or nothing can be locked there (read-only): `taken`
 * tells the first from the second. Waits for the others at most so long, for somebody who puts something back. */
int folder_lock(const char *folder, enum folder_lock_kind kind, int wait_ms, bool *taken);
int file_lock(const char *path, enum folder_lock_kind kind, int wait_ms, bool *taken); /* the same, of any file */
void folder_unlock(int lock); /* −1 is nothing */

#endif

#include "store/folder_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 1100, STEP_MS = 50 };

int file_lock(const char *path, enum folder_lock_kind kind, int wait_ms, bool *taken)
{
    *taken = false;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return -1;
    for (int waited_ms = 0;; waited_ms += STEP_MS) {
        if (flock(fd, (kind == FOLDER_ALONE ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
            return fd;
        *taken = errno == EWOULDBLOCK;
        if (!*taken || waited_ms >= wait_ms)
            break;
        nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
    }
    close(fd);
    return -1;
}

int folder_lock(const char *folder, enum folder_lock_kind kind, int wait_ms, bool *taken)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/.lock", folder);
    return file_lock(path, kind, wait_ms, taken);
}

void folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

#include "run/only_one.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "run/place.h"
#include "store/folder_lock.h"
#include "store/store.h"

enum {
    ENTER_WAITS_MS = 500, /* for one that was just killed */
    ANSWER_WAITS_MS = 3000,
    STEP_MS = 50,
    NUMBER_BYTES = 32
};

int only_one_enter(const char *folder, bool *taken)
{
    char path[PLACE_BYTES], number[NUMBER_BYTES];
    *taken = false;
    store_make_folder(folder);
    if (!place_join(path, folder, ".running"))
        return -1;
    int lock = file_lock(path, FOLDER_ALONE, ENTER_WAITS_MS, taken);
    int size = snprintf(number, sizeof number, "%ld\n", (long)getpid());
    if (lock >= 0 && ftruncate(lock, 0) == 0 && pwrite(lock, number, (size_t)size, 0) != size)
        number[0] = '\0'; /* a full disk: the lock holds all the same */
    if (lock >= 0)
        only_one_answer(folder); /* to what was asked of one that is gone */
    return lock;
}

void only_one_leave(int lock)
{
    folder_unlock(lock);
}

void only_one_answer(const char *folder)
{
    char path[PLACE_BYTES];
    if (place_join(path, folder, ONLY_ONE_SHOW))
        unlink(path);
}

static bool is_answered(const char *path)
{
    for (int waited_ms = 0; waited_ms < ANSWER_WAITS_MS; waited_ms += STEP_MS) {
        if (access(path, F_OK) != 0)
            return true;
        nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
    }
    return false;
}

static bool ask(const char *folder)
{
    char path[PLACE_BYTES];
    if (!place_join(path, folder, ONLY_ONE_SHOW))
        return false;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    close(fd);
    bool answered = is_answered(path);
    unlink(path);
    return answered;
}

static long number_of_other(const char *folder)
{
    char path[PLACE_BYTES], number[NUMBER_BYTES] = "";
    int fd = place_join(path, folder, ".running") ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0 && read(fd, number, sizeof number - 1) < 0)
        number[0] = '\0';
    if (fd >= 0)
        close(fd);
    return atol(number);
}

void only_one_show(const char *folder)
{
    if (ask(folder))
        fprintf(stderr, _("yinian: it runs already with %s; its window was brought to the front\n"), folder);
    else
        fprintf(stderr, _("yinian: it runs already with %s, but does not answer. To end it: kill %ld\n"),
                folder, number_of_other(folder));
}

/* Preloaded: what a machine does that no test may do to a real one. Each file is looked for at every call, so that it may
 * come and go while the program runs.
 *
 *     YINIAN_FAULT_CLOCK=FILE   how many seconds the wall clock is wrong by (a number in it, maybe negative); CLOCK_MONOTONIC is right
 *     YINIAN_FAULT_FSYNC=FILE   while it is there, fsync, fdatasync and syncfs fail with EIO
 *     YINIAN_FAULT_HOME=FOLDER  what the user database calls the home; empty: the user is not in it */
#include <dlfcn.h>
#include <errno.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static long wrong_by_s(void)
{
    const char *path = getenv("YINIAN_FAULT_CLOCK");
    FILE *file = path ? fopen(path, "re") : NULL;
    long seconds = 0;
    if (file && fscanf(file, "%ld", &seconds) != 1)
        seconds = 0;
    if (file)
        fclose(file);
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (clock == CLOCK_REALTIME && result == 0)
        now->tv_sec += wrong_by_s();
    return result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

static int synced(const char *what, int fd)
{
    const char *path = getenv("YINIAN_FAULT_FSYNC");
    int (*next)(int);
    void *symbol = dlsym(RTLD_NEXT, what);
    memcpy(&next, &symbol, sizeof next);
    if (!path || access(path, F_OK) != 0)
        return next(fd);
    errno = EIO;
    return -1;
}

int fsync(int fd)
{
    return synced("fsync", fd);
}

int fdatasync(int fd)
{
    return synced("fdatasync", fd);
}

int syncfs(int fd)
{
    return synced("syncfs", fd);
}

struct passwd *getpwuid(uid_t user)
{
    static struct passwd entry;
    char *home = getenv("YINIAN_FAULT_HOME");
    struct passwd *(*next)(uid_t);
    void *symbol = dlsym(RTLD_NEXT, "getpwuid");
    memcpy(&next, &symbol, sizeof next);
    if (!home)
        return next(user);
    entry = (struct passwd){.pw_dir = home};
    return home[0] ? &entry : NULL;
}

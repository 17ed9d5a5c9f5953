/* Preloaded: what ends a program, or hangs it.
 *
 *     $YINIAN_CRASH_AT   who opens a file whose path ends so, dies: a broken file
 *     $YINIAN_HANG       as soon as this file is there, the main thread of a supervised program turns in circles; it writes
 *                        into it since when (µs)
 *     $YINIAN_HANG_VOICE as long as this file is there, its synthesiser does not come back
 *     $YINIAN_HANG_SWITCHES likewise, its thread that reads the switches */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

int open(const char *path, int flags, ...)
{
    const char *end = getenv("YINIAN_CRASH_AT");
    size_t size = strlen(path), wanted = end ? strlen(end) : 0;
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (wanted && size >= wanted && strcmp(path + size - wanted, end) == 0)
        abort();
    int (*real)(const char *, int, ...);
    *(void **)&real = dlsym(RTLD_NEXT, "open"); /* umockdev's, where it plays the devices */
    return real(path, flags, mode);
}

static bool is_supervised; /* not the supervisor itself */

__attribute__((constructor)) static void find_out(void)
{
    is_supervised = getenv("YINIAN_LIFE") != NULL;
}

static void hang(const char *path, const struct timespec *now)
{
    int fd = openat(AT_FDCWD, path, O_WRONLY | O_TRUNC);
    dprintf(fd, "%lld\n", (long long)now->tv_sec * 1000000 + now->tv_nsec / 1000);
    close(fd);
    for (volatile bool on = true; on;)
        continue;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    const char *path = getenv("YINIAN_HANG");
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (path && clock == CLOCK_MONOTONIC && is_supervised && gettid() == getpid() && access(path, F_OK) == 0)
        hang(path, now);
    return result;
}

static bool is_there(const char *name)
{
    const char *path = getenv(name);
    return path && access(path, F_OK) == 0;
}

int espeak_SetVoiceByName(const char *name);
int espeak_SetVoiceByName(const char *name)
{
    int (*real)(const char *);
    while (is_supervised && is_there("YINIAN_HANG_VOICE"))
        sleep(1);
    *(void **)&real = dlsym(RTLD_NEXT, "espeak_SetVoiceByName");
    return real(name);
}

int eventfd_read(int fd, eventfd_t *value)
{
    while (is_supervised && is_there("YINIAN_HANG_SWITCHES"))
        usleep(10000);
    return read(fd, value, sizeof *value) == (ssize_t)sizeof *value ? 0 : -1;
}

/* Preloaded: a disk that fails, or a program that ends, at one operation on the files of a folder. The operations are
 * numbered from 1: open to write, write, fsync, rename, unlink, mkdir, rmdir, ftruncate; what only reads is none.
 *
 *     YINIAN_DISK=FOLDER      the folder; nothing else is touched
 *     YINIAN_DISK_LOG=FILE    each operation that was done: "KIND SIZE PATH\0PATH\n", then SIZE bytes that were written.
 *                             Kinds: O open (new or emptied), A open to add, W write, S fsync, Y syncfs, R rename, U unlink,
 *                             M mkdir, X rmdir, T ftruncate (SIZE: the new one, no bytes)
 *     YINIAN_DISK_KILL=N      SIGKILL at operation N; of a write half is done
 *     YINIAN_DISK_FAIL=N-M:ERRNO  operations N to M fail with it; of a write half is done
 *     YINIAN_DISK_ROOM=FILE   … until this file is there
 *     YINIAN_DISK_SLOW=MS     every fsync takes so long */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 1024, PATH_BYTES = 1200 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char paths[FILES][PATH_BYTES]; /* of open files of the folder, from it; "": none */
static bool ready;
static const char *folder, *room;
static size_t folder_size;
static int log_fd = -1, fail_errno;
static long done, kill_at, fail_from, fail_to, slow_ms;

#define NEXT(name, type) \
    static type *next; \
    if (!next) { \
        void *symbol = dlsym(RTLD_NEXT, name); \
        memcpy(&next, &symbol, sizeof next); \
    }

typedef int open_function(const char *, int, ...);
typedef ssize_t write_function(int, const void *, size_t);
typedef int fd_function(int);
typedef int path_function(const char *);

static int plain_open(const char *path, int flags, mode_t mode)
{
    NEXT("open", open_function)
    return next(path, flags, mode);
}

static ssize_t plain_write(int fd, const void *bytes, size_t size)
{
    NEXT("write", write_function)
    return next(fd, bytes, size);
}

static long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static void begin(void)
{
    if (ready)
        return;
    ready = true;
    folder = getenv("YINIAN_DISK");
    folder_size = folder ? strlen(folder) : 0;
    room = getenv("YINIAN_DISK_ROOM");
    kill_at = number_of("YINIAN_DISK_KILL");
    slow_ms = number_of("YINIAN_DISK_SLOW");
    const char *fail = getenv("YINIAN_DISK_FAIL"), *log = getenv("YINIAN_DISK_LOG");
    if (fail)
        sscanf(fail, "%ld-%ld:%d", &fail_from, &fail_to, &fail_errno);
    if (log)
        log_fd = plain_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The path from the folder; NULL: it lies elsewhere. The lock of the folder is none of its files. */
static const char *inside(const char *path)
{
    begin();
    if (!folder || !path || strncmp(path, folder, folder_size) != 0 ||
        (path[folder_size] && path[folder_size] != '/'))
        return NULL;
    const char *rest = path + folder_size + (path[folder_size] == '/');
    return strcmp(rest, ".lock") == 0 || strcmp(rest, ".running") == 0 ? NULL : rest;
}

static const char *of_fd(int fd)
{
    return fd >= 0 && fd < FILES && paths[fd][0] ? paths[fd] : NULL;
}

static void note(char kind, const char *path, const char *to, const void *bytes, size_t size)
{
    char head[2 * PATH_BYTES + 64];
    if (log_fd < 0)
        return;
    int length = snprintf(head, sizeof head, "%c %zu %s", kind, size, path);
    length += 1 + snprintf(head + length + 1, sizeof head - (size_t)length - 1, "%s\n", to);
    if (plain_write(log_fd, head, (size_t)length) != length ||
        (bytes && plain_write(log_fd, bytes, size) != (ssize_t)size))
        abort();
}

enum fate { GOES_ON, FAILS, ENDS };

/* Of the next operation. */
static enum fate fate_of_next(void)
{
    long number = ++done;
    if (number == kill_at)
        return ENDS;
    bool fails = number >= fail_from && number <= fail_to && (!room || access(room, F_OK) != 0);
    if (!fails)
        return GOES_ON;
    errno = fail_errno;
    return FAILS;
}

static int end_here(void)
{
    raise(SIGKILL);
    return -1;
}

static bool is_stopped(int *result)
{
    enum fate fate = fate_of_next();
    if (fate == ENDS)
        end_here();
    *result = -1;
    return fate != GOES_ON;
}

static int opened(const char *path, int flags, mode_t mode)
{
    const char *name = inside(path);
    struct stat status;
    int fd;
    if (!name || (flags & O_ACCMODE) == O_RDONLY) {
        fd = plain_open(path, flags, mode);
        if (fd >= 0 && fd < FILES && name)
            snprintf(paths[fd], PATH_BYTES, "%s", *name ? name : ".");
        return fd;
    }
    pthread_mutex_lock(&lock);
    bool changes = (flags & O_TRUNC) || ((flags & O_CREAT) && stat(path, &status) != 0);
    if (!is_stopped(&fd)) {
        fd = plain_open(path, flags, mode);
        if (fd >= 0 && fd < FILES)
            snprintf(paths[fd], PATH_BYTES, "%s", name);
        if (fd >= 0)
            note(changes ? 'O' : 'A', name, "", NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return opened(path, flags, mode);
}

int close(int fd)
{
    NEXT("close", fd_function)
    if (fd >= 0 && fd < FILES)
        paths[fd][0] = '\0';
    return next(fd);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    const char *name = of_fd(fd);
    if (!name || fd == log_fd)
        return plain_write(fd, bytes, size);
    pthread_mutex_lock(&lock);
    enum fate fate = fate_of_next();
    int error = errno;
    ssize_t put = plain_write(fd, bytes, fate == GOES_ON ? size : size / 2);
    if (put > 0)
        note('W', name, "", bytes, (size_t)put);
    if (fate == ENDS)
        end_here();
    if (fate == FAILS) {
        errno = error;
        put = -1;
    }
    pthread_mutex_unlock(&lock);
    return put;
}

static int synced(int fd, const char *what, char kind)
{
    const char *name = of_fd(fd);
    fd_function *next;
    void *symbol = dlsym(RTLD_NEXT, what);
    memcpy(&next, &symbol, sizeof next);
    int result;
    if (!name)
        return next(fd);
    pthread_mutex_lock(&lock);
    if (!is_stopped(&result)) {
        result = next(fd);
        note(kind, name, "", NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    if (slow_ms)
        nanosleep(&(struct timespec){slow_ms / 1000, slow_ms % 1000 * 1000000}, NULL);
    return result;
}

int fsync(int fd)
{
    return synced(fd, "fsync", 'S');
}

int fdatasync(int fd)
{
    return synced(fd, "fdatasync", 'S');
}

int syncfs(int fd)
{
    return synced(fd, "syncfs", 'Y');
}

static int path_changed(const char *path, const char *what, char kind)
{
    const char *name = inside(path);
    path_function *next;
    void *symbol = dlsym(RTLD_NEXT, what);
    memcpy(&next, &symbol, sizeof next);
    int result;
    if (!name)
        return next(path);
    pthread_mutex_lock(&lock);
    if (!is_stopped(&result)) {
        result = next(path);
        int error = errno;
        if (result == 0)
            note(kind, name, "", NULL, 0);
        errno = error;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int unlink(const char *path)
{
    return path_changed(path, "unlink", 'U');
}

int rmdir(const char *path)
{
    return path_changed(path, "rmdir", 'X');
}

int remove(const char *path)
{
    struct stat status;
    bool is_folder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
    return path_changed(path, "remove", is_folder ? 'X' : 'U');
}

int mkdir(const char *path, mode_t mode)
{
    typedef int mkdir_function(const char *, mode_t);
    NEXT("mkdir", mkdir_function)
    const char *name = inside(path);
    struct stat status;
    int result;
    if (!name || stat(path, &status) == 0)
        return next(path, mode);
    pthread_mutex_lock(&lock);
    if (!is_stopped(&result)) {
        result = next(path, mode);
        if (result == 0)
            note('M', *name ? name : ".", "", NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int rename(const char *from, const char *to)
{
    typedef int rename_function(const char *, const char *);
    NEXT("rename", rename_function)
    const char *name = inside(from), *new_name = inside(to);
    int result;
    if (!name || !new_name)
        return next(from, to);
    pthread_mutex_lock(&lock);
    if (!is_stopped(&result)) {
        result = next(from, to);
        int error = errno;
        if (result == 0)
            note('R', name, new_name, NULL, 0);
        errno = error;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int cut(int fd, off_t size)
{
    typedef int ftruncate_function(int, off_t);
    NEXT("ftruncate", ftruncate_function)
    const char *name = of_fd(fd);
    int result;
    if (!name)
        return next(fd, size);
    pthread_mutex_lock(&lock);
    if (!is_stopped(&result)) {
        result = next(fd, size);
        note('T', name, "", NULL, (size_t)size);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int fd, off_t size)
{
    return cut(fd, size);
}

int ftruncate64(int fd, off_t size)
{
    return cut(fd, size);
}

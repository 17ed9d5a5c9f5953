#include "store/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

/* What a caregiver can do something about is said in plain words. */
static const char *plainly(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return _("the disk is full");
    case EROFS:
    case EACCES:
    case EPERM:
        return _("it cannot be written there");
    case EIO:
        return _("the disk does not work");
    default:
        return strerror(error);
    }
}

static bool fail(const char *path, char *reason, size_t size)
{
    snprintf(reason, size, "%s: %s", path, plainly(errno));
    return false;
}

static bool read_all(int fd, struct buffer *bytes)
{
    char piece[16384];
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        if (bytes->size + (size_t)got > STORE_FILE_BYTES_AT_MOST) {
            errno = EFBIG;
            return false;
        }
        buffer_add(bytes, piece, (size_t)got);
    }
}

bool store_read(const char *path, struct buffer *bytes, bool *missing, char *reason, size_t reason_size)
{
    buffer_clear(bytes);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (missing)
        *missing = fd < 0 && errno == ENOENT;
    if (fd < 0)
        return fail(path, reason, reason_size);
    bool right = read_all(fd, bytes) || fail(path, reason, reason_size);
    close(fd);
    return right;
}

static bool write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(fd, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        size -= (size_t)put;
    }
    return true;
}

/* Some file systems cannot do it with a folder; only what is said of the disk counts. */
static bool sync_folder_of(const char *path)
{
    char *folder = memory_copy_text(path);
    char *slash = strrchr(folder, '/');
    bool right = true;
    if (slash)
        slash[slash == folder] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        right = fsync(fd) == 0 || (errno != EIO && errno != ENOSPC && errno != EDQUOT && errno != EROFS);
        int error = errno;
        close(fd);
        errno = error;
    }
    free(folder);
    return right;
}

static bool write_new(const char *path, const char *bytes, size_t size, const struct store_options *options)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool right = write_all(fd, bytes, size) && (!options->durable || fsync(fd) == 0);
    int error = errno;
    right = close(fd) == 0 && right;
    if (!right) {
        unlink(path);
        errno = error;
    }
    return right;
}

/* A device, a pipe: nothing takes its place. */
static bool is_no_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool write_there(const char *path, const char *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool right = write_all(fd, bytes, size);
    int error = errno;
    right = close(fd) == 0 && right;
    errno = right ? errno : error;
    return right;
}

bool store_write(const char *path, const char *bytes, size_t size, const struct store_options *options,
                 char *reason, size_t reason_size)
{
    struct buffer beside = {0};
    if (is_no_file(path))
        return write_there(path, bytes, size) || fail(path, reason, reason_size);
    buffer_printf(&beside, "%s.tmp", path);
    bool right = write_new(buffer_text(&beside), bytes, size, options) &&
                 rename(buffer_text(&beside), path) == 0 && (!options->durable || sync_folder_of(path));
    if (!right)
        fail(path, reason, reason_size);
    buffer_destroy(&beside);
    return right;
}

/* Where the last whole line ends; behind it there is only what a power cut left of another. */
static off_t end_of_lines(int fd, off_t size)
{
    char piece[4096];
    while (size > 0) {
        size_t wanted = size < (off_t)sizeof piece ? (size_t)size : sizeof piece;
        ssize_t got = pread(fd, piece, wanted, size - (off_t)wanted);
        if (got != (ssize_t)wanted)
            return -1;
        const char *newline = memrchr(piece, '\n', wanted);
        if (newline)
            return size - (off_t)wanted + (newline - piece) + 1;
        size -= (off_t)wanted;
    }
    return 0;
}

/* Whether what an attempt before has left behind `end` is all that stands there. */
static bool is_ours(int fd, off_t end, off_t size, const struct buffer *line)
{
    char *left = memory_new((size_t)(size - end) + 1, 1);
    bool ours = pread(fd, left, (size_t)(size - end), end) == size - end &&
                memcmp(left, buffer_text(line), (size_t)(size - end)) == 0;
    free(left);
    return ours;
}

/* All of it or nothing. Where even taking back fails, `*end` says where to begin the next time. */
static bool append(int fd, const struct buffer *line, const struct store_options *options, int64_t *end)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return false;
    off_t begins = *end, size = status.st_size;
    bool again = begins >= 0 && begins <= size && size - begins <= (off_t)line->size &&
                 is_ours(fd, begins, size, line);
    *end = begins = again ? begins : end_of_lines(fd, size);
    if (begins < 0 || (begins < size && ftruncate(fd, begins) != 0))
        return false;
    if (write_all(fd, buffer_text(line), line->size) && (!options->durable || fsync(fd) == 0))
        return true;
    int error = errno;
    int unheard = ftruncate(fd, begins);
    (void)unheard;
    errno = error;
    return false;
}

bool store_append_line(const char *path, const char *line, const struct store_options *options, int64_t *end,
                       char *reason, size_t reason_size)
{
    struct buffer whole = {0};
    buffer_printf(&whole, "%s\n", line);
    bool fresh = access(path, F_OK) != 0;
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool right =
        fd >= 0 && append(fd, &whole, options, end) && (!fresh || !options->durable || sync_folder_of(path));
    if (!right)
        fail(path, reason, reason_size);
    if (fd >= 0)
        close(fd);
    buffer_destroy(&whole);
    return right;
}

/* A new one is there after a power cut, too. */
static bool make_one(const char *folder)
{
    if (mkdir(folder, 0700) != 0)
        return errno == EEXIST;
    sync_folder_of(folder);
    return true;
}

bool store_make_folder(const char *path)
{
    char *folder = memory_copy_text(path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        make_one(folder);
        *slash = '/';
    }
    bool made = make_one(folder);
    free(folder);
    struct stat status;
    return made && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return name[0] != '.' && length >= end && strcmp(name + length - end, ending) == 0;
}

bool store_list(const char *folder, const char *ending, void (*each)(void *context, const char *name),
                void *context)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return false;
    char **names = NULL;
    size_t count = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        if (!ends_with(entry->d_name, ending))
            continue;
        names = memory_grow(names, count + 1, sizeof *names);
        names[count++] = memory_copy_text(entry->d_name);
    }
    closedir(directory);
    if (count)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        each(context, names[i]);
        free(names[i]);
    }
    free(names);
    return true;
}

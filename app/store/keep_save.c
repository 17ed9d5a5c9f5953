#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/text.h"
#include "store/keep_archive.h"

enum { ATTEMPTS = 5, CHANGED = 1 };

struct saving {
    const char *folder;
    const struct keep_control *control;
    const struct keep_manifest *manifest;
    struct archive *archive;
    time_t made;
};

uint64_t keep_room(const char *folder)
{
    struct statvfs status;
    return statvfs(folder, &status) == 0 ? (uint64_t)status.f_bavail * status.f_frsize : UINT64_MAX;
}

static time_t noon_of(const char *date)
{
    struct tm day = {.tm_hour = 12};
    if (sscanf(date, "%d-%d-%d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3)
        return 0;
    day.tm_year -= 1900;
    day.tm_mon--;
    return timegm(&day);
}

/* No owner, no time of its own, no compression program's name: nothing of this machine. */
static struct archive *new_archive(int fd)
{
    struct archive *archive = archive_write_new();
    bool right = archive && archive_write_set_format_gnutar(archive) == ARCHIVE_OK &&
                 archive_write_add_filter_gzip(archive) == ARCHIVE_OK &&
                 archive_write_set_filter_option(archive, "gzip", "timestamp", NULL) == ARCHIVE_OK &&
                 archive_write_set_filter_option(archive, "gzip", "compression-level", "6") == ARCHIVE_OK &&
                 archive_write_open_fd(archive, fd) == ARCHIVE_OK;
    if (right)
        return archive;
    archive_write_free(archive);
    return NULL;
}

static bool begin_entry(const struct saving *saving, const char *name, uint64_t size)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_size(entry, (la_int64_t)size);
    archive_entry_set_mtime(entry, saving->made, 0);
    bool right = archive_write_header(saving->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    return right;
}

static bool put(const struct saving *saving, const void *bytes, size_t size)
{
    return archive_write_data(saving->archive, bytes, size) == (la_ssize_t)size;
}

/* 0; CHANGED: the file is not as it was when it was summed; −1 and errno. */
static int put_bytes(const struct saving *saving, int fd, const struct keep_file *file)
{
    unsigned char piece[65536];
    uint64_t left = file->size;
    uint32_t crc = (uint32_t)crc32(0, NULL, 0);
    for (;;) {
        errno = ECANCELED;
        ssize_t got = keep_goes_on(saving->control) ? read(fd, piece, sizeof piece) : -1;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            return left == 0 && crc == file->crc ? 0 : CHANGED;
        if ((uint64_t)got > left)
            return CHANGED;
        crc = (uint32_t)crc32(crc, piece, (uInt)got);
        left -= (uint64_t)got;
        if (!put(saving, piece, (size_t)got))
            return -1;
    }
}

static int put_file(const struct saving *saving, const struct keep_file *file)
{
    int fd = keep_open(saving->folder, file->name);
    if (fd < 0)
        return errno == ENOENT ? CHANGED : -1;
    int status = begin_entry(saving, file->name, file->size) ? put_bytes(saving, fd, file) : -1;
    int error = errno;
    close(fd);
    errno = error;
    return status;
}

static bool put_list(const struct saving *saving)
{
    struct buffer list = {0};
    keep_manifest_write(saving->manifest, &list);
    bool right = begin_entry(saving, "yinian.txt", list.size) && put(saving, buffer_text(&list), list.size);
    buffer_destroy(&list);
    return right;
}

static int put_all(struct saving *saving, int fd)
{
    saving->archive = new_archive(fd);
    int status = saving->archive && put_list(saving) ? 0 : -1;
    for (size_t i = 0; status == 0 && i < saving->manifest->count; i++)
        status = put_file(saving, &saving->manifest->files[i]);
    if (status == 0 && archive_write_close(saving->archive) != ARCHIVE_OK)
        status = -1;
    int error = saving->archive && archive_errno(saving->archive) ? archive_errno(saving->archive) : errno;
    if (status != 0 && saving->archive)
        archive_write_fail(saving->archive); /* no bytes more */
    archive_write_free(saving->archive);
    errno = error > 0 ? error : EIO;
    return status;
}

/* 0, CHANGED, or −1 and errno; only 0 leaves a file. */
static int write_archive(struct saving *saving, const char *path, bool durable)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return -1;
    int status = put_all(saving, fd);
    if (status == 0 && durable && fsync(fd) != 0)
        status = -1;
    int error = errno;
    if (close(fd) != 0 && status == 0)
        status = -1;
    else
        errno = error;
    if (status != 0) {
        error = errno;
        unlink(path);
        errno = error;
    }
    return status;
}

/* The folder in which `file` lies. */
static void folder_of(const char *file, char folder[KEEP_PATH_BYTES])
{
    snprintf(folder, KEEP_PATH_BYTES, "%s", file);
    char *slash = strrchr(folder, '/');
    if (!slash)
        snprintf(folder, KEEP_PATH_BYTES, ".");
    else
        slash[slash == folder] = '\0';
}

static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static bool gather(const struct saving *saving, const struct keep_stamp *stamp,
                   struct keep_manifest *manifest, struct diagnostics *notes, char *reason,
                   size_t reason_size)
{
    keep_manifest_init(manifest);
    snprintf(manifest->program, sizeof manifest->program, "%s", stamp->program);
    snprintf(manifest->date, sizeof manifest->date, "%s", stamp->date);
    return keep_folder_list(saving->folder, manifest, notes, reason, reason_size) &&
           keep_folder_sum(saving->folder, manifest, saving->control, reason, reason_size);
}

/* A device, a folder: nothing takes its place. */
static bool is_no_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static int attempt(struct saving *saving, const char *file, const struct keep_stamp *stamp,
                   struct diagnostics *notes, char *reason, size_t reason_size)
{
    struct keep_manifest manifest;
    char beside[KEEP_PATH_BYTES], folder[KEEP_PATH_BYTES];
    int status = -1;
    folder_of(file, folder);
    if (is_no_file(file)) {
        snprintf(reason, reason_size, "%s: %s", file, strerror(ENOTSUP));
        return -1;
    }
    if (gather(saving, stamp, &manifest, notes, reason, reason_size)) {
        saving->manifest = &manifest;
        snprintf(reason, reason_size, "%s: %s", file, _("the name is too long"));
        if (strlen(file) + strlen(".tmp") < sizeof beside) {
            snprintf(beside, sizeof beside, "%s.tmp", file);
            status = write_archive(saving, beside, stamp->durable);
            if (status == 0 && rename(beside, file) != 0)
                status = -1;
            snprintf(reason, reason_size, "%s: %s", file,
                     status == CHANGED ? _("the files change all the time") : strerror(errno));
        }
    }
    if (status == 0 && stamp->durable)
        sync_folder(folder);
    keep_manifest_destroy(&manifest);
    return status;
}

bool keep_save(const char *folder, const char *file, const struct keep_stamp *stamp,
               const struct keep_control *control, struct diagnostics *notes, char *reason,
               size_t reason_size)
{
    struct saving saving = {.folder = folder, .control = control, .made = noon_of(stamp->date)};
    int status = CHANGED;
    for (int i = 0; status == CHANGED && i < ATTEMPTS; i++) {
        if (notes)
            diagnostics_clear(notes);
        status = attempt(&saving, file, stamp, notes, reason, reason_size);
    }
    return status == 0;
}

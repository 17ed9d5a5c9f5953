#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/text.h"
#include "store/keep_archive.h"
#include "store/store.h"

/* Settings, texts and sounds shrink to a third or a tenth; a bomb to a thousandth. Little does no harm. */
enum { BOMB_TIMES = 200, BOMB_FREE_BYTES = 64 * 1024 * 1024 };

struct reading {
    const char *file, *into; /* `into` NULL: nothing is written */
    struct archive *archive;
    uint64_t packed; /* bytes of the file */
    char *reason;
    size_t reason_size;
};

/* `what`: the entry that it is about, or NULL. */
static bool refuse(const struct reading *reading, const char *what, const char *why)
{
    snprintf(reading->reason, reading->reason_size, "%s: %s%s%s", reading->file, what ? what : "",
             what ? ": " : "", why);
    return false;
}

static bool broken(const struct reading *reading)
{
    const char *why = archive_error_string(reading->archive);
    return refuse(reading, NULL, why ? why : _("this is not a file that Yinian saved"));
}

static bool open_archive(struct reading *reading)
{
    struct stat status;
    reading->archive = archive_read_new();
    if (stat(reading->file, &status) != 0)
        return refuse(reading, NULL, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return refuse(reading, NULL, _("this is no file"));
    reading->packed = (uint64_t)status.st_size;
    if (archive_read_support_filter_gzip(reading->archive) != ARCHIVE_OK ||
        archive_read_support_format_tar(reading->archive) != ARCHIVE_OK)
        return broken(reading);
    if (archive_read_open_filename(reading->archive, reading->file, 65536) != ARCHIVE_OK)
        return refuse(reading, NULL, _("this is not a file that Yinian saved"));
    return true;
}

/* The next entry must be this very file, and a file indeed. */
static bool expect(const struct reading *reading, const char *name, uint64_t *size)
{
    struct archive_entry *entry;
    int status = archive_read_next_header(reading->archive, &entry);
    if (status == ARCHIVE_EOF)
        return refuse(reading, name, _("is missing in it"));
    if (status != ARCHIVE_OK)
        return broken(reading);
    const char *found = archive_entry_pathname(entry);
    if (!found || strcmp(found, name) != 0)
        return refuse(reading, found,
                      strcmp(name, "yinian.txt") == 0 ? _("this is not a file that Yinian saved")
                                                      : _("is not in the list of what is in it"));
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) ||
        archive_entry_symlink(entry) || !archive_entry_size_is_set(entry) || archive_entry_size(entry) < 0)
        return refuse(reading, name, _("is a link or something else that is no file"));
    *size = (uint64_t)archive_entry_size(entry);
    return true;
}

static bool expect_end(const struct reading *reading)
{
    struct archive_entry *entry;
    int status = archive_read_next_header(reading->archive, &entry);
    if (status == ARCHIVE_EOF)
        return true;
    if (status != ARCHIVE_OK)
        return broken(reading);
    return refuse(reading, archive_entry_pathname(entry), _("is not in the list of what is in it"));
}

static bool read_list(const struct reading *reading, struct keep_manifest *manifest)
{
    uint64_t size;
    if (!expect(reading, "yinian.txt", &size))
        return false;
    if (size > KEEP_MANIFEST_BYTES_AT_MOST)
        return refuse(reading, NULL, _("there is too much in it"));
    char *bytes = memory_new((size_t)size + 1, 1);
    struct diagnostics problems;
    char line[KEEP_PATH_BYTES + 256] = "";
    diagnostics_init(&problems);
    bool right = archive_read_data(reading->archive, bytes, (size_t)size) == (la_ssize_t)size;
    if (!right)
        broken(reading);
    else if (!keep_manifest_parse(manifest, bytes, (size_t)size, "yinian.txt", &problems)) {
        diagnostic_format(&problems.items[0], line, sizeof line);
        right = refuse(reading, NULL, line);
    }
    diagnostics_destroy(&problems);
    free(bytes);
    if (right && manifest->total > BOMB_FREE_BYTES && manifest->total / BOMB_TIMES > reading->packed)
        return refuse(reading, NULL, _("it would unpack to far more than it can rightly hold"));
    return right;
}

static bool write_piece(int fd, const unsigned char *bytes, size_t size)
{
    while (fd >= 0 && size > 0) {
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

static bool read_bytes(const struct reading *reading, const struct keep_file *file, int fd)
{
    unsigned char piece[65536];
    uint64_t size = 0;
    uint32_t crc = (uint32_t)crc32(0, NULL, 0);
    for (;;) {
        la_ssize_t got = archive_read_data(reading->archive, piece, sizeof piece);
        if (got < 0)
            return broken(reading);
        if (got == 0)
            break;
        size += (uint64_t)got;
        if (size > file->size)
            break;
        crc = (uint32_t)crc32(crc, piece, (uInt)got);
        if (!write_piece(fd, piece, (size_t)got))
            return refuse(reading, file->name, strerror(errno));
    }
    if (size != file->size || crc != file->crc)
        return refuse(reading, file->name, _("is damaged: its size or checksum is wrong"));
    return true;
}

/* Its folders are made: the name has been checked. */
static int create(const struct reading *reading, const char *name)
{
    char path[KEEP_PATH_BYTES], folder[KEEP_PATH_BYTES];
    errno = ENAMETOOLONG;
    if (!keep_path(path, reading->into, name))
        return -1;
    memcpy(folder, path, sizeof folder);
    *strrchr(folder, '/') = '\0';
    if (!store_make_folder(folder))
        return -1;
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static bool read_file(const struct reading *reading, const struct keep_file *file)
{
    uint64_t size;
    if (!expect(reading, file->name, &size))
        return false;
    if (size != file->size)
        return refuse(reading, file->name, _("is damaged: its size or checksum is wrong"));
    int fd = reading->into ? create(reading, file->name) : -1;
    if (reading->into && fd < 0)
        return refuse(reading, file->name, strerror(errno));
    bool right = read_bytes(reading, file, fd);
    if (fd >= 0 && close(fd) != 0 && right)
        right = refuse(reading, file->name, strerror(errno));
    return right;
}

bool keep_read_list(const char *file, struct keep_manifest *manifest, char *reason, size_t reason_size)
{
    struct reading reading = {.file = file, .reason = reason, .reason_size = reason_size};
    keep_manifest_init(manifest);
    bool right = open_archive(&reading) && read_list(&reading, manifest);
    archive_read_free(reading.archive);
    return right;
}

bool keep_read(const char *file, const char *into, struct keep_manifest *manifest, char *reason,
               size_t reason_size)
{
    struct reading reading = {.file = file, .into = into, .reason = reason, .reason_size = reason_size};
    keep_manifest_init(manifest);
    bool right = open_archive(&reading) && read_list(&reading, manifest);
    if (right && into && keep_room(into) < manifest->total + KEEP_ROOM_LEFT_BYTES)
        right = refuse(&reading, NULL, _("there is too little room for it"));
    for (size_t i = 0; right && i < manifest->count; i++)
        right = read_file(&reading, &manifest->files[i]);
    right = right && expect_end(&reading);
    archive_read_free(reading.archive);
    if (!right)
        keep_manifest_destroy(manifest);
    return right;
}

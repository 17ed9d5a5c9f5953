#include "store/keep_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/text.h"

struct walk {
    const char *folder;
    struct keep_manifest *manifest;
    struct diagnostics *notes;
};

bool keep_goes_on(const struct keep_control *control)
{
    return !control || !control->go_on || control->go_on(control->context);
}

bool keep_path(char path[KEEP_PATH_BYTES], const char *folder, const char *name)
{
    int size = snprintf(path, KEEP_PATH_BYTES, "%s%s%s", folder, *name ? "/" : "", name);
    return size >= 0 && size < KEEP_PATH_BYTES;
}

int keep_open(const char *folder, const char *name)
{
    char path[KEEP_PATH_BYTES];
    errno = ENAMETOOLONG;
    return keep_path(path, folder, name) ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
}

static void note(const struct walk *walk, const char *name, const char *why)
{
    char path[KEEP_PATH_BYTES];
    if (keep_path(path, walk->folder, name))
        diagnostics_add(walk->notes,
                        &(struct diagnostic){.level = DIAGNOSTIC_WARNING, .file = path, .reason = why});
}

/* What the program itself leaves there, and no person misses. */
static bool is_left_silently(const char *name, bool top)
{
    size_t size = strlen(name);
    return name[0] == '.' || (top && (strcmp(name, "copies") == 0 || strcmp(name, "people") == 0)) ||
           (size >= 4 && strcmp(name + size - 4, ".tmp") == 0);
}

static bool walk_folder(const struct walk *walk, const char *inside);

static void take(const struct walk *walk, const char *name)
{
    char path[KEEP_PATH_BYTES];
    struct stat status, target;
    if (!keep_path(path, walk->folder, name) || lstat(path, &status) != 0)
        return;
    bool link = S_ISLNK(status.st_mode);
    const char *problem = keep_name_problem(name);
    if (problem)
        note(walk, name, problem);
    else if (S_ISDIR(status.st_mode) && !walk_folder(walk, name))
        note(walk, name, _("cannot be read"));
    else if (S_ISDIR(status.st_mode))
        return;
    else if (stat(path, &target) != 0 || !S_ISREG(target.st_mode))
        note(walk, name,
             link ? _("a link that leads to no file: it is not kept") : _("is no file: it is not kept"));
    else if ((uint64_t)target.st_size > KEEP_FILE_BYTES_AT_MOST)
        note(walk, name, _("is too large: it is not kept"));
    else
        keep_manifest_add(walk->manifest, name, (uint64_t)target.st_size, 0);
}

static bool walk_folder(const struct walk *walk, const char *inside)
{
    char path[KEEP_PATH_BYTES], name[KEEP_PATH_BYTES];
    DIR *directory = keep_path(path, walk->folder, inside) ? opendir(path) : NULL;
    if (!directory)
        return false;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        int size = snprintf(name, sizeof name, "%s%s%s", inside, *inside ? "/" : "", entry->d_name);
        if (!is_left_silently(entry->d_name, !*inside) && size >= 0 && size < (int)sizeof name)
            take(walk, name);
    }
    closedir(directory);
    return true;
}

bool keep_folder_list(const char *folder, struct keep_manifest *manifest, struct diagnostics *notes,
                      char *reason, size_t reason_size)
{
    struct walk walk = {folder, manifest, notes};
    if (!walk_folder(&walk, "")) {
        snprintf(reason, reason_size, "%s: %s", folder, strerror(errno));
        return false;
    }
    keep_manifest_sort(manifest);
    if (manifest->count <= KEEP_FILES_AT_MOST && manifest->total <= KEEP_BYTES_AT_MOST)
        return true;
    snprintf(reason, reason_size, "%s: %s", folder, _("there is too much in it"));
    return false;
}

static bool sum_file(int fd, struct keep_file *file, const struct keep_control *control)
{
    unsigned char piece[65536];
    ssize_t got = 0;
    file->size = 0;
    file->crc = (uint32_t)crc32(0, NULL, 0);
    while (keep_goes_on(control) && file->size <= KEEP_FILE_BYTES_AT_MOST) {
        got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        file->crc = (uint32_t)crc32(file->crc, piece, (uInt)got);
        file->size += (uint64_t)got;
    }
    errno = ECANCELED;
    return false;
}

bool keep_folder_sum(const char *folder, struct keep_manifest *manifest, const struct keep_control *control,
                     char *reason, size_t reason_size)
{
    size_t kept = 0;
    manifest->total = 0;
    for (size_t i = 0; i < manifest->count; i++) {
        struct keep_file *file = &manifest->files[i];
        int fd = keep_open(folder, file->name);
        if (fd < 0 && errno == ENOENT)
            continue;
        bool right = fd >= 0 && sum_file(fd, file, control);
        int error = errno;
        if (fd >= 0)
            close(fd);
        if (!right) {
            snprintf(reason, reason_size, "%s/%s: %s", folder, file->name, strerror(error));
            return false;
        }
        manifest->total += file->size;
        manifest->files[kept++] = *file;
    }
    manifest->count = kept;
    return true;
}

#include "store/keep_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/store.h"

struct restoring {
    const char *folder;
    const struct restore_options *options;
    struct keep_manifest *manifest;
    char *reason;
    size_t reason_size;
};

static bool goes_on(const struct restoring *restoring)
{
    const struct restore_options *options = restoring->options;
    if (!options->step || options->step(options->context))
        return true;
    snprintf(restoring->reason, restoring->reason_size, "%s", _("left off"));
    return false;
}

static bool fail(const struct restoring *restoring, const char *name, const char *why)
{
    snprintf(restoring->reason, restoring->reason_size, "%s/%s: %s", restoring->folder, name, why);
    return false;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void remove_rest(const struct restoring *restoring)
{
    char path[KEEP_PATH_BYTES];
    if (keep_path(path, restoring->folder, ".restore"))
        nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* All that was written so far is on the disk. */
static void sync_all(const struct restoring *restoring)
{
    int fd = open(restoring->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (restoring->options->stamp.durable)
        syncfs(fd);
    close(fd);
}

/* --- what must not be in the way ------------------------------------------------------------------------- */

/* A folder of ours that is a link leads out of here: nothing is moved through it. */
static bool is_clear(const struct restoring *restoring, const char *name)
{
    char above[KEEP_NAME_BYTES_AT_MOST + 1], path[KEEP_PATH_BYTES];
    struct stat status;
    snprintf(above, sizeof above, "%s", name);
    for (char *slash = strrchr(above, '/'); slash; slash = strrchr(above, '/')) {
        *slash = '\0';
        if (!keep_path(path, restoring->folder, above))
            return fail(restoring, above, _("the name is too long"));
        if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
            return fail(restoring, above, _("is a link; put a folder in its place first"));
    }
    return true;
}

static bool all_clear(const struct restoring *restoring)
{
    for (size_t i = 0; i < restoring->manifest->count; i++)
        if (!is_clear(restoring, restoring->manifest->files[i].name))
            return false;
    return true;
}

/* --- the change itself ----------------------------------------------------------------------------------- */

static bool is_above(const char *folder, const char *name)
{
    size_t size = strlen(folder);
    return strncmp(folder, name, size) == 0 && name[size] == '/';
}

static bool is_wanted_folder(const struct restoring *restoring, const char *folder)
{
    for (size_t i = 0; i < restoring->manifest->count; i++)
        if (is_above(folder, restoring->manifest->files[i].name))
            return true;
    return false;
}

/* … and the folders that are empty then, where a file is wanted or nothing. */
static bool remove_file(const struct restoring *restoring, const char *name)
{
    char path[KEEP_PATH_BYTES], above[KEEP_NAME_BYTES_AT_MOST + 1];
    if (!keep_path(path, restoring->folder, name))
        return true;
    if (!goes_on(restoring))
        return false;
    if (unlink(path) != 0 && errno != ENOENT)
        return fail(restoring, name, strerror(errno));
    snprintf(above, sizeof above, "%s", name);
    for (char *slash = strrchr(above, '/'); slash; slash = strrchr(above, '/')) {
        *slash = '\0';
        if (is_wanted_folder(restoring, above) || !keep_path(path, restoring->folder, above) ||
            rmdir(path) != 0)
            break;
    }
    return true;
}

static bool remove_others(const struct restoring *restoring)
{
    struct keep_manifest now;
    keep_manifest_init(&now);
    bool right = keep_folder_list(restoring->folder, &now, NULL, restoring->reason, restoring->reason_size);
    for (size_t i = 0; right && i < now.count; i++)
        if (!keep_manifest_find(restoring->manifest, now.files[i].name))
            right = remove_file(restoring, now.files[i].name);
    keep_manifest_destroy(&now);
    return right;
}

/* One that is not there any more was moved before a power cut. */
static bool move_in(const struct restoring *restoring, const char *name)
{
    char from[KEEP_PATH_BYTES], to[KEEP_PATH_BYTES], above[KEEP_PATH_BYTES];
    char staged[KEEP_NAME_BYTES_AT_MOST + 16];
    snprintf(staged, sizeof staged, ".restore/new/%s", name);
    if (!keep_path(from, restoring->folder, staged) || !keep_path(to, restoring->folder, name))
        return fail(restoring, name, _("the name is too long"));
    if (access(from, F_OK) != 0)
        return true;
    if (!goes_on(restoring))
        return false;
    memcpy(above, to, sizeof above);
    *strrchr(above, '/') = '\0';
    rmdir(to); /* an empty folder where a file is to be */
    if (!store_make_folder(above) || rename(from, to) != 0)
        return fail(restoring, name, strerror(errno));
    return true;
}

static bool end_it(const struct restoring *restoring)
{
    char path[KEEP_PATH_BYTES];
    sync_all(restoring);
    if (!goes_on(restoring) || !keep_path(path, restoring->folder, ".restore/ready"))
        return false;
    if (unlink(path) != 0)
        return fail(restoring, ".restore/ready", strerror(errno));
    if (goes_on(restoring)) /* left there it is thrown away the next time */
        remove_rest(restoring);
    return true;
}

static bool carry_out(const struct restoring *restoring)
{
    bool right = all_clear(restoring) && remove_others(restoring);
    for (size_t i = 0; right && i < restoring->manifest->count; i++)
        right = move_in(restoring, restoring->manifest->files[i].name);
    return right && end_it(restoring);
}

/* --- the whole ------------------------------------------------------------------------------------------- */

static bool stage(const struct restoring *restoring, const char *file)
{
    char path[KEEP_PATH_BYTES];
    struct keep_manifest again;
    if (!goes_on(restoring) || !keep_path(path, restoring->folder, ".restore/new") ||
        !store_make_folder(path))
        return fail(restoring, ".restore", strerror(errno));
    bool right = keep_read(file, path, &again, restoring->reason, restoring->reason_size);
    if (right && !keep_manifest_same_files(&again, restoring->manifest))
        right = fail(restoring, file, _("the file changes all the time"));
    keep_manifest_destroy(&again);
    sync_all(restoring);
    return right;
}

static bool decide(const struct restoring *restoring)
{
    char path[KEEP_PATH_BYTES];
    struct buffer list = {0};
    struct store_options store = {.durable = restoring->options->stamp.durable};
    keep_manifest_write(restoring->manifest, &list);
    bool right =
        goes_on(restoring) && keep_path(path, restoring->folder, ".restore/ready") &&
        store_write(path, buffer_text(&list), list.size, &store, restoring->reason, restoring->reason_size);
    buffer_destroy(&list);
    return right;
}

bool keep_restore(const char *folder, const char *file, const struct restore_options *options,
                  char before[KEEP_PATH_BYTES], char *reason, size_t reason_size)
{
    struct keep_manifest manifest;
    struct restoring restoring = {folder, options, &manifest, reason, reason_size};
    before[0] = '\0';
    if (!keep_read(file, NULL, &manifest, reason, reason_size))
        return false;
    remove_rest(&restoring);
    bool decided = all_clear(&restoring) && stage(&restoring, file) && goes_on(&restoring) &&
                   copies_before(folder, &options->stamp, before, reason, reason_size) && decide(&restoring);
    if (!decided && !options->step)
        remove_rest(&restoring);
    bool right = decided && carry_out(&restoring);
    keep_manifest_destroy(&manifest);
    return right;
}

bool keep_restore_is_due(const char *folder)
{
    char path[KEEP_PATH_BYTES];
    return keep_path(path, folder, ".restore") && access(path, F_OK) == 0;
}

bool keep_restore_finish(const char *folder, const struct restore_options *options, bool *finished,
                         char *reason, size_t reason_size)
{
    struct keep_manifest manifest;
    struct restoring restoring = {folder, options, &manifest, reason, reason_size};
    char path[KEEP_PATH_BYTES];
    struct buffer list = {0};
    bool missing = false;
    if (finished)
        *finished = false;
    if (!keep_restore_is_due(folder) || !keep_path(path, folder, ".restore/ready"))
        return true;
    keep_manifest_init(&manifest);
    bool right = store_read(path, &list, &missing, reason, reason_size);
    if (right && !keep_manifest_parse(&manifest, buffer_text(&list), list.size, path, NULL))
        right = fail(&restoring, ".restore/ready", _("is damaged: its size or checksum is wrong"));
    else if (right)
        right = carry_out(&restoring);
    if (finished)
        *finished = right && !missing;
    if (missing)
        remove_rest(&restoring);
    keep_manifest_destroy(&manifest);
    buffer_destroy(&list);
    return right || missing;
}

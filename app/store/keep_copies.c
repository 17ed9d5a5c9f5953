#include "store/keep_copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "store/store.h"

enum { BEFORE_AT_MOST = 99 };

static const char *beginning(enum copy_kind kind)
{
    return kind == COPIES_DATED ? "yinian-" : "before-";
}

static bool copy_path(char path[KEEP_PATH_BYTES], const char *folder, const char *name)
{
    int size = snprintf(path, KEEP_PATH_BYTES, "%s/copies%s%s", folder, *name ? "/" : "", name);
    return size >= 0 && size < KEEP_PATH_BYTES;
}

static bool make_folder(const char *folder, char *reason, size_t reason_size)
{
    char path[KEEP_PATH_BYTES];
    if (copy_path(path, folder, "") && store_make_folder(path))
        return true;
    snprintf(reason, reason_size, "%s/copies: %s", folder, _("this folder cannot be made"));
    return false;
}

/* --- which there are ----------------------------------------------------------------------------------- */

struct listing {
    struct copy_names *names;
    enum copy_kind kind;
};

/* BEGINNING YYYY-MM-DD, then ".yinian", or "-NN.yinian" */
static bool is_copy(const char *name, enum copy_kind kind)
{
    size_t begins = strlen(beginning(kind));
    char date[KEEP_DATE_BYTES];
    if (strncmp(name, beginning(kind), begins) != 0)
        return false;
    snprintf(date, sizeof date, "%s", name + begins);
    if (!keep_date_is_right(date))
        return false;
    const char *rest = name + begins + strlen(date);
    if (kind == COPIES_DATED)
        return strcmp(rest, ".yinian") == 0;
    return rest[0] == '-' && rest[1] >= '0' && rest[1] <= '9' && rest[2] >= '0' && rest[2] <= '9' &&
           strcmp(rest + 3, ".yinian") == 0;
}

static void add_name(void *context, const char *name)
{
    const struct listing *listing = context;
    struct copy_names *names = listing->names;
    if (!is_copy(name, listing->kind))
        return;
    names->names = memory_grow(names->names, names->count + 1, sizeof *names->names);
    memmove(names->names + 1, names->names, names->count++ * sizeof *names->names);
    names->names[0] = memory_copy_text(name);
}

void copies_list(const char *folder, enum copy_kind kind, struct copy_names *names)
{
    char path[KEEP_PATH_BYTES];
    *names = (struct copy_names){0};
    if (copy_path(path, folder, ""))
        store_list(path, ".yinian", add_name, &(struct listing){names, kind});
}

void copy_names_free(struct copy_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->names[i]);
    free(names->names);
    *names = (struct copy_names){0};
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

bool copies_find(const char *folder, const char *wanted, char path[KEEP_PATH_BYTES])
{
    char name[64] = "";
    struct copy_names names;
    if (strcmp(wanted, "undo") == 0) {
        copies_list(folder, COPIES_BEFORE, &names);
        if (names.count)
            snprintf(name, sizeof name, "%s", names.names[0]);
        copy_names_free(&names);
        return name[0] && copy_path(path, folder, name);
    }
    if (keep_date_is_right(wanted)) {
        snprintf(name, sizeof name, "%s%s.yinian", beginning(COPIES_DATED), wanted);
        return copy_path(path, folder, name) && is_there(path);
    }
    return keep_path(path, wanted, "") && is_there(path);
}

/* The newest ones stay, and `kept`, whatever the clock says. */
static void remove_old(const char *folder, enum copy_kind kind, const char *kept)
{
    struct copy_names names;
    char path[KEEP_PATH_BYTES];
    copies_list(folder, kind, &names);
    size_t left = names.count;
    for (size_t i = names.count; i-- > 0 && left > KEEP_COPIES;)
        if (strcmp(names.names[i], kept) != 0 && copy_path(path, folder, names.names[i]) && unlink(path) == 0)
            left--;
    copy_names_free(&names);
}

/* --- making them --------------------------------------------------------------------------------------- */

static bool list_now(const char *folder, struct keep_manifest *now, const struct keep_control *control,
                     char *reason, size_t reason_size)
{
    keep_manifest_init(now);
    return keep_folder_list(folder, now, NULL, reason, reason_size) &&
           keep_folder_sum(folder, now, control, reason, reason_size);
}

/* However full the disk is, what is written next must still find room. */
static bool has_room(const char *folder, uint64_t bytes, char *reason, size_t reason_size)
{
    if (keep_room(folder) > bytes + KEEP_ROOM_LEFT_BYTES)
        return true;
    snprintf(reason, reason_size, "%s: %s", folder, _("there is too little room for it"));
    return false;
}

/* Whether the newest copy holds just that; one that cannot be read does not. */
static bool is_kept(const char *folder, enum copy_kind kind, const struct keep_manifest *now)
{
    struct copy_names names;
    struct keep_manifest last;
    char path[KEEP_PATH_BYTES], reason[KEEP_PATH_BYTES + 256];
    bool same = false;
    copies_list(folder, kind, &names);
    if (names.count && copy_path(path, folder, names.names[0])) {
        same = keep_read_list(path, &last, reason, sizeof reason) && keep_manifest_same_files(&last, now);
        keep_manifest_destroy(&last);
    }
    copy_names_free(&names);
    return same;
}

bool copies_make(const char *folder, const struct keep_stamp *stamp, const struct keep_control *control,
                 bool *made, char *reason, size_t reason_size)
{
    char name[64], path[KEEP_PATH_BYTES];
    struct keep_manifest now;
    bool unused;
    made = made ? made : &unused;
    *made = false;
    snprintf(name, sizeof name, "%s%s.yinian", beginning(COPIES_DATED), stamp->date);
    if (!copy_path(path, folder, name) || is_there(path))
        return true;
    bool right = list_now(folder, &now, control, reason, reason_size);
    if (right && now.count && !is_kept(folder, COPIES_DATED, &now)) {
        right = *made = has_room(folder, now.total, reason, reason_size) &&
                        make_folder(folder, reason, reason_size) &&
                        keep_save(folder, path, stamp, control, NULL, reason, reason_size);
        if (right)
            remove_old(folder, COPIES_DATED, name);
    }
    keep_manifest_destroy(&now);
    return right;
}

/* One after the newest of its day. */
static bool next_before(const char *folder, const char *date, char name[64])
{
    char path[KEEP_PATH_BYTES];
    for (int i = BEFORE_AT_MOST; i >= 1; i--) {
        snprintf(name, 64, "%s%s-%02d.yinian", beginning(COPIES_BEFORE), date, i);
        if (!copy_path(path, folder, name))
            return false;
        if (!is_there(path))
            continue;
        snprintf(name, 64, "%s%s-%02d.yinian", beginning(COPIES_BEFORE), date, i + 1);
        return i < BEFORE_AT_MOST;
    }
    return true;
}

bool copies_before(const char *folder, const struct keep_stamp *stamp, char path[KEEP_PATH_BYTES],
                   char *reason, size_t reason_size)
{
    char name[64];
    if (!make_folder(folder, reason, reason_size))
        return false;
    if (!next_before(folder, stamp->date, name) || !copy_path(path, folder, name)) {
        snprintf(reason, reason_size, "%s/copies: %s", folder, _("there are too many copies of this day"));
        return false;
    }
    struct keep_manifest now;
    keep_manifest_init(&now);
    bool right = keep_folder_list(folder, &now, NULL, reason, reason_size) &&
                 has_room(folder, now.total, reason, reason_size) &&
                 keep_save(folder, path, stamp, NULL, NULL, reason, reason_size);
    keep_manifest_destroy(&now);
    if (right)
        remove_old(folder, COPIES_BEFORE, name);
    return right;
}

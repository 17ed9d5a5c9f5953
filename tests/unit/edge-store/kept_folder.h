/* A person's folder for the tests of what is kept: made, filled, compared. */
#ifndef YINIAN_TESTS_KEPT_FOLDER_H
#define YINIAN_TESTS_KEPT_FOLDER_H

#include "unit_test.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/keep_folder.h"
#include "store/store.h"

static const struct store_options unhurried = {.durable = false};

static inline const char *inside(const char *folder, const char *name)
{
    static char paths[4][KEEP_PATH_BYTES];
    static int next;
    char *path = paths[next = (next + 1) % 4];
    assert_true(keep_path(path, folder, name));
    return path;
}

static inline void put_bytes_in(const char *folder, const char *name, const char *bytes, size_t size)
{
    char above[KEEP_PATH_BYTES], reason[KEEP_PATH_BYTES + 64];
    snprintf(above, sizeof above, "%s", inside(folder, name));
    *strrchr(above, '/') = '\0';
    assert_true(store_make_folder(above));
    assert_true(store_write(inside(folder, name), bytes, size, &unhurried, reason, sizeof reason));
}

static inline void put_in(const char *folder, const char *name, const char *text)
{
    put_bytes_in(folder, name, text, strlen(text));
}

/* NULL: there is no such file. */
static inline void holds(const char *folder, const char *name, const char *expected)
{
    struct buffer bytes = {0};
    char reason[KEEP_PATH_BYTES + 64];
    bool there = store_read(inside(folder, name), &bytes, NULL, reason, sizeof reason);
    if (there != (expected != NULL))
        print_error("%s: %s\n", name, there ? "should not be there" : reason);
    assert_int_equal(there, expected != NULL);
    if (expected)
        assert_string_equal(buffer_text(&bytes), expected);
    buffer_destroy(&bytes);
}

static inline int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

static inline void remove_folder(const char *folder)
{
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Everything that is kept of it, with its sums: equal lists are equal folders. */
static inline void list_of(const char *folder, struct keep_manifest *list)
{
    char reason[KEEP_PATH_BYTES + 64];
    keep_manifest_init(list);
    assert_true(keep_folder_list(folder, list, NULL, reason, sizeof reason));
    assert_true(keep_folder_sum(folder, list, NULL, reason, sizeof reason));
}

static inline bool same_folders(const char *a, const char *b)
{
    struct keep_manifest first, second;
    list_of(a, &first);
    list_of(b, &second);
    bool same = keep_manifest_same_files(&first, &second);
    keep_manifest_destroy(&first);
    keep_manifest_destroy(&second);
    return same;
}

#endif

#include "run/phrase_pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "run/place.h"
#include "store/store.h"
#include "view/picture.h"

struct entry {
    char *name, *path;
    struct picture_stamp stamp;
    int width, height;
    enum picture_fault fault;
    bool read; /* all of it: `fault` is all that can be wrong */
};

struct list {
    struct entry *entries;
    int count;
};

struct phrase_pictures {
    struct picture_desk desk;
    char above[PLACE_BYTES], folder[PLACE_BYTES]; /* DATA/phrases, and the one that was looked into last */
    struct list list;
    int may_read_pixels; /* until the next look */
};

static void free_list(struct list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->entries[i].name);
        free(list->entries[i].path);
    }
    free(list->entries);
    *list = (struct list){0};
}

/* --- looking ---------------------------------------------------------------------------------------------- */

struct looking {
    const char *folder;
    const char *inside; /* a folder in it, or "" */
    struct list *list;
};

/* What would not be read back out of a file of phrases (board/phrase_attributes.c). */
static bool can_be_written(const char *name)
{
    if (!utf8_valid(name, strlen(name), NULL) || strstr(name, "..") || strpbrk(name, "\\;；{}"))
        return false;
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ')
            return false;
    return true;
}

static bool is_png(const char *name)
{
    size_t size = strlen(name);
    return size > 4 && strcasecmp(name + size - 4, ".png") == 0;
}

static void add_file(void *context, const char *file)
{
    struct looking *looking = context;
    char name[PLACE_BYTES], path[PLACE_BYTES];
    struct list *list = looking->list;
    int size = snprintf(name, sizeof name, "%s%s%s", looking->inside, looking->inside[0] ? "/" : "", file);
    if (file[0] == '.' || !is_png(file) || list->count == PICTURE_DESK_AT_MOST || size >= (int)sizeof name ||
        !can_be_written(name) || !place_join(path, looking->folder, name))
        return;
    list->entries = memory_grow(list->entries, (size_t)list->count + 1, sizeof *list->entries);
    struct entry *entry = &list->entries[list->count++];
    *entry = (struct entry){.name = memory_copy_text(name), .path = memory_copy_text(path)};
    entry->fault = picture_look(path, &entry->stamp, &entry->width, &entry->height);
}

static void add_folder(void *context, const char *name)
{
    struct looking *looking = context;
    char path[PLACE_BYTES];
    struct stat status;
    if (name[0] == '.' || !place_join(path, looking->folder, name) || stat(path, &status) != 0 ||
        !S_ISDIR(status.st_mode))
        return;
    store_list(path, "", add_file, &(struct looking){looking->folder, name, looking->list});
}

/* What is known of the same files from before. */
static void remember(struct list *list, const struct list *before)
{
    for (int i = 0; i < list->count; i++)
        for (int k = 0; k < before->count; k++) {
            const struct entry *old = &before->entries[k];
            struct entry *entry = &list->entries[i];
            if (old->read && old->stamp.changed_ns == entry->stamp.changed_ns &&
                old->stamp.size == entry->stamp.size && strcmp(old->path, entry->path) == 0) {
                entry->read = true;
                entry->fault = old->fault;
            }
        }
}

static int look(void *self, bool english)
{
    struct phrase_pictures *pictures = self;
    struct list list = {0};
    struct looking looking = {pictures->folder, "", &list};
    if (place_join(pictures->folder, pictures->above, english ? "en" : "zh")) {
        store_list(pictures->folder, "", add_file, &looking);
        store_list(pictures->folder, "", add_folder, &looking);
    }
    remember(&list, &pictures->list);
    free_list(&pictures->list);
    pictures->list = list;
    pictures->may_read_pixels = PHRASE_PICTURES_PIXELS;
    return list.count;
}

/* --- telling ---------------------------------------------------------------------------------------------- */

static const char *name_of(void *self, int index)
{
    const struct phrase_pictures *pictures = self;
    return pictures->list.entries[index].name;
}

static const char *path_of(void *self, int index)
{
    const struct phrase_pictures *pictures = self;
    return pictures->list.entries[index].path;
}

static const char *problem_of(void *self, int index)
{
    static const char *const problems[] = {
        [PICTURE_GOOD] = NULL,
        [PICTURE_MISSING] = N_("not there"),
        [PICTURE_UNREADABLE] = N_("cannot be read"),
        [PICTURE_NO_PNG] = N_("no PNG, or damaged"),
        [PICTURE_TOO_LARGE] = N_("too large"),
    };
    struct phrase_pictures *pictures = self;
    struct entry *entry = &pictures->list.entries[index];
    struct bitmap bitmap;
    if (entry->fault == PICTURE_GOOD && !entry->read && pictures->may_read_pixels > 0) {
        pictures->may_read_pixels -= entry->width * entry->height;
        entry->read = true;
        entry->fault = picture_load(entry->path, &bitmap);
        if (entry->fault == PICTURE_GOOD)
            bitmap_destroy(&bitmap);
    }
    return problems[entry->fault];
}

static const char *folder_of(void *self)
{
    const struct phrase_pictures *pictures = self;
    return pictures->folder;
}

struct phrase_pictures *phrase_pictures_new(const char *data)
{
    struct phrase_pictures *pictures = memory_new(1, sizeof *pictures);
    pictures->desk = (struct picture_desk){pictures, look, name_of, path_of, problem_of, folder_of};
    place_join(pictures->above, data, "phrases");
    return pictures;
}

void phrase_pictures_free(struct phrase_pictures *pictures)
{
    if (pictures)
        free_list(&pictures->list);
    free(pictures);
}

const struct picture_desk *phrase_pictures_desk(const struct phrase_pictures *pictures)
{
    return &pictures->desk;
}

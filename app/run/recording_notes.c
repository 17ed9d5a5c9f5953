#include "run/recording_notes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/memory.h"
#include "run/place.h"
#include "speech/recording_file.h"
#include "store/store.h"

struct note {
    uint32_t path_hash;
    char *path;
    struct timespec changed;
    off_t size;
    char *text; /* NULL: none */
};

struct recording_notes {
    struct note *notes;
    size_t count;
};

struct recording_notes *recording_notes_new(void)
{
    return memory_new(1, sizeof(struct recording_notes));
}

void recording_notes_free(struct recording_notes *notes)
{
    for (size_t i = 0; notes && i < notes->count; i++) {
        free(notes->notes[i].path);
        free(notes->notes[i].text);
    }
    if (notes)
        free(notes->notes);
    free(notes);
}

/* Of another kind none is written. */
static bool may_hold_one(const char *path)
{
    size_t size = strlen(path), ending = strlen(".flac");
    return size > ending && strcasecmp(path + size - ending, ".flac") == 0;
}

static char *read_text(const char *path, const struct stat *status)
{
    struct buffer bytes = {0};
    char reason[PLACE_BYTES + 64];
    char *text = NULL;
    if (S_ISREG(status->st_mode) && status->st_size <= RECORDING_FILE_BYTES_AT_MOST &&
        store_read(path, &bytes, NULL, reason, sizeof reason))
        text = recording_file_text(buffer_text(&bytes), bytes.size);
    buffer_destroy(&bytes);
    return text;
}

static struct note *find_note(struct recording_notes *notes, const char *path)
{
    uint32_t path_hash = hash32_text(HASH32_START, path);
    for (size_t i = 0; i < notes->count; i++)
        if (notes->notes[i].path_hash == path_hash && strcmp(notes->notes[i].path, path) == 0)
            return &notes->notes[i];
    notes->notes = memory_grow(notes->notes, notes->count + 1, sizeof *notes->notes);
    struct note *note = &notes->notes[notes->count++];
    *note = (struct note){.path_hash = path_hash, .path = memory_copy_text(path), .size = -1};
    return note;
}

const char *recording_notes_text(struct recording_notes *notes, const char *path)
{
    struct stat status;
    if (!may_hold_one(path) || stat(path, &status) != 0)
        return NULL;
    struct note *note = find_note(notes, path);
    if (note->size != status.st_size || note->changed.tv_sec != status.st_mtim.tv_sec ||
        note->changed.tv_nsec != status.st_mtim.tv_nsec) {
        free(note->text);
        note->text = read_text(path, &status);
        note->size = status.st_size;
        note->changed = status.st_mtim;
    }
    return note->text;
}

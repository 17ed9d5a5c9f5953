/* What a caregiver changes in the program, written: the files are read as they are now, the edit is applied to them
 * (board/phrase_edit.h), and what changed is written whole. The latest can be taken back. One thread at a time. */
#ifndef YINIAN_RUN_PHRASE_EDITOR_H
#define YINIAN_RUN_PHRASE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "run/place.h"
#include "store/store.h"

enum { PHRASE_UNDO_AT_MOST = 50 };

struct phrase_editor;

struct phrase_editor *phrase_editor_new(const struct places *places, const struct store_options *store);
void phrase_editor_free(struct phrase_editor *editor);

enum phrase_written {
    PHRASE_WRITTEN,
    PHRASE_REFUSED,  /* it cannot be done; `told` says why. Another attempt would be no better */
    PHRASE_UNWRITTEN /* the disk refuses; `told` says why. Nothing was changed */
};

/* The name of the edit that takes the latest one back, in the place of a phrase_edit_name(). */
#define PHRASE_EDIT_UNDO "undo"

/* `edit` as phrase_edit_write() writes it. WRITTEN: `told` gets the id that it has now, or "". */
enum phrase_written phrase_editor_write(struct phrase_editor *editor, const char *edit, bool english,
                                        char *told, size_t told_size);

#endif

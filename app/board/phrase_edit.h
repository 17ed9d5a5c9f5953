/* What a caregiver changes in the program, carried out on the bytes of the person's phrase files.
 *
 * The files are parsed as they are now, what is meant is found by its id, and one or few lines are written anew
 * (phrase_rewrite.h): so an edit in the program and one by hand never undo each other. What comes with the program is never
 * written to. A phrase of it that is changed gets a line of its own in the person's file, with its id, and that counts from then
 * on (phrase_set.h).
 *
 *     person's own phrase           its line is changed, moved, taken out
 *     phrase of the program         a line `- label | text {id: …}` under `# Title {id: …}` in the file for new things
 *     to another category           its line goes there; of the program: it is hidden, and stands there once more
 *     up, down                      neighbours in one file change lines; else both get a `place`
 *
 * An edit is one text, LF-parted: kind, category's id, phrase's whole id, text. */
#ifndef YINIAN_BOARD_PHRASE_EDIT_H
#define YINIAN_BOARD_PHRASE_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "board/phrase_set.h"

/* X(ENUM, name) */
#define PHRASE_EDIT_TABLE(X)                                                                                 \
    X(ADD, "add")             /* text: what it says; at the end of the category */                           \
    X(LABEL, "label")         /* text */                                                                     \
    X(SPOKEN, "spoken")       /* text; "": the label */                                                      \
    X(READING, "reading")     /* text as in a file; "": none. This and the next three */                     \
    X(COLOUR, "colour")       /* text: phrase_colour_name() */                                               \
    X(PICTURE, "picture")     /* text: a path as in a file; "": none */                                      \
    X(RECORDING, "recording") /* likewise */                                                                 \
    X(UP, "up")               /* in its category */                                                          \
    X(DOWN, "down")                                                                                          \
    X(MOVE, "move") /* text: id of another category */                                                       \
    X(COPY, "copy") /* once more in its category, with a 2 behind its label */                               \
    X(HIDE, "hide")                                                                                          \
    X(SHOW, "show")                                                                                          \
    X(DELETE, "delete")             /* the person's own; of the program: as it was at first again */         \
    X(CATEGORY_ADD, "add-category") /* text: its title */                                                    \
    X(CATEGORY_RENAME, "rename")    /* text */                                                               \
    X(CATEGORY_UP, "category-up")                                                                            \
    X(CATEGORY_DOWN, "category-down")                                                                        \
    X(CATEGORY_HIDE, "hide-category")                                                                        \
    X(CATEGORY_SHOW, "show-category")                                                                        \
    X(CATEGORY_DELETE, "delete-category") /* one that is the person's own, with all its phrases */
#define PHRASE_EDIT_ENUM(ENUM, name) PHRASE_EDIT_##ENUM,
enum phrase_edit_kind { PHRASE_EDIT_TABLE(PHRASE_EDIT_ENUM) PHRASE_EDIT_KINDS };
#undef PHRASE_EDIT_ENUM

struct phrase_edit {
    enum phrase_edit_kind kind;
    const char *category, *phrase, *text; /* never NULL */
};

const char *phrase_edit_name(enum phrase_edit_kind kind);
void phrase_edit_write(const struct phrase_edit *edit, struct buffer *out);
/* The texts point into `bytes`, in which LFs are replaced by NULs. false: no such kind, or too few lines. */
bool phrase_edit_read(char *bytes, struct phrase_edit *edit);

/* What stands in the names of screens: the id, or where it is too long for them `#` and its hash. */
enum { PHRASE_ID_SHOWN_BYTES = 64 };
void phrase_id_shown(const char *id, char out[PHRASE_ID_SHOWN_BYTES]);

/* All files of one language, in the order in which they are read. */
struct phrase_text {
    const char *name; /* borrowed */
    struct buffer bytes;
    bool own; /* the person's */
    bool changed;
};

struct phrase_texts {
    struct phrase_text *items;
    size_t count;
    size_t fresh;           /* which of them takes what is new; it is own, and may be empty */
    const char *own_folder; /* for phrase_set_order() */
    bool chinese;
};

/* What came of it. All but DONE leave the files as they were. */
enum phrase_edit_result {
    PHRASE_EDIT_DONE,
    PHRASE_EDIT_NOTHING,    /* it is so already, or there is nothing to write */
    PHRASE_EDIT_GONE,       /* there is no such phrase or category any more */
    PHRASE_EDIT_THERE,      /* the category has such a phrase, or there is such a category */
    PHRASE_EDIT_TOO_LONG,   /* or nothing is left to write it in: see the limits of phrase_file.h */
    PHRASE_EDIT_NO_READING, /* the reading does not fit what is spoken */
    PHRASE_EDIT_NOT_OURS,   /* it is not the person's own, or must stay (`urgent`) */
    PHRASE_EDIT_UNREADABLE  /* the file that takes what is new is not UTF-8 at all */
};

/* `id` gets the id that the phrase, or the category, has afterwards ("" when it is gone). */
enum phrase_edit_result phrase_edit_apply(struct phrase_texts *texts, const struct phrase_edit *edit,
                                          struct buffer *id);

/* Parses them all. */
void phrase_texts_parse(const struct phrase_texts *texts, struct phrase_set *set);
/* Did the person's own files make it, and all that it says? Only then can it be deleted. */
bool phrase_category_is_own(const struct phrase_texts *texts, const struct phrase_category *category);
/* Is it in one of the person's own files? */
bool phrase_texts_own(const struct phrase_texts *texts, const char *file);

#endif

/* The phrases that somebody can choose: categories in order, phrases in order, ids that stay.
 *
 * Ids. A category has the id its heading gives (`# 呼吸 {id: breathing}`) or its title made into a word
 * (`# Warm & Cold` → `warm-cold`, `# 呼吸` → `呼吸`). A phrase has `category.word`, the word again given
 * (`{id: suction}` → `urgent.suction`) or made from its label (or its text where it has none). Adding,
 * removing or moving other phrases does not change it. Two different phrases of one category that make the
 * same word
 * (`好吗？` and `好！吗`): the later one gets a hash of its text behind its word.
 *
 * Several files make one set. A category met again, by id or by title, goes on where it stopped (also when the id
 * made from a title is the one that another heading gives: `# Pain` goes on with `# 疼痛 {id: pain}`). A phrase of
 * a later file with the id or the label of an earlier file's takes its place and its id: so a family changes
 * the words of a shipped phrase without touching the shipped file. */
#ifndef YINIAN_BOARD_PHRASE_SET_H
#define YINIAN_BOARD_PHRASE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/* Roles of the palette, not paint: the theme decides what they look like, and never says anything by them
 * alone. */
enum phrase_colour {
    PHRASE_COLOUR_NONE,
    PHRASE_COLOUR_RED, /* urgent */
    PHRASE_COLOUR_BLUE,
    PHRASE_COLOUR_GREEN,
    PHRASE_COLOUR_YELLOW,
    PHRASE_COLOUR_PURPLE,
    PHRASE_COLOUR_GREY,
    PHRASE_COLOUR_COUNT
};

enum {
    PHRASE_SET_PHRASES_AT_MOST = 2000, /* at 24 a page more cannot be reached by one switch anyway */
    PHRASE_SET_CATEGORIES_AT_MOST = 200,
    PHRASE_LABEL_COLUMNS_AT_MOST = 28 /* a Hanzi takes two columns: what a key holds in two lines */
};

/* All texts are UTF-8, NUL-terminated, without control characters, and belong to the set. */
struct phrase {
    const char *id;
    const char *label;         /* what stands on the key, never empty */
    const char *spoken;        /* what is said, never empty; the label where the file gives nothing longer */
    const char *reading;       /* NULL, or for each Hanzi of `spoken` one word, parted by single blanks: toned
                                  pinyin (`yin2`, ü as v, neutral tone 5) or `-` where none is given */
    bool label_cut;            /* the label is only the beginning of `spoken`, which was too long for a key */
    enum phrase_colour colour; /* its own; see phrase_colour_shown() */
    const char *picture;       /* NULL, or a .png, relative to the folder of `file` */
    const char *reading_written; /* NULL, or as the file gives it: also for words of it only */
    int place;                   /* where in its category the file wants it, from 1; 0: in its order */
    bool hidden;                 /* not for the person: see phrase_set_part() */
    bool replaces;               /* it stands in the place of an earlier file's */
    const char *recording; /* NULL, or a sound file, relative to the folder of `file` or to the recordings' */
    const char *file;      /* as given to phrase_file_parse(); "" when none was given */
    int line;              /* in that file, from 1 */
};

struct phrase_category {
    const char *id;
    const char *title;
    enum phrase_colour colour;
    struct phrase *phrases; /* never none; behind `count` those that are hidden */
    size_t count;
    size_t hidden_count;
    bool hidden;
    int place;            /* among the categories, from 1; 0: in its order */
    const char *made_in;  /* the file that made it */
    const char *title_in; /* the file and line that gave its title; "" and 0 when a file's name did */
    int line;
};

struct phrase_set {
    struct phrase_category *categories; /* behind `count` those that are hidden, or have nothing to say */
    size_t count;
    size_t hidden_count;
    size_t phrase_count;    /* in all categories that are not hidden */
    size_t total;           /* … and all that are hidden */
    const char *own_folder; /* NULL before phrase_set_order() */
    struct arena arena;     /* the texts */
};

void phrase_set_init(struct phrase_set *set);
void phrase_set_destroy(struct phrase_set *set);

/* NULL when there is none. Pointers into a set are good until the next file is parsed into it. */
const struct phrase_category *phrase_set_category(const struct phrase_set *set, const char *id);
const struct phrase *phrase_set_phrase(const struct phrase_set *set, const char *id);

enum phrase_colour phrase_colour_shown(const struct phrase_category *category, const struct phrase *phrase);
const char *phrase_colour_name(enum phrase_colour colour); /* "none", "red" … */

/* The same, among those that are hidden too: for whoever changes them. */
const struct phrase_category *phrase_set_any_category(const struct phrase_set *set, const char *id);
const struct phrase *phrase_set_any_phrase(const struct phrase_set *set, const char *id);

/* After the last file: categories that were made by a file in `own_folder` (a path) come right after the urgent ones, then
 * what has a place goes there. Those without a place fill what is left, in their order; of two with one place the second
 * takes the next that is free. */
void phrase_set_order(struct phrase_set *set, const char *own_folder);

/* Is this a file of the person's own? */
bool phrase_set_is_own(const struct phrase_set *set, const char *file);

/* For the parser. */

/* May stand in an id: a–z, Latin letters with marks, digits, Hanzi, - and _. */
bool phrase_id_character(uint32_t character);
/* Puts what is hidden behind what is not. phrase_file_parse() ends with it. */
void phrase_set_part(struct phrase_set *set);

/* The category that a heading leads to: NULL if there is none yet. */
const struct phrase_category *phrase_set_find(const struct phrase_set *set, const char *explicit_id,
                                              const char *title);

/* The category with this id (explicit_id may be NULL: then with this title, then with the id made from it),
 * made if it is not there. NULL when there are PHRASE_SET_CATEGORIES_AT_MOST already. Copies id and title; `file` lives
 * in the arena of the set. */
struct phrase_category *phrase_set_join(struct phrase_set *set, const char *explicit_id, const char *title,
                                        const char *file);

enum phrase_added {
    PHRASE_ADDED,
    PHRASE_REPLACED, /* one of an earlier file */
    PHRASE_TWICE,    /* label and text stand in this file already: nothing was added */
    PHRASE_ID_TAKEN  /* added, but the id given belongs to another phrase of this file */
};

/* Adds `given`, whose texts already live in the arena of the set (`file` the same pointer for one whole
 * file), and whose `id` is the explicit word, or NULL. The caller asks first whether the set is full. */
enum phrase_added phrase_set_add(struct phrase_set *set, struct phrase_category *category,
                                 const struct phrase *given);

#endif

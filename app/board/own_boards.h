/* The person's own boards: the sets of Open Board files in DATA/boards, each board with a key by which screens name it.
 *
 *     boards/Kitchen.obz       "board:Kitchen" its first board, "board:Kitchen/3" the board with the id 3
 *     boards/yes-no.obf        "board:yes-no"
 *
 * What a button does: a load_board that leads to a board opens it; actions become those of ours (below); any other button says
 * its vocalization, or its label. What is not understood is reported by own_boards_check(), and the button says its label.
 *
 *     ":clear" clear     ":backspace" delete     ":speak" speak     ":back" back     ":home" the set's first board, from there home
 *     ":space" adds a blank     "+text" adds text; such ones in a row are one       ":native-keyboard" the writing board   */
#ifndef YINIAN_BOARD_OWN_BOARDS_H
#define YINIAN_BOARD_OWN_BOARDS_H

#include "action/action.h"
#include "board/obf.h"

enum { OWN_KEY_BYTES_AT_MOST = 72 }; /* so that "board:KEY" fits the name of a screen */

struct own_set {
    const char *file; /* "Kitchen.obz" */
    const char *name; /* … without its ending */
    struct obf_set set;
};

struct own_board {
    const char *key;
    const struct own_set *of;
    const struct obf_board *board;
    bool listed; /* a first board, or one to which no other of its set leads */
};

struct own_boards {
    struct arena arena; /* names and keys */
    struct own_set *sets;
    size_t set_count;
    struct own_board *boards;
    size_t count;
};

void own_boards_init(struct own_boards *own);
void own_boards_destroy(struct own_boards *own);
/* Takes `set` over. Pointers into `own` are good again after own_boards_index(). */
void own_boards_add(struct own_boards *own, const char *file, struct obf_set *set);
/* Gives every board its key. After all sets were added. */
void own_boards_index(struct own_boards *own);
const struct own_board *own_boards_find(const struct own_boards *own, const char *key); /* NULL: none */
/* Where a link leads: within the set, else to another by id or by its file's name. NULL: nowhere. */
const struct own_board *own_boards_follow(const struct own_boards *own, const struct own_board *from,
                                          const struct obf_link *link);

struct own_meaning {
    struct action action; /* OPEN, SAY_TEXT, COMMIT, CLEAR …; NONE: there is nothing to do or say */
    const char *said;     /* SAY_TEXT, COMMIT: the text */
    const char *reading;  /* SAY_TEXT: toned pinyin, or NULL */
    const char *unknown;  /* the first thing asked for that is not understood, or NULL */
};

/* `language`: "zh", "en"; texts that are made live in `arena`. */
struct own_meaning own_meaning_of(const struct own_boards *own, const struct own_board *board,
                                  const struct obf_button *button, const char *language, struct arena *arena);

/* A text without pictographs (emoji), for which there is no type here; the text itself where it has none, or nothing else. */
const char *own_plain_text(struct arena *arena, const char *text);

/* Reports what of this set will not be as its author meant: actions and links that lead nowhere, pictures that cannot be
 * drawn, colours that are none, sounds. `file`: as diagnostics name it. */
void own_boards_check(const struct own_boards *own, const struct own_set *set, const char *file,
                      struct diagnostics *diagnostics);

#endif

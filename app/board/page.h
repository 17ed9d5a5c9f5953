/* A page: what stands on the screen to be chosen, as data. Every screen is a function that builds one
 * (app/board/board_*.c); view/ lays it out and draws it, scan/ goes through it.
 *
 *     page → sections → rows → cells           a section is scanned as one group in group–row–column
 *
 * Cells of a row stand side by side, rows one below the other. A page on which cells lie freely (the drawn body)
 * gives them places of their own (`place`), in thousandths of the page's area; they still belong to rows, which
 * is the order of the scan.
 *
 * Everything a page holds lives in its arena and goes with page_reset(). */
#ifndef YINIAN_BOARD_PAGE_H
#define YINIAN_BOARD_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "action/action.h"
#include "base/memory.h"
#include "base/time_us.h"

/* What a cell is to the eye and in the driver's tree. Colour is never the only sign: see `mark`. */
#define CELL_ROLE_TABLE(X)                                                                                   \
    X(TILE, "tile")     /* a big choice that leads somewhere */                                              \
    X(KEY, "key")       /* a writing key at its fixed place */                                               \
    X(WORD, "word")     /* a suggestion: commits text */                                                     \
    X(PHRASE, "phrase") /* says something */                                                                 \
    X(ACTION, "action") /* does something: speak, undo, home … */                                          \
    X(URGENT, "urgent") /* call, suction … */                                                              \
    X(PART, "part")     /* a part of the drawn body */                                                       \
    X(LINE, "line")     /* text to read, nothing to choose */
#define CELL_ROLE_ENUM(ENUM, name) CELL_##ENUM,
enum cell_role { CELL_ROLE_TABLE(CELL_ROLE_ENUM) CELL_ROLE_COUNT };
#undef CELL_ROLE_ENUM
const char *cell_role_name(enum cell_role role);

/* Small signs drawn beside a label, so that colour is never the only sign. Drawn by view/ as plain shapes. */
enum cell_mark {
    MARK_NONE,
    MARK_CALL,
    MARK_YES,
    MARK_NO,
    MARK_NEEDS,
    MARK_PHRASES,
    MARK_WRITE,
    MARK_BODY,
    MARK_LIBRARY,
    MARK_REST,
    MARK_SETTINGS,
    MARK_SPEAK,
    MARK_UNDO,
    MARK_DELETE,
    MARK_CLEAR,
    MARK_BACK,
    MARK_HOME,
    MARK_MORE,
    MARK_URGENT,
    MARK_HISTORY,
    MARK_KEEP,
    MARK_STOP,
    MARK_EXIT,
    MARK_TARGET, /* a point to look at */
    MARK_KEYS,
    MARK_BOOK_NEXT, /* the next page of what is read, and the one before; read aloud: MARK_SPEAK */
    MARK_BOOK_BACK,
    MARK_BOOKMARK,
    MARK_SEARCH,
    MARK_LARGER, /* letters */
    MARK_SMALLER,
    MARK_QUESTION,
    MARK_CLOCK, /* pages turn by themselves */
    MARK_WORDS, /* what a word means */
    MARK_COUNT
};

/* A phrase file's colour, or what an action means. NONE: as the role says. */
enum cell_tint {
    TINT_NONE,
    TINT_RED,
    TINT_GREEN,
    TINT_BLUE,
    TINT_YELLOW,
    TINT_PURPLE,
    TINT_GREY,
    TINT_COUNT
};

struct cell_place { /* thousandths of the page area; width 0: the cell stands in its row */
    int x, y, width, height;
};

enum { CELL_SPELL_AT_MOST = 8 };

enum cell_pair { PAIR_NONE, PAIR_FIRST, PAIR_SECOND };

struct cell {
    const char *id;      /* unique on the page: "initial.h", "suggest.0", "act.speak" */
    const char *label;   /* what is read on it; "" for an empty cell */
    const char *note;    /* second, smaller line, or NULL */
    const char *cue;     /* what the cue voice says; NULL: the label */
    const char *picture; /* path of a PNG that stands in place of the mark, or NULL */
    enum cell_role role;
    enum cell_mark mark;
    enum cell_tint tint;
    struct action action;
    const char *commit;  /* text that choosing it adds to the message, or NULL */
    const char *reading; /* toned pinyin of commit, syllables apart by spaces, or NULL */
    const char *sound;   /* SAY_TEXT: path of a sound that is played instead, or NULL */
    int units;           /* ACTION_COMMIT: spelt units that it uses up; the rest stays spelt */
    const char
        *spell[CELL_SPELL_AT_MOST]; /* units that choosing it adds to the reading; NULL-terminated if fewer */
    int spell_count;
    int span;    /* share of the row's width; 1 for most */
    bool empty;  /* takes its place and is skipped: an impossible key, a missing suggestion */
    bool chosen; /* drawn as being in force: the present value of a setting, the side of the body */
    /* The label is two, apart by the first blank, of which one is in force now: an initial and finals that share a key. */
    enum cell_pair pair;
    bool calm;     /* its label is nothing to be read and steps back: a place among many */
    bool row_exit; /* the row's own "back": leaves the row, nothing else */
    struct cell_place place;
    int first_small, small_count; /* a block: these of page->small stand small in it; 0: none */
    time_us stamp_us;             /* since when it has stood here with this label */
};

enum row_kind {
    ROW_CELLS, /* ordinary */
    ROW_WORDS, /* the suggestions */
    ROW_BAR,   /* the functions at the bottom: lower than the others */
    ROW_STRIP, /* a thin row of one or a few cells: urgent needs */
    ROW_TOP,   /* of a page of blocks: stands in the strip, beside the message */
    ROW_FREE   /* its cells have places of their own */
};

struct row {
    const char *id;
    enum row_kind kind;
    int first_cell, cell_count;
    int weight; /* share of the height among ROW_CELLS; 1 for most */
    int section;
};

struct section {
    const char *id;
    int first_row, row_count;
};

enum page_shape {
    PAGE_ROWS, /* rows fill the page */
    PAGE_BODY, /* the drawn body, with free cells over it */
    PAGE_ASK,  /* a question and its answers */
    PAGE_REST, /* dark: a line of text, nothing lit */
    PAGE_CALL, /* ringing: the whole screen says so */
    PAGE_READ, /* an article (`text`) above its rows */
    PAGE_POINT, /* a point to look at (`point`), and little else: measuring where a tracker is off */
    PAGE_SHOW,  /* a text (`question`) for somebody who listens, as large as it goes */
    PAGE_LISTEN /* the same on a display of their own, which has nothing else: `title` says what is going on */
};

struct article;
struct reading_pages; /* view/reading_pages.h */

struct page {
    struct arena arena;
    const char *screen;   /* "home", "write", "phrases:breathing" … as the driver names it */
    const char *title;    /* what this page is, for the head of the screen; may be "" */
    const char *question; /* PAGE_ASK, PAGE_REST, PAGE_CALL, PAGE_SHOW, PAGE_LISTEN: the text to show large; else NULL */
    enum page_shape shape;
    /* PAGE_READ: what is read, and which page of it; whoever shows the page sets them in pages once it knows the area. */
    const struct article *article;
    const struct reading_pages *set;
    int reading_page;
    const char *reading; /* how what is spelt is shown above it; NULL: its units written together */
    bool with_message;   /* the message bar stands above it */
    bool by_rows;        /* scanned row by row where other pages are scanned by evidence */
    bool turned; /* PAGE_SHOW: the text stands on its head, for somebody opposite who looks from there */
    bool body_back;      /* PAGE_BODY: the figure is seen from behind */
    bool further;        /* "more" has led to it, and it has no keys: "back" leads to the first page */
    int key_px; /* chosen by looking: every cell is at least so wide and high, in a grid of such keys; 0: not */
    struct cell_place
        point; /* PAGE_POINT: its middle in thousandths of the screen; width: how much of it is drawn (1000:
                                all of it; it shrinks while it is looked at) */
    /* In two looks (block_fold.h): cells stand in a grid of so many columns, as large as a block each. 0: not. */
    int block_columns;
    struct cell *
        small; /* what stands small in the blocks: it is read, a look takes the block. Cell by cell in order */
    int small_count, small_capacity;
    struct section *sections;
    int section_count;
    struct row *rows;
    int row_count;
    struct cell *cells;
    int cell_count;
    int section_capacity, row_capacity, cell_capacity;
};

void page_init(struct page *page);
void page_destroy(struct page *page);
void page_reset(struct page *page); /* empty again, memory kept */

/* Building: open a section, rows in it, cells in those. Texts are copied into the page's arena. */
void page_begin(struct page *page, const char *screen, const char *title);
/* The section's own id is "group.ID", so that it differs from its rows'. */
void page_section(struct page *page, const char *id);
void page_row(struct page *page, const char *id, enum row_kind kind);
/* Returns the new cell, valid until the next is added: fill in the rest. Copies id and label. */
struct cell *page_cell(struct page *page, enum cell_role role, const char *id, const char *label);
/* A cell that only takes its place. */
struct cell *page_gap(struct page *page, const char *id);
/* Adds a copy to what stands small in the page's last cell. */
void page_small(struct page *page, const struct cell *cell);
const struct cell *page_find(const struct page *page, const char *id); /* NULL: not there */

/* Keeps the stamps of cells that stood in `before` with the same id, label and row; others get `at_us`. */
void page_stamp(struct page *page, const struct page *before, time_us at_us);

#endif

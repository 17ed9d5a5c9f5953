/* The boards: each screen is a function from what the app knows to a page. Pure; nothing is kept between calls.
 *
 * Screens are named as the driver names them: "home", "urgent", "phrases", "phrases:breathing", "write",
 * "write:letters", "body", "body:head", "settings", "settings:scanning" … (board_screens lists the first parts). */
#ifndef YINIAN_BOARD_BOARD_H
#define YINIAN_BOARD_BOARD_H

#include <stdbool.h>

#include "board/call_practice.h"
#include "board/kept_copies.h"
#include "board/page.h"
#include "board/own_boards.h"
#include "board/people.h"
#include "board/phrase_edit.h"
#include "board/phrase_file.h"
#include "board/picture_desk.h"
#include "board/recording_desk.h"
#include "input/event.h"
#include "input/gaze_correction.h"
#include "input/gaze_course.h"
#include "input/gaze_practice.h"
#include "library/library.h"
#include "library/reading_state.h"
#include "message/message.h"
#include "predict/lexicon.h"
#include "predict/own_words.h"
#include "predict/predictor.h"
#include "scan/fitting.h"
#include "scan/practice.h"
#include "scan/switch_habits.h"
#include "settings/settings.h"

struct history_item;

/* What is known of the library and of reading in it. */
struct board_reading {
    const struct library *library; /* never NULL */
    const struct reading_state *state;
    const struct shelf *shelf;     /* of the language of the screen */
    const struct article *article; /* that the screen's argument names; NULL: none */
    const char *chosen_id; /* the article that opens by choice only and was chosen, while it is read; "": none */
    int page, page_count;          /* of the article, from 0 */
    size_t first, end;             /* bytes of the article that stand on the page */
    bool runs;                     /* it is read aloud, or its pages turn by themselves */
    const char *question;          /* what is looked for; "" */
};

/* What is known of looking. */
struct board_gaze {
    const struct gaze_correction *correction;
    const struct gaze_course *course;   /* the latest */
    struct gaze_course_outcome outcome; /* … what came of it */
    bool can_return;                    /* what the correction was before the latest is still known */
    bool drifts;                        /* ordinary use has shown a drift, degrees: */
    double drift_x, drift_y;
    const struct gaze_practice *practice; /* the latest */
    int key_px;                           /* the size of keys in force, also while it is scanned */
};

/* What is known of changing phrases. */
struct board_edit {
    const char *notice; /* why an edit was refused, or is not on the disk; "" */
    bool failed;        /* … it is not on the disk yet */
    int undo_count;     /* edits that can be taken back */
    bool typing;        /* a text is being typed: */
    enum phrase_edit_kind field;
};

/* What is known of recording a voice. */
enum recording_state { RECORDING_NONE, RECORDING_RUNS, RECORDING_TRIED };
struct board_recording {
    const struct recording_desk *desk; /* NULL: nothing can be recorded */
    enum recording_state state;        /* of the phrase of the present screen */
    struct recording_now now;
    const char *fault; /* why the last try is none; "" */
    bool unkept;       /* `fault` is why what there was could not be kept */
};

/* A change of a setting that can be taken back. Those of one choice have the same `act`. */
struct board_setting_change {
    const struct setting_info *info;
    int before, after;
    unsigned act;
};

/* The lock of the settings. */
enum { LOCK_DIGIT_COUNT = 4 };
struct board_lock {
    bool on;     /* something is locked, if it is not open just now: */
    bool opened;
    char typed[LOCK_DIGIT_COUNT + 1];
    bool wrong;   /* what was typed before */
    bool held;    /* a finger or the mouse is held down, not yet long enough */
};
/* Chosen or typed in this order they open the lock that wants no digits: nobody does it by mistake. */
#define LOCK_ORDER "3142"

/* How far it is with something that is handed over. */
enum board_hand_state { BOARD_HAND_IDLE, BOARD_HAND_ASKED, BOARD_HAND_DONE, BOARD_HAND_FAILED };
struct board_hand {
    enum board_hand_state state;
    char detail[256]; /* DONE: the file's name, or ""; FAILED: why */
};

/* What boards may look at. Borrowed; nothing in it is changed by a board. */
struct board_context {
    const struct settings *settings;
    const struct phrase_set *phrases;
    const struct message *message;
    const struct predictor *predictor;    /* NULL: no suggestions */
    const struct own_words *own_words;    /* what was learnt; NULL: nothing ever */
    const struct evidence_person *person; /* how they press; NULL: nothing is known */
    const struct practice *practice;      /* the latest; NULL: none */
    const struct fitting *fitting;        /* likewise */
    const struct switch_habits *habits;   /* what ordinary use has shown of the switch; NULL: nothing */
    struct habit_proposal habit_proposal; /* … and what is proposed from that now */
    const char *found_switch; /* in the guide: the name of the switch that was pressed; "": it has none */
    const struct board_gaze *gaze;        /* NULL: nothing is chosen by looking */
    const struct board_reading *reading;  /* never NULL */
    const struct board_recording *recording; /* NULL: nothing can be recorded */
    const struct board_edit *edit;        /* never NULL */
    const struct own_boards *own_boards;  /* Open Board files; NULL: none */
    const struct board_setting_change *changes; /* newest first */
    int change_count;
    struct board_lock lock;
    const struct setting_info *tried; /* a value of this is being tried; NULL: none is */
    int tried_before;                 /* … and this is what stays */
    const char *setting_question;     /* what is looked for among the settings; NULL: nothing */
    const struct lexicon *lexicon;    /* NULL: nothing is found by its pinyin */
    const struct people *people;          /* who share this machine; NULL: one alone */
    const struct picture_desk *pictures;  /* that phrases can have; NULL: none */
    const struct kept_copies *copies;     /* that can be gone back to; NULL: none */
    const char *const *history;           /* what was said today, newest first */
    int history_count;
    const char *screen;   /* the whole name */
    const char *argument; /* after the first colon, "" if there is none */
    int page_number;      /* how often "more" was chosen, from 0; boards take it modulo their pages */
    bool body_back;       /* the figure is seen from behind */
    bool can_undo;
    const char *const *rejected; /* texts that were chosen at this state of the message and taken back */
    int rejected_count;
    const struct board_hand *hands; /* HAND_COUNT of them: what was handed over */
    bool kept; /* the message is among the person's own phrases now */
    bool sound_lost;      /* nothing is heard */
    const struct call_practice *call_practice; /* NULL: none */
    bool call_answered;   /* "stop ringing" was chosen: it is waited whether the switch keeps still */
    bool speaking;
    bool safe;    /* in safe mode: the start board has a way out of it */
    bool english; /* language of the screen */
    int width_px, height_px;
    int key_px; /* chosen by looking: the least width and height of whatever can be chosen; 0: not by looking */
    int key_block; /* in two looks: the block that was chosen by the first one, from 0; −1: none */
};

struct board_screen {
    const char *name; /* first part of the screen's name */
    void (*build)(const struct board_context *context, struct page *page);
    /* Is there such a screen? Only asked with an argument; NULL: it takes none. */
    bool (*knows)(const struct board_context *context, const char *argument);
};

/* The screen called so, by the first part of its name; NULL when there is none, or it takes no argument. */
const struct board_screen *board_find(const char *screen);
extern const struct board_screen board_screens[]; /* ends with a NULL name */

/* Is there a screen of this whole name? */
bool board_exists(const struct board_context *context, const char *screen);

/* For the boards themselves. */
/* The thin row that leads to the eight urgent phrases: the second row of every writing and phrase page, so that any
 * of them is at most 6 s and 3 presses away at a scan time of 1000 ms. */
void board_add_urgent_strip(const struct board_context *context, struct page *page);
/* The last row of every page, the same everywhere: message, back, home, call, rest. */
void board_add_bar(const struct board_context *context, struct page *page);
/* The row of message functions: speak, undo, delete, clear … (ROW_BAR, id "edit"). */
void board_add_edit_bar(const struct board_context *context, struct page *page);
/* An action cell with its usual id ("act.NAME"), label and mark: all but what the action table says by itself. */
struct cell *board_add_action(struct page *page, enum action_kind kind, const char *argument);
/* Ends every row of the page that has more than one cell to choose with its way out, when the settings say so. */
void board_add_row_exits(const struct board_context *context, struct page *page);
/* Lays `count` cells out in rows of equal length as the screen's shape suggests. Returns columns. */
int board_columns(const struct board_context *context, int count);

/* The writing board, app/board/board_write.c. */
void board_write_build(const struct board_context *context, struct page *page);
bool board_write_knows(const struct board_context *context, const char *argument);

#endif

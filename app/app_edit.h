/* Changing phrases in the program: what was asked for and is not on the disk yet, and the text that is being typed. Inside the
 * app.
 *
 *     edits    asked ──▶ waiting ──EFFECT_EDIT_PHRASES──▶ PHRASES_EDITED: gone, the next one
 *                           ▲                           ├▶ EDIT_REFUSED: gone, why is said, the next one
 *                           └──"save again", or another─┴▶ EDIT_FAILED: stays, and all behind it
 *     typing   a field is opened ──▶ what is written is its text, the message waits ──done──▶ an edit
 *                                                                                    ──back, home──▶ as it was */
#ifndef YINIAN_APP_EDIT_H
#define YINIAN_APP_EDIT_H

#include "board/board.h"
#include "message/message.h"

enum { APP_EDITS_AT_MOST = 32, APP_UNDO_AT_MOST = 50 };

struct app_edit {
    char *waiting[APP_EDITS_AT_MOST]; /* as phrase_edit_write() writes them; owned */
    int waiting_count;
    bool under_way; /* the first of them was given to the disk */
    struct board_edit told;
    char notice[96];
    char *category, *phrase; /* of the field; owned */
    struct message aside;    /* while something is typed: the message */
    char preedit[96];        /* what the input method is at */
};

#endif

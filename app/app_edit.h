/* Changing phrases in the program: what was asked for and is not on the disk yet, and the text that is being typed. Inside the
 * app.
 *
 *     edits    asked ──▶ waiting ──EFFECT_EDIT_PHRASES──▶ PHRASES_EDITED: gone, the next one
 *                           ▲                           ├▶ EDIT_REFUSED: gone, why is said, the next one
 *                           └──"save again", or another─┴▶ EDIT_FAILED: stays, and all behind it
 *     typing   a field is opened ──▶ what is written is its text, the message waits ──done──▶ an edit
 *                                                                                    ──back, home──▶ as it was *
 * Keys of the window can be the person's only switch. Only a field that was opened by hand takes them all, and only as long as
 * somebody types (TYPING_ALL); otherwise those that are switches stay switches (TYPING_BESIDE), so that nobody is shut in. */
#ifndef YINIAN_APP_EDIT_H
#define YINIAN_APP_EDIT_H

#include "base/time_us.h"
#include "board/board.h"
#include "message/message.h"

enum { APP_EDITS_AT_MOST = 32, APP_UNDO_AT_MOST = 50 };
enum { APP_TYPING_MS = 60000 }; /* TYPING_ALL lasts so long after the last key */

struct app_edit {
    char *waiting[APP_EDITS_AT_MOST]; /* as phrase_edit_write() writes them; owned */
    int waiting_count;
    bool under_way; /* the first of them was given to the disk */
    struct board_edit told;
    char notice[96];
    char *category, *phrase; /* of the field; owned */
    struct message aside;    /* while something is typed: the message */
    char preedit[96];        /* what the input method is at */
    time_us typed_at;        /* opened by hand, and typed in last; TIME_NEVER: by a switch, or long ago */
};

#endif

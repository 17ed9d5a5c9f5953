/* The text being written, with the reading that each Hanzi was chosen by, what has been spelt and is not yet
 * text, a caret that counts characters, and undo of every step.
 *
 * Pure; owns its memory. Texts given to it are copied. */
#ifndef YINIAN_MESSAGE_MESSAGE_H
#define YINIAN_MESSAGE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum {
    MESSAGE_UNIT_BYTES = 8, /* an initial, a final, a letter, a stroke */
    MESSAGE_UNITS_AT_MOST = 32,
    MESSAGE_SYLLABLE_BYTES = 8, /* "zhuang1" and its NUL */
    MESSAGE_CHARACTERS_AT_MOST = 2000,
    MESSAGE_UNDO_AT_MOST = 200
};

/* One state: what undo brings back. */
struct message_state {
    struct buffer text;
    struct buffer
        syllables; /* MESSAGE_SYLLABLE_BYTES for each character of text, "" where no reading was chosen */
    struct buffer starts; /* a byte for each character of text: 1 where what was chosen at once begins */
    char units[MESSAGE_UNITS_AT_MOST][MESSAGE_UNIT_BYTES];
    int unit_count;
    int caret; /* in characters */
};

struct message {
    struct message_state now;
    struct message_state *undo; /* a ring would forget silently too; the oldest is dropped */
    int undo_count;
    struct message_state undone; /* what the last undo took away, until the next step */
    bool has_undone;
    long steps; /* made, less those that were undone: a place to return to */
};

void message_init(struct message *message);
void message_destroy(struct message *message);

/* Each of these is one step for undo; false when nothing changed (full, empty, malformed). */
/* Adds text at the caret and uses up `units` of what was spelt. `reading`: syllables apart by spaces, one for each
 * Hanzi of the text, or NULL. */
bool message_commit(struct message *message, const char *text, const char *reading, int units);
bool message_spell(struct message *message, const char *unit);
bool message_delete(struct message *message); /* the last unit spelt, else the character before the caret */
/* All that is spelt, else the last word: Latin letters and digits that stand together, with the blank before them;
 * Hanzi as they were chosen; other marks one by one, or as they were chosen. */
bool message_delete_word(struct message *message);
bool message_clear(struct message *message);
bool message_delete_next(struct message *message); /* the character behind the caret */
bool message_replace(struct message *message, const char *text); /* the whole text */
bool message_undo(struct message *message);
/* Back to where message->steps was `steps`, forwards over one undo at most. True: something changed. */
bool message_return(struct message *message, long steps);

/* Everything forgotten, undo too: a new message. */
void message_reset(struct message *message);
/* The same, beginning with this text (read back after a restart). Of one that is too long, or stops being text, the
 * beginning: nobody begins anew because a disk or a hand broke the end. */
void message_restore(struct message *message, const char *text);

/* Between 0 and all characters; where it is no step for undo. False: it stands there already. */
bool message_move_caret(struct message *message, int caret);

const char *message_text(const struct message *message);
size_t message_size(const struct message *message); /* bytes */
int message_count(const struct message *message);   /* characters */
int message_caret(const struct message *message);
bool message_is_empty(const struct message *message); /* no text, nothing spelt */
/* What has been spelt, units written together, into `out` (cleared first). */
void message_reading(const struct message *message, struct buffer *out);
/* The units as predict/ wants them: fills `units`, returns how many. Valid until the next change. */
int message_units(const struct message *message, const char *units[MESSAGE_UNITS_AT_MOST]);
/* The syllable that the character at `index` was chosen by, "" if none. */
const char *message_syllable(const struct message *message, int index);

#endif

/* The writing boards, and what the app must know to carry out what is chosen on them.
 *
 *     write              pinyin: initials, or finals while the last initial waits for its final
 *     write:initials     initials only: each stands for any syllable that begins so (x t → 吸痰)
 *     write:letters      Latin letters; write:capitals: the same in capitals
 *     write:digits       digits and what is counted with them
 *     write:punctuation
 *
 * "write" by itself is the pinyin board, or the letters where the settings or the language of the screen say so;
 * the other of the two is then write:pinyin or write:letters.
 *
 * Rows: suggest · urgent · keys.0 … keys.4 · edit · bar.
 *
 * What the actions mean:
 *   COMMIT  message_commit(message, cell->commit, cell->reading, cell->units); the rest stays spelt
 *   SPELL   message_spell(message, argument)
 *   TYPE    adds the argument; what is spelt becomes text before it, letter by letter as it stands. The cell says
 *           so already, so it is the same call: message_commit(message, cell->commit, NULL, cell->units).
 *           The pinyin board has no such key: no half-spelt syllable gets into the message by a slip.
 *   MORE    the next page of suggestions; after the last comes the first
 *   OPEN    write… from a write… screen takes its place (BACK does not lead through every board that was open)
 * After COMMIT, SPELL, TYPE, UNDO and DELETE the suggestions are new: page_number is 0 again. */
#ifndef YINIAN_BOARD_BOARD_WRITE_H
#define YINIAN_BOARD_BOARD_WRITE_H

#include "base/buffer.h"
#include "board/board.h"

/* The text that typing adds to the message while these units are spelt. `out` is cleared first. */
void board_write_typed(const char *const *units, int unit_count, const char *typed, struct buffer *out);

#endif

/* The writing boards, and what the app must know to carry out what is chosen on them.
 *
 *     write              pinyin: initials, or finals while the last initial waits for its final
 *     write:zhuyin       the same syllables by Zhuyin: initials, then whole rimes; spells pinyin's units
 *     write:strokes      一 丨 丿 丶 乛, and ＊ for any
 *     write:initials     initials only: each stands for any syllable that begins so (x t → 吸痰)
 *     write:letters      Latin letters in the order that is set; write:capitals: the same in capitals
 *     write:digits       digits and what is counted with them
 *     write:punctuation  after a mark the board that it was opened from comes back
 *
 * "write" by itself is the board that the setting `writing` names, the letters on an English screen. The key "pinyin"
 * of the other boards leads to what the person writes Chinese with. With the setting `tones` a column of tones stands
 * beside the initials. Marks stand in the form, Chinese or Latin, that the text before the caret wants.
 *
 * By looking the same boards stand on large keys (board_write_gaze.c), or, where trackers are far off, on six blocks in two
 * looks (board_write_block.c, block_fold.h); "write:other" leads to them all.
 *
 * Rows: suggest · urgent · keys.0 … keys.4 (fewer on some boards), or words.1 … words.3 · edit · bar.
 *
 * By looking (context->key_px > 0) the same boards are a grid of large keys (board_write_gaze.c): suggest · keys.0 … ·
 * bar. "write:other" leads to the other boards and holds what is wanted less often. Where few keys fit on one page the
 * others follow on the pages that MORE leads to, words after them.
 *
 * What the actions mean:
 *   COMMIT  message_commit(message, cell->commit, cell->reading, cell->units); the rest stays spelt
 *   SPELL   message_spell(message, argument)
 *   TYPE    adds the argument; what is spelt becomes text before it, letter by letter as it stands. The cell says
 *           so already, so it is the same call: message_commit(message, cell->commit, NULL, cell->units).
 *           The pinyin board has no such key: no half-spelt syllable gets into the message by a slip. Strokes are
 *           no text: they stay spelt.
 *   MORE    the next page of suggestions; after the last comes the first. On a further page three more rows of words,
 *           words.1 … words.3, take the place of the keys
 *   BACK    from a further page to the first one
 *   OPEN    write… from a write… screen takes its place (BACK does not lead through every board that was open)
 *   UNDO    turns back a page of suggestions when that was the last step, else the message
 * After COMMIT, SPELL, TYPE, UNDO and DELETE the suggestions are new: page_number is 0 again. */
#ifndef YINIAN_BOARD_BOARD_WRITE_H
#define YINIAN_BOARD_BOARD_WRITE_H

#include "base/buffer.h"
#include "board/board.h"

/* The text that typing adds to the message while these units are spelt. `out` is cleared first. */
void board_write_typed(const char *const *units, int unit_count, const char *typed, struct buffer *out);

#endif

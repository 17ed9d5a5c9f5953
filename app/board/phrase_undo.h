/* Takes an edit of a file back, also where somebody has edited it by hand since.
 *
 *     before  a b c      after  a X c      now  n a X c m      →  n a b c m
 *
 * The lines that the edit put there are looked for (the nearest that stand behind the same line, or any alone), and those it
 * took away come in their place. Where they are not there any more nothing is done. */
#ifndef YINIAN_BOARD_PHRASE_UNDO_H
#define YINIAN_BOARD_PHRASE_UNDO_H

#include <stdbool.h>

#include "base/buffer.h"

/* Adds to `out` what `now` becomes; false: it cannot be taken back, nothing was added. */
bool phrase_undo(const struct buffer *before, const struct buffer *after, const struct buffer *now,
                 struct buffer *out);

#endif

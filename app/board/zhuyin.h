/* Zhuyin (Bopomofo) as another way of writing the units of the pinyin board: labels of keys, and how what is spelt is
 * shown. Pure; texts are static.
 *
 *     units      y an       zh i     j u      d ong           y and w are initials in pinyin and none in Zhuyin:
 *     Zhuyin     ㄧㄢ       ㄓ       ㄐㄩ     ㄉㄨㄥ          what follows them is one rime, ㄧㄢ, at one place */
#ifndef YINIAN_BOARD_ZHUYIN_H
#define YINIAN_BOARD_ZHUYIN_H

#include "base/buffer.h"

#define ZHUYIN_NO_RIME "-" /* zhi, si …: the initial alone is the syllable */

/* The letter of an initial (predict/syllable.h); "" for y, w and the empty initial. */
const char *zhuyin_initial(int initial);
/* The label of the initial's key: the letter, or what syllables without one begin with: ㄧㄩ, ㄨ, ㄚㄛㄜ. */
const char *zhuyin_key(int initial);
/* What stands after the initial's letter in the syllable; ZHUYIN_NO_RIME, or "" when there is no such syllable. */
const char *zhuyin_rime(int initial, int final);
/* The final that makes this rime after this initial; FINAL_NONE: none does. */
int zhuyin_final(int initial, const char *rime);
/* "1" … "5" → ˉ ˊ ˇ ˋ ˙; NULL for anything else. */
const char *zhuyin_tone(const char *unit);
/* All that is spelt; units that are none of initials, finals and tones stay as they are. `out` is cleared first. */
void zhuyin_of_units(const char *const *units, int unit_count, struct buffer *out);

#endif

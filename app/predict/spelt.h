/* What the spelt units mean: the syllables of initials and finals, or of letters. Pure; nothing is kept.
 *
 *     units of the pinyin board     h ao ch          → hao ch…          one way, or none
 *     units of the letter board     x i a n          → xian · xi an     several ways, the fewest syllables first
 *
 * A unit is one string. On the pinyin board an initial opens a syllable and a final closes it; an initial that is
 * followed by another initial stands for any syllable that begins so (x t → 吸痰). The empty initial is spelt '.
 * After a final its tone may be spelt, "1" … "5" (h ao 3): it belongs to the syllable and changes nothing here. */
#ifndef YINIAN_PREDICT_SPELT_H
#define YINIAN_PREDICT_SPELT_H

#include <stdbool.h>

#include "predict/lexicon.h"

enum { SPELT_SYLLABLES_AT_MOST = 32, SPELT_WAYS_AT_MOST = 4 };

struct spelt {
    struct pinyin_unit syllables[SPELT_SYLLABLES_AT_MOST];
    uint8_t units[SPELT_SYLLABLES_AT_MOST]; /* how many units lead up to the end of this syllable */
    int count;
};

/* Units of initials and finals. False (and no syllables) when they are something else or more than
 * SPELT_SYLLABLES_AT_MOST syllables; true with none for no units. */
bool spelt_parse(const char *const *units, int unit_count, struct spelt *spelt);

/* The initial at the end that still waits for its final, INITIAL_EMPTY among them; −1 when there is none, also when
 * these are no units of initials and finals. */
int spelt_open_initial(const char *const *units, int unit_count);

/* A tone, "1" … "5"; 0 for anything else. */
int spelt_tone(const char *unit);
/* A syllable has just been spelt out and has no tone yet. */
bool spelt_wants_tone(const char *const *units, int unit_count);

/* Units that are single letters (or '). A consonant that begins no syllable there stands for any that begins so.
 * Returns how many ways were found, at most SPELT_WAYS_AT_MOST, 0 when some letter fits nowhere. */
int spelt_parse_letters(const char *const *units, int unit_count, struct spelt ways[SPELT_WAYS_AT_MOST]);

#endif

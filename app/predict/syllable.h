/* The legal toneless syllables of Standard Mandarin, and how each is spelt with an initial and a final.
 *
 * Spelling is pinyin in lower-case ASCII; ü is written v after l and n (lv, nve) and u after j q x y, as
 * people type it. The initials are those of the writing board: zh ch sh b p m f d t n l g k h j q x r z c s
 * y w, and the empty initial of "an", "er", "o", which is spelt ' on its own. y and w count as initials:
 * "yue" = y + ue. The interjections m, n, ng, hm
 * and hng are legal: empty initial, and themselves as the final.
 *
 * Syllables are numbered from 1, sorted by initial and then by final, so that all syllables of one initial
 * are one run of numbers. */
#ifndef YINIAN_PREDICT_SYLLABLE_H
#define YINIAN_PREDICT_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SYLLABLE_NONE = 0,
    INITIAL_EMPTY = 0,     /* spelt "'" */
    INITIAL_COUNT = 24,    /* INITIAL_EMPTY and the 23 above, 0…23 */
    FINAL_NONE = 0,        /* "only the initial is known" */
    SYLLABLE_SPELLING = 8, /* bytes that the longest spelling with tone and NUL needs: zhuang1 */
    TONE_NEUTRAL = 5
};

/* A syllable with its tone: number × 8 + tone, tone 1–4 or TONE_NEUTRAL. 0 is no syllable. */
typedef uint16_t toned_syllable;

int syllable_count(void);
int final_count(void); /* finals are numbered 1 … final_count() */

const char *syllable_text(int syllable); /* "" for a number out of range */
const char *initial_text(int initial);   /* "'" for INITIAL_EMPTY, "" out of range */
const char *final_text(int final);       /* "" out of range */

int syllable_initial(int syllable); /* INITIAL_EMPTY for a number out of range */
int syllable_final(int syllable);   /* FINAL_NONE for a number out of range */

/* The syllable spelt by exactly these bytes (no tone), or SYLLABLE_NONE. ü as v; "lue" and "nue" are taken
 * for lve and nve. */
int syllable_find(const char *bytes, size_t size);
int initial_find(const char *bytes, size_t size); /* -1 when it is none; "'" gives INITIAL_EMPTY */
int final_find(const char *bytes, size_t size);   /* FINAL_NONE when it is none */

/* The syllable of an initial and a final; SYLLABLE_NONE when Mandarin has no such syllable. So the finals
 * that can follow an initial are those for which this is a syllable. */
int syllable_join(int initial, int final);

static inline toned_syllable toned_make(int syllable, int tone)
{
    return (toned_syllable)(syllable * 8 + tone);
}

static inline int toned_syllable_of(toned_syllable toned)
{
    return toned >> 3;
}

static inline int toned_tone(toned_syllable toned)
{
    return toned & 7;
}

/* Reads "yin2" at the start of the bytes: letters, then a digit 1–5 (0 is taken for 5). Returns how many
 * bytes it took, 0 when there is no such syllable. ü is accepted as v, as u: and as UTF-8 ü; capitals are
 * accepted. */
size_t toned_parse(const char *bytes, size_t size, toned_syllable *toned);
/* Writes "yin2" and a NUL; returns the length, 0 for no syllable. */
size_t toned_format(toned_syllable toned, char text[SYLLABLE_SPELLING]);

#endif

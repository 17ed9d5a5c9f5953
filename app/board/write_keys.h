/* What stands where on the writing boards: data only. Every key has one place, whatever has been spelt.
 *
 * Row–column scanning reaches row r, column c after r + c steps, so the frequent keys stand towards the upper left
 * corner, along the diagonals. The places of the initials follow how often each begins a syllable, those of the
 * finals were searched for so that the mean of r + c is least when impossible ones are skipped. Mean r + c, counted
 * over the lexicon's words (40 %) and 500 everyday sentences (60 %):
 *     initials  4.85 (4.98 when the same keys stand row by row in the design notes' order of frequency)
 *     finals    3.92 (4.14 along the diagonals by frequency alone)
 * The rimes of Zhuyin were placed in the same way, over the lexicon's words: mean 1.94, counted from 0, against 2.18
 * along the diagonals by frequency alone. The strokes stand as on a telephone's keys, 一丨丿 over 丶乛＊.
 *
 * By looking every key costs the same, so the boards for that (write_keys_gaze.c) are ones that are learnt by heart: 3 rows
 * of 9. The finals stand by what they begin with, a e / i o / u; the rimes likewise. Initials that begin most syllables
 * stand above, near the words, families below each other (b m p, j q, zh ch r, d t, z c).
 */
#ifndef YINIAN_BOARD_WRITE_KEYS_H
#define YINIAN_BOARD_WRITE_KEYS_H

enum write_key_kind {
    KEY_NONE,    /* nothing stands here */
    KEY_INITIAL, /* spells `text` */
    KEY_FINAL,   /* spells `text`, or `other`: finals that never follow the same initial share a place */
    KEY_RIME,    /* the same by rimes of Zhuyin (zhuyin.h): spells the final that makes `text`, or `other` */
    KEY_STROKE,  /* spells `text`, a stroke; `other`: its name, N_() */
    KEY_LETTER,  /* spells `text`, its capital on the board of capitals */
    KEY_TYPE,    /* types `text` */
    KEY_MARK,    /* types `text`, or `other`, its form in Latin text, by what stands before the caret */
    KEY_RARER,   /* types of the same two the other one */
    KEY_BOARD,   /* opens the board `text`; leads to `other` from that board itself */
    KEY_FINALS, /* KEY_FINAL of the one of these that fits, apart by blanks: no two of them follow the same initial */
    KEY_RIMES, /* the same of KEY_RIME */
    KEY_END    /* the row ends before this place */
};

struct write_key {
    enum write_key_kind kind;
    const char *text;
    const char *label; /* N_(); NULL: the text */
    const char *other; /* NULL: none */
    const char *other_label;
};

enum { WRITE_KEYS_COLUMNS_AT_MOST = 10 };

struct write_keys {
    int rows, columns;
    const struct write_key (*places)[WRITE_KEYS_COLUMNS_AT_MOST];
};

extern const struct write_keys write_keys_initials, write_keys_finals, write_keys_rimes, write_keys_strokes;
extern const struct write_keys write_keys_letters, write_keys_alphabet, write_keys_qwerty;
extern const struct write_keys write_keys_digits, write_keys_punctuation;
extern const struct write_keys write_keys_english_digits, write_keys_english_punctuation;

/* For looking. */
extern const struct write_keys write_gaze_initials, write_gaze_finals, write_gaze_rimes, write_gaze_strokes;
extern const struct write_keys write_gaze_letters, write_gaze_alphabet, write_gaze_qwerty;
extern const struct write_keys write_gaze_digits, write_gaze_punctuation;
extern const struct write_keys write_gaze_english_digits, write_gaze_english_punctuation;

/* In two looks: rows are blocks of six, the fifth row has the three keys that stand among the functions. */
extern const struct write_keys write_block_initials, write_block_finals, write_block_rimes, write_block_strokes;
extern const struct write_keys write_block_letters, write_block_alphabet, write_block_qwerty;
extern const struct write_keys write_block_digits, write_block_punctuation;
extern const struct write_keys write_block_english_digits, write_block_english_punctuation;

#endif

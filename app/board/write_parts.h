/* Inside the writing board: the keys (board_write.c, write_typing.c) and the suggestions (write_suggest.c). */
#ifndef YINIAN_BOARD_WRITE_PARTS_H
#define YINIAN_BOARD_WRITE_PARTS_H

#include "board/board.h"
#include "board/write_keys.h"

enum write_board {
    PINYIN,
    ZHUYIN,
    STROKES,
    INITIALS_ONLY,
    LETTERS,
    CAPITALS,
    DIGITS,
    PUNCTUATION,
    OTHER_KEYS, /* by looking: the other boards, and what is wanted less often */
    WRITE_BOARD_COUNT
};

/* What is being built. */
struct writing {
    const struct board_context *context;
    struct page *page;
    enum write_board board;
    const char *units[MESSAGE_UNITS_AT_MOST];
    int unit_count;
    int open_initial; /* −1: none waits for its final */
    /* Words on the first page; in a row, and rows below the first, on the further ones that "more" leads to. */
    int words_each, further_each, further_rows;
    const char *const *core; /* words with places of their own (board_write_gaze.c); NULL: none */
    int core_count;
    int key_pages; /* pages that the keys take: 1, or more where few large ones fit */
};

/* What the predictor is asked for: the message up to the caret, and what is spelt. */
struct predict_request write_request(const struct writing *writing);
/* A Latin word after another one, or after its comma or full stop, is parted from it by a blank. In the page's memory. */
const char *write_parted(const struct writing *writing, const char *text);
/* Is this unit a stroke, and not a part of a syllable or a letter? */
bool write_is_stroke(const char *unit);
/* The keys of the board, scanned or looked at; KEY_BOARD keys may lead from it. */
const struct write_keys *write_keys_of(const struct writing *writing);
void write_add_key(const struct writing *writing, const struct write_key *key, int row, int column);
/* Does this final (KEY_FINAL) or rime (KEY_RIME) make a syllable now? */
bool write_sound_fits(const struct writing *writing, enum write_key_kind kind, const char *sound);
bool write_has_tones(const struct writing *writing);
void write_add_tone(const struct writing *writing, int tone); /* 1–5; a gap unless one is wanted now */
/* A cell that leads to the board. */
void write_add_opening(const struct writing *writing, enum write_board board);
/* The page by looking (board_write_gaze.c). */
void write_build_for_looking(struct writing *writing);
/* By looking, with six blocks and two looks: as the settings say, or where too few keys of their size find room. */
bool write_by_blocks(const struct board_context *context);
void write_build_blocks(struct writing *writing); /* board_write_block.c */
void write_build_other_blocks(const struct writing *writing);
void write_add_typing(const struct writing *writing, const struct write_key *key);
void write_add_mark(const struct writing *writing, const struct write_key *key); /* KEY_MARK, KEY_RARER */

enum { WRITE_SUGGESTIONS_AT_MOST = 8, WRITE_WORDS_AT_MOST = 32 };

/* The words of the page that "more" has turned to. */
struct write_words {
    struct candidate found[WRITE_WORDS_AT_MOST];
    int count;
    int each;        /* in a row */
    int page_number; /* 0: the first; the keys stand on this one and, if they take several, on those after it */
    bool further;    /* words stand in place of the keys */
    int shown;       /* words of this page and of those before it, hidden ones counted */
};
void write_find_words(const struct writing *writing, struct write_words *words);
/* The first section: a row of words; and what leads to more of them. */
void write_add_suggestions(const struct writing *writing, const struct write_words *words);
void write_add_more(const struct writing *writing, const struct write_words *words);
/* On a further page: the other rows of words, in place of the keys. */
void write_add_further_words(const struct writing *writing, const struct write_words *words);

#endif

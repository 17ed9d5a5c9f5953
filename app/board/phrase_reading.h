/* The reading that a phrase file gives for a text, as toned pinyin, checked against the text.
 *
 *     yin2 hang2 jin1 tian1 kai1 men2     one syllable for each Hanzi of the text
 *     银行 yin2 hang2, 长大 zhang3 da4     only words of it, everywhere they stand in the text
 *
 * A syllable is letters and a tone 1–5 (0 is also the neutral tone); ü may be v, ü or u:. Blanks between
 * syllables may be missing, capitals are taken, commas are blanks. Erhua: 儿 has a syllable of its own, `er5`.
 * Tones are those of the dictionary: sandhi is the speaker's business. */
#ifndef YINIAN_BOARD_PHRASE_READING_H
#define YINIAN_BOARD_PHRASE_READING_H

#include <stddef.h>

#include "base/memory.h"

enum phrase_reading_error {
    PHRASE_READING_GOOD,
    PHRASE_READING_EMPTY,
    PHRASE_READING_SYLLABLE, /* at `at` stands no syllable with a tone */
    PHRASE_READING_COUNT,    /* `syllables` were given for `hanzi` Hanzi */
    PHRASE_READING_NOT_THERE /* the word at `at` does not occur in the text */
};

struct phrase_reading_problem {
    enum phrase_reading_error error;
    size_t at; /* byte offset in the reading */
    size_t syllables;
    size_t hanzi;
};

/* Returns what struct phrase calls its reading, made in `arena`, or NULL with the problem. Bytes are valid
 * UTF-8. */
const char *phrase_reading_parse(const char *bytes, size_t size, const char *spoken, struct arena *arena,
                                 struct phrase_reading_problem *problem);

#endif

/* Shared by the files reading*.c. */
#ifndef YINIAN_SPEECH_READING_PARTS_H
#define YINIAN_SPEECH_READING_PARTS_H

#include "speech/normalise_parts.h"
#include "speech/reading.h"

/* One for each spoken character. */
struct said {
    toned_syllable toned; /* 0: no Hanzi */
    int word_first;       /* where its word begins, an index of this list */
    int word_length;
    bool loose; /* no word list gave its tone: rules may */
    bool spelt; /* nothing changes it any more */
};

/* The spoken characters for matching what stands around one: pauses and everything that is no Hanzi are '.'.
 */
struct line {
    struct script script;
    struct said *said;
    const struct spoken *spoken;
    int count;
};

/* Cuts the Hanzi into words and gives each its word's usual reading. */
void reading_cut(const struct line *line, const struct lexicon *lexicon);
/* A syllable of one character with this sound, or with any when `syllable` is 0; 0 when there is none. */
toned_syllable reading_of_character(const struct lexicon *lexicon, uint32_t character, int syllable);
/* Rules on what stands around (reading_rules.h). */
void reading_apply_rules(const struct line *line);
/* 一, 不, and 儿 that is swallowed. */
void reading_apply_sandhi(const struct line *line);

/* Does one of the patterns (parted by spaces) stand at the index, or end before it? In a pattern '.' is a
 * pause or the edge of the text, '0' a numeral or what is counted with (这 那 几 每 …), '*' any Hanzi; '~' by
 * itself before the index: a word of two characters or more. */
bool line_has(const struct line *line, int index, const char *patterns);
bool line_ends(const struct line *line, int index, const char *patterns);

#endif

/* The lexicon: Chinese words with their toned readings and how often each is used, read straight from the
 * bytes of lexicon.bin (memory-mapped by the caller). Made at build time by app/language-model from Debian's
 * packages.
 *
 * Pure; nothing is allocated; every access is checked against the bounds, so that damaged bytes give wrong
 * words but never a wrong access. The bytes must outlive the lexicon. All functions may be called on a
 * zeroed `struct lexicon` (no words) and from several threads at once.
 *
 * Words are 1 to 8 simplified Hanzi. Each has a cost, −1000·ln P(word) of a unigram model, and one or more
 * readings, the most usual first, each with a cost −1000·ln P(reading | word). */
#ifndef YINIAN_PREDICT_LEXICON_H
#define YINIAN_PREDICT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "predict/syllable.h"

enum {
    LEXICON_WORD_CHARACTERS = 8,
    LEXICON_READINGS = 8,  /* at most so many of one word */
    LEXICON_MATCHES = 256, /* at most so many are asked of lexicon_spelt() */
    /* A reading of this cost or more is there for those who spell so (簿 bo): the voice says the first one. */
    LEXICON_SPELT_ONLY = 13000
};

#define LEXICON_NO_WORD UINT32_MAX

struct lexicon {
    const unsigned char *bytes; /* NULL: no words */
    size_t size;
    uint32_t word_count; /* words are numbered 0 … word_count−1, sorted by their code points */
    uint32_t reading_count;
    uint32_t entry_count; /* (word, reading) pairs in the order of spelling */
    size_t words_at, readings_at, syllables_at, entries_at, texts_at; /* offsets of the sections */
    size_t syllables_size, texts_size;
};

/* Looks at the header only (a few microseconds). False and a diagnostic when it is not a lexicon of this
 * version, of this machine's byte order, or when it is cut short; then the lexicon is zeroed and has no
 * words. */
bool lexicon_open(struct lexicon *lexicon, const void *bytes, size_t size, struct diagnostics *diagnostics);
/* Reads everything and compares the checksum (a few milliseconds): for --check and tests. */
bool lexicon_verify(const struct lexicon *lexicon, struct diagnostics *diagnostics);

struct lexicon_word {
    uint32_t number;
    const char *text; /* in the lexicon's bytes, NOT terminated */
    size_t size;      /* bytes */
    int length;       /* characters, 1–8: also the number of syllables of each reading */
    int cost;         /* −1000·ln P(word), 0–65535 */
    int reading_count;
};

struct lexicon_reading {
    toned_syllable syllables[LEXICON_WORD_CHARACTERS];
    int length;
    int cost; /* −1000·ln P(reading | word), 0–65535; LEXICON_SPELT_ONLY and more: nobody says it */
    /* Bit i: no word list gave the tone of character i; it is the character's usual one. What stands around
     * may know better. Never set for a word of one character. */
    unsigned loose;
};

/* False when there is no such word (or number); `word` is then zeroed with number LEXICON_NO_WORD. */
bool lexicon_find(const struct lexicon *lexicon, const char *text, size_t size, struct lexicon_word *word);
bool lexicon_word(const struct lexicon *lexicon, uint32_t number, struct lexicon_word *word);
/* The `index`th reading, 0 = the most usual. */
bool lexicon_reading(const struct lexicon *lexicon, const struct lexicon_word *word, int index,
                     struct lexicon_reading *reading);

/* All words that the text begins with, shortest first: for segmentation. Returns how many (0–8). */
int lexicon_prefixes(const struct lexicon *lexicon, const char *text, size_t size,
                     struct lexicon_word words[LEXICON_WORD_CHARACTERS]);

/* One spelt unit: a whole syllable, or only its initial (final = FINAL_NONE). */
struct pinyin_unit {
    uint8_t initial;
    uint8_t final;
};

struct lexicon_match {
    uint32_t word; /* number */
    int length;    /* characters of the word */
    int reading;   /* index of the reading that was spelt */
    int cost;      /* cost of the word + cost of that reading */
};

/* The cheapest words whose first `unit_count` syllables are the units, in order of cost (equal: by number).
 * Only words of least_length … most_length characters (use unit_count … 8 for all). A word with two readings
 * that differ in tone only is given once. Returns how many were written, at most `at_most` (≤
 * LEXICON_MATCHES). unit_count is 1–8; with 0 nothing is found. */
int lexicon_spelt(const struct lexicon *lexicon, const struct pinyin_unit *units, int unit_count,
                  int least_length, int most_length, struct lexicon_match *matches, int at_most);

#endif

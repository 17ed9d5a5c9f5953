/* lexicon.bin, shared by its builder (app/language-model) and its reader (lexicon.c).
 *
 * In the byte order of the machine that built it (it is built where it is used). The sections follow the
 * header in this order, each at a multiple of 4 from the start of the file:
 *
 *     words      word_count × struct lexicon_word_record, sorted by text
 *     readings   reading_count × struct lexicon_reading_record, those of one word together, usual one first
 *     syllables  toned_syllable (16 bits) each
 *     entries    entry_count × struct lexicon_entry_record, sorted by initials, then finals, then word
 *     texts      UTF-8, not terminated */
#ifndef YINIAN_PREDICT_LEXICON_FORMAT_H
#define YINIAN_PREDICT_LEXICON_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

#define LEXICON_MAGIC "yinian-lexicon\n" /* 16 bytes with its NUL */

enum {
    LEXICON_VERSION = 2,
    LEXICON_BYTE_ORDER = 0x01020304,
    LEXICON_COST_MOST = 65535,
    LEXICON_NO_INITIAL = 31 /* past the end of a word: sorts after every initial */
};

struct lexicon_header {
    char magic[16];
    uint32_t byte_order, version;
    uint32_t file_size;
    uint32_t
        syllable_count; /* of the syllable table it was built with: the numbers mean nothing without it */
    uint32_t word_count, reading_count, entry_count;
    uint32_t words_at, readings_at, syllables_at, entries_at, texts_at;
    uint32_t syllables_size, texts_size; /* bytes */
    uint32_t body_checksum;              /* of everything after the header */
    uint32_t header_checksum;            /* of the header before this field */
};

struct lexicon_word_record {
    uint32_t text_at; /* in texts */
    uint32_t first_reading;
    uint16_t cost;
    uint8_t text_size; /* bytes */
    uint8_t counts;    /* readings × 16 + characters */
};

struct lexicon_reading_record {
    uint32_t syllables_at; /* index of the first in syllables */
    uint16_t cost;
    uint8_t loose; /* bit i: character i's tone is only its usual one, no word list gave it */
    uint8_t zero;
};

/* initials: 5 bits each, first one highest, in 40 bits; high holds the first byte. */
struct lexicon_entry_record {
    uint32_t word;
    uint16_t cost;  /* word + reading, at most LEXICON_COST_MOST */
    uint8_t counts; /* reading × 16 + characters */
    uint8_t initials_high;
    uint32_t initials_low;
    uint8_t finals[8]; /* 0 past the end */
};

static inline uint32_t lexicon_checksum(const unsigned char *bytes, size_t size)
{
    return hash32_bytes(HASH32_START, bytes, size);
}

#endif

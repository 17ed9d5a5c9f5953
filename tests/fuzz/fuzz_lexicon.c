/* The lexicon over hostile bytes: the header is repaired so that the bytes are let in; then everything is asked. No
 * access may leave the bytes, and what comes back must be in its range. */
#include "fuzz.h"

#include "base/memory.h"
#include "predict/lexicon.h"
#include "predict/lexicon_format.h"

static void repair(uint8_t *bytes, size_t size)
{
    struct lexicon_header header;
    memcpy(&header, bytes, sizeof header);
    memcpy(header.magic, LEXICON_MAGIC, sizeof header.magic);
    header.byte_order = LEXICON_BYTE_ORDER;
    header.version = LEXICON_VERSION;
    header.syllable_count = (uint32_t)syllable_count();
    header.file_size = (uint32_t)size;
    header.header_checksum =
        lexicon_checksum((const unsigned char *)&header, offsetof(struct lexicon_header, header_checksum));
    memcpy(bytes, &header, sizeof header);
}

static void ask_words(const struct lexicon *lexicon)
{
    for (uint32_t i = 0; i < lexicon->word_count && i < 300; i++) {
        struct lexicon_word word, again;
        struct lexicon_reading reading;
        if (!lexicon_word(lexicon, i, &word))
            continue;
        REQUIRE(word.length >= 1 && word.length <= LEXICON_WORD_CHARACTERS);
        for (int k = 0; k < word.reading_count; k++)
            if (lexicon_reading(lexicon, &word, k, &reading))
                REQUIRE(reading.length == word.length);
        lexicon_find(lexicon, word.text, word.size, &again);
    }
}

static void ask_texts(const struct lexicon *lexicon, const uint8_t *bytes, size_t size)
{
    struct lexicon_word words[LEXICON_WORD_CHARACTERS];
    struct lexicon_match matches[64];
    int count = lexicon_prefixes(lexicon, (const char *)bytes, size, words);
    REQUIRE(count >= 0 && count <= LEXICON_WORD_CHARACTERS);
    lexicon_prefixes(lexicon, "\xE7\xBF\xBB\xE8\xBA\xAB", 6, words);
    for (uint8_t initial = 0; initial < 32; initial++) {
        struct pinyin_unit units[] = {{initial, FINAL_NONE}, {size ? bytes[0] : (uint8_t)0, initial}};
        for (int length = 1; length <= 2; length++) {
            count = lexicon_spelt(lexicon, units, length, 1, 8, matches, 64);
            REQUIRE(count >= 0 && count <= 64);
            for (int i = 0; i < count; i++)
                REQUIRE(matches[i].word < lexicon->word_count);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct lexicon lexicon;
    lexicon_open(&lexicon, bytes, size, NULL);
    if (size < sizeof(struct lexicon_header))
        return 0;
    uint8_t *repaired = memory_new(size, 1);
    memcpy(repaired, bytes, size);
    repair(repaired, size);
    if (lexicon_open(&lexicon, repaired, size, NULL)) {
        lexicon_verify(&lexicon, NULL);
        ask_words(&lexicon);
        ask_texts(&lexicon, bytes, size);
    }
    free(repaired);
    return 0;
}

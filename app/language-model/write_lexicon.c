#include "write_lexicon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "predict/lexicon_format.h"

struct parts {
    struct buffer words, readings, syllables, texts;
    struct lexicon_entry_record *entries;
    uint32_t word_count, reading_count, entry_count, entry_capacity;
};

static uint16_t cost_of(double probability)
{
    double cost = probability > 0 ? -1000 * log(probability) : LEXICON_COST_MOST;
    return (uint16_t)lround(cost < 0 ? 0 : cost > LEXICON_COST_MOST ? LEXICON_COST_MOST : cost);
}

static int readings_kept(const struct word *word)
{
    return word->reading_count < LEXICON_READINGS ? word->reading_count : LEXICON_READINGS;
}

/* A reading's place among those of the word that sound the same without tones: only the first is an entry. */
static bool is_spelt_before(const struct word *word, int index)
{
    for (int i = 0; i < index; i++) {
        bool same = true;
        for (int k = 0; k < word->length; k++)
            same = same && toned_syllable_of(word->readings[i].syllables[k]) ==
                               toned_syllable_of(word->readings[index].syllables[k]);
        if (same)
            return true;
    }
    return false;
}

static void add_entry(struct parts *parts, const struct word *word, int index, int cost)
{
    if (parts->entry_count == parts->entry_capacity) {
        parts->entry_capacity = parts->entry_capacity ? parts->entry_capacity * 2 : 4096;
        parts->entries = memory_grow(parts->entries, parts->entry_capacity, sizeof *parts->entries);
    }
    struct lexicon_entry_record entry = {.word = parts->word_count};
    uint64_t initials = 0;
    for (int i = 0; i < LEXICON_WORD_CHARACTERS; i++) {
        int syllable = i < word->length ? toned_syllable_of(word->readings[index].syllables[i]) : 0;
        int initial = i < word->length ? syllable_initial(syllable) : LEXICON_NO_INITIAL;
        initials = initials << 5 | (uint64_t)initial;
        entry.finals[i] = (uint8_t)(i < word->length ? syllable_final(syllable) : FINAL_NONE);
    }
    entry.cost = (uint16_t)(cost < LEXICON_COST_MOST ? cost : LEXICON_COST_MOST);
    entry.counts = (uint8_t)(index << 4 | word->length);
    entry.initials_high = (uint8_t)(initials >> 32);
    entry.initials_low = (uint32_t)initials;
    parts->entries[parts->entry_count++] = entry;
}

static void add_readings(struct parts *parts, const struct word *word, int word_cost)
{
    double whole = 0;
    for (int i = 0; i < readings_kept(word); i++)
        whole += word->readings[i].weight;
    for (int i = 0; i < readings_kept(word); i++) {
        double share = whole > 0 ? word->readings[i].weight / whole : 1;
        struct lexicon_reading_record record = {(uint32_t)(parts->syllables.size / 2), cost_of(share),
                                                (uint8_t)word->readings[i].loose, 0};
        buffer_add(&parts->readings, (const char *)&record, sizeof record);
        buffer_add(&parts->syllables, (const char *)word->readings[i].syllables, 2 * (size_t)word->length);
        if (!is_spelt_before(word, i))
            add_entry(parts, word, i, word_cost + record.cost);
        parts->reading_count++;
    }
}

static void add_word(struct parts *parts, const struct word *word)
{
    struct lexicon_word_record record = {
        .text_at = (uint32_t)parts->texts.size,
        .first_reading = parts->reading_count,
        .cost = cost_of(word->probability),
        .text_size = (uint8_t)strlen(word->text),
        .counts = (uint8_t)(readings_kept(word) << 4 | word->length),
    };
    buffer_add(&parts->texts, word->text, strlen(word->text));
    add_readings(parts, word, record.cost);
    buffer_add(&parts->words, (const char *)&record, sizeof record);
    parts->word_count++;
}

static int by_spelling(const void *a, const void *b)
{
    const struct lexicon_entry_record *left = a, *right = b;
    if (left->initials_high != right->initials_high)
        return left->initials_high < right->initials_high ? -1 : 1;
    if (left->initials_low != right->initials_low)
        return left->initials_low < right->initials_low ? -1 : 1;
    int order = memcmp(left->finals, right->finals, sizeof left->finals);
    if (order != 0)
        return order;
    return left->word < right->word ? -1 : left->word > right->word;
}

static uint32_t add_section(struct buffer *file, const char *bytes, size_t size)
{
    while (file->size % 4 != 0)
        buffer_add_byte(file, 0);
    uint32_t at = (uint32_t)file->size;
    if (size > 0)
        buffer_add(file, bytes, size);
    return at;
}

static void put_together(struct buffer *file, const struct parts *parts)
{
    struct lexicon_header header = {
        .magic = LEXICON_MAGIC,
        .byte_order = LEXICON_BYTE_ORDER,
        .version = LEXICON_VERSION,
        .syllable_count = (uint32_t)syllable_count(),
        .word_count = parts->word_count,
        .reading_count = parts->reading_count,
        .entry_count = parts->entry_count,
        .syllables_size = (uint32_t)parts->syllables.size,
        .texts_size = (uint32_t)parts->texts.size,
    };
    buffer_add(file, (const char *)&header, sizeof header);
    header.words_at = add_section(file, parts->words.bytes, parts->words.size);
    header.readings_at = add_section(file, parts->readings.bytes, parts->readings.size);
    header.syllables_at = add_section(file, parts->syllables.bytes, parts->syllables.size);
    header.entries_at =
        add_section(file, (const char *)parts->entries, parts->entry_count * sizeof *parts->entries);
    header.texts_at = add_section(file, parts->texts.bytes, parts->texts.size);
    header.file_size = (uint32_t)file->size;
    const unsigned char *bytes = (const unsigned char *)file->bytes;
    header.body_checksum = lexicon_checksum(bytes + sizeof header, file->size - sizeof header);
    header.header_checksum =
        lexicon_checksum((const unsigned char *)&header, offsetof(struct lexicon_header, header_checksum));
    memcpy(file->bytes, &header, sizeof header);
}

uint32_t write_lexicon(struct buffer *file, const struct word_table *table)
{
    struct parts parts = {0};
    for (size_t i = 0; i < table->count; i++)
        if (table->words[i]->probability > 0)
            add_word(&parts, table->words[i]);
    if (parts.entry_count > 0)
        qsort(parts.entries, parts.entry_count, sizeof *parts.entries, by_spelling);
    put_together(file, &parts);
    buffer_destroy(&parts.words);
    buffer_destroy(&parts.readings);
    buffer_destroy(&parts.syllables);
    buffer_destroy(&parts.texts);
    free(parts.entries);
    return parts.word_count;
}

#include "predict/lexicon.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "predict/lexicon_format.h"

/* --- opening ------------------------------------------------------------------------------------- */

static bool refuse(struct diagnostics *diagnostics, char *reason)
{
    char file[] = "lexicon.bin";
    struct diagnostic diagnostic = {.level = DIAGNOSTIC_ERROR, .file = file, .reason = reason};
    diagnostics_add(diagnostics, &diagnostic);
    return false;
}

static bool section_fits(const struct lexicon_header *header, uint32_t at, uint64_t size)
{
    return at >= sizeof *header && at % 4 == 0 && at <= header->file_size && size <= header->file_size - at;
}

static bool sections_fit(const struct lexicon_header *header)
{
    uint64_t words = header->word_count, readings = header->reading_count, entries = header->entry_count;
    return section_fits(header, header->words_at, words * sizeof(struct lexicon_word_record)) &&
           section_fits(header, header->readings_at, readings * sizeof(struct lexicon_reading_record)) &&
           section_fits(header, header->syllables_at, header->syllables_size) &&
           section_fits(header, header->entries_at, entries * sizeof(struct lexicon_entry_record)) &&
           section_fits(header, header->texts_at, header->texts_size);
}

static bool header_is_ours(const struct lexicon_header *header, size_t size, struct diagnostics *diagnostics)
{
    if (memcmp(header->magic, LEXICON_MAGIC, sizeof header->magic) != 0)
        return refuse(diagnostics, _("this is not a lexicon"));
    if (header->byte_order != LEXICON_BYTE_ORDER)
        return refuse(diagnostics, _("the lexicon was built on a machine with another byte order"));
    if (header->version != LEXICON_VERSION || header->syllable_count != (uint32_t)syllable_count())
        return refuse(diagnostics, _("the lexicon was built by another version of the program"));
    size_t checked = offsetof(struct lexicon_header, header_checksum);
    if (lexicon_checksum((const unsigned char *)header, checked) != header->header_checksum)
        return refuse(diagnostics, _("the lexicon is damaged"));
    if (header->file_size != size || !sections_fit(header))
        return refuse(diagnostics, _("the lexicon is cut short"));
    return true;
}

bool lexicon_open(struct lexicon *lexicon, const void *bytes, size_t size, struct diagnostics *diagnostics)
{
    struct lexicon_header header;
    *lexicon = (struct lexicon){0};
    if (size < sizeof header)
        return refuse(diagnostics, _("the lexicon is cut short"));
    memcpy(&header, bytes, sizeof header);
    if (!header_is_ours(&header, size, diagnostics))
        return false;
    *lexicon = (struct lexicon){
        .bytes = bytes,
        .size = size,
        .word_count = header.word_count,
        .reading_count = header.reading_count,
        .entry_count = header.entry_count,
        .words_at = header.words_at,
        .readings_at = header.readings_at,
        .syllables_at = header.syllables_at,
        .entries_at = header.entries_at,
        .texts_at = header.texts_at,
        .syllables_size = header.syllables_size,
        .texts_size = header.texts_size,
    };
    return true;
}

bool lexicon_verify(const struct lexicon *lexicon, struct diagnostics *diagnostics)
{
    struct lexicon_header header;
    if (!lexicon->bytes)
        return refuse(diagnostics, _("there is no lexicon"));
    memcpy(&header, lexicon->bytes, sizeof header);
    const unsigned char *body = lexicon->bytes + sizeof header;
    if (lexicon_checksum(body, lexicon->size - sizeof header) != header.body_checksum)
        return refuse(diagnostics, _("the lexicon is damaged"));
    return true;
}

/* --- records; each is copied out, so that nothing depends on alignment --------------------------- */

static bool word_record(const struct lexicon *lexicon, uint32_t number, struct lexicon_word_record *record)
{
    if (number >= lexicon->word_count)
        return false;
    memcpy(record, lexicon->bytes + lexicon->words_at + (size_t)number * sizeof *record, sizeof *record);
    return record->text_at <= lexicon->texts_size &&
           record->text_size <= lexicon->texts_size - record->text_at;
}

static struct lexicon_entry_record entry_record(const struct lexicon *lexicon, uint32_t index)
{
    struct lexicon_entry_record record;
    memcpy(&record, lexicon->bytes + lexicon->entries_at + (size_t)index * sizeof record, sizeof record);
    return record;
}

bool lexicon_word(const struct lexicon *lexicon, uint32_t number, struct lexicon_word *word)
{
    struct lexicon_word_record record;
    *word = (struct lexicon_word){.number = LEXICON_NO_WORD};
    if (!word_record(lexicon, number, &record))
        return false;
    int length = record.counts & 15, readings = record.counts >> 4;
    if (length < 1 || length > LEXICON_WORD_CHARACTERS || readings < 1 || readings > LEXICON_READINGS)
        return false;
    *word = (struct lexicon_word){
        .number = number,
        .text = (const char *)lexicon->bytes + lexicon->texts_at + record.text_at,
        .size = record.text_size,
        .length = length,
        .cost = record.cost,
        .reading_count = readings,
    };
    return true;
}

bool lexicon_reading(const struct lexicon *lexicon, const struct lexicon_word *word, int index,
                     struct lexicon_reading *reading)
{
    struct lexicon_word_record record;
    struct lexicon_reading_record found;
    *reading = (struct lexicon_reading){0};
    if (index < 0 || index >= word->reading_count || !word_record(lexicon, word->number, &record))
        return false;
    uint64_t at = (uint64_t)record.first_reading + (uint64_t)index;
    if (at >= lexicon->reading_count)
        return false;
    memcpy(&found, lexicon->bytes + lexicon->readings_at + (size_t)at * sizeof found, sizeof found);
    uint64_t from = (uint64_t)found.syllables_at * 2, size = (uint64_t)word->length * 2;
    if (from + size > lexicon->syllables_size)
        return false;
    memcpy(reading->syllables, lexicon->bytes + lexicon->syllables_at + (size_t)from, (size_t)size);
    reading->length = word->length;
    reading->cost = found.cost;
    reading->loose = found.loose;
    return true;
}

/* --- by text ------------------------------------------------------------------------------------- */

/* Order of the word against the text: -1, 0, 1; a word that begins with the whole text is after it. */
static int compare_word(const struct lexicon *lexicon, uint32_t number, const char *text, size_t size)
{
    struct lexicon_word_record record;
    if (!word_record(lexicon, number, &record))
        return 1;
    const unsigned char *word = lexicon->bytes + lexicon->texts_at + record.text_at;
    size_t common = record.text_size < size ? record.text_size : size;
    int order = memcmp(word, text, common);
    if (order != 0)
        return order;
    return record.text_size < size ? -1 : record.text_size > size;
}

/* The first word from `low` on that is not before the text. */
static uint32_t lower_bound(const struct lexicon *lexicon, uint32_t low, const char *text, size_t size)
{
    uint32_t high = lexicon->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_word(lexicon, middle, text, size) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool lexicon_find(const struct lexicon *lexicon, const char *text, size_t size, struct lexicon_word *word)
{
    uint32_t at = lower_bound(lexicon, 0, text, size);
    if (at < lexicon->word_count && compare_word(lexicon, at, text, size) == 0)
        return lexicon_word(lexicon, at, word);
    *word = (struct lexicon_word){.number = LEXICON_NO_WORD};
    return false;
}

static bool begins_with(const struct lexicon *lexicon, uint32_t number, const char *text, size_t size)
{
    struct lexicon_word_record record;
    if (!word_record(lexicon, number, &record) || record.text_size < size)
        return false;
    return memcmp(lexicon->bytes + lexicon->texts_at + record.text_at, text, size) == 0;
}

int lexicon_prefixes(const struct lexicon *lexicon, const char *text, size_t size,
                     struct lexicon_word words[LEXICON_WORD_CHARACTERS])
{
    int count = 0;
    uint32_t low = 0;
    size_t taken = 0;
    for (int length = 1; length <= LEXICON_WORD_CHARACTERS && taken < size; length++) {
        uint32_t character;
        taken += utf8_decode(text + taken, size - taken, &character);
        if (!utf8_is_hanzi(character))
            break;
        low = lower_bound(lexicon, low, text, taken);
        if (low >= lexicon->word_count || !begins_with(lexicon, low, text, taken))
            break;
        if (compare_word(lexicon, low, text, taken) == 0 && lexicon_word(lexicon, low, &words[count]))
            count++;
    }
    return count;
}

/* --- by spelling --------------------------------------------------------------------------------- */

struct spelling {
    const struct pinyin_unit *units;
    int count;
    int least_length, most_length;
    uint64_t initials; /* of the units, 5 bits each */
};

static uint64_t entry_initials(const struct lexicon_entry_record *entry, int count)
{
    uint64_t all = (uint64_t)entry->initials_high << 32 | entry->initials_low;
    return all >> (5 * (LEXICON_WORD_CHARACTERS - count));
}

/* The first entry whose first initials are at or after `wanted`. */
static uint32_t first_entry(const struct lexicon *lexicon, uint64_t wanted, int count)
{
    uint32_t low = 0, high = lexicon->entry_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct lexicon_entry_record entry = entry_record(lexicon, middle);
        if (entry_initials(&entry, count) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool entry_fits(const struct lexicon_entry_record *entry, const struct spelling *spelling)
{
    int length = entry->counts & 15;
    if (length < spelling->least_length || length > spelling->most_length)
        return false;
    for (int i = 0; i < spelling->count; i++)
        if (spelling->units[i].final != FINAL_NONE && spelling->units[i].final != entry->finals[i])
            return false;
    return true;
}

static bool is_cheaper(const struct lexicon_match *a, const struct lexicon_match *b)
{
    return a->cost != b->cost ? a->cost < b->cost : a->word < b->word;
}

/* Keeps the list sorted; a word that is there already stays once, with its cheaper reading. */
static int insert_match(struct lexicon_match *matches, int count, int at_most,
                        const struct lexicon_match *match)
{
    if (count == at_most && !is_cheaper(match, &matches[count - 1]))
        return count;
    int at = count < at_most ? count : count - 1;
    for (int i = 0; i < count; i++)
        if (matches[i].word == match->word) {
            if (!is_cheaper(match, &matches[i]))
                return count;
            at = i;
        }
    int grown = at == count ? count + 1 : count;
    for (; at > 0 && is_cheaper(match, &matches[at - 1]); at--)
        matches[at] = matches[at - 1];
    matches[at] = *match;
    return grown;
}

static int collect(const struct lexicon *lexicon, const struct spelling *spelling,
                   struct lexicon_match *matches, int at_most)
{
    int count = 0;
    for (uint32_t i = first_entry(lexicon, spelling->initials, spelling->count); i < lexicon->entry_count;
         i++) {
        struct lexicon_entry_record entry = entry_record(lexicon, i);
        if (entry_initials(&entry, spelling->count) != spelling->initials)
            break;
        if (count == at_most && entry.cost > matches[count - 1].cost)
            continue;
        if (entry.word >= lexicon->word_count || !entry_fits(&entry, spelling))
            continue;
        struct lexicon_match match = {entry.word, entry.counts & 15, entry.counts >> 4, entry.cost};
        count = insert_match(matches, count, at_most, &match);
    }
    return count;
}

int lexicon_spelt(const struct lexicon *lexicon, const struct pinyin_unit *units, int unit_count,
                  int least_length, int most_length, struct lexicon_match *matches, int at_most)
{
    if (unit_count < 1 || unit_count > LEXICON_WORD_CHARACTERS || at_most < 1)
        return 0;
    struct spelling spelling = {units, unit_count, least_length, most_length, 0};
    for (int i = 0; i < unit_count; i++)
        spelling.initials = spelling.initials << 5 | (units[i].initial & 31u);
    return collect(lexicon, &spelling, matches, at_most < LEXICON_MATCHES ? at_most : LEXICON_MATCHES);
}

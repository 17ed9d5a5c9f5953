#include "characters.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void characters_init(struct characters *characters)
{
    characters->items = memory_new(0x10000, sizeof *characters->items);
}

void characters_destroy(struct characters *characters)
{
    free(characters->items);
}

/* --- pinyin with accents ------------------------------------------------------------------------- */

struct accented {
    uint32_t character;
    char letter;
    int tone;
};

static const struct accented accented[] = {
    {0x101, 'a', 1}, {0xE1, 'a', 2},  {0x1CE, 'a', 3}, {0xE0, 'a', 4},  {0x113, 'e', 1},  {0xE9, 'e', 2},
    {0x11B, 'e', 3}, {0xE8, 'e', 4},  {0x12B, 'i', 1}, {0xED, 'i', 2},  {0x1D0, 'i', 3},  {0xEC, 'i', 4},
    {0x14D, 'o', 1}, {0xF3, 'o', 2},  {0x1D2, 'o', 3}, {0xF2, 'o', 4},  {0x16B, 'u', 1},  {0xFA, 'u', 2},
    {0x1D4, 'u', 3}, {0xF9, 'u', 4},  {0x1D6, 'v', 1}, {0x1D8, 'v', 2}, {0x1DA, 'v', 3},  {0x1DC, 'v', 4},
    {0xFC, 'v', 0},  {0x144, 'n', 2}, {0x148, 'n', 3}, {0x1F9, 'n', 4}, {0x1E3F, 'm', 2},
};

static char plain_letter(uint32_t character, int *tone)
{
    for (size_t i = 0; i < sizeof accented / sizeof accented[0]; i++)
        if (accented[i].character == character) {
            *tone = accented[i].tone ? accented[i].tone : *tone;
            return accented[i].letter;
        }
    return character < 0x80 ? (char)character : '?';
}

/* The syllable at the start of the bytes, up to a byte that is no letter of it. */
static toned_syllable read_accented(const char *bytes, size_t size)
{
    char letters[SYLLABLE_SPELLING];
    size_t count = 0;
    int tone = TONE_NEUTRAL;
    for (size_t at = 0; at < size && count < sizeof letters;) {
        uint32_t character;
        size_t taken = utf8_decode(bytes + at, size - at, &character);
        char letter = plain_letter(character, &tone);
        if (letter < 'a' || letter > 'z')
            break;
        letters[count++] = letter;
        at += taken;
    }
    int syllable = syllable_find(letters, count);
    return syllable ? toned_make(syllable, tone) : 0;
}

/* --- Unihan's fields ----------------------------------------------------------------------------- */

static void add_weight(struct character *character, toned_syllable toned, double weight, bool standard)
{
    if (!toned)
        return;
    for (int i = 0; i < character->count; i++)
        if (character->readings[i].toned == toned) {
            character->readings[i].weight += weight;
            character->readings[i].standard |= standard;
            return;
        }
    if (character->count < HELD_READINGS)
        character->readings[character->count++] = (struct character_reading){toned, weight, standard};
}

/* "069.040:dé 069.090:de": readings after a colon (kXHC1983 marks the unusual with a * before it). */
static void read_dictionary(struct character *character, struct line value)
{
    struct line field;
    while (line_field(&value, ' ', &field)) {
        const char *colon = memchr(field.text, ':', field.size);
        size_t skipped = colon ? (size_t)(colon - field.text) + 1 : 0;
        add_weight(character, read_accented(field.text + skipped, field.size - skipped), 0.5, true);
    }
    character->listed = true;
}

/* "de(5096) dé(1496)" */
static void read_counts(struct character *character, struct line value)
{
    struct line field;
    while (line_field(&value, ' ', &field)) {
        const char *bracket = memchr(field.text, '(', field.size);
        if (!bracket)
            continue;
        toned_syllable toned = read_accented(field.text, (size_t)(bracket - field.text));
        add_weight(character, toned, strtod(bracket + 1, NULL), false);
    }
}

static void read_usual(struct character *character, struct line value)
{
    struct line field;
    if (line_field(&value, ' ', &field))
        add_weight(character, read_accented(field.text, field.size), 1, false);
}

/* "53023.060:bù,bó 10019.020:ān" */
static void read_old(struct character *character, struct line value)
{
    struct line field, one;
    while (line_field(&value, ' ', &field)) {
        const char *colon = memchr(field.text, ':', field.size);
        size_t skipped = colon ? (size_t)(colon - field.text) + 1 : 0;
        struct line readings = {field.text + skipped, field.size - skipped};
        while (line_field(&readings, ',', &one)) {
            toned_syllable toned = read_accented(one.text, one.size);
            if (toned && character->old_count < HELD_READINGS)
                character->old[character->old_count++] = toned;
        }
    }
}

static bool is_key(const struct line *key, const char *name)
{
    return strlen(name) == key->size && memcmp(key->text, name, key->size) == 0;
}

/* Unihan lists a character's fields by name, kTGHZ2013 before kXHC1983: the older one counts where the newer
 * one is silent. */
static void read_row(struct characters *characters, struct line line)
{
    struct line code, key, value;
    if (!line_field(&line, '\t', &code) || !line_field(&line, '\t', &key) || !line_field(&line, '\t', &value))
        return;
    unsigned long point = code.size > 2 && code.text[0] == 'U' ? strtoul(code.text + 2, NULL, 16) : 0;
    if (point == 0 || point > 0xFFFF)
        return;
    struct character *character = &characters->items[point];
    if (is_key(&key, "kHanyuPinlu"))
        read_counts(character, value);
    else if (is_key(&key, "kHanyuPinyin"))
        read_old(character, value);
    else if (is_key(&key, "kMandarin"))
        read_usual(character, value);
    else if (is_key(&key, "kTGHZ2013") || (is_key(&key, "kXHC1983") && !character->listed))
        read_dictionary(character, value);
}

static int heaviest_first(const void *a, const void *b)
{
    const struct character_reading *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight < right->weight ? 1 : -1;
    return (left->toned > right->toned) - (left->toned < right->toned);
}

/* What was counted decades ago and is no longer the standard (骨 gú) goes; neutral tones stay. */
static void drop_obsolete(struct character *character)
{
    int kept = 0;
    for (int i = 0; i < character->count; i++) {
        const struct character_reading *reading = &character->readings[i];
        if (!character->listed || reading->standard || toned_tone(reading->toned) == TONE_NEUTRAL)
            character->readings[kept++] = *reading;
    }
    character->count = kept;
}

void characters_read(struct characters *characters, const struct source *unihan)
{
    struct line line;
    for (size_t at = 0; source_line(unihan, &at, &line);)
        read_row(characters, line);
    for (size_t i = 0; i < 0x10000; i++) {
        struct character *character = &characters->items[i];
        drop_obsolete(character);
        qsort(character->readings, (size_t)character->count, sizeof character->readings[0], heaviest_first);
    }
}

toned_syllable characters_toned(const struct characters *characters, uint32_t character, int syllable,
                                int index)
{
    if (character > 0xFFFF)
        return 0;
    const struct character *found = &characters->items[character];
    for (int i = 0; i < found->count; i++)
        if (toned_syllable_of(found->readings[i].toned) == syllable && index-- == 0)
            return found->readings[i].toned;
    return 0;
}

bool characters_allow(const struct characters *characters, uint32_t character, toned_syllable toned)
{
    if (character > 0xFFFF || !characters->items[character].listed)
        return true;
    const struct character *found = &characters->items[character];
    for (int i = 0; i < found->count; i++)
        if (found->readings[i].toned == toned)
            return true;
    return false;
}

double characters_share(const struct characters *characters, uint32_t character, toned_syllable toned)
{
    double whole = 0, share = 0;
    if (character > 0xFFFF)
        return 0;
    const struct character *found = &characters->items[character];
    for (int i = 0; i < found->count; i++) {
        const struct character_reading *reading = &found->readings[i];
        if (toned_syllable_of(reading->toned) != toned_syllable_of(toned))
            continue;
        whole += reading->weight;
        share += reading->toned == toned ? reading->weight : 0;
    }
    return whole > 0 ? share / whole : 0;
}

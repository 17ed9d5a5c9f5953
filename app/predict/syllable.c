#include "predict/syllable.h"

#include <string.h>

#include "predict/syllable_table.h"

enum {
    ROWS = sizeof syllable_rows / sizeof syllable_rows[0],
    FINALS = sizeof final_texts / sizeof final_texts[0]
};

int syllable_count(void)
{
    return ROWS - 1;
}

int final_count(void)
{
    return FINALS - 1;
}

const char *syllable_text(int syllable)
{
    return syllable > 0 && syllable < ROWS ? syllable_rows[syllable].text : "";
}

const char *initial_text(int initial)
{
    return initial >= 0 && initial < INITIAL_COUNT ? initial_texts[initial] : "";
}

const char *final_text(int final)
{
    return final > 0 && final < FINALS ? final_texts[final] : "";
}

int syllable_initial(int syllable)
{
    return syllable > 0 && syllable < ROWS ? syllable_rows[syllable].initial : INITIAL_EMPTY;
}

int syllable_final(int syllable)
{
    return syllable > 0 && syllable < ROWS ? syllable_rows[syllable].final : FINAL_NONE;
}

/* The first row whose (initial, final) is not before the one asked for. */
int syllable_join(int initial, int final)
{
    int low = 1, high = ROWS;
    while (low < high) {
        int middle = (low + high) / 2;
        const struct syllable_row *row = &syllable_rows[middle];
        if (row->initial < initial || (row->initial == initial && row->final < final))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < ROWS && syllable_rows[low].initial == initial && syllable_rows[low].final == final;
    return found ? low : SYLLABLE_NONE;
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiouv", letter) != NULL;
}

static bool has_vowel(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (is_vowel(bytes[i]))
            return true;
    return false;
}

/* The initial that the bytes begin with; a syllable without a vowel after it (ng, hm) has none. */
static int leading_initial(const char *bytes, size_t size, size_t *length)
{
    for (int i = 1; i < INITIAL_COUNT; i++) {
        *length = strlen(initial_texts[i]);
        if (size > *length && memcmp(bytes, initial_texts[i], *length) == 0)
            if (has_vowel(bytes + *length, size - *length))
                return i;
    }
    *length = 0;
    return INITIAL_EMPTY;
}

int final_find(const char *bytes, size_t size)
{
    for (int i = 1; i < FINALS; i++)
        if (strlen(final_texts[i]) == size && memcmp(final_texts[i], bytes, size) == 0)
            return i;
    return FINAL_NONE;
}

int initial_find(const char *bytes, size_t size)
{
    for (int i = 0; i < INITIAL_COUNT; i++)
        if (strlen(initial_texts[i]) == size && memcmp(initial_texts[i], bytes, size) == 0)
            return i;
    return -1;
}

int syllable_find(const char *bytes, size_t size)
{
    size_t length;
    int initial = leading_initial(bytes, size, &length);
    int final = final_find(bytes + length, size - length);
    if (final == F_UE && (initial == I_L || initial == I_N))
        final = F_VE;
    return final == FINAL_NONE ? SYLLABLE_NONE : syllable_join(initial, final);
}

/* One letter of pinyin as people write it, in lower case with ü as v; returns how many bytes it took. */
static size_t read_letter(const char *bytes, size_t size, char *letter)
{
    char c = bytes[0];
    if (size >= 2 && c == '\xC3' && (bytes[1] == '\xBC' || bytes[1] == '\x9C')) {
        *letter = 'v';
        return 2;
    }
    *letter = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (size >= 2 && *letter == 'u' && bytes[1] == ':') {
        *letter = 'v';
        return 2;
    }
    return *letter >= 'a' && *letter <= 'z' ? 1 : 0;
}

/* After j q x y the dots are not needed: jv is ju. */
static void undot(char *letters, size_t count)
{
    if (count > 1 && letters[0] && strchr("jqxy", letters[0]) && letters[1] == 'v')
        letters[1] = 'u';
}

size_t toned_parse(const char *bytes, size_t size, toned_syllable *toned)
{
    char letters[SYLLABLE_SPELLING];
    size_t at = 0, count = 0;
    while (at < size && count < sizeof letters) {
        size_t taken = read_letter(bytes + at, size - at, &letters[count]);
        if (taken == 0)
            break;
        at += taken;
        count++;
    }
    *toned = 0;
    if (at >= size || bytes[at] < '0' || bytes[at] > '5')
        return 0;
    undot(letters, count);
    int syllable = syllable_find(letters, count);
    if (syllable == SYLLABLE_NONE)
        return 0;
    int tone = bytes[at] - '0';
    *toned = toned_make(syllable, tone ? tone : TONE_NEUTRAL);
    return at + 1;
}

size_t toned_format(toned_syllable toned, char text[SYLLABLE_SPELLING])
{
    const char *letters = syllable_text(toned_syllable_of(toned));
    size_t length = strlen(letters);
    memcpy(text, letters, length + 1);
    int tone = toned_tone(toned);
    if (length == 0 || tone < 1 || tone > TONE_NEUTRAL)
        return text[0] = 0, (size_t)0;
    text[length] = (char)('0' + tone);
    text[length + 1] = 0;
    return length + 1;
}

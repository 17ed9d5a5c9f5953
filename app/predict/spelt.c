#include "predict/spelt.h"

#include <string.h>

static bool add_syllable(struct spelt *spelt, int initial, int final, int units)
{
    if (spelt->count == SPELT_SYLLABLES_AT_MOST)
        return false;
    spelt->syllables[spelt->count] = (struct pinyin_unit){(uint8_t)initial, (uint8_t) final};
    spelt->units[spelt->count++] = (uint8_t)units;
    return true;
}

/* Does the unit close the syllable that `initial` opened? After a consonant m and n are initials again; they are
 * finals after the empty initial only. */
static int closing_final(int initial, const char *unit)
{
    int final = final_find(unit, strlen(unit));
    return final != FINAL_NONE && syllable_join(initial, final) != SYLLABLE_NONE ? final : FINAL_NONE;
}

int spelt_tone(const char *unit)
{
    return unit[0] >= '1' && unit[0] <= '5' && !unit[1] ? unit[0] - '0' : 0;
}

/* The tone after the syllable that ends before unit `at`. */
static bool takes_tone(const struct spelt *spelt, const char *unit, int at)
{
    const int last = spelt->count - 1;
    return spelt_tone(unit) && last >= 0 && spelt->syllables[last].final != FINAL_NONE &&
           spelt->units[last] == at;
}

bool spelt_parse(const char *const *units, int unit_count, struct spelt *spelt)
{
    *spelt = (struct spelt){0};
    for (int i = 0; i < unit_count; i++) {
        if (takes_tone(spelt, units[i], i)) {
            spelt->units[spelt->count - 1]++;
            continue;
        }
        int initial = initial_find(units[i], strlen(units[i]));
        int final = i + 1 < unit_count && initial >= 0 ? closing_final(initial, units[i + 1]) : FINAL_NONE;
        if (final != FINAL_NONE)
            i++;
        if (initial < 0 || !add_syllable(spelt, initial, final, i + 1)) {
            spelt->count = 0;
            return false;
        }
    }
    return true;
}

int spelt_open_initial(const char *const *units, int unit_count)
{
    struct spelt spelt;
    if (!spelt_parse(units, unit_count, &spelt) || spelt.count == 0)
        return -1;
    struct pinyin_unit last = spelt.syllables[spelt.count - 1];
    return last.final == FINAL_NONE ? last.initial : -1;
}

bool spelt_wants_tone(const char *const *units, int unit_count)
{
    struct spelt spelt;
    if (unit_count == 0 || !spelt_parse(units, unit_count, &spelt) || spelt.count == 0)
        return false;
    return spelt.syllables[spelt.count - 1].final != FINAL_NONE && !spelt_tone(units[unit_count - 1]);
}

/* --- letters ------------------------------------------------------------------------------------------- */

enum { LETTERS_AT_MOST = 64, SYLLABLE_LETTERS = 6, STEPS_AT_MOST = 2000 };

struct division {
    char letters[LETTERS_AT_MOST];
    int count;
    int steps; /* taken so far: odd input must not cost time without end */
    struct spelt now;
    struct spelt *ways;
    int way_count;
};

static bool join_letters(const char *const *units, int unit_count, struct division *division)
{
    for (int i = 0; i < unit_count && i < LETTERS_AT_MOST; i++) {
        char letter = units[i][0];
        if (!letter || units[i][1])
            return false;
        division->letters[division->count++] = (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
    return division->count == unit_count;
}

static void divide(struct division *division, int at);

static void go_on(struct division *division, int initial, int final, int end)
{
    int count = division->now.count;
    if (add_syllable(&division->now, initial, final, end))
        divide(division, end);
    division->now.count = count;
}

/* An initial alone, where no syllable begins. */
static void divide_initial(struct division *division, int at)
{
    int left = division->count - at;
    for (int length = left < 2 ? left : 2; length > 0; length--) {
        int initial = initial_find(division->letters + at, (size_t)length);
        if (initial > INITIAL_EMPTY) {
            go_on(division, initial, FINAL_NONE, at + length);
            return;
        }
    }
}

/* n and m by themselves are initials here, not the interjections. */
static int written_syllable(const char *letters, size_t size)
{
    int syllable = syllable_find(letters, size);
    return strpbrk(syllable_text(syllable), "aeiouv") ? syllable : SYLLABLE_NONE;
}

/* Each syllable that begins here, the longest first; false when there is none. */
static bool divide_syllables(struct division *division, int at)
{
    bool begins = false;
    int left = division->count - at;
    for (int length = left < SYLLABLE_LETTERS ? left : SYLLABLE_LETTERS; length > 0; length--) {
        int syllable = written_syllable(division->letters + at, (size_t)length);
        if (syllable == SYLLABLE_NONE)
            continue;
        begins = true;
        go_on(division, syllable_initial(syllable), syllable_final(syllable), at + length);
    }
    return begins;
}

static void divide(struct division *division, int at)
{
    if (division->way_count == SPELT_WAYS_AT_MOST || ++division->steps > STEPS_AT_MOST)
        return;
    while (at < division->count && division->letters[at] == '\'')
        at++;
    if (at == division->count)
        division->ways[division->way_count++] = division->now;
    else if (!divide_syllables(division, at))
        divide_initial(division, at);
}

/* Few ways: sorted by insertion, equal ones in the order found (longest syllables first). */
static void sort_ways(struct spelt *ways, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && ways[j].count < ways[j - 1].count; j--) {
            struct spelt swapped = ways[j];
            ways[j] = ways[j - 1];
            ways[j - 1] = swapped;
        }
}

int spelt_parse_letters(const char *const *units, int unit_count, struct spelt ways[SPELT_WAYS_AT_MOST])
{
    struct division division = {.ways = ways};
    if (unit_count == 0 || !join_letters(units, unit_count, &division))
        return 0;
    divide(&division, 0);
    sort_ways(ways, division.way_count);
    if (division.way_count == 0 || ways[0].count == 0) /* nothing but ' */
        return 0;
    for (int i = 0; i < division.way_count; i++)
        ways[i].units[ways[i].count - 1] = (uint8_t)unit_count;
    return division.way_count;
}

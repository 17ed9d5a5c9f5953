#include "speech/normalise.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "speech/normalise_parts.h"

/* --- the result ---------------------------------------------------------------------------------- */

void spoken_text_init(struct spoken_text *spoken)
{
    *spoken = (struct spoken_text){0};
}

void spoken_text_destroy(struct spoken_text *spoken)
{
    free(spoken->items);
    *spoken = (struct spoken_text){0};
}

void spoken_add(struct spoken_text *spoken, uint32_t character, enum spoken_kind kind, int first, int count)
{
    if (spoken->count == spoken->capacity) {
        spoken->capacity = spoken->capacity ? spoken->capacity * 2 : 64;
        spoken->items = memory_grow(spoken->items, (size_t)spoken->capacity, sizeof *spoken->items);
    }
    spoken->items[spoken->count++] = (struct spoken){character, kind, first, count};
}

void spoken_add_text(struct spoken_text *spoken, const char *text, enum spoken_kind kind, int first,
                     int count)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        spoken_add(spoken, character, kind, first, count);
    }
}

/* --- the text ------------------------------------------------------------------------------------ */

static uint32_t fold(uint32_t character)
{
    if (character == 0xFFE5) /* ￥ */
        return 0xA5;
    bool mark = character == 0xFF01 || character == 0xFF0C || character == 0xFF1B || character == 0xFF1F;
    if (character > 0xFF00 && character < 0xFF5F && !mark)
        return character - 0xFF00 + 0x20;
    return character == 0x3000 || character == 0xA0 || character == '\t' ? ' ' : character;
}

static void script_read(struct script *script, const char *text, size_t size)
{
    script->characters = memory_new(size + 1, sizeof *script->characters);
    script->count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t character;
        at += utf8_decode(text + at, size - at, &character);
        script->characters[script->count++] = fold(character);
    }
}

/* --- marks --------------------------------------------------------------------------------------- */

enum { COMMA = 0xFF0C, SEMICOLON = 0xFF1B, STOP = 0x3002, EXCLAIM = 0xFF01, ASK = 0xFF1F };

/* The pause for this mark: one of the five, 0 for none. */
static uint32_t pause_of(const struct script *script, int index)
{
    uint32_t c = script_at(script, index);
    switch (c) {
    case ',':
    case COMMA:
    case 0x3001: /* 、 */
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case 0x2026: /* … */
    case 0x2014: /* — */
        return COMMA;
    case ';':
    case SEMICOLON:
        return SEMICOLON;
    case '.':
    case STOP:
    case '\n':
        return STOP;
    case '!':
    case EXCLAIM:
        return EXCLAIM;
    case '?':
    case ASK:
        return ASK;
    default:
        return 0;
    }
}

static int weight(uint32_t pause)
{
    return pause == COMMA ? 1 : pause == SEMICOLON ? 2 : pause == STOP ? 3 : 4;
}

/* Of several marks in a row the weightiest is said; none at the beginning. */
static void add_pause(struct spoken_text *spoken, uint32_t pause, int index)
{
    while (spoken->count > 0 && spoken->items[spoken->count - 1].kind == SPOKEN_BREAK)
        spoken->count--;
    if (spoken->count == 0)
        return;
    struct spoken *last = &spoken->items[spoken->count - 1];
    if (last->kind != SPOKEN_PAUSE)
        spoken_add(spoken, pause, SPOKEN_PAUSE, index, 1);
    else if (weight(pause) > weight(last->character))
        last->character = pause;
}

/* --- Latin words --------------------------------------------------------------------------------- */

static int latin_end(const struct script *script, int index)
{
    int end = index;
    while (script_is_letter(script, end) ||
           (end > index &&
            (script_at(script, end) == '\'' || script_at(script, end) == 0x2019 ||
             script_at(script, end) == '-') &&
            script_is_letter(script, end + 1)))
        end++;
    return end;
}

static bool is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_consonant(uint32_t c)
{
    return is_capital(c) && strchr("AEIOUY", (int)c) == NULL;
}

/* TARDBP, ALSFRS-R: names of six capitals and more that no English word can be, four consonants being in a row.
 * HEALEY and THANKS are words. A hyphen before one last capital belongs to the name. */
static bool is_unsayable(const struct script *script, int index, int end)
{
    int run = 0, longest = 0;
    for (int i = index; i < end; i++) {
        uint32_t c = script_at(script, i);
        bool last_letter = c == '-' && i + 2 == end;
        if (!is_capital(c) && !last_letter)
            return false;
        run = is_consonant(c) ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest >= 4;
}

/* NfL, mRNA, siRNA, IgG: small letters and two capitals, one of them at the end. */
static bool is_science_name(const struct script *script, int index, int end)
{
    int capitals = 0;
    for (int i = index; i < end; i++) {
        if (!script_is_letter(script, i))
            return false;
        capitals += is_capital(script_at(script, i));
    }
    return end - index <= 5 && capitals >= 2 && is_capital(script_at(script, end - 1)) &&
           capitals < end - index;
}

/* One letter, or capitals such as CT, ICU, ECMO: said letter by letter, as Chinese does. Capitals that are
 * words (OK, NO) are English. */
static bool is_spelt(const struct script *script, int index, int end)
{
    bool with_digit = script_is_digit(script, end) && end - index <= 4; /* SpO2, FiO2 */
    if (end - index == 1 || with_digit)
        return true;
    if (is_unsayable(script, index, end) || is_science_name(script, index, end))
        return true;
    if (end - index > 5 ||
        script_has_any(script, index, "OK NO YES HI BYE HELLO LOVE NICE GOOD COVID SARS Covid"))
        return false;
    if (end - index <= 4 && script_has_any(script, index, "app App pm pH ml cpu pdf ppt"))
        return true;
    for (int i = index; i < end; i++)
        if (!is_capital(script_at(script, i)))
            return false;
    return true;
}

/* The end of the Latin word at the index; of the whole unit (L/min) where it follows a number. */
static int unit_or_latin_end(const struct script *script, int index, bool *unit)
{
    const char *chinese, *one, *many;
    int before = index - 1;
    while (script_at(script, before) == ' ')
        before--;
    int length = script_is_digit(script, before) ? unit_find(script, index, &chinese, &one, &many) : 0;
    *unit = length > 0;
    return length > 0 ? index + length : latin_end(script, index);
}

static bool has_english_words(const struct script *script)
{
    for (int i = 0; i < script->count; i++) {
        bool unit;
        int end = unit_or_latin_end(script, i, &unit);
        if (end > i + 1 && !unit && !is_spelt(script, i, end))
            return true;
        i = end > i ? end - 1 : i;
    }
    return false;
}

static bool is_english(const struct script *script, enum speech_language hint)
{
    for (int i = 0; i < script->count; i++)
        if (utf8_is_hanzi(script->characters[i]))
            return false;
    return hint == SPEECH_ENGLISH || has_english_words(script);
}

static int add_latin(const struct script *script, int index, struct spoken_text *spoken)
{
    int end = latin_end(script, index);
    bool letters = is_spelt(script, index, end);
    for (int i = index; i < end; i++) {
        uint32_t c = script_at(script, i);
        if (letters && c != '-')
            spoken_add(spoken, c & ~0x20u, SPOKEN_LETTER, i, 1);
        else if (letters)
            spoken_add(spoken, ' ', SPOKEN_BREAK, i, 1);
        else
            spoken_add(spoken, c == 0x2019 ? '\'' : c, SPOKEN_LATIN, i, 1);
    }
    if (letters || script_at(script, end) != ' ' || !script_is_letter(script, end + 1))
        return end;
    if (!is_spelt(script, end + 1, latin_end(script, end + 1)))
        spoken_add(spoken, ' ', SPOKEN_LATIN, end, 1);
    return end;
}

/* --- Chinese ------------------------------------------------------------------------------------- */

/* ① … ⑩ */
static bool add_circled(const struct script *script, int index, struct spoken_text *spoken)
{
    static const char *const said[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    uint32_t c = script_at(script, index);
    if (c < 0x2460 || c > 0x2469)
        return false;
    spoken_add_text(spoken, said[c - 0x2460], SPOKEN_NUMBER, index, 1);
    return true;
}

static int normalise_other(const struct script *script, int index, struct spoken_text *spoken)
{
    static const struct {
        const char *sign, *said;
    } said[] = {{"&", "和"}, {"℃", "摄氏度"}, {"@", "艾特"},   {"×", "乘"},
                {"+", "加"}, {"%", "百分号"}, {"㎡", "平方米"}};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (script_has(script, index, said[i].sign)) {
            spoken_add_text(spoken, said[i].said, SPOKEN_NUMBER, index, 1);
            return index + 1;
        }
    if (add_circled(script, index, spoken))
        return index + 1;
    uint32_t pause = pause_of(script, index);
    if (pause == STOP && script_at(script, index) == '.' && script_is_letter(script, index + 1))
        pause = 0;
    if (pause)
        add_pause(spoken, pause, index);
    else
        spoken_add(spoken, ' ', SPOKEN_BREAK, index, 1);
    return index + 1;
}

/* #3, No.3, 3#: the third. */
static int normalise_hash(const struct script *script, int index, struct spoken_text *spoken)
{
    if (script_at(script, index) != '#')
        return index;
    if (script_is_digit(script, index - 1)) {
        spoken_add_text(spoken, "号", SPOKEN_NUMBER, index, 1);
        return index + 1;
    }
    if (!script_is_digit(script, index + 1))
        return index;
    int end = normalise_number_chinese(script, index + 1, spoken);
    spoken_add_text(spoken, "号", SPOKEN_NUMBER, index, 1);
    return end;
}

static void normalise_chinese(const struct script *script, struct spoken_text *spoken)
{
    for (int i = 0; i < script->count;) {
        int end = normalise_number_chinese(script, i, spoken);
        if (end == i)
            end = normalise_hash(script, i, spoken);
        if (end == i && utf8_is_hanzi(script->characters[i]))
            spoken_add(spoken, script->characters[i], SPOKEN_HANZI, i, 1), end = i + 1;
        if (end == i && script_is_letter(script, i))
            end = add_latin(script, i, spoken);
        if (end == i)
            end = normalise_other(script, i, spoken);
        i = end;
    }
}

/* --- English ------------------------------------------------------------------------------------- */

static bool is_ascii_mark(uint32_t c)
{
    return c && c < 0x80 && strchr(" .,!?;:'\"()-%$&/", (int)c) != NULL;
}

/* Letters, accents and marks stay; the rest is a space. Full-width marks become ASCII. */
static uint32_t english_character(const struct script *script, int index)
{
    uint32_t c = script_at(script, index);
    switch (c) {
    case COMMA:
    case 0x3001:
        return ',';
    case STOP:
    case '\n':
        return '.';
    case EXCLAIM:
        return '!';
    case ASK:
        return '?';
    case SEMICOLON:
        return ';';
    case 0x2019:
    case 0x2018:
        return '\'';
    case 0x2026:
    case 0x2014:
    case 0x2013:
        return ',';
    default:
        break;
    }
    bool letter =
        script_is_letter(script, index) || script_is_digit(script, index) || (c >= 0xC0 && c < 0x250);
    return letter || is_ascii_mark(c) ? c : ' ';
}

static void normalise_english(const struct script *script, struct spoken_text *spoken)
{
    for (int i = 0; i < script->count;) {
        bool in_word = script_is_letter(script, i - 1);
        int end = in_word && !script_is_digit(script, i) ? i : normalise_number_english(script, i, spoken);
        if (end == i && !in_word)
            end = normalise_abbreviation_english(script, i, spoken);
        if (end == i) {
            spoken_add(spoken, english_character(script, i), SPOKEN_LATIN, i, 1);
            end = i + 1;
        }
        i = end;
    }
}

void normalise_text(struct spoken_text *spoken, const char *text, size_t size, enum speech_language hint)
{
    struct script script;
    spoken->count = 0;
    script_read(&script, text, size);
    if (is_english(&script, hint))
        normalise_english(&script, spoken);
    else
        normalise_chinese(&script, spoken);
    free(script.characters);
}

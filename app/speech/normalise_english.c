#include "speech/normalise_parts.h"

#include <stdio.h>
#include <string.h>

/* espeak-ng's English voice reads single numbers, 8:30, 50%, $5 and 1st well by itself. What it does not is
 * put into words here: ranges, dates, telephone numbers, years, units, fractions, minus, room numbers. */

static void say(struct spoken_text *spoken, const char *text, int first, int end)
{
    spoken_add_text(spoken, text, SPOKEN_LATIN, first, end - first);
}

static void copy(const struct script *script, int first, int end, struct spoken_text *spoken)
{
    for (int i = first; i < end; i++)
        spoken_add(spoken, script_at(script, i), SPOKEN_LATIN, i, 1);
}

static void say_value(struct spoken_text *spoken, long value, int first, int end)
{
    char text[24];
    snprintf(text, sizeof text, "%ld", value);
    say(spoken, text, first, end);
}

/* 3 0 2 */
static void spell(const struct script *script, int first, int end, struct spoken_text *spoken)
{
    bool begun = false;
    for (int i = first; i < end; i++) {
        if (!script_is_digit(script, i))
            continue;
        if (begun)
            say(spoken, " ", i, i + 1);
        spoken_add(spoken, script_at(script, i), SPOKEN_LATIN, i, 1);
        begun = true;
    }
}

static bool is_dash(uint32_t c)
{
    return c == '-' || c == 0x2013 || c == 0x2014 || c == '~' || c == 0x2212;
}

/* 2025-11-22 → November 22, 2025 */
static int say_date(const struct script *script, int index, struct spoken_text *spoken)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    uint32_t separator = script_at(script, index + 4);
    if (script_digits(script, index) != 4 || (separator != '-' && separator != '/'))
        return index;
    int month_at = index + 5, month_digits = script_digits(script, month_at);
    int day_at = month_at + month_digits + 1, day_digits = script_digits(script, day_at);
    long month = script_value(script, month_at, month_digits), day = script_value(script, day_at, day_digits);
    if (month_digits > 2 || day_digits > 2 || script_at(script, day_at - 1) != separator)
        return index;
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return index;
    say(spoken, months[month - 1], month_at, day_at - 1);
    say(spoken, " ", day_at - 1, day_at);
    say_value(spoken, day, day_at, day_at + day_digits);
    say(spoken, ", ", day_at - 1, day_at);
    copy(script, index, index + 2, spoken);
    say(spoken, " ", index + 2, index + 3);
    copy(script, index + 2, index + 4, spoken);
    return day_at + day_digits;
}

/* Seven digits and more, or hyphens between groups: one by one. */
static int say_telephone(const struct script *script, int index, struct spoken_text *spoken)
{
    int digits = 0, end = index, groups = 0;
    for (;;) {
        int count = script_digits(script, end);
        digits += count;
        groups++;
        end += count;
        if (script_at(script, end) != '-' || script_digits(script, end + 1) < 3)
            break;
        end++;
    }
    uint32_t next = script_at(script, end);
    if (digits < 7 || (next == ',' && script_is_digit(script, end + 1)) || (groups > 1 && digits < 7))
        return index;
    spell(script, index, end, spoken);
    return end;
}

/* Four digits of a year: 20 25. Not when a unit or a word of counting follows. */
static int say_year(const struct script *script, int index, struct spoken_text *spoken)
{
    long value = script_value(script, index, 4);
    if (script_digits(script, index) != 4 || value < 1100 || value > 2099 || value % 100 < 10)
        return index;
    if (script_at(script, index + 4) == '.' && script_is_digit(script, index + 5))
        return index;
    if (!script_ends_any(
            script, index - 1,
            "in since until from by In Since of late early year January February March April May "
            "June July August September October November December"))
        return index;
    copy(script, index, index + 2, spoken);
    say(spoken, " ", index + 1, index + 2);
    copy(script, index + 2, index + 4, spoken);
    return index + 4;
}

static int say_room(const struct script *script, int index, struct spoken_text *spoken)
{
    int digits = script_digits(script, index);
    if (digits < 3 || digits > 4 ||
        !script_ends_any(script, index - 1, "room Room ROOM flat Flat call Call dial ward"))
        return index;
    spell(script, index, index + digits, spoken);
    return index + digits;
}

static int say_fraction(const struct script *script, int index, struct spoken_text *spoken)
{
    static const struct {
        const char *sign, *said;
    } known[] = {{"1/2", "one half"},    {"1/3", "one third"},      {"2/3", "two thirds"},
                 {"1/4", "one quarter"}, {"3/4", "three quarters"}, {"1/5", "one fifth"},
                 {"1/8", "one eighth"},  {"1/10", "one tenth"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int length = (int)strlen(known[i].sign);
        if (!script_has(script, index, known[i].sign) || script_is_digit(script, index + length))
            continue;
        say(spoken, known[i].said, index, index + length);
        return index + length;
    }
    int above = script_digits(script, index), at = index + above + 1, below = script_digits(script, at);
    if (script_at(script, at - 1) != '/' || below == 0)
        return index;
    copy(script, index, at - 1, spoken);
    say(spoken, " over ", at - 1, at);
    copy(script, at, at + below, spoken);
    return at + below;
}

static int say_unit(const struct script *script, const struct number *number, struct spoken_text *spoken)
{
    const char *chinese, *one, *many;
    int at = number->end;
    while (script_at(script, at) == ' ')
        at++;
    int length = unit_find(script, at, &chinese, &one, &many);
    if (length == 0)
        return number->end;
    bool single = strcmp(number->whole, "1") == 0 && !number->decimals[0];
    say(spoken, " ", at, at + length);
    say(spoken, single ? one : many, at, at + length);
    return at + length;
}

static int say_number(const struct script *script, int index, struct spoken_text *spoken)
{
    struct number number, high;
    if (!number_scan(script, index, &number))
        return index;
    copy(script, index, number.end, spoken);
    int percent = script_at(script, number.end) == '%' ? 1 : 0;
    int after = number.end + percent;
    while (is_dash(script_at(script, after)) ||
           (after > number.end + percent && script_at(script, after) == ' '))
        after++;
    if (after > number.end + percent && number_scan(script, after, &high)) {
        if (percent)
            spoken_add(spoken, '%', SPOKEN_LATIN, number.end, 1);
        say(spoken, " to ", number.end + percent, after);
        copy(script, after, high.end, spoken);
        number = high;
    }
    return say_unit(script, &number, spoken);
}

static int say_minus(const struct script *script, int index, struct spoken_text *spoken)
{
    uint32_t sign = script_at(script, index), before = script_at(script, index - 1);
    if ((sign != '-' && sign != 0x2212) || !script_is_digit(script, index + 1) || (before && before != ' '))
        return index;
    say(spoken, "minus ", index, index + 1);
    return say_number(script, index + 1, spoken);
}

/* 8:30 is left to the voice, as one piece. */
static int say_time(const struct script *script, int index, struct spoken_text *spoken)
{
    int hours = script_digits(script, index), at = index + hours + 1, minutes = script_digits(script, at);
    if (script_at(script, at - 1) != ':' || minutes == 0)
        return index;
    copy(script, index, at - 1, spoken);
    bool clock = hours <= 2 && minutes == 2;
    if (clock && script_value(script, at, 2) == 0)
        say(spoken,
            script_has_any(script, at + 2, "am pm AM PM") || script_at(script, at + 2) == ' ' ? " "
                                                                                              : " o'clock",
            at, at + 2);
    else {
        say(spoken, clock ? ":" : " to ", at - 1, at);
        copy(script, at, at + minutes, spoken);
    }
    return at + minutes;
}

/* ALS, ICU: the voice makes words of them ("alz", "eye-coo"). With full stops between the letters it spells. Only
 * what no English word is written like; PEG, AIDS and NATO are said as words by people too. */
int normalise_abbreviation_english(const struct script *script, int index, struct spoken_text *spoken)
{
    static const char *const known[] = {"ALS",    "AAC",    "EMG", "EEG", "ECG", "ICU", "UTI", "NIV",
                                        "ALSFRS", "TARDBP", "FUS", "SMA", "MND", "DTI", "OCD", "USB"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int length = (int)strlen(known[i]);
        if (!script_has(script, index, known[i]) || script_is_letter(script, index + length))
            continue;
        for (int at = index; at < index + length; at++) {
            if (at > index)
                spoken_add(spoken, '.', SPOKEN_LATIN, at, 1);
            spoken_add(spoken, script_at(script, at), SPOKEN_LATIN, at, 1);
        }
        return index + length;
    }
    return index;
}

/* NCT01363401: a long number behind letters is no quantity. */
static int say_after_letter(const struct script *script, int index, struct spoken_text *spoken)
{
    int digits = script_digits(script, index);
    if (!script_is_letter(script, index - 1))
        return index;
    if (digits >= 5) {
        say(spoken, " ", index, index + 1);
        spell(script, index, index + digits, spoken);
    } else {
        copy(script, index, index + digits, spoken);
    }
    return index + digits;
}

typedef int (*form)(const struct script *script, int index, struct spoken_text *spoken);

int normalise_number_english(const struct script *script, int index, struct spoken_text *spoken)
{
    static const form at_digits[] = {say_after_letter, say_date, say_telephone, say_time,
                                     say_fraction,     say_room, say_year,      say_number};
    if (!script_is_digit(script, index))
        return say_minus(script, index, spoken);
    for (size_t i = 0; i < sizeof at_digits / sizeof at_digits[0]; i++) {
        int end = at_digits[i](script, index, spoken);
        if (end > index)
            return end;
    }
    return index;
}

#include "speech/normalise_parts.h"

#include <string.h>

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

enum { WHOLE_MOST = 13 }; /* digits that are still said as one number: up to 9999 billion */

/* --- reading it ---------------------------------------------------------------------------------- */

/* A comma and exactly three digits: part of the number, as in 1,234,567. */
static bool is_group(const struct script *script, int index)
{
    return script_at(script, index) == ',' && script_digits(script, index + 1) == 3;
}

static bool copy_digits(const struct script *script, int index, int count, char *text, size_t size)
{
    size_t length = strlen(text);
    if (length + (size_t)count >= size)
        return false;
    for (int i = 0; i < count; i++)
        text[length++] = (char)script_at(script, index + i);
    text[length] = 0;
    return true;
}

/* "1.2.3" is no decimal number. */
static bool has_decimals(const struct script *script, int index)
{
    int count = script_digits(script, index + 1);
    if (script_at(script, index) != '.' || count == 0)
        return false;
    return script_at(script, index + 1 + count) != '.' || !script_is_digit(script, index + 2 + count);
}

bool number_scan(const struct script *script, int index, struct number *number)
{
    *number = (struct number){.first = index, .end = index};
    int count = script_digits(script, index);
    if (count == 0 || !copy_digits(script, index, count, number->whole, sizeof number->whole))
        return false;
    number->end += count;
    while (count <= 3 && number->whole[0] != '0' && is_group(script, number->end)) {
        if (!copy_digits(script, number->end + 1, 3, number->whole, sizeof number->whole))
            return false;
        number->end += 4;
    }
    if (!has_decimals(script, number->end))
        return true;
    int decimals = script_digits(script, number->end + 1);
    if (!copy_digits(script, number->end + 1, decimals, number->decimals, sizeof number->decimals))
        return false;
    number->end += 1 + decimals;
    return true;
}

/* --- saying it ----------------------------------------------------------------------------------- */

static void append(char *text, const char *more)
{
    size_t length = strlen(text), size = strlen(more);
    if (length + size < NUMERAL_SIZE)
        memcpy(text + length, more, size + 1);
}

/* One group of four digits. 2 is 两 before 千, and before 百 when nothing stands before it: 两百, 一千二百. */
static void say_group(char *text, int value, bool leading, bool spoken_before)
{
    static const char *const places[] = {"千", "百", "十", ""};
    static const int worth[] = {1000, 100, 10, 1};
    bool begun = !leading, pending = !leading && value < 1000;
    bool first = leading;
    for (int i = 0; i < 4; i++) {
        int digit = value / worth[i] % 10;
        if (digit == 0) {
            pending = pending || begun;
            continue;
        }
        if (pending && begun)
            append(text, "零");
        pending = false;
        bool pair = digit == 2 && (i == 0 || (i == 1 && first && !spoken_before));
        if (!(i == 2 && digit == 1 && first))
            append(text, pair ? "两" : digits[digit]);
        append(text, places[i]);
        begun = true;
        first = false;
    }
}

/* "两万", "二十万": a group of exactly 2 before 万 or 亿 is 两. */
static void say_whole(const char *whole, char *text)
{
    static const char *const names[] = {"", "万", "亿", "万亿"};
    int length = (int)strlen(whole), at = 0;
    bool leading = true;
    for (int group = (length - 1) / 4; group >= 0; group--) {
        int value = 0;
        for (int end = length - group * 4; at < end; at++)
            value = value * 10 + (whole[at] - '0');
        if (value == 0)
            continue;
        if (value == 2 && group > 0 && leading)
            append(text, "两");
        else
            say_group(text, value, leading, !leading);
        append(text, names[group]);
        leading = false;
    }
    if (leading)
        append(text, digits[0]);
}

static void spell(const char *digit_text, char *text)
{
    for (; *digit_text; digit_text++)
        append(text, digits[*digit_text - '0']);
}

void numeral_say(const struct number *number, bool pair, char text[NUMERAL_SIZE])
{
    text[0] = 0;
    bool code = strlen(number->whole) > WHOLE_MOST || (number->whole[0] == '0' && number->whole[1]);
    if (code)
        spell(number->whole, text);
    else if (pair && strcmp(number->whole, "2") == 0 && !number->decimals[0])
        append(text, "两");
    else
        say_whole(number->whole, text);
    if (number->decimals[0]) {
        append(text, "点");
        spell(number->decimals, text);
    }
}

void numeral_spell(const struct script *script, int first, int end, bool yao, char text[NUMERAL_SIZE])
{
    text[0] = 0;
    for (int i = first; i < end; i++)
        if (script_is_digit(script, i)) {
            int digit = (int)(script_at(script, i) - '0');
            append(text, yao && digit == 1 ? "幺" : digits[digit]);
        }
}

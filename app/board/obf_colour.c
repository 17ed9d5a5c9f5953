#include "board/obf_colour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    struct obf_colour colour;
} names[] = {
    {"transparent", {0, 0, 0, 0}}, {"white", {255, 255, 255, 1}}, {"black", {0, 0, 0, 1}},
    {"red", {255, 0, 0, 1}},       {"green", {0, 128, 0, 1}},     {"blue", {0, 0, 255, 1}},
    {"yellow", {255, 255, 0, 1}},  {"orange", {255, 165, 0, 1}},  {"purple", {128, 0, 128, 1}},
    {"pink", {255, 192, 203, 1}},  {"brown", {165, 42, 42, 1}},   {"gray", {128, 128, 128, 1}},
    {"grey", {128, 128, 128, 1}},  {"cyan", {0, 255, 255, 1}},    {"lime", {0, 255, 0, 1}},
};

static int hex_of(char digit)
{
    const char *digits = "0123456789abcdef", *found = digit ? strchr(digits, digit | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* #rgb, #rrggbb, #rrggbbaa */
static bool read_hex(const char *text, struct obf_colour *colour)
{
    size_t size = strlen(text);
    int digits[8];
    if (size != 3 && size != 6 && size != 8)
        return false;
    for (size_t i = 0; i < size; i++)
        if ((digits[i] = hex_of(text[i])) < 0)
            return false;
    if (size == 3)
        *colour = (struct obf_colour){digits[0] * 17, digits[1] * 17, digits[2] * 17, 1};
    else
        *colour = (struct obf_colour){digits[0] * 16 + digits[1], digits[2] * 16 + digits[3],
                                      digits[4] * 16 + digits[5],
                                      size == 8 ? (digits[6] * 16 + digits[7]) / 255.0 : 1};
    return true;
}

/* "( 1, 2, 3 )": numbers apart by commas, with a share of 255 where there is a "%". */
static int read_numbers(const char *text, double numbers[4])
{
    int count = 0;
    while (*text == ' ')
        text++;
    if (*text++ != '(')
        return 0;
    while (count < 4) {
        char *end;
        numbers[count] = strtod(text, &end);
        if (end == text || !isfinite(numbers[count]))
            return 0;
        if (*end == '%')
            numbers[count] = numbers[count] * 2.55, end++;
        count++;
        while (*end == ' ')
            end++;
        if (*end == ')')
            return count;
        if (*end != ',')
            return 0;
        text = end + 1;
    }
    return 0;
}

static int clamp(double value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (int)(value + 0.5);
}

bool obf_colour_read(const char *text, struct obf_colour *colour)
{
    double numbers[4];
    if (!text)
        return false;
    while (*text == ' ')
        text++;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcasecmp(text, names[i].name) == 0) {
            *colour = names[i].colour;
            return true;
        }
    if (*text == '#')
        return read_hex(text + 1, colour);
    bool has_alpha = strncasecmp(text, "rgba", 4) == 0;
    if (!has_alpha && strncasecmp(text, "rgb", 3) != 0)
        return false;
    int count = read_numbers(text + (has_alpha ? 4 : 3), numbers);
    if (count < 3)
        return false;
    *colour = (struct obf_colour){clamp(numbers[0]), clamp(numbers[1]), clamp(numbers[2]), 1};
    if (count == 4)
        colour->alpha = numbers[3] < 0 ? 0 : numbers[3] > 1 ? 1 : numbers[3];
    return true;
}

static int largest(int a, int b, int c)
{
    int most = a > b ? a : b;
    return most > c ? most : c;
}

/* Degrees, 0–360: 0 red, 120 green, 240 blue. */
static double hue_of(const struct obf_colour *colour, int most, int range)
{
    double hue;
    if (most == colour->red)
        hue = 60.0 * (colour->green - colour->blue) / range;
    else if (most == colour->green)
        hue = 120 + 60.0 * (colour->blue - colour->red) / range;
    else
        hue = 240 + 60.0 * (colour->red - colour->green) / range;
    return hue < 0 ? hue + 360 : hue;
}

enum cell_tint obf_colour_tint(const struct obf_colour *colour)
{
    int most = largest(colour->red, colour->green, colour->blue);
    int least = -largest(-colour->red, -colour->green, -colour->blue);
    if (colour->alpha < 0.1 || least >= 235)
        return TINT_NONE;
    if (most - least < 20)
        return least > 220 ? TINT_NONE : TINT_GREY;
    double hue = hue_of(colour, most, most - least);
    return hue < 22    ? TINT_RED
           : hue < 70  ? TINT_YELLOW
           : hue < 165 ? TINT_GREEN
           : hue < 255 ? TINT_BLUE
           : hue < 330 ? TINT_PURPLE
                       : TINT_RED;
}

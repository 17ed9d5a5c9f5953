#include "library/article_entity.h"

#include <stdbool.h>
#include <string.h>

/* What people's editors write; the rest of HTML's two thousand stays as it stands. */
static const struct {
    const char *name;
    uint32_t character;
} names[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
             {"nbsp", 0xA0},    {"ensp", 0x2002},  {"emsp", 0x2003},  {"thinsp", 0x2009}, {"copy", 0xA9},
             {"reg", 0xAE},     {"trade", 0x2122}, {"deg", 0xB0},     {"plusmn", 0xB1},   {"times", 0xD7},
             {"divide", 0xF7},  {"micro", 0xB5},   {"middot", 0xB7},  {"para", 0xB6},     {"sect", 0xA7},
             {"half", 0xBD},    {"frac12", 0xBD},  {"frac14", 0xBC},  {"frac34", 0xBE},   {"sup2", 0xB2},
             {"sup3", 0xB3},    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"bull", 0x2022},
             {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},  {"laquo", 0xAB},
             {"raquo", 0xBB},   {"larr", 0x2190},  {"uarr", 0x2191},  {"rarr", 0x2192},   {"darr", 0x2193},
             {"le", 0x2264},    {"ge", 0x2265},    {"ne", 0x2260},    {"asymp", 0x2248},  {"minus", 0x2212},
             {"euro", 0x20AC},  {"pound", 0xA3},   {"yen", 0xA5},     {"alpha", 0x3B1},   {"beta", 0x3B2},
             {"gamma", 0x3B3},  {"mu", 0x3BC},     {"shy", 0xAD},     {"zwnj", 0x200C},   {"zwj", 0x200D}};

static int digit_of(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (base == 16 && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return base == 16 && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static uint32_t numbered(const char *digits, size_t size, unsigned base)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) {
        int digit = digit_of(digits[i], base);
        if (digit < 0)
            return 0;
        value = value * base + (uint32_t)digit;
        if (value > 0x10FFFF)
            return 0;
    }
    return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

uint32_t article_entity(const char *bytes, size_t size)
{
    if (size < 3 || bytes[0] != '&' || bytes[size - 1] != ';')
        return 0;
    const char *name = bytes + 1;
    size_t length = size - 2;
    if (name[0] == '#' && length > 2 && (name[1] == 'x' || name[1] == 'X'))
        return numbered(name + 2, length - 2, 16);
    if (name[0] == '#')
        return numbered(name + 1, length - 1, 10);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0)
            return names[i].character;
    return 0;
}

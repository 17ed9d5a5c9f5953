#include "base/utf8.h"

#include <string.h>

static bool is_tail(const char *bytes, size_t size, size_t index)
{
    return index < size && ((unsigned char)bytes[index] & 0xC0u) == 0x80u;
}

static size_t length_by_lead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

static size_t decode_strict(const char *bytes, size_t size, uint32_t *character)
{
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)bytes[0];
    size_t length = length_by_lead(lead);
    if (length == 0)
        return 0;
    uint32_t value = lead & mask[length];
    for (size_t i = 1; i < length; i++) {
        if (!is_tail(bytes, size, i))
            return 0;
        value = value << 6 | ((unsigned char)bytes[i] & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *character = value;
    return length;
}

size_t utf8_decode(const char *bytes, size_t size, uint32_t *character)
{
    size_t length = decode_strict(bytes, size, character);
    if (length)
        return length;
    *character = UTF8_REPLACEMENT;
    return 1;
}

size_t utf8_encode(uint32_t c, char bytes[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = UTF8_REPLACEMENT;
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80u | (c & 0x3Fu));
    bytes[0] = (char)(lead[length] | c);
    return length;
}

bool utf8_valid(const char *bytes, size_t size, size_t *bad_offset)
{
    uint32_t character;
    for (size_t at = 0; at < size;) {
        size_t length = decode_strict(bytes + at, size - at, &character);
        if (length == 0) {
            if (bad_offset)
                *bad_offset = at;
            return false;
        }
        at += length;
    }
    return true;
}

size_t utf8_count(const char *bytes, size_t size)
{
    uint32_t character;
    size_t count = 0;
    for (size_t at = 0; at < size; count++)
        at += utf8_decode(bytes + at, size - at, &character);
    return count;
}

size_t utf8_offset(const char *bytes, size_t size, size_t index)
{
    uint32_t character;
    size_t at = 0;
    for (; at < size && index > 0; index--)
        at += utf8_decode(bytes + at, size - at, &character);
    return at;
}

size_t utf8_before(const char *bytes, size_t offset)
{
    if (offset == 0)
        return 0;
    size_t start = offset - 1;
    while (start > 0 && offset - start < 4 && is_tail(bytes, offset, start))
        start--;
    uint32_t character;
    return start + utf8_decode(bytes + start, offset - start, &character) == offset ? start : offset - 1;
}

bool utf8_is_hanzi(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2EBEF) ||
           (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007;
}

void utf8_copy(char *to, size_t size, const char *from)
{
    size_t fits = strlen(from);
    if (fits >= size) {
        fits = size - 1;
        while (fits > 0 && ((unsigned char)from[fits] & 0xC0) == 0x80)
            fits--;
    }
    memmove(to, from, fits);
    to[fits] = '\0';
}

#include "speech/normalise_parts.h"

#include <string.h>

#include "base/utf8.h"

uint32_t script_at(const struct script *script, int index)
{
    return index >= 0 && index < script->count ? script->characters[index] : 0;
}

bool script_is_digit(const struct script *script, int index)
{
    uint32_t c = script_at(script, index);
    return c >= '0' && c <= '9';
}

bool script_is_letter(const struct script *script, int index)
{
    uint32_t c = script_at(script, index) | 0x20u;
    return c >= 'a' && c <= 'z';
}

static int length_at(const struct script *script, int index, const char *text, size_t size)
{
    int length = 0;
    for (size_t at = 0; at < size; length++) {
        uint32_t c;
        at += utf8_decode(text + at, size - at, &c);
        if (script_at(script, index + length) != c)
            return -1;
    }
    return length;
}

static bool has(const struct script *script, int index, const char *text, size_t size)
{
    return size > 0 && length_at(script, index, text, size) > 0;
}

static bool ends(const struct script *script, int index, const char *text, size_t size)
{
    return size > 0 && length_at(script, index - (int)utf8_count(text, size), text, size) > 0;
}

bool script_has(const struct script *script, int index, const char *text)
{
    return has(script, index, text, strlen(text));
}

bool script_ends(const struct script *script, int index, const char *text)
{
    return ends(script, index, text, strlen(text));
}

typedef bool (*matcher)(const struct script *, int, const char *, size_t);

static bool any(const struct script *script, int index, const char *texts, matcher matches)
{
    while (*texts) {
        size_t size = strcspn(texts, " ");
        if (matches(script, index, texts, size))
            return true;
        texts += size;
        texts += strspn(texts, " ");
    }
    return false;
}

bool script_has_any(const struct script *script, int index, const char *texts)
{
    return any(script, index, texts, has);
}

bool script_ends_any(const struct script *script, int index, const char *texts)
{
    return any(script, index, texts, ends);
}

int script_digits(const struct script *script, int index)
{
    int count = 0;
    while (script_is_digit(script, index + count))
        count++;
    return count;
}

long script_value(const struct script *script, int index, int digits)
{
    long value = 0;
    for (int i = 0; i < digits && i < 9; i++)
        value = value * 10 + (long)(script_at(script, index + i) - '0');
    return value;
}

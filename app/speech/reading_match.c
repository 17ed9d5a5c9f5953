#include "speech/reading_parts.h"

#include <string.h>

#include "base/utf8.h"

static bool is_counting(uint32_t c)
{
    static const char counting[] = "一二三四五六七八九十百千万亿两几半零多数每这那哪各另某单首末";
    for (size_t at = 0; at < sizeof counting - 1;) {
        uint32_t known;
        at += utf8_decode(counting + at, sizeof counting - 1 - at, &known);
        if (known == c)
            return true;
    }
    return false;
}

static bool fits(uint32_t wanted, uint32_t found)
{
    switch (wanted) {
    case '.':
        return found == '.' || found == 0;
    case '0':
        return is_counting(found);
    case '*':
        return utf8_is_hanzi(found);
    default:
        return wanted == found;
    }
}

static bool stands_at(const struct line *line, int index, const char *pattern, size_t size)
{
    for (size_t at = 0; at < size; index++) {
        uint32_t wanted;
        at += utf8_decode(pattern + at, size - at, &wanted);
        if (!fits(wanted, script_at(&line->script, index)))
            return false;
    }
    return size > 0;
}

bool line_has(const struct line *line, int index, const char *patterns)
{
    while (*patterns) {
        size_t size = strcspn(patterns, " ");
        if (stands_at(line, index, patterns, size))
            return true;
        patterns += size;
        patterns += strspn(patterns, " ");
    }
    return false;
}

static bool long_word_before(const struct line *line, int index)
{
    return index > 0 && line->said[index - 1].toned != 0 && line->said[index - 1].word_length > 1;
}

bool line_ends(const struct line *line, int index, const char *patterns)
{
    while (*patterns) {
        size_t size = strcspn(patterns, " ");
        if (*patterns == '~' && long_word_before(line, index))
            return true;
        if (stands_at(line, index - (int)utf8_count(patterns, size), patterns, size))
            return true;
        patterns += size;
        patterns += strspn(patterns, " ");
    }
    return false;
}

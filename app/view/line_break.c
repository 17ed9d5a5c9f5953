#include "view/line_break.h"

#include "base/utf8.h"

static bool is_one_of(uint32_t c, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == c)
            return true;
    return false;
}

/* Never at the start of a line. */
static bool is_closing(uint32_t c)
{
    static const uint32_t list[] = {
        ',',    '.',    '!',    '?',    ';',    ':',    ')',    ']',    '}',    '%',    0xB0,
        0xB7,   0x2013, 0x2014, 0x2019, 0x201D, 0x2025, 0x2026, 0x2030, 0x2103, 0x3001, 0x3002,
        0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x30FB, 0xFF01, 0xFF05, 0xFF09,
        0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E,
    };
    return is_one_of(c, list, sizeof list / sizeof *list);
}

/* Never at the end of a line. */
static bool is_opening(uint32_t c)
{
    static const uint32_t list[] = {
        '(',    '[',    '{',    0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E,
        0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B, 0xFF5B, 0xFFE5, '$',    0xA5,
    };
    return is_one_of(c, list, sizeof list / sizeof *list);
}

/* Characters as wide as they are high, between which a line may end. */
static bool is_wide(uint32_t c)
{
    return utf8_is_hanzi(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF) || c == 0x2014 ||
           c == 0x2026;
}

enum line_break line_break_between(uint32_t before, uint32_t after)
{
    if (before == '\n')
        return LINE_BREAK_MUST;
    if (after == ' ' || after == '\n' || after == 0xA0 || before == 0xA0)
        return LINE_BREAK_NO;
    if (is_closing(after) || is_opening(before))
        return LINE_BREAK_NO;
    if (before == ' ' || before == 0x200B)
        return LINE_BREAK_MAY;
    if (after == '/' || after == '-') /* they end what stands before them */
        return LINE_BREAK_NO;
    if (before == '"' || after == '"' || before == '\'' || after == '\'') /* may open and may close */
        return LINE_BREAK_NO;
    if (before == '/' || before == '-')
        return after >= '0' && after <= '9' ? LINE_BREAK_NO : LINE_BREAK_MAY;
    return is_wide(before) || is_wide(after) ? LINE_BREAK_MAY : LINE_BREAK_NO;
}

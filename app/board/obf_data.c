#include "board/obf_data.h"

#include <string.h>

/* --- data: ------------------------------------------------------------------------------------------------ */

static int value_of_base64(char letter)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = letter ? strchr(letters, letter == '-' ? '+' : letter == '_' ? '/' : letter) : NULL;
    return found ? (int)(found - letters) : -1;
}

static bool is_space(char letter)
{
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

static bool read_base64(const char *text, struct buffer *bytes)
{
    unsigned bits = 0;
    int count = 0;
    for (; *text && *text != '='; text++) {
        if (is_space(*text))
            continue;
        int value = value_of_base64(*text);
        if (value < 0)
            return false;
        bits = (bits << 6 | (unsigned)value) & 0xFFFFFFu;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_add_byte(bytes, (char)(bits >> count & 0xFFu));
        }
    }
    while (*text == '=' || is_space(*text))
        text++;
    return !*text && count < 6;
}

static int value_of_hex(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = digit ? strchr(digits, digit | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

static void read_percent(const char *text, struct buffer *bytes)
{
    for (; *text; text++) {
        int high = *text == '%' ? value_of_hex(text[1]) : -1;
        int low = high >= 0 ? value_of_hex(text[2]) : -1;
        if (low >= 0)
            buffer_add_byte(bytes, (char)(high << 4 | low));
        else
            buffer_add_byte(bytes, *text);
        text += low >= 0 ? 2 : 0;
    }
}

bool obf_data_read(const char *text, struct buffer *bytes)
{
    static const char BASE64[] = ";base64";
    buffer_clear(bytes);
    const char *comma = strchr(text, ',');
    if (strncmp(text, "data:", 5) != 0 || !comma)
        return false;
    size_t end = sizeof BASE64 - 1;
    bool base64 = (size_t)(comma - text) >= end && strncasecmp(comma - end, BASE64, end) == 0;
    if (!base64)
        read_percent(comma + 1, bytes);
    else if (!read_base64(comma + 1, bytes))
        return false;
    return bytes->size > 0;
}

/* --- pictures --------------------------------------------------------------------------------------------- */

static unsigned long big32(const unsigned char *bytes)
{
    return (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 |
           bytes[3];
}

static bool sides_are_right(unsigned long width, unsigned long height)
{
    return width > 0 && height > 0 && width <= OBF_PICTURE_SIDE_AT_MOST && height <= OBF_PICTURE_SIDE_AT_MOST;
}

static bool is_png(const unsigned char *bytes, size_t size)
{
    return size >= 33 && memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) == 0 && memcmp(bytes + 12, "IHDR", 4) == 0 &&
           sides_are_right(big32(bytes + 16), big32(bytes + 20));
}

static bool is_gif(const unsigned char *bytes, size_t size)
{
    return size >= 13 && (memcmp(bytes, "GIF87a", 6) == 0 || memcmp(bytes, "GIF89a", 6) == 0) &&
           sides_are_right(bytes[6] | (unsigned long)bytes[7] << 8, bytes[8] | (unsigned long)bytes[9] << 8);
}

/* Goes from mark to mark to the frame, which says how large it is. */
static bool is_jpeg(const unsigned char *bytes, size_t size)
{
    if (size < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        return false;
    for (size_t at = 2; at + 9 < size && bytes[at] == 0xFF;) {
        unsigned mark = bytes[at + 1], length = bytes[at + 2] * 256u + bytes[at + 3];
        if (mark == 0xFF) {
            at++;
            continue;
        }
        if (mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC)
            return sides_are_right(bytes[at + 7] * 256u + bytes[at + 8],
                                   bytes[at + 5] * 256u + bytes[at + 6]);
        if (length < 2)
            return false;
        at += 2 + length;
    }
    return false;
}

static bool is_svg(const char *bytes, size_t size)
{
    size_t head = size < 2048 ? size : 2048, at = 0;
    if (head >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    while (at < head && is_space(bytes[at]))
        at++;
    return at < head && bytes[at] == '<' && memmem(bytes + at, head - at, "<svg", 4);
}

enum obf_picture obf_picture_of(const char *bytes, size_t size)
{
    const unsigned char *raw = (const unsigned char *)bytes;
    if (is_png(raw, size))
        return OBF_PICTURE_PNG;
    if (is_jpeg(raw, size))
        return OBF_PICTURE_JPEG;
    if (is_gif(raw, size))
        return OBF_PICTURE_GIF;
    return is_svg(bytes, size) ? OBF_PICTURE_SVG : OBF_PICTURE_NONE;
}

const char *obf_picture_name(enum obf_picture kind)
{
    static const char *const names[] = {"?", "PNG", "JPEG", "GIF", "SVG"};
    return names[kind];
}

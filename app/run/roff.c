#include "run/roff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static const char *escape_of(uint32_t character)
{
    switch (character) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    case '"':
        return "\\(dq";
    default:
        return NULL;
    }
}

static bool is_one_of(uint32_t character, const char *list)
{
    char bytes[5] = "";
    return character != 0 && utf8_encode(character, bytes) > 1 && strstr(list, bytes);
}

static bool is_wide(uint32_t character)
{
    return utf8_is_hanzi(character) || (character >= 0x3000 && character <= 0x303f) ||
           (character >= 0xff00 && character <= 0xff60);
}

static bool may_break(uint32_t before, uint32_t after)
{
    return (is_wide(before) || is_wide(after)) && after != ' ' && before != ' ' &&
           !is_one_of(before, "（「《【") && !is_one_of(after, "。，、；：？！）」》】…");
}

void roff_text(struct buffer *out, const char *text)
{
    size_t size = strlen(text);
    uint32_t before = ' ';
    if (text[0] == '.')
        buffer_add_text(out, "\\&");
    for (size_t at = 0; at < size;) {
        uint32_t character;
        size_t length = utf8_decode(text + at, size - at, &character);
        const char *escape = escape_of(character);
        if (may_break(before, character))
            buffer_add_text(out, "\\:");
        if (escape)
            buffer_add_text(out, escape);
        else if (character == '\n')
            buffer_add_byte(out, ' ');
        else
            buffer_add(out, text + at, length);
        before = character;
        at += length;
    }
}

static void line(struct buffer *out, const char *text)
{
    roff_text(out, text);
    buffer_add_byte(out, '\n');
}

void roff_begin(struct buffer *out, const char *name, const char *section, const char *title)
{
    buffer_add_text(out, "'\\\" -*- coding: UTF-8 -*-\n.\\\" Made by: yinian --manual. Do not edit.\n");
    buffer_printf(out, ".TH %s %s \"\" \"Yinian ", name, section);
    roff_text(out, YINIAN_VERSION);
    buffer_add_text(out, "\" \"");
    roff_text(out, title);
    buffer_add_text(out, "\"\n.nh\n.ad l\n");
}

void roff_section(struct buffer *out, const char *title)
{
    buffer_add_text(out, ".SH ");
    line(out, title);
}

void roff_subsection(struct buffer *out, const char *title)
{
    buffer_add_text(out, ".SS ");
    line(out, title);
}

void roff_paragraph(struct buffer *out, const char *text)
{
    buffer_add_text(out, ".PP\n");
    line(out, text);
}

void roff_item(struct buffer *out, const char *name, const char *rest, const char *text)
{
    buffer_add_text(out, ".TP\n\\fB");
    roff_text(out, name);
    buffer_add_text(out, "\\fR");
    if (rest) {
        buffer_add_text(out, " \\fI");
        roff_text(out, rest);
        buffer_add_text(out, "\\fR");
    }
    buffer_add_byte(out, '\n');
    line(out, text);
}

void roff_below(struct buffer *out, const char *text)
{
    buffer_add_text(out, ".br\n");
    line(out, text);
}

void roff_example(struct buffer *out, const char *text)
{
    buffer_add_text(out, ".PP\n.RS 4\n.nf\n");
    line(out, text);
    buffer_add_text(out, ".fi\n.RE\n");
}

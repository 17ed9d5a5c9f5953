#include "run/json.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

void json_string(struct buffer *out, const char *text)
{
    size_t size = strlen(text);
    uint32_t c;
    char bytes[4];
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < size;) {
        at += utf8_decode(text + at, size - at, &c);
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", (int)c);
        else if (c == '\n')
            buffer_add_text(out, "\\n");
        else if (c < 0x20)
            buffer_printf(out, "\\u%04x", c);
        else
            buffer_add(out, bytes, utf8_encode(c, bytes));
    }
    buffer_add_byte(out, '"');
}

void json_name(struct buffer *out, const char *name)
{
    char last = out->size ? out->bytes[out->size - 1] : '{';
    buffer_printf(out, "%s\"%s\":", last == '{' ? "" : ",", name);
}

void json_text_field(struct buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    json_name(out, name);
    json_string(out, text);
}

void json_number_field(struct buffer *out, const char *name, int64_t number)
{
    json_name(out, name);
    buffer_printf(out, "%" PRId64, number);
}

void json_rect_field(struct buffer *out, const char *name, struct view_rect rect)
{
    json_name(out, name);
    buffer_printf(out, "[%d,%d,%d,%d]", rect.x, rect.y, rect.width, rect.height);
}

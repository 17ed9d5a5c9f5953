#include "base/line_fields.h"

#include <string.h>

#include "base/utf8.h"

enum { SHOWN_BYTES = 64 };

void line_begin(struct line_fields *line, const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    line->start = line->at = at;
    line->end = newline ? newline : end;
    line->number++;
}

bool line_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

struct field line_next_field(struct line_fields *line)
{
    while (line->at < line->end && line_is_blank(*line->at))
        line->at++;
    struct field field = {.at = line->at};
    while (line->at < line->end && !line_is_blank(*line->at))
        line->at++;
    field.size = (size_t)(line->at - field.at);
    return field;
}

bool field_is(const struct field *field, const char *word)
{
    return field->size == strlen(word) && memcmp(field->at, word, field->size) == 0;
}

bool line_wrong(const struct line_fields *line, const struct field *field, const char *reason,
                const char *valid)
{
    char key[SHOWN_BYTES];
    size_t size = field->size < sizeof key ? field->size : 0;
    memcpy(key, field->at, size);
    key[size] = 0;
    bool shown = size > 0 && utf8_valid(key, size, NULL) && !memchr(key, 0, size);
    diagnostics_add(
        line->diagnostics,
        &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                             .file = line->file,
                             .line = line->number,
                             .column = 1 + (int)utf8_count(line->start, (size_t)(field->at - line->start)),
                             .key = shown ? key : NULL,
                             .reason = reason,
                             .valid = valid});
    return false;
}

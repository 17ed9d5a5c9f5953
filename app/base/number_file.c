#include "base/number_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

void number_file_write(const struct number_field *fields, size_t count, const double *values,
                       struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        long long millionths = llround(fmin(fmax(values[i], fields[i].least), fields[i].most) * 1e6);
        const char *sign = millionths < 0 ? "-" : "";
        millionths = llabs(millionths);
        buffer_printf(out, "%s = %s%lld", fields[i].name, sign, millionths / 1000000);
        if (!fields[i].whole)
            buffer_printf(out, ".%06lld", millionths % 1000000);
        buffer_add_byte(out, '\n');
    }
}

struct reader {
    const struct number_field *fields;
    size_t count;
    double *values;
    bool *seen;
    const char *name;
    struct diagnostics *diagnostics;
    const char *line; /* its first byte */
    int number;       /* of the line */
    bool right;
};

static void refuse(struct reader *reader, const char *at, const char *key, const char *reason,
                   const char *valid)
{
    int column = at ? (int)utf8_count(reader->line, (size_t)(at - reader->line)) + 1 : 1;
    reader->right = false;
    diagnostics_add(reader->diagnostics, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                              .file = reader->name,
                                                              .line = reader->number,
                                                              .column = column,
                                                              .key = key,
                                                              .reason = reason,
                                                              .valid = valid});
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Perhaps a minus, digits, at most nine, and perhaps a point and more digits, of which six count: no locale, no
 * exponents. */
static bool read_number(const char *at, const char *end, double *number)
{
    long long whole = 0, part = 0, scale = 1;
    bool minus = at < end && *at == '-';
    const char *first = at += minus;
    for (; at < end && is_digit(*at) && at - first < 9; at++)
        whole = 10 * whole + (*at - '0');
    if (at == first)
        return false;
    if (at < end && *at == '.')
        for (at++; at < end && is_digit(*at); at++)
            if (scale < 1000000) {
                part = 10 * part + (*at - '0');
                scale *= 10;
            }
    *number = (double)whole + (double)part / (double)scale;
    if (minus && *number != 0)
        *number = -*number;
    return at == end;
}

/* `count` when there is none of that name. */
static size_t field_called(const struct reader *reader, const char *name, size_t size)
{
    size_t i = 0;
    while (i < reader->count &&
           (strlen(reader->fields[i].name) != size || memcmp(reader->fields[i].name, name, size) != 0))
        i++;
    return i;
}

static void take_value(struct reader *reader, size_t field, const char *at, const char *end)
{
    double number;
    char valid[64];
    const struct number_field *info = &reader->fields[field];
    snprintf(valid, sizeof valid, _("%g to %g"), info->least, info->most);
    if (reader->seen[field])
        refuse(reader, at, info->name, _("stands here twice"), NULL);
    else if (!read_number(at, end, &number) || (info->whole && number != floor(number)))
        refuse(reader, at, info->name, _("is not a number"), valid);
    else if (number < info->least || number > info->most)
        refuse(reader, at, info->name, _("is out of range"), valid);
    else
        reader->values[field] = number;
    reader->seen[field] = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static const char *without_blanks(const char *from, const char *end)
{
    while (end > from && is_blank(end[-1]))
        end--;
    return end;
}

static void read_line(struct reader *reader, const char *end)
{
    const char *at = skip_blanks(reader->line, end);
    if (at == end || *at == '#')
        return;
    const char *equals = memchr(at, '=', (size_t)(end - at));
    const char *name_end = without_blanks(at, equals ? equals : end);
    size_t field = field_called(reader, at, (size_t)(name_end - at));
    if (!equals)
        refuse(reader, at, NULL, _("there is no \"=\" in this line"), NULL);
    else if (field == reader->count)
        refuse(reader, at, NULL, _("nothing of this name belongs here"), NULL);
    else {
        const char *value = skip_blanks(equals + 1, end);
        take_value(reader, field, value, without_blanks(value, end));
    }
}

static void read_lines(struct reader *reader, const char *bytes, size_t size)
{
    const char *end = bytes + size, *newline;
    for (reader->line = bytes; reader->line < end; reader->line = newline + 1) {
        newline = memchr(reader->line, '\n', (size_t)(end - reader->line));
        newline = newline ? newline : end;
        reader->number++;
        read_line(reader, newline);
        if (newline == end)
            break;
    }
    reader->number += !reader->number;
}

bool number_file_parse(const struct number_field *fields, size_t count, double *values, const char *bytes,
                       size_t size, const char *name, struct diagnostics *diagnostics)
{
    struct reader reader = {.fields = fields,
                            .count = count,
                            .values = values,
                            .seen = memory_new(count, sizeof *reader.seen),
                            .name = name,
                            .diagnostics = diagnostics,
                            .right = true};
    read_lines(&reader, bytes, size);
    for (size_t i = 0; i < count; i++)
        if (!reader.seen[i])
            refuse(&reader, NULL, fields[i].name, _("is missing"), NULL);
    free(reader.seen);
    return reader.right;
}

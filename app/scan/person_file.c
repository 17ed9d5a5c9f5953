#include "scan/person_file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* All numbers of the file. The first two are the file's own, the others those of evidence_person_export(), of
 * which a variance stands as its square root: seconds are easier to read. */
struct field {
    const char *name;
    double least, most;
    bool whole, squared;
};

enum { VERSION, SCAN_TIME, FIRST_OF_PERSON, FIELDS = FIRST_OF_PERSON + EVIDENCE_PERSON_NUMBERS };

#define COUNT(name)                                                                                          \
    {                                                                                                        \
        name, 0, EVIDENCE_COUNTS_AT_MOST, false, false                                                       \
    }
#define REACTION(name)                                                                                       \
    {name "_presses", EVIDENCE_PRESSES_AT_FIRST, EVIDENCE_PRESSES_AT_MOST, false, false},                    \
        {name "_mean_s", 0, EVIDENCE_MEAN_MOST_S, false, false},                                             \
    {                                                                                                        \
        name "_spread_s", 0, EVIDENCE_MEAN_MOST_S, false, true                                               \
    }
static const struct field fields[FIELDS] = {
    {"version", PERSON_FILE_VERSION, PERSON_FILE_VERSION, true, false},
    {"scan_time_ms", 300, 5000, true, false},
    COUNT("hits"),
    COUNT("misses"),
    COUNT("reading_hits"),
    COUNT("reading_misses"),
    COUNT("slips"),
    COUNT("quiet"),
    REACTION("after_silence"),
    REACTION("after_press"),
};

/* --- writing -------------------------------------------------------------------------------------------- */

void person_file_write(const struct person_file *file, struct buffer *out)
{
    double numbers[FIELDS] = {PERSON_FILE_VERSION, file->scan_time_ms};
    evidence_person_export(&file->person, numbers + FIRST_OF_PERSON);
    buffer_add_text(
        out, "# How this person presses, as it was learnt. Written by the program; delete the file, or\n"
             "# choose \"forget\" in the settings, to begin anew.\n");
    for (int i = 0; i < FIELDS; i++) {
        double number = fields[i].squared ? sqrt(numbers[i]) : numbers[i];
        long long millionths = llround(fmin(fmax(number, fields[i].least), fields[i].most) * 1e6);
        buffer_printf(out, "%s = %lld", fields[i].name, millionths / 1000000);
        if (!fields[i].whole)
            buffer_printf(out, ".%06lld", millionths % 1000000);
        buffer_add_byte(out, '\n');
    }
}

/* --- reading -------------------------------------------------------------------------------------------- */

struct reader {
    const char *name;
    struct diagnostics *diagnostics;
    const char *line; /* its first byte */
    int number;       /* of the line */
    double values[FIELDS];
    bool seen[FIELDS];
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

/* Digits, at most nine, and perhaps a point and more digits, of which six count: no locale, no exponents. */
static bool read_number(const char *at, const char *end, double *number)
{
    long long whole = 0, part = 0, scale = 1;
    const char *first = at;
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
    return at == end;
}

static int field_called(const char *name, size_t size)
{
    for (int i = 0; i < FIELDS; i++)
        if (strlen(fields[i].name) == size && memcmp(fields[i].name, name, size) == 0)
            return i;
    return -1;
}

static void take_value(struct reader *reader, int field, const char *at, const char *end)
{
    double number;
    char valid[64];
    const struct field *info = &fields[field];
    snprintf(valid, sizeof valid, _("%g to %g"), info->least, info->most);
    if (reader->seen[field])
        refuse(reader, at, info->name, _("stands here twice"), NULL);
    else if (!read_number(at, end, &number) || (info->whole && number != floor(number)))
        refuse(reader, at, info->name, _("is not a number"), valid);
    else if (number < info->least || number > info->most)
        refuse(reader, at, info->name, _("is out of range"), valid);
    else
        reader->values[field] = info->squared ? number * number : number;
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
    int field = field_called(at, (size_t)(name_end - at));
    if (!equals)
        refuse(reader, at, NULL, _("there is no \"=\" in this line"), NULL);
    else if (field < 0)
        refuse(reader, at, NULL, _("nothing of this name belongs here"), NULL);
    else {
        const char *value = skip_blanks(equals + 1, end);
        take_value(reader, field, value, without_blanks(value, end));
    }
}

bool person_file_parse(struct person_file *file, const char *bytes, size_t size, const char *name,
                       struct diagnostics *diagnostics)
{
    struct reader reader = {.name = name, .diagnostics = diagnostics, .line = bytes, .right = true};
    const char *end = bytes + size, *newline;
    for (reader.line = bytes; reader.line < end; reader.line = newline + 1) {
        newline = memchr(reader.line, '\n', (size_t)(end - reader.line));
        newline = newline ? newline : end;
        reader.number++;
        read_line(&reader, newline);
        if (newline == end)
            break;
    }
    reader.number += !reader.number;
    for (int i = 0; i < FIELDS; i++)
        if (!reader.seen[i])
            refuse(&reader, NULL, fields[i].name, _("is missing"), NULL);
    struct evidence_person person;
    if (!reader.right ||
        !evidence_person_import(&person, reader.values + FIRST_OF_PERSON, EVIDENCE_PERSON_NUMBERS))
        return false;
    *file = (struct person_file){person, (int)reader.values[SCAN_TIME]};
    return true;
}

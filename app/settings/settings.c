#include "settings/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

static int *number_of(struct settings *settings, const struct setting_info *info)
{
    return (int *)(void *)((char *)settings + info->offset);
}

static char *text_of(struct settings *settings, const struct setting_info *info)
{
    return (char *)settings + info->offset;
}

void settings_init(struct settings *settings)
{
    *settings = (struct settings){0};
    for (size_t i = 0; i < settings_count(); i++)
        if (settings_table[i].type != SETTING_TEXT)
            *number_of(settings, &settings_table[i]) = settings_table[i].start;
}

int setting_get(const struct settings *settings, const struct setting_info *info)
{
    int value;
    memcpy(&value, (const char *)settings + info->offset, sizeof value);
    return value;
}

bool setting_set(struct settings *settings, const struct setting_info *info, int value)
{
    if (info->type == SETTING_TEXT || value < info->least || value > info->most)
        return false;
    *number_of(settings, info) = value;
    return true;
}

void setting_show(const struct setting_info *info, int value, char *text, size_t size)
{
    if (info->type == SETTING_YES_NO)
        snprintf(text, size, "%s", value ? _("yes") : _("no"));
    else if (info->type == SETTING_CHOICE)
        snprintf(text, size, "%s", value >= 0 && value <= info->most ? _(info->choices[value].label) : "?");
    else if (info->least_label && value == info->least)
        snprintf(text, size, "%s", _(info->least_label));
    else if (info->tenths)
        snprintf(text, size, "%d.%d %s", value / 10, value % 10, _(info->unit));
    else if (info->unit && strcmp(info->unit, "ms") == 0 && value >= 1000)
        snprintf(text, size, "%g %s", value / 1000.0, _("s"));
    else if (info->unit && strcmp(info->unit, "%") == 0)
        snprintf(text, size, "%d %%", value);
    else if (info->unit && info->unit[0])
        snprintf(text, size, "%d %s", value, _(info->unit));
    else
        snprintf(text, size, "%d", value);
}

/* --- reading ------------------------------------------------------------------------------------------- */

struct line {
    const char *bytes;
    size_t size;
    int number;
    const char *file;
    struct diagnostics *diagnostics;
};

static int column_of(const struct line *line, const char *at)
{
    return (int)utf8_count(line->bytes, (size_t)(at - line->bytes)) + 1;
}

static bool refuse(const struct line *line, const char *at, const char *key, const char *reason,
                   const char *valid)
{
    diagnostics_add(line->diagnostics, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                            .file = line->file,
                                                            .line = line->number,
                                                            .column = column_of(line, at),
                                                            .key = key,
                                                            .reason = reason,
                                                            .valid = valid});
    return false;
}

static void choices_text(const struct setting_info *info, struct buffer *out)
{
    if (info->type == SETTING_YES_NO) {
        buffer_add_text(out, "yes, no");
        return;
    }
    if (info->type == SETTING_NUMBER && info->tenths) {
        buffer_printf(out, "%d.%d – %d.%d %s", info->least / 10, info->least % 10, info->most / 10,
                      info->most % 10, _(info->unit));
        return;
    }
    if (info->type == SETTING_NUMBER) {
        buffer_printf(out, _("%d to %d %s"), info->least, info->most, info->unit ? _(info->unit) : "");
        while (out->size && out->bytes[out->size - 1] == ' ')
            buffer_splice(out, out->size - 1, 1, "", 0);
        return;
    }
    for (int i = 0; i <= info->most; i++)
        buffer_printf(out, "%s%s", i ? ", " : "", info->choices[i].name);
}

static bool refuse_value(const struct line *line, const char *at, const struct setting_info *info,
                         const char *reason)
{
    struct buffer valid;
    buffer_init(&valid);
    choices_text(info, &valid);
    refuse(line, at, info->name, reason, buffer_text(&valid));
    buffer_destroy(&valid);
    return false;
}

/* How many bytes of a value to quote: its first 20 characters, none cut through. */
static int quoted_bytes(const char *value)
{
    return (int)utf8_offset(value, strlen(value), 20);
}

/* 15.6 → 156, 15 → 150; whatever language decides about points. Far too many digits are too large anyway. */
static long in_tenths(const char *value, char **end)
{
    long whole = strtol(value, end, 10);
    whole = whole > 100000 ? 100000 : whole < -100000 ? -100000 : whole;
    bool digit = *end > value && **end == '.' && (*end)[1] >= '0' && (*end)[1] <= '9';
    long tenth = digit ? (*end)[1] - '0' : 0;
    if (digit)
        *end += 2;
    return whole * 10 + (value[0] == '-' ? -tenth : tenth);
}

static bool read_number(struct settings *settings, const struct setting_info *info, const char *value,
                        const struct line *line, const char *at)
{
    char *end;
    long number = info->tenths ? in_tenths(value, &end) : strtol(value, &end, 10);
    char reason[160];
    while (*end == ' ')
        end++;
    bool unit = info->unit && info->unit[0] && strcmp(end, info->unit) == 0;
    if (end == value || (*end && !unit)) {
        snprintf(reason, sizeof reason, _("\"%.*s\" is not a number"), quoted_bytes(value), value);
        return refuse_value(line, at, info, reason);
    }
    if (number < info->least || number > info->most) {
        snprintf(reason, sizeof reason,
                 number < info->least ? _("%.20s is too small") : _("%.20s is too large"), value);
        return refuse_value(line, at, info, reason);
    }
    return setting_set(settings, info, (int)number);
}

static bool read_word(struct settings *settings, const struct setting_info *info, const char *value,
                      const struct line *line, const char *at)
{
    static const struct setting_choice no_yes[] = {{"no", ""}, {"yes", ""}};
    const struct setting_choice *choices = info->type == SETTING_YES_NO ? no_yes : info->choices;
    for (int i = 0; i <= info->most; i++)
        if (strcmp(choices[i].name, value) == 0)
            return setting_set(settings, info, i);
    char reason[160];
    snprintf(reason, sizeof reason, _("there is no \"%.*s\""), quoted_bytes(value), value);
    return refuse_value(line, at, info, reason);
}

static bool read_switch(struct settings *settings, const char *value, const struct line *line, const char *at)
{
    char valid[32];
    if (settings->switch_count == SETTINGS_SWITCHES_AT_MOST) {
        snprintf(valid, sizeof valid, "%d", SETTINGS_SWITCHES_AT_MOST);
        return refuse(line, at, "switch", _("too many switches"), valid);
    }
    settings->switch_lines[settings->switch_count] = line->number;
    snprintf(settings->switches[settings->switch_count++], SETTINGS_TEXT_BYTES, "%s", value);
    return true;
}

static bool read_setting(struct settings *settings, const char *name, const char *value,
                         const struct line *line, const char *at_name, const char *at_value)
{
    if (strlen(value) >= SETTINGS_TEXT_BYTES)
        return refuse(line, at_value, name, _("the value is too long"), _("at most 127 bytes"));
    if (strcmp(name, "switch") == 0)
        return read_switch(settings, value, line, at_value);
    const struct setting_info *info = setting_find(name);
    if (!info)
        return refuse(line, at_name, name, _("there is no such setting"),
                      _("the names that yinian --settings lists"));
    if (info->type == SETTING_TEXT) {
        snprintf(text_of(settings, info), SETTINGS_TEXT_BYTES, "%s", value);
        return true;
    }
    if (info->type == SETTING_NUMBER)
        return read_number(settings, info, value, line, at_value);
    return read_word(settings, info, value, line, at_value);
}

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

static const char *trim_blank(const char *start, const char *end)
{
    while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
        end--;
    return end;
}

/* A `#` begins a comment at the line's start, after a blank or right after the =, outside quotes. */
static const char *comment_start(const char *at, const char *end)
{
    bool quoted = false;
    for (const char *p = at; p < end; p++) {
        if (*p == '"')
            quoted = !quoted;
        if (*p == '#' && !quoted &&
            (p == at || p[-1] == ' ' || p[-1] == '\t' || p[-1] == '\r' || p[-1] == '='))
            return p;
    }
    return end;
}

static bool read_line(struct settings *settings, const struct line *line)
{
    const char *end = comment_start(line->bytes, line->bytes + line->size);
    const char *name = skip_blank(line->bytes, end);
    end = trim_blank(name, end);
    if (name == end)
        return true;
    size_t bad;
    if (!utf8_valid(line->bytes, line->size, &bad) || memchr(line->bytes, 0, line->size))
        return refuse(line, line->bytes, NULL, _("this line is not readable text"), "UTF-8");
    const char *equals = memchr(name, '=', (size_t)(end - name));
    if (!equals)
        return refuse(line, name, NULL, _("there is no = in this line"), "scan_time = 1500");
    const char *value = skip_blank(equals + 1, end);
    struct arena arena;
    arena_init(&arena);
    char *name_text = arena_copy(&arena, name, (size_t)(trim_blank(name, equals) - name));
    char *value_text = arena_copy(&arena, value, (size_t)(end - value));
    bool right = read_setting(settings, name_text, value_text, line, name, value);
    arena_destroy(&arena);
    return right;
}

bool settings_parse(struct settings *settings, const char *bytes, size_t size, const char *file,
                    struct diagnostics *diagnostics)
{
    bool right = true;
    struct line line = {.file = file, .diagnostics = diagnostics};
    size_t at = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    settings->switch_count = 0;
    while (at < size) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        line.bytes = bytes + at;
        line.size = newline ? (size_t)(newline - line.bytes) : size - at;
        line.number++;
        if (!read_line(settings, &line))
            right = false;
        at += line.size + 1;
    }
    return right;
}

/* --- writing ------------------------------------------------------------------------------------------- */

static void write_value(const struct settings *settings, const struct setting_info *info, struct buffer *out)
{
    const char *text = (const char *)settings + info->offset;
    if (info->type == SETTING_TEXT)
        buffer_add_text(out, text);
    else if (info->type == SETTING_YES_NO)
        buffer_add_text(out, setting_get(settings, info) ? "yes" : "no");
    else if (info->type == SETTING_CHOICE)
        buffer_add_text(out, info->choices[setting_get(settings, info)].name);
    else if (info->tenths)
        buffer_printf(out, "%d.%d", setting_get(settings, info) / 10, setting_get(settings, info) % 10);
    else
        buffer_printf(out, "%d", setting_get(settings, info));
}

static bool same_value(const struct settings *a, const struct settings *b, const struct setting_info *info)
{
    if (info->type == SETTING_TEXT)
        return strcmp((const char *)a + info->offset, (const char *)b + info->offset) == 0;
    return setting_get(a, info) == setting_get(b, info);
}

/* The setting that a line gives a value to, or NULL; `end` is where its comment (or the line's end) begins. */
static const struct setting_info *setting_of_line(const struct line *line, const char **end)
{
    char name[64];
    *end = comment_start(line->bytes, line->bytes + line->size);
    const char *start = skip_blank(line->bytes, *end);
    const char *equals = memchr(start, '=', (size_t)(*end - start));
    size_t length = equals ? (size_t)(trim_blank(start, equals) - start) : 0;
    if (length == 0 || length >= sizeof name)
        return NULL;
    memcpy(name, start, length);
    name[length] = '\0';
    return setting_find(name);
}

static void update_line(const struct settings *settings, const struct line *line, bool *named,
                        struct buffer *out)
{
    const char *end;
    const struct setting_info *info = setting_of_line(line, &end);
    struct settings probe;
    settings_init(&probe);
    if (info)
        named[info - settings_table] = true;
    if (!info || (read_line(&probe, line) && same_value(&probe, settings, info))) {
        buffer_add(out, line->bytes, line->size);
        return;
    }
    buffer_printf(out, "%s = ", info->name);
    write_value(settings, info, out);
    const char *rest = line->bytes + line->size;
    buffer_printf(out, "%s%.*s", end < rest ? "  " : "", (int)(rest - end), end);
}

/* The switch that a line speaks of, or NULL: it is another line. */
static const char *switch_of_line(const struct line *line, struct settings *probe)
{
    settings_init(probe);
    struct line quiet = {.bytes = line->bytes, .size = line->size};
    return read_line(probe, &quiet) && probe->switch_count ? probe->switches[0] : NULL;
}

static int find_switch(const struct settings *settings, const char *text)
{
    int at = 0;
    while (at < settings->switch_count && strcmp(settings->switches[at], text) != 0)
        at++;
    return at;
}

/* Is there a switch that the file does not have? */
static bool has_new_switch(const struct settings *settings, const char *old, size_t size)
{
    struct settings before;
    settings_init(&before);
    settings_parse(&before, old, size, NULL, NULL);
    for (int i = 0; i < settings->switch_count; i++)
        if (find_switch(&before, settings->switches[i]) == before.switch_count)
            return true;
    return false;
}

/* True when the line is to stay. */
static bool keeps_switch_line(const struct settings *settings, const struct line *line, bool *written)
{
    struct settings probe;
    const char *text = switch_of_line(line, &probe);
    int at = text ? find_switch(settings, text) : 0;
    if (text && at < settings->switch_count)
        written[at] = true;
    return !text || at < settings->switch_count || strncmp(text, "select", strlen("select")) != 0;
}

void settings_update(const struct settings *settings, const char *old, size_t size, struct buffer *out)
{
    bool *named = memory_new(settings_count(), sizeof *named), written[SETTINGS_SWITCHES_AT_MOST] = {false};
    struct settings start;
    settings_init(&start);
    struct line line = {0};
    bool replaces = has_new_switch(settings, old, size);
    for (size_t at = 0; at < size; at += line.size + 1) {
        const char *newline = memchr(old + at, '\n', size - at);
        line.bytes = old + at;
        line.size = newline ? (size_t)(newline - line.bytes) : size - at;
        if (!keeps_switch_line(settings, &line, written) && replaces)
            continue;
        update_line(settings, &line, named, out);
        buffer_add_byte(out, '\n');
    }
    for (size_t i = 0; i < settings_count(); i++)
        if (!named[i] && !same_value(settings, &start, &settings_table[i])) {
            buffer_printf(out, "%s = ", settings_table[i].name);
            write_value(settings, &settings_table[i], out);
            buffer_add_byte(out, '\n');
        }
    for (int i = 0; i < settings->switch_count; i++)
        if (!written[i])
            buffer_printf(out, "switch = %s\n", settings->switches[i]);
    free(named);
}

void settings_write(const struct settings *settings, struct buffer *out)
{
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_info *info = &settings_table[i];
        if (i == 0 || info->group != info[-1].group)
            buffer_printf(out, "%s# %s\n", i ? "\n" : "", _(setting_group_label(info->group)));
        buffer_printf(out, "%s = ", info->name);
        write_value(settings, info, out);
        buffer_add_byte(out, '\n');
    }
    for (int i = 0; i < settings->switch_count; i++)
        buffer_printf(out, "%sswitch = %s\n", i ? "" : "\n", settings->switches[i]);
}

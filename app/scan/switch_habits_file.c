#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "scan/switch_habits.h"

/*     # yinian-habits 1
 *     record = DAY morning|evening SCAN_TIME IGNORED  COUNTS…  HOLDS…      # 2026-11-22
 *     declined = KIND DAY      of each kind the last
 *     silence = DAY MINUTES
 *     rattling = DAY
 *
 * Days are counted from 1970-01-01; the comment is for people. */

enum { NUMBERS = 4 + HABIT_COUNTS + HABIT_HOLDS, LINE_BYTES = 1024, NUMBER_MOST = 1000000000 };

/* --- writing -------------------------------------------------------------------------------------------- */

static void write_record(const struct switch_habit *record, struct buffer *out)
{
    char date[11];
    switch_habit_date(record, date);
    buffer_printf(out, "record = %d %d %d %d", record->day, record->evening, record->scan_time_ms,
                  record->ignore_repeats_ms);
    for (int i = 0; i < HABIT_COUNTS; i++)
        buffer_printf(out, " %d", record->counts[i]);
    for (int i = 0; i < HABIT_HOLDS; i++)
        buffer_printf(out, " %d", record->holds[i]);
    buffer_printf(out, "  # %s\n", date);
}

void switch_habits_write(const struct switch_habits *habits, struct buffer *out)
{
    buffer_add_text(
        out,
        "# yinian-habits 1\n"
        "# What ordinary use showed of the switch. Written by the program; delete the file to begin anew.\n"
        "# record = day, 0 morning or 1 evening, scan time, ignored repeats; presses, late, corrected, "
        "double,\n"
        "# ignored, bounces, stuck, unplugged, timed, ms of those; how many were held for 0-50 ms, 50-100 ms "
        "...\n"
        "# silence = day, the longest time by day without a press, in minutes; rattling = the day it was "
        "told\n");
    for (int kind = HABIT_NO_PROPOSAL + 1; kind < HABIT_PROPOSALS; kind++)
        if (habits->declined[kind])
            buffer_printf(out, "declined = %d %d\n", kind, habits->declined_day[kind]);
    if (habits->rattling_told)
        buffer_printf(out, "rattling = %d\n", habits->rattling_told_day);
    for (int i = 0; i < habits->silence_count; i++)
        buffer_printf(out, "silence = %d %d\n", habits->silences[i].day, habits->silences[i].minutes);
    for (int i = 0; i < habits->count; i++)
        write_record(&habits->records[i], out);
}

/* --- reading -------------------------------------------------------------------------------------------- */

struct parse {
    const char *file;
    struct diagnostics *diagnostics;
    int line;
};

static bool refuse(const struct parse *parse, const char *reason)
{
    if (parse->diagnostics)
        diagnostics_add(parse->diagnostics, &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                                                 .file = parse->file,
                                                                 .line = parse->line,
                                                                 .column = 1,
                                                                 .reason = reason});
    return false;
}

/* Whole numbers, apart by blanks; −1: something else stands there, or too many. */
static int read_numbers(const char *text, int *numbers, int most)
{
    int count = 0;
    for (;;) {
        text += strspn(text, " \t\r");
        if (!*text)
            return count;
        char *end;
        long value = strtol(text, &end, 10);
        bool digits = (*text >= '0' && *text <= '9') || (*text == '-' && end > text);
        if (!digits || (*end && !strchr(" \t\r", *end)) || value < -NUMBER_MOST || value > NUMBER_MOST ||
            count == most)
            return -1;
        numbers[count++] = (int)value;
        text = end;
    }
}

static bool read_record(struct switch_habits *habits, const char *text, const struct parse *parse)
{
    int numbers[NUMBERS];
    bool right = read_numbers(text, numbers, NUMBERS) == NUMBERS && numbers[0] >= -1000000 &&
                 numbers[0] <= 1000000 && numbers[1] >= 0 && numbers[1] <= 1;
    for (int i = 2; right && i < NUMBERS; i++)
        right = numbers[i] >= 0;
    if (!right)
        return refuse(parse, _("this is no record of a day"));
    if (habits->count == HABITS_AT_MOST)
        return refuse(parse, _("too many records"));
    struct switch_habit *record = &habits->records[habits->count++];
    *record = (struct switch_habit){.day = numbers[0],
                                    .evening = numbers[1],
                                    .scan_time_ms = numbers[2],
                                    .ignore_repeats_ms = numbers[3]};
    memcpy(record->counts, numbers + 4, sizeof record->counts);
    memcpy(record->holds, numbers + 4 + HABIT_COUNTS, sizeof record->holds);
    return true;
}

static bool read_declined(struct switch_habits *habits, const char *text, const struct parse *parse)
{
    int numbers[2];
    if (read_numbers(text, numbers, 2) != 2 || numbers[0] < HABIT_NO_PROPOSAL ||
        numbers[0] >= HABIT_PROPOSALS || numbers[1] < -1000000 || numbers[1] > 1000000)
        return refuse(parse, _("this names no proposal and day"));
    habits->declined[numbers[0]] = true;
    habits->declined_day[numbers[0]] = numbers[1];
    return true;
}

static bool is_day(int day)
{
    return day >= -1000000 && day <= 1000000;
}

static bool read_silence(struct switch_habits *habits, const char *text, const struct parse *parse)
{
    int numbers[2];
    if (read_numbers(text, numbers, 2) != 2 || !is_day(numbers[0]) || numbers[1] < 0 || numbers[1] > 24 * 60)
        return refuse(parse, _("this names no day and minutes"));
    if (habits->silence_count == HABIT_SILENCES)
        return refuse(parse, _("too many records"));
    habits->silences[habits->silence_count++] = (struct habit_silence){numbers[0], numbers[1]};
    return true;
}

static bool read_rattling(struct switch_habits *habits, const char *text, const struct parse *parse)
{
    int day;
    if (read_numbers(text, &day, 1) != 1 || !is_day(day))
        return refuse(parse, _("this names no day"));
    habits->rattling_told = true;
    habits->rattling_told_day = day;
    return true;
}

static const char *after(const char *text, const char *start)
{
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 ? text + length : NULL;
}

static bool read_line(struct switch_habits *habits, const char *bytes, size_t size, const struct parse *parse)
{
    char line[LINE_BYTES];
    if (size >= sizeof line || memchr(bytes, 0, size))
        return refuse(parse, _("this line is not readable text"));
    snprintf(line, sizeof line, "%.*s", (int)size, bytes);
    line[strcspn(line, "#")] = '\0';
    const char *text = line + strspn(line, " \t\r");
    if (!*text)
        return true;
    static const struct {
        const char *start;
        bool (*read)(struct switch_habits *habits, const char *text, const struct parse *parse);
    } kinds[] = {{"record =", read_record},
                 {"declined =", read_declined},
                 {"silence =", read_silence},
                 {"rattling =", read_rattling}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *rest = after(text, kinds[i].start);
        if (rest)
            return kinds[i].read(habits, rest, parse);
    }
    return refuse(parse, _("this is no record of a day"));
}

bool switch_habits_parse(struct switch_habits *habits, const char *bytes, size_t size, const char *name,
                         struct diagnostics *diagnostics)
{
    struct switch_habits read = {.count = 0};
    struct parse parse = {name, diagnostics, 0};
    bool right = true;
    for (size_t at = 0; at < size;) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        size_t length = newline ? (size_t)(newline - (bytes + at)) : size - at;
        parse.line++;
        right = read_line(&read, bytes + at, length, &parse) && right;
        at += length + 1;
    }
    if (right)
        *habits = read;
    return right;
}

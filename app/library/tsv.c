#include "library/tsv.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static bool complain(struct tsv *tsv, const char *at, const char *key, const char *reason, const char *valid)
{
    tsv->right = false;
    diagnostics_add(tsv->diagnostics,
                    &(struct diagnostic){.level = DIAGNOSTIC_ERROR,
                                         .file = tsv->file,
                                         .line = tsv->number,
                                         .column = 1 + (int)utf8_count(tsv->line, (size_t)(at - tsv->line)),
                                         .key = key,
                                         .reason = reason,
                                         .valid = valid});
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\r';
}

static struct tsv_field trim(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    return (struct tsv_field){at, (size_t)(end - at)};
}

/* The field at `*at`, which then stands behind its tab, or is NULL at the end of the line. */
static struct tsv_field split(const char **at, const char *end)
{
    const char *tab = memchr(*at, '\t', (size_t)(end - *at));
    struct tsv_field field = trim(*at, tab ? tab : end);
    *at = tab ? tab + 1 : NULL;
    return field;
}

/* The next line that is not empty: from tsv->line to `*end`. */
static bool next_line(struct tsv *tsv, const char **end)
{
    while (tsv->next < tsv->end) {
        const char *newline = memchr(tsv->next, '\n', (size_t)(tsv->end - tsv->next));
        *end = newline ? newline : tsv->end;
        tsv->line = tsv->next;
        tsv->next = newline ? newline + 1 : tsv->end;
        tsv->number++;
        if (trim(tsv->line, *end).size > 0)
            return true;
    }
    return false;
}

static bool is_text(struct tsv *tsv, const char *end)
{
    size_t size = (size_t)(end - tsv->line), bad = size;
    const char *nul = memchr(tsv->line, 0, size);
    if (utf8_valid(tsv->line, size, &bad) && !nul)
        return true;
    if (nul && nul < tsv->line + bad)
        bad = (size_t)(nul - tsv->line);
    return complain(tsv, tsv->line + bad, NULL, _("this is not text"), NULL);
}

static void take_name(struct tsv *tsv, struct tsv_field field)
{
    for (int i = 0; i < tsv->name_count; i++)
        if (tsv->places[i] < 0 && strlen(tsv->names[i]) == field.size &&
            memcmp(tsv->names[i], field.at, field.size) == 0)
            tsv->places[i] = tsv->column_count;
}

static bool read_header(struct tsv *tsv)
{
    const char *end;
    if (!next_line(tsv, &end)) {
        tsv->number = 1;
        return complain(tsv, tsv->line, NULL, _("the table is empty"), NULL);
    }
    if (!is_text(tsv, end))
        return false;
    for (const char *at = tsv->line; at; tsv->column_count++)
        take_name(tsv, split(&at, end));
    for (int i = 0; i < tsv->name_count; i++)
        if (tsv->places[i] < 0)
            complain(tsv, tsv->line, tsv->names[i], _("the table has no column of this name"), NULL);
    return tsv->right;
}

bool tsv_begin(struct tsv *tsv, const char *const *names, const char *bytes, size_t size, const char *file,
               struct diagnostics *diagnostics)
{
    *tsv = (struct tsv){.names = names, .file = file, .diagnostics = diagnostics, .right = true};
    while (tsv->name_count < TSV_COLUMNS_AT_MOST && names[tsv->name_count])
        tsv->places[tsv->name_count++] = -1;
    if (size == 0)
        bytes = "";
    tsv->end = bytes + size;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3;
    tsv->line = tsv->next = bytes;
    bool begun = read_header(tsv);
    if (!begun)
        tsv->next = tsv->end;
    return begun;
}

static void take_field(struct tsv *tsv, int column, struct tsv_field field)
{
    for (int i = 0; i < tsv->name_count; i++)
        if (tsv->places[i] == column)
            tsv->fields[i] = field;
}

static bool read_fields(struct tsv *tsv, const char *end)
{
    for (int i = 0; i < tsv->name_count; i++)
        tsv->fields[i] = (struct tsv_field){end, 0};
    const char *at = tsv->line;
    for (int column = 0; at; column++) {
        const char *start = at;
        struct tsv_field field = split(&at, end);
        if (column < tsv->column_count)
            take_field(tsv, column, field);
        else if (field.size > 0)
            return complain(tsv, start, NULL, _("the line has more fields than the first one has names"),
                            NULL);
    }
    return true;
}

bool tsv_next(struct tsv *tsv)
{
    const char *end;
    while (next_line(tsv, &end))
        if (is_text(tsv, end) && read_fields(tsv, end))
            return true;
    return false;
}

bool tsv_wrong(struct tsv *tsv, int name, const char *reason, const char *valid)
{
    return complain(tsv, tsv->fields[name].at, tsv->names[name], reason, valid);
}

const char *tsv_copy(const struct tsv *tsv, int name, struct arena *arena)
{
    return arena_copy(arena, tsv->fields[name].at, tsv->fields[name].size);
}
